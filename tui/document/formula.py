"""Formulas of MathML as text: the TeX that they were written in, else their signs in a row."""

from selectolax.lexbor import LexborNode

_DEEPEST = 20
_BETWEEN = {
    **{"msup": "^", "msub": "_", "mfrac": "/", "mover": "^", "munder": "_"},
    **{"msubsup": "_^", "munderover": "_^"},
}
"""What stands before each part but the first."""
_NOT_SHOWN = frozenset({"annotation", "annotation-xml", "mphantom", "none"})


def formula(math: LexborNode) -> str:
    """A ``math`` element as text, its TeX where the page has that (``annotation`` or ``alttext``)."""
    for annotation in math.css("annotation"):
        if "tex" in (annotation.attributes.get("encoding") or "").lower() and (written := annotation.text().strip()):
            return written
    return (math.attributes.get("alttext") or "").strip() or _signs(math, 0)


def drop_drawing(math: LexborNode) -> None:
    """Take out the drawing that KaTeX puts beside a formula, for it says the same once more."""
    place = math.parent
    if place is None or "katex-mathml" not in (place.attributes.get("class") or ""):
        return
    drawing = place.next
    if drawing is not None and "katex-html" in (drawing.attributes.get("class") or ""):
        drawing.decompose()


def _signs(node: LexborNode, depth: int) -> str:
    if depth > _DEEPEST:
        return "".join(node.text().split())
    parts = [_signs(child, depth + 1) for child in node.iter() if child.tag not in _NOT_SHOWN]
    if not parts:
        return " ".join(node.text().split())
    if node.tag == "msqrt":
        return f"√({' '.join(parts)})"
    if between := _BETWEEN.get(node.tag or ""):
        parts = [part if len(part) < 2 or part.isalnum() else f"({part})" for part in map(str.strip, parts)]
        return parts[0] + "".join(map("".join, zip(between, parts[1:], strict=False)))
    return " ".join(parts)
