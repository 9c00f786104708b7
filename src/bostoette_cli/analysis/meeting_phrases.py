"""The meeting paper's words, shared by the terminal, markdown, the page and Word."""

from collections.abc import Iterator

from bostoette_cli.analysis.agenda import Part, Slot
from bostoette_cli.analysis.findings import Why, in_meeting_order
from bostoette_cli.analysis.meeting import Meeting, Suggestions, Topic
from bostoette_cli.analysis.phrases import agreed_because, by_role
from bostoette_cli.analysis.plan import Planned
from bostoette_cli.analysis.plan_phrases import in_brief
from bostoette_cli.analysis.quotes import Quote
from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.language.numbers import decimal
from bostoette_cli.language.text import one_line, shorten

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

# A longer one is for the report; the paper is a page.
_LONGEST_QUOTE = 240
# What is said of the strongest case of its kind, and of the others.
_REASONS = {
    Why.DISAGREEMENT: ("her er I mest uenige", "her er I uenige"),
    Why.ROLE_GAP: ("her ser I forskelligt på det",),
    Why.LOW: ("her er der længst igen", "her er der et stykke igen"),
    None: ("valgt til mødet",),
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
    kind = [p for p, why in in_meeting_order(meeting.result) if why is topic.why]
    strongest = bool(kind) and kind[0].pejlemaerke.number == topic.result.pejlemaerke.number
    return _REASONS[topic.why][0 if strongest else -1]


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
    """What the team agreed on last time: ``3 Af og til: »Vi gør det ved opstart.«``."""
    return agreed_because(topic.before, meeting.result.catalogue.scale)


def agreed_now(topic: Topic, meeting: Meeting) -> str:
    """What the team has agreed on in this round already."""
    return agreed_because(topic.result.agreed, meeting.result.catalogue.scale)


def suggested_by(suggestions: Suggestions, catalogue: Catalogue) -> str:
    """Whose suggestions they are, and under which part: ``Forslag fra 5.1 Netværket frem``."""
    part = suggestions.part
    return (
        f"Forslag under {part.number} {one_line(part.title)} (forslagene er {catalogue.whose} egne)"
    )


def followed_up(planned: Planned, meeting: Meeting) -> str:
    """An action from before with what became of it, on one line."""
    event = planned.action.latest
    said = f" »{one_line(event.text)}«" if event and event.text else ""
    return f"{in_brief(planned.action, meeting.today)}{said}"


def quoted(quote: Quote) -> str:
    """What somebody wrote, on one line and not too long for a paper, with whose words it is."""
    by = f" ({one_line(quote.by)})" if quote.by else ""
    return f"»{shorten(one_line(quote.text), _LONGEST_QUOTE)}«{by}"


def since(topic: Topic, meeting: Meeting) -> str:
    """How it has moved since last time: ``Siden Forår 2026: fra 2,6 til 2,8``."""
    row = topic.row
    if row is None or row.change is None or meeting.previous is None:
        return ""
    aside = " (mindre end ét trin for én person)" if row.small else ""
    ends = f"fra {decimal(row.first.mean)} til {decimal(row.last.mean)}"
    return f"Siden {one_line(meeting.previous.title)}: {ends}{aside}"


def strong(meeting: Meeting) -> Iterator[str]:
    """What stands strong, a line for each."""
    for item in meeting.strong:
        figure = item.figure
        name = f"{item.pejlemaerke.number} {one_line(item.pejlemaerke.title)}"
        yield f"{name}: {decimal(figure.mean)} ({figure.n} svar)"


def closing() -> tuple[str, ...]:
    """The questions to end with."""
    return (
        "Hvad tager vi med os, og hvem siger det til dem, der ikke var her?",
        "Var mødet tiden værd? Hvad skal være anderledes næste gang?",
    )
