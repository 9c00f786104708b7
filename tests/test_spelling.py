"""The catalogues' Danish: spelled right, and one thing said at a time.

The spelling is judged by hunspell with Debian's Danish dictionary, and the few words of the field
that it does not know stand in ``fagord.txt``. What a machine cannot judge stands in lists kept by
hand below: reword the statement first, and add to a list only where the rule is kept in spirit.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bostoette_cli.terminal.story import story_page

from demonstration import drawn

DATA = Path(__file__).parents[1] / "data"
FILES = ("catalog.toml", "botilbud.toml")
OWN_WORDS = Path(__file__).with_name("fagord.txt")

# Fields that no one reads as Danish: ids, references, addresses, names from a fixed list.
NOT_PROSE = {
    "adresse", "format", "id", "kilde", "metoder", "nummer", "ophav", "roller", "udgave",
    "form", "katalog", "rolle", "runde", "status", "tilstand", "vaerdi",
}  # fmt: skip
# The commands the story names.
COMMANDS = {
    "bostoette", "demo", "eksporter", "evaluer", "handleplan", "moede", "resultat", "sammenlign",
}  # fmt: skip
# botilbud.toml says which spelling of the agency's page it mends, and must quote it to say so.
QUOTED = {"botilbud.toml": {"fælleskaber"}}

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
ADDRESS = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.(?:dk|org|com)\b")

NEGATIONS = {"ikke", "aldrig", "ingen", "uden"}
FREQUENCIES = {"altid"}
# Statements where one of those words is right; none so far.
NEGATED_ON_PURPOSE: dict[tuple[str, str], str] = {}
# Statements where »og« joins two words in one practice, and the words it joins.
OG_WITHIN_ONE_PRACTICE: dict[tuple[str, str], tuple[str, ...]] = {
    ("catalog.toml", "1a"): ("håber på og drømmer om",),
    ("catalog.toml", "3e"): ("borgere og medarbejdere", "om natten og i weekenden"),
    ("catalog.toml", "6d"): ("om aftenen og i weekenden",),
    ("catalog.toml", "7d"): ("mellem bostøtte og jobcenter",),
    ("catalog.toml", "8d"): ("med borgeren og begge bostøtter",),
    ("catalog.toml", "9a"): ("tid, sted og omfang",),
    ("catalog.toml", "9c"): ("besøg, gruppe og samtaler",),
    ("catalog.toml", "9d"): ("borger og medarbejder",),
    ("botilbud.toml", "7d"): ("indlæggelse og udskrivning",),
}


class Statement(NamedTuple):
    """A statement as the team reads it, and where it stands."""

    file: str
    id: str
    text: str

    @property
    def place(self) -> tuple[str, str]:
        return self.file, self.id

    def words(self) -> set[str]:
        return set(self.text.lower().rstrip(".").replace(",", " ").split())


def texts(value: object, key: str = "") -> Iterator[str]:
    """Every text a person reads, wherever it stands in the catalogue."""
    if isinstance(value, dict):
        for name, entry in value.items():
            if name not in NOT_PROSE:
                yield from texts(entry, name)
    elif isinstance(value, list):
        for entry in value:
            yield from texts(entry, key)
    elif isinstance(value, str) and key != "anbefaling":  # a statement's reference: "5.1"
        yield value


def told() -> str:
    """Every text in the fictitious team's files, and the story that presents them."""
    files = [tomllib.loads(p.read_text(encoding="utf-8")) for p in (DATA / "demo").rglob("*.toml")]
    return "\n".join([*(text for file in files for text in texts(file)), drawn(story_page())])


def words_of(file: str) -> set[str]:
    """The words of a catalogue; addresses in the running text are none."""
    return {word for text in texts(read(file)) for word in WORD.findall(ADDRESS.sub(" ", text))}


@cache
def read(file: str) -> dict[str, Any]:
    return tomllib.loads((DATA / file).read_text(encoding="utf-8"))


