"""What can be had back: earlier versions of files, files that are gone, rounds in the bin."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bostoette_cli.domain.errors import MEND_OR_MOVE, BostoetteError, DamagedFile
from bostoette_cli.domain.upkeep import Kind, Observation
from bostoette_cli.language.dates import long_date
from bostoette_cli.language.text import as_word, one_line, some
from bostoette_cli.storage import foreign
from bostoette_cli.storage.kept import ALWAYS, DAYS, Drawer, drawers
from bostoette_cli.storage.wastebasket import binned
from bostoette_cli.workflows.material import Material
from bostoette_cli.workflows.sources import Source, source_of


def way_back(material: Material, problem: BostoetteError) -> tuple[str, str]:
    """How a damaged file can be had back, as words to add and a command; blank where it cannot."""
    path = Path(problem.file)
    if not problem.file or not path.is_relative_to(material.store.root):
        return "", ""
    source = source_of(material.store, path)
    if source is None:
        return _from_a_backup(material) if _is_lost(problem) else ("", "")
    return f" Den kan hentes, {source.words}, med kommandoen nedenfor.", _command(material, path)


def _is_lost(problem: BostoetteError) -> bool:
    """Whether nothing better is known to do about a file than to write it again."""
    remedies = (MEND_OR_MOVE, foreign.NO_TEXT.remedy)
    return isinstance(problem, DamagedFile) and problem.remedy in remedies


def _from_a_backup(material: Material) -> tuple[str, str]:
    words = " Har I en sikkerhedskopi, så hent filen derfra; FIL.zip er kopiens navn."
    return words, f"bostoette gendan FIL.zip{material.option}"


def earlier(material: Material) -> Iterator[Observation]:
    """Which earlier versions each place keeps, and for how long."""
    for drawer in drawers(material.store.root):
        count = Counter(k.original for k in drawer.versions() if k.original.exists())
        if not count:
            continue
        names = [f"{one_line(path.name)} ({n})" for path, n in count.items()]
        words = (
            f"{some(names)}. De {ALWAYS} seneste af hver bliver liggende; ældre slettes efter "
            f"{DAYS} dage, når filen igen bliver erstattet. Hent for eksempel den første:"
        )
        yield Observation(
            Kind.EARLIER,
            material.seen_from_root(drawer.folder),
            words,
            _command(material, next(iter(count))),
        )


def gone(material: Material) -> Iterator[Observation]:
    """Files that are not there any more, but an earlier version of them is."""
    for drawer in drawers(material.store.root):
        for path in _missing(drawer):
            if source := source_of(material.store, path):
                yield _gone(material, path, source)


def _missing(drawer: Drawer) -> list[Path]:
    return sorted({k.original for k in drawer.versions() if not k.original.exists()})


def _gone(material: Material, path: Path, source: Source) -> Observation:
    words = (
        f"filen er væk, men kan hentes, {source.words}, med kommandoen nedenfor. Er den slettet "
        "med vilje, så skriv --glem i stedet for --hent, og de tidligere udgaver bliver også "
        "slettet."
    )
    return Observation(Kind.GONE, material.seen_from_root(path), words, _command(material, path))


def in_the_bin(material: Material) -> Iterator[Observation]:
    """The rounds that are deleted, but not for good."""
    every = binned(material.store.root)
    times = Counter(each.id for each in every)
    for each in every:
        words = (
            f"runden »{one_line(each.title)}«, slettet {long_date(each.day)}. Den ligger her, til "
            "I tømmer papirkurven med bostoette runde toem. Fortryder I, så hent den:"
        )
        name = as_word(each.id if times[each.id] == 1 else each.place)
        command = f"bostoette runde hent {name}{material.option}"
        yield Observation(Kind.BINNED, material.seen_from_root(each.folder), words, command)


def _command(material: Material, path: Path) -> str:
    seen = path.relative_to(material.store.root).as_posix()
    return f"bostoette tjek --hent {as_word(seen)}{material.option}"
