"""THE table of commands: from a row come its keys, its place in the footer, the palette, the help and the key map.

The wording of a row is ``command.<id>`` in the catalogues. The main screen answers to a command by a method
``do_<id>``; those of scope ``select`` are taken by the article while a caret moves in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Scope = Literal["main", "dialog", "select"]
Group = Literal["move", "read", "mark", "find", "feeds", "program", "select"]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the reader can do; ``footer`` ranks it in the foot (0: not there), ``keys`` are Textual's names."""

    id: str
    keys: tuple[str, ...]
    group: Group
    scope: Scope = "main"
    footer: int = 0


COMMANDS: tuple[Command, ...] = (
    Command("down", ("j", "down"), "move"),
    Command("up", ("k", "up"), "move"),
    Command("top", ("g", "home"), "move"),
    Command("bottom", ("G", "end"), "move"),
    Command("half_down", ("ctrl+d",), "move"),
    Command("half_up", ("ctrl+u",), "move"),
    Command("page_down", ("pagedown", "ctrl+f"), "move"),
    Command("page_up", ("pageup", "ctrl+b", "b"), "move"),
    Command("enter", ("enter", "l", "right"), "move"),
    Command("leave", ("escape", "h", "left"), "move"),
    Command("next_pane", ("tab",), "move"),
    Command("previous_pane", ("shift+tab",), "move"),
    Command("pane_sources", ("1",), "move"),
    Command("pane_entries", ("2",), "move"),
    Command("pane_article", ("3",), "move"),
    Command("advance", ("space",), "read", footer=1),
    Command("next_unread", ("n",), "read"),
    Command("previous_unread", ("N",), "read"),
    Command("zen", ("z",), "read"),
    Command("border_left", ("ctrl+left",), "move"),
    Command("border_right", ("ctrl+right",), "move"),
    Command("hide_sources", ("backslash",), "move"),
    Command("hide_list", ("ampersand",), "move"),
    Command("narrower", ("left_square_bracket",), "read"),
    Command("wider", ("right_square_bracket",), "read"),
    Command("whole", ("F",), "read"),
    Command("pictures", ("w",), "read"),
    Command("info", ("i",), "read"),
    Command("script", ("c",), "read"),
    Command("contents", ("H",), "read"),
    Command("comments", ("C",), "read"),
    Command("open", ("o",), "read", footer=6),
    Command("open_link", ("O",), "read"),
    Command("links", ("L",), "read"),
    Command("enclosures", ("Q",), "read"),
    Command("copy_address", ("y",), "read"),
    Command("copy_markdown", ("Y",), "read"),
    Command("visual", ("V",), "read"),
    Command("fold", ("v",), "read"),
    Command("versions", ("D",), "read"),
    Command("paper", ("P",), "read"),
    Command("code_right", ("greater_than_sign",), "read"),
    Command("code_left", ("less_than_sign",), "read"),
    Command("toggle_read", ("m",), "mark"),
    Command("mark_all", ("M",), "mark"),
    Command("star", ("s",), "mark", footer=4),
    Command("save", ("S",), "mark", footer=5),
    Command("note", ("A",), "mark"),
    Command("export", ("e",), "mark"),
    Command("shelf", ("B",), "find"),
    Command("tag", ("plus",), "mark"),
    Command("undo", ("u",), "mark"),
    Command("redo", ("ctrl+r",), "mark"),
    Command("search", ("slash",), "find", footer=2),
    Command("find", ("f",), "find"),
    Command("tag_filter", ("t",), "find", footer=3),
    Command("unread_only", ("U",), "find"),
    Command("jump", ("ctrl+k",), "find"),
    Command("history", ("ctrl+o",), "find"),
    Command("facets", ("ctrl+g",), "find"),
    Command("best_first", ("equals_sign",), "find"),
    Command("keep_search", ("ctrl+s",), "find"),
    Command("search_word", ("asterisk",), "find"),
    Command("bulk", ("W",), "mark"),
    Command("select", ("ctrl+n",), "mark"),
    Command("select_range", ("ctrl+v",), "mark"),
    Command("select_all", ("ctrl+a",), "mark"),
    Command("select_invert", ("percent_sign",), "mark"),
    Command("rules", ("ctrl+l",), "find"),
    Command("smart", ("at",), "find"),
    Command("tags", ("ctrl+t",), "find"),
    Command("show_new", ("full_stop",), "find"),
    Command("refresh_feed", ("r",), "feeds"),
    Command("refresh_all", ("R",), "feeds", footer=7),
    Command("cancel", ("x",), "feeds"),
    Command("sync", ("ctrl+y",), "feeds"),
    Command("outbox", ("J",), "feeds"),
    Command("accounts", ("K",), "feeds"),
    Command("add", ("a",), "feeds", footer=8),
    Command("import", ("I",), "feeds"),
    Command("offline", ("X",), "feeds"),
    Command("sample", ("ctrl+e",), "feeds"),
    Command("unsubscribe", ("d",), "feeds"),
    Command("fold_folder", ("minus",), "feeds"),
    Command("feed_settings", ("E",), "feeds"),
    Command("starter", ("p",), "feeds"),
    Command("move_up", ("shift+up",), "feeds"),
    Command("move_down", ("shift+down",), "feeds"),
    Command("rename", ("f2",), "feeds"),
    Command("to_folder", ("f6",), "feeds"),
    Command("sort_feeds", ("f7",), "feeds"),
    Command("feed_doctor", ("exclamation_mark",), "feeds"),
    Command("own", ("f9",), "program"),
    Command("palette", ("colon", "ctrl+p"), "program"),
    Command("help", ("question_mark",), "program", footer=12),
    Command("theme", ("T",), "program", footer=10),
    Command("settings", ("comma",), "program", footer=9),
    Command("suspend", ("ctrl+z",), "program"),
    Command("quit", ("q",), "program", footer=11),
    Command("close", ("escape",), "move", scope="dialog"),
    Command("accept", ("enter",), "move", scope="dialog"),
    Command("caret_left", ("h", "left"), "select", scope="select"),
    Command("caret_right", ("l", "right"), "select", scope="select"),
    Command("caret_down", ("j", "down"), "select", scope="select"),
    Command("caret_up", ("k", "up"), "select", scope="select"),
    Command("caret_word", ("w",), "select", scope="select"),
    Command("caret_word_end", ("e",), "select", scope="select"),
    Command("caret_word_back", ("b",), "select", scope="select"),
    Command("caret_line_start", ("0", "home", "circumflex_accent"), "select", scope="select"),
    Command("caret_line_end", ("dollar_sign", "end"), "select", scope="select"),
    Command("caret_paragraph", ("right_curly_bracket",), "select", scope="select"),
    Command("caret_paragraph_back", ("left_curly_bracket",), "select", scope="select"),
    Command("caret_half_down", ("ctrl+d", "pagedown"), "select", scope="select"),
    Command("caret_half_up", ("ctrl+u", "pageup"), "select", scope="select"),
    Command("caret_start", ("g",), "select", scope="select"),
    Command("caret_end", ("G",), "select", scope="select"),
    Command("caret_swap", ("o",), "select", scope="select"),
    Command("caret_copy", ("y", "enter"), "select", scope="select"),
    Command("caret_mark", ("m",), "select", scope="select"),
    Command("caret_leave", ("escape", "V", "v"), "select", scope="select"),
)

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}

