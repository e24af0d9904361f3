"""Prints how long setting an article takes; run as ``python -m tests.bench.bench_typeset``. Asserts nothing."""

from collections.abc import Callable
from time import perf_counter

from tests.text.chinese_corpus import CORPUS, chinese_paragraphs
from tui.document.blocks import Cell, Document, Inline, Paragraph, Span, Table
from tui.typeset.options import TypesetOptions
from tui.typeset.page import Page, typeset

SENTENCE = "二月的风还带着凉意，城西的编组站已经忙了起来，调度员说今年开行的班列比去年多出12.5%，“单日最多38列”（GPS）。"  # noqa: E501
SCREEN = 50


def running_text(characters: int) -> str:
    """Chinese that does not repeat, where the corpus lies beside the checkout; else one sentence again and again."""
    found = "".join(text for text in chinese_paragraphs(pages=True) if text.isprintable()) if CORPUS.exists() else ""
    return found if len(found) >= characters else SENTENCE * (characters // len(SENTENCE) + 1)


def article(characters: int, paragraph: int = 200) -> Document:
    text = running_text(characters)
    cuts = range(0, characters, paragraph)
    return Document(tuple(Paragraph(Inline((Span(text[at : at + paragraph]),))) for at in cuts), "zh")


def table(rows: int) -> Document:
    texts = ("临川", "1,204", "12.5%", "新建到发线四条", "已完成", "2027年")
    cells = tuple(Cell(Inline((Span(text),))) for text in texts)
    return Document((Table((cells,) * rows),), "zh")


def best(act: Callable[[], object], times: int = 7) -> float:
    """Milliseconds of the quickest of a few runs."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        act()
        taken.append(perf_counter() - start)
    return min(taken) * 1000


def page(document: Document, width: int = 100) -> Page:
    return typeset(document, TypesetOptions(width=width))


def resized(document: Document, position: int) -> object:
    """What a resize asks for: the page at another width, at the same position."""
    again = page(document, 61)
    return again.lines(again.line_of(position), SCREEN)


def whole(document: Document) -> object:
    done = page(document)
    done.finish()
    return [done.line(number) for number in range(done.height)]


def main() -> None:
    short, long, huge, rows = article(5_000), article(50_000), article(1_000_000, 1_000_000), table(2_000)
    figures = {
        "5,000 characters, every line built": lambda: whole(short),
        "5,000 characters, first screen": lambda: page(short).lines(0, SCREEN),
        "50,000 characters, first screen": lambda: page(long).lines(0, SCREEN),
        "50,000 characters, resize in the middle": lambda: resized(long, 25_000),
        "50,000 characters, resize at the end": lambda: resized(long, 49_900),
        "1,000,000 characters in one paragraph, first screen": lambda: page(huge).lines(0, SCREEN),
        "table of 2,000 rows, first screen": lambda: page(rows).lines(0, SCREEN),
        "table of 2,000 rows, laid out": lambda: page(rows).finish(),
    }
    for name, act in figures.items():
        print(f"{name:55} {best(act):8.2f} ms")


if __name__ == "__main__":
    main()
