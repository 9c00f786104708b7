"""What lies where in a data folder."""

from pathlib import Path

from bostoette_cli.storage import bounds

IN_A_ROUND = frozenset(
    {"runde.toml", "katalog.toml", "faelles.toml", "besvarelser", "erstattet", "handleplan"}
)


def is_round(folder: Path) -> bool:
    """Whether a folder is a round's, if only a part of it is left."""
    return any((folder / name).exists() for name in IN_A_ROUND)


def in_rounds(root: Path, name: str = "") -> list[Path]:
    """The file or folder of that name in each round's folder; the folders without a name."""
    folder = root / "runder"
    return [] if bounds.outside(folder, root) else sorted(folder.glob(f"[!.]*/{name}"))
