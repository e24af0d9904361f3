"""An article with a saved picture on terminals that show pictures, and on others."""

import base64
import os
import re
import signal
import termios
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.screens.test_screens_pictures import striped
from tests.store.made import NOW, document, item
from tests.terminal.conftest import Session, start
from tests.terminal.test_terminal_answers import answered
from tests.terminal.test_terminal_reader import PATIENTLY
from tests.trust.grammar import assert_allowed, parsed
from tests.trust.leaving import stopped
from tui.model.saved import Picture
from tui.picture.cells import HALF
from tui.store.library import Library
from tui.store.record import FetchRecord
from tui.store.shelf import Kept
from tui.terminal.graphics import PLACEHOLDER, placeholders

KITTY = b"\x1b_Gi=1;OK\x1b\\\x1bP>|kitty(0.42.1)\x1b\\\x1b[6;18;9t"
ENVIRONMENT = {
    "KANBAO_CONFIG": "none.toml", "COLORTERM": "truecolor", "TERM_PROGRAM": "", "TMUX": "", "STY": "", "ESCDELAY": "20",
    "COLUMNS": "", "LINES": "",  # they would stand for the size, whatever becomes of it
}  # fmt: skip
BLOCKS = (HALF * 20).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library whose first article has a saved picture."""
    url = "https://a.test/1.png"
    photo = striped(400, 200)
    with Library.open(tmp_path / "library") as library:
        feed = library.feeds.add("https://a.test/f", now=NOW)
        text = "渡口的旧车站在两年前停用。"
        one = item("one", html=f'<p>{text}</p><img src="{url}"><p>{text}</p>', text=text, published=NOW)
        two = item("two", html=f"<p>{text}</p>", text=text, published=NOW - 60)
        library.refresh(feed, FetchRecord(), document(one, two), NOW)
        entry = next(
            id_ for _, id_ in library.entries.ids(limit=9) if library.entries.article(id_).entry.title == "one"
        )
        hash_ = library.shelf.images.add(photo)
        library.shelf.keep(Kept(entry, "done", pictures=(Picture(url, hash_, "image/png", len(photo)),)), NOW)
    return tmp_path / "library"


def opened(folder: Path, reply: bytes, program: str = PATIENTLY, **env: str) -> Session:
    """The reader on a terminal that answers so; the first article opened, its pictures asked for."""
    session = start("-c", program, "--data-dir", str(folder), "--lang", "zh", env={**ENVIRONMENT, **env})
    session.read_until(b"\x1b[c")
    session.type(reply + answered())
    session.read_until("甲报".encode())
    session.type(b"\r")
    session.read_until("1 幅图".encode())
    session.type(b"w")
    return session


def hanging(session: Session) -> set[int]:
    """The pictures in the terminal by now, though the last bytes may be a part of something."""
    return parsed(session.written).hanging


def test_a_terminal_that_shows_pictures_is_sent_it_and_keeps_none(folder: Path) -> None:
    session = opened(folder, KITTY)
    written = session.read_until(placeholders(5, 20).encode())
    (number,) = hanging(session)
    (place,) = re.findall(rb"\x1b_Ga=p,U=1,q=2,i=%d,c=(\d+),r=(\d+)\x1b" % number, written)
    columns, rows = map(int, place)
    assert written.rindex(b"r=%d\x1b" % rows) < written.index(PLACEHOLDER.encode())
    colour = b"38;2;%d;%d;%d" % (number >> 16, number >> 8 & 255, number & 255)
    assert colour in written
    assert placeholders(rows - 1, columns).encode() in session.read_until(placeholders(rows - 1, columns).encode())
    assert BLOCKS not in written
    # As large as its cells at most, nine pixels wide as the terminal said.
    data = b"".join(re.findall(rb"\x1b_G(?:a=t,t=d,f=100,q=2,i=%d|q=2),m=[01];([^\x1b]+)" % number, written))
    image = Image.open(BytesIO(base64.b64decode(data, validate=True)))
    image.load()
    assert (image.format, image.width) == ("PNG", min(400, columns * 9))
    assert image.height == image.width // 2
    # Suspended it belongs to another program; afterwards the picture is there again.
    os.kill(session.process.pid, signal.SIGTSTP)
    session.until(lambda: stopped(session.process.pid))
    session.settle()
    assert not hanging(session)
    os.kill(session.process.pid, signal.SIGCONT)
    session.until(lambda: hanging(session) == {number})
    # A terminal of another size has it in other cells, and the former no more.
    termios.tcsetwinsize(session.slave, (20, 60))
    session.until(lambda: len(hanging(session) - {number}) == 1 and number not in hanging(session))
    # The next article has none.
    session.type(b"n")
    session.until(lambda: not hanging(session))
    session.type(b"q")
    assert session.finish() == 0
    assert not assert_allowed(session.written).hanging
    session.close()


def test_answers_that_come_late_count_and_what_is_shown_at_the_end_is_taken_away(folder: Path) -> None:
    session = start("-m", "tui", "--data-dir", str(folder), "--lang", "zh", env=ENVIRONMENT)
    session.read_until("甲报".encode())
    session.type(KITTY[:9])
    session.type(KITTY[9:] + answered() + b"\r")
    session.read_until("1 幅图".encode())
    session.type(b"w")
    session.read_until(placeholders(5, 20).encode())
    os.kill(session.process.pid, signal.SIGTERM)
    session.finish()
    heard = assert_allowed(session.written)
    assert (heard.sent, heard.hanging) == (1, set())
    session.close()


@pytest.mark.parametrize(
    ("reply", "more"),
    [(b"", {}), (KITTY, {"COLORTERM": ""}), (KITTY, {"KANBAO_CONFIG": "blocks.toml"})],
)
def test_half_blocks_everywhere_else(folder: Path, reply: bytes, more: dict[str, str]) -> None:
    config = folder.parent / "blocks.toml"
    config.write_text('[reading]\ngraphics = "blocks"\n', "utf-8")
    if "KANBAO_CONFIG" in more:
        more = {"KANBAO_CONFIG": str(config)}
    session = opened(folder, reply, **more)
    session.read_until(HALF.encode() * 5)
    session.type(b"q")
    assert session.finish() == 0
    assert assert_allowed(session.written).sent == 0
    assert PLACEHOLDER.encode() not in session.written
    session.close()
