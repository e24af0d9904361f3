"""Link hints: letters beside each link in sight; typing them follows it, as capitals it copies the address."""

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.text.clip import clip
from tui.text.width import cells
from tui.widgets.article_page import ArticlePage

if TYPE_CHECKING:
    from tui.typeset.line import Line

ALPHABET = "asdfghjkl"
LONGEST_NAME = 60


class Spot(NamedTuple):
    """Where a link begins in the pane, and where it leads."""

    y: int
    cell: int
    address: str


def labels(count: int, alphabet: str = ALPHABET) -> list[str]:
    """So many different labels, none the beginning of another, as short as can be, the shortest first."""
    if count <= 1:
        return list(alphabet[:count])
    made, at = [""], 0
    while len(made) - at < count:
        made += [made[at] + letter for letter in alphabet]
        at += 1
    return made[at : at + count]


class HintingPage(ArticlePage):
    """A page whose links can be followed by keys."""

    class LinkChosen(Message):
        """A link is to be opened, or its address copied; what else leads somewhere says so (see `Piece`)."""

        def __init__(self, address: str, *, copy: bool = False) -> None:
            super().__init__()
            self.address, self.copy = address, copy

    hints: dict[str, str] = {}  # noqa: RUF012 (never changed, only replaced)
    """Labels and the addresses they lead to, while hints are shown."""
    _spots: tuple[Spot, ...] = ()
    _typed = ""
    _capital = False

    @property
    def links(self) -> tuple[str, ...]:
        """All links of the article in reading order, each once, those of its foot at the end."""
        if self._page is None:
            return ()
        self._page.finish()
        foot = [piece.target for pieces in self._foot for piece in pieces if piece.target]
        return tuple(dict.fromkeys([*self._page.links, *(target for target in foot if target[0] not in "#@")]))

    def named_links(self) -> list[tuple[str, str]]:
        """The links with the text that leads to them, as far as it is not the address."""
        addresses = self.links
        if self._page is None:
            return []
        names: dict[int, str] = {}
        for number in range(self._page.height):
            for run in self._page.line(number).runs:
                if run.link >= 0:
                    names[run.link] = names.get(run.link, "") + run.text
        first: dict[str, str] = {}
        for link, name in sorted(names.items()):
            first.setdefault(self._page.links[link], clip(name.strip(), LONGEST_NAME))
        return [(address, first.get(address, "")) for address in addresses]

    def begin_hints(self) -> bool:
        """Put letters beside each link in sight; False where there is none."""
        self._spots = tuple(self._links_in_sight())
        addresses = list(dict.fromkeys(spot.address for spot in self._spots))
        self.hints = dict(zip(labels(len(addresses)), addresses, strict=True))
        self._typed, self._capital = "", False
        self.refresh()
        self.post_message(self.StateChanged())
        return bool(self.hints)

    def end_hints(self) -> None:
        """Take the letters away."""
        if self.hints:
            self.hints, self._spots = {}, ()
            self.refresh()
            self.post_message(self.StateChanged())

    def on_key(self, event: events.Key) -> None:
        """While hints are shown every key belongs to them; one that is no letter of theirs takes them away."""
        if not self.hints:
            return
        event.stop()
        event.prevent_default()
        letter = event.character or ""
        if event.key == "backspace":
            self._typed = self._typed[:-1]
        elif letter.lower() in ALPHABET and letter:
            typed = self._typed + letter.lower()
            self._capital |= letter.isupper()
            if typed in self.hints:
                self.post_message(self.LinkChosen(self.hints[typed], copy=self._capital))
                self.end_hints()
            elif any(label.startswith(typed) for label in self.hints):
                self._typed = typed
        else:
            self.end_hints()
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """At another width the links stand elsewhere."""
        self.end_hints()

    def on_blur(self) -> None:
        """Letters typed elsewhere mean something else."""
        self.end_hints()

    def _links_in_sight(self) -> list[Spot]:
        found: list[Spot] = []
        if self._page is None:
            return found
        seen: set[int] = set()
        for y in range(self.size.height):
            number = self.top + y - len(self._head)
            if number >= 0 and self._page.ensure(number):
                for cell, link in _links_on(self._page.line(number), seen):
                    found.append(Spot(y, self._pad + cell, self._page.links[link]))
                continue
            edge = self._pad + self._page.options.margin
            for piece in self._pieces_on(number):
                if piece.target:
                    found.append(Spot(y, edge, piece.target))
                edge += cells(piece.text)
        return found

    def labelled(self, y: int, strip: Strip) -> Strip:
        """A line with the letters beside its links, as far as they begin with what was typed."""
        if not self.hints:
            return strip
        label_of = {address: label for label, address in self.hints.items() if label.startswith(self._typed)}
        here = [(spot.cell, label_of[spot.address]) for spot in self._spots if spot.y == y and spot.address in label_of]
        if not here:
            return strip
        # Where the line has room the letters move the text aside, else they stand on it.
        text = strip.text.rstrip()
        beside = cells(text) + sum(len(label) for _, label in here) <= self.size.width
        parts, at = [], 0
        for cell, label in here:
            parts.append(strip.crop(at, cell))
            typed, rest = label[: len(self._typed)], label[len(self._typed) :]
            style = self.ink.style("ink", "hit", "bold")
            parts.append(Strip([Segment(typed, self.ink.style("muted", "hit")), Segment(rest, style)], len(label)))
            at = cell if beside else cell + len(label)
        parts.append(strip.crop(at, None))
        return Strip.join(parts).crop(0, self.size.width)


def _links_on(line: "Line", seen: set[int]) -> list[tuple[int, int]]:
    """Cell and number of each link that begins on a line; one that goes on from a line above has its letters there."""
    found, edge = [], line.left
    for run in line.runs:
        if run.link >= 0 and run.link not in seen and run.text:
            seen.add(run.link)
            found.append((edge, run.link))
        edge += cells(run.text)
    return found
