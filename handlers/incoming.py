"""What somebody sends as the content of a notice: text with its formatting, a picture, or a file."""

from __future__ import annotations

import telegram
from telegram import MessageEntity

from bot.domain.messages import Attachment
from bot.domain.rich_text import RichText, from_entities
from bot.errors import UserError
from bot.usecases.notice_drafts import Piece
from handlers.talk import Talk

LONGEST_NAME = 60  # characters of a file's name that are kept


def piece_of(talk: Talk) -> Piece:
    """What the message holds, without the command it may begin with.

    Raises ``UserError`` for what no notice can hold: ``notice-video``, ``notice-voice``, ``notice-not-this``.
    """
    message = talk.message
    if message is None or talk.stands_for_command:
        return Piece()
    attachment = _attachment(message)
    return Piece(_text(message).stripped(), attachment, message.media_group_id)


def _text(message: telegram.Message) -> RichText:
    entities = message.entities or message.caption_entities
    given = from_entities(
        message.text or message.caption or "",
        [(str(one.type), one.offset, one.length, one.url) for one in entities],
    )
    first = entities[0] if entities else None
    if first is not None and first.type == MessageEntity.BOT_COMMAND and first.offset == 0:
        return given.slice(first.length)  # a command is ASCII: its units are its characters
    return given


def _attachment(message: telegram.Message) -> Attachment | None:
    if message.photo:
        return Attachment("photo", message.photo[-1].file_id)
    if message.video or message.animation or message.video_note:
        raise UserError("notice-video")  # an animation is a document, too
    if message.document:
        return Attachment(
            "document", message.document.file_id, (message.document.file_name or "")[:LONGEST_NAME]
        )
    if message.voice or message.audio:
        raise UserError("notice-voice")
    if message.effective_attachment:
        raise UserError("notice-not-this")
    return None
