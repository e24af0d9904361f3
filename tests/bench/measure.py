"""What a row says: one line for each figure, beside its peer's and what it is to reach."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Unit = Literal["ms", "s", "MB", ""]
Verdict = Literal["met", "not met", "-"]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure. ``most`` bounds the figure, ``ratio_most`` the figure over the peer's; both where both are given.

    Of every figure less is better. Where the peer is missing ``peer_figure`` is None, and what the ratio would have
    decided stays open.
    """

    what: str
    figure: float
    unit: Unit = "ms"
    peer: str = ""
    peer_figure: float | None = None
    most: float | None = None
    ratio_most: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The figure over the peer's; None where there is none."""
        return self.figure / self.peer_figure if self.peer_figure else None

    @property
    def verdict(self) -> Verdict:
        """Whether everything that is to be reached is; "-" where there is no target or not all of it can be judged."""
        ratio = self.ratio
        judged = [self.figure <= self.most] if self.most is not None else []
        if ratio is not None:
            judged += [ratio <= self.ratio_most] if self.ratio_most is not None else []
        if not all(judged):
            return "not met"
        unjudged = ratio is None and self.ratio_most is not None
        return "met" if judged and not unjudged else "-"

    @property
    def target(self) -> str:
        """What is to be reached, in words."""
        parts = [f"≤ {self.ratio_most:g} ×"] if self.ratio_most is not None else []
        parts += [f"≤ {self.most:g} {self.unit}".rstrip()] if self.most is not None else []
        return ", ".join(parts)


def median(spent: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(spent)


def percentile(spent: Sequence[float], percent: float) -> float:
    """The value that so many percent do not exceed, by nearest rank."""
    ordered = sorted(spent)
    return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]


def spread(spent: Sequence[float]) -> str:
    """How far repeats lie apart: least, most, and how many there were."""
    return f"{min(spent):.3g}–{max(spent):.3g}, n={len(spent)}"
