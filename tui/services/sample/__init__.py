"""The sample paper: a few feeds of our own that need no network and show every kind of block."""
