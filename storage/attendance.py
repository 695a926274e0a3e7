"""Who should attend a meeting, what they answered and who came."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.domain.audience import Audience
from bot.domain.meetings import Attendance, MeetingState, Presence, Reply
from bot.domain.people import MemberKind
from storage import audiences
from storage.database import Transaction
from storage.given import among
from storage.prepared import PreparedChange, PreparedSelect
from storage.queue_rows import REACHABLE
from storage.schema import account, meeting, meeting_person, party_group, person


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who should attend. ``reachable``: whether the bot can write to them; ``votes``: whether they
    are a full member, for a probationary one takes part without a vote. ``minute``: how long after the start
    they came, less than nothing before it; None when nobody knows."""

    person_id: int
    name: str
    group: str
    reachable: bool
    reply: Reply | None
    reason: str
    presence: Presence | None
    votes: bool
    minute: int | None

    @property
    def came(self) -> bool:
        """Whether they were there, however long."""
        return self.presence not in {None, Presence.ABSENT}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many should attend a meeting, and how they answered and came.

    ``excused``: who is on leave and is not there.
    """

    should: int = 0
    attending: int = 0
    asked: int = 0
    granted: int = 0
    present: int = 0
    absent: int = 0
    excused: int = 0

    @property
    def silent(self) -> int:
        """How many have said nothing, or were refused leave and said no more."""
        return self.should - self.attending - self.asked - self.granted

    @property
    def attendance(self) -> Attendance:
        """What counts in the end; whoever came although on leave is present."""
        return Attendance(self.should, self.present, self.excused)


_CAME = (Presence.ON_TIME.value, Presence.LATE.value, Presence.LEFT_EARLY.value)

_MEETING = sa.bindparam("meeting", type_=sa.BigInteger)


def _inviting(*, sqlite: bool) -> sa.Insert:
    """Those of a branch, or of some of its groups: nearly every meeting is for them."""
    is_meant = sa.or_(sa.bindparam("all", type_=sa.Boolean), among(person.c.group_id, sqlite=sqlite))
    found = sa.select(_MEETING, person.c.id).where(
        person.c.active, person.c.branch_id == sa.bindparam("branch_id"), is_meant
    )
    insert = sa.insert(meeting_person).from_select(["meeting_id", "person_id"], found)
    return insert.execution_options(preserve_rowcount=True)


_INVITE = PreparedChange(
    _inviting(sqlite=False),
    "meeting",
    "branch_id",
    "ids",
    "all",
    on_sqlite=_inviting(sqlite=True),
)


def invite(tx: Transaction, meeting_id: int, audience: Audience) -> int:
    """Write down that everybody the audience means should attend; how many they are."""
    if len(audience.branches) == 1 and audience == Audience(audience.branches, groups=audience.groups):
        whom = {"branch_id": audience.branches[0], "ids": audience.groups, "all": not audience.groups}
        return _INVITE.run(tx, {"meeting": meeting_id, **whom})
    found = sa.select(_MEETING, person.c.id).where(audiences.meant(audience))
    insert = sa.insert(meeting_person).from_select(["meeting_id", "person_id"], found)
    return tx.execute(insert.execution_options(preserve_rowcount=True), {"meeting": meeting_id}).rowcount


_IS_AWAY = sa.or_(
    *(
        meeting_person.c.reply == sa.literal_column(f"'{reply.value}'")
        for reply in (Reply.LEAVE_ASKED, Reply.LEAVE_GRANTED)
    )
)
_NOT_EXCUSED = (
    sa.select(meeting_person.c.meeting_id, meeting_person.c.person_id)
    .join(person, person.c.id == meeting_person.c.person_id)
    .where(person.c.active, sa.or_(meeting_person.c.reply.is_(None), ~_IS_AWAY))
)
_ON_ROSTER = PreparedSelect(
    sa.select(meeting_person.c.person_id)
    .join(person, person.c.id == meeting_person.c.person_id)
    .where(person.c.active, meeting_person.c.meeting_id == sa.bindparam("meeting_id")),
    "meeting_id",
)
_OF_SOME = PreparedSelect(
    _NOT_EXCUSED.where(among(meeting_person.c.meeting_id, sqlite=False)),
    "ids",
    on_sqlite=_NOT_EXCUSED.where(among(meeting_person.c.meeting_id, sqlite=True)),
)


def invited(meeting_id: int) -> sa.ColumnElement[bool]:
    """Of people: those who should attend the meeting."""
    return person.c.id.in_(
        sa.select(meeting_person.c.person_id).where(meeting_person.c.meeting_id == meeting_id)
    )


def expected(tx: Transaction, meeting_id: int) -> list[int]:
    """Who on the roster should attend the meeting, in no order."""
    return [row[0] for row in _ON_ROSTER.rows(tx, {"meeting_id": meeting_id})]


def not_excused(tx: Transaction, meeting_ids: Collection[int]) -> dict[int, list[int]]:
    """Who on the roster should attend each meeting, without those on leave or waiting for an answer."""
    found: dict[int, list[int]] = {one: [] for one in meeting_ids}
    for meeting_id, person_id in _OF_SOME.rows(tx, {"ids": meeting_ids}):
        found[meeting_id].append(person_id)
    return found


# Who has left the roster is not waited for any more; how a meeting ended stays as it was.
_IS_EXPECTED = sa.or_(
    person.c.active,
    meeting_person.c.presence.is_not(None),
    meeting.c.state == sa.literal_column(f"'{MeetingState.HELD.value}'"),
)
_ATTENDEES = (
    sa.select(
        meeting_person.c.person_id,
        person.c.name,
        party_group.c.name.label("group"),
        account.c.reach,
        meeting_person.c.reply,
        meeting_person.c.reason,
        meeting_person.c.presence,
        person.c.kind,
        meeting_person.c.present_minute,
    )
    .join(person, person.c.id == meeting_person.c.person_id)
    .join(meeting, meeting.c.id == meeting_person.c.meeting_id)
    .where(_IS_EXPECTED)
    .outerjoin(party_group, party_group.c.id == person.c.group_id)
    .outerjoin(account, account.c.person_id == person.c.id)
)


def _attendee(row: Any) -> Attendee:
    return Attendee(
        row.person_id,
        row.name,
        row.group or "",
        row.reach == REACHABLE,
        Reply(row.reply) if row.reply else None,
        row.reason,
        Presence(row.presence) if row.presence else None,
        row.kind == MemberKind.FULL,
        row.present_minute,
    )


def attendees(tx: Transaction, meeting_id: int) -> list[Attendee]:
    """Everybody who should attend, by group and name."""
    query = _ATTENDEES.where(meeting_person.c.meeting_id == meeting_id)
    order = sa.func.coalesce(party_group.c.name, ""), person.c.name, person.c.id
    return [_attendee(row) for row in tx.execute(query.order_by(*order))]


def attendee(tx: Transaction, meeting_id: int, person_id: int) -> Attendee | None:
    """One who should attend; None when this person should not."""
    query = _ATTENDEES.where(
        meeting_person.c.meeting_id == meeting_id, meeting_person.c.person_id == person_id
    )
    row = tx.execute(query).one_or_none()
    return _attendee(row) if row is not None else None


def set_attendee(tx: Transaction, meeting_id: int, person_ids: Sequence[int], **values: Any) -> None:
    """Keep what some of those who should attend answered, or how they came."""
    tx.execute(
        sa.update(meeting_person)
        .where(meeting_person.c.meeting_id == meeting_id, meeting_person.c.person_id.in_(person_ids))
        .values(**values)
    )


def forget_left(tx: Transaction, meeting_id: int) -> None:
    """Drop those who have left the roster and were not there: before a meeting is closed for good."""
    gone = sa.select(person.c.id).where(sa.not_(person.c.active))
    tx.execute(
        sa.delete(meeting_person).where(
            meeting_person.c.meeting_id == meeting_id,
            meeting_person.c.presence.is_(None),
            meeting_person.c.person_id.in_(gone),
        )
    )


def tallies(tx: Transaction, meeting_ids: Collection[int]) -> Mapping[int, Tally]:
    """The numbers of each of these meetings."""

    def where(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)

    reply, presence = meeting_person.c.reply, meeting_person.c.presence
    query = (
        sa.select(
            meeting_person.c.meeting_id,
            sa.func.count(),
            where(reply == Reply.ATTENDING.value),
            where(reply == Reply.LEAVE_ASKED.value),
            where(reply == Reply.LEAVE_GRANTED.value),
            where(presence.in_(_CAME)),
            where(presence == Presence.ABSENT.value),
            where(
                sa.and_(
                    reply == Reply.LEAVE_GRANTED.value,
                    sa.or_(presence.is_(None), presence.not_in(_CAME)),
                )
            ),
        )
        .join(person, person.c.id == meeting_person.c.person_id)
        .join(meeting, meeting.c.id == meeting_person.c.meeting_id)
        .where(meeting_person.c.meeting_id.in_(meeting_ids), _IS_EXPECTED)
        .group_by(meeting_person.c.meeting_id)
    )
    found = {row[0]: Tally(*map(int, row[1:])) for row in tx.execute(query)}
    return {meeting_id: found.get(meeting_id, Tally()) for meeting_id in meeting_ids}
