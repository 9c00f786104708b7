"""The README's pictures: there, described in words, small, and showing what the tool shows."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from bostoette_cli.cli.main import run

ROOT = Path(__file__).parents[1]
PICTURES = sorted((ROOT / "docs" / "billeder").iterdir())


def shown_in_the_readme() -> dict[Path, str]:
    """The pictures the README shows, with what it says they show."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return {ROOT / path: said for said, path in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text)}


def test_the_readme_shows_every_picture_and_says_what_is_on_it() -> None:
    shown = shown_in_the_readme()
    assert sorted(shown) == PICTURES
    assert all(len(said) > 80 for said in shown.values())


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.name)
def test_a_picture_is_small_and_fetches_nothing(picture: Path) -> None:
    data = picture.read_bytes()
    assert len(data) <= 150_000
    assert re.findall(rb"https?://(?!www\.w3\.org/2000/svg)|@import|<script|<image", data) == []


def test_the_picture_of_a_comparison_says_what_the_command_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["demo", "sammenlign"]) == 0
    captured = capsys.readouterr()
    said = captured.out + captured.err + "bostoette demo sammenlign"
    drawing = (ROOT / "docs" / "billeder" / "sammenlign.svg").read_text(encoding="utf-8")
    texts = [html.unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", drawing)]
    assert len(texts) > 80
    assert [text for text in texts if text not in said] == []
