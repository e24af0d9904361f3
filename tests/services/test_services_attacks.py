"""The hostile feeds and lists, the whole way: refreshed, listed, searched, shown; skipped where not at hand."""

import asyncio
import io
import json
import unicodedata
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from tests.services.conftest import NOW, Bench
from tests.support.server import Reply
from tui.cli.main import main
from tui.i18n import error_text
from tui.model.errors import TransferError
from tui.services.subscriptions import import_file

ATTACKS = Path(__file__).parents[3] / "shared" / "attacks"
pytestmark = pytest.mark.skipif(not ATTACKS.is_dir(), reason="the attack files are not beside this checkout")
KINDS = {".xml": "application/rss+xml", ".json": "application/feed+json", ".gz": "application/rss+xml"}
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def feeds() -> dict[str, Reply]:
    manifest = json.loads((ATTACKS / "manifest.json").read_text("utf-8"))
    return {
        about["file"]: Reply(
            (ATTACKS / about["file"]).read_bytes(),
            {"Content-Type": KINDS[Path(about["file"]).suffix], **(about.get("serve") or {})},
        )
        for about in manifest
        if Path(about["file"]).suffix in KINDS
    }


def assert_harmless(text: str) -> None:
    bad = {c for c in text if (unicodedata.category(c) in ("Cc", "Cs") and c != "\n") or c in BIDI}
    assert not bad, sorted(map(ascii, bad))


async def test_hostile_feeds_end_as_they_should(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    replies = feeds()
    for name, reply in replies.items():
        bench.server.route(f"/{name}", reply)
        bench.add(f"/{name}")
    bench.server.route("/healthy", Reply(b"<rss version='2.0'><channel><item><title>ok</title></item></channel></rss>"))
    healthy = bench.add("/healthy")
    async with asyncio.timeout(120):
        results = {result.feed: result for result in await bench.refresh()}
    assert results[healthy].new == 1
    for result in results.values():
        assert result.status == "ok" or error_text(result.error)
        assert_harmless(error_text(result.error))
    async with asyncio.timeout(120):
        again = await bench.refresh()
    assert [result.url for result in again if result.new] == []
    folder = bench.library.folder
    ids = [id_ for _, id_ in bench.library.entries.ids(limit=5000)]
    assert len(ids) > 100
    for row in bench.library.entries.rows(ids):
        assert len(row.title.encode()) <= 4200
        assert row.url == "" or row.url.startswith(("http://", "https://", "mailto:"))
        assert NOW - 60 * 366 * 86400 < row.when <= NOW + 86400
    out = io.StringIO()
    with redirect_stdout(out):
        main(["--data-dir", str(folder), "list", "--limit", "5000"])
        main(["--data-dir", str(folder), "list", "--limit", "5000", "--json"])
        main(["--data-dir", str(folder), "search", "a"])
        main(["--data-dir", str(folder), "feeds"])
        for id_ in ids[:: max(1, len(ids) // 150)]:
            main(["--data-dir", str(folder), "show", str(id_), "--width", "60"])
            main(["--data-dir", str(folder), "show", str(id_), "--json"])
    text = out.getvalue()
    assert_harmless(text)
    assert "root:x:0:0" not in text
    assert_harmless(capsys.readouterr().err)


@pytest.mark.parametrize("name", sorted(p.name for p in ATTACKS.glob("*.opml")) if ATTACKS.is_dir() else [])
async def test_hostile_lists(bench: Bench, name: str) -> None:
    try:
        outcome = import_file(bench.library, ATTACKS / name, NOW)
    except TransferError as error:
        assert_harmless(error_text(error))
        return
    for feed in bench.library.feeds.all():
        assert feed.url.startswith(("http://", "https://"))
        assert_harmless(feed.title + feed.folder)
        assert "root:" not in feed.title
    for line, _ in outcome.skipped:
        assert_harmless(line)
