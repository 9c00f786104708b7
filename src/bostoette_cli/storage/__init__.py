"""The data folder: reading, atomic writing, freezing catalogues."""
