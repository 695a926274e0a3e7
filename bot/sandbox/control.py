"""The control side: making people and groups, acting as them, looking on, and setting limits and faults.

Every operation takes and gives plain JSON values, so that it is the same in one process and over HTTP
(``POST /_telegram/<operation>``). ``user`` is a person's id; ``chat`` is a group's id, or a bot's id for the
private chat with it (0: the first bot).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from bot.sandbox.desk import Files
from bot.sandbox.doing import Acting
from bot.sandbox.engine import Engine
from bot.sandbox.errors import ApiError, ControlError
from bot.sandbox.faults import Fault
from bot.sandbox.founding import Founding
from bot.sandbox.limits import TELEGRAM, Limits
from bot.sandbox.model import Json
from bot.sandbox.views import chat_list, chat_view, message_view, people_view, unread


class Control(Founding, Acting):
    """The operations, by name in ``operations``."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        names = (
            "person crowd group add promote join leave kick upgrade delete_group title link "
            "topic rename_topic close_topic send edit tap vote start start_group block unblock deactivate "
            "read chat chats people commands message limits latency fault faults ban ledger events state "
            "callback"
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

    def _people(self, arguments: Json, files: Files) -> list[Json]:
        most = int(arguments.get("limit") or 500)
        people = list(self.engine.users.values())[:most]
        return [{**people_view(user), "unread": unread(self.engine, user)} for user in people]

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
