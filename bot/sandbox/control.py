"""The control side: making people and groups, acting as them, looking on, and setting limits and faults.

Every operation takes and gives plain JSON values, so that it is the same in one process and over HTTP
(``POST /_telegram/<operation>``). ``user`` is a person's id; ``chat`` is a group's id, or a bot's id for the
private chat with it (0: the first bot).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from bot.sandbox import membership
from bot.sandbox.acting import edit, say, tap, vote
from bot.sandbox.engine import Engine
from bot.sandbox.errors import ApiError, ControlError
from bot.sandbox.faults import Fault
from bot.sandbox.limits import TELEGRAM, Limits
from bot.sandbox.methods_chat import add_topic, all_rights
from bot.sandbox.model import Bot, Chat, Json, Member, User
from bot.sandbox.params import Upload
from bot.sandbox.views import chat_list, chat_view, message_view, people_view

Files = dict[str, Upload]
_FIRST_USER = 7_000_000_001


class Control:
    """The operations, by name in ``operations``."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        names = (
            "person crowd group add promote join leave kick upgrade delete_group topic close_topic "
            "send edit tap vote start block unblock deactivate read chat chats people commands message "
            "limits latency fault faults ban ledger events state callback"
        )
        self.operations: dict[str, Callable[[Json, Files], Any]] = {
            name: getattr(self, f"_{name}") for name in names.split()
        }

    def run(self, operation: str, arguments: Json, files: Files | None = None) -> Any:
        """Raises ControlError with a plain sentence for anything impossible."""
        known = self.operations.get(operation)
        if known is None:
            raise ControlError(f"unknown operation {operation!r}")
        try:
            return known(arguments, files or {})
        except (KeyError, TypeError, ValueError) as error:
            raise ControlError(f"{operation}: wrong or missing argument ({error})") from error
        except ApiError as error:
            raise ControlError(error.description) from error

    # -- who and where -----------------------------------------------------------------------------

    def user(self, arguments: Json) -> User:
        user = self.engine.users.get(int(arguments["user"]))
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

    def _by(self, arguments: Json, chat: Chat) -> User:
        """Who does it: the person named as ``by``, else the group's founder."""
        if arguments.get("by"):
            return self.user({"user": arguments["by"]})
        founder = next(user_id for user_id, member in chat.members.items() if member.status == "creator")
        return self.engine.users[founder]

    # -- making the world --------------------------------------------------------------------------

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
        """``count`` people with consecutive ids from ``first``, each with the private chat already open."""
        first, count = int(arguments.get("first") or 10_000_000), int(arguments["count"])
        bot = self.bot(int(arguments.get("bot") or 0))
        for user_id in range(first, first + count):
            user = User(user_id, f"{arguments.get('name') or '群众'}{user_id - first + 1}")
            self.engine.users[user_id] = user
            self.engine.private_chat(bot, user)
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
        by = self._by(arguments, chat)
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
        new = membership.upgrade(self.engine, chat, self._by(arguments, chat))
        return {"id": new.id, "title": new.title, "kind": new.kind}

    def _delete_group(self, arguments: Json, files: Files) -> bool:
        chat = self.group(arguments["chat"])
        membership.delete_group(self.engine, chat, self._by(arguments, chat))
        return True

    def _topic(self, arguments: Json, files: Files) -> Json:
        chat = self.group(arguments["chat"])
        topic = add_topic(self.engine, chat, str(arguments["name"]), self._by(arguments, chat).view)
        return {"id": topic.id, "name": topic.name}

    def _close_topic(self, arguments: Json, files: Files) -> bool:
        chat = self.group(arguments["chat"])
        number = int(arguments["topic"])
        if arguments.get("deleted"):
            del chat.topics[number]
        else:
            membership.topic_of(chat, number).closed = not arguments.get("open")
        return True

    # -- acting ------------------------------------------------------------------------------------

    def _send(self, arguments: Json, files: Files) -> list[Json]:
        """Sends ``text`` and the uploaded files (field names beginning with "photo" are photos)."""
        kinds = tuple(("photo" if name.startswith("photo") else "document", up) for name, up in files.items())
        return say(
            self.engine,
            self.user(arguments),
            self.chat(arguments),
            text=str(arguments.get("text") or ""),
            files=kinds,
            entities=arguments.get("entities"),
            reply_to=arguments.get("reply_to"),
            thread=arguments.get("thread"),
            anonymous=bool(arguments.get("anonymous")),
            parse_mode=str(arguments.get("parse_mode") or ""),
            forwarded=bool(arguments.get("forwarded")),
        )

    def _start(self, arguments: Json, files: Files) -> list[Json]:
        code = str(arguments.get("code") or "")
        return self._send({**arguments, "text": f"/start {code}".strip()}, {})

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

    # -- looking on --------------------------------------------------------------------------------

    def _people(self, arguments: Json, files: Files) -> list[Json]:
        most = int(arguments.get("limit") or 500)
        return [people_view(user) for user in list(self.engine.users.values())[:most]]

    def _chats(self, arguments: Json, files: Files) -> list[Json]:
        return chat_list(self.engine, self.user(arguments))

    def _chat(self, arguments: Json, files: Files) -> Json:
        return chat_view(
            self.engine, self.user(arguments), self.chat(arguments), int(arguments.get("limit") or 200)
        )

    def _message(self, arguments: Json, files: Files) -> Json | None:
        stored = self.chat(arguments).messages.get(int(arguments["message"]))
        return message_view(stored) if stored else None

    def _commands(self, arguments: Json, files: Files) -> list[Json]:
        view: list[Json] = self._chat(arguments, files)["commands"]
        return view

    def _events(self, arguments: Json, files: Files) -> Json:
        """Events after number ``after``; the waiting for more is done by the callers."""
        return {
            "last": self.engine.events.last,
            "events": self.engine.events.after(int(arguments.get("after") or 0)),
        }

    def _ledger(self, arguments: Json, files: Files) -> list[Json]:
        chat_id, after = arguments.get("chat_id"), float(arguments.get("after") or 0)
        return [
            line.to_json()
            for line in self.engine.ledger
            if line.at >= after and (chat_id is None or line.chat_id == int(chat_id))
        ]

    def _state(self, arguments: Json, files: Files) -> Json:
        engine = self.engine
        bots = [
            {
                "id": bot.id,
                "username": bot.username,
                "first_name": bot.first_name,
                "pending": len(bot.updates.pending),
                "polling": bot.updates.waiting is not None,
                "refused": engine.limiter(bot).refused,
            }
            for bot in engine.bots.values()
        ]
        unanswered = sum(not query.answered for query in engine.callbacks.values())
        return {
            "bots": bots,
            "people": len(engine.users),
            "delivered": engine.delivered,
            "calls": dict(engine.calls),
            "ignored": [f"{method}.{name}" for method, name in engine.ignored],
            "unanswered": unanswered,
            "last_event": engine.events.last,
        }

    # -- trouble -----------------------------------------------------------------------------------

    def _limits(self, arguments: Json, files: Files) -> Json:
        """Sets limits: ``{"preset": "telegram"}``, ``{"preset": "none"}``, and single fields on top."""
        given = dict(arguments)
        preset = given.pop("preset", None)
        base = {"telegram": TELEGRAM, "none": Limits(), None: self.engine.limits}[preset]
        if given or preset is not None:
            self.engine.limits = replace(base, **given)
        return asdict(self.engine.limits)

    def _latency(self, arguments: Json, files: Files) -> Json:
        self.engine.latency = float(arguments["milliseconds"]) / 1000
        return {"milliseconds": self.engine.latency * 1000}

    def _fault(self, arguments: Json, files: Files) -> bool:
        self.engine.faults.add(Fault(**arguments))
        return True

    def _faults(self, arguments: Json, files: Files) -> Json:
        faults = self.engine.faults
        if arguments.get("clear"):
            faults.clear()
        return {
            "waiting": [asdict(fault) for fault in faults.waiting],
            "hits": [asdict(hit) for hit in faults.hits],
        }

    def _ban(self, arguments: Json, files: Files) -> bool:
        self.engine.ban(self.bot(int(arguments.get("bot") or 0)), float(arguments["seconds"]))
        return True
