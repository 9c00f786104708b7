"""The plan as people read it: the list, the comparison, the words, the report."""

from __future__ import annotations

import re
from datetime import date

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from bostoette_cli.analysis.comparison import compare
from bostoette_cli.analysis.plan import Planned, in_order
from bostoette_cli.analysis.quotes import voices_through
from bostoette_cli.domain.plan import Action, Event, Status
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.reports.json import comparison_values
from bostoette_cli.reports.markdown import markdown
from bostoette_cli.reports.model import build
from bostoette_cli.terminal.comparison import comparison_page
from bostoette_cli.terminal.plan import plan_page
from bostoette_cli.terminal.words import words_page

from demonstration import assert_golden, autumn, drawn, spring, words

TODAY = date(2026, 11, 22)
HOSTILE = "\x1b[31m*fed* [rød]x[/rød] <b>\n# overskrift | celle"
ACTIONS = (
    Action(
        1,
        "7kq2",
        "Tegn netværkskortet om sammen med hver borger, der har sagt ja til det",
        responsible="Mette og Ali fra Team Nord",
        deadline=date(2026, 10, 15),
        sign="Alle, der vil, har et kort fra i år.",
        pejlemaerke=5,
        events=(Event(date(2026, 9, 1), Status.UNDER_WAY, "Tre kort er tegnet."),),
    ),
    Action(1, "a8hs", "Ring til jobcentret", deadline=TODAY, pejlemaerke=7),
    Action(1, "u29j", "Hold et møde", responsible="leder", deadline=date(2026, 11, 25)),
    Action(1, "r4my", HOSTILE, responsible=HOSTILE),
    Action(
        1,
        "zn9j",
        "Sæt håbet på dagsordenen",
        pejlemaerke=1,
        deadline=date(2026, 9, 1),
        events=(Event(date(2026, 8, 20), Status.DONE, "Det står der nu hver måned."),),
    ),
    Action(
        1,
        "n3by",
        "Lav en ny folder",
        events=(Event(date(2026, 8, 21), Status.DROPPED, "Der er ingen, der læser den."),),
    ),
)


def data() -> list[RoundData]:
    """The demonstration's two rounds; the spring has agreed on actions."""
    return [spring()._replace(actions=ACTIONS), autumn()]


def listed(columns: int) -> str:
    planned = [Planned(spring().round, action) for action in ACTIONS]
    planned[2] = planned[2]._replace(round=autumn().round)
    return drawn(plan_page(in_order(planned), TODAY, asides=["Et godt råd."]), columns)


class TestTheList:
    @pytest.mark.parametrize("columns", [40, 80, 200])
    def test_it_reads_well_at_every_width(self, columns: int) -> None:
        assert_golden(f"handleplan-{columns}.txt", listed(columns))

    @pytest.mark.parametrize("columns", [40, 77, 78, 80, 120])
    def test_nothing_is_cut_and_no_line_is_too_long(self, columns: int) -> None:
        text = listed(columns)
        assert max(map(len, text.splitlines())) <= columns
        together = re.sub(r"\W+", "", text)
        for action in ACTIONS[:3]:
            assert set(action.text.split()) <= set(re.split(r"[\s:·]+", text))
            assert action.id in together
        assert "…" not in text

    def test_the_colour_only_repeats_what_the_words_say(self) -> None:
        coloured = drawn(plan_page([Planned(spring().round, ACTIONS[0])], TODAY), FORCE_COLOR="1")
        plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
        assert coloured != plain
        assert "5 uger over fristen" in plain

    def test_what_a_person_wrote_is_never_obeyed(self) -> None:
        assert "\x1b" not in listed(80)
        assert "[rød]x[/rød]" in listed(200)

    def test_the_round_is_named_only_where_there_are_several(self) -> None:
        one = [Planned(spring().round, ACTIONS[1])]
        assert "Forår 2026" not in drawn(plan_page(one, TODAY))
        assert "Forår 2026" in listed(80)


