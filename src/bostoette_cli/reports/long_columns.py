"""The columns of the long format: a promise to programs, explained in ``docs/mange-teams.md``."""

from bostoette_cli.reports.table import Column, Kind

_PLACE = (Column("team"), Column("runde"))
COUNTS = tuple(
    Column(name, Kind.WHOLE)
    for name in ("ved_ikke", "ikke_relevant", "vil_ikke_svare", "ikke_besvaret")
)
_FIGURES = (
    Column("n", Kind.WHOLE),
    *(
        Column(name, Kind.NUMBER)
        for name in ("gennemsnit", "median", "mindste", "stoerste", "spredning")
    ),
)

COLUMNS = {
    "runder": (
        *_PLACE,
        Column("teamnavn"),
        Column("titel"),
        Column("dato", Kind.DAY),
        Column("katalog"),
        Column("udgave"),
        Column("katalogtitel"),
        Column("form", Kind.CODE),
        Column("taerskel", Kind.WHOLE),
        Column("status", Kind.CODE),
        Column("lukket", Kind.DAY),
        Column("antal", Kind.WHOLE),
        Column("kladder", Kind.WHOLE),
        Column("ulaeste", Kind.WHOLE),
        Column("skala_mindste", Kind.STEP),
        Column("skala_stoerste", Kind.STEP),
    ),
    "pejlemaerker": (
        *_PLACE,
        Column("pejlemaerke", Kind.WHOLE),
        Column("titel"),
        Column("udsagn"),
        Column("tekst"),
    ),
    "svar": (
        *_PLACE,
        Column("dato", Kind.DAY),
        Column("person"),
        Column("rolle", Kind.CODE),
        Column("tilstand", Kind.CODE),
        Column("pejlemaerke", Kind.WHOLE),
        Column("udsagn"),
        Column("svar", Kind.CODE),
        Column("vaerdi", Kind.STEP),
    ),
    "aggregater": (
        *_PLACE,
        Column("dato", Kind.DAY),
        Column("niveau", Kind.CODE),
        Column("pejlemaerke", Kind.WHOLE),
        Column("rolle", Kind.CODE),
        Column("udsagn"),
        *_FIGURES,
        *COUNTS,
        Column("faelles", Kind.STEP),
        Column("skjult"),
    ),
    "fordelinger": (
        *_PLACE,
        Column("niveau", Kind.CODE),
        Column("pejlemaerke", Kind.WHOLE),
        Column("udsagn"),
        Column("vaerdi", Kind.STEP),
        Column("antal", Kind.WHOLE),
    ),
    "handlinger": (
        *_PLACE,
        Column("id"),
        Column("pejlemaerke", Kind.WHOLE),
        Column("tekst"),
        Column("ansvarlig"),
        Column("frist", Kind.DAY),
        Column("tegn"),
        Column("status", Kind.CODE),
        Column("oprettet", Kind.DAY),
        Column("senest", Kind.DAY),
        Column("senest_tekst"),
    ),
    "ord": (
        *_PLACE,
        Column("pejlemaerke", Kind.WHOLE),
        Column("slags", Kind.CODE),
        Column("id"),
        Column("person"),
        Column("rolle", Kind.CODE),
        Column("ord"),
    ),
}
