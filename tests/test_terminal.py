"""The pages in the terminal: what they say at each width, what they never obey, and the pager."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from bostoette_cli.analysis.anonymity import published
from bostoette_cli.analysis.comparison import Movement, Row, compare
from bostoette_cli.analysis.quotes import voices_through
from bostoette_cli.analysis.scoring import Figure, PejlemaerkeResult, Tally
from bostoette_cli.domain.answers import Answer, NoNumber, Response, Words
from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import NOTHING_AGREED, Agreed, Agreement, Round
from bostoette_cli.language.text import WIDEST_PROSE, visible
from bostoette_cli.terminal import catalogue as reading
from bostoette_cli.terminal import console as terminal
from bostoette_cli.terminal import page
from bostoette_cli.terminal.comparison import change as change_with_its_mark
from bostoette_cli.terminal.comparison import comparison_page, movement
from bostoette_cli.terminal.result import bar, round_page
from bostoette_cli.terminal.rounds import rounds_page
from bostoette_cli.terminal.words import words_page

from builders import SCALE, response, round_, small_catalogue
from demonstration import (
    STEERING,
    assert_golden,
    autumn,
    drawn,
    reading_catalogue,
    spring,
    words,
)

Page = Iterator[RenderableType]


def small_round(
    *responses: Response,
    held: Round | None = None,
    agreement: Agreement = NOTHING_AGREED,
    catalogue: Catalogue | None = None,
) -> RoundData:
    return RoundData(held or round_(), catalogue or small_catalogue(), responses, agreement)


def result(data: RoundData | None = None, *, statements: bool = False) -> Page:
    return round_page(published(data or autumn()), statements=statements)


def comparison(*rounds: RoundData) -> Page:
    return comparison_page(compare(rounds or (spring(), autumn())))


def side_by_side(*rounds: RoundData) -> Page:
    rounds = rounds or (spring(), autumn())
    compared = compare(rounds)
    said = [voices_through(rounds, row.pejlemaerke.number) for row in compared.rows]
    return words_page(compared, said)


def rounds_listed(*rounds: RoundData) -> Page:
    return rounds_page([published(data) for data in rounds])


def one_pejlemaerke() -> Page:
    catalogue = reading_catalogue()
    return reading.whole(catalogue, catalogue.pejlemaerker[0])


def one_part() -> Page:
    catalogue = reading_catalogue()
    first = catalogue.pejlemaerker[0]
    return reading.one_part(catalogue, first, first.anbefalinger[0])


def three_rounds() -> tuple[RoundData, ...]:
    later = replace(autumn().round, id="2027-05-01", title="Forår 2027", day=date(2027, 5, 1))
    return spring(), autumn(), autumn()._replace(round=later)


def line_of(text: str, start: str) -> str:
    return next(line for line in text.splitlines() if line.strip().startswith(start))


# Pages as people read them


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_result_of_a_round_reads_as_the_golden_file(columns: int) -> None:
    assert_golden(f"resultat-{columns}.txt", drawn(result(), columns))


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_result_with_its_statements_reads_as_the_golden_file(columns: int) -> None:
    text = drawn(result(statements=True), columns)
    assert_golden(f"resultat-udsagn-{columns}.txt", text)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_comparison_of_two_rounds_reads_as_the_golden_file(columns: int) -> None:
    assert_golden(f"sammenlign-{columns}.txt", drawn(comparison(), columns))


@pytest.mark.parametrize("columns", [40, 80])
def test_the_words_of_two_rounds_read_as_the_golden_file(columns: int) -> None:
    assert_golden(f"ord-{columns}.txt", drawn(side_by_side(), columns))


@pytest.mark.parametrize("columns", [40, 80])
def test_the_list_of_rounds_reads_as_the_golden_file(columns: int) -> None:
    assert_golden(f"runder-{columns}.txt", drawn(rounds_listed(spring(), autumn()), columns))


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("vis", lambda: reading.overview(reading_catalogue())),
        ("vis-1", one_pejlemaerke),
        ("vis-1.1", one_part),
        ("om", lambda: reading.about(reading_catalogue())),
    ],
)
def test_the_catalogue_reads_as_the_golden_file(
    name: str, made: Callable[[], Page], columns: int
) -> None:
    assert_golden(f"{name}-{columns}.txt", drawn(made(), columns))


# Every width

A_PAGE_TAKES_LONG = settings(max_examples=30)
PAGES: dict[str, Callable[[], Page]] = {
    "result": result,
    "result with statements": lambda: result(statements=True),
    "anonymous result": lambda: result(autumn(anonymous=True)),
    "comparison": comparison,
    "three rounds": lambda: comparison(*three_rounds()),
    "words": side_by_side,
    "rounds": lambda: rounds_listed(spring(), autumn()),
    "catalogue": lambda: reading.overview(reading_catalogue()),
    "pejlemærke": one_pejlemaerke,
    "about": lambda: reading.about(reading_catalogue()),
}


@A_PAGE_TAKES_LONG
@given(name=st.sampled_from(sorted(PAGES)), columns=st.integers(30, 220))
def test_no_line_is_wider_than_the_screen(name: str, columns: int) -> None:
    lines = drawn(PAGES[name](), columns).splitlines()
    assert max(cell_len(line) for line in lines if "https://" not in line) <= columns


@A_PAGE_TAKES_LONG
@given(name=st.sampled_from(sorted(PAGES)), columns=st.integers(86, 220))
def test_nothing_is_cut_on_a_wide_screen(name: str, columns: int) -> None:
    assert "…" not in drawn(PAGES[name](), columns)


@pytest.mark.parametrize("name", sorted(PAGES.keys() - {"anonymous result"}))
def test_nothing_is_cut_at_eighty_columns(name: str) -> None:
    assert "…" not in drawn(PAGES[name](), 80)


@pytest.mark.parametrize("name", sorted(PAGES.keys() - {"result with statements"}))
def test_nothing_is_cut_at_forty_columns(name: str) -> None:
    assert "…" not in drawn(PAGES[name](), 40)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_line_ends_with_spaces(name: str) -> None:
    assert not re.search(r" $", drawn(PAGES[name](), 80), re.MULTILINE)


def test_prose_stays_narrow_enough_to_read_on_a_wide_screen() -> None:
    text = drawn(reading.about(reading_catalogue()), 200)
    assert max(map(len, text.splitlines())) <= WIDEST_PROSE


def test_short_names_stand_in_a_table_and_full_titles_where_there_is_room() -> None:
    assert "Trivsel og kriser" in drawn(result(), 80)
    assert "Trivsel, mestring og håndtering af akutte psykiske kriser" in drawn(result(), 120)


def test_a_pejlemaerke_without_a_short_name_is_named_by_its_title() -> None:
    assert "Første" in line_of(drawn(result(small_round(response(s1a=4))), 80), "1  ")


# The result of a round


def test_the_mean_stands_beside_its_persons_its_spread_and_what_was_agreed() -> None:
    # the persons' scores: 4/3, 14/3, 4/3, 14/3, 4, 3/2, 1, 4: mean 2.8125, deviation 1.5249
    line = line_of(drawn(result(), 80), "5  Borgerens")
    assert line.split() == ["5", "Borgerens", "netværk", "2,8", "▇▇▇▇▇·····", "8", "1,5", "3"]


def test_one_answer_has_no_spread() -> None:
    text = drawn(result(small_round(response(s1a=4))), 80)
    assert line_of(text, "1  Første").split() == ["1", "Første", "4,0", "▇▇▇▇▇▇▇▇··", "1"]
    assert "spredning" not in drawn(result(small_round(response(s1a=4))), 40).partition("Skala")[0]


@pytest.mark.parametrize(
    ("mean", "drawing"),
    [
        (Fraction(1), "··········"),
        (Fraction(3), "▇▇▇▇▇·····"),
        (Fraction(5), "▇▇▇▇▇▇▇▇▇▇"),
        (None, ""),
    ],
)
def test_a_bar_starts_at_the_scales_lowest_step(mean: Fraction | None, drawing: str) -> None:
    assert bar(mean, SCALE) == drawing


def test_a_round_nobody_answered_says_how_to_begin() -> None:
    text = drawn(result(small_round()))
    assert "0 svar\n" in text
    assert "Ingen har svaret endnu. Begynd med bostoette evaluer" in text
    assert "Skalaen" not in text


def test_what_nobody_answered_is_named() -> None:
    assert "Endnu ikke besvaret: nummer 4, 7 og 9.\n" in drawn(result())


def test_a_pejlemaerke_answered_with_ved_ikke_alone_is_not_called_unanswered() -> None:
    text = drawn(result(small_round(response(s1a=NoNumber.UNKNOWN))))
    assert "Endnu ikke besvaret: nummer 2." in text
    assert "Ingen har svaret endnu" not in text


def test_nothing_is_named_as_unanswered_where_everything_is_answered() -> None:
    data = small_round(response(s1a=3, s2a=3))
    assert "Endnu ikke besvaret" not in drawn(result(data))


def test_roles_stand_beside_each_other_with_their_numbers() -> None:
    people = (response("a", s1a=2), response("b", s1a=3), response("c", Role.LEADER, s1a=5))
    text = drawn(result(small_round(*people))).partition("Efter rolle")[2]
    assert line_of(text, "1  Første").split() == ["1", "Første", "3,3", "2,5", "(2)", "5,0", "(1)"]


def test_on_a_narrow_screen_the_roles_stand_on_a_line_each() -> None:
    people = (response("a", s1a=2), response("b", s1a=3), response("c", Role.LEADER, s1a=5))
    text = drawn(result(small_round(*people)), 40)
    assert "medarbejdere 2,5 (2) · leder 5,0" in text


def test_leaders_and_staff_stand_on_the_scale_with_the_widest_gap_first() -> None:
    people = (response("a", s1a=2, s2a=3), response("b", Role.LEADER, s1a=5, s2a=2))
    part = drawn(result(small_round(*people))).partition("Leder og medarbejdere")[2]
    assert line_of(part, "1  Første").endswith("+ 3,0   ···M········L")
    assert line_of(part, "2  Andet").endswith("− 1,0   ···L··M······")
    assert part.index("Første") < part.index("Andet")


def test_where_leaders_and_staff_meet_one_mark_stands_for_both() -> None:
    people = (response("a", s1a=3), response("b", Role.LEADER, s1a=3))
    assert "······=······" in drawn(result(small_round(*people)))


def test_a_role_without_a_figure_is_not_named() -> None:
    people = (response("a", s1a=2), response("b", Role.LEADER, s2a=3))
    text = drawn(result(small_round(*people)))
    part = text.partition("Efter rolle")[2]
    assert line_of(part, "1  Første").split() == ["1", "Første", "2,0", "2,0", "(1)"]
    assert line_of(part, "2  Andet").split() == ["2", "Andet", "3,0", "3,0", "(1)"]


def test_roles_are_left_out_where_what_was_agreed_is_all_there_is() -> None:
    people = (response("a", s1a=2), response("b", Role.LEADER, s1a=3))
    agreement = Agreement(1, by_number={"2": Agreed(4, "Sammen.")})
    text = drawn(result(small_round(*people, agreement=agreement)))
    assert line_of(text, "2  Andet").split() == ["2", "Andet", "–", "4"]
    assert not re.search(r"^  2 ", text, re.MULTILINE)


def test_one_role_alone_has_no_part_of_its_own() -> None:
    assert "Efter rolle" not in drawn(result(small_round(response(s1a=2))))


def test_the_distribution_of_a_statement_counts_each_step_and_those_who_do_not_know() -> None:
    people = (response("a", s1a=4), response("b", s1a=4), response("c", s1a=NoNumber.UNKNOWN))
    text = drawn(result(small_round(*people), statements=True))
    assert line_of(text, "Vi gør 1a.").split() == ["Vi", "gør", "1a.", "2", "1", "4,0"]


def test_statements_are_shown_only_when_asked_for() -> None:
    assert "Vi gør 1a." not in drawn(result(small_round(response(s1a=4))))


def test_a_narrow_screen_has_the_same_figures_below_each_other() -> None:
    text = words(drawn(result(), 40))
    assert "5 Borgerens netværk 2,8 ▇▇▇▇▇····· · n 8 · spredning 1,5 · fælles 3" in text
    assert "3,2 ▇▇▇▇▇····· · n 7 · spredning 0,5 · 4 ved ikke" in text


def test_who_answered_is_told_with_the_drafts_among_them() -> None:
    assert (
        "8 svar: 4 medarbejdere, 1 leder, 1 borger, 1 pårørende og 1 samarbejdspartner "
        "(2 ikke færdige)"
    ) in words(drawn(result()))


def test_a_single_draft_is_told_in_the_singular() -> None:
    data = autumn()._replace(responses=autumn().responses[:4])
    assert "4 svar: 4 medarbejdere (1 ikke færdig)\n" in drawn(result(data))


# Anonymous rounds


def few() -> RoundData:
    data = autumn(anonymous=True)
    return data._replace(responses=data.responses[:3], agreement=NOTHING_AGREED)


@pytest.mark.parametrize("columns", [40, 80])
def test_an_anonymous_round_with_few_answers_shows_no_figure_and_says_why(columns: int) -> None:
    text = words(drawn(result(few(), statements=True), columns))
    assert "anonym runde, mindst 5 svar for at vise et tal" in text
    assert "skjult: færre end 5 svar" in text
    assert not re.search(r"\d,\d", text)
    assert "▇" not in text


def test_an_anonymous_round_with_few_answers_shows_no_words() -> None:
    later = few()._replace(round=replace(few().round, id="senere"))
    text = drawn(side_by_side(few(), later))
    assert "»" not in text
    assert "Ikke rel." not in text


def test_an_anonymous_round_says_neither_name_nor_role_of_a_writer() -> None:
    people = [
        replace(response(f"m{n}", s1a=3, notes={"1a": f"Ord {n}."}), label="Kim") for n in range(5)
    ]
    one = small_round(*people, held=round_(anonymous=True))
    text = drawn(side_by_side(one, one._replace(round=round_("s", anonymous=True))))
    for number in range(5):
        assert text.count(f"  Note        »Ord {number}.«\n") == 2
    assert "Kim" not in text


@pytest.mark.parametrize("columns", [40, 80])
def test_a_comparison_says_why_an_anonymous_figure_is_hidden(columns: int) -> None:
    text = words(drawn(comparison(spring(anonymous=True), autumn(anonymous=True)), columns))
    assert "skjult: færre end 5 svar" in text
    assert "i en anonym runde følges ingen personer" in text
    assert "Sammenligningen kan røbe, hvad de få, der er kommet til eller faldet fra" in text


# Rounds compared


def test_a_pair_of_rounds_shows_both_means_the_change_and_who_moved() -> None:
    line = line_of(drawn(comparison(), 80), "8  Opstart")
    # before 25.333/7 = 3.619, now 23.583/7 = 3.369, change exactly -0.25
    assert line.split()[4:] == ["3,6", "3,4", "−", "0,3", "▼", "1/0/5", "7→7", "0,5→0,8"]


def row(change: Fraction | None, moved: Movement | None = None) -> Row:
    """Two rounds of two persons each: less than half a step is a small change."""
    pejlemaerke = small_catalogue().pejlemaerker[0]
    means = (None, None) if change is None else (Fraction(3), 3 + change)
    both = tuple(
        PejlemaerkeResult(pejlemaerke, Figure(2, mean), {}, Tally(), {}, ()) for mean in means
    )
    return Row(pejlemaerke, SCALE, both, moved)


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (Fraction(1, 2), "+ 0,5 ▲"),
        (Fraction(-1, 2), "− 0,5 ▼"),
        (Fraction(1, 10), "+ 0,1 △"),
        (Fraction(-1, 10), "− 0,1 ▽"),
        (Fraction(1, 100), "0,0"),
        (Fraction(-1, 100), "0,0"),
        (Fraction(0), "0,0"),
        (None, "–"),
    ],
)
def test_a_change_is_shown_with_its_direction_hollow_where_it_is_small(
    change: Fraction | None, shown: str
) -> None:
    assert change_with_its_mark(row(change)) == shown


@pytest.mark.parametrize(
    ("moved", "shown"),
    [(Movement(4, 1, 2), "4/1/2"), (Movement(0, 0, 0), ""), (None, "")],
)
def test_movement_is_shown_where_somebody_is_in_both_rounds(
    moved: Movement | None, shown: str
) -> None:
    assert movement(row(Fraction(1), moved=moved)) == shown


def test_three_rounds_show_their_course() -> None:
    text = drawn(comparison(*three_rounds()), 80)
    assert text.startswith("Forår 2026 → Forår 2027\n")
    line = line_of(text, "7  Uddannelse")
    assert line.split()[4:] == ["3,3", "▅··", "–", "–", "1→–", "–→–"]


def test_three_rounds_do_not_speak_of_both() -> None:
    assert "6 personer i både første og sidste runde" in drawn(comparison(*three_rounds()), 80)


def test_disagreement_in_the_newest_round_is_marked_and_explained() -> None:
    text = drawn(comparison(), 80)
    assert "Borgerens netværk !" in text
    assert "! uenighed: svarene i den nyeste runde står langt fra hinanden." in text


def test_a_comparison_without_disagreement_small_changes_or_movement_explains_no_marks() -> None:
    one = small_round(response("a", s1a=2))
    other = small_round(response("b", s1a=4), held=round_("s"))
    text = drawn(comparison(one, other), 80)
    for mark in ("△", "uenighed", "op/ned/= tæller"):
        assert mark not in text


def test_rounds_without_answers_have_nothing_to_compare() -> None:
    text = drawn(comparison(small_round(), small_round(held=round_("s"))))
    assert "Der er ingen svar at sammenligne endnu." in text
    assert "Det har flyttet sig" not in text


def test_an_agreement_counts_as_something_to_compare() -> None:
    data = small_round(agreement=Agreement(1, by_number={"1": Agreed(3, "Ja.")}))
    text = drawn(comparison(data, data._replace(round=round_("s"))))
    assert "Der er ingen svar at sammenligne endnu." not in text


def test_statements_left_out_of_a_comparison_are_counted_and_quoted() -> None:
    before = small_catalogue()
    before = replace(
        before,
        pejlemaerker=(before.pejlemaerker[0], replace(before.pejlemaerker[1], statements=())),
    )
    now = small_catalogue(edition="2", texts={"1a": "Vi gør noget andet."})
    kept = now.pejlemaerker[0].statements[:2]
    now = replace(
        now, pejlemaerker=(replace(now.pejlemaerker[0], statements=kept), now.pejlemaerker[1])
    )
    text = words(
        drawn(
            comparison(
                small_round(catalogue=before, held=round_(title="Før")),
                small_round(catalogue=now, held=round_("s", "Nu")),
            )
        )
    )
    assert "1 udsagn har fået ny ordlyd og er ikke regnet med: »Vi gør noget andet.«." in text
    assert "1 udsagn fandtes ikke i »Før« og er ikke regnet med: »Vi gør 2a.«." in text
    assert "1 udsagn fandtes kun i »Før« og er ikke regnet med: »Vi gør 1c.«." in text


# The words of two rounds


def test_the_words_of_each_round_stand_under_its_own_name() -> None:
    text = drawn(side_by_side())
    before, _, now = text.partition("5  Borgerens netværk")[2].partition("Efterår 2026")
    assert "så glemmer vi det.«" in before
    assert "så *glemmer* vi det." in now


def test_a_round_in_which_nothing_was_written_says_so_beside_one_in_which_something_was() -> None:
    text = drawn(side_by_side())
    part = text.partition("10  Helhed")[2]
    assert "Forår 2026 (12. maj 2026)\n  Intet skrevet.\n" in part


def test_a_pejlemaerke_nobody_wrote_about_is_left_out_of_the_words() -> None:
    assert "En fælles faglig retning" not in drawn(side_by_side())


def test_an_agreement_without_a_value_shows_its_reason_alone() -> None:
    agreement = Agreement(1, by_number={"1": Agreed(None, "Vi venter."), "2": Agreed(3)})
    data = small_round(response(s1a=3), agreement=agreement)
    text = drawn(side_by_side(data, data._replace(round=round_("s"))))
    assert re.search(r"Fælles +»Vi venter.«\n", text)


def test_the_line_breaks_of_a_note_are_kept() -> None:
    one = response(s1a=3, notes={"1a": "Første linje.\nAnden linje."})
    data = small_round(one)
    text = drawn(side_by_side(data, data._replace(round=round_("s"))))
    assert re.search(r"»Første linje\.\n +Anden linje\.« \(medarbejder\)\n", text)


# The list of rounds


def test_no_rounds_are_answered_with_how_to_begin() -> None:
    text = words(drawn(rounds_listed()))
    assert "Der er ingen runder endnu. Kør bostoette evaluer for at begynde den første." in text


def test_rounds_stand_newest_first_with_their_state_and_their_id() -> None:
    text = drawn(rounds_listed(spring(), autumn()))
    assert text.index("Efterår 2026") < text.index("Forår 2026")
    assert "22. november 2026 · i gang · 8 svar" in text
    assert "12. maj 2026 · lukket · 7 svar" in text
    assert "\n  2026-05-12-foraar-2026\n" in text


def test_an_anonymous_round_is_listed_as_one() -> None:
    assert "i gang, anonym · 8 svar" in words(drawn(rounds_listed(autumn(anonymous=True))))


# The catalogue


def test_a_pejlemaerke_without_anything_but_a_purpose_has_no_empty_headings() -> None:
    catalogue = reading_catalogue()
    text = drawn(reading.whole(catalogue, catalogue.pejlemaerker[1]))
    for name in ("Vidensgrundlag", "Til eftertanke", "Metoder og redskaber", "Kilder"):
        assert name not in text


def test_whose_words_an_anbefaling_is_in_is_told() -> None:
    catalogue = replace(reading_catalogue(), whose="værktøjets")
    first, second = catalogue.pejlemaerker[0].anbefalinger
    assert reading.origin(catalogue, first) == (
        "Titlen er udgivelsens, forslagene værktøjets. Ordene om mål er forkortet."
    )
    assert reading.origin(catalogue, second) == "Titel og forslag er værktøjets egne."


def test_a_catalogue_of_ones_own_is_not_told_to_be_the_tools() -> None:
    catalogue = replace(reading_catalogue(), whose="vores")
    assert "værktøjets" not in drawn(reading.whole(catalogue, catalogue.pejlemaerker[0]))


def test_a_part_without_statements_has_no_heading_for_them() -> None:
    catalogue = reading_catalogue()
    first = catalogue.pejlemaerker[0]
    part = replace(first.anbefalinger[0], number="1.9")
    assert "Udsagnene" not in drawn(reading.one_part(catalogue, first, part))


def test_a_statement_says_who_else_answers_it() -> None:
    text = words(drawn(one_pejlemaerke()))
    assert "Også borgere og pårørende svarer, med deres egne ord." in text
    assert "Kun ledere svarer." in text


def test_a_statement_without_marks_for_staff_and_leaders_stands_alone() -> None:
    catalogue = small_catalogue()
    first = catalogue.pejlemaerker[0]
    plain = replace(first, statements=(replace(first.statements[1], low="", high=""),))
    text = drawn(reading.whole(catalogue, plain))
    assert "1b   Vi gør 1b.\n" in text
    for label in ("Svagt", "Stærkt", "svarer"):
        assert label not in text


def test_a_web_address_is_whole_on_a_line_of_its_own() -> None:
    assert "\n    https://eksempel.dk/netvaerk.pdf\n" in drawn(one_pejlemaerke(), 80)


def test_a_catalogue_without_links_has_no_heading_for_them() -> None:
    assert "Læs mere" not in drawn(reading.about(small_catalogue()))


# Nothing people wrote is obeyed

NASTY = (
    *(
        "[bold]",
        "[/bold]",
        "[red on blue]",
        "[link=http://x.dk]",
        "[/]",
        "\\[",
        ":smile:",
        "[@click=a]",
    ),
    *(
        "\x1b[31m",
        "\x1b]8;;http://x.dk\x07",
        "\x9b2J",
        "\x00",
        "\x07",
        "\x08",
        "\x7f",
        "\r",
        "\x0c",
    ),
    *("\u202e", "\u2066", "\u200f", "https://x.dk", "1,5", "a", "ø", " ", "'", '"', "{", "%s"),
)
nasty = st.lists(st.sampled_from(NASTY), min_size=1, max_size=8)
nasty = nasty.map("".join).map(str.strip).filter(bool)


def hostile_rounds(text: str) -> tuple[RoundData, RoundData]:
    """Two rounds where a respondent has written the given text wherever one can."""

    def person(id_: str, value: int) -> Response:
        return replace(
            response(id_),
            label=text,
            answers={
                "1a": Answer(value, note=text),
                "1b": Answer(NoNumber.IRRELEVANT, text, text),
            },
            reflections={"1r1": Words(text)},
        )

    agreement = Agreement(1, by_number={"1": Agreed(3, text)})
    people = (person("a", 1), person("b", 5))
    one = small_round(*people, agreement=agreement)
    return one, one._replace(round=round_("s"))


def every_figure_page(text: str) -> list[Page]:
    rounds = hostile_rounds(text)
    return [
        side_by_side(*rounds),
        comparison(*rounds),
        result(rounds[0], statements=True),
        rounds_listed(*rounds),
    ]


@A_PAGE_TAKES_LONG
@given(nasty)
@example("\x1b[2J\x1b]0;titel\x07")
def test_no_control_character_a_respondent_wrote_reaches_the_screen(text: str) -> None:
    for made in every_figure_page(text):
        assert not STEERING.search(drawn(made))


COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@A_PAGE_TAKES_LONG
@given(nasty)
def test_a_screen_with_colours_gets_colours_and_no_other_control_character(text: str) -> None:
    for made in every_figure_page(text):
        shown = drawn(made, FORCE_COLOR="1")
        assert COLOUR.search(shown)
        assert not STEERING.search(COLOUR.sub("", shown))


@A_PAGE_TAKES_LONG
@given(nasty)
@example("[bold]fed[/bold] [/] [link=http://x.dk]her[/link] :smile:")
def test_rich_markup_and_codes_are_shown_as_they_were_written(text: str) -> None:
    expected = "".join(visible(text).split())
    shown = "".join(drawn(side_by_side(*hostile_rounds(text)), 200).split())
    # the agreement, two notes, a reflection and a reason of each of two persons, in two rounds
    assert shown.count(f"»{expected}«({expected},medarbejder)") == 16
    assert shown.count(f"Fælles3:»{expected}«") == 2


def test_a_plain_string_is_drawn_as_it_stands() -> None:
    assert drawn(["[bold]a[/bold] :smile: [/]"]) == "[bold]a[/bold] :smile: [/]\n"


def test_rich_markup_in_the_titles_of_a_catalogue_is_shown_in_the_tables() -> None:
    plain = small_catalogue()
    named = tuple(replace(p, title="[bold]x[/bold] :cat:") for p in plain.pejlemaerker)
    data = small_round(response(s1a=3), catalogue=replace(plain, unit="[i]", pejlemaerker=named))
    later = data._replace(round=round_("s"))
    for made in (result(data, statements=True), comparison(data, later)):
        assert "1  [bold]x[/bold] :cat:" in drawn(made, 100)
    assert "   [i]" in drawn(result(data))


@pytest.mark.parametrize(
    "made",
    [
        page.title,
        page.heading,
        page.prose,
        page.address,
        lambda text: page.bullets([text]),
        lambda text: page.labelled("Note", text),
    ],
)
def test_every_part_of_a_page_shows_markup_and_codes_as_text(
    made: Callable[[str], RenderableType],
) -> None:
    shown = drawn([made("[bold]a[/bold] :smile: \x1b[31m\x9b1m\u202eb")])
    assert "[bold]a[/bold] :smile: ␛[31m<U+009B>1m<U+202E>b" in shown


# The pager


class Stream(io.StringIO):
    """A standard stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Screen:
    """A terminal of ten lines to read from and to write on; a test may take one of them away."""

    def __init__(self) -> None:
        self.stdin: io.StringIO = Stream()
        self.stdout: io.StringIO = Stream()

    def show(self, lines: list[str], *, long: bool = True) -> None:
        # pytest sets the streams before each phase of a test, so a fixture cannot replace them
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdin", self.stdin)
            patch.setattr(sys, "stdout", self.stdout)
            terminal.show([Text(line) for line in lines], long=long)

    @property
    def lines(self) -> list[str]:
        return self.stdout.getvalue().splitlines()


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    monkeypatch.setenv("LINES", "10")
    return Screen()


