"""Characters and references as XML allows them (XML 1.0, sections 2.2 and 4.1)."""

import re
from html.entities import html5

REFERENCE = re.compile(r"&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}));")
_ANY_AMPERSAND = re.compile(REFERENCE.pattern + "|&")


def escaped(text: str) -> str:
    """The text as it must stand between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def reference(text: str) -> str:
    """A reference to a character that XML allows as it is, an HTML entity spelt out, everything else escaped."""
    match = REFERENCE.match(text)
    if match is None:
        return "&amp;"
    decimal, hexadecimal, name = match.groups()
    if name is None:
        code = int(decimal) if decimal else int(hexadecimal, 16)
        return f"&#{code};" if allowed(code) else ""
    if name in ("amp", "lt", "gt", "quot", "apos"):
        return text
    characters = html5.get(name + ";")
    return escaped(characters) if characters else "&amp;" + text[1:]


def attribute_value(value: str) -> str:
    """What stood between quotes, fit to stand between double quotes; good references in it stay."""
    if "&" in value:
        value = _ANY_AMPERSAND.sub(lambda match: reference(match[0]), value)
    return value.replace("<", "&lt;").replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def allowed(code: int) -> bool:
    """Whether XML 1.0 allows the character."""
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
