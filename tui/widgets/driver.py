"""Textual's way to the terminal, for one that was asked how it draws and may show a picture already.

Nothing typed meanwhile is lost, and the picture stands until the first frame is drawn over it.
"""

import os
import select
import time
from codecs import getincrementaldecoder
from dataclasses import replace
from typing import Any, ClassVar

from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from tui.terminal.answers import GRAPHEMES_OFF, GRAPHEMES_ON, Facts
from tui.terminal.late import LateAnswers

LATEST = 3.0
"""Seconds after the start in which answers may still come; what looks like one afterwards is a key."""
TICK = 0.1
ALTERNATE = "\x1b[?1049h"


class AskedDriver(LinuxDriver):
    """Begins with the keys that were typed while the terminal was asked, and keeps mode 2027 for the session."""

    facts: ClassVar[Facts] = Facts()
    found: ClassVar[list[Any] | None] = None

    def start_application_mode(self) -> None:
        """Take the terminal; grapheme clusters count as one character where it can do that."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self.found is not None:
            # Once: the program can be suspended and come back.
            self.attrs_before, type(self).found = self.found, None
        if self.facts.graphemes and self._writer_thread is not None:
            self.write(GRAPHEMES_ON)

    def write(self, data: str) -> None:
        """Send it on; a terminal that shows the picture is on its other screen already, and would clear it."""
        if not (self.found is not None and data == ALTERNATE):
            super().write(data)

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was, for good or while the program is suspended."""
        if self.facts.graphemes and self._writer_thread is not None:
            self.write(GRAPHEMES_OFF)
        super().stop_application_mode()

    def run_input_thread(self) -> None:
        """Hand on what was typed before, then what is typed."""
        facts = self.facts
        if facts.typed or facts.due:
            type(self).facts = replace(facts, typed=b"", due=False)
            self._first_keys(facts)
        super().run_input_thread()

    def _first_keys(self, facts: Facts) -> None:
        late = LateAnswers(due=facts.due)
        parser = XTermParser()
        decode = getincrementaldecoder("utf-8")("replace").decode
        until = time.monotonic() + LATEST
        data = facts.typed
        while True:
            if text := decode(late.sift(data)):
                for event in parser.feed(text):
                    self.process_message(event)
            for event in parser.tick():
                self.process_message(event)
            if self.exit_event.is_set() or (not data and not (late.due and time.monotonic() < until)):
                return
            # Not before a moment of silence: a sequence that has begun must reach the same parser.
            data = os.read(self.fileno, 4096) if select.select([self.fileno], [], [], TICK)[0] else b""


def driver_for(facts: Facts, found: list[Any] | None) -> type[Driver]:
    """A driver that begins where the asking ended; ``found`` the attributes to restore where a picture is shown."""
    return type("AskedDriver", (AskedDriver,), {"facts": facts, "found": found})
