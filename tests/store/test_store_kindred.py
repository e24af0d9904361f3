"""Entries about the same thing: by rare pieces of the title and by tags."""

from pathlib import Path

from tests.store.made import fill, item
from tui.store.library import Library

NOW = 1_795_000_000


def test_rare_pieces_of_titles_and_tags_count_and_what_everybody_has_does_not(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        feed = library.feeds.add("https://a.test/feed", now=NOW)
        titles = ["产业援疆再加码：河南省管企业怎么干", "河南省管企业赴哈密产业援疆", "周末球赛前瞻", "河南小麦丰收"]
        items = [item(f"n{n}", title=title, tags=("早报",)) for n, title in enumerate(titles)]
        items += [item(f"t{n}", title=f"第{n}号通告", tags=("早报", *(("援疆",) if n == 7 else ()))) for n in range(40)]
        fill(library, feed, *items)
        ids = {row.title: row.id for row in library.entries.rows([id_ for _, id_ in library.entries.ids(limit=100)])}
        found = library.entries.kindred(ids[titles[0]])
        assert [entry.title for entry in found] == [titles[1]]
        assert library.entries.kindred(ids["周末球赛前瞻"]) == []
        assert library.entries.kindred(10_000) == []
        library.acts.tag([ids["周末球赛前瞻"]], ["援疆", "哈密"], [], NOW)
        library.acts.tag([ids[titles[3]]], ["援疆", "哈密"], [], NOW)
        assert [entry.title for entry in library.entries.kindred(ids["周末球赛前瞻"])] == [titles[3]]
        library.feeds.remove([feed], NOW)
        assert library.entries.kindred(ids[titles[0]]) == []
