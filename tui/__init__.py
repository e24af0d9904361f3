"""Kanbao 看报, a terminal news reader that sets Chinese as it should be set."""

__version__ = "0.1.0"
