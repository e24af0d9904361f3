"""The model page in three layouts and three charsets: every field comes out of each."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.extract.sample import NOW
from tui.document.blocks import Heading
from tui.document.html import to_document
from tui.extract.extract import extract
from tui.model.page import PageArticle

FIXTURES = Path(__file__).parent / "fixtures"
MODEL = json.loads((FIXTURES / "model.json").read_text("utf-8"))
LAYOUTS = ("modern", "tables", "soup")
CHARSETS = ("utf-8", "gbk", "gb2312")


def model(layout: str, charset: str = "utf-8") -> PageArticle:
    html = (FIXTURES / f"model-{layout}.html").read_text("utf-8")
    said = html.replace('charset="utf-8"', f'charset="{charset}"').replace("charset=utf-8", f"charset={charset}")
    data = said.encode("gb18030" if charset.startswith("gb") else charset)
    return extract(data, "https://news.example/zx/cj/jd/1.html", now=NOW)


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_field(layout: str, charset: str) -> None:
    article = model(layout, charset)
    assert article.charset == ("utf-8" if charset == "utf-8" else "gb18030")
    assert article.title == MODEL["title"]
    assert list(article.path) == MODEL["breadcrumb"]
    assert article.outlet == MODEL["outlet"]
    assert list(article.authors) == MODEL["authors"]
    assert article.source == MODEL["source"]
    assert (article.views, article.comments) == (MODEL["views"], MODEL["comments"])
    assert list(article.tags) == MODEL["tags"]
    assert dict(article.credits) == MODEL["credits"]
    assert article.disclaimer.startswith(MODEL["disclaimer_starts"])
    assert article.published is not None
    day = datetime.fromtimestamp(article.published, UTC) + timedelta(seconds=28800)
    assert day.date().isoformat() == MODEL["published"]
    assert article.is_article


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_body_and_nothing_else(layout: str) -> None:
    article = model(layout)
    assert article.text.startswith(MODEL["body_starts"])
    assert article.text.endswith(MODEL["body_ends"])
    assert [words for words in MODEL["not_in_body"] if words in article.text] == []
    assert MODEL["title"] not in article.text
    blocks = to_document(article.html).blocks
    subheads = [block.content.text for block in blocks if isinstance(block, Heading)]
    assert subheads == MODEL["subheads"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_related_articles_are_listed(layout: str) -> None:
    related = model(layout).related
    assert [one.url for one in related] == [f"https://news.example/news/2025021{n}/100{4 - n}.html" for n in (3, 2, 1)]
    assert related[0].title == "郑州航空港：新增三条国际货运航线"


def test_every_layout_gives_the_same_text() -> None:
    assert model("modern").text == model("tables").text == model("soup").text


def test_each_field_tells_where_it_was() -> None:
    whence = model("modern").origins
    assert whence["published"] == "json-ld"
    assert {"title", "outlet", "authors", "source", "path", "tags", "credits", "views", "disclaimer"} <= whence.keys()
