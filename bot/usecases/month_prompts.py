"""A word to the secretaries once a month, that the star of the month is not chosen yet; off by default."""

from __future__ import annotations

from datetime import date, datetime

from bot.domain.firing import Late
from bot.domain.messages import Button, Lane, Message, Push, Term, Value
from bot.domain.recurrence import Every, Recurrence
from bot.domain.rights import Actor, Right
from bot.office.working_days import WorkingDays
from bot.usecases import askable
from bot.usecases.powers import find_branch
from bot.usecases.rules import make_rule, pause_rule, resume_rule
from storage import audit, branches, month_stars, outbox, rules
from storage.database import Transaction
from storage.rules import NewRule, RuleRow

KIND = "month-star"
DAY, MINUTE = 25, 9 * 60


def is_on(tx: Transaction, branch_id: int) -> bool:
    """Whether the secretaries of a branch are reminded."""
    rule = _rule(tx, branch_id)
    return rule is not None and rule.next_at is not None


def put(
    tx: Transaction, actor: Actor, branch_id: int, wanted: bool, now: datetime, working_days: WorkingDays
) -> None:
    """Remind the secretaries each month, or do so no more. Raises ``UserError("not-allowed")``."""
    branch = find_branch(tx, actor, Right.SETTLE_YEAR, branch_id)
    if wanted == is_on(tx, branch_id):
        return
    rule = _rule(tx, branch_id)
    if rule is not None:
        change = resume_rule if wanted else pause_rule
        change(tx, rule.id, working_days, now)
    else:
        start = branch.today(now).replace(day=1)
        monthly = Recurrence(Every.MONTH, start, MINUTE, day=DAY)
        new = NewRule(
            KIND, monthly, branch.timezone, Late.ONCE, branch_id, branch_id, created_by=actor.person_id
        )
        make_rule(tx, new, working_days, now)
    audit.note(tx, actor, "month-prompt-set", None, now, {"branch": branch_id, "wanted": wanted})


def prompt(
    tx: Transaction, rule: RuleRow, due_at: datetime, now: datetime, working_days: WorkingDays
) -> str | None:
    """Ask the secretaries for the star of the month that it is, if there is none."""
    branch = branches.get(tx, rule.branch_id or 0)
    month = branch.today(now).replace(day=1)
    if _is_chosen(tx, branch.id, month):
        return "done-before"
    asked = askable.secretaries(tx, branch)
    if not asked:
        return "no-secretary"
    values: dict[str, Value] = {"branch": branch.name, "month": Term(f"month-{month.month}")}
    see = Button("mstar-button-choose", f"mst.list:{branch.id}:{month:%Y%m}:0")
    message = Message("mstar-push-prompt", values, ((see,),))
    outbox.enqueue_for_people(
        tx, Push("honour-prompt", Lane.REMINDER, message, "reason-honour-prompt"), asked, now
    )
    return None


def _is_chosen(tx: Transaction, branch_id: int, month: date) -> bool:
    return month_stars.of_month(tx, branch_id, month) is not None


def _rule(tx: Transaction, branch_id: int) -> RuleRow | None:
    return next((one for one in rules.of_subject(tx, KIND, branch_id) if one.ended_at is None), None)
