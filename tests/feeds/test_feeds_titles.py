"""Titles, names and tags as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.feeds import titles
from tui.feeds.raw import RawText


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("普通标题", "普通标题"),
        ("<b>粗</b>体<br/>换行", "粗体 换行"),
        ("AT&amp;T", "AT&T"),
        ("AT&amp;amp;T &amp;#39;x&amp;#39;", "AT&T 'x'"),
        ("&lt;b&gt;twice&lt;/b&gt;", "twice"),
        ("vector<int> 和 a < b > c", "vector<int> 和 a < b > c"),
        ("&amp;#27;[31mred", "[31mred"),
        ("a\n b\t c", "a b c"),
        ("<script>alert(1)</script>x<!-- y -->", "x"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
        ("R&D &notanentity; &", "R&D &notanentity; &"),
        ("", ""),
    ],
)
def test_plain(value: str, expected: str) -> None:
    assert titles.plain(RawText(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("HTML5 <video> 标签使用详解", "HTML5 <video> 标签使用详解"),
        ("&lt;script setup&gt; 语法糖", "<script setup> 语法糖"),
        ("Vue 的 <template> 和 <div> 区别", "Vue 的 <template> 和 <div> 区别"),
        ("<b>粗</b>体<br/>换行 <i>", "粗体 换行 <i>"),
        ("<p>一</p><p class=x>二", "一 二"),
        ("<a href='x'>链</a> 与 <a> 的属性", "链 与 <a> 的属性"),
        ("&lt;font color=red&gt;红字", "红字"),
        ("少写了 </div> 的 <div class=x>页</div>", "少写了 </div> 的 页"),
        ("<div><div>题</div>", "<div> 题"),
        ("<script>alert(1)</script>x<!-- y -->", "x"),
    ],
)
def test_a_title_keeps_the_tags_it_speaks_of(value: str, expected: str) -> None:
    assert titles.title(RawText(value)) == expected


def test_text_that_is_declared_plain_keeps_its_tags() -> None:
    assert titles.plain(RawText("use <b> & <i>", html=False)) == "use <b> & <i>"


def test_long_title_is_cut_with_a_mark() -> None:
    cut = titles.plain(RawText("字" * 100_000))
    assert len(cut.encode()) <= 4096
    assert cut.endswith("…")


@given(st.text(max_size=200))
def test_no_title_holds_a_control(value: str) -> None:
    text = titles.plain(RawText(value))
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in text)


@pytest.mark.parametrize("unit", ["<", "<a ", "&", "&#", "<!--", "<script>", "a<b", "<!-", "</", "<b>"])
def test_traps_cost_no_more_than_their_size(unit: str) -> None:
    assert len(titles.plain(RawText(unit * 500_000))) <= titles.TITLE
    assert len(titles.title(RawText(unit * 500_000))) <= titles.TITLE


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a@b.example (张三)"], ("张三",)),
        (["张三 <a@b.example>"], ("张三",)),
        (["a@b.example"], ()),
        (["mailto:a@b.example", ""], ()),
        (["Jo (the) Writer", "jo (the) writer"], ("Jo (the) Writer",)),
        (["a" * 60_000], ("a" * 199 + "…",)),
        (["张三", "李四"], ("张三", "李四")),
        (["王五、赵六"], ("王五", "赵六")),
        (["王五，赵六;钱七"], ("王五", "赵六", "钱七")),
        (["张三,李四"], ("张三", "李四")),
        (["Smith, John"], ("Smith, John",)),
        (["Foo, Inc."], ("Foo, Inc.",)),
        (["责任编辑：李四", "作者：孙八", "文/周九", "by Tom"], ("李四", "孙八", "周九", "Tom")),
        (["本报记者 赵六 钱七", "記者王五", "编辑部", "文静"], ("赵六", "钱七", "記者王五", "编辑部", "文静")),
        (["记者 王五、通讯员 赵六"], ("王五", "赵六")),
        (["人民网 财经", "Byron"], ("人民网 财经", "Byron")),
        (["null", "undefined", "None"], ()),
    ],
)
def test_authors(names: list[str], expected: tuple[str, ...]) -> None:
    assert titles.authors(names) == expected


@pytest.mark.parametrize(
    ("terms", "keywords", "expected"),
    [
        (["财经", "财经", " "], [], ("财经",)),
        (["财经，科技、体育"], [], ("财经", "科技", "体育")),
        (["a,b"], [], ("a", "b")),
        (["Smith, John"], [], ("Smith, John",)),
        (["red, green, blue"], [], ("red", "green", "blue")),
        (
            ["A sentence that has a comma, and goes on for long"],
            [],
            ("A sentence that has a comma, and goes on for long",),
        ),
        (["R&amp;D"], ["x, y"], ("R&D", "x", "y")),
        (["News", "news"], [], ("News",)),
        (["http://schemas.google.com/blogger/2008/kind#post", "财经"], [], ("财经",)),
        (["http: 协议", "标签: http://a.example/"], [], ("http: 协议", "标签: http://a.example/")),
    ],
)
def test_tags(terms: list[str], keywords: list[str], expected: tuple[str, ...]) -> None:
    assert titles.tags(terms, keywords) == expected


def test_tags_are_bounded() -> None:
    found = titles.tags([f"tag{n}" for n in range(5000)], ["x" * 5000])
    assert len(found) == titles.TAGS


@pytest.mark.parametrize(
    ("text", "expected"),
    [("第一句。第二句。", "第一句。"), ("一行\n两行", "一行"), ("", ""), ("长" * 100, "长" * 59 + "…")],
)
def test_first_words(text: str, expected: str) -> None:
    assert titles.first_words(text) == expected
