"""How a page is to be set, and the marks around the text."""

from collections.abc import Mapping

from tui.dataclass import dataclass, field
from tui.text.kinsoku import Level
from tui.text.wrap import WrapOptions

NARROW = 20
"""Under this many cells a first-line indent costs more than it tells."""


@dataclass(frozen=True, slots=True)
class Chrome:
    """The marks that are not the article's own: bars, bullets, rules, folds."""

    bar: str = "│"
    bullets: tuple[str, ...] = ("•", "◦", "▪")
    rule: str = "─"
    closed: str = "▸"
    opened: str = "▾"
    figure: str = "▣"
    continued: str = "↵"
    beyond_left: str = "‹"
    beyond_right: str = "›"


SIGNS = Chrome()
ASCII = Chrome("|", ("*", "-", "+"), "-", ">", "v", "#", "\\", "<", ">")


@dataclass(frozen=True, slots=True)
class TypesetOptions:
    """All that decides where lines break.

    ``width`` is the room in cells, ``measure`` the longest line of text; what is left over is margin on both sides.
    ``labels`` names figures by their ``kind`` in the reader's language. ``picture_rows`` keeps cells free for a picture
    (columns, lines), by address, instead of a placeholder; ``picture_notes`` says by address what has become of one
    with a placeholder. ``open_folds`` are numbers of folded blocks in document order.
    ``language`` overrides the document's. ``code_shift`` -1 sets long lines of code on below, from 0 on it shows each
    line as one, from that cell on.
    """

    width: int
    measure: int = 76
    indent_first: bool = True
    level: Level = "gb"
    hanging: bool = False
    justify: bool = False
    han_latin_space: bool = False
    ambiguous: int = 1
    ascii_chrome: bool = False
    open_folds: frozenset[int] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    picture_rows: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    picture_notes: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    code_shift: int = -1

    @property
    def columns(self) -> int:
        """The cells a line of text may fill, at least one."""
        return max(1, min(self.width, self.measure))

    @property
    def margin(self) -> int:
        """The blank cells left of the measure."""
        return max(0, (self.width - self.columns) // 2)

    @property
    def chrome(self) -> Chrome:
        """ASCII marks where drawing characters may be two cells wide."""
        return ASCII if self.ascii_chrome or self.ambiguous == 2 else SIGNS

    def wrapping(self, language: str, *, indent: int = 0) -> WrapOptions:
        """The line filler's options for a text whose first line starts ``indent`` cells in."""
        return WrapOptions(
            level=self.level,
            indent=indent,
            hanging=self.hanging,
            justify=self.justify,
            han_latin_space=self.han_latin_space,
            language=language or "zh",
        )
