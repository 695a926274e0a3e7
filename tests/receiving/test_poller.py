"""Polling against a Bot API that misbehaves in every way a real one and its proxies do."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs
from telegram.request import HTTPXRequest

from bot.receiving.answer import Broken, read_answer
from bot.receiving.poller import Poller, TokenRefused, next_offset
from bot.receiving.updates import received
from storage.inbox import Received
from tests.receiving.conftest import TOKEN, Answer, FakeTelegram, Naps, message, refusal, until


class Keeper:
    """Stands for the inbox: keeps what has an id; fails as often as it is told."""

    def __init__(self) -> None:
        self.kept: list[Received] = []
        self.failures = 0
        self.batches = 0
        self.changed = asyncio.Condition()

    @property
    def ids(self) -> list[int]:
        return [row.update_id for row in self.kept]

    async def __call__(self, elements: Sequence[Any]) -> int | None:
        async with self.changed:
            self.batches += 1
            self.changed.notify_all()
            if self.failures:
                self.failures -= 1
                raise OSError("the disk is full")
            rows = [one if isinstance(one, Received) else received(one) for one in elements]
            good = [row for row in rows if row is not None]
            self.kept += good
        return max((row.update_id for row in good), default=None)

    async def has(self, *ids: int) -> None:
        await until(lambda: set(ids) <= set(self.ids), self.changed)


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


async def always_room() -> None:
    return None


@pytest.fixture
async def poller(
    telegram: FakeTelegram, request_: HTTPXRequest, keeper: Keeper, naps: Naps
) -> AsyncIterator[Poller]:
    made = Poller(request_, telegram.url, keeper, always_room, sleep=naps)
    yield made
    await made.stop()


async def test_a_batch_is_kept_before_it_is_confirmed(
    telegram: FakeTelegram, poller: Poller, keeper: Keeper
) -> None:
    await telegram.give(message(10), message(11))
    poller.start()
    await keeper.has(10, 11)
    assert "offset" not in telegram.calls[0]
    await telegram.called(2)
    assert telegram.calls[1]["offset"] == "12"
    assert telegram.waiting == []
    assert "callback_query" in telegram.calls[0]["allowed_updates"]


async def test_what_cannot_be_kept_is_not_confirmed(
    telegram: FakeTelegram, poller: Poller, keeper: Keeper, naps: Naps
) -> None:
    keeper.failures = 3
    await telegram.give(message(10))
    poller.start()
    await telegram.called(4)
    assert all("offset" not in call for call in telegram.calls[:4])
    await keeper.has(10)
    assert len(naps.taken) == 3
    assert keeper.ids == [10]


@pytest.mark.parametrize("code", [401, 404])
async def test_a_token_refused_at_the_start_is_the_end(
    telegram: FakeTelegram, poller: Poller, code: int
) -> None:
    telegram.script.extend([Answer(502, b"<html>"), refusal(code)])
    with pytest.raises(TokenRefused, match=str(code)) as refused:
        await asyncio.wait_for(poller.start(), 5)
    assert "\n" not in str(refused.value)
    assert TOKEN not in str(refused.value)


@pytest.mark.parametrize("code", [401, 404])
async def test_a_token_refused_later_is_loud_and_goes_on(
    telegram: FakeTelegram, poller: Poller, keeper: Keeper, naps: Naps, code: int
) -> None:
    await telegram.give(message(10))
    poller.start()
    await keeper.has(10)
    await telegram.called(2)
    telegram.script.extend([refusal(code)] * 12)
    with capture_logs() as logs:
        await telegram.give(message(11))
        await telegram.called(3)
        await telegram.give(message(12))
        await keeper.has(11, 12)
    loud = [entry for entry in logs if entry["event"] == "token-refused"]
    assert len(loud) == 12
    assert {entry["log_level"] for entry in loud} == {"critical"}
    assert 30 <= max(naps.taken) <= 60
    assert min(naps.taken) >= 0.5


FAULTS = {
    "bad gateway": Answer(502, b"<html><h1>502 Bad Gateway</h1></html>"),
    "server error": refusal(500),
    "captive portal": Answer(200, b"<html>please log in</html>"),
    "cut JSON": Answer(200, b'{"ok":true,"result":[{"update_id":10,"message":{"te'),
    "cut connection": Answer(body=b'{"ok":true,"result":[', cut=True),
    "reset": Answer(reset=True),
    "empty": Answer(200, b""),
    "no result": Answer(200, b'{"ok":true}'),
    "not ok": Answer(200, b'{"ok":false,"description":"odd"}'),
    "a list": Answer(200, b"[1,2]"),
    "error inside a success": Answer(200, b'{"ok":false,"error_code":500}'),
    "conflict": refusal(409),
    "too many without a time": refusal(429),
    "bad request": refusal(400),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
async def test_a_fault_is_waited_out(
    telegram: FakeTelegram, poller: Poller, keeper: Keeper, naps: Naps, fault: Answer
) -> None:
    telegram.script.extend([fault] * 9)
    await telegram.give(message(10))
    with capture_logs() as logs:
        poller.start()
        await keeper.has(10)
    assert keeper.ids == [10]
    assert len(naps.taken) == 9
    assert all(0.5 <= nap <= 30 for nap in naps.taken)
    assert naps.taken[8] > naps.taken[0]
    assert len(logs) == 9
    assert TOKEN not in str(logs)


async def test_nobody_listens_and_then_somebody_does(
    telegram: FakeTelegram, request_: HTTPXRequest, keeper: Keeper
) -> None:
    class Woken(Naps):
        async def __call__(self, seconds: float) -> None:
            await super().__call__(seconds)
            if len(self.taken) == 3:
                poller._url = telegram.url

    naps = Woken()
    poller = Poller(request_, "http://127.0.0.1:1/bot/getUpdates", keeper, always_room, sleep=naps)
    await telegram.give(message(10))
    poller.start()
    await keeper.has(10)
    await poller.stop()
    assert len(naps.taken) == 3


async def test_retry_after_is_waited_exactly(
    telegram: FakeTelegram, poller: Poller, keeper: Keeper, naps: Naps
) -> None:
    telegram.script.extend([refusal(429, retry_after=7), refusal(429, retry_after=41)])
    await telegram.give(message(10))
    poller.start()
    await keeper.has(10)
    assert naps.taken == [7, 41]


async def test_a_conflict_says_what_it_may_be(telegram: FakeTelegram, poller: Poller, keeper: Keeper) -> None:
    telegram.script.append(refusal(409))
    await telegram.give(message(10))
    with capture_logs() as logs:
        poller.start()
        await keeper.has(10)
    assert "another process or a webhook" in logs[0]["advice"]


async def test_after_a_success_waits_are_short_again(
    telegram: FakeTelegram, poller: Poller, keeper: Keeper, naps: Naps
) -> None:
    telegram.script.extend([Answer(502)] * 8)
    await telegram.give(message(10))
    poller.start()
    await keeper.has(10)
    await telegram.called(10)
    telegram.script.append(Answer(502))
    await telegram.give(message(11))
    await telegram.called(11)
    await telegram.give(message(12))
    await keeper.has(12)
    assert naps.taken[7] >= 15
    assert naps.taken[8] <= 0.5


MALFORMED = [{"hidden": 11}, {"hidden": 12, "update_id": "x"}, {"hidden": 13, "update_id": None}]


async def test_malformed_elements_do_not_stop_the_others(
    telegram: FakeTelegram, poller: Poller, keeper: Keeper
) -> None:
    telegram.script.append(
        Answer(
            body=b'{"ok":true,"result":[null,5,"x",[],{},{"update_id":true},{"update_id":-4},{"update_id":1e30},'
            b'{"update_id":9,"message":{"text":"\\ud800"}},{"update_id":10,"message":7}]}'
        )
    )
    poller.start()
    await keeper.has(9, 10)
    await telegram.called(2)
    assert keeper.ids == [9, 10]
    assert telegram.calls[1]["offset"] == "11"


async def test_nothing_but_malformed_elements_is_passed_without_a_loss(
    telegram: FakeTelegram, poller: Poller, keeper: Keeper, naps: Naps
) -> None:
    await telegram.give(message(10))
    poller.start()
    await keeper.has(10)
    await telegram.called(2)
    await telegram.give(*MALFORMED)
    await telegram.called(3)
    await until(lambda: not telegram.waiting, telegram.changed)
    await telegram.give(message(14))
    await keeper.has(14)
    assert len(naps.taken) <= 3


async def test_malformed_elements_at_the_very_start_are_waited_out(
    telegram: FakeTelegram, poller: Poller, keeper: Keeper, naps: Naps
) -> None:
    await telegram.give(*MALFORMED)
    poller.start()
    await telegram.called(20)
    assert len(naps.taken) >= 19
    assert max(naps.taken) <= 5
    await telegram.give(message(14))
    await keeper.has(14)
    await until(lambda: not telegram.waiting, telegram.changed)


@given(
    st.sets(st.integers(1, 60), min_size=1),
    st.sets(st.integers(1, 60)),
    st.integers(1, 10),
    st.integers(1, 60),
)
def test_the_offset_never_passes_an_update_that_was_not_given(
    ids: set[int], nameless: set[int], limit: int, start: int
) -> None:
    queue = sorted(one for one in ids if one >= start)
    offset: int | None = start
    given_: set[int] = set()
    for _ in range(200):
        assert offset is not None
        batch = [one for one in queue if one >= offset][:limit]
        if not batch:
            break
        given_ |= set(batch)
        highest = max((one for one in batch if one not in nameless), default=None)
        offset = next_offset(offset, highest, len(batch))
    assert given_ == set(queue)


async def test_an_unreadable_update_is_set_aside_and_the_rest_goes_on(
    telegram: FakeTelegram, poller: Poller, keeper: Keeper
) -> None:
    deep = b'{"update_id":11,"message":' + b"[" * 5000 + b"]" * 5000 + b"}"
    await telegram.give(message(10), deep, message(12))
    poller.start()
    await keeper.has(10, 11, 12)
    assert keeper.ids == [10, 11, 12]
    assert "[[[[" in keeper.kept[1].payload
    await telegram.called(len(telegram.calls))
    assert telegram.calls[-1]["offset"] in ("12", "13")


def test_a_cut_answer_is_never_taken_for_an_unreadable_update() -> None:
    whole = b'{"ok":true,"result":[{"update_id":11,"message":' + b"[" * 5000 + b"]" * 5000 + b"}]}"
    assert read_answer(200, whole) != Broken()
    for cut in (whole[:-1], whole[:-2], whole[:100], whole[:46]):
        assert read_answer(200, cut) == Broken()


@given(st.integers(100, 599), st.binary() | st.sampled_from([b'{"ok":true,"result":NaN}', b"{}", b"null"]))
def test_any_answer_is_understood_somehow(status: int, body: bytes) -> None:
    assert read_answer(status, body) is not None


async def test_stopping_during_a_long_poll_is_prompt_and_loses_nothing(
    telegram: FakeTelegram, poller: Poller, keeper: Keeper
) -> None:
    poller.start()
    await telegram.called(1)
    began = time.monotonic()
    await poller.stop()
    assert time.monotonic() - began < 1
    await telegram.give(message(10))
    assert keeper.ids == []
    poller.start()
    await keeper.has(10)


async def test_a_server_that_does_not_wait_does_not_make_us_spin(
    telegram: FakeTelegram, poller: Poller, naps: Naps
) -> None:
    telegram.wait = False
    poller.start()
    await telegram.called(12)
    assert len(naps.taken) >= 12 - 1 - 4
    assert naps.taken[-1] > naps.taken[0]


async def test_after_a_quiet_day_the_offset_is_forgotten(
    telegram: FakeTelegram, request_: HTTPXRequest, keeper: Keeper, naps: Naps
) -> None:
    now = [0.0]
    poller = Poller(request_, telegram.url, keeper, always_room, sleep=naps, monotonic=lambda: now[0])
    await telegram.give(message(10))
    poller.start()
    await telegram.called(2)
    now[0] = 90_000
    empty = Answer(body=b'{"ok":true,"result":[]}')
    telegram.script.append(empty)
    await telegram.give(message(11))
    await telegram.called(3)
    now[0] = 200_000
    telegram.script.append(empty)
    await telegram.give(message(12))
    await telegram.called(5)
    await poller.stop()
    assert telegram.calls[1]["offset"] == "11"
    assert "offset" not in telegram.calls[4]


async def test_nothing_is_fetched_while_there_is_no_room(
    telegram: FakeTelegram, request_: HTTPXRequest, keeper: Keeper, naps: Naps
) -> None:
    room, asked = asyncio.Event(), asyncio.Event()

    async def wait_for_room() -> None:
        asked.set()
        await room.wait()

    poller = Poller(request_, telegram.url, keeper, wait_for_room, sleep=naps)
    await telegram.give(message(10))
    poller.start()
    await asyncio.wait_for(asked.wait(), 5)
    assert telegram.calls == []
    room.set()
    await keeper.has(10)
    await poller.stop()


async def test_freshness_ends_when_answers_do(
    telegram: FakeTelegram, request_: HTTPXRequest, keeper: Keeper, naps: Naps
) -> None:
    now = [0.0]
    poller = Poller(request_, telegram.url, keeper, always_room, sleep=naps, monotonic=lambda: now[0])
    assert not poller.is_fresh()
    await telegram.give(message(10))
    poller.start()
    await keeper.has(10)
    assert poller.is_fresh()
    now[0] = 121
    assert not poller.is_fresh()
    await poller.stop()
