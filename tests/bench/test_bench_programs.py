"""The terminal that stamps what is drawn, and the data that is measured."""

import sqlite3
import sys
from pathlib import Path

import pytest

from tests.bench import libraries, newsboat
from tests.bench.terminal import ENTER, NeverShown, Terminal
from tests.bench.texts import Writer
from tui.store.library import Library

PROGRAM = r"""
import sys, termios, tty
tty.setcbreak(0, termios.TCSANOW)
put = lambda text: (sys.stdout.write(text), sys.stdout.flush())
put("\x1b[?2026$p\r“\x1b[6n\x1b[c")
asked = ""
while not asked.endswith("c"):
    asked += sys.stdin.read(1)
put("\x1b[2J\x1b[H\x1b[7m新闻一\x1b[0m\r\n新闻二\r\n\r\n" + ascii(asked))
sys.stdin.read(1)
put("\x1b[H新闻一\r\n\x1b[7m新闻二\x1b[0m")
sys.stdin.read(1)
"""


# A thread of the test runner's is no danger to a child that only becomes another program.
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_a_terminal_answers_and_stamps_what_keys_do() -> None:
    with Terminal([sys.executable, "-c", PROGRAM], {}) as terminal:
        shown = terminal.until("2;22c'", patience=20)
        assert shown > 0
        assert terminal.text().startswith("新闻一")
        assert r"'\x1b[?2026;2$y\x1b[1;2R\x1b[?62;22c'" in terminal.text()
        look = terminal.look((0, 0))
        assert terminal.until_moved((0, 0), look, since=terminal.send(ENTER), patience=20) > 0
        assert terminal.memory() > 1_000_000
        with pytest.raises(NeverShown, match="没有"):
            terminal.until("没有", patience=0.01)
        terminal.close("q")
        assert not terminal.open


def test_the_same_seed_writes_the_same_news() -> None:
    first, second, other = Writer(1), Writer(1), Writer(2)
    assert first.html(400) == second.html(400) != other.html(400)
    assert 100 < len(first.paragraph(100)) < 200


def test_a_library_is_made_once_and_newsboat_gets_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = libraries.usual(tmp_path, 300)
    assert "made" in capsys.readouterr().out
    assert libraries.usual(tmp_path, 300) == folder
    assert capsys.readouterr().out == ""
    mine = libraries.copied(folder, tmp_path / "mine")
    with Library.open(mine) as library:
        libraries.add_long(library, 2)
        assert library.counts().entries == 302
        assert not library.spellings.names_wanted(1)
    with Library.open(folder, readonly=True) as library:
        assert library.counts().entries == 300
        assert not library.spellings.titles_wanted(1)
    if not newsboat.installed():
        pytest.skip("newsboat is not installed")
    cache = newsboat.of_library(tmp_path / "boat", folder)
    newsboat.add_long(cache, mine, 2)
    opened = sqlite3.connect(cache / "cache.db")
    assert opened.execute("SELECT count(*), count(DISTINCT guid) FROM rss_item").fetchone() == (302, 302)
    assert opened.execute("SELECT count(*) FROM sqlite_stat1").fetchone()[0] > 0
    opened.close()
