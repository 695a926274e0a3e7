"""更正: a notice that is out is corrected where it arrived."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.identity import refuse_identity_number
from bot.domain.long_text import joined, looks_cut
from bot.domain.messages import Lane, Message, Moment, Operation, Push, Value, WhenUnknown
from bot.domain.notices import NoticeContent, NoticeState, needs_file
from bot.domain.rich_text import EMPTY, RichText
from bot.domain.rights import Actor, not_allowed
from bot.domain.service import local_now
from bot.errors import UserError
from bot.usecases.notice_drafts import MOST_CHARACTERS
from bot.usecases.notice_letters import letters, place_of
from bot.usecases.notice_rights import find_notice, timezone_of, turn_of
from bot.usecases.receipts import about
from storage import audit, drafts, notice_changes, notices, outbox
from storage.database import Transaction
from storage.drafts import Draft
from storage.notices import NoticeRow

JOURNEY = "notice-correction"
_CORRECTED = frozenset({NoticeState.SENDING, NoticeState.ENDED})


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that is being written. ``letters``: what everybody will see; empty while ``is_cut``, for
    a phone may still be sending the rest."""

    draft_id: int
    notice: NoticeRow
    about: Value
    characters: int
    is_cut: bool
    letters: tuple[Push, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A notice as it stands now, and how many messages that had arrived are changed."""

    notice: NoticeRow
    about: Value
    edits: int


def start_correction(tx: Transaction, actor: Actor, notice_id: int, field: str, now: datetime) -> Correction:
    """Wait for the corrected text: the sender's next texts answer ``field``, with the draft as subject.

    Raises ``UserError``: ``not-allowed``, ``fix-not-yours`` (only the sender corrects),
    ``fix-not-now``, ``fix-approved`` (what a second person agreed to stays as it was),
    ``fix-file``.
    """
    notice = _find_correctable(tx, actor, notice_id)
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, {"notice": notice_id}, now)
    drafts.ask(tx, actor.telegram_id, field, draft.id, now)
    return _correction(tx, draft, notice, now)


def add_text(
    tx: Transaction, actor: Actor, draft_id: int, text: RichText, field: str, now: datetime
) -> Correction:
    """The corrected text, or its next piece when a phone has cut it.

    Raises as ``start_correction``, and ``fix-empty``, ``fix-too-long``, ``fix-same``,
    ``fix-shape``; the question stays open then, for another text.
    """
    draft, notice = _open(tx, actor, draft_id)
    if not text.stripped():
        raise UserError("fix-empty")
    before = _text(draft) if draft.data.get("is_cut") else EMPTY
    whole = joined(before, text)
    if len(whole.text) > MOST_CHARACTERS:
        raise UserError("fix-too-long", limit=MOST_CHARACTERS)
    is_cut = looks_cut(text.text)
    if not is_cut:
        _check(tx, notice, whole, now)
    data = {**draft.data, "text": whole.to_json(), "is_cut": is_cut}
    drafts.save(tx, draft.id, data, now)
    # A second thought is one more text: the question stays.
    drafts.ask(tx, actor.telegram_id, field, draft.id, now)
    return _correction(tx, replace(draft, data=data), notice, now)


def all_sent(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> Correction:
    """发完了: no further piece comes. Raises as ``add_text``."""
    draft, notice = _open(tx, actor, draft_id)
    _check(tx, notice, _text(draft), now)
    data = {**draft.data, "is_cut": False}
    drafts.save(tx, draft.id, data, now)
    return _correction(tx, replace(draft, data=data), notice, now)


def drop_correction(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    """Nothing is corrected."""
    draft = _own(tx, actor, draft_id)
    drafts.forget_question(tx, actor.telegram_id)
    drafts.close(tx, draft.id, drafts.CANCELLED, now)


def correct_draft(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> Corrected:
    """更正: ``correct`` with the text of the draft, once however often it is pressed."""
    draft, notice = _open(tx, actor, draft_id)
    text = _text(draft)
    if draft.data.get("is_cut") or not text:
        raise UserError("fix-empty")
    drafts.forget_question(tx, actor.telegram_id)
    drafts.close(tx, draft.id, drafts.DONE, now)
    return correct(tx, actor, notice.id, replace(notice.content, text=text), now)


def correct(
    tx: Transaction, actor: Actor, notice_id: int, content: NoticeContent, now: datetime
) -> Corrected:
    """Put a corrected content in the place of the one that went out.

    What has arrived is edited, what waits goes out corrected; who has confirmed keeps that. Raises as
    ``start_correction`` and ``add_text``.
    """
    notice = _find_correctable(tx, actor, notice_id)
    new = _check(tx, notice, content.text, now)
    if not notice_changes.rewrite(tx, notice, replace(notice.content, text=content.text)):
        raise UserError("fix-not-now")
    notice_changes.supersede(tx, notice.id, now)
    copies = notice_changes.copies(tx, notice.id)
    edits = 0
    for push_id, push in zip(notices.pushes(tx, notice.id), new, strict=True):
        outbox.replace(tx, push_id, push)
        edits += _edit(tx, actor, notice, push, push_id, now)
        if push_id in copies:
            outbox.replace(tx, copies[push_id], replace(push, lane=Lane.ANSWER))
            _edit(tx, actor, notice, push, copies[push_id], now)
    audit.note(tx, actor, "notice-corrected", None, now, {"notice": notice.id})
    return Corrected(notices.get(tx, notice.id), about(content), edits)


def _edit(tx: Transaction, actor: Actor, notice: NoticeRow, push: Push, push_id: int, now: datetime) -> int:
    # An edit that is made twice does no harm, so one of which nothing was heard is made again.
    edit = replace(push, kind="notice-corrected", operation=Operation.EDIT, when_unknown=WhenUnknown.RESEND)
    return change_everywhere(tx, actor, notice, edit, push_id, now)


def change_everywhere(
    tx: Transaction, actor: Actor, notice: NoticeRow, push: Push, about_id: int, now: datetime
) -> int:
    """Queue an edit or a deletion of what the push ``about_id`` has put into chats; returns how many."""
    push_id = outbox.keep(tx, push, now, sender_id=actor.person_id, notice_id=notice.id, about_id=about_id)
    turn = turn_of(tx, actor, notice.audience)
    return outbox.enqueue_change(tx, push_id, push, about_id, now, sender=turn)


def _letters(tx: Transaction, notice: NoticeRow, text: RichText, now: datetime) -> tuple[Push, ...]:
    """The notice's messages with that text; the last says when it was corrected."""
    content = replace(notice.content, text=text)
    *others, last = letters(content, notice.kind, place_of(tx, notice.audience), notice.id)
    at = Moment.of(local_now(now, timezone_of(tx, notice)))
    mark = Message("fix-mark", {"at": at})
    message = replace(last.message, more=(*last.message.more, mark))
    return (*others, replace(last, message=message))


def _check(tx: Transaction, notice: NoticeRow, text: RichText, now: datetime) -> tuple[Push, ...]:
    """The messages with the corrected text, if they can take the place of those that went out."""
    if not text.stripped():
        raise UserError("fix-empty")
    if text.stripped() == notice.content.text.stripped():
        raise UserError("fix-same")
    refuse_identity_number(text.text)
    if needs_file(replace(notice.content, text=text)):
        raise UserError("fix-shape")
    old = letters(notice.content, notice.kind, place_of(tx, notice.audience), notice.id)
    new = _letters(tx, notice, text, now)
    # An edit changes the words of a message; it can neither add nor take away one, nor what hangs on it.
    if [push.attachments for push in new] != [push.attachments for push in old]:
        raise UserError("fix-shape")
    return new


def _find_correctable(tx: Transaction, actor: Actor, notice_id: int) -> NoticeRow:
    notice = find_notice(tx, actor, notice_id)
    if notice.sender_account != actor.telegram_id:
        raise UserError("fix-not-yours")
    if notice.state not in _CORRECTED:
        raise UserError("fix-not-now")
    if notice.approved_account is not None:
        raise UserError("fix-approved")
    if notice.content.whole is not None:
        raise UserError("fix-file")
    return notice


def _open(tx: Transaction, actor: Actor, draft_id: int) -> tuple[Draft, NoticeRow]:
    draft = _own(tx, actor, draft_id)
    if draft.state != drafts.OPEN:
        raise UserError("fix-over")
    return draft, _find_correctable(tx, actor, draft.data["notice"])


def _own(tx: Transaction, actor: Actor, draft_id: int) -> Draft:
    draft = drafts.find_own(tx, draft_id, JOURNEY, actor.telegram_id)
    if draft is None:
        raise not_allowed(actor)
    return draft


def _text(draft: Draft) -> RichText:
    return RichText.from_json(draft.data["text"]) if "text" in draft.data else EMPTY


def _correction(tx: Transaction, draft: Draft, notice: NoticeRow, now: datetime) -> Correction:
    text, is_cut = _text(draft), bool(draft.data.get("is_cut"))
    shown = _letters(tx, notice, text, now) if text and not is_cut else ()
    return Correction(draft.id, notice, about(notice.content), len(text.text), is_cut, shown)
