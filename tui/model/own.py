"""Programs of the reader's own: commands for articles, and hooks behind a refresh."""

from typing import Literal

from tui.dataclass import dataclass

Input = Literal["none", "text", "markdown", "html", "json"]
Of = Literal["article", "selection", "query"]
AnswerTo = Literal["show", "note", "none"]
INPUTS: tuple[Input, ...] = ("none", "text", "markdown", "html", "json")
OFS: tuple[Of, ...] = ("article", "selection", "query")
ANSWERS: tuple[AnswerTo, ...] = ("show", "note", "none")


@dataclass(frozen=True, slots=True)
class OwnCommand:
    """A program and its arguments (``%u``: the article's address), what it is given, and where its answer goes.

    ``key`` is as people write keys, empty for none; ``seconds`` is how long it may take.
    """

    name: str
    run: tuple[str, ...]
    key: str = ""
    input: Input = "text"
    of: Of = "article"
    answer: AnswerTo = "show"
    seconds: int = 60


@dataclass(frozen=True, slots=True)
class Hook:
    """A program that is run behind every refresh which brought something; it gets the sum as JSON."""

    run: tuple[str, ...]
    seconds: int = 60
