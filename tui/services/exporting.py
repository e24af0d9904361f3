"""Export of articles: a file each in a folder, or all in one file; article by article, so that memory stays flat."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from tui.dataclass import dataclass, field, replace
from tui.export.clipping import Clipping, Format, Issue, PictureFile, Setting
from tui.export.folder import Folder
from tui.export.names import file_name
from tui.model.errors import CannotWrite, KanbaoError, NotFound
from tui.services.clippings import clipping
from tui.store.library import Library

PICTURES = "images"


@dataclass(frozen=True, slots=True)
class Written:
    """One file that was written, or one article that could not be: ``entry`` is 0 for a file of several."""

    entry: int
    path: Path | None = None
    bytes: int = 0
    entries: int = 1
    error: KanbaoError | None = None


Tell = Callable[[Written], None]


def goes_into_one_file(target: Path, format_: Format) -> bool:
    """Whether the reader named a file, by how it ends, and not a folder."""
    return target.name.lower().endswith(format_.suffix) and not target.is_dir()


@dataclass(frozen=True, slots=True)
class Job:
    """Where articles go and how: ``target`` is a file or a folder, ``issue`` names a file of several articles."""

    format: Format
    target: Path
    setting: Setting = field(default_factory=Setting)
    issue: Issue = field(default_factory=Issue)


def export(library: Library, entries: Iterable[int], job: Job, tell: Tell) -> None:
    """Write these articles; what is there already is left: a taken name gets a number. CannotWrite."""
    if goes_into_one_file(job.target, job.format):
        _write_one(library, entries, job, tell)
        return
    folder = Folder(job.target)
    setting = with_pictures(job.setting, folder)
    for entry in entries:
        try:
            cut = clipping(library, entry)
        except NotFound as error:
            tell(Written(entry, error=error))
            continue
        name = file_name(cut.title, job.format.suffix, cut.article.entry.when, str(entry), setting.zone)
        path = folder.write(name, _filler(job.format, [cut], Issue(), setting))
        tell(Written(entry, path, path.stat().st_size))


def write_clippings(clippings: Iterable[Clipping], job: Job) -> Path:
    """Articles that are made already, in one file; its path. CannotWrite."""
    folder = Folder(job.target.parent)
    setting = with_pictures(job.setting, folder)
    return folder.write(job.target.name, _filler(job.format, clippings, job.issue, setting))


def _write_one(library: Library, entries: Iterable[int], job: Job, tell: Tell) -> None:
    count = 0

    def clippings() -> Iterator[Clipping]:
        nonlocal count
        for entry in entries:
            try:
                cut = clipping(library, entry)
            except NotFound as error:
                tell(Written(entry, error=error))
                continue
            count += 1
            yield cut

    path = write_clippings(clippings(), job)
    tell(Written(0, path, path.stat().st_size, count))


def _filler(
    format_: Format, clippings: Iterable[Clipping], issue: Issue, setting: Setting
) -> Callable[[BinaryIO], None]:
    return lambda out: format_.write(out, clippings, issue, setting)


def with_pictures(setting: Setting, folder: Folder) -> Setting:
    """The setting in which pictures beside a text go into a folder in its folder; an address is the way there."""

    def beside(picture: PictureFile) -> str:
        pictures = folder.inside(PICTURES)
        try:
            pictures.keep(picture.name, picture.path)
        except CannotWrite:
            if picture.path.exists():
                raise
            return ""  # the picture's own file is lost: the article is worth having without it
        return f"{pictures.path.name}/{picture.name}".replace(" ", "%20")

    return replace(setting, beside=beside)
