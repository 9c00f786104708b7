"""Figures for other programs: the shape in ``docs/filformater.md``, at full precision.

An absent figure is null, never 0.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from bostoette_cli.analysis.comparison import Comparison, Row
from bostoette_cli.analysis.quotes import Quote, Voices
from bostoette_cli.analysis.scoring import (
    Figure,
    PejlemaerkeResult,
    RoundResult,
    Sides,
    StatementResult,
    Tally,
)
from bostoette_cli.domain.catalogue import Statement
from bostoette_cli.domain.plan import Action
from bostoette_cli.language.numbers import in_full
from bostoette_cli.reports.model import Report

FORMAT = 1
# A terminal obeys these raw; JSON may write any character by its number.
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def document(report: Report) -> str:
    """Write the whole report as JSON text."""
    return dumps(report_values(report))


def dumps(values: Mapping[str, Any]) -> str:
    """Write values as JSON text with Danish letters as they are."""
    text = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
    return _STEERING.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def result_values(result: RoundResult) -> dict[str, Any]:
    """One round's figures."""
    return {
        "format": FORMAT,
        "runde": round_values(result),
        "pejlemaerker": [_pejlemaerke_values(p) for p in result.pejlemaerker],
    }


def report_values(report: Report) -> dict[str, Any]:
    """One round's figures with the words people wrote, and the comparison where there is one."""
    values = result_values(report.result)
    for entry, section in zip(values["pejlemaerker"], report.sections, strict=True):
        entry["ord"] = _voices_values(section.voices)
    values["handlinger"] = [action_values(action) for action in report.actions]
    values["sammenligning"] = (
        comparison_values(report.comparison) if report.comparison is not None else None
    )
    return values


def comparison_values(comparison: Comparison) -> dict[str, Any]:
    """Rounds side by side, on their common statements."""
    return {
        "format": FORMAT,
        "runder": [round_values(result) for result in comparison.rounds],
        "personer_i_begge": comparison.both,
        "pejlemaerker": [_row_values(row) for row in comparison.rows],
        "udsagn_for_faa_svar": _ids(comparison.withheld),
        "udsagn_ny_ordlyd": _ids(comparison.reworded),
        "udsagn_nye": _ids(comparison.added),
        "udsagn_udgaaet": _ids(comparison.gone),
        "kan_roebe_enkelte": comparison.telling,
    }


def round_values(result: RoundResult) -> dict[str, Any]:
    """What identifies a round."""
    round_ = result.round
    return {
        "id": round_.id,
        "titel": round_.title,
        "dato": round_.day.isoformat(),
        "katalog": round_.catalogue,
        "udgave": round_.edition,
        "status": round_.status,
        "form": round_.mode,
        "antal": result.count,
        "kladder": result.drafts,
    }


def _pejlemaerke_values(result: PejlemaerkeResult) -> dict[str, Any]:
    agreed = result.agreed
    return {
        "nummer": result.pejlemaerke.number,
        "titel": result.pejlemaerke.title,
        **_figure_values(result.figure),
        **_tally_values(result.tally, hidden=bool(result.figure.hidden)),
        "faelles": (
            {"vaerdi": agreed.value, "begrundelse": agreed.reason} if agreed is not None else None
        ),
        "roller": {role.value: _figure_values(f) for role, f in result.roles.items()},
        "leder_og_medarbejdere": _sides_values(result.sides),
        "udsagn": [_statement_values(s) for s in result.statements],
    }


def _sides_values(sides: Sides | None) -> dict[str, Any] | None:
    """Leaders and staff on the statements both are asked; null where there is no such pair."""
    if sides is None:
        return None
    return {
        "medarbejder": _figure_values(sides.staff),
        "leder": _figure_values(sides.leaders),
        "forskel": in_full(sides.gap),
    }


def _statement_values(result: StatementResult) -> dict[str, Any]:
    hidden = bool(result.figure.hidden)
    return {
        "id": result.statement.id,
        "tekst": result.statement.text,
        **_figure_values(result.figure),
        "fordeling": (
            None if hidden else {f"{step:.15g}": n for step, n in result.tally.steps.items()}
        ),
        **_tally_values(result.tally, hidden=hidden),
    }


def _figure_values(figure: Figure) -> dict[str, Any]:
    return {
        "n": None if figure.hidden else figure.n,
        "gennemsnit": in_full(figure.mean),
        "median": in_full(figure.median),
        "mindste": in_full(figure.lowest),
        "stoerste": in_full(figure.highest),
        "spredning": figure.spread,
        "skjult": figure.hidden or None,
    }


def _tally_values(tally: Tally, *, hidden: bool) -> dict[str, Any]:
    counts = {
        "ved_ikke": tally.unknown,
        "ikke_relevant": tally.irrelevant,
        "vil_ikke_svare": tally.declined,
        "ikke_besvaret": tally.unanswered,
    }
    return dict.fromkeys(counts) if hidden else dict(counts)


def _row_values(row: Row) -> dict[str, Any]:
    moved = row.movement
    return {
        "nummer": row.pejlemaerke.number,
        "titel": row.pejlemaerke.title,
        "runder": [
            {
                **_pejlemaerke_values(result),
                "udsagn_regnet_med": share.counted,
                "udsagn_i_alt": share.every,
            }
            for result, share in zip(row.results, row.shares, strict=True)
        ],
        "aendring": in_full(row.change),
        "under_et_trin_for_en_person": row.small,
        "op": moved.up if moved else None,
        "ned": moved.down if moved else None,
        "samme": moved.same if moved else None,
        "handlinger": [
            [_action_values(action, row) for action in in_round] for in_round in row.actions
        ],
    }


def _action_values(action: Action, row: Row) -> dict[str, Any]:
    return {
        "id": action.id,
        "tekst": action.text,
        "status": action.status.value,
        "gjort_undervejs": action in row.done,
    }


def action_values(action: Action) -> dict[str, Any]:
    """An action with everything that became of it."""
    return {
        "id": action.id,
        "tekst": action.text,
        "ansvarlig": action.responsible,
        "frist": action.deadline.isoformat() if action.deadline else None,
        "tegn": action.sign,
        "pejlemaerke": action.pejlemaerke,
        "status": action.status.value,
        "forloeb": [
            {"dato": event.day.isoformat(), "status": event.status.value, "tekst": event.text}
            for event in action.events
        ],
    }


def _voices_values(voices: Voices) -> list[dict[str, str]]:
    return [
        *(_quote_values("note", q) for q in voices.notes),
        *(_quote_values("begrundelse", q) for q in voices.reasons),
        *(_quote_values("refleksion", q) for q in voices.reflections),
    ]


def _quote_values(kind: str, quote: Quote) -> dict[str, str]:
    return {"type": kind, "om": quote.about, "af": quote.by, "tekst": quote.text}


def _ids(statements: tuple[Statement, ...]) -> list[str]:
    return [statement.id for statement in statements]
