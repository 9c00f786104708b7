"""Danish: numbers, dates, words; pure functions on text."""
