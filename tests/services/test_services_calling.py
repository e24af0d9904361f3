"""The reader is called once a refresh, not at night, and by programs that get their texts as arguments."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.services.conftest import Bench
from tests.support.feeds import rss
from tests.support.server import Reply
from tui.config.settings import Notify
from tui.model.events import Notified, from_plain, to_plain
from tui.services.calling import call_desktop, desktop_command, is_quiet, terminal_call

NOON, NIGHT = (datetime(2026, 11, 24, hour, 30, tzinfo=UTC) for hour in (12, 23))


def test_quiet_hours_go_over_midnight() -> None:
    night = Notify(quiet_from=22, quiet_to=7)
    quiet = [hour for hour in range(24) if is_quiet(night, NOON.replace(hour=hour))]
    assert quiet == [0, 1, 2, 3, 4, 5, 6, 22, 23]
    morning = Notify(quiet_from=9, quiet_to=11)
    assert [hour for hour in range(24) if is_quiet(morning, NOON.replace(hour=hour))] == [9, 10]
    assert not is_quiet(Notify(), NOON)


def test_the_terminal_is_written_to_only_where_that_is_set() -> None:
    assert terminal_call(Notify(), "报", "甲", NOON) == ""
    loud = Notify(bell=True, terminal="osc777", quiet_from=22, quiet_to=7)
    assert terminal_call(loud, "报", "甲\n\x1b]0;x\a乙", NOON) == "\x1b]777;notify;报;甲 ]0；x乙\x1b\\\a"
    assert terminal_call(loud, "报", "甲", NIGHT) == ""


def test_texts_are_arguments() -> None:
    assert desktop_command("-t", "`x` $(y)", "linux")[-3:] == ["--", "-t", "`x` $(y)"]
    script = desktop_command('a" & (do shell script "x")', "b", "darwin")
    assert script[0] == "osascript"
    assert script[-2:] == ['a" & (do shell script "x")', "b"]
    assert not any("shell" in word for word in script[:-2])
    assert desktop_command("a", "b", "win32") == []


@pytest.mark.skipif(sys.platform == "win32", reason="a script of a POSIX shell")
def test_the_desktops_program_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    fifo, name = tmp_path / "told", "osascript" if sys.platform == "darwin" else "notify-send"
    os.mkfifo(fifo)
    program = tmp_path / name
    program.write_text(f'#!/bin/sh\nfor word; do echo "$word"; done > "{fifo}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    settings = Notify(desktop=True, quiet_from=22, quiet_to=7)
    assert not call_desktop(settings, "报", "甲", NIGHT)
    assert not call_desktop(Notify(), "报", "甲", NOON)
    assert call_desktop(settings, "报", "-甲\n乙", NOON)
    assert fifo.read_text().splitlines()[-2:] == ["报", "-甲 乙"]


async def test_one_notice_a_refresh(bench: Bench) -> None:
    bench.library.smart.add("要闻", "央行", notify=True)
    feeds = []
    for name in "甲乙丙":
        titles = [f"{name}：央行第{n}次" for n in range(3)] if name != "丙" else ["别的"]
        bench.server.route(f"/{name == '甲'}{name == '乙'}", Reply(rss(titles, title=f"{name}报")))
        feeds.append(bench.add(f"/{name == '甲'}{name == '乙'}", f"{name}报"))
    await bench.refresh(*feeds)
    (told,) = [event for event in bench.events if isinstance(event, Notified)]
    assert (told.count, set(told.feeds)) == (6, set(feeds[:2]))
    assert set(told.title.split("、")) == {"甲报", "乙报"}
    assert all("央行" in line for line in told.body.split("\n"))
    assert from_plain(to_plain(told)) == told
    await bench.refresh(*feeds)
    assert [event for event in bench.events if isinstance(event, Notified)] == []
