"""The bodies of articles as blocks, the last few kept: reading one from HTML can take longer than a key may wait."""

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from tui.model.entry import Article

if TYPE_CHECKING:
    from tui.document.blocks import Document

KEPT = 4
HEAVY = 40_000
"""Characters of HTML from which on an article is worth being read before it is asked for."""


class Documents:
    """Documents by all that they are made of, so that none is ever out of date; threads may share it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str, str], Document] = OrderedDict()
        self._lock = Lock()

    def waits(self, article: Article) -> bool:
        """Whether the document is not there yet and will take its time."""
        with self._lock:
            return len(article.html) >= HEAVY and _key(article) not in self._kept

    def of(self, article: Article) -> "Document":
        """The document of an article."""
        # The HTML parser is not needed for the first list.
        from tui.document.html import to_document

        key = _key(article)
        with self._lock:
            found = self._kept.get(key)
        if found is None:
            found = to_document(*key)
            with self._lock:
                self._kept[key] = found
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return found


def _key(article: Article) -> tuple[str, str, str]:
    return article.html, article.entry.url, article.language
