"""Party dues as a member sees their own, and as the secretary sees a branch's month.

Who has paid is known to the secretary and to the person, and what they earn too: nobody else asks here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.dues import MONTHS_AHEAD, MONTHS_BACK, Owed, in_arrears, later, may_mark, month_of, owed
from bot.domain.people import Branch, Member
from bot.domain.rights import Actor, Right, may, may_anywhere, require
from bot.domain.service import local_now
from bot.errors import UserError
from bot.parsing.dues import MOST_LINES
from bot.parsing.scan import shadow
from bot.usecases.powers import branch_target, branches_with, find_branch, find_member
from storage import audit, branches, dues, people
from storage.database import Transaction
from storage.dues import Basis

EVERYBODY = 100_000  # more people than any branch has


@dataclass(frozen=True, slots=True)
class Own:
    """Somebody's dues this year, for themselves. ``since``: None while the branch keeps no dues here.

    ``paid`` and ``open`` are months up to this one; ``is_old``: what they are reckoned by is of another year.
    """

    branch: Branch
    month: date
    since: date | None
    basis: Basis | None
    owed: Owed | None
    is_old: bool
    paid: tuple[date, ...]
    open: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One person in a month; ``amount`` in fen, None when it was not written down."""

    member: Member
    paid: bool
    amount: int | None


@dataclass(frozen=True, slots=True)
class MonthList:
    """A month of a branch as its secretary sees it, by group and name.

    ``behind``: names of those without a mark for ``ARREARS`` months in a row, up to the last that is over.
    ``others``: the actor keeps the dues of other branches, too. ``old``: of so many people what the dues are
    reckoned by is of another year. ``first`` and ``last``: which months can be marked.
    """

    branch: Branch
    month: date
    lines: tuple[Line, ...]
    behind: tuple[str, ...]
    old: int
    others: bool
    first: date
    last: date

    @property
    def paid(self) -> int:
        """How many have paid."""
        return sum(one.paid for one in self.lines)


def kept(tx: Transaction, actor: Actor) -> list[Branch]:
    """The branches whose dues the actor keeps, by name."""
    if not may_anywhere(actor, Right.KEEP_DUES):
        return []
    found = branches_with(tx, actor, Right.KEEP_DUES)
    return [one for one in found if may(actor, Right.KEEP_DUES, branch_target(one))]


def find_kept(tx: Transaction, actor: Actor, branch_id: int) -> Branch:
    """A branch whose dues the actor keeps. Raises ``UserError("not-allowed")``."""
    return find_branch(tx, actor, Right.KEEP_DUES, branch_id)


def find_payer(tx: Transaction, actor: Actor, person_id: int) -> tuple[Member, Branch]:
    """A member whose dues the actor keeps. Raises ``UserError`` ``person-gone``, ``not-allowed``."""
    member, target = find_member(tx, person_id)
    require(actor, Right.KEEP_DUES, target)
    return member, branches.get(tx, member.branch_id)


def subject_of(branch_id: int, month: date) -> str:
    """By which the reminder of a month is settled for whoever has paid."""
    return f"dues:{branch_id}:{month:%Y-%m}"


def check_month(branch: Branch, month: date, now: datetime) -> None:
    """Raise ``UserError("dues-month-far")`` for a month that nobody pays for now."""
    if not may_mark(month, branch.today(now)):
        raise UserError("dues-month-far")


def own(tx: Transaction, actor: Actor, now: datetime) -> Own:
    """What the actor owes and has paid. Raises ``UserError`` ``not-a-member``, ``not-on-roster``."""
    if actor.person_id is None or actor.branch_id is None:
        raise UserError("not-on-roster" if actor.holdings else "not-a-member")
    require(actor, Right.READ_OWN, actor.own)
    branch = branches.get(tx, actor.branch_id)
    month = month_of(branch.today(now))
    first = _counts_from(tx, branch, [actor.person_id], month)[actor.person_id]
    january = month.replace(month=1)
    paid = [one.month for one in dues.marks(tx, [actor.person_id], january, month)]
    basis = dues.bases(tx, [actor.person_id], month).get(actor.person_id)
    return Own(
        branch,
        month,
        dues.since(tx, branch.id),
        basis,
        owed(basis.payer, basis.base) if basis else None,
        is_old(basis, month),
        tuple(paid),
        tuple(one for one in _months(max(january, first), month) if one not in paid),
    )


