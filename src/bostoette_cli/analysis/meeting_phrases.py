"""The meeting paper's words, shared by the terminal, markdown, the page and Word."""

from collections.abc import Iterator

from bostoette_cli.analysis.agenda import Part, Slot
from bostoette_cli.analysis.findings import Why
from bostoette_cli.analysis.meeting import Meeting, Suggestions, Topic
from bostoette_cli.analysis.phrases import agreement, by_role
from bostoette_cli.analysis.plan import Planned
from bostoette_cli.analysis.plan_phrases import in_brief, latest
from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.language.numbers import decimal
from bostoette_cli.language.text import one_line

HEADING = "Oplæg til personalemøde"
ASK = "Begynd med spørgsmålet"
ROOM = "Det aftaler vi"
# What is to be written down for each decision: the columns of the room for it.
COLUMNS = ("Hvad gør vi", "Hvem", "Hvornår", "Hvordan ser vi, at det virkede")
KEEP = (
    'Skriv det ind med bostoette handleplan tilfoej "…", og det fælles trin med '
    "bostoette evaluer --faelles."
)
NOTHING = "Ingen har svaret i runden endnu. Bed alle om at svare før mødet: bostoette evaluer"

_REASONS = {
    Why.DISAGREEMENT: "her er I uenige",
    Why.ROLE_GAP: "her ser I forskelligt på det",
    Why.LOW: "her er der længst igen",
    None: "valgt til mødet",
}
_PARTS = {
    Part.FOLLOW_UP: "Siden sidst",
    Part.STRENGTHS: "Det står stærkt",
    Part.DECISIONS: ROOM,
    Part.CLOSING: "Rund af",
}


def clock(slot: Slot) -> str:
    """When a slot begins, counted from the start of the meeting: ``0:10``."""
    hours, minutes = divmod(slot.begins, 60)
    return f"{hours}:{minutes:02d}"


def slot_name(slot: Slot, meeting: Meeting) -> str:
    """What a slot is called on the agenda."""
    if slot.topic is not None:
        return topic_name(meeting.topics[slot.topic], meeting)
    return _PARTS[slot.part]


def topic_name(topic: Topic, meeting: Meeting) -> str:
    """``5 Borgerens netværk: her er I mest uenige``."""
    pejlemaerke = topic.result.pejlemaerke
    return f"{pejlemaerke.number} {one_line(pejlemaerke.title)}: {reason(topic, meeting)}"


def reason(topic: Topic, meeting: Meeting) -> str:
    """Why it is on the agenda, in a few words; the strongest case of its kind says so."""
    alike = [t for t in meeting.topics if t.why is topic.why]
    if topic.why is Why.DISAGREEMENT and topic is alike[0] and len(alike) > 1:
        return "her er I mest uenige"
    if topic.why is Why.LOW and topic is not alike[0]:
        return "også her er der et stykke igen"
    return _REASONS[topic.why]


def standing(topic: Topic) -> str:
    """Where the answers stand: ``8 svar, fra 1,0 til 5,0, gennemsnit 2,9``."""
    figure = topic.result.figure
    if figure.hidden:
        return figure.hidden
    if figure.mean is None:
        return "Ingen har svaret med et tal."
    if figure.n == 1:
        return f"1 svar: {decimal(figure.mean)}"
    ends = f"fra {decimal(figure.lowest)} til {decimal(figure.highest)}"
    return f"{figure.n} svar, {ends}, gennemsnit {decimal(figure.mean)}"


def roles(topic: Topic) -> str:
    """The roles' figures where more than one role answered."""
    return by_role(topic.result) if len(topic.result.roles) > 1 else ""


def unknown(topic: Topic) -> str:
    """How many do not know, where it is many on some statement."""
    many = [s for s in topic.result.statements if s.tally.many_unknown]
    if not many:
        return ""
    worst = max(many, key=lambda s: s.tally.unknown)
    return (
        f"{worst.tally.unknown} af {worst.tally.answered} svarer »ved ikke« til: "
        f"{one_line(worst.statement.text)}"
    )


def agreed_before(topic: Topic, meeting: Meeting) -> str:
    """What the team agreed on last time: the step and the reason."""
    before = topic.before
    if before is None:
        return ""
    scale = meeting.result.catalogue.scale
    step = scale.step(before.value) if before.value is not None else None
    said = f"»{one_line(before.reason)}«" if before.reason else ""
    return " ".join(filter(None, [f"{step.name}." if step else "", said]))


def agreed_now(topic: Topic, meeting: Meeting) -> str:
    """What the team has agreed on in this round already."""
    agreed = topic.result.agreed
    if agreed is None:
        return ""
    step = one_line(agreement(topic.result, meeting.result.catalogue.scale)) or "intet trin"
    return f"{step}. {one_line(agreed.reason)}"


def suggested_by(suggestions: Suggestions, catalogue: Catalogue) -> str:
    """Whose suggestions they are, and under which part: ``Forslag fra 5.1 Netværket frem``."""
    part = suggestions.part
    return (
        f"Forslag under {part.number} {one_line(part.title)} (forslagene er {catalogue.whose} egne)"
    )


def followed_up(planned: Planned, meeting: Meeting) -> str:
    """An action from before with what became of it, on one line."""
    said = latest(planned.action)
    return f"{in_brief(planned.action, meeting.today)}{f': {said}' if said else ''}"


def strong(meeting: Meeting) -> Iterator[str]:
    """What stands strong, a line for each."""
    for item in meeting.strong:
        figure = item.figure
        aside = f" af {figure.n} svar" if figure.n > 1 else " af 1 svar"
        yield (
            f"{item.pejlemaerke.number} {one_line(item.pejlemaerke.title)}: "
            f"{decimal(figure.mean)}{aside}"
        )


def closing() -> tuple[str, ...]:
    """The questions to end with."""
    return (
        "Hvad tager vi med os, og hvem siger det til dem, der ikke var her?",
        "Var mødet tiden værd? Hvad skal være anderledes næste gang?",
    )
