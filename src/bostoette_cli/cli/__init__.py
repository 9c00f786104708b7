"""The command line: one module for each command."""

import gc

# A command is short and keeps what it makes. Loading modules alone would set off dozens of
# collections that find nothing and take a tenth of the time to the first question; this is the
# first line of ours to run. A long dialogue still collects, only less often.
gc.set_threshold(250_000, 20, 20)
