"""Search, against the meaning of the language."""

from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.made import NOW, WORDS, fill, item, random_library, random_view, spell_all
from tui.query.ast import And, Dated, Everything, Field, Has, Not, Or, Phrase, Query, Regex, State, Word, asks_hidden
from tui.query.parse import parse_query
from tui.query.predicate import Subject, matches, subject
from tui.store.grams import exact, grams, paired, pieces, required, title_grams
from tui.store.library import Library
from tui.store.view import View
from tui.text.fold import fold

PARTS = (
    "息",
    "降息",
    "楼市央",
    "国务院",
    "國務院發",
    "gpt",
    "GPT-4",
    "g",
    "5g手",
    "a股",
    "。",
    "，",
    "“的",
    "ai",
    "京 ",
    "",
    "zz",
    "市5",
    "yh",
    "gwy",
    "jiang",
    "yanghang",
    "bei",
    "gpt4o",
    "5gsj",
)


SHOWN = Or((State("hidden"), Not(State("hidden"))))  # what is hidden, and what is not


def random_query(rng: Random, depth: int = 0) -> Query:
    kind = rng.randrange(8 if depth < 2 else 5)
    if kind < 3:
        return Word(rng.choice(PARTS))
    start = NOW - rng.randrange(20) * 3600
    fields: list[Query] = [
        Phrase(rng.choice(WORDS)),
        Field("title", rng.choice(PARTS)),
        Field("title", rng.choice(["yhxb", "loushi", "guo"])),
        Field("path", rng.choice(["财经", "焦点", "财经／焦點", "经"])),
        Field("editor", rng.choice(["王", "李四"])),
        Regex(rng.choice(["降.", "国務院.?发", "^[^a-z]*$", "gpt-?4"])),
        Field("tag", rng.choice(["早報", "tech", "nowhere"])),
        Field("source", "财新"),
        Field("author", "王"),
        Field("feed", rng.choice(["报1", "2", "报", "bao1", "b2"])),
    ]
    facts: list[Query] = [
        *(State("unread"), State("read"), State("starred"), State("saved"), Has("image"), Has("audio"), Has("note")),
        State("hidden"),
        *(Dated(start, None), Dated(None, start), Dated(start, start + 3600), Everything()),
    ]
    if kind < 5:
        return rng.choice(fields if kind == 3 else facts)
    parts = tuple(random_query(rng, depth + 1) for _ in range(rng.randrange(1, 4)))
    return Not(parts[0]) if kind == 5 else And(parts) if kind == 6 else Or(parts)


def seen(library: Library, id_: int) -> Subject:
    """A stored entry as the predicate sees it."""
    article = library.entries.article(id_)
    names = library.spellings.names()
    hidden, has_image = library._db.one("SELECT hidden, has_image FROM entry WHERE id = ?", (id_,)) or (0, 0)
    told = subject(
        article,
        pinyin=library.spellings.title(id_),
        feed_pinyin=names.get(article.entry.feed_title, ""),
        has_note=bool(library.notes.note(id_)),
        hidden=bool(hidden),
    )
    return replace(told, has_image=bool(has_image))  # of the feed's text or the page's, whichever is shown


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**9))
def test_a_search_finds_what_the_language_means(seed: int) -> None:
    rng = Random(seed)
    with TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        random_library(library, rng)
        library.acts.hide(rng.sample(range(1, 60), 8), True, NOW)
        spell_all(library, but=rng.sample(range(1, 60), 5))
        for query in [Word(part) for part in PARTS] + [random_query(rng) for _ in range(25)]:
            view = rng.choice([View(), random_view(rng)])
            base = replace(view, query=SHOWN if asks_hidden(query) else None)
            keys = library.entries.ids(base, limit=1000)
            expected = [key for key in keys if matches(query, seen(library, key[1]))]
            narrowed = View(view.feed, view.folder, view.tags, view.state, query, view.oldest_first)
            assert library.entries.ids(narrowed, limit=1000) == expected, (view, query)
            assert library.entries.count(narrowed) == len(expected), (view, query)
            best = library.search(query, 1000, "best", view=view)
            assert sorted(hit.id for hit in best) == sorted(id_ for _, id_ in expected), (view, query)
            paged, after, size = [], None, rng.randrange(1, 5)
            while hits := library.search(query, size, after=after, view=view):
                paged += [hit.id for hit in hits]
                after = (hits[-1].sort, hits[-1].id)
            assert paged == [id_ for _, id_ in expected], (view, query)