def month_list(tx: Transaction, actor: Actor, branch_id: int, month: date | None, now: datetime) -> MonthList:
    """Who of a branch has paid for a month (None: this one). Raises ``not-allowed``, ``dues-month-far``."""
    branch = find_kept(tx, actor, branch_id)
    present = month_of(branch.today(now))
    month = month or present
    check_month(branch, month, now)
    members = people.page(tx, branch_id, EVERYBODY, 0)
    ids = [one.id for one in members]
    paid = {one.person_id: one for one in dues.marks(tx, ids, month, month)}
    bases = dues.bases(tx, ids, present)
    return MonthList(
        branch,
        month,
        tuple(_line(one, {key: mark.amount for key, mark in paid.items()}) for one in members),
        tuple(one.name for one in behind(tx, branch, members, min(month, later(present, -1)))),
        sum(is_old(one, present) for one in bases.values()),
        len(kept(tx, actor)) > 1,
        *_reach(branch, now),
    )


def read_month(tx: Transaction, actor: Actor, branch_id: int, month: date | None, now: datetime) -> MonthList:
    """The same, and the look is written down: what people pay tells what they earn. Raises as above."""
    seen = month_list(tx, actor, branch_id, month, now)
    audit.note(
        tx, actor, "dues-month-read", None, now, {"branch": branch_id, "month": seen.month.isoformat()}
    )
    return seen


def behind(tx: Transaction, branch: Branch, members: Sequence[Member], month: date) -> list[Member]:
    """Of these members of a branch those who are in arrears with that month."""
    ids = [one.id for one in members]
    marked: dict[int, list[date]] = {}
    for one in dues.marks(tx, ids, later(month, -12), month):
        marked.setdefault(one.person_id, []).append(one.month)
    first = _counts_from(tx, branch, ids, later(month, 1))
    return [one for one in members if in_arrears(marked.get(one.id, ()), first[one.id], month)]


def check_list(lines: Sequence[object]) -> None:
    """That a pasted list has lines, and not too many. Raises ``dues-list-empty`` and ``dues-list-long``."""
    if not lines:
        raise UserError("dues-list-empty")
    if len(lines) > MOST_LINES:
        raise UserError("dues-list-long", limit=MOST_LINES, count=len(lines))


def by_name(members: Sequence[Member]) -> dict[str, list[Member]]:
    """Members by their ``bare`` names."""
    found: dict[str, list[Member]] = {}
    for member in members:
        found.setdefault(bare(member.name), []).append(member)
    return found


def bare(name: str) -> str:
    """A name as it is compared: rosters write 张　三, lists 张三, and some 張三."""
    return re.sub(r"\s", "", shadow(name))


def is_old(basis: Basis | None, month: date) -> bool:
    """Whether something is known, but was said of another year: it is set anew each January."""
    return basis is not None and basis.since.year < month.year


def _counts_from(
    tx: Transaction, branch: Branch, person_ids: Sequence[int], otherwise: date
) -> dict[int, date]:
    """The first month that each of these people can be behind with; ``otherwise`` where there is none."""
    since = dues.since(tx, branch.id)
    if since is None:
        return dict.fromkeys(person_ids, later(otherwise, 1))
    return {
        person_id: max(since, month_of(local_now(at, branch.timezone).date()))
        for person_id, at in dues.joined(tx, person_ids).items()
    }


def _line(member: Member, amounts: Mapping[int, int | None]) -> Line:
    return Line(member, member.id in amounts, amounts.get(member.id))


def _months(first: date, last: date) -> list[date]:
    found = []
    while first <= last:
        found.append(first)
        first = later(first, 1)
    return found


def _reach(branch: Branch, now: datetime) -> tuple[date, date]:
    present = month_of(branch.today(now))
    return later(present, -MONTHS_BACK), later(present, MONTHS_AHEAD)
