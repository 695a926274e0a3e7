"""收到: what a recipient answers to a notice, and what its sender sees of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.messages import Moment, Term, Value
from bot.domain.notices import Answer, NoticeContent, NoticeKind, NoticeState, answers
from bot.domain.rights import Actor, not_allowed
from bot.domain.service import local_now
from bot.errors import UserError
from bot.usecases.notice_letters import PREVIEW, headline
from bot.usecases.notice_rights import find_notice
from storage import audiences, audit, notice_changes, notices, nudges, receipts
from storage.database import Transaction
from storage.notices import NoticeRow
from storage.receipts import BranchTally, Line, Receipt, Tally

# Before it is sent nobody can have got it.
SENT = frozenset({NoticeState.SENDING, NoticeState.ENDED, NoticeState.STOPPED, NoticeState.WITHDRAWN})
LATELY = timedelta(days=7)  # 收到 in words is about a notice of these days
MOST_OPEN = 5


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What stands after a press. ``before``: what had been answered; None for the first press."""

    notice: NoticeRow
    answer: Answer
    at: Moment
    before: Answer | None


@dataclass(frozen=True, slots=True)
class Open:
    """A notice that the actor has not answered."""

    notice_id: int
    about: Value


@dataclass(frozen=True, slots=True)
class Overview:
    """Who has answered a notice: all together, and branch by branch."""

    notice: NoticeRow
    about: Value
    total: Tally
    branches: tuple[BranchTally, ...]


@dataclass(frozen=True, slots=True)
class Roll:
    """Everybody of one branch whom a notice concerns, by group and name."""

    notice: NoticeRow
    about: Value
    branch: BranchTally
    lines: tuple[Line, ...]
    only_branch: bool


def acknowledge(
    tx: Transaction, actor: Actor, notice_id: int, answer: Answer, chat_id: int, now: datetime
) -> Acknowledged:
    """Keep the actor's answer, pressed in the chat ``chat_id``: in private or in a bound group.

    收到 counts from the first press on; of a call-up's answers the latest counts. Reminders on their way are
    dropped. Raises ``UserError``: ``receipt-preview``, ``receipt-own``, ``receipt-not-yours``,
    ``receipt-stranger``, ``receipt-other-branch``, ``receipt-withdrawn``, ``button-broken``.
    """
    notice = _heard(tx, actor, notice_id, chat_id)
    if answer not in answers(notice.kind):
        raise UserError("button-broken")
    if notice.state is NoticeState.WITHDRAWN:
        raise UserError("receipt-withdrawn")
    person_id = actor.person_id or 0
    before = receipts.find(tx, notice_id, person_id)
    if before is None or before.answer is not answer:
        receipts.put(tx, notice_id, person_id, answer, now)
        nudges.drop(tx, notice_id, actor.telegram_id, now)
    kept = before if before is not None and before.answer is answer else Receipt(answer, now)
    return Acknowledged(
        notice,
        kept.answer,
        Moment.of(local_now(kept.at, actor.timezone)),
        before.answer if before else None,
    )


def _heard(tx: Transaction, actor: Actor, notice_id: int, chat_id: int) -> NoticeRow:
    """The notice, if the actor is among those it is for in this chat."""
    if notice_id == PREVIEW:
        raise UserError("receipt-preview")
    in_group = chat_id != actor.telegram_id
    if actor.person_id is None:
        raise UserError("receipt-stranger") if in_group else not_allowed(actor)
    notice = notices.find(tx, notice_id)
    if notice is None or notice.state not in SENT:
        raise UserError("receipt-not-yours")
    if actor.telegram_id == notice.sender_account:
        raise UserError("receipt-own")
    if in_group:
        branch_id = receipts.branch_of_group(tx, notice_id, chat_id)
        # A group may have been bound to another branch since, whose members the notice is nothing to.
        here = replace(notice.audience, chats=(chat_id,))
        if branch_id is None or not audiences.chats_within(tx, here):
            raise UserError("receipt-not-yours")
        if actor.branch_id != branch_id:
            raise UserError("receipt-other-branch")
    elif not receipts.concerns(tx, notice_id, actor.person_id, actor.telegram_id):
        raise UserError("receipt-not-yours")
    return notice


