"""``kanbao extract``: the article in a page, from files, addresses or standard input."""

import argparse
import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from tui.cli.context import Context
from tui.cli.output import complain, iso, print_json, say, width
from tui.document.html import to_document
from tui.extract.article import Extracted
from tui.extract.reader import PageReader
from tui.extract.sites import SITES, read_rules
from tui.i18n import error_text, t
from tui.model.errors import BadAddress, FileUnreadable, KanbaoError, NoArticle
from tui.text.clip import clip_lines
from tui.typeset.options import TypesetOptions
from tui.typeset.page import typeset
from tui.worker.pool import Workers

LARGEST = 20_000_000
AHEAD = 4
"""So many pages are with the workers at once; the answers come in the order of the inputs."""


def run_extract(context: Context, options: argparse.Namespace) -> int:
    """Print the article of each input, one object or one typeset article each; status 1 where one failed."""
    return asyncio.run(_extract(context, options))


async def _extract(context: Context, options: argparse.Namespace) -> int:
    status = 0
    async with _articles(context, options) as read:
        waiting: list[asyncio.Task[Extracted | KanbaoError]] = []
        inputs = list(options.input)
        for at, name in enumerate(inputs):
            waiting += [asyncio.create_task(read(ahead)) for ahead in inputs[at + len(waiting) : at + AHEAD]]
            found = await waiting.pop(0)
            if isinstance(found, KanbaoError):
                complain(found)
                status = 1
            if options.json:
                print_json(extract_json(name, found))
            elif isinstance(found, KanbaoError):
                continue
            elif found.text or found.images:
                _print(found, first=at == 0)
            else:
                complain(NoArticle(url=name))
                status = 1
    return status


@asynccontextmanager
async def _articles(context: Context, options: argparse.Namespace) -> AsyncIterator[Any]:
    """What reads one input; the network is opened only where an address asks for it."""
    async with AsyncExitStack() as stack:
        workers = await stack.enter_async_context(Workers())
        rules = context.config.parent / SITES
        for problem in read_rules(rules)[1]:
            complain(problem)
        pages = PageReader(workers, str(rules))
        fetched = None
        if any(map(is_address, options.input)):
            from tui.fetch.client import Fetcher
            from tui.services.articles import Articles
            from tui.services.desk import fetch_settings

            fetcher = await stack.enter_async_context(Fetcher(fetch_settings(context.settings)))
            fetched = Articles(fetcher, pages, time.time)

        async def read(name: str) -> Extracted | KanbaoError:
            try:
                if fetched is not None and is_address(name):
                    return await fetched.get(name, allow_private=options.allow_private)
                return await pages.read(_bytes(name), options.url or "", now=int(time.time()))
            except KanbaoError as error:
                return error

        yield read


def is_address(name: str) -> bool:
    """Whether an input is to be fetched."""
    return name.lower().startswith(("http://", "https://"))


def _bytes(name: str) -> bytes:
    """What is in a file, or comes on standard input; raises FileUnreadable, or BadAddress for an unknown scheme."""
    if name == "-":
        return sys.stdin.buffer.read(LARGEST)
    if "://" in name:
        raise BadAddress(url=name)
    try:
        with Path(name).expanduser().open("rb") as file:
            return file.read(LARGEST)
    except (OSError, ValueError, RuntimeError):
        raise FileUnreadable(file=name) from None


def extract_json(name: str, found: Extracted | KanbaoError) -> dict[str, Any]:
    """An article as CLI.md names its fields; after a failure all are null or empty but ``input`` and ``error``."""
    error = error_text(found) if isinstance(found, KanbaoError) else None
    article = Extracted() if isinstance(found, KanbaoError) else found
    return {
        "input": name,
        "error": error,
        "title": article.title,
        "text": article.text,
        "html": article.html,
        "authors": list(article.authors),
        "outlet": article.outlet,
        "source": article.source,
        "published": iso(article.published, article.zone),
        "updated": iso(article.updated, article.zone),
        "path": list(article.path),
        "tags": list(article.tags),
        "credits": dict(article.credits),
        "views": article.views,
        "comments": article.comments,
        "disclaimer": article.disclaimer,
        "related": [{"title": one.title, "url": one.url} for one in article.related],
        "images": list(article.images),
        "next_pages": list(article.next_pages),
        "charset": article.charset,
        "is_article": article.is_article,
    }


def _print(article: Extracted, *, first: bool) -> None:
    columns = width()
    facts = [
        article.outlet,
        article.source,
        "、".join(article.authors),
        (iso(article.published, article.zone) or "")[:10],
    ]
    about = " · ".join(dict.fromkeys(filter(None, facts)))
    for line in [
        *([] if first else [""]),
        *clip_lines(article.title, columns, 20),
        *clip_lines(about, columns, 20),
        "",
    ]:
        say(line)
    labels = {kind: t(f"article.{kind}") for kind in ("image", "video", "audio", "embed")}
    page = typeset(
        to_document(article.html, article.url, article.language),
        TypesetOptions(width=columns, measure=columns, labels=labels),
    )
    for number in range(page.finish()):
        say(page.line(number).text)
