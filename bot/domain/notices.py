"""Notices (通知) and emergency call-ups (应急集结): what they are made of, and as which messages they go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil
from types import MappingProxyType
from typing import Any

from bot.domain.headings import summary
from bot.domain.long_text import split
from bot.domain.messages import Attachment, attachment_from_json, attachment_to_json
from bot.domain.rich_text import EMPTY, RichText

# What a message and a caption hold at most, in UTF-16 units, and what the line above the text (who it is
# from, which page), the line below it (why it came) and a later note of a correction may take of it.
MESSAGE_UNITS = 4096
CAPTION_UNITS = 1024
ROOM = 340
TEXT_LIMIT = MESSAGE_UNITS - ROOM
CAPTION_LIMIT = CAPTION_UNITS - ROOM
MOST_PARTS = 4
ALBUM = 10
PER_GROUP_AND_MINUTE = 20

_NOT_YET = Attachment("document", "")  # the place of a file that is still to be uploaded


class NoticeKind(StrEnum):
    """A call-up is urgent, is not held back at night, and asks who can come."""

    NOTICE = "notice"
    CALL_UP = "call-up"


class NoticeState(StrEnum):
    """Where a notice is after 发送 was tapped; before that it is a draft."""

    AWAITING_APPROVAL = "awaiting-approval"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    ENDED = "ended"
    STOPPED = "stopped"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


class Answer(StrEnum):
    """What a recipient can say to a notice: ``READ``; to a call-up: the other three."""

    READ = "read"
    AVAILABLE = "available"
    COMING = "coming"
    CANNOT = "cannot"


_NEXT: Mapping[NoticeState, frozenset[NoticeState]] = MappingProxyType(
    {
        NoticeState.AWAITING_APPROVAL: frozenset(
            {NoticeState.SCHEDULED, NoticeState.SENDING, NoticeState.CANCELLED}
        ),
        NoticeState.SCHEDULED: frozenset({NoticeState.SENDING, NoticeState.CANCELLED}),
        NoticeState.SENDING: frozenset({NoticeState.ENDED, NoticeState.STOPPED, NoticeState.WITHDRAWN}),
        # Sent once more to those of whom nobody knows whether it reached them.
        NoticeState.ENDED: frozenset({NoticeState.SENDING, NoticeState.WITHDRAWN}),
        NoticeState.STOPPED: frozenset({NoticeState.WITHDRAWN}),
        NoticeState.CANCELLED: frozenset(),
        NoticeState.WITHDRAWN: frozenset(),
    }
)
_ANSWERS: Mapping[NoticeKind, tuple[Answer, ...]] = MappingProxyType(
    {
        NoticeKind.NOTICE: (Answer.READ,),
        NoticeKind.CALL_UP: (Answer.AVAILABLE, Answer.COMING, Answer.CANNOT),
    }
)


def may_become(now: NoticeState, then: NoticeState) -> bool:
    """Whether a notice in the one state may go over to the other."""
    return then in _NEXT[now]


def answers(kind: NoticeKind) -> tuple[Answer, ...]:
    """The answers that a notice of this kind takes, in the order of their buttons."""
    return _ANSWERS[kind]


@dataclass(frozen=True, slots=True)
class NoticeContent:
    """What the sender gave: a text, pictures and files in the order they came.

    ``whole`` is a text too long for messages as a file that Telegram already has (see ``needs_file``).
    """

    text: RichText = EMPTY
    attachments: tuple[Attachment, ...] = ()
    whole: Attachment | None = None

    @property
    def photos(self) -> tuple[Attachment, ...]:
        """The pictures alone."""
        return tuple(each for each in self.attachments if each.kind == "photo")

    @property
    def documents(self) -> tuple[Attachment, ...]:
        """The files alone."""
        return tuple(each for each in self.attachments if each.kind == "document")

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to send."""
        return not (self.text.stripped() or self.attachments)


def content_to_json(content: NoticeContent) -> dict[str, Any]:
    """A JSON object that ``content_from_json`` reads back."""
    return {
        "text": content.text.to_json(),
        "attachments": [attachment_to_json(each) for each in content.attachments],
        "whole": attachment_to_json(content.whole) if content.whole else None,
    }


