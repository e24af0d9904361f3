"""One ``item`` or ``entry`` element to a raw entry."""

import base64
import binascii
import contextlib
import xml.etree.ElementTree as ET

from tui.feeds.raw import RawEnclosure, RawEntry, RawText
from tui.feeds.tree import XML, attribute, base_of, inner, join, markup_of, name, text_of

_IMAGE_ENDS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp")


def read_item(item: ET.Element, base: str) -> RawEntry:
    """The entry as it stands there, ``base`` what its ``xml:base`` comes to.

    Of repeated elements the first counts, except where several make sense.
    """
    entry = RawEntry(base=base, language=item.get(XML + "lang", ""))
    entry.guid = item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", "").strip()
    # CDF, the oldest of these formats, keeps its fields in attributes.
    entry.link, entry.updated = join(entry.base, attribute(item, "href")), attribute(item, "lastmod")
    permalink = ""
    for element in _flat(item):
        key = name(element)
        if key in ("guid", "id"):
            entry.guid = text_of(element) or entry.guid
            if key == "guid" and attribute(element, "isPermaLink").strip().lower() != "false":
                permalink = entry.guid
        else:
            _field(entry, key, element)
    if not any(text.value for text in (*entry.contents, *entry.summaries)):
        _from_media(entry, item)
    if not entry.link and permalink.lower().startswith(("http://", "https://")):
        entry.link = permalink
    return entry


def _flat(item: ET.Element) -> list[ET.Element]:
    """The fields of an item; a ``media:group`` or ``media:content`` stands for its children too, but for its title."""
    fields: list[ET.Element] = []
    for element in item:
        fields.append(element)
        if not len(element):
            continue
        if name(element) == "media:group":
            for child in element:
                fields += (child, *_of_content(child))
        else:
            fields += _of_content(element)
    return fields


def _of_content(element: ET.Element) -> list[ET.Element]:
    if name(element) != "media:content":
        return []
    return [child for child in element if name(child) != "media:title"]


def _from_media(entry: RawEntry, item: ET.Element) -> None:
    """What is said of a medium stands for an item that says nothing itself, as YouTube's; else it is a caption."""
    for element in item.iter():
        match name(element):
            case "media:description":
                entry.summaries.append(text_field(element, base_of(element, entry.base)))
            case "media:title":
                entry.title = entry.title or text_field(element, entry.base)
            case _:
                pass


def _field(entry: RawEntry, key: str, element: ET.Element) -> None:
    base = base_of(element, entry.base)
    match key:
        case "title":
            entry.title = entry.title if entry.title and entry.title.value else text_field(element, base)
        case "dc:title" | "media:title":
            entry.title = entry.title or text_field(element, base)
        case "link":
            _link(entry, element, base)
        case "feedburner:origlink":
            entry.link = text_of(element) or entry.link
        case "content:encoded" | "content" | "xhtml:body" | "body" | "fullitem":
            _content(entry, element, base)
        case "description" | "summary" | "dc:description" | "abstract" | "dcterms:abstract":
            entry.summaries.insert(0, text_field(element, base))
        case "itunes:summary" | "itunes:subtitle":
            entry.summaries.append(text_field(element, base))
        case "author" | "dc:creator" | "dc:author" | "itunes:author" | "contributor" | "dc:contributor":
            _author(entry, key, element)
        case "source" | "dc:source":
            _source(entry, element)
        case "pubdate" | "published" | "issued" | "created" | "dc:date" | "dcterms:issued" | "dcterms:created" | "date":
            entry.published = entry.published or text_of(element)
        case "updated" | "modified" | "dcterms:modified" | "lastbuilddate":
            entry.updated = entry.updated or text_of(element)
        case _:
            _extra(entry, key, element, base)


def _extra(entry: RawEntry, key: str, element: ET.Element, base: str) -> None:
    match key:
        case "category" | "dc:subject" | "tag":
            entry.tags.append(attribute(element, "label") or attribute(element, "term") or text_of(element))
        case "itunes:category":
            entry.tags.append(attribute(element, "text"))
        case "keywords" | "media:keywords" | "itunes:keywords" | "tags":
            entry.keywords.append(text_of(element))
        case "enclosure":
            _attach(entry, element, join(base, attribute(element, "url") or attribute(element, "href")))
        case "media:content":
            _media(entry, element, join(base, attribute(element, "url")))
        case "media:thumbnail" | "itunes:image" | "image":
            entry.images.append(join(base, attribute(element, "url") or attribute(element, "href") or _image(element)))
        case "comments":
            entry.comments_url = entry.comments_url or join(base, text_of(element))
        case "wfw:commentrss":
            entry.comments_feed = entry.comments_feed or join(base, text_of(element))
        case "slash:comments" | "thr:total":
            entry.comments = entry.comments or text_of(element)
        case "language" | "dc:language":
            entry.language = text_of(element) or entry.language
        case _:
            pass