class TestTheComparison:
    @pytest.mark.parametrize(("columns", "mark"), [(80, "✔1  Recovery"), (40, "✔1  Et")])
    def test_it_marks_where_something_was_done_and_claims_no_cause(
        self, columns: int, mark: str
    ) -> None:
        page = drawn(comparison_page(compare(data())), columns)
        assert mark in page
        assert page.count("✔") == 2
        assert "✔ På nummer 1 er en handling gjort siden »Forår 2026«." in words(page)
        assert "Det siger ikke, at handlingen er grunden til" in words(page)

    def test_it_is_marked_over_more_than_two_rounds_too(self) -> None:
        winter = autumn()._replace(
            round=replace(autumn().round, id="2027-02-01-vinter", title="Vinter")
        )
        assert "✔1" in drawn(comparison_page(compare([*data(), winter])))

    def test_without_actions_nothing_is_marked(self) -> None:
        assert "✔" not in drawn(comparison_page(compare([spring(), autumn()])))

    def test_the_actions_stand_beside_the_words(self) -> None:
        comparison = compare(data())
        said = [voices_through(data(), row.pejlemaerke.number) for row in comparison.rows]
        page = words(drawn(words_page(comparison, said)))
        assert "Handling »Sæt håbet på dagsordenen« (gjort). 20. aug. 2026: »Det står" in page
        assert "Handling »Ring til jobcentret« (frist 22. november 2026, aftalt)" in page

    def test_the_json_has_them_for_each_round(self) -> None:
        values = comparison_values(compare(data()))["pejlemaerker"]
        assert values[0]["handlinger"] == [
            [
                {
                    "id": "zn9j",
                    "tekst": "Sæt håbet på dagsordenen",
                    "status": "gjort",
                    "gjort_undervejs": True,
                }
            ],
            [],
        ]
        assert values[4]["handlinger"][0][0]["gjort_undervejs"] is False
        assert values[1]["handlinger"] == [[], []]


class TestTheReport:
    def test_the_rounds_own_actions_stand_under_each_pejlemaerke(self) -> None:
        text = markdown(build([spring()._replace(actions=ACTIONS)]))
        section = text.split("## 5. Borgerens netværk")[1].split("\n## ")[0]
        assert "### Det aftalte vi\n\n- »Tegn netværkskortet om" in section
        assert "Tegn: Alle, der vil, har et kort fra i år. 1. sep. 2026: »Tre kort er" in section

    def test_those_about_no_pejlemaerke_have_a_section_of_their_own(self) -> None:
        text = markdown(build([spring()._replace(actions=ACTIONS)]))
        others = text.split("## Andre handlinger")[1].split("\n## ")[0]
        assert "Hold et møde" in others
        assert "Lav en ny folder" in others

    def test_what_was_agreed_before_on_no_pejlemaerke_comes_back_under_its_round(self) -> None:
        others = markdown(build(data())).split("## Andre handlinger")[1].split("\n## ")[0]
        assert "Aftalt i Forår 2026 (12. maj 2026):\n\n- »" in others

    def test_what_is_still_open_from_rounds_long_past_is_told_once(self) -> None:
        long_past = replace(spring().round, id="r0", title="Efterår 2019", day=date(2019, 11, 12))
        open_ = Planned(long_past, replace(ACTIONS[0], id="a9", text="Stadig åben"))
        text = markdown(build(data(), still_open=[open_]))
        others = text.split("## Andre handlinger")[1]
        assert "Aftalt i Efterår 2019 (12. november 2019):" in others
        assert "- Om nummer 5: »Stadig åben«" in others
        assert text.count("Stadig åben") == 1

    def test_what_a_section_tells_of_is_not_told_again(self) -> None:
        before = spring()._replace(actions=ACTIONS[:1])
        still_open = [Planned(before.round, ACTIONS[0])]
        text = markdown(build([before, autumn()], still_open=still_open))
        assert "Andre handlinger" not in text

    def test_a_pejlemaerke_nobody_answered_is_there_for_its_actions(self) -> None:
        four = replace(ACTIONS[1], pejlemaerke=4)
        text = markdown(build([spring()._replace(actions=(four,))]))
        assert "## 4. " in text

    def test_the_earlier_rounds_actions_come_back_with_what_became_of_them(self) -> None:
        text = markdown(build(data()))
        assert "Aftalt dengang:\n\n- »Sæt håbet på dagsordenen« (gjort)." in text
        assert "På nummer 1 er en handling gjort siden »Forår 2026«." in text
        assert "- En handling er gjort undervejs, når den er aftalt i" in text

    def test_what_a_person_wrote_is_never_markdown(self) -> None:
        text = markdown(build([spring()._replace(actions=ACTIONS)]))
        html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
        others = html.split("Andre handlinger")[1].split("<h2>")[0]
        assert "<b>" not in others
        assert "<em>" not in others
        assert others.count("<li>") == 3
