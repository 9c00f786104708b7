"""Danish numbers, dates and words."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bostoette_cli.language.dates import long_date, moment, season, short_date
from bostoette_cli.language.numbers import ABSENT, counted, decimal, plain, signed, word
from bostoette_cli.language.text import (
    as_word,
    closest,
    fold,
    listed,
    one_line,
    same_wording,
    shorten,
    slug,
    some,
    spelled_out,
    visible,
)

HUNDREDTHS = st.integers(-10_000, 10_000)
EMBEDDING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
WORDS = st.text(alphabet="abcæøåÆØÅé .,:;-\n", max_size=60)


# --- numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3, "3,0"),
        (Fraction(15, 4), "3,8"),
        (Fraction(9, 4), "2,3"),
        (Fraction(224, 100), "2,2"),
        (2.25, "2,3"),
        (Fraction(10, 3), "3,3"),
        (Fraction(199, 20), "10,0"),
        (0, "0,0"),
        (0.0, "0,0"),
    ],
)
def test_a_number_shows_one_decimal_rounded_half_up_after_a_comma(
    value: float | Fraction, shown: str
) -> None:
    assert decimal(value) == shown


@given(HUNDREDTHS)
def test_rounding_agrees_with_the_decimal_modules_half_up(hundredths: int) -> None:
    rounded = Decimal(hundredths).scaleb(-2).quantize(Decimal("0.1"), ROUND_HALF_UP)
    expected = f"{abs(rounded)}".replace(".", ",")
    assert decimal(Fraction(hundredths, 100)).removeprefix("−") == expected


@given(st.fractions(-100, 100))
def test_a_rounded_number_is_never_more_than_half_a_tenth_off(value: Fraction) -> None:
    back = Fraction(decimal(value).replace("−", "-").replace(",", "."))
    assert abs(back - value) <= Fraction(1, 20)


def test_an_absent_figure_is_a_dash_and_never_a_zero() -> None:
    assert decimal(None) == signed(None) == ABSENT == "–"


def test_a_negative_number_carries_a_true_minus_sign() -> None:
    assert decimal(Fraction(-1, 2)) == "\N{MINUS SIGN}0,5"


def test_a_negative_number_that_rounds_to_nothing_has_no_sign() -> None:
    assert decimal(Fraction(-1, 100)) == "0,0"


@pytest.mark.parametrize(("places", "shown"), [(0, "3"), (2, "2,50"), (3, "2,500")])
def test_the_number_of_decimals_can_be_chosen(places: int, shown: str) -> None:
    assert decimal(Fraction(5, 2), places) == shown


def test_leading_zeros_after_the_comma_are_kept() -> None:
    assert decimal(Fraction(205, 100), 2) == "2,05"


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (Fraction(2, 5), "+ 0,4"),
        (Fraction(-1, 10), "− 0,1"),
        (Fraction(-12), "− 12,0"),
        (Fraction(0), "0,0"),
        (Fraction(1, 25), "0,0"),
        (Fraction(-1, 25), "0,0"),
    ],
)
def test_a_change_sets_its_sign_apart_unless_it_rounds_to_nothing(
    change: Fraction, shown: str
) -> None:
    assert signed(change) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(4, "4"), (4.0, "4"), (0.25, "0,25"), (2.5, "2,5"), (Fraction(0), "0")]
)
def test_a_step_shows_decimals_only_where_it_has_them(value: float | Fraction, shown: str) -> None:
    assert plain(value) == shown


@pytest.mark.parametrize(
    ("count", "said"), [(0, "ingen"), (1, "én"), (4, "fire"), (12, "tolv"), (13, "13"), (-1, "-1")]
)
def test_small_counts_are_said_in_words(count: int, said: str) -> None:
    assert word(count) == said


@pytest.mark.parametrize(("count", "said"), [(0, "0 noter"), (1, "1 note"), (3, "3 noter")])
def test_a_counted_noun_is_plural_unless_there_is_one(count: int, said: str) -> None:
    assert counted(count, "note", "noter") == said


# --- dates -----------------------------------------------------------------------------------


def test_a_long_date_writes_the_month_in_full() -> None:
    assert long_date(date(2026, 11, 22)) == "22. november 2026"


@pytest.mark.parametrize(
    ("month", "shown"),
    [(1, "jan."), (3, "marts"), (5, "maj"), (7, "juli"), (8, "aug."), (9, "sep."), (12, "dec.")],
)
def test_a_short_date_cuts_only_the_long_months(month: int, shown: str) -> None:
    assert short_date(date(2026, month, 2)) == f"2. {shown} 2026"


def test_a_moment_has_its_minutes_in_two_digits_after_a_dot() -> None:
    assert moment(datetime(2026, 1, 2, 9, 5)) == "2. januar 2026 kl. 9.05"  # noqa: DTZ001


@pytest.mark.parametrize(
    ("month", "name"),
    [
        (1, "Vinter"),
        (2, "Vinter"),
        (3, "Forår"),
        (5, "Forår"),
        (6, "Sommer"),
        (8, "Sommer"),
        (9, "Efterår"),
        (11, "Efterår"),
        (12, "Vinter"),
    ],
)
def test_a_season_is_named_by_its_months_with_the_year(month: int, name: str) -> None:
    assert season(date(2026, month, 15)) == f"{name} 2026"


# --- text ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\x1b[31mrød", "␛[31mrød"),
        ("a\x00b", "a␀b"),
        ("a\x7fb", "a␡b"),
        ("a\x9bb", "a<U+009B>b"),
        ("\u202eomvendt", "<U+202E>omvendt"),
        ("\u2066a\u2069", "<U+2066>a<U+2069>"),
        ("a\rb", "a␍b"),
    ],
)
def test_what_steers_a_terminal_is_shown_instead_of_obeyed(written: str, shown: str) -> None:
    assert visible(written) == shown


def test_line_breaks_and_tabs_are_text() -> None:
    assert visible("en\r\nto\n\ttre") == "en\nto\n\ttre"


@given(st.text(st.characters() | st.sampled_from("\x1b\x9b\u202e\u2066\u200f")))
def test_nothing_that_steers_survives_being_made_visible(text: str) -> None:
    shown = visible(text)
    assert {c for c in shown if unicodedata.category(c) == "Cc"} <= {"\n", "\t"}
    assert not {unicodedata.bidirectional(c) for c in shown} & EMBEDDING


def test_one_line_joins_breaks_and_runs_of_spaces() -> None:
    assert one_line("  Vi spørger\n\naltid,   \tmen …\x1b ") == "Vi spørger altid, men …␛"


def test_a_text_that_fits_is_not_cut() -> None:
    assert shorten("Vi spørger", 10) == "Vi spørger"


def test_a_long_text_is_cut_at_a_word_and_the_cut_is_marked() -> None:
    assert shorten("Vi spørger altid borgeren", 20) == "Vi spørger altid…"


def test_a_cut_does_not_leave_a_comma_before_its_mark() -> None:
    assert shorten("Vi spørger altid, men sjældent", 20) == "Vi spørger altid…"


def test_one_long_word_is_cut_within_the_word() -> None:
    assert shorten("bostøttemedarbejderne", 10) == "bostøttem…"


def test_a_word_is_cut_when_keeping_it_whole_would_waste_half_the_line() -> None:
    assert shorten("Vi bostøttemedarbejdere", 12) == "Vi bostøtte…"


@given(WORDS, st.integers(2, 40))
def test_a_shortened_text_fits_and_is_a_beginning_of_the_whole(text: str, width: int) -> None:
    short = shorten(text, width)
    assert len(short) <= width
    assert text.startswith(short.removesuffix("…"))


def test_the_danish_letters_are_spelled_out_and_nothing_else() -> None:
    assert spelled_out("Pårørende, Ærø, Ål é") == "Paaroerende, Aeroe, Aal é"


@pytest.mark.parametrize("spelling", ["Søg", "SOEG", "soeg", "SØG", "Soeg"])
def test_folding_makes_the_spellings_of_a_word_alike(spelling: str) -> None:
    assert fold(spelling) == "soeg"


def test_folding_sees_a_composed_and_a_decomposed_letter_as_the_same() -> None:
    assert fold("a\u030abent") == fold("åbent") == "aabent"


def test_folding_drops_accents_that_are_not_danish_letters() -> None:
    assert fold("Idé på en allé") == "ide paa en alle"


@given(WORDS)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Efterår 2026", "efteraar-2026"),
        ("  Bo & støtte / Øst  ", "bo-stoette-oest"),
        ("!!!", ""),
        ("..\\..\\x", "x"),
    ],
)
def test_a_slug_is_safe_in_every_file_system(title: str, name: str) -> None:
    assert slug(title) == name


@given(st.text(max_size=80), st.integers(1, 40))
def test_a_slug_has_only_letters_digits_and_single_inner_hyphens(text: str, longest: int) -> None:
    name = slug(text, longest)
    assert len(name) <= longest
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", name)


def test_a_slug_that_is_cut_does_not_end_in_a_hyphen() -> None:
    assert slug("Efterår 2026", 10) == "efteraar-2"
    assert slug("Efterår 2026", 9) == "efteraar"


def test_wording_is_the_same_whatever_the_spacing() -> None:
    assert same_wording("Vi  spørger\nborgeren.", " Vi spørger borgeren. ")


@pytest.mark.parametrize("other", ["vi spørger.", "Vi spørger", "Vi spørger altid."])
def test_a_changed_letter_mark_or_word_is_another_wording(other: str) -> None:
    assert not same_wording("Vi spørger.", other)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")],
)
def test_words_are_joined_as_a_sentence_does(parts: list[str], sentence: str) -> None:
    assert listed(parts) == sentence


def test_the_last_joint_can_be_another_word() -> None:
    assert listed(["1", "2", "3"], "eller") == "1, 2 eller 3"


def test_a_typing_mistake_finds_the_word_that_was_meant() -> None:
    assert closest("pårørnde", ["medarbejder", "paaroerende", "leder"]) == "paaroerende"


def test_the_word_found_is_spelled_as_it_was_offered() -> None:
    assert closest("efteraar 2026", ["Forår 2025", "Efterår 2026"]) == "Efterår 2026"


def test_a_word_unlike_all_others_finds_nothing() -> None:
    assert closest("xyz", ["medarbejder", "leder"]) is None


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, ""), (1, "a0"), (3, "a0, a1 og a2"), (4, "a0, a1, a2 og 1 til")],
)
def test_of_many_only_some_are_named_and_the_rest_counted(count: int, said: str) -> None:
    assert some([f"a{n}" for n in range(count)], most=3) == said


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("2026-11-22-efteraar", "2026-11-22-efteraar"),
        ("runder/Efterår 2026/a.toml", '"runder/Efterår 2026/a.toml"'),
        (r"C:\\Users\\Åse", r'"C:\\Users\\Åse"'),
        ("x;touch y", "'x;touch y'"),
        ("$(touch y)", "'$(touch y)'"),
        ("a`b", "'a`b'"),
    ],
)
def test_a_name_in_a_command_to_be_copied_can_never_be_carried_out(text: str, word: str) -> None:
    assert as_word(text) == word
