"""Reports of rounds whose catalogues differ: one base for each figure, each round's own words."""

from __future__ import annotations

import io

import docx
import pytest
from msgspec.structs import replace

from bostoette_cli.domain.catalogue import Scale, Step
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import Agreed
from bostoette_cli.reports.docx import document
from bostoette_cli.reports.html import html
from bostoette_cli.reports.markdown import markdown
from bostoette_cli.reports.model import Report, build
from test_markdown import agreed, small_round

from builders import response, round_, small_catalogue
from pages import Page


def in_words(report: Report) -> str:
    return "\n".join(p.text for p in docx.Document(io.BytesIO(document(report))).paragraphs)


def as_page(report: Report) -> str:
    return Page(html(report)).one("main").words


READ = {"markdown": markdown, "html": as_page, "docx": in_words}


def renamed() -> list[RoundData]:
    """Two rounds that agreed on the same step, which had another name the first time."""
    now = small_catalogue(edition="2")
    then = replace(now, edition="1", scale=Scale(tuple(Step(n, f"Grad {n}") for n in range(1, 6))))
    said = agreed(p1=Agreed(3, "Derfor."))
    return [
        small_round(response(s1a=3), held=held, agreement=said)._replace(catalogue=catalogue)
        for held, catalogue in ((round_("r1", "Før"), then), (round_("r2", "Nu"), now))
    ]


@pytest.mark.parametrize("format_", READ)
def test_a_step_agreed_on_last_time_has_the_name_it_had_then(format_: str) -> None:
    text = READ[format_](build(renamed()))
    assert text.index("Fælles: 3 Trin 3.") < text.index("Fælles: 3 Grad 3.")
