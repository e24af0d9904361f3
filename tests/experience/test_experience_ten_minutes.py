"""The first ten minutes of a new reader, played on the real program in a terminal of two sizes and both languages."""

import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

import pytest

from tests.experience.tmux import Tmux
from tests.support.feeds import rss
from tests.support.server import Reply, Server
from tui.i18n import choose_language, t

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed: no screen to read")

# The starter list with feeds of this machine in it; all else is the program as it is installed.
BEGIN = """
import sys
from tui.services import starter
feeds = tuple(starter.StarterFeed("报纸", title, url) for title, url in zip("甲乙丙丁", sys.argv[1:5], strict=True))
starter.starter_feeds = lambda: feeds
from tui.cli.main import main
sys.exit(main(sys.argv[5:]))
"""
PAPERS = {"a": "晨报", "b": "晚报", "c": "周刊", "d": "没人选的报"}
TITLES = ("书市开张", "大桥通车", "茶馆重开")

SPEAKING = Lock()


@pytest.fixture
def papers() -> Iterator[Server]:
    with Server() as server:
        for name, title in PAPERS.items():
            text = "河水漫过石阶。" * 20
            entries, link = [f"{title}的{each}" for each in TITLES], server.url(f"/{name}")
            server.route(f"/{name}", Reply(rss(entries, title=title, link=link, text=text)))
            # What is saved is fetched whole; from a page elsewhere the words that it failed would come at any moment.
            for place, entry in enumerate(entries):
                page = f"<html><body><article><h1>{entry}</h1><p>{text}</p></article></body></html>"
                server.route(f"/{name}/{len(entries) - place}", Reply(page.encode(), {"Content-Type": "text/html"}))
        yield server


class Beginner:
    """A reader with a terminal of some size, who knows one language."""

    def __init__(self, papers: Server, folder: Path, size: tuple[int, int], language: str) -> None:
        folder.mkdir()
        self.language = language
        self.config = folder / "config.toml"
        self.folder = folder / "exported"
        keep = f'[keep]\nexport_folder = "{self.folder}"\nexport_format = "md"\n'
        self.config.write_text(f'[fetch]\nallow_hosts = ["{papers.host}"]\n{keep}', "utf-8")
        urls = [papers.url(f"/{name}") for name in PAPERS]
        command = [sys.executable, "-c", BEGIN, *urls, "--data-dir", str(folder / "library"), "--lang", language]
        environment = {"KANBAO_CONFIG": str(self.config), "HOME": str(folder), "COLORTERM": "truecolor"}
        self.screen = Tmux(command, size, folder, environment)

    def say(self, key: str, **facts: object) -> str:
        # The language is one for the process, and the readers play at the same time.
        with SPEAKING:
            choose_language(self.language)
            return t(key, **facts)

    def play(self) -> None:
        with self.screen as screen:
            self.choose_three_feeds(screen)
            self.read_five_articles(screen)
            self.tag_search_and_save(screen)
            self.export_what_is_saved(screen)
            self.change_the_theme(screen)
            self.mark_all_and_undo(screen)
            screen.press("q")
            assert screen.status() == 0

    def choose_three_feeds(self, screen: Tmux) -> None:
        screen.until(self.say("command.starter"), self.say("command.sample"))
        screen.press("p")
        screen.until(self.say("dialog.starter_title"), "丁", "0/4")
        screen.press("j", "Space", "j", "Space", "j", "Space")
        screen.until("3/4")
        screen.press("Enter")
        screen.until(self.say("notice.refreshed", new=9), "周刊的书市开张", gone=[self.say("welcome.title")])

    def read_five_articles(self, screen: Tmux) -> None:
        shown = screen.until(f"{self.say('head.unread')} 9")
        assert "没人选的报" not in shown
        screen.press("g", "Enter")
        screen.until("河水漫过石阶。", f"{self.say('head.unread')} 8")
        for left in (7, 6, 5, 4):
            screen.press("n")
            screen.until("河水漫过石阶。", f"{self.say('head.unread')} {left}")

    def tag_search_and_save(self, screen: Tmux) -> None:
        # What is typed before the dialog or the prompt has come up is text for it.
        screen.press("+")
        screen.type("好文")
        screen.until(self.say("dialog.tag_title"), "好文")
        screen.press("Enter")
        screen.until(self.say("notice.tagged", tags="好文"))
        screen.press("1", "2", "/")
        screen.type("大桥")
        # The foot of the article in sight may name what the list does not.
        screen.until("周刊的大桥通车", "晨报的大桥通车", self.say("list.search", text="大桥"), " / 大桥")
        screen.press("Enter")
        screen.until("周刊的大桥通车", gone=[" / 大桥"])
        screen.press("S")
        screen.until(f"{self.say('head.saved')} 1", self.say("saving.done_text", title="")[-6:])
        screen.press("Escape")
        # The article's foot may name what the list does not.
        screen.until("的书市开张", "的茶馆重开", gone=[self.say("list.search", text="大桥")])

    def export_what_is_saved(self, screen: Tmux) -> None:
        screen.press("e")
        screen.until(self.say("export.title"))
        screen.press("e")
        screen.until(self.say("export.done", n=1, path="")[:8])
        [file] = self.folder.rglob("*.md")
        assert "河水漫过石阶。" in file.read_text("utf-8")

    def change_the_theme(self, screen: Tmux) -> None:
        screen.press("T")
        screen.until(self.say("dialog.themes_title"), self.say("setting.auto"))
        screen.press("j", "Enter")
        screen.until(self.say("notice.theme", name=""))
        assert "theme = " in self.config.read_text("utf-8")

    def mark_all_and_undo(self, screen: Tmux) -> None:
        screen.press("M")
        screen.until(f"{self.say('head.unread')} 0", self.say("notice.marked_all", n=4))
        screen.press("u")
        screen.until(f"{self.say('head.unread')} 4")


def test_the_first_ten_minutes(papers: Server, tmp_path: Path) -> None:
    # Side by side: each waits most of the time for what the program does next.
    terminals = [(size, language) for size in ((100, 30), (50, 20)) for language in ("zh", "en")]
    beginners = [Beginner(papers, tmp_path / str(n), *each) for n, each in enumerate(terminals)]
    with ThreadPoolExecutor(len(beginners)) as threads:
        for played in [threads.submit(beginner.play) for beginner in beginners]:
            played.result()
