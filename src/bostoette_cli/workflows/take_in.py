"""Taking a filled-in response from a file: the same checks as at the keyboard, all or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace as changed
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from bostoette_cli.domain import answers
from bostoette_cli.domain.answers import Response
from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.errors import DamagedFile, WrongUse
from bostoette_cli.domain.validation import cpr_fields, response_problems
from bostoette_cli.language.text import listed
from bostoette_cli.storage import schema, toml
from bostoette_cli.storage.identity import content_id
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows import clock
from bostoette_cli.workflows.rounds import (
    check_title,
    known_catalogues,
    open_next,
    source_for,
    the_open_round,
)
from bostoette_cli.workflows.wish import Wish

_MEND = "Ret det i filen, og prøv igen. Intet er gemt."


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: ``gemt``, ``uændret``, ``erstattet``, or older than what is kept."""

    stored_round: StoredRound
    response: Response
    outcome: str


def take_in(store: Store, path: Path, wish: Wish, *, allow_cpr: bool = False) -> Taken:
    """Check a file against the round's catalogue and keep it as a response.

    The same file twice changes nothing. A later version with the same ``id`` replaces the earlier
    one, which is kept aside in the round's folder; an older one changes nothing. A file without an
    ``id`` is known by its content alone, so an edited one counts as another respondent.

    Raises:
        DamagedFile: the file cannot be read or does not fit; nothing is changed.
        WrongUse: the round does not exist or is closed.
    """
    wish.check()
    check_title(wish.new_round)
    if wish.numbers:
        raise WrongUse("--svar tager alle svar i filen. Udelad numrene.")
    data = toml.read_bytes(path)
    values = toml.parse(data, path)
    schema.check_format(values, answers.FORMAT, path)
    response = schema.convert(values, Response, path)
    response = replace(
        response,
        id=response.id or content_id(data),
        label=wish.label or response.label,
        state=response.state if "tilstand" in values else "faerdig",
    )
    if problems := list(_own_problems(response, wish)):
        raise DamagedFile(str(path), problems, _MEND)
    if not allow_cpr and (fields := list(cpr_fields(response))):
        raise DamagedFile(
            str(path),
            [f"{listed(fields)}: ligner et CPR-nummer"],
            "Fjern det, eller brug --tillad-cpr, hvis det er noget andet. Intet er gemt.",
        )
    stored = _target(store, response, wish, path)
    response = replace(
        response,
        round=stored.round.id,
        label="" if stored.round.is_anonymous else response.label,
        created=clock.stamp(stored.round, response.created),
        changed=clock.stamp(stored.round, response.changed),
    )
    return _kept(stored, response, values)


def described(taken: Taken) -> str:
    """What became of a file, in a sentence without its name."""
    response = taken.response
    return (
        f"{response.given_count} svar fra en {response.role.label} i runden "
        f"»{taken.stored_round.round.title}«: {taken.outcome}."
    )


def _own_problems(response: Response, wish: Wish) -> list[str]:
    """What is wrong with a file before a round is looked for."""
    problems = []
    if not answers.is_id(response.id):
        problems.append("id: må kun have små bogstaver a-z, tal og bindestreg")
    if wish.role not in (None, response.role):
        problems.append(f"rolle: »{response.role.value}«, men --rolle siger »{wish.role}«")
    if not response.answers and not response.reflections:
        problems.append("svar: der er ingen svar i filen")
    return problems


def _target(store: Store, response: Response, wish: Wish, path: Path) -> StoredRound:
    """The round the file belongs to; a new one only once the file has proved good for it."""
    stored = _existing(store, response, wish, path)
    if stored is not None:
        _require_fit(response, stored.catalogue, path)
        return stored
    if wish.catalogue is None and response.catalogue not in store.library.ids:
        raise DamagedFile(
            str(path),
            [f"katalog: »{response.catalogue}« følger ikke med"],
            "Nævn katalogets fil med --katalog, eller en runde, der bruger det, med --runde.",
        )
    source = source_for(store, changed(wish, catalogue=wish.catalogue or response.catalogue))
    _require_fit(response, source.catalogue, path)
    return open_next(store, wish, source)


def _existing(store: Store, response: Response, wish: Wish, path: Path) -> StoredRound | None:
    """The open round that is named on the command line or in the file, or the newest that fits."""
    known = known_catalogues(store)
    if wish.catalogue is None and response.catalogue in known:
        wish = changed(wish, catalogue=response.catalogue)
    if wish.round is None and wish.new_round is None and response.round:
        try:
            return the_open_round(store, changed(wish, round=response.round, catalogue=None))
        except WrongUse as error:
            raise DamagedFile(
                str(path),
                [f"runde: »{response.round}« findes ikke her eller er lukket"],
                "Vælg en åben runde, eller fjern linjen fra filen.",
            ) from error
    stored = the_open_round(store, changed(wish, catalogue=None) if wish.round else wish)
    if stored is not None and response.round not in ("", stored.round.id):
        raise DamagedFile(
            str(path),
            [f"runde: »{response.round}«, men svarene skulle ind i »{stored.round.id}«"],
            "Vælg den rigtige runde med --runde, eller fjern linjen fra filen.",
        )
    return stored


def _require_fit(response: Response, catalogue: Catalogue, path: Path) -> None:
    if problems := list(response_problems(response, catalogue)):
        raise DamagedFile(str(path), problems, _MEND)


def _kept(stored: StoredRound, response: Response, values: Mapping[str, Any]) -> Taken:
    before = stored.find_response(response.id)
    if before is None:
        stored.keep_response(response, None, values)
        return Taken(stored, response, "gemt")
    if _same_answers(before.response, response):
        return Taken(stored, response, "uændret")
    if _is_older(response, before.response):
        return Taken(stored, response, "ældre end det, der er gemt, så intet er ændret")
    stored.keep_aside(before, clock.stamp(stored.round))
    stored.keep_response(response, before, values)
    return Taken(stored, response, "erstattet")


def _is_older(one: Response, other: Response) -> bool:
    """Whether one was written before the other; a folder of files is not taken in by their age."""
    if one.changed is None or other.changed is None:
        return False
    return one.changed.astimezone() < other.changed.astimezone()


def _same_answers(one: Response, other: Response) -> bool:
    def content(response: Response) -> Response:
        return replace(response, created=None, changed=None)

    return content(one) == content(other)
