"""Pages that are lists, errors, hostile, or spread over several addresses."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract import pages
from tui.extract.extract import extract
from tui.extract.pager import joined
from tui.extract.plain import BadAnswer, pack, unpack
from tui.extract.sites import Rule, load_rules

NOW = 1_795_000_000
ATTACKS = Path(__file__).parents[3] / "shared" / "attacks"
PARAGRAPH = "这一段说的是火车怎样进站,旅客怎样下车,站长怎样看表,然后大家怎样各自回家去。"


def article(*paragraphs: str, head: str = "", foot: str = "") -> bytes:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f"<title>火车进站</title><body>{head}<div><h1>火车进站</h1>{body}</div>{foot}</body>".encode()


def test_a_front_page_is_no_article() -> None:
    links = "".join(f'<li><a href="/{n}">今天的第{n}条新闻说的是一件事情</a></li>' for n in range(80))
    assert not extract(f"<title>首页</title><ul>{links}</ul>".encode(), now=NOW).is_article


def test_a_page_of_teasers_is_no_article() -> None:
    titles = [f'<h2><a href="/{n}">第{n}条新闻的标题有点长</a></h2>' for n in range(20)]
    rows = "".join(f"<div>{title}<p>{PARAGRAPH}</p></div>" for title in titles)
    assert not extract(f"<title>城事</title><div>{rows}</div>".encode(), now=NOW).is_article


@pytest.mark.parametrize("title", ["404 Not Found", "页面不存在"])
def test_an_error_page_is_no_article(title: str) -> None:
    html = f"<title>{title}</title><h1>{title}</h1><p>您访问的页面不存在,可能已经删除,请返回首页再看看。</p>"
    assert not extract(html.encode(), now=NOW).is_article


def test_comments_and_what_is_related_end_the_body() -> None:
    foot = (
        '<h3>相关阅读</h3><ul><li><a href="/9">另一列火车昨天晚点了</a></li></ul>'
        "<h3>网友评论</h3><p>说得好,我也喜欢火车,常去看。</p>"
    )
    found = extract(article(*[f"{n}{PARAGRAPH}" for n in "一二三四五六"], foot=foot), "https://a.example/1", now=NOW)
    assert "网友" not in found.text
    assert "说得好" not in found.text
    assert [link.title for link in found.related] == ["另一列火车昨天晚点了"]
    assert found.related[0].url == "https://a.example/9"


@pytest.mark.parametrize("line", ["扫码关注江沅新闻公众号", "点击上方蓝字关注我们", "长按识别二维码加入读者群"])
def test_promotion_is_folded_away(line: str) -> None:
    found = extract(article(line, *[f"{n}{PARAGRAPH}" for n in "一二三四五六"], line), now=NOW)
    assert line not in found.text
    assert line in found.promotion


def test_lazy_pictures_and_their_captions() -> None:
    figure = '<figure><img src="/blank.gif" data-src="/站台.jpg"><figcaption>站台</figcaption></figure>'
    html = article(*[f"{n}{PARAGRAPH}" for n in "一二三四五六"]).replace("<p>三".encode(), f"{figure}<p>三".encode())
    found = extract(html, "https://a.example/1.html", now=NOW)
    assert found.images == ("https://a.example/%E7%AB%99%E5%8F%B0.jpg",)
    assert "<figcaption>站台</figcaption>" in found.html


# Pages that go on -----------------------------------------------------------------------------------------------------


def test_the_pager_is_followed_and_the_next_article_is_not() -> None:
    foot = (
        '<a href="a_2.html">2</a> <a href="a_3.html">3</a> <a href="a_2.html">下一页</a> <a href="b.html">下一篇</a>'
        '<a href="https://other.example/a_4.html">4</a> <a href="/list_2.html">下一页</a>'
    )
    found = extract(article(*[PARAGRAPH] * 6, foot=foot), "https://a.example/n/a.html", now=NOW)
    assert found.next_pages == ("https://a.example/n/a_2.html", "https://a.example/n/a_3.html")


def test_pages_are_joined_and_what_they_repeat_is_said_once() -> None:
    texts = [[f"{page}之{n}:{PARAGRAPH}" for n in range(6)] for page in ("甲", "乙")]
    repeated = f"这是每一页都有的导语。{PARAGRAPH}"
    both = [extract(article(repeated, *text), now=NOW) for text in texts]
    whole = joined(both)
    assert whole.text.split("\n\n") == [repeated, *texts[0], *texts[1]]
    assert whole.html.count("每一页都有") == 1


# Rules for sites ------------------------------------------------------------------------------------------------------


def test_a_rule_of_the_readers_goes_before_the_general_method(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[[site]]\nhosts = ["a.example"]\nbody = "#mine"\nnoise = ".x"\n', "utf-8")
    (tmp_path / "bad.toml").write_text('[[site]]\nhots = ["a.example"]\n', "utf-8")
    rules, problems = load_rules(tmp_path)
    assert [problem.about["key"] for problem in problems] == ["site.hots"]
    html = article(*[PARAGRAPH] * 6, foot='<div id="mine">只要这一句。<b class="x">不要这一句。</b></div>')
    found = extract(html, "https://www.a.example/1", now=NOW, rules=rules)
    assert found.text == "只要这一句。"
    assert extract(html, "https://b.example/1", now=NOW, rules=rules).text.startswith(PARAGRAPH)


def test_a_rule_that_is_no_selector_is_passed_over() -> None:
    found = extract(article(*[PARAGRAPH] * 6), "https://a.example/", now=NOW, rules=[Rule(("a.example",), "][")])
    assert found.text.startswith(PARAGRAPH)


# Strangers ------------------------------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes(data: bytes) -> None:
    found = extract(data, "https://a.example/", now=NOW)
    assert unpack(json.loads(json.dumps(pack(found)))) == found


TAGS = st.sampled_from(
    ["<p>", "</p>", "<td>", "<table>", "<br>", "<a href=x>", "</a>", "<h1>", "<li>", "<b>", "<div class=comment>"]
)
WORDS = st.sampled_from(
    ["来源:", "责编:", "2025-13-45 99:99", "记者 ", "标签:", "位置: > > ", "评论", "。", "\x1b[2J", "甲" * 50]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(TAGS, WORDS), max_size=60).map("".join))
def test_any_page(html: str) -> None:
    found = extract(html.encode(), "https://a.example/", now=NOW)
    assert "\x1b" not in found.title + found.text + found.html + "".join((*found.authors, *found.path, *found.tags))


@pytest.mark.parametrize("change", [{"views": "7"}, {"title": 1}, {"related": [["x"]]}, {"tags": "ab"}, {"extra": 1}])
def test_an_answer_that_is_no_article_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(BadAnswer):
        unpack({**pack(extract(pages.modern().encode(), now=NOW)), **change})


FLOODS = {
    "links": b"<a href=/x>y</a>" * 60_000,
    "deep": b"<div>" * 20_000 + b"x",
    "formatting": b"<p>" + b"".join(b"<b id=%d>" % n for n in range(2_500)) + b"</p>" + b"<p>x</p>" * 1_700,
    "attributes": b"<p " + b"a=1 " * 100_000 + b">x",
    "json": b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>",
    "names": ("<p>责编:" + "甲" * 100_000).encode(),
    "dates": b"<p>" + b"2005-1-1 " * 30_000,
    "path": ("<p>首页" + " > 甲乙" * 30_000).encode(),
    "commas": ("，" * 200_000).encode(),
}


@pytest.mark.parametrize("name", FLOODS)
def test_floods_are_read_in_reasonable_time(name: str) -> None:
    extract(FLOODS[name], "https://a.example/", now=NOW)


@pytest.mark.skipif(not ATTACKS.is_dir(), reason="the attack files are not beside this checkout")
@pytest.mark.parametrize("path", sorted(ATTACKS.glob("page_*")) if ATTACKS.is_dir() else [], ids=lambda path: path.name)
def test_hostile_pages(path: Path) -> None:
    found = extract(path.read_bytes(), "https://a.example/", now=NOW)
    for sign in ("<script", "javascript:", "onerror", "<iframe", "<form", "<base", "<meta"):
        assert sign not in found.html.lower()
    assert not {char for char in found.title + found.text + found.html if ord(char) < 32 and char != "\n"}
