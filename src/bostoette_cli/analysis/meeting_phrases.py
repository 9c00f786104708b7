"""The meeting paper's words, shared by the terminal, markdown, the page and Word."""

from collections.abc import Iterator
from fractions import Fraction

from bostoette_cli.analysis.agenda import Part, Slot
from bostoette_cli.analysis.excerpts import LONGEST_QUOTE
from bostoette_cli.analysis.findings import (
    SEVERAL,
    Why,
    in_front,
    is_lowest,
    is_most_mixed,
    level,
    movement,
)
from bostoette_cli.analysis.meeting import Meeting, Suggestions, Topic
from bostoette_cli.analysis.phrases import agreed_because, agreement, by_role, partial
from bostoette_cli.analysis.plan import Planned
from bostoette_cli.analysis.plan_phrases import in_brief
from bostoette_cli.analysis.quotes import Quote, wordings
from bostoette_cli.analysis.scoring import PejlemaerkeResult, RoundResult
from bostoette_cli.domain.catalogue import Catalogue, Scale
from bostoette_cli.domain.rounds import Agreed
from bostoette_cli.language.numbers import decimal, plain
from bostoette_cli.language.text import listed, one_line, shorten

HEADING = "Oplæg til personalemøde"
ASK = "Spørgsmål at begynde med"
BUILD_ON = "Hvad gør vi her, som vi kan bruge andre steder?"
ROOM = "Det aftaler vi"
DECIDED = "Aftalt i denne runde"
# What is to be written down for each decision: the columns of the room for it.
COLUMNS = ("Hvad gør vi", "Hvem", "Hvornår", "Hvordan ser vi, at det virker")
KEEP = (
    "Skriv aftalerne ind, så næste møde begynder med dem: bostoette handleplan tilfoej. "
    "Bliver I enige om et trin, så gem det med bostoette evaluer --faelles."
)
NOTHING = (
    "Ingen har svaret i runden endnu. Bed alle om at svare før mødet med bostoette evaluer, "
    "eller brug tiden til at svare sammen med bostoette evaluer --faelles."
)

