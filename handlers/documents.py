"""Files that people send to be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from telegram.error import BadRequest

from bot.errors import UserError
from handlers.talk import Talk


async def fetch(talk: Talk, file_id: str, check: Callable[..., Any]) -> bytes:
    """What the file holds, as long as ``check``, a use case, lets its size (in bytes) pass.

    Raises ``UserError("roster-file-gone")`` and what ``check`` raises.
    """
    try:
        file = await talk.house.bot.get_file(file_id)
        await talk.read(check, file.file_size or 0)
        return bytes(await file.download_as_bytearray())
    except BadRequest:
        # Telegram keeps a file for a while only, and gives nothing above 20 MB to a bot.
        raise UserError("roster-file-gone") from None