Place = Literal["sources", "entries", "article"]

# Commands that mean something in these places alone; all others work everywhere.
ONLY: dict[str, tuple[Place, ...]] = {
    **dict.fromkeys(("fold_folder", "feed_settings", "unsubscribe"), ("sources",)),
    **dict.fromkeys(("move_up", "move_down", "rename", "to_folder", "sort_feeds"), ("sources",)),
    **dict.fromkeys(("code_left", "code_right", "narrower", "wider", "fold", "contents"), ("article",)),
    **dict.fromkeys(("open_link", "links", "visual", "find"), ("article",)),
}

# Commands that a count before them repeats.
REPEATED = frozenset((
    "down", "up", "half_down", "half_up", "page_down", "page_up", "next_unread", "previous_unread", "narrower", "wider",
    "code_left", "code_right", "undo", "redo", "border_left", "border_right", "move_up",
    "move_down",
))  # fmt: skip

# With an input method on, the keyboard sends full-width punctuation: it does what its ASCII twin does.
FULL_WIDTH: dict[str, tuple[str, ...]] = {
    "slash": ("／", "、"),
    "colon": ("：",),
    "question_mark": ("？",),
    "full_stop": ("。", "．"),
    "comma": ("，",),
    "plus": ("＋",),
    "minus": ("－",),
    "equals_sign": ("＝",),
    "asterisk": ("＊",),
    "at": ("＠",),
    "ampersand": ("＆",),
    "backslash": ("＼",),
    "exclamation_mark": ("！",),
    "percent_sign": ("％",),
    "left_square_bracket": ("【", "［"),
    "right_square_bracket": ("】", "］"),
    "less_than_sign": ("《", "＜"),
    "greater_than_sign": ("》", "＞"),
    "space": ("\u3000",),
}

# How a key is written for people, where Textual's name is not what stands on the key.
KEY_CAPS: dict[str, str] = {
    "slash": "/",
    "colon": ":",
    "question_mark": "?",
    "full_stop": ".",
    "comma": ",",
    "plus": "+",
    "equals_sign": "=",
    "asterisk": "*",
    "at": "@",
    "backslash": "\\",
    "ampersand": "&",
    "exclamation_mark": "!",
    "percent_sign": "%",
    "minus": "-",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "dollar_sign": "$",
    "circumflex_accent": "^",
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift-Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "up": "↑",
    "down": "↓",
    "shift+up": "Shift-↑",
    "shift+down": "Shift-↓",
    "ctrl+left": "Ctrl-←",
    "ctrl+right": "Ctrl-→",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
}


def key_cap(key: str) -> str:
    """A key as it is shown to people: ``/``, ``Ctrl-d``, ``↓``."""
    if key in KEY_CAPS:
        return KEY_CAPS[key]
    if key.startswith("ctrl+"):
        return "Ctrl-" + key[5:]
    return key.upper() if len(key) > 1 and key[0] == "f" and key[1:].isdigit() else key


def keys_of(command: Command, own: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The keys of a command: the reader's own where given, else the table's."""
    return own.get(command.id, command.keys)


def clashes(own: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str, str]]:
    """Keys that two commands of one scope claim: (key, first id, second id)."""
    seen: dict[tuple[str, str], str] = {}
    found = []
    for command in COMMANDS:
        for key in keys_of(command, own):
            first = seen.setdefault((command.scope, key), command.id)
            if first != command.id:
                found.append((key, first, command.id))
    return found
