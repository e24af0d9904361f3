"""Looking for something folded in a text that is not: the answer is that of folding it."""

from hypothesis import given
from hypothesis import strategies as st

from tui.text.contains import contains, find, forms, is_plain, places
from tui.text.fold import fold, fold_map


def test_every_plain_character_is_a_form_of_what_it_folds_to() -> None:
    plain = [chr(code) for code in range(0x10000) if is_plain(chr(code))]
    assert len(plain) > 27_000
    for char in plain:
        folded = fold(char)
        assert len(folded) == 1, hex(ord(char))
        assert char in forms(folded), hex(ord(char))


def test_every_form_folds_back() -> None:
    for code in (*range(0x20, 0x7F), *range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)):
        folded = fold(chr(code))
        assert {fold(form) for form in forms(folded)} == {folded}


texts = st.text(alphabet="國国臺台央行，,。…ABaé①ＡＩ 　\u200b\u3099か。[]^-\\", max_size=14)


@given(texts, texts, texts)
def test_the_answer_is_that_of_folding(before: str, part: str, after: str) -> None:
    text = before + part + after
    for needle in (fold(part), fold(part[::-1]), fold(part[1:])):
        assert contains(needle, text) == (needle in fold(text))
        folded, offsets = fold_map(text)
        spans, at = [], folded.find(needle) if needle else -1
        while at >= 0:
            spans.append((offsets[at], offsets[at + len(needle) - 1] + 1))
            at = folded.find(needle, at + len(needle))
        assert places(needle, text) == spans
        place = find(needle, text)
        assert (place >= 0) == (needle in fold(text))
        assert place < 0 or fold(text[place:]).find(needle) in (0, 1, 2)  # 1, 2: it begins inside of an ellipsis
