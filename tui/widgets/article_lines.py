"""The lines of an article: above the body title, where from, when, how long; the body; below tags, files, address."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from tui.document.blocks import Document, Folded, Inline, Item, ListBlock, Paragraph, Span
from tui.i18n import t
from tui.i18n.times import exact, reading_minutes, when
from tui.lines.hues import hue
from tui.model.entry import Article, Entry
from tui.services.trackers import without_trackers
from tui.text.clip import clip, clip_lines
from tui.text.dates import looks_chinese
from tui.text.width import cells, split_cells
from tui.text.wrap import iter_lines
from tui.typeset.line import Line
from tui.widgets.ink import Chrome, Ink
from tui.widgets.roles import painted, style_of

_PARTS = re.compile(r"\s*[-–—_|｜·:：,，(（/]\s*|\s+")


class Piece(NamedTuple):
    """Text in a role, with marks such as ``bold``.

    ``target`` is where a click leads: an address, ``#`` and a tag, or ``@`` and the number of an entry.
    """

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


def head_lines(
    article: Article,
    now: int,
    measure: int,
    chrome: Chrome,
    *,
    remark: str = "",
    changes: int = 0,
    colours: Mapping[str, str] = MappingProxyType({}),
) -> list[list[Piece]]:
    """The head as pieces, a ``remark`` among the facts, tags in their ``colours``; an empty list is a blank line."""
    entry = article.entry
    title = entry.title or t("list.untitled")
    lines: list[list[Piece]] = [[Piece(line, "heading", "bold")] for line in clip_lines(title, measure, 8)]
    lines.append([])
    names = entry.authors
    chinese = looks_chinese(title + article.text[:200])
    people = "、".join(names) if chinese else ", ".join(names)
    outlet = article.outlet or entry.feed_title
    facts = [
        outlet,
        t("article.source", name=entry.source) if _is_news(entry.source, outlet, names) else "",
        t("article.by", names=people) if people else "",
        when(entry.when, now) if now - entry.when < 2 * 86400 else exact(entry.when),
    ]
    lines += _filled([fact for fact in facts if fact], measure, chrome, "muted")
    characters = len("".join(article.text.split()))
    size = [
        t("article.minutes", n=reading_minutes(characters, chinese)) if characters else "",
        t("article.characters", n=characters) if characters else "",
        _whole(article),
        t("saving.changed", n=changes) if changes else "",
        t("article.views", n=article.views) if article.views else "",
        _comments(article),
        remark,
    ]
    lines += _filled([fact for fact in size if fact], measure, chrome, "muted")
    path = (" › " if chrome.divider != "|" else " > ").join(article.path)
    lines += _filled([path] if path else [], measure, chrome, "muted")
    if entry.tags:
        tags = [Piece(f"#{tag}", hue(colours.get(tag, "")), "", f"#{tag}") for tag in entry.tags]
        lines += _filled(tags, measure, chrome, "tag", "  ")
    lines.append([])
    return lines


def _is_news(source: str, outlet: str, authors: Sequence[str]) -> bool:
    """Whether the source is said nowhere else: as outlet, as the first part of it (江沅新闻网 - 财经), as author."""
    said = (outlet.strip(), _PARTS.split(outlet.strip(), maxsplit=1)[0], *authors)
    return bool(source.strip()) and source.strip() not in said


def _comments(article: Article) -> str | Piece:
    """How many comments there are; a click leads to their page."""
    if not article.comments:
        return ""
    return Piece(t("article.comments", n=article.comments), "link" if article.comments_url else "muted", "",
                 article.comments_url)  # fmt: skip


def _whole(article: Article) -> str:
    """Where the text came from, if not from the feed."""
    if article.full_text != "page":
        return ""
    return t("article.from_page") if article.pages < 2 else t("article.from_pages", n=article.pages)


def foot_lines(
    article: Article, measure: int, *, note: str = "", kindred: Sequence[Entry] = (), now: int = 0
) -> list[list[Piece]]:
    """The foot as pieces: the reader's note, enclosures, the address, entries of the library about the same thing."""
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
        text = t("article.address", url=without_trackers(article.entry.url))
        lines.append([Piece(clip(text, measure), "muted", "", article.entry.url)])
    if kindred:
        lines += [[], [Piece(clip(t("article.kindred"), measure), "muted", "bold")]]
    for entry in kindred:
        about = "  " + when(entry.when, now)
        title = clip(entry.title or entry.summary or t("list.untitled"), max(2, measure - cells(about)))
        lines.append([Piece(title, "link", "", f"@{entry.id}"), Piece(clip(about, measure - cells(title)), "muted")])
    lines.append([])
    return lines


