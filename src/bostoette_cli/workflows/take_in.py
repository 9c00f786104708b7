"""Taking a filled-in response from a file: the same checks as at the keyboard, all or nothing."""

from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from bostoette_cli.domain import answers
from bostoette_cli.domain.answers import Response
from bostoette_cli.domain.errors import DamagedFile, WrongUse
from bostoette_cli.domain.validation import cpr_fields, response_problems
from bostoette_cli.language.text import listed
from bostoette_cli.storage import catalogues, schema, toml
from bostoette_cli.storage.identity import content_id
from bostoette_cli.storage.store import Store, StoredRound
from bostoette_cli.workflows import clock
from bostoette_cli.workflows.evaluate import Wish
from bostoette_cli.workflows.rounds import open_new, the_open_round


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file."""

    stored_round: StoredRound
    response: Response
    outcome: str


def take_in(store: Store, path: Path, wish: Wish, *, allow_cpr: bool = False) -> Taken:
    """Check a file against the round's catalogue and keep it as a response.

    The same file twice changes nothing; a later version replaces the earlier one, which is kept
    aside in the round's folder.

    Raises:
        DamagedFile: the file cannot be read or does not fit; nothing is changed.
        WrongUse: the round does not exist or is closed, or the file belongs to another.
    """
    data = toml.read_bytes(path)
    values = toml.parse(data, path)
    schema.check_format(values, answers.FORMAT, path)
    response = _with_wishes(schema.convert(values, Response, path), wish, path)
    response = replace(response, id=response.id or content_id(data))
    if not allow_cpr and (fields := list(cpr_fields(response))):
        raise DamagedFile(
            str(path),
            [f"{listed(fields)}: ligner et CPR-nummer"],
            "Fjern det, eller brug --tillad-cpr, hvis det er noget andet.",
        )
    stored = _target(store, response, wish, path)
    stored.response_path(response.id)
    response = replace(
        response,
        round=stored.round.id,
        created=response.created or clock.now(),
        changed=response.changed or clock.now(),
    )
    before = stored.find_response(response.id)
    if before and _same_answers(before.response, response):
        return Taken(stored, response, "uændret")
    if before:
        stored.keep_aside(before, clock.now())
    stored.keep_response(response, before, values)
    return Taken(stored, response, "erstattet" if before else "gemt")


def _with_wishes(response: Response, wish: Wish, path: Path) -> Response:
    if wish.role not in (None, response.role):
        raise DamagedFile(
            str(path),
            [f"rolle: »{response.role.value}«, men --rolle siger »{wish.role}«"],
            "Udelad --rolle, eller ret filen.",
        )
    if wish.numbers:
        raise WrongUse("--svar tager alle svar i filen. Udelad numrene.")
    return replace(response, label=wish.label or response.label)


def _target(store: Store, response: Response, wish: Wish, path: Path) -> StoredRound:
    """The round the file belongs to; a new one only once the file has proved good for it."""
    stored = None
    if wish.new_round is None:
        named = wish.round or response.round or None
        stored = the_open_round(store, named, wish.catalogue or response.catalogue)
    if response.round and stored and stored.round.id != response.round:
        raise DamagedFile(
            str(path),
            [f"runde: »{response.round}«, men svarene skulle ind i »{stored.round.id}«"],
            "Vælg den rigtige runde med --runde, eller fjern linjen fra filen.",
        )
    reference = wish.catalogue or response.catalogue
    catalogue = stored.catalogue if stored else catalogues.find(reference).catalogue
    if problems := list(response_problems(response, catalogue)):
        raise DamagedFile(str(path), problems, "Ret det i filen, og prøv igen. Intet er gemt.")
    return stored or open_new(store, wish.new_round, reference)


def _same_answers(one: Response, other: Response) -> bool:
    def content(response: Response) -> Response:
        return replace(response, created=None, changed=None)

    return content(one) == content(other)
