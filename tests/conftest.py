"""What all tests share."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tui.i18n import choose_language
from tui.text.width import set_ambiguous

# The same examples every time: what a run finds, the next one finds again.
settings.register_profile("steady", derandomize=True, database=None, deadline=None)
settings.load_profile("steady")

# Nothing is put into the keyring of whoever runs the tests.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


def pytest_collection_finish(session: pytest.Session) -> None:
    """Thousands of collected tests live to the end: without this, every garbage collection would look at them again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def usual_choices() -> Iterator[None]:
    """What a process chooses once, its language and the width of its terminal, is the same for every test."""
    choose_language("zh")
    yield
    set_ambiguous(1)
