"""The grammar of the command line; its words are in the catalogues."""

import argparse
from collections.abc import Callable

from tui.export.formats import MODULES
from tui.i18n import t


def build_parser(version: str) -> argparse.ArgumentParser:
    """The parser with all commands."""
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    _shared(shared)
    parser = argparse.ArgumentParser(prog="kanbao", description=t("cli.kanbao"), allow_abbrev=False)
    _shared(parser)
    parser.add_argument("--version", action="version", version=f"kanbao {version}")
    commands = parser.add_subparsers(dest="command", metavar=t("cli.command"), title=t("cli.commands"))

    def command(name: str) -> argparse.ArgumentParser:
        words = t(f"cli.{name}")
        return commands.add_parser(name, help=words, description=words, parents=[shared], allow_abbrev=False)

    command("demo")
    add = command("add")
    add.add_argument("url", nargs="+", metavar="URL")
    add.add_argument("--title", default="", help=t("cli.option.title"))
    add.add_argument("--folder", default="", help=t("cli.option.folder"))
    add.add_argument("--tag", action="append", default=[], help=t("cli.option.tag"))
    add.add_argument("--full-text", action="store_true", help=t("cli.option.full_text"))
    _private(add)
    _json(command("feeds"))
    command("remove").add_argument("feed", nargs="+", metavar="FEED")
    refresh = command("refresh")
    refresh.add_argument("feed", nargs="*", metavar="FEED")
    _json(refresh)
    listing = command("list")
    listing.add_argument("query", nargs="*", metavar="QUERY")
    _limit(listing)
    search = command("search")
    search.add_argument("query", nargs="+", metavar="QUERY")
    _limit(search)
    show = command("show")
    show.add_argument("id", type=_id, metavar="ID")
    show.add_argument("--changes", action="store_true", help=t("cli.option.changes"))
    _cells(show)
    _json(show)
    page = command("extract")
    page.add_argument("input", nargs="+", metavar="FILE|URL")
    page.add_argument("--url", default="", metavar="ADDRESS", help=t("cli.option.url"))
    _json(page)
    _typeset(command("typeset"))
    mark = command("mark")
    _chosen(mark)
    for name in ("read", "unread", "star", "unstar"):
        mark.add_argument(f"--{name}", action="store_true", help=t(f"cli.option.{name}"))
    tag = command("tag")
    # Tags to take away begin with a minus, so all words are taken as they come.
    tag.add_argument("--query", metavar="QUERY", help=t("cli.option.query"))
    tag.add_argument("words", nargs=argparse.REMAINDER, metavar="ID…|--query QUERY +TAG… -TAG…")
    _keeping(command)
    _importing(command("import"))
    command("opml")
    _json(command("doctor"))
    _serving(command("serve"))
    return parser


def _keeping(command: Callable[[str], argparse.ArgumentParser]) -> None:
    """The commands about what is kept and handed on."""
    save = command("save")
    save.add_argument("id", nargs="*", metavar="ID|URL")
    save.add_argument("--later", action="store_true", help=t("cli.option.later"))
    _private(save)
    _json(save)
    save.add_argument("--query", metavar="QUERY", help=t("cli.option.query"))
    _chosen(command("unsave"))
    export = command("export")
    export.add_argument("id", nargs="*", type=_id, metavar="ID")
    export.add_argument("--query", metavar="QUERY", help=t("cli.option.query"))
    export.add_argument("--archive", action="store_true", help=t("cli.option.archive"))
    _output(export, "md")
    _json(export)
    mirror = command("mirror")
    mirror.add_argument("folder", nargs="?", metavar="DIR", default="")
    _json(mirror)
    paper = command("paper")
    paper.add_argument("--query", metavar="QUERY", default="", help=t("cli.option.query"))
    paper.add_argument("--since", metavar="TIME", default="24h", help=t("cli.option.since"))
    _output(paper, "txt")
    _json(paper)


def _importing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    _private(parser)


def _serving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", metavar="HOST", help=t("cli.option.host"))
    parser.add_argument("--port", type=_port, default=8000, metavar="PORT", help=t("cli.option.port"))
    parser.add_argument("--url", default="", metavar="URL", help=t("cli.option.public_url"))


def _shared(parser: argparse.ArgumentParser) -> None:
    suppressed = parser.argument_default is argparse.SUPPRESS
    default = argparse.SUPPRESS if suppressed else None
    parser.add_argument("--data-dir", metavar="DIR", default=default, help=t("cli.option.data_dir"))
    parser.add_argument("--config", metavar="FILE", default=default, help=t("cli.option.config"))
    parser.add_argument("--lang", choices=("zh", "en"), default=default, help=t("cli.option.lang"))


def _typeset(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", default="-", metavar="FILE")
    _cells(parser)
    parser.add_argument("--level", choices=("basic", "gb", "strict"), default="gb", help=t("cli.option.level"))
    for name in ("indent", "justify", "hanging", "space"):
        parser.add_argument(f"--{name}", action="store_true", help=t(f"cli.option.{name}"))


def _cells(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--width", type=_positive, metavar="N", help=t("cli.option.width"))
    parser.add_argument("--ambiguous", type=int, choices=(1, 2), default=None, help=t("cli.option.ambiguous"))


def _chosen(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="*", type=_id, metavar="ID")
    parser.add_argument("--query", metavar="QUERY", help=t("cli.option.query"))


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=t("cli.option.json"))


def _output(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument("--format", choices=tuple(MODULES), default=None, help=t("cli.option.format"))
    parser.set_defaults(usual_format=default)
    parser.add_argument("-o", "--output", metavar="PATH", default="", help=t("cli.option.output"))
    parser.add_argument("--width", type=_positive, metavar="N", help=t("cli.option.width"))


def _limit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=_positive, default=50, metavar="N", help=t("cli.option.limit"))
    _json(parser)


def _private(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--allow-private", action="store_true", help=t("cli.option.allow_private"))


def _positive(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 1_000_000:
        raise argparse.ArgumentTypeError(t("cli.wrong.positive", text=text))
    return number


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text[:6]) <= 65_535:
        raise argparse.ArgumentTypeError(t("cli.wrong.port", text=text))
    return int(text)


def _id(text: str) -> int:
    if not text.isdecimal() or len(text) > 18:
        raise argparse.ArgumentTypeError(t("cli.wrong.id", text=text))
    return int(text)
