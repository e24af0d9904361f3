"""Links, pictures and embedded media of a page: their addresses made absolute, trackers and placeholders left out."""

import re
from collections.abc import Mapping
from urllib.parse import unquote_plus, urljoin

from tui.document.tree import Image
from tui.text.clean import clean_text, clean_url, cut

Attributes = Mapping[str, str | None]

LONGEST_ALT = 500

_ABSOLUTE = re.compile(r"\s*(?:https?://|mailto:)", re.IGNORECASE)
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-original-src", "data-echo", "data-url")
_UNSEEN = ("data-lazyload", "data-ks-lazyload", "data-lazy", "data-img", "real_src", "_src", "file", "zoomfile")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_PICTURE = re.compile(r"[\w.~%/:-]{1,1000}\.(?:jpe?g|png|gif|webp|avif|bmp)(?:$|[?#!@_])", re.IGNORECASE)
_CANDIDATE = re.compile(r"([^\s,]\S*)\s+(\d{1,5})(?:\.\d{1,3})?[wx]\s*(?:,|$)")
_PLACEHOLDER = re.compile(
    r"/(?:blank|none|spacer|space|transparent|(?:sg_)?trans|placeholder|loading|lazy(?:[_-]?load(?:ing)?)?|pixel|grey|gray"
    r"|1x1|s)\.(?:gif|png|svg)(?:$|[?#])",
    re.IGNORECASE,
)
_DOUBTFUL = re.compile(r"/default\.(?:gif|png|svg)(?:$|[?#])", re.IGNORECASE)
"""What may be a placeholder, and is taken for one where there is something better."""

_TEXTS = frozenset({"alt", "title", "class", "style", "id", "src", "longdesc", "usemap"})
_TRACKER = re.compile(
    r"^https?://(?:[^/]*\.)?(?:feeds\.feedburner\.com/~|feedburner\.com/~|pixel\.wp\.com/|stats\.wordpress\.com/"
    r"|doubleclick\.net/|google-analytics\.com/|hm\.baidu\.com/|cnzz\.com/|scorecardresearch\.com/|pixel\.quantserve\.com/)",
    re.IGNORECASE,
)
_TINY = re.compile(r"^\s*[01]?(?:\.\d+)?(?:px)?\s*$", re.IGNORECASE)
_TINY_STYLE = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)", re.IGNORECASE)
_DIGITS = re.compile(r"\s*(\d{1,5})(?:px)?\s*$", re.ASCII)
_FACE = re.compile(r"(?:^|[\s_-])(?:wp-)?(?:emoji|smiley|emoticon)s?(?:$|[\s_-])", re.IGNORECASE)
_SMALL = 32
_STYLE_SIZE = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*(\d{0,4}\.?\d{1,4})\s*([a-z%]*)")
_NAMED = re.compile(r"\[[^\[\]\s]{1,12}\]")
_NAMELESS = re.compile(
    r"\[?(?:图[片标像]?|公式|表情|头像|视频|动图|插图|配图|images?|img|icon|photo|picture|logo|avatar)\]?"
    r"|.*\.(?:png|jpe?g|gif|webp|svg)",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"(?:^|\s)(?:latex|mwe-math)", re.IGNORECASE)
_TEX = re.compile(r"(?:[?&](?:tex|latex)=|//latex\.codecogs\.com/[^?#]*\?)([^&#]+)")
_VIDEO = re.compile(
    r"player|video|v\.qq\.|youku|bilibili|youtube|youtu\.be|vimeo|tudou|iqiyi|dailymotion|miaopai|ixigua|\.(?:mp4|m3u8|webm)(?:$|[?#])",
    re.IGNORECASE,
)
_SOUND = re.compile(
    r"audio|podcast|music\.163|ximalaya|soundcloud|spotify|\.(?:mp3|m4a|ogg|wav)(?:$|[?#])", re.IGNORECASE
)


def resolve(address: str | None, base_url: str) -> str:
    """An address as found in a page, absolute and clean, or "" where it cannot be opened."""
    if not address or address.lstrip().startswith("#"):
        return ""
    if _ABSOLUTE.match(address):
        return clean_url(address)
    if not base_url or len(address) > 8192:
        return ""
    try:
        return clean_url(urljoin(base_url, address.strip()))
    except ValueError:
        return ""


