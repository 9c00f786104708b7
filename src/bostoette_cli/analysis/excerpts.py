"""What is worth reading aloud on a pejlemærke: the statement that tells most, and a few quotes."""

from fractions import Fraction

from bostoette_cli.analysis.findings import Why
from bostoette_cli.analysis.quotes import Quote, Voices
from bostoette_cli.analysis.scoring import PejlemaerkeResult, StatementResult

# A longer text is a letter, not a quote; shorter ones go first.
LONGEST_QUOTE = 240
_MOST_QUOTES = 3


def most_telling(result: PejlemaerkeResult, why: Why | None) -> StatementResult | None:
    """The statement to look at first, among those whose figure may be shown.

    Where the figure is what calls for talk, it is the lowest, else the one that people stand
    furthest apart on; those alike in that are ordered by the other.
    """

    def rank(item: StatementResult) -> tuple[float, float]:
        height, spread = float(item.figure.mean or Fraction()), -_spread(item)
        return (height, spread) if why is Why.LOW else (spread, height)

    shown = [item for item in result.statements if item.figure.mean is not None]
    return min(shown, key=rank, default=None)


def few_quotes(said: Voices, result: PejlemaerkeResult) -> tuple[Quote, ...]:
    """Two or three quotes: one to each statement, the most mixed first, then to the questions.

    Which are picked, and in what order, depends on the texts alone, never on who wrote them.
    """
    by_spread = sorted(result.statements, key=lambda item: -_spread(item))
    places = [s.statement.id for s in by_spread] + [r.id for r in result.pejlemaerke.reflections]
    written = sorted((*said.notes, *said.reflections), key=_by_text)
    in_turn = [[quote for quote in written if quote.about == place] for place in places]
    firsts = [quotes[0] for quotes in in_turn if quotes]
    rest = [quote for quotes in in_turn for quote in quotes[1:]]
    return tuple([*firsts, *rest][:_MOST_QUOTES])


def _spread(item: StatementResult) -> float:
    return item.figure.spread or 0.0


def _by_text(quote: Quote) -> tuple[bool, int, str, str]:
    """The longest that is still a quote goes first: it says most."""
    length = len(quote.text)
    return length > LONGEST_QUOTE, -min(length, LONGEST_QUOTE), quote.text, quote.by
