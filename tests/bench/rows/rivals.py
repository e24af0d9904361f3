"""The same article in newsboat, w3m, Textual's Markdown and here.

Counts, over the soft breaks of the article's paragraphs, lines that begin or end with a mark that may not, lines that
leave six cells or more, and words, numbers, …… and —— that are cut. Rivals that are not installed are left out.
"""

import asyncio
import html
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from tests.bench.bench import ROOT, Bench
from tests.bench.measure import Line
from tui.document.html import to_document
from tui.text.kinsoku import NO_END, NO_START
from tui.text.width import cells
from tui.typeset.options import TypesetOptions
from tui.typeset.page import typeset

ARTICLES = ("bookshops", "movable-type", "punctuation", "terminal")
FOLDER = ROOT / "tui" / "services" / "sample" / "articles"
RAGGED = 6
TALL = 900
FAULTS = {"edges": "forbidden edges", "ragged": "ragged lines", "cut": "cut words"}
MOST = {("edges", 40): 0, ("edges", 76): 0, ("cut", 40): 0, ("cut", 76): 0}


def paragraphs() -> list[str]:
    """The running text of a few articles of the sample paper."""
    found = []
    for name in ARTICLES:
        source = (FOLDER / f"{name}.html").read_text("utf-8")
        for part in re.findall(r"<p>(.*?)</p>", source, re.DOTALL):
            text = " ".join(html.unescape(re.sub(r"<[^>]+>", "", part)).split())
            if len(text) > 40:
                found.append(text)
    return found


def ours(texts: list[str], width: int, work: Path) -> list[str]:
    """Our own lines."""
    document = to_document("".join(f"<p>{html.escape(text)}</p>" for text in texts), "", "zh")
    page = typeset(document, TypesetOptions(width=width, measure=width))
    return [page.line(number).text for number in range(page.finish())]


def w3m(texts: list[str], width: int, work: Path) -> list[str]:
    """What w3m dumps."""
    file = work / "page.html"
    file.write_text("<meta charset=utf-8>" + "".join(f"<p>{html.escape(text)}</p>" for text in texts), "utf-8")
    # w3m keeps one column free.
    command = ["w3m", "-dump", "-cols", str(width + 1), "-I", "utf-8", "-O", "utf-8", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def newsboat(texts: list[str], width: int, work: Path) -> list[str]:
    """What newsboat shows in a tall terminal; ``text-width`` is its own setting for the measure."""
    body = "".join(f"<p>{html.escape(text)}</p>" for text in texts)
    feed, urls, config = work / "feed.xml", work / "urls", work / "config"
    item = f"<item><title>t</title><link>https://a.example/</link><description>{html.escape(body)}</description></item>"
    feed.write_text(f'<rss version="2.0"><channel><title>f</title>{item}</channel></rss>', "utf-8")
    urls.write_text(f"file://{feed}\n")
    config.write_text(f"text-width {width}\nauto-reload yes\nshow-read-feeds yes\n")
    cache = work / f"cache{width}.db"
    command = f"newsboat -q -u {urls} -C {config} -c {cache}"
    tmux = ["tmux", "-L", "kanbao-rivals", "-f", "/dev/null"]
    size = ["-x", str(width + 2), "-y", str(TALL)]
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(work)}
    subprocess.run([*tmux, "new-session", "-d", *size, command], check=True, env=environment)
    shown = ""
    for key in (None, "Enter", "Enter"):
        if key:
            subprocess.run([*tmux, "send-keys", key], check=True)
        time.sleep(1.5)
        shown = subprocess.run([*tmux, "capture-pane", "-p"], capture_output=True, text=True, check=True).stdout
    subprocess.run([*tmux, "kill-server"], check=False)
    return shown.splitlines()


def markdown(texts: list[str], width: int, work: Path) -> list[str]:
    """What Textual's Markdown widget draws."""
    from textual.app import App, ComposeResult
    from textual.widgets import Markdown

    class Reader(App[None]):
        CSS = "Markdown { padding: 0; margin: 0; } MarkdownParagraph { margin: 0 0 1 0; padding: 0; }"

        def compose(self) -> ComposeResult:
            yield Markdown("\n\n".join(texts))

    async def drawn() -> list[str]:
        app = Reader()
        async with app.run_test(size=(width, TALL)) as pilot:
            await pilot.pause()
            return [strip.text for strip in app.screen._compositor.render_strips(app.size)]

    return asyncio.run(drawn())


def faults(texts: list[str], lines: list[str], width: int) -> dict[str, int]:
    """The counts over the soft breaks that can be found in ``lines``."""
    counted = dict.fromkeys(("breaks", "edges", "ragged", "cut"), 0)
    shown = [line.strip() for line in lines]
    for text in texts:
        bare = text.replace(" ", "")
        for first in range(len(shown)):
            if not shown[first] or not bare.startswith(shown[first].replace(" ", "")):
                continue
            last, so_far = first, ""
            while last < len(shown) and bare.startswith(so_far + shown[last].replace(" ", "")) and shown[last]:
                so_far += shown[last].replace(" ", "")
                last += 1
            if so_far != bare:
                continue
            for (raw, above), (_, below) in pairwise(zip(lines[first:last], shown[first:last], strict=True)):
                counted["breaks"] += 1
                counted["edges"] += below[0] in NO_START or above[-1] in NO_END
                counted["ragged"] += width - cells(raw.rstrip()) >= RAGGED
                joint = above[-1] + below[0]
                cut = bool(re.fullmatch(r"[0-9A-Za-z]{2}|……|——|[0-9][.,%]", joint))
                counted["cut"] += cut and above + below in text.replace("  ", " ")
            break
    return counted


def rivals(bench: Bench) -> Iterator[Line]:
    """Faults in how the sample paper is set, counted: here, in newsboat, w3m and Textual's Markdown."""
    others: dict[str, Callable[[list[str], int, Path], list[str]]] = {}
    others |= {"newsboat": newsboat} if shutil.which("newsboat") and shutil.which("tmux") else {}
    others |= {"w3m": w3m} if shutil.which("w3m") else {}
    others["Textual Markdown"] = markdown
    texts = paragraphs()
    for width in (40, 76):
        mine = faults(texts, ours(texts, width, bench.scratch), width)
        for name, rival in others.items():
            work = bench.fresh("rival")
            work.mkdir()
            theirs = faults(texts, rival(texts, width, work), width)
            note = f"of {mine['breaks']} and {theirs['breaks']} soft breaks"
            for fault, what in FAULTS.items():
                most = MOST.get((fault, width))
                yield Line(f"{width} cells: {what}", mine[fault], "", name, theirs[fault], most=most, note=note)
