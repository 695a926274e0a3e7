"""Rate limits with a clock that only the test moves."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.limits import TELEGRAM, Limiter, Limits
from tests.sandbox.world import World


def test_a_sliding_window_over_everything() -> None:
    limiter = Limiter(Limits(per_second=30))
    assert [limiter.admit(chat, 1, 0.0) for chat in range(30)] == [0] * 30
    assert limiter.admit(99, 1, 0.5) == 1
    assert limiter.admit(99, 1, 0.999) == 1
    assert limiter.admit(99, 1, 1.0) == 0


@given(st.lists(st.floats(0, 0.2), min_size=1, max_size=200), st.integers(1, 40))
def test_no_window_of_a_second_holds_more(gaps: list[float], rate: int) -> None:
    limiter = Limiter(Limits(per_second=rate))
    now, passed = 0.0, []
    for gap in gaps:
        now += gap
        if limiter.admit(1, 1, now) == 0:
            passed.append(now)
    for start in passed:
        assert sum(start <= at < start + 1 for at in passed) <= rate


def test_one_a_second_for_each_private_chat() -> None:
    limiter = Limiter(Limits(chat_per_second=1, chat_burst=3))
    assert [limiter.admit(7, 1, 0.0) for _ in range(4)] == [0, 0, 0, 1]
    assert limiter.admit(8, 1, 0.0) == 0
    assert limiter.admit(7, 1, 0.9) == 1
    assert limiter.admit(7, 1, 1.0) == 0
    assert limiter.admit(7, 1, 1.5) == 1


def test_twenty_a_minute_for_each_group() -> None:
    limiter = Limiter(Limits(group_per_minute=20))
    assert [limiter.admit(-7, 1, float(second)) for second in range(20)] == [0] * 20
    assert limiter.admit(-7, 1, 20.0) == 40
    assert limiter.admit(-8, 1, 20.0) == 0
    assert limiter.admit(-7, 1, 60.0) == 0


def test_after_one_refusal_everything_is_refused(world: World) -> None:
    world.engine.limits = Limits(per_second=1, refuse_all=True, retry_after=5)
    world.send("一")
    error = world.refused("sendMessage", chat_id=world.li, text="二")
    assert error.to_json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 5",
        "parameters": {"retry_after": 5},
    }
    world.clock.pass_(2)
    assert world.refused("getMe").parameters == {"retry_after": 3}
    assert world.refused("sendMessage", chat_id=world.li, text="二").code == 429
    assert world.updates() == []
    world.clock.pass_(2.9)
    assert world.refused("getMe").parameters == {"retry_after": 1}
    world.clock.pass_(0.1)
    world.send("二")


def test_without_that_mode_only_the_message_is_refused(world: World) -> None:
    world.engine.limits = Limits(per_second=1)
    world.send("一")
    assert world.refused("sendMessage", chat_id=world.li, text="二").parameters == {"retry_after": 1}
    world.call("getMe")
    world.clock.pass_(1)
    world.send("二")


def test_edits_and_copies_count_answers_do_not(world: World) -> None:
    number = world.send("一")
    world.engine.limits = Limits(per_second=1)
    world.call("sendChatAction", chat_id=world.li, action="typing")
    world.call("editMessageText", chat_id=world.li, message_id=number, text="二")
    copy: dict[str, Any] = {"chat_id": world.li, "from_chat_id": world.li, "message_id": number}
    assert world.refused("copyMessage", **copy).code == 429
    world.engine.limits = Limits(per_second=1, count_edits=False)
    world.call("editMessageText", chat_id=world.li, message_id=number, text="三")
    world.call("copyMessage", **copy)


def test_a_refused_message_leaves_no_trace(world: World) -> None:
    world.engine.limits = Limits(per_second=1)
    world.send("一")
    delivered, last = world.engine.delivered, world.engine.events.last
    world.refused("sendMessage", chat_id=world.li, text="二")
    assert (world.engine.delivered, world.engine.events.last) == (delivered, last)
    assert [line["text"] for line in world.do("ledger", chat_id=world.li)] == ["一"]


def test_an_unexpected_ban(world: World) -> None:
    world.do("ban", seconds=5)
    assert world.refused("sendMessage", chat_id=world.li, text="一").parameters == {"retry_after": 5}
    world.clock.pass_(5)
    world.send("一")


def test_limits_are_set_from_outside(world: World) -> None:
    assert world.do("limits", preset="telegram", retry_after=1)["retry_after"] == 1
    assert world.engine.limits.per_second == TELEGRAM.per_second
    assert world.do("limits", preset="none")["per_second"] is None


@pytest.mark.parametrize("retry", [1, 5])
def test_who_keeps_the_pace_is_never_refused(world: World, retry: int) -> None:
    world.do("limits", preset="telegram", retry_after=retry)
    people = world.do("crowd", count=90)
    for number in range(90):
        world.call("sendMessage", chat_id=people["first"] + number, text="通知")
        world.clock.pass_(1 / 29.5)
    assert world.do("state")["bots"][0]["refused"] == 0
