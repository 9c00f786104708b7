"""Who is answering on this computer: a random code, so that a stopped evaluation can go on.

The code lives in the user's own configuration folder, never in the data folder, which colleagues
may share. In an open round it is the respondent's id, the same in every round, so that movement
can be followed. In an anonymous round the id is derived from it one way, so that the computer finds
its own answers again while nobody can tie one round's files to another's.
"""

import hashlib
import secrets
from pathlib import Path

from bostoette_cli.domain.errors import BostoetteError
from bostoette_cli.domain.rounds import Round
from bostoette_cli.storage import atomic, toml

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without the letters that look like digits
_LENGTH = 8


def new_id() -> str:
    """A fresh random id for a respondent."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))


def respondent_id(round_: Round, person_file: Path | None = None) -> str:
    """The id this computer's user answers under in a round; the same each time it is asked.

    Where the configuration folder cannot be used, a fresh id is given instead: the evaluation
    still works, only a stopped one must be found by hand.
    """
    try:
        secret = _secret(person_file or _default_file())
    except BostoetteError:
        return new_id()
    if not round_.is_anonymous:
        return secret[:_LENGTH]
    number = int.from_bytes(hashlib.sha256(f"{secret}:{round_.id}".encode()).digest())
    letters = []
    for _ in range(_LENGTH):
        number, index = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[index])
    return "".join(letters)


def _secret(path: Path) -> str:
    if path.exists():
        code = toml.read(path).values.get("kode")
        if isinstance(code, str) and len(code) >= _LENGTH and set(code) <= set(_ALPHABET):
            return code
    code = new_id() + new_id() + new_id()
    atomic.make_folder(path.parent)
    values = {"kode": code}
    note = "# Din tilfældige kode på denne computer, så bostoette kan finde dine egne svar igen.\n"
    atomic.write(path, note.encode() + toml.dump(values))
    return code


def _default_file() -> Path:
    import platformdirs

    return platformdirs.user_config_path("bostoette", appauthor=False) / "person.toml"
