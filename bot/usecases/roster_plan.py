"""What importing a roster file would do, worked out before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace

from bot.domain.people import Branch, MemberKind, Office, PartyGroup, Sector
from bot.domain.rights import Actor, Right, Role, may, may_anywhere, not_allowed
from bot.office.roster import RosterRow, RowProblem
from bot.usecases.namesakes import match
from bot.usecases.powers import branch_target
from storage import branches, holdings, people
from storage.database import Transaction
from storage.people import Entry

_SAID = ("category", "joined_on", "phone", "skills")


@dataclass(frozen=True, slots=True)
class Change:
    """One row to be written. ``old`` None: a new person. ``changed``: the names of the fields that differ.

    ``leads``: whether the person leads a group, by the roster or by the chat.
    """

    row: RosterRow
    old: Entry | None
    new: Entry
    changed: tuple[str, ...]
    leads: bool = False

    @property
    def moves_power(self) -> bool:
        """Whether writing it gives or takes a role."""
        before = self.old.office if self.old else None
        moved = self.new.office is Office.GROUP_LEADER and "group" in self.changed
        return before != self.new.office or moved

    @property
    def ends_lead(self) -> bool:
        """Whether writing it takes the lead of a group from somebody who leaves that group."""
        return self.leads and "group" in self.changed


@dataclass(slots=True)
class ImportPlan:
    """``branches``: those that exist, by name; ``new_branches``: the others, with their sector."""

    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    branches: dict[str, Branch] = field(default_factory=dict)
    new_branches: dict[str, Sector] = field(default_factory=dict)
    sectors: dict[int, Sector] = field(default_factory=dict)

    @property
    def created(self) -> int:
        """How many people are new."""
        return sum(change.old is None for change in self.changes)

    @property
    def updated(self) -> int:
        """How many people change."""
        return len(self.changes) - self.created


def plan_import(
    tx: Transaction, actor: Actor, rows: Sequence[RosterRow], columns: Collection[str] | None = None
) -> ImportPlan:
    """Judge every row; writes nothing. Raises ``UserError("not-allowed")`` for whoever has no roster to edit.

    ``columns``: which columns the file has. A column that is missing says nothing; without ``columns`` one
    that no row fills is taken for missing.
    """
    if not may_anywhere(actor, Right.EDIT_ROSTER):
        raise not_allowed(actor)
    plan = ImportPlan()
    allowed = list(_allowed_rows(tx, actor, rows, plan))
    known = _known(tx, plan.branches.values())
    groups = _groups(tx, plan.branches.values())
    judge = _Judge(actor, plan, groups, _columns(rows, columns), holdings.leaders(tx))
    for (branch, name), same in _by_name(allowed).items():
        matches = match(same, known.get((branch, name), ()))
        plan.problems += [_problem(row, "name", "same-name", row.name) for row in matches.unclear]
        for row, old in matches.pairs:
            judge.judge(row, old)
    used = {change.row.branch for change in plan.changes}
    for name in plan.new_branches.keys() - used:
        del plan.new_branches[name]  # every row of it is bad
    plan.changes.sort(key=lambda change: change.row.number)
    plan.problems.sort(key=lambda problem: problem.number)
    return plan


def plan_addition(
    tx: Transaction, actor: Actor, branch: Branch, row: RosterRow, old: Entry | None = None
) -> ImportPlan:
    """One person more in a branch (``old``: somebody who had left); namesakes are the caller's business."""
    plan = ImportPlan(branches={branch.name: branch})
    columns = frozenset({"kind", "office"})
    _Judge(actor, plan, _groups(tx, [branch]), columns, holdings.leaders(tx)).judge(row, old)
    return plan


def _problem(row: RosterRow, column: str, key: str, value: str) -> RowProblem:
    return RowProblem(row.number, column, key, value)


def _columns(rows: Sequence[RosterRow], columns: Collection[str] | None) -> frozenset[str]:
    if columns is not None:
        return frozenset(columns)
    filled = {"office"} if any(row.office for row in rows) else set[str]()
    return frozenset(filled | ({"kind"} if any(row.kind is not MemberKind.FULL for row in rows) else set()))


