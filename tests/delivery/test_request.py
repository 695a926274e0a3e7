"""The transport as PTB knows its transports: contract, timeouts, bodies, answers."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator, Callable
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, InputMediaPhoto
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, RequestData

from bot.delivery.body import encode
from bot.delivery.errors import NotSentError, UnknownError
from bot.delivery.outcomes import Unknown, classify
from bot.delivery.request import AiohttpRequest
from tests.delivery.wire import Peer, Server, serving

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

TOKEN = "123456:AAtopSECRET_token-value"
OK = b'{"ok":true,"result":{"message_id":5,"date":1,"chat":{"id":7,"type":"private"},"text":"x"}}'


async def polite(peer: Peer) -> None:
    while True:
        await peer.request()
        await peer.answer(OK)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with serving(polite) as seen:
        yield seen


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest() as request:
        yield request


def canned(request: AiohttpRequest, monkeypatch: pytest.MonkeyPatch, code: int, payload: bytes) -> None:
    async def do_request(self: AiohttpRequest, **_: Any) -> tuple[int, bytes]:
        return code, payload

    monkeypatch.setattr(AiohttpRequest, "do_request", do_request)


def bot(server: Server, request: AiohttpRequest) -> Bot:
    base = f"http://127.0.0.1:{server.port}"
    return Bot(TOKEN, f"{base}/bot", f"{base}/file/bot", request=request, get_updates_request=request)


def parts(body: bytes, content_type: str) -> dict[str, tuple[str | None, str, bytes]]:
    message = BytesParser(policy=HTTP).parsebytes(
        b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body
    )
    assert isinstance(message, EmailMessage)
    found = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        assert isinstance(name, str)
        assert isinstance(content, bytes)
        found[name] = (part.get_filename(), part.get_content_type(), content)
    return found


class TestLife:
    async def test_needs_initialize(self) -> None:
        with pytest.raises(RuntimeError, match="not initialized"):
            await AiohttpRequest().do_request(url="http://x/", method="GET")

    async def test_stops_and_starts_again(self, server: Server) -> None:
        request = AiohttpRequest()
        for _ in range(2):
            await request.initialize()
            await request.initialize()
            code, payload = await request.do_request(server.url("getMe", TOKEN), "POST")
            assert (code, payload) == (200, OK)
            await request.shutdown()
            await request.shutdown()
            with pytest.raises(RuntimeError, match="not initialized"):
                await request.do_request(server.url("getMe", TOKEN), "POST")
        assert server.connections == 2

    @pytest.mark.parametrize("timeout", [None, 1, 2.5])
    def test_tells_its_read_timeout(self, timeout: float | None) -> None:
        assert AiohttpRequest(read_timeout=timeout).read_timeout == timeout
        assert AiohttpRequest().http_version == "1.1"

    async def test_connections_are_kept(self, server: Server, request_: AiohttpRequest) -> None:
        for _ in range(5):
            await request_.post(server.url("getMe", TOKEN))
        assert server.connections == 1

    async def test_connections_are_limited_and_waited_for(self) -> None:
        gate = asyncio.Event()

        async def slow(peer: Peer) -> None:
            while True:
                await peer.request()
                await gate.wait()
                await peer.answer(OK)

        async with (
            serving(slow) as server,
            AiohttpRequest(connection_pool_size=2, pool_timeout=5) as request,
        ):
            calls = [asyncio.ensure_future(request.post(server.url("getMe", TOKEN))) for _ in range(5)]
            while len(server.requests) < 2:  # noqa: ASYNC110 - nothing to wait on at the far end
                await asyncio.sleep(0)
            gate.set()
            await asyncio.gather(*calls)
            assert server.connections == 2

    async def test_environment_proxies_are_not_obeyed(
        self, server: Server, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
        async with AiohttpRequest() as request:
            await request.post(server.url("getMe", TOKEN))
        assert len(server.requests) == 1


class TestAnswers:
    def test_bytes_that_are_not_utf8_are_replaced(self) -> None:
        assert AiohttpRequest.parse_json_payload(b'{"result": "test\x80"}') == {"result": "test\ufffd"}
        assert AiohttpRequest.parse_json_payload(b'{"result": "\\ud83d"}') == {"result": "\ud83d"}

    @pytest.mark.parametrize(
        "payload", [b'{result: "x"}', b"", b"[]", b"7", b'{"ok":true}', b"{}", b"\xff\xfe"]
    )
    def test_what_is_no_answer_is_unknown_and_stays_out_of_the_log(
        self, payload: bytes, caplog: pytest.LogCaptureFixture
    ) -> None:
        with (
            caplog.at_level(logging.DEBUG),
            pytest.raises(TelegramError, match="Invalid server response") as e,
        ):
            AiohttpRequest.parse_json_payload(payload)
        assert classify(e.value) == Unknown()
        assert e.value.__context__ is None
        assert caplog.records == []

    @pytest.mark.parametrize(
        ("payload", "code", "kind", "words"),
        [
            (b'{"ok":false,"parameters":{"migrate_to_chat_id":-123}}', 400, ChatMigrated, "chat id: -123"),
            (b'{"ok":false,"parameters":{"retry_after":42}}', 400, RetryAfter, "Retry in 42"),
            (b'{"ok":false,"parameters":{"unknown":"42"}}', 400, BadRequest, "{'unknown': '42'}"),
            (b'{"ok":false,"description":"Words"}', 403, Forbidden, "Words"),
            (b'{"ok":false,"description":"Words"}', 404, InvalidToken, "Words"),
            (b'{"ok":false,"description":"Words"}', 401, InvalidToken, "Words"),
            (b'{"ok":false,"description":"Words"}', 400, BadRequest, "Words"),
            (b'{"ok":false,"description":"Words"}', 409, Conflict, "Words"),
            (b'{"ok":false,"description":"Words"}', 502, NetworkError, "Words"),
            (b'{"ok":false}', 502, NetworkError, "Bad Gateway"),
            (b'{"ok":false}', -1, NetworkError, "Unknown HTTPError"),
        ],
    )
    async def test_telegrams_refusals_are_ptbs_errors(
        self,
        request_: AiohttpRequest,
        monkeypatch: pytest.MonkeyPatch,
        payload: bytes,
        code: int,
        kind: type[TelegramError],
        words: str,
    ) -> None:
        canned(request_, monkeypatch, code, payload)
        with pytest.raises(kind, match=words):
            await request_.post("", None)

    async def test_retrieve_gives_the_raw_bytes(
        self, request_: AiohttpRequest, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        canned(request_, monkeypatch, 200, b'{"result": "test\x80"}')
        assert await request_.retrieve("") == b'{"result": "test\x80"}'

    async def test_a_compressed_answer_is_unpacked(self, request_: AiohttpRequest) -> None:
        import gzip

        async def packed(peer: Peer) -> None:
            await peer.request()
            await peer.answer(gzip.compress(OK), headers="Content-Encoding: gzip\r\n")

        async with serving(packed) as server:
            answer = await request_.post(server.url("getMe", TOKEN))
        assert answer == json.loads(OK)["result"]

    async def test_a_redirect_is_not_followed(self, request_: AiohttpRequest) -> None:
        async def elsewhere(peer: Peer) -> None:
            await peer.request()
            await peer.answer(b"", "302 Found", "Location: /elsewhere\r\n")

        async with serving(elsewhere) as server:
            with pytest.raises(UnknownError, match="302"):
                await request_.post(server.url("sendMessage", TOKEN))
            assert len(server.requests) == 1


class TestTimeouts:
    async def test_ptb_hands_them_down(self, monkeypatch: pytest.MonkeyPatch) -> None:
        given: list[dict[str, Any]] = []

        async def do_request(self: AiohttpRequest, **kwargs: Any) -> tuple[int, bytes]:
            given.append(kwargs)
            return 200, b'{"ok":true,"result":{}}'

        monkeypatch.setattr(AiohttpRequest, "do_request", do_request)
        request = AiohttpRequest()
        await request.post("url")
        await request.post("url", read_timeout=1, connect_timeout=2, write_timeout=3, pool_timeout=4)
        names = ("read_timeout", "connect_timeout", "write_timeout", "pool_timeout")
        assert [given[0][name] for name in names] == [BaseRequest.DEFAULT_NONE] * 4
        assert [given[1][name] for name in names] == [1, 2, 3, 4]

    @pytest.mark.parametrize("own", [True, False])
    async def test_reading(self, own: bool) -> None:
        async def silent(peer: Peer) -> None:
            await peer.request()
            await peer.request()

        async with (
            serving(silent) as server,
            AiohttpRequest(read_timeout=9 if own else 0.05) as request,
        ):
            given = {"read_timeout": 0.05} if own else {}
            with pytest.raises(TimedOut, match="Timed out") as error:
                await request.post(server.url("sendMessage", TOKEN), **given)
            assert not isinstance(error.value, NotSentError)

    async def test_pool(self) -> None:
        async def silent(peer: Peer) -> None:
            await peer.request()
            await peer.request()

        async with (
            serving(silent) as server,
            AiohttpRequest(connection_pool_size=1, pool_timeout=0.02, read_timeout=0.2) as request,
        ):
            url = server.url("sendMessage", TOKEN)
            first, second = await asyncio.gather(request.post(url), request.post(url), return_exceptions=True)
            assert isinstance(first, TimedOut)
            assert not isinstance(first, NotSentError)
            assert isinstance(second, TimedOut)
            assert isinstance(second, NotSentError)
            assert "Pool timeout" in str(second)
            assert len(server.requests) == 1

    @pytest.mark.parametrize("media", [True, False])
    async def test_writing(self, media: bool) -> None:
        """A peer that accepts and never reads: media have their own patience."""

        async def deaf(peer: Peer) -> None:
            peer.writer.transport.pause_reading()  # type: ignore[attr-defined] # asyncio's transports have it
            await asyncio.Event().wait()

        big = b"x" * 30_000_000
        async with (
            serving(deaf) as server,
            AiohttpRequest(
                write_timeout=9 if media else 0.1, media_write_timeout=0.1 if media else 9, read_timeout=9
            ) as request,
        ):
            data = {"document": InputFile(big)} if media else {"text": big.decode()}
            async with asyncio.timeout(5):
                with pytest.raises(NotSentError, match="not written whole"):
                    await request.post(server.url("sendDocument", TOKEN), _data(data))


class TestBodies:
    async def test_plain_parameters_go_as_json(self, server: Server, request_: AiohttpRequest) -> None:
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("通过 & +", callback_data="ok:1")]])
        someone = bot(server, request_)
        await someone.send_message(-7, "今天 a+b=c&d", reply_markup=keyboard, disable_notification=True)
        sent = server.requests[-1]
        assert sent.line == f"POST /bot{TOKEN}/sendMessage HTTP/1.1"
        assert sent.headers["content-type"] == "application/json"
        assert "python-telegram-bot" in sent.headers["user-agent"]
        given = json.loads(sent.body)
        assert given["chat_id"] == -7
        assert given["text"] == "今天 a+b=c&d"
        assert given["disable_notification"] is True
        assert given["reply_markup"]["inline_keyboard"][0][0]["text"] == "通过 & +"

    async def test_every_kind_of_value_arrives_as_it_is(self) -> None:
        values = {"i": 1, "f": 1.5, "b": True, "n": [1, [None, "é"]], "d": {"k": 2**60}, "s": "文", "e": ""}
        body = encode(_data(values))
        assert body is not None
        assert json.loads(body._parts[0]) == values  # type: ignore[arg-type] # one part of bytes

    async def test_a_number_beyond_json_goes_in_a_form_as_ptb_makes_it(self) -> None:
        values = {"i": 1, "f": 1.5, "b": True, "n": [1, [None, "é"]], "d": {"k": 2**70}, "s": "文", "e": ""}
        body = encode(_data(values))
        assert body is not None
        form = parse_qs(body._parts[0].decode(), keep_blank_values=True)  # type: ignore[union-attr] # one part of bytes
        oracle = _data(values).json_parameters
        assert form.keys() == oracle.keys()
        for name, (value,) in form.items():
            if isinstance(values[name], str):
                assert value == oracle[name]
            else:
                assert json.loads(value) == json.loads(oracle[name])

    async def test_no_parameters_no_body(self, server: Server, request_: AiohttpRequest) -> None:
        await request_.post(server.url("getMe", TOKEN), _data({}))
        assert server.requests[-1].body == b""
        assert server.requests[-1].headers["content-length"] == "0"

    @pytest.mark.parametrize("size", [0, 10, 65_536, 3_000_001])
    @pytest.mark.parametrize("lazy", [False, True])
    async def test_an_upload(
        self, server: Server, request_: AiohttpRequest, size: int, lazy: bool, tmp_path: Path
    ) -> None:
        content = bytes(i % 251 for i in range(size))
        path = tmp_path / "名单 1.csv"
        path.write_bytes(content)
        with path.open("rb") as handle:
            file = InputFile(handle, filename='名单 "1".csv', read_file_handle=not lazy)
            someone = bot(server, request_)
            for _ in range(2):  # a repeated call sends the file from its beginning again
                await someone.send_document(7, file, caption="说明 & more")
        for sent in server.requests[-2:]:
            assert int(sent.headers["content-length"]) == len(sent.body)
            found = parts(sent.body, sent.headers["content-type"])
            filename, kind, received = found["document"]
            assert received == content
            assert kind == "text/csv"
            assert filename == "名单 %221%22.csv"
            assert found["caption"][2].decode() == "说明 & more"
            assert found["chat_id"][2] == b"7"

    async def test_an_album(self, server: Server, request_: AiohttpRequest) -> None:
        pictures = [InputMediaPhoto(b"\x89PNG" + bytes([n])) for n in range(3)]
        await request_.post(server.url("sendMediaGroup", TOKEN), _data({"media": pictures}))
        sent = server.requests[-1]
        found = parts(sent.body, sent.headers["content-type"])
        media = json.loads(found["media"][2])
        for n, item in enumerate(media):
            assert found[item["media"].removeprefix("attach://")][2] == b"\x89PNG" + bytes([n])

    @pytest.mark.parametrize("spoil", [lambda: {"text": "\ud83d"}, lambda: {"document": _closed_file()}])
    async def test_what_cannot_be_encoded_is_the_contents_fault(
        self, server: Server, request_: AiohttpRequest, spoil: Callable[[], dict[str, Any]]
    ) -> None:
        with pytest.raises(BadRequest, match="cannot be encoded"):
            await request_.post(server.url("sendMessage", TOKEN), _data(spoil()))
        assert server.requests == []
        await request_.post(server.url("getMe", TOKEN))

    async def test_a_download(self, request_: AiohttpRequest) -> None:
        content = bytes(i % 256 for i in range(2_000_000))

        async def files(peer: Peer) -> None:
            while True:
                request = await peer.request()
                if "/file/" in request.line:
                    await peer.answer(content)
                else:
                    await peer.answer(
                        b'{"ok":true,"result":{"file_id":"f","file_unique_id":"u","file_path":"a b.csv"}}'
                    )

        async with serving(files) as server:
            someone = bot(server, request_)
            await request_.initialize()
            file = await someone.get_file("f")
            out = io.BytesIO()
            await file.download_to_memory(out)
            assert out.getvalue() == content
            assert server.requests[-1].line == f"GET /file/bot{TOKEN}/a%20b.csv HTTP/1.1"


def _data(values: dict[str, Any]) -> RequestData:
    from telegram.request._requestparameter import RequestParameter  # as Bot makes it; no public way

    return RequestData([RequestParameter.from_input(name, value) for name, value in values.items()])


def _closed_file() -> InputFile:
    handle = io.BytesIO(b"x")
    file = InputFile(handle, read_file_handle=False)
    handle.close()
    return file
