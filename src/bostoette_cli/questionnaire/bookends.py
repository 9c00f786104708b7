"""The lines before the first question and after the last."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from bostoette_cli.domain.answers import NoNumber, Response
from bostoette_cli.domain.catalogue import Catalogue, Pejlemaerke, Scale, minutes_for
from bostoette_cli.language.numbers import counted, decimal
from bostoette_cli.language.text import listed, one_line, shorten
from bostoette_cli.questionnaire.individual import Dialogue

if TYPE_CHECKING:
    from bostoette_cli.questionnaire.joint import JointDialogue


def welcome(catalogue: Catalogue, numbers: Sequence[int]) -> Iterator[str]:
    """What comes, in four lines."""
    chosen = tuple(map(catalogue.pejlemaerke, numbers)) or catalogue.pejlemaerker
    yield (
        f"Du får ét udsagn ad gangen om {catalogue.counted(len(chosen))}, "
        f"omkring {counted(minutes_for(chosen), 'minut', 'minutter')} i alt."
    )
    yield f"Vælg det trin, der passer bedst. Skalaen er {catalogue.whose} egen, uden facit."
    yield "Hvert svar gemmes med det samme. Stop, når du vil, og fortsæt en anden dag."
    yield "Skriv om praksis, ikke om personer: ingen navne, CPR-numre eller diagnoser."
    yield ""


def farewell(dialogue: Dialogue, again: str, folder: str, *, has_earlier: bool) -> Iterator[str]:
    """A short result of what was just answered, and what to do next.

    Args:
        dialogue: where it ended.
        again: the command line that goes on from here.
        folder: where the answers are.
        has_earlier: whether there is a round to compare with.
    """
    response = dialogue.response
    chosen = _pejlemaerker(dialogue)
    statements = [s for p in chosen for s in p.statements_for(response.role)]
    given = sum(response.answer(s.id).is_given for s in statements)
    yield ""
    if not (response.answers or response.reflections):
        yield f"Der er ikke gemt nogen svar endnu. Begynd igen med {again}"
        return
    yield f"Tak. {given} af {len(statements)} udsagn er besvaret{_words(response)}."
    yield ""
    width = max(len(p.title) for p in chosen)
    for pejlemaerke in chosen:
        if line := _result_line(pejlemaerke, response, dialogue.catalogue.scale, width):
            yield line
    yield from _own_words(chosen, response)
    yield ""
    if given < len(statements):
        yield "Svar på resten, når det passer dig:"
        yield f"  {again}"
        yield ""
    yield "Næste skridt"
    yield "  bostoette resultat     hele runden"
    if has_earlier:
        yield "  bostoette sammenlign   hvad der har flyttet sig"
    if response.role.is_team:
        yield "  bostoette moede        oplægget til personalemødet"
    yield ""
    yield f"Gemt i {folder}"


def _words(response: Response) -> str:
    parts = []
    if notes := response.note_count:
        parts.append(counted(notes, "note", "noter"))
    if reflections := len(response.reflections):
        parts.append(counted(reflections, "refleksion", "refleksioner"))
    count = response.note_count + len(response.reflections)
    return f", {listed(parts)} er gemt" if count else ""


def _result_line(
    pejlemaerke: Pejlemaerke, response: Response, scale: Scale, width: int
) -> str | None:
    statements = pejlemaerke.statements_for(response.role)
    if not any(response.answer(s.id).is_given for s in statements):
        return None
    from bostoette_cli.analysis.scoring import person_score  # not before the first question

    score = person_score(response, statements)
    unknown = sum(response.answer(s.id).value is NoNumber.UNKNOWN for s in statements)
    aside = f"   {unknown} ved ikke" if unknown else ""
    title = shorten(pejlemaerke.title, 45).ljust(min(width, 45))
    return f"  {pejlemaerke.number:>2}  {title}   {decimal(score):>3}  {dots(score, scale)}{aside}"


def dots(score: Fraction | None, scale: Scale) -> str:
    """A mean as filled steps of the scale: ``●●●○○``."""
    if score is None:
        return "○" * len(scale.steps)
    filled = scale.steps.index(scale.nearest(score)) + 1
    return "●" * filled + "○" * (len(scale.steps) - filled)


def _own_words(chosen: tuple[Pejlemaerke, ...], response: Response) -> Iterator[str]:
    noticed = [
        (pejlemaerke.number, answer.note)
        for pejlemaerke in chosen
        for statement in pejlemaerke.statements
        if (answer := response.answer(statement.id)).note
    ]
    if noticed:
        yield ""
        yield "Det skrev du"
        for number, note in noticed[:3]:
            yield f"  {number:>2}  »{shorten(one_line(note), 68)}«"


def _pejlemaerker(dialogue: Dialogue) -> tuple[Pejlemaerke, ...]:
    """The pejlemærker the dialogue is about, each once."""
    by_number = {q.pejlemaerke.number: q.pejlemaerke for q in dialogue.questions}
    return tuple(by_number.values())


def joint_farewell(dialogue: "JointDialogue", folder: str) -> Iterator[str]:
    """What the team has agreed on, and what to do next."""
    agreed = [
        (p.pejlemaerke, found)
        for p in dialogue.results
        if (found := dialogue.agreement.on(p.pejlemaerke.number))
    ]
    yield ""
    every = dialogue.catalogue.counted(len(dialogue.results))
    yield f"I er blevet enige om {len(agreed)} af {every}."
    for pejlemaerke, found in agreed:
        step = dialogue.catalogue.scale.step(found.value) if found.value is not None else None
        yield f"  {pejlemaerke.number:>2}  {pejlemaerke.title}: {step.name if step else '–'}"
    yield ""
    yield "Næste skridt"
    yield "  bostoette handleplan   det, I har aftalt at gøre"
    yield "  bostoette resultat     jeres fælles trin ved siden af de enkeltes svar"
    yield "  bostoette eksporter    en side med det hele"
    yield ""
    yield f"Gemt i {folder}"
