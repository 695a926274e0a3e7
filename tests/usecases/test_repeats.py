"""Meetings that come again: proposed in time, once, to whoever may send them; rules changed at any moment."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.firing import Late, OccurrenceState
from bot.domain.meetings import MeetingKind
from bot.domain.recurrence import Every
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import (
    branch_rules,
    meeting_drafts,
    meeting_sending,
    meeting_templates,
    repeats,
    rule_changes,
)
from bot.usecases.branch_rules import RuleCard
from bot.usecases.clock import Fired, fire_due
from bot.usecases.occasions import KINDS
from storage import meetings, rules
from storage.database import Database
from storage.schema import meeting, planned_meeting
from storage.schema import rule as rule_table
from tests.usecases.meeting_village import drafted, told
from tests.usecases.village import (
    ADMINISTRATOR,
    COMMITTEE,
    EAST,
    LEADER,
    MEMBER,
    NOW,
    OTHER_MEMBER,
    SECRETARY,
    WEST_SECRETARY,
    Right,
    Village,
)

DAYS = WorkingDays()
THEME_DAY = "12月5日19:00在党员活动室过主题党日，学习章程"
HELD = datetime(2027, 1, 5, 11, 0, tzinfo=UTC)
ACTS = datetime(2026, 12, 31, 1, 0, tzinfo=UTC)  # nine in the morning in Shanghai, five days before
DAY = timedelta(days=1)


@pytest.fixture
async def village(sqlite_url: str) -> AsyncIterator[Village]:
    opened = await Database.open(sqlite_url)
    yield await Village.settled(opened)
    await opened.close()


async def made(
    village: Village, text: str = THEME_DAY, every: Every = Every.MONTH, who: int = SECRETARY
) -> RuleCard:
    card = await drafted(village, text, who)
    rule = await village.does(who, repeats.repeat, card.draft_id, every, NOW, DAYS)
    return await village.sees(who, branch_rules.show, rule.id, NOW, DAYS)


async def strikes(village: Village, at: datetime, days: WorkingDays = DAYS) -> Fired:
    return await village.database.run(fire_due, at, KINDS, days)


async def proposals(village: Village) -> list[Any]:
    query = sa.select(planned_meeting).order_by(planned_meeting.c.id)
    return await village.database.read(lambda tx: list(tx.execute(query)))


async def test_on_both_databases(database: Database) -> None:
    """From the draft to the second month; one tap sends it, whoever's it is, and once."""
    village = await Village.settled(database)
    card = await made(village)
    assert (card.held_at, card.rule.due_at) == (HELD, ACTS)
    assert not (await strikes(village, ACTS - timedelta(seconds=1))).did_anything
    assert await strikes(village, ACTS) == Fired(1, 0, 0, more=False)
    assert not (await strikes(village, ACTS)).did_anything
    assert await told(village, "repeat-proposal") == [SECRETARY]
    (said,) = await village.said("meeting-draft")
    assert [button["key"] for row in said["buttons"] for button in row] == [
        "button-send",
        "button-change",
        "repeat-button-skip",
    ]
    (row,) = await proposals(village)
    assert (row.day, row.state) == (date(2027, 1, 5), "offered")
    for who in (MEMBER, LEADER, WEST_SECRETARY):
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(who, repeats.send, row.id, ACTS, DAYS)
    done = await village.does(ADMINISTRATOR, repeats.send, row.id, ACTS, DAYS)
    assert (done.meeting.kind, done.meeting.starts_at, done.meeting.place, done.meeting.agenda) == (
        MeetingKind.THEME_DAY,
        HELD,
        "党员活动室",
        "学习章程",
    )
    for usecase, more in ((repeats.send, (DAYS,)), (repeats.skip, ()), (repeats.edit, ())):
        with pytest.raises(UserError, match="meeting-planned-sent"):
            await village.does(SECRETARY, usecase, row.id, ACTS, *more)
    shown = await village.sees(SECRETARY, branch_rules.show, card.rule.id, ACTS, DAYS)
    assert (shown.held_at, shown.went.fired) == (datetime(2027, 2, 5, 11, 0, tzinfo=UTC), 1)
    assert [(one.day.date(), one.state) for one in shown.past] == [(date(2027, 1, 5), OccurrenceState.FIRED)]
    await village.does(SECRETARY, rule_changes.end, card.rule.id, ACTS, DAYS)
    assert (await village.sees(SECRETARY, branch_rules.listed, EAST, ACTS, DAYS)).cards == ()
    await strikes(village, ACTS + 90 * DAY)
    assert len(await proposals(village)) == 1


