"""Control operations that make the world: people, groups, who belongs to them."""

from __future__ import annotations

from bot.sandbox import membership, topics
from bot.sandbox.desk import Desk, Files
from bot.sandbox.errors import ControlError
from bot.sandbox.methods_chat import all_rights
from bot.sandbox.model import Bot, Chat, Json, Member, User
from bot.sandbox.views import people_view

_FIRST_USER = 7_000_000_001


class Founding(Desk):
    """People and groups."""

    def _person(self, arguments: Json, files: Files) -> Json:
        engine = self.engine
        user_id = int(arguments.get("id") or _FIRST_USER + len(engine.users))
        while not arguments.get("id") and user_id in engine.users:
            user_id += 1
        user = User(
            user_id,
            str(arguments["name"]),
            str(arguments.get("username") or ""),
            str(arguments.get("language_code") or ""),
            str(arguments.get("label") or ""),
        )
        engine.users[user.id] = user
        return people_view(user)

    def _crowd(self, arguments: Json, files: Files) -> Json:
        """``count`` people with consecutive ids from ``first``, each with the private chat already open.

        They cost no memory until somebody writes to them, and are not among ``people`` before that.
        """
        first, count = int(arguments.get("first") or 10_000_000), int(arguments["count"])
        self.engine.crowds.append(range(first, first + count))
        return {"first": first, "count": count}

    def _group(self, arguments: Json, files: Files) -> Json:
        founder = self.user({"user": arguments["founder"]})
        kind = str(arguments.get("kind") or "supergroup")
        if kind not in ("group", "supergroup", "channel"):
            raise ControlError(f"unknown kind of group {kind!r}")
        chat = membership.found_group(
            self.engine,
            str(arguments["title"]),
            founder,
            kind=kind,
            forum=bool(arguments.get("forum")),
            username=str(arguments.get("username") or ""),
        )
        for user_id in arguments.get("members") or ():
            chat.members.setdefault(self.user({"user": user_id}).id, Member())
        if arguments.get("bot", True) is not False:
            admin = Member("administrator", all_rights(kind)) if arguments.get("bot_admin") else Member()
            membership.change_member(self.engine, chat, self.bot(), admin, founder)
        return {"id": chat.id, "title": chat.title, "kind": kind}

    def _who(self, chat: Chat, arguments: Json) -> User | Bot:
        number = int(arguments.get("user") or 0)
        bot = self.engine.bot_by_id(number)
        return bot or (self.bot() if number == 0 else self.user(arguments))

    def _set_member(self, arguments: Json, member: Member) -> bool:
        chat = self.group(arguments["chat"])
        who = self._who(chat, arguments)
        by = self.by(arguments, chat)
        membership.change_member(self.engine, chat, who, member, by)
        return True

    def _add(self, arguments: Json, files: Files) -> bool:
        """Adds a person, or the bot when ``user`` is absent or a bot's id."""
        return self._set_member(arguments, Member())

    def _join(self, arguments: Json, files: Files) -> bool:
        return self._set_member({**arguments, "by": arguments["user"]}, Member())

    def _leave(self, arguments: Json, files: Files) -> bool:
        return self._set_member({**arguments, "by": arguments["user"]}, Member("left"))

    def _kick(self, arguments: Json, files: Files) -> bool:
        return self._set_member(arguments, Member("kicked"))

    def _promote(self, arguments: Json, files: Files) -> bool:
        """``status``: administrator (default), member, creator, restricted; ``anonymous`` hides the name."""
        chat = self.group(arguments["chat"])
        status = str(arguments.get("status") or "administrator")
        rights = all_rights(chat.kind) if status in ("administrator", "creator") else frozenset()
        return self._set_member(arguments, Member(status, rights, bool(arguments.get("anonymous"))))

    def _upgrade(self, arguments: Json, files: Files) -> Json:
        chat = self.group(arguments["chat"])
        new = membership.upgrade(self.engine, chat, self.by(arguments, chat))
        return {"id": new.id, "title": new.title, "kind": new.kind}

    def _title(self, arguments: Json, files: Files) -> bool:
        chat = self.group(arguments["chat"])
        membership.retitle(self.engine, chat, str(arguments["title"]), self.by(arguments, chat))
        return True

    def _link(self, arguments: Json, files: Files) -> bool:
        """What is posted in the channel ``chat`` is forwarded to ``group`` from now on."""
        self.group(arguments["chat"]).linked = self.group(arguments["group"])
        return True

    def _delete_group(self, arguments: Json, files: Files) -> bool:
        chat = self.group(arguments["chat"])
        membership.delete_group(self.engine, chat, self.by(arguments, chat))
        return True

    def _topic(self, arguments: Json, files: Files) -> Json:
        chat = self.group(arguments["chat"])
        topic = topics.found_topic(self.engine, chat, str(arguments["name"]), self.by(arguments, chat))
        return {"id": topic.id, "name": topic.name}

    def _rename_topic(self, arguments: Json, files: Files) -> bool:
        chat = self.group(arguments["chat"])
        number, name = int(arguments["topic"]), str(arguments["name"])
        topics.rename_topic(self.engine, chat, number, name, self.by(arguments, chat))
        return True

    def _close_topic(self, arguments: Json, files: Files) -> bool:
        """Closes a topic; ``open``: opens it again, ``deleted``: takes it away."""
        chat = self.group(arguments["chat"])
        number = int(arguments["topic"])
        if arguments.get("deleted"):
            topics.delete_topic(self.engine, chat, number)
        else:
            closed = not arguments.get("open")
            topics.set_closed(self.engine, chat, number, closed, self.by(arguments, chat))
        return True
