"""What a report says, before any format: the summary, one section for each pejlemærke."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bostoette_cli.analysis.anonymity import published
from bostoette_cli.analysis.comparison import Comparison, Row, compare
from bostoette_cli.analysis.findings import standing_out, what_moved
from bostoette_cli.analysis.plan import Planned, in_order, on
from bostoette_cli.analysis.quotes import Voices, voices
from bostoette_cli.analysis.scoring import PejlemaerkeResult, RoundResult
from bostoette_cli.domain.catalogue import Scale
from bostoette_cli.domain.plan import Action
from bostoette_cli.domain.round_data import RoundData
from bostoette_cli.domain.rounds import Round


@dataclass(frozen=True, slots=True)
class Before:
    """What was said and decided on a pejlemærke in an earlier round.

    Attributes:
        scale: that round's own; its steps may have had other names.
    """

    round: Round
    scale: Scale
    result: PejlemaerkeResult
    voices: Voices
    actions: tuple[Action, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said, agreed or decided on it then."""
        return not (self.voices or self.result.agreed or self.actions)


@dataclass(frozen=True, slots=True)
class Section:
    """One pejlemærke: its figures, its words, its actions, and the same from the rounds before."""

    result: PejlemaerkeResult
    voices: Voices
    row: Row | None
    before: tuple[Before, ...]
    actions: tuple[Action, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nobody has said anything on it in this round."""
        return not (self.result.is_touched or self.voices)

    @property
    def looking_back(self) -> tuple[tuple[str, Before], ...]:
        """The rounds before in which there was something, the newest first, each with its name."""
        names = ("Sidst", *["Tidligere"] * len(self.before))
        newest_first = zip(names, reversed(self.before), strict=False)
        return tuple((name, before) for name, before in newest_first if not before.is_empty)

    @property
    def has_something(self) -> bool:
        """Whether there is anything to tell: said or decided in this round or before."""
        return bool(self.looking_back or self.actions) or not self.is_empty


@dataclass(frozen=True, slots=True)
class Report:
    """A round with everything to say about it.

    Attributes:
        unread: how many responses could not be read and are not counted.
        rounds: what it is built from, oldest first.
        plan: what was agreed in those rounds, and what is still open from before them.
    """

    result: RoundResult
    comparison: Comparison | None
    stands_out: tuple[str, ...]
    moved: tuple[str, ...]
    sections: tuple[Section, ...]
    unread: int
    rounds: tuple[RoundData, ...]
    plan: tuple[Planned, ...]

    @property
    def actions(self) -> tuple[Action, ...]:
        """Every action of the round, also those about no single pejlemærke."""
        return tuple(self.rounds[-1].actions)

    @property
    def other_actions(self) -> list[Planned]:
        """What no section tells of: about no single pejlemærke, or from before the rounds."""
        told = [Planned(self.result.round, a) for s in self.sections for a in s.actions]
        told += [Planned(b.round, a) for s in self.sections for b in s.before for a in b.actions]
        return [planned for planned in self.plan if planned not in told]


def build(
    rounds: Sequence[RoundData], unread: int = 0, still_open: Iterable[Planned] = ()
) -> Report:
    """Build the report of the last of the rounds, compared with those before it.

    Args:
        rounds: oldest first.
        unread: how many responses could not be read.
        still_open: the actions of every earlier round that are still open.
    """
    *earlier, last = rounds
    result = published(last)
    comparison = compare(rounds) if earlier else None
    past = [(data, published(data)) for data in earlier]
    sections = tuple(
        Section(
            section,
            voices(section, last.responses, last.round),
            comparison.rows[index] if comparison else None,
            tuple(
                Before(
                    data.round,
                    data.catalogue.scale,
                    found,
                    voices(found, data.responses, data.round),
                    on(data.actions, section.pejlemaerke.number),
                )
                for data, its_result in past
                if (found := its_result.on(section.pejlemaerke.number))
            ),
            on(last.actions, section.pejlemaerke.number),
        )
        for index, section in enumerate(result.pejlemaerker)
    )
    decided = [Planned(data.round, action) for data in rounds for action in data.actions]
    return Report(
        result,
        comparison,
        tuple(standing_out(result)),
        tuple(what_moved(comparison)) if comparison else (),
        sections,
        unread,
        tuple(rounds),
        tuple(in_order([*decided, *(p for p in still_open if p not in decided)])),
    )
