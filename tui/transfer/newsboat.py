"""Newsboat's file of addresses: a feed a line, then its tags."""

from tui.transfer.subscriptions import Gathering, Subscriptions

_QUERY = "query:"


def read_urls(text: str, name: str = "") -> Subscriptions:
    """The feeds of a ``urls`` file; ``~Title`` gives a title, ``!`` (hidden) is passed over.

    Commands (``exec:``, ``filter:``) and queries are left out and told. Raises TransferError for a list that is too
    long; ``name`` is what it calls the file.
    """
    gathering = Gathering(name)
    for line in text.removeprefix("\ufeff").splitlines():
        words = _words(line)
        if not words:
            continue
        url, *labels = words
        if url.lower().startswith(_QUERY):
            gathering.skip(url[len(_QUERY) :].partition(":")[0], "query")
            continue
        title = next((label[1:] for label in labels if label.startswith("~")), "")
        gathering.add(url, title, tags=[label.lstrip("!") for label in labels if not label.startswith("~")])
    return gathering.finish()


def _words(line: str) -> list[str]:
    """The words of a line: parted by spaces, ``"…"`` holds spaces, a backslash takes the next sign as it is, # ends."""
    words: list[str] = []
    word: list[str] | None = None
    quoted = False
    signs = iter(line)
    for sign in signs:
        if sign == "\\" and quoted:
            (word := word or []).append(next(signs, ""))
        elif sign == '"':
            quoted = not quoted
            word = word if word is not None else []
        elif sign.isspace() and not quoted:
            if word:
                words.append("".join(word))
            word = None
        elif sign == "#" and not quoted and word is None:
            break
        else:
            word = word if word is not None else []
            word.append(sign)
    if word:
        words.append("".join(word))
    return words
