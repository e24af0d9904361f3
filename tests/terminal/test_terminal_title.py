"""The window's title, and the one that was there before."""

from tui.terminal.title import title_sequence


def test_the_old_title_is_kept_once_and_given_back() -> None:
    assert title_sequence("", "看报（3）") == "\x1b[22;2t\x1b]2;看报（3）\x1b\\"
    assert title_sequence("看报（3）", "看报（2）") == "\x1b]2;看报（2）\x1b\\"
    assert title_sequence("看报（2）", "") == "\x1b]2;\x1b\\\x1b[23;2t"


def test_nothing_is_sent_for_the_same_title_and_no_control_ever() -> None:
    assert title_sequence("a", "a") == title_sequence("", "") == ""
    assert title_sequence("a", "b\x1b]2;c\x07") == "\x1b]2;b]2;c\x1b\\"
