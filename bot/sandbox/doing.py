"""Control operations that act as somebody: writing, tapping, blocking, reading."""

from __future__ import annotations

from bot.sandbox import membership
from bot.sandbox.acting import edit, say, tap
from bot.sandbox.desk import Desk, Files
from bot.sandbox.errors import ControlError
from bot.sandbox.model import Json, Member
from bot.sandbox.polls import vote
from bot.sandbox.typing import typed


class Acting(Desk):
    """What people do."""

    def _send(self, arguments: Json, files: Files) -> list[Json]:
        """Sends ``text`` and the uploaded files (field names beginning with "photo" are photos).

        Also with ``entities``, ``parse_mode`` or ``typed`` (formatting as people type it), ``reply_to``,
        ``thread``, ``anonymous``, ``channel`` (whose name it bears), ``forwarded``, and ``app``: which app
        cuts a text too long for one message.
        """
        chat = self.chat(arguments)
        if chat.blocked:
            # Telegram lets nobody write to a bot they stopped without starting it again.
            membership.set_blocked(self.engine, chat, False)
        text, entities = str(arguments.get("text") or ""), arguments.get("entities")
        if arguments.get("typed"):
            text, entities = typed(text)
        kinds = tuple(("photo" if name.startswith("photo") else "document", up) for name, up in files.items())
        return say(
            self.engine,
            self.user(arguments),
            chat,
            text=text,
            files=kinds,
            entities=entities,
            reply_to=arguments.get("reply_to"),
            thread=arguments.get("thread"),
            anonymous=bool(arguments.get("anonymous")),
            channel=self.group(arguments["channel"]) if arguments.get("channel") else None,
            parse_mode=str(arguments.get("parse_mode") or ""),
            forwarded=bool(arguments.get("forwarded")),
            app=str(arguments.get("app") or "android"),
        )

    def _start(self, arguments: Json, files: Files) -> list[Json]:
        code = str(arguments.get("code") or "")
        return self._send({**arguments, "text": f"/start {code}".strip()}, {})

    def _start_group(self, arguments: Json, files: Files) -> list[Json]:
        """A link that adds the bot to a group: brings it in, if need be, and starts it with ``code``."""
        chat, bot, user = self.group(arguments["chat"]), self.bot(), self.user(arguments)
        if not self.engine.member(chat, bot.id).present:
            membership.change_member(self.engine, chat, bot, Member(), user)
        text = f"/start@{bot.username} {arguments.get('code') or ''}".strip()
        return self._send({**arguments, "text": text}, {})

    def _edit(self, arguments: Json, files: Files) -> Json:
        chat = self.chat(arguments)
        return edit(
            self.engine, self.user(arguments), chat, int(arguments["message"]), str(arguments["text"])
        )

    def _tap(self, arguments: Json, files: Files) -> Json:
        chat = self.chat(arguments)
        query = tap(
            self.engine, self.user(arguments), chat, int(arguments["message"]), str(arguments["data"])
        )
        return {"callback": query.id}

    def _callback(self, arguments: Json, files: Files) -> Json:
        query = self.engine.callbacks.get(str(arguments["callback"]))
        if query is None:
            raise ControlError("no such press")
        return {"answered": query.answered}

    def _vote(self, arguments: Json, files: Files) -> bool:
        options = [int(number) for number in arguments["options"]]
        vote(self.engine, self.user(arguments), self.chat(arguments), int(arguments["message"]), options)
        return True

    def _block(self, arguments: Json, files: Files) -> bool:
        membership.set_blocked(self.engine, self.chat(arguments), True)
        return True

    def _unblock(self, arguments: Json, files: Files) -> bool:
        membership.set_blocked(self.engine, self.chat(arguments), False)
        return True

    def _deactivate(self, arguments: Json, files: Files) -> bool:
        self.user(arguments).deactivated = arguments.get("deactivated", True) is not False
        return True

    def _read(self, arguments: Json, files: Files) -> bool:
        user, chat = self.user(arguments), self.chat(arguments)
        if chat.unread.pop(user.id, 0):
            self.engine.events.add("read", chat, user_id=user.id)
        return True
