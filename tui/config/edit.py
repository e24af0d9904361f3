"""Changing one setting in the reader's file: the line of the key, and nothing else; comments and order stay."""

import json
import os
import re
import tempfile
import tomllib
from pathlib import Path

from tui.config.file import read_toml
from tui.model.errors import CannotWrite, ConfigError

Value = bool | int | float | str | tuple[str, ...]

_HEADER = re.compile(r"\s*\[\s*([A-Za-z0-9_.\"'-]+)\s*\]\s*(#.*)?$")
KEY = re.compile(r"(\s*[\"']?([A-Za-z0-9_-]+)[\"']?\s*=\s*)")


def set_value(text: str, section: str, name: str, value: Value) -> str:
    """The text with ``name`` of ``[section]`` set to ``value``; key and section are added where they are missing.

    Raises ValueError where the key is written in a way that a line cannot replace, such as in an inline table.
    """
    lines = text.split("\n")
    begin, end = _section(lines, section)
    written = toml_value(value)
    if begin is None:
        gap = [""] if text.strip() else []
        made = [*(text.rstrip("\n").split("\n") if text.strip() else []), *gap, f"[{section}]", f"{name} = {written}"]
        return _checked("\n".join(made) + "\n", section, name, value)
    place = next((n for n in range(begin, end) if (m := KEY.match(lines[n])) and m[2] == name), None)
    if place is None:
        # Below the section's last key, above the blank lines and comments that lead over to the next header.
        last = max((n for n in range(begin, end) if KEY.match(lines[n])), default=begin - 1)
        last = value_end(lines, last, end) if last >= begin else last
        lines.insert(last + 1, f"{name} = {written}")
    else:
        left = KEY.match(lines[place])
        assert left is not None
        last = value_end(lines, place, end)
        comment = comment_behind(lines[last] if last > place else lines[place][left.end() :])
        lines[place : last + 1] = [left[1] + written + comment]
    return _checked("\n".join(lines), section, name, value)


def save_value(path: Path, section: str, name: str, value: Value) -> None:
    """Set one value in a file, made with its folder where there is none; the file is whole at every moment.

    Raises ConfigError where the file cannot be read or changed by line, CannotWrite where it cannot be written.
    """
    try:
        text, _ = read_toml(path)
    except FileNotFoundError:
        text = ""
    try:
        changed = set_value(text, section, name, value)
    except ValueError as error:
        raise ConfigError(file=str(path), line=1, key=f"{section}.{name}", reason="by-hand") from error
    try:
        write_whole(path, changed)
    except OSError as error:
        raise CannotWrite(file=str(path), reason=error.strerror or "") from error


def write_whole(path: Path, text: str) -> None:
    """Write a file that is whole at every moment; OSError."""
    # A link to a file elsewhere (as dot-file managers make) stays a link.
    path = path.resolve()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".kanbao-", suffix=".toml")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _section(lines: list[str], section: str) -> tuple[int | None, int]:
    """The first line of a section's body and the line after its last; None where there is no such section."""
    begin: int | None = None
    for number, line in enumerate(lines):
        if not re.match(r"\s*\[", line):
            continue
        if begin is not None:
            # A value that goes over several lines may begin one with a bracket.
            if opens_section(lines[begin:number]):
                return begin, number
            continue
        header = _HEADER.match(line)
        if header and header[1].strip("\"'") == section and opens_section(lines[:number]):
            begin = number + 1
    return begin, len(lines)


def opens_section(before: list[str]) -> bool:
    """Whether these lines are complete, so that the next one begins something new."""
    try:
        tomllib.loads("\n".join(before))
    except tomllib.TOMLDecodeError:
        return False
    return True


def value_end(lines: list[str], start: int, end: int) -> int:
    """The last line of the value that begins on a line."""
    for last in range(start, end):
        if opens_section(lines[start : last + 1]):
            return last
    raise ValueError(lines[start])


def comment_behind(rest: str) -> str:
    """The comment behind a value, with the space before it."""
    for place in (found.start() for found in re.finditer("#", rest)):
        if opens_section(["x = " + rest[:place].rstrip()]) or rest[:place].strip() in ("]", '"""', "'''"):
            return rest[len(rest[:place].rstrip()) :]
    return ""


def toml_value(value: Value) -> str:
    """A value as TOML writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return quoted(value)
        case tuple():
            return "[" + ", ".join(map(quoted, value)) + "]"
        case _:
            return f"{value:g}" if isinstance(value, float) else str(value)


def quoted(text: str) -> str:
    """A text in quotes."""
    # JSON's escapes are TOML's, but for DEL, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _checked(text: str, section: str, name: str, value: Value) -> str:
    held = tomllib.loads(text).get(section, {}).get(name)
    expected = list(value) if isinstance(value, tuple) else value
    if held != expected:
        raise ValueError(name)
    return text
