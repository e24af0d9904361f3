"""The colours a reader may give to tags, as the parts that themes have colours for: all can be read on paper."""

_ROLES = {
    "red": "error",
    "orange": "accent",
    "yellow": "starred",
    "green": "success",
    "cyan": "saved",
    "blue": "folder",
    "violet": "link",
    "grey": "muted",
}


def hue(colour: str) -> str:
    """The role in which a tag of this colour is drawn; that of all tags where it has none."""
    return _ROLES.get(colour, "tag")
