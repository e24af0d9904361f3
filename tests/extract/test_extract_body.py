"""What of a page is body, in which order and as what, and what never is."""

import pytest

from tests.extract.sample import PARAGRAPHS, page, prose, read
from tui.document.blocks import Code, Figure, Heading, ListBlock, Quote, Table
from tui.document.html import to_document

LEFT_OUT = [
    "<p>扫码关注某某网公众号</p>",
    "<p>长按识别二维码关注我们</p>",
    "<p>点击蓝字关注我们</p>",
    "<p>责任编辑：王小明</p>",
    "<p>（责编：李雷、韩梅梅）</p>",
    "<p>免责声明：本文仅代表作者个人观点，与本网无关。</p>",
    "<p>标签：<a href=/t/1>地铁</a> <a href=/t/2>交通</a></p>",
    "<p>来源：某某晚报</p>",
    "<p><a href=/1>上一页</a> <a href=/2>2</a> <a href=/3>3</a> <a href=/2>下一页</a></p>",
    "<div class=share>分享到：<a href=#>微信</a> <a href=#>微博</a></div>",
    "<div class=related-news><h3>相关阅读</h3><ul><li><a href=/9>另一条地铁线路将于今年开工</a></li>"
    "<li><a href=/8>地铁建设资金如何筹措</a></li></ul></div>",
    "<p>相关阅读</p><p><a href=/9>另一条地铁线路将于今年开工</a></p><p><a href=/8>地铁建设资金如何筹措</a></p>",
    "<p>【打印】 【关闭窗口】</p>",
]


@pytest.mark.parametrize("tail", LEFT_OUT)
def test_what_follows_an_article_is_not_of_it(tail: str) -> None:
    assert read(page(prose() + tail)).text.split("\n\n") == PARAGRAPHS


@pytest.mark.parametrize("head", [
    "<p>2026-11-20 08:30　来源：某某晚报　作者：李雷</p>",
    "<p>当前位置：<a href=/>首页</a> &gt; <a href=/x>新闻</a> &gt; 正文</p>",
    "<p>字号：<a href=#>大</a> <a href=#>中</a> <a href=#>小</a></p>",
    "<h1>某市地铁工程进展顺利</h1>",
])  # fmt: skip
def test_what_goes_before_an_article_is_not_of_it(head: str) -> None:
    assert read(page(head + prose())).text.split("\n\n") == PARAGRAPHS


@pytest.mark.parametrize("first", [
    "2026年11月2日，油价再次上调。", "11月2日，油价再次上调。", "今晨8:30，列车抵达。",
    "会议将于2026年12月2日 09:00召开。", "记者调查发现问题！",
])  # fmt: skip
def test_a_short_first_sentence_with_a_date_is_text(first: str) -> None:
    assert read(page(f"<p>{first}</p>{prose()}")).text.split("\n\n") == [first, *PARAGRAPHS]


@pytest.mark.parametrize("head", [
    "發佈：2026-11-02 10:32", "發佈於2026年11月2日。", "當前位置：首頁 > 兩岸", "來源：某某報",
])  # fmt: skip
def test_a_head_in_traditional_characters_is_not_of_the_article(head: str) -> None:
    assert read(page(f"<p>{head}</p>{prose()}")).text.split("\n\n") == PARAGRAPHS


def test_a_call_amid_the_text_is_left_out_but_a_sentence_about_one_is_kept() -> None:
    said = "市民可以在车站的屏幕上扫码关注运营公司，公司表示，截至目前已有十二万人这样做，超过了全部乘客的三成，" * 3
    text = read(page(prose("<p>点击下载客户端</p>", f"<p>{said}</p>"))).text
    assert "点击下载" not in text
    assert said in text


@pytest.mark.parametrize(("between", "kind"), [
    ("<ul><li>第一项工程内容</li><li>第二项工程内容</li></ul>", ListBlock),
    ("<blockquote><p>我们一定按期完工，请大家放心。</p></blockquote>", Quote),
    ("<pre><code>print('hello')\nprint('world')</code></pre>", Code),
    ("<table><tr><th>线路</th><th>里程</th></tr><tr><td>1号线</td><td>20公里</td></tr></table>", Table),
    ("<figure><img src=/p.jpg><figcaption>工地现场</figcaption></figure>", Figure),
    ("<p><strong>施工进度超出预期</strong></p>", Heading),
    ("<p>施工进度超出预期</p>", Heading),
    ("<h2>施工进度超出预期</h2>", Heading),
])  # fmt: skip
def test_blocks_keep_their_kind_and_place(between: str, kind: type) -> None:
    blocks = to_document(read(page(prose(between))).html).blocks
    assert len(blocks) == 7
    assert isinstance(blocks[2], kind)


@pytest.mark.parametrize("image", [
    "<img src=/blank.gif data-src=/real.jpg>",
    "<img data-original=/real.jpg>",
    '<img srcset="/small.jpg 320w, /real.jpg 1280w">',
    "<img src=/real.jpg>",
])  # fmt: skip
def test_lazy_pictures_are_found(image: str) -> None:
    assert read(page(prose(f"<p>{image}</p>"))).images == ("https://news.example/real.jpg",)


@pytest.mark.parametrize("pictures", [
    "<p><img src=/1.jpg></p><p><img src=/2.jpg></p>",
    "<figure><img src=/1.jpg></figure><figure><img src=/2.jpg></figure>",
    "<div><img src=/1.jpg><br><img src=/2.jpg></div>",
    "<p><a href=/full/1.jpg><img src=/1.jpg></a></p><p><img src=/2.jpg></p><p>责任编辑：王小明</p>",
])  # fmt: skip
def test_pictures_below_the_last_text_are_of_the_article(pictures: str) -> None:
    article = read(page(prose() + pictures))
    assert article.images == ("https://news.example/1.jpg", "https://news.example/2.jpg")
    assert article.text.split("\n\n") == PARAGRAPHS


