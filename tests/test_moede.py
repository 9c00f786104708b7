"""``bostoette moede`` as a command line: what it writes, where, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from bostoette_cli.domain.errors import DamagedFile
from bostoette_cli.storage.store import Store
from bostoette_cli.workflows.round_reading import data_up_to

from builders import english_in
from conftest import Clock
from demonstration import words
from running import Runner

ACTION = """format = 1
id = "k7f3"
tekst = "Tegn kortet om"
frist = 2026-12-01
"""


def first_round(runner: Runner) -> Path:
    return sorted((runner.folder / "runder").iterdir())[0]


def add_action(runner: Runner, text: str = ACTION) -> Path:
    folder = first_round(runner) / "handleplan"
    folder.mkdir(exist_ok=True)
    (folder / "k7f3.toml").write_text(text, encoding="utf-8")
    return folder / "k7f3.toml"


class TestThePaper:
    def test_it_is_about_the_newest_round(self, with_two_rounds: Runner) -> None:
        done = with_two_rounds("moede")
        assert (done.status, done.err) == (0, "")
        assert done.out.startswith("Oplæg til personalemøde · Forår 2027 · 60 minutter")

    def test_an_older_round_may_be_named(self, with_two_rounds: Runner) -> None:
        done = with_two_rounds("moede", "Efterår 2026")
        assert "Efterår 2026" in done.out
        assert "Forår 2027" not in done.out

    def test_last_times_actions_stand_first(self, with_two_rounds: Runner) -> None:
        add_action(with_two_rounds)
        out = with_two_rounds("moede").out
        assert "Tegn kortet om (fristen var 1. december 2026)" in out
        assert out.index("Tegn kortet om") < out.index("Lokalsamfundets")

    def test_the_minutes_are_chosen(self, with_round: Runner) -> None:
        assert "· 30 minutter" in with_round("moede", "--minutter", "30").out

    def test_the_topics_are_chosen(self, with_round: Runner) -> None:
        out = with_round("moede", "--emne", "7", "--emne", "5").out
        assert out.index("7 Uddannelse") < out.index("5 Borgerens netværk")
        assert "valgt til mødet" in out

    def test_a_topic_chosen_twice_is_talked_about_once(self, with_round: Runner) -> None:
        assert with_round("moede", "--emne", "7", "--emne", "7").out.count("7 Uddannelse") == 1

    def test_a_round_without_answers_has_a_paper(self, bostoette: Runner) -> None:
        bostoette("runde", "ny", "Efterår 2026")
        done = bostoette("moede")
        assert done.status == 0
        assert "Ingen har svaret i runden endnu." in words(done.out)

    def test_the_other_catalogue_has_a_paper(self, bostoette: Runner) -> None:
        bostoette("runde", "ny", "Efterår 2026", "--katalog", "botilbud")
        assert bostoette("moede", "--emne", "3").status == 0

    def test_rounds_of_another_catalogue_are_not_last_time(self, with_two_rounds: Runner) -> None:
        add_action(with_two_rounds)
        with_two_rounds("runde", "ny", "Botilbud", "--katalog", "botilbud")
        assert "Tegn kortet om" not in with_two_rounds("moede", "Botilbud").out

    @pytest.mark.parametrize("path", [["moede"], ["møde"]])
    def test_it_may_be_spelled_with_oe(self, with_round: Runner, path: list[str]) -> None:
        assert with_round(*path).status == 0

    @pytest.mark.parametrize(
        "path",
        [["moede"], ["moede", "--format", "markdown"], ["moede", "--help"], ["moede", "--emne=1"]],
        ids=" ".join,
    )
    def test_no_english_reaches_the_reader(self, with_two_rounds: Runner, path: list[str]) -> None:
        done = with_two_rounds(*path)
        assert done.status == 0
        assert english_in(done.out.replace("--format", "")) <= {"for", "er", "is"}


class TestWritingIt:
    def test_the_files_ending_chooses_markdown(self, with_round: Runner, tmp_path: Path) -> None:
        file = tmp_path / "oplaeg.md"
        done = with_round("moede", "--ud", str(file))
        assert done.out == f"Skrevet til {file}\n"
        assert file.read_text(encoding="utf-8").startswith("# Oplæg til personalemøde: Efterår")

    def test_a_file_that_is_there_is_left_alone(self, with_round: Runner, tmp_path: Path) -> None:
        file = tmp_path / "oplaeg.md"
        file.write_text("mit", encoding="utf-8")
        done = with_round("moede", "--ud", str(file))
        assert done.status == 2
        assert "filen findes i forvejen" in done.err
        assert file.read_text(encoding="utf-8") == "mit"

    def test_overskriv_replaces_it(self, with_round: Runner, tmp_path: Path) -> None:
        file = tmp_path / "oplaeg.md"
        file.write_text("mit", encoding="utf-8")
        assert with_round("moede", "--ud", str(file), "--overskriv").status == 0
        assert file.read_text(encoding="utf-8").startswith("# Oplæg")

    def test_a_format_without_a_file_goes_to_the_screen(self, with_round: Runner) -> None:
        assert with_round("moede", "--format", "markdown").out.startswith("# Oplæg")


WRONG = [
    (["--emne", "99"], "Der findes ikke noget nummer 99"),
    (["--emne", "fem"], "»fem« er ikke et nummer. Skriv for eksempel: bostoette moede --emne 5"),
    (["--emne", "1", "--emne", "2", "--emne", "3", "--emne", "4"], "højst rumme 3 emner."),
    (["--emne"], "Indstillingen --emne mangler det, der skal stå efter."),
    *[
        (
            ["--minutter", word],
            f"»{word}« kan ikke være mødets længde. Skriv et helt antal minutter",
        )
        for word in ("0", "7", "14", "241", "abc", "1e3", "-60", "60,5", "٦٠", "99999")
    ],
    (["nix"], "Runden »nix« findes ikke."),
    (["--format", "markdwn"], "Formatet »markdwn« findes ikke. Mente du markdown?"),
    (["--ud", "oplaeg.exe"], "Filer, der ender på .exe, kan ikke skrives."),
]


@pytest.mark.parametrize(("path", "sentence"), WRONG, ids=[" ".join(path) for path, _ in WRONG])
def test_a_wrong_command_line_says_what_is_wrong(
    with_round: Runner, path: list[str], sentence: str
) -> None:
    done = with_round("moede", *path)
    assert (done.status, done.out) == (2, "")
    assert sentence in done.err
    assert done.err.count("\n") == 1


def test_without_a_round_it_says_how_to_begin(bostoette: Runner) -> None:
    done = bostoette("moede")
    assert done.status == 2
    assert "Kør bostoette evaluer for at begynde den første." in done.err


class TestDamage:
    def test_a_damaged_action_is_named_and_the_paper_comes_all_the_same(
        self, with_two_rounds: Runner
    ) -> None:
        file = add_action(with_two_rounds, ACTION + "frist = ")
        done = with_two_rounds("moede")
        assert done.status == 1
        assert str(file) in done.err
        assert "Oplæg til personalemøde" in done.out
        assert file.read_text(encoding="utf-8").endswith("frist = ")

    def test_a_damaged_response_is_named(self, with_round: Runner) -> None:
        (file,) = (first_round(with_round) / "besvarelser").glob("*.toml")
        file.write_text("svar = ", encoding="utf-8")
        done = with_round("moede")
        assert done.status == 1
        assert str(file) in done.err

    def test_an_earlier_round_that_cannot_be_read_is_named_and_left_out(
        self, with_two_rounds: Runner
    ) -> None:
        add_action(with_two_rounds)
        file = first_round(with_two_rounds) / "katalog.toml"
        file.write_text("format = ", encoding="utf-8")
        done = with_two_rounds("moede")
        assert done.status == 1
        assert str(file) in done.err
        assert "Siden sidst" not in done.out
        assert "Oplæg til personalemøde · Forår 2027" in done.out

    def test_the_round_itself_must_be_readable(self, with_round: Runner, clock: Clock) -> None:
        (first_round(with_round) / "katalog.toml").write_text("format = ", encoding="utf-8")
        assert with_round("moede").status == 1
        with pytest.raises(DamagedFile):
            data_up_to(Store(with_round.folder), None)
