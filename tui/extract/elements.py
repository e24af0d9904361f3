"""The elements of HTML by what they are to one who looks for the article in a page."""


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


UNSEEN = _words(
    "script style template svg canvas select option textarea datalist progress meter map area dialog object applet "
    "frameset frame noframes noembed head link meta base input title"
)
"""None of their text is text of the page."""

INLINE = _words("a b br em font hr i img small strong u")
"""Their names say nothing of what a part is."""

BLOCKS = _words("div section ul ol dl table tbody tr td p aside header footer nav form figure center li article")
"""Parts that may be nothing but links."""

MACHINERY = _words("form button nav footer menu dialog")
PICTURES = _words("img picture video iframe audio embed figure")
KEPT_ATTRIBUTES = _words(
    "href src alt title width height class srcset start colspan rowspan style data data-kind poster type "
    "alttext encoding"
)
