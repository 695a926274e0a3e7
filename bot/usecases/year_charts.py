"""A year as a picture shows it: somebody's own, and the branch's, which names nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from bot.domain.cards import Colour
from bot.domain.people import Branch, Member
from bot.domain.rights import Actor, Right, may, not_allowed
from bot.domain.service import local_now
from bot.domain.stars import Counted
from bot.errors import UserError
from bot.usecases.certificates import find_holder
from bot.usecases.powers import branch_target
from bot.usecases.stars import MOST_PEOPLE, Schemes, year_of
from storage import branch_looks, branches, months, people, totals
from storage.database import Transaction
from storage.months import MonthTotal

EARLIEST = 2000  # years a button may ask for


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months of confirmed services. ``current``: the month that still runs, from 0; None in other
    years."""

    year: int
    services: tuple[int, ...]
    done: Counted
    current: int | None
    branch: Branch
    colour: Colour


@dataclass(frozen=True, slots=True)
class MyYear:
    """Somebody's own. ``others``: the years there is something to see of, the latest first."""

    person: Member
    year: Year
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BranchYear:
    """The branch's. ``stars``: how many of its ``members`` have how many, the most stars first."""

    year: Year
    members: int
    stars: tuple[tuple[int, int], ...]


def my_year(tx: Transaction, actor: Actor, person_id: int, year: int, now: datetime) -> MyYear:
    """A year of somebody, month by month; 0 is the year that runs.

    Raises as ``find_holder``, and ``UserError`` ``button-broken``.
    """
    person, _ = find_holder(tx, actor, person_id)
    branch = branches.get(tx, person.branch_id)
    wanted = _wanted(branch, year, now)
    found = _year(tx, branch, wanted, months.of_person(tx, person.id, wanted), now)
    years = [one.year for one in totals.of_person(tx, person.id) if one.year != wanted]
    return MyYear(person, found, tuple(years))


def branch_year(
    tx: Transaction, actor: Actor, branch_id: int, year: int, known: Schemes, now: datetime
) -> BranchYear:
    """A year of a branch, for its members and whoever may read its records; 0 is the year that runs.

    Raises ``UserError`` ``not-allowed``, ``not-a-member``, ``button-broken``.
    """
    branch = branches.find(tx, branch_id)
    if branch is None or not (
        actor.branch_id == branch.id or may(actor, Right.READ_RECORDS, branch_target(branch))
    ):
        raise not_allowed(actor)
    wanted = _wanted(branch, year, now)
    found = _year(tx, branch, wanted, months.of_branch(tx, branch.id, wanted), now)
    members = people.page(tx, branch.id, limit=MOST_PEOPLE, offset=0)
    try:
        had = Counter(year_of(tx, one, wanted, known).rating.stars for one in members)
    except UserError:  # the scheme does not reach back so far: there are no stars to count
        had = Counter()
    return BranchYear(found, len(members), tuple(sorted(had.items(), reverse=True)))


def _wanted(branch: Branch, year: int, now: datetime) -> int:
    this_year = local_now(now, branch.timezone).year
    if year and not EARLIEST <= year <= this_year:
        raise UserError("button-broken")
    return year or this_year


def _year(tx: Transaction, branch: Branch, year: int, found: list[MonthTotal], now: datetime) -> Year:
    by_month = {one.month: one.services for one in found}
    today = local_now(now, branch.timezone)
    return Year(
        year,
        tuple(by_month.get(month, 0) for month in range(1, 13)),
        Counted(sum(one.services for one in found), sum(one.minutes for one in found)),
        today.month - 1 if today.year == year else None,
        branch,
        branch_looks.colour_of(tx, branch.id),
    )
