from hypothesis import given
from hypothesis import strategies as st

from tui.text.fold import Mapping

ANY = st.text(st.characters(exclude_categories=()))


def form(char: str) -> str:
    """Nothing, another character, several, or the same, whatever the character."""
    return ("", "\U0001f600", "ab", char, "一")[ord(char) % 5]


KEPT = Mapping(form)


@given(ANY)
def test_a_text_is_mapped_character_by_character(text: str) -> None:
    mapped = "".join(map(form, text))
    assert KEPT.of(text) == mapped
    assert Mapping(form).of(text) == mapped
    assert "".join(KEPT[ord(char)] for char in text) == mapped


def test_each_form_is_worked_out_once() -> None:
    asked: list[str] = []

    def noted(char: str) -> str:
        asked.append(char)
        return "一"

    mapping = Mapping(noted)
    assert [mapping.of(text) for text in ("新闻", "新新", "闻\U00020000", "")] == ["一一", "一一", "一一", ""]
    assert sorted(asked) == sorted(["新", "闻", "\U00020000"])
