import json
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tui.text.width import cells, set_ambiguous
from tui.text.wrap import WrapOptions, WrappedLine, iter_lines, wrap

CASES = Path(__file__).resolve().parents[3] / "shared" / "layout" / "cases.json"


def texts(s: str, width: int, options: WrapOptions | None = None) -> list[str]:
    return [line.text for line in wrap(s, width, options or WrapOptions())]


@pytest.mark.skipif(not CASES.exists(), reason="the worked cases are not there")
def test_the_worked_cases() -> None:
    for case in json.loads(CASES.read_text("utf-8")):
        set_ambiguous(case["ambiguous"])
        assert texts(case["text"], case["width"]) == case["expected_lines"], case["id"]


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (10, "今天天气好/适合出门。"),
        (9, "今天天气/好适合出/门。"),
        (8, "天气很/好，出门"),
        (8, "我读过/《诗经》"),
        (10, "他说：/“《诗经》"),
        (9, "新闻 早报/晚报"),
        (6, "共计/12,345/元"),
        (8, "下降了/12%左右"),
        (6, "第/２０２/期"),
        (9, "他没说……/走了"),
        (7, "他没/说……走"),
        (5, "甲——/乙丙"),
        (8, "见|https://|a.cn/b"),
        (12, "一共 abcdefg/下一个"),
        (4, "人👍🏽/好"),
        (3, "🇨🇳/🇫🇷"),
        (1, "早/报"),
        (4, "》》/》》/》"),
        (10, "abcdefghij/klm报纸"),
        (8, "서울의/아침은/맑음"),
    ],
)
def test_lines_as_chinese_wants_them(width: int, lines: str) -> None:
    mark = "|" if "|" in lines else "/"
    glue = " " if lines.startswith(("서", "一共")) else ""
    assert texts(lines.replace(mark, glue), width) == lines.split(mark)


def test_where_ambiguous_characters_are_two_cells_lines_hold_less() -> None:
    assert texts("“早报”到", 6) == ["“早报”", "到"]
    set_ambiguous(2)
    assert texts("“早报”到", 6) == ["“早", "报”到"]


def test_line_ends_part_paragraphs_and_the_last_one_ends_nothing() -> None:
    assert texts("一\n二\r\n三\u2028\n四\n", 10) == ["一", "二", "三", "", "四"]
    assert texts("", 10) == [""]
    assert texts("\n", 10) == [""]
    assert texts(" \u3000 ", 10) == [""]


def test_what_has_no_shape_is_not_printed_and_a_tab_is_a_space() -> None:
    assert texts("中\u2060文\u200b字\x1b\u00ad\t好", 20) == ["中文字 好"]


def test_indent_is_asked_for_or_taken_from_the_paragraph_but_never_half_the_page() -> None:
    indented = wrap("一二三四五六七八九十甲乙\n子丑", 20, WrapOptions(indent=4))
    assert [(line.indent, line.text) for line in indented] == [(4, "一二三四五六七八"), (0, "九十甲乙"), (4, "子丑")]
    assert wrap("\u3000\u3000一二三", 10)[0] == WrappedLine(2, 5, "一二三", 4)
    assert wrap("\u3000\u3000一二三", 20, WrapOptions(indent=4))[0].indent == 4
    assert wrap("\u3000\u3000一二三", 7)[0].indent == 0


def test_no_last_line_of_one_han_where_one_more_can_join_it() -> None:
    s = "一二三四五六七"
    assert texts(s, 12) == ["一二三四五", "六七"]
    assert texts(s, 12, WrapOptions(widow=False)) == ["一二三四五六", "七"]
    assert texts("一二三四五六。七。", 14) == ["一二三四五", "六。七。"]
    assert texts("一二三四 word七", 13) == ["一二三四 word", "七"]
    assert texts("一二三四五六七八", 12) == ["一二三四五六", "七八"]
    # Not where the line above would be left with a hole.
    assert texts("一二三四（五）六。", 14) == ["一二三四（五）", "六。"]


def test_marks_hang_in_the_gutter_but_not_in_traditional_chinese() -> None:
    hanging = WrapOptions(hanging=True)
    assert texts("一二三四，五六", 8, hanging) == ["一二三四，", "五六"]
    assert texts("一二三四。", 8, hanging) == ["一二三四。"]
    assert texts("一二三四。”五", 8, hanging) == ["一二三", "四。”五"]
    for language in ("zh-Hant", "zh-TW", "zh-HK"):
        assert texts("一二三四，五六", 8, WrapOptions(hanging=True, language=language)) == ["一二三", "四，五六"]


