"""``bostoette handleplan`` as command lines: what they do, and what they answer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from icalendar import Calendar

from bostoette_cli.storage.store import Store
from bostoette_cli.workflows.plan import overview

from builders import answers_file, english_in
from conftest import Clock
from running import Runner


@pytest.fixture
def spring(bostoette: Runner, clock: Clock, tmp_path: Path) -> Runner:
    """A round in May with an answer and three open actions; it is November now."""
    clock.advance(days=-190)
    file = str(answers_file(tmp_path / "svar.toml"))
    assert bostoette("evaluer", "--svar", file, "--ny-runde", "Forår 2026").status == 0
    for words in (
        ["Tegn netværkskortet om", "--ansvarlig", "Mette", "--frist", "15. oktober",
         "--tegn", "Et kort", "--pejlemaerke", "5"],
        ["Ring til jobcentret", "--frist", "om 40 uger", "--pejlemaerke", "7"],
        ["Hold et møde"],
    ):  # fmt: skip
        assert bostoette("handleplan", "tilfoej", *words).status == 0
    clock.advance(days=190)
    return bostoette


def ids(runner: Runner) -> dict[str, str]:
    """The id of each action by the first word of its text."""
    found = overview(Store(runner.folder)).found
    return {f.action.text.split()[0]: f.action.id for f in found}


def statuses(runner: Runner) -> dict[str, str]:
    values = json.loads(runner("handleplan", "--alle", "--json").out)
    return {entry["tekst"].split()[0]: entry["status"] for entry in values["handlinger"]}


HELP = ["tilfoej", "ret", "igang", "gjort", "drop", "genaabn", "opfoelgning", "kalender"]
RIGHT = [
    [],
    ["--alle"],
    ["--runde", "Forår 2026"],
    ["--pejlemaerke", "5"],
    ["--json"],
    ["tilføj", "Køb kaffe", "--frist", "i morgen"],
    ["ret", "kort", "--frist", "1. marts"],
    ["ret", "netværkskortet", "Tegn kortet om sammen", "--ansvarlig", "ingen"],
    ["igang", "kort"],
    ["igang", "kort", "Tre er tegnet."],
    ["gjort", "ring"],
    ["gjort", "RING TIL", "De svarer."],
    ["drop", "møde", "Det blev for meget."],
    ["kalender"],
    *[[name, "--help"] for name in HELP],
]

WRONG = [
    (["gjrt"], "Kommandoen »gjrt« findes ikke. Mente du gjort?"),
    (["slet", "kort"], "Kommandoen »slet« findes ikke. Se bostoette handleplan --help"),
    (["--runde", "nix"], "Runden »nix« findes ikke."),
    (["--pejlemaerke", "fem"], "»fem« er ikke et nummer. Skriv for eksempel 5."),
    (["--alle", "gjort", "kort"], "Indstillinger skal stå efter kommandoen"),
    (["tilfoej", " "], "Teksten er tom."),
    (["tilfoej", "--frist", "i morgen"], "Skriv også, hvad I vil gøre"),
    (["tilfoej", "x", "--frist", "31/2"], "Dagen »31/2« findes ikke."),
    (["tilfoej", "x", "--frist", "1. marts 2020"], "1. marts 2020 er allerede gået."),
    (["tilfoej", "x", "--pejlemaerke", "11"], "Der findes ikke noget nummer 11"),
    (["tilfoej", "x", "--runde", "nix"], "Runden »nix« findes ikke."),
    (["tilfoej", "Ring til 010190-1234"], "ligner et CPR-nummer"),
    (["tilfoej", "x", "--ansvarlig", "010190-1234"], "Det efter --ansvarlig ligner et CPR-nummer."),
    (["tilfoej", "x", "--tegn", "010190-1234"], "føj --tillad-cpr til"),
    (["gjort"], "Der mangler noget: handlingens id eller noget af dens tekst."),
    (["gjort", "sommerfesten"], "»sommerfesten« findes ikke. Kør bostoette handleplan --alle"),
    (["gjort", "tegn netværkskort nu"], "»Tegn netværkskortet om«?"),
    (["gjort", "e"], "»e« passer på flere handlinger: "),
    (["gjort", ""], "Handlingen »« findes ikke."),
    (["gjort", "kort", "Spørg 010190-1234"], "ligner et CPR-nummer"),
    (["drop", "kort"], "Skriv, hvorfor I dropper den, for eksempel: "),
    (["drop", "kort", " "], "Skriv, hvorfor I dropper den"),
    (["genaabn", "kort"], "er åben i forvejen."),
    (["ret", "kort"], "Skriv, hvad der skal rettes"),
    (["ret", "kort", "--frist", "i går"], "»i går« kan ikke læses som en dato."),
    (["ret", "kort", "--pejlemaerke", "x"], "»x« er ikke et nummer."),
    (["opfoelgning", "--runde", "nix"], "Runden »nix« findes ikke."),
    (["kalender", "--runde", "nix"], "Runden »nix« findes ikke."),
]


@pytest.mark.parametrize("words", RIGHT, ids=" ".join)
def test_a_right_command_line_succeeds_in_danish(spring: Runner, words: list[str]) -> None:
    done = spring("handleplan", *words)
    assert (done.status, done.err) == (0, "")
    assert done.out
    if words != ["kalender"]:
        assert english_in(done.out) == set()


@pytest.mark.parametrize(("words", "sentence"), WRONG, ids=lambda case: " ".join(case)[:40])
def test_a_wrong_command_line_is_explained_and_changes_nothing(
    spring: Runner, words: list[str], sentence: str
) -> None:
    before = {path: path.read_bytes() for path in spring.folder.rglob("*.toml")}
    done = spring("handleplan", *words)
    assert sentence in done.err
    assert (done.status, done.out) == (2, "")
    assert english_in(done.err) == set()
    assert {path: path.read_bytes() for path in spring.folder.rglob("*.toml")} == before


class TestTheList:
    def test_the_overdue_stand_first_and_those_without_a_deadline_last(
        self, spring: Runner
    ) -> None:
        out = spring("handleplan").out
        places = [out.index(word) for word in ("Tegn", "Ring", "Hold")]
        assert places == sorted(places)
        assert "3 åbne handlinger, 1 over fristen." in out
        assert "5 uger over fristen" in out

    def test_what_is_over_is_shown_with_its_sentence_only_when_asked_for(
        self, spring: Runner
    ) -> None:
        spring("handleplan", "gjort", "kort", "Det hænger.")
        out = spring("handleplan").out
        assert "Tegn" not in out
        assert "bostoette handleplan --alle" in out
        assert "22. nov. 2026: »Det hænger.«" in spring("handleplan", "--alle").out

    def test_it_can_be_narrowed_to_a_pejlemaerke(self, spring: Runner) -> None:
        values = json.loads(spring("handleplan", "--pejlemaerke", "7", "--json").out)
        assert [entry["tekst"] for entry in values["handlinger"]] == ["Ring til jobcentret"]

    def test_it_can_be_narrowed_to_a_round(self, spring: Runner) -> None:
        spring("runde", "ny", "Efterår 2026")
        spring("handleplan", "tilfoej", "Det nye")
        assert "Det nye" not in spring("handleplan", "--runde", "Forår 2026").out
        assert "Det nye" in spring("handleplan").out

    def test_the_json_has_the_documented_shape(self, spring: Runner) -> None:
        spring("handleplan", "igang", "kort", "Tre er tegnet.")
        values = json.loads(spring("handleplan", "--json").out)
        assert values["format"] == 1
        assert values["handlinger"][0] == {
            "id": ids(spring)["Tegn"],
            "tekst": "Tegn netværkskortet om",
            "ansvarlig": "Mette",
            "frist": "2026-10-15",
            "over_tid": True,
            "tegn": "Et kort",
            "pejlemaerke": 5,
            "status": "i_gang",
            "forloeb": [{"dato": "2026-11-22", "status": "i_gang", "tekst": "Tre er tegnet."}],
            "runde": "2026-05-16-foraar-2026",
        }
        assert values["handlinger"][2]["frist"] is None

    def test_an_empty_list_says_what_to_do_next(self, bostoette: Runner) -> None:
        done = bostoette("handleplan")
        assert done.status == 0
        assert "Der er ingen åbne handlinger her." in done.out
        assert 'bostoette handleplan tilfoej "' in done.out


class TestAdding:
    def test_a_gap_is_mentioned_in_one_line_and_not_refused(self, spring: Runner) -> None:
        done = spring("handleplan", "tilfoej", "Køb kaffe")
        assert done.out.splitlines()[1:] == [
            "Der mangler en ansvarlig og en frist. Skriv det med bostoette handleplan ret "
            + ids(spring)["Køb"]
        ]

    def test_nothing_is_mentioned_where_there_is_no_gap(self, spring: Runner) -> None:
        done = spring("handleplan", "tilfoej", "Køb", "--ansvarlig", "Ali", "--frist", "i dag")
        saved = f"Handlingen {ids(spring)['Køb']} er gemt i »Forår 2026«"
        assert done.out == f"{saved} med fristen 22. november 2026.\n"

    def test_text_like_a_cpr_number_can_be_allowed(self, spring: Runner) -> None:
        done = spring("handleplan", "tilfoej", "Sag 010190-1234", "--tillad-cpr")
        assert done.status == 0

    def test_an_address_is_remarked_on_and_kept(self, spring: Runner) -> None:
        done = spring("handleplan", "tilfoej", "Ring", "--ansvarlig", "mette@eksempel.dk")
        assert (done.status, "Der står en e-mailadresse." in done.err) == (0, True)
        assert "mette@eksempel.dk" in spring("handleplan", "--json").out

    def test_it_goes_into_the_round_that_is_named(self, spring: Runner) -> None:
        spring("runde", "ny", "Efterår 2026")
        assert "»Forår 2026«" in spring("handleplan", "tilfoej", "x", "--runde", "forår 2026").out

    def test_without_a_round_it_says_how_to_begin(self, bostoette: Runner) -> None:
        done = bostoette("handleplan", "tilfoej", "x")
        assert (done.status, "Kør bostoette evaluer" in done.err) == (2, True)
        assert not bostoette.folder.exists()

    def test_without_a_text_and_a_terminal_it_refuses_with_the_remedy(self, spring: Runner) -> None:
        done = spring("handleplan", "tilfoej")
        assert done.status == 1
        assert 'bostoette handleplan tilfoej "Det, vi vil gøre"' in done.err


class TestWhatBecameOfIt:
    def test_an_action_goes_through_its_whole_life(self, spring: Runner) -> None:
        for words, status in (
            (["igang", "kort"], "i_gang"),
            (["gjort", "kort", "Det hænger."], "gjort"),
            (["genaabn", "kort", "Det faldt ned."], "aftalt"),
            (["drop", "kort", "Vi gør noget andet."], "droppet"),
        ):
            assert spring("handleplan", *words).status == 0
            assert statuses(spring)["Tegn"] == status

    def test_it_answers_with_the_id_and_the_text(self, spring: Runner) -> None:
        out = spring("handleplan", "gjort", "kort").out
        assert out == f"Handlingen {ids(spring)['Tegn']} er gjort: Tegn netværkskortet om\n"

    def test_what_is_said_already_is_not_said_twice(self, spring: Runner) -> None:
        spring("handleplan", "gjort", "kort")
        done = spring("handleplan", "gjort", ids(spring)["Tegn"])
        assert (done.status, "er gjort i forvejen." in done.err) == (2, True)

    def test_a_text_that_fits_both_an_open_and_a_finished_one_means_the_open(
        self, spring: Runner
    ) -> None:
        spring("handleplan", "gjort", "hold")
        spring("handleplan", "tilfoej", "Hold en fest")
        assert spring("handleplan", "igang", "hold").out.endswith("Hold en fest\n")

    def test_the_same_id_in_two_rounds_is_told_apart_by_the_round(self, spring: Runner) -> None:
        spring("runde", "ny", "Efterår 2026")
        first, second = (stored.folder for stored in Store(spring.folder).listing.rounds)
        id_ = ids(spring)["Hold"]
        (second / "handleplan").mkdir()
        source = first / "handleplan" / f"{id_}.toml"
        (second / "handleplan" / f"{id_}.toml").write_bytes(source.read_bytes())
        done = spring("handleplan", "gjort", id_)
        assert (done.status, "Nævn runden med --runde." in done.err) == (2, True)
        assert spring("handleplan", "gjort", id_, "--runde", "Efterår 2026").status == 0

    def test_a_part_is_taken_away_with_ingen(self, spring: Runner) -> None:
        words = ["--ansvarlig", "ingen", "--frist", "ingen", "--tegn", "", "--pejlemaerke", "intet"]
        assert spring("handleplan", "ret", "kort", *words).status == 0
        (path,) = spring.folder.glob(f"runder/*/handleplan/{ids(spring)['Tegn']}.toml")
        text = path.read_text("utf-8")
        assert not any(name in text for name in ("ansvarlig", "frist", "tegn", "pejlemaerke"))

    def test_a_correction_that_changes_nothing_says_so(self, spring: Runner) -> None:
        assert "er, som den var" in spring("handleplan", "ret", "kort", "--ansvarlig", "Mette").out

    def test_following_up_without_a_terminal_names_the_other_way(self, spring: Runner) -> None:
        done = spring("handleplan", "opfoelgning")
        assert (done.status, "bostoette handleplan gjort ID" in done.err) == (1, True)

    def test_where_nothing_is_open_there_is_nothing_to_follow_up(self, bostoette: Runner) -> None:
        bostoette("runde", "ny", "Den første")
        done = bostoette("handleplan", "opfoelgning")
        assert (done.status, done.err) == (0, "")
        assert "Der er ingen åbne handlinger at følge op på." in done.out

    def test_the_folder_may_be_named_before_what_became_of_it(
        self, spring: Runner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from bostoette_cli.cli.main import run

        monkeypatch.setenv("BOSTOETTE_MAPPE", "en-anden")
        assert run(["handleplan", "--mappe", str(spring.folder), "gjort", "ring"]) == 0
        assert statuses(spring)["Ring"] == "gjort"


class TestTheCalendar:
    def test_it_is_written_to_a_file_for_the_open_ones_with_a_deadline(
        self, spring: Runner, tmp_path: Path
    ) -> None:
        spring("handleplan", "gjort", "ring")
        done = spring("handleplan", "kalender", "--ud", str(tmp_path / "h.ics"))
        assert "Åbn filen for at få 1 frist i kalenderen." in done.out
        (event,) = Calendar.from_ical((tmp_path / "h.ics").read_bytes()).walk("VEVENT")
        assert event["summary"] == "Tegn netværkskortet om"

    def test_a_changed_deadline_is_the_same_event_renewed(
        self, spring: Runner, clock: Clock
    ) -> None:
        def event() -> object:
            out = spring("handleplan", "kalender").out
            return next(
                e for e in Calendar.from_ical(out).walk("VEVENT") if e["summary"].startswith("Tegn")
            )

        before = event()
        clock.advance(days=1)
        spring("handleplan", "ret", "kort", "--frist", "1. marts 2027")
        after = event()
        assert after["uid"] == before["uid"]
        assert after["sequence"] > before["sequence"]
        assert after["dtstart"].dt.isoformat() == "2027-03-01"

    def test_without_its_library_it_says_how_to_get_it(
        self, spring: Runner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "bostoette_cli.reports.calendar", None)
        done = spring("handleplan", "kalender", "--ud", "h.ics")
        assert done.status == 1
        assert "Formatet kalender kræver et tilvalg" in done.err

    def test_a_file_that_is_there_is_left_alone_unless_asked(
        self, spring: Runner, tmp_path: Path
    ) -> None:
        file = tmp_path / "h.ics"
        file.write_text("mit", "utf-8")
        done = spring("handleplan", "kalender", "--ud", str(file))
        assert (done.status, file.read_text("utf-8")) == (2, "mit")
        assert spring("handleplan", "kalender", "--ud", str(file), "--overskriv").status == 0

    def test_without_deadlines_there_is_no_file(self, bostoette: Runner, tmp_path: Path) -> None:
        done = bostoette("handleplan", "kalender", "--ud", str(tmp_path / "h.ics"))
        assert (done.status, "ingen åbne handlinger med en frist" in done.err) == (2, True)
        assert not (tmp_path / "h.ics").exists()


class TestTheOtherCommands:
    def test_a_new_round_tells_what_was_agreed_last_time(self, spring: Runner) -> None:
        spring("handleplan", "gjort", "ring")
        out = spring("runde", "ny", "Efterår 2026").out
        assert (
            "  • Tegn netværkskortet om (Mette, fristen var 15. oktober 2026)\n  • Hold et møde\n"
            in out
        )
        assert "bostoette handleplan opfoelgning" in out
        assert "Ring" not in out

    def test_the_start_page_counts_the_open_ones_and_names_the_next_step(
        self, spring: Runner
    ) -> None:
        out = spring().out
        assert "3 åbne handlinger, 1 over fristen" in out
        assert "bostoette handleplan   se, hvad I har aftalt" in out
        spring("runde", "ny", "Efterår 2026")
        assert "bostoette handleplan opfoelgning" in spring().out

    def test_without_actions_the_start_page_does_not_mention_them(self, bostoette: Runner) -> None:
        bostoette("runde", "ny", "Den første")
        assert "handling" not in bostoette().out

    def test_a_damaged_action_is_named_kept_and_never_overwritten(
        self, spring: Runner, tmp_path: Path
    ) -> None:
        file = answers_file(tmp_path / "igen.toml", id="k7f3q2")
        spring("evaluer", "--svar", str(file), "--ny-runde", "Efterår 2026")
        folder = next(spring.folder.glob("runder/*foraar*/handleplan"))
        damaged = folder / f"{ids(spring)['Hold']}.toml"
        damaged.write_text("format = 1\n", "utf-8")
        for words in (
            ["handleplan"], ["handleplan", "--json"], ["handleplan", "gjort", "kort"],
            ["handleplan", "ret", "ring", "--frist", "i morgen"], ["handleplan", "kalender"],
            ["sammenlign"], ["eksporter"], ["runder"], ["resultat", "Forår 2026"], [],
            ["runde", "ny", "Vinter"],
        ):  # fmt: skip
            done = spring(*words)
            assert done.status == 1, words
            assert f"{damaged.name}: id: mangler, skriv feltet" in done.err
            assert done.out
        assert damaged.read_text("utf-8") == "format = 1\n"
        assert "kunne ikke læses" not in spring("eksporter").out

    def test_only_damaged_actions_are_not_no_actions(self, spring: Runner) -> None:
        for path in spring.folder.glob("runder/*/handleplan/*.toml"):
            path.write_text("x", "utf-8")
        done = spring("handleplan", "gjort", "kort")
        assert (done.status, "linje 1" in done.err) == (1, True)

    def test_a_round_whose_catalogue_cannot_be_read_hides_no_other(self, spring: Runner) -> None:
        spring("runde", "ny", "Efterår 2026")
        next(spring.folder.glob("runder/*efter*/katalog.toml")).write_text("x", "utf-8")
        done = spring("handleplan")
        assert (done.status, "Tegn" in done.out) == (1, True)
        assert "katalog.toml: linje 1" in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
class TestAsItsOwnProcess:
    def run(self, spring: Runner, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bostoette_cli", "--mappe", str(spring.folder), *words],
            input=typed, capture_output=True, check=False, encoding="utf-8",
        )  # fmt: skip

    def test_the_plain_questions_can_be_answered_through_a_pipe(self, spring: Runner) -> None:
        done = self.run(spring, "handleplan", "tilfoej", "--enkel", typed="Køb kaffe\nAli\n\n\n\n")
        assert done.returncode == 0
        assert statuses(spring)["Køb"] == "aftalt"

    def test_plain_questions_that_nobody_answers_name_the_remedy(self, spring: Runner) -> None:
        for words in (["tilfoej"], ["opfoelgning"], ["gjort", "kort"]):
            done = self.run(spring, "handleplan", *words, "--enkel")
            assert done.returncode == 1
            assert "bostoette handleplan" in done.stderr
            assert "--svar" not in done.stderr

    def test_the_questionnaire_names_a_damaged_action_and_goes_on(self, spring: Runner) -> None:
        next(spring.folder.glob("runder/*/handleplan/*.toml")).write_text("x", "utf-8")
        words = ["evaluer", "5", "--enkel", "--rolle", "leder"]
        done = self.run(spring, *words, typed="2\n4\ng\n")
        assert (done.returncode, "linje 1" in done.stderr) == (1, True)
        assert "1 af 4 udsagn er besvaret" in done.stdout

    def test_a_damaged_action_is_named_also_where_the_questionnaire_is_stopped(
        self, spring: Runner
    ) -> None:
        next(spring.folder.glob("runder/*/handleplan/*.toml")).write_text("x", "utf-8")
        done = self.run(spring, "evaluer", "5", "--enkel", "--rolle", "leder", typed="2\n")
        assert done.returncode == 130
        assert "linje 1" in done.stderr

    def test_an_empty_answer_adds_nothing(self, spring: Runner) -> None:
        done = self.run(spring, "handleplan", "tilfoej", "--enkel", typed="\n")
        assert (done.returncode, "Der er ikke gemt" in done.stdout) == (0, True)

    def test_plain_corrections_begin_with_what_stands_there(self, spring: Runner) -> None:
        done = self.run(spring, "handleplan", "ret", "kort", "--enkel", typed="\nAli\n\n\n\n")
        assert "»Tegn netværkskortet om«" in done.stdout
        assert "er rettet" in done.stdout

    def test_following_up_in_a_real_terminal(
        self, spring: Runner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import pexpect

        monkeypatch.setenv("BOSTOETTE_MAPPE", str(spring.folder))

        def terminal(*words: str) -> pexpect.spawn:
            command = ["-m", "bostoette_cli", "handleplan", *words]
            return pexpect.spawn(sys.executable, command, encoding="utf-8", dimensions=(24, 80))

        child = terminal("opfoelgning")
        child.expect("handling 1 af 3")
        child.expect("Gem og stop")
        child.send("1")
        child.expect("Hvad blev der af det")
        child.send("Det hænger.\r")
        child.expect("handling 2 af 3")
        child.expect("Gem og stop")
        child.send("\x03")
        child.expect("Fortsæt med bostoette handleplan")
        child.wait()
        assert child.exitstatus == 130
        child = terminal("gjort", "ring")
        child.expect("Hvad blev der af det")
        child.send("\x03")
        child.expect("Handlingen er, som den var")
        child.wait()
        child = terminal("drop", "møde")
        child.expect("Hvorfor dropper I det")
        child.send("Det blev for meget.\r")
        child.expect("er droppet: Hold et møde")
        child.wait()
        child = terminal("kalender")
        child.expect("--ud")
        child.wait()
        assert child.exitstatus == 2
        assert statuses(spring) == {"Ring": "aftalt", "Tegn": "gjort", "Hold": "droppet"}

    def test_the_calendar_keeps_its_line_ends_through_a_pipe(self, spring: Runner) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "bostoette_cli", "--mappe", str(spring.folder),
             "handleplan", "kalender"],
            capture_output=True, check=True,
        )  # fmt: skip
        assert done.stdout.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


def test_what_is_still_open_two_rounds_later_stands_in_the_report(
    spring: Runner, tmp_path: Path
) -> None:
    file = str(answers_file(tmp_path / "svar.toml"))
    for title in ("Efterår 2026", "Vinter 2026"):
        assert spring("runde", "ny", title).status == 0
        assert spring("evaluer", "--svar", file, "--runde", title).status == 0
    others = spring("eksporter").out.split("## Andre handlinger")[1]
    assert "Aftalt i Forår 2026" in others
    assert "»Hold et møde« (aftalt)" in others
    assert "»Ring til jobcentret«" in others
