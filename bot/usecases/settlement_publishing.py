"""Publishing what was frozen, counting it again while people may object, and making it final."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.certificates import CertificateKind
from bot.domain.firing import Late
from bot.domain.messages import Listing
from bot.domain.people import Branch
from bot.domain.recurrence import Every, Recurrence
from bot.domain.rights import Actor, Right
from bot.domain.settlement import (
    PUBLICATIONS,
    ObjectionState,
    Publication,
    SettlementState,
    closes_at,
    last_day,
)
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import certificates
from bot.usecases.powers import find_branch
from bot.usecases.recounting import Changed, compare, recount
from bot.usecases.rules import change_rule, make_rule, pause_rule
from bot.usecases.settlement_words import (
    due_push,
    tell_called_off,
    tell_changed,
    tell_final,
    tell_groups,
    tell_members,
    tell_settlers,
)
from bot.usecases.settling import (
    LEDGER,
    NAMES_SHOWN,
    call_off,
    find_settlement,
)
from storage import audit, branches, ledger, objections, rules, settlements
from storage.database import Transaction
from storage.rules import NewRule, RuleRow
from storage.settlements import Named, Settlement

KIND = "settlement"  # the rule that comes when a publication is over


@dataclass(frozen=True, slots=True)
class Published:
    """A publication that has just begun: how many groups and people hear of it."""

    row: Settlement
    groups: int
    people: int


@dataclass(frozen=True, slots=True)
class Again:
    """A new count, or the old one when there was nothing new."""

    row: Settlement
    changed: tuple[Changed, ...]


# -- how long ------------------------------------------------------------------------------------------


def choose_terms(
    tx: Transaction, actor: Actor, branch_id: int, chosen: Publication, now: datetime
) -> Publication:
    """How long the branch publishes from now on. Raises ``UserError`` ``not-allowed``, ``button-broken``."""
    branch = find_branch(tx, actor, Right.SETTLE_YEAR, branch_id)
    if chosen not in PUBLICATIONS:
        raise UserError("button-broken")
    settlements.set_terms(tx, branch.id, chosen)
    detail = {"branch": branch.id, "days": chosen.days, "working": chosen.working_days}
    audit.note(tx, actor, "settlement-terms", None, now, detail)
    return chosen


# -- publishing ----------------------------------------------------------------------------------------


def publish(
    tx: Transaction, actor: Actor, settlement_id: int, round_: int, now: datetime, days: WorkingDays
) -> Published:
    """Publish a frozen settlement as it was seen in ``round_``: in the groups and to each in private.

    Published before, it stays as it is, and nobody is told twice. Raises ``UserError`` ``not-allowed``,
    ``settle-moved-on``.
    """
    row, branch = find_settlement(tx, actor, settlement_id)
    if row.state is SettlementState.PUBLISHED and row.round == round_:
        return Published(row, 0, 0)
    if row.state is not SettlementState.FROZEN or row.round != round_:
        raise UserError("settle-moved-on")
    chosen = settlements.terms(tx, branch.id)
    end = last_day(chosen, branch.today(now), days.is_working)
    after = settlements.change(
        tx,
        row,
        state=SettlementState.PUBLISHED.value,
        publish_days=chosen.days,
        working_days=chosen.working_days,
        last_day=end,
        published_at=now,
        closes_at=closes_at(end, branch.timezone),
    )
    if after is None:
        raise UserError("settle-moved-on")
    _set_alarm(tx, after, branch, actor, now, days)
    lines = settlements.lines(tx, after)
    groups = tell_groups(tx, after, branch, "settle-group-published", lines, now)
    reached = tell_members(tx, after, branch, lines, now)
    ledger.write(tx, LEDGER, row.id, now)
    audit.note(tx, actor, "year-published", None, now, {"settlement": row.id, "until": end.isoformat()})
    return Published(after, groups, reached)


def _set_alarm(
    tx: Transaction, row: Settlement, branch: Branch, actor: Actor, now: datetime, days: WorkingDays
) -> None:
    """Let the clock tell the secretary when the last day is over."""
    if row.last_day is None:
        raise AssertionError("what is published has a last day")
    day = row.last_day + timedelta(days=1)
    once = Recurrence(Every.DAY, day, 0, until=day)
    new = NewRule(KIND, once, branch.timezone, Late.ONCE, branch.id, row.id, created_by=actor.person_id)
    rule = _alarm(tx, row)
    if rule is None:
        make_rule(tx, new, days, now)
    else:
        change_rule(tx, rule.id, new, days, now)


def _alarm(tx: Transaction, row: Settlement) -> RuleRow | None:
    return next((one for one in rules.of_subject(tx, KIND, row.id) if one.ended_at is None), None)


def remind(tx: Transaction, rule: RuleRow, due_at: datetime, now: datetime, days: WorkingDays) -> str | None:
    """The publication is over: whoever settles the branch's year hears so, once."""
    row = settlements.find(tx, rule.subject_id or 0)
    if row is None or row.state is not SettlementState.PUBLISHED:
        return "settled"
    branch = branches.get(tx, row.branch_id)
    waiting = objections.count_open(tx, [row.id]).get(row.id, 0)
    return None if tell_settlers(tx, branch, due_push(row, branch, waiting), now) else "no-secretary"


# -- counting again ------------------------------------------------------------------------------------


