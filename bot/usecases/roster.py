"""Importing a roster file: all of it or nothing, again and again without duplicates.

What the roster decides and what the chat decides: a cell that is blank leaves what is known. The office
column gives and takes powers only when it says something else than at the last import (blank: no office any
more), so roles given in the chat survive another import of the same file. A person who has left and stands in
the file again comes back with what the file says of them, and needs a new invite.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from bot.domain.messages import Lane, Message, Push, Term, Value
from bot.domain.people import DAILY_CAP, Branch, Office
from bot.domain.quiet import USUAL, QuietHours
from bot.domain.rights import GRANTABLE, Actor, Holding, Role
from bot.domain.service import local_now
from bot.office.roster import RosterRow, RowProblem
from bot.usecases.notice_revoking import stop_notices_of
from bot.usecases.roster_plan import Change, ImportPlan, plan_import
from storage import audit, branches, holdings, outbox, people
from storage.database import Transaction

BACKDATE_DAYS = 31
FIRST_SCHEME = "village-service-stars"

OFFICE_ROLES: Mapping[Office, Role] = MappingProxyType(
    {
        Office.SECRETARY: Role.SECRETARY,
        Office.DEPUTY: Role.COMMITTEE_MEMBER,
        Office.COMMITTEE_MEMBER: Role.COMMITTEE_MEMBER,
        Office.GROUP_LEADER: Role.GROUP_LEADER,
        Office.CONTACT_LEADER: Role.CONTACT_LEADER,
        Office.COMMITTEE_ADMINISTRATOR: Role.COMMITTEE_ADMINISTRATOR,
    }
)


@dataclass(frozen=True, slots=True)
class Founding:
    """What new branches start with; ``committee_name`` is used when an administrator needs a committee."""

    timezone: str
    committee_name: str
    quiet: QuietHours = USUAL
    daily_cap: int = DAILY_CAP


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did or, when ``imported`` is False, would do; ``problems`` by row number."""

    created: int
    updated: int
    unchanged: int
    branches_created: int
    problems: tuple[RowProblem, ...]
    imported: bool

    @property
    def bad_rows(self) -> int:
        """How many rows have a problem; one row may have several."""
        return len({problem.number for problem in self.problems})


def preview_import(
    tx: Transaction,
    actor: Actor,
    rows: Sequence[RosterRow],
    problems: Iterable[RowProblem] = (),
    columns: Collection[str] | None = None,
) -> ImportReport:
    """What ``import_roster`` would do; writes nothing. Raises ``UserError("not-allowed")``."""
    return _report(plan_import(tx, actor, rows, columns), problems, imported=False)


def import_roster(
    tx: Transaction,
    actor: Actor,
    rows: Sequence[RosterRow],
    now: datetime,
    founding: Founding,
    *,
    problems: Iterable[RowProblem] = (),
    columns: Collection[str] | None = None,
    skip_bad: bool = False,
) -> ImportReport:
    """Bring the roster to what the rows say, in this one transaction.

    ``problems``: what reading the file has found. With any problem nothing is written unless ``skip_bad``.
    ``columns``: see ``plan_import``. Raises ``UserError("not-allowed")``.
    """
    plan = plan_import(tx, actor, rows, columns)
    problems = tuple(problems)
    if (problems or plan.problems) and not skip_bad:
        return _report(plan, problems, imported=False)
    carry_out(tx, actor, plan, now, founding)
    counts = {"created": plan.created, "updated": plan.updated, "branches": len(plan.new_branches)}
    audit.note(tx, actor, "roster-imported", None, now, counts)
    return _report(plan, problems, imported=True)


def carry_out(tx: Transaction, actor: Actor, plan: ImportPlan, now: datetime, founding: Founding) -> None:
    """Write what a plan says; the new people have their ids afterwards."""
    _found_branches(tx, actor, plan, now, founding)
    branches.set_sectors(tx, list(plan.sectors.items()))
    _place(tx, plan)
    people.create(tx, [change.new for change in plan.changes if change.old is None], now)
    people.update(tx, [change.new for change in plan.changes if change.old is not None])
    _move_powers(tx, actor, plan, now)
    _note(tx, actor, plan, now)


def _report(plan: ImportPlan, problems: Iterable[RowProblem], *, imported: bool) -> ImportReport:
    return ImportReport(
        plan.created,
        plan.updated,
        plan.unchanged,
        len(plan.new_branches),
        tuple(sorted((*problems, *plan.problems), key=lambda problem: problem.number)),
        imported,
    )


def _found_branches(
    tx: Transaction, actor: Actor, plan: ImportPlan, now: datetime, founding: Founding
) -> None:
    wanted = any(change.new.office is Office.COMMITTEE_ADMINISTRATOR for change in plan.changes)
    committee_id = _committee(tx, actor, founding.committee_name if wanted else None)
    new = [
        Branch(
            0,
            committee_id,
            name,
            sector,
            founding.timezone,
            BACKDATE_DAYS,
            founding.quiet,
            founding.daily_cap,
        )
        for name, sector in plan.new_branches.items()
    ]
    year = local_now(now, founding.timezone).year
    for branch in branches.create(tx, new, year, FIRST_SCHEME):
        plan.branches[branch.name] = branch
    if wanted and committee_id is not None:
        orphans = [branch for branch in plan.branches.values() if branch.committee_id is None]
        branches.place_under(tx, committee_id, [branch.id for branch in orphans])
        for branch in orphans:
            plan.branches[branch.name] = replace(branch, committee_id=committee_id)


