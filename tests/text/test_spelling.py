"""Spellings: syllables and initials, polyphones by phrase, and the index that must know all that sounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.fold import fold
from tui.text.pinyin import spell
from tui.text.spelling import heard, is_han, parts, sound_query, sound_terms, soundable, sounds, sounds_whole


@pytest.mark.parametrize(
    ("title", "spelling"),
    [
        ("人民日报", "ren min ri bao"),
        ("重庆银行行长", "chong qing yin hang hang zhang"),
        ("音樂會", "yin yue hui"),
        ("《援疆》，ＡＩ 时代", "yuan jiang =ai shi dai"),
        ("ChatGPT 5.0", ""),
        ("", ""),
    ],
)
def test_a_title_is_spelled(title: str, spelling: str) -> None:
    assert spell(title) == spelling


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("yj", "援疆"),
        ("yuanjiang", "千里援疆人"),
        ("yuanji", "千里援疆人"),
        ("rmrb", "人民日报"),
        ("5gsj", "5G 手机"),
        ("aishidai", "AI时代"),
        ("xian", "西安"),
        ("xian", "县城"),
    ],
)
def test_what_sounds(typed: str, title: str) -> None:
    assert sounds(typed, spell(title))


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("uanjiang", "援疆"),
        ("yuajiang", "援疆"),
        ("go", "工厂"),
        ("jy", "援疆"),
        ("yjy", "援疆"),
        ("yj", "ChatGPT"),
    ],
)
def test_what_does_not(typed: str, title: str) -> None:
    assert not sounds(typed, spell(title))


def test_letters_that_can_be_meant() -> None:
    assert [soundable(text) for text in ("yj", "5gsj", "y", "AI", "12", "y j", "援疆", "")] == [True, True] + [
        False
    ] * 6


def test_the_parts_that_were_heard() -> None:
    assert heard("yj", spell("援疆与援疆")) == [(0, 2), (3, 5)]
    assert sounds_whole("caij", spell("财经"))
    assert not sounds_whole("cai", spell("财经"))


texts = st.text(alphabet="央行宣布降息重庆女abcGPT5 。，國疆", max_size=12)
letters = st.text(alphabet="yhxbjgzcqnabcpt5", min_size=2, max_size=20)


@given(texts)
def test_every_part_of_a_title_has_one_piece(text: str) -> None:
    spelling = spell(text)
    folded = fold(text)
    if spelling:
        assert len(spelling.split()) == len(parts(folded))
        for (start, end), piece in zip(parts(folded), spelling.split(), strict=True):
            assert is_han(folded[start:end]) != piece.startswith("=")


@given(texts, letters, st.integers(0, 8), st.integers(0, 20))
def test_what_sounds_the_index_knows(text: str, other: str, start: int, length: int) -> None:
    spelling = spell(text)
    whole = "".join(piece.lstrip("=") for piece in spelling.split()[start:])[:length]
    short = "".join(piece[1:] if piece[0] == "=" else piece[0] for piece in spelling.split()[start:])[:length]
    for typed in (whole, short, other):
        if soundable(typed) and sounds(typed, spelling):
            wanted = sound_query(typed).strip('"*')
            assert any(term.startswith(wanted) for term in sound_terms(spelling).split())
    assert not short or sounds(short, spelling) or "=" in spelling