texts = st.text(alphabet="央行宣布降息abcGPT4５ 。，-か\u3099國“\ue0ff\ue02d😀", max_size=12)


@given(texts, texts, texts)
def test_what_a_text_contains_the_index_knows(before: str, part: str, after: str) -> None:
    for known in (set(grams(fold(before + part + after))), set(paired(pieces("", before + part + after)).split())):
        for term in required(fold(part)):
            wanted = term.strip('"*')
            assert wanted in known or (term.endswith("*") and any(piece.startswith(wanted) for piece in known))


@given(texts, texts)
def test_an_exact_part_needs_no_second_look(text: str, part: str) -> None:
    part = fold(part)
    if exact(part):
        for known in (set(grams(fold(text))), set(paired(pieces("", text)).split())):
            found = all(
                any(piece.startswith(term.strip('"*')) if term[-1] == "*" else piece == term[1:-1] for piece in known)
                for term in required(part)
            )
            assert found == (part in fold(text))


@pytest.fixture
def news(library: Library) -> Library:
    feed = library.feeds.add("https://a.test", "甲报", now=NOW)
    fill(
        library, feed,
        item("3", title="央行宣布降息",
             text="今天，中國人民銀行下調利率。" * 20 + "市場反應積極。", published=NOW - 300),
        item("2", title="楼市观察", text="降息之后，楼市会怎样？" * 3, published=NOW - 200),
        item("1", title="ChatGPT 与办公", text="OpenAI 发布ＧＰＴ新版。", published=NOW - 100),
    )  # fmt: skip
    return library


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("降息", ["楼市观察", "央行宣布降息"]),
        ("降息 -楼市", ["央行宣布降息"]),
        ("中国人民银行", ["央行宣布降息"]),
        ("市场反应", ["央行宣布降息"]),
        ("gpt", ["ChatGPT 与办公"]),
        ("标题:降息", ["央行宣布降息"]),
        ("观察 OR 办公", ["ChatGPT 与办公", "楼市观察"]),
        ("息", ["楼市观察", "央行宣布降息"]),
        ("息降", []),
        ("？", ["楼市观察"]),
    ],
)
def test_searches_of_every_day(news: Library, text: str, titles: list[str]) -> None:
    hits = news.search(parse_query(text, NOW))
    assert [entry.title for entry in news.entries.rows([hit.id for hit in hits])] == titles


def test_best_puts_titles_first(news: Library) -> None:
    hits = news.search(Word("降息"), order="best")
    assert [entry.title for entry in news.entries.rows([hit.id for hit in hits])] == ["央行宣布降息", "楼市观察"]


def test_a_snippet_shows_the_place_in_the_readers_script(news: Library) -> None:
    (hit,) = news.search(parse_query("市场反应", NOW))
    assert [hit.snippet[start:end] for start, end in hit.spans] == ["市場反應"]
    assert len(hit.snippet) <= 122
    (hit,) = news.search(parse_query("gpt", NOW))
    assert [hit.snippet[start:end] for start, end in hit.spans] == ["ＧＰＴ"]
    assert hit.title_spans == ((4, 7),)


