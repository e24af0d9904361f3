"""Every field of one article, in several layouts and charsets."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.extract import pages, sample
from tui.extract.extract import extract
from tui.model.page import PageArticle

NOW = 1_795_000_000


def read(layout: str, charset: str = "utf-8") -> PageArticle:
    html = pages.LAYOUTS[layout]()
    if charset != "utf-8":
        said = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        html = html.replace("<title>", f"{said}<title>")
    return extract(html.encode("gb18030" if charset == "gb2312" else charset), "https://paper.example/a.html", now=NOW)


@pytest.mark.parametrize("charset", ["utf-8", "gbk", "gb2312"])
@pytest.mark.parametrize("layout", pages.LAYOUTS)
def test_every_field(layout: str, charset: str) -> None:
    article = read(layout, charset)
    assert article.title == pages.TITLE
    assert article.outlet == "江沅新闻网"
    assert article.authors == ("程望舒",)
    assert article.source == "江沅晚报"
    assert article.published is not None
    assert (datetime.fromtimestamp(article.published, UTC) + timedelta(hours=8)).date().isoformat() == "2025-03-19"
    assert article.path == ("首页", "资讯", "城事", "焦点")
    assert article.tags == ("图书馆", "旧车站")
    assert article.credits == {"责编": "史小健", "审校": "李雨金", "监审": "万伟", "责任编辑": "王强治 HF013"}
    assert article.views == 677
    assert article.comments == 0
    assert article.disclaimer.startswith("本文仅代表作者本人观点")
    assert article.is_article
    assert {"title", "authors", "published", "source"} <= article.origins.keys()


@pytest.mark.parametrize("layout", pages.LAYOUTS)
def test_the_body_and_nothing_but_the_body(layout: str) -> None:
    article = read(layout)
    assert article.text.split("\n\n") == [pages.LEAD, *pages.BODY]
    assert re.findall(r"<h\d>(.*?)</h\d>", article.html) == list(pages.SUBHEADS)


def test_the_head_is_believed_where_the_text_says_nothing() -> None:
    head = """<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle",
    "headline":"钟表匠的春天","datePublished":"2025-03-01T08:30:00+08:00","dateModified":"2025-03-02T09:00:00+08:00",
    "author":[{"@type":"Person","name":"沈知秋"}],"publisher":{"name":"江沅日报"},"keywords":["钟表","手艺"]}]}</script>"""
    text = "".join(f"<p>第{n}段,说的是钟表匠怎样修钟,修了多少年,为什么还在修。</p>" for n in "一二三四五六")
    article = extract(f"<head>{head}</head><body><h1>钟表匠的春天</h1>{text}".encode(), now=NOW)
    assert (article.title, article.authors, article.outlet) == ("钟表匠的春天", ("沈知秋",), "江沅日报")
    assert article.tags == ("钟表", "手艺")
    assert (article.published, article.updated) == (1740789000, 1740877200)
    assert article.origins["published"] == "json-ld"


def test_a_time_of_day_in_the_text_is_more_precise_than_a_day_in_the_head() -> None:
    text = "".join(f"<p>第{n}段,说的是钟表匠怎样修钟,修了多少年,为什么还在修。</p>" for n in "一二三四五六")
    html = f'<meta name="publishdate" content="2025-03-01"><h1>钟表匠</h1><p>2025-03-01 08:30 来源:江沅日报</p>{text}'
    article = extract(html.encode(), now=NOW)
    assert article.published == 1740789000
    assert article.origins["published"] == "text"
    assert article.source == "江沅日报"


_NOTICE = "国务院办公厅关于进一步促进消费的通知"


@pytest.mark.parametrize(("said", "heading", "title"), [
    (f"{_NOTICE}_政策", "<h1>国务院办公厅关于<br>进一步促进消费的通知</h1>", _NOTICE),
    (f"{_NOTICE}_政策_中国政府网", "<p><b>国务院办公厅关于<br>进一步促进消费的通知</b></p>", _NOTICE),
    (f"{_NOTICE}_政策", "<h1><div>国务院办公厅</div><div>关于进一步</div><div>促进消费的通知</div></h1>", _NOTICE),
    (f"{_NOTICE}--某某网", f"<h1>{_NOTICE}<br>明年一月一日起施行</h1>", _NOTICE),
    ("背影_某某网", "<h1>背影</h1>", "背影"),
    ("背影_某某文学网", "", "背影"),
    ("“7·21”暴雨灾后重建_某某网", "<h1>“7·21”暴雨灾后重建</h1>", "“7·21”暴雨灾后重建"),
    ("7·21特大暴雨_某网", "", "7·21特大暴雨"),
    ("卡尔·马克思诞辰_某网", "", "卡尔·马克思诞辰"),
    ("某某网", "<h1>两行 <br>标题 第二行</h1>", "两行标题 第二行"),
])  # fmt: skip
def test_the_title_is_whole(said: str, heading: str, title: str) -> None:
    html = f"<title>{said}</title><div class=nav><a href=/>首页</a></div>{heading}<div>{sample.prose()}</div>"
    assert sample.read(html).title == title
