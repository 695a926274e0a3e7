"""People who press every button they are shown, and a note of every button that anybody was shown."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from bot.domain.service import ServiceCategory, ServiceFacts
from bot.sandbox.control import Control
from bot.sandbox.params import Upload
from storage import records, schema
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

    def visible(self) -> Iterator[Shown]:
        """Every button that somebody sees now, each person's from the first message to the last.

        Those in a group are the group's: its id stands in the place of a person's.
        """
        engine = self.world.front.engine
        private = [(user, chat) for (_, user), chat in engine.private.items()]
        for user, chat in (*private, *engine.groups.items()):
            for number, stored in chat.messages.items():
                for row in stored.message.get("reply_markup", {}).get("inline_keyboard", ()):
                    yield from ((user, number, one["callback_data"]) for one in row if "callback_data" in one)

    def _note(self) -> None:
        self.shown.update(dict.fromkeys(self.visible()))

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
        for _ in range(MOST):
            wanted = [one for one in self.shown if self._wants(one, user, times)]
            if not wanted:
                return
            chosen = self._chance.choice(wanted)
            action = chosen[2].partition(":")[0]
            times[action] += 1
            self.pressed.append(chosen)
            await self.press(user, *chosen[1:])
            if action in ASKING:
                await self.act("send", user=user, chat=0, text=TYPED)

    def _wants(self, one: Shown, user: int, times: Counter[str]) -> bool:
        action = one[2].partition(":")[0]
        return (
            one[0] == user and action not in NOT_NOW and times[action] < OF_EACH and one not in self.pressed
        )


def some_records(tx: Transaction, world: World) -> None:
    """Records of a member to look at, to correct and to decide."""
    now = world.clock()
    for number in range(12):
        facts = ServiceFacts(now.date(), number * 60, 60, "东关社区", ServiceCategory.SAFETY, f"巡逻{number}")
        records.submit(tx, BRANCH, MEMBER, facts, MEMBER, (), now)


# What no wrong press may change. A locale belongs to whoever presses; looks are written to the audit, and
# wrong codes are counted.
DOMAIN = (
    schema.branch,
    schema.branch_scheme,
    schema.party_group,
    schema.person,
    schema.holding,
    schema.granted_right,
    schema.invite,
    schema.rebind,
    schema.service_record,
    schema.record_photo,
    schema.record_event,
    schema.year_total,
    schema.draft,
    schema.question,
    schema.push,
    schema.delivery,
    schema.group_chat,
    schema.group_topic,
    schema.notice,
    schema.notice_missed,
    schema.receipt,
    schema.meeting,
    schema.meeting_person,
    schema.study_plan,
    schema.study_item,
    schema.study_progress,
    schema.study_credit,
    schema.rule,
)


def dump(tx: Transaction, *more: sa.Table) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in the tables of the domain, and which account is whose."""
    found = {table.name: tx.execute(sa.select(table)) for table in (*DOMAIN, *more)}
    whose = sa.select(schema.account.c.telegram_id, schema.account.c.person_id)
    found["binding"] = tx.execute(whose.where(schema.account.c.person_id.is_not(None)))
    return {name: sorted(tuple(map(str, row)) for row in rows) for name, rows in found.items()}