def send_again(tx: Transaction, actor: Actor, notice_id: int, now: datetime) -> bool:
    """The whole notice once more, for somebody who has only its reminder at hand; False when they have had
    it once more before. Raises ``UserError`` as ``acknowledge`` does in private, and ``receipt-stopped``:
    nothing of a stopped notice goes out."""
    notice = _heard(tx, actor, notice_id, actor.telegram_id)
    if notice.state is NoticeState.WITHDRAWN:
        raise UserError("receipt-withdrawn")
    if notice.state is NoticeState.STOPPED:
        raise UserError("receipt-stopped")
    copies = notice_changes.copies(tx, notice_id)
    fresh = False
    for push_id in notices.pushes(tx, notice_id):
        copy_id = copies.get(push_id) or notice_changes.copy(tx, push_id, now)
        fresh |= notice_changes.send_copy(tx, copy_id, actor.telegram_id, actor.person_id or 0, now)
    return fresh


def about(content: NoticeContent) -> Value:
    """What a notice is called where only a few words have room."""
    return headline(content) or Term("receipt-no-words")


def unanswered(tx: Transaction, actor: Actor, now: datetime) -> tuple[Open, ...]:
    """The notices of these days that the actor has got and not answered, newest first."""
    return _open(tx, actor, NoticeKind.NOTICE, MOST_OPEN, now)


def unanswered_call_up(tx: Transaction, actor: Actor, now: datetime) -> Open | None:
    """The newest call-up of these days that the actor has got and not answered."""
    return next(iter(_open(tx, actor, NoticeKind.CALL_UP, 1, now)), None)


def _open(tx: Transaction, actor: Actor, kind: NoticeKind, most: int, now: datetime) -> tuple[Open, ...]:
    if actor.person_id is None:
        return ()
    ids = receipts.unanswered(tx, kind, actor.person_id, actor.telegram_id, now - LATELY, most)
    found = (notices.find(tx, notice_id) for notice_id in ids)
    return tuple(Open(one.id, about(one.content)) for one in found if one is not None)


def look(tx: Transaction, actor: Actor, notice_id: int, branch_id: int | None) -> Overview | Roll:
    """收到情况: who of a branch has answered and who has not; without ``branch_id`` how many in which branch,
    when there are several.

    Raises ``UserError`` ``not-allowed``, ``receipt-not-sent``, and ``button-broken`` for a branch that the
    notice does not concern.
    """
    notice = find_sent(tx, actor, notice_id)
    tallies = receipts.by_branch(tx, notice_id)
    if branch_id is None and len(tallies) != 1:
        return Overview(notice, about(notice.content), receipts.total(tallies), tuple(tallies))
    for one in tallies:
        if branch_id in (None, one.branch_id):
            lines = tuple(receipts.lines(tx, notice_id, one.branch_id))
            return Roll(notice, about(notice.content), one, lines, len(tallies) == 1)
    raise UserError("button-broken")


def everybody(tx: Transaction, actor: Actor, notice_id: int) -> list[Line]:
    """Every line there is, for a file. Raises as ``look``."""
    find_sent(tx, actor, notice_id)
    return receipts.lines(tx, notice_id)


def note_look(tx: Transaction, actor: Actor, notice_id: int, now: datetime) -> None:
    """Write down that somebody has read who answered; apart, for looking may take long and nobody may wait
    for it."""
    audit.note(tx, actor, "receipts-read", None, now, {"notice": find_sent(tx, actor, notice_id).id})


def find_sent(tx: Transaction, actor: Actor, notice_id: int) -> NoticeRow:
    """A notice that has gone out, for whoever may send to its audience; ``UserError`` for anybody else."""
    notice = find_notice(tx, actor, notice_id)
    if notice.state not in SENT:
        raise UserError("receipt-not-sent")
    return notice


def is_call_up(notice: NoticeRow) -> bool:
    """Whether it asks who can come."""
    return notice.kind is NoticeKind.CALL_UP
