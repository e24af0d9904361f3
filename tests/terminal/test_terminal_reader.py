"""The whole program on terminals of several kinds."""

import os
import signal
from pathlib import Path

import pytest

from tests.terminal.conftest import Session, start
from tests.terminal.test_terminal_answers import answered
from tests.trust.leaving import stopped
from tui.store.library import Library

# With all the time there is for an answer that will come, however busy the machine.
PATIENTLY = """
import sys
from tui.terminal import probe
probe.PATIENCE = 60
from tui.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
NARROW = answered()
CHINESE = answered(quotes=2, dashes=2, symbols=2, lines=2, letters=2)
OLD = answered(skin=4, selector=1, joined=6, flag=4)
NO_CONFIG = {"KANBAO_CONFIG": "none.toml"}


def quit_and_close(session: Session, keys: bytes = b"q") -> bytes:
    """Leave by q; everything that was written."""
    session.type(keys)
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


@pytest.mark.parametrize(("reply", "line"), [(NARROW, "│"), (CHINESE, "|")])
def test_the_chrome_is_ascii_where_ambiguous_characters_are_two_cells(reply: bytes, line: str) -> None:
    session = opened(reply, "订阅".encode())
    # All at once, as over a slow line: the palette, Esc out of it, and q for the screen below.
    written = quit_and_close(session, b":jx\x1bq").decode()
    assert line in written
    assert ("│" in written) == (line == "│")


def test_emoji_are_drawn_plainer_where_the_terminal_takes_more_cells_for_them(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.feeds.add("https://a.example/f", "好👍🏽友❤\ufe0f报", now=0)
    arguments = ("-c", PATIENTLY, "--data-dir", str(tmp_path), "--lang", "zh")
    for reply, title in ((NARROW, "好👍🏽友❤\ufe0f报"), (OLD, "好👍友❤ 报")):
        session = start(*arguments, env=NO_CONFIG)
        session.read_until(b"\x1b[c")
        session.type(reply)
        session.read_until(title.encode())
        quit_and_close(session)


def test_keys_typed_while_the_terminal_is_asked_reach_the_program() -> None:
    session = start("-c", PATIENTLY, "demo", env=NO_CONFIG)
    session.read_until(b"\x1b[c")
    session.type(b"j" + NARROW + b"q")
    assert session.finish() == 0
    session.close()


def test_enter_is_enter_before_the_program_has_taken_the_terminal() -> None:
    session = start("-m", "tui", "demo", env=NO_CONFIG)
    # Were it not, q would be typed into the search.
    session.type("/活字\r".encode() + b"q")
    assert session.finish() == 0
    session.close()


def test_answers_that_come_late_are_no_keys() -> None:
    session = start("-m", "tui", "demo", env=NO_CONFIG)
    session.read_until("订阅".encode())
    # Were they keys, the question mark among them would open the help, and q would be typed into it.
    session.type(CHINESE)
    quit_and_close(session)


def test_mode_2027_is_on_for_the_session_and_off_behind_it() -> None:
    written = quit_and_close(opened(b"\x1b[?2027;2$y" + NARROW, "订阅".encode()))
    after = written.partition(b"\x1b[?1049h")[2]
    assert after.count(b"\x1b[?2027h") == 1
    assert after.rindex(b"\x1b[?2027l") > after.index(b"\x1b[?2027h")
    untouched = quit_and_close(opened(b"\x1b[?2027;3$y" + NARROW, "订阅".encode()))
    assert b"\x1b[?2027" not in untouched.partition(b"\x1b[?1049h")[2]


@pytest.mark.parametrize(("reply", "skin"), [(NARROW, 2), (OLD, 4)])
def test_the_doctor_prints_what_the_terminal_answered(reply: bytes, skin: int, tmp_path: Path) -> None:
    session = start("-c", PATIENTLY, "--data-dir", str(tmp_path), "doctor", "--json", env=NO_CONFIG)
    session.read_until(b"\x1b[c")
    session.type(reply)
    assert session.finish() == 0
    [line] = [line for line in session.written.decode().splitlines() if '"kind": "cells"' in line]
    assert f'"👍🏽": {skin}' in line
    session.close()


@pytest.mark.parametrize(("wish", "status"), [("auto", 0), ("1", 1), ("2", 0)])
def test_the_doctor_tells_where_the_configuration_says_otherwise(wish: str, status: int, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'[reading]\nambiguous = "{wish}"\n', "utf-8")
    session = start(
        "-c", PATIENTLY, "--data-dir", str(tmp_path), "--lang", "zh", "doctor", env={"KANBAO_CONFIG": str(config)}
    )
    session.read_until(b"\x1b[c")
    session.type(CHINESE)
    assert session.finish() == status
    assert ('ambiguous 改成 "auto"' in session.written.decode()) == bool(status)
    session.close()


def test_the_doctor_says_so_where_the_terminal_is_silent(tmp_path: Path) -> None:
    session = start("-m", "tui", "--data-dir", str(tmp_path), "--lang", "en", "doctor", env=NO_CONFIG)
    assert session.finish() == 0
    assert "gave no answer" in session.written.decode()
    session.close()


@pytest.mark.parametrize(("keys", "wanted"), [(b"", "订阅"), (b"T", "旧报纸")], ids=["a page", "a panel over it"])
def test_all_is_drawn_again_after_the_shell_had_the_terminal(keys: bytes, wanted: str) -> None:
    session = opened(NARROW, "订阅".encode())
    session.type(keys)
    session.read_until(wanted.encode())
    session.settle(0.2)
    os.kill(session.process.pid, signal.SIGTSTP)
    session.until(lambda: stopped(session.process.pid))
    session.settle()
    session.written = b""
    os.kill(session.process.pid, signal.SIGCONT)
    # The terminal has cleared its other screen: what did not change meanwhile is drawn all the same.
    session.read_until(wanted.encode())
    session.read_until("城北十二家书店".encode())
    quit_and_close(session, b"\x1bq" if keys else b"q")
