"""Figures at the edge: what partial answers, other wordings and odd characters must not upset."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

import pytest

from bostoette_cli.analysis.anonymity import published
from bostoette_cli.analysis.comparison import compare
from bostoette_cli.analysis.findings import in_meeting_order, what_moved
from bostoette_cli.analysis.quotes import voices
from bostoette_cli.analysis.scoring import figure, score_round
from bostoette_cli.domain.answers import NoNumber
from bostoette_cli.domain.catalogue import Catalogue, Pejlemaerke
from bostoette_cli.domain.privacy import contains_cpr
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import NOTHING_AGREED
from bostoette_cli.language.numbers import decimal
from bostoette_cli.language.text import same_wording, shorten

from builders import SCALE, response, round_, small_catalogue, statement

CAT = small_catalogue()
UNKNOWN = NoNumber.UNKNOWN


def one(statements):
    only = Pejlemaerke(1, "Et", "Et formål.", statements=tuple(statements))
    return Catalogue(1, "lille", "1", "Lille", SCALE, (only,))


def moved(before, after):
    return what_moved(
        compare(
            [
                RoundData(round_(), CAT, [response(i, s1a=v) for i, v in p.items()], NOTHING_AGREED)
                for p in (before, after)
            ]
        )
    )


def test_a_note_on_a_pejlemaerke_nobody_answered_is_hidden_in_an_anonymous_round() -> None:
    people = [response(f"p{n}") for n in range(6)]
    people += [response("l", Role.LEADER, notes={"1c": "Jeg har ikke tid til ledelse."})]
    asked = round_(anonymous=True)
    assert not voices(published(RoundData(asked, CAT, people)).on(1), people, asked)


def test_few_hidden_answers_to_a_statement_cannot_be_computed() -> None:
    team = (Role.STAFF, Role.LEADER)
    cat = one([statement("a", (*team, Role.PARTNER)), statement("b", team)])
    people = [response(f"p{n}", Role.PARTNER, sa=2) for n in range(6)]
    people += [response(f"s{n}", sa=UNKNOWN, sb=3) for n in range(4)]
    people += [response("l", Role.LEADER, sa=5, sb=3)]
    seen = published(RoundData(round_(anonymous=True), cat, people)).on(1)
    partners, a = seen.roles[Role.PARTNER], seen.statements[0].figure
    assert seen.roles[Role.STAFF].hidden
    assert seen.roles[Role.LEADER].hidden
    left = a.n - partners.n if a.mean is not None else 0
    assert left == 0 or left >= 5, (
        f"{left} hidden person answered {a.n * a.mean - partners.n * partners.mean} to a"
    )


def test_a_comparison_does_not_tell_what_the_round_itself_hides() -> None:
    others = (Role.CITIZEN, Role.PARTNER)
    own = [statement("a"), statement("b"), statement("c", others, "Bostøtten lytter.")]
    new = [*own[:2], statement("c", others, "Bostøtten spørger.")]
    people = [response(f"s{n}", sa=3, sb=3) for n in range(6)]
    people += [response("l", Role.LEADER, sa=5, sb=5)]
    people += [response(f"c{n}", Role.CITIZEN, sc=1) for n in range(4)]
    people += [response(f"x{n}", Role.PARTNER, sc=4) for n in range(6)]
    data = RoundData(round_(anonymous=True), one(own), people, NOTHING_AGREED)
    staff = published(data).on(1).roles[Role.STAFF]
    part = compare([data, data._replace(catalogue=one(new))]).rows[0].first
    assert staff.mean is None or part.mean is None, (
        f"the one leader scored {part.n * part.mean - staff.n * staff.mean}"
    )


def test_the_gap_between_any_two_roles_orders_the_meeting() -> None:
    people = [
        response("a", s1a=2, s2a=2),
        response("b", s1a=4, s2a=2),
        response("c", Role.CITIZEN, s1a=2, s2a=4),
        response("d", Role.CITIZEN, s1a=4, s2a=4),
    ]
    order = in_meeting_order(score_round(round_(), CAT, people))
    assert [p.pejlemaerke.number for p, _ in order] == [2, 1]


def test_a_spread_is_rounded_half_up_as_well() -> None:
    assert decimal(figure([Fraction(7, 2), Fraction(16, 5)]).spread) == "0,2"  # exactly 0.15


@pytest.mark.parametrize(
    "text", ["cpr.nr.010190-1234", "CPR-010190-1234", "-010190-1234", "010190\u20111234"]
)
def test_a_cpr_number_is_found_after_a_mark_and_with_words_own_hyphen(text: str) -> None:
    assert contains_cpr(text)


def test_where_nothing_could_be_compared_it_is_not_said_that_nothing_moved() -> None:
    rounds = [
        RoundData(
            round_(anonymous=True),
            CAT,
            [response(f"p{n}", s1a=value) for n in range(3)],
            NOTHING_AGREED,
        )
        for value in (1, 5)
    ]
    assert what_moved(compare(rounds)) != ["Ingen af tallene har flyttet sig."]


def test_a_statement_missing_in_a_round_between_is_listed() -> None:
    between = CAT.restricted_to({"1a", "1c", "2a"})
    c = compare(
        [RoundData(round_(), k, [response(s1b=4)], NOTHING_AGREED) for k in (CAT, between, CAT)]
    )
    assert "1b" in [s.id for s in (*c.added, *c.gone, *c.reworded)]


def test_rounds_whose_n_on_a_pejlemaerke_are_close_warn() -> None:
    before = [response(f"p{n}", s1a=3) for n in range(7)]
    after = [*before[:6], response("p6")]
    rounds = [RoundData(round_(anonymous=True), CAT, p, NOTHING_AGREED) for p in (before, after)]
    assert compare(rounds).telling


def test_a_text_is_shortened_to_the_width_even_of_one() -> None:
    assert len(shorten("abc", 1)) <= 1


def test_a_wording_is_the_same_composed_or_decomposed() -> None:
    text = "Vi spørger på et møde."
    assert same_wording(unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text))


def test_an_unchanged_mean_is_never_told_as_a_fall() -> None:
    before = {"a": 2, "b": 4, "c": 3, "d": 3, "e": 3}
    after = {"a": 3, "b": 3, "f": 3, "g": 3, "h": 3}
    assert "faldet" not in moved(before, after)[0]


def test_the_same_persons_are_never_said_to_be_others() -> None:
    before = {"a": 3, "b": 3, "c": 3, "d": 5}  # 3.5
    after = {"a": 4, "b": 4, "c": 4, "d": 1}  # 3.25
    assert "ikke de samme" not in moved(before, after)[0]


def test_a_large_rounds_unchanged_mean_is_not_told_as_a_movement_of_nothing() -> None:
    before = {f"p{n}": 3 for n in range(10)} | {"p0": 2, "p1": 4}
    after = before | {"p0": 4, "p1": 2}
    assert not [said for said in moved(before, after) if ": 0,0, fra" in said]
