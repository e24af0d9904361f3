"""What all tests share."""

import gc

import pytest
from hypothesis import settings

# The same examples every time: what a run finds, the next one finds again.
settings.register_profile("steady", derandomize=True, database=None, deadline=None)
settings.load_profile("steady")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Thousands of collected tests live to the end: without this, every garbage collection would look at them again."""
    gc.collect()
    gc.freeze()
