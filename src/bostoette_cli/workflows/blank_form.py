"""The blank form for a round: what colleagues without the tool fill in."""

from bostoette_cli.reports.form import Form, build
from bostoette_cli.storage.store import Store
from bostoette_cli.workflows.opening import source_for
from bostoette_cli.workflows.rounds import the_open_round
from bostoette_cli.workflows.wish import Wish


def blank_form(store: Store, wish: Wish) -> Form:
    """The form of the open round, with the catalogue as the round froze it.

    Without an open round the form carries the catalogue alone: the answers go into the round that
    is open when they come back.

    Raises:
        WrongUse: the round is closed or does not exist, or there is nothing to ask.
        DamagedFile: a round that cannot be read may be the very one to answer in.
    """
    stored = the_open_round(store, wish)
    catalogue = stored.catalogue if stored else source_for(store, wish).catalogue
    round_ = stored.round if stored else None
    return build(catalogue, round_, wish.numbers, wish.role)
