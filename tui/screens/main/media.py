"""Files that come with articles: listed, opened, downloaded."""

from typing import TYPE_CHECKING

from textual.worker import Worker

from tui.i18n import t
from tui.model.errors import KanbaoError
from tui.model.events import Downloading
from tui.screens.main.base import Part

if TYPE_CHECKING:
    from tui.screens.dialogs.enclosures import Wish
    from tui.services.enclosures import EnclosureState


class Media(Part):
    """The command for enclosures."""

    _download: Worker[None] | None = None

    def do_enclosures(self) -> None:
        """List the files of the article."""
        from tui.screens.dialogs.enclosures import Enclosures
        from tui.services.enclosures import enclosures

        entry = self.current_entry()
        files = enclosures(self.newsroom.library, entry.id) if entry is not None else []
        if entry is None or not files:
            self.say(t("notice.no_enclosures"))
            return
        number = entry.id

        def answered(wish: "Wish | None") -> None:
            if wish is not None:
                self._take_wish(number, files[wish[1]], wish[0])

        self.app.push_screen(Enclosures(self.ink, self.chrome, files, self.newsroom.now()), answered)

    def _take_wish(self, entry: int, file: "EnclosureState", wish: str) -> None:
        from tui.services.enclosures import open_enclosure

        if wish == "download" and not file.file:
            if self._download is not None and not self._download.is_finished:
                self.say(t("notice.download_running"))
            else:
                self._download = self.run_worker(self._fetch_file(entry, file), exit_on_error=True)
        elif open_enclosure(file, self.newsroom.settings.media.command):
            self.begin(self.newsroom.played(entry, file.enclosure.url))
            self.say(t("notice.enclosure_opened", name=file.name))
        else:
            self.say(t("notice.enclosure_not_opened", name=file.name), severe=True)

    async def _fetch_file(self, entry: int, file: "EnclosureState") -> None:
        self.foot.stand(t("notice.downloading", done="0", total="…"))
        try:
            target = await self.newsroom.download(entry, file.enclosure.url)
        except KanbaoError as error:
            self.complain(error)
        else:
            self.say(t("notice.downloaded", file=target))
        finally:
            self.foot.stand("")

    def tell_download(self, event: Downloading) -> None:
        """How far a download has come."""
        total = f"{event.total / 1_000_000:,.1f}" if event.total else "…"
        self.foot.stand(t("notice.downloading", done=f"{event.done / 1_000_000:,.1f}", total=total))

    def stop_fetching(self) -> bool:
        """Give up the download, else what else is being fetched."""
        if self._download is None or self._download.is_finished:
            return super().stop_fetching()
        self._download.cancel()
        self.say(t("notice.fetching_cancelled"))
        return True
