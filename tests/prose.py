"""Ordinary Danish prose with the numbers that stand in it, and CPR numbers as people write them."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path

_HAND_WRITTEN = Path(__file__).with_name("data") / "prosa-uden-cpr.txt"

_SENTENCES = (
    "Vi mødtes {dato} kl. {tid} i lokale {rum}.", "Borgeren ringede {dato} fra {telefon}.",
    "Ring på {telefon} eller {telefon}.", "Kontakt lægehuset på {telefon} inden {dato}.",
    "Bevillingen efter {paragraf} gælder {dato}-{dato}.", "Fra {dato} til {dato} var der vikar.",
    "Se sag {sag}, notat af {dato}.", "Sagsnr. {sag} er lukket {dato}.", "Jf. {paragraf}.",
    "Journalnr. {sag} ligger hos visitationen.", "Handleplanen er fra {dato} og ses på i {maaned}.",
    "CVR {cvr} og EAN {ean} står på regningen.", "P-nr. {pnr} er bostedet.",
    "Reg.nr. {fire}, kontonr. {konto}.", "Konto {konto} er borgerens egen.",
    "Det kostede {beloeb}.",
    "Husleje {beloeb} og varme {beloeb} pr. {dato}.", "Besøg {dato} og {dato}, begge kl. {tid}.",
    "Vi er {tal} medarbejdere og {tal} borgere på {vej}.", "Hun bor på {vej} og flytter {dato}.",
    "Referat {dato}, punkt {tal}.{tal}.", "I {aar} havde vi {tal} forløb, i {aar} {tal}.",
    "Vi svarede {tal} på udsagn {tal}.{tal}.", "Uge {tal}-{tal} er der lukket.",
    "Bussen går {tid} og {tid}.", "{tal} ud af {tal} kom, og det er {tal} % flere end i {aar}.",
    "Medicinen gives kl. {tid} og {tid}, i alt {tal} mg.", "Perioden er {dato} – {dato}.",
    "Vi spørger altid, men vi skriver det sjældent ned.", "Borgeren bestemmer, hvem der er med.",
    "Da vi tegnede kortet om i {maaned}, kom søsteren på.", "Værelse {rum} og {rum} er ledige.",
    "Fil {aar}{fire}_{tal}.pdf er lagt på sagen {sag}.", "Svarfristen er {tal} dage, altså {dato}.",
    "Tlf. {telefon}, træffetid {tid}-{tid}.", "Kurset {dato} koster {beloeb} pr. person.",
    "Efter {paragraf} og {paragraf}, bevilget {dato}.", "Faktura {aar}-{fire} på {beloeb}.",
    "Vi talte om håb, og hun satte ord på det, der virker.", "Mødet {dato} er flyttet til {dato}.",
)  # fmt: skip


@cache
def ordinary(count: int = 6_000) -> tuple[str, ...]:
    """Prose without CPR numbers: the sentences written by hand, and so many made from patterns."""
    draw = random.Random(85)
    written = _HAND_WRITTEN.read_text("utf-8").splitlines()
    return (*written, *(_made(draw) for _ in range(count)))


def _made(draw: random.Random) -> str:
    sentence = draw.choice(_SENTENCES)
    while "{" in sentence:
        start, end = sentence.index("{"), sentence.index("}")
        sentence = sentence[:start] + _number(draw, sentence[start + 1 : end]) + sentence[end + 1 :]
    return sentence


def _digits(draw: random.Random, count: int) -> str:
    return f"{draw.randrange(10**count):0{count}}"


def _number(draw: random.Random, kind: str) -> str:
    match kind:
        case "dato":
            return _day(draw, draw.choice(_DATES))
        case "telefon":
            eight = f"{draw.randint(2, 9)}{_digits(draw, 7)}"
            two = [eight[at : at + 2] for at in range(0, 8, 2)]
            return draw.choice(
                (eight, " ".join(two), f"{eight[:4]} {eight[4:]}", f"+45 {' '.join(two)}",
                 f"+45{eight}", f"45{eight}", f"0045 {eight}")
            )  # fmt: skip
        case "sag":
            year = draw.randint(2015, 2026)
            return draw.choice(
                (f"{year}-{_digits(draw, 5)}", f"{year % 100}/{_digits(draw, 6)}",
                 f"27.0{draw.randrange(10)}.00-G01-{_digits(draw, 2)}-{year % 100}",
                 f"{_digits(draw, 6)}-{year}", f"{year}/{_digits(draw, 7)}")
            )  # fmt: skip
        case "paragraf":
            section = draw.choice((82, 83, 85, 86, 95, 96, 104, 107, 108, 141))
            return draw.choice(
                (f"§ {section}", f"§{section}, stk. 1", f"servicelovens § {section}")
            )
        case "beloeb":
            crowns = draw.randint(10, 2_000_000)
            dotted = f"{crowns:,}".replace(",", ".")
            return draw.choice(
                (f"{dotted} kr.", f"{dotted},{_digits(draw, 2)} kr.", f"kr. {crowns}")
            )
        case "tid":
            hour, minute = draw.randrange(24), draw.choice((0, 15, 30, 45))
            return draw.choice(
                (f"{hour}.{minute:02}", f"{hour:02}:{minute:02}", f"{hour:02}{minute:02}")
            )
        case "maaned":
            return draw.choice(("januar", "maj", "november"))
        case "vej":
            return (
                f"Nørregade {draw.randint(1, 240)}, {draw.randint(1, 5)}. tv., {_digits(draw, 4)}"
            )
    plain = {
        "rum": str(draw.randint(1, 420)), "tal": str(draw.randint(0, 99)), "fire": _digits(draw, 4),
        "aar": str(draw.randint(2015, 2027)), "cvr": f"{draw.randint(1, 4)}{_digits(draw, 7)}",
        "ean": f"5798{_digits(draw, 9)}", "pnr": f"100{_digits(draw, 7)}",
        "konto": _digits(draw, 10),
    }  # fmt: skip
    return plain[kind]


_DATES = (
    "{d}.{m}.{y}", "den {d}.{m}.{y}", "{dd}.{mm}.{y}", "{dd}-{mm}-{y}", "{dd}/{mm}-{y}",
    "{dd}/{mm}/{y}", "{d}/{m}-{yy}", "{dd}{mm}{yy}", "den {dd}{mm}{yy}", "{dd}{mm}{y}",
    "{y}-{mm}-{dd}", "{d}/{m}", "{dd}.{mm}.{yy}", "d. {d}. marts {y}", "{d}. januar",
)  # fmt: skip


def _day(draw: random.Random, pattern: str) -> str:
    day = date(2015, 1, 1) + timedelta(days=draw.randrange(4_400))
    return pattern.format(
        d=day.day, m=day.month, y=day.year, dd=f"{day:%d}", mm=f"{day:%m}", yy=f"{day:%y}"
    )


@cache
def with_cpr(count: int = 400) -> tuple[str, ...]:
    """Sentences that each hold a made-up CPR number, in every notation people use."""
    draw = random.Random(141)
    return tuple(_sentence_with(draw, shape) for shape in _SHAPES for _ in range(count // 20))


_SHAPES = (
    "{six}-{four}", "{six}{four}", "{six} {four}", "{six} - {four}", "{six}–{four}",
    "{six}\u2011{four}", "{six}\u2010{four}", "{six}−{four}", "{six}\u00a0{four}",
    "{six}\u202f{four}", "{six}-\n{four}", "{six}\n{four}", "{six} \r\n{four}", "{six}\u00ad{four}",
    "{six}\u200b-{four}", "{six}\ufeff{four}", "{dd} {mm} {yy}-{four}", "{dd}.{mm}.{yy}-{four}",
    "{dd}-{mm}-{yy}-{four}", "{dd}/{mm}/{yy} - {four}", "{dd}{mm}19{yy}-{four}",
    "{dd}.{mm}.19{yy}-{four}",
)  # fmt: skip
_AROUND = (
    "Borgeren ({cpr}) ringede.", "CPR: {cpr}", "Cpr.nr. {cpr}, flyttet hertil i 2024.", "{cpr}",
    "Ring til {cpr} på 12 34 56 78.", "Hun er {cpr}, og hendes bror er på § 107.", "sag {cpr}",
    "{cpr}/{cpr}", "Navn;{cpr};Aarhus", "»{cpr}«", "cpr{cpr}", "[{cpr}](x)", "{cpr}.",
)  # fmt: skip
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _sentence_with(draw: random.Random, shape: str) -> str:
    day = date(1930, 1, 1) + timedelta(days=draw.randrange(35_000))
    first = day.day + (60 if draw.random() < 0.2 else 0)
    # No serial that reads as a year: after »sag« and after a written date that is one.
    four = f"{draw.choice((draw.randrange(2000), draw.randrange(2040, 10_000))):04}"
    mm, yy = f"{day:%m}", f"{day:%y}"
    cpr = shape.format(six=f"{first:02}{mm}{yy}", four=four, dd=f"{first:02}", mm=mm, yy=yy)
    if draw.random() < 0.05:
        cpr = cpr.translate(_WIDE).replace("１９" + yy, "19" + yy)
    return draw.choice(_AROUND).format(cpr=cpr)
