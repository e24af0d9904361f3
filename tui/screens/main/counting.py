"""Counts before a command: ``5j`` moves five rows, ``12G`` goes to the twelfth."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.commands import BY_ID, REPEATED
from tui.screens.main.base import Part

MOST = 999


class Counting(Part):
    """Digits that are no command of their own gather to a count, which the next command takes."""

    count = 0
    own_keys: Mapping[str, tuple[str, ...]]

    def action_digit(self, digit: str) -> None:
        """One more digit of a count."""
        self.count = min(MOST, self.count * 10 + int(digit))
        self.foot.tell(str(self.count) if self.count else "")

    def action_run(self, command: str) -> None:
        """Do a command of the table by its id, as often as was counted."""
        count, self.count = self.count, 0
        if count:
            self.foot.tell("")
        if count and command == "leave":
            return  # Esc takes back the count, and nothing else.
        if count and command in ("top", "bottom"):
            self.do_top()
            command, count = "down", count - 1
        elif command not in REPEATED:
            count = 1
        else:
            count = max(1, count)
        do = getattr(self, f"do_{BY_ID[command].id}")
        for _ in range(count):
            do()

    def is_digit(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Whether, with a count begun, a key is its next digit rather than the command that it is otherwise."""
        if not self.count or action != "run":
            return False
        return any(key.isdecimal() for key in self.own_keys.get(str(parameters[0]), ()))

    if TYPE_CHECKING:

        def do_top(self) -> None: ...
