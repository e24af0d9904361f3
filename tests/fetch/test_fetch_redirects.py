import pytest

from tests.support.server import Reply, Server, redirect
from tui.fetch.client import Fetcher, FetchRequest
from tui.fetch.redirects import Trail
from tui.model.errors import BadAddress, HttpFailed, TooManyRedirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_every_kind_of_redirect_is_followed(server: Server, fetcher: Fetcher, status: int) -> None:
    server.route("/old", redirect("/new", status))
    server.route("/new", Reply(b"x"))
    response = await fetcher.get(FetchRequest(server.url("/old")))
    assert (response.url, response.body) == (server.url("/new"), b"x")
    assert response.moved_to == (server.url("/new") if status in (301, 308) else "")


@pytest.mark.parametrize(
    ("statuses", "moved_to"),
    [((301, 308), "/2"), ((301, 302), "/1"), ((302, 301), ""), ((308, 307, 301), "/1")],
)
def test_only_what_permanent_redirects_lead_to_has_moved(statuses: tuple[int, ...], moved_to: str) -> None:
    trail = Trail("https://example.com/0")
    for number, status in enumerate(statuses, 1):
        trail.follow(status, f"/{number}")
    assert trail.moved_to == (f"https://example.com{moved_to}" if moved_to else "")


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("new", "https://example.com/a/new"),
        ("../new?x=1", "https://example.com/new?x=1"),
        ("?page=2", "https://example.com/a/feed?page=2"),
        (" //cdn.example.com/x ", "https://cdn.example.com/x"),
        ("http://example.com/a/feed", "http://example.com/a/feed"),
        ("/要闻", "https://example.com/%E8%A6%81%E9%97%BB"),
        ("https://user:pw@other.example/x#y", "https://other.example/x"),
    ],
)
def test_where_a_location_points(location: str, target: str) -> None:
    trail = Trail("https://example.com/a/feed")
    trail.follow(302, location)
    assert trail.url == target


@pytest.mark.parametrize(
    "location", ["javascript:alert(1)", "file:///etc/passwd", "http://", "http://[::1", "gopher://x/", "x\x1b"]
)
def test_only_web_addresses_are_followed(location: str) -> None:
    with pytest.raises(BadAddress) as caught:
        Trail("https://example.com/").follow(302, location)
    assert "\x1b" not in str(caught.value.about)
    assert caught.value.about["reason"] == "redirect"


def test_credentials_stay_at_their_origin_and_come_back_with_it() -> None:
    trail = Trail("https://user:pw@example.com/0")
    assert trail.credentials() == ("user", "pw")
    for target in ("http://example.com/1", "https://example.com:444/2", "https://sub.example.com/3"):
        trail.follow(301, target)
        assert trail.credentials() == ("", "")
        assert "@" not in trail.moved_to
    trail.follow(301, "https://example.com/4")
    assert trail.credentials() == ("user", "pw")
    assert trail.moved_to == "https://user:pw@example.com/4"


async def test_a_location_in_bytes_of_an_old_encoding_is_kept_as_it_is(server: Server, fetcher: Fetcher) -> None:
    server.route("/old", redirect("/\xd0\xc2\xce\xc5"))  # 新闻 in GBK
    server.route("/%D0%C2%CE%C5", Reply(b"x"))
    assert (await fetcher.get(FetchRequest(server.url("/old")))).body == b"x"


@pytest.mark.parametrize("chain", [["/a"], ["/b", "/a"]])
async def test_a_loop_is_left_at_once(server: Server, fetcher: Fetcher, chain: list[str]) -> None:
    for path, target in zip(["/a", *chain], chain, strict=False):
        server.route(path, redirect(target))
    with pytest.raises(TooManyRedirects):
        await fetcher.get(FetchRequest(server.url("/a")))
    assert len(server.requests) == len(chain)


async def test_ten_hops_are_followed_and_no_more(server: Server, fetcher: Fetcher) -> None:
    for number in range(30):
        server.route(f"/{number}", redirect(f"/{number + 1}"))
    server.route("/10", Reply(b"end"), redirect("/11"))
    assert (await fetcher.get(FetchRequest(server.url("/0")))).body == b"end"
    with pytest.raises(TooManyRedirects) as caught:
        await fetcher.get(FetchRequest(server.url("/0")))
    assert caught.value.about["count"] == 11
    assert len(server.requests) == 22


@pytest.mark.parametrize("status", [300, 302, 305])
async def test_a_redirect_to_nowhere_is_a_failure(server: Server, fetcher: Fetcher, status: int) -> None:
    server.route("/old", Reply(b"x", status=status, reason="Where"))
    with pytest.raises(HttpFailed) as caught:
        await fetcher.get(FetchRequest(server.url("/old")))
    assert caught.value.status == status


async def test_the_body_of_a_redirect_is_not_waited_for(server: Server, fetcher: Fetcher) -> None:
    server.route("/old", Reply(b"x", {"Location": "/new"}, status=302, reason="Found", endless=True))
    server.route("/new", Reply(b"news"))
    assert (await fetcher.get(FetchRequest(server.url("/old"), deadline=5))).body == b"news"


async def test_validators_go_along(server: Server, fetcher: Fetcher) -> None:
    server.route("/old", redirect("/new", 301))
    server.route("/new", Reply(b"x", {"ETag": '"1"'}, conditional=True))
    response = await fetcher.get(FetchRequest(server.url("/old"), etag='"1"'))
    assert (response.status, response.moved_to) == (304, server.url("/new"))
