"""PTB's bot without the work that nobody needs."""

from __future__ import annotations

from typing import Any

from telegram.ext import ExtBot

from bot.delivery.limiter import LimitArgs


class LeanBot(ExtBot[LimitArgs]):
    """An ``ExtBot`` whose ``edit_message_text`` returns ``True``.

    Telegram answers with the whole message. Nobody here looks at it, and making PTB's objects of it
    takes a tenth of the time that a tap takes.
    """

    async def _do_post(self, endpoint: str, data: dict[str, Any], **timeouts: Any) -> Any:
        result = await super()._do_post(endpoint, data, **timeouts)
        return True if endpoint == "editMessageText" else result