async def test_the_draft_is_changed_and_sent_or_not_held(village: Village) -> None:
    await made(village)
    await strikes(village, ACTS)
    (row,) = await proposals(village)
    found = await village.does(SECRETARY, repeats.skip, row.id, ACTS)
    assert found.planned.id == row.id
    with pytest.raises(UserError, match="meeting-planned-skipped"):
        await village.does(SECRETARY, repeats.send, row.id, ACTS, DAYS)
    card = await village.does(SECRETARY, repeats.edit, row.id, ACTS)
    later = await village.does(SECRETARY, repeats.edit, row.id, ACTS)
    card = await village.does(
        SECRETARY, meeting_drafts.set_time, card.draft_id, HELD + timedelta(hours=1), ACTS
    )
    done = await village.does(SECRETARY, meeting_sending.send, card.draft_id, card.form.version, ACTS, DAYS)
    assert done.meeting.starts_at == HELD + timedelta(hours=1)
    with pytest.raises(UserError, match="meeting-planned-sent"):
        await village.does(SECRETARY, meeting_sending.send, later.draft_id, later.form.version, ACTS, DAYS)
    (row,) = await proposals(village)
    assert (row.state, row.meeting_id) == ("sent", done.meeting.id)


async def test_too_late_to_send(village: Village) -> None:
    await made(village)
    await strikes(village, ACTS)
    (row,) = await proposals(village)
    with pytest.raises(UserError, match="meeting-time-past"):
        await village.does(SECRETARY, repeats.send, row.id, HELD, DAYS)


async def test_twice_on_one_draft_is_one_rule(village: Village) -> None:
    card = await drafted(village, THEME_DAY)
    one = await village.does(SECRETARY, repeats.repeat, card.draft_id, Every.MONTH, NOW, DAYS)
    same = await village.does(SECRETARY, repeats.repeat, card.draft_id, Every.MONTH, NOW, DAYS)
    other = await village.does(SECRETARY, repeats.repeat, card.draft_id, Every.WEEK, NOW, DAYS)
    assert (one.id, one.recurrence.ahead) == (same.id, 5)
    assert (other.id != one.id, other.recurrence.weekdays, other.recurrence.ahead) == (True, (6,), 2)
    unfinished = await drafted(village, "主题党日")
    with pytest.raises(UserError, match="meeting-not-whole"):
        await village.does(SECRETARY, repeats.repeat, unfinished.draft_id, Every.MONTH, NOW, DAYS)
    of_group = await drafted(village, "12月5日19:00在院子开党小组会", LEADER)
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(LEADER, repeats.repeat, of_group.draft_id, Every.MONTH, NOW, DAYS)


async def test_by_itself_while_its_author_may(village: Village) -> None:
    await village.is_given(COMMITTEE, Right.RUN_MEETINGS)
    card = await made(village, who=COMMITTEE)
    await village.does(COMMITTEE, rule_changes.set_automatic, card.rule.id, True, NOW, DAYS)
    await strikes(village, ACTS)
    everybody = [SECRETARY, LEADER, MEMBER, COMMITTEE, 6, OTHER_MEMBER]
    assert await told(village, "meeting-invitation") == everybody
    assert await told(village, "repeat-sent") == [COMMITTEE]
    assert [row.state for row in await proposals(village)] == ["sent"]
    # Who has lost the right is not asked, and nothing goes out without a tap.
    await village.loses(COMMITTEE)
    await strikes(village, datetime(2027, 1, 31, 1, 0, tzinfo=UTC))
    assert await told(village, "repeat-proposal") == [SECRETARY]
    assert [row.state for row in await proposals(village)] == ["sent", "offered"]
    # A branch without a secretary: nobody to ask, and that can be seen.
    await village.loses(SECRETARY)
    await strikes(village, datetime(2027, 2, 28, 1, 0, tzinfo=UTC))
    assert len(await proposals(village)) == 2
    shown = await village.sees(ADMINISTRATOR, branch_rules.show, card.rule.id, NOW, DAYS)
    assert (shown.went.fired, shown.went.skipped) == (2, 1)
    assert (shown.past[0].reason, shown.past[0].state) == ("no-secretary", OccurrenceState.SKIPPED)


