"""Pages through the worker: the same article as in place, hostile ones stopped, lies of a child refused."""

import json
from collections.abc import AsyncIterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from tests.extract.pages import NOW, URL, page, prose
from tui.extract.article import Extracted
from tui.extract.extract import Source, extract
from tui.extract.plain import BadAnswer, pack, unpack
from tui.extract.reader import PageReader
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
        assert await reader.read(body, URL, now=NOW) == extract(body, Source(url=URL, now=NOW))


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
    (tmp_path / "own.toml").write_text('hosts = ["news.example"]\nbody = "#own"\n', "utf-8")
    html = page(prose(), around="<div id=own><p>只要这一段，别的都不要。</p></div>")
    async with Workers(size=1) as workers:
        article = await PageReader(workers, str(tmp_path)).read(html.encode(), URL, now=NOW)
    assert article.text == "只要这一段，别的都不要。"


def plain() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(pack(extract(page(prose()).encode(), Source(url=URL, now=NOW)))))
    return data


def test_plain_data_comes_back_as_it_was() -> None:
    article = extract((FIXTURES / "model-modern.html").read_bytes(), Source(url=URL, now=NOW))
    assert unpack(json.loads(json.dumps(pack(article)))) == article
    assert plain().keys() == {field.name for field in fields(Extracted)}


@pytest.mark.parametrize(("name", "value"), [
    ("title", "a\x1bb"), ("title", 5), ("text", "a\x00"), ("html", "x" * 16_000_001), ("authors", "abc"),
    ("authors", [1]), ("published", 1.5), ("published", True), ("published", 1 << 50), ("credits", [["a"]]),
    ("related", [["a", "b", "c"]]), ("images", ["a"] * 5000), ("is_article", 1), ("pages", None), ("whence", [1]),
    ("language", "\ud800"), ("zone", 1 << 20),
])  # fmt: skip
def test_anything_else_is_refused(name: str, value: object) -> None:
    with pytest.raises(BadAnswer):
        unpack({**plain(), name: value})


@pytest.mark.parametrize("data", [None, [], {}, "x", {"title": ""}])
def test_what_has_other_fields_is_refused(data: object) -> None:
    with pytest.raises(BadAnswer):
        unpack(data)


def test_an_empty_article_is_plain_too() -> None:
    empty = Extracted()
    assert unpack(json.loads(json.dumps(pack(empty)))) == replace(empty)
