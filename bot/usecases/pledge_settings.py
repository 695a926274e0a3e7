"""What a branch decides about its pledges: when people are reminded, when the secretary hears, residents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Branch
from bot.domain.pledge_keeping import KeepingTerms
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import pledge_clock
from bot.usecases.pledge_book import find_reviewed
from storage import audit, pledge_terms
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class PledgeTerms:
    """A branch and what it has chosen."""

    branch: Branch
    terms: KeepingTerms


def of_branch(tx: Transaction, actor: Actor, branch_id: int) -> PledgeTerms:
    """What a branch has chosen, for whoever may change it. Raises ``UserError("not-allowed")``."""
    return PledgeTerms(find_reviewed(tx, actor, branch_id), pledge_terms.of_branch(tx, branch_id))


def toggle_reminder(
    tx: Transaction, actor: Actor, branch_id: int, days: int, now: datetime, working_days: WorkingDays
) -> PledgeTerms:
    """Remind people so many days before something is due, or not any more.

    Raises ``UserError`` ``not-allowed``, ``button-broken``.
    """
    was = of_branch(tx, actor, branch_id).terms
    try:
        terms = was.with_reminder(days)
    except ValueError:
        raise UserError("button-broken") from None
    return _save(tx, actor, branch_id, terms, now, working_days)


def set_tell_after(
    tx: Transaction, actor: Actor, branch_id: int, days: int, now: datetime, working_days: WorkingDays
) -> PledgeTerms:
    """After how many days more whoever decides hears of what is overdue. Raises as ``toggle_reminder``."""
    was = of_branch(tx, actor, branch_id).terms
    try:
        terms = was.with_tell_after(days)
    except ValueError:
        raise UserError("button-broken") from None
    return _save(tx, actor, branch_id, terms, now, working_days)


def set_residents(
    tx: Transaction, actor: Actor, branch_id: int, asked: bool, now: datetime, working_days: WorkingDays
) -> PledgeTerms:
    """Whether residents can be asked. Raises ``UserError("not-allowed")``."""
    was = of_branch(tx, actor, branch_id).terms
    terms = KeepingTerms(was.remind_days, was.tell_after, asked)
    return _save(tx, actor, branch_id, terms, now, working_days)


def _save(
    tx: Transaction,
    actor: Actor,
    branch_id: int,
    terms: KeepingTerms,
    now: datetime,
    working_days: WorkingDays,
) -> PledgeTerms:
    was = of_branch(tx, actor, branch_id).terms
    if terms != was:
        pledge_terms.save(tx, branch_id, terms)
        if (terms.remind_days, terms.tell_after) != (was.remind_days, was.tell_after):
            pledge_clock.plan_again(tx, branch_id, now, working_days)
        detail = {
            "branch": branch_id,
            "remind": list(terms.remind_days),
            "tell": terms.tell_after,
            "residents": terms.residents,
        }
        audit.note(tx, actor, "pledge-terms-changed", None, now, detail)
    return of_branch(tx, actor, branch_id)
