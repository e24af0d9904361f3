"""Whether pictures can be decoded on this machine."""

from importlib.util import find_spec


def can_decode() -> bool:
    """Whether Pillow is installed, which is not imported for that."""
    return find_spec("PIL") is not None
