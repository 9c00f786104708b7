"""What a command sets in motion when it needs both the store and the dialogue."""
