"""The probe on a real pseudo terminal, whose other end answers by script, answers rubbish, or keeps silent."""

import os
import re
import threading
from collections.abc import Callable, Iterator

import pytest

from tests.terminal.test_terminal_answers import answered
from tui.terminal.answers import GRAPHEMES_OFF, Facts
from tui.terminal.probe import Probe, leave, may_have_graphics

pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")
Pair = tuple[int, int]


@pytest.fixture
def pair() -> Iterator[Pair]:
    ours, theirs = pty.openpty()
    yield ours, theirs
    os.close(ours)
    os.close(theirs)


@pytest.fixture
def foreground(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pty opened here has no jobs: it counts as ours."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(os, "tcgetpgrp", lambda fd: os.getpgrp())


def ask(pair: Pair, answer: Callable[[bytes], bytes], patience: float = 5) -> tuple[Facts, bytes]:
    """Probe the terminal end; the other end reads up to the fence and then writes ``answer`` of it."""
    ours, theirs = pair
    asked = b""

    def terminal() -> None:
        nonlocal asked
        while not asked.endswith(b"\x1b[c"):
            asked += os.read(ours, 4096)
        os.write(ours, answer(asked))

    thread = threading.Thread(target=terminal)
    thread.start()
    probe = Probe(theirs, theirs, patience)
    before = termios.tcgetattr(theirs)
    probe.begin()
    assert not termios.tcgetattr(theirs)[3] & (termios.ECHO | termios.ICANON)
    facts = probe.finish()
    thread.join()
    assert termios.tcgetattr(theirs) == before
    return facts, asked


@pytest.mark.usefixtures("foreground")
def test_a_terminal_that_answers(pair: Pair) -> None:
    facts, asked = ask(pair, lambda _: b"\x1b[?2027;2$y" + answered(quotes=2, dashes=2, symbols=2))
    assert facts.ambiguous == 2
    assert len(re.findall(rb"\x1b\[6n", asked)) == 10


@pytest.mark.usefixtures("foreground")
@pytest.mark.parametrize("said", [b"", b"\xff\xfe\x00" * 50, b"\x1b[1;" * 40])
def test_a_terminal_that_does_not(pair: Pair, said: bytes) -> None:
    facts, _ = ask(pair, lambda _: said, patience=0.05)
    assert facts.ambiguous is None
    if not said:
        # Silent, it may have done what it was asked for all the same.
        assert os.read(pair[0], 100) == GRAPHEMES_OFF.encode()


def test_nothing_is_asked_of_a_pipe_or_a_dumb_terminal(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    probe = Probe(reading, writing)
    probe.begin()
    assert not probe.finish().answered
    os.set_blocking(reading, False)
    with pytest.raises(BlockingIOError):
        os.read(reading, 1)
    os.close(reading)
    os.close(writing)
    monkeypatch.setenv("TERM", "dumb")
    probe = Probe(pair[1], pair[1])
    probe.begin()
    assert not probe.finish().answered


def test_nothing_is_asked_by_a_job_in_the_background(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(os, "tcgetpgrp", lambda fd: os.getpgrp() + 1)
    probe = Probe(pair[1], pair[1])
    before = termios.tcgetattr(pair[1])
    probe.begin()
    assert termios.tcgetattr(pair[1]) == before
    assert not probe.finish().answered


@pytest.mark.parametrize(
    ("environ", "asked"),
    [
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "tmux-256color"}, False),
        ({"TERM": "screen"}, False),
        ({"TERM": "linux"}, False),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux-0/default,1,0"}, False),
        ({"TERM": "xterm-kitty", "STY": "1.pts"}, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "tmux"}, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
    ],
)
def test_pictures_are_not_asked_for_where_another_program_lies_between(environ: dict[str, str], asked: bool) -> None:
    assert may_have_graphics(environ) is asked


@pytest.mark.usefixtures("foreground")
def test_mode_2027_is_taken_back(pair: Pair) -> None:
    facts, _ = ask(pair, lambda _: b"\x1b[?2027;2$y" + answered())
    leave(facts, pair[1])
    assert os.read(pair[0], 100) == b"\x1b[?2027l"
