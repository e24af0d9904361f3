"""HTML to blocks, and from blocks to text, summary and pictures."""

import pytest

from tui.document.blocks import (
    Block,
    Cell,
    Code,
    Document,
    Figure,
    Folded,
    Heading,
    Inline,
    Item,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Span,
    Style,
    Table,
)
from tui.document.html import images, plain_text, summary, to_document
from tui.document.sanitize import sanitize
from tui.text.clean import clean_block

BASE = "https://news.example/a/"


def line(text: str) -> Inline:
    return Inline((Span(text),))


def para(text: str) -> Paragraph:
    return Paragraph(line(text))


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("", []),
        ("一行\n\n　　二行 &amp; 完", [para("一行"), para("二行 & 完")]),
        ("<p>　　一</p><p>&nbsp;&nbsp;二&nbsp;</p><p>&nbsp;</p>", [para("一"), para("二")]),
        ("<div>一<br><br>二<br>　　三<br>四</div>",
         [para("一"), para("二"), Paragraph(Inline((Span("三"), Span("\n"), Span("四"))))]),
        ("<h1>题</h1><hr><h3><a name=x></a>副</h3>", [Heading(line("题"), 1), Rule(), Heading(line("副"), 3)]),
        ("<h2>题<a class=headerlink href='#a' title=链>¶</a></h2>", [Heading(line("题"), 2)]),
        ("<h2><a class=anchor href='https://x.cn/#a'>#</a> C#<a href='#b'>#x</a></h2>", [Heading(line("C##x"), 2)]),
        ("<p>题<a href='#a'>#</a></p>", [para("题#")]),
        ("<blockquote>引<p>文</p></blockquote>", [Quote((para("引"), para("文")))]),
        ("<pre><code class='language-python'>a\n  b</code></pre>", [Code("a\n  b", "python")]),
        (
            "<ol start=3><li>甲<ul><li>乙</ul><li><p>丙</p></ol>",
            [ListBlock((Item((para("甲"), ListBlock((Item((para("乙"),)),)))), Item((para("丙"),))), 3)],
        ),
        ("<ul></ul><ul><li> </ul>", []),
        (
            "<table><caption>表</caption><tr><th>名<th>数<tr><td>甲<td>1</table>",
            [Table(((Cell(line("名"), True), Cell(line("数"), True)),
                    (Cell(line("甲")), Cell(line("1")))), line("表"))],
        ),
        (
            "<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>丙<td>丁</table>",
            [
                Table(
                    (
                        (Cell(line("甲")), Cell(line("乙")), Cell(Inline())),
                        (Cell(Inline()), Cell(line("丙")), Cell(line("丁"))),
                    )
                )
            ],
        ),
        ("<table><tr><td>一<tr><td>二</table>", [para("一"), para("二")]),
        ("<table><tr><td><h2>题</h2><td><p>文</p></table>", [Heading(line("题"), 2), para("文")]),
        ("<table><tr><td><table><tr><td>甲<td>乙</table><td>边</table>",
         [Table(((Cell(line("甲")), Cell(line("乙"))),)), para("边")]),
        ("<p>前<img src=a.jpg alt=图>后</p>", [para("前"), Figure(BASE + "a.jpg", "图"), para("后")]),
        ("<a href=/big><img src=a.jpg title=题></a>", [Figure(BASE + "a.jpg", "题", link="https://news.example/big")]),
        ("<figure><img src=a.jpg><figcaption>图<b>注</b></figcaption></figure>",
         [Figure(BASE + "a.jpg", caption=Inline((Span("图"), Span("注", Style.STRONG))))]),
        ("<figure><img src=a.jpg><span>图注</span></figure>", [Figure(BASE + "a.jpg", caption=line("图注"))]),
        ("<figure><p>无图</p><figcaption>注</figcaption></figure>", [para("无图"), para("注")]),
        ("<video src=/v.mp4 title=片></video>", [Figure("https://news.example/v.mp4", "片", kind="video")]),
        ("<figure><iframe src=//x.example/e></iframe><figcaption>注</figcaption></figure>",
         [Figure("https://x.example/e", caption=line("注"), kind="embed")]),
        ("<p>笑<img class=wp-smiley alt=🙂 src=/s.png>脸</p>", [para("笑🙂脸")]),
        ("<p>天气<img src=/x.png alt='[笑]' style='width:1em; height:1em;'>出去玩</p>", [para("天气[笑]出去玩")]),
        ("<p>好<img src=/x.png alt='[旺柴]' style='display:inline-block;width:20px'>的</p>", [para("好[旺柴]的")]),
        ("<p>好<img src=/x.png alt=狗头 style='height: 1.2em;vertical-align:-3px'>的</p>", [para("好狗头的")]),
        ("<p>式<img eeimg=1 src='//z.example/equation?tex=E%3Dmc%5E2' alt='E=mc^2'>短</p>", [para("式E=mc^2短")]),
        ("<p>式<img src='//z.example/equation?tex=E%3Dmc%5E2' alt='[公式]'>短</p>", [para("式E=mc^2短")]),
        ("<p>式<img class=latex src='//z.example/f.png' alt='a+b'>短</p>", [para("式a+b短")]),
        ("<p>前<img src=a.jpg alt='[图片]'>后</p>", [para("前"), Figure(BASE + "a.jpg", "[图片]"), para("后")]),
        ("<img src=a.jpg alt='[秋色]' width=640 height=400>", [Figure(BASE + "a.jpg", "[秋色]")]),
        ("<img src=a.jpg alt=图 style='width:20px'>", [Figure(BASE + "a.jpg", "图")]),
        ("<img src=a.jpg alt=秋色 style='height:20px;width:100%'>", [Figure(BASE + "a.jpg", "秋色")]),
        ("<p><img src=/t.gif alt=x style='width:1px;height:1px'></p>", []),
        ("<p><img src=/t.gif width=1 height=1></p>", []),
    ],
)  # fmt: skip
def test_blocks(html: str, blocks: list[Block]) -> None:
    assert list(to_document(html, BASE).blocks) == blocks