async def test_days_off_only_if_it_is_so_set(village: Village) -> None:
    card = await made(village, "12月10日19:00在活动室过主题党日")
    off = WorkingDays({date(2027, 1, 10): False, date(2027, 1, 11): False, date(2027, 1, 12): True})
    show = branch_rules.show
    shown = await village.sees(SECRETARY, show, card.rule.id, NOW, off)
    assert shown.held_at == datetime(2027, 1, 10, 11, 0, tzinfo=UTC)
    shown = await village.does(SECRETARY, rule_changes.set_on_working_day, card.rule.id, True, NOW, off)
    assert (shown.held_at, shown.is_provisional) == (datetime(2027, 1, 12, 11, 0, tzinfo=UTC), False)
    plain = await village.sees(SECRETARY, show, card.rule.id, NOW, DAYS)
    assert plain.is_provisional  # nobody knows the days off of 2027 yet
    await strikes(village, datetime(2027, 1, 5, 1, 0, tzinfo=UTC), off)
    (row,) = await proposals(village)
    assert (row.day, row.form["starts_at"]) == (date(2027, 1, 10), "2027-01-12T11:00:00+00:00")


async def test_the_thirty_first_and_the_turn_of_the_year(village: Village) -> None:
    card = await made(village, "11月25日19:00在活动室过主题党日")
    card = await village.does(SECRETARY, rule_changes.set_day, card.rule.id, 31, NOW, DAYS)
    held = []
    for _ in range(4):
        assert card.held_at is not None
        assert card.rule.due_at is not None
        held.append(f"{card.held_at:%m-%d}")
        await strikes(village, card.rule.due_at)
        card = await village.sees(SECRETARY, branch_rules.show, card.rule.id, NOW, DAYS)
    assert held == ["12-31", "01-31", "02-28", "03-31"]
    assert [f"{row.day}" for row in await proposals(village)] == [
        *("2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31")
    ]


@pytest.mark.parametrize("late", [Late.ONCE, Late.SKIP])
async def test_after_an_absence(village: Village, late: Late) -> None:
    card = await made(village)
    await village.does(SECRETARY, rule_changes.set_late, card.rule.id, late, NOW, DAYS)
    await strikes(village, ACTS + 3 * DAY)
    assert len(await proposals(village)) == (1 if late is Late.ONCE else 0)
    # Back only when it is over: nothing is proposed any more.
    await strikes(village, datetime(2027, 2, 6, 1, 0, tzinfo=UTC))
    assert len(await proposals(village)) == (1 if late is Late.ONCE else 0)
    shown = await village.sees(SECRETARY, branch_rules.show, card.rule.id, NOW, DAYS)
    assert shown.past[0].reason == ("too-late" if late is Late.ONCE else None)


async def test_changed_at_the_minute_it_fires(village: Village) -> None:
    """Other words cost no time; another day lets this one pass, and is next when it is still to come."""
    card = await made(village)
    number = card.rule.id
    await village.does(SECRETARY, rule_changes.set_hour, number, "晚上8点", ACTS, DAYS)
    await strikes(village, ACTS)
    (row,) = await proposals(village)
    assert row.form["starts_at"] == "2027-01-05T12:00:00+00:00"
    second = datetime(2027, 1, 31, 1, 0, tzinfo=UTC)
    moved = await village.does(SECRETARY, rule_changes.set_day, number, 6, second, DAYS)
    assert moved.held_at == datetime(2027, 2, 6, 12, 0, tzinfo=UTC)
    assert not (await strikes(village, second)).did_anything
    assert (await strikes(village, second + DAY)).count == 1
    assert [f"{row.day}" for row in await proposals(village)] == ["2027-01-05", "2027-02-06"]
    earlier = await village.does(SECRETARY, rule_changes.set_ahead, number, 3, second + DAY, DAYS)
    assert earlier.held_at == datetime(2027, 2, 6, 12, 0, tzinfo=UTC)
    assert await strikes(village, second + 3 * DAY) == Fired(0, 0, 1, more=False)  # proposed before
    shown = await village.sees(SECRETARY, branch_rules.show, number, NOW, DAYS)
    assert shown.past[0].reason == "done-before"


