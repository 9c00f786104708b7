"""What a report says, before any format: the summary, one section for each pejlemærke."""

from collections.abc import Sequence
from dataclasses import dataclass

from bostoette_cli.analysis.anonymity import published
from bostoette_cli.analysis.comparison import Comparison, Row, compare
from bostoette_cli.analysis.findings import standing_out, what_moved
from bostoette_cli.analysis.plan import on
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
    def has_something(self) -> bool:
        """Whether there is anything to tell: said or decided in this round or before."""
        before = any(not earlier.is_empty for earlier in self.before)
        return before or bool(self.actions) or not self.is_empty


@dataclass(frozen=True, slots=True)
class Report:
    """A round with everything to say about it.

    Attributes:
        unread: how many responses could not be read and are not counted.
        rounds: what it is built from, oldest first.
    """

    result: RoundResult
    comparison: Comparison | None
    stands_out: tuple[str, ...]
    moved: tuple[str, ...]
    sections: tuple[Section, ...]
    unread: int
    rounds: tuple[RoundData, ...]

    @property
    def actions(self) -> tuple[Action, ...]:
        """Every action of the round, also those about no single pejlemærke."""
        return tuple(self.rounds[-1].actions)

    @property
    def general_actions(self) -> tuple[Action, ...]:
        """What was agreed that is about no single pejlemærke."""
        return on(self.actions, None)


def build(rounds: Sequence[RoundData], unread: int = 0) -> Report:
    """Build the report of the last of the rounds, compared with those before it."""
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
    return Report(
        result,
        comparison,
        tuple(standing_out(result)),
        tuple(what_moved(comparison)) if comparison else (),
        sections,
        unread,
        tuple(rounds),
    )
