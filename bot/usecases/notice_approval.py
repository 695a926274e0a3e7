"""The second person of a large notice: asked, agrees or refuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.decisions import typed_reason
from bot.domain.messages import Button, Lane, Message, Push, Value
from bot.domain.notices import NoticeState, messages_of, seconds_to_send
from bot.domain.rights import Actor, not_allowed
from bot.errors import UserError
from bot.usecases.notice_card import (
    AudienceNames,
    Reach,
    Terms,
    names_of,
    quiet_until,
    reach_of,
)
from bot.usecases.notice_launch import launch
from bot.usecases.notice_letters import place_of
from bot.usecases.notice_news import about, name_of, tell_approved, tell_refused
from bot.usecases.notice_rights import (
    find_notice,
    hours_of,
    may_send,
    scope_targets,
    sender_of,
    still_may_send,
    timezone_of,
)
from storage import audit, drafts, members, notices, outbox
from storage.actors import Caller, load_actor
from storage.database import Transaction
from storage.notices import NoticeRow

REFUSAL = "notice-refusal"  # the journey of the drafts that wait for a typed reason


@dataclass(frozen=True, slots=True)
class Approval:
    """A notice that waits for a second person, or did; ``open``: it still does."""

    notice: NoticeRow
    sender: Value
    place: Value
    names: AudienceNames
    reach: Reach
    messages: int
    seconds: int
    timezone: str
    open: bool


def ask_approval(
    tx: Transaction, actor: Actor, row: NoticeRow, reach: Reach, terms: Terms, now: datetime
) -> None:
    """Ask everybody who could agree: people who may send to all of the audience, without them the operators.

    Raises ``UserError("notice-nobody-approves")``.
    """
    values: dict[str, Value] = {
        "name": name_of(actor),
        "kind": row.kind.value,
        "count": reach.readers,
        "headline": about(row),
    }
    buttons = ((Button("button-look-at-notice", f"apv.show:{row.id}"),),)
    message = Message("sending-push-approval", values, buttons)
    push = Push("notice-approval", Lane.NOTICE, message, "reason-approve-notice")
    approvers = _approvers(tx, row)
    if approvers:
        asked = outbox.enqueue_for_people(tx, push, approvers, now, row.sender_id)
    else:
        others = sorted(terms.operators - {row.sender_account})
        asked = sum(outbox.enqueue_for_account(tx, push, operator, now) for operator in others)
    if not asked:
        raise UserError("notice-nobody-approves")
    audit.note(tx, actor, "notice-approval-asked", None, now, {"notice": row.id})


def _approvers(tx: Transaction, row: NoticeRow) -> set[int]:
    """Who but the sender may send to all of the audience, and can be told."""
    first = next(iter(scope_targets(tx, row.audience)), None)
    if first is None:
        return set()
    # Whoever covers the whole of it covers the first place of it.
    near = members.reachable_holders(tx, first)
    accounts_ = {holder.telegram_id: holder.person_id for holder in near}
    return {
        person_id
        for telegram_id, person_id in accounts_.items()
        if telegram_id != row.sender_account
        and may_send(tx, load_actor(tx, Caller(telegram_id, "", "UTC", is_operator=False)), row.audience)
    }


def show_approval(tx: Transaction, actor: Actor, notice_id: int, terms: Terms) -> Approval:
    """What is to be agreed to, for who may. Raises ``UserError`` ``not-allowed``, ``notice-own-approval``."""
    row = _for_second(tx, actor, notice_id)
    sender = sender_of(tx, row)
    reach = reach_of(tx, row.audience, sender.person_id)
    messages = messages_of(row.content)
    return Approval(
        row,
        name_of(sender),
        place_of(tx, row.audience),
        names_of(tx, row.audience),
        reach,
        messages,
        seconds_to_send(reach.people, reach.groups, messages, terms.per_second),
        timezone_of(tx, row),
        row.state is NoticeState.AWAITING_APPROVAL,
    )


def _for_second(tx: Transaction, actor: Actor, notice_id: int) -> NoticeRow:
    row = find_notice(tx, actor, notice_id)
    if row.sender_account == actor.telegram_id or (actor.is_member and row.sender_id == actor.person_id):
        raise UserError("notice-own-approval")
    return row


def approve(tx: Transaction, actor: Actor, notice_id: int, terms: Terms, now: datetime) -> NoticeRow:
    """通过: it is sent, or waits for its time; approved before, it stays as it is. The sender is told.

    In quiet hours it waits for their end, as if it had been sent now. Raises ``UserError`` ``not-allowed``,
    ``notice-own-approval``, ``notice-moved-on``, ``notice-nobody``, ``notice-sender-may-not``.
    """
    row = _for_second(tx, actor, notice_id)
    if row.state is NoticeState.CANCELLED:
        raise UserError("notice-moved-on")
    if row.state is not NoticeState.AWAITING_APPROVAL:
        return row
    if not still_may_send(tx, row, terms.operators):
        raise UserError("notice-sender-may-not")
    send_at = row.send_at
    if send_at is None or send_at <= now:
        send_at = quiet_until(row.kind, hours_of(tx, row), now)
    approved = notices.move(
        tx, row, NoticeState.SCHEDULED, approved_account=actor.telegram_id, send_at=send_at
    )
    if approved is None:
        raise UserError("notice-moved-on")
    audit.note(tx, actor, "notice-approved", row.sender_id, now, {"notice": row.id})
    tell_approved(tx, actor, row, send_at is None, now)
    if send_at is not None:
        return approved
    sender = sender_of(tx, row, terms.operators)
    if not reach_of(tx, row.audience, sender.person_id).recipients:
        raise UserError("notice-nobody")
    return launch(tx, sender, approved, now)


def refuse(tx: Transaction, actor: Actor, notice_id: int, reason: str, now: datetime) -> NoticeRow:
    """退回 with a reason (words, 1-200 characters); the sender is told and can write it anew (``again``).

    Raises as ``approve``, and ``UserError`` for the reason as ``decisions.typed_reason``.
    """
    row = _for_second(tx, actor, notice_id)
    if row.state is not NoticeState.AWAITING_APPROVAL:
        raise UserError("notice-moved-on")
    words = typed_reason(reason)
    refused = notices.move(tx, row, NoticeState.CANCELLED, ended_at=now)
    if refused is None:
        raise UserError("notice-moved-on")
    audit.note(tx, actor, "notice-refused", row.sender_id, now, {"notice": row.id})
    tell_refused(tx, actor, row, words, now)
    return refused


def ask_reason(tx: Transaction, actor: Actor, notice_id: int, field: str, now: datetime) -> NoticeRow:
    """Wait for a typed reason: the person's next text answers ``field``, with the draft as its subject."""
    row = _for_second(tx, actor, notice_id)
    if row.state is not NoticeState.AWAITING_APPROVAL:
        raise UserError("notice-moved-on")
    draft = drafts.create(tx, actor.telegram_id, REFUSAL, {"notice": row.id}, now)
    drafts.ask(tx, actor.telegram_id, field, draft.id, now)
    return row


def refuse_typed(tx: Transaction, actor: Actor, draft_id: int, text: str, now: datetime) -> NoticeRow:
    """``refuse`` for the reason that was typed in answer to ``ask_reason``."""
    draft = drafts.find_own(tx, draft_id, REFUSAL, actor.telegram_id)
    if draft is None:
        raise not_allowed(actor)
    if draft.state != drafts.OPEN:
        raise UserError("notice-moved-on")
    refused = refuse(tx, actor, draft.data["notice"], text, now)
    drafts.forget_question(tx, actor.telegram_id)
    drafts.close(tx, draft.id, drafts.DONE, now)
    return refused
