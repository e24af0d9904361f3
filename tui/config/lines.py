"""Where in a TOML text a key stands, for errors that name the line."""

import re

_HEADER = re.compile(r"\s*\[+\s*([^\[\]#]+?)\s*\]+")
_QUOTES = re.compile(r"[\"'\s]")


def line_of(text: str, section: str, key: str = "") -> int:
    """The line (from 1) of a key, or of its section's header; near it where it is written unusually."""
    wanted = f"{section}.{key}" if key else section
    current = ""
    near = 0
    for number, line in enumerate(text.splitlines(), start=1):
        header = _HEADER.match(line)
        if header:
            current = _QUOTES.sub("", header[1])
            name = current
        else:
            left = _QUOTES.sub("", line.partition("=")[0])
            name = f"{current}.{left}" if current and left else left
        if name == wanted or name.startswith(wanted + "."):
            return number
        if name == section or (key and re.search(rf"\b{re.escape(key)}\b\s*=", line)):
            near = near or number
    return near or 1
