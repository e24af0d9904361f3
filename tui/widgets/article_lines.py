"""The lines of an article: above the body title, where from, when, how long; the body; below tags, files, address."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from tui.document.blocks import Document, Folded, Inline, Item, ListBlock, Paragraph, Span
from tui.i18n import t
from tui.i18n.times import exact, reading_minutes, when
from tui.model.entry import Article
from tui.text.clip import clip, clip_lines
from tui.text.dates import looks_chinese
from tui.text.width import cells, split_cells
from tui.text.wrap import iter_lines
from tui.typeset.line import Line
from tui.widgets.ink import Chrome, Ink
from tui.widgets.roles import style_of


class Piece(NamedTuple):
    """Text in a role, with marks such as ``bold``; ``target`` is where a click leads: an address, or ``#`` and tag."""

    text: str
    role: str
    marks: str = ""
    target: str = ""


class Paint(NamedTuple):
    """Cells ``start`` to before ``end`` of a line, over which something lies (see `style_of`)."""

    start: int
    end: int
    kind: str


def with_folds(document: Document, article: Article) -> Document:
    """The body, and folded below it who made it and what the publisher declares: found and copied like all text."""
    folds = []
    if article.credits:
        role, name = article.credits[0]
        label = t("article.credits_one", role=role, name=name)
        count = len(article.credits)
        label += f" · {t('article.credits', n=count)}" if count > 1 else ""
        folds.append(_folded("credits", label, "\n".join(f"{role} {name}" for role, name in article.credits)))
    if article.disclaimer:
        folds.append(_folded("disclaimer", t("article.disclaimer"), article.disclaimer))
    if article.promotion:
        folds.append(_folded("promotion", t("article.promotion"), article.promotion))
    if article.related:
        items = tuple(Item((Paragraph(Inline((Span(title, link=url),))),)) for title, url in article.related)
        label = t("article.related", n=len(items))
        folds.append(Folded("related", label, (ListBlock(items),)))
    return Document((*document.blocks, *folds), document.language) if folds else document


def _folded(kind: str, label: str, text: str) -> Folded:
    return Folded(kind, label, (Paragraph(Inline((Span(text),))),))


def head_lines(article: Article, now: int, measure: int, chrome: Chrome, *, changes: int = 0) -> list[list[Piece]]:
    """The head as pieces; an empty list is a blank line."""
    entry = article.entry
    title = entry.title or t("list.untitled")
    lines: list[list[Piece]] = [[Piece(line, "heading", "bold")] for line in clip_lines(title, measure, 8)]
    lines.append([])
    names = entry.authors
    chinese = looks_chinese(title + article.text[:200])
    people = "、".join(names) if chinese else ", ".join(names)
    facts = [
        article.outlet or entry.feed_title,
        t("article.source", name=entry.source) if entry.source and entry.source != entry.feed_title else "",
        t("article.by", names=people) if people else "",
        when(entry.when, now) if now - entry.when < 2 * 86400 else exact(entry.when),
    ]
    lines += _filled([fact for fact in facts if fact], measure, chrome, "muted")
    characters = sum(1 for char in article.text if not char.isspace())
    size = [
        t("article.minutes", n=reading_minutes(characters, chinese)) if characters else "",
        t("article.characters", n=characters) if characters else "",
        _whole(article),
        t("saving.changed", n=changes) if changes else "",
        t("article.views", n=article.views) if article.views else "",
        t("article.comments", n=article.comments) if article.comments else "",
        " › ".join(article.path) if chrome.divider != "|" else " > ".join(article.path),
    ]
    lines += _filled([fact for fact in size if fact], measure, chrome, "muted")
    if entry.tags:
        lines += _filled(["#" + tag for tag in entry.tags], measure, chrome, "tag", "  ", leads=True)
    lines.append([])
    return lines


def _whole(article: Article) -> str:
    """Where the text came from, if not from the feed."""
    if article.full_text != "page":
        return ""
    return t("article.from_page") if article.pages < 2 else t("article.from_pages", n=article.pages)


def foot_lines(article: Article, measure: int, note: str = "") -> list[list[Piece]]:
    """The foot as pieces: the reader's note, enclosures, the address."""
    lines: list[list[Piece]] = [[]]
    if note:
        lines.append([Piece(t("saving.note"), "accent", "bold")])
        lines += [[Piece(" " * line.indent + line.text, "ink", "italic")] for line in iter_lines(note, measure)]
        lines.append([])
    for enclosure in article.enclosures:
        name = enclosure.title or enclosure.url.rsplit("/", 1)[-1]
        text = t("article.enclosure", name=f"{name} {enclosure.type}")
        lines.append([Piece(clip(text, measure), "link", "", enclosure.url)])
    if article.entry.url:
        text = t("article.address", url=article.entry.url)
        lines.append([Piece(clip(text, measure), "muted", "", article.entry.url)])
    lines.append([])
    return lines


def _filled(
    facts: list[str], measure: int, chrome: Chrome, role: str, between: str = "", *, leads: bool = False
) -> list[list[Piece]]:
    """Facts side by side, a new line where the next does not fit; with ``leads`` each leads to itself."""
    joint = between or chrome.dot
    lines: list[list[Piece]] = []
    used = 0
    for whole in facts:
        fact = Piece(clip(whole, measure), role, "", whole if leads else "")
        size = cells(fact.text)
        if lines and used + cells(joint) + size <= measure:
            lines[-1] += [Piece(joint, "muted"), fact]
            used += cells(joint) + size
        else:
            lines.append([fact])
            used = size
    return lines


def piece_at(pieces: Sequence[Piece], left: int, cell: int) -> Piece | None:
    """The piece that stands at a cell of a line with a margin."""
    edge = left
    for piece in pieces:
        if edge <= cell < (edge := edge + cells(piece.text)):
            return piece
    return None


def strip_of_pieces(pieces: Sequence[Piece], left: int, width: int, ink: Ink) -> Strip:
    """One line of pieces, after a margin."""
    segments = [Segment(" " * left, ink.blank)] if left else []
    segments += [Segment(piece.text, ink.style(piece.role, "paper", piece.marks)) for piece in pieces]
    used = left + sum(cells(piece.text) for piece in pieces)
    if used < width:
        segments.append(Segment(" " * (width - used), ink.blank))
    return Strip(segments, max(width, used))


def body_strip(line: Line, paints: Sequence[Paint], *, pad: int, width: int, ink: Ink) -> Strip:
    """One set line of the body, after ``pad`` cells; where ``paints`` overlap the later one is seen."""
    segments = [Segment(" " * (pad + line.left), ink.blank)]
    edge = line.left
    for run in line.runs:
        text = run.text
        while text:
            here, rest = split_cells(text, _until(edge, paints)) if paints else (text, "")
            kind = next((paint.kind for paint in reversed(paints) if paint.start <= edge < paint.end), "")
            # A character wider than what is left before the next paint belongs to this one.
            here, text = (here, rest) if here else (text, "")
            segments.append(Segment(here, style_of(run.role, ink, kind)))
            edge += cells(here)
    edge += pad
    if edge < width:
        segments.append(Segment(" " * (width - edge), ink.blank))
    return Strip(segments, max(edge, width)).crop(0, width)


def _until(edge: int, paints: Sequence[Paint]) -> int:
    """The cells from ``edge`` to where a paint next begins or ends."""
    ahead = [cell - edge for paint in paints for cell in (paint.start, paint.end) if cell > edge]
    return min(ahead, default=1 << 30)
