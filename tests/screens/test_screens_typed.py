"""Keys typed before the interface stands are not lost."""

from tui.widgets.typed import typed_events


def test_early_keys_become_events() -> None:
    keys = [event.key for event in typed_events("jj\x1b[B：\r".encode())]
    assert keys == ["j", "j", "down", "fullwidth_colon", "enter"]
    assert typed_events(b"") == []
