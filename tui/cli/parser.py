"""The grammar of the command line; its words are in the catalogues."""

import argparse
from collections.abc import Callable
from typing import NoReturn, cast

from tui.cli.call import LANGUAGES
from tui.export.formats import MODULES
from tui.i18n import t
from tui.text.clean import clean_block


class Parser(argparse.ArgumentParser):
    """Tells what was wrong with a call, which quotes the call, without anything that a terminal would obey."""

    def error(self, message: str) -> NoReturn:
        """Say so, and leave with status 2."""
        super().error(clean_block(message))


class _Uncalled:
    """Stands for the parser of a command that is not called, and lets everything be said to it."""

    def __getattr__(self, name: str) -> Callable[..., "_Uncalled"]:
        return lambda *_, **__: self


def build_parser(version: str, only: str = "") -> argparse.ArgumentParser:
    """The parser with all commands, or with ``only`` the one that is called, which is sooner made."""
    shared = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    _shared(shared)
    parser = Parser(prog="kanbao", description=t("cli.kanbao"), allow_abbrev=False)
    _shared(parser)
    parser.add_argument("--version", action="version", version=f"kanbao {version}")
    commands = parser.add_subparsers(dest="command", metavar=t("cli.command"), title=t("cli.commands"))

    def command(name: str) -> argparse.ArgumentParser:
        if only not in ("", name):
            return cast(argparse.ArgumentParser, _Uncalled())
        words = t(f"cli.{name}")
        return commands.add_parser(name, help=words, description=words, parents=[shared], allow_abbrev=False)

    command("demo")
    add = command("add")
    add.add_argument("url", nargs="+", metavar="URL")
    add.add_argument("--title", default="", help=t("cli.option.title"))
    add.add_argument("--folder", default="", help=t("cli.option.folder"))
    add.add_argument("--tag", action="append", default=[], help=t("cli.option.tag"))
    add.add_argument("--full-text", action="store_true", help=t("cli.option.full_text"))
    add.add_argument("--account", default="", metavar="NAME", help=t("cli.option.on_account"))
    _private(add)
    _json(command("feeds"))
    command("remove").add_argument("feed", nargs="+", metavar="FEED")
    command("password").add_argument("feed", metavar="FEED")
    _refresh(command("refresh"))
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
    _finding(command)
    _keeping(command)
    _json(command("doctor"))
    _syncing(command)
    _serving(command("serve"))
    return parser


def _finding(command: Callable[[str], argparse.ArgumentParser]) -> None:
    """The commands about searches that are kept, and how what they find is spread."""
    rules = command("rules").add_subparsers(dest="what", required=True, metavar="list|test|add|remove|move")
    _json(rules.add_parser("list", help=t("cli.rules_list"), allow_abbrev=False))
    test = rules.add_parser("test", help=t("cli.rules_test"), allow_abbrev=False)
    test.add_argument("query", nargs="+", metavar="QUERY")
    test.add_argument("--last", type=_positive, default=1000, metavar="N", help=t("cli.option.last"))
    add = rules.add_parser("add", help=t("cli.rules_add"), allow_abbrev=False)
    add.add_argument("when", metavar="QUERY")
    add.add_argument("action", nargs="+", metavar="hide|read|star|save|notify|whole|tag:TAG")
    add.add_argument("--name", default="", help=t("cli.option.rule_name"))
    for parser in (test, add):
        parser.add_argument("--feed", default="", metavar="FEED", help=t("cli.option.rule_feed"))
        parser.add_argument("--folder", default="", help=t("cli.option.folder"))
    _json(test)
    rules.add_parser("remove", help=t("cli.rules_remove"), allow_abbrev=False).add_argument("name")
    move = rules.add_parser("move", help=t("cli.rules_move"), allow_abbrev=False)
    move.add_argument("name")
    move.add_argument("to", type=_positive, metavar="N")
    facets = command("facets")
    facets.add_argument("query", nargs="+", metavar="QUERY")
    _limit(facets)
    smart = command("smart").add_subparsers(dest="what", required=True, metavar="list|add|remove")
    _json(smart.add_parser("list", help=t("cli.smart_list"), allow_abbrev=False))
    keep = smart.add_parser("add", help=t("cli.smart_add"), allow_abbrev=False)
    keep.add_argument("title")
    keep.add_argument("query", metavar="QUERY")
    keep.add_argument("--sort", choices=("newest", "oldest", "best"), default="newest", help=t("smart.sort_hint"))
    keep.add_argument("--notify", action="store_true", help=t("smart.notify_hint"))
    smart.add_parser("remove", help=t("cli.smart_remove"), allow_abbrev=False).add_argument("name", metavar="ID|TITLE")


