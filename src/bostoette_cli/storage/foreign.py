"""Telling what a file is instead of TOML, so that the sentence about it can be of use."""

from typing import NamedTuple


class Foreign(NamedTuple):
    """What a file is, as a problem with it, and what to do about it."""

    problem: str
    remedy: str


_UTF_16 = Foreign(
    "filen er ikke gemt som UTF-8, men som UTF-16",
    "Åbn den i Notesblok, vælg Gem som, og vælg UTF-8 under Kodning.",
)
_PERHAPS_PAPER = (
    'Er det papirskemaet, så skriv svarene ind med bostoette evaluer --navn "Papir 1"; '
    "ellers brug den fil, som skemaet eller bostoette har skrevet."
)
_PAPER = Foreign(
    "filen er papirskemaet, som ikke kan læses ind",
    'Skriv svarene ind med bostoette evaluer --navn "Papir 1".',
)
_DOCUMENT = Foreign(
    "filen er et dokument fra Word, Excel eller lignende, uanset hvad den hedder", _PERHAPS_PAPER
)
_ZIP = Foreign("filen er en zip-fil med andre filer i", "Pak den ud, og brug filerne eller mappen.")
_PDF = Foreign("filen er en pdf, som ikke kan læses", _PERHAPS_PAPER)
_PAGE = Foreign(
    "filen er en webside",
    "Er det et skema, så åbn det i en browser, og brug den fil, det gemmer svarene i.",
)
NO_TEXT = Foreign(
    "filen er ikke en tekstfil",
    "Brug den fil, som skemaet eller bostoette har skrevet.",
)
_BEGINNINGS = (
    (b"\xff\xfe", _UTF_16),
    (b"\xfe\xff", _UTF_16),
    (b"\xd0\xcf\x11\xe0", _DOCUMENT),
    (b"%PDF", _PDF),
    (b"<!doctype", _PAGE),
    (b"<html", _PAGE),
)
_GLANCE = 4096


def kind_of(data: bytes) -> Foreign | None:
    """What a file is by its first bytes; None where it may well be TOML."""
    start = data[:_GLANCE]
    if start.startswith(b"PK\x03\x04"):
        return _DOCUMENT if b"[Content_Types].xml" in start or b"mimetype" in start else _ZIP
    folded = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for beginning, kind in _BEGINNINGS:
        if start.startswith(beginning) or folded.startswith(beginning):
            return kind
    if folded.startswith(b"# ") and b"\nskema til " in folded:  # reports.form_markdown writes so
        return _PAPER
    return NO_TEXT if start.count(0) > len(start) // 10 else None
