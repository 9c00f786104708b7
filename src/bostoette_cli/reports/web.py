"""What every page we write has in common: text is data, and nothing is fetched.

A page is one file: its style and its script stand inside it, named in a Content-Security-Policy by
their hash, and the policy forbids all else. Text reaches the page through jinja2's autoescape, and
characters that would steer the reader's screen are made visible on the way.
"""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bostoette_cli.language.text import visible

_PACKAGE = "bostoette_cli.reports"


def environment() -> Environment:
    """Templates in which text is data and a name that is missing is an error."""
    return Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )


def _shown(value: object) -> object:
    """Make visible what a text would steer with; markup comes from our own macros alone."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def inside(name: str) -> str:
    """A style or a script with the line ends a browser counts, however it was checked out."""
    return (files(_PACKAGE) / "templates" / name).read_text("utf-8")


def policy(style: str, script: str = "") -> str:
    """The Content-Security-Policy of a page: this style, this script if there is one, no more."""
    parts = ["default-src 'none'", f"style-src '{_hash(style)}'"]
    if script:
        parts.append(f"script-src '{_hash(script)}'")
    return "; ".join([*parts, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
