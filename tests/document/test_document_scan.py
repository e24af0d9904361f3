"""What a parser would choke on is seen beforehand, and its text is kept all the same."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from tui.document.sanitize import sanitize
from tui.document.scan import ATTRIBUTES, DEPTH, NODES, SIZE, is_moderate, scan
from tui.document.strip import strip_tags

FLOOD = 50_000


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ("<div>" * FLOOD, "depth"),
        ("<x-y>" * FLOOD, "depth"),
        ("<b><div></b>" * FLOOD, "depth"),
        ("<span><div></span>" * FLOOD, "depth"),
        ("<form><div></form>" * FLOOD, "depth"),
        ("<p><div></p>" * FLOOD, "depth"),
        ("<dd><li>" * FLOOD, "depth"),
        ("<rt>" * FLOOD, "depth"),
        ("<div><table><td></div>" * FLOOD, "depth"),
        ("<svg>" + "<g/>" * FLOOD, "depth"),
        ("<svg><foreignObject>" + "<option/>" * FLOOD, "depth"),
        ("<svg>" + "<td>" * FLOOD, "depth"),
        ('<a title=">">' + "<div title='>'>" * FLOOD, "depth"),
        ("<p" + "".join(f" a{n}" for n in range(FLOOD)) + ">", "attributes"),
        ("<p" + "".join(f' a{n}=">"' for n in range(FLOOD)) + ">", "attributes"),
        ("".join(f"<b a={n}>" for n in range(200)) + "<p>x" * FLOOD, "nodes"),
        ("<br>" * 50_001, "nodes"),
        ("字" * (SIZE // 3 + 1), "size"),
        ("x" * (SIZE + 1), "size"),
    ],
)
def test_problems(html: str, problem: str) -> None:
    assert scan(html) == problem


@pytest.mark.parametrize(
    "html",
    [
        "",
        "text",
        "<p>段" * FLOOD,
        "<ul>" + "<li>项" * 40_000,
        "<table>" + "<tr><td>一<td>二" * 10_000,
        "<dl>" + "<dt>一<dd>二" * 20_000,
        "<br>" * 20_000 + "<img src=x>" * 20_000,
        "<a href=x>一" * 1000,
        "<div><font color=red>一</div>" * 1000,
        "<select>" + "<option>一" * 1000,
        "<!--" * FLOOD,
        "<!-- <div> -->" * FLOOD,
        "<script>" + "document.write('<div>');" * FLOOD + "</script>",
        "<title>" + "<div>" * FLOOD,
        "< div>" * FLOOD + "<" * FLOOD,
        "<div>" * DEPTH + "</div>" * DEPTH,
        "<p " + " ".join(f"a{n}=1" for n in range(ATTRIBUTES)) + ">",
    ],
)
def test_what_is_harmless_passes(html: str) -> None:
    assert scan(html) is None


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * FLOOD + "正文",
        "<p" + "".join(f" a{n}=1" for n in range(FLOOD)) + ">正文</p>",
        "<svg>" + "<g/>" * FLOOD + "</svg><p>正文</p>",
        "<x>" * FLOOD + "<script>" * FLOOD + "</script>正文",
        "<x>" * FLOOD + "<script>alert(1)</script>正文<!-- 注 -->",
    ],
)
def test_the_text_is_kept(html: str) -> None:
    clean = sanitize(html)
    assert clean == "<p>正文</p>"
    assert sanitize(clean) == clean


def test_a_drawing_costs_an_article_nothing() -> None:
    assert sanitize("<h2>题</h2><svg>" + "<path d=x />" * 1000 + "</svg><p>文") == "<h2>题</h2>\n<p>文</p>"


def test_tags_are_stripped_line_by_line() -> None:
    html = "<title>页</title><p>一&amp;<b>二</b><br>三</p><td>四</td><td>五</td><style>x{}</style><div>\x1b[1m七"
    assert strip_tags(html) == ["一&二", "三", "四  五", "七"]
    assert strip_tags("İ<script>x</script>一") == ["İ一"]


def test_far_too_much_is_cut() -> None:
    lines = strip_tags("<p>字" * 3_000_000)
    assert 0 < sum(map(len, lines)) <= 1_000_000


@pytest.mark.parametrize(
    "piece",
    ["<", "</", "<!", "<a ", "<a b='", '<a b="', "<a =", "&", "&#", "<p title=", "<!--", "<?", "<script", "]]>"],
)
def test_broken_floods_end(piece: str) -> None:
    sanitize(piece * (300_000 // len(piece)) + "文")


PARTS = {
    "left open": "".join(f"<b id={n}>" for n in range(300)),
    "ended in a comment": "".join(f"<b id={n}><!--</b>-->" for n in range(300)),
    "ended in an attribute": "".join(f'<b id={n} title="</b>">' for n in range(300)),
    "ended behind a cell": "".join(f"<b id={n}><table><td></b></table>" for n in range(300)),
}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS.keys())
def test_formatting_that_only_seems_to_end_is_not_moderate(part: str) -> None:
    assert not is_moderate(f"<p>{part}</p>" + "<p>x</p>" * 800)


@pytest.mark.parametrize("tag", ["b", "i", "font", "strong", "nobr", "a", "a href=1", "b class=x", "span", "div", "td"])
def test_a_moderate_page_has_a_moderate_tree(tag: str) -> None:
    page = f"<p>{f'<{tag}>' * 900}</p>" + "<p>x</p>" * 900
    assert is_moderate(page)
    assert len(LexborHTMLParser(page).css("*")) <= NODES


def test_an_ordinary_page_is_moderate() -> None:
    assert is_moderate("<p>第一段<b>粗</b>和<a href='/1'>链接</a>。</p>" * 500)
    assert not is_moderate("<p>" * 7_000)
    assert not is_moderate("<p " + "a=1 " * 20_000 + ">")
