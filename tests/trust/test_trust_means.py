"""The means of the proofs can fail: what must be found is found."""

from pathlib import Path

import pytest

from tests.trust.death import Memory
from tests.trust.grammar import parsed
from tests.trust.leaving import modes
from tests.trust.markup import faults_in
from tests.trust.spied import Act, Watch
from tests.trust.strings import many
from tests.trust.supply import licence


@pytest.mark.parametrize(
    "written",
    ["\x1b]0;PWNED\x07", "\x1b]8;;file:///etc/passwd\x1b\\", "\x1b]8;;javascript:1\x07", "\x1b[2J", "\x1b[5i",
     "\x1bPq\x1b\\", "\x1bc", "a\x07", "a\x08", "a\x00", "\x7f", "\x9b31m", "\u202e", "\u2066", "\ufeff", "\x1b[?1h",
     "\x1b]52;c;!\x07", "\x1b_G\x1b\\", "\t"],
)  # fmt: skip
def test_the_grammar_forbids(written: str) -> None:
    assert parsed(f"新闻{written}新闻".encode()).forbidden


def test_the_grammar_forbids_bytes_that_are_no_text() -> None:
    assert parsed(b"\x9b31m").forbidden
    assert parsed(b"\xed\xa0\x80").forbidden


def test_the_grammar_allows_what_the_program_writes() -> None:
    heard = parsed(
        "\x1b[?1049h\x1b[1;1H\x1b[38;5;1m新闻\x1b[0m\r\n\x1b]2;看报\x1b\\\x1b]52;c;5oql\x07\x1b]8;;https://a.b/c\x1b\\x\x1b[?1049l".encode()
    )
    assert (heard.forbidden, heard.titles, heard.clipboard, heard.links) == ([], ["看报"], ["报"], 1)


def test_strings_hold_every_weapon() -> None:
    text = "".join(many(1, 2000))
    assert all(sign in text for sign in ("\x1b", "\x9b", "\x07", "\u202e", "\x00", "\ud800", "[@click", "&#27;"))


@pytest.mark.parametrize(
    "source",
    ["Static(title)", "Static(f'{title}')", "self.border_title = title", "self.notify(title)",
     "Content.from_markup(title)",
     "self.x = Static('')\nself.x.update(title)", "from textual.widgets import Label",
     "class A(Static): pass", "Input(markup=True)"],
)  # fmt: skip
def test_the_check_of_markup_finds(source: str) -> None:
    assert list(faults_in(source))


def test_the_check_of_markup_lets_the_helper_pass() -> None:
    assert not list(
        faults_in(
            "self.x = Static(plain(title))\nself.x.update(plain(title))\nfrom textual.widgets import Input, Static"
        )
    )


@pytest.mark.parametrize(
    ("event", "about"),
    [
        ("open", ["/etc/passwd", "r", 0]),
        ("open", ["/home/someone/x", "w", 0o1101]),
        ("subprocess.Popen", ["sh", ["sh", "-c", "x"], None, None]),
        ("subprocess.Popen", ["b", ["/b", "--profile=x"], None, None]),
        ("subprocess.Popen", ["b", ["/b", "http://a", "http://b"], None, None]),
        ("os.system", ["x"]),
        ("os.fork", []),
        ("socket.connect", ["s", ["10.0.0.1", 80]]),
        ("socket.getaddrinfo", ["a.test", 80, 0, 1, 0]),
        ("os.remove", ["/home/x", -1]),
        ("os.rename", ["/own/x", "/home/x", -1, -1]),
        ("webbrowser.open", ["file:///x"]),
        ("garbled", ["x"]),
    ],
)
def test_the_watch_finds(event: str, about: list[object], tmp_path: Path) -> None:
    watch = Watch(0, ("/own",), browser="/b")
    assert not watch.expected(Act(1, event, about))


def test_modes_that_stay_are_found() -> None:
    assert modes(b"\x1b[?1049h\x1b[?25l\x1b[>25u\x1b[22;2t") == {
        "mode 1049": 1,
        "mode 25": 1,
        "keyboard": 1,
        "title": 1,
    }
    assert not modes(b"\x1b[?1049h\x1b[?25l\x1b[>25u\x1b[22;2t\x1b[?1049l\x1b[?25h\x1b[<u\x1b[23;2t")


def test_only_what_was_acknowledged_is_remembered() -> None:
    memory = Memory()
    memory.take({"n": 1, "do": "read", "ids": [7], "value": True})
    assert not memory.flags
    memory.take({"n": 1, "ok": 1})
    assert memory.flags == {("read", 7): True}


def test_licences_are_known_by_their_short_names() -> None:
    assert (licence("textual"), licence("certifi"), licence("httpx")) == ("MIT", "MPL-2.0", "BSD-3-Clause")
