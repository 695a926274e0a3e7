"""What the sender's message is kept up to date by, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.notices import Answer, NoticeState
from bot.usecases import notice_clock
from storage import notice_marks, receipts
from storage.database import Database
from storage.notice_marks import Mark
from tests.usecases.noticing import ends, noticing, sent
from tests.usecases.village import LEADER, MEMBER, NOW, SECRETARY, Village

LATER = NOW + timedelta(minutes=5)


async def seen(village: Village, since: timedelta = timedelta(days=1)) -> list[Mark]:
    return await village.database.read(notice_marks.marks, NOW - since)


async def over(village: Village, notice_id: int) -> None:
    """All of it has arrived, and the clock has looked."""
    await ends(village, notice_id, "sent")
    await village.database.run(notice_clock.end, notice_id, NOW)


async def test_a_mark_changes_with_the_state_and_with_every_answer(database: Database) -> None:
    village = await noticing(database)
    assert await seen(village) == []
    row = await sent(village)
    [fresh] = await seen(village)
    assert (fresh.notice_id, fresh.state, fresh.answers) == (row.id, NoticeState.SENDING, 0)
    assert (fresh.chat_id, fresh.message_id) == (1000 + SECRETARY, 77)
    await over(village, row.id)
    [ended] = await seen(village)
    assert ended.state is NoticeState.ENDED
    assert ended.ended_at is not None
    marks = [ended]
    for person_id, answer, at in ((MEMBER, Answer.READ, NOW), (LEADER, Answer.READ, LATER)):
        await village.database.run(receipts.put, row.id, person_id, answer, at)
        marks += await seen(village)
    assert len(set(marks)) == 3
    assert [mark.answers for mark in marks] == [0, 1, 2]


async def test_answers_to_an_old_notice_are_not_counted(database: Database) -> None:
    village = await noticing(database)
    row = await sent(village)
    await village.database.run(receipts.put, row.id, MEMBER, Answer.READ, NOW)
    [old] = await seen(village, timedelta(0))
    assert old.answers == 0
    [counted] = await seen(village)
    assert counted.answers == 1


async def test_of_many_notices_the_newest_and_those_on_their_way(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_marks, "NEWEST", 2)
    village = await noticing(database)
    on_its_way = await sent(village)
    others = []
    for _ in range(3):
        others.append((await sent(village)).id)
        await over(village, others[-1])
    assert [mark.notice_id for mark in await seen(village)] == [on_its_way.id, *others[-2:]]
