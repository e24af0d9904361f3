import contextlib
import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.fetch.inflate import MOST_MEMBERS, PIECE, Inflater
from tui.model.errors import ConnectionFailed, TooLarge


def inflate(data: bytes, encoding: str = "gzip", limit: int = 1_000_000, step: int = 65536) -> bytes:
    inflater = Inflater(encoding, limit)
    content = b""
    for start in range(0, len(data), step):
        for piece in inflater.feed(data[start : start + step]):
            assert len(piece) <= max(PIECE, step)
            content += piece
    inflater.finish()
    return content


def raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


@given(st.lists(st.binary(max_size=2000), min_size=1, max_size=4), st.integers(1, 300))
@settings(max_examples=60)
def test_members_give_their_content_however_they_are_cut(contents: list[bytes], step: int) -> None:
    packed = b"".join(gzip.compress(content) for content in contents)
    assert inflate(packed, step=step) == b"".join(contents)


@given(st.binary(max_size=3000), st.integers(1, 300))
@settings(max_examples=40)
def test_deflate_in_both_dialects(content: bytes, step: int) -> None:
    assert inflate(zlib.compress(content), "deflate", step=step) == content
    assert inflate(raw_deflate(content), "deflate", step=step) == content


@pytest.mark.parametrize("encoding", ["", "identity", " Identity "])
def test_a_plain_body_passes(encoding: str) -> None:
    assert inflate(b"\x1f\x8b plain", encoding) == b"\x1f\x8b plain"


def test_nothing_at_all_is_an_empty_body() -> None:
    assert inflate(b"", "gzip") == inflate(b"", "deflate") == b""


def test_output_that_just_fills_a_piece_is_not_lost() -> None:
    for size in (PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7):
        content = b"\0" * size
        assert inflate(gzip.compress(content), step=1 << 20) == content


@pytest.mark.parametrize("padding", [b"\0" * 500, b"garbage", b"\0\x1f"])
def test_padding_after_the_last_member_is_passed_over(padding: bytes) -> None:
    assert inflate(gzip.compress(b"news") + padding) == b"news"


@pytest.mark.parametrize(
    "data",
    [
        b"<rss/>",
        b"\x1f",
        gzip.compress(b"news" * 100, mtime=0)[:-1],
        gzip.compress(b"news" * 100, mtime=0)[:-9],
        gzip.compress(b"news" * 100, mtime=0)[:-8] + b"\0" * 8,
        gzip.compress(b"news", mtime=0)[:10] + b"\xff" * 20,
        gzip.compress(b"news", mtime=0) + b"\x1f\x8bnonsense",
        gzip.compress(b"", mtime=0) * (MOST_MEMBERS + 1),
    ],
)
def test_damaged_and_cut_data_is_told(data: bytes) -> None:
    with pytest.raises(ConnectionFailed) as caught:
        inflate(data)
    assert caught.value.about["reason"] == "encoding"


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress", "gzip, gzip", "x" * 500])
def test_an_encoding_nobody_asked_for_is_refused(encoding: str) -> None:
    with pytest.raises(ConnectionFailed) as caught:
        Inflater(encoding, 100)
    assert caught.value.about["reason"] == "encoding"
    assert len(str(caught.value.about["encoding"])) <= 40


def test_exactly_the_limit_passes_and_one_more_does_not() -> None:
    assert len(inflate(gzip.compress(b"\0" * 50_000), limit=50_000)) == 50_000
    for encoding, data in (("gzip", gzip.compress(b"\0" * 50_001)), ("", b"\0" * 50_001)):
        with pytest.raises(TooLarge) as caught:
            inflate(data, encoding, limit=50_000)
        assert caught.value.about["limit"] == 50_000


def test_a_bomb_gives_no_more_than_a_piece_beyond_the_limit() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    inflater = Inflater("gzip", 1_000_000)
    held = 0
    with pytest.raises(TooLarge):
        for piece in inflater.feed(bomb):
            held += len(piece)
    assert held <= 1_000_000


@given(st.binary(max_size=400), st.sampled_from(["gzip", "deflate"]))
@settings(max_examples=150)
def test_noise_raises_nothing_unexpected(noise: bytes, encoding: str) -> None:
    for data in (noise, gzip.compress(b"news")[:12] + noise):
        with contextlib.suppress(ConnectionFailed, TooLarge):
            inflate(data, encoding, limit=10_000)
