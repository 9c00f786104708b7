"""The markdown report: what it says, and that no text people wrote is obeyed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace as replaced
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from bostoette_cli.domain.answers import Answer, NoNumber, Response, Words
from bostoette_cli.domain.catalogue import Catalogue, Pejlemaerke
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import NOTHING_AGREED, Agreed, Agreement, Round
from bostoette_cli.language.text import visible
from bostoette_cli.reports.markdown import escape, markdown
from bostoette_cli.reports.model import Report, build

from builders import response, round_, small_catalogue
from demonstration import STEERING, assert_golden, autumn, spring, words

MARKDOWN = MarkdownIt("commonmark").enable("table")

# What markdown and HTML obey, alone and in the combinations that people paste.
NASTY = (
    *"\\`*_{}[]()<>#+-.!|~&;:/='\"$@^% \t",
    *"aø1\x00\x07\x1b\x7f\x9b\u202e\u2066\u00a0",
    *("**", "__", "~~", "***", "---", "===", "```", "~~~", "- ", "+ ", "* ", "1. ", "2) ", "# "),
    *("> ", "    ", "<b>", "</b>", "<script>", "<!--", "-->", "<a href=x>", "<br>", "<?", "]]>"),
    *("![a](b)", "[a](b)", "[a]", "]: ", "](", "[^1]", "| a |", "\\|", "|-|", ":-:", "--"),
    *("http://x.dk", "<http://x.dk>", "mailto:a@b.dk", "&amp;", "&#65;", "&lt;", "\x1b[31m"),
)
nasty_lines = st.lists(st.sampled_from(NASTY), min_size=1, max_size=8)
nasty_lines = nasty_lines.map("".join).map(str.strip).filter(bool)


def report(*rounds: RoundData, unread: int = 0) -> str:
    return markdown(build(rounds or (autumn(),), unread))


def small_round(
    *responses: Response,
    catalogue: Catalogue | None = None,
    agreement: Agreement = NOTHING_AGREED,
    held: Round | None = None,
) -> RoundData:
    return RoundData(held or round_(), catalogue or small_catalogue(), responses, agreement)


def agreed(**by_number: Agreed) -> Agreement:
    return Agreement(1, by_number={key.removeprefix("p"): a for key, a in by_number.items()})


def section(text: str, heading: str) -> str:
    """The part of a report from one heading of level two to the next."""
    _, _, rest = text.partition(f"## {heading}\n")
    assert rest, f"there is no section {heading}"
    return rest.partition("\n## ")[0]


def row(text: str, first: str, second: str = "") -> list[str]:
    """The cells of the table row that begins with the given cells."""
    start = f"| {first} | {second}"
    line = next(line for line in text.splitlines() if line.startswith(start))
    return [cell.strip() for cell in line.strip("|").split("|")]


def inline_tokens(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or [token]


def seen(tokens: Sequence[Token]) -> str:
    """What a reader sees of these tokens, block by block."""
    parts = []
    for token in tokens:
        if token.type == "inline":
            parts += [
                "\n" if child.type in ("softbreak", "hardbreak") else child.content
                for child in token.children or []
            ]
            parts.append("\n")
    return "".join(parts)


def blocks(text: str, kind: str) -> list[str]:
    """What a reader sees of each block of a kind: ``h1``, ``td``, ``blockquote``."""
    tokens = MARKDOWN.parse(text)
    starts = [i for i, token in enumerate(tokens) if token.tag == kind and token.nesting == 1]
    ends = [i for i, token in enumerate(tokens) if token.tag == kind and token.nesting == -1]
    return [seen(tokens[start:end]) for start, end in zip(starts, ends, strict=True)]


def structure(text: str) -> list[str]:
    """Every token of a report but text, breaks and paragraphs: what markdown makes of it."""
    plain = ("text", "softbreak", "hardbreak", "paragraph_open", "paragraph_close")
    types = [
        f"{t.type} {t.tag}" for t in inline_tokens(MARKDOWN.parse(text)) if t.type not in plain
    ]
    return [name for name in types if name != "inline "]


def everything_written(data: RoundData) -> Iterator[str]:
    for one in data.responses:
        yield from (answer.note for answer in one.answers.values() if answer.note)
        yield from (answer.reason for answer in one.answers.values() if answer.reason)
        yield from (answer.text for answer in one.reflections.values())
        yield one.label
    for decision in data.agreement.by_number.values():
        yield decision.reason


# The whole report


def test_the_whole_report_reads_as_the_golden_file() -> None:
    assert_golden("rapport.md", report(spring(), autumn()))


def test_the_report_of_a_first_round_reads_as_the_golden_file() -> None:
    assert_golden("rapport-foerste.md", report(spring()))


def test_the_report_of_an_anonymous_round_with_few_answers_reads_as_the_golden_file() -> None:
    few = autumn(anonymous=True)
    assert_golden("rapport-anonym.md", report(few._replace(responses=few.responses[:3])))


def test_the_report_ends_with_one_line_break() -> None:
    text = report()
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


# Figures, recomputed by hand


def test_a_row_of_the_overview_has_the_mean_the_persons_the_spread_and_what_was_agreed() -> None:
    # the persons' scores: 4/3, 14/3, 4/3, 14/3, 4, 3/2, 1, 4: mean 2.8125, deviation 1.5249
    assert row(report(), "5") == ["5", "Borgerens netværk", "2,8", "8", "1,5", "", "3"]


def test_a_row_of_the_overview_counts_those_who_do_not_know() -> None:
    assert row(report(), "6")[5] == "4"


def test_a_row_of_a_comparison_has_both_means_the_change_and_the_movement() -> None:
    # before 25.333/7 = 3.619, now 23.583/7 = 3.369, change exactly -0.25
    text = report(spring(), autumn())
    assert row(text, "8") == [
        "8",
        "En tryg opstart og afslutning af bostøtte",
        *("3,6", "3,4", "− 0,3", "1/0/5", "7 → 7", "0,5 → 0,8", "", ""),
    ]


def test_a_figure_that_was_not_there_before_is_a_dash_and_its_change_too() -> None:
    cells = row(report(spring(), autumn()), "3")
    assert cells[2:5] == ["–", "3,1", "–"]
    assert cells[6] == "– → 6"


def test_a_section_says_what_its_mean_rests_on() -> None:
    assert (
        "**2,8** på skalaen fra 1 til 5 · 8 svar · median 2,8 · fra 1,0 til 4,7 · spredning 1,5"
        in section(report(), "5. Borgerens netværk")
    )


def test_one_answer_has_no_spread_and_no_distribution_of_persons() -> None:
    text = section(report(small_round(response(s1a=4))), "1. Første")
    assert "**4,0** på skalaen fra 1 til 5 · 1 svar\n" in text
    assert "nærmest hvert trin" not in text
    assert row(report(small_round(response(s1a=4))), "1")[4] == ""


def test_a_statements_row_counts_each_step_and_each_answer_that_is_no_number() -> None:
    people = (
        response("a", s1a=4),
        response("b", s1a=4),
        response("c", s1a=1),
        response("d", s1a=NoNumber.UNKNOWN),
        response("e", s1a=NoNumber.IRRELEVANT),
        response("f", s1a=NoNumber.DECLINED),
        response("g"),
    )
    assert row(report(small_round(*people)), "Vi gør 1a.") == [
        *("Vi gør 1a.", "1", "", "", "2", "", "1", "1", "1", "1", "3,0"),
    ]


def test_those_who_do_not_know_are_counted_on_each_statement_though_nobody_gave_a_number() -> None:
    people = (response("a", s1a=NoNumber.UNKNOWN), response("b", s1a=NoNumber.UNKNOWN))
    assert row(report(small_round(*people)), "Vi gør 1a.")[6] == "2"


def test_a_statement_that_was_passed_over_is_counted_as_not_answered() -> None:
    assert "| Vi gør 1b. |  |  |  |  |  |  |  |  | 1 | – |" in report(small_round(response(s1a=4)))


def test_a_statement_for_a_role_nobody_answered_as_has_no_row() -> None:
    assert "Vi gør 1c." not in report(small_round(response(s1a=4)))


def test_roles_are_told_apart_where_more_than_one_answered() -> None:
    people = (response("a", s1a=2), response("b", s1a=3), response("c", Role.LEADER, s1a=5))
    text = report(small_round(*people))
    assert "Efter rolle: medarbejdere 2,5 (2) · leder 5,0 (1).\n" in text


def test_a_single_role_is_not_told_apart() -> None:
    assert "Efter rolle" not in report(small_round(response("a", s1a=2), response("b", s1a=3)))


def test_what_the_team_agreed_on_stands_with_its_reason_beside_the_mean() -> None:
    data = small_round(response(s1a=2), agreement=agreed(p1=Agreed(4, "Fordi.")))
    text = section(report(data), "1. Første")
    assert "**Fælles: 4 Trin 4.** Fordi.\n" in text
    assert "**2,0** på skalaen" in text


def test_an_agreed_value_that_is_no_step_stands_without_a_name() -> None:
    data = small_round(response(s1a=2), agreement=agreed(p1=Agreed(3.5, "Midt imellem.")))
    assert "**Fælles: 3,5.** Midt imellem.\n" in report(data)


def test_a_reason_agreed_on_without_a_value_is_in_the_report() -> None:
    text = report(small_round(response(s1a=3), agreement=agreed(p1=Agreed(None, "Vi venter."))))
    assert "Vi venter." in text


def test_an_agreed_zero_is_in_the_overview() -> None:
    data = small_round(response(s1a=3), agreement=agreed(p1=Agreed(0, "Ingenting.")))
    assert row(report(data), "1")[-1] == "0"


def test_an_agreement_on_a_pejlemaerke_nobody_answered_is_shown() -> None:
    text = section(report(small_round(agreement=agreed(p2=Agreed(4, "Sammen.")))), "2. Andet")
    assert "*Ingen har svaret med et tal i denne runde.*" in text
    assert "**Fælles: 4 Trin 4.** Sammen." in text


# What is said when something is missing


def test_a_round_without_answers_says_so() -> None:
    text = report(small_round())
    assert "Ingen har svaret endnu." in text
    assert "0 svar" in text
    assert "Ikke besvaret i denne runde" not in text


def test_what_nobody_answered_is_named_and_gets_no_section() -> None:
    text = report(small_round(response(s1a=4)))
    assert "Ikke besvaret i denne runde: nummer 2.\n" in text
    assert "## 2. Andet" not in text


def test_a_pejlemaerke_answered_with_ved_ikke_alone_is_not_called_unanswered() -> None:
    text = report(small_round(response(s1a=NoNumber.UNKNOWN)))
    assert row(text, "1") == ["1", "Første", "–", "", "", "1", ""]
    assert "Ikke besvaret i denne runde: nummer 2.\n" in text
    assert "*Ingen har svaret med et tal i denne runde.*" in section(text, "1. Første")


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "**1 besvarelse kunne ikke læses og er ikke regnet med.**"),
        (3, "**3 besvarelser kunne ikke læses og er ikke regnet med.**"),
    ],
)
def test_answers_that_could_not_be_read_are_told_first(count: int, sentence: str) -> None:
    assert sentence in section(report(autumn(), unread=count), "Kort fortalt")


def test_nothing_is_said_of_unread_answers_where_there_are_none() -> None:
    assert "kunne ikke læses" not in report()


def test_drafts_are_counted_and_the_report_says_so() -> None:
    sentence = "Svar fra dem, der ikke er færdige endnu, er regnet med"
    assert sentence in report()
    assert sentence not in report(spring())


# Rounds compared


def test_a_first_round_has_no_comparison() -> None:
    text = report(spring())
    assert "| Tal | n | Spredning |" in text
    for word in ("Før", "Ændring", "flyttet sig", "Sidst:", "Runderne er sammenlignet"):
        assert word not in text


def test_the_number_of_persons_in_both_rounds_is_told() -> None:
    one, two = small_round(response(s1a=4)), small_round(response(s1a=4), held=round_("s"))
    assert "1 svar → 1 svar · 1 person i begge runder.\n" in report(one, two)


def test_statements_that_cannot_be_compared_are_listed_by_their_words() -> None:
    before = small_catalogue()
    now = small_catalogue(edition="2", texts={"1a": "Vi gør det *nyt*."})
    without = replace(before.pejlemaerker[1], statements=())
    before = replace(before, pejlemaerker=(before.pejlemaerker[0], without))
    now = replace(
        now,
        pejlemaerker=(
            replace(now.pejlemaerker[0], statements=now.pejlemaerker[0].statements[:2]),
            now.pejlemaerker[1],
        ),
    )
    text = report(
        small_round(response(s1b=3), catalogue=before),
        small_round(response(s1b=4), catalogue=now, held=round_("s")),
    )
    for why, statement in (
        ("har fået ny ordlyd", r"Vi gør det \*nyt\*."),
        ("fandtes ikke i »Runde«", "Vi gør 2a."),
        ("fandtes kun i »Runde«", "Vi gør 1c."),
    ):
        assert f"1 udsagn {why} og er ikke regnet med: »{statement}«.\n" in text


def test_nothing_is_listed_as_left_out_between_rounds_of_one_wording() -> None:
    assert "er ikke regnet med:" not in report(spring(), autumn())


def test_what_was_said_last_time_stands_under_the_same_pejlemaerke() -> None:
    text = section(report(spring(), autumn()), "5. Borgerens netværk")
    said, _, before = text.partition("### Sidst: Forår 2026 (12. maj 2026)\n")
    assert "**Fælles: 2 Enkelte gange.** Kortet bliver tegnet én gang." in before
    assert "> »Vi gør det ved opstart, og så glemmer vi det.« (medarbejder)" in before
    assert "én gang" not in said


def test_what_was_said_last_time_stands_though_nobody_answered_this_time() -> None:
    before = small_round(response(s1a=4, notes={"2a": "Vi nåede det aldrig."}))
    text = report(before, small_round(response(s1a=4), held=round_("s")))
    assert "> »Vi nåede det aldrig.« (medarbejder)" in section(text, "2. Andet")


def test_a_pejlemaerke_nobody_wrote_about_last_time_has_no_heading_for_it() -> None:
    text = report(spring(), autumn())
    assert "### Sidst" not in section(text, "10. Helhed og sammenhæng i borgerens forløb")


def test_the_nearest_of_the_rounds_before_comes_first() -> None:
    rounds = [
        small_round(
            response(s1a=4, notes={"1a": f"Ord {n}."}),
            held=round_(str(n), f"Runde {n}", day=date(2026, n, 1)),
        )
        for n in (1, 2, 3)
    ]
    text = section(report(*rounds), "1. Første")
    assert text.index("Ord 3.") < text.index("Ord 2.") < text.index("Ord 1.")


# What people wrote


def test_a_note_stands_under_the_words_of_its_statement() -> None:
    text = report(small_round(response(s1a=4, notes={"1b": "Næsten altid."})))
    assert "*Vi gør 1b.*\n\n> »Næsten altid.« (medarbejder)\n" in text


def test_a_note_says_the_name_its_writer_gave_and_the_role() -> None:
    one = replace(response(s1a=4, notes={"1a": "Ja."}), label="Kim")
    assert "> »Ja.« (Kim, medarbejder)\n" in report(small_round(one))


def test_a_reason_is_marked_as_ikke_relevant_and_a_note_is_not() -> None:
    one = response("a", s1a=NoNumber.IRRELEVANT, s1b=3, notes={"1b": "En note."})
    text = report(small_round(one))
    assert "> »derfor« (medarbejder, ikke relevant)\n" in text
    assert "> »En note.« (medarbejder)\n" in text


def test_a_reflection_stands_under_its_question_with_its_lines_and_paragraphs() -> None:
    one = replace(
        response(s1a=4), reflections={"1r1": Words("Første linje.\nAnden.\n\nNyt afsnit.")}
    )
    text = report(small_round(one))
    assert (
        "### Til eftertanke\n\n*Hvornår lykkedes det?*\n\n"
        "> »Første linje.  \n> Anden.  \n>   \n> Nyt afsnit.« (medarbejder)\n" in text
    )


def test_a_round_without_words_has_no_headings_for_them() -> None:
    text = report(small_round(response(s1a=4)))
    assert "### Det skrev vi" not in text
    assert "### Til eftertanke" not in text


texts = st.builds("\n".join, st.lists(st.text("abcæøå .,!?", min_size=1, max_size=30), max_size=4))
texts = texts.filter(lambda text: bool(text.strip()))


@given(
    notes=st.dictionaries(st.sampled_from(["1a", "1b", "2a"]), texts),
    reasons=st.dictionaries(st.sampled_from(["1a", "1b", "2a"]), texts),
    reflections=st.dictionaries(st.sampled_from(["1r1", "2r1"]), texts),
    decision=texts,
    earlier=st.booleans(),
)
def test_everything_that_was_written_is_in_the_report(
    notes: dict[str, str],
    reasons: dict[str, str],
    reflections: dict[str, str],
    decision: str,
    earlier: bool,
) -> None:
    answers = {key: Answer(3, note=note) for key, note in notes.items()}
    for key, reason in reasons.items():
        answers[key] = Answer(NoNumber.IRRELEVANT, reason, notes.get(key, ""))
    one = replace(
        response("a"),
        answers=answers,
        reflections={key: Words(text) for key, text in reflections.items()},
    )
    data = small_round(one, agreement=agreed(p1=Agreed(3, decision)))
    rounds = [data, small_round(response("b"), held=round_("s"))] if earlier else [data]
    shown = words(seen(MARKDOWN.parse(report(*rounds))))
    for text in everything_written(data):
        assert words(text) in shown


def test_everything_written_in_the_demonstration_is_in_its_report() -> None:
    shown = words(seen(MARKDOWN.parse(report(spring(), autumn()))))
    for data in (spring(), autumn()):
        for text in everything_written(data):
            assert words(visible(text)) in shown


# Anonymous rounds


def test_an_anonymous_round_with_few_answers_shows_no_words() -> None:
    few = autumn(anonymous=True)
    few = few._replace(responses=few.responses[:3], agreement=NOTHING_AGREED)
    text = report(few)
    for written in everything_written(few):
        assert not written or words(escape(written)) not in words(text)
    assert "»" not in text


def test_an_anonymous_round_with_few_answers_shows_no_figure_and_says_why() -> None:
    few = autumn(anonymous=True)
    text = report(few._replace(responses=few.responses[:3], agreement=NOTHING_AGREED))
    assert row(text, "5") == [
        *("5", "Borgerens netværk", "skjult: færre end 5 svar", "", "", "", ""),
    ]
    assert section(text, "5. Borgerens netværk").strip() == "*skjult: færre end 5 svar*"
    assert "Runden er anonym. Tal og ord fra færre end 5 er skjult" in text


def test_an_anonymous_round_says_neither_name_nor_role_of_a_writer() -> None:
    people = [
        replace(response(f"m{n}", s1a=3, notes={"1a": f"Ord {n}."}), label="Kim") for n in range(5)
    ]
    text = report(small_round(*people, held=round_(anonymous=True)))
    for number in range(5):
        assert f"> »Ord {number}.«\n" in text
    assert "Kim" not in text


def test_an_anonymous_round_shows_no_words_on_a_statement_that_few_answered() -> None:
    people = [response(f"m{n}", s1a=3) for n in range(5)]
    people.append(response("l", Role.LEADER, {"1c": "Kun jeg ved det."}, s1a=3, s1c=2))
    text = report(small_round(*people, held=round_(anonymous=True)))
    assert "Kun jeg" not in text


def test_two_anonymous_rounds_of_nearly_one_size_warn_that_they_may_tell_on_somebody() -> None:
    warning = (
        "Sammenligningen kan røbe, hvad de få, der er kommet til eller faldet fra, har svaret."
    )
    assert warning in report(spring(anonymous=True), autumn(anonymous=True))
    assert warning not in report(spring(), autumn())


def test_no_persons_are_followed_through_anonymous_rounds() -> None:
    text = report(spring(anonymous=True), autumn(anonymous=True))
    assert "i en anonym runde følges ingen personer" in section(text, "Kort fortalt")
    assert row(text, "5")[5] == ""


# What people wrote is not obeyed


def in_words(plain: Pejlemaerke, text: str) -> Pejlemaerke:
    """A pejlemærke whose every text is the given one."""
    return replace(
        plain,
        title=text,
        statements=tuple(replace(s, text=text) for s in plain.statements),
        reflections=tuple(replace(r, text=text) for r in plain.reflections),
    )


def hostile_rounds(text: str) -> list[RoundData]:
    """Two rounds where every text that a person can write is the given one."""
    plain = small_catalogue()
    catalogue = replace(
        plain, title=text, pejlemaerker=tuple(in_words(p, text) for p in plain.pejlemaerker)
    )

    def person(id_: str, value: int) -> Response:
        answers = {
            "1a": Answer(value, note=text),
            "1b": Answer(NoNumber.IRRELEVANT, text, text),
            "2a": Answer(value, note=text),
        }
        reflections = {"1r1": Words(text), "2r1": Words(text)}
        return replace(response(id_), label=text, answers=answers, reflections=reflections)

    def one_round(id_: str, month: int) -> RoundData:
        return RoundData(
            round_(id_, title=text, day=date(2026, month, 1)),
            catalogue,
            [person("a", 1), person("b", 5 - month)],
            agreed(p1=Agreed(3, text), p2=Agreed(3, text)),
        )

    return [one_round("r", 1), one_round("s", 2)]


HARMLESS = structure(report(*hostile_rounds("ord")))


@given(nasty_lines)
@example("# a")
@example("a #")
@example("- a")
@example("1. a")
@example("1) a")
@example("| a | b |")
@example("a \\")
@example("![a](http://x.dk)")
@example("<img src=x onerror=alert(1)>")
@example("[a]: http://x.dk")
@example("**a** _b_ `c` ~~d~~")
@example("---")
@example("    a")
@example("> a")
@example("```")
@example("&lt;b&gt;")
@example("\x1b]8;;http://x.dk\x07a\x1b]8;;\x07")
def test_no_text_becomes_markup(text: str) -> None:
    written = report(*hostile_rounds(text))
    assert structure(written) == HARMLESS
    assert not STEERING.search(written)


@settings(max_examples=30)
@given(nasty_lines)
@example("&amp; &#65; &copy;")
@example("\\* \\\\ \\|")
@example("a  b\tc")
def test_what_a_reader_sees_is_what_was_written(text: str) -> None:
    expected = words(visible(text))
    written = report(*hostile_rounds(text))
    signed = f"»{expected}« ({expected}, medarbejder"
    quotes = [words(quote) for quote in blocks(written, "blockquote")]
    assert set(quotes) == {f"{signed})", f"{signed}, ikke relevant)"}
    assert [words(title) for title in blocks(written, "h1")] == [expected]
    headings = {words(heading) for heading in blocks(written, "h3")}
    assert headings == {"Det skrev vi", "Til eftertanke", f"Sidst: {expected} (1. januar 2026)"}
    cells = [words(cell) for cell in blocks(written, "td")]
    assert (
        cells.count(expected) >= 5
    )  # the titles of two pejlemærker, the words of three statements
    paragraphs = [words(paragraph) for paragraph in blocks(written, "p")]
    # on two pejlemærker, of this round and of the one before
    assert paragraphs.count(f"Fælles: 3 Trin 3. {expected}") == 4


@pytest.mark.parametrize(
    "text",
    [
        "en\n- to\n- tre",
        "en\n* to",
        "en\n+ to",
        "en\n1. to\n2) tre",
        "en\n# to",
        "en\n> to",
        "en\n===\nto",
        "en\n=\nto",
        "en\n-\nto",
        "en\n```\nto\n```",
        "en\n~~~\nto",
        "en\n***\nto",
        "en\n___\nto",
        "en\n<div>\nto",
        "en\n\n# to",
        "en\n\n1. to",
        "en\n\n\n<!-- to -->",
        "en\n[a]: http://x.dk\nto",
        "en \\\nto",
        "en\r\nto\rtre",
        "a | b\n| --- | --- |\nc | d",
        "en\n  - to",
    ],
)
def test_a_text_of_several_lines_keeps_its_lines_and_becomes_no_markup(text: str) -> None:
    written = report(*hostile_rounds(text))
    assert structure(written) == HARMLESS
    expected = [words(line) for line in visible(text).splitlines() if line.strip()]
    quote = blocks(written, "blockquote")[0].removeprefix("»").partition("« (")[0]
    assert [words(line) for line in quote.splitlines() if line.strip()] == expected


def test_the_demonstrations_hostile_notes_become_no_markup() -> None:
    types = {t.type for t in inline_tokens(MARKDOWN.parse(report(spring(), autumn())))}
    for kind in ("html_block", "html_inline", "link_open", "image", "code_inline", "fence", "hr"):
        assert kind not in types


def test_a_carriage_return_and_an_escape_code_are_shown_as_pictures() -> None:
    assert escape("a\rb\x1b[1m") == "a␍b␛\\[1m"


def test_a_model_says_whether_anything_was_said_on_a_pejlemaerke() -> None:
    built: Report = build([small_round(response(s1a=NoNumber.DECLINED))])
    assert [part.is_empty for part in built.sections] == [False, True]
    assert replaced(built.sections[1], voices=built.sections[0].voices).is_empty
