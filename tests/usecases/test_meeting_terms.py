"""What a branch decides about its meetings: what is planned by it is planned anew."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.domain.meeting_terms import DAY, HOUR, MeetingTerms
from bot.domain.meetings import Door
from bot.errors import UserError
from bot.usecases import meeting_terms
from storage.database import Database
from storage.schema import audit, rule
from tests.usecases.meeting_village import DAY_BEFORE, DAYS, HOUR_BEFORE, START, announced, by_the_clock, told
from tests.usecases.village import (
    ADMINISTRATOR,
    EAST,
    LEADER,
    MEMBER,
    NOW,
    SECRETARY,
    WEST_SECRETARY,
    Village,
)


@pytest.fixture
async def village(database: Database) -> Village:
    return await Village.settled(database)


async def planned(village: Village) -> list[timedelta]:
    """How long before the start people will be reminded."""
    query = sa.select(rule.c.next_at).where(rule.c.next_at.is_not(None)).order_by(rule.c.next_at)
    return [START - at for at in await village.database.read(lambda tx: tx.execute(query).scalars().all())]


async def test_reminders_are_planned_anew(village: Village) -> None:
    await announced(village)
    assert await planned(village) == [timedelta(days=1), timedelta(hours=1)]
    done = await village.does(SECRETARY, meeting_terms.toggle_reminder, EAST, 3 * DAY, NOW, DAYS)
    assert done.terms.reminders == (3 * DAY, DAY, HOUR)
    await village.does(SECRETARY, meeting_terms.toggle_reminder, EAST, HOUR, NOW, DAYS)
    assert await planned(village) == [timedelta(days=3), timedelta(days=1)]
    await by_the_clock(village, START - timedelta(days=3))
    await by_the_clock(village, DAY_BEFORE)
    first = await told(village, "meeting-reminder")
    assert len(first) == 2 * len(set(first))
    # What has come does not come again, whatever is chosen then.
    await village.does(SECRETARY, meeting_terms.toggle_reminder, EAST, DAY, DAY_BEFORE, DAYS)
    await village.does(SECRETARY, meeting_terms.toggle_reminder, EAST, DAY, DAY_BEFORE, DAYS)
    await by_the_clock(village, HOUR_BEFORE)
    assert await told(village, "meeting-reminder") == first
    assert await planned(village) == []


async def test_who_decides_and_what_can_be_chosen(village: Village) -> None:
    for who in (MEMBER, LEADER, WEST_SECRETARY):
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(who, meeting_terms.toggle_reminder, EAST, HOUR, NOW, DAYS)
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(who, meeting_terms.set_door, EAST, 15, 15, 5, NOW)
    for before, after, grace in ((1, 30, 0), (30, 1, 0), (30, 30, 1)):
        with pytest.raises(UserError, match="button-broken"):
            await village.does(SECRETARY, meeting_terms.set_door, EAST, before, after, grace, NOW)
    with pytest.raises(UserError, match="button-broken"):
        await village.does(SECRETARY, meeting_terms.toggle_reminder, EAST, 5, NOW, DAYS)
    done = await village.does(ADMINISTRATOR, meeting_terms.set_door, EAST, 15, 0, 10, NOW)
    assert done.terms == MeetingTerms(door=Door(15, 15, 10))
    done = await village.does(SECRETARY, meeting_terms.set_door, EAST, 15, 15, 10, NOW)
    query = sa.select(audit.c.detail).where(audit.c.action == "meeting-terms-changed")
    lines = await village.database.read(lambda tx: tx.execute(query).scalars().all())
    assert [one["after"]["grace"] for one in lines] == [10]
