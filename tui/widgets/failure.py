"""What is told when the program ends by a fault of its own: where it was, and nothing that a terminal would obey."""

import traceback
from collections.abc import Iterable

from rich.console import RenderableType
from rich.segment import Segment, Segments
from rich.text import Text

from tui.i18n import t
from tui.text.clean import clean_block


def failure_text(error: BaseException | None) -> Text:
    """The fault with its place, without the values around it: those are articles, and may be passwords."""
    told = "".join(traceback.format_exception(error)) if error is not None else ""
    return Text(clean_block(f"{told}\n{t('cli.fault')}"))


def harmless(renderables: Iterable[RenderableType]) -> str:
    """What is to stand behind the program on the terminal, as plain text."""
    texts = (each.segments if isinstance(each, Segments) else [Segment(str(each))] for each in renderables)
    return clean_block("".join(segment.text for segments in texts for segment in segments if not segment.control))
