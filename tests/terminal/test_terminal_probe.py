"""The question and the answers through a real pty."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.conftest import CHINESE, NARROW, OLD, ROOT, Session, replies, start

ASK = """
import sys
from tui.terminal.probe import probing
with probing() as probe:
    answers = probe.answers(float(sys.argv[1]))
print("\\n<", answers.asked, answers.complete, answers.ambiguous, sorted(answers.unlike), answers.kept, ">")
"""
# As long as the test itself would wait; and no time at all.
LONG, NONE = "60", "0"


def told(session: Session) -> str:
    """What the program found, at its end; and the terminal is as it was."""
    assert session.finish() == 0, session.written
    assert session.now() == session.settings
    text = session.written.decode()
    session.close()
    return text[text.index("<") + 2 : text.index(" >")]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (NARROW, "1 []"),
        (CHINESE, "2 []"),
        (OLD, "1 ['flag', 'joined', 'keycap', 'selector', 'skin']"),
    ],
)
def test_a_terminal_that_answers(cells: dict[str, int], found: str) -> None:
    session = start("-c", ASK, LONG)
    session.read_until(b"\x1b[c")
    session.type(replies(cells))
    assert told(session) == f"True True {found} b''"


def test_keys_typed_meanwhile_are_kept_and_not_echoed() -> None:
    session = start("-c", ASK, LONG)
    session.read_until(b"\x1b[c")
    places, _, fence = replies(NARROW).rpartition(b"\x1b")
    session.type(b"jj\r" + places)
    session.type("新".encode() + b"\x1b" + fence)
    assert told(session) == "True True 1 [] " + repr(b"jj\r" + "新".encode())
    assert b"jj" not in session.written.partition(b"<")[0]


def test_a_silent_terminal_is_not_waited_for_for_ever() -> None:
    assert told(start("-c", ASK, NONE)) == "True False None [] b''"


def test_garbage_says_nothing_and_is_kept_for_whoever_reads_next() -> None:
    session = start("-c", ASK, LONG)
    session.read_until(b"\x1b[c")
    session.type(b"\x1b[;;R\xff\x1b[9999999;1R" + b"\x1b[?1;2c")
    assert told(session) == "True True None [] " + repr(b"\x1b[;;R\xff\x1b[9999999;1R")


def test_a_terminal_that_says_more_and_more_is_not_listened_to_for_ever() -> None:
    session = start("-c", ASK.replace("answers.kept", "len(answers.kept) < 80_000"), LONG)
    session.read_until(b"\x1b[c")
    for _ in range(70):
        session.type(b"x" * 1000)
        session._more(0)
    assert told(session) == "True False None [] True"


@pytest.mark.parametrize(("mode", "written"), [(2, True), (1, False), (3, False), (None, False)])
def test_mode_2027_is_put_back_only_where_it_was_off(mode: int | None, written: bool) -> None:
    session = start("-c", ASK, LONG)
    session.read_until(b"\x1b[c")
    session.type(replies(NARROW, mode))
    told(session)
    assert (b"\x1b[?2027l" in session.written) == written


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_a_dumb_terminal_is_not_asked(term: str) -> None:
    session = start("-c", ASK, LONG, env={"TERM": term})
    assert told(session) == "False False None [] b''"
    assert b"\x1b" not in session.written


def test_neither_is_one_of_another_encoding() -> None:
    session = start("-c", ASK, LONG, env={"PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"})
    assert told(session) == "False False None [] b''"


def test_neither_is_a_pipe() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK, LONG], capture_output=True, stdin=subprocess.PIPE, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == b"< False False None [] b'' >"


def test_the_terminal_is_put_back_when_something_fails() -> None:
    session = start("-c", "from tui.terminal.probe import probing\nwith probing(): raise SystemExit(3)")
    assert session.finish() == 3
    assert session.now() == session.settings
    session.close()


def test_a_program_in_the_background_is_not_stopped_by_asking() -> None:
    background = """
import os, signal
from tui.terminal.probe import probing
child = os.fork()
if child == 0:
    os.setpgid(0, 0)
    with probing() as probe:
        os._exit(0 if not probe.asked else 1)
print("<", os.waitpid(child, os.WUNTRACED)[1], ">")
"""
    assert told(start("-c", background)) == "0"


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
def test_tmux_answers(tmp_path: Path) -> None:
    script, out = tmp_path / "ask.py", tmp_path / "out"
    script.write_text(ASK + f"\nopen({str(out)!r}, 'w').write(repr((answers.complete, answers.ambiguous)))\n", "utf-8")
    server = ["tmux", "-u", "-L", f"kanbao-{tmp_path.name}", "-f", "/dev/null"]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "TMUX_TMPDIR": str(tmp_path)}
    command = f"{sys.executable} {script} {LONG}; tmux wait-for -S done"
    subprocess.run([*server, "new-session", "-d", "-x", "80", "-y", "24", command], check=True, env=environment)
    subprocess.run([*server, "wait-for", "done"], check=True, env=environment, timeout=90)
    assert out.read_text("utf-8") == "(True, 1)"
