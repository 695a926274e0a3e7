"""Meetings in the village: short ways to call people to one, and to see what became of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from bot.office.working_days import WorkingDays
from bot.usecases import meeting_drafts, meeting_sending
from bot.usecases.clock import Fired, fire_due
from bot.usecases.meeting_card import MeetingCard
from bot.usecases.meeting_sending import Announced
from bot.usecases.occasions import KINDS
from storage.schema import delivery, push
from tests.usecases.village import NOW, SECRETARY, Village

ASSEMBLY = "11月25日19:00在党员活动室开支部党员大会，学习章程"
DAYS = WorkingDays()
START = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
DAY_BEFORE = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
HOUR_BEFORE = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


async def drafted(
    village: Village, text: str = ASSEMBLY, who: int = SECRETARY, at: datetime = NOW, **more: Any
) -> MeetingCard:
    """A meeting put together from a sentence."""
    return await village.does(who, meeting_drafts.start, text, at, **more)


async def announced(
    village: Village, text: str = ASSEMBLY, who: int = SECRETARY, at: datetime = NOW, **more: Any
) -> Announced:
    """Put together, and sent."""
    return await sends(village, await drafted(village, text, who, at, **more), who, at)


async def sends(village: Village, card: MeetingCard, who: int = SECRETARY, at: datetime = NOW) -> Announced:
    """发送 on that card."""
    return await village.does(who, meeting_sending.send, card.draft_id, card.form.version, at, DAYS)


async def told(village: Village, key: str) -> list[int]:
    """The people to whom something of that key was queued, in order."""
    query = (
        sa.select(delivery.c.person_id, push.c.content)
        .join(push, push.c.id == delivery.c.push_id)
        .order_by(delivery.c.person_id)
    )
    rows = await village.database.read(lambda tx: list(tx.execute(query)))
    return [person_id for person_id, content in rows if content["key"] == key]


async def by_the_clock(village: Village, at: datetime) -> Fired:
    """What the clock does at that moment."""
    return await village.database.run(fire_due, at, KINDS, DAYS)
