"""A raw feed to a parsed one: everything clean, absolute, dated, bounded."""

import hashlib
import html
import re

from tui.dataclass import dataclass
from tui.document.html import images, of_tidied, plain_text, summary
from tui.document.sanitize import write
from tui.document.tidy import tidy
from tui.feeds import titles
from tui.feeds.raw import RawEnclosure, RawEntry, RawFeed, RawText
from tui.feeds.tails import without_line, without_tail
from tui.feeds.tree import join
from tui.model.feed import Enclosure, ParsedEntry, ParsedFeed
from tui.text.clean import clean_text, clean_url
from tui.text.dates import looks_chinese, parse_date

GUID = 1024
URL = 8192
SUMMARY = 200
BODY = 2_000_000
"""Characters of an entry's HTML that are looked at; no article is longer, and a feed may have thousands."""

ENCLOSURES = 32
IMAGES = 64

_TAG = re.compile(r"</?[A-Za-z][^<>]*+>")
_ESCAPED_TAG = re.compile(
    r"&lt;/?(?:p|br|div|img|a|span|strong|b|ul|li|h[1-6]|table|section|blockquote)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Context:
    """What every entry of one feed has in common; ``url`` is where its bytes came from, ``site`` its own link."""

    url: str
    site: str
    now: int
    chinese: bool
    language: str
    authors: list[str]


def finish(raw: RawFeed, url: str, now: int, limit: int) -> ParsedFeed:
    """The parsed feed; at most ``limit`` entries, the newest where dates tell, else the first."""
    site = clean_url(join(url, raw.site))
    language = clean_text(raw.language)[:35].replace("_", "-")
    context = Context(url or site, site or url, now, is_chinese(raw), language, raw.authors)
    chosen = _choose(raw.entries, context, limit)
    return ParsedFeed(
        title=titles.title(raw.title),
        site=site[:URL],
        description=titles.plain(raw.description),
        language=context.language,
        format=raw.format,
        ttl=raw.ttl,
        entries=tuple(finish_entry(entry, context) for entry in chosen),
        dropped=raw.dropped + len(raw.entries) - len(chosen),
        truncated=raw.truncated,
    )


def is_chinese(raw: RawFeed) -> bool:
    """Whether the feed says it is Chinese, or says nothing of another language and reads like it."""
    language = raw.language.strip().lower()
    if language.startswith(("zh", "cn", "chi")):
        return True
    fields = [raw.title, *(entry.title for entry in raw.entries[:20])]
    fields += [text for entry in raw.entries[:5] for text in (*entry.contents[:1], *entry.summaries[:1])]
    sample = "".join(field.value[:500] for field in fields if field)
    # "en" is what programs that make feeds say when nobody told them.
    return (not language or language.startswith("en")) and looks_chinese(_TAG.sub(" ", sample))


def _choose(entries: list[RawEntry], context: Context, limit: int) -> list[RawEntry]:
    if len(entries) <= limit:
        return entries
    dates = [_date(entry.published or entry.updated, context) for entry in entries]
    if sum(date is not None for date in dates) * 2 < len(dates):
        return entries[:limit]
    order = sorted(range(len(entries)), key=lambda index: (-(dates[index] or 0), index))
    return [entries[index] for index in sorted(order[:limit])]


def finish_entry(raw: RawEntry, context: Context) -> ParsedEntry:
    """One entry; its text and summary come from its sanitised HTML."""
    base = join(context.site, raw.base) or context.site
    # By its address an entry without a guid is known again: it stays what it always was.
    address = _url(raw.link, base if raw.base or raw.guid else context.url)
    language = clean_text(raw.language)[:35].replace("_", "-")
    body = _body(raw)
    blocks = without_tail(tidy(_markup(body), _base(body, base, "" if raw.base else address))) if body else []
    clean = write(blocks)
    # What one would read out of the clean HTML, without parsing that again.
    document = of_tidied(blocks, language or context.language)
    text = plain_text(document)
    title = titles.title(raw.title)
    published, updated = _date(raw.published, context), _date(raw.updated, context)
    return ParsedEntry(
        guid=_guid(raw.guid),
        url=address,
        title=title or titles.first_words(text),
        authors=titles.authors(_authors(raw, context)),
        source=titles.plain(RawText(raw.source), titles.NAME),
        published=published if published is not None else updated,
        updated=updated,
        html=clean,
        text=text,
        summary=_summary(raw, body, text, title),
        tags=titles.tags(raw.tags, raw.keywords),
        enclosures=_enclosures(raw.enclosures, base),
        images=_unique([*(_url(image, base) for image in raw.images[: IMAGES * 4]), *images(document)], IMAGES),
        comments_url=_url(raw.comments_url, base),
        comments_feed=_url(raw.comments_feed, base),
        comments=int(raw.comments) if re.fullmatch(r"[0-9]{1,9}", raw.comments.strip()) else None,
        language=language,
    )


def _body(raw: RawEntry) -> RawText | None:
    """The most complete of what the feed gives: its content, unless a description says clearly more."""
    if len(raw.contents) + len(raw.summaries) == 1:
        return (raw.contents or raw.summaries)[0]
    content = max(raw.contents, key=_weight, default=None)
    description = max(raw.summaries, key=_weight, default=None)
    if content is None or (description is not None and _weight(description) > _weight(content) * 1.2):
        return description
    return content


def _authors(raw: RawEntry, context: Context) -> list[str]:
    """Who wrote an entry: those it names, else those of the feed that it was taken from, else those of this one."""
    if any(raw.authors):
        return raw.authors
    return raw.source_authors if any(raw.source_authors) else context.authors


def _base(body: RawText, base: str, address: str) -> str:
    """What a body's links are relative to: the base it was given (``xml:base``), else the address of its entry."""
    return join(base, body.base) if body.base else address or base


def _weight(text: RawText) -> int:
    return len(_TAG.sub("", text.value[:BODY])) if text.html else len(text.value)


def _markup(text: RawText) -> str:
    """The field as HTML: plain text gets its paragraphs, what was escaped once too often is unescaped."""
    value = text.value[:BODY]
    if not text.html:
        return _paragraphs(html.escape(value, quote=False))
    if _TAG.search(value):
        return value
    if _ESCAPED_TAG.search(value):
        return html.unescape(value)
    return _paragraphs(value)


def _paragraphs(markup: str) -> str:
    parts = [part.strip() for part in re.split(r"\n[ \t\r]*\n", markup.replace("\r\n", "\n"))]
    return "".join("<p>" + part.replace("\n", "<br>") + "</p>" for part in parts if part)


def _summary(raw: RawEntry, body: RawText | None, text: str, title: str) -> str:
    """The feed's own short version where it has one beside the body, else the beginning of the text."""
    for candidate in raw.summaries[:4]:
        if candidate is not body and 0 < _weight(candidate) < max(1000, len(text)):
            short = summary(without_line(titles.plain(candidate, SUMMARY * 2), title), SUMMARY)
            if short:
                return short
    return summary(text, SUMMARY)


def _date(text: str, context: Context) -> int | None:
    text = text.strip()
    return parse_date(text[:200], context.now, context.chinese) if text else None


def _guid(guid: str) -> str:
    """The identity bounded in size; what is too long to keep is told by its hash."""
    if len(guid.encode("utf-8", "replace")) > GUID:
        return "sha256:" + hashlib.sha256(guid.encode("utf-8", "replace")).hexdigest()
    return clean_text(guid)


def _url(link: str, base: str) -> str:
    """An absolute http(s) address, or nothing."""
    link = link.strip()
    if not link or len(link) > URL:
        return ""
    address = clean_url(join(base, link))
    return address if len(address) <= URL and not address.lower().startswith("mailto:") else ""


def _enclosures(raw: list[RawEnclosure], base: str) -> tuple[Enclosure, ...]:
    found: dict[str, Enclosure] = {}
    for item in raw[: ENCLOSURES * 4]:
        address = _url(item.url, base)
        length = int(item.length) if re.fullmatch(r"\s*[0-9]{1,15}\s*", item.length) else 0
        if address:
            kind = clean_text(item.type)[:100]
            found.setdefault(address, Enclosure(address, kind, length, titles.plain(RawText(item.title), titles.NAME)))
    return tuple(found.values())[:ENCLOSURES]


def _unique(addresses: list[str], limit: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, addresses)))[:limit]
