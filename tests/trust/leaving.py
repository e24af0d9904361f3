"""Whatever ends or suspends the program, the terminal's settings and modes are those it was found with."""

import os
import re
import signal
import tempfile
import termios
from collections.abc import Callable
from pathlib import Path

from tests.store.made import document, item
from tests.terminal.conftest import Session, start
from tests.trust.grammar import assert_allowed
from tests.trust.proof import Size
from tui.store.library import Library
from tui.store.record import FetchRecord

NOW = 1_795_000_000
SECRET = "s3cr3t-Of-A-Local"
# The program, in which a key that nobody misses raises what nobody foresaw, with a stranger's text about.
FAULTY = f"""
import sys
from tui.screens.main.screen import MainScreen
def fails(self):
    secret = "{SECRET}"
    text = "\\x1b]0;PWNED\\x07\\x9b31m[red]" + "\\ud800"
    raise RuntimeError(text)
MainScreen.do_wider = fails
from tui.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])|\x1b\[([><])[0-9]*u|\x1b\[2([23]);2t|\x1b(c)")
_ON_BY_DEFAULT = frozenset({7, 25})


def modes(written: bytes) -> dict[str, int]:
    """What of the terminal is otherwise than a terminal begins with: modes by number, the depth of its stacks."""
    left: dict[str, int] = {}
    for numbers, sign, keyboard, title, _ in _MODE.findall(written):
        for number in filter(None, numbers.split(b";")):
            left[f"mode {number.decode()}"] = int((sign == b"h") != (int(number) in _ON_BY_DEFAULT))
        if keyboard:
            left["keyboard"] = left.get("keyboard", 0) + (1 if keyboard == b">" else -1)
        if title:
            left["title"] = left.get("title", 0) + (1 if title == b"2" else -1)
    return {name: value for name, value in left.items() if value}


class Case:
    """One program in one terminal, reading a long article, some way down."""

    def __init__(self, folder: Path, *, faulty: bool = False) -> None:
        self.folder = folder
        long = "".join(f"<p>{number} {'很长的一段。' * 20}</p>" for number in range(60))
        with Library.open(folder) as library:
            feed = library.feeds.add("https://a.invalid/f", now=NOW)
            entries = [item(str(n), html=long, text=long) for n in range(3)]
            library.refresh(feed, FetchRecord(), document(*entries), NOW)
        program = ("-c", FAULTY) if faulty else ("-m", "tui")
        environment = {"KANBAO_CONFIG": str(folder / "none.toml"), "ESCDELAY": "20"}
        self.session: Session = start(*program, "--data-dir", str(folder), "--lang", "en", env=environment)
        self.session.read_until("甲报".encode())
        for key in (b"\r", b"\x04", b"\x04"):
            self.session.type(key)
            self.session.settle(0.05, 1.0)
        self.process = self.session.process

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.process.pid, number)

    def as_found(self) -> None:
        """The terminal is as it was before, the article is read, and the place in it kept."""
        session = self.session
        assert session.now() == session.settings, "stty"
        assert not modes(session.written), modes(session.written)
        assert not assert_allowed(session.written).hanging, "pictures left in the terminal"
        self.kept()

    def kept(self) -> None:
        """What the reader had done is in the library."""
        with Library.open(self.folder) as library:
            newest = library.entries.ids(limit=1)[0][1]
            article = library.entries.article(newest)
            assert article.entry.read
            assert article.position > 0, "the place in the article"
            assert not [finding for finding in library.check() if finding.level == "bad"]

    def close(self) -> None:
        self.session.close()


def _quit(case: Case) -> None:
    case.session.type(b"q")
    assert case.session.finish() == 0
    case.as_found()


def _interrupt(case: Case) -> None:
    case.session.type(b"\x03")
    assert case.session.finish() == 0
    case.as_found()


def _ended(number: signal.Signals) -> Callable[[Case], None]:
    def end(case: Case) -> None:
        case.signal(number)
        assert case.session.finish() == 128 + number
        case.as_found()

    return end


def _closed(case: Case) -> None:
    os.close(case.session.slave)
    os.close(case.session.master)
    assert case.process.wait(20) in (128 + signal.SIGHUP, 0, 1)
    case.kept()
    case.session.master, case.session.slave = os.openpty()


def stopped(pid: int) -> bool:
    """Whether the process is stopped."""
    return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "T"


def _suspended(case: Case) -> None:
    case.signal(signal.SIGCONT)  # not having been stopped, it has nothing to take again
    for by_key in (False, True):
        if by_key:
            case.session.type(b"\x1a")
        else:
            case.signal(signal.SIGTSTP)
        case.session.until(lambda: stopped(case.process.pid))
        case.session.settle(0.05, 0.5)
        assert case.session.now() == case.session.settings, "stty while suspended"
        assert not modes(case.session.written), modes(case.session.written)
        before = len(case.session.written)
        case.signal(signal.SIGCONT)
        case.session.settle(0.1, 2.0)
        assert case.session.written.count(b"\x1b[?1049h", before) == 1, "drawn anew"
    _quit(case)


def _failed(case: Case) -> None:
    case.session.type(b"]")
    assert case.session.finish() == 1
    session = case.session
    assert session.now() == session.settings
    assert not modes(session.written), modes(session.written)
    assert_allowed(session.written)
    assert b"RuntimeError" in session.written
    assert SECRET.encode() not in session.written


ENDINGS: dict[str, tuple[Callable[[Case], None], bool]] = {
    "q": (_quit, False),
    "Ctrl-C": (_interrupt, False),
    "TERM": (_ended(signal.SIGTERM), False),
    "HUP": (_ended(signal.SIGHUP), False),
    "INT": (_ended(signal.SIGINT), False),
    "a closed terminal": (_closed, False),
    "an exception": (_failed, True),
    "TSTP and CONT": (_suspended, False),
}
QUICK = ("TERM", "a closed terminal")


def terminals_left(size: Size) -> str:
    """Go through the endings; how, in words."""
    names = list(ENDINGS) if size.full else QUICK
    for name in names:
        end, faulty = ENDINGS[name]
        with tempfile.TemporaryDirectory() as folder:
            case = Case(Path(folder), faulty=faulty)
            try:
                end(case)
            except (AssertionError, termios.error) as error:
                raise AssertionError(name, *error.args) from error
            finally:
                case.close()
    return ", ".join(names)
