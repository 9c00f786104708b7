"""The team's way through the questionnaire: one agreed step and its reason for each pejlemærke.

The individual answers are shown first, so that the conversation starts from them; what is agreed
on is kept beside them and never mixed into their mean.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bostoette_cli.analysis.scoring import Figure, PejlemaerkeResult, RoundResult, Tally
from bostoette_cli.domain.catalogue import Catalogue, Scale
from bostoette_cli.domain.rounds import Agreed, Agreement
from bostoette_cli.language.numbers import decimal, plain
from bostoette_cli.language.text import one_line, shorten
from bostoette_cli.questionnaire.card import Card
from bostoette_cli.questionnaire.frontend import BACK, SKIP, STOP, FrontEnd
from bostoette_cli.questionnaire.individual import (
    key_of,
    step_by_key,
    step_options,
    write_checked,
)
from bostoette_cli.questionnaire.walk import Walk

KeepAgreement = Callable[[Agreement], Agreement]


@dataclass(frozen=True, slots=True)
class JointDialogue:
    """The whole state: the pejlemærker to agree on, how far the team is, what it has agreed."""

    catalogue: Catalogue
    results: tuple[PejlemaerkeResult, ...]
    agreement: Agreement
    walk: Walk

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
    result: RoundResult, agreement: Agreement, numbers: Sequence[int] = ()
) -> JointDialogue:
    """Start or resume: at the first pejlemærke without an agreement; named ones are all taken."""
    catalogue = result.catalogue
    chosen = [catalogue.pejlemaerke(n).number for n in numbers]
    results = tuple(p for p in result.pejlemaerker if not chosen or p.pejlemaerke.number in chosen)
    route = [
        index
        for index, p in enumerate(results)
        if chosen or agreement.on(p.pejlemaerke.number) is None
    ]
    return JointDialogue(catalogue, results, agreement, Walk.along(len(results), route))


def conduct_joint(dialogue: JointDialogue, front: FrontEnd, keep: KeepAgreement) -> JointDialogue:
    """Hold the conversation; what is agreed is kept before the next pejlemærke is shown."""
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
        options=(*step_options(catalogue.scale), SKIP, BACK, STOP),
        title=f"{number}  {result.pejlemaerke.title}",
        progress=f"{catalogue.unit} {dialogue.walk.at + 1} af {len(dialogue.results)}",
        details=tuple(_details(result, present, catalogue.scale)),
        chosen=key_of(catalogue.scale, present.value),
    )


def _details(result: PejlemaerkeResult, present: Agreed, scale: Scale) -> Iterator[tuple[str, str]]:
    figure = result.figure
    if figure.hidden:
        yield "Jeres svar", figure.hidden
    elif figure.mean is None:
        yield "Jeres svar", "Ingen har svaret på udsagnene endnu."
    else:
        yield "Jeres svar", f"{distribution(result.tally, scale)}\n{_summary(figure)}"
        for item in result.statements:
            if item.figure.mean is not None:
                yield decimal(item.figure.mean), item.statement.text
    if present.reason:
        yield "I har skrevet", f"»{present.reason}«"


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
