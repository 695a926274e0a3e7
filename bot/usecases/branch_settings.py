"""What a branch decides about itself: when its members are left alone, how often they are reminded, its time
zone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.cards import Colour
from bot.domain.people import Branch
from bot.domain.quiet import QuietHours
from bot.domain.rights import Actor, Right
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases.clock import UNREADABLE
from bot.usecases.powers import find_branch
from bot.usecases.rules import change_rule
from storage import audit, branch_looks, branches, rules
from storage.database import Transaction
from storage.rules import RuleRow

DAY_MINUTES = 24 * 60
LONGEST_QUIET = 16 * 60  # minutes: something must be left of the day in which people can be told
MOST_A_DAY = 50

# Offered by buttons: start and end in minutes of the day; the same twice is none.
QUIET_CHOICES: Sequence[QuietHours] = (
    QuietHours(),
    QuietHours(20 * 60, 8 * 60),
    QuietHours(22 * 60, 7 * 60),
    QuietHours(0, 0),
)
CAP_CHOICES: Sequence[int] = (3, 6, 10, 0)  # 0: as many as there are


def set_quiet_hours(
    tx: Transaction, actor: Actor, branch_id: int, start_minute: int, end_minute: int, now: datetime
) -> Branch:
    """Leave the members alone from one minute of the day to another; the same minute twice: never.

    Raises ``UserError`` ``not-allowed``, ``quiet-too-long``, ``button-broken``.
    """
    branch = find_branch(tx, actor, Right.CHOOSE_SCHEME, branch_id)
    if not (0 <= start_minute < DAY_MINUTES and 0 <= end_minute < DAY_MINUTES):
        raise UserError("button-broken")
    if (end_minute - start_minute) % DAY_MINUTES > LONGEST_QUIET:
        raise UserError("quiet-too-long", hours=LONGEST_QUIET // 60)
    return _keep(tx, actor, branch, replace(branch, quiet=QuietHours(start_minute, end_minute)), now)


def set_daily_cap(tx: Transaction, actor: Actor, branch_id: int, cap: int, now: datetime) -> Branch:
    """Send each member so many reminders on a day at most, the others in one message; 0: all of them.

    Raises ``UserError`` ``not-allowed``, ``button-broken``.
    """
    branch = find_branch(tx, actor, Right.CHOOSE_SCHEME, branch_id)
    if not 0 <= cap <= MOST_A_DAY:
        raise UserError("button-broken")
    return _keep(tx, actor, branch, replace(branch, daily_cap=cap), now)


def set_colour(tx: Transaction, actor: Actor, branch_id: int, colour: Colour, now: datetime) -> None:
    """Draw the cards and charts of a branch in another colour. Raises ``UserError`` ``not-allowed``."""
    branch = find_branch(tx, actor, Right.CHOOSE_SCHEME, branch_id)
    if branch_looks.colour_of(tx, branch.id) is not colour:
        branch_looks.set_colour(tx, branch.id, colour)
        detail = {"branch": branch.id, "colour": colour.value}
        audit.note(tx, actor, "branch-colour-changed", None, now, detail)


def set_timezone(
    tx: Transaction,
    actor: Actor,
    branch_id: int,
    timezone: str,
    working_days: WorkingDays,
    now: datetime,
) -> Branch:
    """Count the days and hours of a branch in another time zone; what repeats keeps its hour by the new one.

    What was planned once, like the reminders of a meeting, stays at its moment. Raises ``UserError``
    ``not-allowed``, ``no-such-timezone``.
    """
    branch = find_branch(tx, actor, Right.CHOOSE_SCHEME, branch_id)
    try:
        ZoneInfo(timezone)
    except (ValueError, OSError, LookupError):
        raise UserError("no-such-timezone", zone=timezone[:40]) from None
    if timezone != branch.timezone:
        for rule in rules.of_branch(tx, branch.id):
            _move(tx, rule, timezone, working_days, now)
    return _keep(tx, actor, branch, replace(branch, timezone=timezone), now)


def _move(tx: Transaction, rule: RuleRow, timezone: str, working_days: WorkingDays, now: datetime) -> None:
    try:
        is_once = rule.recurrence.until == rule.recurrence.start
    except UNREADABLE:  # somebody broke it: that is shown elsewhere, and hinders nothing here
        return
    if is_once:
        return
    new = replace(rule.as_new(), timezone=timezone)
    if rule.next_at is not None:
        change_rule(tx, rule.id, new, working_days, now)
    else:
        rules.replace(tx, rule.id, new)  # it rests, and goes on by the new clock when it does


def _keep(tx: Transaction, actor: Actor, was: Branch, new: Branch, now: datetime) -> Branch:
    if new == was:
        return was
    branches.set_peace(tx, new.id, new.timezone, new.quiet, new.daily_cap)
    detail = {
        "branch": new.id,
        "timezone": new.timezone,
        "quiet": [new.quiet.start_minute, new.quiet.end_minute],
        "cap": new.daily_cap,
    }
    audit.note(tx, actor, "branch-settings-changed", None, now, detail)
    return new
