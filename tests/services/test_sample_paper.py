"""The sample paper teaches by showing: it must show everything, and be set as well as it asks others to be."""

import re
from dataclasses import fields
from html import unescape
from typing import get_args

import pytest

from tui.commands import COMMANDS, key_cap
from tui.document.blocks import Block, Code, Figure, Folded, Footnote, Item, ListBlock, Paragraph, Quote, Table, walk
from tui.document.html import plain_text, to_document
from tui.document.sanitize import sanitize
from tui.model.feed import ParsedEntry
from tui.services.sample.read import SampleFeed, sample_paper
from tui.text.clean import clean_text, clean_url

NOW = 1_764_000_000
HAN = "\u4e00-\u9fff"


@pytest.fixture(scope="module")
def paper() -> list[SampleFeed]:
    return sample_paper(NOW)


@pytest.fixture(scope="module")
def entries(paper: list[SampleFeed]) -> list[ParsedEntry]:
    return [entry for feed in paper for entry in feed.feed.entries]


def entry_of(entries: list[ParsedEntry], slug: str) -> ParsedEntry:
    return next(entry for entry in entries if entry.guid == "kanbao:sample/" + slug)


def blocks_of(entry: ParsedEntry) -> list[Block]:
    return list(walk(to_document(entry.html, entry.url, entry.language).blocks))


def test_feeds_have_addresses_of_their_own_and_folders(paper: list[SampleFeed]) -> None:
    assert len(paper) >= 4
    assert len({feed.url for feed in paper}) == len(paper)
    for feed in paper:
        assert feed.url.startswith("kanbao:sample/")
        assert feed.folder
        assert feed.title == feed.feed.title == clean_text(feed.title)
        assert feed.feed.entries


def test_there_are_at_least_twelve_articles_and_one_is_long(entries: list[ParsedEntry]) -> None:
    assert len(entries) >= 12
    assert max(len(entry.text) for entry in entries) > 6000


def test_guids_titles_and_addresses_are_unique(entries: list[ParsedEntry]) -> None:
    for values in ([e.guid for e in entries], [e.title for e in entries], [e.url for e in entries]):
        assert len(set(values)) == len(values)


def test_every_text_is_clean(entries: list[ParsedEntry]) -> None:
    for entry in entries:
        for text in (entry.title, entry.source, *entry.authors, *entry.tags, entry.summary):
            assert text
            assert clean_text(text) == text
        assert clean_url(entry.url) == entry.url


def test_addresses_are_examples_only(entries: list[ParsedEntry]) -> None:
    for entry in entries:
        links = [entry.url, *entry.images, *(enclosure.url for enclosure in entry.enclosures)]
        links += re.findall(r'href="([^"]*)"', entry.html)
        for link in links:
            assert link.startswith(("https://example.org/", "mailto:", "#")), link
            assert not link.startswith("mailto:") or link.endswith("@example.org")


def test_html_is_stable_under_sanitize(entries: list[ParsedEntry]) -> None:
    for entry in entries:
        assert entry.html == sanitize(entry.html, entry.url), entry.guid


def test_text_and_summary_come_from_the_body(entries: list[ParsedEntry]) -> None:
    for entry in entries:
        assert entry.text == plain_text(to_document(entry.html, entry.url, entry.language))
        assert 0 < len(entry.summary) <= 200


def test_dates_count_back_from_now_newest_first(paper: list[SampleFeed]) -> None:
    for feed in paper:
        published = [entry.published or 0 for entry in feed.feed.entries]
        assert published == sorted(published, reverse=True)
        assert all(0 < NOW - when < 8 * 86_400 for when in published)
    later = sample_paper(NOW + 60)
    assert later[0].feed.entries[0].published == (paper[0].feed.entries[0].published or 0) + 60


def test_every_kind_of_block_that_html_has_occurs(entries: list[ParsedEntry]) -> None:
    seen = {type(block) for entry in entries for block in blocks_of(entry)}
    # HTML has no element for notes: they are a list after a rule, unless the reading of HTML learns to tell them.
    assert seen | {Footnote} == set(get_args(Block)) - {Folded}


def test_every_note_mark_in_the_text_has_its_note(entries: list[ParsedEntry]) -> None:
    noted = [entry for entry in entries if "<sup>1</sup>" in entry.html]
    assert len(noted) == 4
    for entry in noted:
        *_, last = to_document(entry.html, entry.url).blocks
        assert isinstance(last, ListBlock | Footnote), entry.guid


def test_lists_and_quotes_are_nested_somewhere(entries: list[ParsedEntry]) -> None:
    blocks = [block for entry in entries for block in blocks_of(entry)]
    items: list[Item] = [item for block in blocks if isinstance(block, ListBlock) for item in block.items]
    assert any(isinstance(inner, ListBlock) for item in items for inner in item.blocks)
    assert any(isinstance(inner, Quote) for block in blocks if isinstance(block, Quote) for inner in block.blocks)
    assert {block.start is None for block in blocks if isinstance(block, ListBlock)} == {True, False}


