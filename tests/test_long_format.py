"""Many teams in one format: what the files hold, and that a folder is written whole or not."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from msgspec.structs import replace

from bostoette_cli.cli.main import run
from bostoette_cli.domain.errors import StorageFailure
from bostoette_cli.domain.plan import Action, Event, Status
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.reports import long_columns
from bostoette_cli.reports.table import Kind
from bostoette_cli.storage import atomic, export_folder
from bostoette_cli.storage.store import Store

from builders import catalogue_file, find_catalogue, response
from conftest import Clock
from demonstration import autumn, spring
from running import Runner

DOCS = (Path(__file__).parents[1] / "docs" / "mange-teams.md").read_text("utf-8")
SQL = re.findall(r"```sql\n(.*?)```", DOCS, re.DOTALL)
NASTY = '=SUM(A1:A9)\n"æøå"; , \x1b[1m'
FIGURES = ("n", "gennemsnit", "median", "mindste", "stoerste", "spredning")
COUNTS = ("ved_ikke", "ikke_relevant", "vil_ikke_svare", "ikke_besvaret")
TABLES = ["aggregater", "fordelinger", "handlinger", "pejlemaerker", "runder", "svar"]


def fill(folder: Path, *rounds: RoundData, actions: tuple[Action, ...] = ()) -> None:
    """Put rounds on disk as a team's data folder holds them."""
    store = Store(folder)
    for data in rounds:
        moment = datetime.combine(data.round.day, datetime.min.time(), UTC)
        stored = store.open_round(
            data.round.title, find_catalogue("bostoette"), moment, mode=data.round.mode
        )
        for one in data.responses:
            stored.keep_response(replace(one, round=stored.round.id), None)
        stored.keep_agreement(data.agreement, stored.stored_agreement)
        for action in actions:
            stored.plan.add(action)


ACTION = Action(
    1,
    "",
    NASTY,
    "Lederen",
    date(2026, 12, 1),
    pejlemaerke=5,
    events=(Event(date(2026, 12, 2), Status.DONE, "Kortet er tegnet."),),
)


