"""Random codes for ids that people may have to read aloud or copy by hand."""

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without the letters that look like digits


def random_code(length: int) -> str:
    """A code nobody can guess, of so many characters."""
    import secrets

    return "".join(secrets.choice(ALPHABET) for _ in range(length))
