"""Everything that was said, agreed and decided in one round."""

from collections.abc import Sequence
from typing import NamedTuple

from bostoette_cli.domain.answers import Response
from bostoette_cli.domain.catalogue import Catalogue
from bostoette_cli.domain.plan import Action
from bostoette_cli.domain.rounds import NOTHING_AGREED, Agreement, Round


class RoundData(NamedTuple):
    """One round, read: what the arithmetic, the meeting and the reports start from."""

    round: Round
    catalogue: Catalogue
    responses: Sequence[Response]
    agreement: Agreement = NOTHING_AGREED
    actions: Sequence[Action] = ()
