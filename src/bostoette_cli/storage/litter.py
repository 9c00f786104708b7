"""What systems leave in any folder somebody has looked into; nobody needs to hear of it."""

_NAMES = {".ds_store", "desktop.ini", "thumbs.db"}


def is_litter(name: str) -> bool:
    """Whether a file of that name was put there by the system, and holds nothing of a person's."""
    return name.lower() in _NAMES
