"""Catalogue, round, response, agreement: plain immutable values."""
