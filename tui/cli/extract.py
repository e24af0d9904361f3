"""``kanbao extract``: the article in any page, saved or at an address."""

import argparse
import asyncio
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from tui.cli.context import Context
from tui.cli.output import complain, print_json, say, width
from tui.document.html import to_document
from tui.extract.reader import PageReader
from tui.i18n import error_text, t
from tui.i18n.times import exact
from tui.model.errors import KanbaoError, UnreadableFile
from tui.model.page import PageArticle
from tui.services.pages import WholeArticles, page_reader
from tui.text.clip import clip_lines
from tui.text.dates import looks_chinese
from tui.typeset.options import TypesetOptions
from tui.typeset.page import typeset
from tui.worker.pool import Workers

CHINA = timezone(timedelta(hours=8))
LARGEST = 20_000_000


def run_extract(context: Context, options: argparse.Namespace) -> int:
    """Print the article of every input; status 1 where one could not be read."""
    return asyncio.run(_extract(context, options))


async def _extract(context: Context, options: argparse.Namespace) -> int:
    status = 0
    async with Workers() as workers:
        reader = page_reader(workers, context.config)
        await workers.start()
        waiting = [asyncio.create_task(_one(context, options, reader, given)) for given in options.input]
        for given, task in zip(options.input, waiting, strict=True):
            try:
                article = await task
            except KanbaoError as error:
                status = 1
                complain(error)
                if options.json:
                    print_json(page_json(given, PageArticle(), error_text(error)))
            else:
                if options.json:
                    print_json(page_json(given, article))
                else:
                    show(article)
    return status


async def _one(context: Context, options: argparse.Namespace, reader: PageReader, given: str) -> PageArticle:
    if given.startswith(("http://", "https://")):
        from tui.fetch.client import Fetcher
        from tui.services.tools import fetch_settings

        async with Fetcher(fetch_settings(context.settings)) as fetcher:
            article, _ = await WholeArticles(fetcher, reader, time.time).get(given)
            return article
    return await reader.read(_bytes(given), options.url, now=int(time.time()))


def _bytes(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(LARGEST)
    try:
        with Path(name).open("rb") as file:
            return file.read(LARGEST)
    except OSError:
        raise UnreadableFile(file=name) from None


def page_json(given: str, article: PageArticle, error: str = "") -> dict[str, Any]:
    """An article as CLI.md names its fields; times are in the page's own zone where that is known."""
    zone = CHINA if looks_chinese(article.title + article.text[:500]) else UTC

    def iso(moment: int | None) -> str | None:
        return None if moment is None else datetime.fromtimestamp(moment, zone).isoformat().replace("+00:00", "Z")

    return {
        "input": given,
        "error": error or None,
        "title": article.title,
        "text": article.text,
        "html": article.html,
        "authors": list(article.authors),
        "outlet": article.outlet,
        "source": article.source,
        "published": iso(article.published),
        "updated": iso(article.updated),
        "path": list(article.path),
        "tags": list(article.tags),
        "credits": dict(article.credits),
        "views": article.views,
        "comments": article.comments,
        "disclaimer": article.disclaimer,
        "related": [{"title": link.title, "url": link.url} for link in article.related],
        "images": list(article.images),
        "next_pages": list(article.next_pages),
        "charset": article.charset,
        "is_article": article.is_article,
        "origins": dict(article.origins),
    }


def show(article: PageArticle) -> None:
    """The article for people: title, facts, typeset body."""
    columns = width()
    facts = [article.outlet, "、".join(article.authors), article.source]
    facts += [exact(article.published)] if article.published is not None else []
    for line in clip_lines(article.title, columns, 20):
        say(line)
    if about := " · ".join(dict.fromkeys(filter(None, facts))):
        say(about)
    say("")
    if not article.text:
        say(t("cli.no_article"))
    page = typeset(to_document(article.html), TypesetOptions(width=columns, measure=columns))
    for number in range(page.finish()):
        say(page.line(number).text)
    say("")
