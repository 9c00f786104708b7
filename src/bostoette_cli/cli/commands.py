"""The table of commands: from it the help, the spelling suggestions and the late imports."""

from typing import NamedTuple


class Entry(NamedTuple):
    """One command: the module it lives in, and what it does in one line."""

    module: str
    help: str


COMMANDS = {
    "demo": Entry("demo", "Se et opdigtet teams to runder, før I selv går i gang."),
    "om": Entry("om", "Hvad pejlemærkerne er, og hvad de ikke er."),
    "vis": Entry("vis", "Læs pejlemærkerne: alle i korthed, ét i sin helhed, eller en anbefaling."),
    "evaluer": Entry(
        "evaluer", "Svar på spørgeskemaet, alene eller sammen. Fortsætter af sig selv."
    ),
    "runder": Entry("runder", "Se de runder, der findes."),
    "runde": Entry("runde", "Åbn, luk, omdøb eller slet en runde."),
    "resultat": Entry("resultat", "Se tallene for én runde."),
    "sammenlign": Entry("sammenlign", "Se, hvad der har flyttet sig mellem runder."),
    "skema": Entry(
        "skema", "Lav et skema til kolleger uden værktøjet, som webside eller på papir."
    ),
    "moede": Entry("moede", "Lav oplægget til personalemødet."),
    "handleplan": Entry("handleplan", "Se, hvad I har aftalt, og sig, hvad der blev af det."),
    "importer": Entry("importer", "Tag svar ind, som kolleger har udfyldt i en fil."),
    "eksporter": Entry("eksporter", "Skriv en rapport til møde, mail eller arkiv."),
    "metoder": Entry("metoder", "Slå metoder og redskaber op."),
    "soeg": Entry("soeg", "Søg i alle katalogernes tekster."),
    "refleksion": Entry("refleksion", "Få et spørgsmål at åbne mødet med."),
    "kataloger": Entry("kataloger", "Se, hvilke kataloger der er."),
    "katalog": Entry("katalog", "Vælg katalog, eller lav jeres eget."),
    "tjek": Entry("tjek", "Se datamappen efter for fejl, og hent tidligere udgaver af filer."),
    "arkiver": Entry("arkiver", "Lav en sikkerhedskopi: én fil med alt, hvad I har svaret."),
    "gendan": Entry("gendan", "Læg en sikkerhedskopi tilbage."),
    "hjaelp": Entry("hjaelp", "Få hjælp til det hele eller til én kommando."),
    "fuldfoer": Entry("fuldfoer", "Lad tabulatortasten skrive kommandoer færdig."),
    "mappe": Entry("mappe", "Se, hvor dine data ligger."),
}
