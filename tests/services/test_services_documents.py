"""Documents of articles: the last few are kept, and none for longer than it is true."""

from dataclasses import replace

from tui.model.entry import Article, Entry
from tui.services.documents import HEAVY, KEPT, Documents


def _article(html: str) -> Article:
    entry = Entry(1, 1, "报", "题", "https://a.test/1", (), "", 0, 0, read=False, starred=False, saved=False, tags=(),
                  summary="")  # fmt: skip
    return Article(entry, html, "")


def test_what_was_read_is_not_read_again_until_it_is_another() -> None:
    documents, article = Documents(), _article("<p>看报</p>")
    found = documents.of(article)
    assert documents.of(replace(article, text="别的")) is found
    assert documents.of(replace(article, html="<p>看书</p>")) is not found
    assert documents.of(replace(article, language="en")).language == "en"


def test_only_the_last_few_are_kept() -> None:
    documents, article = Documents(), _article("<p>一</p>")
    found = documents.of(article)
    for number in range(KEPT):
        documents.of(_article(f"<p>{number}</p>"))
    again = documents.of(article)
    assert again == found
    assert again is not found


def test_only_a_long_article_that_was_not_read_yet_is_worth_reading_ahead() -> None:
    documents, long = Documents(), _article(f"<p>{'长' * HEAVY}</p>")
    assert not documents.waits(_article("<p>短</p>"))
    assert documents.waits(long)
    documents.of(long)
    assert not documents.waits(long)
