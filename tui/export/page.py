"""One HTML file that needs nothing beside it: pictures inside, no script, no request, light and dark."""

import base64
import hashlib
from collections.abc import Iterable
from typing import BinaryIO

from tui.export.clipping import SUFFIXES, Clipping, Format, Issue, PictureFile, Setting
from tui.export.markup import Markup, escape
from tui.export.style import PAGE, PROSE

STYLE = PROSE + PAGE


def _policy() -> str:
    """Nothing may be loaded or run; the style sheet is named by its hash, so that no other is let in."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def write(out: BinaryIO, clippings: Iterable[Clipping], issue: Issue, setting: Setting) -> None:
    """The articles below one another."""
    begun = False
    for clipping in clippings:
        if not begun:
            title = issue.title or clipping.title
            out.write(_head(title, issue.language if issue.title else clipping.language).encode())
            if issue.title:
                out.write(f'<h1 class="title">{escape(issue.title)}</h1>\n'.encode())
            begun = True
        body = Markup(clipping, _data_address, setting.zone, deeper=1 if issue.title else 0).article()
        out.write(f'<article lang="{escape(clipping.language)}">\n{body}\n</article>\n'.encode())
    if not begun:
        out.write(_head(issue.title or "—", issue.language).encode())
    out.write(b"</body>\n</html>\n")


def _head(title: str, language: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8"/>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_policy())}"/>\n'
        '<meta name="referrer" content="no-referrer"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        # Without an icon of its own a page makes the browser ask for one.
        '<link rel="icon" href="data:,"/>\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
    )


def _data_address(picture: PictureFile) -> str:
    if picture.type not in SUFFIXES:
        return ""
    try:
        data = picture.path.read_bytes()
    except OSError:
        return ""
    return f"data:{picture.type};base64,{base64.b64encode(data).decode()}"


FORMAT = Format("html", ".html", write)
