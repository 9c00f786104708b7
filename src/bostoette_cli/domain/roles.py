"""The five voices that answer versions of the same statements."""

from enum import StrEnum


class Role(StrEnum):
    """Who answers. The values are the words in the files."""

    STAFF = "medarbejder"
    LEADER = "leder"
    CITIZEN = "borger"
    RELATIVE = "paaroerende"
    PARTNER = "samarbejdspartner"

    @property
    def label(self) -> str:
        """One of them, in running Danish."""
        return "pårørende" if self is Role.RELATIVE else self.value

    @property
    def plural(self) -> str:
        """Several of them, in running Danish."""
        return _PLURALS[self]

    def named(self, count: int) -> str:
        """The word for that many of them."""
        return self.label if count == 1 else self.plural

    @property
    def is_team(self) -> bool:
        """Whether the role belongs to the team whose practice is evaluated."""
        return self in (Role.STAFF, Role.LEADER)

    @property
    def scale_question(self) -> str:
        """What is asked above the scale: about practice, or about how it is seen."""
        return "Hvor langt er det kommet hos jer?" if self.is_team else "Hvordan oplever du det?"

    @property
    def reason_question(self) -> str:
        """What is asked when a statement is said not to be relevant."""
        return f"Hvorfor er det ikke relevant {'hos jer' if self.is_team else 'for dig'}?"


_PLURALS = {
    Role.STAFF: "medarbejdere",
    Role.LEADER: "ledere",
    Role.CITIZEN: "borgere",
    Role.RELATIVE: "pårørende",
    Role.PARTNER: "samarbejdspartnere",
}
