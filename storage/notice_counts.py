"""How many of a notice's messages arrived, and whom it did not reach, over all of its parts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from storage.audiences import IN_GROUP
from storage.database import Transaction
from storage.deliveries import ATTEMPTING, DEAD, UNKNOWN
from storage.queue_rows import QUEUED
from storage.schema import branch, delivery, group_chat, notice_missed, party_group, person

# What has become of a chat is the worst that has become of a part; while one is on its way, none of it.
_ARRIVED, _NOBODY_KNOWS, _LOST, _ON_ITS_WAY = range(4)
_FATE = sa.case(
    (delivery.c.state.in_([QUEUED, ATTEMPTING]), _ON_ITS_WAY),
    (delivery.c.state == DEAD, _LOST),
    (delivery.c.state == UNKNOWN, _NOBODY_KNOWS),
    else_=_ARRIVED,
)
_WHY = sa.case((delivery.c.state == DEAD, delivery.c.error))


@dataclass(frozen=True, slots=True)
class Tally:
    """Chats by what has become of them: all parts arrived, some are still to go, it is unknown whether one
    arrived, or one did not, by why."""

    sent: int
    queued: int
    unknown: int
    dead: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return self.sent + self.queued + self.unknown + sum(self.dead.values())


@dataclass(frozen=True, slots=True)
class Lost:
    """A person, or a group chat (``chat``, its title), that was not reached, or (``unknown``) perhaps not."""

    name: str
    branch: str
    group: str
    chat: bool
    why: str
    unknown: bool


def tally(tx: Transaction, push_ids: Collection[int]) -> Tally:
    """The tally of a notice that was sent as these pushes."""
    found: dict[int, int] = {}
    dead: dict[str, int] = {}
    for fate, why, number in tx.execute(_fates(push_ids)):
        if fate == _LOST:
            dead[why or ""] = dead.get(why or "", 0) + number
        else:
            found[fate] = found.get(fate, 0) + number
    return Tally(found.get(_ARRIVED, 0), found.get(_ON_ITS_WAY, 0), found.get(_NOBODY_KNOWS, 0), dead)


def _fates(push_ids: Collection[int]) -> sa.Select[Any]:
    if len(push_ids) == 1:
        (push_id,) = push_ids
        return (
            sa.select(_FATE, _WHY, sa.func.count()).where(delivery.c.push_id == push_id).group_by(_FATE, _WHY)
        )
    each = _each_chat(push_ids).subquery()
    return sa.select(each.c.fate, each.c.why, sa.func.count()).group_by(each.c.fate, each.c.why)


def _each_chat(push_ids: Collection[int]) -> sa.Select[Any]:
    return (
        sa.select(
            delivery.c.chat_id,
            sa.func.max(delivery.c.person_id).label("person_id"),
            sa.func.max(_FATE).label("fate"),
            sa.func.max(_WHY).label("why"),
        )
        .where(delivery.c.push_id.in_(push_ids))
        .group_by(delivery.c.chat_id)
    )


def missed(tx: Transaction, notice_id: int) -> dict[str, int]:
    """People a notice could not be addressed to, by why; not those who hear of it in a group chat."""
    query = (
        sa.select(notice_missed.c.why, sa.func.count())
        .where(notice_missed.c.notice_id == notice_id, notice_missed.c.why != IN_GROUP)
        .group_by(notice_missed.c.why)
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def without_message(tx: Transaction, notice_id: int) -> int:
    """How many people a notice concerns without a message of their own."""
    query = sa.select(sa.func.count()).where(notice_missed.c.notice_id == notice_id)
    return int(tx.execute(query).scalar_one())


def lost(tx: Transaction, notice_id: int, push_ids: Collection[int], limit: int | None = None) -> list[Lost]:
    """Whom a notice did not reach and why, by branch, group and name; the first ``limit`` of them."""
    both = _unreached(notice_id, push_ids).subquery()
    query = (
        sa.select(
            sa.func.coalesce(person.c.name, group_chat.c.title, ""),
            sa.func.coalesce(branch.c.name, ""),
            sa.func.coalesce(party_group.c.name, ""),
            both.c.person_id.is_(None),
            both.c.why,
            both.c.unknown,
        )
        .select_from(
            both.outerjoin(person, person.c.id == both.c.person_id)
            .outerjoin(
                group_chat,
                sa.and_(group_chat.c.chat_id == both.c.chat_id, both.c.person_id.is_(None)),
            )
            .outerjoin(branch, branch.c.id == sa.func.coalesce(person.c.branch_id, group_chat.c.branch_id))
            .outerjoin(party_group, party_group.c.id == person.c.group_id)
        )
        .order_by(
            branch.c.name,
            party_group.c.name.is_(None),
            party_group.c.name,
            person.c.name,
            both.c.person_id,
            both.c.chat_id,
        )
    )
    rows = tx.execute(query if limit is None else query.limit(limit))
    return [
        Lost(name, place, group, bool(chat), why or "", bool(unknown))
        for name, place, group, chat, why, unknown in rows
    ]


def _unreached(notice_id: int, push_ids: Collection[int]) -> sa.CompoundSelect[Any]:
    """The people and group chats that a notice did not reach: by what became of it, or from the start."""
    each = _each_chat(push_ids).subquery()
    is_unknown = each.c.fate == _NOBODY_KNOWS
    sent_to = sa.select(
        each.c.person_id,
        each.c.chat_id,
        sa.case((is_unknown, UNKNOWN), else_=each.c.why).label("why"),
        is_unknown.label("unknown"),
    ).where(each.c.fate.in_([_LOST, _NOBODY_KNOWS]))
    never = sa.select(
        notice_missed.c.person_id,
        sa.null().label("chat_id"),
        notice_missed.c.why,
        sa.false().label("unknown"),
    ).where(notice_missed.c.notice_id == notice_id, notice_missed.c.why != IN_GROUP)
    return sa.union_all(sent_to, never)