X = "<mrow><mi>x</mi><mo>=</mo><mn>1</mn></mrow>"
TEX = f'<math><semantics>{X}<annotation encoding="application/x-tex">x = 1</annotation></semantics></math>'


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (f"已知{TEX}，", "已知x = 1，"),
        (
            f"<span class=katex><span class=katex-mathml>{TEX}</span><span class=katex-html aria-hidden=true>"
            "<span>x</span><span>=</span><span>1</span></span></span>，<span class=katex-html>y</span>",
            "x = 1，y",
        ),
        (f"<math alttext='x \\eq 1'>{X}</math>", "x \\eq 1"),
        (f"已知<math>{X}</math>。", "已知x = 1。"),
        ("<math><msup><mi>a</mi><mn>2</mn></msup><mo>+</mo><mfrac><mn>1</mn><mn>12</mn></mfrac></math>", "a^2 + 1/12"),
        ("<math><msqrt><mn>2</mn></msqrt><annotation-xml>w</annotation-xml></math>", "√(2)"),
        ("<math>" + "<mrow>" * 60 + "x" + "</mrow>" * 60 + "</math>", "x"),
        ("<math></math>文", "文"),
    ],
)
def test_formulas_are_text_once(html: str, text: str) -> None:
    assert plain_text(to_document(f"<p>{html}</p>", BASE)) == text


