"""How long setting an article takes."""

from collections.abc import Callable, Iterator
from time import perf_counter

from tests.bench.bench import Bench
from tests.bench.measure import Line
from tests.bench.texts import Writer
from tests.text.chinese_corpus import CORPUS, chinese_paragraphs
from tui.document.blocks import Cell, Document, Inline, Paragraph, Span, Table
from tui.typeset.options import TypesetOptions
from tui.typeset.page import Page
from tui.typeset.page import typeset as set_page

SCREEN, WIDTH = 50, 100


def typeset(bench: Bench) -> Iterator[Line]:
    """Set articles: whole, the first screen, after a resize; the peer breaks the same text and knows no rules."""
    from textual.content import Content

    text = _running_text(1_000_000, written=bench.quick)
    short, long, huge, rows = (
        _article(text, 5_000), _article(text, 50_000), _article(text, 1_000_000, 1_000_000), _table(2_000)
    )  # fmt: skip
    parts = [text[at : at + 200] for at in range(0, 5_000, 200)]
    plain = _best(lambda: [Content(part).wrap(WIDTH) for part in parts])
    yield Line("5,000 characters, every line built", _best(lambda: _whole(short)), "ms", "Textual's Content", plain)
    figures = {
        "5,000 characters, first screen": lambda: _page(short).lines(0, SCREEN),
        "50,000 characters, first screen": lambda: _page(long).lines(0, SCREEN),
        "50,000 characters, resize in the middle": lambda: _resized(long, 25_000),
        "50,000 characters, resize at the end": lambda: _resized(long, 49_900),
        "1,000,000 characters in one paragraph, first screen": lambda: _page(huge).lines(0, SCREEN),
        "table of 2,000 rows, first screen": lambda: _page(rows).lines(0, SCREEN),
        "table of 2,000 rows, laid out": lambda: _page(rows).finish(),
    }
    for name, act in figures.items():
        yield Line(name, _best(act), "ms")


def _running_text(characters: int, *, written: bool) -> str:
    """Chinese that does not repeat, from the corpus where it lies beside the checkout; else it is written."""
    found = ""
    if CORPUS.exists() and not written:
        found = "".join(text for text in chinese_paragraphs(pages=True) if text.isprintable())
    return found if len(found) >= characters else Writer(4).paragraph(characters)


def _article(text: str, characters: int, paragraph: int = 200) -> Document:
    cuts = range(0, characters, paragraph)
    return Document(tuple(Paragraph(Inline((Span(text[at : at + paragraph]),))) for at in cuts), "zh")


def _table(rows: int) -> Document:
    texts = ("临川", "1,204", "12.5%", "新建到发线四条", "已完成", "2027年")
    cells = tuple(Cell(Inline((Span(text),))) for text in texts)
    return Document((Table((cells,) * rows),), "zh")


def _best(act: Callable[[], object], times: int = 7) -> float:
    """Milliseconds of the quickest of a few runs."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        act()
        taken.append(perf_counter() - start)
    return min(taken) * 1000


def _page(document: Document, width: int = WIDTH) -> Page:
    return set_page(document, TypesetOptions(width=width))


def _resized(document: Document, position: int) -> object:
    """What a resize asks for: the page at another width, at the same position."""
    again = _page(document, 61)
    return again.lines(again.line_of(position), SCREEN)


def _whole(document: Document) -> object:
    done = _page(document)
    done.finish()
    return [done.line(number) for number in range(done.height)]
