"""What people want to hear nothing of: a row for each person and topic, with its end or without."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from bot.domain.peace import Topic
from storage.database import Transaction
from storage.given import among
from storage.prepared import PreparedSelect
from storage.schema import account, mute

_NOW = sa.bindparam("now", type_=mute.c.until.type)
_HOLDS = sa.or_(mute.c.until.is_(None), mute.c.until > _NOW)
_ANY = PreparedSelect(
    sa.select(mute.c.person_id).where(mute.c.topic == sa.bindparam("topic"), _HOLDS).limit(1), "topic", "now"
)
_SOME = sa.select(mute.c.person_id, mute.c.topic).where(_HOLDS)
_OF = PreparedSelect(
    _SOME.where(among(mute.c.person_id, sqlite=False)),
    "ids",
    "now",
    on_sqlite=_SOME.where(among(mute.c.person_id, sqlite=True)),
)


def any_of(tx: Transaction, topic: Topic | None, now: datetime) -> bool:
    """Whether anybody at all has muted the topic; nobody has muted None."""
    return topic is not None and bool(_ANY.rows(tx, {"topic": topic, "now": now}))


def has_muted(topic: Topic, now: datetime) -> sa.ColumnElement[bool]:
    """Of accounts: those of people who have muted the topic."""
    until = sa.or_(mute.c.until.is_(None), mute.c.until > now)
    return sa.exists().where(mute.c.person_id == account.c.person_id, mute.c.topic == topic, until)


def among_people(tx: Transaction, person_ids: Collection[int], now: datetime) -> set[tuple[int, str]]:
    """Who of these people has muted what."""
    return {(row[0], row[1]) for row in _OF.rows(tx, {"ids": list(person_ids), "now": now})}


def of_person(tx: Transaction, person_id: int, now: datetime) -> dict[Topic, datetime | None]:
    """What a person has muted, and until when (UTC); None: until they say otherwise."""
    until = sa.or_(mute.c.until.is_(None), mute.c.until > now)
    rows = tx.execute(sa.select(mute.c.topic, mute.c.until).where(mute.c.person_id == person_id, until))
    known = {topic.value for topic in Topic}
    return {Topic(topic): end for topic, end in rows if topic in known}


def put(tx: Transaction, person_id: int, topic: Topic, until: datetime | None, now: datetime) -> None:
    """Mute a topic, instead of how it was muted before."""
    lift(tx, person_id, topic)
    tx.execute(mute.insert().values(person_id=person_id, topic=topic, until=until, since=now))


def lift(tx: Transaction, person_id: int, topic: Topic) -> bool:
    """Hear of it again; False when it was not muted."""
    gone = tx.execute(sa.delete(mute).where(mute.c.person_id == person_id, mute.c.topic == topic))
    return gone.rowcount > 0