def test_changed_and_expired_entries_are_found_as_they_are(news: Library) -> None:
    fill(news, 1, item("3", title="央行按兵不动", text="利率不变。", published=NOW - 300))
    assert [hit.id for hit in news.search(Word("人民银行"))] == []
    assert len(news.search(Word("按兵不动"))) == 1
    news.acts.mark_view(View(), True, NOW)
    assert news.expire(1, 0, NOW + 10**7) == 2
    assert news.search(Word("楼市")) == []


def test_hidden_entries_are_not_found(news: Library) -> None:
    news.feeds.remove([1], NOW)
    assert news.search(Word("降息")) == []
    news.acts.undo()
    assert len(news.search(Word("降息"))) == 2


@given(texts, texts)
def test_both_indexes_hold_the_same_pieces_but_for_single_letters(title: str, text: str) -> None:
    of_title, of_body = title_grams(fold(f"{title}\n{text}")).split(), paired(pieces(title, text)).split()
    assert {piece for piece in of_body if len(piece) > 1} == {piece for piece in of_title if len(piece) > 1}
    assert set(of_title) <= set(of_body)


def test_titles_are_found_by_how_they_sound(library: Library) -> None:
    feed = library.feeds.add("https://a.test", "人民日报", now=NOW)
    fill(
        library, feed,
        item("2", title="千里援疆业", text="无", published=NOW - 200),
        item("1", title="yjy 是什么", text="无", published=NOW - 100),
        item("0", title="重庆银行", text="另见 yjy。", published=NOW - 50),
    )  # fmt: skip
    assert len(library.search(Word("yjy"))) == 2
    spell_all(library)
    titles = [row.title for row in library.entries.rows([hit.id for hit in library.search(Word("yjy"))])]
    assert titles == ["重庆银行", "yjy 是什么", "千里援疆业"]
    assert library.search(Word("yjy"), 2, "best")[0].id == hits_of(library, "yjy 是什么")
    for typed in ("yuanjiang", "qianli", "qlyj", "援疆"):
        (hit,) = library.search(parse_query(typed, NOW))
        assert library.entries.rows([hit.id])[0].title == "千里援疆业"
    (hit,) = library.search(Word("yuanjiangye"))
    assert hit.title_spans == ((2, 5),)
    assert len(library.search(parse_query("chongqing yinhang", NOW))) == 1
    assert len(library.search(parse_query("feed:rmrb", NOW))) == 3
    assert len(library.search(Word("YJY"))) == 2
    assert len(library.search(Phrase("yjy"))) == 2


def hits_of(library: Library, title: str) -> int:
    return next(row.id for row in library.entries.rows([1, 2, 3]) if row.title == title)


def test_a_changed_title_is_spelled_anew(library: Library) -> None:
    feed = library.feeds.add("https://a.test", now=NOW)
    fill(library, feed, item("1", title="援疆"))
    spell_all(library)
    assert library.spellings.titles_wanted(9) == []
    fill(library, feed, item("1", title="楼市"))
    assert library.spellings.titles_wanted(9) == [(1, "楼市")]
    assert library.search(Word("yj")) == []
    library.spellings.put_titles([(1, "援疆", "yuan jiang")])
    assert library.spellings.titles_wanted(9) == [(1, "楼市")]
    spell_all(library)
    assert [hit.id for hit in library.search(Word("ls"))] == [1]


def test_hidden_entries_can_be_asked_for(news: Library) -> None:
    news._db.run("UPDATE entry SET hidden = 1 WHERE id = 3")
    assert len(news.search(Word("降息"))) == 1
    assert [hit.id for hit in news.search(parse_query("is:hidden", NOW))] == [3]
    assert [hit.id for hit in news.search(parse_query("降息 已隐藏", NOW))] == [3]
    assert len(news.search(parse_query("降息 (已隐藏 OR -已隐藏)", NOW))) == 2
    assert news.entries.count(View(query=parse_query("is:hidden", NOW))) == 1
    assert news.search(parse_query("is:hidden", NOW), view=View(state="starred")) == []
