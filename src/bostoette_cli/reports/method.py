"""How the figures came about, in words: printed in every report as "Sådan er der regnet"."""

from collections.abc import Iterator

from bostoette_cli.analysis.scoring import RoundResult
from bostoette_cli.language.numbers import plain
from bostoette_cli.reports.model import Report


def explanation(report: Report) -> Iterator[str]:
    """One sentence or two for each rule that bears on this report."""
    result = report.result
    yield from _scale(result)
    yield (
        "En persons tal på et nummer er gennemsnittet af personens svar på dets udsagn. Rundens "
        "tal er gennemsnittet af personernes tal, så hver person vejer lige meget. "
        "n er antallet af personer med et tal."
    )
    yield (
        "Spredningen er standardafvigelsen mellem personernes tal: 0 betyder, at alle står samme "
        f"sted; {plain(result.catalogue.scale.step_size)} eller mere, at I ser forskelligt på det. "
        "Fordelingen tæller hver person ved det "
        "trin, personens tal ligger nærmest."
    )
    yield (
        "Ved ikke, ikke relevant, vil ikke svare og ikke besvaret er fire forskellige ting. "
        "Ingen af dem er et tal, og ingen af dem tæller som nul."
    )
    yield "Det, I er blevet enige om, står ved siden af gennemsnittet og er ikke regnet med i det."
    if result.drafts:
        yield "Svar fra dem, der ikke er færdige endnu, er regnet med, så langt de er nået."
    if report.comparison is not None:
        yield (
            "Runderne er sammenlignet på de udsagn, der har samme ordlyd i dem alle. Op, ned og "
            "samme tæller de personer, der har svaret i både den første og den sidste runde. "
            "En lille ændring er mindre end ét trin for én person."
        )
        if any(row.done for row in report.comparison.rows):
            yield (
                "En handling er gjort undervejs, når den er aftalt i en af de tidligere runder og "
                "gjort efter den rundes dato og senest den dag, den sidste runde blev lukket."
            )
    if result.round.is_anonymous:
        yield (
            f"Runden er anonym. Tal og ord fra færre end {result.round.threshold} er skjult, og "
            "flere er skjult, hvor de små ellers kunne regnes ud."
        )
    yield "Tallene er vist med én decimal; fra 5 rundes der op."


def _scale(result: RoundResult) -> Iterator[str]:
    scale = result.catalogue.scale
    steps = " · ".join(f"{plain(step.value)} {step.name}" for step in scale.steps)
    yield (
        f"Skalaen er {result.catalogue.whose} egen, ikke udgiverens, og ikke et afprøvet "
        f"måleinstrument: {steps}."
    )
