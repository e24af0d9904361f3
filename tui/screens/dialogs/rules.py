"""The rules for what arrives: their order, on and off; and one of them, tried before it is kept."""

from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from tui.dataclass import replace
from tui.i18n import error_text, t
from tui.i18n.query import query_text
from tui.model.errors import KanbaoError, QueryError
from tui.model.smart import ACTIONS, TAG, Rule
from tui.screens.dialogs.arrange import Arrange, Row
from tui.screens.dialogs.choose import Choose
from tui.screens.dialogs.fields import Field, FieldsDialog
from tui.services.rule_book import Reach, RuleBook, Tried
from tui.services.undoing import Way
from tui.widgets.ink import Chrome, Ink

Keep = Callable[[Rule], object]
TryOut = Callable[[Rule], Awaitable[Tried | None]]


def said(rule: Rule, reaches: Sequence[Reach]) -> str:
    """What a rule does, and where, in words."""
    does = [t(f"rule.does.{each}") if each in ACTIONS else "#" + each.removeprefix(TAG) for each in rule.actions]
    reach = next((each for each in reaches if (each.address, each.folder) == (rule.address, rule.folder)), None)
    where = [] if not (rule.address or rule.folder) else [reach.label if reach else rule.address or rule.folder]
    return " · ".join([" ".join(does), *where])


class RulesDialog(Arrange):
    """All rules in the order they act."""

    def __init__(self, ink: Ink, chrome: Chrome, book: RuleBook, new: Rule, tools: "Tools") -> None:
        self.book = book
        self.reaches = book.reaches(t("rule.everywhere"))
        self._new = new
        self._tools = tools
        super().__init__(ink, chrome, t("rule.title"), t("rule.keys"))

    def items(self) -> list[Row]:
        """Name or search, and what is done."""
        return [
            Row(rule.name if rule.name == rule.query else f"{rule.name}  {rule.query}", said(rule, self.reaches),
                not rule.enabled)
            for rule in self.book.rules
        ] or [Row(t("rule.none"))]  # fmt: skip

    def on_mount(self) -> None:
        """Tell how to begin."""
        super().on_mount()
        if not self.book.rules:
            self.tell(t("rule.keys_none"))

    def add(self) -> None:
        """A new rule, made of the search that is shown."""
        self._open(len(self.book.rules), self._new)

    def change(self, index: int) -> None:
        """Open a rule."""
        if index < len(self.book.rules):
            self._open(index, self.book.rules[index])
        else:
            self.add()

    def _open(self, index: int, rule: Rule) -> None:
        def keep(made: Rule) -> None:
            self.book.keep(made, index, self._tools.now)

        form = RuleForm(self.ink, self.chrome, rule, self.reaches, keep=keep, try_out=self._tools.try_out)
        self.app.push_screen(form, lambda _: self.renew(min(index, len(self.book.rules) - 1)))

    def move(self, index: int, to: int) -> None:
        """Earlier or later."""
        rules = [*self.book.rules]
        rules.insert(to, rules.pop(index))
        self.book.put(rules)
        self.renew(to)

    def turn(self, index: int) -> None:
        """Off, or on again."""
        if index < len(self.book.rules):
            rules = [*self.book.rules]
            rules[index] = replace(rules[index], enabled=not rules[index].enabled)
            self.book.put(rules)
            self.renew()

    def take_away(self, index: int) -> None:
        """Take a rule away."""
        if index < len(self.book.rules):
            gone = self.book.rules[index]
            self.book.put([rule for place, rule in enumerate(self.book.rules) if place != index])
            self.renew()
            self.tell(t("rule.removed", name=gone.name))

    def travel(self, way: Way) -> None:
        """As it was before the last change, or after it again."""

        async def work() -> None:
            try:
                said = await self._tools.travel(way)
            except KanbaoError as error:
                said = error_text(error)
            self.renew()
            self.tell(said)

        self.run_worker(work())

    def other(self, key: str, index: int) -> bool:
        """What rules have hidden can be looked at."""
        if key != "v":
            return False
        self.dismiss(None)
        self._tools.show("is:hidden")
        return True


class Tools(NamedTuple):
    """What the panels ask of the screen that opens them: the time, to try a rule, to show a search, to take back."""

    now: int
    try_out: TryOut
    show: Callable[[str], None]
    travel: Callable[[Way], Awaitable[str]]


