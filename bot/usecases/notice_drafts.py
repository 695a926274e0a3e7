"""Writing a notice: every step reads the draft row, changes the form and saves it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.audience import Audience
from bot.domain.identity import refuse_identity_number
from bot.domain.long_text import joined, looks_cut
from bot.domain.messages import Attachment
from bot.domain.notice_form import NoticeForm, form_from_json, form_to_json
from bot.domain.notices import NoticeContent, NoticeKind
from bot.domain.rich_text import RichText
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.usecases.notice_card import JOURNEY, NoticeCard, Terms, draw
from bot.usecases.notice_rights import find_notice, may_send, require_anywhere, sendable
from bot.usecases.own_drafts import own_card
from storage import drafts, group_chats, notices
from storage.database import Transaction
from storage.drafts import Draft

MOST_PICTURES = 10
MOST_CHARACTERS = 60_000
_PARAGRAPH = "\n\n"
FRESH = timedelta(days=1)  # an older draft is open still, but nobody thinks of it any more
FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Piece:
    """One message of the sender: a text or a caption, a picture or a file, the id of the album it is of."""

    text: RichText = field(default_factory=lambda: RichText(""))
    attachment: Attachment | None = None
    album: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was given, as by a bare command."""
        return not self.text and self.attachment is None


def start(
    tx: Transaction, actor: Actor, terms: Terms, now: datetime, piece: Piece | None = None
) -> NoticeCard:
    """Open a draft for the actor's branch, with a first piece if there is one.

    Raises ``UserError`` for whoever may send no notice anywhere, and as ``add_piece``.
    """
    require_anywhere(actor)
    form = NoticeForm(_usual_audience(tx, actor))
    if piece is not None and not piece.is_empty:
        form = _with_piece(form, piece)
    return _create(tx, actor, form, terms, now)


def _create(tx: Transaction, actor: Actor, form: NoticeForm, terms: Terms, now: datetime) -> NoticeCard:
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, form_to_json(form), now)
    return draw(tx, actor, draft, form, terms, now)


def _usual_audience(tx: Transaction, actor: Actor) -> Audience:
    """Everybody in the actor's own branch, or in the only one there is to send to, with the group chats that
    the last notice for it went to; nobody yet for whoever has several."""
    offered = [branch.id for branch in sendable(tx, actor)]
    if actor.branch_id in offered:
        branch_id = actor.branch_id
    elif len(offered) == 1:
        branch_id = offered[0]
    else:
        return Audience()
    bound = {chat.chat_id for chat in group_chats.of_branches(tx, [branch_id])}
    last = notices.chats_of_last(tx, actor.telegram_id, branch_id)
    return Audience((branch_id,), chats=tuple(chat for chat in last if chat in bound))


def own_form(tx: Transaction, actor: Actor, draft_id: int) -> tuple[Draft, NoticeForm]:
    """The actor's open draft and its form; a calm ``UserError`` for anybody else's or a closed one.

    Without an audience that the actor may not send to any more: nothing is shown of whom it was for.
    """
    draft, form = stored_form(tx, actor, draft_id)
    if form.audience.has_scope and not may_send(tx, actor, form.audience):
        form = replace(form, audience=Audience())
    return draft, form


def stored_form(tx: Transaction, actor: Actor, draft_id: int) -> tuple[Draft, NoticeForm]:
    """As ``own_form``, with the audience that was chosen whether or not the actor may still send to it."""
    draft = own_card(
        tx,
        actor,
        draft_id,
        JOURNEY,
        require_anywhere,
        others="notice-draft-not-yours",
        cancelled="notice-draft-cancelled",
    )
    if draft.state != drafts.OPEN:
        raise UserError("notice-draft-sent")
    return draft, form_from_json(draft.data)


def change(
    tx: Transaction,
    actor: Actor,
    draft_id: int,
    edit: Callable[[NoticeForm], NoticeForm],
    terms: Terms,
    now: datetime,
) -> NoticeCard:
    """Apply a change to the actor's draft, save it and show the card."""
    draft, form = own_form(tx, actor, draft_id)
    form = edit(form)
    drafts.save(tx, draft.id, form_to_json(form), now)
    return draw(tx, actor, draft, form, terms, now)


def open_draft(tx: Transaction, actor: Actor, now: datetime) -> int | None:
    """The draft that a further piece is about: the one touched last, within ``FRESH``."""
    draft = drafts.newest_open(tx, actor.telegram_id, JOURNEY)
    return draft.id if draft is not None and now - draft.updated_at <= FRESH else None


def add_piece(
    tx: Transaction, actor: Actor, draft_id: int, piece: Piece, terms: Terms, now: datetime
) -> NoticeCard:
    """Add what was sent: pieces of one text that a phone has cut are put together again.

    Raises ``UserError``, and keeps what was there: ``notice-too-long``, ``notice-too-many-pictures``,
    ``notice-one-file``, ``notice-empty``, ``identity-number``.
    """
    return change(tx, actor, draft_id, lambda form: _with_piece(form, piece), terms, now)


def _with_piece(form: NoticeForm, piece: Piece) -> NoticeForm:
    if piece.is_empty:
        raise UserError("notice-empty")
    content = form.content
    if piece.attachment is not None:
        content = _with_attachment(content, piece.attachment)
    form = form.saying(content, collecting=piece.album is not None, album=piece.album)
    return _with_text(form, piece) if piece.text else replace(form, is_cut=False)


