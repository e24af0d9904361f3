"""Pages through the worker: the same article as in place, hostile ones stopped, rules for sites applied."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.extract.sample import NOW, PARAGRAPHS, URL, page, prose, read
from tui.extract.extract import extract
from tui.extract.job import own_rules
from tui.extract.reader import PageReader
from tui.extract.sites import Rule
from tui.model.errors import WorkerStopped
from tui.worker.pool import Workers

FIXTURES = Path(__file__).parent / "fixtures"
ATTACKS = Path(__file__).parents[3] / "shared" / "attacks"
HOSTILE = {
    "nested": "<div>" * 100_000 + "字",
    "attributes": f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>字",
    "links": "<a href=/x>链</a>" * 100_000,
    "comment": "<!--" * 60_000,
    "style": f"<p style='{'a:b;' * 200_000}'>字",
    "tables": "<table><tr><td>" * 300 + "字",
    "one line": "字，" * 400_000,
    "spaces": "<p>" + " " * 900_000 + "字",
    "many rows": "<p>一行文字，不长不短，有标点。</p>" * 15_000,
    "unclosed": "<p><b><i><font>文字，" * 3_000,
    "dashes": "<title>" + "-_|" * 100_000 + "</title><p>字",
    "digits": "<p>" + "2026-11-2" * 60_000,
    "labels": "<p>" + "来源：作者：责编：" * 40_000,
    "brackets": "<p>" + "【（记者 " * 60_000,
    "arrows": "<p>" + "首页 > " * 60_000,
    "classes": "".join(f"<div class='c{n} article-body comment'>" + "文字，" * 3 + "</div>" for n in range(8_000)),
}


@pytest.fixture
async def reader() -> AsyncIterator[PageReader]:
    async with Workers(size=1) as workers:
        yield PageReader(workers)


async def test_the_worker_reads_what_is_read_in_place(reader: PageReader) -> None:
    for path in sorted(FIXTURES.glob("*.html")):
        body = path.read_bytes()
        assert await reader.read(body, URL, now=NOW) == extract(body, URL, now=NOW)


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_page_ends_within_its_time(reader: PageReader, name: str) -> None:
    try:
        article = await reader.read(HOSTILE[name].encode(), URL, now=NOW)
    except WorkerStopped as stopped:
        assert stopped.about["url"] == URL
    else:
        assert article.charset == "utf-8"
    # The next page is read as if nothing had been.
    assert (await reader.read(page(prose()).encode(), URL, now=NOW)).is_article


@pytest.mark.skipif(not ATTACKS.is_dir(), reason="the shared folder is not here")
async def test_the_attacks_end_as_their_manifest_says(reader: PageReader) -> None:
    for path in sorted(ATTACKS.glob("page_*.html")):
        article = await reader.read(path.read_bytes(), URL, now=NOW)
        assert "<script" not in article.html
        assert "javascript:" not in article.html
        if path.name in ("page_nest.html", "page_attrs.html", "page_links.html", "page_comment.html"):
            assert not article.is_article


async def test_a_rule_of_the_readers_own_reaches_the_worker(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[[site]]\nhosts = ["news.example"]\nbody = "#own"\n', "utf-8")
    html = page(prose(), around="<div id=own><p>只要这一段，别的都不要。</p></div>")
    async with Workers(size=1) as workers:
        article = await PageReader(workers, own_rules(tmp_path)).read(html.encode(), URL, now=NOW)
    assert article.text == "只要这一段，别的都不要。"


def test_body_title_noise_and_pager_of_a_rule() -> None:
    short = "<div id=right><p>短短的一段正文，没有多少字。</p><p class=ad>广告<b class=ad>文字</b></p></div>"
    html = page(prose(), around=f"{short}<b class=t>真正的标题在这里</b><div class=more><a href=/other/9>九</a></div>")
    rule = Rule(("news.example",), body="#right", title=".t", noise=".ad", pager=".more")
    article = extract(html.encode(), URL, now=NOW, rules=[rule])
    assert article.text == "短短的一段正文，没有多少字。"
    assert (article.title, article.origins["title"]) == ("真正的标题在这里", "rule")
    assert article.next_pages == ("https://news.example/other/9",)


def test_a_selector_that_is_none_finds_nothing() -> None:
    rule = Rule(("news.example",), body="p[[", noise=":::", title="((", pager="))")
    article = extract(page(prose()).encode(), URL, now=NOW, rules=[rule])
    assert article.text.split("\n\n") == PARAGRAPHS


def test_a_page_cannot_pose_as_a_rule() -> None:
    html = page(prose(), around="<div data-rule-body>这一段文字不是正文，只是假装。</div>")
    assert read(html).text.split("\n\n") == PARAGRAPHS
