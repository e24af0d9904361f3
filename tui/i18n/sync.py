"""What waits for a server, in words."""

from tui.i18n.catalogue import t
from tui.model.account import Waiting


def wish_text(row: Waiting) -> str:
    """What a row of the outbox wants: "mark read", "move to 财经"."""
    if row.field.startswith("label:"):
        return t(f"sync.wish.label_{row.value}", name=row.field.removeprefix("label:"))
    if row.field in ("title", "folder"):
        return t(f"sync.wish.{row.field}", value=row.value)
    return t(f"sync.wish.{row.field}_{row.value}")
