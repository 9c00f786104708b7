"""CPR numbers and e-mail addresses in free text: what is found, and what is left alone."""

from __future__ import annotations

import pytest

from bostoette_cli.domain.privacy import contains_address, contains_cpr

import prose


def test_fewer_than_one_in_a_thousand_ordinary_sentences_is_taken_for_a_cpr_number() -> None:
    sentences = prose.ordinary()
    wrong = [sentence for sentence in sentences if contains_cpr(sentence)]
    assert len(sentences) > 6_000
    assert len(wrong) / len(sentences) < 1 / 1_000, wrong


def test_no_sentence_written_by_hand_is_taken_for_a_cpr_number() -> None:
    assert [sentence for sentence in prose.ordinary(0) if contains_cpr(sentence)] == []


def test_a_cpr_number_is_found_in_every_notation_and_surrounding() -> None:
    assert [sentence for sentence in prose.with_cpr() if not contains_cpr(sentence)] == []


@pytest.mark.parametrize(
    "text",
    [
        "61 01 90-1234",
        "010190-1234,020290-1234",
        "NemKonto 0101901234",
        "konto 010190-1234",
        "Sag 010190-1234",
        "010190-2024",
        "010190-1234/Hansen",
    ],
)
def test_what_might_be_another_number_but_is_written_as_a_cpr_number_is_found(text: str) -> None:
    assert contains_cpr(text)


@pytest.mark.parametrize(
    "text",
    [
        "4512345678",
        "004512345678",
        "sag 120456-2024",
        "Sagsnr.: 120456-2024",
        "konto 0101901234",
        "Kontonr. 1234 0101901234",
        "P-nummer 1012345678",
        "ISBN 8712345678",
        "01.02.2024-2025",
        "01.02.24 - 2025",
        "22112026 1200",
        "01 02 03 04 05 06 07",
        "12 10 80 1234",
    ],
)
def test_ten_digits_that_say_what_they_are_are_left_alone(text: str) -> None:
    assert not contains_cpr(text)


@pytest.mark.parametrize("text", ["mette@eksempel.dk", "Skriv til m.j-k@a.kommune.dk.", "<x@y.dk>"])
def test_an_address_is_found(text: str) -> None:
    assert contains_address(text)


@pytest.mark.parametrize(
    "text", ["", "@mette", "a@b", "5 @ 10 kr.", "@SUM(A1)", "a @ b.dk", "a@.dk"]
)
def test_what_only_has_the_sign_is_no_address(text: str) -> None:
    assert not contains_address(text)


@pytest.mark.parametrize(
    "text",
    ["01019-" * 100_000, "1" * 600_000, "01 01 90   " * 50_000, "010190 " * 80_000, "a.-" * 200_000,
     " " * 600_000, "konto " * 100_000 + "0101901234", "a@" * 300_000, "a@" + "a." * 300_000],
)  # fmt: skip
def test_a_long_text_is_looked_through_to_its_end(text: str) -> None:
    """Were the time the square of the length, this would take minutes; ``tools/proof`` measures."""
    found = contains_cpr(f"{text} . 010190-1234"), contains_address(f"{text} a@b.dk")
    assert found == (True, True)
