"""Notices by the clock, on both databases: in time, once, and never without the right."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.notices import NoticeState
from bot.errors import UserError
from bot.usecases import (
    notice_clock,
    notice_drafts,
    sending,
)
from bot.usecases.notice_card import DraftState
from storage.database import Database
from tests.usecases.noticing import (
    TERMS,
    WHOLE_EAST,
    deliveries_of,
    due,
    goes_out_of_reach,
    missed_of,
    noticing,
    presses_send,
    row_of,
    sent,
    written,
)
from tests.usecases.village import (
    ADMINISTRATOR,
    EAST,
    MEMBER,
    NOW,
    OPERATOR,
    PHONELESS,
    SECRETARY,
)

NIGHT = NOW.replace(hour=14)  # 22:00 in Shanghai
MORNING = NOW.replace(hour=23, minute=30)  # 7:30 in Shanghai


async def test_a_scheduled_notice_goes_out_in_time_and_once(database: Database) -> None:
    village = await noticing(database)
    later = NOW + timedelta(hours=1)
    found = await presses_send(village, await written(village, send_at=later))
    assert (found.state, found.send_at) == (NoticeState.SCHEDULED, later)
    assert await deliveries_of(village, found.id) == []
    assert await due(village, later - timedelta(seconds=1)) == []
    await goes_out_of_reach(village, MEMBER)  # whom it goes to is seen when it goes
    assert await due(village, later) == [NoticeState.SENDING]
    assert await due(village, later) == []
    # Another turn of the clock that had read it as due does nothing either.
    assert await database.run(notice_clock.send_due, found.id, frozenset(), later) is None
    assert (await row_of(village, found.id)).people == 4
    assert await missed_of(village, found.id) == {PHONELESS: "no-account", MEMBER: "blocked"}


async def test_quiet_hours_hold_it_until_the_morning(database: Database) -> None:
    village = await noticing(database)
    found = await presses_send(village, await written(village, at=NIGHT), at=NIGHT)
    assert (found.state, found.send_at) == (NoticeState.SCHEDULED, MORNING)
    at_once = await presses_send(village, await written(village, at=NIGHT), at=NIGHT, at_once=True)
    assert at_once.state is NoticeState.SENDING
    chosen = await written(village, at=NIGHT, send_at=NIGHT + timedelta(hours=1))
    assert (await presses_send(village, chosen, at=NIGHT)).send_at == NIGHT + timedelta(hours=1)
    assert await due(village, NIGHT + timedelta(hours=1)) == [NoticeState.SENDING]
    assert await due(village, MORNING) == [NoticeState.SENDING]


async def test_what_was_missed_while_away_does_not_come_at_night(database: Database) -> None:
    village = await noticing(database)
    found = await presses_send(village, await written(village, send_at=NOW + timedelta(hours=1)))
    assert await due(village, NIGHT) == []
    assert (await row_of(village, found.id)).send_at == MORNING
    assert await due(village, MORNING) == [NoticeState.SENDING]


async def test_it_can_be_taken_back_before_its_time(database: Database) -> None:
    village = await noticing(database)
    found = await presses_send(village, await written(village, send_at=NOW + timedelta(hours=1)))
    for _ in range(2):
        cancelled = await village.does(SECRETARY, sending.cancel_scheduled, found.id, NOW)
        assert cancelled.state is NoticeState.CANCELLED
    assert await due(village, NOW + timedelta(hours=2)) == []
    with pytest.raises(UserError, match="notice-sent-already"):
        await village.does(SECRETARY, sending.cancel_scheduled, (await sent(village)).id, NOW)
    again = await village.does(SECRETARY, notice_drafts.again, found.id, TERMS, NOW)
    assert (again.state, again.content.text) == (DraftState.READY, found.content.text)
    assert not again.previewed


async def test_somebody_elses_hand_is_told_to_the_sender(database: Database) -> None:
    village = await noticing(database)
    found = await presses_send(village, await written(village, send_at=NOW + timedelta(hours=1)))
    await village.does(ADMINISTRATOR, sending.stop, found.id, NOW)
    assert (await row_of(village, found.id)).state is NoticeState.CANCELLED
    await village.does(ADMINISTRATOR, sending.stop, (await sent(village)).id, NOW)
    assert await village.heard("notice-news") == [SECRETARY, SECRETARY]
    keys = [content["key"] for content in await village.said("notice-news")]
    assert keys == ["sending-push-cancelled", "sending-push-stopped"]


async def test_without_the_right_or_anybody_it_is_not_sent(database: Database) -> None:
    village = await noticing(database)
    later = NOW + timedelta(hours=1)
    one = await presses_send(village, await written(village, send_at=later))
    alone = Audience((EAST,), people=(MEMBER,))
    two = await presses_send(
        village, await written(village, ADMINISTRATOR, alone, send_at=later), ADMINISTRATOR
    )
    await village.loses(SECRETARY)
    await goes_out_of_reach(village, MEMBER)
    assert await due(village, later) == [NoticeState.CANCELLED] * 2
    keys = [content["key"] for content in await village.said("notice-news")]
    assert keys == ["sending-push-no-right", "sending-push-nobody"]
    assert await village.heard("notice-news") == [SECRETARY, ADMINISTRATOR]
    assert await deliveries_of(village, one.id) + await deliveries_of(village, two.id) == []


async def test_an_operators_notice_needs_the_setting_still(database: Database) -> None:
    village = await noticing(database)
    later = NOW + timedelta(hours=1)
    for operators, state in ((frozenset({0}), NoticeState.SENDING), (frozenset(), NoticeState.CANCELLED)):
        found = await presses_send(
            village, await written(village, OPERATOR, WHOLE_EAST, send_at=later), OPERATOR
        )
        assert (found.sender_id, found.sender_account) == (None, 0)
        assert await due(village, later, operators) == [state]
