"""提醒未确认: only those who have not answered, once in a period, by hand or each day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot.domain.audience import Audience
from bot.domain.messages import Lane, Moment
from bot.domain.notices import Answer, NoticeKind
from bot.errors import UserError
from bot.usecases import nudges, receipts, sending, withdrawing
from storage import nudges as stored
from storage.database import Database
from storage.notices import NoticeRow, get
from storage.queue_rows import LANE_ORDER
from storage.schema import account, delivery, push
from storage.schema import notice as notice_table
from tests.usecases.noticing import (
    EAST_CHAT,
    account_of,
    ends,
    goes_out_of_reach,
    noticing,
    sent,
)
from tests.usecases.village import (
    ADMINISTRATOR,
    COMMITTEE,
    EAST,
    EAST_ONE,
    LEADER,
    MEMBER,
    NOW,
    OPERATOR,
    OTHER_LEADER,
    OTHER_MEMBER,
    PHONELESS,
    SECRETARY,
    WEST_SECRETARY,
    Village,
)

PERIOD = timedelta(hours=12)
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOBODY: frozenset[int] = frozenset()  # no operators


@pytest.fixture
async def village(database: Database) -> Village:
    return await noticing(database)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November on the branch's clock, in UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


async def arrived(village: Village, **more: Any) -> NoticeRow:
    """A notice that everybody has got."""
    notice = await sent(village, **more)
    await ends(village, notice.id, "sent")
    return notice


async def reads(
    village: Village, who: int, notice_id: int, at: datetime = NOW, answer: Answer = Answer.READ
) -> None:
    await village.does(who, receipts.acknowledge, notice_id, answer, account_of(who), at)


async def nudges_of(village: Village, notice_id: int) -> list[tuple[int, str, datetime]]:
    """Who a reminder was queued for, what became of it, and when it may go out; oldest first."""
    query = (
        sa.select(delivery.c.person_id, delivery.c.state, delivery.c.not_before)
        .join(push, push.c.id == delivery.c.push_id)
        .where(push.c.notice_id == notice_id, push.c.kind == stored.NUDGE)
        .order_by(push.c.id, delivery.c.person_id)
    )
    return await village.database.read(lambda tx: [tuple(row) for row in tx.execute(query)])


async def nudged(village: Village, notice_id: int) -> list[int]:
    return [who for who, _, _ in await nudges_of(village, notice_id)]


async def due(village: Village, at: datetime, operators: frozenset[int] = NOBODY) -> int:
    """What the clock does at that moment: how many people are reminded."""
    plans = await village.database.read(stored.due, at)
    return sum([await village.database.run(nudges.nudge_due, one, operators, PERIOD, at) for one in plans])


async def refused(village: Village, who: int, notice_id: int, at: datetime = NOW) -> UserError:
    with pytest.raises(UserError) as error:
        await village.does(who, nudges.nudge, notice_id, PERIOD, at)
    return error.value


async def test_only_those_who_have_not_confirmed(village: Village) -> None:
    notice = await arrived(village)
    await reads(village, MEMBER, notice.id)
    asked = await village.sees(SECRETARY, nudges.ask_nudge, notice.id, PERIOD, NOW)
    assert (asked.count, asked.untold, asked.held) == (4, 1, None)
    done = await village.does(SECRETARY, nudges.nudge, notice.id, PERIOD, NOW)
    assert (done.count, done.held) == (4, None)
    assert await nudged(village, notice.id) == [LEADER, COMMITTEE, OTHER_LEADER, OTHER_MEMBER]
    (said,) = await village.said(stored.NUDGE)
    assert said["key"] == "nudge-notice"
    assert said["values"] == {"about": "明天上午八点到村部开会。", "by": "王桂兰"}
    data = [button["data"] for row in said["buttons"] for button in row]
    assert data == [f"rcp.ok:{notice.id}", f"rcp.text:{notice.id}"]


async def test_who_answers_meanwhile_is_not_reminded(village: Village) -> None:
    notice = await arrived(village)
    await village.does(SECRETARY, nudges.nudge, notice.id, PERIOD, NOW)
    await reads(village, MEMBER, notice.id)
    states = {who: state for who, state, _ in await nudges_of(village, notice.id)}
    assert states == {
        **dict.fromkeys([LEADER, COMMITTEE, OTHER_LEADER, OTHER_MEMBER], "queued"),
        MEMBER: "dead",
    }


async def test_an_answer_in_the_group_counts_too(village: Village) -> None:
    notice = await arrived(village, audience=Audience((EAST,), chats=(EAST_CHAT,)))
    await village.does(SECRETARY, nudges.nudge, notice.id, PERIOD, NOW)
    await village.does(MEMBER, receipts.acknowledge, notice.id, Answer.READ, EAST_CHAT, NOW)
    states = {who: state for who, state, _ in await nudges_of(village, notice.id)}
    assert states[MEMBER] == "dead"


async def test_whoever_heard_it_in_the_group_alone_is_reminded_in_private(village: Village) -> None:
    notice = await arrived(village, audience=Audience((EAST,), nobody=True, chats=(EAST_CHAT,)))
    await village.does(MEMBER, receipts.acknowledge, notice.id, Answer.READ, EAST_CHAT, NOW)
    await village.does(SECRETARY, nudges.nudge, notice.id, PERIOD, NOW)
    assert await nudged(village, notice.id) == [LEADER, COMMITTEE, OTHER_LEADER, OTHER_MEMBER]


async def test_nobody_is_reminded_of_what_has_not_come_yet(village: Village) -> None:
    notice = await sent(village)
    await ends(village, notice.id, "sent", chat=account_of(MEMBER))
    await village.does(SECRETARY, nudges.nudge, notice.id, PERIOD, NOW)
    assert await nudged(village, notice.id) == [MEMBER]


async def test_whoever_joined_later_is_reminded_and_can_read_it(village: Village) -> None:
    notice = await arrived(village)
    row = {"telegram_id": account_of(PHONELESS), "person_id": PHONELESS, "locale": "en", "reach": "ok"}
    await village.database.run(lambda tx: tx.execute(account.insert(), {**row, "created_at": NOW}))
    await village.does(SECRETARY, nudges.nudge, notice.id, PERIOD, NOW)
    assert PHONELESS in await nudged(village, notice.id)
    assert await village.does(PHONELESS, receipts.send_again, notice.id, NOW)


async def test_once_in_a_period(village: Village) -> None:
    notice = await arrived(village)
    morning = local(21, 8)
    await village.does(SECRETARY, nudges.nudge, notice.id, PERIOD, morning)
    error = await refused(village, SECRETARY, notice.id, morning + timedelta(hours=11))
    assert error.key == "nudge-too-soon"
    assert error.values == {"at": Moment.of(local(21, 20).astimezone(SHANGHAI))}
    # Whoever asks: it is the readers who are spared.
    assert (await refused(village, ADMINISTRATOR, notice.id, local(21, 12))).key == "nudge-too-soon"
    with pytest.raises(UserError, match="nudge-too-soon"):
        await village.sees(SECRETARY, nudges.ask_nudge, notice.id, PERIOD, local(21, 12))
    again = await village.does(SECRETARY, nudges.nudge, notice.id, PERIOD, local(21, 20))
    assert again.count == 5


async def test_at_night_it_waits_for_the_morning(village: Village) -> None:
    notice = await arrived(village)
    late = local(21, 23)
    asked = await village.sees(SECRETARY, nudges.ask_nudge, notice.id, PERIOD, late)
    morning = Moment.of(local(22, 7, 30).astimezone(SHANGHAI))
    assert asked.held == morning
    done = await village.does(SECRETARY, nudges.nudge, notice.id, PERIOD, late)
    assert done.held == morning
    assert {at for _, _, at in await nudges_of(village, notice.id)} == {local(22, 7, 30)}
    # The period begins when people hear it.
    assert (await refused(village, SECRETARY, notice.id, local(22, 12))).key == "nudge-too-soon"


async def test_a_call_up_does_not_wait(village: Village) -> None:
    notice = await arrived(village, kind=NoticeKind.CALL_UP)
    await reads(village, MEMBER, notice.id, answer=Answer.CANNOT)
    done = await village.does(SECRETARY, nudges.nudge, notice.id, PERIOD, local(21, 23))
    assert (done.count, done.held) == (4, None)
    query = sa.select(push.c.lane, push.c.when_unknown, delivery.c.lane).join(
        delivery, delivery.c.push_id == push.c.id
    )
    rows = await village.database.read(
        lambda tx: {tuple(row) for row in tx.execute(query.where(push.c.kind == stored.NUDGE))}
    )
    assert rows == {(Lane.URGENT.value, "resend", LANE_ORDER[Lane.URGENT])}
    (said,) = await village.said(stored.NUDGE)
    assert [button["data"] for button in said["buttons"][0]] == [
        f"rcp.go:{notice.id}:{answer}" for answer in ("available", "coming", "cannot")
    ]


async def test_when_there_is_nobody_to_remind(village: Village) -> None:
    notice = await arrived(village, audience=Audience((EAST,), people=(MEMBER, PHONELESS)))
    await reads(village, MEMBER, notice.id)
    assert (await refused(village, SECRETARY, notice.id)).key == "nudge-nobody"
    with pytest.raises(UserError, match="nudge-nobody"):
        await village.does(SECRETARY, nudges.schedule_nudges, notice.id, 480, NOW)


async def test_nobody_is_reminded_of_what_was_stopped_or_withdrawn(village: Village) -> None:
    notice = await sent(village)
    await ends(village, notice.id, "sent", chat=account_of(MEMBER))
    await village.does(SECRETARY, nudges.schedule_nudges, notice.id, 480, NOW)
    await village.does(SECRETARY, sending.stop, notice.id, NOW)
    assert (await refused(village, SECRETARY, notice.id)).key == "nudge-not-now"
    assert await due(village, local(21, 8)) == 0
    other = await arrived(village)
    await village.does(SECRETARY, nudges.schedule_nudges, other.id, 480, NOW)
    await village.does(SECRETARY, withdrawing.withdraw, other.id, NOW)
    assert (await refused(village, SECRETARY, other.id)).key == "nudge-not-now"
    assert await due(village, local(21, 8)) == 0
    later = await sent(village, send_at=local(25, 8))
    assert (await refused(village, SECRETARY, later.id)).key == "nudge-not-now"
    assert await nudged(village, notice.id) + await nudged(village, other.id) == []


async def test_a_withdrawal_stops_the_reminders_that_wait(village: Village) -> None:
    notice = await arrived(village)
    await village.does(SECRETARY, nudges.nudge, notice.id, PERIOD, NOW)
    await village.does(SECRETARY, withdrawing.withdraw, notice.id, NOW)
    query = sa.select(push.c.stopped_at).where(push.c.kind == stored.NUDGE)
    assert await village.database.read(lambda tx: list(tx.execute(query).scalars())) == [NOW]


@pytest.mark.parametrize("who", [LEADER, MEMBER, COMMITTEE, WEST_SECRETARY, 500])
async def test_others_remind_nobody(village: Village, who: int) -> None:
    notice = await arrived(village)
    assert (await refused(village, who, notice.id)).key in ("not-allowed", "not-a-member")
    for act, more in (
        (nudges.schedule_nudges, (480, NOW)),
        (nudges.stop_nudges, (NOW,)),
        (nudges.show_plan, ()),
        (nudges.schedule_typed, ("8点", NOW)),
        (nudges.ask_time, ("field", NOW)),
        (nudges.ask_nudge, (PERIOD, NOW)),
    ):
        with pytest.raises(UserError, match=r"not-allowed|not-a-member"):
            await village.does(who, act, notice.id, *more)


# -- each day ------------------------------------------------------------------------------------------


async def test_each_day_until_everybody_has_read_it(village: Village) -> None:
    notice = await arrived(village)
    planned = await village.does(SECRETARY, nudges.schedule_nudges, notice.id, 8 * 60, NOW)
    assert (planned.minute, planned.left, planned.waiting) == (480, 3, 5)
    assert planned.next == Moment.of(local(21, 8).astimezone(SHANGHAI))
    assert await due(village, local(21, 7, 59)) == 0
    assert await due(village, local(21, 8)) == 5
    assert await due(village, local(21, 8)) == 0, "once for each time"
    for who in (LEADER, COMMITTEE, OTHER_LEADER, OTHER_MEMBER):
        await reads(village, who, notice.id)
    assert await due(village, local(22, 8, 1)) == 1
    await reads(village, MEMBER, notice.id)
    assert await due(village, local(23, 8)) == 0
    row = await village.database.read(get, notice.id)
    assert (row.nudge_at, row.nudge_minute, row.nudges_left) == (None, None, 0)


async def test_three_times_at_most(village: Village) -> None:
    notice = await arrived(village)
    await village.does(SECRETARY, nudges.schedule_nudges, notice.id, 18 * 60, NOW)
    assert [await due(village, local(day, 18)) for day in (20, 21, 22, 23, 24)] == [5, 5, 5, 0, 0]
    assert len(await village.said(stored.NUDGE)) == 3
    shown = await village.sees(SECRETARY, nudges.show_plan, notice.id)
    assert (shown.next, shown.left) == (None, 0)


async def test_after_a_pause_it_comes_once_and_late(village: Village) -> None:
    notice = await arrived(village)
    await village.does(SECRETARY, nudges.schedule_nudges, notice.id, 8 * 60, NOW)
    assert await due(village, local(24, 22)) == 5
    # Asleep by now: it comes in the morning, and so the reminder of that morning is not one more.
    assert {at for _, _, at in await nudges_of(village, notice.id)} == {local(25, 7, 30)}
    assert await due(village, local(25, 8)) == 0
    assert await due(village, local(26, 8)) == 5
    assert (await village.sees(SECRETARY, nudges.show_plan, notice.id)).left == 1


async def test_one_by_hand_stands_for_the_one_of_the_day(village: Village) -> None:
    notice = await arrived(village)
    await village.does(SECRETARY, nudges.schedule_nudges, notice.id, 8 * 60, NOW)
    await village.does(SECRETARY, nudges.nudge, notice.id, PERIOD, local(21, 7, 45))
    assert await due(village, local(21, 8)) == 0
    shown = await village.sees(SECRETARY, nudges.show_plan, notice.id)
    assert (shown.left, shown.next) == (3, Moment.of(local(22, 8).astimezone(SHANGHAI)))


async def test_a_sender_without_the_right_reminds_nobody(village: Village) -> None:
    notice = await arrived(village)
    await village.does(SECRETARY, nudges.schedule_nudges, notice.id, 8 * 60, NOW)
    await village.loses(SECRETARY)
    assert await due(village, local(21, 8)) == 0
    assert (await village.database.read(get, notice.id)).nudge_at is None


async def test_an_operator_reminds_as_long_as_the_settings_name_them(village: Village) -> None:
    notice = await arrived(village)
    await village.does(OPERATOR, nudges.schedule_nudges, notice.id, 8 * 60, NOW)
    change = sa.update(notice_table).values(sender_id=None, sender_account=77)
    await village.database.run(lambda tx: tx.execute(change))
    assert await due(village, local(21, 8), frozenset({77})) == 5
    assert await due(village, local(22, 8)) == 0
    assert (await village.database.read(get, notice.id)).nudge_at is None


async def test_a_plan_is_changed_and_taken_back(village: Village) -> None:
    notice = await arrived(village)
    await village.does(SECRETARY, nudges.schedule_nudges, notice.id, 8 * 60, NOW)
    changed = await village.does(ADMINISTRATOR, nudges.schedule_nudges, notice.id, 18 * 60, NOW)
    assert changed.next == Moment.of(local(20, 18).astimezone(SHANGHAI))
    off = await village.does(SECRETARY, nudges.stop_nudges, notice.id, NOW)
    assert off.next is None
    assert await due(village, local(20, 18)) == 0


@pytest.mark.parametrize("minute", [21 * 60, 0, 7 * 60])
async def test_no_plan_for_the_night(village: Village, minute: int) -> None:
    notice = await arrived(village)
    with pytest.raises(UserError, match="nudge-quiet"):
        await village.does(SECRETARY, nudges.schedule_nudges, notice.id, minute, NOW)
    call_up = await arrived(village, kind=NoticeKind.CALL_UP)
    planned = await village.does(SECRETARY, nudges.schedule_nudges, call_up.id, minute, NOW)
    assert planned.minute == minute


@pytest.mark.parametrize(("minute", "times"), [(-1, 3), (1440, 3), (480, 0), (480, 4)])
async def test_a_forged_plan_is_refused(village: Village, minute: int, times: int) -> None:
    notice = await arrived(village)
    with pytest.raises(UserError, match="button-broken"):
        await village.does(SECRETARY, nudges.schedule_nudges, notice.id, minute, NOW, times)


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("19:30", 1170),
        ("每天早上8点", 480),
        ("晚上七点半", 1170),
        ("every day at 8am", 480),
        ("20点", 1200),
    ],
)
async def test_a_time_in_words(village: Village, text: str, minute: int) -> None:
    notice = await arrived(village)
    await village.does(SECRETARY, nudges.ask_time, notice.id, "field", NOW)
    planned = await village.does(SECRETARY, nudges.schedule_typed, notice.id, text, NOW)
    assert planned.minute == minute


@pytest.mark.parametrize("text", ["", "随便", "25:00", "明天", "每天"])
async def test_words_that_are_no_time(village: Village, text: str) -> None:
    notice = await arrived(village)
    with pytest.raises(UserError, match="plan-time"):
        await village.does(SECRETARY, nudges.schedule_typed, notice.id, text, NOW)


async def test_two_clocks_at_once_remind_once(village: Village) -> None:
    """As two processes would: both have read the same plan."""
    notice = await arrived(village)
    await village.does(SECRETARY, nudges.schedule_nudges, notice.id, 8 * 60, NOW)
    (plan,) = await village.database.read(stored.due, local(21, 8))
    each = [
        await village.database.run(nudges.nudge_due, plan, NOBODY, PERIOD, local(21, 8)) for _ in range(2)
    ]
    assert each == [5, 0]


async def test_blocked_people_are_told_in_person(village: Village) -> None:
    notice = await arrived(village)
    await goes_out_of_reach(village, MEMBER)
    asked = await village.sees(SECRETARY, nudges.ask_nudge, notice.id, PERIOD, NOW)
    assert (asked.count, asked.untold) == (4, 2)


async def test_those_of_a_group_only(village: Village) -> None:
    notice = await arrived(village, audience=Audience((EAST,), groups=(EAST_ONE,)))
    await village.does(SECRETARY, nudges.nudge, notice.id, PERIOD, NOW)
    assert await nudged(village, notice.id) == [LEADER, MEMBER]
