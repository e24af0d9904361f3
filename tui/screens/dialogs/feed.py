"""The settings of one feed."""

from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from typing import Any, Literal, cast

from textual import events

from tui.dataclass import dataclass, field
from tui.fetch.address import redact
from tui.i18n import error_text, t
from tui.model.errors import ConfigError, KanbaoError
from tui.screens.dialogs.fields import Field, FieldsDialog
from tui.services.feed_settings import FULL_TEXTS, IMAGES, SCRIPTS, SERVERS, SETTINGS, FeedSettings, Setting
from tui.widgets.ink import Chrome, Ink
from tui.widgets.words import Words

Value = str | int | bool | Sequence[str] | None
Change = Callable[[Setting, Value], Awaitable[FeedSettings]]
Travel = Callable[[Literal["undo", "redo"]], Awaitable[tuple[FeedSettings, str]]]
"""Takes back what was set last, or sets it again: what holds then, and words for it."""
REMEDY = "remedy."
ROOMY = 24
"""Lines of a screen from which on the panel has room for a sentence under its title."""
ENCODINGS = ("", "utf-8", "gb18030", "big5", "shift_jis", "euc-kr", "windows-1252")


@dataclass(frozen=True, slots=True)
class Doctor:
    """How a feed fares in words, and what can be done about it: (what it is called by, what it is about)."""

    words: str
    treat: Callable[[str], None]
    remedies: Sequence[tuple[str, str]] = field(default=())


class FeedDialog(FieldsDialog):
    """What the doctor proposes; title, folder, tags, pace, whole text, script, pictures and encoding of a feed."""

    DEFAULT_CSS = """
    FeedDialog #panel > #fares { padding-bottom: 1; }
    FeedDialog.tight #panel > #fares { display: none; }
    """

    def __init__(
        self, ink: Ink, chrome: Chrome, feed: FeedSettings, doctor: Doctor, *, change: Change, travel: Travel
    ) -> None:
        self.feed = feed
        self._doctor = doctor
        self._store = change
        self._travel = travel
        super().__init__(ink, chrome, t("dialog.feed_title", title=feed.title))

    def under_title(self) -> Iterable[Words]:
        """How the feed fares, in words."""
        return [Words(self._doctor.words, id="fares")] if self._doctor.words else []

    def on_resize(self, event: events.Resize) -> None:
        """How it fares is said where there is room; the foot of the screen below says it in any case."""
        self.set_class(event.size.height < ROOMY, "tight")

    def fields(self) -> list[Field]:
        """A row for each remedy, then for each setting."""
        remedies = [
            Field(REMEDY + name, t(f"remedy.{name}"), about, t(f"remedy_what.{name}"))
            for name, about in self._doctor.remedies
        ]
        if remedies:
            remedies = [Field("", t("feed.remedies")), *remedies, Field("", t("feed.settings"))]
        return [*remedies, *(self._row(name) for name in SETTINGS)]

    def keys_hint(self) -> str:
        """The keys of the panel, in words."""
        if self._field.key.startswith(REMEDY):
            return t("feed.remedy_keys")
        return f"{super().keys_hint()}   {t('feed.undo_hint')}"

    def _row(self, name: Setting) -> Field:
        held = getattr(self.feed, name)
        if self.feed.server and name in SERVERS:
            by_server = t("feed.by_server", name=self.feed.server)
            return Field(name, t(f"feed.name.{name}"), by_server, t(f"feed.what.{name}"))
        match name:
            case "url":
                value = redact(held)
            case "full_text":
                value = t("feed.full_text." + held.replace(" ", "_"))
            case "images":
                value = t("setting.choice.images." + held) if held else t("feed.as_for_all")
            case "script":
                value = t(f"feed.script.{held or 'own'}")
            case "paused":
                value = t("setting.yes" if held else "setting.no")
            case "interval":
                value = t("feed.by_itself") if held is None else t("feed.every", n=held)
            case "tags":
                value = " ".join(held) or t("setting.none")
            case "encoding":
                value = held or t("feed.by_itself")
            case _:
                value = held or t("setting.none")
        own = name not in ("title", "folder", "url") and held not in ("", (), None, False, "never")
        return Field(name, t(f"feed.name.{name}"), value, t(f"feed.what.{name}"), own)

    def step(self, key: str, by: int) -> bool:
        """The next of a few values."""
        if key == "paused":
            self._keep("paused", not self.feed.paused)
        elif key == "full_text":
            place = FULL_TEXTS.index(self.feed.full_text)
            self._keep("full_text", FULL_TEXTS[(place + by) % len(FULL_TEXTS)])
        elif key == "images":
            self._keep("images", IMAGES[(IMAGES.index(self.feed.images) + by) % len(IMAGES)])
        elif key == "script":
            place = SCRIPTS.index(self.feed.script)
            self._keep("script", SCRIPTS[(place + by) % len(SCRIPTS)])
        elif key == "encoding":
            place = ENCODINGS.index(self.feed.encoding) if self.feed.encoding in ENCODINGS else -by
            self._keep("encoding", ENCODINGS[(place + by) % len(ENCODINGS)])
        else:
            return False
        return True

    def _ask(self, field: Field) -> None:
        """A remedy closes the panel and is begun; all else is typed."""
        if field.key.startswith(REMEDY):
            self.dismiss(None)
            self._doctor.treat(field.key.removeprefix(REMEDY))
        else:
            super()._ask(field)

    def typed(self, key: str) -> str:
        """The value as it would be typed."""
        held = getattr(self.feed, key)
        return " ".join(held) if isinstance(held, tuple) else "" if held is None else str(held)

    def take(self, key: str, text: str) -> str:
        """Set what was typed."""
        name, typed = cast(Setting, key), text.strip()
        if name == "tags":
            self._keep(name, tuple(typed.replace("，", " ").replace(",", " ").replace("#", " ").split()))
        elif name == "interval":
            if typed and not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= 43_200):
                raise ConfigError(file="", line=1, key=t("feed.name.interval"), reason="range", expected="1–43200")
            self._keep(name, int(typed) if typed else None)
        elif typed != self.typed(key):
            self._keep(name, typed)
        return ""

    def reset(self, key: str) -> None:
        """As the feed itself has it."""
        empty: dict[str, Value] = {"tags": (), "interval": None, "full_text": "never", "paused": False}
        if key in SETTINGS and key != "url":
            self._keep(cast(Setting, key), empty.get(key, ""))

    def other(self, key: str) -> bool:
        """Taking back what was set, and setting it again."""
        ways: dict[str, Literal["undo", "redo"]] = {"u": "undo", "ctrl+r": "redo"}
        if key not in ways:
            return False

        async def work() -> None:
            self.feed, said = await self._travel(ways[key])
            self.renew()
            self._tell(said)

        self._begin(work())
        return True

    def _keep(self, name: Setting, value: Value) -> None:
        async def work() -> None:
            self.feed = await self._store(name, value)
            self.renew()

        self._begin(work())

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        async def run() -> None:
            try:
                await work
            except KanbaoError as error:
                self._tell(error_text(error))

        self.run_worker(run())
