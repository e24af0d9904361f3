"""One article with a block of every kind, and pictures on disk."""

import hashlib
import struct
import zlib
from pathlib import Path

import pytest

from tui.document.blocks import Document
from tui.document.highlight import highlighted
from tui.document.html import plain_text, to_document
from tui.export.clipping import Clipping, PictureFile
from tui.i18n import choose_language
from tui.model.entry import Article, Entry
from tui.model.saved import Highlight

FIXTURES = Path(__file__).parent / "fixtures"

HTML = """
<p>援疆资金<strong>“同比”</strong>增长<b>百分之八</b>，<a href="https://example.org/a(b)?x=1&amp;y=2">详见此处</a>。</p>
<h2>一、背景 &amp; *起因*</h2>
<p>1. 第一行<br># 第二行<br>- 第三行 H<sub>2</sub>O 与 <code>a`b</code> 与 <em>强调</em>。</p>
<figure><img src="https://example.org/1.png" alt="工厂"><figcaption>图一：_工厂_全景</figcaption></figure>
<figure><img src="https://example.org/absent.png" alt="没有存下"></figure>
<ul><li>甲</li><li>乙<ul><li>乙之一</li></ul></li></ul>
<ol start="3"><li>三</li><li>四</li></ol>
<blockquote><p>引文第一段。</p><p>引文第二段 &lt;script&gt;alert(1)&lt;/script&gt;</p></blockquote>
<pre><code class="language-python">def f():
    return "```"
</code></pre>
<table><caption>表一</caption><tr><th>省</th><th>数|量</th></tr><tr><td>甲省</td><td>1</td></tr><tr><td>乙省</td></tr></table>
<hr>
<p>完。</p>
"""


def png(width: int = 2, height: int = 2, grey: int = 128) -> bytes:
    """A real picture of one grey."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + bytes([grey]) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def clipping(folder: Path, title: str = "深化产业援疆：《报告》全文", html: str = HTML, number: int = 7) -> Clipping:
    """An article as it comes out of the library, with one of its two pictures."""
    document = to_document(html, "https://example.org/", "zh-CN")
    text = plain_text(document)
    entry = Entry(
        id=number, feed=1, feed_title="看报样张", title=title, url="https://example.org/a", authors=("王五", "李四"),
        source="新华社", published=1_739_580_000, fetched=1_739_590_000, read=True, starred=False, saved=True,
        tags=("财经", "援疆"), summary=text[:100],
    )  # fmt: skip
    data = png()
    path = folder / "picture"
    path.write_bytes(data)
    picture = PictureFile(path, hashlib.sha256(data).hexdigest(), "image/png")
    marks = (Highlight(0, 4, "援疆资金", "要核对", made=1_739_600_000, id=1),) if document.blocks else ()
    document = highlighted(document, [(mark.start, mark.end) for mark in marks])
    return Clipping(
        article=Article(entry, html, text, images=("https://example.org/1.png",), language="zh-CN"),
        document=document,
        section="财经",
        note="先读这一篇。\n再读下一篇。",
        highlights=marks,
        pictures={"https://example.org/1.png": picture},
        saved=1_739_600_000,
        changes=2,
    )


@pytest.fixture(autouse=True)
def _chinese() -> None:
    choose_language("zh")


@pytest.fixture
def sample(tmp_path: Path) -> Clipping:
    return clipping(tmp_path)


@pytest.fixture
def bare(tmp_path: Path) -> Clipping:
    """An article without anything: no title, no text."""
    entry = Entry(1, 1, "", "", "", (), "", None, 0, False, False, False, (), "")
    return Clipping(Article(entry, "", ""), Document())
