"""Textual's way to the terminal, for one that has been asked how it draws: nothing typed meanwhile is lost."""

import os
import select
import time
from codecs import getincrementaldecoder
from dataclasses import replace
from typing import ClassVar

from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from tui.terminal.answers import GRAPHEMES_OFF, GRAPHEMES_ON, Facts
from tui.terminal.late import LateAnswers

LATEST = 3.0
"""Seconds after the start in which answers may still come; what looks like one afterwards is a key."""
TICK = 0.1


class AskedDriver(LinuxDriver):
    """Begins with the keys that were typed while the terminal was asked, and keeps mode 2027 for the session."""

    facts: ClassVar[Facts] = Facts()

    def start_application_mode(self) -> None:
        """Take the terminal; grapheme clusters count as one character where it can do that."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self.facts.graphemes and self._writer_thread is not None:
            self.write(GRAPHEMES_ON)

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was, for good or while the program is suspended."""
        if self.facts.graphemes and self._writer_thread is not None:
            self.write(GRAPHEMES_OFF)
        super().stop_application_mode()

    def run_input_thread(self) -> None:
        """Hand on what was typed before, then what is typed."""
        facts = self.facts
        if facts.typed or facts.due:
            # Once: the program can be suspended and come back.
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


def driver_for(facts: Facts) -> type[Driver]:
    """A driver that begins where the asking ended."""
    return type("AskedDriver", (AskedDriver,), {"facts": facts})
