"""Rows of dialogs, as they stand on the screen."""

from tui.lines.chrome import PRETTY
from tui.screens.dialogs.arrange import ArrangeRows, Row
from tui.screens.dialogs.choose import ChoiceRows
from tui.screens.dialogs.jump import PlaceRows
from tui.services.jumping import Place
from tui.text.width import cells
from tui.theme.load import load_theme
from tui.widgets.ink import Ink


def test_a_long_place_gives_way_to_where_it_is_from() -> None:
    long = "一个人失去了自己的心之后，还能活多久，活得怎么样，没有人说得清楚"
    rows = PlaceRows(Ink(load_theme("mo")), PRETTY, [Place("entry", "1", long, "凤凰文化", ((9, 11), (30, 31)))])
    for width in range(24, 120):
        text = rows.row_strips(0, width, selected=False)[0].text
        assert cells(text) == width
        assert text.rstrip().endswith("凤凰文化"), width
        assert text.count("…") == (0 if long in text else 1), width


def test_what_stands_at_the_right_is_never_left_out() -> None:
    long, ink = "https://example.org/a/very/long/address.xml", Ink(load_theme("mo"))
    arranged = ArrangeRows(ink, PRETTY, [])
    arranged.rows = [Row(long, "文化")]
    for rows in (ChoiceRows(ink, PRETTY, [(long, "文化")]), arranged):
        for width in range(24, 80):
            text = rows.row_strips(0, width, selected=True)[0].text
            assert cells(text) == width
            assert text.rstrip().endswith("  文化"), width