async def test_a_rule_rests_also_when_it_is_changed(village: Village) -> None:
    card = await made(village)
    paused = await village.does(SECRETARY, rule_changes.pause, card.rule.id, NOW, DAYS)
    assert paused.held_at is None
    changed = await village.does(SECRETARY, rule_changes.set_minute, card.rule.id, 8 * 60, NOW, DAYS)
    changed = await village.does(SECRETARY, rule_changes.set_day, card.rule.id, 9, NOW, DAYS)
    assert changed.held_at is None
    assert not (await strikes(village, ACTS + 40 * DAY)).did_anything
    again = await village.does(SECRETARY, rule_changes.resume, card.rule.id, ACTS + 40 * DAY, DAYS)
    assert again.held_at == datetime(2027, 3, 9, 0, 0, tzinfo=UTC)


async def test_who_may_and_what_cannot_be(village: Village) -> None:
    card = await made(village)
    number = card.rule.id
    for who in (MEMBER, LEADER, WEST_SECRETARY):
        for usecase in (branch_rules.show, rule_changes.pause, rule_changes.resume, rule_changes.end):
            with pytest.raises(UserError, match="not-allowed"):
                await village.does(who, usecase, number, NOW, DAYS)
        with pytest.raises(UserError, match="not-allowed"):
            await village.sees(who, branch_rules.listed, EAST, NOW, DAYS)
    for usecase, value in (
        (rule_changes.set_day, 32),
        (rule_changes.set_day, 0),
        (rule_changes.set_minute, 1440),
        (rule_changes.set_ahead, 15),
    ):
        with pytest.raises(UserError, match="button-broken"):
            await village.does(SECRETARY, usecase, number, value, NOW, DAYS)
    for text, key in (("25:00", "meeting-time-impossible"), ("随便", "meeting-time-unclear")):
        with pytest.raises(UserError, match=key):
            await village.does(SECRETARY, rule_changes.set_hour, number, text, NOW, DAYS)
    await village.database.run(
        lambda tx: tx.execute(sa.update(rule_table).values(recurrence={}, next_at=None))
    )
    broken = await village.sees(SECRETARY, branch_rules.show, number, NOW, DAYS)
    assert broken.recurrence is None
    with pytest.raises(UserError, match="rule-broken"):
        await village.does(SECRETARY, rule_changes.resume, number, NOW, DAYS)
    await village.does(SECRETARY, rule_changes.end, number, NOW, DAYS)
    with pytest.raises(UserError, match="rule-gone"):
        await village.does(SECRETARY, rule_changes.resume, number, NOW, DAYS)
    assert (await village.database.read(rules.get, number)).ended_at == NOW


async def test_kept_texts(village: Village) -> None:
    card = await drafted(village, THEME_DAY)
    done = await village.does(SECRETARY, meeting_sending.send, card.draft_id, card.form.version, NOW, DAYS)
    for _ in range(2):
        await village.does(SECRETARY, meeting_templates.save, done.meeting.id, NOW)
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(MEMBER, meeting_templates.save, done.meeting.id, NOW)
    empty = await drafted(village, "")
    assert empty.templates
    (kept,) = await village.sees(SECRETARY, meeting_templates.listed, empty.draft_id)
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(WEST_SECRETARY, meeting_templates.drop, kept.id)
    used = await village.does(SECRETARY, meeting_templates.use, empty.draft_id, kept.id, NOW)
    assert (used.form.kind, used.form.place, used.form.agenda) == (
        MeetingKind.THEME_DAY,
        "党员活动室",
        "学习章程",
    )
    assert used.form.missing() == ("time",)
    await village.does(SECRETARY, meeting_templates.drop, kept.id)
    with pytest.raises(UserError, match="template-gone"):
        await village.does(SECRETARY, meeting_templates.use, empty.draft_id, kept.id, NOW)
    count = await village.database.read(
        lambda tx: tx.execute(sa.select(sa.func.count()).select_from(meeting)).scalar_one()
    )
    assert (count, (await village.database.read(meetings.get, done.meeting.id)).place) == (1, "党员活动室")
