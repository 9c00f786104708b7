"""The long format of one team's data folder, or of many teams' laid beside each other."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bostoette_cli.domain.errors import BostoetteError, WrongUse
from bostoette_cli.language.text import one_line, slug
from bostoette_cli.reports.long import TeamRound, tables
from bostoette_cli.reports.table import Table
from bostoette_cli.storage import export_folder
from bostoette_cli.storage.store import Store
from bostoette_cli.storage.stored_round import StoredRound
from bostoette_cli.workflows.opening import check_team
from bostoette_cli.workflows.round_reading import data_of


class Team(NamedTuple):
    """A team's data folder, and what the team is called."""

    key: str
    name: str
    store: Store


def find_teams(store: Store, name: str | None = None) -> list[Team]:
    """The team whose data folder it is, or every team that has one in it.

    Args:
        store: the folder that was named.
        name: what to call the team, where there is only one.

    Raises:
        WrongUse: there are no rounds, a name is given for many or looks like a CPR number, or
            two teams have the same.
    """
    check_team(name or "")
    stores = [Store(folder) for folder in _folders(store.root)]
    if not stores:
        raise WrongUse(
            f"Der er ingen runder i {store.root}, hverken i mappen selv eller i dens undermapper. "
            "Vælg en anden med --mappe."
        )
    if name is not None and len(stores) > 1:
        raise WrongUse(
            f"Der er {len(stores)} teams i {store.root}, så --team kan ikke bruges. "
            "Hvert team hedder som sin mappe."
        )
    if len(stores) == 1:
        return [_named(name or _own_name(stores[0]) or stores[0].root.name, stores[0])]
    teams = [_named(one.root.name, one) for one in stores]
    seen: dict[str, Team] = {}
    for team in teams:
        other = seen.setdefault(team.key, team)
        if other is not team:
            raise WrongUse(
                f"Mapperne »{one_line(other.name)}« og »{one_line(team.name)}« bliver til det "
                f"samme teamnavn, {team.key}. Giv den ene et andet navn."
            )
    return teams


def check_target(target: Path, teams: Iterable[Team]) -> None:
    """Refuse to write the tables among the files they are made from; beside them is fine.

    Raises:
        WrongUse: the place is a team's data folder or inside one.
    """
    place = target.resolve()
    for team in teams:
        if place.is_relative_to(team.store.root.resolve()):
            raise WrongUse(
                f"{target}: ligger i datamappen for »{one_line(team.name)}«, hvor tabellerne ikke "
                "hører til. Vælg en mappe uden for den, for eksempel ved siden af."
            )


def stored_rounds(teams: Iterable[Team]) -> list[tuple[Team, StoredRound]]:
    """Every round of the teams, each team's oldest first."""
    return [(team, stored) for team in teams for stored in team.store.listing.rounds]


def read(
    rounds: Iterable[tuple[Team, StoredRound]], problems: list[BostoetteError]
) -> list[TeamRound]:
    """Read the rounds; what cannot be read is left out and added to the problems."""
    held = []
    for team, stored in rounds:
        try:
            data = data_of(stored)
        except BostoetteError as problem:
            problems.append(problem)
            continue
        problems += stored.problems
        held.append(TeamRound(team.key, team.name, data, stored.reading.missing))
    return held


def documents(
    rounds: Iterable[TeamRound],
    written: Callable[[Table], bytes],
    ending: str,
    *,
    words: bool,
) -> Iterator[tuple[str, bytes]]:
    """Write each table of each round as a file of its own, in folders that name team and round.

    Args:
        rounds: what to write.
        written: writes one table.
        ending: the files' ending.
        words: whether what people wrote goes with it.

    Yields:
        Each file's place, with ``/`` between the parts, and its bytes.
    """
    for held in rounds:
        for table in tables(held, words=words):
            place = f"{table.name}/team={held.team}/runde={held.data.round.id}"
            yield f"{place}/{table.name}{ending}", written(table)


def _folders(root: Path) -> list[Path]:
    """The data folders: the one itself, and those in it; an earlier export is none of them."""
    try:
        inside = sorted(path for path in root.iterdir() if not path.name.startswith("."))
    except OSError:
        inside = []
    return [path for path in (root, *inside) if _holds_rounds(path)]


def _holds_rounds(folder: Path) -> bool:
    is_export = (folder / export_folder.LIST).exists()
    return not is_export and any(folder.glob("runder/*/runde.toml"))


def _own_name(store: Store) -> str:
    """What a team calls itself in its newest round that says so."""
    names = (stored.round.team for stored in reversed(store.listing.rounds))
    return next(filter(None, names), "")


def _named(name: str, store: Store) -> Team:
    key = slug(name) or "team"
    # Programs take a folder named by a number or a date for one.
    return Team(key if any(map(str.isalpha, key)) else f"team-{key}", name, store)
