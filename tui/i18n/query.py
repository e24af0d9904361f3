"""What is wrong with a search, in words."""

from tui.i18n.catalogue import known, t
from tui.model.errors import QueryError


def query_text(error: QueryError) -> str:
    """The reason and the character, counted from 1, that it is about."""
    reason = str(error.about.get("reason", ""))
    key = f"query.{reason}" if known(f"query.{reason}") else "query.any"
    position = error.about.get("position")
    return t(key, position=(position if isinstance(position, int) else 0) + 1, text=error.about.get("text", ""))
