"""``bostoette kataloger``: the catalogues that come with the tool."""

from bostoette_cli.cli.danish import command

app, register = command(
    "Se, hvilke kataloger der følger med.",
    """
    bostoette kataloger
    bostoette vis --katalog botilbud
    """,
)


@register
def kataloger() -> None:
    """List the bundled catalogues."""
    from bostoette_cli.storage import catalogues
    from bostoette_cli.terminal.console import show
    from bostoette_cli.terminal.page import labelled, title

    found = [catalogues.find(id_).catalogue for id_ in catalogues.BUNDLED]
    lines = [
        labelled(
            catalogue.id,
            f"{catalogue.title} ({len(catalogue.pejlemaerker)} {catalogue.unit_plural}, "
            f"udgave {catalogue.edition})",
            indent=0,
            column=12,
        )
        for catalogue in found
    ]
    show([title("Kataloger"), *lines])
