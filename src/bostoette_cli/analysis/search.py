"""Searching a catalogue's texts: forgiving of case, of æ/ae, ø/oe, å/aa, and of word endings.

Words are compared by their Danish stem (Snowball). A word of the text also fits when it holds the
stem, so that *kort* finds *netværkskort*, as a Danish reader expects of compounds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bostoette_cli.domain.catalogue import Catalogue, Pejlemaerke
from bostoette_cli.language.text import fold

# A shorter word is a part of too many others to say anything.
_SHORTEST_PART = 4
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-ZÆØÅ»])")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that holds every word sought.

    Attributes:
        place: where it stands, as one would look it up: ``5``, ``5.1``, ``5a``, a method's name.
        kind: what it is: ``formål``, ``udsagn``, ``metode`` …
        sentence: the whole sentence.
        spans: where in the sentence the words were found.
    """

    place: str
    kind: str
    sentence: str
    spans: tuple[tuple[int, int], ...]


def search(catalogue: Catalogue, words: str) -> Iterator[Hit]:
    """Find the sentences of a catalogue that hold every word sought, in the catalogue's order."""
    sought = dict.fromkeys(_WORD.findall(words))  # a word that is repeated is sought once
    stems = [(_stem(fold(word)), len(word)) for word in sought]
    if not stems:
        return
    for place, kind, text in _texts(catalogue):
        for sentence in _SENTENCE.split(text):
            if spans := _found(sentence, stems):
                yield Hit(place, kind, sentence, spans)


def _found(sentence: str, stems: list[tuple[str, int]]) -> tuple[tuple[int, int], ...]:
    """Where the words were found; nothing unless all of them were."""
    words = [(match.span(), fold(match.group())) for match in _WORD.finditer(sentence)]
    spans: list[tuple[int, int]] = []
    for stem, length in stems:
        matches = [span for span, word in words if _fits(word, stem, length)]
        if not matches:
            return ()
        spans += matches
    return tuple(sorted(set(spans)))


def _fits(word: str, stem: str, length: int) -> bool:
    return _stem(word) == stem or (length >= _SHORTEST_PART and stem in word)


@cache
def _stem(word: str) -> str:
    return _stemmer().stemWord(word)  # type: ignore[no-any-return]


@cache
def _stemmer():  # type: ignore[no-untyped-def]
    from snowballstemmer.danish_stemmer import DanishStemmer

    return DanishStemmer()


def _texts(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    yield "om", "titel", catalogue.title
    for passage in catalogue.about:
        yield "om", passage.heading, passage.text
    for step in catalogue.scale.steps:
        for text in (step.name, step.meaning, *step.wording.values()):
            yield "skala", step.name, text
    for source in catalogue.links:
        yield "læs mere", "kilde", source.name
    for pejlemaerke in catalogue.pejlemaerker:
        yield from _pejlemaerke_texts(pejlemaerke)
    for method in catalogue.methods:
        yield method.name, "metode", method.name
        yield method.name, "metode", method.description


def _pejlemaerke_texts(pejlemaerke: Pejlemaerke) -> Iterator[tuple[str, str, str]]:
    number = str(pejlemaerke.number)
    yield number, "titel", pejlemaerke.title
    yield number, "formål", pejlemaerke.purpose
    yield number, "vidensgrundlag", pejlemaerke.knowledge
    for source in pejlemaerke.sources:
        yield number, "kilde", source.name
    for part in pejlemaerke.anbefalinger:
        yield part.number, "titel", part.title
        yield part.number, "forbehold", part.reservation
        for text in (*part.citizen, *part.worker, *part.management):
            yield part.number, "forslag", text
    for statement in pejlemaerke.statements:
        yield statement.id, "udsagn", statement.text
        for text in statement.wording.values():
            yield statement.id, "udsagn", text
        yield statement.id, "svagt", statement.low
        yield statement.id, "stærkt", statement.high
    for question in pejlemaerke.reflections:
        yield question.id, "til eftertanke", question.text
