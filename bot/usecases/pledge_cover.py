"""承诺覆盖: how many of those who count have a published pledge; the aim is all of them.

Whoever looks after a branch sees who counts and who does not, and never why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.cards import Colour
from bot.domain.messages import Button, Lane, Message, Push
from bot.domain.people import Branch
from bot.domain.pledge_keeping import NUDGE_DAYS
from bot.domain.pledges import Coverage
from bot.domain.rights import Actor, not_allowed
from bot.errors import UserError
from bot.usecases.pledge_book import find_reviewed, reviewed
from storage import audit, branch_looks, outbox, people, pledge_coverage, pledge_terms
from storage.database import Transaction

PAGE = 8
STILL_NEWS = timedelta(days=NUDGE_DAYS)
YEARS_AHEAD = 1


@dataclass(frozen=True, slots=True)
class Cover:
    """The coverage of a branch in a year. ``lacking`` and ``voluntary``: id and name, by name.

    ``asked_at``: when those without a pledge were last asked; ``may_ask``: whether they can be asked now.
    """

    branch: Branch
    year: int
    this_year: int
    coverage: Coverage
    lacking: tuple[tuple[int, str], ...]
    voluntary: tuple[tuple[int, str], ...]
    asked_at: datetime | None
    may_ask: bool
    others: bool


@dataclass(frozen=True, slots=True)
class Ring:
    """The same for a picture: by party group, in the colour of the branch."""

    cover: Cover
    groups: tuple[tuple[str, Coverage], ...]
    colour: Colour


@dataclass(frozen=True, slots=True)
class Overview:
    """Branches with their coverage, the worst first; ``total`` is of all of them, not of this page only."""

    rows: tuple[tuple[Branch, Coverage], ...]
    total: Coverage
    count: int
    year: int
    page: int
    pages: int


def cover(tx: Transaction, actor: Actor, branch_id: int, year: int, now: datetime) -> Cover:
    """The coverage of a branch; year 0: this one. Raises ``UserError`` ``not-allowed``, ``button-broken``."""
    branch = find_reviewed(tx, actor, branch_id)
    this_year = branch.today(now).year
    year = year or this_year
    if not 2000 < year <= this_year + YEARS_AHEAD:
        raise UserError("button-broken")
    lacking = tuple(pledge_coverage.lacking(tx, branch.id, year))
    asked_at = pledge_terms.nudged_at(tx, branch.id)
    rested = asked_at is None or now - asked_at >= STILL_NEWS
    return Cover(
        branch,
        year,
        this_year,
        pledge_coverage.of_branches(tx, [branch.id], year)[branch.id],
        lacking,
        tuple(pledge_coverage.voluntary(tx, branch.id)),
        asked_at,
        may_ask=bool(lacking) and rested and year >= this_year,
        others=len(reviewed(tx, actor)) > 1,
    )


def ring(tx: Transaction, actor: Actor, branch_id: int, year: int, now: datetime) -> Ring:
    """The coverage of a branch as a picture shows it. Raises as ``cover``."""
    found = cover(tx, actor, branch_id, year, now)
    groups = tuple(pledge_coverage.of_groups(tx, branch_id, found.year))
    return Ring(found, groups, branch_looks.colour_of(tx, branch_id))


def nudge(tx: Transaction, actor: Actor, branch_id: int, year: int, now: datetime) -> tuple[Cover, int]:
    """提醒 those who have none, once a week at most; how many of them can be told.

    Whoever waits for a review of theirs has done their part.

    Raises as ``cover``, and ``pledges-asked-lately``, ``pledges-all-covered``.
    """
    found = cover(tx, actor, branch_id, year, now)
    if not found.lacking:
        raise UserError("pledges-all-covered")
    if not found.may_ask:
        raise UserError("pledges-asked-lately", days=NUDGE_DAYS)
    pledge_terms.note_nudge(tx, branch_id, now)
    message = Message(
        "pledges-nudge", {"year": str(found.year)}, ((Button("pledges-button-new", "plg.new"),),)
    )
    push = Push("pledge-nudge", Lane.REMINDER, message, "reason-pledge-nudge", expires_at=now + STILL_NEWS)
    handed_in = pledge_coverage.handed_in(tx, branch_id, found.year)
    asked = [one for one, _ in found.lacking if one not in handed_in]
    told = outbox.enqueue_for_people(tx, push, asked, now, actor.person_id)
    audit.note(tx, actor, "pledge-nudged", None, now, {"branch": branch_id, "people": told})
    return cover(tx, actor, branch_id, year, now), told


def mark(tx: Transaction, actor: Actor, person_id: int, counts: bool, year: int, now: datetime) -> Cover:
    """Somebody counts, or pledges only if they like (frail, retired): why is asked of nobody.

    Raises as ``cover``.
    """
    member = people.find(tx, person_id)
    if member is None or not member.active:
        raise not_allowed(actor)
    branch = find_reviewed(tx, actor, member.branch_id)
    if pledge_coverage.is_voluntary(tx, person_id) == counts:
        pledge_coverage.mark(tx, person_id, counts, actor.person_id, now)
        audit.note(tx, actor, "pledge-counts" if counts else "pledge-voluntary", person_id, now)
    return cover(tx, actor, branch.id, year, now)


def overview(tx: Transaction, actor: Actor, page: int, now: datetime) -> Overview:
    """Every branch the actor looks after. Raises ``UserError("not-allowed")`` when there is none."""
    found = {one.id: one for one in reviewed(tx, actor)}
    if not found:
        raise not_allowed(actor)
    year = max(one.today(now).year for one in found.values())
    covered = pledge_coverage.of_branches(tx, list(found), year)
    worst_first = sorted(
        found.values(), key=lambda one: (covered[one.id].percent, -covered[one.id].should, one.name, one.id)
    )
    pages = -(-len(worst_first) // PAGE)
    page = min(page, pages - 1)
    shown = worst_first[page * PAGE : (page + 1) * PAGE]
    total = sum(covered.values(), Coverage(0, 0))
    rows = tuple((one, covered[one.id]) for one in shown)
    return Overview(rows, total, len(worst_first), year, page, pages)
