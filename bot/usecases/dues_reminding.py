"""The dues by the clock: a reminder to whoever has not paid, and a word in private to the secretary.

Nothing ever happens to anybody for being behind: the secretary is told, and asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.dues import later, month_of
from bot.domain.firing import Late
from bot.domain.messages import Button, Lane, Listing, Message, Push, Term
from bot.domain.people import Branch
from bot.domain.recurrence import Every, Recurrence, moment
from bot.domain.rights import Actor
from bot.domain.service import local_now
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import askable
from bot.usecases.clock import Firing, Post, Together
from bot.usecases.dues import EVERYBODY, behind, find_kept, is_old, subject_of
from bot.usecases.rules import change_rule, make_rule, pause_rule
from storage import audit, branches, dues, holdings, outbox, people, rules
from storage.database import Transaction
from storage.mailing import Letter
from storage.rules import NewRule, RuleRow

KIND = "dues"
END_KIND = "dues-end"
LAST_DAY = 31  # a shorter month's last day
NAMES_SHOWN = 60
# On the last day of a month it may be held up until the next one has begun.
STILL_NEWS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Reminder:
    """When a branch's reminder comes: a day of the month and a minute after midnight; None: it is off."""

    branch: Branch
    day: int | None
    minute: int | None


def reminder_of(tx: Transaction, actor: Actor, branch_id: int) -> Reminder:
    """When the reminder of a branch comes. Raises ``UserError("not-allowed")``."""
    branch = find_kept(tx, actor, branch_id)
    rule = _rule(tx, KIND, branch_id)
    if rule is None or rule.next_at is None:
        return Reminder(branch, None, None)
    when = rule.recurrence
    return Reminder(branch, when.day, when.minute)