def test_a_film_below_the_last_text_is_of_the_article() -> None:
    assert "player.example" in read(page(prose() + "<p><iframe src=https://player.example/v/1></iframe></p>")).html


@pytest.mark.parametrize("sign", [
    "<p><img src=/img/qrcode.png></p>",
    "<p><img src=/a.png alt=某某报二维码></p><p>长按识别二维码关注我们</p>",
    "<p><img src=/img/icon_share.gif><img src=/img/btn_print.gif></p>",
    "<p><a href=https://shop.example/sale><img src=/ad.jpg></a></p>",
    "<div><img src=/s.png width=16 height=16></div>",
])  # fmt: skip
def test_codes_buttons_and_banners_below_the_last_text_are_not(sign: str) -> None:
    assert read(page(prose() + sign)).images == ()


def test_a_caption_is_not_in_the_text_but_in_the_body() -> None:
    article = read(page(prose("<figure><img src=/p.jpg><figcaption>工地现场一角</figcaption></figure>")))
    assert "工地现场" not in article.text
    assert "工地现场一角" in article.html


@pytest.mark.parametrize("parting", ["<br><br>", "<br>　　", "<br />&nbsp;<br />"])
def test_paragraphs_that_only_breaks_part(parting: str) -> None:
    html = page(parting.join(PARAGRAPHS))
    assert [line.strip("　") for line in read(html).text.split("\n\n")] == PARAGRAPHS


def test_a_layout_of_tables() -> None:
    menu = "".join(f"<tr><td><a href=/m/{number}>菜单项目{number}</a></td></tr>" for number in range(9))
    rows = "".join(f"<tr><td>{text}</td></tr>" for text in PARAGRAPHS)
    html = f"<table><tr><td><table>{menu}</table></td><td><table>{rows}</table></td></tr></table>"
    assert read(html).text.split("\n\n") == PARAGRAPHS


@pytest.mark.parametrize("line", ["图：某某报", "圖：某某報", "攝影 王大明", "记者 王大明"])
def test_a_line_that_says_whose_picture_it_is_is_no_subhead(line: str) -> None:
    assert "<h3>" not in read(page(prose(f"<p>{line}</p>"))).html


def test_lines_of_verse_are_no_subheads() -> None:
    verse = "".join(f"<p>{line}</p>" for line in ("床前明月光", "疑是地上霜", "举头望明月", "低头思故乡"))
    assert "<h3>" not in read(page(prose(verse))).html


def test_comments_are_not_the_article_even_where_they_are_longer() -> None:
    comments = "".join(f"<div><p>网友{n}：{PARAGRAPHS[n % 6]}{PARAGRAPHS[n % 5]}</p></div>" for n in range(20))
    html = page(prose(), around=f"<div id=comments><h3>评论</h3>{comments}</div>")
    assert read(html).text.split("\n\n") == PARAGRAPHS


def test_of_several_posts_the_first_is_the_article() -> None:
    posts = "".join(
        f"<tr><td class=t>第{number}篇日记</td></tr><tr><td>2026-0{number}-01 10:0{number}</td></tr>"
        f"<tr><td>{PARAGRAPHS[number]}</td></tr>"
        for number in range(1, 6)
    )
    text = read(f"<html><body><table>{posts}</table></body></html>").text
    assert PARAGRAPHS[1] in text
    assert PARAGRAPHS[2] not in text


def test_teasers_beside_an_article_are_not_of_it() -> None:
    teasers = "".join(
        f"<div class=card><a href=/t/{n}>另一条新闻的标题第{n}号</a><p>{PARAGRAPHS[n % 6][:60]}</p></div>"
        for n in range(8)
    )
    html = f"<html><body><main><h1>标题文字在此处</h1>{prose()}<div>{teasers}</div></main></body></html>"
    assert read(html).text.split("\n\n") == PARAGRAPHS


def test_formulas_are_read_once_and_elements_of_amp_are_what_they_stand_for() -> None:
    katex = (
        '<span class="katex"><span class="katex-mathml"><math><semantics><mi>a</mi><msup><mi>b</mi><mn>2</mn></msup>'
        '<annotation encoding="application/x-tex">a b^2</annotation></semantics></math></span>'
        '<span class="katex-html" aria-hidden="true"><span>a</span><span>b2</span></span></span>'
    )
    told = '<math alttext="E=mc^2"><mi>E</mi><mo>=</mo><mi>m</mi></math>'
    sentence = f"<p>由此可得公式 {katex} 成立，其中还有 {told} 这一条，读者可以自己验证。</p>"
    article = read(page(prose(sentence, '<p>图如下。</p><amp-img src="/p/1.jpg" width="600" height="400"></amp-img>')))
    assert "由此可得公式 a b^2 成立，其中还有 E=mc^2 这一条，读者可以自己验证。" in article.text
    assert article.images == ("https://news.example/p/1.jpg",)


def test_nothing_dangerous_is_in_the_html() -> None:
    html = page(prose("<p onclick=x()>一段文字，<a href='javascript:x()'>链接</a>。<script>x()</script></p>"))
    body = read(html).html
    assert not any(word in body for word in ("script", "onclick", "javascript"))


def test_an_empty_page_is_empty() -> None:
    for html in ("", "<html>", "<p></p>", "\x00\x00", "<table><tr>"):
        article = read(html)
        assert (article.text, article.is_article) == ("", False)
