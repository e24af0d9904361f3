"""``kanbao password``: the user and password of a feed."""

import argparse
import getpass
import sys

from tui.cli.context import Context
from tui.cli.output import say
from tui.i18n import t
from tui.secrets.keep import Secrets
from tui.services.logins import give, places, settle


def run_password(context: Context, options: argparse.Namespace) -> int:
    """Ask for user and password of a feed and keep them; with both empty, the feed is asked for without."""
    feed = context.library.feeds.find(options.feed)
    give(context.library, feed.id, *_asked())
    settle(context.folder)
    place = places(context.library, Secrets(context.folder)).get(feed.id)
    say(t(f"cli.password_{place or 'gone'}", title=feed.title))
    return 0


def _asked() -> tuple[str, str]:
    """Typed on a terminal, the password unseen; else the first two lines of standard input. Never an argument."""
    if sys.stdin.isatty():
        return input(t("cli.ask_user")), getpass.getpass(t("cli.ask_secret"))
    return sys.stdin.readline().rstrip("\r\n"), sys.stdin.readline().rstrip("\r\n")
