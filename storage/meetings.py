"""Meetings: what was announced, held, called off; who should attend them is in ``storage.attendance``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.meetings import MeetingKind, MeetingState
from storage.database import Transaction
from storage.given import among
from storage.prepared import PreparedChange, PreparedSelect
from storage.schema import meeting, meeting_person


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting. Times are UTC. ``push_id``: what was last sent about it, as long as that is kept;
    ``group_push_id`` the same to the branch's group chats, which hear of it when ``tells_groups``."""

    id: int
    branch_id: int
    group_id: int | None
    kind: MeetingKind
    state: MeetingState
    starts_at: datetime
    place: str
    agenda: str
    host: str
    revision: int
    push_id: int | None
    tells_groups: bool
    group_push_id: int | None
    minutes: str
    held_at: datetime | None
    recorded_late: bool
    published_at: datetime | None
    created_by: int | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """What is known of a meeting when it is announced."""

    branch_id: int
    group_id: int | None
    kind: MeetingKind
    starts_at: datetime
    place: str
    agenda: str
    host: str
    created_by: int | None
    tells_groups: bool = False


_FIND = PreparedSelect(sa.select(meeting).where(meeting.c.id == sa.bindparam("meeting_id")), "meeting_id")
_SOME = PreparedSelect(
    sa.select(meeting).where(among(meeting.c.id, sqlite=False)),
    "ids",
    on_sqlite=sa.select(meeting).where(among(meeting.c.id, sqlite=True)),
)

_NEW = tuple(field.name for field in fields(NewMeeting))
_CREATE = PreparedChange(sa.insert(meeting), *_NEW, "state", "created_at")
_THIS = sa.update(meeting).where(meeting.c.id == sa.bindparam("this"))
_PUSH = PreparedChange(_THIS, "this", "push_id")
_GROUP_PUSH = PreparedChange(_THIS, "this", "group_push_id")


def _meeting(row: Sequence[Any]) -> MeetingRow:
    """The columns of the table are in the order of the fields."""
    values = list(row)
    values[3:5] = MeetingKind(row[3]), MeetingState(row[4])
    return MeetingRow(*values)


def create(tx: Transaction, new: NewMeeting, now: datetime) -> MeetingRow:
    """A meeting that is announced."""
    values = {name: getattr(new, name) for name in _NEW}
    announced = {"kind": new.kind.value, "state": MeetingState.ANNOUNCED.value, "created_at": now}
    return get(tx, _CREATE.insert(tx, {**values, **announced}))


def find(tx: Transaction, meeting_id: int) -> MeetingRow | None:
    """The meeting, in whatever state; who may see it must be checked by the caller."""
    rows = _FIND.rows(tx, {"meeting_id": meeting_id})
    return _meeting(rows[0]) if rows else None


def some(tx: Transaction, meeting_ids: Collection[int]) -> dict[int, MeetingRow]:
    """The meetings with these ids."""
    return {row[0]: _meeting(row) for row in _SOME.rows(tx, {"ids": meeting_ids})}


def get(tx: Transaction, meeting_id: int) -> MeetingRow:
    """The meeting; ``LookupError`` when there is none."""
    found = find(tx, meeting_id)
    if found is None:
        raise LookupError(f"no meeting {meeting_id}")
    return found


def change(tx: Transaction, row: MeetingRow, **values: Any) -> MeetingRow:
    """Put other values in the place of a meeting's, as it was read in this transaction."""
    tx.execute(sa.update(meeting).where(meeting.c.id == row.id).values(**values))
    return get(tx, row.id)


def keep_push(tx: Transaction, row: MeetingRow, push_id: int) -> MeetingRow:
    """Remember what was last sent about a meeting."""
    _PUSH.run(tx, {"this": row.id, "push_id": push_id})
    return replace(row, push_id=push_id)


def keep_group_push(tx: Transaction, row: MeetingRow, push_id: int) -> MeetingRow:
    """Remember what was last sent about it to the branch's group chats."""
    _GROUP_PUSH.run(tx, {"this": row.id, "group_push_id": push_id})
    return replace(row, group_push_id=push_id)


def last_of_kind(
    tx: Transaction, branch_id: int, kind: MeetingKind, group_id: int | None
) -> MeetingRow | None:
    """The latest meeting of a kind that a branch, or one of its groups, was called to and not put off."""
    query = sa.select(meeting).where(
        meeting.c.branch_id == branch_id,
        meeting.c.kind == kind.value,
        meeting.c.state != MeetingState.CANCELLED.value,
    )
    if group_id is not None:
        query = query.where(meeting.c.group_id == group_id)
    row = tx.execute(query.order_by(meeting.c.starts_at.desc(), meeting.c.id.desc()).limit(1)).one_or_none()
    return _meeting(row) if row is not None else None


def of_branch(
    tx: Transaction, branch_id: int, since: datetime, states: Collection[MeetingState]
) -> list[MeetingRow]:
    """The meetings of a branch in these states that begin at ``since`` or later, in order."""
    return of_branches(tx, [branch_id], since, states)


def of_branches(
    tx: Transaction, branch_ids: Collection[int], since: datetime, states: Collection[MeetingState]
) -> list[MeetingRow]:
    """The same of several branches."""
    query = sa.select(meeting).where(
        meeting.c.branch_id.in_(branch_ids),
        meeting.c.starts_at >= since,
        meeting.c.state.in_([state.value for state in states]),
    )
    return [_meeting(row) for row in tx.execute(query.order_by(meeting.c.starts_at, meeting.c.id))]


def held(
    tx: Transaction, branch_id: int, group_ids: Collection[int] | None, limit: int, offset: int
) -> list[MeetingRow]:
    """The meetings a branch (with ``group_ids``: some of its groups) has held, newest first."""
    query = sa.select(meeting).where(
        meeting.c.branch_id == branch_id, meeting.c.state == MeetingState.HELD.value
    )
    if group_ids is not None:
        query = query.where(meeting.c.group_id.in_(group_ids))
    newest = query.order_by(meeting.c.starts_at.desc(), meeting.c.id.desc())
    return [_meeting(row) for row in tx.execute(newest.limit(limit).offset(offset))]


def coming_for(tx: Transaction, person_id: int, since: datetime, limit: int) -> list[MeetingRow]:
    """The announced meetings that somebody should attend, from ``since`` on."""
    query = (
        sa.select(meeting)
        .join(meeting_person, meeting_person.c.meeting_id == meeting.c.id)
        .where(
            meeting_person.c.person_id == person_id,
            meeting.c.starts_at >= since,
            meeting.c.state == MeetingState.ANNOUNCED.value,
        )
    )
    rows = tx.execute(query.order_by(meeting.c.starts_at, meeting.c.id).limit(limit))
    return [_meeting(row) for row in rows]
