"""The sample paper: a few feeds of our own that need no network and show every kind of block."""

SITE = "https://example.org/kanbao/"
"""How the addresses of its articles begin; nothing stands there, and nobody has to be asked."""
