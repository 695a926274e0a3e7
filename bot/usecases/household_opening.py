"""A branch's choice of households is opened for a time, and may be called off."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.ballots import MOST_PLACES, HouseholdState
from bot.domain.firing import Late
from bot.domain.invites import new_code
from bot.domain.keys import new_secret
from bot.domain.messages import Button, Lane, Message, Push, Value
from bot.domain.people import Branch
from bot.domain.recurrence import Every, Recurrence, moment
from bot.domain.rights import Actor, Right
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import askable
from bot.usecases.honour_words import tell_groups, tell_members
from bot.usecases.households import PERIODS, find_run, usual_places
from bot.usecases.powers import find_branch
from bot.usecases.rules import make_rule
from storage import audit, ballots, branches, households, outbox
from storage.database import Transaction
from storage.households import HouseholdRow
from storage.rules import NewRule, RuleRow

KIND = "household"  # the rule that tells the secretary that the time for recommending is over
REMIND_MINUTE = 9 * 60


def begin(
    tx: Transaction,
    actor: Actor,
    branch_id: int,
    year: int,
    days: int,
    now: datetime,
    working_days: WorkingDays,
    places: int | None = None,
) -> HouseholdRow:
    """Let residents recommend and members stand for so many days, and tell the branch and its groups.

    ``places``: how many households; as many as the last time when nothing else is said.
    Raises ``UserError`` ``not-allowed``, ``button-broken``, ``household-exists``.
    """
    branch = find_branch(tx, actor, Right.SETTLE_YEAR, branch_id)
    today = branch.today(now)
    is_known = year in (today.year, today.year - 1) and days in PERIODS
    if not is_known or not (places is None or 1 <= places <= MOST_PLACES):
        raise UserError("button-broken")
    if households.of_year(tx, branch.id, year) is not None:
        raise UserError("household-exists", year=str(year))
    rule_day = today + timedelta(days=days + 1)
    closes_at = moment(rule_day, 0, ZoneInfo(branch.timezone))
    places = usual_places(tx, branch.id) if places is None else places
    secret = new_secret()
    household_id = households.create(
        tx, branch.id, year, places, new_code(), secret, closes_at, actor.person_id, now
    )
    once = Recurrence(Every.DAY, rule_day, REMIND_MINUTE, until=rule_day)
    new = NewRule(KIND, once, branch.timezone, Late.ONCE, branch.id, household_id, created_by=actor.person_id)
    make_rule(tx, new, working_days, now)
    _announce(tx, actor, branch, household_id, year, places, rule_day - timedelta(days=1), now)
    audit.note(tx, actor, "household-opened", None, now, {"branch": branch.id, "year": year, "days": days})
    return find_run(tx, actor, household_id)[0]


def _announce(
    tx: Transaction,
    actor: Actor,
    branch: Branch,
    household_id: int,
    year: int,
    places: int,
    until: date,
    now: datetime,
) -> None:
    values: dict[str, Value] = {"branch": branch.name, "year": str(year), "places": places, "until": until}
    stand = Button("household-button-stand", f"hh.me:{household_id}")
    push = Push(
        "honour-open",
        Lane.NOTICE,
        Message("household-push-open", values, ((stand,),)),
        "reason-honour",
        expires_at=now + timedelta(days=max(PERIODS)),
    )
    tell_members(tx, branch, push, actor, now)
    recommend = Button("household-button-recommend", f"hh.say:{household_id}")
    tell_groups(tx, branch, Message("household-group-open", values), ((recommend,),), actor, now)


def time_is_over(
    tx: Transaction, rule: RuleRow, due_at: datetime, now: datetime, working_days: WorkingDays
) -> str | None:
    """Tell the secretaries that they can let the branch vote."""
    row = households.find(tx, rule.subject_id or 0)
    if row is None or row.state is not HouseholdState.OPEN:
        return "done-before"
    branch = branches.get(tx, row.branch_id)
    asked = askable.secretaries(tx, branch)
    if not asked:
        return "no-secretary"
    values: dict[str, Value] = {"branch": branch.name, "year": str(row.year)}
    see = Button("household-button-see", f"hh.see:{row.id}")
    message = Message("household-push-over", values, ((see,),))
    outbox.enqueue_for_people(
        tx, Push("honour-due", Lane.REMINDER, message, "reason-honour-secretary"), asked, now
    )
    return None


def set_places(tx: Transaction, actor: Actor, household_id: int, places: int, now: datetime) -> HouseholdRow:
    """So many households are chosen. Raises as ``find``, ``button-broken``, ``household-voting``."""
    row, _ = find_run(tx, actor, household_id)
    if not 1 <= places <= MOST_PLACES:
        raise UserError("button-broken")
    if row.state is not HouseholdState.OPEN:
        raise UserError("household-voting")
    if row.places != places:
        households.change(tx, row, places=places)
        audit.note(tx, actor, "household-places", None, now, {"household": row.id, "places": places})
    return find_run(tx, actor, household_id)[0]


def drop(tx: Transaction, actor: Actor, household_id: int, now: datetime) -> Branch:
    """Call a choice off: nothing of it is kept but that it was. Raises as ``find``, ``household-final``."""
    row, branch = find_run(tx, actor, household_id)
    if row.state is HouseholdState.FINAL:
        raise UserError("household-final")
    values = {"state": HouseholdState.DROPPED.value, "secret": "", "ended_at": now}
    households.change(tx, row, **values, ended_by=actor.person_id)
    ballots.empty(tx, row.id)
    households.forget_voices(tx, row.id)
    audit.note(tx, actor, "household-dropped", None, now, {"household": row.id})
    return branch
