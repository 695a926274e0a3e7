"""What the clock does for study: the next items, a word to those who have not finished, the week's totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.domain.group_chats import TopicKind
from bot.domain.messages import Button, Lane, Message, Push
from bot.domain.study import (
    MOST_AT_ONCE,
    NOT_YET,
    PlanState,
    as_hours,
    by_how_many,
    is_over,
    next_items,
    share,
)
from bot.office.working_days import WorkingDays
from bot.usecases.clock import Firing, Post, Together
from bot.usecases.study_sending import KIND, rest
from bot.usecases.study_words import KIND_REMINDER, KIND_WEEK, STALE, item_button, letters, subject_of
from storage import branches, group_chats, study, study_at_once
from storage.database import Transaction
from storage.mailing import Letter
from storage.study import ItemRow, Learner, PlanRow

Reasons: TypeAlias = list[str | None]

WEEK = timedelta(days=7)
TOO_LATE = timedelta(days=1)  # what only reminds is not made up for then: the next week comes soon enough
MOST_GROUPS = 20  # party groups in one message
FEWEST = 3  # people of whom totals are told: those of fewer would name somebody

__all__ = ["KIND", "KIND_REMINDER", "KIND_WEEK", "remind", "send_next", "tell_groups"]


def _running(tx: Transaction, firings: Sequence[Firing]) -> dict[int, PlanRow]:
    """The plans of these rules that are running, by id."""
    found = study_at_once.plans(tx, {one.rule.subject_id or 0 for one in firings})
    return {plan.id: plan for plan in found.values() if plan.state is PlanState.RUNNING}


def _in_time(tx: Transaction, firings: Sequence[Firing], now: datetime) -> tuple[dict[int, PlanRow], Reasons]:
    """The plans of weekly rules by id; and for each firing why nothing is said this week, if so."""
    plans = _running(tx, firings)
    reasons: Reasons = []
    for one in firings:
        late = "too-late" if now - one.due_at > TOO_LATE else None
        reasons.append(late if one.rule.subject_id in plans else "not-running")
    fit = {one.rule.subject_id for one, why in zip(firings, reasons, strict=True) if why is None}
    return {key: plan for key, plan in plans.items() if key in fit}, reasons


# -- the next items ------------------------------------------------------------------------------------


@Together
def send_next(
    tx: Transaction, firings: Sequence[Firing], post: Post, now: datetime, working_days: WorkingDays
) -> Reasons:
    """Send the next items of plans to everybody they are for; some days after the last of them one ends."""
    plans = _running(tx, firings)
    found = study_at_once.coming(tx, plans, MOST_AT_ONCE)
    coming = {key: next_items(rows, plans[key].at_once) for key, rows in found.items()}
    post += _letters(tx, plans, coming, now)
    reasons: Reasons = []
    for one in firings:
        plan = plans.get(one.rule.subject_id or 0)
        if plan is None:
            rest(tx, one.rule.subject_id or 0, working_days, now)
            reasons.append("not-running")
        else:
            reasons.append(None if plan.id in coming else _end(tx, plan, working_days, now))
    return reasons


def _end(tx: Transaction, plan: PlanRow, working_days: WorkingDays, now: datetime) -> str:
    if is_over(0, study.last_sent(tx, plan.id), now):
        study.change(tx, plan.id, state=PlanState.ENDED.value, ended_at=now)
        rest(tx, plan.id, working_days, now)
    return "nothing-left"


def _letters(
    tx: Transaction, plans: Mapping[int, PlanRow], coming: Mapping[int, Sequence[ItemRow]], now: datetime
) -> Post:
    rows = [row for items in coming.values() for row in items]
    if not rows:
        return []
    ids = [row.id for row in rows]
    study.mark_sent(tx, ids, now)
    people = study_at_once.people(tx, [plans[key] for key in coming])
    done = study_at_once.done(tx, ids)
    return [
        Letter(
            letters(row.item, row.id, plans[row.plan_id].title, now),
            [one for one in people[row.plan_id] if one not in done[row.id]],
        )
        for row in rows
    ]


# -- a word to those who have not finished -------------------------------------------------------------


@Together
def remind(
    tx: Transaction, firings: Sequence[Firing], post: Post, now: datetime, working_days: WorkingDays
) -> Reasons:
    """One message to everybody who has not finished what was sent; none to those who have."""
    plans, reasons = _in_time(tx, firings, now)
    standing = study_at_once.owing(tx, plans, now - NOT_YET)
    people = study_at_once.people(tx, [plans[key] for key in standing])
    owing = {key: by_how_many(one.ripe, people[key], one.done) for key, one in standing.items()}
    post += [
        Letter((_reminder(_several(plans[key], count), "", now),), whom)
        for key, found in owing.items()
        for count, whom in found.items()
        if count > 1
    ]
    # Who owes but one is told which.
    last = {key: found[1] for key, found in owing.items() if 1 in found}
    for row, whom in _by_last(tx, last, now):
        post.append(Letter((_reminder(_one(plans[row.plan_id], row), subject_of(row.id), now),), whom))
    return [
        why or (None if owing.get(one.rule.subject_id or 0) else "all-done")
        for one, why in zip(firings, reasons, strict=True)
    ]


def _by_last(
    tx: Transaction, whom: Mapping[int, Sequence[int]], now: datetime
) -> Iterable[tuple[ItemRow, list[int]]]:
    """Of people by plan who owe one item each: which, and who of them."""
    rows = study_at_once.sent_until(tx, whom, now - NOT_YET) if whom else {}
    done = study_at_once.done(tx, [row.id for items in rows.values() for row in items]) if whom else {}
    for key, items in rows.items():
        for row in items:
            owe = [one for one in whom[key] if one not in done[row.id]]
            if owe:
                yield row, owe


def _several(plan: PlanRow, count: int) -> Message:
    buttons = ((Button("study-button-mine", "st.mine"),),)
    return Message("study-reminder", {"plan": plan.title, "count": count}, buttons)


def _one(plan: PlanRow, row: ItemRow) -> Message:
    buttons = ((Button("study-button-open", f"st.open:{row.id}"), item_button(row.id, row.item.kind)),)
    return Message("study-reminder-one", {"plan": plan.title, "title": row.item.title}, buttons)


def _reminder(message: Message, subject: str, now: datetime) -> Push:
    reason = "reason-study-reminder"
    return Push(KIND_REMINDER, Lane.REMINDER, message, reason, expires_at=now + STALE, subject=subject)


# -- the week's totals ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Totals:
    """How far some people are with some items: ``done`` of ``of`` pairs of person and item."""

    name: str
    done: int
    of: int

    @property
    def percent(self) -> int:
        """The share, in whole percent."""
        return share(self.done, self.of)


def totals(name: str, people: Sequence[Learner], items: Sequence[ItemRow]) -> Totals:
    """How far these people are with these items."""
    ids = {row.id for row in items}
    return Totals(name, sum(len(one.done & ids) for one in people), len(people) * len(ids))


def by_group(people: Sequence[Learner], items: Sequence[ItemRow]) -> list[Totals]:
    """The same for each party group that is no smaller than ``FEWEST``, the furthest first."""
    groups = {name: [one for one in people if one.group == name] for name in {one.group for one in people}}
    found = [totals(name, own, items) for name, own in sorted(groups.items()) if name and len(own) >= FEWEST]
    return sorted(found, key=lambda one: -one.percent)


@Together
def tell_groups(
    tx: Transaction, firings: Sequence[Firing], post: Post, now: datetime, working_days: WorkingDays
) -> Reasons:
    """The week's totals to the group chats of a branch: never a name, party groups only if so chosen."""
    plans, reasons = _in_time(tx, firings, now)
    week = study_at_once.sent_since(tx, plans, now - WEEK)
    chats: dict[int, list[int]] = {}
    for chat in group_chats.of_branches(tx, {plans[key].branch_id for key in week}):
        chats.setdefault(chat.branch_id, []).append(chat.chat_id)
    told = [plans[key] for key in week if plans[key].branch_id in chats]
    people = study_at_once.people(tx, told)
    done = study_at_once.done(tx, [row.id for plan in told for row in week[plan.id]])
    gained = study_at_once.gained(tx, [plan.id for plan in told], now - WEEK)
    names = branches.some(tx, {plan.branch_id for plan in told})
    said = set()
    for plan in told:
        rows, whom = week[plan.id], set(people[plan.id])
        if len(whom) >= FEWEST:
            counted = Totals("", sum(len(done[row.id] & whom) for row in rows), len(whom) * len(rows))
            minutes = sum(some for one, some in gained.get(plan.id, {}).items() if one in whom)
            groups = by_group(study.learners(tx, plan), rows) if plan.ranking else []
            message = week_message(names[plan.branch_id].name, plan, len(rows), counted, minutes, groups)
            push = Push(KIND_WEEK, Lane.REMINDER, message, "reason-study-week", expires_at=now + WEEK / 2)
            post.append(Letter((push,), chats=chats[plan.branch_id], topic=TopicKind.STUDY))
            said.add(plan.id)
    return [
        why or (None if one.rule.subject_id in said else "nothing-to-tell")
        for one, why in zip(firings, reasons, strict=True)
    ]


def week_message(
    branch: str, plan: PlanRow, items: int, counted: Totals, minutes: int, groups: Sequence[Totals]
) -> Message:
    """What the groups are told of a week in which people have got so many minutes."""
    lines = [
        Message("study-week-group", {"group": one.name, "percent": one.percent})
        for one in groups[:MOST_GROUPS]
    ]
    return Message(
        "study-week",
        {
            "branch": branch,
            "plan": plan.title,
            "items": items,
            "done": counted.done,
            "of": counted.of,
            "percent": counted.percent,
            "hours": as_hours(minutes),
        },
        more=tuple(lines),
    )
