"""Each kind of block: its marks, its spaces, its roles."""

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
    Span,
    Style,
    Table,
)
from tui.typeset.options import TypesetOptions
from tui.typeset.page import Page, typeset
from tui.typeset.role import Role

HAN = "车到了就卸，卸完就走，这里从来不等人，人也等不起。"


def para(text: str, style: Style = Style.PLAIN, link: str = "") -> Paragraph:
    return Paragraph(Inline((Span(text, style, link),)))


def page(*blocks: Block, width: int = 40, **more: object) -> Page:
    made = typeset(Document(blocks, "zh"), TypesetOptions(width=width, **more))  # type: ignore[arg-type]
    made.finish()
    return made


def texts(made: Page) -> list[str]:
    return [line.text for line in made.lines(0, made.height)]


def roles(made: Page) -> set[Role]:
    return {run.role for line in made.lines(0, made.height) for run in line.runs}


def test_every_style_has_the_role_of_its_name() -> None:
    assert all(int(Role[style.name]) == int(style) for style in Style if style.name and style is not Style.PLAIN)


def test_only_chinese_prose_is_indented() -> None:
    assert texts(page(para(HAN)))[0].startswith("    车")
    assert texts(page(para("Freight trains left the yard at dawn.")))[0].startswith("Freight")
    assert texts(page(para(HAN), width=19))[0].startswith("车")
    assert texts(page(para(HAN), indent_first=False))[0].startswith("车")
    assert texts(page(Heading(Inline((Span(HAN),)))))[0].startswith("车")


def test_ideographic_spaces_of_its_own_do_not_add_to_the_indent() -> None:
    assert texts(page(para("\u3000\u3000" + HAN))) == texts(page(para(HAN)))


def test_a_paragraph_is_centred_in_a_wide_terminal() -> None:
    line = page(para(HAN * 4), width=100).line(1)
    assert line.left == 12
    assert 74 <= line.width <= 76


def test_great_headings_have_more_air_above_and_small_ones_none_below() -> None:
    made = page(
        para("一"), Heading(Inline((Span("大"),)), 2), para("二"), Heading(Inline((Span("小"),)), 5), para("三")
    )
    assert [text.strip() for text in texts(made)] == ["一", "", "", "大", "", "二", "", "小", "三"]
    assert {Role.HEADING2, Role.HEADING5} <= roles(made)


def test_numbers_of_a_list_end_in_one_column() -> None:
    items = tuple(Item((para(text),)) for text in ("九", "十"))
    assert texts(page(ListBlock(items, 9))) == [" 9. 九", "10. 十"]
    assert texts(page(ListBlock(items))) == ["• 九", "• 十"]


def test_the_bar_of_a_quotation_runs_through_its_blank_lines_only() -> None:
    made = page(Quote((para("一"), para("二"))), para("三"))
    assert texts(made) == ["│ 一", "│ ", "│ 二", "", "    三"]
    assert made.line(0).runs[0].role is Role.BAR
    assert made.line(0).runs[1].role is Role.QUOTE


def test_code_keeps_its_lines_and_marks_the_cut_ones() -> None:
    made = page(Code("ab\n\n" + "x" * 30), width=19)
    assert texts(made) == ["ab", "", "x" * 18 + "↵", "x" * 12]
    assert texts(page(Code("\tx\n a\ty"), width=19)) == ["    x", " a  y"]


def table(*rows: str) -> Table:
    cells = [tuple(Cell(Inline((Span(text),)), not place) for text in row.split("|")) for place, row in enumerate(rows)]
    return Table(tuple(cells))


def test_a_table_that_fits_stands_in_columns_with_numbers_on_the_right() -> None:
    assert texts(page(table("城市|列", "临川|1,204", "清河|38"))) == [
        "城市     列",
        "────  ─────",
        "临川  1,204",
        "清河     38",
    ]


def test_a_table_too_narrow_becomes_records() -> None:
    made = page(table("城市|说明|Note", "临川|新建到发线四条|done", "清河||open"), width=14)
    assert texts(made) == [
        "城市：临川",
        "说明：新建到发",
        "  线四条",
        "Note: done",
        "",
        "城市：清河",
        "Note: open",
    ]
    assert [made.line(made.line_of(made.text.index(word))).text for word in ("Note", "线四", "open")] == [
        "Note: done",
        "  线四条",
        "Note: open",
    ]


@pytest.mark.parametrize("rows", [(), ((),), ((), (Cell(Inline((Span("一"),))),)), ((Cell(Inline()),) * 200,) * 2])
def test_odd_tables_do_no_harm(rows: tuple[tuple[Cell, ...], ...]) -> None:
    assert page(Table(rows)).complete


