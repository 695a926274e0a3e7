"""What can go wrong with a call, told apart by one question: can it have reached Telegram?

No message holds a URL: the bot's token is part of every path.
"""

from __future__ import annotations

from telegram.error import NetworkError, TimedOut


class NotSentError(NetworkError):
    """The request never reached the server whole, so repeating it cannot double anything."""

    __slots__ = ()


class ConnectTimedOutError(NotSentError, TimedOut):
    """No connection (or no place in the pool) in time; a ``TimedOut`` for code that expects PTB's."""

    __slots__ = ()

    def __init__(self, message: str) -> None:
        TimedOut.__init__(self, message)


class UnknownError(NetworkError):
    """The request was written and no readable answer came: it may or may not have been carried out."""

    __slots__ = ()
