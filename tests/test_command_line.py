"""The command lines as a contract: what they do, their exit status, and never an English word."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from pathlib import Path

import pytest

from bostoette_cli.cli.commands import COMMANDS

from builders import answers_file
from conftest import Clock
from running import Runner

ENGLISH = re.compile(
    r"\b(usage|options?|arguments?|commands?|error|errors|invalid|missing|no such|did you mean|try|"
    r"show this|message|exit|default|required|unexpected|got|expected|requires|not found|file|"
    r"directory|permission|denied|traceback|exception|warning|aborted|the|and|with|is|you|value|"
    r"install|completion|shell|press|help for)\b",
    re.IGNORECASE,
)
# Danish words and the tool's own that the list above would catch.
ALLOWED = re.compile(r"--help|Critical Time Intervention|Connecting People Intervention")


RIGHT = [
    [],
    ["--help"],
    ["--version"],
    *[[name, "--help"] for name in COMMANDS],
    ["runde", "ny", "--help"],
    ["runde", "luk", "--help"],
    *[["runde", name, "--help"] for name in ("omdoeb", "slet", "hent", "toem")],
    ["runde", "toem"],
    ["runde", "omdoeb", "Forår 2027", "Næste forår"],
    ["runde", "slet", "Forår 2027", "--ja"],
    ["om"],
    ["vis"],
    ["vis", "5"],
    ["vis", "9.1"],
    ["vis", "9,1"],
    ["vis", "3", "--katalog", "botilbud"],
    ["kataloger"],
    ["runder"],
    ["runde"],
    ["resultat"],
    ["resultat", "--udsagn"],
    ["eksporter"],
    ["moede"],
    ["sammenlign"],
    ["sammenlign", "--alle"],
    ["sammenlign", "--ord"],
    ["sammenlign", "--rolle", "medarbejder"],
    ["sammenlign", "Efterår 2026", "forår 2027"],
    ["mappe"],
    ["skema", "--format", "markdown"],
    ["tjek"],
    ["fuldfør", "powershell"],
    ["hjælp"],
    ["hjaelp", "vis"],
    ["-h"],
    ["metoder"],
    ["metoder", "kriseplan"],
    ["søg", "netværk"],
    ["refleksion"],
    ["katalog"],
    ["katalog", "vaelg", "--help"],
    ["katalog", "kopier", "--help"],
    ["katalog", "tjek", "--help"],
    ["katalog", "installer", "--help"],
]

WRONG = [
    (["viss"], "Kommandoen »viss« findes ikke. Mente du vis?"),
    (["evaluér"], "Kommandoen »evaluér« findes ikke. Mente du evaluer?"),
    (["xyzzy"], "Kommandoen »xyzzy« findes ikke. Se bostoette --help"),
    (["--forkert"], "Indstillingen --forkert findes ikke. Se bostoette --help"),
    (["-x"], "Indstillingen -x findes ikke. Se bostoette --help"),
    (["vis", "--jsn"], "Indstillingen --jsn findes ikke. Mente du --json?"),
    (["vis", "--json=ja"], "Indstillingen --json står alene, uden noget efter."),
    (["evaluer", "--svar"], "Indstillingen --svar mangler det, der skal stå efter."),
    (["--mappe"], "Indstillingen --mappe mangler det, der skal stå efter."),
    (["vis", "5", "6"], "»6« er for meget her. Se bostoette vis --help"),
    (["vis", "11"], "Der findes ikke noget nummer 11"),
    (["vis", "0"], "Der findes ikke noget nummer 0"),
    (["vis", "fem"], "»fem« er ikke et nummer."),
    (["vis", "5.9"], "Nummer 5 har 5.1 og 5.2."),
    (["vis", "--katalog", "bostote"], "Kataloget »bostote« findes ikke. Mente du bostoette?"),
    (["vis", "--katalog", "/findes/ikke.toml"], "findes ikke. Vælg bostoette eller botilbud"),
    (["evaluer", "11"], "Vælg et nummer fra 1 til 10"),
    (["evaluer", "-5"], "Indstillingen -5 findes ikke."),
    (["evaluer", "5a"], "»5a« er ikke et nummer."),
    (["evaluer", "--rolle", "chef"], "Rollen »chef« findes ikke. Brug medarbejder, leder"),
    (["evaluer", "--rolle", "ledr"], "Rollen »ledr« findes ikke. Mente du leder?"),
    (["evaluer", "--runde", "nix"], "Runden »nix« findes ikke."),
    (["evaluer", "--runde", "a", "--ny-runde", "b"], "kan ikke bruges sammen. Vælg den ene."),
    (["evaluer", "--faelles", "--navn", "x"], "--faelles er hele teamets."),
    (["evaluer", "--ny-runde", " "], "Titlen er tom."),
    (["evaluer", "--navn", "010190-1234"], "Mærket ligner et CPR-nummer."),
    (["eksporter", "--alt", "--ud", "x", "--team", "010190-1234"], "Teamets navn ligner et CPR"),
    (["-"], "Kommandoen »-« findes ikke."),
    (["handleplan", "-"], "Kommandoen »-« findes ikke."),
    (["resultat", "nix"], "Runden »nix« findes ikke."),
    (["resultat", ""], "Rundens navn er tomt."),
    (["sammenlign", "--alle", "x"], "Nævn enten runderne, eller brug --alle."),
    (["eksporter", "--format", "markdwn"], "Formatet »markdwn« findes ikke. Mente du markdown?"),
    (["skema", "--format", "htm"], "Formatet »htm« findes ikke. Mente du html?"),
    (["skema", "--format", "pdf"], "Formatet »pdf« findes ikke. Brug html eller markdown."),
    (["skema", "--ud", "skema.docx"], "Giv filen endelsen .html eller .md."),
    (["skema", "--ud", "skema"], "Filer, der ikke har en endelse, kan ikke skrives."),
    (["skema", "5a"], "»5a« er ikke et nummer. Skriv for eksempel: bostoette skema 5 7"),
    (["skema", "11"], "Vælg et nummer fra 1 til 10"),
    (["skema", "--runde", "nix"], "Runden »nix« findes ikke."),
    (["eksporter", "--format", "pdf"], "Formatet »pdf« findes ikke. Brug markdown, html,"),
    (["eksporter", "--ud", "rapport.odt"], "Filer, der ender på .odt, kan ikke skrives."),
    (["eksporter", "--alt"], "Nævn mappen, tabellerne skal ligge i: --ud Tabeller"),
    (["eksporter", "--alt", "Efterår 2026"], "--alt skriver alle runder på én måde."),
    (["eksporter", "--alt", "--format", "xlsx", "--ud", "x"], "Brug csv eller parquet."),
    (["eksporter", "--alt", "--ud", "x"], "Der er ingen runder i"),
    (["eksporter", "--ord"], "--ord og --team hører sammen med --alt."),
    (["eksporter", "--csv-format", "dansk"], "--csv-format gælder kun csv."),
    (["eksporter", "--format", "csv", "--csv-format", "engelsk"], "»engelsk« kendes ikke."),
    (["hjælp", "viss"], "Kommandoen »viss« findes ikke. Mente du vis?"),
    (["hjælp", "runde", "lukk"], "Kommandoen »lukk« findes ikke. Mente du luk?"),
    (["fuldfoer"], "Nævn din terminal. Skriv powershell, bash, zsh eller fish."),
    (["fuldfoer", "zhs"], "»zhs« kendes ikke. Mente du zsh?"),
    (["runde", "lukk"], "Kommandoen »lukk« findes ikke. Mente du luk?"),
    (["runde", "luk"], "Der mangler noget: rundens id eller titel. Se bostoette runde luk --help"),
    (["runde", "luk", "nix"], "Runden »nix« findes ikke."),
    (["runde", "ny", ""], "Titlen er tom."),
    (["runde", "omdoeb", "nix", "x"], "Runden »nix« findes ikke."),
    (["runde", "slet", "nix", "--ja"], "Runden »nix« findes ikke."),
    (["runde", "slet"], "Der mangler noget: rundens id eller titel."),
    (["runde", "hent", "nix"], "Papirkurven er tom, så der er ingen slettede runder."),
    (["runde", "toem", "nix"], "Papirkurven er tom"),
    (["tjek", "--hent", "nix"], "der er ingen tidligere udgave at hente."),
    (["tjek", "--glem", "nix"], "der er ingen tidligere udgave."),
    (["tjek", "--ja"], "--ja hører sammen med --glem."),
    (["arkiver"], "Der er intet at gemme i"),
    (["arkiver", "nix"], "Runden »nix« findes ikke."),
    (["gendan"], "Der mangler noget: sikkerhedskopien. Se bostoette gendan --help"),
    (["runde", "ny", "x", "--team", "010190-1234"], "Teamets navn ligner et CPR-nummer."),
    (["runde", "ny", "x", "--taerskel", "4"], "--taerskel gælder kun en anonym runde."),
    (["runde", "ny", "x", "--anonym", "--taerskel", "2"], "Tærsklen 2 er for lav."),
    (["runde", "ny", "x", "--anonym", "--taerskel", "to"], "Tærsklen »to« er ikke et helt tal."),
    (["runde", "ny", "\udcff"], "Kommandolinjen har tegn, der ikke kan læses."),
]


def english_in(text: str) -> list[str]:
    return ENGLISH.findall(ALLOWED.sub("", text))


@pytest.mark.parametrize("words", RIGHT, ids=" ".join)
def test_a_right_command_line_succeeds_in_danish(with_two_rounds: Runner, words: list[str]) -> None:
    done = with_two_rounds(*words)
    assert done.status == 0, done.err
    assert done.err == ""
    assert done.out
    assert english_in(done.out) == []


@pytest.mark.parametrize("words", ["", "vis", "runde", "runde ny", "handleplan gjort"])
def test_hjaelp_and_help_say_the_same(bostoette: Runner, words: str) -> None:
    asked = bostoette("hjælp", *words.split())
    assert asked.out == bostoette(*words.split(), "--help").out
    assert asked.out == bostoette(*words.split(), "-h").out


@pytest.mark.parametrize(("words", "sentence"), WRONG, ids=lambda case: " ".join(case)[:40])
def test_a_wrong_command_line_is_explained_in_danish(
    bostoette: Runner, words: list[str], sentence: str
) -> None:
    done = bostoette(*words)
    assert sentence in done.err
    assert done.status == 2
    assert done.out == ""
    assert english_in(done.err) == []


@pytest.mark.parametrize(("words", "sentence"), WRONG, ids=lambda case: " ".join(case)[:40])
def test_a_wrong_command_line_changes_nothing(
    bostoette: Runner, words: list[str], sentence: str
) -> None:
    bostoette(*words)
    assert not bostoette.folder.exists()


class TestSpelling:
    @pytest.mark.parametrize("word", ["VIS", "Vis"])
    def test_a_command_may_be_written_in_capitals(self, bostoette: Runner, word: str) -> None:
        assert bostoette(word, "5").status == 0

    def test_danish_letters_work_in_commands_and_options(self, with_round: Runner) -> None:
        assert with_round("runde", "ny", "Hemmelig", "--anonym", "--tærskel", "4").status == 0
        assert with_round("runde", "luk", "Hemmelig").status == 0
        assert with_round("runde", "åbn", "Hemmelig").status == 0

    def test_a_role_may_be_written_with_danish_letters(self, with_two_rounds: Runner) -> None:
        assert with_two_rounds("sammenlign", "--rolle", "Pårørende").status == 0


class TestEvaluer:
    def test_without_a_terminal_it_refuses_and_names_the_remedy(self, bostoette: Runner) -> None:
        done = bostoette("evaluer")
        assert done.status == 1
        assert "Der er ingen terminal at svare i." in done.err
        assert "--svar FIL" in done.err
        assert not bostoette.folder.exists()

    def test_answers_can_be_taken_from_a_file(self, bostoette: Runner, tmp_path: Path) -> None:
        done = bostoette("evaluer", "--svar", str(answers_file(tmp_path / "svar.toml")))
        assert "svar.toml: 1 svar fra en medarbejder i runden »Efterår 2026«: gemt." in done.out

    def test_the_same_file_twice_changes_nothing(self, with_round: Runner, tmp_path: Path) -> None:
        (kept,) = with_round.folder.glob("runder/*/besvarelser/*.toml")
        before = kept.read_bytes()
        done = with_round("evaluer", "--svar", str(tmp_path / "svar.toml"))
        assert "uændret" in done.out
        assert kept.read_bytes() == before

    def test_a_later_version_replaces_the_earlier_and_keeps_it_aside(
        self, bostoette: Runner, tmp_path: Path
    ) -> None:
        file = tmp_path / "svar.toml"
        bostoette("evaluer", "--svar", str(answers_file(file, id="abc")))
        answers_file(file, id="abc", svar={"5a": {"vaerdi": 1}})
        done = bostoette("evaluer", "--svar", str(file))
        assert "erstattet" in done.out
        (aside,) = bostoette.folder.glob("runder/*/erstattet/abc-*.toml")
        assert "vaerdi = 3" in aside.read_text("utf-8")

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"svar": {"5a": {"vaerdi": 9}}}, "svar.5a.vaerdi: tallet er ikke på skalaen"),
            ({"svar": {"5a": {"vaerdi": float("nan")}}}, "svar.5a.vaerdi: tallet er ikke på"),
            ({"svar": {"99z": {"vaerdi": 1}}}, "svar.99z: udsagnet findes ikke i kataloget"),
            ({"svar": {"5d": {"vaerdi": 1}}}, "svar.5d: udsagnet er ikke til rollen medarbejder"),
            (
                {"svar": {"5a": {"vaerdi": "ikke_relevant"}}},
                "svar.5a.begrundelse: mangler; »ikke relevant« kræver en begrundelse",
            ),
            ({"svar": {"5a": {"vaerdi": "måske"}}}, "svar.5a.vaerdi: det, der står, kendes ikke"),
            ({"svar": {}}, "svar: der er ingen svar i filen"),
            ({"rolle": "chef"}, "rolle: »chef« kendes ikke; brug medarbejder"),
            ({"rolle": None}, "rolle: mangler, skriv feltet"),
            ({"format": 2}, "format: nyere, end denne udgave"),
            ({"format": None}, "der skal stå format = 1 øverst"),
            ({"katalog": "/etc/passwd"}, "katalog: »/etc/passwd« følger ikke med"),
            ({"udgave": "1999"}, "udgave: »1999«, men runden bruger »2021.1«"),
            ({"id": "../../x"}, "id: må kun have små bogstaver a-z, tal og bindestreg"),
            ({"runde": "2020-01-01-nix"}, "runde: »2020-01-01-nix« findes ikke her"),
            (
                {"svar": {"5a": {"note": "Ring til 010190-1234"}}},
                "svar.5a.note: ligner et CPR-nummer",
            ),
            ({"refleksion": {"9q": {"tekst": "x"}}}, "refleksion.9q: spørgsmålet findes ikke"),
        ],
    )
    def test_a_file_that_does_not_fit_is_refused_with_file_field_and_remedy(
        self, bostoette: Runner, tmp_path: Path, fields: dict[str, object], sentence: str
    ) -> None:
        file = answers_file(tmp_path / "svar.toml", **fields)
        done = bostoette("evaluer", "--svar", str(file))
        assert done.status == 1
        assert str(file) in done.err
        assert sentence in done.err
        assert english_in(done.err.replace(str(file), "")) == []
        assert not bostoette.folder.exists()

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b'format = 1\nrolle = "leder', "linje 2: der mangler et anførselstegn"),
            (b'format = 1\nnavn = "\xe6"\n', "linje 2: filen er ikke gemt som UTF-8"),
            (b"format = 1\na = " + b"[" * 5000, "kan ikke læses som TOML"),
            (b"x" * 1_000_001, "filen er over 1 MB"),
        ],
    )
    def test_a_damaged_file_is_refused_with_its_line(
        self, bostoette: Runner, tmp_path: Path, content: bytes, sentence: str
    ) -> None:
        file = tmp_path / "svar.toml"
        file.write_bytes(content)
        done = bostoette("evaluer", "--svar", str(file))
        assert done.status == 1
        assert sentence in done.err
        assert not bostoette.folder.exists()

    def test_text_like_a_cpr_number_can_be_allowed(self, bostoette: Runner, tmp_path: Path) -> None:
        file = answers_file(tmp_path / "svar.toml", svar={"5a": {"note": "Sag 010190-1234"}})
        assert bostoette("evaluer", "--svar", str(file), "--tillad-cpr").status == 0

    def test_a_file_that_does_not_say_otherwise_is_finished(
        self, bostoette: Runner, tmp_path: Path
    ) -> None:
        file = answers_file(tmp_path / "svar.toml", tilstand=None)
        bostoette("evaluer", "--svar", str(file))
        assert "ikke færdig" not in bostoette("resultat").out

    def test_a_file_that_is_not_there_is_named(self, bostoette: Runner) -> None:
        done = bostoette("evaluer", "--svar", "nix.toml")
        assert done.status == 1
        assert "nix.toml: kan ikke læses: filen findes ikke." in done.err

    def test_a_file_goes_into_the_round_it_names(
        self, with_two_rounds: Runner, tmp_path: Path
    ) -> None:
        first = json.loads(with_two_rounds("runder", "--json").out)["runder"][0]["id"]
        file = answers_file(tmp_path / "til.toml", runde=first, id="til")
        assert "»Efterår 2026«: gemt" in with_two_rounds("evaluer", "--svar", str(file)).out

    def test_in_an_anonymous_round_neither_label_nor_hour_is_kept(
        self, bostoette: Runner, tmp_path: Path, clock: Clock
    ) -> None:
        bostoette("runde", "ny", "Hemmelig", "--anonym")
        file = answers_file(tmp_path / "svar.toml", navn="Medarbejder 3", aendret=clock.moment)
        bostoette("evaluer", "--svar", str(file))
        (kept,) = bostoette.folder.glob("runder/*/besvarelser/*.toml")
        text = kept.read_text("utf-8")
        assert "Medarbejder 3" not in text
        assert "aendret = 2026-11-22T00:00:00" in text


class TestRounds:
    def test_a_round_can_be_closed_and_opened_again(self, with_round: Runner) -> None:
        assert with_round("runde", "luk", "Efterår 2026").status == 0
        again = with_round("runde", "luk", "Efterår 2026")
        assert (again.status, "er lukket i forvejen" in again.err) == (2, True)
        assert with_round("runde", "aabn", "Efterår 2026").status == 0
        again = with_round("runde", "aabn", "Efterår 2026")
        assert (again.status, "er åben i forvejen" in again.err) == (2, True)

    def test_a_closed_round_takes_no_file(self, with_round: Runner, tmp_path: Path) -> None:
        with_round("runde", "luk", "Efterår 2026")
        file = str(answers_file(tmp_path / "ny.toml", id="ny"))
        done = with_round("evaluer", "--svar", file, "--runde", "Efterår 2026")
        assert done.status == 2
        assert "er lukket. Åbn den igen med bostoette runde aabn" in done.err

    def test_the_list_names_a_damaged_round_and_shows_the_others(self, with_round: Runner) -> None:
        broken = with_round.folder / "runder" / "2026-01-01-vinter"
        broken.mkdir()
        (broken / "runde.toml").write_text("format = 1\n", "utf-8")
        done = with_round("runder")
        assert "Efterår 2026" in done.out
        assert "2026-01-01-vinter" in done.err
        assert done.status == 1

    def test_an_anonymous_round_says_what_a_shared_folder_cannot_hide(
        self, bostoette: Runner
    ) -> None:
        done = bostoette("runde", "ny", "Hemmelig", "--anonym")
        assert done.out == (
            "Runden »Hemmelig« er åben: 2026-11-22-hemmelig\n"
            "Tal og ord fra færre end 5 svar vises ikke.\n"
            "Den, der kan åbne mappen, kan stadig læse de enkelte filer og ofte se, hvornår\n"
            "og af hvem de er skrevet. Lad én person samle svarene ind med bostoette\n"
            "importer, og hold mappen lukket for andre.\n"
            "Svar med bostoette evaluer\n"
        )

    def test_a_teams_name_is_one_line(self, bostoette: Runner) -> None:
        bostoette("runde", "ny", "Forår", "--team", " Team\nNord\t 2 ")
        (file,) = bostoette.folder.glob("runder/*/runde.toml")
        assert '\nteam = "Team Nord 2"\n' in file.read_text("utf-8")

    def test_the_start_screen_shows_the_round_and_the_next_step(self, with_round: Runner) -> None:
        done = with_round()
        assert "Efterår 2026 · 22. november 2026 · i gang" in done.out
        assert "bostoette evaluer" in done.out

    def test_the_start_screen_of_a_closed_round_offers_a_new_one(self, with_round: Runner) -> None:
        with_round("runde", "luk", "Efterår 2026")
        assert "bostoette runde ny" in with_round().out

    def test_the_start_screen_greets_a_newcomer(self, bostoette: Runner) -> None:
        assert "Velkommen til bostoette" in bostoette().out


class TestDamage:
    def test_a_damaged_response_is_named_kept_and_not_counted(
        self, with_two_rounds: Runner
    ) -> None:
        folder = next(with_two_rounds.folder.glob("runder/2027*")) / "besvarelser"
        (folder / "ødelagt.toml").write_text("format = 1\n[svar", "utf-8")
        for words in (["resultat"], ["sammenlign"], ["eksporter"], ["runder"], []):
            done = with_two_rounds(*words)
            assert done.status == 1
            assert "ødelagt.toml: linje 2: kan ikke læses som TOML" in done.err
            assert done.out
        assert (folder / "ødelagt.toml").read_text("utf-8") == "format = 1\n[svar"

    def test_the_report_says_how_many_could_not_be_read(self, with_round: Runner) -> None:
        folder = next(with_round.folder.glob("runder/*")) / "besvarelser"
        (folder / "x.toml").write_text("", "utf-8")
        assert "1 besvarelse kunne ikke læses og er ikke regnet med." in with_round("eksporter").out

    def test_a_copy_of_a_response_is_not_counted_twice(self, with_round: Runner) -> None:
        (kept,) = with_round.folder.glob("runder/*/besvarelser/*.toml")
        (kept.parent / "kopi.toml").write_bytes(kept.read_bytes())
        done = with_round("resultat", "--json")
        assert json.loads(done.out)["runde"]["antal"] == 1
        assert "men filen hedder »kopi«" in done.err

    def test_a_damaged_catalogue_in_a_round_is_named(self, with_round: Runner) -> None:
        next(with_round.folder.glob("runder/*/katalog.toml")).write_text("x", "utf-8")
        for words in (["resultat"], ["runder"], []):
            done = with_round(*words)
            assert done.status == 1
            assert "katalog.toml: linje 1" in done.err

    def test_only_damaged_rounds_are_not_no_rounds(self, with_round: Runner) -> None:
        next(with_round.folder.glob("runder/*/runde.toml")).write_text("x", "utf-8")
        done = with_round("resultat")
        assert done.status == 1
        assert "runde.toml: linje 1" in done.err

    def test_a_data_folder_that_is_a_file_is_named(self, bostoette: Runner) -> None:
        bostoette.folder.write_text("", "utf-8")
        done = bostoette("runder")
        assert done.status == 1
        assert "en del af stien er en fil, ikke en mappe" in done.err


class TestResults:
    def test_the_json_has_the_documented_shape(self, with_round: Runner) -> None:
        values = json.loads(with_round("resultat", "--json").out)
        assert values["format"] == 1
        assert values["runde"]["titel"] == "Efterår 2026"
        five = values["pejlemaerker"][4]
        assert (five["n"], five["gennemsnit"], five["ved_ikke"]) == (1, 3.0, 0)
        assert values["pejlemaerker"][0]["gennemsnit"] is None

    def test_the_comparison_has_json_too(self, with_two_rounds: Runner) -> None:
        values = json.loads(with_two_rounds("sammenlign", "--json").out)
        assert values["pejlemaerker"][4]["aendring"] == 2.0

    @pytest.mark.parametrize("words", [["vis"], ["vis", "5"], ["vis", "5.1"]])
    def test_the_catalogue_has_json_too(self, bostoette: Runner, words: list[str]) -> None:
        assert json.loads(bostoette(*words, "--json").out)

    def test_one_round_alone_cannot_be_compared(self, with_round: Runner) -> None:
        done = with_round("sammenlign")
        assert done.status == 2
        assert "Der er kun én besvaret runde med kataloget bostoette" in done.err

    def test_one_named_round_is_compared_with_the_one_before(self, with_two_rounds: Runner) -> None:
        assert "Efterår 2026 → Forår 2027" in with_two_rounds("sammenlign", "Forår 2027").out

    def test_the_same_round_twice_cannot_be_compared(self, with_two_rounds: Runner) -> None:
        done = with_two_rounds("sammenlign", "Forår 2027", "forår 2027")
        assert "Den samme runde er nævnt to gange." in done.err

    def test_rounds_of_different_catalogues_are_refused_with_an_explanation(
        self, with_round: Runner
    ) -> None:
        with_round("runde", "ny", "Botilbuddet", "--katalog", "botilbud")
        done = with_round("sammenlign", "Efterår 2026", "Botilbuddet")
        assert done.status == 2
        assert "Runderne kan ikke sammenlignes" in done.err

    def test_no_rounds_at_all_is_explained(self, bostoette: Runner) -> None:
        done = bostoette("resultat")
        assert done.status == 2
        assert "Der er ingen runder endnu" in done.err


class TestExporting:
    def test_the_report_is_written_to_a_file(self, with_two_rounds: Runner, tmp_path: Path) -> None:
        done = with_two_rounds("eksporter", "--ud", str(tmp_path / "rapport.md"))
        assert done.out == f"Skrevet til {tmp_path / 'rapport.md'}\n"
        text = (tmp_path / "rapport.md").read_text("utf-8")
        assert text.startswith("# Forår 2027\n")

    def test_a_file_that_is_there_is_not_overwritten(
        self, with_round: Runner, tmp_path: Path
    ) -> None:
        file = tmp_path / "rapport.md"
        file.write_text("mit", "utf-8")
        done = with_round("eksporter", "--ud", str(file))
        assert done.status == 2
        assert "filen findes i forvejen. Vælg et andet navn, eller brug --overskriv." in done.err
        assert file.read_text("utf-8") == "mit"

    def test_it_is_overwritten_when_asked_for(self, with_round: Runner, tmp_path: Path) -> None:
        file = tmp_path / "rapport.md"
        file.write_text("mit", "utf-8")
        assert with_round("eksporter", "--ud", str(file), "--overskriv").status == 0
        assert file.read_text("utf-8").startswith("# Efterår 2026")

    @pytest.mark.parametrize(("place", "why"), [("nix/r.md", "mappen findes ikke"), (".", "mappe")])
    def test_a_place_that_cannot_be_written_is_named(
        self, with_round: Runner, tmp_path: Path, place: str, why: str
    ) -> None:
        done = with_round("eksporter", "--format", "markdown", "--ud", str(tmp_path / place))
        assert done.status == 1
        assert why in done.err

    def test_the_ending_of_the_file_chooses_the_format(
        self, with_round: Runner, tmp_path: Path
    ) -> None:
        with_round("eksporter", "--ud", str(tmp_path / "tal.json"))
        assert json.loads((tmp_path / "tal.json").read_text("utf-8"))["runde"]["antal"] == 1

    @pytest.mark.parametrize(
        ("name", "begins"),
        [("tal.xlsx", b"PK"), ("rapport.docx", b"PK"), ("svar.csv", b"\xef\xbb\xbfteam;")],
    )
    def test_each_format_reaches_its_file(
        self, with_round: Runner, tmp_path: Path, name: str, begins: bytes
    ) -> None:
        done = with_round("eksporter", "--ud", str(tmp_path / name))
        assert (done.status, done.err) == (0, "")
        assert (tmp_path / name).read_bytes().startswith(begins)

    def test_csv_for_programs_is_asked_for(self, with_round: Runner, tmp_path: Path) -> None:
        file = tmp_path / "svar.csv"
        with_round("eksporter", "--ud", str(file), "--csv-format", "international")
        assert file.read_bytes().startswith(b"team,runde,")

    def test_a_format_whose_library_is_missing_is_explained(
        self, with_round: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delitem(sys.modules, "bostoette_cli.reports.xlsx", raising=False)
        monkeypatch.setitem(sys.modules, "xlsxwriter", None)
        done = with_round("eksporter", "--ud", str(tmp_path / "tal.xlsx"))
        assert done.status == 1
        assert "Formatet xlsx kræver et tilvalg, som ikke er installeret her." in done.err
        assert not (tmp_path / "tal.xlsx").exists()

    def test_a_damaged_action_is_named(self, with_round: Runner) -> None:
        folder = next(with_round.folder.glob("runder/*")) / "handleplan"
        folder.mkdir()
        (folder / "ab.toml").write_text("x", "utf-8")
        done = with_round("eksporter")
        assert (done.status, "ab.toml: linje 1" in done.err) == (1, True)

    def test_named_rounds_are_reported_oldest_first(self, with_two_rounds: Runner) -> None:
        done = with_two_rounds("eksporter", "Forår 2027", "Efterår 2026")
        assert "flyttet sig siden Efterår 2026" in done.out


def test_the_data_folder_can_be_named_in_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from bostoette_cli.cli.main import run

    monkeypatch.setenv("BOSTOETTE_MAPPE", str(tmp_path / "her"))
    assert run(["mappe"]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'her'}\n"


@pytest.mark.parametrize("words", [["mappe"], ["handleplan"], ["resultat"], ["runde", "luk", "x"]])
def test_a_data_folder_named_before_the_command_counts_for_it(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from bostoette_cli.cli.main import run

    before = dict(os.environ)
    place = tmp_path / "ikke her" / "data"
    assert run(["--mappe", str(place), *words]) == 1
    assert capsys.readouterr().err.startswith(f"{place}: mappen findes ikke, og det gør mappen")
    assert dict(os.environ) == before


def test_what_is_named_after_the_command_goes_before_what_is_named_in_front(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from bostoette_cli.cli.main import run

    assert run(["--mappe", str(tmp_path / "a"), "mappe", "--mappe", str(tmp_path / "b")]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'b'}\n"


def test_a_way_on_names_the_folder_that_was_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from bostoette_cli.cli.main import run

    monkeypatch.setattr("sys.stdin", io.StringIO("1\n1\n"))
    words = ["evaluer", "5", "--enkel", "--rolle", "leder"]
    assert run(["--mappe", str(tmp_path / "data"), *words]) == 130
    done = capsys.readouterr()
    assert f"Dinedataliggeri{tmp_path / 'data'}" in "".join(done.out.split())
    assert f"--mappe{tmp_path / 'data'}" in "".join(done.err.split())


def test_a_round_given_as_an_option_is_shown_its_place(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = Runner(folder, capsys)("resultat", "--runde", "Efterår")
    assert done.status == 2
    assert "Skriv det for sig selv: bostoette resultat RUNDE" in done.err


def test_without_a_name_the_data_lies_in_the_users_own_folder(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from bostoette_cli.cli.main import run

    assert run(["mappe"]) == 0
    assert str(own_home) in capsys.readouterr().out


def test_a_file_the_disk_will_not_give_is_named_and_not_called_output(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_word: object) -> None:
        raise OSError(5, "Input/output error", "Fællesdrev/runde.toml")

    monkeypatch.setattr("bostoette_cli.cli.options.open_store", refuse)
    done = Runner(folder, capsys)("resultat")
    assert done.status == 1
    assert done.err.startswith("Fællesdrev/runde.toml: kan ikke læses: disken svarer med en fejl.")
