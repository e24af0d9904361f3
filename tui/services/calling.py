"""Calling the reader: whether now, with which bytes for the terminal, and by which program of the desktop."""

import shutil
import sys
from datetime import datetime

from tui.config.settings import Notify
from tui.services.starting import start
from tui.terminal.notice import LONGEST, notice_sequence
from tui.text.clean import clean_text, cut

APPLE_SCRIPT = (
    "on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run",
)  # fmt: skip


def is_quiet(settings: Notify, now: datetime) -> bool:
    """Whether the reader is not to be called at this hour; the hours may go over midnight."""
    begin, end = settings.quiet_from, settings.quiet_to
    if begin == end:
        return False
    return begin <= now.hour < end if begin < end else now.hour >= begin or now.hour < end


def terminal_call(settings: Notify, title: str, body: str, now: datetime) -> str:
    """What to write to the terminal, empty for nothing."""
    if is_quiet(settings, now):
        return ""
    return notice_sequence(clean_text(title), clean_text(body), bell=settings.bell, way=settings.terminal)  # type: ignore[arg-type]


def desktop_command(title: str, body: str, platform: str = sys.platform) -> list[str]:
    """The program that shows a notification, its texts as arguments; empty where the system has none that is known."""
    # A text that begins like an option is none: "--" stands before it, or the script reads it as an argument.
    texts = [cut(clean_text(text), LONGEST) for text in (title, body)]
    if platform == "darwin":
        return ["osascript", *(word for line in APPLE_SCRIPT for word in ("-e", line)), *texts]
    if platform == "win32":
        return []
    return ["notify-send", "--app-name=Kanbao", "--", *texts]


def call_desktop(settings: Notify, title: str, body: str, now: datetime) -> bool:
    """Show a notification where the reader has set so; whether one was begun."""
    command = desktop_command(title, body)
    if not settings.desktop or is_quiet(settings, now) or not command or shutil.which(command[0]) is None:
        return False
    return start(command)
