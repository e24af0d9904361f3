"""Markdown: what a parser of CommonMark reads back is what the article says."""

import io
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.export.conftest import clipping
from tui.document.blocks import Document, Inline, Item, ListBlock, Paragraph, Quote, Span, Style
from tui.export.clipping import Clipping, Issue, Setting
from tui.export.markdown import FORMAT
from tui.export.mdtext import Marked, escape_line
from tui.model.entry import Article, Entry

SIGNS = st.sampled_from(list("甲乙。“”《》ab19*_`~#+-=>|[]()<>&\\!$.: "))
TEXTS = st.text(SIGNS, min_size=1, max_size=12).map(str.strip).filter(bool)
STYLES = st.sampled_from([Style.PLAIN, Style.STRONG, Style.EMPHASIS, Style.STRONG | Style.EMPHASIS, Style.SUPERSCRIPT])
SPANS = st.builds(Span, TEXTS, STYLES, st.sampled_from(["", "https://example.org/(1)"]))


def parsed(text: str) -> str:
    """The text that is left of what a parser of CommonMark makes of it."""
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    return (
        re.sub("<[^>]+>", "", html)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&amp;", "&")
    )


def bare(document: Document) -> Clipping:
    entry = Entry(1, 1, "", "题", "", (), "", None, 0, False, False, False, (), "")
    return Clipping(Article(entry, "", ""), document)


def marked(document: Document) -> str:
    return "\n\n".join(Marked(bare(document), Setting()).blocks(document.blocks))


@given(st.lists(SPANS, min_size=1, max_size=4))
def test_no_sign_of_the_text_is_taken_for_a_mark(spans: list[Span]) -> None:
    paragraph = Paragraph(Inline(tuple(spans)))
    text = parsed(marked(Document((paragraph,))))
    assert text.split() == paragraph.content.text.split()


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_lists_and_quotations_keep_their_text(texts: list[str]) -> None:
    paragraphs = tuple(Paragraph(Inline((Span(text),))) for text in texts)
    document = Document(
        (ListBlock((Item(paragraphs), Item(paragraphs)), 3), ListBlock((Item(paragraphs),)), Quote(paragraphs))
    )
    assert parsed(marked(document)).split() == " ".join(texts * 4).split()


@given(TEXTS)
def test_a_title_is_one_heading(title: str) -> None:
    tokens = MarkdownIt("commonmark").parse(f"# {escape_line(title)}")
    assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close"]


def test_pictures_are_handed_out_to_be_put_beside(sample: Clipping) -> None:
    handed = []

    def beside(picture: object) -> str:
        handed.append(picture)
        return "images/x.png"

    out = io.BytesIO()
    FORMAT.write(out, [sample], Issue(), Setting(beside=beside))
    assert handed == list(sample.pictures.values())
    assert "![工厂](images/x.png)" in out.getvalue().decode()


def test_the_front_matter_holds_whatever_a_title_says(tmp_path: Path) -> None:
    out = io.BytesIO()
    FORMAT.write(out, [clipping(tmp_path, '---\n"a": [b] # c \\ d: e')], Issue(), Setting())
    head = out.getvalue().decode().split("---\n")[1]
    assert head.splitlines()[0] == r'title: "---\n\"a\": [b] # c \\ d: e"'
