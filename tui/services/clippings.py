"""Articles of the library as they are exported: body, pictures, notes, highlights where they stand now."""

from collections.abc import Iterable, Iterator

from tui.document.blocks import Document, Inline, Paragraph, Span
from tui.document.highlight import highlighted, settled
from tui.document.html import to_document
from tui.export.clipping import Clipping, PictureFile
from tui.model.entry import Article
from tui.model.saved import Highlight
from tui.store.library import Library
from tui.store.listing import Key
from tui.store.view import View
from tui.typeset.pieces import document_text

_CHUNK = 500


def clipping(library: Library, entry: int, section: str = "") -> Clipping:
    """One article with all that is kept of it; NotFound."""
    article = library.entries.article(entry)
    shelf, marks = library.shelf, library.notes.highlights(entry)
    document = body(article)
    if marks:
        document = highlighted(document, ranges(marks, document))
    saving = article.entry.saved
    return Clipping(
        article=article,
        document=document,
        section=section or article.entry.feed_title,
        note=library.notes.note(entry),
        highlights=marks,
        pictures={
            picture.url: PictureFile(shelf.images.path(picture.hash), picture.hash, picture.type)
            for picture in shelf.pictures(entry)
        },
        saved=library.entries.saved_at(entry) if saving else None,
        came_from=shelf.came_from(entry),
        changes=library.versions.count(entry),
    )


def body(article: Article) -> Document:
    """The article's blocks; a text that came without HTML as paragraphs."""
    document = to_document(article.html, article.entry.url, article.language)
    if document.blocks or not article.text:
        return document
    paragraphs = (Paragraph(Inline((Span(part.strip()),))) for part in article.text.split("\n\n") if part.strip())
    return Document(tuple(paragraphs), article.language)


def ranges(marks: Iterable[Highlight], document: Document) -> list[tuple[int, int]]:
    """Where highlights stand in the text as it is now; one whose words are gone stands nowhere."""
    text = document_text(document)
    found = (settled(mark.start, mark.end, mark.quote, text) for mark in marks)
    return [place for place in found if place is not None]


def entries_of(library: Library, view: View) -> Iterator[int]:
    """The entries of a view in its order, asked for as they are needed."""
    after: Key | None = None
    while keys := library.entries.ids(view, after=after, limit=_CHUNK):
        yield from (entry for _, entry in keys)
        if len(keys) < _CHUNK:
            return
        after = keys[-1]
