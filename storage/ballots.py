"""Secret ballots: who has voted stands in one table, what was voted in another, and nothing joins the two."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.database import Transaction
from storage.schema import ballot_candidate, ballot_choice, ballot_round, ballot_voter, person, push


@dataclass(frozen=True, slots=True)
class BallotCandidate:
    """A name on the slip; ``votes``: None as long as nobody may know."""

    person_id: int
    name: str
    votes: int | None


@dataclass(frozen=True, slots=True)
class Round:
    """A ballot. ``should`` and ``voted``, who may vote and who has: None until it is closed."""

    round: int
    seats: int
    should: int | None
    voted: int | None
    closed_at: datetime | None
    candidates: tuple[BallotCandidate, ...]

    @property
    def people(self) -> tuple[int, ...]:
        """The candidates in the order of the slip."""
        return tuple(one.person_id for one in self.candidates)

    @property
    def votes(self) -> dict[int, int]:
        """The count of a closed round."""
        return {one.person_id: one.votes or 0 for one in self.candidates}


def open_round(
    tx: Transaction, household_id: int, round_: int, seats: int, people: Sequence[int], now: datetime
) -> None:
    """A new ballot between these people, in the order in which they stand on the slip."""
    key = {"household_id": household_id, "round": round_}
    tx.execute(ballot_round.insert(), {**key, "seats": seats, "opened_at": now})
    rows = [{**key, "person_id": one, "place": place} for place, one in enumerate(people)]
    tx.execute(ballot_candidate.insert(), rows)


def rounds(tx: Transaction, household_id: int) -> list[Round]:
    """Every ballot of a choice, the first one first."""
    names: dict[int, list[BallotCandidate]] = {}
    query = (
        sa.select(
            ballot_candidate.c.round, ballot_candidate.c.person_id, person.c.name, ballot_candidate.c.votes
        )
        .join(person, person.c.id == ballot_candidate.c.person_id)
        .where(ballot_candidate.c.household_id == household_id)
        .order_by(ballot_candidate.c.round, ballot_candidate.c.place)
    )
    for row in tx.execute(query):
        names.setdefault(row[0], []).append(BallotCandidate(*row[1:]))
    found = sa.select(
        ballot_round.c.round,
        ballot_round.c.seats,
        ballot_round.c.should,
        ballot_round.c.voted,
        ballot_round.c.closed_at,
    ).where(ballot_round.c.household_id == household_id)
    rows = tx.execute(found.order_by(ballot_round.c.round))
    return [Round(*row, tuple(names.get(row[0], ()))) for row in rows]


def voters(tx: Transaction, household_id: int, round_: int) -> set[int]:
    """Who has voted."""
    query = sa.select(ballot_voter.c.person_id).where(
        ballot_voter.c.household_id == household_id, ballot_voter.c.round == round_
    )
    return set(tx.execute(query).scalars())


def put_in(tx: Transaction, household_id: int, round_: int, voter: int, choices: Collection[int]) -> None:
    """Note that somebody has voted, and put their slip into the box.

    All slips are taken out, shuffled and put in again under new numbers. Otherwise the order in which they
    lie on the disk, or the number of the transaction that PostgreSQL keeps with each row, would tell which
    slip came with which voter.
    """
    key = {"household_id": household_id, "round": round_}
    tx.execute(ballot_voter.insert(), {**key, "person_id": voter})
    box = [*slips(tx, household_id, round_), sorted(choices)]
    tx.execute(sa.delete(ballot_choice).where(_in_box(household_id, round_)))
    secrets.SystemRandom().shuffle(box)
    tx.execute(ballot_choice.insert(), [{"id": secrets.token_hex(16), **key, "choices": one} for one in box])


def slips(tx: Transaction, household_id: int, round_: int) -> list[list[int]]:
    """What was voted, by the random numbers of the slips."""
    query = sa.select(ballot_choice.c.choices).where(_in_box(household_id, round_))
    return list(tx.execute(query.order_by(ballot_choice.c.id)).scalars())


def empty(tx: Transaction, household_id: int) -> None:
    """Throw away every slip of a choice that is called off, counted or not."""
    tx.execute(sa.delete(ballot_choice).where(ballot_choice.c.household_id == household_id))


def _in_box(household_id: int, round_: int) -> sa.ColumnElement[bool]:
    return sa.and_(ballot_choice.c.household_id == household_id, ballot_choice.c.round == round_)


def close_round(
    tx: Transaction,
    household_id: int,
    round_: int,
    votes: Mapping[int, int],
    should: int,
    voted: int,
    now: datetime,
) -> None:
    """Keep the count of a ballot, which from now on everybody may know."""
    here = sa.and_(ballot_round.c.household_id == household_id, ballot_round.c.round == round_)
    tx.execute(sa.update(ballot_round).where(here).values(should=should, voted=voted, closed_at=now))
    for person_id, count in votes.items():
        one = sa.and_(
            ballot_candidate.c.household_id == household_id,
            ballot_candidate.c.round == round_,
            ballot_candidate.c.person_id == person_id,
        )
        tx.execute(sa.update(ballot_candidate).where(one).values(votes=count))


def was_asked_since(tx: Transaction, subject: str, since: datetime) -> bool:
    """Whether people were asked for their votes under that subject since a time."""
    query = sa.select(push.c.id).where(push.c.subject == subject, push.c.created_at >= since)
    return tx.execute(query.limit(1)).first() is not None


def electorate(tx: Transaction, branch_id: int) -> set[int]:
    """Who may vote in a branch: its full members. Probationary ones take part and do not vote."""
    query = sa.select(person.c.id).where(
        person.c.branch_id == branch_id, person.c.active, person.c.kind == "full"
    )
    return set(tx.execute(query).scalars())
