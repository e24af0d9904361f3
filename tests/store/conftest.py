"""A library on disk for every test of the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.store.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A new, empty library."""
    with Library.open(tmp_path / "data") as opened:
        yield opened
