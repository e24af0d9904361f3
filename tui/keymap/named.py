"""Commands found by what people call them: Chinese or English, pinyin or its initials, or the key itself."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from tui import i18n, toml
from tui.commands import BY_ID, COMMANDS, Command, key_cap
from tui.i18n.catalogue import LANGUAGES, catalogue, language, t
from tui.text.fold import fold


@cache
def spelling() -> dict[str, str]:
    """The Chinese name of each command in pinyin, syllables parted by spaces."""
    return toml.loads((Path(i18n.__file__).parent / "pinyin.toml").read_text(encoding="utf-8"))


@cache
def _names(command: str, shown: str) -> tuple[str, ...]:
    """All that a command may be called, folded: first as it is shown, then the other ways."""
    spelt = spelling().get(command, "")
    initials = "".join(syllable[0] for syllable in spelt.split())
    others = [catalogue(other).get(f"command.{command}", "") for other in LANGUAGES if other != shown]
    whole = [t(f"command.{command}"), initials, spelt.replace(" ", ""), *others, command.replace("_", " ")]
    return tuple(fold(name) for name in whole if name)


def find_commands(text: str, keys: Mapping[str, tuple[str, ...]], commands: Iterable[Command] = COMMANDS) -> list[str]:
    """Ids of the commands that ``text`` may mean, the likeliest first; all, in the table's order, for an empty text."""
    typed = text.strip()
    wanted = fold(typed)
    if not wanted:
        return [command.id for command in commands]
    ranked = []
    for place, command in enumerate(commands):
        rank = 0 if typed in map(key_cap, keys.get(command.id, ())) else _rank(wanted, _names(command.id, language()))
        if rank is not None:
            ranked.append((rank, place, command.id))
    return [id_ for _, _, id_ in sorted(ranked)]


def _rank(wanted: str, names: tuple[str, ...]) -> int | None:
    """How well a text fits, 1 best: begins the name shown, is another, begins one, a word of one, stands in one."""
    if names[0].startswith(wanted):
        return 1
    if wanted in names:
        return 2
    if any(name.startswith(wanted) for name in names):
        return 3
    if any(word.startswith(wanted) for name in names for word in name.split()):
        return 4
    together = " ".join(names)
    return 5 if all(word in together for word in wanted.split()) else None


def caps(command: str, keys: Mapping[str, tuple[str, ...]], most: int = 3) -> str:
    """The keys of a command as they are written for people."""
    return "  ".join(key_cap(key) for key in keys.get(command, BY_ID[command].keys)[:most])