def test_figures_tables_and_code_say_what_they_are(entries: list[ParsedEntry]) -> None:
    blocks = [block for entry in entries for block in blocks_of(entry)]
    assert all(block.caption.text and block.alt for block in blocks if isinstance(block, Figure))
    assert any(len(block.rows[0]) >= 7 and block.caption.text for block in blocks if isinstance(block, Table))
    assert all(block.rows[0][0].header for block in blocks if isinstance(block, Table))
    assert {"python", "sql", "html"} <= {block.language for block in blocks if isinstance(block, Code)}


def test_tags_are_shared_so_that_a_filter_has_work(entries: list[ParsedEntry]) -> None:
    counts: dict[str, int] = {}
    for entry in entries:
        for tag in entry.tags:
            counts[tag] = counts.get(tag, 0) + 1
    assert sum(count >= 2 for count in counts.values()) >= 5
    assert sum({"排版", "历史"} <= set(entry.tags) for entry in entries) >= 2


def test_the_news_page_has_its_fields_and_a_bare_body(paper: list[SampleFeed], entries: list[ParsedEntry]) -> None:
    entry = entry_of(entries, "book-fair")
    known = next(feed.fields[entry.guid] for feed in paper if entry.guid in feed.fields)
    assert known.path == ("首页", "资讯", "文化", "焦点")
    assert [role for role, _ in known.credits] == ["责编", "审校", "审核", "监审", "责任编辑"]
    assert (known.outlet, known.views, entry.comments) == ("江沅晚报", 1677, 8)
    assert (entry.source, entry.authors) == ("江沅新闻网", ("林晚舟",))
    assert entry.text.startswith(f"【{known.outlet} 记者 {entry.authors[0]}】")
    for furniture in ("当前位置", "责编", "责任编辑", "【声明】", "标签：", "浏览：", "相关评论", known.disclaimer):
        assert furniture in known.page
        assert furniture not in entry.text
    shown = [*known.path, *(name for _, name in known.credits), *entry.tags, entry.source, entry.title, "1,677"]
    assert all(value in known.page for value in shown)


def test_the_news_page_has_subheads_that_are_only_bold_lines(entries: list[ParsedEntry]) -> None:
    bold = re.findall(r"<p><strong>([^<]+)</strong></p>", entry_of(entries, "book-fair").html)
    assert len(bold) == 6


def test_every_guid_has_fields_and_only_a_news_page_a_page(paper: list[SampleFeed]) -> None:
    for feed in paper:
        assert list(feed.fields) == [entry.guid for entry in feed.feed.entries]
    pages = [guid for feed in paper for guid, known in feed.fields.items() if known.page]
    assert pages == ["kanbao:sample/book-fair"]
    assert "page" in {known.name for known in fields(paper[0].fields["kanbao:sample/welcome"])}


def test_the_keys_of_the_welcome_are_keys_of_the_program(paper: list[SampleFeed]) -> None:
    welcome = paper[0].feed.entries[0]
    table = next(block for block in blocks_of(welcome) if isinstance(block, Table))
    told = [cap for row in table.rows[1:] for cap in row[0].content.text.split()]
    caps = {key_cap(key) for command in COMMANDS for key in command.keys}
    assert len(told) >= 25
    assert set(told) <= caps


def test_titles_the_welcome_recommends_exist(entries: list[ParsedEntry]) -> None:
    welcome = entry_of(entries, "welcome")
    told = re.findall(r"《([^》]+)》", welcome.text)
    assert told
    for title in told:
        assert any(entry.title.startswith(title) for entry in entries), title


def test_scripts_and_hard_cases_are_all_there(entries: list[ParsedEntry]) -> None:
    text = "\n".join(entry.text for entry in entries)
    for case in ("GPT-4o", "C++", "km/h", "25℃", "¥100", "12,999元", "……", "——", "《“", "·"):
        assert case in text, case
    for case in ("jùdòu", "新聞を", "오늘은", "👍🏽", "👨\u200d👩\u200d👧"):
        assert case in text, case
    assert {entry.language for entry in entries} == {"zh-CN", "zh-Hant", "en"}


def test_chinese_sentences_use_full_width_punctuation(entries: list[ParsedEntry]) -> None:
    for entry in entries:
        prose = re.sub(r"(?s)<(pre|code)\b.*?</\1>|<[^>]*>", "", entry.html)
        text = unescape(entry.title + "\n" + prose)
        if entry.language != "en":
            assert not re.findall(rf"[{HAN}][,;:?!()\"']|[,;:?!()\"'][{HAN}]|\.\.\.", text), entry.guid
        assert all(len(dots) == 2 for dots in re.findall(rf"[{HAN}](…+)", text)), entry.guid
        assert text.count("“") == text.count("”"), entry.guid
        assert text.count("《") - text.count("》") == 0, entry.guid


def test_paragraphs_say_something(entries: list[ParsedEntry]) -> None:
    for entry in entries:
        paragraphs = [block for block in blocks_of(entry) if isinstance(block, Paragraph)]
        assert len(paragraphs) >= 5
        assert all(block.content.text.strip() for block in paragraphs)
