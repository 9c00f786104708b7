"""The command line: one module per command; registers, parses, calls, hands to a renderer."""