def content_from_json(data: Mapping[str, Any]) -> NoticeContent:
    """The inverse of ``content_to_json``; raises ``KeyError`` or ``ValueError`` for anything else."""
    return NoticeContent(
        RichText.from_json(data["text"]),
        tuple(map(attachment_from_json, data["attachments"])),
        attachment_from_json(data["whole"]) if data["whole"] else None,
    )


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a notice.

    ``text`` is None for pictures or a file alone, and empty for a message that has nothing but the line
    above and the buttons. ``number`` of ``of`` counts all messages, ``page`` of ``pages`` those that one long
    text was cut into (1 of 1 for any other). A ``summary`` lists the headings of the file that it comes with.
    """

    text: RichText | None
    attachments: tuple[Attachment, ...] = ()
    number: int = 1
    of: int = 1
    page: int = 1
    pages: int = 1
    summary: bool = False

    @property
    def is_last(self) -> bool:
        """Whether this is the message with the buttons; it is never an album."""
        return self.number == self.of

    @property
    def is_album(self) -> bool:
        """Whether it arrives as several messages, which can have no buttons."""
        return len(self.attachments) > 1

    @property
    def cost(self) -> int:
        """As how many messages Telegram's limits count it."""
        return max(1, len(self.attachments))


def needs_file(content: NoticeContent) -> bool:
    """Whether the text is too long for messages: ``whole`` must be there before it can be sent."""
    text = content.text.stripped()
    if text.units <= MOST_PARTS * TEXT_LIMIT // 2:
        return False
    return text.units > MOST_PARTS * TEXT_LIMIT or len(split(text, TEXT_LIMIT)) > MOST_PARTS


def parts(content: NoticeContent) -> tuple[Part, ...]:
    """The messages, pictures first, then files, then the text; the last one has the buttons.

    A short text is the caption of the only picture or the last file. A text that needs a file goes as
    ``whole``, with its headings as the caption. None for an empty content; raises ``ValueError`` when that
    file is missing.
    """
    if needs_file(content) and content.whole is None:
        raise ValueError("a text this long has to be uploaded as a file first")
    return _parts(content)


def messages_of(content: NoticeContent) -> int:
    """How many messages each recipient gets, as Telegram counts them; also before the file is uploaded."""
    return sum(part.cost for part in _parts(content))


def _parts(content: NoticeContent) -> tuple[Part, ...]:
    if content.is_empty:
        return ()
    text, files = content.text.stripped(), content.documents
    too_long = needs_file(content)
    if too_long:
        files = (*files, content.whole or _NOT_YET)
        text = summary(text.text, CAPTION_LIMIT)
    found = [Part(None, photos) for photos in _albums(content.photos)]
    found += [Part(None, (file,)) for file in files]
    if found and not found[-1].is_album and text.units <= CAPTION_LIMIT:
        found[-1] = replace(found[-1], text=text or None, summary=too_long)
    else:
        pieces = split(text, TEXT_LIMIT) or (EMPTY,)
        found += [Part(piece, page=at, pages=len(pieces)) for at, piece in enumerate(pieces, start=1)]
    return tuple(replace(part, number=at, of=len(found)) for at, part in enumerate(found, start=1))


def seconds_to_send(people: int, groups: int, messages: int, per_second: float) -> int:
    """How long a notice takes from its first to its last message, in seconds, when nothing else is sent.

    ``messages`` is the ``cost`` of all parts, ``per_second`` the allowed rate for all chats together; one
    chat gets one message a second, a group twenty a minute.
    """
    if not (people or groups) or not messages:
        return 0
    all_chats = (people + groups) * messages / per_second
    one_chat = messages - 1
    one_group = (messages - 1) // PER_GROUP_AND_MINUTE * 60 if groups else 0
    return ceil(max(all_chats, one_chat, one_group))


def _albums(photos: tuple[Attachment, ...]) -> list[tuple[Attachment, ...]]:
    return [photos[at : at + ALBUM] for at in range(0, len(photos), ALBUM)]
