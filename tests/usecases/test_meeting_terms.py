"""What a branch decides about its meetings: what is planned by it is planned anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.domain.meeting_terms import DAY, HOUR, MeetingTerms
from bot.domain.meetings import Door
from bot.domain.service import local_now
from bot.errors import UserError
from bot.usecases import branch_settings, meeting_terms
from storage.database import Database
from storage.schema import audit, delivery, person, rule
from tests.usecases.meeting_village import DAY_BEFORE, DAYS, HOUR_BEFORE, START, announced, by_the_clock, told
from tests.usecases.village import (
    ADMINISTRATOR,
    EAST,
    LEADER,
    MEMBER,
    NOW,
    SECRETARY,
    WEST,
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


async def test_what_a_branch_calls_night(village: Village) -> None:
    await announced(village, "11月25日早上6点在活动室过主题党日")
    query = sa.select(rule.c.next_at).where(rule.c.next_at.is_not(None)).order_by(rule.c.next_at)

    async def hours() -> list[str]:
        """When people are reminded, on the branch's clock."""
        found = await village.database.read(lambda tx: tx.execute(query).scalars().all())
        return [f"{local_now(at, 'Asia/Shanghai'):%d %H}" for at in found]

    assert await hours() == ["23 20", "24 20"]
    await village.does(SECRETARY, branch_settings.set_quiet_hours, EAST, 0, 0, NOW)
    await village.database.run(meeting_terms.plan_again, EAST, NOW, DAYS)
    assert await hours() == ["24 06", "25 05"]
    midnight = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
    await village.database.run(lambda tx: tx.execute(sa.delete(delivery)))
    done = await announced(village, "11月25日早上7点在活动室过主题党日", at=midnight)
    assert done.told_at == midnight
    other = await announced(village, "11月25日早上9点在村部过主题党日", WEST_SECRETARY, midnight)
    assert other.told_at == midnight + timedelta(hours=7, minutes=30)
    # Each in the hours of their own branch.
    times = sa.select(person.c.branch_id, delivery.c.not_before).join(
        person, person.c.id == delivery.c.person_id
    )
    found = await village.database.read(lambda tx: set(map(tuple, tx.execute(times))))
    assert found == {(EAST, midnight), (WEST, other.told_at)}
