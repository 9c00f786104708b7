"""A Typer program that draws, with rich, a panel and a table of the size of ``vis 5``."""

import typer

app = typer.Typer(add_completion=False)


@app.command()
def show() -> None:
    """Draw them."""
    from rich.console import Console
    from rich.panel import Panel
    from rich.table import Table

    words = "Borger og bostøtte skriver beskeden sammen, øver samtalen eller følges ad på turen. "
    table = Table("nr", "tekst")
    for number in range(45):
        table.add_row(str(number), words * 2)
    console = Console()
    console.print(Panel(words * 8))
    console.print(table)


app()
