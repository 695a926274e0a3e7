"""Quiet hours at the moment when something is queued: one moment for everybody, or one for each branch."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, TypeAlias

import sqlalchemy as sa

from bot.domain.messages import Push
from bot.domain.peace import Night, comes_at, handling
from bot.domain.quiet import Hours, QuietHours
from storage.database import Transaction
from storage.given import among
from storage.prepared import PreparedSelect
from storage.schema import account, branch, delivery, group_chat, person

# One moment, or an expression over the columns of the chat.
When: TypeAlias = datetime | sa.ColumnElement[Any]

_TIME = delivery.c.not_before.type
_COLUMNS = (branch.c.timezone, branch.c.quiet_start, branch.c.quiet_end)
# By its index it costs as much as there are branches; different hours there are few.
_ALL = PreparedSelect(sa.select(*_COLUMNS).distinct())
_OF_ACCOUNT = PreparedSelect(
    sa.select(*_COLUMNS)
    .join(person, person.c.branch_id == branch.c.id)
    .join(account, account.c.person_id == person.c.id)
    .where(account.c.telegram_id == sa.bindparam("telegram_id")),
    "telegram_id",
)
_OF_SOME = sa.select(person.c.id, *_COLUMNS).join(branch, branch.c.id == person.c.branch_id)
_OF_PEOPLE = PreparedSelect(
    _OF_SOME.where(among(person.c.id, sqlite=False)),
    "ids",
    on_sqlite=_OF_SOME.where(among(person.c.id, sqlite=True)),
)
_OF_PERSONS = (
    sa.select(branch.c.id)
    .join(person, person.c.branch_id == branch.c.id)
    .where(person.c.id == account.c.person_id)
    .correlate(account)
)
_OF_GROUPS = sa.select(branch.c.id).where(branch.c.id == group_chat.c.branch_id).correlate(group_chat)


def for_accounts(tx: Transaction, push: Push, at: datetime) -> When:
    """When a push that would come at a moment comes to the people of each ``account``."""
    return _when(tx, push, at, _OF_PERSONS)


def for_groups(tx: Transaction, push: Push, at: datetime) -> When:
    """When it comes to each ``group_chat``."""
    return _when(tx, push, at, _OF_GROUPS)


def for_account(tx: Transaction, push: Push, at: datetime, telegram_id: int) -> datetime:
    """When it comes to this account; whoever is on no roster has no quiet hours."""
    if not _may_wait(push):
        return at
    rows = _OF_ACCOUNT.rows(tx, {"telegram_id": telegram_id})
    return _comes(push, at, *rows[0]) if rows else at


def for_people(
    tx: Transaction, push: Push, at: datetime, person_ids: Collection[int]
) -> dict[datetime, list[int]]:
    """The same for people by their ids: who of them gets it at which moment."""
    if not person_ids:
        return {}
    if not _may_wait(push):
        return {at: list(person_ids)}
    by_hours: dict[tuple[Any, ...], list[int]] = {}
    for person_id, *hours in _OF_PEOPLE.rows(tx, {"ids": person_ids}):
        by_hours.setdefault(tuple(hours), []).append(person_id)
    found: dict[datetime, list[int]] = {}
    for key, ids in by_hours.items():
        found.setdefault(_comes(push, at, *key), []).extend(ids)
    return found


def comes(push: Push, at: datetime, hours: tuple[str, int, int]) -> datetime:
    """When a push that would come at a moment comes to a branch of that time zone and these quiet minutes."""
    return _comes(push, at, *hours) if _may_wait(push) else at


def _may_wait(push: Push) -> bool:
    return handling(push.kind, push.lane).night in {Night.WAITS, Night.WAITS_IF_TIME}


def _comes(push: Push, at: datetime, timezone: str, start: int, end: int) -> datetime:
    night = handling(push.kind, push.lane).night
    return comes_at(night, Hours(timezone, QuietHours(start, end)), at, push.expires_at)


def _when(tx: Transaction, push: Push, at: datetime, of: sa.Select[Any]) -> When:
    if not _may_wait(push):
        return at
    found: dict[datetime, list[tuple[Any, ...]]] = {}
    for row in _ALL.rows(tx, {}):
        found.setdefault(_comes(push, at, *row), []).append(row)
    if len(found) <= 1:
        return next(iter(found), at)
    usual = sa.literal(at, _TIME)
    waits = [(_is_one_of(rows), sa.literal(moment, _TIME)) for moment, rows in found.items() if moment != at]
    return sa.func.coalesce(of.with_only_columns(sa.case(*waits, else_=usual)).scalar_subquery(), usual)


def _is_one_of(rows: list[tuple[Any, ...]]) -> sa.ColumnElement[bool]:
    return sa.or_(
        *(sa.and_(*(column == value for column, value in zip(_COLUMNS, row, strict=True))) for row in rows)
    )
