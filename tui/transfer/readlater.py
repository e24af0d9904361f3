"""Lists of pages to read later, as Pocket and Instapaper hand them out: CSV, or HTML made of headings and links."""

import csv
import html
import io
import re
from collections.abc import Iterator

from tui.dataclass import dataclass
from tui.model.errors import TransferError
from tui.text.clean import clean_block, clean_text, clean_url, cut

MOST = 200_000
LONGEST_FIELD = 1_000_000

_HEAD = re.compile(r"\s*\"?(?:title\"?,\"?url|url\"?,\"?title)\b", re.IGNORECASE)
_PIECE = re.compile(
    r"<h[1-3][^<>]{0,200}>(?P<heading>[^<]{0,300})|<a\s(?P<facts>[^<>]{1,10000})>(?P<title>[^<]{0,3000})", re.IGNORECASE
)
_FACT = re.compile(
    r"(?<![a-z_])(?P<name>[a-z_]{1,20})\s{0,5}=\s{0,5}(?:\"(?P<one>[^\"]*)\"|'(?P<other>[^']*)')", re.IGNORECASE
)
_LIST = re.compile(r"<title>\s{0,20}(?:Pocket Export|Instapaper)|<h1>\s{0,20}(?:Unread|Read Archive)", re.IGNORECASE)
_READ = frozenset({"archive", "read archive", "archived", "read"})
_PLAIN = frozenset({"", "unread", "home", "my list"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """One page of such a list; ``added`` in UTC seconds, ``selection`` what was marked in it."""

    url: str
    title: str = ""
    added: int | None = None
    tags: tuple[str, ...] = ()
    read: bool = False
    starred: bool = False
    selection: str = ""


def is_list(head: str) -> bool:
    """Whether a text that begins so is such a list."""
    return bool(_HEAD.match(head.lstrip("\ufeff")) or _LIST.search(head))


def read_list(text: str, name: str = "") -> list[Wanted]:
    """The pages of a list in its order, each address once; what has no http(s) address is left out. TransferError."""
    text = text.lstrip("\ufeff")
    found = _from_csv(text, name) if _HEAD.match(text) else _from_html(text)
    kept: dict[str, Wanted] = {}
    for wanted in found:
        if wanted.url.startswith(("http://", "https://")):
            kept.setdefault(wanted.url, wanted)
        if len(kept) > MOST:
            raise TransferError(file=name, reason="too-large", line=None)
    return list(kept.values())


def _from_csv(text: str, name: str) -> Iterator[Wanted]:
    rows = csv.reader(io.StringIO(text))
    try:
        columns = [column.strip().lower() for column in next(rows, [])]
        for row in rows:
            facts = dict(zip(columns, row, strict=False))
            # Pocket parts tags with a bar; Instapaper writes them as a list in brackets.
            tags = re.split(r"[|,]", facts.get("tags", "").strip("[] "))
            yield _wanted(
                facts.get("url", ""),
                facts.get("title", ""),
                facts.get("time_added", "") or facts.get("timestamp", ""),
                [tag.strip(" \"'") for tag in tags],
                facts.get("status", "") or facts.get("folder", ""),
                selection=facts.get("selection", ""),
            )
    except csv.Error as error:
        raise TransferError(file=name, reason="unreadable", line=rows.line_num) from error


def _from_html(text: str) -> Iterator[Wanted]:
    section = ""
    for piece in _PIECE.finditer(text):
        if piece["facts"] is None:
            section = clean_text(html.unescape(piece["heading"]))
            continue
        facts = {
            found["name"].lower(): found["one"] or found["other"] or "" for found in _FACT.finditer(piece["facts"])
        }
        facts = {key: html.unescape(value) for key, value in facts.items()}
        tags = facts.get("tags", "").split(",")
        yield _wanted(facts.get("href", ""), html.unescape(piece["title"]), facts.get("time_added", ""), tags, section)


def _wanted(url: str, title: str, added: str, tags: list[str], section: str, *, selection: str = "") -> Wanted:
    """One page; ``section`` is a state, or a folder of the reader's own, which becomes a tag."""
    folder = cut(clean_text(section[:1000]), 100)
    state = folder.lower()
    named = [cut(clean_text(tag[:1000]), 100) for tag in tags]
    if state not in _READ and state not in _PLAIN and state != "starred":
        named.append(folder)
    address, title = clean_url(url.strip()), cut(clean_text(title[:4000]), 1000)
    return Wanted(
        url=address,
        title="" if title == url.strip() else title,
        added=int(added) if added.isascii() and added.isdigit() and len(added) < 13 and int(added) else None,
        tags=tuple(dict.fromkeys(filter(None, named))),
        read=state in _READ,
        starred=state == "starred",
        selection=clean_block(selection[:LONGEST_FIELD]).strip(),
    )
