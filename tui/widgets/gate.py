"""One key after the other: the next is looked at when all that the last one began has come up.

Textual hands a key to whatever has the focus as it comes, while what the key before has called up (another pane, a
dialog) may be on its way: it would go to the wrong place, or to none.
"""

import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events
from textual.dom import DOMNode
from textual.widget import Widget
from textual.widgets import Input

from tui.widgets.lined import Lined

if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.worker import Worker

    Typed = events.Key | events.Paste

PATIENCE = 1.5
"""Seconds after which a key no longer waits for the one before: what that began takes long, or got lost."""
POLL = 0.01


class KeyGate:
    """Lets keys through one by one; all of it happens in the program's own loop."""

    def __init__(self, app: "App[Any]") -> None:
        self._app = app
        self._waiting: deque[Typed] = deque()
        self._due: Typed | None = None
        self._began = 0.0
        self._under_way = 0
        self._number = 0
        self._screen: Screen[Any] | None = None
        self._opening: Worker[None] | None = None

    @property
    def is_open(self) -> bool:
        """Whether no key is under way or waits."""
        return not (self._under_way or self._waiting or self._due)

    def admit(self, key: "Typed") -> bool:
        """Whether a key may go its way now; else it is kept, and comes again when its turn has come."""
        if key is self._due:
            self._due = None
            return True
        if self._due is None and (not self._under_way or time.monotonic() - self._began > PATIENCE):
            if not self._waiting:
                return True
            self._next()
        self._waiting.append(key)
        if len(self._waiting) == 1:
            self._app.set_timer(PATIENCE, self._lapse)
        return False

    async def straight(self, key: events.Key, node: Widget) -> bool:
        """Hand a key to a list or the article and up to the program at once; False where it has to go their way.

        Textual puts it into the queue of each widget that these lie in, one after the other, for a millisecond.
        """
        above = [each for each in node.ancestors_with_self if isinstance(each, Widget)]
        if not isinstance(node, Lined) or not self._app.app_focus or any(each.message_queue_size for each in above):
            return False  # what came before is on its way to one of them
        if await self._app._check_bindings(key.key, priority=True):
            return True
        for each in above:
            if (heard := getattr(each, "on_key", None)) is not None:
                heard(key)
            if key._stop_propagation:
                return True
        await self._app._check_bindings(key.key)
        return True

    def _lapse(self) -> None:
        """Whoever waits does not wait for ever."""
        if self._waiting and self._due is None and time.monotonic() - self._began > PATIENCE:
            self._under_way = 0
            self._next()

    def follow(self, node: DOMNode, screen: "Screen[Any]") -> None:
        """A key was handed to a widget of a screen: follow it up to the program."""
        self._number += 1
        self._under_way, self._began = self._number, time.monotonic()
        self._screen = screen
        self._step(node, partial(self._again, node, self._number, screen))

    def closed(self) -> None:
        """A screen was closed, perhaps by the key that is under way: what follows that may have been lost with it."""
        if self._under_way and self._screen is not None:
            self._app.call_later(self._through, self._under_way, self._screen)

    def wait_for(self, opening: "Worker[None]") -> None:
        """The key that is under way opens something that has to be looked up first."""
        self._opening = opening

    def _step(self, node: "MessagePump | None", then: Callable[[], None]) -> None:
        """Go up from widget to widget, behind whatever is on its way there."""
        while node is not None and node is not self._app:
            above = node.parent if isinstance(node, DOMNode) else None
            if node.call_later(self._step, above, then):
                return
            node = above
        self._app.call_later(then)

    def _again(self, node: DOMNode, number: int, screen: "Screen[Any]") -> None:
        """The key has been everywhere; an input tells what it made of it by a message, to be followed too."""
        then = partial(self._through, number, screen)
        if self._waiting and number == self._under_way and isinstance(node, Input):
            self._step(node, then)
        else:
            then()

    def _through(self, number: int, screen: "Screen[Any]") -> None:
        """What the key was bound to is done or has begun."""
        if number != self._under_way:
            return
        opening = self._opening
        if opening is not None and not opening.is_finished and time.monotonic() - self._began < PATIENCE:
            self._app.set_timer(POLL, lambda: self._through(number, screen))
            return
        # A new screen knows what has the focus when it has composed itself, which stands first in its queue.
        shown = self._app.screen
        then = partial(self._through, number, shown)
        if shown is screen or not shown.call_later(self._app.call_later, then):
            self._opening = None
            self._under_way = 0
            self._next()

    def _next(self) -> None:
        if self._waiting and self._due is None:
            self._due = self._waiting.popleft()
            self._app.post_message(self._due)
