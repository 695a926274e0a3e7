"""提醒未确认: one more push to those who have not answered a notice, by hand or on a schedule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.answering import answer_buttons
from bot.domain.messages import Button, Lane, Message, Moment, Push, Value, WhenUnknown
from bot.domain.notices import NoticeState
from bot.domain.record_words import who
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.parsing.times import read_time_range
from bot.usecases.notice_card import quiet_until
from bot.usecases.notice_rights import find_notice, hours_of, sender_of, still_may_send, timezone_of, turn_of
from bot.usecases.receipts import about, is_call_up
from storage import audit, drafts, notices, nudges, outbox, receipts
from storage.database import Transaction
from storage.notices import NoticeRow
from storage.nudges import NUDGE, Plan

MOST_TIMES = 3
OFFERED = (8 * 60, 12 * 60, 18 * 60)  # minutes of the day that have a button
DAY_MINUTES = 24 * 60

_DAILY = re.compile(r"^(?:每[天日]的?|(?:daily|every ?day|each day)(?: at)?)\s*", re.IGNORECASE)

# Of a notice that was stopped or withdrawn nothing goes out any more, not even a reminder.
REMINDED = frozenset({NoticeState.SENDING, NoticeState.ENDED})


@dataclass(frozen=True, slots=True)
class Ask:
    """A reminder that is not sent yet. ``count``: how many would get it; ``untold``: how many more have not
    answered and cannot be reached. ``held``: when it would go out, if not at once."""

    notice: NoticeRow
    about: Value
    count: int
    untold: int
    held: Moment | None


@dataclass(frozen=True, slots=True)
class Nudged:
    """A reminder that is on its way to ``count`` people; ``held``: when it goes out, if not at once."""

    notice: NoticeRow
    about: Value
    count: int
    held: Moment | None


@dataclass(frozen=True, slots=True)
class Planned:
    """The reminders that come by themselves. ``next``: the first of them; None when there are none.

    ``minute``: when they come each day; ``left``: how often still; ``waiting``: how many have not answered.
    """

    notice: NoticeRow
    about: Value
    next: Moment | None
    minute: int | None
    left: int
    waiting: int


def ask_nudge(tx: Transaction, actor: Actor, notice_id: int, period: timedelta, now: datetime) -> Ask:
    """What 提醒未确认 would do. Raises as ``nudge``."""
    notice, last_part = _find(tx, actor, notice_id)
    count = _count(tx, notice, last_part)
    at = _goes_out(tx, notice, now)
    _check_period(tx, notice, period, at)
    total = receipts.total(receipts.by_branch(tx, notice_id))
    return Ask(notice, about(notice.content), count, total.untold, _held(tx, notice, at, now))


def nudge(tx: Transaction, actor: Actor, notice_id: int, period: timedelta, now: datetime) -> Nudged:
    """Remind whoever has not answered, once in ``period`` however often it is asked for.

    In quiet hours it waits for their end, but for a call-up. Raises ``UserError``: ``not-allowed``,
    ``nudge-not-now`` (not sent, stopped or withdrawn), ``nudge-nobody``, ``nudge-too-soon``.
    """
    notice, last_part = _find(tx, actor, notice_id)
    at = _goes_out(tx, notice, now)
    _check_period(tx, notice, period, at)
    count = _send(tx, actor, notice, last_part, period, at, now)
    if not count:
        raise UserError("nudge-nobody")
    audit.note(tx, actor, "notice-nudged", None, now, {"notice": notice_id, "people": count})
    return Nudged(notice, about(notice.content), count, _held(tx, notice, at, now))


def show_plan(tx: Transaction, actor: Actor, notice_id: int) -> Planned:
    """The reminders that come by themselves. Raises ``UserError`` ``not-allowed``, ``nudge-not-now``."""
    notice, last_part = _find(tx, actor, notice_id)
    return _planned(tx, notice, last_part)


def schedule_nudges(
    tx: Transaction, actor: Actor, notice_id: int, minute: int, now: datetime, times: int = MOST_TIMES
) -> Planned:
    """Remind daily at a minute of the branch's day until everybody has answered, ``times`` at most.

    A schedule that was there is replaced. Raises ``UserError``: ``not-allowed``, ``nudge-not-now``,
    ``nudge-nobody``, ``nudge-quiet`` (people are not disturbed then), ``button-broken``.
    """
    notice, last_part = _find(tx, actor, notice_id)
    if not (0 <= minute < DAY_MINUTES and 1 <= times <= MOST_TIMES):
        raise UserError("button-broken")
    _count(tx, notice, last_part)
    local = now.astimezone(_zone(tx, notice))
    first = local.replace(hour=minute // 60, minute=minute % 60, second=0, microsecond=0)
    if quiet_until(notice.kind, hours_of(tx, notice), first) is not None:
        raise UserError("nudge-quiet")
    nudges.plan(tx, notice_id, _next(first, now), minute, times)
    audit.note(tx, actor, "nudges-planned", None, now, {"notice": notice_id, "minute": minute})
    return _planned(tx, find_notice(tx, actor, notice_id), last_part)


def ask_time(tx: Transaction, actor: Actor, notice_id: int, field: str, now: datetime) -> Planned:
    """Wait for a typed time of day: the actor's next text answers ``field`` about the notice.

    Raises as ``show_plan``.
    """
    planned = show_plan(tx, actor, notice_id)
    drafts.ask(tx, actor.telegram_id, field, notice_id, now)
    return planned


def schedule_typed(tx: Transaction, actor: Actor, notice_id: int, text: str, now: datetime) -> Planned:
    """``schedule_nudges`` for a time in words; ``UserError("plan-time")`` for words that are none, and then
    the question stays open."""
    time = read_time_range(_DAILY.sub("", text.strip()))
    if time is None or time.start is None:
        raise UserError("plan-time")
    planned = schedule_nudges(tx, actor, notice_id, time.start, now)
    drafts.forget_question(tx, actor.telegram_id)
    return planned


def stop_nudges(tx: Transaction, actor: Actor, notice_id: int, now: datetime) -> Planned:
    """No reminders by themselves any more. Raises ``UserError`` ``not-allowed``, ``nudge-not-now``."""
    notice, last_part = _find(tx, actor, notice_id)
    if notice.nudge_at is not None:
        notices.plan_no_nudges(tx, [notice_id])
        audit.note(tx, actor, "nudges-stopped", None, now, {"notice": notice_id})
    return _planned(tx, find_notice(tx, actor, notice_id), last_part)


def nudge_due(
    tx: Transaction, plan: Plan, operators: frozenset[int], period: timedelta, now: datetime
) -> int:
    """Send a reminder whose time has come, once; returns how many people are reminded.

    One that is late because we were away is sent late, and only once. They end when everybody has answered,
    when the notice was stopped or withdrawn, or when its sender may not send it any more.
    """
    notice = notices.find(tx, plan.notice_id)
    last_part = _last_part(tx, plan.notice_id)
    if notice is None or last_part is None or not _goes_on(tx, notice, last_part, operators):
        nudges.move_on(tx, plan, None, 0)
        return 0
    at = _goes_out(tx, notice, now)
    # One by hand shortly before stands for this one, which is then not among those that are left.
    is_too_soon = _ready(notice, period) > at
    left = plan.left if is_too_soon else plan.left - 1
    following = _next(plan.at.astimezone(_zone(tx, notice)), now) if left > 0 else None
    if not nudges.move_on(tx, plan, following, left) or is_too_soon:
        return 0
    return _send(tx, sender_of(tx, notice, operators), notice, last_part, period, at, now)


def _goes_on(tx: Transaction, notice: NoticeRow, last_part: int, operators: frozenset[int]) -> bool:
    return (
        notice.state in REMINDED
        and still_may_send(tx, notice, operators)
        and nudges.count(tx, notice.id, last_part) > 0
    )


def _find(tx: Transaction, actor: Actor, notice_id: int) -> tuple[NoticeRow, int]:
    notice = find_notice(tx, actor, notice_id)
    last_part = _last_part(tx, notice_id)
    if notice.state not in REMINDED or last_part is None:
        raise UserError("nudge-not-now")
    return notice, last_part


def _last_part(tx: Transaction, notice_id: int) -> int | None:
    """The push with the buttons."""
    return next(reversed(notices.pushes(tx, notice_id)), None)


def _count(tx: Transaction, notice: NoticeRow, last_part: int) -> int:
    count = nudges.count(tx, notice.id, last_part)
    if not count:
        raise UserError("nudge-nobody")
    return count


def _ready(notice: NoticeRow, period: timedelta) -> datetime:
    """From when on people may be reminded again."""
    return notice.created_at if notice.nudged_at is None else notice.nudged_at + period


def _check_period(tx: Transaction, notice: NoticeRow, period: timedelta, at: datetime) -> None:
    ready = _ready(notice, period)
    if ready > at:
        raise UserError("nudge-too-soon", at=Moment.of(ready.astimezone(_zone(tx, notice))))


def _goes_out(tx: Transaction, notice: NoticeRow, now: datetime) -> datetime:
    """When a reminder asked for now is sent: nobody is disturbed at night, but for a call-up."""
    return quiet_until(notice.kind, hours_of(tx, notice), now) or now


def _held(tx: Transaction, notice: NoticeRow, at: datetime, now: datetime) -> Moment | None:
    return Moment.of(at.astimezone(_zone(tx, notice))) if at > now else None


def _zone(tx: Transaction, notice: NoticeRow) -> ZoneInfo:
    return ZoneInfo(timezone_of(tx, notice))


def _next(local: datetime, now: datetime) -> datetime:
    """The same time of the day, on the first day on which it is still to come (UTC)."""
    while local <= now:
        local += timedelta(days=1)
    return local.astimezone(UTC)


def _send(
    tx: Transaction,
    actor: Actor,
    notice: NoticeRow,
    last_part: int,
    period: timedelta,
    at: datetime,
    now: datetime,
) -> int:
    if not nudges.begin_period(tx, notice.id, at, at - period):
        raise UserError("nudge-not-now")  # somebody else was quicker by a moment
    push = _push(notice, actor, at + period)
    push_id = outbox.keep(tx, push, now, sender_id=actor.person_id, notice_id=notice.id)
    whom = nudges.to_be_nudged(notice.id, last_part)
    turn = turn_of(tx, actor, notice.audience)
    return outbox.enqueue_where(tx, push_id, push, whom, at, sender=turn)


def _push(notice: NoticeRow, actor: Actor, expires_at: datetime) -> Push:
    values = {"about": about(notice.content), "by": who(actor.name)}
    buttons = (
        *answer_buttons(notice.id, notice.kind),
        (Button("button-whole-notice", f"rcp.text:{notice.id}"),),
    )
    # After the period there may be the next one: two at once would be one too many.
    if is_call_up(notice):
        return Push(
            NUDGE,
            Lane.URGENT,
            Message("nudge-call-up", values, buttons),
            reason="reason-nudge-call-up",
            when_unknown=WhenUnknown.RESEND,
            expires_at=expires_at,
        )
    message = Message("nudge-notice", values, buttons)
    return Push(NUDGE, Lane.REMINDER, message, reason="reason-nudge", expires_at=expires_at)


def _planned(tx: Transaction, notice: NoticeRow, last_part: int) -> Planned:
    zone = _zone(tx, notice)
    return Planned(
        notice,
        about(notice.content),
        Moment.of(notice.nudge_at.astimezone(zone)) if notice.nudge_at else None,
        notice.nudge_minute,
        notice.nudges_left,
        nudges.count(tx, notice.id, last_part),
    )
