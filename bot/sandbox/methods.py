"""The methods the local Telegram knows, by lower-case name (the Bot API does not mind the case)."""

from __future__ import annotations

from bot.sandbox.methods_account import ACCOUNT
from bot.sandbox.methods_chat import CHAT
from bot.sandbox.methods_edit import EDIT
from bot.sandbox.methods_media import MEDIA
from bot.sandbox.methods_send import SEND
from bot.sandbox.methods_updates import UPDATES
from bot.sandbox.polls import POLLS
from bot.sandbox.spec import Method

METHODS: dict[str, Method] = {
    method.name.lower(): method for method in (*SEND, *POLLS, *MEDIA, *EDIT, *UPDATES, *ACCOUNT, *CHAT)
}
