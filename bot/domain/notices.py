"""Notices (通知) and emergency call-ups (应急集结): what they are made of and how far along they can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from bot.domain.messages import Attachment, attachment_from_json, attachment_to_json
from bot.domain.rich_text import EMPTY, RichText


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
        NoticeState.ENDED: frozenset({NoticeState.WITHDRAWN}),
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
