"""Which of the four ends an exception means."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from bot.delivery.errors import ConnectTimedOutError, NotSentError, UnknownError
from bot.delivery.outcomes import Dead, DeadReason, NotSent, Sent, Unknown, classify, seconds


def test_no_error_is_sent_with_its_message_id() -> None:
    assert classify(None, (17, 18)) == Sent((17, 18))
    assert classify(None) == Sent()


@pytest.mark.parametrize(
    "error",
    [
        NotSentError("refused"),
        ConnectTimedOutError("Timed out while connecting"),
        InvalidToken(),
        Conflict("terminated by other getUpdates request"),
    ],
)
def test_what_never_arrived_is_not_sent(error: Exception) -> None:
    assert classify(error) == NotSent(None)


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
@pytest.mark.parametrize("told", [7, timedelta(seconds=7)])
@pytest.mark.parametrize("as_timedelta", ["false", "true"])
def test_a_429_says_when_to_come_back(
    told: int | timedelta, as_timedelta: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", as_timedelta)
    error = RetryAfter(told)
    assert seconds(error) == 7.0
    assert classify(error) == NotSent(7.0)


@pytest.mark.parametrize(
    "error",
    [
        TimedOut(),
        UnknownError("No answer: ServerDisconnectedError"),
        NetworkError("Internal Server Error: sent message is not found"),
        NetworkError("Bad Gateway (502)"),
        KeyError("result"),
        asyncio.CancelledError(),
    ],
)
def test_what_may_have_arrived_is_unknown(error: BaseException) -> None:
    assert classify(error) == Unknown()


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), DeadReason.BLOCKED),
        (Forbidden("Forbidden: user is deactivated"), DeadReason.DEACTIVATED),
        (Forbidden("Forbidden: bot can't initiate conversation with a user"), DeadReason.NOT_STARTED),
        (Forbidden("Forbidden: bot can't send messages to bots"), DeadReason.NOT_FOUND),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), DeadReason.KICKED),
        (Forbidden("Forbidden: bot is not a member of the channel chat"), DeadReason.KICKED),
        (Forbidden("Forbidden: the group chat was deleted"), DeadReason.KICKED),
        (Forbidden("Forbidden: something new"), DeadReason.NO_RIGHTS),
        (BadRequest("Bad Request: chat not found"), DeadReason.NOT_FOUND),
        (BadRequest("Bad Request: PEER_ID_INVALID"), DeadReason.NOT_FOUND),
        (
            BadRequest("Bad Request: not enough rights to send text messages to the chat"),
            DeadReason.NO_RIGHTS,
        ),
        (BadRequest("Bad Request: CHAT_WRITE_FORBIDDEN"), DeadReason.NO_RIGHTS),
        (BadRequest("Bad Request: CHAT_SEND_PLAIN_FORBIDDEN"), DeadReason.NO_RIGHTS),
        (BadRequest("Bad Request: not enough rights to send photos to the chat"), DeadReason.NO_MEDIA),
        (BadRequest("Bad Request: CHAT_SEND_DOCS_FORBIDDEN"), DeadReason.NO_MEDIA),
        (BadRequest("Bad Request: need administrator rights in the channel chat"), DeadReason.NO_RIGHTS),
        (BadRequest("Bad Request: message thread not found"), DeadReason.TOPIC_GONE),
        (BadRequest("Bad Request: TOPIC_CLOSED"), DeadReason.TOPIC_CLOSED),
        (BadRequest("Bad Request: message to edit not found"), DeadReason.MESSAGE_GONE),
        (BadRequest("Bad Request: message can't be deleted for everyone"), DeadReason.MESSAGE_GONE),
        (
            BadRequest("Bad Request: query is too old and response timeout expired or query ID is invalid"),
            DeadReason.MESSAGE_GONE,
        ),
        (BadRequest("Bad Request: message is too long"), DeadReason.BAD_CONTENT),
        (BadRequest("Bad Request: can't parse entities: unclosed start tag"), DeadReason.BAD_CONTENT),
        (BadRequest("Bad Request: BUTTON_DATA_INVALID"), DeadReason.BAD_CONTENT),
        (NetworkError("Request Entity Too Large"), DeadReason.BAD_CONTENT),
        (EndPointNotFound("Endpoint 'x' not found in Bot API"), DeadReason.BAD_CONTENT),
    ],
)
def test_a_final_no_has_its_reason(error: Exception, reason: DeadReason) -> None:
    assert classify(error) == Dead(reason)


def test_a_migrated_group_tells_its_new_id() -> None:
    assert classify(ChatMigrated(-1001)) == Dead(DeadReason.MIGRATED, -1001)


def test_a_message_that_already_reads_so_counts_as_sent() -> None:
    error = BadRequest(
        "Bad Request: message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )
    assert classify(error) == Sent()


def test_content_never_condemns_the_chat() -> None:
    assert not any(
        reason.of_the_chat
        for reason in (
            DeadReason.BAD_CONTENT,
            DeadReason.MESSAGE_GONE,
            DeadReason.TOPIC_GONE,
            DeadReason.TOPIC_CLOSED,
        )
    )
    assert DeadReason.BLOCKED.of_the_chat
