"""Freezing a year: who has how many stars by the records themselves; or calling it off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.certificates import mask_name
from bot.domain.decisions import typed_reason
from bot.domain.invites import new_code
from bot.domain.messages import Listing
from bot.domain.people import Branch
from bot.domain.rights import Actor, Right, may, not_allowed
from bot.domain.settlement import (
    SettlementState,
    check_version,
    offered_years,
    version_to_json,
)
from bot.domain.stars import SchemeVersion
from bot.errors import UserError
from bot.usecases.powers import branches_with, find_branch
from bot.usecases.stars import Schemes, known_scheme
from storage import (
    audit,
    ledger,
    people,
    record_lists,
    schemes,
    settlement_counts,
    settlement_streams,
    settlements,
)
from storage.database import Transaction
from storage.record_lists import Scope
from storage.settlement_counts import Count
from storage.settlements import Settlement

NAMES_SHOWN = 10
PEOPLE_AT_ONCE = 5_000  # frozen in one transaction: nobody who writes meanwhile waits long
LEDGER = "settlement"


@dataclass(frozen=True, slots=True)
class Ready:
    """What is known of a branch's year before it is frozen.

    ``waiting``: records that nobody has confirmed yet. ``is_early``: the year still runs.
    """

    branch: Branch
    year: int
    years: tuple[int, ...]
    scheme: str
    version: SchemeVersion | None
    people: int
    waiting: int
    is_early: bool


@dataclass(frozen=True, slots=True)
class Frozen:
    """What came of freezing some branches: the settlements, and what was left as it was.

    ``differing``: branch and person of each whose sums are not right. ``refused``: branch, and why its scheme
    cannot be settled.
    """

    settlements: tuple[int, ...]
    differing: tuple[tuple[int, int], ...]
    refused: tuple[tuple[int, UserError], ...]


def find_settlement(tx: Transaction, actor: Actor, settlement_id: int) -> tuple[Settlement, Branch]:
    """A settlement that the actor may go on with. Raises ``UserError("not-allowed")``."""
    row = settlements.find(tx, settlement_id)
    if row is None:
        raise not_allowed(actor)
    return row, find_branch(tx, actor, Right.SETTLE_YEAR, row.branch_id)


def prepare(
    tx: Transaction, actor: Actor, branch_id: int, year: int | None, known: Schemes, now: datetime
) -> Ready:
    """What there is to be settled; without a year the one that is meant first.

    Raises ``UserError`` ``not-allowed``, ``settle-year-not-now``, ``scheme-unknown``, ``scheme-not-yet``.
    """
    branch = find_branch(tx, actor, Right.SETTLE_YEAR, branch_id)
    today = branch.today(now)
    years = offered_years(today)
    year = years[0] if year is None else year
    _check_year(year, years)
    scheme = known_scheme(known, schemes.in_force(schemes.choices(tx, branch_id), year))
    waiting = record_lists.count_waiting(tx, Scope(branches=(branch_id,)), year)
    people_there = people.count(tx, branch_id)
    return Ready(
        branch, year, years, scheme.key, scheme.version_for(year), people_there, waiting, year == today.year
    )


def _check_year(year: int, years: Sequence[int]) -> None:
    if year not in years:
        raise UserError("settle-year-not-now", year=str(year))


def freeze(
    tx: Transaction, actor: Actor, branch_id: int, year: int, known: Schemes, now: datetime
) -> Settlement:
    """Freeze a branch's year; what was frozen before stays as it is, and is returned.

    Raises what ``prepare`` raises, ``settle-from-appraisal``, ``settle-nobody``, and ``settle-differs``:
    somebody's kept sums are not what the records come to, and nothing has been done.
    """
    branch = find_branch(tx, actor, Right.SETTLE_YEAR, branch_id)
    _check_year(year, offered_years(branch.today(now)))
    before = settlements.standing(tx, branch_id, year)
    if before is not None:
        return before
    if not people.count(tx, branch_id):
        raise UserError("settle-nobody")
    done = _freeze(tx, actor, [branch], year, known, now)
    for _, refusal in done.refused:
        raise refusal
    if done.differing:
        raise differs(tx, actor, [person_id for _, person_id in done.differing])
    return settlements.get(tx, done.settlements[0])


def freeze_some(
    tx: Transaction, actor: Actor, branch_ids: Sequence[int], year: int, known: Schemes, now: datetime
) -> Frozen:
    """Freeze the year of these branches, all in this one transaction; those begun before stay as they are.

    A branch in which somebody's sums are not right, or whose scheme cannot be settled, is left as it was.
    Raises ``UserError`` ``not-allowed``, ``settle-year-not-now``.
    """
    found = [find_branch(tx, actor, Right.SETTLE_YEAR, branch_id) for branch_id in branch_ids]
    for branch in found:
        _check_year(year, offered_years(branch.today(now)))
    begun = settlements.of_branches(tx, branch_ids, year)
    return _freeze(tx, actor, [one for one in found if one.id not in begun], year, known, now)


def portions(tx: Transaction, actor: Actor, year: int, only: int | None = None) -> list[list[int]]:
    """The branches whose year nobody has begun to settle, or one of them, in portions for ``freeze_some``.

    Raises ``UserError("not-allowed")``.
    """
    own = (
        [find_branch(tx, actor, Right.SETTLE_YEAR, only)]
        if only
        else branches_with(tx, actor, Right.SETTLE_YEAR)
    )
    mine = {branch.id for branch in own}
    found: list[list[int]] = []
    room, most = 0, settlements.portion(tx, PEOPLE_AT_ONCE)
    for branch_id, size in settlements.unsettled(tx, year).items():
        if branch_id not in mine:
            continue
        room -= size
        if room < 0:
            found.append([])
            room = max(0, most - size)
        found[-1].append(branch_id)
    return found


def _freeze(
    tx: Transaction, actor: Actor, found: Sequence[Branch], year: int, known: Schemes, now: datetime
) -> Frozen:
    alike: dict[str, list[Branch]] = {}
    for branch in found:
        alike.setdefault(schemes.in_force(schemes.choices(tx, branch.id), year), []).append(branch)
    ids: list[int] = []
    differing: list[tuple[int, int]] = []
    refused: list[tuple[int, UserError]] = []
    for key, some in alike.items():
        try:
            version = known_scheme(known, key).version_for(year)
            check_version(version)
        except UserError as error:
            refused += [(branch.id, error) for branch in some]
            continue
        rows = [_new(branch, year, key, version, now) for branch in some]
        made = settlements.create(tx, rows, actor.person_id, now)
        count = Count(made, 1, year, version)
        write_count(tx, count)
        wrong = settlement_counts.differing(tx, count)
        if wrong:
            taken_back = {one for one, _ in wrong}
            branch_of = {made_id: branch.id for made_id, branch in zip(made, some, strict=True)}
            settlement_counts.forget(tx, count, taken_back)
            settlements.delete(tx, taken_back)
            differing += [(branch_of[one], person_id) for one, person_id in wrong]
            made = [one for one in made if one not in taken_back]
        ids += made
    ledger.write_many(tx, LEDGER, ids, now)
    audit.note_many(tx, actor, "year-frozen", ((None, {"settlement": one}) for one in ids), now)
    return Frozen(tuple(ids), tuple(differing), tuple(refused))


def write_count(tx: Transaction, count: Count) -> None:
    """Count these years; by a few statements where the rules allow it, else record by record."""
    if count.version.plain:
        settlement_counts.write(tx, count)
    else:
        settlement_streams.write(tx, count)


def _new(branch: Branch, year: int, key: str, version: SchemeVersion, now: datetime) -> Mapping[str, object]:
    return {
        "branch_id": branch.id,
        "year": year,
        "scheme": key,
        "rules": version_to_json(version),
        "until": min(branch.today(now), date(year, 12, 31)),
        "code": new_code(),
    }


def differs(tx: Transaction, actor: Actor, person_ids: Sequence[int]) -> UserError:
    """``settle-differs``, naming some of these people, in full to who may read their records."""
    names = []
    for person_id in person_ids[:NAMES_SHOWN]:
        member = people.find(tx, person_id)
        if member is not None:
            sees = may(actor, Right.READ_RECORDS, people.target(tx, member))
            names.append(member.name if sees else mask_name(member.name))
    return UserError("settle-differs", names=Listing(tuple(names)), count=len(person_ids))


# -- calling it off ------------------------------------------------------------------------------------------


def call_off(tx: Transaction, actor: Actor, row: Settlement, words: str | None, now: datetime) -> Settlement:
    """End a settlement without a result; the year can be frozen anew. ``words``: why, for what was published.

    Rights are the caller's to check. Raises ``UserError`` ``settle-is-final``, ``settle-moved-on``, and what
    ``typed_reason`` raises.
    """
    if row.is_settled:
        raise UserError("settle-is-final")
    reason = typed_reason(words) if words is not None else None
    values = {"ended_at": now, "ended_by": actor.person_id, "reason": reason}
    after = settlements.change(tx, row, state=SettlementState.ABANDONED.value, **values)
    if after is None or row.state is SettlementState.ABANDONED:
        raise UserError("settle-moved-on")
    ledger.write(tx, LEDGER, row.id, now)
    audit.note(tx, actor, "year-called-off", None, now, {"settlement": row.id})
    return after
