"""What every page shares: templates where text is data, one style, a policy against all else.

A page is one file that fetches nothing and runs nothing: its style stands inside it, named in the
Content-Security-Policy by its hash, and there is no script. Text reaches it through jinja2's
autoescape, and characters that would steer the reader's screen are made visible on the way.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bostoette_cli.analysis import phrases, plan_phrases
from bostoette_cli.language import dates, numbers
from bostoette_cli.language.text import listed, one_line, visible
from bostoette_cli.reports import charts


def render(template: str, title: str, **values: Any) -> str:
    """Write one page.

    Args:
        template: the file under ``templates``.
        title: the window's title, and the head of every printed page.
        values: what the template shows.

    Returns:
        The page as one self-contained HTML document.
    """
    style = f"{_style()}{_page_head(one_line(title))}"
    return (
        _environment()
        .get_template(template)
        .render(
            policy=_policy(style),
            style=Markup(style),  # noqa: S704 - our own file, and a title that cannot end it
            title=one_line(title),
            **values,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bostoette_cli.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters |= {
        "decimal": numbers.decimal,
        "signed": numbers.signed,
        "plain": numbers.plain,
        "listed": listed,
        "long_date": dates.long_date,
        "short_date": dates.short_date,
    }
    environment.globals |= {"charts": charts, "phrases": phrases, "plan_phrases": plan_phrases}
    return environment


def _shown(value: object) -> object:
    """Make visible what a text would steer with; markup comes from our own macros alone."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _style() -> str:
    """The style sheet with the line ends a browser counts, however it was checked out."""
    return (files("bostoette_cli.reports") / "templates" / "side.css").read_text("utf-8")


def _page_head(title: str) -> str:
    """The title above every printed page; each character by number, so none can be obeyed."""
    letters = "".join(f"\\{ord(letter):x} " for letter in title)
    return f'@page {{ @top-left {{ content: "{letters}" }} }}\n'


def _policy(style: str) -> str:
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
