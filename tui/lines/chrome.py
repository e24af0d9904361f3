"""The marks that are not text."""

from tui.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Chrome:
    """One set is pretty, one is a cell wide in every terminal."""

    unread: str = "●"
    read: str = " "
    star: str = "★"
    saved: str = "⤓"
    bar: str = "▌"
    opened: str = "▾"
    closed: str = "▸"
    dot: str = " · "
    rule: str = "─"
    heavy: str = "━"
    divider: str = "│"
    full: str = "█"
    part: str = "▌"
    empty: str = "░"
    chosen: str = "✓"


PRETTY = Chrome()
ASCII = Chrome(
    unread="*", star="+", saved="v", bar="|", opened="v", closed=">", dot=" - ", rule="-", heavy="=", divider="|",
    full="#", part="#", empty=".", chosen="x",
)  # fmt: skip
