"""``kanbao show``: one article, typeset for the terminal or as JSON."""

import argparse
import time

from tui.cli.context import Context
from tui.cli.output import print_json, say, width
from tui.document.html import to_document
from tui.export.record import article_fields
from tui.i18n import t
from tui.i18n.times import exact
from tui.model.entry import Article
from tui.text.clip import clip_lines
from tui.text.width import set_ambiguous
from tui.typeset.options import TypesetOptions
from tui.typeset.page import typeset


def run_show(context: Context, options: argparse.Namespace) -> int:
    """Print one article."""
    # The terminal is not asked: what is printed here may well go into a pipe.
    ambiguous = options.ambiguous or (2 if context.settings.reading.ambiguous == "2" else 1)
    set_ambiguous(ambiguous)
    article = context.library.entries.article(options.id)
    if options.json:
        print_json(article_json(article))
        return 0
    columns = options.width or width()
    if options.changes:
        return _show_changes(context, article, columns)
    for line in article_lines(article, columns, ambiguous, int(time.time())):
        say(line)
    return 0


def _show_changes(context: Context, article: Article, columns: int) -> int:
    """What has changed since the version before, with marks that need neither colour nor style."""
    from tui.document.comparison import comparison

    earlier = context.library.versions.of(article.entry.id)
    if not earlier:
        say(t("saving.unchanged"))
        return 0
    before = earlier[-1]
    say(t("saving.changed", n=len(earlier)) + " · " + exact(before.at))
    old, new = (
        f"{title}\n{text}" for title, text in ((before.title, before.text), (article.entry.title, article.text))
    )
    page = typeset(comparison(old, new, marked=True), TypesetOptions(width=columns, measure=columns))
    for number in range(page.finish()):
        say(page.line(number).text)
    return 0


def article_json(article: Article) -> dict[str, object]:
    """An article as CLI.md names its fields."""
    return article_fields(article)


def article_lines(article: Article, columns: int, ambiguous: int, now: int) -> list[str]:
    """Head, body and address as lines of at most ``columns`` cells."""
    entry = article.entry
    facts = [entry.feed_title, entry.source if entry.source != entry.feed_title else "", "、".join(entry.authors)]
    facts.append(exact(entry.when))
    about = " · ".join(fact for fact in facts if fact)
    lines = [*clip_lines(entry.title or t("list.untitled"), columns, 20), *clip_lines(about, columns, 20), ""]
    document = to_document(article.html, entry.url, article.language)
    labels = {kind: t(f"article.{kind}") for kind in ("image", "video", "audio", "embed")}
    page = typeset(document, TypesetOptions(width=columns, measure=columns, ambiguous=ambiguous, labels=labels))
    lines += [page.line(number).text for number in range(page.finish())]
    if entry.url:
        lines += ["", entry.url]
    return lines