def text_field(element: ET.Element, base: str) -> RawText:
    """A text as its ``type`` says: Atom's plain text, markup that is escaped, or elements that are markup."""
    kind = attribute(element, "type").strip().lower()
    if len(element):
        return RawText(inner(element), base=base)
    return RawText(markup_of(element), html=kind not in ("text", "text/plain"), base=base)


def _content(entry: RawEntry, element: ET.Element, base: str) -> None:
    source, kind = attribute(element, "src"), attribute(element, "type").strip().lower()
    if source:
        _attach(entry, element, join(base, source))
        return
    encoded = "/" in kind and not kind.startswith("text/") and "html" not in kind and "xml" not in kind
    if encoded or attribute(element, "mode") == "base64":
        _encoded(entry, text_of(element), base)
        return
    for child in element:
        base = base_of(child, base)
        break
    entry.contents.append(text_field(element, base))


def _encoded(entry: RawEntry, text: str, base: str) -> None:
    """Content in base64 (RFC 4287, 4.1.3.3): kept where it is text, left where it is a picture or a program."""
    with contextlib.suppress(binascii.Error, UnicodeDecodeError, ValueError):
        entry.contents.append(RawText(base64.b64decode("".join(text.split()), validate=True).decode(), base=base))


def _link(entry: RawEntry, element: ET.Element, base: str) -> None:
    href, rel = attribute(element, "href"), attribute(element, "rel").strip().lower()
    rel = rel.removeprefix("http://www.iana.org/assignments/relation/")
    kind = attribute(element, "type").strip().lower()
    address = join(base, href or text_of(element))
    if rel == "enclosure":
        _attach(entry, element, address)
    elif rel == "replies":
        if "html" in kind:
            entry.comments_url = entry.comments_url or address
        else:
            entry.comments_feed = entry.comments_feed or address
        entry.comments = entry.comments or element.get("{http://purl.org/syndication/thread/1.0}count", "")
    elif rel in ("", "alternate", "bookmark") and address and (not entry.link or (rel and "html" in kind)):
        entry.link = address


def _author(entry: RawEntry, key: str, element: ET.Element) -> None:
    # Contributors stand in only where nobody is called author.
    if "contributor" in key and entry.authors:
        return
    entry.authors.append(author_of(element))


def author_of(element: ET.Element) -> str:
    """The name of a person: Atom has it in an element of its own, RSS as the text."""
    names = [child for child in element if name(child) in ("name", "itunes:name")]
    return text_of(names[0]) if names else ("" if len(element) else text_of(element))


def _source(entry: RawEntry, element: ET.Element) -> None:
    titles = [text_of(child) for child in element if name(child) == "title"]
    entry.source = entry.source or (titles[0] if titles else ("" if len(element) else text_of(element)))
    entry.source_authors += [author_of(child) for child in element if name(child) == "author"]


def _attach(entry: RawEntry, element: ET.Element, address: str) -> None:
    if not address:
        return
    kind = attribute(element, "type")
    entry.enclosures.append(RawEnclosure(address, kind, attribute(element, "length"), attribute(element, "title")))
    if kind.lower().startswith("image/"):
        entry.images.append(address)


def _media(entry: RawEntry, element: ET.Element, address: str) -> None:
    kind, medium = attribute(element, "type").lower(), attribute(element, "medium").lower()
    path = address.lower().partition("?")[0]
    if medium == "image" or kind.startswith("image/") or (not medium and not kind and path.endswith(_IMAGE_ENDS)):
        entry.images.append(address)
    elif address:
        entry.enclosures.append(RawEnclosure(address, kind, attribute(element, "fileSize")))


def _image(element: ET.Element) -> str:
    """The address in RSS's own ``image``, which some feeds give to every item."""
    urls = [text_of(child) for child in element if name(child) == "url"]
    return urls[0] if urls else text_of(element)
