"""Five-star households (示范户): the choice of a year, who stands for it, and whom residents recommend."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.ballots import HouseholdState
from storage.database import Transaction
from storage.schema import household, household_candidate, household_voice, person


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """The choice of a branch and year. ``round`` counts the ballots, 0 before the first.

    ``closes_at`` (UTC): until when residents recommend and members stand. ``reason``: why a tie was decided
    as it was.
    """

    id: int
    branch_id: int
    year: int
    state: HouseholdState
    places: int
    round: int
    code: str
    secret: str = field(repr=False)
    opened_at: datetime
    closes_at: datetime
    ended_at: datetime | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who stands, with their words; ``voices``: how many residents recommend them."""

    person_id: int
    name: str
    words: str
    named_by: int | None
    chosen: bool
    voices: int


_ROWS = sa.select(
    household.c.id,
    household.c.branch_id,
    household.c.year,
    household.c.state,
    household.c.places,
    household.c.round,
    household.c.code,
    household.c.secret,
    household.c.opened_at,
    household.c.closes_at,
    household.c.ended_at,
    household.c.reason,
)
_STANDS = household.c.state != HouseholdState.DROPPED.value


def _row(tx: Transaction, query: sa.Select[Any]) -> HouseholdRow | None:
    row = tx.execute(query).one_or_none()
    if row is None:
        return None
    return HouseholdRow(row[0], row[1], row[2], HouseholdState(row[3]), *row[4:])


def find(tx: Transaction, household_id: int) -> HouseholdRow | None:
    """The choice, in whatever state; who may see it must be checked by the caller."""
    return _row(tx, _ROWS.where(household.c.id == household_id))


def by_code(tx: Transaction, code: str) -> HouseholdRow | None:
    """The choice that a residents' link is about."""
    return _row(tx, _ROWS.where(household.c.code == code))


def of_year(tx: Transaction, branch_id: int, year: int) -> HouseholdRow | None:
    """The choice of a branch and year that was not called off."""
    return _row(tx, _ROWS.where(household.c.branch_id == branch_id, household.c.year == year, _STANDS))


def newest(tx: Transaction, branch_id: int) -> HouseholdRow | None:
    """A branch's latest choice that was not called off."""
    mine = _ROWS.where(household.c.branch_id == branch_id, _STANDS)
    return _row(tx, mine.order_by(household.c.year.desc()).limit(1))


def create(
    tx: Transaction,
    branch_id: int,
    year: int,
    places: int,
    code: str,
    secret: str,
    closes_at: datetime,
    by: int | None,
    now: datetime,
) -> int:
    """Begin a choice; returns its id."""
    return tx.insert_one(
        household,
        branch_id=branch_id,
        year=year,
        state=HouseholdState.OPEN.value,
        places=places,
        round=0,
        code=code,
        secret=secret,
        opened_by=by,
        opened_at=now,
        closes_at=closes_at,
    )


def change(tx: Transaction, row: HouseholdRow, **values: Any) -> bool:
    """Change a choice that is still in the state it was seen in; False when it is not."""
    seen = sa.and_(
        household.c.id == row.id, household.c.state == row.state.value, household.c.round == row.round
    )
    return tx.execute(sa.update(household).where(seen).values(**values)).rowcount == 1


# -- who stands ----------------------------------------------------------------------------------------


def candidates(tx: Transaction, household_id: int) -> list[Candidate]:
    """Who stands and is still on the roster, by name: an order that prefers nobody."""
    voices = (
        sa.select(sa.func.count())
        .where(
            household_voice.c.household_id == household_candidate.c.household_id,
            household_voice.c.person_id == household_candidate.c.person_id,
        )
        .scalar_subquery()
    )
    query = (
        sa.select(
            household_candidate.c.person_id,
            person.c.name,
            household_candidate.c.words,
            household_candidate.c.named_by,
            household_candidate.c.chosen,
            voices,
        )
        .join(person, person.c.id == household_candidate.c.person_id)
        .where(
            household_candidate.c.household_id == household_id,
            sa.or_(person.c.active, household_candidate.c.chosen),
        )
    )
    return [Candidate(*row) for row in tx.execute(query.order_by(person.c.name, person.c.id))]


def put_candidate(tx: Transaction, household_id: int, person_id: int, words: str, by: int | None) -> bool:
    """Let somebody stand, or change their words; True when they did not stand before."""
    where = sa.and_(
        household_candidate.c.household_id == household_id, household_candidate.c.person_id == person_id
    )
    if tx.execute(sa.update(household_candidate).where(where).values(words=words)).rowcount:
        return False
    row = {"household_id": household_id, "person_id": person_id, "words": words, "named_by": by}
    tx.execute(household_candidate.insert(), {**row, "chosen": False})
    return True