def own_words() -> list[str]:
    """The words in ``fagord.txt``, without its comment."""
    lines = OWN_WORDS.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def unknown(words: set[str]) -> set[str]:
    """The words that the Danish dictionary does not know."""
    run = subprocess.run(
        ["hunspell", "-d", "da_DK", "-i", "UTF-8", "-l"],
        input="\n".join(sorted(words)),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    # It breaks words at hyphens its own way: what it reports is looked up among what was asked.
    reported = set(run.stdout.split())
    return {word for word in words if word in reported or set(word.split("-")) & reported}


@cache
def missing() -> str:
    """Why spelling cannot be checked on this machine; empty where it can."""
    remedy = "apt-get install hunspell hunspell-da"
    if shutil.which("hunspell") is None:
        return f"spelling not checked: no hunspell here ({remedy})"
    run = subprocess.run(
        ["hunspell", "-d", "da_DK", "-l"], input=b"", capture_output=True, check=False
    )
    return f"spelling not checked: hunspell has no Danish ({remedy})" if run.returncode else ""


def allowed(word: str) -> bool:
    """Whether a word stands in ``fagord.txt``; a sentence may begin with it."""
    return word in own_words() or word[:1].lower() + word[1:] in own_words()


def lines_with(word: str, file: str) -> str:
    """Where a word stands, as ``data/catalog.toml:12``."""
    found = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    return ", ".join(f"data/{file}:{n}" for n, line in enumerate(lines, 1) if found.search(line))


def statements() -> list[Statement]:
    return [
        Statement(file, one["id"], one["tekst"])
        for file in FILES
        for pejlemaerke in read(file)["pejlemaerke"]
        for one in pejlemaerke["udsagn"]
    ]


needs_dictionary = pytest.mark.skipif(bool(missing()), reason=missing())


# --- Spelling -----------------------------------------------------------------------------------


@needs_dictionary
@pytest.mark.parametrize("file", FILES)
def test_every_word_is_in_the_danish_dictionary_or_among_the_words_of_the_field(file: str) -> None:
    quoted = QUOTED.get(file, set())
    wrong = {word for word in unknown(words_of(file)) if not allowed(word) and word not in quoted}
    assert [f"{word}: {lines_with(word, file)}" for word in sorted(wrong)] == []


@needs_dictionary
def test_every_word_of_the_fictitious_team_is_in_the_danish_dictionary() -> None:
    wrong = {word for word in unknown(set(WORD.findall(told()))) if not allowed(word)}
    assert wrong - COMMANDS == set()


@needs_dictionary
def test_the_dictionary_finds_a_misspelling_when_there_is_one() -> None:
    assert unknown({"bostøtte", "bostøtet", "recovery-orientret", "borgeren"}) == {
        "bostøtet",
        "recovery-orientret",
    }


@needs_dictionary
def test_every_allowed_word_is_one_the_dictionary_does_not_know() -> None:
    assert unknown(set(own_words())) == set(own_words())


def test_every_allowed_word_is_used_in_a_catalogue() -> None:
    used = {word.lower() for file in FILES for word in words_of(file)}
    assert [word for word in own_words() if word.lower() not in used] == []


def test_the_allowed_words_stand_once_each_in_order_under_a_line_that_says_what_they_are() -> None:
    lines = OWN_WORDS.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    words = lines[1:]
    assert words == own_words()
    assert words == sorted(set(words), key=str.lower)
    assert [word for word in words if not WORD.fullmatch(word)] == []


def test_a_quoted_misspelling_is_quoted_and_nothing_else() -> None:
    for file, quoted in QUOTED.items():
        text = "\n".join(texts(read(file)))
        for word in quoted:
            assert text.count(word) == text.count(f"»{word}«") > 0, word


def test_ids_and_addresses_are_not_read_as_danish() -> None:
    for file in FILES:
        assert [text for text in texts(read(file)) if "://" in text] == []
        assert {"paaroerende", "vaerktoejet", "dk"}.isdisjoint(words_of(file))


# --- One thing at a time ------------------------------------------------------------------------


def test_no_statement_has_a_negation_or_says_how_often() -> None:
    barred = NEGATIONS | FREQUENCIES
    found = [s for s in statements() if s.words() & barred and s.place not in NEGATED_ON_PURPOSE]
    assert found == []


def test_og_in_a_statement_joins_words_and_not_two_practices() -> None:
    joining = []
    for statement in statements():
        rest = statement.text
        for phrase in OG_WITHIN_ONE_PRACTICE.get(statement.place, ()):
            rest = rest.replace(phrase, "")
        if re.search(r"\bog\b", rest):
            joining.append(statement)
    assert joining == []


def test_the_lists_kept_by_hand_name_only_what_the_statements_still_say() -> None:
    said = {statement.place: statement.text for statement in statements()}
    lists = [
        *((place, (word,)) for place, word in NEGATED_ON_PURPOSE.items()),
        *OG_WITHIN_ONE_PRACTICE.items(),
    ]
    stale = [
        (place, phrase)
        for place, phrases in lists
        for phrase in phrases
        if phrase not in said.get(place, "")
    ]
    assert stale == []
