"""People who press every button they are shown, and a note of every button that anybody was shown."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from bot.domain.service import ServiceCategory, ServiceFacts
from bot.sandbox.control import Control
from bot.sandbox.params import Upload
from storage import records
from storage.database import Transaction
from tests.durability.township import BRANCH, FIRST_MEMBER, LEADER, SECRETARY, phone
from tests.journeys.world import World

MEMBER, OTHER = FIRST_MEMBER, FIRST_MEMBER + 1
COMMANDS = ("/start", "/help", "/me", "/language", "/log", "/mine", "/stars", "/review", "/roster", "/cancel")
SENTENCES = ("昨天上午9点到11点在幸福里小区打扫卫生", "前天下午在夕阳红养老院陪老人聊天2小时", "昨天扫雪")
ADDING = "/member 新党员 周小川，东关社区党支部，手机13712345678"
ROSTER = "姓名,支部,手机号\n周小河,东关社区党支部,13712345679\n李明3,东关社区党支部,13712345670\n,,\n"
TYPED = "开始时间写错了"
# Their effects would take away the power to press the rest.
NOT_NOW = frozenset({"ros.left-yes", "ros.unbind-yes", "rol.take", "rol.give", "rol.right"})
ASKING = frozenset({"rev.type", "rec.wish", "log.field", "cor.field"})
# Each has a part of the story of its own; a topic muted by chance would keep that of study from going on.
LATER = frozenset({"cert", "hh", "hon", "mst", "mtg", "due", "st", "tsk", "pc", "kp", "plg", "plr"})
OF_EACH = 6  # buttons of one action that one person presses
MOST = 300  # presses of one person


def picture() -> bytes:
    """A small JPEG."""
    head = bytes.fromhex("ffd8ffe000104a46494600010100000100010000")
    return head + bytes.fromhex("ffc0000b080010001001011100ffd9")


Shown = tuple[int, int, str]  # chat, message, data


class Crawl:
    """A world in which everybody does what they can."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.control = Control(world.front.engine)
        self.shown: dict[Shown, None] = {}
        self.pressed: list[Shown] = []
        self._noted = 0  # the last event of which the message was looked at
        self._chance = random.Random(4)

    async def act(self, operation: str, **arguments: Any) -> None:
        self.control.run(operation, arguments)
        await self.world.settled()
        self._note()

    async def sends(self, user: int, name: str, upload: Upload, text: str) -> None:
        """A photo or a file."""
        self.control.run("send", {"user": user, "chat": 0, "text": text}, {name: upload})
        await self.world.settled()
        self._note()

    def sheet(self, user: int) -> int:
        """A message of the bot on which this person can press whatever they like."""
        return next(message for owner, message, _ in self.shown if owner == user)

    async def press(self, user: int, message: int, data: str, chat: int = 0) -> None:
        await self.act("tap", user=user, chat=chat, message=message, data=data)

    async def press_all(self, user: int, buttons: Iterable[Shown], chat: int = 0) -> None:
        """One after the other, without waiting for the answers in between."""
        for _, message, data in buttons:
            self.control.run("tap", {"user": user, "chat": chat, "message": message, "data": data})
        await self.world.settled()
        self._note()

    def visible(self) -> Iterator[Shown]:
        """Every button that somebody sees now, each person's from the first message to the last.

        Those in a group are the group's: its id stands in the place of a person's.
        """
        for user, chat in self._chats():
            for number, stored in chat.messages.items():
                yield from _buttons((user, number), stored.message)

    def _chats(self) -> list[tuple[int, Any]]:
        engine = self.world.front.engine
        return [*((user, chat) for (_, user), chat in engine.private.items()), *engine.groups.items()]

    def _note(self) -> None:
        """Look at what has come or was edited since the last time."""
        events = self.world.front.engine.events
        news: dict[int, set[int]] = {}
        for event in events.after(self._noted):
            if event["kind"] in {"message", "edited"}:
                news.setdefault(event["chat_id"], set()).add(event["message_id"])
        self._noted = events.last
        for user, chat in self._chats():
            for number in sorted(news.get(chat.id, set()) & chat.messages.keys()):
                self.shown.update(dict.fromkeys(_buttons((user, number), chat.messages[number].message)))

    async def everybody(self) -> None:
        """The story: each says what they can say, then presses what they see."""
        for person_id in (MEMBER, OTHER, LEADER, SECRETARY):
            for text in (*COMMANDS, *(SENTENCES if person_id != SECRETARY else (ADDING,))):
                await self.act("send", user=phone(person_id), chat=0, text=text)
        photo = Upload("photo.jpg", picture(), "image/jpeg")
        await self.sends(phone(MEMBER), "photo", photo, SENTENCES[0])
        roster = Upload("名册.csv", ROSTER.encode("gb18030"), "text/csv")
        await self.sends(phone(SECRETARY), "document", roster, "")
        for person_id in (MEMBER, LEADER, SECRETARY, LEADER, MEMBER, SECRETARY):
            await self._explore(phone(person_id))

    async def _explore(self, user: int) -> None:
        times: Counter[str] = Counter()
        done = set(self.pressed)
        for _ in range(MOST):
            wanted = [one for one in self.shown if one[0] == user and self._wants(one, times, done)]
            if not wanted:
                return
            chosen = self._chance.choice(wanted)
            action = chosen[2].partition(":")[0]
            times[action] += 1
            done.add(chosen)
            self.pressed.append(chosen)
            await self.press(user, *chosen[1:])
            if action in ASKING:
                await self.act("send", user=user, chat=0, text=TYPED)

    @staticmethod
    def _wants(one: Shown, times: Counter[str], done: set[Shown]) -> bool:
        action = one[2].partition(":")[0]
        if action.partition(".")[0] in LATER:
            return False
        return action not in NOT_NOW and times[action] < OF_EACH and one not in done


def _buttons(place: tuple[int, int], message: Any) -> Iterator[Shown]:
    for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
        yield from ((*place, one["callback_data"]) for one in row if "callback_data" in one)


def some_records(tx: Transaction, world: World) -> None:
    """Records of a member to look at, to correct and to decide."""
    now = world.clock()
    for number in range(12):
        facts = ServiceFacts(now.date(), number * 60, 60, "东关社区", ServiceCategory.SAFETY, f"巡逻{number}")
        records.submit(tx, BRANCH, MEMBER, facts, MEMBER, (), now)