# A longer one stands whole in the handleplan; the paper is a page.
_LONGEST_ACTION = 300
_FEWEST_ROWS = 3
_PARTS = {
    Part.FOLLOW_UP: "Siden sidst",
    Part.ANSWERS: "Svar først",
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
    """Why it is on the agenda, in a few words; "most" only where it is so of all in the round."""
    match topic.why:
        case Why.DISAGREEMENT:
            most = is_most_mixed(topic.result, meeting.result)
            return "her er I mest uenige" if most else "her er I uenige"
        case Why.ROLE_GAP:
            return f"her ser {listed(_furthest_apart(topic))} forskelligt på det"
        case Why.LOW:
            return _how_low(topic.result, meeting.result)
        case Why.UNKNOWN:
            many = any(s.tally.unknown >= SEVERAL for s in topic.result.statements)
            return "her svarer mange »ved ikke«" if many else "her er svaret »ved ikke«"
    return "valgt til mødet"


def _how_low(item: PejlemaerkeResult, result: RoundResult) -> str:
    """How far a practice has come where nothing else calls for talking about it."""
    height, scale = level(item) or Fraction(), result.catalogue.scale
    if item.figure.n == 1:
        return "her har kun én svaret"
    if height == scale.highest:
        return "her står I på det øverste trin"
    if is_lowest(item, result):
        return "her er der længst igen"
    if height < scale.middle:
        return "her er der langt igen"
    shown = f"tallet {decimal(height)}" if item.figure.n else f"jeres fælles trin {plain(height)}"
    return f"her er {shown}"


def _furthest_apart(topic: Topic) -> list[str]:
    """The two roles with the widest gap between them."""
    gaps, roles = topic.result.gaps, topic.result.roles
    return [role.named(roles[role].n) for role in max(gaps, key=gaps.__getitem__)]


def nothing(meeting: Meeting) -> str:
    """What to do where there is nothing to talk about yet."""
    result = meeting.result
    if not result.count:
        return NOTHING
    first = result.pejlemaerker[0].pejlemaerke.number
    own = f"vælg selv, hvad I vil tale om: bostoette moede --emne {first}"
    if any(p.figure.hidden for p in result.pejlemaerker):
        few = "Der er for få svar til, at den anonyme runde kan vise tal."
        return f"{few} Bed flere om at svare med bostoette evaluer, eller {own}"
    return f"Ingen har svaret med et tal. Svar sammen med bostoette evaluer --faelles, eller {own}"


def standing(topic: Topic) -> str:
    """Where the answers stand: ``8 svar, fra 1,0 til 5,0, gennemsnit 2,9``."""
    figure = topic.result.figure
    if figure.hidden:
        return f"{figure.hidden.capitalize()}."
    if figure.mean is None:
        together = level(topic.result) is not None
        return "I har kun svaret sammen." if together else "Ingen har svaret med et tal."
    if figure.n == 1:
        return f"1 svar: {decimal(figure.mean)}"
    ends, mean = f"fra {decimal(figure.lowest)} til {decimal(figure.highest)}", decimal(figure.mean)
    alike = figure.lowest == figure.highest
    said = (
        f"{figure.n} svar, alle {mean}" if alike else f"{figure.n} svar, {ends}, gennemsnit {mean}"
    )
    return ", ".join(filter(None, [said, partial(topic.result)]))


def telling(topic: Topic) -> str:
    """The statement to look at first, where there are several to choose from."""
    item = topic.statement
    others = [
        s.figure for s in topic.result.statements if s is not item and s.figure.mean is not None
    ]
    if item is None or not others:
        return ""
    text, figure = one_line(item.statement.text).rstrip("."), item.figure
    if topic.why is not Why.LOW and figure.spread:
        ends = f"fra {plain(figure.lowest or 0)} til {plain(figure.highest or 0)}"
        most = in_front(figure.spread, [other.spread or 0 for other in others])
        return f"{'Mest forskelligt' if most else 'Forskelligt'} svarer I på »{text}«: {ends}."
    shown = decimal(figure.mean)
    alike = sum(decimal(other.mean) == shown for other in others)
    if alike == len(others):
        return ""
    return f"{'Blandt de laveste' if alike else 'Lavest'} står »{text}« med {shown}."


def behind(topic: Topic, meeting: Meeting) -> Iterator[str]:
    """What lies behind the figure: the lines that have something to say."""
    lines = (roles(topic), unknown(topic), since(topic, meeting))
    return filter(None, lines)


def roles(topic: Topic) -> str:
    """The roles' figures where more than one role answered."""
    result = topic.result
    if len(result.roles) < 2 or result.figure.mean is None:
        return ""
    some = any(figure.mean is not None for figure in result.roles.values())
    return by_role(result) if some else f"Rollernes tal er {by_role(result)}"


def unknown(topic: Topic) -> str:
    """How many do not know, where it is many on some statement."""
    fewest = 1 if topic.why is Why.UNKNOWN else SEVERAL
    tallies = [s for s in topic.result.statements if s.tally.answered >= fewest]
    many = [s for s in tallies if s.tally.many_unknown]
    if not many:
        return ""
    worst = max(many, key=lambda s: s.tally.unknown)
    return (
        f"{worst.tally.unknown} af {worst.tally.answered} svarer »ved ikke« til "
        f"»{one_line(worst.statement.text).rstrip('.')}«."
    )


def agreed_before(topic: Topic, meeting: Meeting) -> str:
    """What the team agreed on last time: ``3 Af og til: »Vi gør det ved opstart.«``."""
    return _agreed(topic.before, meeting.scale_before)


def agreed_now(topic: Topic, meeting: Meeting) -> str:
    """What the team has agreed on in this round already."""
    return _agreed(topic.result.agreed, meeting.result.catalogue.scale)


def agreements(topic: Topic, meeting: Meeting) -> Iterator[str]:
    """What the team agreed on last time, and has agreed on in this round, a sentence for each."""
    if before := agreed_before(topic, meeting):
        yield f"Sidst blev I enige om {before}"
    if now := agreed_now(topic, meeting):
        yield f"I er blevet enige om {now}"


def _agreed(agreed: Agreed | None, scale: Scale | None) -> str:
    if agreed is None or scale is None:
        return ""
    left_open = "at lade trinnet stå åbent" if agreed.value is None else ""
    return ": ".join(filter(None, [left_open, agreed_because(agreed, scale)]))


def suggested_by(suggestions: Suggestions, catalogue: Catalogue) -> str:
    """Whose suggestions they are, and where: ``Værktøjets forslag under 5.1 Netværket frem``."""
    whose, part = one_line(catalogue.whose), suggestions.part
    return f"{whose[:1].upper()}{whose[1:]} forslag under {part.number} {one_line(part.title)}"


def followed_up(planned: Planned, meeting: Meeting) -> str:
    """An action from before with what became of it, on one line."""
    event = planned.action.latest
    said = f" »{one_line(event.text)}«" if event and event.text else ""
    return shorten(f"{in_brief(planned.action, meeting.today)}{said}", _LONGEST_ACTION)


def further(meeting: Meeting) -> str:
    """How many more actions there are than the paper has room for."""
    return f"og {meeting.further} til, se bostoette handleplan" if meeting.further else ""


def moved_since(meeting: Meeting) -> str:
    """What stands above the sentences on what has moved."""
    return f"Tallene siden {one_line(meeting.previous.title)}" if meeting.previous else ""


def quoted(quote: Quote) -> str:
    """What somebody wrote, on one line and not too long for a paper, with whose words it is."""
    by = f" ({one_line(quote.by)})" if quote.by else ""
    return f"»{shorten(one_line(quote.text), LONGEST_QUOTE)}«{by}"


def said(topic: Topic) -> dict[str, list[str]]:
    """What was written, below a lead-in that names the statement or question it is about.

    The statement to look at first comes first, also where nobody has written about it.
    """
    leads = {
        id_: f"Til »{shorten(one_line(text).rstrip('.'), LONGEST_QUOTE)}«:"
        for id_, text in wordings(topic.result).items()
    }
    below: dict[str, list[str]] = {}
    if topic.statement and (first := telling(topic)):
        leads[topic.statement.statement.id] = first
        below[first] = []
    for quote in topic.quotes:
        below.setdefault(leads[quote.about], []).append(quoted(quote))
    return below


def since(topic: Topic, meeting: Meeting) -> str:
    """How it has moved since last time: ``Siden Forår 2026: fire op og to ned``."""
    row = topic.row
    if row is None or row.change is None or meeting.previous is None:
        return ""
    fewer = len(row.results[-1].statements) < len(topic.result.statements)
    aside = " (på de udsagn, runderne har fælles)" if fewer else ""
    return f"Siden {one_line(meeting.previous.title)}: {movement(row)}{aside}."


def strong(meeting: Meeting) -> Iterator[str]:
    """What stands strong, a line for each."""
    for item in meeting.strong:
        figure = item.figure
        name = f"{item.pejlemaerke.number} {one_line(item.pejlemaerke.title)}"
        if figure.mean is not None:
            yield f"{name}: {decimal(figure.mean)} ({figure.n} svar)"
        else:
            step = agreement(item.agreed, meeting.result.catalogue.scale)
            yield f"{name}: {one_line(step)} (jeres fælles trin)"


def rows(meeting: Meeting) -> Iterator[str]:
    """What the rows for decisions begin with: a topic each, and at least one for something else."""
    for topic in meeting.topics:
        pejlemaerke = topic.result.pejlemaerke
        yield f"{pejlemaerke.number} {one_line(pejlemaerke.short or pejlemaerke.title)}:"
    yield from [""] * max(_FEWEST_ROWS - len(meeting.topics), 1)


def to_write() -> str:
    """What is to be written down for each decision, as questions."""
    return f"Til hver aftale: {' '.join(f'{question}?' for question in COLUMNS)}"


def closing() -> tuple[str, ...]:
    """The questions to end with."""
    return (
        "Hvad tager vi med os, og hvem siger det til dem, der ikke var her?",
        "Var mødet tiden værd? Hvad skal være anderledes næste gang?",
    )
