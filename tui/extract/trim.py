"""An article's blocks without what stands before and after it: title, source and date, credits, disclaimer, related."""

import re
from collections.abc import Iterator

from tui.dataclass import dataclass, field
from tui.document.elements import HEADINGS
from tui.document.tables import is_layout
from tui.document.tree import Break, Element, Image, Piece, Text
from tui.extract.page import weigh
from tui.extract.phrases import END_HEADING, HEAD_WORDS, PATH_HEAD, foot_of
from tui.text.fold import in_simplified

_HEAD_ROWS = 40
_FOOT_ROWS = 40
_AFTER_END = 0.3
_SENTENCE = re.compile("[。！？…!?][”\"』」’']?$|[.]$")
_DATE = re.compile(
    "\\d{4}\\s?[-/.年]\\s?\\d{1,2}\\s?[-/.月]\\s?\\d{1,2}|\\d{1,2}:\\d{2}|\\d{1,2}\\s?月\\s?\\d{1,2}\\s?日"
)
_STOP = re.compile("[。！？][”\"』」’']?$")
_SAYS_SOMETHING = 3.0
"""So much besides dates and labels makes a short row that ends as a sentence does one."""
_NOT_WORDS = re.compile("[\\W_]+")


@dataclass(slots=True)
class Trimmed:
    """The body, and the rows that were taken off as (kind, text), in order."""

    body: list[Element]
    taken: list[tuple[str, str]] = field(default_factory=list)


def flatten(blocks: list[Element]) -> list[Element]:
    """Blocks in a row: tables that only put things side by side opened, paragraphs parted at their empty lines."""
    flat: list[Element] = []
    for block in blocks:
        if block.tag == "table" and is_layout(block):
            for row in block.children:
                flat += flatten(row.children if row.tag == "tr" else [])
        elif block.tag in ("td", "th", "div"):
            flat += flatten(block.children)
        elif block.tag == "p":
            flat += _parted(block)
        else:
            flat.append(block)
    return flat


def _parted(block: Element) -> list[Element]:
    rows: list[list[Piece]] = [[]]
    breaks = 0
    lines = sum(isinstance(piece, Break) for piece in block.pieces)
    for piece in block.pieces:
        if isinstance(piece, Break):
            breaks += 1
            continue
        indented = isinstance(piece, Text) and piece.text.startswith(("\u3000", "\u00a0\u00a0"))
        long_line = breaks == 1 and lines >= 1 and weigh(_text(rows[-1])) > 0
        if breaks >= 2 or (breaks and (indented or long_line)):
            rows.append([])
        breaks = 0
        rows[-1].append(piece)
    return [Element("p", pieces=row) for row in rows if row]


def _text(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces if isinstance(piece, Text))


def whole_text(block: Element) -> str:
    """All characters of a block and of those in it."""
    return " ".join(filter(None, [block.text, *(whole_text(child) for child in block.children)]))


def same_words(text: str) -> str:
    """`text` by which two titles are compared: letters, digits and Han alone."""
    return _NOT_WORDS.sub("", text).casefold()


def is_linked(block: Element) -> bool:
    """Whether all text of a block is links."""
    texts = [piece for piece in block.pieces if isinstance(piece, Text) and piece.text.strip(" |·,，、>»[]【】")]
    own = all(piece.href for piece in texts)
    return own and all(map(is_linked, block.children))


def trim(blocks: list[Element], title: str) -> Trimmed:
    """`blocks`, flat, without head and foot."""
    done = Trimmed(blocks)
    _trim_head(done, same_words(title))
    _end_at_heading(done)
    _trim_foot(done)
    done.body = _without_closing_signs(done.body)
    _trim_within(done)
    return done


def _trim_head(done: Trimmed, title: str) -> None:
    kept: list[Element] = []
    for at, block in enumerate(done.body[:_HEAD_ROWS]):
        text = whole_text(block).strip()
        kind = head_of(block, text, title) if text else ""
        if not text:
            kept.append(block)
        elif kind == "title":
            # What is above the title is not of the article.
            done.taken += [("head", whole_text(one)) for one in kept if whole_text(one)] + [(kind, text)]
            kept = pictures(block)
        elif kind:
            done.taken.append((kind, text))
            kept += pictures(block)
        elif is_prose(text) or block.tag not in ("p", *HEADINGS):
            done.body = kept + done.body[at:]
            return
        else:
            kept.append(block)
    done.body = kept + done.body[_HEAD_ROWS:]


def is_about(text: str) -> bool:
    """Whether a short row tells where and when, who and how often, and is no text by itself."""
    text = in_simplified(text)
    return _DATE.search(text) is not None or HEAD_WORDS.search(text) is not None or PATH_HEAD.search(text) is not None


def head_of(block: Element, text: str, title: str) -> str:
    """What a row before the article is, or ""."""
    words = same_words(text)
    if (
        title
        and words
        and (
            words == title
            or (len(words) >= 6 and (words in title or title in words) and len(words) <= len(title) * 1.4)
        )
    ):
        return "title"
    weight = weigh(text)
    if weight > 70 or block.tag in ("ul", "ol", "blockquote", "pre", "table", "figure"):
        return ""
    said = in_simplified(text)
    if PATH_HEAD.search(said) or (text.count(">") + text.count("»") >= 2 and weight < 50):
        return "path"
    left = _DATE.sub("", said)
    if not _STOP.search(said) or weigh(_NOT_WORDS.sub("", HEAD_WORDS.sub("", left))) < _SAYS_SOMETHING:
        if _DATE.search(said) and weigh(left) < 30:
            return "meta"
        if HEAD_WORDS.search(said) and weight < 24 and not re.search("[，。]", said):
            return "meta"
    kind = foot_of(text, weight, linked=is_linked(block))
    if kind == "related" and block.tag in HEADINGS:
        return ""
    return kind


