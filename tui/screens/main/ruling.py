"""Rules for what arrives, on the screen."""

from typing import TYPE_CHECKING

from tui.config.settings import Settings
from tui.i18n import t
from tui.model.errors import Interrupted, QueryError
from tui.model.smart import Rule
from tui.screens.main.base import Part
from tui.services.undoing import Way, told

if TYPE_CHECKING:
    from tui.screens.main.setting import Shown
    from tui.services.rule_book import RuleBook, Tried


class Ruling(Part):
    """The panel of rules; what was done in it can be taken back in it and after it is closed."""

    program: "Shown"
    _book: "RuleBook | None" = None

    def do_rules(self) -> None:
        """The rules there are; a new one begins with the search that is shown."""
        from tui.screens.dialogs.rules import RulesDialog, Tools
        from tui.services.rule_book import RuleBook

        if self._book is None or tuple(self._book.rules) != self.newsroom.settings.rules:
            self._book = RuleBook(self.newsroom.library, self.newsroom.config, self.newsroom.settings, self._use_rules,
                                  self._note_rules)  # fmt: skip
        book, newsroom = self._book, self.newsroom

        async def travel(way: Way) -> str:
            act = await newsroom.travel(way, ("rules",))
            if act is None:
                return t(f"notice.nothing_{way}")
            book.hold(newsroom.settings.rules)
            self.begin(self.program.use(newsroom.settings))
            return told(way, act)

        tools = Tools(self.newsroom.now(), self._try_rule, self.show_search, travel)
        self.app.push_screen(RulesDialog(self.ink, self.chrome, self._book, self._rule_of_view(), tools))

    def _rule_of_view(self) -> Rule:
        """A rule for what the list shows."""
        view = self.view
        query = self.search_text if view.query is not None else ""
        address = self.newsroom.feed(view.feed).url if view.feed is not None else ""
        return Rule(query, (), folder=view.folder or "", address=address)

    def _use_rules(self, settings: Settings) -> None:
        self.newsroom.settings = settings
        self.begin(self.program.use(settings))
        if self._book is not None and self._book.moved:
            moved, self._book.moved = self._book.moved, []
            self.begin(self._forget_moved(moved))

    def _note_rules(self, before: list[str], after: list[str], label: str) -> None:
        self.begin(self.newsroom.undoing.note_rules(before, after, label))

    async def _forget_moved(self, rules: list[int]) -> None:
        for rule in rules:
            await self.newsroom.finder.remove_rule(rule)

    async def _try_rule(self, rule: Rule) -> "Tried | None":
        from tui.services.rule_book import try_out

        now = self.newsroom.now()
        try:
            return await self.newsroom.looker.ask(lambda library: try_out(library, rule, now))
        except (Interrupted, QueryError):
            return None