def drop_candidate(tx: Transaction, household_id: int, person_id: int) -> bool:
    """Let somebody stand no more; False when they did not."""
    where = sa.and_(
        household_candidate.c.household_id == household_id, household_candidate.c.person_id == person_id
    )
    return tx.execute(sa.delete(household_candidate).where(where)).rowcount == 1


def choose(tx: Transaction, household_id: int, person_ids: Collection[int]) -> None:
    """Keep who has come in."""
    tx.execute(
        sa.update(household_candidate)
        .where(
            household_candidate.c.household_id == household_id,
            household_candidate.c.person_id.in_(person_ids),
        )
        .values(chosen=True)
    )


def chosen(tx: Transaction, branch_id: int) -> dict[int, list[str]]:
    """The names of a branch's households by year, the newest year first."""
    query = (
        sa.select(household.c.year, person.c.name)
        .join(household_candidate, household_candidate.c.household_id == household.c.id)
        .join(person, person.c.id == household_candidate.c.person_id)
        .where(
            household.c.branch_id == branch_id,
            household.c.state == HouseholdState.FINAL.value,
            household_candidate.c.chosen,
        )
        .order_by(household.c.year.desc(), person.c.name, person.c.id)
    )
    found: dict[int, list[str]] = {}
    for year, name in tx.execute(query):
        found.setdefault(year, []).append(name)
    return found


# -- whom residents recommend --------------------------------------------------------------------------


def put_voice(tx: Transaction, household_id: int, voice: str, person_id: int, reason: str) -> None:
    """Keep whom a voice recommends; what it said before is gone."""
    values = {"person_id": person_id, "reason": reason}
    keys = [household_voice.c.household_id, household_voice.c.voice]
    tx.execute(
        tx.insert(household_voice)
        .values(household_id=household_id, voice=voice, **values)
        .on_conflict_do_update(index_elements=keys, set_=values)
    )


def take_voice(tx: Transaction, household_id: int, voice: str) -> bool:
    """A voice recommends nobody any more; False when it did not."""
    return tx.execute(sa.delete(household_voice).where(_of_voice(household_id, voice))).rowcount == 1


def forget_voices(tx: Transaction, household_id: int) -> None:
    """What residents have said is gone."""
    tx.execute(sa.delete(household_voice).where(household_voice.c.household_id == household_id))


def shuffle_voices(tx: Transaction, household_id: int) -> None:
    """Keep what residents have said under new random voices, and in a random order.

    Otherwise the order in which the rows lie on the disk, or the number of the transaction that wrote each,
    would tell for ever who spoke before whom.
    """
    query = sa.select(household_voice.c.person_id, household_voice.c.reason)
    rows = [
        {"household_id": household_id, "voice": secrets.token_hex(32), "person_id": person_id, "reason": why}
        for person_id, why in tx.execute(query.where(household_voice.c.household_id == household_id))
    ]
    forget_voices(tx, household_id)
    secrets.SystemRandom().shuffle(rows)
    if rows:
        tx.execute(household_voice.insert(), rows)


def said(tx: Transaction, household_id: int, voice: str) -> tuple[int, str] | None:
    """Whom a voice recommends, and why."""
    query = sa.select(household_voice.c.person_id, household_voice.c.reason)
    row = tx.execute(query.where(_of_voice(household_id, voice))).one_or_none()
    return (row[0], row[1]) if row else None


def _of_voice(household_id: int, voice: str) -> sa.ColumnElement[bool]:
    return sa.and_(household_voice.c.household_id == household_id, household_voice.c.voice == voice)


def recommended(tx: Transaction, household_id: int) -> list[tuple[int, str, int, tuple[str, ...]]]:
    """Who was recommended, by name: person, name, how often, and the reasons in no order that tells."""
    query = (
        sa.select(household_voice.c.person_id, person.c.name, household_voice.c.reason)
        .join(person, person.c.id == household_voice.c.person_id)
        .where(household_voice.c.household_id == household_id, person.c.active)
        .order_by(person.c.name, person.c.id, household_voice.c.reason)
    )
    found: dict[int, tuple[str, list[str]]] = {}
    for person_id, name, reason in tx.execute(query):
        found.setdefault(person_id, (name, []))[1].append(reason)
    return [
        (person_id, name, len(reasons), tuple(one for one in reasons if one))
        for person_id, (name, reasons) in found.items()
    ]
