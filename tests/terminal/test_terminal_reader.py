"""The whole program on terminals of several kinds."""

import pytest

from tests.terminal.conftest import CHINESE, NARROW, OLD, Session, replies, start

# With all the time there is for an answer that will come, however busy the machine.
PATIENTLY = """
import sys
from tui.terminal import probe
probe.PATIENCE = 60
from tui.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
NO_CONFIG = {"KANBAO_CONFIG": "none.toml"}


def quit_and_close(session: Session) -> bytes:
    """Leave by q; everything that was written."""
    session.type(b"q")
    assert session.finish() == 0, session.written[-3000:]
    session.close()
    return session.written


def opened(reply: bytes, wanted: bytes) -> Session:
    """The reader on a terminal that answers so, when it has drawn ``wanted``."""
    session = start("-c", PATIENTLY, "demo", env=NO_CONFIG)
    session.read_until(b"\x1b[c")
    session.type(reply)
    session.read_until(wanted)
    return session


@pytest.mark.parametrize(("cells", "line"), [(NARROW, "│"), (CHINESE, "|")])
def test_the_chrome_is_ascii_where_ambiguous_characters_are_two_cells(cells: dict[str, int], line: str) -> None:
    session = opened(replies(cells), "订阅".encode())
    written = quit_and_close(session).decode()
    assert line in written
    assert ("│" in written) == (line == "│")


def test_keys_typed_while_the_terminal_is_asked_reach_the_program() -> None:
    session = start("-c", PATIENTLY, "demo", env=NO_CONFIG)
    session.read_until(b"\x1b[c")
    session.type(b"j" + replies(NARROW) + b"q")
    assert session.finish() == 0
    session.close()


def test_answers_that_come_late_are_no_keys() -> None:
    session = start("-m", "tui", "demo", env=NO_CONFIG)
    session.read_until("订阅".encode())
    # Were they keys, the question mark among them would open the help, and q would be typed into it.
    session.type(replies(CHINESE))
    quit_and_close(session)


def test_mode_2027_is_on_for_the_session_and_off_behind_it() -> None:
    written = quit_and_close(opened(replies(NARROW, 2), "订阅".encode()))
    after = written.partition(b"\x1b[?1049h")[2]
    assert after.count(b"\x1b[?2027h") == 1
    assert after.rindex(b"\x1b[?2027l") > after.index(b"\x1b[?2027h")
    untouched = quit_and_close(opened(replies(NARROW, 3), "订阅".encode()))
    assert b"\x1b[?2027" not in untouched.partition(b"\x1b[?1049h")[2]


@pytest.mark.parametrize(("cells", "level"), [(NARROW, '"level": "ok"'), (OLD, '"level": "note"')])
def test_the_doctor_prints_what_the_terminal_answered(cells: dict[str, int], level: str, tmp_path: object) -> None:
    session = start("-c", PATIENTLY, "--data-dir", str(tmp_path), "doctor", "--json", env=NO_CONFIG)
    session.read_until(b"\x1b[c")
    session.type(replies(cells))
    assert session.finish() == 0
    [line] = [line for line in session.written.decode().splitlines() if '"kind": "answers"' in line]
    assert level in line
    assert '"ambiguous": 1' in line
    assert f'"skin": {cells["skin"]}' in line
    session.close()


def test_the_doctor_says_so_where_the_terminal_is_silent(tmp_path: object) -> None:
    session = start("-m", "tui", "--data-dir", str(tmp_path), "--lang", "en", "doctor", env=NO_CONFIG)
    assert session.finish() == 0
    assert "does not tell how it draws" in session.written.decode()
    session.close()
