"""Sending a notice: at once, later, again, and stopping it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.notice_form import NoticeForm, form_to_json
from bot.domain.notices import NoticeState
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.usecases.notice_approval import ask_approval
from bot.usecases.notice_card import (
    JOURNEY,
    Terms,
    needs_approval,
    quiet_until,
    reach_of,
    waits_for_file,
)
from bot.usecases.notice_drafts import stored_form
from bot.usecases.notice_launch import launch
from bot.usecases.notice_letters import branch_of, committee_of
from bot.usecases.notice_news import tell_cancelled, tell_stopped
from bot.usecases.notice_rights import find_notice, require_sending, sender_by_roster
from storage import audit, deliveries, drafts, notices
from storage.database import Transaction
from storage.notices import NewNotice, NoticeRow

_TO_COME = frozenset({NoticeState.AWAITING_APPROVAL, NoticeState.SCHEDULED})


def send(
    tx: Transaction,
    actor: Actor,
    draft_id: int,
    version: int,
    terms: Terms,
    now: datetime,
    *,
    at_once: bool = False,
) -> NoticeRow:
    """发送: the notice is on its way, waits for its time or for a second person; which, its state says.

    However often it is pressed it is sent once: later presses give the same notice. In quiet hours it waits
    for their end unless it is a call-up, has a time of its own, or ``at_once``. Raises ``UserError``:
    ``not-allowed``, ``notice-changed`` (the card is not the newest ``version``), ``notice-empty``,
    ``notice-unfinished``, ``notice-not-previewed``, ``notice-nobody``, ``notice-no-audience``,
    ``notice-time-past``, ``notice-nobody-approves``, ``notice-draft-cancelled``.
    """
    before = _sent_before(tx, actor, draft_id)
    if before is not None:
        return before
    draft, form = stored_form(tx, actor, draft_id)
    _check_ready(form, version, now)
    require_sending(tx, actor, form.audience)
    reach = reach_of(tx, form.audience, actor.person_id)
    if not reach.recipients:
        raise UserError("notice-nobody")
    send_at = form.send_at or (None if at_once else quiet_until(form.kind, actor.hours, now))
    asks = needs_approval(reach, terms)
    state = NoticeState.AWAITING_APPROVAL if asks else NoticeState.SCHEDULED
    row = notices.create(tx, _new(tx, actor, form, state, send_at), now)
    drafts.save(tx, draft.id, form_to_json(replace(form, notice_id=row.id)), now)
    drafts.close(tx, draft.id, drafts.DONE, now)
    if asks:
        ask_approval(tx, actor, row, reach, terms, now)
        return row
    if send_at is not None:
        audit.note(tx, actor, "notice-scheduled", None, now, {"notice": row.id})
        return row
    return launch(tx, actor, row, now)


def _sent_before(tx: Transaction, actor: Actor, draft_id: int) -> NoticeRow | None:
    draft = drafts.find_own(tx, draft_id, JOURNEY, actor.telegram_id)
    if draft is None:
        return None
    notice_id = draft.data.get("notice_id") if draft.state == drafts.DONE else None
    return notices.find(tx, notice_id) if notice_id is not None else None


def _check_ready(form: NoticeForm, version: int, now: datetime) -> None:
    if form.content.is_empty:
        raise UserError("notice-empty")
    if form.collecting:
        raise UserError("notice-unfinished")
    if form.version != version:
        raise UserError("notice-changed")
    if not form.is_previewed or waits_for_file(form.content):
        raise UserError("notice-not-previewed")
    if not form.audience.has_scope:
        raise UserError("notice-no-audience")
    if form.send_at is not None and form.send_at <= now:
        raise UserError("notice-time-past")


def _new(
    tx: Transaction, actor: Actor, form: NoticeForm, state: NoticeState, send_at: datetime | None
) -> NewNotice:
    return NewNotice(
        branch_of(form.audience),
        committee_of(tx, form.audience),
        sender_by_roster(tx, actor, form.audience),
        actor.telegram_id,
        form.kind,
        state,
        form.content,
        form.audience,
        send_at,
        form.card,
    )


def cancel_scheduled(tx: Transaction, actor: Actor, notice_id: int, now: datetime) -> NoticeRow:
    """Take back a notice that waits for its time or for approval; one that was taken back stays so.

    Raises ``UserError`` ``not-allowed``, ``notice-sent-already``.
    """
    row = find_notice(tx, actor, notice_id)
    if row.state is NoticeState.CANCELLED:
        return row
    if row.state not in _TO_COME:
        raise UserError("notice-sent-already")
    cancelled = notices.move(tx, row, NoticeState.CANCELLED, ended_at=now)
    if cancelled is None:
        raise UserError("notice-moved-on")
    audit.note(tx, actor, "notice-cancelled", None, now, {"notice": row.id})
    if actor.telegram_id != row.sender_account:
        tell_cancelled(tx, actor, row, now)
    return cancelled


def stop(tx: Transaction, actor: Actor, notice_id: int, now: datetime) -> NoticeRow:
    """停止: with this transaction nothing more goes out; one that has ended or was stopped stays as it is.

    One that waits is cancelled. Raises ``UserError("not-allowed")``.
    """
    row = find_notice(tx, actor, notice_id)
    if row.state in _TO_COME:
        return cancel_scheduled(tx, actor, notice_id, now)
    if row.state is not NoticeState.SENDING:
        return row
    stopped = notices.move(tx, row, NoticeState.STOPPED, stopped_at=now)
    if stopped is None:
        raise UserError("notice-moved-on")
    notices.stop_pushes(tx, row.id, now)
    notices.plan_no_nudges(tx, [row.id])
    audit.note(tx, actor, "notice-stopped", None, now, {"notice": row.id})
    if actor.telegram_id != row.sender_account:
        tell_stopped(tx, actor, row, now)
    return notices.get(tx, row.id)


def resend_unknown(tx: Transaction, actor: Actor, notice_id: int, now: datetime) -> int:
    """Send again to those of whom nobody knows whether it arrived; returns how many.

    By choice only: some will get it twice. Raises ``UserError`` ``not-allowed``, ``notice-stopped``.
    """
    row = find_notice(tx, actor, notice_id)
    if row.state not in {NoticeState.SENDING, NoticeState.ENDED}:
        raise UserError("notice-stopped")
    count = sum(deliveries.again(tx, push_id, now) for push_id in notices.pushes(tx, row.id))
    if count:
        if row.state is NoticeState.ENDED:
            notices.move(tx, row, NoticeState.SENDING, ended_at=None)
        audit.note(tx, actor, "notice-resent", None, now, {"notice": row.id, "messages": count})
    return count
