"""Row 9: passwords planted wherever the program takes one are found nowhere else; all requests can be listed."""

import base64
import secrets
import stat
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from tests.support.feeds import rss
from tests.support.server import Received, Reply, Server, redirect
from tests.terminal.conftest import ROOT, start
from tests.trust.proof import Proof, Size
from tests.trust.terminal_bytes import ESCAPE_MS, press
from tui.fetch.tell import VARIABLE
from tui.secrets.file import FILE
from tui.store.library import Library


class Planted:
    """Passwords that nothing else looks like, and where they were found."""

    def __init__(self) -> None:
        self.words = [f"{name}{secrets.token_hex(12)}" for name in ("feed", "proxy", "moved")]
        self.feed, self.proxy, self.moved = self.words
        self.looked_at = 0

    def absent(self, what: str, data: bytes) -> None:
        """None of them is in there, plain or packed as HTTP packs them."""
        self.looked_at += len(data)
        for word in self.words:
            for form in (word.encode(), *(base64.b64encode(f"{user}:{word}".encode()) for user in ("u", "p"))):
                assert form not in data, (
                    f"{word[:5]} in {what}: {data[max(0, data.find(form) - 80) : data.find(form) + 40]!r}"
                )


def feeds(server: Server, stranger: Server, planted: Planted) -> list[str]:
    """Feeds that ask for a password, then answer in every way that has ever told one."""

    def guarded(reply: Reply) -> Reply:
        return Reply(status=401, reason="No", headers={"WWW-Authenticate": "Basic"}) if reply is None else reply

    def only_with(request: Received) -> Reply:
        asked = base64.b64encode(f"u:{planted.feed}".encode()).decode()
        known = request.headers.get("authorization") == f"Basic {asked}"
        return Reply(rss(["甲"], link=server.url(""))) if known else guarded(Reply(status=401, reason="No"))

    server.route("/ok", only_with)
    server.route("/away", redirect(stranger.url("/there", "127.0.0.1")))
    server.route("/gone", Reply(status=410, reason="Gone"))
    server.route("/bad", Reply(status=500, reason=f"Not {planted.feed}"[:3]))
    server.route("/html", Reply(b"<html><body>no feed", {"Content-Type": "text/html"}))
    server.route("/moved", redirect("/ok", 301))
    server.route("/evil", redirect(f"http://u:{planted.moved}@127.0.0.1:{stranger.port}/there"))
    stranger.route("/there", Reply(rss(["乙"])))
    own = [
        f"http://u:{planted.feed}@127.0.0.1:{server.port}/{name}"
        for name in ("ok", "away", "gone", "bad", "html", "moved", "evil")
    ]
    return [
        *own,
        f"http://u:{planted.feed}@127.0.0.1:1/closed",
        f"https://u:{planted.feed}@127.0.0.1:{server.port}/tls",
    ]


def shell(home: Path, *words: str) -> bytes:
    """A command; all it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "tui", "--data-dir", str(home / "library"), "--config", str(home / "config.toml"),
         "--log-requests", str(home / "requests.log"), *words],
        cwd=ROOT, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr, done.stderr[-3000:]
    return done.stdout + done.stderr


def interface(home: Path) -> bytes:
    """The reader: sources, settings of feeds, a refresh, what a feed's trouble is."""
    environment = {
        "KANBAO_CONFIG": str(home / "config.toml"),
        "ESCDELAY": str(ESCAPE_MS),
        VARIABLE: str(home / "requests.log"),
    }
    session = start("-m", "tui", "--data-dir", str(home / "library"), "--lang", "en", env=environment, size=(60, 200))
    try:
        session.read_until(b"127.0.0.1")
        for key in (
            b"1",
            b"jjjj",
            b"E",
            b"\x1b",
            b"j",
            b"E",
            b"\x1b",
            b"j",
            b"r",
            b"R",
            b"d",
            b"\x1b",
            b"\x0b",
            b"a",
            b"\x1b",
            b"\x03",
        ):
            press(session, key) if key != b"\x03" else session.type(key)
        assert session.finish() == 0
        return session.written
    finally:
        session.close()