CODE = [Code("import os\nprint(os)")]
LISTING = "<pre><span>import os\n</span><span>print(os)\n</span></pre>"


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        (
            "<figure class=highlight><table><tr><td class=gutter><pre><span>1</span><br><span>2</span><br></pre></td>"
            "<td class=code><pre><span>import os</span><br><span>print(os)</span><br></pre></td></tr></table></figure>",
            CODE,
        ),
        (f"<table><tr><td><pre><span>1\n</span><span>2\n</span></pre></td><td>{LISTING}</td></tr></table>", CODE),
        (
            "<pre><code><table><tr><td class='gutter gl'><pre class=lineno>1\n2\n</pre></td>"
            f"<td class=code>{LISTING}</td></tr></table></code></pre>",
            CODE,
        ),
        (f"<div class=gutter><pre>9\n10\n</pre></div><div class=code>{LISTING}</div>", CODE),
        ("<pre><span class=ln>1</span>import os\n<span class=ln>2</span>print(os)\n</pre>", CODE),
        ("<pre>1\n2\n</pre>", [Code("1\n2")]),
        ("<pre><span class=ln>a</span>b</pre>", [Code("ab")]),
        (
            "<table><tr><td>1<td><code>add</code><tr><td>2<td><code>commit</code></table>",
            [
                Table(
                    tuple(
                        (Cell(line(number)), Cell(Inline((Span(command, Style.CODE),))))
                        for number, command in (("1", "add"), ("2", "commit"))
                    )
                )
            ],
        ),
        ("<table><tr><td>1<td><pre>add</pre></table>", [para("1"), Code("add")]),
        ("<table><tr><td>1<p>3<td><pre>add</pre></table>", [para("1"), para("3"), Code("add")]),
        ("<pre class=line-numbers><code>1\n2</code></pre>", [Code("1\n2")]),
    ],
)
def test_numbers_of_lines_are_no_code(html: str, blocks: list[Block]) -> None:
    assert list(to_document(html, BASE).blocks) == blocks


def test_spans_carry_styles_and_links() -> None:
    html = "<p><b>粗<i>斜</i></b>H<sub>2</sub>O <a href=/x>链<u>接</u></a><s>删</s><code>c</code></p>"
    (paragraph,) = to_document(html, BASE).blocks
    assert isinstance(paragraph, Paragraph)
    link = "https://news.example/x"
    assert paragraph.content.spans == (
        Span("粗", Style.STRONG),
        Span("斜", Style.STRONG | Style.EMPHASIS),
        Span("H"),
        Span("2", Style.SUBSCRIPT),
        Span("O "),
        Span("链", link=link),
        Span("接", Style.UNDERLINE, link),
        Span("删", Style.STRIKE),
        Span("c", Style.CODE),
    )


def test_a_document_knows_its_language() -> None:
    assert to_document("<p>一</p>", BASE, "zh-Hant").language == "zh-Hant"


def test_deep_nesting_keeps_its_text() -> None:
    html = "<blockquote>" * 120 + "深" + "</blockquote>" * 120
    assert plain_text(to_document(html)) == "深"
    assert plain_text(to_document("<ul><li>" * 120 + "深")) == "深"


def test_plain_text_parts_paragraphs_by_an_empty_line() -> None:
    html = """<h2>题</h2><p>一<br>二</p><ul><li>甲<li>乙</ul><table><tr><td>名<td>数<tr><td>丙<td>1</table>
    <figure><img src=http://a.cn/a.jpg alt=不读><figcaption>图注</figcaption></figure><blockquote>引</blockquote><hr>"""
    assert plain_text(to_document(html)) == "题\n\n一\n二\n\n甲\n乙\n\n名  数\n丙  1\n\n图注\n\n引"


def test_what_is_folded_away_is_no_part_of_the_text() -> None:
    assert plain_text(Document((para("正文"), Folded("credits", "责编", (para("责编：某"),))))) == "正文"


def test_summaries_end_with_a_sentence_if_one_is_near() -> None:
    assert summary("短。\n\n文") == "短。 文"
    assert summary("甲" * 150 + "。" + "乙" * 100) == "甲" * 150 + "。"
    assert summary("甲" * 300) == "甲" * 199 + "…"
    assert summary("", 10) == ""


def test_pictures_each_once_in_order() -> None:
    html = "<p><img src=b.jpg></p><blockquote><img src=a.jpg></blockquote><ul><li><img src=b.jpg></ul>"
    html += "<video src=v.mp4></video>"
    assert images(to_document(html, BASE)) == (BASE + "b.jpg", BASE + "a.jpg")


def test_the_plain_text_is_clean_where_marks_begin_a_block() -> None:
    document = to_document(sanitize("<p>甲</p><pre>\u0301\u0301乙</pre><table><tr><td>\u0301<td>丙</table>"))
    text = plain_text(document)
    assert clean_block(text) == text
    assert [char for char in text if char.strip()] == ["甲", "乙", "丙"]
