"""The rate limiter in PTB's place: lanes, pauses for everybody, repetitions, and a clean end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from time import monotonic
from typing import Any

import pytest
from telegram.error import RetryAfter
from telegram.ext import ExtBot
from telegram.request import BaseRequest, RequestData

from bot.delivery.budgets import Limits
from bot.delivery.errors import NotSentError
from bot.delivery.limiter import LimitArgs, PacedLimiter, cost
from bot.delivery.outcomes import NotSent, classify
from bot.delivery.pacer import Pacer
from bot.domain.messages import Lane

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

REFUSE = timedelta(seconds=0.2)


class Telegram:
    """Stands for the call PTB would make: notes when, and refuses as told."""

    def __init__(self) -> None:
        self.calls: list[tuple[float, str]] = []
        self.refusals: list[timedelta] = []
        self.gate: asyncio.Event | None = None

    async def __call__(self, name: str) -> bool:
        self.calls.append((monotonic(), name))
        if self.gate is not None:
            await self.gate.wait()
        if self.refusals:
            raise RetryAfter(self.refusals.pop(0))
        return True

    @property
    def names(self) -> list[str]:
        return [name for _, name in self.calls]


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def limiter() -> AsyncIterator[PacedLimiter]:
    limiter = PacedLimiter(Pacer(Limits(per_second=50.0)), patience=1.0)
    await limiter.initialize()
    yield limiter
    await limiter.shutdown()


def send(
    limiter: PacedLimiter,
    telegram: Telegram,
    name: str,
    *,
    chat: int | str = 1,
    args: LimitArgs | None = None,
    endpoint: str = "sendMessage",
) -> asyncio.Task[Any]:
    return asyncio.get_running_loop().create_task(
        limiter.process_request(telegram, (name,), {}, endpoint, {"chat_id": chat}, args)
    )


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - the condition is the bot's own state, nothing to wait on
            await asyncio.sleep(0)


async def test_calls_are_spaced_and_answers_overtake(limiter: PacedLimiter, telegram: Telegram) -> None:
    start = monotonic()
    tasks = [send(limiter, telegram, f"n{i}", chat=i + 1, args=(Lane.NOTICE, "push")) for i in range(20)]
    await until(lambda: len(telegram.calls) >= 8)
    tasks.append(send(limiter, telegram, "tap", chat=99))
    assert await asyncio.gather(*tasks) == [True] * 21
    assert monotonic() - start >= (21 - 7) / 50
    assert telegram.names.index("tap") <= 10
    assert [n for n in telegram.names if n != "tap"] == [f"n{i}" for i in range(20)]


async def test_an_answer_is_repeated_after_the_pause(limiter: PacedLimiter, telegram: Telegram) -> None:
    telegram.refusals = [REFUSE, REFUSE]
    assert await send(limiter, telegram, "tap") is True
    first, second, third = (at for at, _ in telegram.calls)
    assert second - first >= 0.2
    assert third - second >= 0.2


async def test_a_refusal_pauses_everybody(limiter: PacedLimiter, telegram: Telegram) -> None:
    telegram.refusals = [REFUSE]
    push = send(limiter, telegram, "push", args=(Lane.NOTICE, 7))
    with pytest.raises(RetryAfter) as refused:
        await push
    assert classify(refused.value) == NotSent(0.2)
    refused_at = telegram.calls[0][0]
    others = [
        send(limiter, telegram, "tap", chat=2),
        send(limiter, telegram, "toast", chat=3, endpoint="answerCallbackQuery"),
        send(limiter, telegram, "notice", chat=4, args=(Lane.NOTICE, 7)),
    ]
    await asyncio.gather(*others)
    assert all(at - refused_at >= 0.2 for at, _ in telegram.calls[1:])
    assert telegram.names.count("push") == 1, "the outbox decides about a delivery, not the limiter"


async def test_a_call_that_ends_well_does_not_end_the_pause(
    limiter: PacedLimiter, telegram: Telegram
) -> None:
    telegram.gate = asyncio.Event()
    slow = send(limiter, telegram, "slow", chat=1)
    await until(lambda: len(telegram.calls) == 1)
    limiter.pacer.refused(monotonic(), 0.2)
    told_at = monotonic()
    telegram.gate.set()
    assert await slow is True
    assert await send(limiter, telegram, "next", chat=2) is True
    assert telegram.calls[-1][0] - told_at >= 0.19


async def test_an_answer_gives_up_when_the_pause_is_too_long(
    limiter: PacedLimiter, telegram: Telegram
) -> None:
    telegram.refusals = [timedelta(seconds=30)]
    start = monotonic()
    with pytest.raises(RetryAfter):
        await send(limiter, telegram, "tap")
    assert monotonic() - start < 0.5
    assert telegram.names == ["tap"]


async def test_an_answer_whose_turn_never_comes_was_not_sent(
    limiter: PacedLimiter, telegram: Telegram
) -> None:
    limiter.pacer.refused(monotonic(), 30)
    start = monotonic()
    with pytest.raises(NotSentError):
        await send(limiter, telegram, "tap")
    assert 0.9 < monotonic() - start < 3
    assert telegram.calls == []
    assert limiter.pacer.waiting == 0


async def test_who_is_cancelled_while_waiting_leaves(limiter: PacedLimiter, telegram: Telegram) -> None:
    limiter.pacer.refused(monotonic(), 0.1)
    tasks = [send(limiter, telegram, str(i), chat=i + 1, args=(Lane.NOTICE, i)) for i in range(10)]
    await until(lambda: limiter.pacer.waiting == 10)
    for task in tasks[:9]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert telegram.names == ["9"]
    assert limiter.pacer.waiting == 0


async def test_shutdown_frees_everybody_and_leaves_no_timer(telegram: Telegram) -> None:
    limiter = PacedLimiter(Pacer())
    await limiter.initialize()
    limiter.pacer.refused(monotonic(), 30)
    tasks = [send(limiter, telegram, str(i), chat=i + 1, args=(Lane.NOTICE, i)) for i in range(3)]
    await until(lambda: limiter.pacer.waiting == 3)
    await limiter.shutdown()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(result, NotSentError) for result in results)
    assert limiter.pacer.waiting == 0
    with pytest.raises(NotSentError):
        await send(limiter, telegram, "late")
    assert telegram.calls == []
    assert limiter._timer is None


async def test_starts_again_after_a_stop(telegram: Telegram) -> None:
    limiter = PacedLimiter(Pacer())
    for _ in range(2):
        await limiter.initialize()
        assert await send(limiter, telegram, "x") is True
        await limiter.shutdown()


async def test_a_failing_pacer_fails_who_waits(telegram: Telegram, monkeypatch: pytest.MonkeyPatch) -> None:
    pacer = Pacer()
    limiter = PacedLimiter(pacer)
    pacer.refused(monotonic(), 0.05)
    task = send(limiter, telegram, "x")
    await until(lambda: pacer.waiting == 1)

    def broken(now: float) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pacer, "next", broken)
    reported: list[dict[str, Any]] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: reported.append(context))
    try:
        with pytest.raises(ZeroDivisionError):
            await task
        await until(lambda: bool(reported))
    finally:
        loop.set_exception_handler(None)


async def test_a_chat_given_as_text_is_the_same_chat(limiter: PacedLimiter, telegram: Telegram) -> None:
    for chat in (-5, "-5", "@somewhere"):
        await send(limiter, telegram, "x", chat=chat)
    assert limiter.pacer.known_chats == 2


@pytest.mark.parametrize(
    ("endpoint", "data", "messages"),
    [
        ("sendMessage", {"text": "x"}, 1),
        ("editMessageText", {"text": "x"}, 1),
        ("sendMediaGroup", {"media": [1, 2, 3]}, 3),
        ("copyMessages", {"message_ids": [1, 2]}, 2),
        ("editMessageMedia", {"media": object()}, 1),
        ("answerCallbackQuery", {}, 0),
        ("sendChatAction", {}, 0),
        ("getFile", {}, 0),
        ("getMe", {}, 0),
        ("setMyCommands", {}, 0),
        ("deleteMessage", {}, 0),
    ],
)
def test_what_counts_as_a_message(endpoint: str, data: dict[str, Any], messages: int) -> None:
    assert cost(endpoint, data) == messages


class CannedRequest(BaseRequest):
    """Answers every method without a network."""

    def __init__(self) -> None:
        self.methods: list[str] = []

    @property
    def read_timeout(self) -> float | None:
        return 1.0

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, **_: Any
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[1]
        self.methods.append(name)
        if name == "getMe":
            return 200, b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"Z","username":"z_bot"}}'
        return 200, b'{"ok":true,"result":{"message_id":5,"date":1,"chat":{"id":7,"type":"private"}}}'


async def test_a_bot_of_ptb_takes_it(limiter: PacedLimiter) -> None:
    request = CannedRequest()
    bot = ExtBot("1:x", request=request, get_updates_request=CannedRequest(), rate_limiter=limiter)
    async with bot:
        await bot.send_message(7, "x")
        await bot.send_message(7, "x", rate_limit_args=(Lane.URGENT, 3))
        assert limiter.pacer.known_chats == 1
    assert request.methods == ["getMe", "sendMessage", "sendMessage"]
