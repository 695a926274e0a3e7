"""Motions, their counts and corrections, decisions, and the minutes of a meeting with pictures and files."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.meetings import Presence, Vote
from bot.domain.messages import Attachment
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import meeting_roll, minutes, motion_words, motions
from bot.usecases.motions import Counting
from storage.database import Database
from storage.meetings import MeetingRow
from storage.schema import audit, person
from tests.usecases.meeting_village import START, announced, told
from tests.usecases.village import (
    LEADER,
    MEMBER,
    OTHER_LEADER,
    OTHER_MEMBER,
    PHONELESS,
    SECRETARY,
    WEST_SECRETARY,
    Village,
)

PHOTO, FILE = Attachment("photo", "P1"), Attachment("document", "F1", "照片说明.pdf")
LATER = START + timedelta(minutes=40)


# What is refused before anything is stored need not be tried on both databases.
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def village(database: Database) -> Village:
    settled = await Village.settled(database)
    # One of the seven is probationary: six vote.
    young = sa.update(person).where(person.c.id == OTHER_MEMBER).values(kind="probationary")
    await database.run(lambda tx: tx.execute(young))
    return settled


@pytest.fixture
async def meeting(village: Village) -> MeetingRow:
    """An assembly to which five have come, one of them probationary."""
    row = (await announced(village)).meeting
    for who in (SECRETARY, LEADER, PHONELESS, OTHER_MEMBER):
        await village.does(SECRETARY, meeting_roll.mark, row.id, who, Presence.ON_TIME, START)
    await village.does(SECRETARY, meeting_roll.mark, row.id, OTHER_LEADER, Presence.LATE, START)
    return row


async def put(
    village: Village, meeting: MeetingRow, words: str = "同意张三转正", by_vote: bool = True
) -> Counting:
    return await village.does(SECRETARY, motions.propose, meeting.id, by_vote, words, START)


async def counted(village: Village, motion_id: int, text: str, at: datetime = LATER) -> Counting:
    return await village.does(SECRETARY, motions.count_in_words, motion_id, text, at)


# -- votes -----------------------------------------------------------------------------------------------


async def test_only_full_members_count(village: Village, meeting: MeetingRow) -> None:
    found = await put(village, meeting)
    assert (found.agenda.electorate.should, found.agenda.electorate.present) == (6, 4)
    found = await counted(village, found.motion.id, "赞成3 反对1")
    assert found.motion.count is not None
    assert found.motion.count.vote == Vote(6, 4, 3, 1, 0)
    assert not found.motion.count.vote.is_passed  # more than half of six who should attend
    found = await counted(village, found.motion.id, "一致通过")
    assert found.motion.count is not None
    assert (found.motion.count.vote.in_favour, found.motion.count.vote.is_passed) == (4, True)


@on_sqlite
@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("赞成5", "motion-too-many-votes"),
        ("赞成3 反对1 弃权1", "motion-too-many-votes"),
        ("大概都同意吧", "motion-count-unclear"),
        ("反对1", "motion-count-unclear"),
        ("赞成0", "motion-count-unclear"),
        ("赞成-3", "motion-count-unclear"),
        ("赞成999999", "motion-too-many-votes"),
    ],
)
async def test_numbers_that_cannot_be(village: Village, meeting: MeetingRow, text: str, key: str) -> None:
    found = await put(village, meeting)
    with pytest.raises(UserError, match=key):
        await counted(village, found.motion.id, text)
    assert (await village.sees(SECRETARY, motions.look_at, found.motion.id)).motion.counts == ()


async def test_a_correction_leaves_a_trace(village: Village, meeting: MeetingRow) -> None:
    motion_id = (await put(village, meeting)).motion.id
    await counted(village, motion_id, "赞成4")
    again = await counted(village, motion_id, "全部赞成", LATER + timedelta(minutes=1))
    assert len(again.motion.counts) == 1  # the same numbers are no correction
    corrected = await counted(village, motion_id, "3 1 0", LATER + timedelta(days=2))
    first, last = corrected.motion.counts
    assert (first.vote.in_favour, last.vote.in_favour, last.by) == (4, 3, "王桂兰")
    assert not corrected.agenda.roll.is_late(first.at)
    assert corrected.agenda.roll.is_late(last.at)
    acts = sa.select(audit.c.action).where(audit.c.action.like("motion-%")).order_by(audit.c.id)
    assert await village.database.read(lambda tx: list(tx.execute(acts).scalars())) == [
        "motion-put",
        "motion-counted",
        "motion-corrected",
    ]


async def test_one_tap_counts_what_it_showed(village: Village, meeting: MeetingRow) -> None:
    motion_id = (await put(village, meeting)).motion.id
    with pytest.raises(UserError, match="motion-card-old"):
        await village.does(SECRETARY, motions.count_rest, motion_id, 0, 5, 0, 0, LATER)
    found = await village.does(SECRETARY, motions.count_rest, motion_id, 0, 4, 1, 0, LATER)
    assert found.motion.count is not None
    assert found.motion.count.vote == Vote(6, 4, 3, 1, 0)
    with pytest.raises(UserError, match="motion-card-old"):
        await village.does(SECRETARY, motions.count_rest, motion_id, 0, 4, 0, 0, LATER)


async def test_the_count_stays_when_the_roll_changes(village: Village, meeting: MeetingRow) -> None:
    motion_id = (await put(village, meeting)).motion.id
    await counted(village, motion_id, "全部赞成")
    await village.does(SECRETARY, meeting_roll.mark, meeting.id, LEADER, None, LATER)
    found = await village.sees(SECRETARY, motions.look_at, motion_id)
    assert found.agenda.electorate.present == 3
    assert found.motion.count is not None
    assert found.motion.count.vote.present == 4


@on_sqlite
async def test_when_nothing_can_be_counted(village: Village) -> None:
    row = (await announced(village)).meeting
    with pytest.raises(UserError, match="meeting-roll-early"):
        await village.does(SECRETARY, motions.propose, row.id, True, "同意", START - timedelta(hours=2))
    motion_id = (await put(village, row)).motion.id
    with pytest.raises(UserError, match="motion-roll-first"):
        await counted(village, motion_id, "赞成3")
    decision = (await put(village, row, "周六清扫", by_vote=False)).motion
    with pytest.raises(UserError, match="button-broken"):
        await counted(village, decision.id, "赞成3")
    lesson = (await announced(village, "11月25日19:00在活动室上党课，学习")).meeting
    with pytest.raises(UserError, match="motion-no-votes-here"):
        await put(village, lesson)
    assert (await put(village, lesson, "下周再学", by_vote=False)).motion.is_settled


@on_sqlite
@pytest.mark.parametrize(
    ("words", "key"),
    [
        (" ", "motion-empty"),
        ("一" * 501, "motion-too-long"),
        ("身份证 11010519491231002X", "identity-number"),
        ("同意张三转正", "motion-said-before"),
    ],
)
async def test_words_that_cannot_be(village: Village, meeting: MeetingRow, words: str, key: str) -> None:
    await put(village, meeting)
    with pytest.raises(UserError, match=key):
        await put(village, meeting, words)


async def test_what_was_decided_fits_into_one_message(village: Village, meeting: MeetingRow) -> None:
    for number in range(motions.MOST_MOTIONS):
        await put(village, meeting, f"第{number}项 <b>", by_vote=bool(number % 2))
    with pytest.raises(UserError, match="motion-too-many-motions"):
        await put(village, meeting, "还有一项")
    other = (await announced(village, "11月25日20:00在活动室开支委会")).meeting
    for number in range(3):
        await put(village, other, f"{number}" + "一" * 499)
    with pytest.raises(UserError, match="motion-no-room"):
        await put(village, other, "一" * 400)


async def test_taking_back_stays_on_record(village: Village, meeting: MeetingRow) -> None:
    motion_id = (await put(village, meeting)).motion.id
    for _ in range(2):
        agenda = await village.does(SECRETARY, motions.drop, motion_id, LATER)
    (dropped,) = agenda.motions
    assert (dropped.dropped_at, dropped.dropped_by, dropped.is_settled) == (LATER, "王桂兰", False)
    with pytest.raises(UserError, match="motion-dropped"):
        await counted(village, motion_id, "赞成3")
    await put(village, meeting)  # and can be put again


@on_sqlite
@pytest.mark.parametrize("who", [LEADER, MEMBER, WEST_SECRETARY])
async def test_nobody_else_decides(village: Village, meeting: MeetingRow, who: int) -> None:
    motion_id = (await put(village, meeting)).motion.id
    ways: tuple[tuple[Any, tuple[Any, ...]], ...] = (
        (motions.look, (meeting.id,)),
        (motions.propose, (meeting.id, True, "另一项", LATER)),
        (motions.look_at, (motion_id,)),
        (motions.count, (motion_id, 1, 0, 0, LATER)),
        (motions.drop, (motion_id, LATER)),
        (minutes.look, (meeting.id,)),
        (minutes.write, (meeting.id, "记录", LATER)),
        (minutes.add_file, (meeting.id, PHOTO, "", LATER)),
        (minutes.drop_files, (meeting.id, LATER)),
        (minutes.note_report, (meeting.id, LATER)),
        (minutes.publish, (meeting.id, LATER)),
        (motions.look_at, (motion_id + 99,)),
        (motions.count, (motion_id + 99, 1, 0, 0, LATER)),
    )
    for usecase, args in ways:
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(who, usecase, *args)


async def test_a_leader_counts_in_the_own_group_alone(village: Village) -> None:
    row = (await announced(village, "11月25日19:00在院子开党小组会，推荐", LEADER)).meeting
    await village.does(LEADER, meeting_roll.mark_rest, row.id, START)
    found = await village.does(LEADER, motions.propose, row.id, True, "推荐张三", START)
    found = await village.does(LEADER, motions.count_in_words, found.motion.id, "一致通过", START)
    assert found.motion.count is not None
    assert found.motion.count.vote == Vote(3, 3, 3)
    with pytest.raises(UserError, match="not-allowed"):
        await village.sees(OTHER_LEADER, motions.look_at, found.motion.id)
    with pytest.raises(UserError, match="not-allowed"):
        await village.sees(OTHER_LEADER, minutes.look, row.id)


async def test_what_is_written_down_late_says_so(village: Village, meeting: MeetingRow) -> None:
    at = START + timedelta(days=1, seconds=1)
    found = await village.does(SECRETARY, motions.propose, meeting.id, False, "周六清扫", at)
    lines = motion_words.trace_lines(found.motion, found.agenda.roll)
    assert [line.key for line in lines] == ["motion-line-late"]
    found = await put(village, meeting)
    found = await counted(village, found.motion.id, "全部赞成")
    assert motion_words.trace_lines(found.motion, found.agenda.roll) == ()
    found = await counted(village, found.motion.id, "3 1 0", at)
    lines = motion_words.trace_lines(found.motion, found.agenda.roll)
    assert [line.key for line in lines] == ["motion-line-corrected", "motion-line-late"]


# -- minutes ---------------------------------------------------------------------------------------------


async def test_minutes_grow_and_can_be_written_afresh(village: Village, meeting: MeetingRow) -> None:
    await village.does(SECRETARY, minutes.write, meeting.id, " 学习了 <章程> \n", LATER)
    found = await village.does(SECRETARY, minutes.add_file, meeting.id, PHOTO, "合影", LATER)
    assert found.agenda.roll.meeting.minutes == "学习了 <章程>\n合影"
    found = await village.does(SECRETARY, minutes.add_file, meeting.id, FILE, "", LATER)
    assert found.files == (PHOTO, FILE)
    found = await village.does(SECRETARY, minutes.write, meeting.id, "重写", LATER, afresh=True)
    assert (found.agenda.roll.meeting.minutes, found.agenda.roll.files) == ("重写", 2)
    found = await village.does(SECRETARY, minutes.drop_files, meeting.id, LATER)
    assert (found.files, found.agenda.roll.meeting.minutes) == ((), "重写")


@on_sqlite
async def test_minutes_that_cannot_be_lose_nothing(village: Village, meeting: MeetingRow) -> None:
    await village.does(SECRETARY, minutes.write, meeting.id, "一" * 2_999, LATER)
    for text, key in ((" ", "empty"), ("一", "too-long")):
        with pytest.raises(UserError, match=f"minutes-{key}"):
            await village.does(SECRETARY, minutes.write, meeting.id, text, LATER)
    text = "身份证 11010519491231002X"
    with pytest.raises(UserError, match="identity-number"):
        await village.does(SECRETARY, minutes.write, meeting.id, text, LATER, afresh=True)
    for number in range(minutes.MOST_FILES):
        await village.does(
            SECRETARY, minutes.add_file, meeting.id, Attachment("photo", str(number)), "", LATER
        )
    with pytest.raises(UserError, match="minutes-too-many-files"):
        await village.does(SECRETARY, minutes.add_file, meeting.id, PHOTO, "", LATER)
    found = await village.sees(SECRETARY, minutes.look, meeting.id)
    assert (len(found.agenda.roll.meeting.minutes), len(found.files)) == (2_999, minutes.MOST_FILES)


async def test_members_are_told_once_what_was_decided(village: Village, meeting: MeetingRow) -> None:
    motion_id = (await put(village, meeting)).motion.id
    with pytest.raises(UserError, match="minutes-not-held"):
        await village.does(SECRETARY, minutes.publish, meeting.id, LATER)
    await village.does(SECRETARY, meeting_roll.hold, meeting.id, LATER, WorkingDays())
    with pytest.raises(UserError, match="minutes-nothing-decided"):
        await village.does(SECRETARY, minutes.publish, meeting.id, LATER)
    await counted(village, motion_id, "全部赞成")
    await put(village, meeting, "没有计票的一项")
    agenda, people = await village.does(SECRETARY, minutes.publish, meeting.id, LATER)
    assert (people, agenda.roll.meeting.published_at) == (5, LATER)
    assert len(await told(village, "meeting-minutes")) == 5
    (content,) = await village.said(minutes.KIND)
    assert [line["key"] for line in content["more"]] == ["meeting-line-came", "motion-line-passed"]
    with pytest.raises(UserError, match="minutes-published-before"):
        await village.does(SECRETARY, minutes.publish, meeting.id, LATER)
    await counted(village, motion_id, "3 1 0", LATER + timedelta(minutes=5))
    await village.does(SECRETARY, minutes.publish, meeting.id, LATER + timedelta(minutes=6))
    assert len(await told(village, "meeting-minutes")) == 10
