"""Small screens over the main one: ask, choose, filter, help."""


def import_panels() -> None:
    """Import what nearly all of them need, and the largest of them."""
    from tui.screens.dialogs import jump, tag_filter

    assert jump and tag_filter
