"""What cannot be cheaper: a Typer program that prints a constant."""

import typer

app = typer.Typer(add_completion=False)


@app.command()
def show() -> None:
    """Print it."""
    print("bostoette 0.1.0")


app()
