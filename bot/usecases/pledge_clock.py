"""Pledges by the clock: what is due soon or overdue, and a word to those who have written nothing for long.

What is overdue its person hears first; whoever decides the end hears of it some days later, if it still is.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.domain.firing import Late
from bot.domain.messages import Button, Lane, Message, Push
from bot.domain.people import Branch
from bot.domain.pledge_keeping import REMIND_MINUTE, KeepingTerms, days_to_come, quarter_of
from bot.domain.pledges import Pledge, PledgeItem, PledgeState
from bot.domain.recurrence import Every, Recurrence, moment
from bot.domain.service import local_now
from bot.domain.tasks import shifted
from bot.office.working_days import WorkingDays
from bot.usecases import askable
from bot.usecases.pledge_asking import reviewers
from bot.usecases.pledge_phrases import due_line
from bot.usecases.pledge_words import brief
from bot.usecases.rules import make_rule, pause_rule
from storage import (
    branches,
    outbox,
    people,
    pledge_pages,
    pledge_progress,
    pledge_terms,
    pledges,
    rules,
    subjects,
)
from storage.database import Transaction
from storage.rules import NewRule, RuleRow

KIND = "pledge-due"
KIND_VERDICT = "pledge-verdict"
KIND_ASK = "pledge-ask"
KIND_QUARTER = "pledge-quarter"
OF_ONE_PLEDGE = (KIND, KIND_VERDICT, KIND_ASK)

QUARTER_DAY = 10  # of the last month of a quarter
NEW = timedelta(days=14)  # what was published since then needs no word
STILL_NEWS = timedelta(days=7)


def begin(tx: Transaction, pledge: Pledge, now: datetime, working_days: WorkingDays) -> None:
    """A pledge was published: from now on the clock reminds of it."""
    plan(tx, pledge, now, working_days)
    if any(rule.ended_at is None for rule in rules.of_subject(tx, KIND_QUARTER, pledge.branch_id)):
        return
    branch = branches.get(tx, pledge.branch_id)
    first = shifted(quarter_of(branch.today(now)), 2)
    when = Recurrence(Every.MONTH, first, REMIND_MINUTE, interval=3, day=QUARTER_DAY)
    new = NewRule(KIND_QUARTER, when, branch.timezone, Late.ONCE, branch.id, branch.id)
    make_rule(tx, new, working_days, now)


def plan(tx: Transaction, pledge: Pledge, now: datetime, working_days: WorkingDays) -> None:
    """Plan the reminders of a published pledge anew: one for each day on which there is something to say."""
    _pause(tx, KIND, pledge.id, now, working_days)
    branch = branches.get(tx, pledge.branch_id)
    dues = [item.due_on for item in pledge.items]
    today = branch.today(now)
    for day in days_to_come(dues, pledge_terms.of_branch(tx, branch.id), today):
        _once(tx, KIND, pledge, branch, day, now, working_days)


def plan_once(
    tx: Transaction, kind: str, pledge: Pledge, after: timedelta, now: datetime, working_days: WorkingDays
) -> None:
    """Let something be done about a pledge so much later, in the morning; planned before, it moves."""
    _pause(tx, kind, pledge.id, now, working_days)
    branch = branches.get(tx, pledge.branch_id)
    # A day more when the morning of that day would be too soon.
    local = local_now(now + after, branch.timezone)
    late = local.hour * 60 + local.minute >= REMIND_MINUTE
    _once(tx, kind, pledge, branch, local.date() + timedelta(days=late), now, working_days)


def _once(
    tx: Transaction,
    kind: str,
    pledge: Pledge,
    branch: Branch,
    day: date,
    now: datetime,
    working_days: WorkingDays,
) -> None:
    once = Recurrence(Every.DAY, day, REMIND_MINUTE, until=day)
    make_rule(tx, NewRule(kind, once, branch.timezone, Late.ONCE, branch.id, pledge.id), working_days, now)


def rest(tx: Transaction, pledge_id: int, now: datetime, working_days: WorkingDays) -> None:
    """Let the clock do nothing about a pledge any more, and take back what waits or was put off."""
    subjects.take_back(tx, subject_of(pledge_id), now)
    for kind in OF_ONE_PLEDGE:
        _pause(tx, kind, pledge_id, now, working_days)


def plan_again(tx: Transaction, branch_id: int, now: datetime, working_days: WorkingDays) -> None:
    """Plan the reminders of everything that a branch's people are keeping: other days were chosen."""
    for pledge_id in pledge_pages.open_ids(tx, branch_id):
        plan(tx, pledges.get(tx, pledge_id), now, working_days)


def _pause(tx: Transaction, kind: str, pledge_id: int, now: datetime, working_days: WorkingDays) -> None:
    for rule in rules.of_subject(tx, kind, pledge_id):
        if rule.next_at is not None:
            pause_rule(tx, rule.id, working_days, now)


def subject_of(pledge_id: int) -> str:
    """By which the reminders of a pledge are taken back."""
    return f"pledge:{pledge_id}"


# -- its time has come -----------------------------------------------------------------------------------


