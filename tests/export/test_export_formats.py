"""What every format promises, whichever are registered; each has a fixture that its output must equal."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.export.conftest import FIXTURES, clipping
from tui.document.html import to_document
from tui.export.clipping import Clipping, Format, Issue, Setting
from tui.export.formats import MODULES, format_named

ATTACKS = Path(__file__).parents[3] / "shared" / "attacks"


def made(format_: Format, *clippings: Clipping, issue: Issue | None = None) -> bytes:
    out = io.BytesIO()
    format_.write(out, iter(clippings), issue or Issue(), Setting(width=40))
    return out.getvalue()


def shown(data: bytes) -> str:
    """The output as a text: of a zip, all texts in it."""
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return "".join(
            f"==== {name}\n{book.read(name).decode() if not name.endswith('.png') else '…'}\n"
            for name in book.namelist()
        )


@pytest.fixture(params=sorted(MODULES))
def format_(request: pytest.FixtureRequest) -> Format:
    return format_named(request.param)


def test_it_is_named_as_it_is_registered(format_: Format) -> None:
    assert format_named(format_.name) is format_
    assert format_.suffix.startswith(".")
    assert format_.suffix == format_.suffix.lower()


def test_it_equals_its_fixture(format_: Format, sample: Clipping) -> None:
    expected = FIXTURES / f"article{format_.suffix}.txt"
    assert shown(made(format_, sample)) == expected.read_text("utf-8")


def test_the_same_articles_make_the_same_bytes(format_: Format, sample: Clipping) -> None:
    assert made(format_, sample, sample) == made(format_, sample, sample)


def test_every_part_of_the_article_and_every_word_of_the_reader_is_there(format_: Format, sample: Clipping) -> None:
    text = "".join(shown(made(format_, sample)).split())
    for word in (
        "援疆",
        "《报告》",
        "百分之八",
        "详见此处",
        "背景",
        "乙之一",
        "引文第二段",
        "甲省",
        "先读这一篇",
        "要核对",
    ):
        assert word in text, word


def test_an_article_with_nothing_in_it_and_no_article_at_all(format_: Format, bare: Clipping) -> None:
    made(format_, bare)
    made(format_)
    made(format_, issue=Issue("早报", 1_739_580_000))


def test_many_articles_stand_in_one_file_in_order(format_: Format, tmp_path: Path) -> None:
    titles = [f"第{number}篇文章" for number in "甲乙丙丁"]
    many = [clipping(tmp_path, title, f"<p>划线部分，{title}的正文。</p>", n) for n, title in enumerate(titles)]
    text = shown(made(format_, *many, issue=Issue("早报", 1_739_580_000)))
    places = [text.index(f"{title}的正文") for title in titles]
    assert places == sorted(places)


def test_articles_are_taken_one_at_a_time(format_: Format, sample: Clipping) -> None:
    """What has been written is not held: each article can be let go before the next is asked for."""
    import weakref

    class Watched(Clipping):
        __slots__ = ("__weakref__",)

    seen: list[weakref.ref[Watched]] = []

    def stream() -> object:
        for number in range(6):
            each = Watched(sample.article, sample.document, section=str(number))
            seen.append(weakref.ref(each))
            yield each
            del each
            # The first may stay, to name the file after it.
            assert sum(ref() is not None for ref in seen) <= 3

    format_.write(io.BytesIO(), stream(), Issue(), Setting())  # type: ignore[arg-type]
    assert len(seen) == 6


@pytest.mark.skipif(not ATTACKS.is_dir(), reason="the attacks are not here")
@pytest.mark.parametrize("name", ["page_xss.html", "page_nest.html", "page_esc.html", "page_links.html"])
def test_hostile_pages_come_out_harmless(format_: Format, tmp_path: Path, name: str) -> None:
    html = (ATTACKS / name).read_bytes().decode("utf-8", "replace")
    text = shown(made(format_, clipping(tmp_path, "</title><script>", html)))
    assert "\x1b" not in text
    assert "\x00" not in text
    if format_.name in ("html", "epub"):
        assert "<script" not in text.lower()
        assert "javascript:" not in text.lower()
        assert " onerror=" not in text.lower()
    assert to_document(html).blocks is not None


@pytest.mark.parametrize(
    ("said", "text", "language"),
    [
        ("", "新闻", "zh-CN"),
        ("", "news", "en"),
        ("zh-Hant", "新聞", "zh-Hant"),
        ("ja", "新聞", "ja"),
        ("", "", "en"),
    ],
)
def test_the_language_is_what_is_said_or_what_the_text_looks_like(
    bare: Clipping, said: str, text: str, language: str
) -> None:
    article = replace(bare.article, text=text, language=said)
    assert replace(bare, article=article).language == language
