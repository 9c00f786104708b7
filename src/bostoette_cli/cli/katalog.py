"""``bostoette katalog``: choose a catalogue, copy one, check one, install one."""

from typing import Annotated

import typer

from bostoette_cli.cli import danish, options
from bostoette_cli.domain.errors import WrongUse
from bostoette_cli.language.numbers import counted
from bostoette_cli.language.text import one_line, visible

app = danish.group(
    "Vælg, hvilket katalog I bruger, eller lav jeres eget.",
    "bostoette katalog vaelg botilbud\n"
    "bostoette katalog kopier bostoette vores.toml\n"
    "bostoette katalog tjek vores.toml",
)


@app.command(
    short_help="Gør et katalog til jeres.",
    help="Vælg det katalog, der bruges, når intet andet er nævnt.",
    epilog="bostoette katalog vaelg botilbud",
)
def vaelg(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Et af dem, bostoette kataloger viser.")],
    mappe: options.Folder = None,
) -> None:
    """Choose the default catalogue."""
    store = options.open_store(mappe)
    if id_ not in store.library.ids:
        source = store.library.find(id_)
        raise WrongUse(
            f"{id_}: filen skal have et fast navn først. Kør bostoette katalog installer {id_}, "
            f"og vælg så {source.catalogue.id}"
        )
    catalogue = store.library.find(id_).catalogue
    store.choose_catalogue(id_)
    typer.echo(one_line(f"I bruger nu »{catalogue.title}«."))


@app.command(
    short_help="Lav en kopi, I kan rette i.",
    help="Lav en kopi af et katalog, som I kan rette i Notesblok.",
    epilog="bostoette katalog kopier bostoette vores.toml",
)
def kopier(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Det katalog, der skal kopieres.")],
    fil: Annotated[str, typer.Argument(metavar="FIL", help="Den nye fil.")],
    mappe: options.Folder = None,
) -> None:
    """Copy a catalogue for editing."""
    from bostoette_cli.storage.catalogues import as_copy

    store = options.open_store(mappe)
    path = options.read_path(fil)
    data = as_copy(store.library.find(id_), path.stem)
    options.create_file(path, data, "Vælg et andet navn.")
    typer.echo(visible(f"Skrevet til {path}"))
    typer.echo(visible(f"Ret i den, og se efter med bostoette katalog tjek {fil}"))


@app.command(
    short_help="Se et katalog efter for fejl.",
    help="Se et katalog efter, og nævn alle fejl på én gang med linje, felt og råd.",
    epilog="bostoette katalog tjek vores.toml",
)
def tjek(
    fil: Annotated[str, typer.Argument(metavar="FIL", help="Katalogets fil.")],
) -> None:
    """Check a catalogue."""
    from bostoette_cli.storage.catalogues import judge

    path = options.read_path(fil)
    judgement = judge(path)
    for remark in judgement.remarks:
        typer.echo(visible(remark))
    if judgement.faults:
        for fault in judgement.faults:
            typer.echo(visible(fault), err=True)
        count = counted(len(judgement.faults), "fejl", "fejl")
        rest = "Ret dem i Notesblok, og kør kommandoen igen."
        typer.echo(visible(f"{path}: {count}. {rest}"), err=True)
        raise typer.Exit(1)
    typer.echo(visible(f"{path}: kataloget er i orden."))


@app.command(
    short_help="Giv jeres katalog et fast navn.",
    help="Læg jeres katalog i datamappen, så det kan nævnes ved sit id. Et ældre med samme id "
    "erstattes; runder, der er åbnet, beholder deres egen kopi.",
    epilog="bostoette katalog installer vores.toml",
)
def installer(
    fil: Annotated[str, typer.Argument(metavar="FIL", help="Katalogets fil.")],
    tillad_cpr: options.AllowCpr = False,
    mappe: options.Folder = None,
) -> None:
    """Install a catalogue in the data folder."""
    from bostoette_cli.storage.catalogues import load, refuse_cpr
    from bostoette_cli.workflows import clock

    store = options.open_store(mappe)
    path = options.read_path(fil)
    source = load(path)
    if not tillad_cpr:
        refuse_cpr(source, str(path), "brug --tillad-cpr")
    store.library.install(source, clock.now())
    id_ = source.catalogue.id
    typer.echo(one_line(f"»{source.catalogue.title}« kan nu bruges som {id_}."))
    typer.echo(f"Gør det til jeres med bostoette katalog vaelg {id_}")
