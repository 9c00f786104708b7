"""The dialogue: a state machine without a terminal, and two front ends."""
