"""What the clock does for study: the next items, a word to those who have not finished, the week's totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.group_chats import TopicKind
from bot.domain.messages import Button, Lane, Message, Push
from bot.domain.study import NOT_YET, PlanState, as_hours, by_what_is_owed, is_over, next_items, share
from bot.office.working_days import WorkingDays
from bot.usecases.study_sending import KIND, rest
from bot.usecases.study_words import KIND_REMINDER, KIND_WEEK, STALE, item_button, letters, subject_of
from storage import branches, group_chats, outbox, study, study_credits
from storage.database import Transaction
from storage.rules import RuleRow
from storage.study import ItemRow, Learner, PlanRow

WEEK = timedelta(days=7)
TOO_LATE = timedelta(days=1)  # what only reminds is not made up for then: the next week comes soon enough
MOST_GROUPS = 20  # party groups in one message
FEWEST = 3  # people of whom totals are told: those of fewer would name somebody

__all__ = ["KIND", "KIND_REMINDER", "KIND_WEEK", "remind", "send_next", "tell_groups"]


def _running(tx: Transaction, rule: RuleRow) -> PlanRow | None:
    plan = study.find(tx, rule.subject_id or 0)
    return plan if plan is not None and plan.state is PlanState.RUNNING else None


def _running_in_time(tx: Transaction, rule: RuleRow, due_at: datetime, now: datetime) -> PlanRow | str:
    """The plan of a weekly rule; or why nothing is said this week."""
    plan = _running(tx, rule)
    if plan is None:
        return "not-running"
    return plan if now - due_at <= TOO_LATE else "too-late"


def send_next(
    tx: Transaction, rule: RuleRow, due_at: datetime, now: datetime, working_days: WorkingDays
) -> str | None:
    """Send the next items of a plan to everybody it is for; some days after the last of them it ends."""
    plan = _running(tx, rule)
    if plan is None:
        rest(tx, rule.subject_id or 0, working_days, now)
        return "not-running"
    unsent = study.unsent(tx, plan.id)
    if not unsent:
        if is_over(0, study.last_sent(tx, plan.id), now):
            study.change(tx, plan.id, state=PlanState.ENDED.value, ended_at=now)
            rest(tx, plan.id, working_days, now)
        return "nothing-left"
    coming = next_items(unsent, plan.at_once)
    study.mark_sent(tx, coming, now)
    for item_id in coming:
        row = study.find_item(tx, item_id)
        if row is not None:
            _send(tx, plan, row, now)
    return None


def _send(tx: Transaction, plan: PlanRow, row: ItemRow, now: datetime) -> None:
    pushes = letters(row.item, row.id, plan.title, now)
    ids = [outbox.keep(tx, push, now) for push in pushes]
    outbox.enqueue_where(tx, ids, pushes[-1], study.owing(plan, row.id), now)


def remind(
    tx: Transaction, rule: RuleRow, due_at: datetime, now: datetime, working_days: WorkingDays
) -> str | None:
    """One message to everybody who has not finished what was sent; none to those who have."""
    plan = _running_in_time(tx, rule, due_at, now)
    if isinstance(plan, str):
        return plan
    sent = [row for row in study.sent_items(tx, plan.id) if _is_ripe(row, now)]
    people = study.learners(tx, plan)
    done = {one.person_id: one.done for one in people}
    owing = by_what_is_owed([row.id for row in sent], done, done)
    titles = {row.id: row for row in sent}
    for (first, *others), whom in _by_message(owing).items():
        row = titles[first]
        subject = "" if others else subject_of(row.id)
        if others:
            message = Message(
                "study-reminder",
                {"plan": plan.title, "count": len(others) + 1},
                ((Button("study-button-mine", "st.mine"),),),
            )
        else:
            buttons = (
                (Button("study-button-open", f"st.open:{row.id}"), item_button(row.id, row.item.kind)),
            )
            message = Message("study-reminder-one", {"plan": plan.title, "title": row.item.title}, buttons)
        push = Push(
            KIND_REMINDER,
            Lane.REMINDER,
            message,
            "reason-study-reminder",
            expires_at=now + STALE,
            subject=subject,
        )
        outbox.enqueue_for_people(tx, push, whom, now)
    return None if owing else "all-done"


def _is_ripe(row: ItemRow, now: datetime) -> bool:
    return row.pushed_at is not None and now - row.pushed_at >= NOT_YET


def _by_message(owing: dict[tuple[int, ...], list[int]]) -> dict[tuple[int, ...], list[int]]:
    """Those who get the same words together: who owes several items is told only how many."""
    found: dict[tuple[int, ...], list[int]] = {}
    alike: dict[int, tuple[int, ...]] = {}
    for items, people in owing.items():
        key = items if len(items) == 1 else alike.setdefault(len(items), items)
        found.setdefault(key, []).extend(people)
    return found


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


def tell_groups(
    tx: Transaction, rule: RuleRow, due_at: datetime, now: datetime, working_days: WorkingDays
) -> str | None:
    """The week's totals to the group chats of the branch: never a name, party groups only if so chosen."""
    plan = _running_in_time(tx, rule, due_at, now)
    if isinstance(plan, str):
        return plan
    week = [row for row in study.sent_items(tx, plan.id) if row.pushed_at and row.pushed_at > now - WEEK]
    people = study.learners(tx, plan)
    chats = [one.chat_id for one in group_chats.of_branches(tx, [plan.branch_id])]
    if not (week and chats) or len(people) < FEWEST:
        return "nothing-to-tell"
    message = week_message(tx, plan, people, week, now)
    push = Push(KIND_WEEK, Lane.REMINDER, message, "reason-study-week", expires_at=now + WEEK / 2)
    push_id = outbox.keep(tx, push, now)
    outbox.enqueue_for_groups(tx, push_id, push, chats, TopicKind.STUDY, now)
    return None


def week_message(
    tx: Transaction, plan: PlanRow, people: Sequence[Learner], week: Sequence[ItemRow], now: datetime
) -> Message:
    """What the groups are told of a week."""
    counted = totals("", people, week)
    minutes = study_credits.gained(tx, plan.id, [one.person_id for one in people], now - WEEK)
    lines = []
    if plan.ranking:
        lines = [
            Message("study-week-group", {"group": one.name, "percent": one.percent})
            for one in by_group(people, week)[:MOST_GROUPS]
        ]
    return Message(
        "study-week",
        {
            "branch": branches.get(tx, plan.branch_id).name,
            "plan": plan.title,
            "items": len(week),
            "done": counted.done,
            "of": counted.of,
            "percent": counted.percent,
            "hours": as_hours(minutes),
        },
        more=tuple(lines),
    )
