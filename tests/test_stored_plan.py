"""Actions on disk: a file each, nothing lost, nothing of others overwritten."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bostoette_cli.domain.errors import DamagedFile, StorageFailure
from bostoette_cli.domain.plan import Action, Event, Status
from bostoette_cli.storage import stored_plan
from bostoette_cli.storage.stored_plan import PlanFolder

from builders import english_in, small_catalogue

NEW = Action(1, "", "Tegn kortet om", deadline=date(2027, 3, 1))
DONE = Event(date(2026, 12, 5), Status.DONE, "Det hænger.")
WHOLE = """format = 1
id = "k7f3"
tekst = "Tegn kortet om"
"""


@pytest.fixture
def plan(tmp_path: Path) -> PlanFolder:
    return PlanFolder(tmp_path / "handleplan", small_catalogue())


def written(plan: PlanFolder, text: str, name: str = "k7f3.toml") -> Path:
    plan.folder.mkdir(exist_ok=True)
    path = plan.folder / name
    path.write_text(text, "utf-8")
    return path


def again(plan: PlanFolder) -> PlanFolder:
    """The folder as the next command finds it."""
    return PlanFolder(plan.folder, plan.catalogue)


class TestAdding:
    def test_a_new_action_gets_an_id_and_a_file_of_that_name(self, plan: PlanFolder) -> None:
        stored = plan.add(NEW)
        assert stored.path == plan.folder / f"{stored.action.id}.toml"
        assert again(plan).reading.actions == (stored.action,)
        assert replace(stored.action, id="") == NEW

    def test_what_is_not_said_is_not_written(self, plan: PlanFolder) -> None:
        text = plan.add(NEW).path.read_text("utf-8")
        assert text.splitlines()[2:] == ['tekst = "Tegn kortet om"', "frist = 2027-03-01"]

    def test_an_id_that_is_taken_is_never_used_again(
        self, plan: PlanFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        codes = iter(["aaaa", "aaaa", "bbbb"])
        monkeypatch.setattr(stored_plan, "random_code", lambda _: next(codes))
        assert [plan.add(NEW).action.id, plan.add(NEW).action.id] == ["aaaa", "bbbb"]

    def test_two_colleagues_who_add_at_the_same_time_lose_nothing(
        self, plan: PlanFolder, tmp_path: Path
    ) -> None:
        code = (
            "import sys; from pathlib import Path; from builders import small_catalogue; "
            "from bostoette_cli.domain.plan import Action; "
            "from bostoette_cli.storage.stored_plan import PlanFolder; "
            "plan = PlanFolder(Path(sys.argv[1]), small_catalogue()); "
            "[plan.add(Action(1, '', f'{sys.argv[2]} {n}')) for n in range(15)]"
        )
        colleagues = [
            subprocess.Popen(
                [sys.executable, "-c", code, plan.folder, name], cwd=Path(__file__).parent
            )
            for name in ("Mette", "Ali")
        ]
        assert [colleague.wait() for colleague in colleagues] == [0, 0]
        assert sorted(action.text for action in plan.reading.actions) == sorted(
            f"{name} {n}" for name in ("Mette", "Ali") for n in range(15)
        )
        assert plan.reading.problems == ()


class TestKeeping:
    def test_what_became_of_it_is_added_to_the_file(self, plan: PlanFolder) -> None:
        stored = plan.add(NEW)
        kept = plan.keep(stored.action.with_event(DONE), stored)
        assert again(plan).reading.actions == (kept.action,)
        assert kept.action.latest == DONE

    def test_a_file_that_was_changed_elsewhere_is_not_overwritten(self, plan: PlanFolder) -> None:
        stored = plan.add(NEW)
        plan.keep(stored.action.with_event(DONE), stored)
        with pytest.raises(StorageFailure, match="er ændret et andet sted"):
            plan.keep(replace(stored.action, text="Noget andet"), stored)
        assert again(plan).reading.actions[0].latest == DONE

    def test_unknown_fields_are_kept_also_in_what_became_of_it(self, plan: PlanFolder) -> None:
        path = written(
            plan,
            WHOLE + 'farve = "rød"\n\n[[forloeb]]\ndato = 2026-12-01\nstatus = "i_gang"\n'
            'af = "Ali"\n\n[egen]\nfelt = 1\n',
        )
        stored = plan.read(path)
        plan.keep(stored.action.with_event(DONE), stored)
        values = again(plan).reading.stored[0].values
        assert (values["farve"], values["egen"]) == ("rød", {"felt": 1})
        assert values["forloeb"][0]["af"] == "Ali"
        assert values["forloeb"][1] == {
            "dato": date(2026, 12, 5), "status": "gjort", "tekst": "Det hænger.",
        }  # fmt: skip

    def test_a_part_that_is_taken_away_leaves_the_file(self, plan: PlanFolder) -> None:
        stored = plan.add(NEW)
        plan.keep(replace(stored.action, deadline=None), stored)
        assert "frist" not in stored.path.read_text("utf-8")

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        text=st.text(min_size=1).filter(str.strip),
        sign=st.text(),
        deadline=st.none() | st.dates(date(1970, 1, 1), date(2999, 12, 31)),
        events=st.lists(
            st.builds(Event, st.dates(date(1970, 1, 1)), st.sampled_from(Status), st.text()),
            max_size=3,
        ),
    )
    def test_whatever_is_written_is_read_back(
        self, plan: PlanFolder, text: str, sign: str, deadline: date | None, events: list[Event]
    ) -> None:
        action = Action(1, "", text, deadline=deadline, sign=sign, events=tuple(events))
        stored = plan.add(action)
        assert plan.read(stored.path).action == stored.action


class TestDamage:
    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("format = 2\n", "format: nyere, end denne udgave"),
            ("x", "linje 1"),
            ('format = 1\nid = "k7f3"\n', "tekst: mangler, skriv feltet"),
            (WHOLE.replace("Tegn kortet om", " "), "tekst: er tom"),
            (WHOLE + "pejlemaerke = 9\n", "pejlemaerke: nummer 9 findes ikke i kataloget"),
            (WHOLE + 'frist = "snart"\n', "frist: "),
            (WHOLE + "frist = 9999-12-31\n", "frist: skal være senest"),
            (
                WHOLE + '[[forloeb]]\ndato = 2026-01-01\nstatus = "ok"\n',
                "forloeb nr. 1.status: »ok«",
            ),
            (WHOLE.replace("k7f3", "k7f4"), "men filen hedder »k7f3«"),
        ],
    )
    def test_a_file_that_makes_no_sense_is_named_kept_and_passed_over(
        self, plan: PlanFolder, text: str, problem: str
    ) -> None:
        path = written(plan, text)
        good = plan.add(NEW)
        reading = again(plan).reading
        assert reading.actions == (good.action,)
        (found,) = reading.problems
        assert isinstance(found, DamagedFile)
        assert str(path) in str(found)
        assert problem in str(found)
        assert english_in(str(found), path) == set()
        assert path.read_text("utf-8") == text

    def test_a_copy_is_named_and_not_counted(self, plan: PlanFolder) -> None:
        written(plan, WHOLE)
        written(plan, WHOLE, "k7f3 – Kopi.toml")
        reading = plan.reading
        assert len(reading.actions) == len(reading.problems) == 1
        assert "ligner en kopi" in str(reading.problems[0])

    def test_hidden_files_are_left_alone(self, plan: PlanFolder) -> None:
        written(plan, "x", ".k7f3.toml")
        assert plan.reading == stored_plan.PlanReading((), ())
