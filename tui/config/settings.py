"""Everything the reader can set, with its default: the one declaration that reading and checking derive from."""

from collections.abc import Iterator, Mapping

from tui.config.options import Option, declared, option
from tui.dataclass import dataclass, field
from tui.model.own import Hook, OwnCommand
from tui.model.smart import Rule

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Reading:
    """How articles are set and shown; ``measure`` is in cells, the levels of line breaking are CLREQ's."""

    measure: int = option(76, low=20, high=400)
    indent: bool = option(True)
    level: str = option("gb", choices=("basic", "gb", "strict", "uax14"))
    hanging: bool = option(False)
    justify: bool = option(False)
    han_latin_space: bool = option(False)
    theme: str = option("auto")
    language: str = option("auto", choices=("auto", "zh", "zh-CN", "en"))
    ambiguous: str = option("auto", choices=("auto", "1", "2"))
    keymap: str = option("default", choices=("default", "vim", "newsboat"))
    list: str = option("comfortable", choices=("comfortable", "compact"))
    chrome: str = option("auto", choices=("auto", "ascii"))
    reduced_motion: bool = option(False)
    copy: str = option("terminal", choices=("terminal", "wl-copy", "xclip", "pbcopy", "clip"))
    unread_only: bool = option(False)
    mark_read_on_open: bool = option(True)
    images: str = option("ask", choices=("never", "ask", "always"))
    graphics: str = option("auto", choices=("auto", "blocks"))


@dataclass(frozen=True, slots=True)
class Fetching:
    """How servers are asked; ``deadline`` in seconds, intervals in minutes; ``sync_every`` 0 is only when asked.

    ``rsshub`` are the instances that ``rsshub://`` feeds are fetched from, the first that answers.
    ``allow_hosts`` names private hosts or networks that may be asked although an address came from elsewhere.
    """

    proxy: str = option("", starts=("http://", "https://"))
    deadline: float = option(30.0, low=1, high=600)
    allow_hosts: tuple[str, ...] = option(())
    interval_min: int = option(15, low=1, high=30 * DAY)
    interval_max: int = option(DAY, low=1, high=30 * DAY)
    concurrency: int = option(40, low=1, high=200)
    per_host: int = option(2, low=1, high=16)
    rsshub: tuple[str, ...] = option(("https://rsshub.app",))
    refresh_on_start: bool = option(False)
    sync_every: int = option(15, low=0, high=DAY)


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long read entries stay: ``days``, and at most ``per_feed`` of one feed; 0 is without end.

    ``mirror`` is a folder in which every saved article stands as Markdown, empty for none. ``export_folder`` and
    ``export_format`` are those of the last export. What is taken along offline ends at so many entries or megabytes.
    """

    days: int = option(90, low=0, high=36_500)
    per_feed: int = option(2_000, low=0, high=1_000_000)
    mirror: str = option("")
    export_folder: str = option("~/kanbao")
    export_format: str = option("md", choices=("md", "html", "epub", "txt", "json"))
    offline_entries: int = option(500, low=1, high=20_000)
    offline_megabytes: int = option(500, low=1, high=100_000)


@dataclass(frozen=True, slots=True)
class Papering:
    """What goes into the morning paper: a search, and from when on (``24h``, ``3d``, ``今天``)."""

    query: str = option("")
    since: str = option("24h")


@dataclass(frozen=True, slots=True)
class Browser:
    """The program for addresses and its arguments, ``%u`` for the address; empty is the system's own."""

    command: tuple[str, ...] = option(())


@dataclass(frozen=True, slots=True)
class Notify:
    """How the reader is called for what rules and smart feeds want told; never from one hour to the other.

    ``quiet_from`` and ``quiet_to`` are hours of the day, the same twice for none.
    """

    bell: bool = option(False)
    terminal: str = option("off", choices=("off", "osc9", "osc777"))
    desktop: bool = option(False)
    quiet_from: int = option(0, low=0, high=23)
    quiet_to: int = option(0, low=0, high=23)


@dataclass(frozen=True, slots=True)
class Media:
    """Audio, video and PDF: the program that opens them (``%u``; empty is the system's), and where downloads go.

    An empty ``folder`` is one beside the library; ``most`` is in megabytes of one file.
    """

    command: tuple[str, ...] = option(())
    folder: str = option("")
    most: int = option(500, low=1, high=100_000)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; ``keys`` maps a command's id to the reader's own keys for it, whether or not they exist.

    ``rules`` act on what arrives, ``hooks`` run behind a refresh, ``commands`` by key; all in the order of the file.
    """

    reading: Reading = field(default_factory=Reading)
    fetch: Fetching = field(default_factory=Fetching)
    keep: Keeping = field(default_factory=Keeping)
    paper: Papering = field(default_factory=Papering)
    browser: Browser = field(default_factory=Browser)
    notify: Notify = field(default_factory=Notify)
    media: Media = field(default_factory=Media)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    commands: tuple[OwnCommand, ...] = ()
    hooks: tuple[Hook, ...] = ()


_LISTS = ("keys", "rules", "commands", "hooks")
SECTIONS: Mapping[str, type] = {
    name: type(getattr(Settings(), name)) for name in Settings.__match_args__ if name not in _LISTS
}


def options() -> Iterator[Option]:
    """Every option there is, section by section."""
    for section, table in SECTIONS.items():
        yield from declared(section, table)
