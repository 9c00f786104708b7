"""The report and the meeting paper as pages: one look, one head for print, the same small words."""

from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from bostoette_cli.analysis import phrases, plan_phrases
from bostoette_cli.language import dates, numbers
from bostoette_cli.language.text import listed, one_line
from bostoette_cli.reports import charts, figures, web


def render(template: str, title: str, **values: Any) -> str:
    """Write one page.

    Args:
        template: the file under ``templates``.
        title: the window's title, and the head of every printed page.
        values: what the template shows.

    Returns:
        The page as one self-contained HTML document.
    """
    style = f"{web.inside('side.css')}{_page_head(one_line(title))}"
    return (
        _environment()
        .get_template(template)
        .render(
            policy=web.policy(style),
            style=Markup(style),  # noqa: S704 - our own file, and a title that cannot end it
            title=one_line(title),
            **values,
        )
    )


@cache
def _environment() -> Environment:
    environment = web.environment()
    environment.filters |= {
        "decimal": numbers.decimal,
        "signed": numbers.signed,
        "plain": numbers.plain,
        "listed": listed,
        "long_date": dates.long_date,
        "short_date": dates.short_date,
    }
    environment.globals |= {
        "charts": charts,
        "figures": figures,
        "phrases": phrases,
        "plan_phrases": plan_phrases,
    }
    return environment


def _page_head(title: str) -> str:
    """The title above every printed page; each character by number, so none can be obeyed."""
    letters = "".join(f"\\{ord(letter):x} " for letter in title)
    return f'@page {{ @top-left {{ content: "{letters}" }} }}\n'
