"""What a proof is: a promise, how it is tested, and a run that ends with a figure or an AssertionError."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field

Run = Callable[["Size"], str]

FULL = os.environ.get("KANBAO_FULL") == "1"


@dataclass(frozen=True, slots=True)
class Size:
    """How much is done: ``full`` is the long run that the figures in the README come from."""

    full: bool

    def of(self, quick: int, full: int) -> int:
        """A number of rounds."""
        return full if self.full else quick


SIZE = Size(FULL)
"""The size of a run within the suite."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One promise; ``row`` is its number in the list of promises, ``run`` gives the figure."""

    row: int
    promise: str
    how: str
    run: Run = field(repr=False)
