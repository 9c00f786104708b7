"""Reports and screens at the edge: hostile words, narrow screens, odd pagers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from bostoette_cli.domain.answers import NoNumber
from bostoette_cli.domain.catalogue import Catalogue, Source
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.rounds import Agreed
from bostoette_cli.language.text import visible
from bostoette_cli.reports.json import dumps
from bostoette_cli.terminal import catalogue as reading
from bostoette_cli.terminal import page
from test_markdown import (
    HARMLESS,
    NASTY,
    agreed,
    blocks,
    hostile_rounds,
    report,
    row,
    section,
    small_round,
    structure,
)
from test_terminal import (
    LONG,
    PAGES,
    Page,
    Screen,
    comparison,
    line_of,
    pager_that_interrupts_us,
    result,
    screen,
    side_by_side,
    three_rounds,
)

from builders import SCALE, response, round_
from demonstration import STEERING, autumn, drawn, reading_catalogue, spring, words

assert screen  # the fixture


several_lines = st.lists(st.lists(st.sampled_from(NASTY), max_size=5).map("".join), max_size=5)
several_lines = several_lines.map("\n".join).map(str.strip).filter(bool)


@given(several_lines)
@example("før\n---\nefter")
@example("før\n\n--- ---\nefter")
@example("før\n\n    indrykket")
@example("a | b\n:-:\nc")
@example("a | b\n--\nc")
def test_no_text_of_several_lines_becomes_markup(text: str) -> None:
    written = report(*hostile_rounds(text))
    assert structure(written) == HARMLESS
    assert not STEERING.search(written)


@given(several_lines)
def test_what_a_reader_sees_of_several_lines_is_what_was_written(text: str) -> None:
    expected = [words(line) for line in visible(text).splitlines() if line.strip()]
    quote = blocks(report(*hostile_rounds(text)), "blockquote")[0].removeprefix("»")
    shown = quote.rpartition("« (")[0].partition(f"« ({words(visible(text))}")[0]
    assert [words(line) for line in shown.splitlines() if line.strip()] == expected


def test_the_words_of_an_own_catalogue_are_not_obeyed_in_scale_and_unit() -> None:
    steps = tuple(replace(s, name="*a* | <b>\x1b[1m") for s in SCALE.steps)
    scale = replace(SCALE, steps=steps)
    data = small_round(response("a", s1a=3), response("b", s1a=3))
    catalogue = replace(data.catalogue, scale=scale, unit="*x* | <i>\x1b[1m")
    hostile = report(data._replace(catalogue=catalogue, agreement=agreed(p1=Agreed(3, "Ja."))))
    plain = report(data._replace(agreement=agreed(p1=Agreed(3, "Ja."))))
    assert structure(hostile) == structure(plain)
    assert not STEERING.search(hostile)


def test_an_agreement_without_a_reason_is_told_the_next_time() -> None:
    before = small_round(response(s1a=3), agreement=agreed(p1=Agreed(4)))
    text = report(before, small_round(response(s1a=3), held=round_("s")))
    assert "**Fælles: 4 Trin 4.**" in section(text, "1. Første").partition("### Sidst")[2]


def test_a_reason_from_last_time_is_marked_as_ikke_relevant() -> None:
    before = small_round(response(s1a=NoNumber.IRRELEVANT))
    text = report(before, small_round(response(s1a=3), held=round_("s")))
    assert "> »derfor« (medarbejder, ikke relevant)" in text


def test_words_from_last_time_stand_under_what_they_are_about() -> None:
    before = small_round(response(s1a=3, notes={"1b": "Næsten altid."}))
    text = report(before, small_round(response(s1a=3), held=round_("s")))
    assert "*Vi gør 1b.*\n\n> »Næsten altid.«" in text


def test_roles_are_left_out_where_none_has_a_figure() -> None:
    people = (response("a", s1a=3), response("b", Role.LEADER, s1a=3))
    data = small_round(*people, agreement=agreed(p2=Agreed(4, "Ja.")))
    assert "Efter rolle" not in section(report(data), "2. Andet")


def test_what_could_not_be_counted_last_time_is_a_dash_and_not_a_zero() -> None:
    cells = row(report(spring(), autumn()), "10")
    assert cells[8] == "– → 2"


def test_a_hidden_count_of_those_who_do_not_know_is_a_dash_and_not_a_zero() -> None:
    few = small_round(response("a", s1a=3), held=round_("r", anonymous=True))
    many = [response(f"m{n}", s1a=3, s1b=4) for n in range(6)]
    many += [response(f"v{n}", s1a=NoNumber.UNKNOWN, s1b=4) for n in range(2)]
    text = report(few, small_round(*many, held=round_("s", anonymous=True)))
    assert row(text, "1")[8] == "– → 2"


@given(st.text("\x7f\x80\x85\x9b\u061c\u200e\u200f\u202a\u202e\u2028\u2029\u2066\u2069a"))
def test_no_character_that_steers_a_terminal_stands_raw_in_json(text: str) -> None:
    written = dumps({"tekst": text})
    assert not re.search("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", written)
    assert json.loads(written) == {"tekst": text}


# Around the widths at which a layout gives way to another, and steps between them.
WIDTHS = sorted({*range(40, 121, 5), *range(76, 82), *range(94, 99), *range(118, 122)})


@pytest.mark.parametrize("name", sorted(PAGES))
def test_nothing_is_cut_at_any_width(name: str) -> None:
    cut = [columns for columns in WIDTHS if "…" in drawn(PAGES[name](), columns)]
    assert cut == []


def test_every_name_is_whole_in_the_result_of_an_anonymous_round() -> None:
    text = drawn(result(autumn(anonymous=True)), 80).partition("Efter rolle")[0]
    for name in ("Recovery-samarbejde", "fællesskaber", "sammenhæng"):
        assert name in text


def test_many_rounds_are_not_cut_at_eighty_columns() -> None:
    later = [
        autumn()._replace(round=replace(autumn().round, id=f"x{n}", title=f"Runde {n}"))
        for n in range(12)
    ]
    assert "…" not in drawn(comparison(*later), 80)


def test_a_narrow_comparison_marks_disagreement_as_a_wide_one_does() -> None:
    assert "5   Borgerens netværk !\n" in drawn(comparison(), 40)


def test_every_mark_that_is_explained_is_on_the_page() -> None:
    for made in (comparison, lambda: comparison(*three_rounds())):
        for columns in (40, 80):
            text = drawn(made(), columns)
            shown, _, notes = text.partition("Det har flyttet sig")
            for mark in ("△", " !", "op/ned/="):
                assert (mark.strip() in notes) <= (mark in shown), (columns, mark)


def test_what_could_not_be_counted_before_is_a_dash_on_the_page_too() -> None:
    assert line_of(drawn(comparison(), 80), "10  Helhed").endswith("–→2")


def test_labels_stand_in_one_column_in_the_words() -> None:
    text = drawn(side_by_side(), 80)
    lines = [x for x in text.splitlines() if re.match("  (Fælles|Note|Refleksion|Ikke rel)", x)]
    assert {re.match(r"  \S+( rel\.)? +", line).end() for line in lines} == {14}  # type: ignore[union-attr]


def test_a_web_address_is_whole_on_a_narrow_screen_too() -> None:
    url = "https://eksempel.dk/faglige-pejlemaerker/2021/udgave-1.pdf"
    assert f"    {url}\n" in drawn([page.address(url, indent=4)], 40)


def hostile_catalogue(text: str) -> Catalogue:
    """The catalogue to read with its every text begun by the given one."""
    plain = reading_catalogue()
    first = plain.pejlemaerker[0]
    return replace(
        plain,
        title=text,
        publisher=text,
        worker=text,
        unit=text,
        part=text,
        scale=replace(SCALE, steps=tuple(replace(s, name=text, meaning=text) for s in SCALE.steps)),
        about=tuple(replace(p, heading=text, text=text) for p in plain.about),
        links=(Source(text, text),),
        methods=tuple(replace(m, name=text, description=text, source=text) for m in plain.methods),
        pejlemaerker=(
            replace(
                first,
                title=text,
                short=text,
                purpose=text,
                knowledge=text,
                sources=(Source(text, text),),
                anbefalinger=tuple(
                    replace(a, title=text, reservation=text, citizen=(text,), worker=(text,))
                    for a in first.anbefalinger
                ),
                statements=tuple(
                    replace(s, text=text, low=text, high=text) for s in first.statements
                ),
                reflections=tuple(replace(q, text=text) for q in first.reflections),
            ),
        ),
    )


HOSTILE = "a\x1b[31m\x9b1m\u202e\u061cb"


@pytest.mark.parametrize(
    "made",
    [
        reading.overview,
        lambda c: reading.whole(c, c.pejlemaerker[0]),
        lambda c: reading.one_part(c, c.pejlemaerker[0], c.pejlemaerker[0].anbefalinger[0]),
        reading.about,
        lambda c: result(small_round(response(s1a=3), catalogue=c), statements=True),
    ],
)
def test_no_control_character_of_an_own_catalogue_reaches_the_screen(
    made: Callable[[Catalogue], Page],
) -> None:
    text = drawn(made(hostile_catalogue(HOSTILE)))
    assert not STEERING.search(text)
    assert "\u061c" not in text


def test_no_control_character_in_a_rounds_title_reaches_the_screen() -> None:
    one = small_round(response(s1a=3, notes={"1a": "Ord."}), held=round_(title=HOSTILE))
    other = one._replace(round=round_("s", HOSTILE))
    for made in (side_by_side(one, other), comparison(one, other), result(one)):
        assert not STEERING.search(drawn(made))


@pytest.mark.parametrize("pager", ["   ", "'", '"less'])
def test_a_pager_that_is_no_command_falls_back(
    screen: Screen, monkeypatch: pytest.MonkeyPatch, pager: str
) -> None:
    monkeypatch.setenv("PAGER", pager)
    monkeypatch.setenv("PATH", "/findes/ikke")
    screen.show(LONG)
    assert screen.lines == LONG


def test_a_pager_that_cannot_be_run_falls_back_to_printing(
    screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pager"
    program.write_bytes(b"\x00\x01")
    program.chmod(0o755)
    monkeypatch.setenv("PAGER", str(program))
    screen.show(LONG)
    assert screen.lines == LONG


def test_a_pager_is_started_with_ctrl_c_as_every_program_has_it(
    screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", pager_that_interrupts_us(tmp_path, ""))
    screen.show(LONG)
    assert (tmp_path / "ud.txt").read_text().splitlines() == ["True"]
