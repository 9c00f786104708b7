"""What can go wrong, each with a Danish sentence for the user and an exit status."""

from collections.abc import Sequence

from bostoette_cli.language.text import shorten

_MOST_NAMED = 50
_LONGEST_PROBLEM = 500
MEND_OR_MOVE = "Ret filen i Notesblok, eller flyt den ud af mappen."


class BostoetteError(Exception):
    """Something the user can mend. The text says where, what, and what to do.

    Args:
        words: what is wrong and what to do about it.
        file: the path it is about, as shown to the user; blank where it is about none, or where
            the words name it themselves.
    """

    exit_status = 1

    def __init__(self, words: str, file: str = "") -> None:
        self.words = words
        self.file = file
        super().__init__(f"{file}: {words}" if file else words)


class WrongUse(BostoetteError):
    """The command line asks for something that does not exist or does not fit."""

    exit_status = 2


class DamagedFile(BostoetteError):
    """A file that cannot be read or does not hold what it should.

    Args:
        file: the file's path, as shown to the user.
        problems: what is wrong, each naming its field or line.
        remedy: what the user can do about it.
    """

    def __init__(self, file: str, problems: Sequence[str], remedy: str = "") -> None:
        self.problems = tuple(problems)
        self.remedy = remedy or MEND_OR_MOVE
        super().__init__(f"{_in_a_sentence(self.problems)}. {self.remedy}", file)


def _in_a_sentence(problems: Sequence[str]) -> str:
    """Join problems, as many as one can read; of the rest only how many they are."""
    rest = len(problems) - _MOST_NAMED
    named = [shorten(problem, _LONGEST_PROBLEM) for problem in problems[:_MOST_NAMED]]
    return "; ".join([*named, *([f"og {rest} fejl til"] if rest > 0 else [])])


class StrayCopy(DamagedFile):
    """A copy beside the file it was made of: it is not read, and nothing is missing for that."""


class StorageFailure(BostoetteError):
    """The disk or the folder would not take or give a file; nothing was changed."""


class ChangedElsewhere(StorageFailure):
    """Another program changed or made the file since it was read here; it stands as it is."""


class NoTerminal(BostoetteError):
    """A dialogue was asked for where nobody can answer."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(
            sentence
            or "Der er ingen terminal at svare i. Åbn en terminal, og kør kommandoen dér, "
            "eller tag svarene fra en fil med --svar FIL."
        )


class Stopped(BostoetteError):
    """The user stopped with Ctrl-C; what was answered is kept."""

    exit_status = 130


class MissingExtra(BostoetteError):
    """Something was asked for that needs a library which is not installed.

    Args:
        what: what was asked for, as the subject of a sentence.
        extra: the name of the choice at installation that brings it.
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} kræver et tilvalg, som ikke er installeret her. Bed den, der har installeret "
            f'værktøjet, om at skrive pipx install --force ".[{extra}]" i projektets mappe.'
        )