@pytest.fixture
def paged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file into which the user's pager puts its arguments, its settings and its text."""
    out = tmp_path / "sidet.txt"
    program = tmp_path / "blader.py"
    program.write_text(
        "import os, sys\n"
        "with open(sys.argv[1], 'w', encoding='utf-8') as out:\n"
        "    print(sys.argv[2:], os.environ['LESS'], os.environ['LESSCHARSET'], file=out)\n"
        "    out.write(sys.stdin.buffer.read().decode('utf-8'))\n"
    )
    monkeypatch.setenv("PAGER", f"{sys.executable} -S {program} {out} -x")
    return out


LONG = [f"Linje {number} med æ, ø og å" for number in range(12)]
ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="there is no pager on Windows")


@ON_POSIX
def test_a_page_longer_than_the_screen_goes_whole_through_the_users_pager(
    screen: Screen, paged: Path
) -> None:
    screen.show(LONG)
    assert screen.lines == []
    assert paged.read_text(encoding="utf-8").splitlines()[1:] == LONG


@ON_POSIX
def test_the_pager_gets_its_own_arguments_a_danish_prompt_and_a_character_set(
    screen: Screen, paged: Path
) -> None:
    screen.show(LONG)
    settings = paged.read_text(encoding="utf-8").splitlines()[0]
    assert settings == "['-x'] -FRX -PsMellemrum bladrer, q slutter$ utf-8"


