"""THE table of rows: what can be measured, in the order in which it is."""

from dataclasses import dataclass

from tests.bench.bench import Measured
from tests.bench.rows import (
    background,
    big,
    index,
    keys,
    longread,
    refresh,
    rivals,
    search,
    shell,
    start,
    store,
    typeset,
    wrap,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``quick`` for those that ``--quick`` runs, ``long`` for those that only run when asked for by name."""

    name: str
    measure: Measured
    quick: bool = False
    long: bool = False

    @property
    def about(self) -> str:
        """What it measures, in a sentence."""
        return (self.measure.__doc__ or "").strip().partition("\n")[0]


ROWS: tuple[Row, ...] = (
    Row("start", start.start, quick=True),
    Row("flat", start.flat),
    Row("move", keys.move, quick=True),
    Row("page", keys.page),
    Row("feed", keys.feed),
    Row("article", keys.article),
    Row("search", search.search),
    Row("shell", shell.shell, quick=True),
    Row("refresh-200", refresh.few),
    Row("refresh-1000", refresh.many),
    Row("refresh-unchanged", refresh.unchanged),
    Row("refreshing", background.while_refreshing),
    Row("memory", background.memory),
    Row("big", big.big),
    Row("longread", longread.longread),
    Row("typeset", typeset.typeset, quick=True),
    Row("wrap", wrap.wrap, quick=True),
    Row("rivals", rivals.rivals),
    Row("store", store.store),
    Row("index", index.index, long=True),
    Row("memory-refreshes", background.rounds, long=True),
)
BY_NAME = {row.name: row for row in ROWS}
