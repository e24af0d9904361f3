"""Accounts on feed servers: syncing by key and by the clock, what waits, and the dialogs about it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from tui.commands import BY_ID, key_cap, keys_of
from tui.i18n import error_text, t
from tui.i18n.times import when
from tui.model.events import SyncEnded, SyncProgress, SyncStarted
from tui.screens.main.base import MainBase

if TYPE_CHECKING:
    from tui.model.account import Account, NewAccount

HERE = 0


class Syncing(MainBase):
    """The commands about accounts, and the events of a sync."""

    own_keys: Mapping[str, tuple[str, ...]]
    _under_way: str = ""
    _asked = False
    _put_aside: Mapping[int, int] = MappingProxyType({})

    def do_sync(self) -> None:
        """Sync all accounts now."""
        if not self.newsroom.accounts.all():
            self.do_accounts()
            return
        self._asked = True
        self.begin(self._sync(None))

    def sync_along(self) -> None:
        """Sync what accounts there are, beside a refresh."""
        if self.newsroom.library.has_accounts:
            self.do_sync()

    def tell_sync(self) -> None:
        """The sync that begins now is one the reader wants to hear of."""
        self._asked = True

    async def _sync(self, accounts: list[int] | None) -> None:
        if not await self.newsroom.accounts.sync(accounts):
            self.say(t("sync.running"))

    def sync_due(self) -> None:
        """Sync what is due by its schedule, quietly."""
        if self.newsroom.library.has_accounts:

            async def work() -> None:
                await self.newsroom.accounts.sync(due=True)

            self.begin(work())

    def heard_sync(self, event: SyncStarted | SyncProgress | SyncEnded) -> None:
        """How a sync goes: told in the head line, and at the foot where it was asked for or fails anew."""
        match event:
            case SyncStarted():
                self._under_way = t("sync.note_running", name=event.name)
            case SyncProgress(stage="push"):
                self._under_way = t("sync.note_sending", done=event.done, total=event.total)
            case SyncProgress():
                self._under_way = t("sync.note_taking", done=event.done)
                self.arrivals_soon()
            case SyncEnded():
                self._under_way = ""
                self._sync_ended(event)
        self.tell_head()

    def _sync_ended(self, ended: SyncEnded) -> None:
        asked, self._asked = self._asked, False
        before = self._put_aside.get(ended.account, 0)
        self._put_aside = {**self._put_aside, ended.account: ended.parked}
        if ended.changed:
            self.entries_changed(None)
        self.welcome_gone()
        if ended.new or ended.changed or asked:
            self.renew_sources()
            self.tell_arrivals()
        if ended.error and (asked or ended.status == "refused"):
            self.say(f"{ended.name}: {error_text(ended.error)}", severe=True)
        elif ended.parked > before:
            keys = keys_of(BY_ID["outbox"], self.own_keys)
            key = key_cap(keys[0]) if keys else ":"
            self.say(t("sync.parked", name=ended.name, n=ended.parked, key=key), severe=True)
        elif asked:
            said = {"cancelled": "sync.cancelled", "busy": "sync.busy"}.get(ended.status, "sync.ended")
            self.say(t(said, name=ended.name, new=ended.new, changed=ended.changed))

    @property
    def is_syncing(self) -> bool:
        """Whether a sync is under way."""
        return bool(self._under_way)

    def sync_note(self) -> str:
        """What the head line says: how far a sync is, what waits, or when all was well last. Empty without accounts."""
        if self._under_way:
            return self._under_way
        accounts = self.newsroom.accounts.all()
        if not accounts:
            return ""
        waiting, parked = (sum(getattr(each, name) for each in accounts) for name in ("pending", "parked"))
        trouble = any(each.state in ("failing", "refused") for each in accounts)
        last = min((each.last_ok or 0 for each in accounts), default=0)
        parts = [t("sync.note_trouble")] if trouble else []
        if parked:
            parts.append(t("sync.note_parked", n=parked))
        if waiting:
            parts.append(t("sync.note_waiting", n=waiting))
        elif last and not trouble:
            parts.append(t("sync.note_last", when=when(last, self.newsroom.now())))
        return " ".join(parts)

    # Accounts --------------------------------------------------------------------------------------------------------

    def do_accounts(self) -> None:
        """Choose an account to do something about, or add one."""
        from tui.screens.dialogs.choose import Choose

        accounts = self.newsroom.accounts.all()
        rows = [(each.name, self._facts(each)) for each in accounts]
        rows.append((t("sync.add"), ""))

        def answered(number: int | None) -> None:
            if number is not None and number < len(accounts):
                self._about(accounts[number])
            elif number is not None:
                self._add_account()

        self.app.push_screen(Choose(self.ink, self.chrome, t("sync.accounts_title"), rows), answered)

    def _facts(self, account: "Account") -> str:
        if account.error:
            return error_text(account.error)
        last = when(account.last_ok, self.newsroom.now()) if account.last_ok else t("sync.never")
        return t("sync.facts", last=last, pending=account.pending, parked=account.parked)

    def _about(self, account: "Account") -> None:
        from tui.screens.dialogs.choose import Choose

        names = ("sync", "test", "secret", "outbox", "keep", "remove")
        rows = [(t(f"sync.about.{name}"), "") for name in names]

        def answered(number: int | None) -> None:
            if number is not None:
                self._do_about(names[number], account)

        holds = t("sync.holds_labels" if "labels" in account.abilities else "sync.holds")
        hint = error_text(account.error) if account.error else f"{account.url}\n{holds}"
        self.app.push_screen(Choose(self.ink, self.chrome, account.name, rows, hint=hint), answered)

    def _do_about(self, what: str, account: "Account") -> None:
        match what:
            case "sync":
                self._asked = True
                self.begin(self._sync([account.id]))
            case "test":
                self.begin(self._login(account, ""))
            case "secret":
                self._ask_secret(account)
            case "outbox":
                self.do_outbox()
            case _:
                self._ask_remove(account, keep=what == "keep")

    def _ask_secret(self, account: "Account") -> None:
        from tui.screens.dialogs.ask import Ask

        def answered(secret: str | None) -> None:
            if secret:
                self.begin(self._login(account, secret))

        self.app.push_screen(Ask(self.ink, account.name, t("sync.secret_hint"), hidden=True), answered)

    async def _login(self, account: "Account", secret: str) -> None:
        self.say(t("sync.looking", name=account.name))
        count = await self.newsroom.accounts.login(account.id, secret)
        self.say(t("cli.account_works", name=account.name, n=count))
        self.tell_head()

    def _ask_remove(self, account: "Account", *, keep: bool) -> None:
        from tui.screens.dialogs.choose import Choose

        lost = account.pending + account.parked
        rows = [(t("sync.remove_no"), ""), (t("sync.remove_yes"), t("sync.remove_lost", n=lost) if lost else "")]
        title = t("sync.keep_title" if keep else "sync.remove_title", name=account.name)

        async def work() -> None:
            await self.newsroom.accounts.remove(account, keep=keep)
            self.subscriptions_changed()
            self.say(t("cli.account_removed", name=account.name))

        def answered(number: int | None) -> None:
            if number == 1:
                self.begin(work())

        self.app.push_screen(Choose(self.ink, self.chrome, title, rows), answered)

    def _add_account(self) -> None:
        from tui.screens.dialogs.account import AccountDialog

        async def add(new: "NewAccount") -> None:
            done = await self.newsroom.accounts.add(new)
            self.subscriptions_changed()
            self.say(t("sync.added", name=done["name"]))
            self._asked = True
            self.begin(self._sync([done["id"]]))

        self.app.push_screen(AccountDialog(self.ink, self.chrome, add))

    # What waits ------------------------------------------------------------------------------------------------------

    def do_outbox(self) -> None:
        """Look at what servers have yet to hold."""
        from tui.screens.dialogs.outbox import OutboxDialog

        rows = self.newsroom.accounts.waiting()
        if not rows:
            self.say(t("sync.nothing_waits" if self.newsroom.accounts.all() else "sync.no_accounts"))
            return

        def closed(_: None) -> None:
            self.tell_head()

        self.app.push_screen(OutboxDialog(self.ink, self.chrome, self.newsroom.accounts), closed)

    # Subscribing -----------------------------------------------------------------------------------------------------

    def subscribe_where(self, url: str) -> bool:
        """Ask on which account to subscribe; False where there is none to choose from."""
        from tui.screens.dialogs.choose import Choose

        accounts = [each for each in self.newsroom.accounts.all() if "subscribe" in each.abilities]
        if not accounts:
            return False

        async def work(account: "Account") -> None:
            address = await self.newsroom.accounts.subscribe(account.id, url)
            self.subscriptions_changed()
            self.say(t("cli.added_to_account", url=address, name=account.name))
            self.begin(self._sync([account.id]))

        def answered(number: int | None) -> None:
            if number == HERE:
                self.begin(self.subscribe(url))
            elif number is not None:
                self.begin(work(accounts[number - 1]))

        rows = [(t("sync.here"), ""), *((each.name, each.url) for each in accounts)]
        self.app.push_screen(Choose(self.ink, self.chrome, t("sync.where"), rows, hint=url), answered)
        return True