def count_again(tx: Transaction, actor: Actor, settlement_id: int, now: datetime, days: WorkingDays) -> Again:
    """Count a settlement again that is not final yet; who has other stars is told when it is published.

    Who is told has at least a whole day to object. Raises ``UserError`` ``not-allowed``, ``settle-is-final``,
    ``settle-differs``, ``settle-moved-on``.
    """
    row, branch = find_settlement(tx, actor, settlement_id)
    if row.state not in (SettlementState.FROZEN, SettlementState.PUBLISHED):
        raise UserError("settle-is-final" if row.is_settled else "settle-moved-on")
    row, changed = recount(tx, actor, row, now)
    if changed and row.state is SettlementState.PUBLISHED:
        row = _keep_open(tx, actor, row, branch, now, days)
        tell_changed(tx, row, branch, changed, now)
        if any((one.before and one.before.stars) != (one.after and one.after.stars) for one in changed):
            tell_groups(tx, row, branch, "settle-group-changed", settlements.lines(tx, row), now)
    return Again(row, changed)


def _keep_open(
    tx: Transaction, actor: Actor, row: Settlement, branch: Branch, now: datetime, days: WorkingDays
) -> Settlement:
    """Let a publication last until the end of tomorrow at least."""
    tomorrow = branch.today(now) + timedelta(days=1)
    if row.last_day is not None and row.last_day >= tomorrow:
        return row
    after = settlements.change(tx, row, last_day=tomorrow, closes_at=closes_at(tomorrow, branch.timezone))
    if after is None:
        raise UserError("settle-moved-on")
    ledger.write(tx, LEDGER, row.id, now)
    _set_alarm(tx, after, branch, actor, now, days)
    return after


# -- the end -------------------------------------------------------------------------------------------


def finish(
    tx: Transaction, actor: Actor, settlement_id: int, round_: int, as_published: bool, now: datetime
) -> Settlement:
    """Make a settlement final: from now on it never changes; plaques are issued, and each is told.

    Final before, it stays as it is. ``as_published``: also when records have changed since it was counted,
    unless an upheld objection is why. Raises ``UserError`` ``not-allowed``, ``settle-moved-on``,
    ``settle-not-over``, ``settle-objections-open``, ``settle-stale``, ``settle-upheld-not-counted``,
    ``settle-differs``.
    """
    row, branch = find_settlement(tx, actor, settlement_id)
    if row.is_settled and row.round == round_:
        return row
    if row.state is not SettlementState.PUBLISHED or row.round != round_ or row.closes_at is None:
        raise UserError("settle-moved-on")
    if now < row.closes_at and row.last_day is not None:
        raise UserError("settle-not-over", day=row.last_day)
    _check_objections(tx, actor, row, as_published)
    ended = {"ended_at": now, "ended_by": actor.person_id}
    after = settlements.change(tx, row, state=SettlementState.FINAL.value, **ended)
    if after is None:
        raise UserError("settle-moved-on")
    lines = settlements.lines(tx, after)
    plaques = _issue(tx, actor, after, branch, lines, now)
    tell_final(tx, after, branch, lines, plaques, now)
    tell_groups(tx, after, branch, "settle-group-final", None, now)
    ledger.write(tx, LEDGER, row.id, now)
    audit.note(tx, actor, "year-settled", None, now, {"settlement": row.id, "round": row.round})
    return after


def _check_objections(tx: Transaction, actor: Actor, row: Settlement, as_published: bool) -> None:
    found = objections.of_settlement(tx, row.id)
    waiting = sum(one.state is ObjectionState.OPEN for one in found)
    if waiting:
        raise UserError("settle-objections-open", count=waiting)
    changed = compare(tx, actor, row)
    upheld = {one.about_person for one in found if one.state is ObjectionState.UPHELD}
    owed = [one for one in changed if one.person_id in upheld or None in upheld]
    if owed:
        raise UserError("settle-upheld-not-counted", names=_names(owed))
    if changed and not as_published:
        raise UserError("settle-stale", names=_names(changed))


def _names(changed: Sequence[Changed]) -> Listing:
    return Listing(tuple(one.name for one in changed[:NAMES_SHOWN]))


def _issue(
    tx: Transaction, actor: Actor, row: Settlement, branch: Branch, lines: Sequence[Named], now: datetime
) -> dict[int, int]:
    """A plaque for everybody who has stars; by person, the certificate."""
    top = row.version.top
    plaques = {}
    for one in lines:
        found = one.tally
        if found.stars:
            facts = {"stars": found.stars, "top": top, "services": found.services, "minutes": found.minutes}
            issued = certificates.issue(
                tx, CertificateKind.PLAQUE, branch.id, found.person_id, row.year, facts, now, actor.person_id
            )
            plaques[found.person_id] = issued.id
    return plaques


def drop(
    tx: Transaction, actor: Actor, settlement_id: int, words: str | None, now: datetime, days: WorkingDays
) -> Settlement:
    """Call a settlement off; for one that is published a reason is needed, and everybody is told.

    Raises ``UserError`` ``not-allowed``, ``settle-is-final``, ``settle-moved-on``, ``reason-missing``.
    """
    row, branch = find_settlement(tx, actor, settlement_id)
    was_published = row.state is SettlementState.PUBLISHED
    if was_published and words is None:
        raise UserError("reason-missing")
    after = call_off(tx, actor, row, words, now)
    rule = _alarm(tx, row)
    if rule is not None and rule.next_at is not None:
        pause_rule(tx, rule.id, days, now)
    if was_published:
        tell_called_off(tx, after, branch, settlements.lines(tx, after), now)
    return after
