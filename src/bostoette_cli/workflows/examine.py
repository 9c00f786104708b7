"""Examining the data folder: everything in it that is damaged, doubled, strange or left over."""

from collections.abc import Callable, Iterator

from bostoette_cli.domain.upkeep import Examination, Observation
from bostoette_cli.language.text import as_word
from bostoette_cli.storage.store import Store
from bostoette_cli.workflows import (
    clock,
    examine_contents,
    examine_copies,
    examine_files,
    examine_folder,
    examine_kept,
)
from bostoette_cli.workflows.material import Material

_EXAMINERS: tuple[Callable[[Material], Iterator[Observation]], ...] = (
    examine_folder.wrong_folder,
    examine_files.damaged,
    examine_contents.chosen_catalogue,
    examine_copies.copies,
    examine_contents.strange_fields,
    examine_contents.same_titles,
    examine_files.leftovers,
    examine_files.strangers,
    examine_folder.open_to_others,
    examine_folder.closed_to_the_group,
    examine_kept.gone,
    examine_kept.earlier,
    examine_kept.in_the_bin,
)


def examine(store: Store, *, is_named: bool) -> Examination:
    """Look through a data folder; nothing in it is changed.

    Args:
        store: the data folder.
        is_named: whether it had to be named, so that the commands that are advised must name it.
    """
    option = f" --mappe {as_word(str(store.root))}" if is_named else ""
    material = Material(store, option, clock.now())
    return Examination(
        folder=str(store.root),
        observations=tuple(o for examiner in _EXAMINERS for o in examiner(material)),
        round_count=len(material.rounds),
        response_count=sum(1 for _ in material.responses()),
    )
