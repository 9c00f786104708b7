"""Who is answering on this computer: a random code, so that a stopped evaluation can go on.

The code lives in the user's own configuration folder, never in the data folder, which colleagues
may share. A respondent's id is derived from it one way, together with the role and the label if one
is given: several people can answer at one computer, each finds their own answers again, and in the
next round each has the same id, so that movement can be followed. In an anonymous round the round
goes into it too, so that nobody can tie one round's files to another's.
"""

import os
from pathlib import Path

from bostoette_cli.domain.errors import DamagedFile, StorageFailure
from bostoette_cli.domain.roles import Role
from bostoette_cli.domain.rounds import Round
from bostoette_cli.language.text import fold
from bostoette_cli.storage import atomic, toml
from bostoette_cli.storage.codes import ALPHABET, random_code

FOLDER_VARIABLE = "BOSTOETTE_PERSON"

_LENGTH = 8


def new_id() -> str:
    """A fresh random id for a respondent."""
    return random_code(_LENGTH)


def respondent_id(
    round_: Round, role: Role, label: str = "", person_file: Path | None = None
) -> str:
    """The id under which somebody at this computer answers; the same each time it is asked.

    Where the configuration folder cannot be used, a fresh id is given instead: the evaluation
    still works, only a stopped one is not found again.

    Raises:
        DamagedFile: the code is there but cannot be read; it is left as it is.
    """
    try:
        secret = _secret(person_file or _default_file())
    except (StorageFailure, OSError):
        return new_id()
    parts = [secret, role.value, fold(label.strip())]
    if round_.is_anonymous:
        parts.append(round_.id)
    return content_id("\0".join(parts).encode())


def is_remembered(person_file: Path | None = None) -> bool:
    """Whether this computer keeps the code, so that a stopped evaluation is found again.

    Raises:
        DamagedFile: the code is there but cannot be read; it is left as it is.
    """
    try:
        _secret(person_file or _default_file())
    except (StorageFailure, OSError):
        return False
    return True


def content_id(data: bytes) -> str:
    """An id derived from bytes one way; the same bytes give the same id."""
    import hashlib

    number = int.from_bytes(hashlib.sha256(data).digest())
    letters = []
    for _ in range(_LENGTH):
        number, index = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[index])
    return "".join(letters)


def _secret(path: Path) -> str:
    if path.exists():
        code = toml.read(path).values.get("kode")
        if isinstance(code, str) and len(code) >= _LENGTH and set(code) <= set(ALPHABET):
            return code
        raise DamagedFile(
            str(path), ["kode: mangler eller er ændret"], "Slet filen, så får du en ny kode."
        )
    code = random_code(3 * _LENGTH)
    atomic.make_folder(path.parent, private=True)
    values = {"kode": code}
    note = "# Din tilfældige kode på denne computer, så bostoette kan finde dine egne svar igen.\n"
    atomic.write(path, note.encode() + toml.dump(values))
    return code


def _default_file() -> Path:
    if chosen := os.environ.get(FOLDER_VARIABLE):
        return Path(chosen) / "person.toml"
    import platformdirs

    return platformdirs.user_config_path("bostoette-person", appauthor=False) / "person.toml"