def _with_attachment(content: NoticeContent, attachment: Attachment) -> NoticeContent:
    content = replace(content, attachments=(*content.attachments, attachment))
    if len(content.photos) > MOST_PICTURES:
        raise UserError("notice-too-many-pictures", limit=MOST_PICTURES)
    if len(content.documents) > 1:
        raise UserError("notice-one-file")
    return content


def _with_text(form: NoticeForm, piece: Piece) -> NoticeForm:
    before, added = form.content.text, piece.text
    begins = 0
    if before and not form.replacing:
        if form.is_cut and piece.attachment is None:
            begins = form.cut_at
            added = joined(before.slice(begins), added)
        else:
            begins = len(before.text) + len(_PARAGRAPH)
            before = before.joined(RichText(_PARAGRAPH))
    text = before.slice(0, begins).joined(added)
    if len(text.text) > MOST_CHARACTERS:
        raise UserError("notice-too-long", limit=MOST_CHARACTERS, count=len(text.text))
    refuse_identity_number(text.text)
    # A caption is never cut: a phone refuses one that is too long.
    is_cut = piece.attachment is None and looks_cut(piece.text.text)
    return form.saying(
        replace(form.content, text=text),
        collecting=is_cut or form.collecting,
        is_cut=is_cut,
        # Where in the whole text the piece begins that the next one is put together with.
        cut_at=len(text.text) - len(piece.text.text),
        replacing=False,
    )


def all_sent(tx: Transaction, actor: Actor, draft_id: int, terms: Terms, now: datetime) -> NoticeCard:
    """发完了: no further piece comes."""

    def end(form: NoticeForm) -> NoticeForm:
        return replace(form, collecting=False, is_cut=False, album=None)

    return change(tx, actor, draft_id, end, terms, now)


def show(tx: Transaction, actor: Actor, draft_id: int, terms: Terms, now: datetime) -> NoticeCard:
    """The card again, with the text that is there. The draft becomes the one that pieces go to."""
    return change(tx, actor, draft_id, lambda form: replace(form, replacing=False), terms, now)


def rewrite(tx: Transaction, actor: Actor, draft_id: int, terms: Terms, now: datetime) -> NoticeCard:
    """修改: the next text takes the place of the one that is there."""
    return change(tx, actor, draft_id, lambda form: replace(form, replacing=True), terms, now)


def drop_attachments(tx: Transaction, actor: Actor, draft_id: int, terms: Terms, now: datetime) -> NoticeCard:
    """Take the pictures and the file out again."""

    def bare(form: NoticeForm) -> NoticeForm:
        return form.saying(replace(form.content, attachments=()))

    return change(tx, actor, draft_id, bare, terms, now)


def set_kind(
    tx: Transaction, actor: Actor, draft_id: int, kind: NoticeKind, terms: Terms, now: datetime
) -> NoticeCard:
    """A plain notice or an emergency call-up."""
    return change(tx, actor, draft_id, lambda form: form.of_kind(kind), terms, now)


def set_time(
    tx: Transaction, actor: Actor, draft_id: int, send_at: datetime | None, terms: Terms, now: datetime
) -> NoticeCard:
    """Send later (UTC), or as soon as 发送 is pressed (None).

    Raises ``UserError`` ``notice-time-past``, ``notice-time-far``.
    """
    if send_at is not None and send_at <= now:
        raise UserError("notice-time-past")
    if send_at is not None and send_at - now > FARTHEST:
        raise UserError("notice-time-far")
    return change(tx, actor, draft_id, lambda form: form.at(send_at), terms, now)


def set_whole(
    tx: Transaction, actor: Actor, draft_id: int, content_no: int, file: Attachment, now: datetime
) -> None:
    """Keep the long text's file, uploaded once in the preview; ignored when the text has changed since."""
    draft, form = own_form(tx, actor, draft_id)
    if form.content_no == content_no:
        drafts.save(tx, draft.id, form_to_json(form.with_whole(file)), now)


def note_preview(
    tx: Transaction,
    telegram_id: int,
    draft_id: int,
    content_no: int,
    card: int,
    now: datetime,
    shown: tuple[int, ...] = (),
) -> None:
    """Remember that this content was previewed, in the messages ``shown``, and the message with the card;
    ignored if it has changed."""
    form = _shown_to(tx, telegram_id, draft_id)
    if form is not None and form.content_no == content_no:
        form = replace(form, previewed=content_no, card=card, shown=shown)
        drafts.save(tx, draft_id, form_to_json(form), now)


def note_card(
    tx: Transaction, telegram_id: int, draft_id: int, card: int, now: datetime, shown: tuple[int, ...]
) -> None:
    """Remember the message with the card, of whatever content, and the preview that is still to be seen."""
    form = _shown_to(tx, telegram_id, draft_id)
    if form is not None:
        drafts.save(tx, draft_id, form_to_json(replace(form, card=card, shown=shown)), now)


def _shown_to(tx: Transaction, telegram_id: int, draft_id: int) -> NoticeForm | None:
    draft = drafts.find(tx, draft_id)
    if draft is None or draft.telegram_id != telegram_id or draft.state != drafts.OPEN:
        return None
    return form_from_json(draft.data)


def cancel(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    """Drop the draft. Raises ``UserError`` for one that was sent or is not the actor's."""
    draft, _ = own_form(tx, actor, draft_id)
    drafts.close(tx, draft.id, drafts.CANCELLED, now)


def again(tx: Transaction, actor: Actor, notice_id: int, terms: Terms, now: datetime) -> NoticeCard:
    """A new draft with the content, kind and audience of a notice: after it was refused, cancelled or
    withdrawn."""
    row = find_notice(tx, actor, notice_id)
    return _create(tx, actor, NoticeForm(row.audience, row.content, row.kind), terms, now)
