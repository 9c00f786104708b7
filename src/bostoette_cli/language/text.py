"""Text a person wrote, made safe to show, to compare and to name a folder by."""

import re
from collections.abc import Iterable, Sequence

# A line of prose longer than this is hard to follow with the eye.
WIDEST_PROSE = 88
_MOST_COMPARED = 200

_SPELLED_OUT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
# Characters that steer a terminal or turn the reading direction. Line breaks and tabs are text.
# The last two are no characters at all, and no XML may hold them.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]"
)


def visible(text: str) -> str:
    r"""Show what would otherwise be obeyed: ``\x1b`` becomes ``␛``, a direction mark its number."""

    def picture(match: re.Match[str]) -> str:
        code = ord(match.group())
        if code < 0x20:
            return chr(0x2400 + code)
        return "␡" if code == 0x7F else f"<U+{code:04X}>"

    return _STEERING.sub(picture, text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Show a text on one line: breaks and runs of spaces become a single space."""
    return " ".join(visible(text).split())


def shorten(text: str, width: int) -> str:
    """Cut a text at a word and mark the cut, so that it fits ``width`` characters."""
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > width // 2 else cut).rstrip(" ,;:.") + "…"


def spelled_out(text: str) -> str:
    """Replace the three Danish letters by their two-letter spellings, nothing else."""
    return text.translate(_SPELLED_OUT)


def fold(text: str) -> str:
    """Make a text comparable: lower case, Danish letters spelled out, other accents dropped."""
    import unicodedata  # a library of its own, which most commands do without

    composed = unicodedata.normalize("NFC", text)
    spread = unicodedata.normalize("NFKD", spelled_out(composed))
    return "".join(c for c in spread if not unicodedata.combining(c)).casefold()


def slug(text: str, longest: int = 40) -> str:
    """Make a name that is safe in every file system: ``Efterår 2026`` becomes ``efteraar-2026``."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:longest].rstrip("-")


def _words(text: str) -> list[str]:
    from unicodedata import normalize

    return normalize("NFC", text).split()


def same_wording(one: str, other: str) -> bool:
    """Whether two texts say the same in the same words; spacing does not count."""
    return _words(one) == _words(other)


def listed(parts: Sequence[str], joint: str = "og") -> str:
    """Join words as a sentence does: ``a, b og c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {joint} {parts[-1]}"


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Find the candidate a typing mistake most likely meant, if any is near."""
    from difflib import get_close_matches

    # The comparison takes the square of the length, and nobody mistypes the end of a long text.
    by_fold = {fold(candidate[:_MOST_COMPARED]): candidate for candidate in candidates}
    found = get_close_matches(fold(word[:_MOST_COMPARED]), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


def as_word(text: str) -> str:
    """Quote a text as one word of a command line that is shown to be copied.

    A file's name may come from somebody else; nothing in it may be carried out.
    """
    if re.fullmatch(r"[\w.-]+", text):
        return text
    if re.fullmatch(r"[\w./\\: ()+,=~-]*", text):
        return f'"{text}"'
    from shlex import quote

    return quote(one_line(text))


def some(parts: Sequence[str], most: int = 5) -> str:
    """Join the first of many words, and say how many there are besides: ``a, b og 7 til``."""
    rest = len(parts) - most
    return listed([*parts[:most], f"{rest} til"] if rest > 0 else parts)