def _filled(
    facts: Sequence[str | Piece], measure: int, chrome: Chrome, role: str, between: str = ""
) -> list[list[Piece]]:
    """Facts side by side, a new line where the next does not fit.

    None stands alone on the last line where the one before it can come along.
    """
    joint = Piece(between or chrome.dot, "muted")
    lines: list[list[Piece]] = []
    for given in facts:
        whole = given if isinstance(given, Piece) else Piece(given, role)
        fact = whole._replace(text=clip(whole.text, measure))
        if lines and _wide([*lines[-1], joint, fact]) <= measure:
            lines[-1] += [joint, fact]
        else:
            lines.append([fact])
    if len(lines) > 1 and len(lines[-1]) == 1 and len(lines[-2]) > 1:
        together = [lines[-2][-1], joint, *lines[-1]]
        if _wide(together) <= measure:
            lines[-2:] = [lines[-2][:-2], together]
    return lines


def _wide(pieces: Sequence[Piece]) -> int:
    return sum(cells(piece.text) for piece in pieces)


def piece_at(pieces: Sequence[Piece], left: int, cell: int) -> Piece | None:
    """The piece that stands at a cell of a line with a margin."""
    edge = left
    for piece in pieces:
        if edge <= cell < (edge := edge + cells(piece.text)):
            return piece
    return None


def strip_of_pieces(
    pieces: Sequence[Piece], left: int, width: int, ink: Ink, paints: Sequence[Paint] = (), *, pad: int = 0
) -> Strip:
    """One line of pieces, after a margin of which ``pad`` cells are not counted in ``paints``."""
    segments = [Segment(" " * left, ink.blank)] if left else []
    edge = left - pad
    for piece in pieces:
        for text, kind in _parted(piece.text, edge, paints):
            style = painted(ink, kind, piece.marks) if kind else ink.style(piece.role, "paper", piece.marks)
            segments.append(Segment(text, style))
        edge += cells(piece.text)
    used = edge + pad
    if used < width:
        segments.append(Segment(" " * (width - used), ink.blank))
    return Strip(segments, max(width, used))


def body_strip(line: Line, paints: Sequence[Paint], *, pad: int, width: int, ink: Ink) -> Strip:
    """One set line of the body, after ``pad`` cells; where ``paints`` overlap the later one is seen."""
    segments = [Segment(" " * (pad + line.left), ink.blank)]
    edge = line.left
    for run in line.runs:
        for text, kind in _parted(run.text, edge, paints):
            segments.append(Segment(text, style_of(run.role, ink, kind)))
            edge += cells(text)
    edge += pad
    if edge < width:
        segments.append(Segment(" " * (width - edge), ink.blank))
    return Strip(segments, max(edge, width)).crop(0, width)


def _parted(text: str, edge: int, paints: Sequence[Paint]) -> Iterator[tuple[str, str]]:
    """A text that stands at a cell, cut where paints begin and end, each part with what lies over it."""
    while text:
        here, rest = split_cells(text, _until(edge, paints)) if paints else (text, "")
        kind = next((paint.kind for paint in reversed(paints) if paint.start <= edge < paint.end), "")
        # A character wider than what is left before the next paint belongs to this one.
        here, text = (here, rest) if here else (text, "")
        yield here, kind
        edge += cells(here)


def _until(edge: int, paints: Sequence[Paint]) -> int:
    """The cells from ``edge`` to where a paint next begins or ends."""
    ahead = [cell - edge for paint in paints for cell in (paint.start, paint.end) if cell > edge]
    return min(ahead, default=1 << 30)
