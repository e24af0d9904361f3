"""Lines that programs write below every text are left out; whatever only resembles them stays."""

import pytest

from tui.document.sanitize import write
from tui.document.tidy import tidy
from tui.feeds.parse import parse
from tui.feeds.tails import without_tail

BODY = "<p>正文。</p>"


@pytest.mark.parametrize(
    "tail",
    [
        '<p>The post <a href="http://b.cn/1">行号</a> first appeared on <a href="http://b.cn">站</a>.</p>',
        '<p>The post <a href="http://b.cn/1">A</a> appeared first on <a href="http://b.cn">B</a>.</p>',
        '<p>文章<a href="http://b.cn/1">甲</a>最先出现在<a href="http://b.cn">乙</a>。</p>',
        '<p><small>5 posts - 3 participants</small></p><p><a href="http://d.cn/1">Read full topic</a></p>',
        '<p><small>1 个帖子 - 1 位参与者</small></p><p><a href="http://d.cn/1">阅读完整话题</a></p>',
        '<a href="http://l.tw">...more</a>',
        '<p><a href="http://l.tw"><b>Read</b> more »</a></p>',
    ],
)
def test_a_tail_is_left_out(tail: str) -> None:
    assert write(without_tail(tidy(BODY + tail))) == BODY


def test_a_link_to_read_on_by_leaves_its_paragraph() -> None:
    found = tidy('<p>开头两句。<br><a href="http://l.tw">阅读更多</a></p>')
    assert write(without_tail(found)) == "<p>开头两句。</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>正文。</p><p>The post office first appeared on Main Street.</p>",
        '<p>正文。<a href="http://a.cn">more</a></p>',
        '<p>正文。<a href="http://a.cn">[more]</a></p>',
        '<p>正文。<a href="http://a.cn">阅读全文</a></p>',
        '<p>正文。<a href="http://a.cn">Continue reading...</a></p>',
        "<p>正文。</p><p>Read more</p>",
        '<p>正文。</p><p><a href="http://a.cn">Read more</a>之前</p>',
        '<p><a href="http://a.cn">Read more</a></p><p>正文。</p>',
        '<p><a href="http://a.cn">Read more</a></p>',
        '<p>正文。</p><p><img src="http://a.cn/a.png" alt="">5 posts - 3 participants</p>',
        '<ul><li><a href="http://a.cn">Read more</a></li></ul>',
    ],
)
def test_all_else_stays(html: str) -> None:
    found = tidy(html)
    assert without_tail(found) == found


def test_neither_text_nor_summary_of_an_entry_has_it() -> None:
    tail = "<p>The post <a href='http://b.cn/1'>行号</a> first appeared on <a href='http://b.cn'>站</a>.</p>"
    feed = (
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><guid>1</guid><title>行号</title>'
        f"<description><![CDATA[<p>短。</p>{tail}]]></description>"
        f"<content:encoded><![CDATA[<p>全文在这里，长得多。</p>{tail}]]></content:encoded></item></channel></rss>"
    )
    (entry,) = parse(feed.encode(), "http://b.cn/feed", now=1).entries
    assert (entry.text, entry.summary) == ("全文在这里，长得多。", "短。")
