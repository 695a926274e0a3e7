"""Who has answered a notice, and who of those it concerns has not.

It concerns whoever it was sent to (a delivery of its last part), whoever had no private delivery
(``notice_missed``), and whoever answered it in a group chat. Counts and lists are of those who are on the
roster now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.messages import Operation
from bot.domain.notices import Answer, NoticeKind, NoticeState
from storage.database import Transaction
from storage.queue_rows import REACHABLE
from storage.schema import (
    account,
    branch,
    delivery,
    group_chat,
    notice,
    notice_missed,
    party_group,
    person,
    push,
    receipt,
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What somebody answered, and when (UTC)."""

    answer: Answer
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody a notice concerns. ``reachable``: has a Telegram account that takes messages."""

    person_id: int
    name: str
    branch_id: int
    branch: str
    group: str | None
    answer: Answer | None
    at: datetime | None
    reachable: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people a notice concerns, by what they answered.

    ``untold`` are among those who have not answered: nothing reaches them on Telegram.
    """

    concerned: int
    answers: Mapping[Answer, int]
    untold: int

    @property
    def answered(self) -> int:
        """How many have answered, whatever it was."""
        return sum(self.answers.values())

    @property
    def left(self) -> int:
        """How many have not."""
        return self.concerned - self.answered


@dataclass(frozen=True, slots=True)
class BranchTally:
    """The tally of one branch."""

    branch_id: int
    name: str
    tally: Tally


_NOTICE = sa.bindparam("notice_id", type_=sa.BigInteger)
_PERSON = sa.bindparam("person_id", type_=sa.BigInteger)
_CHAT = sa.bindparam("chat_id", type_=sa.BigInteger)

_LAST_PART = (
    sa.select(push.c.id)
    .where(
        push.c.notice_id == _NOTICE,
        push.c.part.is_not(None),
        push.c.operation == sa.literal_column(f"'{Operation.SEND.value}'"),
    )
    .order_by(push.c.part.desc())
    .limit(1)
    .scalar_subquery()
)
_SENT_TO = sa.select(delivery.c.person_id).where(
    delivery.c.push_id == _LAST_PART, delivery.c.person_id.is_not(None)
)
_MISSED = sa.select(notice_missed.c.person_id).where(notice_missed.c.notice_id == _NOTICE)
_ANSWERED = sa.select(receipt.c.person_id).where(receipt.c.notice_id == _NOTICE)

_FIND = sa.select(receipt.c.answer, receipt.c.at).where(
    receipt.c.notice_id == _NOTICE, receipt.c.person_id == _PERSON
)
# The account that it went to is found by the unique index; a person who has moved to another phone is looked
# for among all who got it.
_WAS_SENT_HERE = sa.select(delivery.c.id).where(
    delivery.c.push_id == _LAST_PART, delivery.c.chat_id == _CHAT, delivery.c.person_id == _PERSON
)
_WAS_MISSED = _MISSED.where(notice_missed.c.person_id == _PERSON)
_WAS_SENT = _SENT_TO.where(delivery.c.person_id == _PERSON).limit(1)

_GROUP = (
    sa.select(group_chat.c.branch_id)
    .join(delivery, delivery.c.chat_id == group_chat.c.chat_id)
    .where(delivery.c.push_id == _LAST_PART, group_chat.c.chat_id == _CHAT)
)

_CONCERNED = sa.union(_SENT_TO, _MISSED, _ANSWERED).subquery("concerned")
_IS_REACHABLE = account.c.telegram_id.is_not(None)
_FROM = (
    sa.join(_CONCERNED, person, sa.and_(person.c.id == _CONCERNED.c.person_id, person.c.active))
    .join(branch, branch.c.id == person.c.branch_id)
    .outerjoin(receipt, sa.and_(receipt.c.notice_id == _NOTICE, receipt.c.person_id == person.c.id))
    .outerjoin(
        account,
        sa.and_(account.c.person_id == person.c.id, account.c.reach == sa.literal_column(f"'{REACHABLE}'")),
    )
)
_TALLIES = (
    sa.select(person.c.branch_id, branch.c.name, receipt.c.answer, _IS_REACHABLE, sa.func.count())
    .select_from(_FROM)
    .group_by(person.c.branch_id, branch.c.name, receipt.c.answer, _IS_REACHABLE)
    .order_by(branch.c.name, person.c.branch_id)
)
_LINES = (
    sa.select(
        person.c.id,
        person.c.name,
        person.c.branch_id,
        branch.c.name,
        party_group.c.name,
        receipt.c.answer,
        receipt.c.at,
        _IS_REACHABLE,
    )
    .select_from(_FROM.outerjoin(party_group, party_group.c.id == person.c.group_id))
    .order_by(
        branch.c.name,
        person.c.branch_id,
        party_group.c.name.is_(None),
        party_group.c.name,
        person.c.name,
        person.c.id,
    )
)
_COUNTS = (
    sa.select(receipt.c.answer, sa.func.count())
    .where(receipt.c.notice_id == _NOTICE)
    .group_by(receipt.c.answer)
)

