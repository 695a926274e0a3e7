"""光荣榜: the honours of a branch, as every one of its members sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Branch
from bot.domain.rights import Actor, Right, may
from bot.domain.service import local_now
from bot.errors import UserError
from bot.usecases.powers import branch_target
from storage import branches, households, month_stars
from storage.database import Transaction
from storage.month_stars import MonthStar


@dataclass(frozen=True, slots=True)
class Roll:
    """The honours of a branch in a year, as its members see them; ``mine``: the star that is the actor's."""

    branch: Branch
    year: int
    stars: tuple[MonthStar, ...]
    households: tuple[str, ...]
    before: int | None
    after: int | None
    mine: tuple[MonthStar, ...]
    runs: bool


def roll(tx: Transaction, actor: Actor, year: int | None, now: datetime) -> Roll:
    """The honours of the actor's branch in a year (None: the latest). Raises ``not-a-member``."""
    if actor.branch_id is None:
        raise UserError("not-on-roster" if actor.holdings else "not-a-member")
    branch = branches.get(tx, actor.branch_id)
    chosen = households.chosen(tx, branch.id)
    this = local_now(now, branch.timezone).year
    years = sorted({*month_stars.years(tx, branch.id), *chosen, this})
    year = year if year in years else years[-1]
    place = years.index(year)
    found = tuple(month_stars.shown(tx, branch.id, year))
    return Roll(
        branch,
        year,
        found,
        tuple(chosen.get(year, ())),
        years[place - 1] if place else None,
        years[place + 1] if place + 1 < len(years) else None,
        tuple(one for one in found if one.person_id == actor.person_id),
        may(actor, Right.SETTLE_YEAR, branch_target(branch)),
    )
