"""What readers of an article have written below it."""

from tui.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment; ``html`` is sanitised, ``published`` seconds since 1970 (UTC), None where the feed does not say."""

    author: str
    published: int | None
    html: str
    url: str = ""