@pytest.mark.parametrize("count", [1, 9])
def test_a_page_that_fits_the_screen_is_printed(screen: Screen, paged: Path, count: int) -> None:
    screen.show(LONG[:count])
    assert screen.lines == LONG[:count]
    assert not paged.exists()


@ON_POSIX
def test_a_page_that_would_push_its_first_line_off_the_screen_is_paged(
    screen: Screen, paged: Path
) -> None:
    screen.show(LONG[:10])  # the prompt after it takes a line
    assert screen.lines == []
    assert paged.exists()


def test_a_page_that_is_not_for_reading_is_never_paged(screen: Screen, paged: Path) -> None:
    screen.show(LONG, long=False)
    assert screen.lines == LONG
    assert not paged.exists()


def test_output_to_a_file_is_never_paged(screen: Screen, paged: Path) -> None:
    screen.stdout = io.StringIO()
    screen.show(LONG)
    assert screen.lines == LONG
    assert not paged.exists()


def test_a_page_is_not_paged_where_nobody_can_press_a_key(screen: Screen, paged: Path) -> None:
    screen.stdin = io.StringIO()
    screen.show(LONG)
    assert screen.lines == LONG
    assert not paged.exists()


def test_there_is_no_pager_on_windows(
    screen: Screen, paged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "os", SimpleNamespace(name="nt", environ=os.environ))
    screen.show(LONG)
    assert screen.lines == LONG
    assert not paged.exists()