def run(size: Size) -> str:
    """The proof; the figure."""
    planted = Planted()
    with tempfile.TemporaryDirectory() as name, Server() as server, Server() as stranger:
        home = Path(name)
        config = home / "config.toml"
        config.write_text("", "utf-8")
        for url in feeds(server, stranger, planted):
            printed = shell(home, "add", "--allow-private", url) if url.endswith("/ok") or size.full else b""
            planted.absent("add", printed)
            with Library.open(home / "library") as library:
                if not any(feed.url.endswith(url[-5:]) for feed in library.feeds.all()):
                    library.feeds.add(url, allow_private=True, now=1)
        planted.absent("library", b"".join(path.read_bytes() for path in (home / "library").glob("library.db*")))
        commands = [["refresh", "--json"], ["doctor"]]
        more = [
            ["feeds", "--json"],
            ["opml"],
            ["refresh"],
            ["feeds"],
            ["list", "--json"],
            ["paper", "--json"],
            ["doctor", "--json"],
            ["refresh", planted_url(planted)],
        ]
        for words in [*commands, *(more if size.full else [])]:
            planted.absent(" ".join(words)[:20], shell(home, *words))
        # A proxy with a password that cannot be reached, and one that says no.
        server.route("/", Reply(status=407, reason="No"))
        for port in (1, server.port) if size.full else (1,):
            config.write_text(f'[fetch]\nproxy = "http://p:{planted.proxy}@127.0.0.1:{port}"\n', "utf-8")
            for words in (["refresh", "--json"], ["doctor"]) if size.full else (["refresh"],):
                planted.absent("proxy", shell(home, *words))
        if size.full:
            planted.absent("interface", interface(home))
        planted.absent("opml", shell(home, "opml"))
        asked_for = shell(home, "opml", "--with-passwords")
        with Library.open(home / "library") as library:
            library.backup_if_due(int(time.time()))
            # Who gave one up in the interface has its login still, to take that back, and no list has it.
            listed = [feed for feed in library.feeds.all() if feed.login]
            assert asked_for.count(planted.feed.encode()) == len(listed) >= 7
            assert len(library.feeds.logins()) >= len(listed)
        assert list((home / "library" / "backups").iterdir())
        planted.absent("archive", shell(home, "export", "--archive", "-o", str(home / "all.zip")))
        with zipfile.ZipFile(home / "all.zip") as archive:
            for inside in archive.namelist():
                planted.absent(inside, archive.read(inside))
        files = lying_about(home, planted, config)
        assert [r.headers for r in server.requests if "authorization" in r.headers], (
            "the password is used where it belongs"
        )
        for request in stranger.requests:
            planted.absent("a stranger's server", repr(request).encode())
        log = (home / "requests.log").read_text("utf-8").splitlines()
        made = len(server.requests) + len(stranger.requests)
        assert len(log) >= made, (len(log), made)
    return (
        f"3 random passwords through {len(commands) + (len(more) if size.full else 0) + 4} programs and "
        f"9 kinds of answers: found in 0 of "
        f"{planted.looked_at:,} bytes printed, drawn, sent to others, logged, exported, stored in the library, its log "
        f"or a backup; {files} files "
        f"of the library 0600; "
        f"{made} requests made, all {len(log)} tries listed"
    )


def planted_url(planted: Planted) -> str:
    """An address nobody subscribed to, which an error then tells of."""
    return f"http://u:{planted.feed}@unknown.invalid/"


def lying_about(home: Path, planted: Planted, config: Path) -> int:
    """Every file but that for secrets and the configuration is without them; those of the library are the owner's."""
    count = 0
    for path in home.rglob("*"):
        if not path.is_file() or path == config:
            continue
        mode = stat.S_IMODE(path.stat().st_mode)
        if path.is_relative_to(home / "library"):
            count += 1
            assert mode & 0o077 == 0, (path, oct(mode))
        if path.name != FILE:
            planted.absent(path.name, path.read_bytes())
    return count


PROOF = Proof(
    9,
    "secrets stay put; every request can be seen",
    "random passwords planted in addresses, the proxy and redirects, then looked for in all that is "
    "printed, drawn, logged, exported, stored in library and backup "
    "and sent to others; `--log-requests` compared with what servers got",
    run,
)

if __name__ == "__main__":
    print(run(Size(full="--full" in sys.argv)))
