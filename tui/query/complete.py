"""What stands at the cursor of a search that is being typed: the name of a field, or the value of one."""

from typing import Literal

from tui.dataclass import dataclass
from tui.query.parse import FIELDS, KEYWORDS
from tui.query.tokens import in_ascii

DATES = ("今天", "昨天", "前天", "本周", "上周", "本月", "上月", "今年", "3d", "12h")
STATES = ("unread", "read", "starred", "saved", "hidden")
MEDIA = ("image", "audio", "note")
ALIASES: dict[str, tuple[str, ...]] = {
    "is": ("状态", "是"), "has": ("有",), "date": ("日期",), "after": ("之后",), "before": ("之前",),
    "title": ("标题",), "feed": ("订阅",), "tag": ("标签",), "source": ("来源",), "author": ("作者",),
    "editor": ("编辑",), "path": ("栏目",),
}  # fmt: skip
# How the Chinese names sound, so that they need no input method.
SOUNDS = {
    "标题": "biao ti", "订阅": "ding yue", "标签": "biao qian", "来源": "lai yuan", "作者": "zuo zhe",
    "编辑": "bian ji", "栏目": "lan mu", "日期": "ri qi", "之后": "zhi hou", "之前": "zhi qian", "有": "you",
    "是": "shi", "状态": "zhuang tai",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What can be completed: ``prefix`` is typed already, and [start, end) is what a completion takes the place of.

    ``field`` is the field whose value it is, by its own name (``tag`` for 标签); empty while the name is typed.
    """

    kind: Literal["field", "value"]
    field: str
    prefix: str
    start: int
    end: int


def asked(text: str, cursor: int) -> Asked | None:
    """What stands before the cursor; None inside a plain phrase or a regular expression, which nothing can guess."""
    plain = in_ascii(text)[: max(0, min(cursor, len(text)))]
    start, quoted = 0, -1
    for at, char in enumerate(plain):
        if char == '"':
            quoted = at if quoted < 0 else -1
        elif quoted < 0 and (char.isspace() or char in "()"):
            start = at + 1
    while plain.startswith("-", start):
        start += 1
    word = plain[start:]
    if word.startswith(("~", '"')):
        return None
    name, colon, _ = word.partition(":")
    if not colon:
        return None if '"' in word else Asked("field", "", text[start : len(plain)], start, len(plain))
    field = FIELDS.get(name.lower()) or KEYWORDS.get(name.lower())
    if field is None:
        return None
    value_at = start + len(name) + 1
    prefix = text[value_at : len(plain)]
    return Asked("value", field, prefix[1:] if in_ascii(prefix[:1]) == '"' else prefix, value_at, len(plain))


def written(value: str) -> str | None:
    """A value as it stands in a search, in quotes where it needs them; None for one that cannot be written."""
    plain = in_ascii(value)
    if '"' in plain or not value.strip():
        return None
    return f'"{value}"' if any(char.isspace() or char in "()" for char in plain) else value
