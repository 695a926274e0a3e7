"""What can be looked at of a settlement: how it stands, its list, why, its paper, and all branches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.people import Branch, Member
from bot.domain.rights import Actor, Right, may, not_allowed
from bot.domain.settlement import Publication, SettlementState, Tally, last_day, offered_years
from bot.domain.stars import Explained
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases.powers import branches_with
from bot.usecases.settled_stars import explain_settled
from bot.usecases.settling import find_settlement
from storage import audit, group_chats, objections, people, record_lists, settlement_records, settlements
from storage.database import Transaction
from storage.objections import Objection
from storage.record_lists import Scope
from storage.settlements import Named, Settlement

PAGE = 10
WHY_PAGE = 8
ALL_PAGE = 10

# How urgent a branch is that stands so; what nobody has begun comes first.
_WORST: Mapping[SettlementState | None, int] = {
    None: 0,
    SettlementState.FROZEN: 2,
    SettlementState.PUBLISHED: 3,
    SettlementState.FINAL: 4,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A settlement as whoever settles it sees it.

    ``stars``: how many people have how many stars. ``waiting``: records of the year that nobody has
    confirmed. ``changed``: people of whom a record was changed since the count. ``is_over``: the publication.
    """

    row: Settlement
    branch: Branch
    people: int
    stars: Mapping[int, int]
    open: int
    objections: int
    waiting: int
    changed: int
    terms: Publication
    is_over: bool
    is_early: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a settlement's lines, by name."""

    row: Settlement
    branch: Branch
    lines: tuple[Named, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class SettledWhy:
    """A page of somebody's records as they were counted; ``changed``: ids of those corrected after."""

    row: Settlement
    person: Member
    tally: Tally
    lines: tuple[Explained, ...]
    changed: frozenset[int]
    own: bool
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class BranchYear:
    """How a branch's year stands; ``row`` None: nobody has begun."""

    branch: Branch
    row: Settlement | None
    open: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """A page of branches and how their year stands, those first that have most to do."""

    year: int
    years: tuple[int, ...]
    branches: tuple[BranchYear, ...]
    counts: Mapping[SettlementState | None, int]
    page: int
    pages: int


def standing(tx: Transaction, actor: Actor, settlement_id: int, now: datetime) -> Standing:
    """How a settlement stands. Raises ``UserError("not-allowed")``."""
    row, branch = find_settlement(tx, actor, settlement_id)
    lines = settlements.lines(tx, row)
    stars: dict[int, int] = {}
    for one in lines:
        stars[one.tally.stars] = stars.get(one.tally.stars, 0) + 1
    return Standing(
        row,
        branch,
        len(lines),
        stars,
        objections.count_open(tx, [row.id]).get(row.id, 0),
        len(objections.of_settlement(tx, row.id)),
        record_lists.count_waiting(tx, Scope(branches=(branch.id,)), row.year),
        settlement_records.changed_since(tx, row.id, row.round),
        settlements.terms(tx, branch.id),
        row.closes_at is not None and row.closes_at <= now,
        row.until.month < 12 or row.until.day < 31,
    )


def list_page(tx: Transaction, actor: Actor, settlement_id: int, page: int) -> ListPage:
    """Who has how many stars, by name. Raises ``UserError("not-allowed")``."""
    row, branch = find_settlement(tx, actor, settlement_id)
    lines = settlements.lines(tx, row)
    pages = max(1, -(-len(lines) // PAGE))
    page = min(page, pages - 1)
    return ListPage(row, branch, tuple(lines[page * PAGE : (page + 1) * PAGE]), page, pages)


def why(
    tx: Transaction, actor: Actor, settlement_id: int, person_id: int, page: int, now: datetime
) -> SettledWhy:
    """Which of somebody's records were counted and why not the others: for themselves once it is published,
    and for who settles the year, which goes to the audit log. Raises ``UserError("not-allowed")``.
    """
    row = settlements.find(tx, settlement_id)
    person = people.find(tx, person_id)
    one = settlements.line(tx, row, person_id) if row is not None else None
    if row is None or person is None or one is None:
        raise not_allowed(actor)
    own = actor.person_id == person_id
    is_shown = row.state in (SettlementState.PUBLISHED, SettlementState.FINAL)
    if not may(actor, Right.SETTLE_YEAR, people.target(tx, person)) and not (own and is_shown):
        raise not_allowed(actor)
    if not own:
        audit.note(tx, actor, "stars-read", person_id, now, {"year": row.year})
    lines, changed = explain_settled(tx, row, person_id)
    pages = max(1, -(-len(lines) // WHY_PAGE))
    page = min(page, pages - 1)
    shown = lines[page * WHY_PAGE : (page + 1) * WHY_PAGE]
    return SettledWhy(row, person, one, shown, changed, own, page, pages)


def paper(
    tx: Transaction, actor: Actor, settlement_id: int, now: datetime
) -> tuple[Settlement, Branch, list[Named], dict[int, str]]:
    """Everything that stands on paper, with the names of the groups by id.

    Raises ``UserError("not-allowed")``.
    """
    row, branch = find_settlement(tx, actor, settlement_id)
    audit.note(tx, actor, "settlement-printed", None, now, {"settlement": row.id})
    return row, branch, settlements.lines(tx, row), dict(people.group_names(tx, branch.id))


def objections_of(
    tx: Transaction, actor: Actor, settlement_id: int
) -> tuple[Settlement, Branch, list[Objection]]:
    """Every objection, those that wait first. Raises ``UserError("not-allowed")``."""
    row, branch = find_settlement(tx, actor, settlement_id)
    return row, branch, objections.of_settlement(tx, row.id)


def overview(tx: Transaction, actor: Actor, year: int | None, page: int, now: datetime) -> Overview:
    """How the year stands in every branch the actor settles it for.

    Raises ``UserError`` ``not-allowed``, ``settle-year-not-now``.
    """
    own = branches_with(tx, actor, Right.SETTLE_YEAR)
    if not own:
        raise not_allowed(actor)
    years = offered_years(own[0].today(now))
    year = years[0] if year is None else year
    if year not in years:
        raise UserError("settle-year-not-now", year=str(year))
    rows = settlements.of_branches(tx, [one.id for one in own], year)
    waiting = objections.count_open(tx, [row.id for row in rows.values()])
    found = [_branch_year(one, rows.get(one.id), waiting, now) for one in own]
    found.sort(key=_urgency)
    counts: dict[SettlementState | None, int] = {}
    for one in found:
        state = one.row.state if one.row else None
        counts[state] = counts.get(state, 0) + 1
    pages = max(1, -(-len(found) // ALL_PAGE))
    page = min(page, pages - 1)
    shown = tuple(found[page * ALL_PAGE : (page + 1) * ALL_PAGE])
    return Overview(year, years, shown, counts, page, pages)


def _branch_year(
    branch: Branch, row: Settlement | None, waiting: Mapping[int, int], now: datetime
) -> BranchYear:
    is_over = (
        row is not None
        and row.state is SettlementState.PUBLISHED
        and row.closes_at is not None
        and row.closes_at <= now
    )
    return BranchYear(branch, row, waiting.get(row.id, 0) if row else 0, is_over)


def _urgency(one: BranchYear) -> tuple[int, str]:
    order = _WORST[one.row.state if one.row else None]
    return (1 if one.is_over or one.open else order, one.branch.name)


# -- publishing ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be published: until when, and in how many groups.

    ``waiting``: records of the year that nobody has confirmed. ``is_provisional``: the end is only a guess,
    because the working days of that year are not known yet.
    """

    row: Settlement
    branch: Branch
    terms: Publication
    last_day: date
    groups: int
    waiting: int
    is_provisional: bool


def plan(tx: Transaction, actor: Actor, settlement_id: int, now: datetime, days: WorkingDays) -> Plan:
    """What would be published now. Raises ``UserError`` ``not-allowed``, ``settle-moved-on``."""
    row, branch = find_settlement(tx, actor, settlement_id)
    if row.state is not SettlementState.FROZEN:
        raise UserError("settle-moved-on")
    terms, today = settlements.terms(tx, branch.id), branch.today(now)
    end = last_day(terms, today, days.is_working)
    between = (today + timedelta(days=one) for one in range(1, (end - today).days + 1))
    return Plan(
        row,
        branch,
        terms,
        end,
        len(group_chats.reachable(tx, branch.id)),
        record_lists.count_waiting(tx, Scope(branches=(branch.id,)), row.year),
        terms.working_days and any(days.is_provisional(day) for day in between),
    )


def code_for_group(tx: Transaction, actor: Actor, settlement_id: int, chat_id: int) -> str:
    """The code of a published list, for anybody in a group chat of its branch.

    Raises ``UserError("settle-objections-over")``.
    """
    row, group = settlements.find(tx, settlement_id), group_chats.find(tx, chat_id)
    is_theirs = row is not None and group is not None and group.branch_id == row.branch_id
    if row is None or not is_theirs or row.state is not SettlementState.PUBLISHED:
        raise UserError("settle-objections-over")
    return row.code
