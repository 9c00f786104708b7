"""Copies that a shared drive or a person has made: of what, whether newer, and what to do."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bostoette_cli.domain.errors import BostoetteError
from bostoette_cli.domain.upkeep import Kind, Observation
from bostoette_cli.language.text import as_word, one_line, some
from bostoette_cli.storage.comparing import Difference, compare
from bostoette_cli.storage.inventory import FoundCopy
from bostoette_cli.storage.kept import drawer_of
from bostoette_cli.workflows.material import Material


def copies(material: Material) -> Iterator[Observation]:
    """Every copy, with the file it is a copy of, how the two differ, and the remedy."""
    for copy in material.inventory.copies:
        maker = f", formentlig lavet af {copy.maker}" if copy.maker else ""
        words, command = _about(copy, material)
        yield Observation(
            Kind.COPY,
            material.seen_from_root(copy.path),
            f"en kopi af {copy.original.name}{maker}. {words}",
            command,
        )


def _about(copy: FoundCopy, material: Material) -> tuple[str, str]:
    """What to do about a copy, and the command that does it if there is one."""
    name = copy.original.name
    if not copy.original.exists():
        return f"Originalen mangler. Giv kopien navnet {name}.", ""
    if copy.path.is_dir():
        command = _taking_in(copy.path / "besvarelser", material)
        return f"{_BOTH_ROUNDS}{_opening_first(copy, material)}", command
    try:
        difference = compare(copy.path, copy.original)
    except BostoetteError:
        return f"Den ene kan ikke læses. Lad den anden hedde {name}, og slet den med fejl.", ""
    if difference.is_same:
        return "Indholdet er det samme. Slet kopien.", ""
    if _lies_aside(copy, material):
        return "Den er magen til en tidligere udgave, som ligger i erstattet. Slet kopien.", ""
    if difference.is_newer is False:
        return f"{_compared(difference)} Slet kopien, når I har set, at intet mangler.", ""
    if copy.path.parent.name != "besvarelser":
        return f"{_compared(difference)} Lad det rigtige stå i {name}, og slet kopien.", ""
    remedy = _NEWER if difference.is_newer else _EITHER
    opening = _opening_first(copy, material)
    return f"{_compared(difference)} {remedy}{opening}", _taking_in(copy.path, material)


def _lies_aside(copy: FoundCopy, material: Material) -> bool:
    """Whether a copy says the same as an earlier version of its original that is kept."""
    every = drawer_of(material.store.root, copy.original).versions()
    kept = (version.path for version in every if version.original == copy.original)
    return any(_says_the_same(copy.path, path) for path in kept)


def _says_the_same(copy: Path, version: Path) -> bool:
    with suppress(BostoetteError):
        return compare(copy, version).is_same
    return False


_BOTH_ROUNDS = (
    "Tag de svar ind, der kun er i kopien, med kommandoen nedenfor, og slet den bagefter."
)
_NEWER = "Tag den ind med kommandoen nedenfor, og slet kopien bagefter."
_EITHER = (
    "Er kopien den rigtige, så tag den ind med kommandoen nedenfor. "
    "Slet kopien bagefter, hvad enten den blev brugt eller ej."
)


def _compared(difference: Difference) -> str:
    what = "indholdet er ikke det samme"
    if not difference.has_same_answers:
        what = "svarene er ikke de samme"
    only = difference.only_in_copy
    more = f" Kun kopien har noget om {some([one_line(id_) for id_ in only])}." if only else ""
    match difference.is_newer:
        case True:
            return f"Kopien er nyere, og {what}.{more}"
        case False:
            return f"Kopien er ældre, og {what}.{more}"
    return f"Det kan ikke ses, hvilken der er nyest, og {what}.{more}"


def _taking_in(path: Path, material: Material) -> str:
    return f"bostoette importer {as_word(str(path))}{material.option}"


def _opening_first(copy: FoundCopy, material: Material) -> str:
    """What must be done before anything can be taken into a closed round; blank in an open one."""
    for stored in material.rounds:
        if stored.folder in (copy.original, *copy.original.parents) and not stored.round.is_open:
            return f" Åbn først runden med bostoette runde aabn {stored.round.id}."
    return ""