class RuleForm(FieldsDialog):
    """One rule; nothing of it holds before it is kept."""

    def __init__(
        self, ink: Ink, chrome: Chrome, rule: Rule, reaches: Sequence[Reach], *, keep: Keep, try_out: TryOut
    ) -> None:
        self.rule = rule
        self._reaches = reaches
        self._keep = keep
        self._try_it = try_out
        self._tried: Tried | None = None
        self._asked: Rule | None = None
        super().__init__(ink, chrome, t("rule.edit"))

    def on_mount(self) -> None:
        """Try it as it is."""
        super().on_mount()
        self._try_out()

    def fields(self) -> list[Field]:
        """What it looks for, where, what it does, and what that would have been."""
        rule = self.rule
        tags = " ".join(each.removeprefix(TAG) for each in rule.actions if each.startswith(TAG))
        reach = next(
            (each.label for each in self._reaches if (each.address, each.folder) == (rule.address, rule.folder)),
            rule.address or rule.folder,
        )
        tried = self._tried
        count = t("rule.trial", matched=tried.matched, last=tried.looked_at) if tried else ""
        rows = [
            Field("when", t("rule.when"), rule.query or t("setting.none"), t("rule.when_hint")),
            Field("where", t("rule.where"), reach, t("rule.where_hint")),
            Field("trial", t("rule.look"), count, t("rule.look_hint")),
            Field("name", t("rule.name"), rule.name or t("setting.none"), t("rule.name_hint")),
            Field("", t("rule.do")),
        ]
        rows += [
            Field(each, t(f"rule.does.{each}"), t("setting.yes" if each in rule.actions else "setting.no"),
                  t(f"rule.what.{each}"), each in rule.actions)
            for each in ACTIONS
        ]  # fmt: skip
        rows.append(Field("tags", t("rule.tags"), tags or t("setting.none"), t("rule.tags_hint"), bool(tags)))
        rows.append(Field("keep", t("rule.keep"), "", t("rule.keep_hint"), own=True))
        return rows

    def step(self, key: str, by: int) -> bool:
        """Turn an action; look; keep."""
        if key in ACTIONS:
            actions = [each for each in self.rule.actions if each != key]
            self.rule = replace(self.rule, actions=tuple(actions if key in self.rule.actions else [*actions, key]))
        elif key == "where":
            self._choose_where()
        elif key == "trial":
            if self._tried and self._tried.titles:
                rows = [(title, "") for title in self._tried.titles]
                self.app.push_screen(Choose(self.ink, self.chrome, t("rule.look"), rows))
        elif key == "keep":
            self._finish()
        else:
            return False
        return True

    def typed(self, key: str) -> str:
        """The value as it would be typed."""
        if key == "tags":
            return " ".join(each.removeprefix(TAG) for each in self.rule.actions if each.startswith(TAG))
        return self.rule.query if key == "when" else self.rule.name

    def take(self, key: str, text: str) -> str:
        """Set what was typed."""
        typed = " ".join(text.split())
        if key == "tags":
            others = [each for each in self.rule.actions if not each.startswith(TAG)]
            tags = typed.replace("，", " ").replace(",", " ").replace("#", " ").split()
            self.rule = replace(self.rule, actions=(*others, *(TAG + tag for tag in dict.fromkeys(tags))))
        elif key == "name":
            self.rule = replace(self.rule, name=typed)
        else:
            from tui.query.parse import parse_query

            try:
                parse_query(typed, 0)
            except QueryError as error:
                return query_text(error)
            self.rule = replace(self.rule, query=typed)
            self._try_out()
        return ""

    def reset(self, key: str) -> None:
        """As in a new rule."""
        if key in ACTIONS and key in self.rule.actions:
            self.step(key, 1)
        elif key == "tags":
            self.take("tags", "")
        elif key == "where":
            self.rule = replace(self.rule, address="", folder="", feed=None)
            self._try_out()

    def _choose_where(self) -> None:
        def answered(number: int | None) -> None:
            if number is not None:
                reach = self._reaches[number]
                self.rule = replace(self.rule, address=reach.address, folder=reach.folder, feed=None)
                self.renew()
                self._try_out()

        rows = [(reach.label, reach.address) for reach in self._reaches]
        hint = t("search.type")
        self.app.push_screen(Choose(self.ink, self.chrome, t("rule.where"), rows, hint=hint, typing=True), answered)

    def _try_out(self) -> None:
        async def work() -> None:
            asked = self._asked = self.rule
            tried = await self._try_it(asked)
            if tried is not None and asked == self._asked:
                self._tried = tried
                self.renew()

        if self.rule.query:
            self.run_worker(work())

    def _finish(self) -> None:
        if not self.rule.query:
            self.call_after_refresh(self._tell, t("rule.when_hint"))
        elif not self.rule.actions:
            self.call_after_refresh(self._tell, t("rule.no_action"))
        else:
            self._keep(self.rule)
            self.dismiss(None)
