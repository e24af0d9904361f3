"""Ids of entries in the Google Reader API: one number in three spellings, or a server's own letters."""

import re

LONG = "tag:google.com,2005:reader/item/"

_HEX = re.compile(r"[0-9a-f]{16}")
_DECIMAL = re.compile(r"-?[0-9]{1,20}")


def stored_id(given: str) -> str:
    """The spelling an id is stored in: signed decimal for numbers, anything else as it is.

    >>> stored_id("tag:google.com,2005:reader/item/fb115bd6d34a8e9f")
    '-355401917359550817'
    """
    tail = given.removeprefix(LONG)
    if tail != given and _HEX.fullmatch(tail):
        number = int(tail, 16)
        return str(number - (1 << 64) if number >= 1 << 63 else number)
    if _DECIMAL.fullmatch(tail):
        number = int(tail)
        return str(number - (1 << 64) if number >= 1 << 63 else number)
    return tail


def sent_id(stored: str) -> str:
    """The long spelling, which every server reads alike: a bare one is hex to some and decimal to others."""
    if _DECIMAL.fullmatch(stored):
        return f"{LONG}{int(stored) & (1 << 64) - 1:016x}"
    return LONG + stored
