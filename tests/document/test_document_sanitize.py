"""Whatever goes in, what comes out is text, structure, links and pictures, and stays as it is."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.document.html import to_document
from tui.document.sanitize import sanitize

BASE = "https://news.example/2026/a.html"
_NAMES = (
    "p div b strong i em a h1 h2 ul ol li dl dt dd blockquote table caption tbody tr td th pre code br hr img figure "
    "figcaption span font nobr center svg math path foreignObject button object template select option noscript iframe "
    "video ruby rt rp form title script style textarea sup mark marquee"
)
TAGS = _NAMES.split()
ATTRIBUTES = [
    "",
    ' href="http://a.cn/?a=1&b"',
    ' href="/x"',
    ' href="java\nscript:alert(1)"',
    ' src="http://a.cn/i.png"',
    ' src="data:image/gif;base64,AAAA"',
    ' src="/1.gif" width=1 height=1',
    ' data-src="/lazy.jpg" src="/blank.gif"',
    ' srcset="/a 1x, /b 2x"',
    ' class=emoji alt="😀"',
    " colspan=3",
    " rowspan=2",
    " start=5",
    ' class="language-py"',
    " data-kind=video",
    ' style="display:none"',
    " onclick=alert(1)",
    ' title="<b>&#27;[31m"',
]
TEXTS = [
    "text",
    " ",
    "\n",
    "中文",
    "中\n文",
    "\u3000\u3000段",
    "&nbsp;",
    "&lt;script&gt;",
    "&#27;[31m",
    "&#x202e;",
    "\x9b",
    "\x00",
    "&",
]
TEXTS += [
    "<",
    "<!--",
    "<!-- c -->",
    "<![CDATA[x]]>",
    "<a b='",
    "e",
    "\u0301",
    "\u200d",
    "👍",
    "🏽",
    "\ufe0f",
    "\u1100",
    "\u1161",
    "\ud800",
]
markup = st.lists(
    st.one_of(
        st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
        st.builds("</{}>".format, st.sampled_from(TAGS)),
        st.sampled_from(TEXTS),
    ),
    max_size=40,
).map("".join)

_ELEMENT = (
    r"</?(?:p|h[1-6]|ul|li|blockquote|tbody|tr|strong|em|u|s|mark|sup|sub|code|table|caption|figcaption)>|<br>|<hr>|<pre>"
    r'|</(?:pre|ol|td|th|a|figure)>|<ol(?: start="\d+")?>|<t[dh](?: colspan="\d+")?(?: rowspan="\d+")?>'
    r'|<code class="language-[\w+#]+">|<figure(?: data-kind="(?:video|audio|embed)")?>'
    r'|<a href="(?:https?://|mailto:)[!-~]*?">'
    r'|<img src="https?://[!-~]*?" alt="[^"<>]*"(?: (?:title|width|height)="[^"<>]*")*>'
)
_LEFT = re.compile("[<>\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ud800-\udfff]")


@settings(max_examples=300, deadline=None)
@given(markup)
def test_only_what_is_allowed_comes_out_and_stays_as_it_is(html: str) -> None:
    clean = sanitize(html, BASE)
    assert _LEFT.search(re.sub(_ELEMENT, "", clean)) is None
    assert sanitize(clean) == clean
    assert to_document(html, BASE) == to_document(clean)


@pytest.mark.parametrize(
    ("found", "clean"),
    [
        ("", ""),
        ("  \n ", ""),
        ("<p>一<script>alert(1)</script>二<style>p{}</style></p>", "<p>一二</p>"),
        ("<p onclick=x style='color:red' class=y id=z>一</p>", "<p>一</p>"),
        ('<a href="javascript:alert(1)">点</a>', "<p>点</p>"),
        ('<a href="  JaVa&#10;Script:alert(1)">点</a>', "<p>点</p>"),
        ('<a href="/x?a=1&amp;b=2" target=_blank>点</a>', '<p><a href="https://news.example/x?a=1&amp;b=2">点</a></p>'),
        ('<a href="mailto:a@b.cn">信</a> <a href="#top">上</a>', '<p><a href="mailto:a@b.cn">信</a> 上</p>'),
        ("<svg onload=alert(1)><script>x</script><p>一</p></svg>", "<p>一</p>"),
        ("<form action=/x><input value=v><button>按</button><p>一</p></form>", "<p>一</p>"),
        ("<p>&amp;lt;b&amp;gt; &lt;b&gt; &#27;[31m红&#x202e;</p>", "<p>&amp;lt;b&amp;gt; &lt;b&gt; 红</p>"),
        ("<b><i>双</i></b><i><b>双</b></i>", "<p><strong><em>双双</em></strong></p>"),
        (
            "<a href=http://a.cn><div>一</div><div>二</div></a>",
            '<p><a href="http://a.cn">一</a></p>\n<p><a href="http://a.cn">二</a></p>',
        ),
        ("<div>一<p>二</div>三", "<p>一</p>\n<p>二</p>\n<p>三</p>"),
        ("<h2><div>题</div></h2>", "<h2>题</h2>"),
        ("<ul>甲<li>乙<ul><li>丙</ul></ul>", "<ul><li>甲</li><li>乙<ul><li>丙</li></ul></li></ul>"),
        ("<ol start=3 reversed><li>甲</ol>", '<ol start="3"><li>甲</li></ol>'),
        ("<pre>\n\n  a\n\tb &lt;\n</pre>", "<pre><code>  a\n    b &lt;</code></pre>"),
        ("<q>引</q><ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>", "<p>“引”汉(hàn)</p>"),
        ("<p style='display: none'>隐</p><p hidden>隐</p><p>显</p>", "<p>显</p>"),
        ("中文\n换行 and\nEnglish\nlines", "<p>中文</p>\n<p>换行 and</p>\n<p>English</p>\n<p>lines</p>"),
        ("<p>中文\n  换行 and\nEnglish  words</p>", "<p>中文换行 and English words</p>"),
        ("3 < 5 &amp; 7 > 6", "<p>3 &lt; 5 &amp; 7 &gt; 6</p>"),
    ],
)
def test_examples(found: str, clean: str) -> None:
    assert sanitize(found, BASE) == clean


@pytest.mark.parametrize(
    ("attributes", "src"),
    [
        ('src="/a.jpg"', "https://news.example/a.jpg"),
        ('src="//img.example/a.jpg"', "https://img.example/a.jpg"),
        ('src="/blank.gif" data-src="b.jpg"', "https://news.example/2026/b.jpg"),
        ('src="data:image/gif;base64,R0" data-original="/c.jpg"', "https://news.example/c.jpg"),
        ('srcset="/s.jpg 320w, /l.jpg 1280w"', "https://news.example/l.jpg"),
        ('src="/a.jpg" width=1 height=1', ""),
        ('src="/a.jpg" width="0"', ""),
        ('src="/a.jpg" style="width:1px;height:1px"', ""),
        ('src="http://feeds.feedburner.com/~r/x/~4/y"', ""),
        ('src="javascript:alert(1)"', ""),
        ("alt=no-address", ""),
        ('src="static/image/common/none.gif" file="/3.jpg" zoomfile="/4.jpg"', "https://news.example/3.jpg"),
        ('src="/lazyload.gif" data-ks-lazyload="/5"', "https://news.example/5"),
        ('data-lazyload="/5.jpg"', "https://news.example/5.jpg"),
        ('src="http://simg.example/sg_trans.gif" real_src="http://s1.example/m/01&amp;690"', "http://s1.example/m/01&amp;690"),
        ('src="/loading.gif" data-whatever="//img.example/6.jpg!w600"', "https://img.example/6.jpg!w600"),
        ('src="data:image/gif;base64,R0" data-name="photo of a.jpg and b.jpg" data-x="blank.gif"', ""),
        ('src="/default.png"', "https://news.example/default.png"),
        ('src="/default.png" data-hd="/7.webp"', "https://news.example/7.webp"),
        ('src="/a.jpg" file="/b.jpg" data-img="/c.jpg"', "https://news.example/a.jpg"),
    ],
)
def test_pictures(attributes: str, src: str) -> None:
    assert sanitize(f"<img {attributes}>", BASE) == (f'<p><img src="{src}" alt=""></p>' if src else "")


def test_a_picture_whose_address_stands_in_its_sources() -> None:
    lazy = '<picture><source data-srcset="/s.webp 400w, /l.webp 800w"><img src="/blank.gif" alt="图"></picture>'
    assert sanitize(lazy, BASE) == '<p><img src="https://news.example/l.webp" alt="图"></p>'
    plain = '<picture><source srcset="/l.webp"><img src="/a.jpg"></picture>'
    assert sanitize(plain, BASE) == '<p><img src="https://news.example/a.jpg" alt=""></p>'


def test_elements_of_amp_are_what_they_stand_for() -> None:
    html = '<p>前<amp-img src="/a.jpg" alt="图" width="600"><noscript><img src="/a.jpg"></noscript></amp-img></p>'
    assert sanitize(html, BASE) == '<p>前<img src="https://news.example/a.jpg" alt="图" width="600"></p>'
    assert sanitize("<amp-ad><p>广告</p></amp-ad><amp-list><p>文</p></amp-list>") == "<p>文</p>"
    assert 'data-kind="video"' in sanitize('<amp-video src="/v.mp4"><div fallback>旧</div></amp-video>', BASE)


def test_what_plays_becomes_a_link_to_it() -> None:
    clean = sanitize(
        '<p>前<iframe src="//player.bilibili.com/p?a=1&b" title="片"></iframe>后</p><iframe src="javascript:x">', BASE
    )
    figure = '<figure data-kind="video"><a href="https://player.bilibili.com/p?a=1&amp;b">片</a></figure>'
    assert clean == f"<p>前</p>\n{figure}\n<p>后</p>"
    assert 'data-kind="audio"' in sanitize('<audio><source src="/a.mp3"></audio>', BASE)


def test_a_picture_for_readers_without_scripts_is_not_shown_twice() -> None:
    lazy = '<img data-src="/a.jpg" src="/blank.gif"><noscript><img src="/a.jpg"></noscript>'
    assert sanitize(lazy, BASE).count("<img") == 1
    assert sanitize('<noscript><img src="/a.jpg"></noscript>', BASE).count("<img") == 1


def test_a_base_that_is_no_address_harms_nothing() -> None:
    assert sanitize('<a href="/x">点</a>', "http://[bad") == "<p>点</p>"
    assert sanitize('<a href="x">点</a>') == "<p>点</p>"
