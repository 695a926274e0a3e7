"""/pledges: what was pledged, by me, by my branch's members, by the branch itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.people import Branch
from bot.domain.pledges import Pledge, PledgeState
from bot.domain.rights import Actor, Right, may, not_allowed
from bot.usecases.powers import branch_target, branches_with, find_branch
from storage import branches, pledge_pages, pledge_progress
from storage.database import Transaction

PAGE = 5


class Tab(StrEnum):
    """Whose pledges a list shows."""

    MINE = "mine"
    TEAM = "team"
    BRANCH = "branch"
    TO_END = "to-end"  # those whose end the actor is to decide


@dataclass(frozen=True, slots=True)
class Line:
    """A pledge in a list. ``steps``: how many things were written down for it."""

    pledge: Pledge
    steps: int
    today: date

    @property
    def next_due(self) -> date | None:
        """When the next thing that is not done is due; None when there is none, or all is over."""
        return next_due(self.pledge)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list; ``page`` counts from 0. ``may_review``: coverage and the like are shown.

    ``to_end``: how many pledges of the branch wait for the actor to decide their end.
    """

    tab: Tab
    branch: Branch
    lines: tuple[Line, ...]
    page: int
    pages: int
    to_end: int
    may_review: bool
    others: bool
    is_own_branch: bool


def next_due(pledge: Pledge) -> date | None:
    """When the next thing that is not done is due; None when there is none."""
    if pledge.state is not PledgeState.PUBLISHED:
        return None
    return min((item.due_on for item in pledge.items if item.done_at is None), default=None)


# -- lists ---------------------------------------------------------------------------------------------


def mine(tx: Transaction, actor: Actor, page: int, now: datetime) -> Page:
    """The actor's own pledges; who is on no roster sees the ones they look after.

    Raises ``UserError("not-allowed")`` for who has none and looks after none.
    """
    if actor.person_id is None or actor.branch_id is None:
        found = reviewed(tx, actor)
        if not found:
            raise not_allowed(actor)
        return team(tx, actor, found[0].id, 0, now)
    branch = branches.get(tx, actor.branch_id)
    count = pledge_pages.count_of_person(tx, actor.person_id)
    page, pages = _within(page, count)
    rows = pledge_pages.of_person(tx, actor.person_id, PAGE, page * PAGE)
    return _page(tx, actor, Tab.MINE, branch, rows, page, pages, now)


def team(tx: Transaction, actor: Actor, branch_id: int, page: int, now: datetime) -> Page:
    """What the members of a branch have made public. Raises ``UserError("not-allowed")``."""
    return _of_branch(tx, actor, branch_id, page, now, Tab.TEAM)


def of_branch(tx: Transaction, actor: Actor, branch_id: int, page: int, now: datetime) -> Page:
    """What the branch itself has made public. Raises ``UserError("not-allowed")``."""
    return _of_branch(tx, actor, branch_id, page, now, Tab.BRANCH)


def to_end(tx: Transaction, actor: Actor, branch_id: int, now: datetime) -> Page:
    """Those of a branch whose end is to be decided. Raises ``UserError("not-allowed")``."""
    branch = find_reviewed(tx, actor, branch_id)
    rows = pledge_pages.to_end(tx, [branch.id], branch.today(now), 4 * PAGE)
    return _page(tx, actor, Tab.TO_END, branch, rows, 0, 1, now)


def _of_branch(tx: Transaction, actor: Actor, branch_id: int, page: int, now: datetime, tab: Tab) -> Page:
    branch = find_read(tx, actor, branch_id)
    by_people, since = tab is Tab.TEAM, branch.today(now).year
    count = pledge_pages.count_of_branch(tx, branch.id, since, by_people=by_people)
    page, pages = _within(page, count)
    rows = pledge_pages.of_branch(tx, branch.id, since, by_people=by_people, limit=PAGE, offset=page * PAGE)
    return _page(tx, actor, tab, branch, rows, page, pages, now)


def _within(page: int, count: int) -> tuple[int, int]:
    pages = max(1, -(-count // PAGE))
    return min(page, pages - 1), pages


def _page(
    tx: Transaction,
    actor: Actor,
    tab: Tab,
    branch: Branch,
    rows: Sequence[Pledge],
    page: int,
    pages: int,
    now: datetime,
) -> Page:
    today = branch.today(now)
    steps = pledge_progress.counts(tx, [one.id for one in rows])
    lines = tuple(Line(one, steps.get(one.id, 0), today) for one in rows)
    may_review = may(actor, Right.REVIEW_PLEDGES, branch_target(branch))
    waiting = pledge_pages.count_to_end(tx, [branch.id], today) if may_review else 0
    others = len(reviewed(tx, actor)) > 1
    is_own = actor.branch_id == branch.id
    return Page(tab, branch, lines, page, pages, waiting, may_review, others, is_own)


def reviewed(tx: Transaction, actor: Actor) -> list[Branch]:
    """The branches whose pledges the actor looks after, by name."""
    return branches_with(tx, actor, Right.REVIEW_PLEDGES)


def find_reviewed(tx: Transaction, actor: Actor, branch_id: int) -> Branch:
    """A branch whose pledges the actor looks after; ``UserError("not-allowed")`` else."""
    return find_branch(tx, actor, Right.REVIEW_PLEDGES, branch_id)


def find_read(tx: Transaction, actor: Actor, branch_id: int) -> Branch:
    """A branch whose public pledges the actor may read; ``UserError("not-allowed")`` else."""
    branch = branches.find(tx, branch_id)
    if branch is None:
        raise not_allowed(actor)
    return branch if actor.branch_id == branch.id else find_reviewed(tx, actor, branch_id)