def remind(
    tx: Transaction, rule: RuleRow, due_at: datetime, now: datetime, working_days: WorkingDays
) -> str | None:
    """Remind the person of what is due soon or overdue, or tell whoever decides that it still is.

    A day that is made up for so late that the next one has come is left to that one.
    """
    pledge = pledges.find(tx, rule.subject_id or 0)
    if pledge is None or not _is_live(tx, pledge):
        return "done-before"
    branch = branches.get(tx, pledge.branch_id)
    terms = pledge_terms.of_branch(tx, branch.id)
    day, today = due_at.astimezone(rule.zone).date(), branch.today(now)
    left = [item for item in pledge.items if item.done_at is None]
    own_days = {one for item in left for one in terms.days_of(item.due_on) - {terms.told_on(item.due_on)}}
    is_latest = day in own_days and not any(day < one <= today for one in own_days)
    reported = pledge_pages.is_reported(tx, pledge.id)
    if is_latest and not reported:
        _remind_keeper(tx, pledge, branch, _worth_saying(left, terms, today), today, now)
    overdue = [item for item in left if terms.told_on(item.due_on) == day]
    if overdue:
        _tell_appraisers(tx, pledge, overdue, today, now)
    return None if overdue or (is_latest and not reported) else "done-before"


def _is_live(tx: Transaction, pledge: Pledge) -> bool:
    if pledge.state is not PledgeState.PUBLISHED or pledge.person_id is None:
        return pledge.state is PledgeState.PUBLISHED
    member = people.find(tx, pledge.person_id)
    return member is not None and member.active


def _worth_saying(left: list[PledgeItem], terms: KeepingTerms, today: date) -> list[PledgeItem]:
    soon = today + timedelta(days=max(terms.remind_days, default=0))
    return [item for item in left if item.due_on <= soon]


def keepers(tx: Transaction, pledge: Pledge, branch: Branch) -> tuple[list[int], str]:
    """Who is reminded, and the key of why: the person, or for who has no account the secretary."""
    whose = pledge.made_by if pledge.person_id is None else pledge.person_id
    member = people.find(tx, whose) if whose is not None else None
    if member is not None and member.active and member.telegram_id is not None:
        return [member.id], "reason-your-pledge"
    return askable.secretaries(tx, branch), "reason-pledge-for-others"


def _remind_keeper(
    tx: Transaction, pledge: Pledge, branch: Branch, items: list[PledgeItem], today: date, now: datetime
) -> None:
    late = any(item.due_on < today for item in items)
    message = Message(
        "pledges-remind-late" if late else "pledges-remind",
        brief(pledge),
        (
            (
                Button("pledges-button-update", f"kp.go:{pledge.id}"),
                Button("pledges-button-report", f"kp.end:{pledge.id}"),
            ),
        ),
        tuple(due_line(item, today) for item in items),
    )
    whom, reason = keepers(tx, pledge, branch)
    push = Push(
        "pledge-due",
        Lane.REMINDER,
        message,
        reason,
        expires_at=now + STILL_NEWS,
        subject=subject_of(pledge.id),
    )
    outbox.enqueue_for_people(tx, push, whom, now)


def _tell_appraisers(
    tx: Transaction, pledge: Pledge, items: list[PledgeItem], today: date, now: datetime
) -> None:
    message = Message(
        "pledges-overdue",
        brief(pledge),
        ((Button("pledges-button-open", f"kp.see:{pledge.id}"),),),
        tuple(due_line(item, today) for item in items),
    )
    push = Push(
        "pledge-overdue",
        Lane.REMINDER,
        message,
        "reason-pledge-appraise",
        expires_at=now + STILL_NEWS,
        subject=subject_of(pledge.id),
    )
    outbox.enqueue_for_people(tx, push, [one.person_id for one in reviewers(tx, pledge)], now)


def ask_quarterly(
    tx: Transaction, rule: RuleRow, due_at: datetime, now: datetime, working_days: WorkingDays
) -> str | None:
    """One word to everybody who keeps a pledge and has written nothing about it this quarter."""
    branch = branches.get(tx, rule.branch_id or 0)
    quarter = quarter_of(due_at.astimezone(rule.zone).date())
    if quarter_of(branch.today(now)) != quarter:
        return "too-late"
    whom: dict[str, set[int]] = {}
    for pledge_id, _ in pledge_progress.resting(tx, branch.id, moment(quarter, 0, rule.zone), now - NEW):
        if not pledge_pages.is_reported(tx, pledge_id):
            people_, reason = keepers(tx, pledges.get(tx, pledge_id), branch)
            whom.setdefault(reason, set()).update(people_)
    for reason, person_ids in whom.items():
        own = reason == "reason-your-pledge"
        key, tap = (
            ("pledges-quarter", "kp.mine") if own else ("pledges-quarter-others", f"kp.team:{branch.id}:0")
        )
        button = Button("pledges-button-mine" if own else "pledges-button-team", tap)
        push = Push(
            "pledge-quarter",
            Lane.REMINDER,
            Message(key, buttons=((button,),)),
            reason,
            expires_at=now + STILL_NEWS,
        )
        outbox.enqueue_for_people(tx, push, sorted(person_ids), now)
    return None if whom else "nobody"
