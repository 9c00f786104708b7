"""bostoette: self-evaluation for bostøtte teams, against published quality guidelines."""

__version__ = "0.1.0"
