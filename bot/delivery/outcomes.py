"""The four ends of a call, read from what it raised (or did not)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TypeAlias

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
)

from bot.delivery.errors import NotSentError


class DeadReason(StrEnum):
    """Why a call can never succeed as it is."""

    BLOCKED = "blocked"  # the person blocked the bot
    DEACTIVATED = "deactivated"  # the account is gone
    NOT_STARTED = "not-started"  # the person has never written to the bot
    NOT_FOUND = "not-found"  # no such chat
    KICKED = "kicked"  # the bot is no longer in the group, or the group was deleted
    MIGRATED = "migrated"  # the group is a supergroup now, under another id
    NO_RIGHTS = "no-rights"  # the bot is there and may not write
    NO_MEDIA = "no-media"  # words may be written there, but no pictures or files sent
    TOPIC_GONE = "topic-gone"
    TOPIC_CLOSED = "topic-closed"
    MESSAGE_GONE = "message-gone"  # what should be edited, answered or deleted is not there any more
    BAD_CONTENT = "bad-content"  # Telegram refuses the message itself

    @property
    def of_the_chat(self) -> bool:
        """Whether it will meet every message to this chat, whoever sends it."""
        return self in _OF_THE_CHAT


_OF_THE_CHAT = frozenset(
    {
        DeadReason.BLOCKED,
        DeadReason.DEACTIVATED,
        DeadReason.NOT_STARTED,
        DeadReason.NOT_FOUND,
        DeadReason.KICKED,
        DeadReason.MIGRATED,
        DeadReason.NO_RIGHTS,
    }
)


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram has carried it out; ``message_ids`` are those of the messages that the call made, ``poll_id``
    that of a poll in them."""

    message_ids: tuple[int, ...] = ()
    poll_id: str | None = None


@dataclass(frozen=True, slots=True)
class NotSent:
    """It cannot have been carried out: try again, not before ``retry_after`` seconds when told."""

    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can tell; the Bot API has no key by which to ask."""


@dataclass(frozen=True, slots=True)
class Dead:
    """It will never succeed as it is. ``new_chat_id`` only with ``MIGRATED``."""

    reason: DeadReason
    new_chat_id: int | None = None


Outcome: TypeAlias = Sent | NotSent | Unknown | Dead

# Telegram's own words, in lower case, the first that fits; from the texts its servers send.
_WORDS = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r"blocked by the user|user_is_blocked|you_blocked_user", DeadReason.BLOCKED),
        (r"user is deactivated|input_user_deactivated|user_deactivated", DeadReason.DEACTIVATED),
        (r"can't initiate conversation", DeadReason.NOT_STARTED),
        (r"was kicked|is not a member|group chat was deleted|chat was deleted", DeadReason.KICKED),
        (r"group is deactivated|channel_private|group chat was deactivated", DeadReason.KICKED),
        (r"topic[_ ]closed|topic is closed", DeadReason.TOPIC_CLOSED),
        (r"thread not found|topic[_ ]deleted|topic_id_invalid|topic not found", DeadReason.TOPIC_GONE),
        (
            r"chat not found|user not found|can't send messages to bots|peer_id_invalid|chat_id_invalid",
            DeadReason.NOT_FOUND,
        ),
        (r"chat_id is empty|invalid user_id|user_id_invalid", DeadReason.NOT_FOUND),
        (r"rights to send (?!text|messages)\w+", DeadReason.NO_MEDIA),
        (r"chat_send_(?!plain|messages)\w+_forbidden", DeadReason.NO_MEDIA),
        (r"not enough rights|have no rights|no write access|chat_write_forbidden", DeadReason.NO_RIGHTS),
        (r"chat_restricted|chat_admin_required|administrator rights", DeadReason.NO_RIGHTS),
        (r"chat_send_\w+_forbidden|chat_guest_send_forbidden", DeadReason.NO_RIGHTS),
        (r"message (to|with poll to) \w+ not found|message to be replied not found", DeadReason.MESSAGE_GONE),
        (r"message can't be (edited|deleted)|message_id_invalid", DeadReason.MESSAGE_GONE),
        (r"query is too old|query_id_invalid|query id is invalid", DeadReason.MESSAGE_GONE),
    )
)
# The message already reads as it should, is not there any more as it should, or takes no more answers.
_DONE_ALREADY = ("message is not modified", "message to delete not found", "poll has already been closed")
_TOO_LARGE = "request entity too large"


def classify(
    error: BaseException | None, message_ids: tuple[int, ...] = (), poll_id: str | None = None
) -> Outcome:
    """The outcome of a call that raised ``error``, or nothing.

    Order matters: for PTB a ``BadRequest`` is a ``NetworkError``, and so is a 500. What is not surely one
    of the others is ``Unknown``, a cancelled call too: it may have been written.
    """
    match error:
        case None:
            return Sent(message_ids, poll_id)
        case RetryAfter():
            return NotSent(seconds(error))
        case NotSentError() | InvalidToken() | Conflict():
            return NotSent()
        case ChatMigrated():
            return Dead(DeadReason.MIGRATED, error.new_chat_id)
        case BadRequest() | Forbidden():
            return _verdict(error.message.lower(), forbidden=isinstance(error, Forbidden))
        case EndPointNotFound():
            return Dead(DeadReason.BAD_CONTENT)
        case NetworkError() if _TOO_LARGE in error.message.lower():  # 413: PTB has no class for it
            return Dead(DeadReason.BAD_CONTENT)
    return Unknown()


def seconds(error: RetryAfter) -> float:
    """The pause Telegram asks for; PTB gives an ``int`` or a ``timedelta``, depending on the environment."""
    told = error.retry_after
    return told.total_seconds() if isinstance(told, timedelta) else float(told)


def _verdict(words: str, *, forbidden: bool) -> Outcome:
    if any(done in words for done in _DONE_ALREADY):
        return Sent()
    for pattern, reason in _WORDS:
        if pattern.search(words):
            return Dead(reason)
    return Dead(DeadReason.NO_RIGHTS if forbidden else DeadReason.BAD_CONTENT)
