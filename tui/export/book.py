"""The files of an EPUB that are not articles: container, package, contents, cover."""

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from tui.export.clipping import Issue
from tui.export.markup import escape
from tui.export.record import iso
from tui.i18n import t
from tui.text.clip import clip_lines

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_HTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'

Contents = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""Sections, each with its articles as (title, file)."""


def page(title: str, body: str, language: str, style: str = "style.css") -> str:
    """One XHTML page."""
    language = escape(language)
    return (
        f'{_XML}<!DOCTYPE html>\n<html {_HTML} lang="{language}" xml:lang="{language}">\n<head>'
        f'<title>{escape(title)}</title><link rel="stylesheet" type="text/css" href="{style}"/></head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def contents(issue: Issue, groups: Contents) -> str:
    """The table of contents, articles within their sections; a single section needs no name."""
    lists = []
    for name, articles in groups:
        items = "".join(f'<li><a href="{escape(file)}">{escape(title)}</a></li>' for title, file in articles)
        named = len(groups) > 1 and bool(name)
        lists.append(f"<li><span>{escape(name)}</span><ol>{items}</ol></li>" if named else items)
    body = f'<nav epub:type="toc" id="toc"><h1>{escape(t("export.contents"))}</h1><ol>{"".join(lists)}</ol></nav>'
    return page(issue.title or "—", body, issue.language)


def package(issue: Issue, order: Sequence[str], pictures: Sequence[tuple[str, str]], ids: Sequence[int]) -> str:
    """The package: what the book is called, all its files, and the order in which it is read."""
    # The same articles are the same book, so that a reading program keeps its place.
    identity = uuid5(NAMESPACE_URL, f"kanbao:{issue.title}:{issue.date}:{','.join(map(str, ids))}")
    chapters = [
        f'<item id="c{place}" href="{file}" media-type="application/xhtml+xml"/>' for place, file in enumerate(order)
    ]
    images = [
        f'<item id="p{place}" href="images/{name}" media-type="{type_}"/>'
        for place, (name, type_) in enumerate(pictures)
    ]
    spine = [f'<itemref idref="c{place}"/>' for place in range(len(order))]
    language, title = escape(issue.language), escape(issue.title or "—")
    return "\n".join(
        [
            f'{_XML}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
            f' xml:lang="{language}">',
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
            f'<dc:identifier id="id">urn:uuid:{identity}</dc:identifier>',
            f"<dc:title>{title}</dc:title>",
            f"<dc:language>{language}</dc:language>",
            f"<dc:publisher>{escape(t('export.publisher'))}</dc:publisher>",
            f"<dc:date>{(iso(issue.date) or '1970-01-01')[:10]}</dc:date>",
            f'<meta property="dcterms:modified">{iso(issue.date) or "1970-01-01T00:00:00Z"}</meta>',
            "</metadata>",
            "<manifest>",
            '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
            '<item id="css" href="style.css" media-type="text/css"/>',
            '<item id="cover-image" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>',
            '<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>',
            *chapters,
            *images,
            "</manifest>",
            '<spine><itemref idref="cover" linear="no"/><itemref idref="nav"/>',
            *spine,
            "</spine>",
            "</package>\n",
        ]
    )


def cover_page(issue: Issue) -> str:
    """The page that shows the cover."""
    title = escape(issue.title or "—")
    return page(title, f'<figure epub:type="cover"><img src="cover.svg" alt="{title}"/></figure>', issue.language)


def cover_svg(issue: Issue) -> str:
    """A cover like a paper's head: the title large, a rule, the date."""
    lines = clip_lines(issue.title or "—", 16, 5)
    date = (iso(issue.date) or "")[:10] if issue.date else ""
    words = "".join(
        f'<text x="300" y="{250 + 84 * place}" font-size="64" text-anchor="middle">{escape(line)}</text>'
        for place, line in enumerate(lines)
    )
    return (
        f'{_XML}<svg xmlns="http://www.w3.org/2000/svg" width="600" height="800" viewBox="0 0 600 800"'
        f' xml:lang="{escape(issue.language)}" font-family="serif">'
        '<rect width="600" height="800" fill="#fbfaf6"/><rect x="40" y="40" width="520" height="720" fill="none"'
        f' stroke="#9c2b21" stroke-width="4"/><g fill="#22211f">{words}'
        f'<text x="300" y="700" font-size="30" text-anchor="middle">{escape(date)}</text></g></svg>\n'
    )
