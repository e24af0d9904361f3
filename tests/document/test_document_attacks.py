"""The hostile feeds and pages of the shared folder, as HTML: each ends, and nothing in it survives that should not."""

import html
import re
from pathlib import Path

import pytest

from tui.document.html import plain_text, to_document
from tui.document.sanitize import sanitize
from tui.text.clean import clean_text
from tui.text.decode import decode

ATTACKS = Path(__file__).parents[3] / "shared" / "attacks"
FILES = sorted(path for path in ATTACKS.glob("*") if path.suffix in (".xml", ".html")) if ATTACKS.is_dir() else []

_FIELD = re.compile(r"<(description|content:encoded|title)>(.*?)</\1>", re.DOTALL)
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff]")
_ACTIVE = re.compile(
    r"<(?:script|style|svg|iframe|form|base|meta|link|object|embed)\b|<[^>]*\s(?:on\w+|style)=|<[^>]*=\"(?:javascript|data):",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_attack(path: Path) -> None:
    text = decode(path.read_bytes()).text
    bodies = [text, *(html.unescape(body) for _, body in _FIELD.findall(text)[:40])]
    for body in bodies:
        clean = sanitize(body, "https://news.example/")
        assert _CONTROLS.search(clean) is None
        assert _ACTIVE.search(clean) is None
        document = to_document(clean)
        assert _CONTROLS.search(plain_text(document)) is None
        assert _CONTROLS.search(clean_text(body[:100_000])) is None
