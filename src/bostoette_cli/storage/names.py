"""Names for files and folders that may be taken already."""

from collections.abc import Iterator


def free_names(stem: str) -> Iterator[str]:
    """Names to try one after the other: the stem, then with a number."""
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1
