"""The program's last words: for a terminal that is gone or knows few characters, and harmless to one that is there."""

import contextlib
import io
import os

from rich.segment import Segment, Segments
from rich.style import Style

from tests.trust.grammar import assert_allowed
from tui.widgets.driver import FRAME, FRAME_END, AskedDriver, LastingFile
from tui.widgets.failure import failure_text, harmless
from tui.widgets.guard import ControlGuard


def test_a_terminal_that_is_gone_stops_nobody() -> None:
    reading, writing = os.pipe()
    file = os.fdopen(writing, "w", encoding="utf-8", buffering=1)
    os.close(reading)
    lasting = LastingFile(file)
    assert lasting.write("a line\n") == 7
    lasting.flush()
    with contextlib.suppress(BrokenPipeError):
        file.close()


def test_characters_that_an_encoding_lacks_are_replaced() -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, "ascii", write_through=True)
    LastingFile(file).write("news 新闻\ud800")
    assert raw.getvalue() == b"news ???"


async def test_a_frame_goes_to_the_terminal_in_one_piece() -> None:
    from textual.app import App
    from textual.drivers._writer_thread import WriterThread

    driver = AskedDriver(App[None]())
    # The thread is not started, so that what it would write stays where it can be seen.
    driver._writer_thread = writer = WriterThread(io.StringIO())
    for piece in ("title", FRAME, "line", "cursor", FRAME_END, "bell"):
        driver.write(piece)
    assert list(writer._queue.queue) == ["title", f"{FRAME}linecursor{FRAME_END}", "bell"]


def test_a_fault_is_told_with_its_place_and_without_values() -> None:
    def fails() -> None:
        password = "s3cret"
        raise RuntimeError("\x1b]0;PWNED\x07\x9b31m[red]" + "x" * len(password))

    try:
        fails()
    except RuntimeError as error:
        text = failure_text(error).plain
    assert "RuntimeError" in text
    assert "in fails" in text
    assert "s3cret" not in text.replace('password = "s3cret"', "")
    assert_allowed(text.encode())


def test_what_stands_behind_the_program_is_plain() -> None:
    behind = Segments([Segment("红\x1b[31m", Style(color="red")), Segment("\x07", None, [])])
    assert harmless([behind, "[b]x\x9b31m"]) == "红[b]x"


def test_the_guard_lets_no_annotation_or_noncharacter_pass() -> None:
    from textual.color import Color

    (segment,) = ControlGuard().apply([Segment("a\ufff9b\ufffe\uffffc\x9b")], Color(0, 0, 0))
    assert segment.text == "a\ufffdb\ufffd\ufffdc\ufffd"