def test_a_picture_has_a_placeholder_named_by_the_caller_or_free_lines() -> None:
    figure = Figure("https://paper.example/1.jpg", "编组站", Inline((Span("记者摄"),)))
    placeholder, caption = page(figure, labels={"image": "图"}).lines(0, 9)
    assert placeholder.text.strip() == "▣ 图 编组站"
    assert {run.role for run in placeholder.runs} == {Role.FIGURE, Role.FIGURE | Role.LINK}
    assert (caption.text.strip(), caption.runs[0].role) == ("记者摄", Role.CAPTION)
    failed = page(figure, labels={"image": "图"}, picture_notes={figure.url: "服务器答 404"}).lines(0, 9)
    assert [line.text.strip() for line in failed] == ["▣ 图 编组站", "服务器答 404", "记者摄"]


def test_a_picture_is_kept_free_cells_that_lead_to_it() -> None:
    figure = Figure("https://paper.example/1.jpg", "编组站", Inline((Span("记者摄"),)))
    free = page(para("前"), figure, para("后"), width=40, picture_rows={figure.url: (30, 3)})
    rows = free.lines(2, 3)
    assert [(line.figure, line.nth, line.left, line.width) for line in rows] == [(figure, n, 5, 30) for n in range(3)]
    assert free.links[free.at(3, 6).link] == figure.url
    assert free.line(5).text.strip() == "记者摄"
    # What is looked for in the alternative text is where the picture stands.
    assert free.line_of(free.text.index("组")) == 2
    assert free.text == page(para("前"), figure, para("后")).text
    quoted = page(Quote((figure,)), width=24, picture_rows={figure.url: (30, 10)})
    assert [line.runs[-1].text for line in quoted.lines(0, 7)] == [" " * 22] * 7
    assert quoted.line(7).text.strip() == "│         记者摄"


def test_a_caption_is_not_said_twice() -> None:
    assert page(Figure("https://paper.example/1.jpg", "记者摄", Inline((Span("记者摄"),)))).text == "记者摄"


def test_a_fold_shows_its_label_and_opens_by_its_number() -> None:
    blocks = (Folded("notice", "声明", (para("不得转载"), Folded("credits", "责编", (para("许一"),)))), para("末"))
    closed = page(*blocks)
    assert [text.strip() for text in texts(closed)] == ["▸ 声明", "", "末"]
    assert closed.line(closed.line_of(closed.text.index("许一"))).fold == 0
    outer = page(*blocks, open_folds=frozenset({0}))
    assert [text.strip() for text in texts(outer)] == ["▾ 声明", "不得转载", "", "▸ 责编", "", "末"]
    assert outer.line(3).fold == 1
    assert outer.line(1).runs[0].role is Role.MUTED
    assert outer.text == closed.text


def test_the_two_halves_of_a_link_at_a_line_end_are_one_link() -> None:
    inner = Inline(
        (Span("看"), Span("时刻表与", link="https://a.example/"), Span("附图", Style.STRONG, "https://a.example/"))
    )
    made = page(Paragraph(Inline((*inner.spans, Span("再", link="https://b.example/")))), width=8)
    links = [run.link for line in made.lines(0, made.height) for run in line.runs]
    assert links == [-1, 0, 0, 0, 1]
    assert made.links == ("https://a.example/", "https://b.example/")


def test_ambiguous_terminals_get_ascii_marks() -> None:
    made = page(Quote((para("abc"),)), ListBlock((Item((para("abc"),)),)), Folded("notice", "abc", ()), ambiguous=2)
    assert all(text.isascii() for text in texts(made))


def test_nesting_by_the_thousand_is_set_without_recursion() -> None:
    block: Block = para("底")
    for _ in range(5_000):
        block = Quote((block,))
    assert texts(page(block)) == ["│ " * 8 + "底"]


def test_an_empty_document_has_no_lines() -> None:
    made = page()
    assert (made.height, made.text, made.line_of(0), made.position_of(0)) == (0, "", 0, 0)
    with pytest.raises(IndexError):
        made.line(0)


def test_a_header_without_a_value_below_it_is_still_read() -> None:
    head = tuple(Cell(Inline((Span(text),)), header=True) for text in ("车次", "始发站与终到站", "停站次数和时刻"))
    row = (Cell(Inline((Span("К1次列车每日开行"),))),)
    lines = [line.strip() for line in texts(page(Table((head, row)), width=16))]
    assert lines == ["车次：К1次列车每", "日开行", "始发站与终到站", "停站次数和时刻"]
