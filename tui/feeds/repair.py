"""Makes well-formed XML of what is nearly that, in one pass, so that no reader of damaged markup is needed.

What the field shows: a bare ``&``, HTML entities, tags of a description left open, names nobody declared, invalid
references, text after the end, a file that stops half way. Every character is looked at once and nothing is nested
deeper than ``DEPTH``: what costs other readers time that grows with the square of the input costs none here.
"""

import re

from tui.dataclass import dataclass
from tui.feeds.escape import REFERENCE, attribute_value, escaped, reference

DEPTH = 256
ATTRIBUTES = 256

NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "wfw": "http://wellformedweb.org/commentAPI/",
    "itunes": "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
    "atom": "http://www.w3.org/2005/Atom",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "xhtml": "http://www.w3.org/1999/xhtml",
}

# ``link`` is void in HTML and holds the address in RSS.
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "meta", "param", "wbr"})

_TOKEN = re.compile(r"[<&]")
# Names are ASCII: of other letters expat allows fewer than ``\w`` would.
_TAG = re.compile(
    r"""<(/?)([A-Za-z_][\w.\-]*(?::[A-Za-z_][\w.\-]*)?)((?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+)(>?)""", re.ASCII
)
_ATTRIBUTE = re.compile(
    r"""([A-Za-z_][\w.\-]*(?::[A-Za-z_][\w.\-]*)?)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?""",
    re.ASCII,
)

_RESERVED = frozenset({"http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/"})

_ITEMS = frozenset({"item", "entry"})
# Text alone stands in these; whatever of the second list begins inside one shows that its end tag is missing.
_LEAVES = frozenset({"title", "link", "guid", "pubdate", "author", "category", "comments", "dc:creator", "dc:date"})
_FIELDS = _LEAVES | _ITEMS | {"description", "content:encoded", "enclosure", "source", "summary", "content", "updated"}


@dataclass(slots=True)
class Repaired:
    """Well-formed XML; whether the input stopped before its root element was closed, and whether inside an item."""

    text: str
    truncated: bool
    item_cut: bool


def repair(text: str, start: int = 0) -> Repaired:
    """The element that begins at ``start`` as well-formed XML; what follows it is left out."""
    work = _Repair(text, start)
    work.run()
    truncated, item_cut = bool(work.open), any(name.lower() in _ITEMS for name in work.open)
    return Repaired(work.finished(), truncated, item_cut)


