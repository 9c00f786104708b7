"""The arithmetic: scoring, comparison, anonymity; pure functions."""
