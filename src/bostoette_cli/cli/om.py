"""``bostoette om``: what the publication is, and whose words the tool speaks."""

from bostoette_cli.cli import options
from bostoette_cli.cli.danish import command

app, register = command(
    "Hvad pejlemærkerne er, hvad de ikke er, og hvad der er værktøjets eget.",
    """
    bostoette om
    bostoette om --katalog botilbud
    """,
)


@register
def om(katalog: options.CatalogueName = None, mappe: options.Folder = None) -> None:
    """Tell about a catalogue."""
    from bostoette_cli.terminal.catalogue import about
    from bostoette_cli.terminal.console import show

    show(about(options.open_catalogue(katalog, mappe)), long=True)