@pytest.mark.parametrize("kind", ["dumb", None])
def test_there_is_no_pager_on_a_terminal_that_cannot_move_its_cursor(
    screen: Screen, paged: Path, monkeypatch: pytest.MonkeyPatch, kind: str | None
) -> None:
    if kind is None:
        monkeypatch.delenv("TERM")
    else:
        monkeypatch.setenv("TERM", kind)
    screen.show(LONG * 3)
    assert screen.lines == LONG * 3
    assert not paged.exists()


@pytest.mark.parametrize("pager", ["findes-ikke", "findes-ikke -R", "/findes/ikke"])
def test_a_missing_pager_falls_back_to_printing(
    screen: Screen, monkeypatch: pytest.MonkeyPatch, pager: str
) -> None:
    monkeypatch.setenv("PAGER", pager)
    screen.show(LONG)
    assert screen.lines == LONG


@ON_POSIX
@pytest.mark.parametrize("pager", ["", None])
def test_without_a_pager_of_the_users_own_less_is_used(
    screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pager: str | None
) -> None:
    less = tmp_path / "less"
    less.write_text('#!/bin/sh\nwhile read -r line; do echo "$line"; done >"$0.txt"\n')
    less.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    if pager is None:
        monkeypatch.delenv("PAGER", raising=False)
    else:
        monkeypatch.setenv("PAGER", pager)
    screen.show(LONG)
    assert screen.lines == []
    assert (tmp_path / "less.txt").read_text(encoding="utf-8").splitlines() == LONG


