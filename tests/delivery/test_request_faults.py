"""Faults on the wire, each with its outcome; and the token, which no error may carry."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Awaitable
from typing import Any

import pytest
from telegram import InputFile
from telegram.error import TelegramError, TimedOut

from bot.delivery.errors import NotSentError, UnknownError
from bot.delivery.outcomes import NotSent, Outcome, Sent, Unknown, classify
from bot.delivery.request import RETRY_WITHOUT_NUMBER, AiohttpRequest
from tests.delivery.test_request import OK, TOKEN, _data
from tests.delivery.wire import Handler, Peer, closed_port, http_proxy, serving

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

SECRET = TOKEN.split(":")[1]


async def stall_after_accept(peer: Peer) -> None:
    await asyncio.Event().wait()


async def stall_after_reading(peer: Peer) -> None:
    await peer.request()
    await asyncio.Event().wait()


async def reset_after_reading(peer: Peer) -> None:
    await peer.request()
    peer.reset()


async def close_after_reading(peer: Peer) -> None:
    await peer.request()
    peer.close()


async def cut_json(peer: Peer) -> None:
    await peer.request()
    await peer.answer(OK[:40])


async def cut_body(peer: Peer) -> None:
    await peer.request()
    await peer.answer(OK[:40], length=len(OK))
    peer.close()


async def stalled_body(peer: Peer) -> None:
    await peer.request()
    await peer.answer(OK[:40], length=len(OK))
    await asyncio.Event().wait()


async def not_http(peer: Peer) -> None:
    await peer.request()
    peer.writer.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")
    await peer.writer.drain()
    await asyncio.Event().wait()


async def broken_gzip(peer: Peer) -> None:
    await peer.request()
    await peer.answer(b"this is not gzip", headers="Content-Encoding: gzip\r\n")


def page(status: str, headers: str = "") -> Handler:
    """A page that prints the address it was asked for, as some proxies do."""

    async def handle(peer: Peer) -> None:
        request = await peer.request()
        await peer.answer(f"<html>{request.line}</html>".encode(), status, headers)

    return handle


def verdict(status: str, body: bytes, headers: str = "") -> Handler:
    async def handle(peer: Peer) -> None:
        await peer.request()
        await peer.answer(body, status, headers)

    return handle


FAULTS: dict[str, tuple[Handler, Outcome]] = {
    "stall after accept": (stall_after_accept, Unknown()),
    "stall after reading": (stall_after_reading, Unknown()),
    "reset after reading": (reset_after_reading, Unknown()),
    "close after reading": (close_after_reading, Unknown()),
    "cut JSON": (cut_json, Unknown()),
    "cut body": (cut_body, Unknown()),
    "stalled body": (stalled_body, Unknown()),
    "not HTTP": (not_http, Unknown()),
    "broken gzip": (broken_gzip, Unknown()),
    "502 page": (page("502 Bad Gateway"), Unknown()),
    "403 page": (page("403 Forbidden"), Unknown()),
    "400 page": (page("400 Bad Request"), Unknown()),
    "404 page": (page("404 Not Found"), Unknown()),
    "200 page": (page("200 OK"), Unknown()),
    "500 of Telegram": (
        verdict("500 Internal Server Error", b'{"ok":false,"error_code":500,"description":"Internal"}'),
        Unknown(),
    ),
    "429": (
        verdict(
            "429 Too Many Requests",
            b'{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 9",'
            b'"parameters":{"retry_after":9}}',
        ),
        NotSent(9.0),
    ),
    "429 in words": (
        verdict("429 Too Many Requests", b'{"ok":false,"description":"Too Many Requests: retry after 4"}'),
        NotSent(4.0),
    ),
    "429 without a number": (
        verdict("429 Too Many Requests", b'{"ok":false,"description":"Too Many Requests"}'),
        NotSent(float(RETRY_WITHOUT_NUMBER)),
    ),
    "429 page with a header": (page("429 Too Many Requests", "Retry-After: 3\r\n"), NotSent(3.0)),
    "429 page": (page("429 Too Many Requests"), NotSent(float(RETRY_WITHOUT_NUMBER))),
    "slow but whole": (verdict("200 OK", OK), Sent()),
}


async def failure(call: Awaitable[Any]) -> TelegramError | None:
    try:
        await call
    except TelegramError as error:
        return error
    return None


def told(error: BaseException | None) -> str:
    """Everything an error says, to people, to logs, and through whatever it drags along."""
    words: list[str] = []
    while error is not None:
        words += [str(error), repr(error), repr(error.args), *traceback.format_exception(error)]
        assert error.__cause__ is None
        error = error.__context__
    return "\n".join(words)


@pytest.mark.parametrize("name", FAULTS)
async def test_each_fault_has_its_outcome_and_keeps_the_token(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    handler, outcome = FAULTS[name]
    with caplog.at_level(logging.DEBUG):
        async with serving(handler) as server, AiohttpRequest(read_timeout=0.1) as request:
            error = await failure(request.post(server.url("sendMessage", TOKEN), _data({"text": "x"})))
    assert classify(error) == outcome
    assert SECRET not in told(error)
    assert SECRET not in caplog.text
    if error is not None:
        assert error.__context__ is None
    assert len(server.requests) <= 1, "a call is never repeated by the transport"


@pytest.mark.parametrize("name", ["stall after reading", "stalled body", "stall after accept"])
async def test_silence_is_ptbs_timed_out(name: str) -> None:
    async with serving(FAULTS[name][0]) as server, AiohttpRequest(read_timeout=0.05) as request:
        error = await failure(request.post(server.url("sendMessage", TOKEN), _data({"text": "x"})))
    assert type(error) is TimedOut


class TestNeverSent:
    async def check(
        self, request: AiohttpRequest, url: str, caplog: pytest.LogCaptureFixture
    ) -> TelegramError | None:
        with caplog.at_level(logging.DEBUG):
            async with request:
                error = await failure(request.post(url, _data({"text": "x"})))
        assert classify(error) == NotSent()
        assert error is not None
        assert error.__context__ is None
        assert SECRET not in told(error)
        assert SECRET not in caplog.text
        return error

    async def test_refused(self, caplog: pytest.LogCaptureFixture) -> None:
        await self.check(AiohttpRequest(), f"http://127.0.0.1:{closed_port()}/bot{TOKEN}/x", caplog)

    async def test_no_such_name(self, caplog: pytest.LogCaptureFixture) -> None:
        error = await self.check(AiohttpRequest(), f"http://nowhere.invalid/bot{TOKEN}/x", caplog)
        assert "nowhere.invalid" in str(error)

    async def test_connecting_takes_too_long(self, caplog: pytest.LogCaptureFixture) -> None:
        async with serving(stall_after_accept) as server:  # TLS that is never answered
            error = await self.check(
                AiohttpRequest(connect_timeout=0.05), f"https://127.0.0.1:{server.port}/bot{TOKEN}/x", caplog
            )
        assert isinstance(error, TimedOut)

    async def test_tls_with_somebody_else(self, caplog: pytest.LogCaptureFixture) -> None:
        async def garbage(peer: Peer) -> None:
            peer.writer.write(b"220 smtp.example ESMTP\r\n")
            await peer.writer.drain()
            await peer.reader.read(1)

        async with serving(garbage) as server:
            await self.check(AiohttpRequest(), f"https://127.0.0.1:{server.port}/bot{TOKEN}/x", caplog)

    async def test_an_address_that_is_none(self, caplog: pytest.LogCaptureFixture) -> None:
        async with AiohttpRequest() as request:
            error = await failure(request.post(f"nonsense:bot{TOKEN}/x", _data({"text": "x"})))
        assert classify(error) == NotSent()
        assert SECRET not in told(error)

    async def test_an_upload_cut_off_half_way(self, caplog: pytest.LogCaptureFixture) -> None:
        async def cut(peer: Peer) -> None:
            await peer.reader.readexactly(200_000)
            peer.reset()

        async with serving(cut) as server, AiohttpRequest() as request:
            data = _data({"document": InputFile(b"x" * 30_000_000)})
            error = await failure(request.post(server.url("sendDocument", TOKEN), data))
        assert classify(error) == NotSent()
        assert SECRET not in told(error)


async def test_a_get_that_fails_keeps_the_token_too() -> None:
    async with serving(reset_after_reading) as server, AiohttpRequest() as request:
        error = await failure(request.retrieve(f"http://127.0.0.1:{server.port}/file/bot{TOKEN}/a.jpg"))
    assert isinstance(error, UnknownError)
    assert SECRET not in told(error)


async def test_a_call_cancelled_leaves_the_pool_whole() -> None:
    async def second_answers(peer: Peer) -> None:
        await peer.request()
        if peer.server.connections > 1:
            await peer.answer(OK)
        await asyncio.Event().wait()

    async with (
        serving(second_answers) as server,
        AiohttpRequest(connection_pool_size=1, pool_timeout=1) as request,
    ):
        call = asyncio.ensure_future(request.post(server.url("sendMessage", TOKEN), _data({"text": "x"})))
        while not server.requests:  # noqa: ASYNC110 - nothing to wait on at the far end
            await asyncio.sleep(0)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert await request.post(server.url("sendMessage", TOKEN), _data({"text": "x"}))


async def test_shutdown_ends_calls_in_flight() -> None:
    async with serving(stall_after_reading) as server:
        request = AiohttpRequest()
        await request.initialize()
        call = asyncio.ensure_future(
            failure(request.post(server.url("sendMessage", TOKEN), _data({"text": "x"})))
        )
        while not server.requests:  # noqa: ASYNC110 - nothing to wait on at the far end
            await asyncio.sleep(0)
        await request.shutdown()
        assert classify(await call) == Unknown()


class TestKeptConnections:
    async def test_one_the_server_closed_is_not_written_to(self) -> None:
        """The end of the connection waits unread, as when the loop was busy: a new one is taken."""

        async def once(peer: Peer) -> None:
            await peer.request()
            await peer.answer(OK)
            peer.close()

        async with serving(once) as server, AiohttpRequest() as request:
            for expected in range(1, 6):
                assert await request.post(server.url("sendMessage", TOKEN), _data({"text": "x"}))
                assert server.connections == expected

    async def test_many_closed_at_once(self) -> None:
        async def polite(peer: Peer) -> None:
            while True:
                await peer.request()
                await gate.wait()
                await peer.answer(OK)

        gate = asyncio.Event()
        async with serving(polite) as server, AiohttpRequest() as request:
            url = server.url("sendMessage", TOKEN)
            calls = [asyncio.ensure_future(request.post(url, _data({"text": "x"}))) for _ in range(30)]
            while len(server.requests) < 30:  # noqa: ASYNC110 - nothing to wait on at the far end
                await asyncio.sleep(0)
            gate.set()
            await asyncio.gather(*calls)
            for peer in server.peers:
                peer.reset()
            await asyncio.gather(*(request.post(url, _data({"text": "x"})) for _ in range(30)))

    async def test_one_reset_while_it_is_written_to_is_unknown(self) -> None:
        async def twice(peer: Peer) -> None:
            await peer.request()
            await peer.answer(OK)
            await peer.request()
            peer.reset()

        async with serving(twice) as server, AiohttpRequest() as request:
            url = server.url("sendMessage", TOKEN)
            await request.post(url, _data({"text": "1"}))
            error = await failure(request.post(url, _data({"text": "2"})))
            assert isinstance(error, UnknownError)
            assert [r.body for r in server.requests] == [b'{"text":"1"}', b'{"text":"2"}']

    async def test_it_is_given_up_before_the_server_does(self) -> None:
        async def polite(peer: Peer) -> None:
            while True:
                await peer.request()
                await peer.answer(OK)

        async with serving(polite) as server, AiohttpRequest(keepalive_timeout=0.0) as request:
            for _ in range(3):
                await request.post(server.url("sendMessage", TOKEN), _data({"text": "x"}))
            assert server.connections == 3


async def test_a_refused_proxy_login_was_not_sent() -> None:
    async with (
        serving(http_proxy(credentials="Basic right")) as proxy,
        AiohttpRequest(proxy=f"http://me:pass-word@127.0.0.1:{proxy.port}") as request,
    ):
        error = await failure(request.post(f"http://telegram.invalid/bot{TOKEN}/x", _data({"text": "x"})))
    assert isinstance(error, NotSentError)
    assert "pass-word" not in told(error)
    assert SECRET not in told(error)
