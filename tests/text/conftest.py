"""Every test of text begins and ends with ambiguous characters one cell wide."""

from collections.abc import Iterator

import pytest

from tui.text.width import set_ambiguous


@pytest.fixture(autouse=True)
def one_cell() -> Iterator[None]:
    set_ambiguous(1)
    yield
    set_ambiguous(1)
