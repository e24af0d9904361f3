"""Plain text, typeset for a width as in the terminal."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from tui.document.blocks import Folded, walk
from tui.export.clipping import Clipping, Format, Issue, Setting
from tui.export.head import byline, changed, origin, remarks
from tui.i18n import t
from tui.text.clip import clip_lines
from tui.typeset.options import TypesetOptions
from tui.typeset.page import typeset


def write(out: BinaryIO, clippings: Iterable[Clipping], issue: Issue, setting: Setting) -> None:
    """The articles below one another, parted by a rule."""
    rule = ("-" if setting.ambiguous == 2 else "─") * min(setting.width, 40)
    begun = False
    if issue.title:
        out.write((issue.title + "\n").encode())
        begun = True
    for clipping in clippings:
        if begun:
            out.write(f"\n{rule}\n\n".encode())
        begun = True
        for line in article_lines(clipping, setting):
            out.write((line.rstrip(" ") + "\n").encode())


def article_lines(clipping: Clipping, setting: Setting) -> Iterator[str]:
    """Head, body, what the reader added and the address, as lines of at most ``setting.width`` cells."""
    width = setting.width
    yield from clip_lines(clipping.title, width, 20)
    yield from clip_lines(" · ".join(filter(None, [byline(clipping, setting.zone), changed(clipping)])), width, 20)
    yield ""
    labels = {kind: t(f"article.{kind}") for kind in ("image", "video", "audio", "embed")}
    folds = frozenset(range(sum(isinstance(block, Folded) for block in walk(clipping.document.blocks))))
    options = TypesetOptions(width=width, measure=width, ambiguous=setting.ambiguous, labels=labels, open_folds=folds)
    page = typeset(clipping.document, options)
    yield from (page.line(number).text for number in range(page.finish()))
    if clipping.note:
        yield from ("", t("saving.note"))
        for paragraph in clipping.note.splitlines():
            yield from clip_lines(paragraph, width, 1000)
    for mark in remarks(clipping):
        yield ""
        yield from clip_lines(f"「{mark.quote}」", width, 100)
        yield from clip_lines(mark.note, width, 1000)
    if address := origin(clipping):
        yield from ("", address)


FORMAT = Format("txt", ".txt", write)
