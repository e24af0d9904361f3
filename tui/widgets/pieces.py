"""Lines of styled pieces as Textual's strips."""

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.lines import builder


def to_strip(line: builder.Line[Style], width: int) -> Strip:
    """The line as Textual draws it."""
    return Strip([Segment(text, style) for text, style in line], width)


class LineBuilder(builder.LineBuilder[Style]):
    """Builds a line that ends as a strip."""

    def strip(self) -> Strip:
        """The finished line."""
        return to_strip(self.line(), self.width)
