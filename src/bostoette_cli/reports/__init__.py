"""Files for others: one report model, one small writer for each format."""