def is_prose(text: str) -> bool:
    """Whether it reads as running text."""
    return weigh(text) >= 30 and re.search("[，。！？；：、,.!?;]", text) is not None


def _end_at_heading(done: Trimmed) -> None:
    """Cut at a heading that says that related articles or comments follow, if little running text does."""
    weights = [weigh(text) if is_prose(text := whole_text(block)) else 0.0 for block in done.body]
    before = 0.0
    for at, block in enumerate(done.body):
        text = in_simplified(whole_text(block).strip())
        if before and len(text) <= 24 and END_HEADING.search(text) and sum(weights[at:]) < before * _AFTER_END:
            done.taken += [("related", one) for rest in done.body[at:] if (one := whole_text(rest).strip())]
            done.body = done.body[:at]
            return
        before += weights[at]


def _trim_foot(done: Trimmed) -> None:
    """Cut at the first foot after which nothing reads as the article."""
    cut = len(done.body)
    unknown = 0
    taken: list[tuple[int, str, str]] = []
    low = max(0, len(done.body) - _FOOT_ROWS)
    for at in range(len(done.body) - 1, low - 1, -1):
        block = done.body[at]
        text = whole_text(block).strip()
        if not text:
            continue
        kind = foot_of(text, weigh(text), linked=is_linked(block)) if block.tag not in ("pre", "table") else ""
        if kind:
            cut, unknown = at, 0
            taken.append((at, kind, text))
            continue
        if is_linked(block) and weigh(text) > 3:
            unknown += 1
            taken.append((at, "linked", text))
            if unknown > 12:
                break
            continue
        if weigh(text) < 16 and not _SENTENCE.search(text) and block.tag not in HEADINGS and unknown < 3:
            unknown += 1
            taken.append((at, "", text))
            continue
        break
    done.taken += [(kind, text) for at, kind, text in reversed(taken) if at >= cut]
    done.body = done.body[:cut]


def _without_closing_signs(body: list[Element]) -> list[Element]:
    """`body` without the codes, buttons and banners among the pictures that stand below its last text."""
    at = len(body)
    while at and not whole_text(body[at - 1]).strip():
        at -= 1
    return body[:at] + [block for block in body[at:] if not block.has_image() or not all(map(_sign, _shown(block)))]


def _shown(block: Element) -> Iterator[Image]:
    yield from (piece for piece in block.pieces if isinstance(piece, Image))
    for child in block.children:
        yield from _shown(child)


def _sign(image: Image) -> bool:
    """Whether a picture is none of an article: by its name, its size, or a link that leads to no picture."""
    if _SIGN.search(image.src) or _SIGN_WORDS.search(in_simplified(image.alt)):
        return True
    small = [int(size) for size in (image.width, image.height) if size.isdecimal() and len(size) < 5]
    return (bool(small) and min(small) <= _SMALL) or (bool(image.href) and not _PICTURE.search(image.href))


_SMALL = 60
_SIGN = re.compile(
    "(?:^|[/_.\\d-])(?:icons?|logo|btn|button|banner|arrow|share|avatar|qr|qr_?code|ewm|erweima|2wm|wechat|"
    "weixin)(?=[/_.\\d-])|ajax-?loader|_w\\d{1,2}_h\\d{1,2}\\b",
    re.IGNORECASE,
)
_SIGN_WORDS = re.compile("二维码|扫码|公众号|^logo$|^(?:share|facebook|twitter)\\b", re.IGNORECASE)
_PICTURE = re.compile("\\.(?:jpe?g|png|gif|webp|avif|bmp)\\b", re.IGNORECASE)


def _trim_within(done: Trimmed) -> None:
    """Leave out rows amid the text that call for something, and captions that were said before word for word."""
    kept: list[Element] = []
    said: set[str] = set()
    since_picture = _FAR
    for block in done.body:
        text = whole_text(block).strip()
        since_picture = 0 if block.has_image() else since_picture + 1
        if text and block.tag in ("p", *HEADINGS):
            weight = weigh(text)
            if kind := _not_of_text(block, text, weight):
                done.taken.append((kind, text))
                kept += pictures(block)
                continue
            if weight > _CAPTION:
                if text in said and since_picture < _FAR:
                    continue
                said.add(text)
        kept.append(block)
    done.body = kept


_FAR = 4
_CAPTION = 25.0
_CALL = 45.0
_AMID = frozenset({"promotion", "share", "legal", "related", "credits", "disclaimer"})


def _not_of_text(block: Element, text: str, weight: float) -> str:
    """What a row amid the text is, where it is not of the text; a longer one that mentions a call is text."""
    linked = is_linked(block)
    kind = foot_of(text, weight, linked=linked)
    if kind not in _AMID or (kind == "related" and not linked) or (kind == "promotion" and weight > _CALL):
        return ""
    return kind


def pictures(block: Element) -> list[Element]:
    """The pictures of a block whose text is left out."""
    found = [piece for piece in block.pieces if isinstance(piece, Image)]
    return [Element("p", pieces=list(found))] if found else []
