"""Updates made from the published Bot API: some as they should be, some as nobody should send them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from handlers.journeys import JOURNEYS

Json = dict[str, Any]

LARGEST_ID = 2**52  # Telegram promises that ids need no more bits
STRINGS = (
    "",
    " ",
    "0",
    "-1",
    "\0",
    "a\0b",
    "\ud83d",
    "\udc00昨天\ud800",
    "\u202e倒过来\u202c",
    "\u200b\u200d\ufeff",
    "<b>&amp;</i>",
    "{ $name }",
    "%s%n%(x)s",
    "'; DROP TABLE person; --",
    "今天上午在东关社区扫雪2小时",
    "昨天扫雪" + "9" * 400 + "小时",
    "和" + "、".join(["张三"] * 300) + "一起扫雪2小时",
    "/start",
    "/start " + "A" * 64,
    "/log \0",
    "/review@zhibu_bot",
    "👨‍👩‍👧‍👦" * 50,
    "长" * 4096,
    "x" * 20_000,
    "Ⅷ①½٣",
)
NUMBERS = (0, 1, -1, 2, 7, 16, 2**31 - 1, 2**31, 2**52 - 1, -(2**52))
WORDS = (
    *[
        "0",
        "1",
        "2",
        "3",
        "yes",
        "no",
        "on",
        "off",
        "sure",
        "day",
        "place",
        "words",
        "helped",
        "minutes",
        "en",
        "zh-Hans",
        "nothing",
    ],
    "",
)
MORE_WORDS = ("secretary", "operator", "member", "confirm-record", "elderly-care", "wrong-day")
ODD_WORDS = ("-1", "1e9", "９", "٣", "00000000001", "9" * 18, "9" * 19, "\0", "\ud800", "é", "20261301")


class Maker:
    """Makes values of the types of the Bot API. ``people``: accounts that are known to the bot."""

    def __init__(self, types: dict[str, Any], people: Sequence[int], chance: random.Random) -> None:
        self._types = types
        self._people = people
        self._chance = chance
        self._actions = sorted(action for journey in JOURNEYS for action in journey.taps)
        self._commands = sorted(command for journey in JOURNEYS for command in journey.commands)

    # -- by the types ------------------------------------------------------------------------------------

    def update(self, update_id: int) -> Json:
        """An update of any kind; half of them have something in them that does not belong there."""
        fields = [one for one in self._types["Update"]["fields"] if one["name"] != "update_id"]
        chosen = self._chance.choice(fields)
        spoil = self._chance.choice((0.0, 0.03))
        return {"update_id": update_id, chosen["name"]: self._one_of(chosen, 0, spoil)}

    def _one_of(self, about: Json, depth: int, spoil: float) -> Any:
        if self._chance.random() < spoil:
            return self._wrong(depth)
        kind = self._chance.choice(about["types"])
        if kind == "Integer" and about["name"] in {"id", "user_id", "chat_id"}:
            return self._chance.choice((*self._people, *NUMBERS))
        return self._value(kind, depth, spoil)

    def _value(self, kind: str, depth: int, spoil: float) -> Any:
        chance = self._chance
        if kind.startswith("Array of "):
            inner = kind.removeprefix("Array of ")
            return [self._value(inner, depth + 1, spoil) for _ in range(chance.randint(0, 2))]
        match kind:
            case "Integer":
                return chance.choice(NUMBERS)
            case "Float":
                return chance.uniform(-180, 180)
            case "Boolean" | "True":
                return True
            case "String":
                return chance.choice((*STRINGS, "private", "supergroup", "bot_command", "left", "member"))
        return self._object(kind, depth, spoil)

    def _object(self, kind: str, depth: int, spoil: float) -> Any:
        described = self._types.get(kind)
        if described is None:
            return {}
        if "subtypes" in described:
            return self._object(self._chance.choice(described["subtypes"]), depth, spoil)
        made: Json = {}
        for about in described.get("fields", ()):
            wanted = about["required"] and self._chance.random() >= spoil
            if wanted or (depth < 3 and self._chance.random() < 0.12):
                made[about["name"]] = self._one_of(about, depth + 1, spoil)
        return made

    def _wrong(self, depth: int) -> Any:
        nested: Any = []
        for _ in range(self._chance.choice((1, 50, 400))):
            nested = [nested]
        return self._chance.choice((None, [], {}, "x", 1.5, -1, 2**63, 2**70, True, nested, {"id": {}}))

    # -- aimed at us -------------------------------------------------------------------------------------

    def _user(self) -> Json:
        return {"id": self._chance.choice(self._people), "is_bot": False, "first_name": "李明"}

    def _chat(self, user: Json) -> Json:
        if self._chance.random() < 0.1:
            return {"id": -100_123, "type": "supergroup", "title": "群"}
        return {"id": user["id"], "type": "private", "first_name": user["first_name"]}

    def press(self, update_id: int) -> Json:
        """A press with the data of a registered action and arguments nobody ever gave it."""
        chance, user = self._chance, self._user()
        words = (*WORDS, *MORE_WORDS, *ODD_WORDS)
        given = [
            str(chance.randint(1, 60)) if chance.random() < 0.5 else chance.choice(words)
            for _ in range(chance.choice((0, 1, 1, 2, 2, 2, 3, 3, 4, 6)))
        ]
        query: Json = {
            "id": str(update_id),
            "from": user,
            "chat_instance": "1",
            "data": ":".join((chance.choice(self._actions), *given))[:64],
            "message": {"chat": self._chat(user), "message_id": chance.randint(1, 60), "date": 0},
        }
        if chance.random() < 0.02:
            del query["data"]
        if chance.random() < 0.02:
            del query["message"]
        return {"update_id": update_id, "callback_query": query}

    def message(self, update_id: int) -> Json:
        """A message with a command or any text, odd marks on it, and odd files with it."""
        chance, user = self._chance, self._user()
        text = chance.choice(STRINGS)
        message: Json = {
            "message_id": chance.randint(1, 10**6),
            "date": chance.choice((0, 1_790_000_000)),
            "from": user,
            "chat": self._chat(user),
        }
        kind = "text"
        if chance.random() < 0.2:
            kind = "caption"
            message |= chance.choice(({"photo": self._photos()}, {"document": self._document()}))
            if chance.random() < 0.5:
                message["media_group_id"] = str(chance.randint(1, 9))
        elif chance.random() < 0.6:
            command = f"/{chance.choice(self._commands)}"
            text = f"{command} {text}"
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(command)}]
        message[kind] = text
        if chance.random() < 0.1:
            odd = chance.choice((0, 1, 5, 10**9))
            marks = {"type": "bot_command", "offset": chance.choice((0, odd)), "length": odd}
            message["entities" if kind == "text" else "caption_entities"] = [marks]
        return {"update_id": update_id, chance.choice(("message",) * 5 + ("edited_message",)): message}

    def _photos(self) -> list[Json]:
        sizes = (0, 1, 90, 2**31)
        return [
            {"file_id": f"F{n}", "file_unique_id": f"U{n}", "width": w, "height": w, "file_size": w}
            for n, w in enumerate(self._chance.sample(sizes, 2))
        ]

    def _document(self) -> Json:
        size = self._chance.choice((0, 1, 10**6, 2**40))
        name = self._chance.choice(
            ("名册.csv", "a.xlsx", "../../etc/passwd", "\0.csv", "x" * 300 + ".csv", "")
        )
        return {"file_id": "D", "file_unique_id": "V", "file_name": name, "file_size": size}


class Promise:
    """What the Bot API promises of one update, as far as its types say so."""

    def __init__(self, types: dict[str, Any]) -> None:
        self._types = types
        # Types of types refer to each other: without a note of what is known it would take for ever.
        self._known: dict[tuple[int, str], bool] = {}

    def holds(self, value: Any, kinds: Sequence[str]) -> bool:
        """Whether the value is of one of these types; the value must live as long as this object."""
        return any(self._noted(value, kind) for kind in kinds)

    def _noted(self, value: Any, kind: str) -> bool:
        key = (id(value), kind)
        if key not in self._known:
            self._known[key] = self._is(value, kind)
        return self._known[key]

    def _is(self, value: Any, kind: str) -> bool:
        if kind.startswith("Array of "):
            inner = kind.removeprefix("Array of ")
            return isinstance(value, list) and all(self._noted(one, inner) for one in value)
        match kind:
            case "Integer":
                return type(value) is int and -LARGEST_ID <= value <= LARGEST_ID
            case "Float":
                return type(value) in {int, float}
            case "Boolean" | "True":
                return type(value) is bool
            case "String":
                return isinstance(value, str)
        described = self._types.get(kind)
        if not isinstance(value, dict) or described is None:
            return False
        if "subtypes" in described:
            return self.holds(value, described["subtypes"])
        fields = described.get("fields", ())
        if any(about["required"] and about["name"] not in value for about in fields):
            return False
        return all(self.holds(value[one["name"]], one["types"]) for one in fields if one["name"] in value)
