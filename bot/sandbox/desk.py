"""What every operation of the control side needs: finding the person, the bot and the chat that are meant."""

from __future__ import annotations

from typing import Any

from bot.sandbox.engine import Engine
from bot.sandbox.errors import ControlError
from bot.sandbox.model import Bot, Chat, Json, User
from bot.sandbox.params import Upload

Files = dict[str, Upload]


class Desk:
    """Finds people and chats by the ids in ``arguments``; raises ControlError when they are not there."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def user(self, arguments: Json) -> User:
        user = self.engine.person(int(arguments["user"]))
        if user is None:
            raise ControlError("no such person")
        return user

    def bot(self, bot_id: int = 0) -> Bot:
        bot = self.engine.bot_by_id(bot_id) if bot_id else next(iter(self.engine.bots.values()), None)
        if bot is None:
            raise ControlError("no such bot")
        return bot

    def chat(self, arguments: Json) -> Chat:
        chat_id = int(arguments.get("chat") or 0)
        if chat_id >= 0:
            return self.engine.private_chat(self.bot(chat_id), self.user(arguments))
        return self.group(chat_id)

    def group(self, chat_id: Any) -> Chat:
        chat = self.engine.groups.get(int(chat_id))
        if chat is None:
            raise ControlError("no such group")
        return chat

    def by(self, arguments: Json, chat: Chat) -> User:
        """Who does it: the person named as ``by``, else the group's founder."""
        if arguments.get("by"):
            return self.user({"user": arguments["by"]})
        founder = next(user_id for user_id, member in chat.members.items() if member.status == "creator")
        return self.engine.users[founder]
