"""EPUB 3: a book of articles, its contents by section. Source: EPUB 3.3 (W3C), Open Container Format and Packages."""

import zipfile
from collections.abc import Iterable
from typing import BinaryIO

from tui.dataclass import dataclass
from tui.export import book
from tui.export.clipping import Clipping, Format, Issue, PictureFile, Setting
from tui.export.markup import Markup
from tui.export.style import PROSE

# AVIF is no core media type of EPUB.
PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One article in the book."""

    file: str
    title: str
    section: str
    id: int


class Book:
    """A zip that is filled from front to back; pictures go in once, whichever articles show them."""

    def __init__(self, out: BinaryIO, setting: Setting) -> None:
        self._setting = setting
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False)
        self.chapters: list[Chapter] = []
        self.pictures: dict[str, PictureFile] = {}
        # The type comes first and unpacked, so that it can be read off the first bytes of the file.
        self._add("mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        self.add("META-INF/container.xml", book.CONTAINER)

    def add(self, name: str, text: str) -> None:
        """A text file."""
        self._add(name, text.encode())

    def chapter(self, clipping: Clipping) -> None:
        """One more article."""
        file = f"text/{len(self.chapters) + 1:05}.xhtml"
        body = Markup(clipping, self._picture, self._setting.zone).article()
        self.add(f"EPUB/{file}", book.page(clipping.title, body, clipping.language, style="../style.css"))
        section = clipping.section or clipping.article.entry.feed_title
        self.chapters.append(Chapter(file, clipping.title, section, clipping.article.entry.id))

    def finish(self, issue: Issue) -> None:
        """Contents, cover and package, which name all that went in."""
        sections: dict[str, list[Chapter]] = {}
        for chapter in self.chapters:
            sections.setdefault(chapter.section, []).append(chapter)
        groups = [(name, [(each.title, each.file) for each in group]) for name, group in sections.items()]
        self.add("EPUB/style.css", PROSE)
        self.add("EPUB/cover.svg", book.cover_svg(issue))
        self.add("EPUB/cover.xhtml", book.cover_page(issue))
        self.add("EPUB/nav.xhtml", book.contents(issue, groups))
        order = [each.file for group in sections.values() for each in group]
        ids = [each.id for each in self.chapters]
        pictures = [(each.name, each.type) for each in self.pictures.values()]
        self.add("EPUB/package.opf", book.package(issue, order, pictures, ids))
        self._zip.close()

    def _picture(self, picture: PictureFile) -> str:
        if picture.type not in PICTURES:
            return ""
        if picture.hash not in self.pictures:
            try:
                data = picture.path.read_bytes()
            except OSError:
                return ""
            self._add(f"EPUB/images/{picture.name}", data, zipfile.ZIP_STORED)
            self.pictures[picture.hash] = picture
        return f"../images/{picture.name}"

    def _add(self, name: str, data: bytes, way: int = zipfile.ZIP_DEFLATED) -> None:
        # The same articles make the same bytes: no clock and no system goes into the file.
        entry = zipfile.ZipInfo(name, _EARLIEST)
        entry.compress_type = way
        entry.external_attr = 0o644 << 16
        self._zip.writestr(entry, data)


def write(out: BinaryIO, clippings: Iterable[Clipping], issue: Issue, setting: Setting) -> None:
    """A book of the articles in the order of their sections."""
    made = Book(out, setting)
    first: Clipping | None = None
    for clipping in clippings:
        first = first or clipping
        made.chapter(clipping)
    if first is None:
        made.add("EPUB/text/00001.xhtml", book.page(issue.title or "—", "<p>—</p>", issue.language, "../style.css"))
        made.chapters.append(Chapter("text/00001.xhtml", issue.title or "—", "", 0))
    elif not issue.title:
        entry = first.article.entry
        issue = Issue(first.title, entry.when, first.language)
    made.finish(issue)


FORMAT = Format("epub", ".epub", write, binary=True)
