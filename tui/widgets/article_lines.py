"""The lines of an article: above the body title, where from, when, how long; the body; below tags, files, address."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip

from tui.i18n import t
from tui.i18n.times import exact, reading_minutes, when
from tui.model.entry import Article
from tui.text.clip import clip, clip_lines
from tui.text.dates import looks_chinese
from tui.text.width import cells, split_cells
from tui.typeset.find import HitSpan
from tui.typeset.line import Line
from tui.widgets.ink import Chrome, Ink
from tui.widgets.roles import style_of

Piece = tuple[str, str, str]  # text, role, marks


def head_lines(article: Article, now: int, measure: int, chrome: Chrome) -> list[list[Piece]]:
    """The head as pieces; an empty list is a blank line."""
    entry = article.entry
    title = entry.title or t("list.untitled")
    lines: list[list[Piece]] = [[(line, "heading", "bold")] for line in clip_lines(title, measure, 8)]
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
        " › ".join(article.path) if chrome.divider != "|" else " > ".join(article.path),
    ]
    lines += _filled([fact for fact in size if fact], measure, chrome, "muted")
    if entry.tags:
        lines += _filled(["#" + tag for tag in entry.tags], measure, chrome, "tag", "  ")
    lines.append([])
    return lines


def foot_lines(article: Article, measure: int, chrome: Chrome, folded: bool) -> list[list[Piece]]:
    """The foot as pieces: credits and disclaimer (folded to one line, or open), enclosures, the address."""
    lines: list[list[Piece]] = [[]]
    mark = chrome.closed if folded else chrome.opened
    labels = []
    if article.credits:
        role, name = article.credits[0]
        first = t("article.credits_one", role=role, name=name)
        rest = len(article.credits)
        labels.append(f"{mark} {first}" + (f" · {t('article.credits', n=rest)}" if rest > 1 else ""))
    if article.disclaimer:
        labels.append(f"{mark} {t('article.disclaimer')}")
    if labels:
        lines += _filled(labels, measure, chrome, "muted", "   ")
        if not folded:
            lines += _filled([f"{role} {name}" for role, name in article.credits], measure, chrome, "muted", "  ")
            lines += [[(line, "muted", "")] for line in clip_lines(article.disclaimer, measure, 40)]
        lines.append([])
    for enclosure in article.enclosures:
        name = enclosure.title or enclosure.url.rsplit("/", 1)[-1]
        lines.append([(clip(t("article.enclosure", name=f"{name} {enclosure.type}"), measure), "link", "")])
    if article.entry.url:
        lines.append([(clip(t("article.address", url=article.entry.url), measure), "muted", "")])
    lines.append([])
    return lines


def _filled(facts: list[str], measure: int, chrome: Chrome, role: str, between: str = "") -> list[list[Piece]]:
    """Facts side by side, a new line where the next does not fit."""
    joint = between or chrome.dot
    lines: list[list[Piece]] = []
    used = 0
    for whole in facts:
        fact = clip(whole, measure)
        size = cells(fact)
        if lines and used + cells(joint) + size <= measure:
            lines[-1] += [(joint, "muted", ""), (fact, role, "")]
            used += cells(joint) + size
        else:
            lines.append([(fact, role, "")])
            used = size
    return lines


def strip_of_pieces(pieces: list[Piece], left: int, width: int, ink: Ink) -> Strip:
    """One line of pieces, after a margin."""
    segments = [Segment(" " * left, ink.blank)] if left else []
    segments += [Segment(text, ink.style(role, "paper", marks)) for text, role, marks in pieces]
    used = left + sum(cells(text) for text, _, _ in pieces)
    if used < width:
        segments.append(Segment(" " * (width - used), ink.blank))
    return Strip(segments, max(width, used))


def body_strip(line: Line, spans: Sequence[HitSpan], *, pad: int, width: int, ink: Ink) -> Strip:
    """One set line of the body, after ``pad`` cells, with the cells of ``spans`` marked as hits."""
    segments = [Segment(" " * (pad + line.left), ink.blank)]
    edge = line.left
    for run in line.runs:
        text = run.text
        for span in spans:
            if not edge < span.end or not span.start < edge + cells(text):
                continue
            before, rest = split_cells(text, max(0, span.start - edge))
            marked, text = split_cells(rest, span.end - max(span.start, edge))
            if before:
                segments.append(Segment(before, style_of(run.role, ink)))
            segments.append(Segment(marked, style_of(run.role, ink, hit=True)))
            edge += cells(before) + cells(marked)
        if text:
            segments.append(Segment(text, style_of(run.role, ink)))
            edge += cells(text)
    edge += pad
    if edge < width:
        segments.append(Segment(" " * (width - edge), ink.blank))
    return Strip(segments, max(edge, width)).crop(0, width)
