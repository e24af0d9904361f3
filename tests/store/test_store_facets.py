"""Facets against a plain count, smart feeds, and history."""

from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.made import NOW, random_library, random_view
from tui.model.errors import NotFound
from tui.query.ast import Word
from tui.store.library import Library
from tui.store.view import View


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**9))
def test_facets_count_what_the_view_shows(seed: int) -> None:
    rng = Random(seed)
    with TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        random_library(library, rng)
        for _ in range(5):
            plain = random_view(rng)
            view = View(plain.feed, plain.folder, plain.tags, plain.state, rng.choice([None, Word("降息"), Word("国")]))
            rows = library.entries.rows([id_ for _, id_ in library.entries.ids(view, limit=1000)])
            found = library.facets(view)
            assert (found.total, found.unread) == (len(rows), sum(not row.read for row in rows))
            assert {facet.key: facet.count for facet in found.feeds} == Counter(str(row.feed) for row in rows)
            assert {facet.key: facet.count for facet in found.tags} == Counter(tag for row in rows for tag in row.tags)
            unread = Counter(tag for row in rows if not row.read for tag in row.tags)
            assert {facet.key: facet.unread for facet in found.tags if facet.unread} == unread
            sources = Counter(row.source for row in rows if row.source)
            assert {facet.key: facet.count for facet in found.sources} == sources
            assert sum(facet.count for facet in found.months) == len(rows)
            assert [facet.count for facet in found.feeds] == sorted((f.count for f in found.feeds), reverse=True)


def test_smart_feeds_are_kept_in_order(library: Library) -> None:
    id_ = library.smart.add("利率", "降息 OR 加息", sort="best")
    feed = library.smart.get(id_)
    assert (feed.title, feed.query, feed.sort, feed.notify) == ("利率", "降息 OR 加息", "best", False)
    library.smart.order([id_, *(other.id for other in library.smart.all() if other.id != id_)])
    assert library.smart.all()[0] == feed
    today = library.smart.remove(library.smart.all()[1].id)
    assert today.given == "today"
    library.smart.restore(today)
    assert library.smart.all()[-1].given == "today"
    library.smart.remove(id_)
    with pytest.raises(NotFound):
        library.smart.get(id_)
    with pytest.raises(NotFound):
        library.smart.update(feed)
    with pytest.raises(ValueError):
        library.smart.add("x", "y", sort="size")


def test_history_has_each_search_once_the_latest_first(library: Library) -> None:
    for at, text in enumerate(["降息", "楼市", " 降息  ", "", "x" * 3000]):
        library.history.note(text, NOW + at)
    assert library.history.all() == ["x" * 1000, "降息", "楼市"]
    assert library.history.forget("降息") == 1
    assert library.history.forget() == 2
    for n in range(250):
        library.history.note(str(n), NOW + n)
    assert len(library.history.all(1000)) == 200