def image(attrs: Attributes, base_url: str, href: str = "") -> Image | None:
    """The picture of an ``img``, or None for a tracker, a placeholder or an address that is not http(s)."""
    width, height = _size(attrs.get("width")), _size(attrs.get("height"))
    if _tiny(attrs):
        return None
    src = _source(attrs, base_url)
    if not src or _TRACKER.match(src):
        return None
    return Image(src, _label(attrs.get("alt")), _label(attrs.get("title")), width, height, href)


def characters(attrs: Attributes) -> str:
    """The characters that a picture in a sentence stands for (an emoji or a formula drawn as an image), or ""."""
    if formula := _formula(attrs):
        return formula
    alt = _label(attrs.get("alt"))
    if not alt or len(alt) > 16:
        return ""
    width, height = _size(attrs.get("width")), _size(attrs.get("height"))
    if width and height and int(width) <= _SMALL and int(height) <= _SMALL:
        return alt
    if _FACE.search(attrs.get("class") or ""):
        return alt
    if _NAMELESS.fullmatch(alt) or _tiny(attrs):
        return ""
    named = _NAMED.fullmatch(alt) is not None and not any(size and int(size) > 64 for size in (width, height))
    return alt if named or _small_style(attrs.get("style") or "") else ""


def _formula(attrs: Attributes) -> str:
    """The TeX of a picture of a formula: in its alternative text, or in the address that it is drawn by."""
    address = attrs.get("src") or ""
    written = _TEX.search(address[:8192]) if "tex" in address else None
    if not written and "eeimg" not in attrs and not _FORMULA.search(attrs.get("class") or ""):
        return ""
    alt = _label(attrs.get("alt"))
    return _label(unquote_plus(written[1])) if written and (not alt or _NAMELESS.fullmatch(alt)) else alt


def _small_style(style: str) -> bool:
    """Whether a style has it no larger than a character or two."""
    sizes = _STYLE_SIZE.findall(style[:500].lower())
    return bool(sizes) and all(float(size) <= (_SMALL if unit == "px" else 2) for size, unit in sizes)


def kind_of(tag: str, url: str) -> str:
    """What an embedded medium is: video, audio or embed."""
    if tag in ("video", "audio"):
        return tag
    return "video" if _VIDEO.search(url) else "audio" if _SOUND.search(url) else "embed"


def _source(attrs: Attributes, base_url: str) -> str:
    for name in _LAZY:
        if attrs.get(name) and (url := _picture(attrs[name], base_url)):
            return url
    plain = _picture(attrs.get("src"), base_url)
    if plain and not _PLACEHOLDER.search(plain) and not _DOUBTFUL.search(plain):
        return plain
    return _unseen(attrs, base_url) or ("" if _PLACEHOLDER.search(plain) else plain)


def _unseen(attrs: Attributes, base_url: str) -> str:
    """The address that a script would put in the place of none or of a placeholder, under whatever name."""
    found = [attrs.get(name) for name in _UNSEEN]
    found += [_largest(attrs.get(name) or "") for name in _SETS]
    found += [value for name, value in attrs.items() if name not in _TEXTS and _looks_like_picture(value or "")]
    urls = (_picture(address, base_url) for address in found if address)
    return next((url for url in urls if url and not _PLACEHOLDER.search(url)), "")


def _looks_like_picture(value: str) -> bool:
    return _PICTURE.match(value) is not None and len(value.split()) == 1


def _picture(address: str | None, base_url: str) -> str:
    url = resolve(address, base_url)
    return url if url.startswith("http") else ""


def _largest(srcset: str) -> str:
    candidates = _CANDIDATE.findall(srcset[:8192])
    if candidates:
        return str(max(candidates, key=lambda candidate: int(candidate[1]))[0])
    return srcset.partition(",")[0].strip() if len(srcset) <= 8192 else ""


def _tiny(attrs: Attributes) -> bool:
    sizes = [size for size in (attrs.get("width"), attrs.get("height")) if size]
    return any(map(_TINY.match, sizes)) or _TINY_STYLE.search((attrs.get("style") or "")[:500]) is not None


def _size(value: str | None) -> str:
    match = _DIGITS.match(value or "")
    return str(int(match[1])) if match else ""


def _label(value: str | None) -> str:
    return cut(clean_text((value or "")[: LONGEST_ALT * 4]), LONGEST_ALT)
