"""Writing a notice: every step reads the draft row, changes the form and saves it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.messages import Attachment
from bot.domain.notices import NoticeKind
from bot.domain.rich_text import RichText
from bot.domain.rights import Actor
from bot.usecases.notice_card import NoticeCard
from storage.database import Transaction

MOST_PICTURES = 10
MOST_CHARACTERS = 60_000


@dataclass(frozen=True, slots=True)
class Terms:
    """What the operator has set: messages per second, and above how many recipients a second person must
    agree (None: never)."""

    per_second: float
    approve_above: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One message of the sender: a text or a caption, a picture or a file, the id of the album it is of."""

    text: RichText | None = None
    attachment: Attachment | None = None
    album: str | None = None


def start(
    tx: Transaction, actor: Actor, terms: Terms, now: datetime, piece: Piece | None = None
) -> NoticeCard:
    """Open a draft for the actor's branch, with a first piece if there is one.

    Raises ``UserError`` for whoever may send no notice anywhere, and as ``add_piece``.
    """
    raise NotImplementedError


def open_draft(tx: Transaction, actor: Actor, now: datetime) -> int | None:
    """The draft that a further piece is about: the one touched last, not long ago."""
    raise NotImplementedError


def add_piece(
    tx: Transaction, actor: Actor, draft_id: int, piece: Piece, terms: Terms, now: datetime
) -> NoticeCard:
    """Add what was sent: pieces of one text that a phone has cut are put together again.

    Raises ``UserError``, and keeps what was there: ``notice-too-long``, ``notice-too-many-pictures``,
    ``notice-one-file``, ``notice-empty``.
    """
    raise NotImplementedError


def all_sent(tx: Transaction, actor: Actor, draft_id: int, terms: Terms, now: datetime) -> NoticeCard:
    """发完了: no further piece comes."""
    raise NotImplementedError


def show(tx: Transaction, actor: Actor, draft_id: int, terms: Terms, now: datetime) -> NoticeCard:
    """The card again. The draft becomes the one that pieces go to."""
    raise NotImplementedError


def rewrite(tx: Transaction, actor: Actor, draft_id: int, terms: Terms, now: datetime) -> NoticeCard:
    """修改: the next text takes the place of the one that is there."""
    raise NotImplementedError


def drop_attachments(tx: Transaction, actor: Actor, draft_id: int, terms: Terms, now: datetime) -> NoticeCard:
    """Take the pictures and the file out again."""
    raise NotImplementedError


def set_kind(
    tx: Transaction, actor: Actor, draft_id: int, kind: NoticeKind, terms: Terms, now: datetime
) -> NoticeCard:
    """A plain notice or an emergency call-up."""
    raise NotImplementedError


def set_time(
    tx: Transaction, actor: Actor, draft_id: int, send_at: datetime | None, terms: Terms, now: datetime
) -> NoticeCard:
    """Send later (UTC), or as soon as 发送 is pressed (None). Raises ``UserError`` ``notice-time-past``,
    ``notice-time-far``."""
    raise NotImplementedError


def set_whole(
    tx: Transaction, actor: Actor, draft_id: int, content_no: int, file: Attachment, now: datetime
) -> None:
    """Keep the long text's file, uploaded once in the preview; ignored when the text has changed since."""
    raise NotImplementedError


def note_preview(
    tx: Transaction, telegram_id: int, draft_id: int, content_no: int, card: int, now: datetime
) -> None:
    """Remember that this content was previewed, and the message with the card; ignored if it has changed."""
    raise NotImplementedError


def cancel(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    """Drop the draft."""
    raise NotImplementedError


def again(tx: Transaction, actor: Actor, notice_id: int, terms: Terms, now: datetime) -> NoticeCard:
    """A new draft with the content, kind and audience of a notice: after it was refused, cancelled or
    withdrawn."""
    raise NotImplementedError
