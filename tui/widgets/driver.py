"""Textual's way to the terminal, for one that was asked how it draws and may show a picture already.

Nothing typed meanwhile is lost, the picture stands until the first frame is drawn over it, and the terminal is left as
it was found, or not waited for where it is gone.
"""

import asyncio
import os
import select
import signal
import time
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import Any, ClassVar, TextIO

from textual._xterm_parser import XTermParser
from textual.app import ScreenStackError
from textual.constants import ESCAPE_DELAY
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.widgets import Input

from tui.dataclass import replace
from tui.terminal.answers import GRAPHEMES_OFF, GRAPHEMES_ON, Facts, understood
from tui.terminal.escapes import Escapes
from tui.terminal.gallery import Gallery
from tui.terminal.late import LateAnswers
from tui.terminal.styling import lighter
from tui.terminal.title import title_sequence

LATEST = 3.0
"""Seconds after the start in which answers may still come; what looks like one afterwards is a key."""
TICK = 0.1
WORDWISE = "bf\x7f"
"""What Option with an arrow or Backspace sends on a Mac."""
ALTERNATE = "\x1b[?1049h"
GIVE_WAY = 0.0001
"""Seconds for the thread that writes to begin with a frame: it would wait for up to five of Python's milliseconds."""
FRAME, FRAME_END = "\x1b[?2026h", "\x1b[?2026l"


class LastingFile:
    """A terminal to write to that may be gone, or may not know a character: writing to it goes on all the same.

    Textual writes in a thread of its own behind a short queue: had that thread died of an error, the program would
    wait for ever to be rid of its last words.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write what can be written."""
        with suppress(OSError):
            try:
                return self._file.write(text)
            except UnicodeEncodeError:
                encoding = self._file.encoding or "ascii"
                return self._file.write(text.encode(encoding, "replace").decode(encoding))
        return len(text)

    def flush(self) -> None:
        """Have it written, if there is somewhere to write to."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """The file's number."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._file.isatty()


class AskedDriver(LinuxDriver):
    """Begins with the keys typed while the terminal was asked; keeps mode 2027 and a title for the session."""

    facts: ClassVar[Facts] = Facts()
    found: ClassVar[list[Any] | None] = None
    title = ""
    gallery: Gallery | None = None
    """The pictures in the terminal."""
    _away = True
    _frame: list[str] | None = None

    def start_application_mode(self) -> None:
        """Take the terminal; grapheme clusters count as one character where it can do that."""
        if not isinstance(self._file, LastingFile):
            self._file = LastingFile(self._file)  # type: ignore[assignment, arg-type]
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # Textual's own handlers run at any point of the program, also where it holds what they wait for.
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTSTP, self._sigtstp_application)
        loop.add_signal_handler(signal.SIGCONT, self._sigcont_application)
        if self.found is not None:
            # Once: the program can be suspended and come back.
            self.attrs_before, type(self).found = self.found, None
        if self._writer_thread is None:
            return
        if self.facts.graphemes:
            self.write(GRAPHEMES_ON)
        self._away = False
        if self.gallery is None:
            self.gallery = Gallery(self.write, self.facts.picture_cell)
        self.gallery.reopen()
        self.write(title_sequence("", self.title))

    def write(self, data: str) -> None:
        """Send it on, a frame in one piece: each piece wakes the thread that writes, which takes turns with this one.

        A terminal that shows the picture is on its other screen already, and would clear it.
        """
        if self.found is not None and data == ALTERNATE:
            return
        if data == FRAME:
            self._frame = []
        if self._frame is None:
            super().write(lighter(data))
            return
        self._frame.append(data)
        if data == FRAME_END:
            data, self._frame = "".join(self._frame), None
            super().write(lighter(data))
            time.sleep(GIVE_WAY)

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was, for good or while the program is suspended."""
        if self._writer_thread is not None:
            if not self._away:
                self.write(title_sequence(self.title, ""))
            self._away = True
            if self.gallery is not None:
                self.gallery.close()
            if self.facts.graphemes:
                self.write(GRAPHEMES_OFF)
        super().stop_application_mode()

    def show_title(self, title: str) -> None:
        """Put a title on the terminal's window; an empty one gives back that which was there before."""
        if not self._away:
            self.write(title_sequence(self.title, title))
        self.title = title

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again, unless we never gave it back: a terminal that closes sends this signal too."""
        if self._away:
            super()._sigcont_application()

    @property
    def gone(self) -> bool:
        """Whether the terminal was closed."""
        return not os.isatty(self.fileno)

    def run_input_thread(self) -> None:
        """Hand on what was typed before, then what is typed."""
        try:
            self._hand_on()
        except OSError:
            if not self.gone:
                raise

    def _hand_on(self) -> None:
        facts = self.facts
        type(self).facts = replace(facts, typed=b"", due=False)
        late, escapes, parser = LateAnswers(due=facts.due), Escapes(self._is_alt), XTermParser()
        decoder = getincrementaldecoder("utf-8")()
        until = time.monotonic() + LATEST
        # Until the terminal was taken, its line discipline made another character of Enter.
        data = facts.typed.replace(b"\n", b"\r")
        while not self.exit_event.is_set():
            late.due = late.due and time.monotonic() < until
            try:
                text = decoder.decode(late.sift(data))
            except UnicodeDecodeError:
                # An input method that writes another encoding: its keys are lost, not the program.
                decoder.reset()
                text = ""
            if late.taken and self.gallery is not None:
                self.gallery.cell = facts.joined(understood(late.taken)).picture_cell
            text = escapes.sift(text) if text else ""
            if not data:
                text += escapes.sift("")
            for event in (*(parser.feed(text) if text else ()), *parser.tick()):
                self.process_message(event)
            data = self._typed(ESCAPE_DELAY if escapes.waiting else TICK)

    def _typed(self, within: float) -> bytes:
        """What was typed within so many seconds."""
        if not select.select([self.fileno], [], [], within)[0]:
            return b""
        data = os.read(self.fileno, 4096)
        if not data:
            self.exit_event.wait(TICK)  # no terminal, but something that has ended
        return data

    def _is_alt(self, character: str) -> bool:
        """Whether Alt with a character means something: what the reader has set, or, where one types, words."""
        with suppress(ScreenStackError):
            if character in WORDWISE and isinstance(self._app.focused, Input):
                return True
        return character in getattr(self._app, "alt_characters", "")


def driver_for(facts: Facts, found: list[Any] | None) -> type[Driver]:
    """A driver that begins where the asking ended; ``found`` the attributes to restore where a picture is shown."""
    return type("AskedDriver", (AskedDriver,), {"facts": facts, "found": found})
