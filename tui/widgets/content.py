"""The one way in which text from data reaches a ready-made widget: as text, never as markup."""

from textual.content import Content

from tui.text.clean import clean_block


def plain(text: str) -> Content:
    """Text as it is, brackets and all; whatever could move the terminal's cursor is gone."""
    return Content(clean_block(text))
