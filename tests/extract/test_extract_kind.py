"""Front pages, lists and pages that only say what is missing are no articles."""

import pytest

from tests.extract.sample import PARAGRAPHS, page, prose, read

FRONT = "".join(
    f"<div class=block><h2><a href=/{n}/>频道{n}</a></h2><ul>"
    + "".join(f"<li><a href=/{n}/{m}.html>今天的一条重要新闻标题第{n}{m}号</a></li>" for m in range(12))
    + "</ul></div>"
    for n in range(12)
)


@pytest.mark.parametrize("html", [
    f"<html><head><title>某某网</title></head><body>{FRONT}</body></html>",

"<html><head><title>404 Not Found</title></head><body><h1>404</h1><p>您访问的页面不存在，请返回首页，或者"
"稍后再试。</p></body></html>",

"<html><head><title>页面不存在</title></head><body><p>抱歉，您要找的页面已经被删除，五秒之后将自动返回首页"
"。</p></body></html>",

"<html><head><title>Just a moment...</title></head><body><p>Checking your browser before accessing the si"
"te, please wait.</p></body></html>",
    "<html><head><title>北斗_直播间</title></head><body><div id=player></div><div class=notice>"
    "<p>王者，拳皇，约战,LOL,CF，FM</p><p>娱乐大群428400375</p>"
    "<p>德莱，李青，搬砖，红眼，白手，剑魂,炼金,盲僧,鳄鱼,奥马,蛮王,小丑,女枪,轮子</p></div></body></html>",
    "<html><head><title>頁面不存在</title></head><body><p>抱歉，您要找的頁面已經被移除，五秒之後將自動返回首頁，"
    "或者請從上方的選單選擇其他內容，謝謝您的耐心。</p></body></html>",
    "<html><body><p>短。</p></body></html>",
    '{"error": "not a page"}',
])  # fmt: skip
def test_not_an_article(html: str) -> None:
    assert not read(html).is_article


@pytest.mark.parametrize("html", [
    page(prose()),
    page(f"<p>{PARAGRAPHS[0]}</p>", head='<meta property="og:type" content="article">'),
    f"<html><body><h1>短讯</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></body></html>",
    page(prose(), around=FRONT),
])  # fmt: skip
def test_an_article(html: str) -> None:
    assert read(html).is_article


LINES = [
    "月光落在窗台", "像一封没有寄出的信", "风翻动它", "却读不出一个字", "我坐在灯下", "等一个名字", "从夜里走来",
    "关闭", "所有的门", "让星星进来",
]  # fmt: skip
MENU = "<ul class=nav>" + "".join(f"<li><a href=/{n}/>栏目{n}</a></li>" for n in range(9)) + "</ul>"


@pytest.mark.parametrize("body", [
    "<div class=content>" + "".join(f"<p>{line}</p>" for line in LINES) + "</div>",
    "<div>" + "".join(f"<p>{line}，</p>" for line in LINES) + "</div>",
    f"<div class=content>{'<br>'.join(LINES)}</div>",
    f"<div><p>2026-11-02 来源：某报</p><p>{'<br>'.join(LINES[:4])}</p><p>{'<br>'.join(LINES[4:])}</p></div>",
])  # fmt: skip
def test_a_poem_of_short_lines_is_an_article(body: str) -> None:
    html = f"<title>秋夜（组诗）-文学频道</title>{MENU}<h1>秋夜（组诗）</h1>{body}<p class=footer>版权所有</p>"
    article = read(html)
    assert article.is_article
    assert [line.strip("，") for line in article.text.split("\n\n")] == LINES


@pytest.mark.parametrize("body", [
    "".join(f"<p>{label}：</p>" for label in LINES),
    "<ul>" + "".join(f"<li>{line}</li>" for line in LINES) + "</ul>",
    "".join(f"<p><a href=/{at}>{line}</a></p>" for at, line in enumerate(LINES)),
])  # fmt: skip
def test_labels_and_lists_of_words_are_none(body: str) -> None:
    assert not read(f"<title>秋夜（组诗）-文学频道</title>{MENU}<h1>秋夜（组诗）</h1>{body}").is_article