def set_reminder(
    tx: Transaction,
    actor: Actor,
    branch_id: int,
    day: int,
    minute: int,
    now: datetime,
    working_days: WorkingDays,
) -> Reminder:
    """Remind every month on that day at that minute, and tell the secretary at the month's end.

    Raises ``UserError`` ``not-allowed``, ``button-broken`` (no such day or minute), ``dues-hour-quiet``.
    """
    branch = find_kept(tx, actor, branch_id)
    if not (1 <= day <= LAST_DAY and 0 <= minute < 24 * 60):
        raise UserError("button-broken")
    local = local_now(now, branch.timezone)
    if branch.quiet.is_quiet(local.replace(hour=minute // 60, minute=minute % 60)):
        raise UserError("dues-hour-quiet")
    dues.begin(tx, branch_id, month_of(local.date()))
    for kind, on in ((KIND, day), (END_KIND, LAST_DAY)):
        when = Recurrence(Every.MONTH, month_of(local.date()), minute, day=on)
        new = NewRule(
            kind, when, branch.timezone, Late.ONCE, branch_id, branch_id, created_by=actor.person_id
        )
        rule = _rule(tx, kind, branch_id)
        if rule is None:
            make_rule(tx, new, working_days, now)
        else:
            change_rule(tx, rule.id, new, working_days, now)
    audit.note(tx, actor, "dues-reminder-set", None, now, {"branch": branch_id, "day": day, "minute": minute})
    return reminder_of(tx, actor, branch_id)


def stop_reminder(
    tx: Transaction, actor: Actor, branch_id: int, now: datetime, working_days: WorkingDays
) -> Reminder:
    """Remind nobody any more, the secretary neither. Raises ``UserError("not-allowed")``."""
    find_kept(tx, actor, branch_id)
    for kind in (KIND, END_KIND):
        rule = _rule(tx, kind, branch_id)
        if rule is not None and rule.next_at is not None:
            pause_rule(tx, rule.id, working_days, now)
    audit.note(tx, actor, "dues-reminder-stopped", None, now, {"branch": branch_id})
    return reminder_of(tx, actor, branch_id)


@Together
def remind(
    tx: Transaction, firings: Sequence[Firing], post: Post, now: datetime, working_days: WorkingDays
) -> list[str | None]:
    """Ask those for the month's dues of whom no payment is known; in January, the secretary for new bases.

    One that comes so late that the month has been over for some days is not sent: the next is near.
    """
    places = branches.some(tx, {one.rule.branch_id or 0 for one in firings})
    months = [_month(places[one.rule.branch_id or 0], one.due_at) for one in firings]
    unpaid = _unpaid(tx, firings, months)
    reasons: list[str | None] = []
    for one, month in zip(firings, months, strict=True):
        branch = places[one.rule.branch_id or 0]
        if month_of(branch.today(now)) != month and now - one.due_at > STILL_NEWS:
            reasons.append("too-late")
            continue
        post.append(Letter((_reminder(branch, month, one),), unpaid[branch.id, month]))
        reasons.append(None)
        if month.month == 1:
            _ask_for_bases(tx, branch, month, now)
    return reasons


def _month(branch: Branch, due_at: datetime) -> date:
    return month_of(local_now(due_at, branch.timezone).date())


def _unpaid(
    tx: Transaction, firings: Sequence[Firing], months: Sequence[date]
) -> dict[tuple[int, date], list[int]]:
    """Who has not paid, by branch and month."""
    wanted: dict[date, set[int]] = {}
    for one, month in zip(firings, months, strict=True):
        wanted.setdefault(month, set()).add(one.rule.branch_id or 0)
    return {
        (branch_id, month): whom
        for month, ids in wanted.items()
        for branch_id, whom in dues.unpaid(tx, ids, month).items()
    }


def _reminder(branch: Branch, month: date, one: Firing) -> Push:
    message = Message(
        "dues-reminder",
        {"month": _name(month), "branch": branch.name},
        ((Button("dues-button-mine", "due.me"),),),
    )
    over = moment(later(month, 1), 0, one.rule.zone) - timedelta(minutes=1)
    return Push(
        "dues-reminder",
        Lane.REMINDER,
        message,
        "reason-dues-reminder",
        expires_at=max(over, one.due_at + STILL_NEWS),
        subject=subject_of(branch.id, month),
    )


@Together
def warn(
    tx: Transaction, firings: Sequence[Firing], post: Post, now: datetime, working_days: WorkingDays
) -> list[str | None]:
    """Tell the secretary how many are not marked for the month that ends, and who has not been for long."""
    places = branches.some(tx, {one.rule.branch_id or 0 for one in firings})
    months = [_month(places[one.rule.branch_id or 0], one.due_at) for one in firings]
    unpaid = _unpaid(tx, firings, months)
    secretaries = askable.secretaries_of(tx, places)
    reasons: list[str | None] = []
    for one, month in zip(firings, months, strict=True):
        branch = places[one.rule.branch_id or 0]
        open_, told = unpaid[branch.id, month], secretaries[branch.id]
        if open_ and told:
            post.append(Letter((_warning(tx, branch, month, open_),), told))
        reasons.append("no-secretary" if open_ and not told else None)
    return reasons


def _warning(tx: Transaction, branch: Branch, month: date, open_: Sequence[int]) -> Push:
    # Who has paid for this month is not behind.
    members = [one for one in people.page(tx, branch.id, EVERYBODY, 0) if one.id in open_]
    names = tuple(one.name for one in behind(tx, branch, members, month))[:NAMES_SHOWN]
    lines = (Message("dues-behind", {"names": Listing(names)}),) if names else ()
    message = Message(
        "dues-month-end",
        {"month": _name(month), "branch": branch.name, "count": len(open_)},
        ((Button("dues-button-month", f"due.list:{branch.id}:{month:%Y%m}:0"),),),
        lines,
    )
    return Push("dues-month-end", Lane.REMINDER, message, "reason-dues-month-end")


def _ask_for_bases(tx: Transaction, branch: Branch, month: date, now: datetime) -> None:
    members = people.page(tx, branch.id, EVERYBODY, 0)
    found = dues.bases(tx, [one.id for one in members], month)
    count = sum(is_old(one, month) for one in found.values())
    if not count:
        return
    message = Message(
        "dues-new-year",
        {"branch": branch.name, "count": count},
        ((Button("dues-button-bases", f"due.bases:{branch.id}:0"),),),
    )
    _tell_secretaries(tx, branch, Push("dues-new-year", Lane.REMINDER, message, "reason-dues-month-end"), now)


def _tell_secretaries(tx: Transaction, branch: Branch, push: Push, now: datetime) -> bool:
    """Whether there was anybody to be told."""
    secretaries = holdings.secretaries(tx, branch.id)
    return bool(secretaries and outbox.enqueue_for_people(tx, push, secretaries, now))


def _rule(tx: Transaction, kind: str, branch_id: int) -> RuleRow | None:
    return next((one for one in rules.of_subject(tx, kind, branch_id) if one.ended_at is None), None)


def _name(month: date) -> Term:
    return Term(f"month-{month.month}")
