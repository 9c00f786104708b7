"""A questionary program that asks one question."""

import questionary

questionary.select(
    "Hvor langt er det kommet hos jer?", ["Ikke endnu", "Af og til", "Fast praksis"]
).ask()