def _keeping(command: Callable[[str], argparse.ArgumentParser]) -> None:
    """The commands about what is kept and handed on."""
    bring = command("import")
    bring.add_argument("file", metavar="FILE")
    _private(bring)
    command("opml").add_argument("--with-passwords", action="store_true", help=t("cli.option.with_passwords"))
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
    _output(paper, "txt", "tui")
    _json(paper)


def _syncing(command: Callable[[str], argparse.ArgumentParser]) -> None:
    """The commands about accounts on feed servers."""
    accounts = command("accounts").add_subparsers(dest="what", required=True, metavar="add|test|list|login|remove")
    add = accounts.add_parser("add", help=t("cli.accounts_add"), description=t("cli.accounts_add"), allow_abbrev=False)
    add.add_argument("kind", choices=("miniflux", "greader"), metavar="miniflux|greader")
    add.add_argument("url", metavar="URL")
    add.add_argument("--name", default="", help=t("cli.option.account_name"))
    add.add_argument("--user", default="", help=t("cli.option.user"))
    add.add_argument("--no-verify", action="store_true", help=t("cli.option.no_verify"))
    _private(add)
    _json(accounts.add_parser("list", help=t("cli.accounts_list"), allow_abbrev=False))
    for name in ("test", "login"):
        words = t(f"cli.accounts_{name}")
        accounts.add_parser(name, help=words, description=words, allow_abbrev=False).add_argument("name")
    remove = accounts.add_parser("remove", help=t("cli.accounts_remove"), allow_abbrev=False)
    remove.add_argument("name")
    remove.add_argument("--keep", action="store_true", help=t("cli.option.keep_feeds"))
    remove.add_argument("--force", action="store_true", help=t("cli.option.force"))
    sync = command("sync")
    sync.add_argument("--account", action="append", default=[], metavar="NAME", help=t("cli.option.account"))
    one_way = sync.add_mutually_exclusive_group()
    one_way.add_argument("--push-only", action="store_true", help=t("cli.option.push_only"))
    one_way.add_argument("--pull-only", action="store_true", help=t("cli.option.pull_only"))
    _json(sync)
    outbox = command("outbox").add_subparsers(dest="what", required=True, metavar="list|retry|drop")
    _json(outbox.add_parser("list", help=t("cli.outbox_list"), allow_abbrev=False))
    retry = outbox.add_parser("retry", help=t("cli.outbox_retry"), allow_abbrev=False)
    retry.add_argument("id", nargs="*", type=_id, metavar="ID")
    drop = outbox.add_parser("drop", help=t("cli.outbox_drop"), allow_abbrev=False)
    drop.add_argument("id", nargs="+", type=_id, metavar="ID")


def _serving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", metavar="HOST", help=t("cli.option.host"))
    parser.add_argument("--port", type=_port, default=8000, metavar="PORT", help=t("cli.option.port"))
    parser.add_argument("--url", default="", metavar="URL", help=t("cli.option.public_url"))


def _shared(parser: argparse.ArgumentParser) -> None:
    suppressed = parser.argument_default is argparse.SUPPRESS
    default = argparse.SUPPRESS if suppressed else None
    parser.add_argument("--data-dir", metavar="DIR", default=default, help=t("cli.option.data_dir"))
    parser.add_argument("--config", metavar="FILE", default=default, help=t("cli.option.config"))
    parser.add_argument("--log-requests", metavar="FILE", default=default, help=t("cli.option.log_requests"))
    parser.add_argument("--lang", choices=LANGUAGES, default=default, help=t("cli.option.lang"))


def _refresh(refresh: argparse.ArgumentParser) -> None:
    refresh.add_argument("feed", nargs="*", metavar="FEED")
    refresh.add_argument("--full", action="store_true", help=t("cli.option.full"))
    refresh.add_argument("--query", metavar="QUERY", default="", help=t("cli.option.full_query"))
    _json(refresh)


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


def _output(parser: argparse.ArgumentParser, default: str, *more: str) -> None:
    parser.add_argument("--format", choices=(*MODULES, *more), default=None, help=t("cli.option.format"))
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
