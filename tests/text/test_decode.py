"""Bytes are read as what they are, whatever they say they are."""

import html
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.text.charsets import codec_of
from tui.text.decode import decode

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "feeds" / "zh-transcoded"
NEWS = "本报记者从省政府获悉，今年以来全省经济运行总体平稳，投资和消费都在增长，新的项目已经开工。"
TAIWAN = "記者從縣政府得知，今年以來經濟運行平穩，投資與消費都在成長，新的計畫已經開始進行，這是好消息。"
RUSSIAN = "Сегодня в Москве открылась новая выставка, посвящённая истории города и его жителям."


def page(text: str, charset: str = "") -> str:
    said = f' encoding="{charset}"' if charset else ""
    return f'<?xml version="1.0"{said}?><rss><channel><title>{text}</title></channel></rss>'


@pytest.mark.parametrize(
    ("text", "codec", "header", "expected", "why"),
    [
        (page(NEWS), "utf-8", "", "utf-8", "utf-8"),
        (page(NEWS, "gb2312"), "utf-8", "gbk", "utf-8", "utf-8"),
        (page(NEWS), "utf-8-sig", "gbk", "utf-8", "bom"),
        (page(NEWS), "utf-16", "", "utf-16-le", "bom"),
        (page(NEWS), "utf-32", "", "utf-32-le", "bom"),
        (page(NEWS), "utf-16-be", "", "utf-16-be", "guessed"),
        (page(NEWS), "gbk", "GB2312", "gb18030", "header"),
        (page(NEWS, "gb2312"), "gbk", "", "gb18030", "declared"),
        (page(NEWS + "镕堃㙍𠮷", "gb2312"), "gb18030", "", "gb18030", "declared"),
        (f'<meta charset="gbk"><p>{NEWS}', "gbk", "", "gb18030", "declared"),
        (
            f'<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>{NEWS}',
            "gbk",
            "",
            "gb18030",
            "declared",
        ),
        (page(NEWS, "utf-8"), "gbk", "", "gb18030", "guessed"),
        (page(NEWS), "gbk", "", "gb18030", "guessed"),
        (page(NEWS), "gbk", "iso-8859-1", "gb18030", "guessed"),
        (page(NEWS), "gbk", "utf-8", "gb18030", "guessed"),
        (page(TAIWAN, "big5"), "big5", "", "cp950", "declared"),
        (page(TAIWAN), "big5", "", "cp950", "guessed"),
        (page(TAIWAN, "gb2312"), "big5", "", "cp950", "guessed"),
        (page("喺香港嘅新聞" + TAIWAN, "big5"), "big5hkscs", "", "cp950", "declared"),
        (page("Café à Genève"), "latin-1", "iso-8859-1", "cp1252", "header"),
        (page("“naïve”", "windows-1252"), "cp1252", "", "cp1252", "declared"),
        (page(RUSSIAN, "windows-1251"), "cp1251", "", "cp1251", "declared"),
        (page(RUSSIAN), "koi8-r", "koi8-r", "koi8-r", "header"),
        (page("これは日本語の記事です。新しい情報を読む。", "Shift_JIS"), "cp932", "", "cp932", "declared"),
        (page("これは日本語の記事です。新しい情報を読む。"), "euc-jp", "EUC-JP", "euc-jp", "header"),
        (page("오늘 서울에서 새로운 전시회가 열렸다."), "euc-kr", "euc-kr", "cp949", "header"),
        (page("これは日本語", "iso-2022-jp"), "iso2022-jp", "", "iso2022-jp", "declared"),
        ("", "utf-8", "", "utf-8", "utf-8"),
    ],
)
def test_the_ladder(text: str, codec: str, header: str, expected: str, why: str) -> None:
    read = decode(text.encode(codec), header)
    assert (read.text, read.encoding, read.why) == (text, expected, why)


def test_one_bad_byte_does_not_garble_the_rest() -> None:
    data = page(f"{NEWS}</title><title>{NEWS}</title><title>{NEWS}", "gb2312").encode("gbk")
    at = data.index("投资".encode("gbk"))
    read = decode(data[:at] + b"\xff" + data[at:])
    assert read.encoding == "gb18030"
    assert read.text.count(NEWS) == 2
    assert read.text.count("\ufffd") == 1


def test_utf8_with_some_bad_bytes_stays_utf8() -> None:
    data = page(NEWS * 4, "gb2312").encode()
    read = decode(data[:80] + b"\xb9\xfa" + data[80:-40] + b"\xe4\xb8", "gbk")
    assert read.encoding == "utf-8"
    assert NEWS in read.text


def test_a_chosen_charset_goes_before_all() -> None:
    read = decode(page(TAIWAN, "utf-8").encode("big5"), "utf-8", "Big5")
    assert (read.why, TAIWAN in read.text) == ("override", True)
    assert decode(b"abc", "", "no-such-charset").why == "utf-8"


@pytest.mark.parametrize(
    "name",
    [
        "punycode",
        "idna",
        "rot13",
        "zlib",
        "hex",
        "base64",
        "utf-7",
        "unicode_escape",
        "raw_unicode_escape",
        "mbcs",
        "x" * 99,
    ],
)
def test_no_codec_but_a_charset_is_ever_used(name: str) -> None:
    assert codec_of(name) == ""
    read = decode(page("-" * 50_000 + "é", name).encode("latin-1"), name, name)
    assert read.text.endswith("</rss>")


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=60),
    st.sampled_from(["", "gbk", "utf-8", "utf-16", "big5", "shift_jis", "hz", "iso-2022-jp", "utf-7"]),
)
def test_any_bytes_give_text(data: bytes, charset: str) -> None:
    read = decode(data, charset)
    assert codec_of(read.encoding) or read.encoding.startswith("utf-")
    assert not read.text.startswith("\ufeff") or data.count(b"\xef\xbb\xbf") > 1 or "utf-16" in read.encoding


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not here")
def test_every_feed_of_the_corpus_is_read_as_what_it_is() -> None:
    expected = json.loads((CORPUS / "expected.json").read_text())
    wrong = []
    for name, facts in expected.items():
        read = decode((CORPUS / name).read_bytes(), facts["content_type"].partition("charset=")[2])
        text = html.unescape(html.unescape(read.text))
        known = [title for title in [facts["feed_title"], *facts["entry_titles"]] if title in text]
        if not known or ("truncated" not in name and len(known) <= len(facts["entry_titles"])):
            wrong.append(name)
    assert wrong == []
