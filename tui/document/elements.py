"""The elements of HTML by what they are to an article, and by what they are to a parser."""


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


# To an article --------------------------------------------------------------------------------------------------------

HEADINGS = _words("h1 h2 h3 h4 h5 h6")
DROPPED = _words(
    "script style template svg canvas head title link meta base button select option input textarea datalist "
    "progress meter map area dialog frameset frame noframes noembed rp source track param colgroup col "
    "amp-ad amp-embed amp-auto-ads amp-sticky-ad amp-analytics amp-pixel"
)
"""Left out with all that is in them."""

BOUNDARIES = HEADINGS | _words(
    "p div section article main header footer nav aside address center form fieldset legend details summary dl dt dd "
    "figure figcaption hgroup blockquote ul ol li table caption thead tbody tfoot tr td th body html menu dir"
)
"""A line of text ends where one begins or ends."""

EMBEDS = _words("iframe video audio embed object")
PLAIN_OF = {
    **{"amp-img": "img", "amp-anim": "img"},
    **{"amp-video": "video", "amp-audio": "audio", "amp-iframe": "iframe"},
}
"""The element of HTML that one of AMP stands for."""

MARK_OF = {
    **{mark: mark for mark in ("strong", "em", "u", "s", "mark", "sup", "sub", "code")},
    **{"b": "strong", "i": "em", "cite": "em", "dfn": "em", "var": "em", "ins": "u", "strike": "s", "del": "s"},
    **{"tt": "code", "kbd": "code", "samp": "code"},
}
"""The mark that an element puts on its text."""

# To a parser (HTML Living Standard, 13.2.4 and 13.2.6) ----------------------------------------------------------------

RAW = _words("script style textarea title xmp iframe noembed noframes")
"""What they hold is characters, not tags."""

VOID = _words("area base br col embed hr img input keygen link meta param source track wbr")
IGNORED = _words("html head body colgroup frameset frame")
FORMATTING = _words("a b big code em font i nobr s small strike strong tt u")
"""Left open, they are opened again in every block that follows."""

INLINE = FORMATTING | _words("span label abbr cite q sub sup mark ins del time var kbd samp")
"""What an end tag of formatting closes along with it."""

WALLS = _words("applet caption table td th marquee object template button select svg math mi mo mn ms mtext") | _words(
    "annotation-xml foreignobject desc title"
)
"""Most end tags do not reach beyond one of these."""

TABLE_PARTS = _words("caption colgroup thead tbody tfoot tr td th")
CLOSING_PARAGRAPHS = HEADINGS | _words(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup "
    "main menu nav ol p search section summary ul pre listing li dd dt"
)
"""Their start tag closes an open paragraph."""

SCOPED = (CLOSING_PARAGRAPHS | _words("button applet marquee object select template form")) - {"li"}
"""Their end tag closes whatever is open within; other end tags only what is not `SPECIAL`."""

SPECIAL = (
    CLOSING_PARAGRAPHS | WALLS | VOID | RAW | TABLE_PARTS | _words("body form frameset head html noscript plaintext")
)
