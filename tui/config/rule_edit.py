"""Changing the rules in the reader's file: a rule is a block of lines, which keeps its comments wherever it goes."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tui.config.edit import KEY, comment_behind, opens_section, toml_value, value_end, write_whole
from tui.config.file import read_toml
from tui.config.rules import BadRule, rule
from tui.config.value import words
from tui.dataclass import replace
from tui.model.errors import CannotWrite, ConfigError
from tui.model.smart import Rule

Block = list[str]
NOTHING: Mapping[str, Block] = MappingProxyType({})
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def set_rules(text: str, rules: Sequence[tuple[str, Rule]], kept: Mapping[str, Block] = NOTHING) -> str:
    """The text with these rules and no others, in this order; each comes with the name it has in the text, or "".

    ``kept`` are lines to begin with, by the rule's name, in place of those that stand there. What is not a rule, or
    one that cannot be used, stays where it is. Raises ValueError where rules are written otherwise than under headers.
    """
    good = {each.name for each in _rules_of(tomllib.loads(text))}
    blocks = [(name if name in good else "", block) for name, block in _blocks(text.split("\n"))]
    old = {name: block for name, block in blocks if name}
    made = [_written(kept.get(rule_.name) or old.get(name, []), rule_) for name, rule_ in rules]
    lines: list[str] = []
    waiting = list(made)
    last = max((n for n, (name, _) in enumerate(blocks) if name), default=len(blocks) - 1)
    for place, (name, block) in enumerate(blocks):
        if not name:
            lines += block
        elif waiting:
            lines += _spaced(lines, waiting.pop(0))
        if place == last:
            while waiting:
                lines += _spaced(lines, waiting.pop(0))
            if place < len(blocks) - 1:
                lines += [""] if lines and lines[-1].strip() else []
    return _checked(text, "\n".join(lines).rstrip("\n") + "\n", [each for _, each in rules])


def rule_texts(text: str, rules: Sequence[Rule]) -> list[str]:
    """Each rule as it stands in a text, comments and all, or as it would be written there."""
    there = {each.name: each for each in _rules_of(tomllib.loads(text))}
    blocks = {name: block for name, block in _blocks(text.split("\n")) if name}
    found = []
    for each in rules:
        same = there.get(each.name) == replace(each, feed=None, id=0)
        found.append("\n".join(blocks[each.name] if same and each.name in blocks else _written([], each)).strip("\n"))
    return found


def save_texts(path: Path | None, texts: Sequence[str]) -> list[Rule]:
    """Write the rules of these texts, with their comments, as ``save_rules`` (None: nowhere); the rules."""
    rules = [each for text in texts for each in _rules_of(tomllib.loads(text))]
    if path is None:
        return rules
    try:
        now = {each.name: each for each in _rules_of(read_toml(path)[1])}
    except FileNotFoundError:
        now = {}
    blocks = {rule_.name: text.split("\n") for rule_, text in zip(rules, texts, strict=True)}
    # A rule that says the same as then may have other comments by now, which stay.
    kept = {each.name: blocks[each.name] for each in rules if now.get(each.name) != each}
    save_rules(path, [(each.name if each.name in now else "", each) for each in rules], kept)
    return rules


def save_rules(path: Path, rules: Sequence[tuple[str, Rule]], kept: Mapping[str, Block] = NOTHING) -> None:
    """Write these rules into a file, which is whole at every moment; ConfigError, CannotWrite as ``save_value``."""
    try:
        text, _ = read_toml(path)
    except FileNotFoundError:
        text = ""
    try:
        changed = set_rules(text, rules, kept)
    except ValueError as error:
        raise ConfigError(file=str(path), line=1, key="rules", reason="by-hand") from error
    try:
        write_whole(path, changed)
    except OSError as error:
        raise CannotWrite(file=str(path), reason=error.strerror or "") from error


def _blocks(lines: list[str]) -> list[tuple[str, Block]]:
    """The lines by their headers, comments right above a header going with it; with the rule's name, "" for others."""
    starts = [n for n, line in enumerate(lines) if re.match(r"\s*\[", line) and opens_section(lines[:n])]
    found: list[tuple[str, Block]] = []
    begin, name = 0, ""
    for start in starts:
        above = start
        while above > begin and lines[above - 1].lstrip().startswith("#"):
            above -= 1
        found.append((name, lines[begin:above]))
        begin, name = above, _rule_name(lines[start])
    return [*found, (name, lines[begin:])]


def _rule_name(header: str) -> str:
    tables = tomllib.loads(header)
    inside = tables.get("rules")
    if isinstance(inside, dict) and len(inside) == 1:
        (name, facts), *_ = inside.items()
        return name if facts == {} else ""
    return ""


def _written(block: Block, wanted: Rule) -> Block:
    """The block of a rule with what it says now; its comments, and keys that are as they were, stay."""
    lines = [*block]
    while lines and not lines[-1].strip():
        lines.pop()
    head = next((n for n, line in enumerate(lines) if re.match(r"\s*\[", line)), None)
    name = wanted.name if _BARE.fullmatch(wanted.name) else json.dumps(wanted.name, ensure_ascii=False)
    if head is None:
        head = len(lines)
        lines.append(f"[rules.{name}]")
    elif _rule_name(lines[head]) != wanted.name:
        lines[head] = f"[rules.{name}]"
    _put(lines, head, "when", wanted.query, kept=True)
    _put(lines, head, "do", wanted.actions, kept=True)
    _put(lines, head, "feed", wanted.address, kept=bool(wanted.address))
    _put(lines, head, "folder", wanted.folder, kept=bool(wanted.folder))
    _put(lines, head, "enabled", wanted.enabled, kept=not wanted.enabled)
    return lines


def _put(lines: Block, head: int, key: str, value: str | bool | tuple[str, ...], *, kept: bool) -> None:
    """Set one key of a block, or take it out where it need not be kept."""
    place = next((n for n in range(head + 1, len(lines)) if (m := KEY.match(lines[n])) and m[2] == key), None)
    if place is None:
        if kept:
            last = max((n for n in range(head, len(lines)) if KEY.match(lines[n])), default=head)
            last = value_end(lines, last, len(lines)) if last > head else head
            lines.insert(last + 1, f"{key} = {toml_value(value)}")
        return
    last = value_end(lines, place, len(lines))
    if not kept:
        del lines[place : last + 1]
        return
    held = tomllib.loads("\n".join(lines[place : last + 1]))[key]
    if (words(held) if key == "do" else held) == value:
        return  # as the reader wrote it
    left = KEY.match(lines[place])
    assert left is not None
    comment = comment_behind(lines[last] if last > place else lines[place][left.end() :])
    lines[place : last + 1] = [left[1] + toml_value(value) + comment]


def _spaced(before: list[str], block: Block) -> Block:
    """A block with a line of air above it."""
    return ["", *block] if before and before[-1].strip() else block


def _checked(before: str, after: str, rules: list[Rule]) -> str:
    """The text, if it says the rules and everything else as before."""
    old, new = tomllib.loads(before), tomllib.loads(after)
    expected = [replace(each, feed=None, id=0) for each in rules]
    if _rules_of(new) != expected or {**old, "rules": 0} != {**new, "rules": 0}:
        raise ValueError("rules")
    return after


def _rules_of(tables: dict[str, Any]) -> list[Rule]:
    """The rules that can be used."""
    found = []
    inside = tables.get("rules")
    for name, facts in inside.items() if isinstance(inside, dict) else ():
        try:
            found.append(rule(name, facts if isinstance(facts, dict) else {}))
        except BadRule:
            continue  # whoever loads the file tells of it
    return found
