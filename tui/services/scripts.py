"""Which Chinese script entries are shown in: the reader's wish of the moment, else what is set for their feed."""

from typing import TYPE_CHECKING

from tui.dataclass import replace
from tui.model.entry import Article, Entry
from tui.store.library import Library
from tui.text.scripts import Script, converter, other_script

if TYPE_CHECKING:
    from tui.document.blocks import Document


class Scripts:
    """Writes entries and articles in the script that they are shown in; what is stored stays as it was written."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._set = library.feeds.scripts()
        self.wish: Script | None = None
        """A script for everything; None for what is set for each feed."""

    def renew(self) -> None:
        """What is set for feeds has changed."""
        self._set = self._library.feeds.scripts()

    def of(self, feed: int) -> Script:
        """The script that entries of a feed are shown in, empty for as written."""
        return self.wish if self.wish is not None else self._set.get(feed, "")

    def turn(self, article: Article) -> Script:
        """Wish for the script that this article is not shown in, or for none; the script it is shown in then."""
        feed = article.entry.feed
        if self.wish is not None:
            self.wish = None
        elif shown := self.of(feed):
            self.wish = "hant" if shown == "hans" else "hans"
        else:
            self.wish = other_script(article.entry.title + article.text)
        return self.of(feed)

    def entry(self, entry: Entry) -> Entry:
        """An entry as its list shows it."""
        script = self.of(entry.feed)
        if not script:
            return entry
        convert = converter(script)
        return replace(entry, title=convert(entry.title), summary=convert(entry.summary))

    def article(self, article: Article, document: "Document") -> "tuple[Article, Document]":
        """An article with its body; names of people and outlets, tags and addresses stay as they are."""
        script = self.of(article.entry.feed)
        if not script:
            return article, document
        from tui.document.rewrite import rewritten

        convert = converter(script)
        changed = replace(
            article,
            entry=self.entry(article.entry),
            path=tuple(map(convert, article.path)),
            disclaimer=convert(article.disclaimer),
            promotion=convert(article.promotion),
            related=tuple((convert(title), url) for title, url in article.related),
        )
        return changed, rewritten(document, convert)
