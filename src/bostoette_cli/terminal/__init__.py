"""What the terminal shows: tables, bars, cards."""
