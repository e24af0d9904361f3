"""The hostile feeds, pages and lists that lie beside some checkouts, and a few of our own where they do not."""

import json
from pathlib import Path

from tests.support.server import Reply, Server
from tests.trust.hostile import document
from tests.trust.strings import many

ATTACKS = Path(__file__).parents[3] / "shared" / "attacks"
KINDS = {
    ".xml": "application/rss+xml",
    ".json": "application/feed+json",
    ".gz": "application/rss+xml",
    ".html": "text/html",
}

OWN = {
    "own_xxe.xml": b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % y SYSTEM '
    b'"http://127.0.0.2/d">%y;]><rss version="2.0"><channel><title>x</title><item><title>&x;</title>'
    b"</item></channel></rss>",
    "own_markup.xml": b'<rss version="2.0"><channel><title>[/]</title><item><title>[@click=app.quit]x[/]</title><link>http://a.invalid/1'
    b"</link></item><item><title>[/r/linux] post</title></item><item><title>[bold</title></item></channel></rss>",
    "own_shell.xml": b'<rss version="2.0"><channel><title>$(touch PWNED)</title>'
    b"<item><title>`touch PWNED`;|touch PWNED</title>"
    b"<link>http://a.invalid/$(touch PWNED)</link></item><item><title>dash</title><link>"
    b"--profile=/tmp</link></item></channel></rss>",
    "own_strings.json": json.dumps(document(iter(many(5, 1100)))).encode("utf-8", "surrogatepass"),
}


def feeds() -> dict[str, Reply]:
    """Every hostile feed as a server gives it, by its name."""
    found = {name: Reply(body, {"Content-Type": KINDS[Path(name).suffix]}) for name, body in OWN.items()}
    return {**found, **_given((".xml", ".json", ".gz"))}


def pages() -> dict[str, Reply]:
    """Every hostile page."""
    return _given((".html",))


def lists() -> list[Path]:
    """Every hostile list of subscriptions."""
    return sorted(ATTACKS.glob("*.opml")) if ATTACKS.is_dir() else []


def serve(server: Server, replies: dict[str, Reply]) -> list[str]:
    """Put them on a server; their addresses."""
    for name, reply in replies.items():
        server.route(f"/{name}", reply)
    return [server.url(f"/{name}") for name in replies]


def _given(suffixes: tuple[str, ...]) -> dict[str, Reply]:
    if not ATTACKS.is_dir():
        return {}
    found = {}
    for about in json.loads((ATTACKS / "manifest.json").read_text("utf-8")):
        path = ATTACKS / about["file"]
        if path.suffix in suffixes:
            headers = {"Content-Type": KINDS[path.suffix], **(about.get("serve") or {})}
            found[path.name] = Reply(path.read_bytes(), headers)
    return found
