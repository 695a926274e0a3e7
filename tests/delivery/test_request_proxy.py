"""The transport through proxies: forwarding, CONNECT, SOCKS; refusals and what the proxies get to see."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram.error import TimedOut

from bot.delivery.errors import NotSentError
from bot.delivery.request import AiohttpRequest
from tests.delivery.test_request import OK, TOKEN, _data
from tests.delivery.test_request_faults import SECRET, failure, told
from tests.delivery.wire import Peer, Server, closed_port, http_proxy, serving, socks5_proxy

ANSWER = 5  # the message id in OK


async def polite(peer: Peer) -> None:
    while True:
        await peer.request()
        await peer.answer(OK)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with serving(polite) as seen:
        yield seen


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for ``localhost`` with its key, good for a day."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("TLS: needs the openssl command to make a certificate")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    key = path.with_name("key.pem")
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    command = f"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -addext {names}"
    where = ["-subj", "/CN=localhost", "-keyout", str(key), "-out", str(path)]
    subprocess.run([openssl, *command.split(), *where], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + key.read_bytes())
    return path


@pytest.fixture
async def tls_server(certificate: Path) -> AsyncIterator[Server]:
    seen = Server()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await polite(Peer(seen, reader, writer))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(accept, "127.0.0.1", 0, ssl=context)
    seen.port = server.sockets[0].getsockname()[1]
    yield seen
    server.close()


def trusting(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))


async def say(request: AiohttpRequest, url: str) -> int:
    answer = await request.post(url, _data({"chat_id": 7, "text": "今天"}))
    assert isinstance(answer, dict)
    return int(answer["message_id"])


class TestTls:
    async def test_direct(self, tls_server: Server, certificate: Path) -> None:
        url = f"https://127.0.0.1:{tls_server.port}/bot{TOKEN}/sendMessage"
        async with AiohttpRequest(ssl_context=trusting(certificate)) as request:
            for _ in range(3):
                assert await say(request, url) == ANSWER

    async def test_a_strangers_certificate_is_refused(self, tls_server: Server) -> None:
        url = f"https://127.0.0.1:{tls_server.port}/bot{TOKEN}/sendMessage"
        async with AiohttpRequest() as request:
            error = await failure(request.post(url, _data({"text": "x"})))
        assert isinstance(error, NotSentError)
        assert "not trusted" in str(error)
        assert SECRET not in told(error)
        assert tls_server.requests == []


class TestHttpProxy:
    async def test_plain_calls_are_forwarded(self, server: Server) -> None:
        login = "Basic " + b64encode(b"me:secret").decode()
        async with (
            serving(http_proxy(login)) as proxy,
            AiohttpRequest(proxy=f"http://me:secret@127.0.0.1:{proxy.port}") as request,
        ):
            assert await say(request, server.url("sendMessage", TOKEN)) == ANSWER
        assert len(proxy.requests) == len(server.requests) == 1

    async def test_tls_goes_through_a_tunnel(self, tls_server: Server, certificate: Path) -> None:
        async with (
            serving(http_proxy()) as proxy,
            AiohttpRequest(
                proxy=f"http://127.0.0.1:{proxy.port}", ssl_context=trusting(certificate)
            ) as request,
        ):
            url = f"https://127.0.0.1:{tls_server.port}/bot{TOKEN}/sendMessage"
            for _ in range(3):
                assert await say(request, url) == ANSWER
        assert [seen.line for seen in proxy.requests] == [f"CONNECT 127.0.0.1:{tls_server.port} HTTP/1.1"]
        assert SECRET not in repr(proxy.requests), "a tunnel shows the proxy no path"

    @pytest.mark.parametrize(
        "status", ["403 Forbidden", "502 Bad Gateway", "407 Proxy Authentication Required"]
    )
    async def test_a_refused_tunnel_was_not_sent(self, status: str) -> None:
        async with (
            serving(http_proxy(refuse=status)) as proxy,
            AiohttpRequest(proxy=f"http://127.0.0.1:{proxy.port}") as request,
        ):
            error = await failure(
                request.post(f"https://telegram.invalid/bot{TOKEN}/x", _data({"text": "x"}))
            )
        assert isinstance(error, NotSentError)
        assert status[:3] in str(error)
        assert SECRET not in told(error)

    async def test_a_dead_proxy_was_not_sent(self) -> None:
        async with AiohttpRequest(proxy=f"http://me:pass-word@127.0.0.1:{closed_port()}") as request:
            for scheme in ("http", "https"):
                error = await failure(
                    request.post(f"{scheme}://telegram.invalid/bot{TOKEN}/x", _data({"text": "x"}))
                )
                assert isinstance(error, NotSentError)
                assert SECRET not in told(error)
                assert "pass-word" not in told(error)


class TestSocks:
    @pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
    async def test_names_are_resolved_by_the_proxy(self, server: Server, scheme: str) -> None:
        names: list[str] = []
        async with (
            serving(socks5_proxy(names, ("me", "secret"))) as proxy,
            AiohttpRequest(proxy=f"{scheme}://me:secret@127.0.0.1:{proxy.port}") as request,
        ):
            for _ in range(3):
                url = f"http://telegram.invalid:{server.port}/bot{TOKEN}/sendMessage"
                assert await say(request, url) == ANSWER
        assert names == ["telegram.invalid"], "one connection, kept"
        assert len(server.requests) == 3

    async def test_tls(self, tls_server: Server, certificate: Path) -> None:
        names: list[str] = []
        async with (
            serving(socks5_proxy(names)) as proxy,
            AiohttpRequest(
                proxy=f"socks5://127.0.0.1:{proxy.port}", ssl_context=trusting(certificate)
            ) as request,
        ):
            url = f"https://127.0.0.1:{tls_server.port}/bot{TOKEN}/sendMessage"
            for _ in range(3):
                assert await say(request, url) == ANSWER
        assert names == ["127.0.0.1"]

    async def test_a_refusal_was_not_sent(self) -> None:
        for reply, login in ((5, None), (0, ("someone", "else"))):
            async with (
                serving(socks5_proxy([], login, reply)) as proxy,
                AiohttpRequest(proxy=f"socks5://me:pass-word@127.0.0.1:{proxy.port}") as request,
            ):
                error = await failure(
                    request.post(f"http://telegram.invalid/bot{TOKEN}/x", _data({"text": "x"}))
                )
            assert isinstance(error, NotSentError)
            assert SECRET not in told(error)
            assert "pass-word" not in told(error)

    async def test_a_dead_or_silent_proxy_was_not_sent(self) -> None:
        async def silent(peer: Peer) -> None:
            await asyncio.Event().wait()

        async with AiohttpRequest(proxy=f"socks5://127.0.0.1:{closed_port()}") as request:
            error = await failure(request.post(f"http://telegram.invalid/bot{TOKEN}/x", _data({"text": "x"})))
            assert isinstance(error, NotSentError)
        async with (
            serving(silent) as proxy,
            AiohttpRequest(proxy=f"socks5://127.0.0.1:{proxy.port}", connect_timeout=0.05) as request,
        ):
            error = await failure(request.post(f"http://telegram.invalid/bot{TOKEN}/x", _data({"text": "x"})))
            assert isinstance(error, NotSentError)
            assert isinstance(error, TimedOut)


@pytest.mark.parametrize("proxy", ["ftp://me:pass-word@host:1", "host:1080", "socks5://", ""])
def test_a_proxy_of_an_unknown_kind_is_refused_at_once(proxy: str) -> None:
    with pytest.raises(ValueError, match="proxy") as error:
        AiohttpRequest(proxy=proxy)
    assert "pass-word" not in str(error.value)
