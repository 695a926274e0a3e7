"""What a push says, as one call of the Bot API: ready to be written as JSON, but for the chat it goes to.

The same for everybody who reads one language, so it is made once; a preview is made here too, so that it is
exactly what the others get.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from telegram.constants import MediaGroupLimit, ParseMode

from bot.delivery.rendering import CAPTION_LIMIT, LIMIT, Letter, letter
from bot.domain.messages import Attachment, Operation, Poll, Push
from bot.i18n import Texts

MOST_IN_ALBUM = int(MediaGroupLimit.MAX_MEDIA_LENGTH)
DELETE_ONE, DELETE_SEVERAL = "deleteMessage", "deleteMessages"
_CLOSE = "stopPoll"

_SEND = {"photo": "sendPhoto", "document": "sendDocument"}
_NO_PREVIEW = {"is_disabled": True}


@dataclass(frozen=True, slots=True)
class Call:
    """A method of the Bot API with everything but the place. ``cost`` is how many messages it counts for.

    ``data`` is shared by all who get it and never changed.
    """

    method: str
    data: Mapping[str, Any]
    cost: int = 1

    def to(self, chat_id: int, thread_id: int | None = None) -> dict[str, Any]:
        """The parameters for a new message in this chat, in its topic ``thread_id`` if there is one."""
        place = (
            {"chat_id": chat_id}
            if thread_id is None
            else {"chat_id": chat_id, "message_thread_id": thread_id}
        )
        return {**place, **self.data}

    def silently(self) -> Call:
        """The same, without a sound."""
        return replace(self, data={**self.data, "disable_notification": True})

    def about(self, chat_id: int, message_id: int) -> dict[str, Any]:
        """The parameters for a change of this message."""
        return {"chat_id": chat_id, "message_id": message_id, **self.data}


def call_for(texts: Texts, locale: str | None, push: Push) -> Call:
    """The one call that says this push to whoever reads ``locale``.

    One picture or file carries the words as its caption; of an album the first one does, and an album has no
    buttons. A push that edits has the attachments of what it edits. Raises ``ValueError`` for what no call
    can say, ``MissingText`` and ``TooLongError``.
    """
    several = len(push.attachments) > 1
    if push.operation is Operation.DELETE:
        return Call(DELETE_ONE, {})
    if push.operation is Operation.CLOSE:
        return Call(_CLOSE, {})
    limit = CAPTION_LIMIT if push.attachments or push.poll else LIMIT
    sheet = letter(texts, locale, push.message, push.reason, limit)
    if several and sheet.keyboard is not None:
        raise ValueError("an album has no buttons")
    if push.operation is Operation.EDIT:
        return _edit(sheet, caption=bool(push.attachments))
    if push.poll is not None:
        return _asking(push.poll, sheet)
    if several:
        return _album(push.attachments, sheet.text)
    if push.attachments:
        (attachment,) = push.attachments
        words = {"caption": sheet.text, "parse_mode": ParseMode.HTML.value} if sheet.text else {}
        return Call(_method(attachment), {attachment.kind: attachment.file_id, **words, **_markup(sheet)})
    return Call("sendMessage", {**_text(sheet), **_markup(sheet)})


def message_ids(result: Any) -> tuple[int, ...]:
    """The ids of the messages that a call made, from its raw result; () for a call that makes none.

    Raises ``ValueError`` for a result that cannot be Telegram's.
    """
    if isinstance(result, bool):
        return ()
    ids: list[int] = []
    for message in result if isinstance(result, list) else [result]:
        match message:
            case {"message_id": int(message_id)}:
                ids.append(message_id)
            case {"id": str(), "options": list(), "is_closed": True}:
                return ()  # a poll that was closed
            case _:
                raise ValueError("the answer holds no message")
    if not ids:
        raise ValueError("the answer is empty")
    return tuple(ids)


def poll_id(result: Any) -> str | None:
    """What Telegram calls the poll that a call has sent, from its raw result; None when it sent none."""
    match result:
        case {"message_id": int(), "poll": {"id": str(found)}}:
            return found
    return None


def _asking(poll: Poll, sheet: Letter) -> Call:
    """The words of the push stand above the question."""
    data: dict[str, Any] = {
        "question": poll.question,
        "options": [{"text": option} for option in poll.options],
        "is_anonymous": poll.is_anonymous,
    }
    if poll.correct:
        data |= {"type": "quiz", "correct_option_ids": list(poll.correct)}
        if len(poll.correct) > 1:
            data["allows_multiple_answers"] = True
        if poll.explanation:
            data["explanation"] = poll.explanation
    if poll.seconds:
        data["open_period"] = poll.seconds
    if sheet.text:
        data |= {"description": sheet.text, "description_parse_mode": ParseMode.HTML.value}
    return Call("sendPoll", data | _markup(sheet))


def _text(sheet: Letter) -> dict[str, Any]:
    return {
        "text": sheet.text,
        "parse_mode": ParseMode.HTML.value,
        "link_preview_options": _NO_PREVIEW,
    }


def _markup(sheet: Letter) -> dict[str, Any]:
    return {} if sheet.keyboard is None else {"reply_markup": sheet.keyboard.to_dict()}


def _edit(sheet: Letter, *, caption: bool) -> Call:
    if caption:
        words = {"caption": sheet.text, "parse_mode": ParseMode.HTML.value}
        return Call("editMessageCaption", {**words, **_markup(sheet)})
    return Call("editMessageText", {**_text(sheet), **_markup(sheet)})


def _album(attachments: tuple[Attachment, ...], caption: str) -> Call:
    if len(attachments) > MOST_IN_ALBUM:
        raise ValueError("too many for one album")
    media: list[dict[str, str]] = [{"type": one.kind, "media": one.file_id} for one in attachments]
    if caption:
        media[0] |= {"caption": caption, "parse_mode": ParseMode.HTML.value}
    return Call("sendMediaGroup", {"media": media}, len(media))


def _method(attachment: Attachment) -> str:
    try:
        return _SEND[attachment.kind]
    except KeyError:
        raise ValueError(f"no such kind of attachment: {attachment.kind}") from None
