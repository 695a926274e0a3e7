"""The gate: one failure is bad luck, two are an outage, and then one at a time finds out."""

from __future__ import annotations

import asyncio

import pytest

from bot.delivery.gate import LONGEST, TOKEN_REFUSED, Gate


class Time:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


def fail(gate: Gate, time: Time) -> None:
    time.now += 0.01
    gate.report(time.now, answered=False)


async def gave_up(gate: Gate) -> bool:
    """Whether one who asks now has to wait."""
    try:
        async with asyncio.timeout(0):
            await gate.enter()
    except TimeoutError:
        return True
    return False


async def test_one_failure_closes_nothing(time: Time) -> None:
    gate = Gate(time)
    passage = await gate.enter()
    fail(gate, time)
    assert gate.is_open
    assert gate.is_valid(passage)
    gate.report(time.now, answered=True)
    fail(gate, time)
    assert gate.is_open


async def test_what_failed_together_counts_once(time: Time) -> None:
    gate = Gate(time)
    began = time.now
    time.now += 5
    for _ in range(50):
        gate.report(began, answered=False)
    assert gate.is_open


async def test_two_in_a_row_close_it_and_one_at_a_time_tries(time: Time) -> None:
    gate = Gate(time)
    before = await gate.enter()
    fail(gate, time)
    fail(gate, time)
    assert not gate.is_open
    assert not gate.is_valid(before)
    assert await gave_up(gate)
    time.now += 1.1
    trial = await gate.enter()
    assert gate.is_valid(trial)
    assert await gave_up(gate), "somebody is out already"
    gate.leave(before)
    assert await gave_up(gate), "an old pass says nothing about the one who is out"
    gate.leave(trial)
    trial = await gate.enter()
    waiting = [asyncio.create_task(gate.enter()) for _ in range(3)]
    await asyncio.sleep(0)
    gate.report(time.now, answered=True)
    gate.leave(trial)
    await asyncio.gather(*waiting)
    assert gate.is_open


async def test_tries_are_further_and_further_apart(time: Time) -> None:
    gate = Gate(time)
    fail(gate, time)
    waits = []
    for _ in range(8):
        fail(gate, time)
        waits.append(gate._opens_at - time.now)
        time.now = gate._opens_at
        await gate.enter()
    assert waits == pytest.approx([1, 2, 4, 8, 16, 32, LONGEST, LONGEST])


async def test_a_refused_token_closes_it_at_once_and_for_long(time: Time) -> None:
    gate = Gate(time)
    gate.report(time.now, answered=False, token_refused=True)
    assert not gate.is_open
    assert gate._opens_at - time.now == pytest.approx(TOKEN_REFUSED)


async def test_a_late_answer_to_an_earlier_call_opens_it(time: Time) -> None:
    gate = Gate(time)
    began = time.now
    fail(gate, time)
    fail(gate, time)
    gate.report(began, answered=True)
    assert gate.is_open


async def test_who_waits_comes_through_when_the_time_has_come() -> None:
    gate = Gate()
    loop = asyncio.get_running_loop()
    for _ in range(2):
        gate.report(gate._clock(), answered=False)
    gate._opens_at = gate._clock() + 0.05
    start = loop.time()
    await gate.enter()
    assert loop.time() - start >= 0.04
