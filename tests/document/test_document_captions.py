"""Captions that stand as plain paragraphs below a picture."""

import pytest

from tui.document.blocks import Figure
from tui.document.html import plain_text, to_document

IMAGE = "<p><img src='https://a.example/1.jpg'></p>"


@pytest.mark.parametrize(
    "line",
    [
        "图为施工现场。",
        "资料图：市民在寒冷天气中出行。中新社记者 贾天勇 摄",
        "▲气宇非凡的航站楼建筑造型灵感来源于鲸鱼",
        "图/视觉中国",
        "图片来源：每经记者 张蕊 摄",
        "拿出10万元来做投资，为今后养老留条后路 蔡雪婧/摄",
        "夕阳下的旧车站（江沅晚报供图）",
        "列车驶过大桥。新华社记者 程望舒摄",
    ],
)
def test_a_line_that_speaks_of_the_picture_above_it_is_its_caption(line: str) -> None:
    document = to_document(f"<p>前文。</p>{IMAGE}<p>{line}</p><p>图为下文里的一句话。</p>")
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Figure", "Paragraph"]
    figure = document.blocks[1]
    assert isinstance(figure, Figure)
    assert figure.caption.text == line
    assert plain_text(document) == f"前文。\n\n{line}\n\n图为下文里的一句话。"


@pytest.mark.parametrize(
    "line",
    [
        "通知称，机组超发电价由原来的0.328元提高至0.338元。",
        "在视频中，“八国联盟”把自己成立的初衷说得很直白。",
        "这张照片由他拍摄，摄于去年冬天。",
        "图书馆的六百个座位都坐满了。",
        "图为" + "很长的一段话，" * 20,
    ],
)
def test_another_paragraph_below_a_picture_is_none(line: str) -> None:
    document = to_document(f"{IMAGE}<p>{line}</p>")
    assert [type(block).__name__ for block in document.blocks] == ["Figure", "Paragraph"]


def test_a_caption_below_no_picture_stays() -> None:
    kinds = [type(block).__name__ for block in to_document("<p>前文。</p><p>图为施工现场。</p>").blocks]
    assert kinds == ["Paragraph", "Paragraph"]
