"""The team's way through the questionnaire: one agreed step and its reason for each pejlemærke.

The individual answers are shown first, so that the conversation starts from them; what is agreed
on is kept beside them and never mixed into their mean.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bostoette_cli.analysis.phrases import agreed_because, by_role
from bostoette_cli.analysis.scoring import Figure, PejlemaerkeResult, RoundResult, Tally
from bostoette_cli.domain.catalogue import Catalogue, Scale
from bostoette_cli.domain.rounds import Agreed, Agreement
from bostoette_cli.language.numbers import decimal, plain
from bostoette_cli.language.text import one_line, shorten
from bostoette_cli.questionnaire.card import Card, Option
from bostoette_cli.questionnaire.frontend import BACK, SKIP, STOP, FrontEnd
from bostoette_cli.questionnaire.individual import (
    key_of,
    step_by_key,
    step_options,
    write_checked,
)
from bostoette_cli.questionnaire.walk import Walk

KeepAgreement = Callable[[Agreement], Agreement]
PlanAction = Callable[[int], None]

_ACT = Option("h", "Skriv en handling", minor=True)


@dataclass(frozen=True, slots=True)
class LastTime:
    """What the team agreed on in the round before, when that was, and on which scale."""

    when: str
    agreement: Agreement
    scale: Scale


@dataclass(frozen=True, slots=True)
class JointDialogue:
    """The whole state: the pejlemærker to agree on, how far the team is, what it has agreed."""

    catalogue: Catalogue
    results: tuple[PejlemaerkeResult, ...]
    agreement: Agreement
    walk: Walk
    last_time: LastTime | None

    def agreed(self, value: int | float, reason: str) -> "JointDialogue":
        """Set what is agreed on the current pejlemærke and go on."""
        number = str(self.results[self.walk.at].pejlemaerke.number)
        by_number = {**self.agreement.by_number, number: Agreed(value, reason)}
        return replace(
            self,
            agreement=Agreement(self.agreement.format, self.agreement.changed, by_number),
            walk=self.walk.forward(),
        )


def begin_joint(
    result: RoundResult,
    agreement: Agreement,
    numbers: Sequence[int] = (),
    last_time: LastTime | None = None,
) -> JointDialogue:
    """Start or resume: at the first pejlemærke without an agreement; named ones are all taken.

    Args:
        result: what the individuals answered, as far as it may be shown.
        agreement: what is agreed on so far.
        numbers: the pejlemærker to take, in the order given; all when empty.
        last_time: what was agreed on in the round before.
    """
    catalogue = result.catalogue
    by_number = {p.pejlemaerke.number: p for p in result.pejlemaerker}
    chosen = [by_number[catalogue.pejlemaerke(n).number] for n in numbers]
    results = tuple(chosen) or result.pejlemaerker
    route = [
        index
        for index, p in enumerate(results)
        if chosen or agreement.on(p.pejlemaerke.number) is None
    ]
    walk = Walk.along(len(results), route)
    return JointDialogue(catalogue, results, agreement, walk, last_time)


def conduct_joint(
    dialogue: JointDialogue, front: FrontEnd, keep: KeepAgreement, plan: PlanAction
) -> JointDialogue:
    """Hold the conversation; what is agreed is kept before the next pejlemærke is shown.

    Args:
        dialogue: where to begin.
        front: who asks.
        keep: writes what is agreed, durably, and gives it back.
        plan: leads the team through an action on the pejlemærke of that number.
    """
    while not dialogue.walk.is_over:
        result = dialogue.results[dialogue.walk.at]
        key = front.choose(_card(dialogue, result))
        if key == STOP.key:
            break
        if key == BACK.key:
            dialogue = replace(dialogue, walk=dialogue.walk.back())
            continue
        if key == SKIP.key:
            dialogue = replace(dialogue, walk=dialogue.walk.forward())
            continue
        if key == _ACT.key:
            plan(result.pejlemaerke.number)
            continue
        present = dialogue.agreement.on(result.pejlemaerke.number) or Agreed()
        reason = write_checked(
            front, "Hvorfor netop det trin? ", present.reason, result.pejlemaerke.title
        )
        if not reason:
            front.say("   Skriv en begrundelse, så I kan huske den næste gang. Vælg igen.")
            continue
        value = step_by_key(dialogue.catalogue.scale, key)
        dialogue = dialogue.agreed(value, reason)
        dialogue = replace(dialogue, agreement=keep(dialogue.agreement))
        step = dialogue.catalogue.scale.step(value)
        name = step.name if step else plain(value)
        front.say(f"  {key}  {name:<15} {shorten(one_line(reason), 50)}")
    return dialogue


def _card(dialogue: JointDialogue, result: PejlemaerkeResult) -> Card:
    catalogue, number = dialogue.catalogue, result.pejlemaerke.number
    present = dialogue.agreement.on(number) or Agreed()
    return Card(
        text="Hvad bliver I enige om?",
        options=(*step_options(catalogue.scale), _ACT, SKIP, BACK, STOP),
        title=f"{number}  {result.pejlemaerke.title}",
        progress=f"{catalogue.unit} {dialogue.walk.at + 1} af {len(dialogue.results)}",
        details=tuple(_details(dialogue, result)),
        chosen=key_of(catalogue.scale, present.value),
    )


def _details(dialogue: JointDialogue, result: PejlemaerkeResult) -> Iterator[tuple[str, str]]:
    figure, scale = result.figure, dialogue.catalogue.scale
    if figure.hidden:
        yield "Jeres svar", figure.hidden
    elif figure.mean is None:
        yield "Jeres svar", "Ingen har svaret på udsagnene endnu."
    else:
        yield "Jeres svar", f"{distribution(result.tally, scale)}\n{_summary(figure)}"
        if len(result.roles) > 1:
            yield "Roller", by_role(result)
        for item in result.statements:
            if item.figure.mean is not None:
                yield decimal(item.figure.mean), item.statement.text
    number = result.pejlemaerke.number
    last = dialogue.last_time
    if last and (before := agreed_because(last.agreement.on(number), last.scale)):
        yield "Sidst", f"{before} ({last.when})"
    if now := dialogue.agreement.on(number):
        yield "I har skrevet", agreed_because(now, scale)


def _summary(figure: Figure) -> str:
    if figure.n == 1:
        return f"1 svar: {decimal(figure.mean)}"
    ends = f"fra {decimal(figure.lowest)} til {decimal(figure.highest)}"
    return f"{figure.n} svar, gennemsnit {decimal(figure.mean)}, {ends}"


def distribution(tally: Tally, scale: Scale) -> str:
    """How many persons stand nearest each step, a line for each: ``▇▇▇ 3 ved 4 For det meste``."""
    return "\n".join(
        f"{'▇' * min(count, 20)} {count} ved {plain(step.value)} {step.name}"
        for step in scale.steps
        if (count := tally.steps.get(step.value, 0))
    )