class _Repair:
    """One text on its way: where it has been read to, what has been written, which elements are open."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.at = start
        self.out: list[str] = []
        self.open: list[str] = []
        self.done = False
        self._root = -1
        self._prefixes: set[str] = set()
        self._declared: dict[str, str] = {}
        self._at_root: set[str] = set()
        # What was looked for once and is not there need not be looked for again.
        self._missing: set[str] = set()

    def run(self) -> None:
        """Read to the end of the root element or of the text."""
        while self.at < len(self.text) and not self.done:
            token = _TOKEN.search(self.text, self.at)
            end = token.start() if token else len(self.text)
            self._write_text(self.text[self.at : end])
            self.at = end
            if token:
                self._read_reference() if token[0] == "&" else self._read_markup()

    def finished(self) -> str:
        """All that was written, with what is still open closed and every prefix declared."""
        while self.open:
            self.out.append(f"</{self.open.pop()}>")
        self._declare()
        return "".join(self.out)

    def _write_text(self, text: str) -> None:
        if text and self.open:
            # "]]>" must not stand in text, nor come about where something between its signs is left out.
            self.out.append(text.replace(">", "&gt;"))

    def _read_reference(self) -> None:
        match = REFERENCE.match(self.text, self.at)
        self._write_text(reference(match[0] if match else "&"))
        self.at = match.end() if match else self.at + 1

    def _read_markup(self) -> None:
        if self.text.startswith("<![CDATA[", self.at):
            end = self._find("]]>", self.at + 9)
            # A section that never ends would take the rest of the file with it: read the rest as markup instead.
            if end >= 0:
                self._write_text(escaped(self.text[self.at + 9 : end]))
            self.at = end + 3 if end >= 0 else self.at + 9
        elif self.text.startswith("<!--", self.at):
            end = self._find("-->", self.at + 4)
            self.at = end + 3 if end >= 0 else self.at + 4
        elif self.text.startswith("<?", self.at):
            end = self._find("?>", self.at)
            self.at = end + 2 if end >= 0 else self.at + 2
        else:
            self._read_tag()

    def _find(self, sign: str, start: int) -> int:
        end = -1 if sign in self._missing else self.text.find(sign, start)
        if end < 0:
            self._missing.add(sign)
        return end

    def _read_tag(self) -> None:
        match = _TAG.match(self.text, self.at)
        if match is None:
            self._write_text("&lt;")
            self.at += 1
            return
        closing, name, rest, end = match.groups()
        self.at = match.end()
        if closing:
            self._close(name)
        elif end or not self.open:
            self._open(name, rest)
        elif self.at < len(self.text):
            # Either "<word", text with a less-than sign in it, or a tag whose end is missing.
            if rest.strip():
                self._open(name, rest)
            else:
                self._write_text("&lt;" + name + rest)

    def _open(self, name: str, rest: str) -> None:
        alone = rest.rstrip().endswith("/") or name.lower() in _VOID
        if (len(self.open) >= DEPTH and not alone) or name.startswith("xmlns:"):
            return
        self._close_forgotten(name.lower())
        self._note_prefix(name)
        attributes = self._attributes(rest)
        if not self.open:
            self._root, self._at_root = len(self.out), set(self._declared)
            self.done = alone
        self.out.append(f"<{name}{attributes}" + ("/>" if alone else ">"))
        if not alone:
            self.open.append(name)

    def _close_forgotten(self, name: str) -> None:
        """End what must have ended where a new item or field begins."""
        inside = self.open[1:]
        if name in _ITEMS:
            if other := next((other for other in inside if other.lower() == name), ""):
                self._close(other)
        elif inside and name in _FIELDS:
            innermost = inside[-1].lower()
            if innermost in _LEAVES and innermost not in (name, "author"):
                self._close(inside[-1])

    def _close(self, name: str) -> None:
        """Close the nearest open element of that name and what is open inside it; a stray end tag is left out."""
        if name not in self.open:
            name = next((other for other in reversed(self.open) if other.lower() == name.lower()), "")
        while name and self.open:
            innermost = self.open.pop()
            self.out.append(f"</{innermost}>")
            if innermost == name:
                break
        self.done = self._root >= 0 and not self.open

    def _attributes(self, rest: str) -> str:
        kept: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(rest):
            name = match[1]
            if name in kept or len(kept) >= ATTRIBUTES:
                continue
            value = attribute_value(next((part for part in match.groups()[1:] if part is not None), name))
            if name == "xmlns" or name.startswith("xmlns:"):
                if not _declarable(name[6:], value):
                    continue
                self._declared.setdefault(name[6:], value)
            else:
                self._note_prefix(name)
            kept[name] = value
        return "".join(f' {name}="{value}"' for name, value in kept.items())

    def _note_prefix(self, name: str) -> None:
        prefix, colon, _ = name.partition(":")
        if colon and prefix != "xml":
            self._prefixes.add(prefix)

    def _declare(self) -> None:
        """Declare at the root every prefix that the feed uses and its root does not declare."""
        missing = sorted(self._prefixes - self._at_root)
        if self._root < 0 or not missing:
            return
        known = {
            prefix: NAMESPACES.get(prefix.lower(), "urn:undeclared:" + prefix) for prefix in missing
        } | self._declared
        root = self.out[self._root]
        cut = len(root) - (2 if root.endswith("/>") else 1)
        names = "".join(f' xmlns:{prefix}="{known[prefix]}"' for prefix in missing)
        self.out[self._root] = root[:cut] + names + root[cut:]


def _declarable(prefix: str, address: str) -> bool:
    """Whether a namespace can be declared so; ElementTree parts address and name by a brace and so takes none in it."""
    return (
        address not in _RESERVED
        and "}" not in address
        and prefix not in ("xml", "xmlns")
        and not (prefix and not address)
    )
