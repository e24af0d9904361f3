"""Screens that are left once, however many keys were on their way to them."""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

Answer = TypeVar("Answer")


class LeftOnce(Screen[Answer]):
    """A screen whose second leaving does nothing, where Textual would take away the one below, and at last the main."""

    @property
    def over(self) -> bool:
        """Whether it has been left: keys that were on their way by then still come here."""
        return self not in self.app.screen_stack

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Leave with an answer."""
        return AwaitComplete() if self.over else super().dismiss(result)
