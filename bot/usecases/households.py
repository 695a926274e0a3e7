"""五星级党员示范户: a branch's choice of the year, and who stands for it (reference 003, seven measures).

Three sides take part: residents recommend, members nominate themselves, the branch votes in secret.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from bot.domain.ballots import (
    PLACES,
    HouseholdState,
    Outcome,
    has_quorum,
    outcome,
)
from bot.domain.certificates import CertificateKind
from bot.domain.people import Branch
from bot.domain.rights import Actor, Right, Target, may, not_allowed, require
from bot.domain.service import local_now
from bot.domain.stars import Scheme
from bot.errors import UserError
from bot.usecases import stars
from bot.usecases.powers import branch_target, branches_with
from storage import ballots, branches, certificates, households, people, settlements
from storage.ballots import Round
from storage.database import Transaction
from storage.households import Candidate, HouseholdRow

PERIODS = (7, 10, 15)  # days in which residents recommend
LAST_MONTH = 3  # until its end last year's are chosen

Schemes = Mapping[str, Scheme]
NO_STARS: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class View:
    """A branch's choice of a year (``row`` None: there is none) as one person sees it.

    ``runs``: they lead it; ``leads``: they may act for somebody without a phone; ``stands``: for themselves;
    ``votes``: they are a full member. ``is_open``: residents and members still have time. ``should``,
    ``voted``: who may vote now and how many have. ``asked``: of the recommended those who do not stand yet,
    for who runs it only. ``closes_on``: the last day of the time. ``plaque``: the certificate of their own
    that came of it.
    """

    branch: Branch
    row: HouseholdRow | None
    year: int
    runs: bool
    leads: bool
    is_member: bool
    votes: bool
    stands: bool
    has_voted: bool
    is_open: bool
    closes_on: date | None
    places: int
    candidates: tuple[Candidate, ...]
    stars: Mapping[int, int]
    rounds: tuple[Round, ...]
    should: int
    voted: int
    asked: tuple[tuple[int, str, int], ...]
    plaque: int | None

    @property
    def tie(self) -> Outcome | None:
        """What is to be decided after the last count."""
        if self.row is None or self.row.state is not HouseholdState.TIED:
            return None
        return tie_of(self.rounds[-1])

    @property
    def has_quorum(self) -> bool:
        """Whether enough have voted to count."""
        return has_quorum(self.should, self.voted)


def tie_of(last: Round) -> Outcome:
    """What the count of a closed round has left open."""
    return outcome(last.votes, last.seats)


def is_open(row: HouseholdRow, now: datetime) -> bool:
    """Whether residents may recommend, and members stand."""
    return row.state is HouseholdState.OPEN and now < row.closes_at


def places_to_settle(tx: Transaction, actor: Actor) -> list[Branch]:
    """The branches whose honours the actor gives, by name."""
    return branches_with(tx, actor, Right.SETTLE_YEAR)


def find(tx: Transaction, actor: Actor, household_id: int) -> tuple[HouseholdRow, Branch]:
    """A choice of the actor's branch, or of one they lead. Raises ``not-allowed``, ``household-dropped``."""
    row = households.find(tx, household_id)
    branch = branches.get(tx, row.branch_id) if row is not None else None
    if row is None or branch is None:
        raise not_allowed(actor)
    if actor.branch_id != branch.id:
        require(actor, Right.SETTLE_YEAR, branch_target(branch))
    if row.state is HouseholdState.DROPPED:
        raise UserError("household-dropped")
    return row, branch


def find_run(tx: Transaction, actor: Actor, household_id: int) -> tuple[HouseholdRow, Branch]:
    """A choice that the actor leads. Raises as ``find``."""
    row, branch = find(tx, actor, household_id)
    require(actor, Right.SETTLE_YEAR, branch_target(branch))
    return row, branch


def look(
    tx: Transaction, actor: Actor, branch_id: int | None, year: int | None, known: Schemes, now: datetime
) -> View:
    """The choice of a branch (None: the actor's own) in a year (None: the one that is meant now).

    Raises ``UserError`` ``not-allowed``, ``not-a-member``.
    """
    branch = branches.find(tx, branch_id or actor.branch_id or 0)
    if branch is None:
        raise UserError("not-a-member") if branch_id is None else not_allowed(actor)
    if actor.branch_id != branch.id:
        require(actor, Right.SETTLE_YEAR, branch_target(branch))
    row = _meant(tx, actor, branch, now) if year is None else households.of_year(tx, branch.id, year)
    return view(tx, actor, branch, row, year, known, now)