_LATELY = 200  # notices, counted from the newest, among which an unanswered one is looked for
_OPEN = (
    sa.select(notice.c.id)
    .join(push, push.c.notice_id == notice.c.id)
    .join(delivery, sa.and_(delivery.c.push_id == push.c.id, delivery.c.chat_id == _CHAT))
    .where(
        notice.c.id > sa.select(sa.func.max(notice.c.id) - _LATELY).scalar_subquery(),
        notice.c.kind == sa.bindparam("kind", type_=sa.Text),
        notice.c.state.in_([NoticeState.SENDING, NoticeState.ENDED, NoticeState.STOPPED]),
        notice.c.sent_at >= sa.bindparam("since", type_=notice.c.sent_at.type),
        push.c.part.is_not(None),
        delivery.c.person_id == _PERSON,
        delivery.c.state.in_(["sent", "unknown"]),
        ~sa.exists().where(receipt.c.notice_id == notice.c.id, receipt.c.person_id == _PERSON),
    )
    .distinct()
    .order_by(notice.c.id.desc())
    .limit(sa.bindparam("most", type_=sa.Integer))
)


def find(tx: Transaction, notice_id: int, person_id: int) -> Receipt | None:
    """What somebody has answered."""
    row = tx.execute(_FIND, {"notice_id": notice_id, "person_id": person_id}).one_or_none()
    return Receipt(Answer(row.answer), row.at) if row else None


def put(tx: Transaction, notice_id: int, person_id: int, answer: Answer, at: datetime) -> None:
    """Keep an answer; a later one takes the place of an earlier one."""
    values = {"answer": answer.value, "at": at}
    tx.execute(
        tx.insert(receipt)
        .values(notice_id=notice_id, person_id=person_id, **values)
        .on_conflict_do_update(index_elements=[receipt.c.notice_id, receipt.c.person_id], set_=values)
    )


def concerns(tx: Transaction, notice_id: int, person_id: int, telegram_id: int) -> bool:
    """Whether a notice was meant for somebody, who has this account now."""
    given = {"notice_id": notice_id, "person_id": person_id}
    return (
        tx.execute(_WAS_SENT_HERE, {**given, "chat_id": telegram_id}).first() is not None
        or tx.execute(_WAS_MISSED, given).first() is not None
        or tx.execute(_WAS_SENT, given).first() is not None
    )


def unanswered(
    tx: Transaction, kind: NoticeKind, person_id: int, telegram_id: int, since: datetime, most: int
) -> list[int]:
    """The notices of a kind that somebody got since a time and has not answered, newest first."""
    who = {"person_id": person_id, "chat_id": telegram_id}
    given = {**who, "kind": kind.value, "since": since, "most": most}
    return list(tx.execute(_OPEN, given).scalars())


def branch_of_group(tx: Transaction, notice_id: int, chat_id: int) -> int | None:
    """The branch that a group chat is bound to, if the notice was for that group."""
    return tx.execute(_GROUP, {"notice_id": notice_id, "chat_id": chat_id}).scalar_one_or_none()


def counts(tx: Transaction, notice_id: int) -> dict[Answer, int]:
    """How many gave each answer: cheap, for what is looked at all the time."""
    rows = tx.execute(_COUNTS, {"notice_id": notice_id})
    return {Answer(answer): count for answer, count in rows}


def by_branch(tx: Transaction, notice_id: int) -> list[BranchTally]:
    """The tally of each branch that has people whom the notice concerns, by name."""
    found: dict[int, tuple[str, list[tuple[str | None, bool, int]]]] = {}
    for branch_id, name, answer, reachable, count in tx.execute(_TALLIES, {"notice_id": notice_id}):
        found.setdefault(branch_id, (name, []))[1].append((answer, bool(reachable), count))
    return [BranchTally(branch_id, name, _tally(rows)) for branch_id, (name, rows) in found.items()]


def _tally(rows: list[tuple[str | None, bool, int]]) -> Tally:
    answers: dict[Answer, int] = {}
    for answer, _, count in rows:
        if answer is not None:
            answers[Answer(answer)] = answers.get(Answer(answer), 0) + count
    untold = sum(count for answer, reachable, count in rows if answer is None and not reachable)
    return Tally(sum(count for *_, count in rows), answers, untold)


def total(tallies: list[BranchTally]) -> Tally:
    """All branches together."""
    answers: dict[Answer, int] = {}
    for one in tallies:
        for answer, count in one.tally.answers.items():
            answers[answer] = answers.get(answer, 0) + count
    return Tally(
        sum(one.tally.concerned for one in tallies), answers, sum(one.tally.untold for one in tallies)
    )


def lines(tx: Transaction, notice_id: int, branch_id: int | None = None) -> list[Line]:
    """Everybody the notice concerns, or those of one branch, by branch, group and name."""
    query = _LINES if branch_id is None else _LINES.where(person.c.branch_id == branch_id)
    return [_line(row) for row in tx.execute(query, {"notice_id": notice_id})]


def _line(row: Any) -> Line:
    person_id, name, branch_id, branch_name, group, answer, at, reachable = row
    given = None if answer is None else Answer(answer)
    return Line(person_id, name, branch_id, branch_name, group, given, at, bool(reachable))
