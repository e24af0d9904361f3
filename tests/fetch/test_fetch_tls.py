import asyncio
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import h2.config
import h2.connection
import h2.events
import pytest

import tui
from tests.support.server import Reply, Server
from tui.fetch.client import Fetcher, FetchRequest, FetchSettings
from tui.fetch.routes import tls_context
from tui.model.errors import ConnectionFailed

ROOT = Path(tui.__file__).parents[1]
OPENSSL = shutil.which("openssl") or ""

needs_openssl = pytest.mark.skipif(not OPENSSL, reason="no openssl to make a certificate with")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for 127.0.0.1 that nobody vouches for, in one file."""
    folder = tmp_path_factory.mktemp("tls")
    key, signed = folder / "key.pem", folder / "signed.pem"
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(
        [OPENSSL, "req", "-x509", *curve, *names, "-keyout", key, "-out", signed], check=True, capture_output=True
    )
    both = folder / "both.pem"
    both.write_bytes(key.read_bytes() + signed.read_bytes())
    return both


@pytest.fixture
def secure(certificate: Path) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with Server(context) as running:
        running.route("/feed", Reply(b"news", gzip=True))
        yield running


@needs_openssl
async def test_a_certificate_nobody_vouches_for_is_told(secure: Server) -> None:
    async with Fetcher() as fetcher:
        with pytest.raises(ConnectionFailed) as caught:
            await fetcher.get(FetchRequest(secure.url("/feed"), allow_private=True))
    assert caught.value.about["reason"] == "tls"
    assert "certificate" in str(caught.value.about["detail"])
    assert secure.requests == []


@needs_openssl
async def test_one_that_the_reader_trusts_is_good(
    secure: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    async with Fetcher() as fetcher:
        for _ in range(2):
            response = await fetcher.get(FetchRequest(secure.url("/feed"), allow_private=True))
            assert response.body == b"news"
    assert secure.connections == 1


async def speak_http2(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer every request on a connection with its path, as often as makes a megabyte."""
    talk = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
    talk.initiate_connection()
    waiting: dict[int, bytearray] = {}
    writer.write(talk.data_to_send())
    while data := await reader.read(65_536):
        for event in talk.receive_data(data):
            if isinstance(event, h2.events.RequestReceived):
                path = dict(event.headers)[b":path"]
                talk.send_headers(event.stream_id, [(":status", "200")])
                waiting[event.stream_id] = bytearray(path * (1_000_000 // len(path)))
        for stream, body in waiting.items():
            while body and (room := talk.local_flow_control_window(stream)):
                part = bytes(body[: min(room, talk.max_outbound_frame_size)])
                del body[: len(part)]
                talk.send_data(stream, part, end_stream=not body)
        writer.write(talk.data_to_send())
    writer.close()


@needs_openssl
async def test_requests_to_one_server_share_a_connection_by_http2(certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.set_alpn_protocols(["h2"])
    connections = 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        await speak_http2(reader, writer)

    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    async with server, Fetcher(FetchSettings(verify=False)) as fetcher:
        requests = [FetchRequest(f"https://127.0.0.1:{port}/{n}", allow_private=True) for n in range(4)]
        answers = await asyncio.gather(*map(fetcher.get, requests))
    assert [answer.body for answer in answers] == [b"/%d" % n * 500_000 for n in range(4)]
    assert connections == 1


@needs_openssl
async def test_checking_can_be_turned_off(secure: Server) -> None:
    async with Fetcher(FetchSettings(verify=False)) as fetcher:
        assert (await fetcher.get(FetchRequest(secure.url("/feed"), allow_private=True))).status == 200


@needs_openssl
async def test_the_guard_stands_before_tls(secure: Server) -> None:
    async with Fetcher(FetchSettings(verify=False)) as fetcher:
        with pytest.raises(Exception, match="address-refused"):
            await fetcher.get(FetchRequest(secure.url("/feed")))
    assert secure.connections == 0


@pytest.mark.skipif(not hasattr(ssl, "get_default_verify_paths"), reason="no OpenSSL folders")
def test_without_certificates_of_the_system_those_of_certifi_are_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    context = tls_context(verify=True)
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.cert_store_stats()["x509_ca"] > 50


@needs_openssl
async def test_a_program_that_began_without_http2_speaks_it_when_a_server_does(certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.set_alpn_protocols(["h2"])
    server = await asyncio.start_server(speak_http2, "127.0.0.1", 0, ssl=context)
    url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/n"
    async with server:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", WITHOUT_HTTP2, url, stdout=subprocess.PIPE, cwd=ROOT
        )
        told, _ = await process.communicate()
    assert told.split() == [b"1000000", b"h2"]


WITHOUT_HTTP2 = """
import asyncio, sys
from tui.fetch.client import Fetcher
from tui.fetch.request import FetchRequest, FetchSettings
assert not {"h2", "hpack", "socksio", "statistics"} & sys.modules.keys()
async def main():
    async with Fetcher(FetchSettings(verify=False)) as fetcher:
        print(len((await fetcher.get(FetchRequest(sys.argv[1], allow_private=True))).body))
asyncio.run(main())
print(*{"h2", "socksio"} & sys.modules.keys())
"""
