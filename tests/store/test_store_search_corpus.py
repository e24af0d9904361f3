"""Searches in real Chinese sentences: the answer is that of a plain scan with the same folding."""

from pathlib import Path
from random import Random

import pytest

from tests.store.made import NOW, fill, item
from tests.support.sentences import article, query, sentences, to_traditional
from tui.query.ast import Phrase, Word
from tui.store.library import Library
from tui.text.fold import fold

ENTRIES, QUERIES = 2500, 1000


@pytest.fixture(scope="module")
def given() -> list[str]:
    found = sentences(every=9)
    if not found:
        pytest.skip("the corpus is not here")
    return found


def test_a_thousand_searches_equal_a_plain_scan(tmp_path: Path, given: list[str]) -> None:
    rng = Random(20)
    texts: dict[str, str] = {}
    with Library.open(tmp_path) as library:
        feed = library.feeds.add("https://a.test", now=NOW)
        made = []
        for n in range(ENTRIES):
            title, text = article(rng, given, rng.choice([20, 80, 200]))
            made.append(item(str(n), title=title, text=text, published=NOW - n))
            texts[str(n)] = fold(f"{title}\n{text}")
        fill(library, feed, *made)
        rows = library.entries.rows(range(1, ENTRIES + 1))
        names = {row.id: row.url.rsplit("/", 1)[1] for row in rows}
        traditional = to_traditional()
        found_some = 0
        for _ in range(QUERIES):
            typed = query(rng, given, traditional)
            needle = fold(typed)
            expected = {name for name, text in texts.items() if needle in text}
            hits = library.search(Word(typed) if rng.random() < 0.5 else Phrase(typed), limit=ENTRIES)
            assert len(hits) == len({hit.id for hit in hits})
            assert {names[hit.id] for hit in hits} == expected, typed
            found_some += bool(expected)
            for hit in hits[:2]:
                assert all(needle in fold(hit.snippet[a:b]) for a, b in hit.spans), (typed, hit)
        assert found_some > QUERIES // 2
