"""A list stays as it was opened; what arrives is counted."""

from pathlib import Path

import pytest

from tests.store.made import NOW, fill, item
from tui.services import window as windows
from tui.services.window import EntryWindow
from tui.store.library import Library
from tui.store.view import View


@pytest.mark.parametrize("flood", [0, 3, 1000])
def test_what_arrives_is_counted_wave_by_wave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flood: int) -> None:
    monkeypatch.setattr(windows, "FLOOD", flood)
    with Library.open(tmp_path) as library:
        here = library.feeds.add("https://a.test", "甲", now=NOW)
        other = library.feeds.add("https://b.test", "乙", now=NOW)
        fill(library, here, item("0"), now=NOW)
        seen = [EntryWindow(library, View()), EntryWindow(library, View(feed=here))]
        assert [window.arrived() for window in seen] == [0, 0]
        for wave in range(1, 5):
            fill(library, here, *(item(f"{number}") for number in range(1 + 2 * wave)), now=NOW)
            fill(library, other, *(item(f"{number}") for number in range(3 * wave)), now=NOW)
            assert [window.arrived() for window in seen] == [5 * wave, 2 * wave]
            assert [len(window) for window in seen] == [1, 1]