def _committee(tx: Transaction, actor: Actor, needed: str | None) -> int | None:
    """Where new branches belong: under the administrator's committee, or under the only one there is."""
    if Role.OPERATOR not in actor.roles:
        own = (one.committee_id for one in actor.holdings if one.role is Role.COMMITTEE_ADMINISTRATOR)
        return next(own, None)
    only = branches.only_committee(tx)
    return branches.committee_named(tx, needed) if only is None and needed else only


def _place(tx: Transaction, plan: ImportPlan) -> None:
    """Give every changed person the id of their branch and group; groups that are missing are made."""
    ids = {branch.id for branch in plan.branches.values()}
    known = branches.groups_of(tx, ids if len(ids) < people.BATCH else None)
    groups = {(group.branch_id, group.name): group.id for group in known}
    for change in plan.changes:
        change.new.branch_id = plan.branches[change.row.branch].id
    wanted = {(change.new.branch_id, change.row.group): None for change in plan.changes}
    missing = [(branch_id, name) for branch_id, name in wanted if name and (branch_id, name) not in groups]
    groups |= {(group.branch_id, group.name): group.id for group in branches.create_groups(tx, missing)}
    for change in plan.changes:
        if change.row.group:
            change.new.group_id = groups[change.new.branch_id, change.row.group]


def _move_powers(tx: Transaction, actor: Actor, plan: ImportPlan, now: datetime) -> None:
    moved = [change for change in plan.changes if change.moves_power or "group" in change.changed]
    for change in moved:
        if change.old is None:
            continue
        if change.moves_power and change.old.office is not None:
            holdings.take(tx, change.new.id, OFFICE_ROLES[change.old.office])
        if "group" in change.changed and holdings.take(tx, change.new.id, Role.GROUP_LEADER):
            _note_lost_lead(tx, actor, change, now)
    given = [change for change in moved if change.new.office is not None and change.moves_power]
    holdings.give(tx, [(change.new.id, _holding(change, plan)) for change in given])
    _tell(tx, [change for change in moved if change.old is not None and change.moves_power], now)
    # After what is given: a secretary who becomes the deputy keeps sending.
    stop_notices_of(tx, actor, [change.new.id for change in moved if change.old is not None], now)


def _note_lost_lead(tx: Transaction, actor: Actor, change: Change, now: datetime) -> None:
    """The lead stays with the group that somebody leaves; who is given the new one hears of their office."""
    role = Role.GROUP_LEADER
    if change.new.office is not Office.GROUP_LEADER:
        message = Message("roles-push-taken", {"branch": change.row.branch, "role": Term(f"role-{role}")})
        push = Push("roles", Lane.NOTICE, message, "reason-roles")
        outbox.enqueue_for_people(tx, push, [change.new.id], now)
    audit.note(tx, actor, "role-taken", change.new.id, now, {"role": role})


def _holding(change: Change, plan: ImportPlan) -> Holding:
    office, branch = change.new.office, plan.branches[change.row.branch]
    assert office is not None, "only an office becomes a role"
    return holding_for(OFFICE_ROLES[office], branch, change.new.group_id, deputy=office is Office.DEPUTY)


def holding_for(role: Role, branch: Branch, group_id: int | None, *, deputy: bool = False) -> Holding:
    """The role in the one scope it is held in; a deputy starts with every right that can be granted."""
    if role is Role.COMMITTEE_ADMINISTRATOR:
        return Holding(role, committee_id=branch.committee_id)
    if role is Role.GROUP_LEADER:
        return Holding(role, group_id=group_id)
    return Holding(role, branch_id=branch.id, granted=GRANTABLE if deputy else frozenset())


def _tell(tx: Transaction, moved: Sequence[Change], now: datetime) -> None:
    told: dict[tuple[str, Office | None], list[int]] = {}
    for change in moved:
        told.setdefault((change.row.branch, change.new.office), []).append(change.new.id)
    for (branch, office), ids in told.items():
        values: dict[str, Value] = {
            "branch": branch,
            "office": Term(f"office-{office}" if office else "office-none"),
        }
        message = Message("roster-push-office", values)
        outbox.enqueue_for_people(tx, Push("office", Lane.NOTICE, message, "reason-roles"), ids, now)


def _note(tx: Transaction, actor: Actor, plan: ImportPlan, now: datetime) -> None:
    new: list[tuple[int, dict[str, str]]] = [
        (change.new.id, {}) for change in plan.changes if change.old is None
    ]
    audit.note_many(tx, actor, "person-created", new, now)
    changed = [(c.new.id, {"fields": list(c.changed)}) for c in plan.changes if c.old is not None]
    audit.note_many(tx, actor, "person-updated", changed, now)
