"""A paper with every kind of block, in Chinese with the scripts that stand beside it in the news."""

import pytest

from tui.document.blocks import (
    Cell,
    Code,
    Document,
    Figure,
    Folded,
    Footnote,
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

YARD = (
    "二月的风还带着凉意，城西的编组站已经忙了起来。调度员说，今年开行的班列比去年多出12.5%，"
    "单日最多发出38列，其中GPS定位的冷藏车（最低-25℃）占到三成。"
)
TALK = "“车到了就卸，卸完就走，”一位姓许的师傅说，“我们这里从来不等人——人也等不起。”"


def inline(*parts: str | Span) -> Inline:
    return Inline(tuple(part if isinstance(part, Span) else Span(part) for part in parts))


def para(*parts: str | Span) -> Paragraph:
    return Paragraph(inline(*parts))


def row(*texts: str, header: bool = False) -> tuple[Cell, ...]:
    return tuple(Cell(inline(text), header) for text in texts)


NARROW_TABLE = Table(
    (row("城市", "班列", "增幅", header=True), row("临川", "1,204", "12.5%"), row("乌兰哈达", "980", "8%")),
    inline("表一：开行列数"),
)
WIDE_TABLE = Table(
    (
        row("项目", "说明", "备注", header=True),
        row("一期", "新建到发线四条，改建信号楼一座，工期十八个月", "已完成"),
        row("二期", "", "2027年开工，资金来源尚未公布，以公告为准"),
    )
)


@pytest.fixture
def paper() -> Document:
    """Every kind of block once or more."""
    return Document(
        (
            Heading(inline("铁路枢纽扩能"), 1),
            para(YARD),
            para(
                TALK,
                "他指着屏幕上的",
                Span("实时运行图", Style.STRONG, "https://paper.example/map"),
                Span("（新版）", Style.PLAIN, "https://paper.example/map"),
                "，又补了一句：“要看得懂，先得会",
                Span("Python 3.13", Style.CODE),
                "。”\n　　记者离开时，天色已经暗了。",
            ),
            Heading(inline("怎么走"), 4),
            ListBlock(
                (
                    Item((para(YARD), ListBlock((Item((para("东线：经临川、清河。"),)), Item((para("西线。"),)))))),
                    Item((para("第二项。"), para("第二项的第二段。"))),
                ),
                start=9,
            ),
            Quote((para(TALK), Quote((para("引文里的引文。"),)), para("引文的末段。"))),
            Code("def depart(train):\n\treturn [car for car in train.cars if car.sealed and car.ready]\n\n# 完"),
            NARROW_TABLE,
            WIDE_TABLE,
            Figure("https://paper.example/1.jpg", "编组站全景", inline("清晨的编组站。本报记者摄")),
            Rule(),
            Folded("credits", "责编 许一 等 5 人", (para("责编：许一、林二、周三、吴四、郑五"),)),
            Folded("notice", "声明", (para("本报所刊稿件，未经书面许可不得转载。"), Quote((para("违者必究。"),)))),
            Footnote("[1]", (para("据临川站统计，截至2月13日。"),)),
            Footnote("[2]", (para("同上。"),)),
        ),
        "zh",
    )
