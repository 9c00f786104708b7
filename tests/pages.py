"""Reading a web page as the tests need it: its elements in order, with what they say."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

VOID = {"meta", "link", "br", "wbr", "img", "input", "hr"}


class Element(NamedTuple):
    """An element: its attributes, the names of those around it, and its text."""

    name: str
    attributes: dict[str, str]
    around: tuple[str, ...]
    texts: list[str]

    @property
    def text(self) -> str:
        return "".join(self.texts)

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


class Page(HTMLParser):
    """A page's elements; fails where one is closed that is not open."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(source)
        self.close()
        assert self._open == [], "left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        around = tuple(element.name for element in self._open)
        element = Element(tag, {name: value or "" for name, value in attrs}, around, [])
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().name == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.texts.append(data)

    def all(self, name: str, **attributes: str) -> list[Element]:
        """The elements of that name with those attributes; ``class_`` names one of its classes."""
        wanted = attributes.pop("class_", None)
        return [
            element
            for element in self.elements
            if element.name == name
            and (wanted is None or wanted in element.attributes.get("class", "").split())
            and attributes.items() <= element.attributes.items()
        ]

    def one(self, name: str, **attributes: str) -> Element:
        """The only such element."""
        (found,) = self.all(name, **attributes)
        return found