def year_meant(branch: Branch, now: datetime) -> int:
    """The year whose honours are given now: last year's until the end of March."""
    today = branch.today(now)
    return today.year - (today.month <= LAST_MONTH)


def _meant(tx: Transaction, actor: Actor, branch: Branch, now: datetime) -> HouseholdRow | None:
    """This year's choice; without one, one that is not over, or, for who leads none, the last."""
    row = households.of_year(tx, branch.id, year_meant(branch, now))
    last = households.newest(tx, branch.id) if row is None else row
    is_over = last is not None and last.state is HouseholdState.FINAL
    if row is None and is_over and may(actor, Right.SETTLE_YEAR, branch_target(branch)):
        return None
    return last


def look_at(tx: Transaction, actor: Actor, household_id: int, known: Schemes, now: datetime) -> View:
    """One choice. Raises as ``find``."""
    row, branch = find(tx, actor, household_id)
    return view(tx, actor, branch, row, row.year, known, now)


def view(
    tx: Transaction,
    actor: Actor,
    branch: Branch,
    row: HouseholdRow | None,
    year: int | None,
    known: Schemes,
    now: datetime,
) -> View:
    """The choice as the actor sees it; that they may must be checked by the caller."""
    target = branch_target(branch)
    runs = may(actor, Right.SETTLE_YEAR, target)
    group = Target(branch.committee_id, branch.id, actor.group_id)
    voters = ballots.electorate(tx, branch.id)
    found = tuple(households.candidates(tx, row.id)) if row else ()
    standing = {one.person_id for one in found}
    have = ballots.voters(tx, row.id, row.round) if row else set()
    voices = households.recommended(tx, row.id) if row and runs else []
    closes_on = local_now(row.closes_at - timedelta(minutes=1), branch.timezone).date() if row else None
    return View(
        branch,
        row,
        row.year if row else year or year_meant(branch, now),
        runs,
        actor.branch_id == branch.id and may(actor, Right.LOG_FOR_OTHERS, group),
        actor.branch_id == branch.id and actor.person_id is not None,
        actor.person_id in voters,
        actor.person_id in standing,
        actor.person_id in have,
        row is not None and is_open(row, now),
        closes_on,
        row.places if row else usual_places(tx, branch.id),
        found,
        stars_of(tx, tuple(standing), row.year, known) if row else NO_STARS,
        tuple(ballots.rounds(tx, row.id)) if row else (),
        len(voters),
        len(have & voters),
        tuple((person_id, name, count) for person_id, name, count, _ in voices if person_id not in standing),
        _plaque_of(tx, actor, row, found),
    )


def _plaque_of(
    tx: Transaction, actor: Actor, row: HouseholdRow | None, found: tuple[Candidate, ...]
) -> int | None:
    """The certificate of somebody who has come in; None once it was revoked."""
    if row is None or not any(one.chosen and one.person_id == actor.person_id for one in found):
        return None
    kind = CertificateKind.HOUSEHOLD
    last = certificates.newest(tx, kind, row.branch_id, actor.person_id, row.year, "")
    return last.id if last is not None and last.revoked_at is None else None


def stars_of(tx: Transaction, person_ids: tuple[int, ...], year: int, known: Schemes) -> dict[int, int]:
    """The stars of candidates, settled or as they are now: information beside their names, nothing more."""
    found = {}
    for member in people.some(tx, person_ids):
        settled = settlements.settled_line(tx, member.id, year)
        try:
            stars_ = settled[1].stars if settled else stars.year_of(tx, member, year, known).rating.stars
        except UserError:  # the scheme's file is gone
            continue
        found[member.id] = stars_
    return found


def usual_places(tx: Transaction, branch_id: int) -> int:
    """As many places as the branch had the last time."""
    last = households.newest(tx, branch_id)
    return last.places if last else PLACES