def test_justified_lines_reach_the_edge_by_single_spaces_or_stay() -> None:
    options = WrapOptions(justify=True)
    lines = wrap("他用AI写，一二三四五六七", 15, options)
    assert [line.text for line in lines] == ["他用AI 写，一二", "三四五六七"]
    assert cells(lines[0].text) == 15
    assert lines[0].offsets == (0, 1, 2, 3, 4, 4, 5, 6, 7)
    assert texts("一二三四五六七八九", 15, options) == ["一二三四五六七", "八九"]


def test_a_space_between_han_and_latin_but_none_at_the_edge() -> None:
    options = WrapOptions(han_latin_space=True)
    assert texts("用AI写3篇", 20, options) == ["用 AI 写 3 篇"]
    lines = wrap("用手机AI写", 6, options)
    assert [(line.start, line.end, line.text) for line in lines] == [(0, 3, "用手机"), (3, 6, "AI 写")]
    assert lines[1].offsets == (3, 4, 5, 5)


def test_from_cells_back_to_the_source_and_forth() -> None:
    line = wrap("中a\u2060👨\u200d👩文", 20, WrapOptions(indent=4))[0]
    assert line.text == "中a👨\u200d👩文"
    assert [line.offset_at(cell) for cell in range(4, 13)] == [0, 0, 1, 3, 3, 6, 6, 7, 7]
    assert [line.cell_at(offset) for offset in (0, 1, 3, 6, 7)] == [4, 6, 7, 9, 11]
    plain = wrap("新闻abc", 20)[0]
    assert [plain.offset_at(cell) for cell in range(8)] == [0, 0, 1, 1, 2, 3, 4, 5]
    assert plain.cell_at(3) == 5


def test_a_piece_too_wide_for_the_line_is_cut_with_regard_to_marks() -> None:
    assert texts("abcdefghij。", 10) == ["abcdefghi", "j。"]
    assert texts("12345678901234", 10) == ["1234567890", "1234"]
    assert texts("早" + "x" * 25, 10) == ["早", "x" * 10, "x" * 10, "x" * 5]


def test_a_width_of_nothing_is_taken_as_one() -> None:
    assert texts("中a", 0) == texts("中a", 1) == texts("中a", -5) == ["中", "a"]


@pytest.mark.parametrize(
    "unit", ["x", "中", "—", "“", "。", "a ", "\u0301", "\u200b", "👍🏽", "1,", "한", " ", "/a", "\n"]
)
def test_huge_texts_of_one_kind_are_set_in_reasonable_time(unit: str) -> None:
    s = unit * (100_000 // len(unit))
    lines = wrap(s, 40)
    assert sum(len(line.text) for line in lines) <= len(s)
    assert all(cells(line.text) <= 40 for line in lines)


def test_lines_come_one_by_one_and_can_be_taken_up_at_any_line() -> None:
    s = "\u3000\u3000早报说，“今天”有雨。" * 9 + "\n" + "晚报AI没说。" * 8
    for options in (WrapOptions(), WrapOptions(han_latin_space=True, indent=2), WrapOptions(justify=True)):
        whole = wrap(s, 22, options)
        for at in range(0, len(whole), 3):
            assert list(iter_lines(s, 22, options, whole[at].start))[1:] == whole[at + 1 :]


@given(st.text("中文，。“”《》—…ab1 %\u3000\n", max_size=60), st.integers(2, 30), st.booleans(), st.booleans())
def test_added_spaces_change_no_other_character(s: str, width: int, justify: bool, spaced: bool) -> None:
    lines = wrap(s, width, WrapOptions(justify=justify, han_latin_space=spaced))
    for line in lines:
        assume(len(line.text) > 1)
        assert cells(line.text) + line.indent <= width
        offsets = line.offsets or range(line.start, line.end)
        assert all(s[at] == ch or ch == " " for at, ch in zip(offsets, line.text, strict=True))
        assert line.text == line.text.strip()
    assert "".join("".join(line.text.split()) for line in lines) == "".join(s.split())
