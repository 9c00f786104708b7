"""The fictitious team that comes with the tool, laid out as a data folder.

The files under ``data/demo`` are a data folder as any other, but for the frozen catalogues: they
would be copies of one that comes with the tool already.
"""

from pathlib import Path

from bostoette_cli.storage import atomic
from bostoette_cli.storage.catalogues import DEFAULT, bundled_folder, bundled_path


def lay_out(root: Path) -> None:
    """Write the team's data folder.

    It is there to be thrown away, so it is written plainly: waiting for the disk to keep each
    file would only make the reader wait.

    Args:
        root: a folder that is not there yet.

    Raises:
        StorageFailure: the disk refused.
    """
    packed = bundled_folder() / "demo"
    catalogue = bundled_path(DEFAULT)
    copies = {root / file.relative_to(packed): file for file in packed.rglob("*.toml")}
    rounds = {target.parent for target in copies if target.name == "runde.toml"}
    copies |= {folder / "katalog.toml": catalogue for folder in rounds}
    try:
        for target, source in copies.items():
            atomic.make_folder(target.parent)
            target.touch(mode=0o600)
            target.write_bytes(source.read_bytes())
    except OSError as error:
        raise atomic.failure("oprettes", root, error) from error
