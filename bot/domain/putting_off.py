"""Having a reminder again later (稍后提醒): in an hour, this evening, tomorrow morning."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from bot.domain.messages import Button, Message, Operation, Push
from bot.domain.peace import Night, comes_at, handling
from bot.domain.quiet import Hours

HOUR = timedelta(hours=1)
EVENING, MORNING = time(19, 30), time(8, 30)
# An evening that is nearer than that is now.
AHEAD = timedelta(minutes=30)


class Later(StrEnum):
    """When somebody wants to have a reminder again."""

    HOUR = "hour"
    EVENING = "evening"
    MORNING = "morning"


def with_later(message: Message, push: Push, push_id: int) -> Message:
    """A push's message with the button that puts it off, if it may be.

    What is only the beginning of a longer text has neither a reason nor buttons, and cannot.
    """
    if push.operation is not Operation.SEND or not handling(push.kind, push.lane).may_snooze:
        return message
    if not (push.reason or message.buttons):
        return message
    row = (Button("button-later", f"pc.later:{push_id}"),)
    return replace(message, buttons=(*message.buttons, row))


def later_at(choice: Later, hours: Hours, now: datetime, expires_at: datetime | None) -> datetime | None:
    """When (UTC) it comes then: never in quiet hours; None when that would be too late, or is not to come."""
    local = hours.local(now)
    evening = datetime.combine(local.date(), EVENING, local.tzinfo).astimezone(UTC)
    match choice:
        case Later.HOUR:
            wanted = now + HOUR
        case Later.EVENING:
            wanted = evening
        case Later.MORNING:
            next_day = local.date() + timedelta(days=1)
            wanted = datetime.combine(next_day, MORNING, local.tzinfo).astimezone(UTC)
    if wanted < now + AHEAD:
        return None
    at = comes_at(Night.WAITS, hours, wanted, expires_at)
    if choice is Later.EVENING and hours.local(at).date() != local.date():
        return None  # this evening nobody is disturbed any more
    return None if expires_at is not None and at >= expires_at else at


def choices(hours: Hours, now: datetime, expires_at: datetime | None) -> dict[Later, datetime]:
    """What can be chosen now, and when it then comes; of two that come at the same moment the first."""
    found: dict[Later, datetime] = {}
    for choice in Later:
        at = later_at(choice, hours, now, expires_at)
        if at is not None and at not in found.values():
            found[choice] = at
    return found
