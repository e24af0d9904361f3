"""Names of files: whatever a title says, every system takes the name, and it stays in the folder."""

import re
import unicodedata
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.export.names import LONGEST, file_name, numbered

ATTACKS = Path(__file__).parents[3] / "shared" / "attacks"
DAY = 1_739_580_000
FORBIDDEN = set('/\\:*?"<>|') | {chr(code) for code in range(32)} | {"\x7f"}


def is_safe(name: str) -> bool:
    # PureWindowsPath.is_reserved is deprecated in later Pythons, so its rule stands here.
    device = re.split("[. ]", name, maxsplit=1)[0].upper()
    reserved = device in {"CON", "PRN", "AUX", "NUL"} or (device[:-1] in {"COM", "LPT"} and device[-1:].isdigit())
    return (
        0 < len(name.encode()) <= LONGEST
        and not FORBIDDEN & set(name)
        and not reserved
        and not name.startswith((".", "-", "~", " "))
        and not name.endswith((".", " "))
        and PureWindowsPath(name).name == name
        and not any(
            unicodedata.bidirectional(sign) in ("RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI") for sign in name
        )
    )


@given(st.text(max_size=400), st.sampled_from([".md", ".epub"]), st.none() | st.integers(-(10**18), 10**18))
def test_every_title_makes_a_safe_name(title: str, suffix: str, date: int | None) -> None:
    name = file_name(title, suffix, date)
    assert is_safe(name)
    assert name.endswith(suffix)
    assert all(is_safe(numbered(name, number)) for number in (2, 99, 12345))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("深化产业援疆", "2025-02-15 深化产业援疆.md"),
        ("../../../../tmp/evil", "2025-02-15 ／..／..／..／tmp／evil.md"),
        ("/etc/cron.d/x", "2025-02-15 ／etc／cron.d／x.md"),
        ("..", "2025-02-15.md"),
        ("CON", "2025-02-15 CON.md"),
        (".bashrc", "2025-02-15 bashrc.md"),
        ("x .html", "2025-02-15 x .html.md"),
        ("甲\x00乙", "2025-02-15 甲乙.md"),
        ("甲\u202egnp.exe", "2025-02-15 甲gnp.exe.md"),
        ("问：“何为”？", "2025-02-15 问：“何为”？.md"),
        ('a/b:c*d?"e"<f>|g\\h', "2025-02-15 a／b：c＊d？＂e＂＜f＞｜g＼h.md"),
        ("👩‍👩‍👧 家庭", "2025-02-15 👩‍👩‍👧 家庭.md"),
        ("مرحبا", "2025-02-15 مرحبا.md"),
        ("", "2025-02-15.md"),
        ("尾点...", "2025-02-15 尾点.md"),
    ],
)
def test_titles(title: str, name: str) -> None:
    assert file_name(title, ".md", DAY) == name
    assert is_safe(name)


@pytest.mark.parametrize("title", ["CON", "nul", "aux.txt", "COM1", "lpt9.md", "CONIN$"])
def test_devices_of_windows_without_a_date(title: str) -> None:
    assert file_name(title, ".md") == f"_{title}.md"


def test_a_long_title_is_cut_between_characters() -> None:
    name = file_name("新" * 300, ".md", DAY)
    assert len(name.encode()) <= LONGEST
    assert name.endswith("新….md")
    family = file_name("👩‍👩‍👧" * 50, ".md", DAY)
    assert family.endswith("👩‍👩‍👧….md")
    assert len(numbered(name, 999_999).encode()) <= LONGEST


def test_numbers_stand_before_the_suffix() -> None:
    assert numbered("a.md", 1) == "a.md"
    assert numbered("a.md", 2) == "a (2).md"
    assert numbered("images", 3) == "images (3)"
