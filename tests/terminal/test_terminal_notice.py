"""Calls of the terminal: whatever a feed writes, the sequence is ours."""

from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.notice import LONGEST, Way, notice_sequence


def test_each_terminals_way() -> None:
    assert notice_sequence("报", "甲;乙", bell=True, way="off") == "\a"
    assert notice_sequence("报", "甲;乙", bell=False, way="osc9") == "\x1b]9;报 · 甲;乙\x1b\\"
    assert notice_sequence("报;x", "甲;乙", bell=True, way="osc777") == "\x1b]777;notify;报；x;甲；乙\x1b\\\a"
    assert notice_sequence("4;1", "5", bell=False, way="osc9") == "\x1b]9; · 5\x1b\\"


@given(st.text(), st.text(max_size=500), st.sampled_from(["osc9", "osc777"]))
def test_no_text_ends_the_sequence(title: str, body: str, way: Way) -> None:
    sent = notice_sequence(title, body, bell=False, way=way)
    inside = sent.removeprefix("\x1b]").removesuffix("\x1b\\")
    assert sent == f"\x1b]{inside}\x1b\\"
    assert inside.isprintable()
    assert len(inside) < 2 * LONGEST + 20
    assert inside.count(";") <= (3 if way == "osc777" else LONGEST * 2)