@pytest.fixture(scope="module")
def teams(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three teams on a drive: two open rounds, an anonymous one, and one nobody has answered."""
    root = tmp_path_factory.mktemp("drev") / "Teams"
    fill(root / "Team Nord", spring(), autumn(), actions=(ACTION,))
    fill(root / "Team Syd", autumn(anonymous=True))
    fill(root / "7", spring()._replace(responses=()))
    return root


@pytest.fixture
def bostoette(teams: Path, capsys: pytest.CaptureFixture[str], clock: Clock) -> Runner:
    return Runner(teams, capsys)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, as the example does."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_quietly(*words: str) -> str:
    """What a command line prints, for a fixture that many tests share."""
    with redirect_stdout(io.StringIO()) as out:
        assert run(list(words)) == 0
    return out.getvalue()


@pytest.fixture(scope="module")
def exported(teams: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything as Parquet, the words too."""
    folder = tmp_path_factory.mktemp("eksport") / "Tabeller"
    words = ("--mappe", str(teams), "--format", "parquet", "--ud", str(folder), "--ord")
    run_quietly("eksporter", "--alt", *words)
    return folder


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ds.dataset(folder / table).to_table().to_pylist()
    return found


@pytest.fixture(scope="module")
def results(teams: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """What ``resultat --json`` says of every round, by the team's key and the round's id."""
    keys = {"Team Nord": "team-nord", "Team Syd": "team-syd", "7": "team-7"}
    return {
        (key, stored.round.id): json.loads(
            run_quietly("resultat", stored.round.id, "--mappe", str(teams / name), "--json")
        )
        for name, key in keys.items()
        for stored in Store(teams / name).listing.rounds
    }


def by_number(
    results: dict[tuple[str, str], dict[str, Any]], keep: Callable[[dict[str, Any]], bool]
) -> dict[tuple[str, str, int], dict[str, Any]]:
    """Each pejlemærke's figures by team, round and number, of the rounds to keep."""
    return {
        (*place, entry["nummer"]): entry
        for place, values in results.items()
        if keep(values["runde"])
        for entry in values["pejlemaerker"]
    }


class TestTheExample:
    @pytest.fixture
    def answers(
        self, exported: Path, monkeypatch: pytest.MonkeyPatch
    ) -> list[list[dict[str, Any]]]:
        """What each piece of SQL in the documentation answers."""
        monkeypatch.chdir(exported.parent)
        found = []
        with duckdb.connect() as connection:
            for piece in SQL:
                done = connection.execute(piece)
                names = [column[0] for column in done.description or ()]
                found.append([dict(zip(names, row, strict=True)) for row in done.fetchall()])
        return found

    def test_every_figure_computed_from_the_answers_is_the_one_the_tool_shows(
        self, answers: list[list[dict[str, Any]]], results: dict[tuple[str, str], dict[str, Any]]
    ) -> None:
        every = by_number(results, lambda round_: round_["form"] == "aaben")
        computed = {(r["team"], r["runde"], r["pejlemaerke"]): r for r in answers[1]}
        assert computed.keys() == {place for place, entry in every.items() if entry["n"]}
        for place, row in computed.items():
            expected = [every[place][name] for name in FIGURES]
            assert [row[name] for name in FIGURES] == pytest.approx(expected, abs=1e-9)

    def test_every_count_is_the_one_the_tool_shows(
        self, answers: list[list[dict[str, Any]]], results: dict[tuple[str, str], dict[str, Any]]
    ) -> None:
        every = by_number(results, lambda r: r["form"] == "aaben" and r["antal"])
        counted = {(r["team"], r["runde"], r["pejlemaerke"]): r for r in answers[2]}
        assert counted.keys() == every.keys()
        for place, row in counted.items():
            assert [row[name] for name in COUNTS] == [every[place][name] for name in COUNTS]

    def test_the_ready_figures_are_the_tools_own_in_anonymous_rounds_too(
        self, answers: list[list[dict[str, Any]]], results: dict[tuple[str, str], dict[str, Any]]
    ) -> None:
        every = by_number(results, lambda _: True)
        ready = {(r["team"], r["runde"], r["pejlemaerke"]): r for r in answers[3]}
        assert ready.keys() == every.keys()
        for place, row in ready.items():
            names = (*FIGURES, "skjult")
            assert [row[name] for name in names] == [every[place][name] for name in names]

    def test_the_statements_in_the_same_words_are_found(
        self, answers: list[list[dict[str, Any]]]
    ) -> None:
        statements = set(autumn().catalogue.statements)
        nord = {row["udsagn"] for row in answers[4] if row["team"] == "team-nord"}
        assert nord == statements


class TestTheTables:
    def test_every_column_is_explained_with_its_type_in_its_place(self) -> None:
        types = {Kind.TEXT: "tekst", Kind.CODE: "tekst", Kind.WHOLE: "heltal", Kind.DAY: "dag"}
        for name, columns in long_columns.COLUMNS.items():
            part = DOCS.partition(f"### {name}:")[2].partition("\n##")[0]
            explained = re.findall(r"^\| `(\w+)` \| (\w+) \|", part, re.MULTILINE)
            assert explained == [(c.name, types.get(c.kind, "tal")) for c in columns]

    def test_every_round_has_a_file_in_every_table_with_the_columns_types(
        self, exported: Path
    ) -> None:
        for name, columns in long_columns.COLUMNS.items():
            files = sorted((exported / name).rglob("*.parquet"))
            assert len(files) == 4
            schemas = {str(pq.ParquetFile(file).schema_arrow) for file in files}
            assert len(schemas) == 1
            assert pq.ParquetFile(files[0]).schema_arrow.names == [c.name for c in columns]

    def test_the_folders_name_team_and_round_as_the_columns_do(self, exported: Path) -> None:
        for file in exported.rglob("*.parquet"):
            table = pq.ParquetFile(file).read()
            folders = dict(part.split("=") for part in file.parts if "=" in part)
            for name in ("team", "runde"):
                assert set(table[name].to_pylist()) <= {folders[name]}

    def test_an_anonymous_round_has_a_row_for_nobody(self, exported: Path) -> None:
        told = [*rows(exported, "svar"), *rows(exported, "ord")]
        assert "team-syd" not in {r["team"] for r in told}

    def test_an_anonymous_rounds_hidden_figures_are_empty_and_say_why(self, exported: Path) -> None:
        hidden = [r for r in rows(exported, "aggregater") if r["skjult"]]
        assert {r["team"] for r in hidden} == {"team-syd"}
        assert {r[name] for r in hidden for name in (*FIGURES, *COUNTS)} == {None}
        places = {(r["niveau"], r["pejlemaerke"], r["udsagn"]) for r in hidden}
        shown = {
            (r["niveau"], r["pejlemaerke"], r["udsagn"])
            for r in rows(exported, "fordelinger")
            if r["team"] == "team-syd"
        }
        assert not places & shown

    def test_a_distribution_counts_those_behind_the_figure(self, exported: Path) -> None:
        counted: dict[tuple[Any, ...], int] = {}
        for r in rows(exported, "fordelinger"):
            place = tuple(r[k] for k in ("team", "runde", "niveau", "pejlemaerke", "udsagn"))
            counted[place] = counted.get(place, 0) + r["antal"]
        figures = {
            tuple(r[k] for k in ("team", "runde", "niveau", "pejlemaerke", "udsagn")): r["n"]
            for r in rows(exported, "aggregater")
            if r["niveau"] != "rolle" and r["n"] is not None
        }
        assert counted == figures

    def test_an_action_goes_with_its_status_and_what_became_of_it(self, exported: Path) -> None:
        action = rows(exported, "handlinger")[0]
        assert (action["tekst"], action["status"]) == (NASTY, "gjort")
        assert (action["frist"], action["senest"]) == (date(2026, 12, 1), date(2026, 12, 2))
        assert action["senest_tekst"] == "Kortet er tegnet."

    def test_words_stand_as_they_were_written(self, exported: Path) -> None:
        written = {r["ord"] for r in rows(exported, "ord")}
        assert "\x1b[31mrødt\x1b[0m og \u202ebaglæns" in written

    def test_words_go_with_it_only_when_asked_for(self, bostoette: Runner, here: Path) -> None:
        bostoette("eksporter", "--alt", "--ud", "Ud")
        assert sorted(path.name for path in (here / "Ud").iterdir() if path.is_dir()) == TABLES

    def test_a_label_never_goes_with_it(self, exported: Path) -> None:
        assert b"Teamleder" not in b"".join(f.read_bytes() for f in exported.rglob("svar.*"))

    def test_csv_has_the_same_cells(self, exported: Path, bostoette: Runner, here: Path) -> None:
        bostoette("eksporter", "--alt", "--ud", "Ud")
        for name in ("aggregater", "fordelinger", "pejlemaerker", "runder", "svar"):
            expected = [
                {key: "" if cell is None else str(cell) for key, cell in row.items()}
                for row in rows(exported, name)
            ]
            written = rows_of_csv(here / "Ud", name)
            assert sorted(map(str, written)) == sorted(map(str, expected))

    def test_no_text_in_csv_is_a_formula(self, bostoette: Runner, here: Path) -> None:
        bostoette("eksporter", "--alt", "--ud", "Ud")
        action = rows_of_csv(here / "Ud", "handlinger")[0]
        assert action["tekst"] == '\'=SUM(A1:A9)\n"æøå"; , ␛[1m'


class TestTheTeams:
    def test_the_outcome_says_how_many_rounds_and_teams(
        self, bostoette: Runner, here: Path
    ) -> None:
        done = bostoette("eksporter", "--alt", "--ud", "Ud")
        assert done.out == f"4 runder fra 3 teams er skrevet til {here / 'Ud'} (24 filer).\n"

    def test_a_team_alone_is_called_what_is_asked_for(
        self, bostoette: Runner, teams: Path, here: Path
    ) -> None:
        words = ["eksporter", "--alt", "--mappe", str(teams / "7"), "--ud", "Ud"]
        bostoette(*words, "--team", "Team Øst")
        (row,) = rows_of_csv(here / "Ud", "runder")
        assert (row["team"], row["teamnavn"]) == ("team-oest", "Team Øst")

    def test_a_team_alone_is_called_what_its_newest_round_says(
        self, bostoette: Runner, here: Path
    ) -> None:
        store = Store(here / "data")
        store.open_round("Forår", catalogue_file(), datetime(2026, 5, 1, tzinfo=UTC), team="Vest")
        bostoette("eksporter", "--alt", "--mappe", "data", "--ud", "Ud")
        assert rows_of_csv(here / "Ud", "runder")[0]["team"] == "vest"

    def test_a_name_for_many_teams_is_refused(self, bostoette: Runner, here: Path) -> None:
        done = bostoette("eksporter", "--alt", "--ud", "Ud", "--team", "Nord")
        assert (done.status, "--team kan ikke bruges" in done.err) == (2, True)

    def test_two_folders_that_become_one_team_are_refused(
        self, bostoette: Runner, here: Path
    ) -> None:
        for name in ("Team Nord", "team-nord"):
            fill(here / "Drev" / name, spring())
        done = bostoette("eksporter", "--alt", "--mappe", "Drev", "--ud", "Ud")
        assert done.status == 2
        assert "»Team Nord« og »team-nord« bliver til det samme teamnavn, team-nord." in done.err

    def test_tables_beside_the_teams_are_no_team_the_next_time(
        self, bostoette: Runner, here: Path
    ) -> None:
        for name in ("Nord", "Syd"):
            fill(here / "Teams" / name, spring())
        words = ("eksporter", "--alt", "--mappe", "Teams", "--ud", "Teams/Tabeller", "--overskriv")
        first, before = bostoette(*words), listing(here / "Teams" / "Tabeller")
        second = bostoette(*words)
        assert "2 runder fra 2 teams" in first.out
        assert second == first
        assert listing(here / "Teams" / "Tabeller") == before

    @pytest.mark.parametrize("source", ["Teams", "Teams/Nord"])
    def test_tables_inside_a_teams_own_data_folder_are_refused(
        self, bostoette: Runner, here: Path, source: str
    ) -> None:
        fill(here / "Teams" / "Nord", spring())
        before = listing(here)
        done = bostoette("eksporter", "--alt", "--mappe", source, "--ud", "Teams/Nord/Tabeller")
        assert (done.status, "Tabeller: ligger i datamappen for »" in done.err) == (2, True)
        assert listing(here) == before

    def test_a_folder_without_rounds_is_refused(self, bostoette: Runner, here: Path) -> None:
        done = bostoette("eksporter", "--alt", "--mappe", str(here), "--ud", "Ud")
        assert (done.status, "Der er ingen runder i" in done.err) == (2, True)
        assert not (here / "Ud").exists()

    def test_what_cannot_be_read_is_named_and_the_rest_is_written(
        self, bostoette: Runner, here: Path
    ) -> None:
        fill(here / "A", small := spring()._replace(responses=(response("x"),)), autumn())
        first, last = Store(here / "A").listing.rounds
        (first.folder / "katalog.toml").write_text("x", "utf-8")
        (last.folder / "besvarelser" / "ødelagt.toml").write_text("x", "utf-8")
        (last.folder / "handleplan").mkdir()
        (last.folder / "handleplan" / "ab.toml").write_text("x", "utf-8")
        done = bostoette("eksporter", "--alt", "--mappe", "A", "--ud", "Ud")
        assert done.status == 1
        for name in ("katalog.toml", "ødelagt.toml", "ab.toml"):
            assert name in done.err
        (row,) = rows_of_csv(here / "Ud", "runder")
        assert (row["ulaeste"], row["titel"]) == ("1", "Efterår 2026")
        assert small.round.title == "Forår 2026"


def rows_of_csv(folder: Path, table: str) -> list[dict[str, Any]]:
    import csv

    found = []
    for path in sorted((folder / table).rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += list(csv.DictReader(file))
    return found


def listing(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


class TestTheFolder:
    @pytest.fixture
    def kept(self, tmp_path: Path) -> Path:
        """An export that is there already."""
        export_folder.write(tmp_path / "Ud", [("a/b.csv", b"gammel")], overwrite=False)
        return tmp_path / "Ud"

    def test_an_export_is_left_alone_until_asked_for(self, kept: Path) -> None:
        with pytest.raises(Exception, match="mappen findes i forvejen") as caught:
            export_folder.write(kept, [("a/c.csv", b"ny")], overwrite=False)
        assert caught.value.exit_status == 2  # type: ignore[attr-defined]
        assert (kept / "a" / "b.csv").read_bytes() == b"gammel"

    def test_a_renewed_export_holds_nothing_of_the_old(self, kept: Path) -> None:
        export_folder.write(kept, [("a/c.csv", b"ny")], overwrite=True)
        assert set(listing(kept)) == {"a/c.csv", "eksport.json"}
        assert [path.name for path in kept.parent.iterdir()] == ["Ud"]

    @pytest.mark.parametrize("name", ["mine-tal.xlsx", "a/min.csv"])
    def test_a_folder_with_anything_else_in_it_is_never_replaced(
        self, kept: Path, name: str
    ) -> None:
        (kept / name).write_bytes(b"mit")
        before = listing(kept)
        with pytest.raises(Exception, match=f"rummer andet end en eksport, for eksempel »{name}«"):
            export_folder.write(kept, [("a/c.csv", b"ny")], overwrite=True)
        assert listing(kept) == before

    def test_a_folder_that_is_no_export_is_never_replaced(self, tmp_path: Path) -> None:
        (tmp_path / "mit.txt").write_text("mit", "utf-8")
        with pytest.raises(Exception, match=r"for eksempel »mit\.txt«"):
            export_folder.write(tmp_path, [("a", b"")], overwrite=True)

    def test_what_the_system_leaves_in_a_folder_is_no_hindrance(self, kept: Path) -> None:
        (kept / "desktop.ini").write_bytes(b"")
        assert export_folder.write(kept, [("a", b"")], overwrite=True) == 1

    def test_a_link_keeps_pointing_at_the_folder_that_is_renewed(
        self, kept: Path, tmp_path: Path
    ) -> None:
        link = tmp_path / "Genvej"
        link.symlink_to(kept, target_is_directory=True)
        export_folder.write(link, [("a/c.csv", b"ny")], overwrite=True)
        assert link.is_symlink()
        assert set(listing(kept)) == {"a/c.csv", "eksport.json"}

    def test_an_empty_folder_is_taken(self, tmp_path: Path) -> None:
        (tmp_path / "tom").mkdir()
        export_folder.write(tmp_path / "tom", [("a", b"1")], overwrite=False)
        assert (tmp_path / "tom" / "a").read_bytes() == b"1"

    def test_a_file_in_the_folders_place_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "Ud").write_bytes(b"")
        with pytest.raises(Exception, match="det er en fil, ikke en mappe"):
            export_folder.write(tmp_path / "Ud", [], overwrite=True)

    def test_an_export_that_fails_halfway_leaves_the_old_and_nothing_else(self, kept: Path) -> None:
        def files() -> Iterator[tuple[str, bytes]]:
            yield "a/c.csv", b"ny"
            raise KeyboardInterrupt

        before = listing(kept)
        with pytest.raises(KeyboardInterrupt):
            export_folder.write(kept, files(), overwrite=True)
        assert listing(kept) == before
        assert [path.name for path in kept.parent.iterdir()] == ["Ud"]

    def test_an_export_that_cannot_be_put_in_place_leaves_the_old(
        self, kept: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        moved = atomic.move_folder

        def refuse(source: Path, target: Path) -> None:
            if target == kept:
                raise StorageFailure("nej")
            moved(source, target)

        monkeypatch.setattr(atomic, "move_folder", refuse)
        before = listing(kept)
        with pytest.raises(StorageFailure):
            export_folder.write(kept, [("a/c.csv", b"ny")], overwrite=True)
        assert listing(kept) == before
        assert [path.name for path in kept.parent.iterdir()] == ["Ud"]
