"""The EPUB as a reading program takes it apart; epubcheck has the last word where it is installed."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.export.conftest import clipping
from tui.export.clipping import Clipping, Issue, Setting
from tui.export.epub import FORMAT
from tui.export.page import FORMAT as PAGE

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
HTML = "{http://www.w3.org/1999/xhtml}"


def book(*clippings: Clipping, issue: Issue | None = None) -> bytes:
    out = io.BytesIO()
    FORMAT.write(out, clippings, issue or Issue(), Setting())
    return out.getvalue()


def many(tmp_path: Path) -> list[Clipping]:
    sections = ["财经", "体育", "财经", "体育 & <文娱>"]
    made = []
    for number, section in enumerate(sections):
        base = clipping(tmp_path, f"第 {number} 篇 <{section}>", number=number)
        made.append(Clipping(base.article, base.document, section, pictures=base.pictures))
    return made


def test_the_type_comes_first_and_unpacked(sample: Clipping) -> None:
    data = book(sample)
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert opened.testzip() is None


def test_every_file_is_well_formed_and_in_the_package(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(book(*many(tmp_path), issue=Issue("早报", 1_739_580_000)))) as opened:
        names = opened.namelist()
        assert len(names) == len(set(names))
        for name in names:
            if name.endswith((".xml", ".xhtml", ".opf", ".svg")):
                ElementTree.fromstring(opened.read(name))
        package = ElementTree.fromstring(opened.read("EPUB/package.opf"))
        listed = {f"EPUB/{item.get('href')}" for item in package.iter(f"{OPF}item")}
        assert listed == {name for name in names if name.startswith("EPUB/")} - {"EPUB/package.opf"}
        assert [found.text for found in package.iter(f"{DC}language")] == ["zh-CN"]
        assert [found.text for found in package.iter(f"{DC}title")] == ["早报"]
        nav = ElementTree.fromstring(opened.read("EPUB/nav.xhtml"))
        assert [found.text for found in nav.iter(f"{HTML}span")] == ["财经", "体育", "体育 & <文娱>"]
        order = [item.get("idref") for item in package.iter(f"{OPF}itemref")]
        files = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
        chapters = [files[name or ""] for name in order if (name or "").startswith("c") and name != "cover"]
        assert chapters == [link.get("href") for link in nav.iter(f"{HTML}a")]
        assert [name for name in names if name.startswith("EPUB/images/")] == [
            f"EPUB/images/{next(iter(many(tmp_path)[0].pictures.values())).name}"
        ]


def test_its_text_is_that_of_the_page(sample: Clipping) -> None:
    out = io.BytesIO()
    PAGE.write(out, [sample], Issue(), Setting())
    with zipfile.ZipFile(io.BytesIO(book(sample))) as opened:
        chapter = opened.read("EPUB/text/00001.xhtml").decode()

    def text(markup: str) -> str:
        return re.sub("<[^>]+>", "", markup.partition("<body>")[2])

    assert text(chapter).split() == text(out.getvalue().decode()).split()


def test_the_same_articles_are_the_same_book_and_others_another(tmp_path: Path) -> None:
    def identity(data: bytes) -> str:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return str(re.findall("urn:uuid:[^<]+", opened.read("EPUB/package.opf").decode())[0])

    one, two = many(tmp_path)[:2]
    assert identity(book(one)) == identity(book(one)) != identity(book(two))


def checker() -> list[str]:
    """How epubcheck is called here; Debian's is a Java archive that not every kernel starts by itself."""
    found = shutil.which("epubcheck")
    if found is None:
        return []
    with Path(found).open("rb") as opened:
        return ["java", "-jar", found] if opened.read(2) == b"PK" else [found]


@pytest.mark.skipif(not checker(), reason="epubcheck is not installed")
def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    whole = clipping(tmp_path, number=99)
    path.write_bytes(book(whole, *many(tmp_path), issue=Issue("早报 & <晚报>", 1_739_580_000)))
    done = subprocess.run([*checker(), str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr
