"""What waits, or was put off, goes with what it reminds of; and nothing follows whoever has left."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.domain.messages import Lane, Message, Push
from bot.domain.recurrence import Every
from bot.domain.rights import Right, Role
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import (
    branch_settings,
    digests,
    dues_marking,
    dues_reminding,
    meeting_answers,
    meeting_sending,
    muting,
    putting_off,
    repeats,
    roles,
    rule_changes,
    task_lists,
    tasks,
)
from bot.usecases.members import remove_member
from storage import outbox, rules, subjects
from storage.database import Database, Transaction
from storage.schema import delivery, digest, digest_line, granted_right, person, push
from storage.schema import rule as rule_table
from tests.usecases.meeting_village import DAY_BEFORE, announced, by_the_clock, drafted, told
from tests.usecases.village import (
    ADMINISTRATOR,
    COMMITTEE,
    EAST,
    MEMBER,
    NOW,
    OTHER_MEMBER,
    SECRETARY,
    Village,
)

DAYS = WorkingDays()
DECEMBER = date(2026, 12, 1)
FIFTH = datetime(2026, 12, 5, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
async def village(sqlite_url: str) -> AsyncIterator[Village]:
    opened = await Database.open(sqlite_url)
    yield await Village.settled(opened)
    await opened.close()


async def puts_off(village: Village, kind: str, at: datetime, who: int = MEMBER) -> int:
    """Somebody gets a reminder and wants it in an hour; the push that comes then."""

    def comes(tx: Transaction) -> int:
        of_kind = sa.select(push.c.id).where(push.c.kind == kind, push.c.about_id.is_(None))
        mine = sa.and_(delivery.c.push_id.in_(of_kind), delivery.c.person_id == who)
        tx.execute(sa.update(delivery).where(mine).values(state="sent", attempted_at=at, done_at=at))
        return tx.execute(sa.select(sa.func.max(delivery.c.push_id)).where(mine)).scalar_one()

    push_id = await village.database.run(comes)
    await village.does(who, putting_off.put_off, push_id, "hour", at)
    query = (
        sa.select(push.c.id)
        .join(delivery, delivery.c.push_id == push.c.id)
        .where(push.c.about_id == push_id, delivery.c.person_id == who)
    )
    return await village.database.read(lambda tx: tx.execute(query).scalar_one())


async def comes(village: Village, push_id: int) -> bool:
    query = (
        sa.select(delivery.c.id)
        .join(push, push.c.id == delivery.c.push_id)
        .where(push.c.id == push_id, push.c.stopped_at.is_(None), delivery.c.state == "queued")
    )
    return await village.database.read(lambda tx: tx.execute(query).first() is not None)


async def test_what_was_put_off_goes_with_what_it_reminds_of(database: Database) -> None:
    village = await Village.settled(database)
    # A meeting for which the one asks for leave, and which is called off.
    meeting_id = (await announced(village)).meeting.id
    await by_the_clock(village, DAY_BEFORE)
    mine = await puts_off(village, "meeting-reminder", DAY_BEFORE)
    theirs = await puts_off(village, "meeting-reminder", DAY_BEFORE, OTHER_MEMBER)
    await village.does(MEMBER, meeting_answers.ask_leave_in_words, meeting_id, "有事", DAY_BEFORE)
    assert (await comes(village, mine), await comes(village, theirs)) == (False, True)
    await village.does(SECRETARY, meeting_sending.call_off, meeting_id, DAY_BEFORE, DAYS)
    assert not await comes(village, theirs)
    # Dues that are paid meanwhile.
    await village.does(SECRETARY, dues_reminding.set_reminder, EAST, 5, 9 * 60, NOW, DAYS)
    await by_the_clock(village, FIFTH)
    mine = await puts_off(village, "dues-reminder", FIFTH)
    theirs = await puts_off(village, "dues-reminder", FIFTH, OTHER_MEMBER)
    await village.does(SECRETARY, dues_marking.mark, MEMBER, DECEMBER, None, FIFTH + HOUR / 2)
    assert (await comes(village, mine), await comes(village, theirs)) == (False, True)
    await village.does(SECRETARY, dues_marking.mark_rest, EAST, DECEMBER, FIFTH + HOUR / 2)
    assert not await comes(village, theirs)


async def task_of(village: Village) -> int:
    """A task of the member's, of which they are reminded three days before."""
    card = await village.does(SECRETARY, task_lists.preview_text, EAST, "12月8日前 报送党员名册 张三", NOW)
    await village.does(SECRETARY, task_lists.import_list, card.draft_id, NOW, DAYS)
    (shown,) = (await village.sees(SECRETARY, tasks.month, EAST, DECEMBER, NOW)).cards
    return shown.task.id


async def test_a_task_that_is_done_reminds_nobody(village: Village) -> None:
    task_id = await task_of(village)
    await by_the_clock(village, FIFTH)
    waits = await puts_off(village, "task-reminder", FIFTH)
    assert await comes(village, waits)
    await village.does(MEMBER, tasks.finish, task_id, FIFTH, DAYS)
    assert not await comes(village, waits)


async def test_who_has_muted_tasks_leaves_theirs_to_nobody_else(village: Village) -> None:
    await task_of(village)
    await village.does(MEMBER, muting.mute, "tasks", "always", NOW)
    await by_the_clock(village, FIFTH)
    assert await village.heard("task-reminder") == [MEMBER]  # a row that says so, and is not sent


async def test_why_somebody_cannot_come_is_for_who_runs_the_meeting_today(village: Village) -> None:
    await village.is_given(COMMITTEE, Right.RUN_MEETINGS)
    meeting_id = (await announced(village, who=COMMITTEE)).meeting.id
    await village.does(MEMBER, meeting_answers.ask_leave_in_words, meeting_id, "有事", NOW)
    assert await told(village, "meeting-leave-request") == [SECRETARY, COMMITTEE]
    await village.database.run(lambda tx: tx.execute(granted_right.delete()))
    await village.does(OTHER_MEMBER, meeting_answers.ask_leave_in_words, meeting_id, "看病", NOW)
    assert await told(village, "meeting-leave-request") == [SECRETARY, SECRETARY, COMMITTEE]


async def test_a_rule_that_rests_goes_on_by_the_clock_of_the_branch(village: Village) -> None:
    card = await drafted(village, "12月5日19:00在党员活动室过主题党日，学习章程")
    rule = await village.does(SECRETARY, repeats.repeat, card.draft_id, Every.MONTH, NOW, DAYS)
    await village.does(SECRETARY, rule_changes.pause, rule.id, NOW, DAYS)
    other = await village.does(SECRETARY, dues_reminding.set_reminder, EAST, 5, 9 * 60, NOW, DAYS)
    assert other.day == 5

    def breaks(tx: Transaction) -> None:
        broken = {"recurrence": "no rule"}
        tx.execute(sa.update(rule_table).where(rule_table.c.kind == dues_reminding.KIND).values(**broken))

    await village.database.run(breaks)
    await village.does(SECRETARY, branch_settings.set_timezone, EAST, "Asia/Urumqi", DAYS, NOW)
    moved = await village.database.read(rules.get, rule.id)
    assert (moved.timezone, moved.next_at) == ("Asia/Urumqi", None)
    again = await village.does(SECRETARY, rule_changes.resume, rule.id, NOW, DAYS)
    assert again.held_at is not None
    assert again.held_at.hour == 13  # 19:00 in Ürümqi, UTC


async def in_the_digest(village: Village, subject: str = "") -> None:
    """A reminder that two people are told of only in the evening."""

    def merged(tx: Transaction) -> int:
        words = Message("study-reminder", {"plan": "A", "count": 1})
        told = Push("study-reminder", Lane.REMINDER, words, "", subject=subject)
        key = outbox.keep(tx, told, NOW)
        outbox.enqueue_where(tx, key, told, person.c.id.in_([MEMBER, OTHER_MEMBER]), NOW)
        tx.execute(sa.update(delivery).values(state="merged", done_at=NOW))
        for who in (MEMBER, OTHER_MEMBER):
            row = {"chat_id": 1000 + who, "day": NOW.date(), "due_at": NOW + HOUR}
            digest_id = tx.insert_one(digest, **row)
            mine = sa.select(delivery.c.id, sa.literal(digest_id)).where(delivery.c.person_id == who)
            tx.execute(sa.insert(digest_line).from_select(["delivery_id", "digest_id"], mine))
        return key

    await village.database.run(merged)


async def test_what_is_settled_meanwhile_is_in_no_digest(village: Village) -> None:
    await in_the_digest(village, "study:1")
    await village.database.run(subjects.settle, "study:1", [MEMBER], NOW)
    with pytest.raises(UserError, match="digest-expired"):
        await village.does(MEMBER, digests.open_line, 1, NOW + HOUR)
    await village.database.run(digests.write_due, NOW + HOUR)
    assert await village.heard("digest") == [OTHER_MEMBER]


async def test_what_waits_for_an_office_ends_with_it(village: Village) -> None:
    def queued(tx: Transaction) -> None:
        for reason in ("reason-meeting-draft", "reason-study-reminder"):
            told = Push("meeting-draft", Lane.NOTICE, Message("note", {"text": "x"}), reason)
            outbox.enqueue_for_people(tx, told, [SECRETARY, COMMITTEE], NOW)

    await village.is_given(COMMITTEE, Right.RUN_MEETINGS)
    await village.database.run(queued)
    await village.does(ADMINISTRATOR, roles.take_role, SECRETARY, Role.SECRETARY, NOW, sure=True)
    query = (
        sa.select(delivery.c.person_id, push.c.reason, delivery.c.state)
        .join(push, push.c.id == delivery.c.push_id)
        .where(push.c.kind == "meeting-draft")
    )
    found = await village.database.read(lambda tx: {tuple(row) for row in tx.execute(query)})
    assert found == {
        (SECRETARY, "reason-meeting-draft", "dead"),
        (SECRETARY, "reason-study-reminder", "queued"),
        (COMMITTEE, "reason-meeting-draft", "queued"),
        (COMMITTEE, "reason-study-reminder", "queued"),
    }


async def test_a_digest_does_not_follow_whoever_has_left(village: Village) -> None:
    await in_the_digest(village)
    await village.does(SECRETARY, remove_member, MEMBER, NOW)
    await village.database.run(digests.write_due, NOW + HOUR)
    assert await village.heard("digest") == [OTHER_MEMBER]
