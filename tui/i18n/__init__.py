"""The wording of the interface in Chinese and English; nothing else in the program holds a sentence for the reader."""

from tui.i18n.catalogue import choose_language, known, language, t
from tui.i18n.errors import error_text

__all__ = ["choose_language", "error_text", "known", "language", "t"]
