"""Reading TOML: at once where the text is as plain as ours and most people's, by the standard library otherwise.

The library's parser is exact and takes 10 ms for the wording of the interface, half of it to be imported.
"""

from typing import Any

Table = dict[str, Any]
_HARMLESS = {ord("\n"): None, ord("\u3000"): None}
"""Of what cannot be printed."""


def loads(text: str) -> Table:
    """The tables of a text; raises what ``tomllib.loads`` raises."""
    found = plain(text)
    if found is not None:
        return found
    import tomllib

    return tomllib.loads(text)


def plain(text: str) -> Table | None:
    """The tables of a text of bare keys with texts, whole numbers, true, false or lists of texts, each on a line.

    None wherever there is anything else to it, be it a fault.
    """
    if not text.translate(_HARMLESS).isprintable():
        return None
    whole: Table = {}
    table: Table | None = whole
    seen = set()
    for line in text.split("\n"):
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            if line in seen:
                return None
            seen.add(line)
            table = _table(whole, line)
        else:
            key, _, written = line.partition(" = ")
            value = _value(written)
            if value is None or table is None or key in table or not _is_bare(key):
                return None
            table[key] = value
        if table is None:
            return None
    return whole


def _table(whole: Table, header: str) -> Table | None:
    if header[-1] != "]":
        return None
    table: object = whole
    for key in header[1:-1].split("."):
        if not isinstance(table, dict) or not _is_bare(key):
            return None
        table = table.setdefault(key, {})
    return table if isinstance(table, dict) else None


def _is_bare(key: str) -> bool:
    return key.isascii() and key.replace("-", "_").replace("_", "a").isalnum()


def _value(written: str) -> object:
    if written[:1] == '"':
        return _text(written)
    if written in ("true", "false"):
        return written == "true"
    if written.isascii() and written.isdigit() and len(written) < 19:
        return int(written) if written[0] != "0" or written == "0" else None
    if written[:1] == "[" and written[-1:] == "]":
        texts = [_text(one) for one in written[1:-1].split(", ")] if written != "[]" else []
        return None if None in texts else texts
    return None


def _text(written: str) -> str | None:
    if len(written) < 2 or written[0] != '"' or written[-1] != '"':
        return None
    text = written[1:-1]
    if '"' not in text and "\\" not in text:
        return text
    rest = text.replace('\\"', "")
    return None if '"' in rest or "\\" in rest else text.replace('\\"', '"')