class PlainConsole:
    """Stands in for rich, which takes seconds to draw what fills a pipe."""

    size = SimpleNamespace(height=10, width=80)

    def capture(self) -> PlainConsole:
        self.text: list[str] = []
        return self

    def __enter__(self) -> PlainConsole:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def print(self, part: Text, **_: object) -> None:
        self.text.append(f"{part.plain}\n")

    def get(self) -> str:
        return "".join(self.text)


def pager_that_interrupts_us(tmp_path: Path, then: str) -> str:
    program = tmp_path / "afbryd.py"
    program.write_text(
        "import os, signal, sys\n"
        f"with open({str(tmp_path / 'ud.txt')!r}, 'w', encoding='utf-8') as out:\n"
        "    print(signal.getsignal(signal.SIGINT) == signal.default_int_handler, file=out)\n"
        "    out.flush()\n"
        "    signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "    os.kill(os.getppid(), signal.SIGINT)\n"
        f"{then}"
    )
    return f"{sys.executable} -S {program}"


@ON_POSIX
def test_ctrl_c_leaves_the_pager_alone_until_its_reader_is_done(
    screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = "    out.write(sys.stdin.buffer.read().decode('utf-8'))\n"
    monkeypatch.setenv("PAGER", pager_that_interrupts_us(tmp_path, read))
    lines = LONG * 1000  # more than a pipe holds, so that we are still writing when it strikes
    with monkeypatch.context() as patch:
        patch.setattr(terminal, "console", lambda: PlainConsole())
        screen.show(lines)
    assert (tmp_path / "ud.txt").read_text(encoding="utf-8").splitlines()[1:] == lines


# The golden files


def test_a_golden_file_is_rewritten_only_when_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import demonstration

    monkeypatch.setattr(demonstration, "GOLDEN", tmp_path)
    monkeypatch.delenv("GOLDEN", raising=False)
    with pytest.raises(AssertionError, match="missing"):
        assert_golden("ny.txt", "a\n")
    monkeypatch.setenv("GOLDEN", "1")
    assert_golden("ny.txt", "a\n")
    monkeypatch.setenv("GOLDEN", "0")
    assert_golden("ny.txt", "a\n")
    with pytest.raises(AssertionError):
        assert_golden("ny.txt", "b\n")
    assert (tmp_path / "ny.txt").read_text() == "a\n"


def test_a_quiet_passage_is_drawn_quietly() -> None:
    from rich.console import Console

    screen = Console(force_terminal=True, color_system="standard", width=40)
    with screen.capture() as capture:
        screen.print(page.prose("Spredningen siger det.", style="dim"))
    assert capture.get().startswith("\x1b[2mSpredningen siger det.")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Vi mødes den 16. november.", ["Vi mødes den", "16. november."]),
        ("Derfor svarede 12 kolleger.", ["Derfor svarede", "12 kolleger."]),
        ("Det er i dag 85,5 % af alle.", ["Det er i dag", "85,5 % af alle."]),
        ("Tallet ændres + 0,4 i år.", ["Tallet ændres", "+ 0,4 i år."]),
        ("Det kunne følges 6 af 7.", ["Det kunne følges", "6 af 7."]),
        ("Vi mødes kl. 12.30.", ["Vi mødes", "kl. 12.30."]),
        ("Svarene er 1,0, men fra nu", ["Svarene er 1,0,", "men fra nu"]),
    ],
)
def test_a_line_does_not_end_between_a_number_and_its_word(text: str, lines: list[str]) -> None:
    assert drawn([page.prose(text)], 17).splitlines() == lines


def test_what_a_line_has_no_room_for_is_broken_between_its_words() -> None:
    assert drawn([page.prose("den 16. november")], 10).splitlines() == ["den 16.", "november"]


@given(st.text("0123456789.,%+−§ abæ\n\u00a0\ufffe", max_size=60), st.integers(20, 90))
def test_keeping_words_together_changes_no_text(text: str, columns: int) -> None:
    shown = drawn([page.prose(text)], columns)
    assert "".join(shown.split()) == "".join(visible(text).split())
    assert all(len(line) <= columns for line in shown.splitlines())
