"""The meeting paper as people see it: in the terminal and as markdown, with nothing obeyed."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from bostoette_cli.analysis import meeting_phrases as phrases
from bostoette_cli.analysis.agenda import Part
from bostoette_cli.analysis.meeting import Meeting, prepare
from bostoette_cli.domain.answers import Words
from bostoette_cli.domain.plan import Action, Event, Status
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import Agreed, Agreement
from bostoette_cli.language.text import one_line
from bostoette_cli.reports.meeting_markdown import meeting_markdown
from bostoette_cli.terminal.meeting import meeting_page

from builders import response, round_, small_catalogue
from demonstration import STEERING, assert_golden, autumn, drawn, spring, words

MARKDOWN = MarkdownIt("commonmark").enable("table")
TODAY = date(2026, 11, 25)
ACTIONS = (
    Action(
        1,
        "k7f3",
        "Tegn netværkskortet om ved hvert halvårsmøde",
        "Mette",
        date(2026, 10, 15),
        "Alle har et kort fra i år.",
        5,
        events=(Event(date(2026, 8, 20), Status.UNDER_WAY, "Vi har gjort det hos tre."),),
    ),
    Action(
        1,
        "q2m9",
        "Skriv borgerens egne ord øverst i planen",
        "teamet",
        pejlemaerke=1,
        events=(Event(date(2026, 11, 1), Status.DONE, "Det står i skabelonen nu."),),
    ),
    Action(1, "x4tr", "Aftal med jobcentret, hvem der ringer først", "Jonas", date(2027, 1, 31)),
    Action(
        1,
        "z8ab",
        "Hold netværksmøde om aftenen",
        events=(Event(date(2026, 9, 1), Status.DROPPED, "Ingen borgere bad om det."),),
    ),
)
DECIDED = Action(1, "n3wa", "Tag *kortet* op i januar", "lederen", date(2027, 1, 15), pejlemaerke=5)


GAP = (
    "10 Helhed og sammenhæng i borgerens forløb: "
    "her ser pårørende og samarbejdspartner forskelligt på det"
)


def the_meeting(minutes: int = 60, *, anonymous: bool = False) -> Meeting:
    """The autumn's meeting: last time's actions, two topics, and one thing already decided."""
    now = autumn(anonymous=anonymous)._replace(actions=(DECIDED,))
    return prepare([spring()._replace(actions=ACTIONS), now], minutes, TODAY)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_paper_reads_as_the_golden_file(columns: int) -> None:
    assert_golden(f"moede-{columns}.txt", drawn(meeting_page(the_meeting()), columns))


def test_an_anonymous_paper_for_half_an_hour_reads_as_the_golden_file() -> None:
    paper = drawn(meeting_page(the_meeting(30, anonymous=True)), 80)
    assert_golden("moede-anonym-80.txt", paper)


def test_the_paper_of_a_first_round_reads_as_the_golden_file() -> None:
    assert_golden("moede-foerste-80.txt", drawn(meeting_page(prepare([spring()], 60, TODAY)), 80))


def test_the_paper_as_markdown_reads_as_the_golden_file() -> None:
    assert_golden("moede.md", meeting_markdown(the_meeting()))


def test_the_paper_for_an_hour_is_short_enough_for_the_table() -> None:
    text = meeting_markdown(the_meeting())
    lines = [line for line in text.splitlines() if line.strip()]
    assert sum(-(-len(line) // 95) for line in lines) <= 75


def test_the_markdown_ends_with_one_line_break() -> None:
    text = meeting_markdown(the_meeting())
    assert text.endswith("?\n")


# --- the same in both ------------------------------------------------------------------------


@pytest.mark.parametrize("anonymous", [False, True])
def test_markdown_says_what_the_terminal_says(anonymous: bool) -> None:
    made = the_meeting(anonymous=anonymous)
    seen = words(_seen(meeting_markdown(made)))
    page = drawn(meeting_page(made), 400)
    for topic in made.topics:
        for text in (
            topic.result.pejlemaerke.title,
            topic.question.text if topic.question else "",
            *phrases.said(topic),
            *(one_line(quote.text) for quote in topic.quotes),
            *(topic.suggestions.worker if topic.suggestions else ()),
        ):
            assert words(text) in seen
            assert words(text) in words(page)


def test_the_agenda_stands_in_the_headings_with_the_clock() -> None:
    assert _blocks(meeting_markdown(the_meeting()), "h2") == [
        "0:00 · Siden sidst (10 min.)",
        "0:10 · 5 Borgerens netværk: her er I mest uenige (15 min.)",
        f"0:25 · {GAP} (15 min.)",
        "0:40 · Det står stærkt (5 min.)",
        "0:45 · Det aftaler vi (10 min.)",
        "0:55 · Rund af (5 min.)",
    ]


def test_after_an_hour_the_clock_shows_it() -> None:
    assert "## 1:25 · Rund af (5 min.)" in meeting_markdown(the_meeting(90))
    assert "1:25  Rund af" in drawn(meeting_page(the_meeting(90)))


def test_both_say_how_many_actions_there_was_no_room_for() -> None:
    many = [replace(ACTIONS[2], id=f"a{n}") for n in range(8)]
    made = prepare([spring()._replace(actions=many), autumn()], 60, TODAY)
    assert "og 2 til, se bostoette handleplan" in drawn(meeting_page(made))
    assert "- og 2 til, se bostoette handleplan" in meeting_markdown(made)


def test_what_moved_is_told_without_any_action_to_follow_up() -> None:
    made = prepare([spring(), autumn()], 60, TODAY)
    assert "(10 min.)\n\nTallene siden Forår 2026:\n\n- 6 " in meeting_markdown(made)


def test_without_topics_both_say_what_to_do() -> None:
    made = prepare([RoundData(round_(), small_catalogue(), [])], 60, TODAY)
    assert made.slots[0].part is Part.ANSWERS
    assert "Ingen har svaret i runden endnu." in drawn(meeting_page(made))
    assert "Ingen har svaret i runden endnu." in _seen(meeting_markdown(made))


# --- what people wrote is data ---------------------------------------------------------------

NASTY = (
    *"\\`*_{}[]()<>#+-.!|~&;:/='\"$@^% \t\n",
    *"aø1\x00\x07\x1b\x7f\x9b\u202e\u2066\u00a0",
    *("**", "__", "---", "===", "```", "~~~", "- ", "+ ", "1. ", "2) ", "# ", "> ", "    "),
    *("<b>", "<script>", "<!--", "-->", "![a](b)", "[a](b)", "]: ", "| a |", "|-|", "[bold]"),
    *("http://x.dk", "<http://x.dk>", "&amp;", "&#65;", "\x1b[31m", "\r\n"),
)
nasty = st.lists(st.sampled_from(NASTY), min_size=1, max_size=8).map("".join).filter(str.strip)


def hostile(text: str) -> Meeting:
    """A meeting with the same text wherever people or catalogues write one."""
    made = small_catalogue()
    first, second = made.pejlemaerker
    made = replace(
        made, title=f"k{text}", pejlemaerker=(replace(first, title=f"t{text}", short=text), second)
    )
    written = replace(
        response("a", notes={"1a": text, "1b": text}, s1a=1, s1b=5),
        label=text,
        reflections={"1r1": Words(text)},
    )
    action = Action(
        1, "aa", f"a{text}", text, TODAY, text, events=(Event(TODAY, Status.DONE, text),)
    )
    agreed = Agreement(1, by_number={"1": Agreed(None, text)})
    rounds = [
        RoundData(round_("f", f"r{text}"), made, [written], agreed, [action]),
        RoundData(round_("r", f"r{text}"), made, [written], agreed, [action]),
    ]
    return prepare(rounds, 60, TODAY)


PLAIN = meeting_markdown(hostile("ord"))


@given(nasty)
def test_no_text_changes_what_markdown_makes_of_the_paper(text: str) -> None:
    assert _structure(meeting_markdown(hostile(text))) == _structure(PLAIN)


@given(nasty)
@settings(max_examples=30)
def test_no_text_steers_the_terminal_or_breaks_the_page(text: str) -> None:
    page = drawn(meeting_page(hostile(text)), 80)
    assert not STEERING.search(page)


@given(nasty)
@settings(max_examples=30)
def test_what_people_wrote_is_read_as_they_wrote_it(text: str) -> None:
    shown = f"»{one_line(text)}«"
    assert words(shown) in words(_seen(meeting_markdown(hostile(text))))


def _structure(text: str) -> list[str]:
    """Every token but text: what markdown makes of it."""
    return [
        f"{token.type} {token.tag}"
        for block in MARKDOWN.parse(text)
        for token in (block.children or [block])
        if token.type != "text"
    ]


def _seen(text: str) -> str:
    """What a reader sees, block by block."""
    return "\n".join(
        "".join(
            "\n" if token.type in ("softbreak", "hardbreak") else token.content
            for token in block.children or []
        )
        for block in MARKDOWN.parse(text)
        if block.type == "inline"
    )


def _blocks(text: str, tag: str) -> list[str]:
    """What a reader sees of each block of a kind."""
    tokens = MARKDOWN.parse(text)
    return [
        "".join(child.content for child in after.children or [])
        for token, after in pairwise(tokens)
        if token.tag == tag and token.nesting == 1
    ]