def _allowed_rows(
    tx: Transaction, actor: Actor, rows: Sequence[RosterRow], plan: ImportPlan
) -> Iterator[RosterRow]:
    every = {branch.name: branch for branch in branches.every(tx)}
    founder = not actor.roles.isdisjoint({Role.OPERATOR, Role.COMMITTEE_ADMINISTRATOR})
    verdicts: dict[str, bool] = {}
    for row in rows:
        branch = every.get(row.branch)
        if row.branch not in verdicts:
            verdicts[row.branch] = may(actor, Right.EDIT_ROSTER, branch_target(branch)) if branch else founder
        if not verdicts[row.branch]:
            plan.problems.append(_problem(row, "branch", "other-branch", row.branch))
            continue
        if branch:
            plan.branches[branch.name] = branch
            if row.sector and row.sector is not branch.sector:
                plan.sectors.setdefault(branch.id, row.sector)
        elif row.sector:
            plan.new_branches.setdefault(row.branch, row.sector)
        yield row
    for name, allowed in verdicts.items():
        if allowed and name not in every:
            plan.new_branches.setdefault(name, Sector.RURAL)


def _known(tx: Transaction, found: Collection[Branch]) -> Mapping[tuple[str, str], list[Entry]]:
    names = {branch.id: branch.name for branch in found}
    known: dict[tuple[str, str], list[Entry]] = {}
    for entry in people.entries(tx, names):
        known.setdefault((names[entry.branch_id], entry.name), []).append(entry)
    return known


def _groups(tx: Transaction, found: Collection[Branch]) -> list[PartyGroup]:
    ids = {branch.id for branch in found}
    few = ids if len(ids) < people.BATCH else None
    return branches.groups_of(tx, few)


def _by_name(rows: Sequence[RosterRow]) -> Mapping[tuple[str, str], list[RosterRow]]:
    same: dict[tuple[str, str], list[RosterRow]] = {}
    for row in rows:
        same.setdefault((row.branch, row.name), []).append(row)
    return same


class _Judge:
    """Compares a row with the person it is about and says what may be written."""

    def __init__(
        self,
        actor: Actor,
        plan: ImportPlan,
        groups: Sequence[PartyGroup],
        columns: frozenset[str],
        leaders: Collection[int],
    ) -> None:
        led = {held.group_id for held in actor.holdings if held.role is Role.GROUP_LEADER}
        self._actor = actor
        self._plan = plan
        self._groups = {group.id: group.name for group in groups}
        self._led = {(group.branch_id, group.name) for group in groups if group.id in led}
        self._columns = columns
        self._leaders = leaders

    def judge(self, row: RosterRow, old: Entry | None) -> None:
        new = self._merged(row, old)
        leads = old is not None and old.id in self._leaders
        change = Change(row, old, new, self._changed(row, old, new), leads)
        problem = self._forbidden(change)
        if problem:
            column = "group" if problem == "group-not-yours" else "office"
            self._plan.problems.append(_problem(row, column, problem, ""))
        elif change.changed:
            self._plan.changes.append(change)
        else:
            self._plan.unchanged += 1

    def _merged(self, row: RosterRow, old: Entry | None) -> Entry:
        """What the person becomes: a cell that says nothing leaves what is known."""
        branch = self._plan.branches.get(row.branch)
        base = old or Entry(
            0, branch.id if branch else 0, row.name, None, row.kind, None, None, None, None, row.office
        )
        said = {name: getattr(row, name) for name in _SAID if getattr(row, name) is not None}
        new = replace(base, active=True, **said)
        if "kind" in self._columns:
            new.kind = row.kind
        if "office" in self._columns:
            new.office = row.office
        return new

    def _changed(self, row: RosterRow, old: Entry | None, new: Entry) -> tuple[str, ...]:
        if old is None:
            return ("name",)
        names = [one.name for one in fields(Entry) if getattr(old, one.name) != getattr(new, one.name)]
        moved = row.group is not None and row.group != self._group(old)
        return (*names, "group") if moved else tuple(names)

    def _group(self, entry: Entry) -> str | None:
        return self._groups[entry.group_id] if entry.group_id is not None else None

    def _forbidden(self, change: Change) -> str | None:
        """Which problem stands against the powers that the row would give or take."""
        row, old, new = change.row, change.old, change.new
        if new.office is Office.GROUP_LEADER and not (row.group or (old and old.group_id)):
            return "leader-without-group"
        touches = change.moves_power or change.ends_lead or self._gathers(change)
        if not touches or Role.OPERATOR in self._actor.roles:
            return None
        if change.moves_power and old is not None and old.id == self._actor.person_id:
            return "own-office"
        if change.moves_power and Office.COMMITTEE_ADMINISTRATOR in (new.office, old.office if old else None):
            return "office-not-yours"
        branch = self._plan.branches.get(row.branch)
        if branch and not may(self._actor, Right.GRANT_RIGHTS, branch_target(branch)):
            return "office-not-yours" if change.moves_power else "group-not-yours"
        return None

    def _gathers(self, change: Change) -> bool:
        """Whether the row brings somebody under the actor's own lead, and with them the right to confirm."""
        moved = change.old is not None and "group" in change.changed
        return moved and (change.new.branch_id, change.row.group) in self._led
