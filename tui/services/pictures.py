"""The pictures of an article, fetched at full size within bounds."""

import asyncio
from collections.abc import Iterable, Sequence

from tui.dataclass import dataclass
from tui.fetch.client import Fetcher
from tui.fetch.request import FetchRequest
from tui.model.errors import FetchError, KanbaoError, ParseError, StoreError, TooLarge
from tui.model.saved import Picture
from tui.store.images import Images

MOST = 200
"""Pictures of one article; the longest photo series have about a hundred."""
LARGEST = 20_000_000
LARGEST_ALL = 200_000_000
AT_ONCE = 4

_SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
)


@dataclass(frozen=True, slots=True)
class Pictures:
    """Those that came, and those that did not with what happened."""

    kept: tuple[Picture, ...]
    missing: tuple[tuple[str, KanbaoError], ...]


async def fetch_pictures(fetcher: Fetcher, images: Images, urls: Sequence[str], private_host: str) -> Pictures:
    """Fetch these addresses, a few at a time; each file is on disk when it is named here.

    No Referer is sent, and no private address asked but those of ``private_host``. Raises StoreError alone.
    """
    budget = _Budget()
    slots = asyncio.Semaphore(AT_ONCE)

    async def one(url: str) -> Picture | KanbaoError:
        async with slots:
            if budget.left <= 0:
                return TooLarge(url=url, limit=LARGEST_ALL)
            request = FetchRequest(
                url,
                limit=min(LARGEST, budget.left),
                kind="image",
                allow_private=bool(private_host) and host_of(url) == private_host,
            )
            try:
                answer = await fetcher.get(request)
            except FetchError as error:
                return error
            budget.left -= len(answer.body)
            kind = kind_of(answer.body)
            if not kind:
                return ParseError(url=url, reason="picture")
            try:
                hash_ = await asyncio.to_thread(images.add, answer.body)
            except StoreError as error:
                # Raised here it would come out wrapped in a group, which nobody expects.
                return error
            return Picture(url, hash_, kind, len(answer.body))

    wanted = urls[:MOST]
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(url)) for url in wanted]
    found = [task.result() for task in tasks]
    for each in found:
        if isinstance(each, StoreError):
            raise each
    kept = tuple(each for each in found if isinstance(each, Picture))
    missing = [(url, each) for url, each in zip(wanted, found, strict=True) if isinstance(each, KanbaoError)]
    missing += [(url, TooLarge(url=url, limit=MOST)) for url in urls[MOST:]]
    return Pictures(kept, tuple(missing))


@dataclass(slots=True)
class _Budget:
    left: int = LARGEST_ALL


def kind_of(data: bytes) -> str:
    """The media type by the first bytes, "" for what is no picture of a kind that is kept.

    What a server calls it counts for nothing; SVG is left out because it can hold scripts.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return "image/avif" if data[4:12] in (b"ftypavif", b"ftypavis") else ""


def host_of(url: str) -> str:
    """The host of an address in lower case, with its port; "" where it has none."""
    return url.partition("://")[2].partition("/")[0].rpartition("@")[2].lower()


def total(pictures: Iterable[Picture]) -> int:
    """The bytes of pictures in all."""
    return sum(picture.bytes for picture in pictures)
