"""The second half of the story: people join, change their phones, are given roles, and are put on a list."""

from __future__ import annotations

import re

import sqlalchemy as sa

from bot.domain.rights import Role
from bot.sandbox.params import Upload
from storage import schema
from storage.database import Transaction
from tests.durability.crawling import MEMBER, Crawl, Shown, picture
from tests.durability.township import LEADER, SECRETARY, phone

# Of the first two who are invited: the phone they join with, and the one they move to.
FIRST_PHONES = (6_000_000_201, 6_000_000_202)
SECOND_PHONES = (6_000_000_211, 6_000_000_212)
COMMITTEE_MEMBER = MEMBER + 2
GOOD_ROSTER = "姓名,支部,手机号\n周小满,东关社区党支部,13712345671\n"
SERVICE = "11月10日下午3点到5点在东关小学打扫卫生"
NAMES = ("周小春", "周小夏", "周小秋")
DRAFTS = 6  # as many as one person can have begun
CODE = re.compile(r"start=([0-9A-Z]+)")


class Joining:
    """What three invitations become: one member on a second phone, one who asks for that, one open code."""

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl
        self.codes: list[str] = []
        self.record_id = self.draft_id = 0

    async def happens(self) -> None:
        """All of it, in the order in which it comes about."""
        for telegram_id in (*FIRST_PHONES, *SECOND_PHONES):
            await self.crawl.act("person", id=telegram_id, name="周小", language_code="zh-hans")
        for name in NAMES:
            await self._invited(name)
        for number, (first, second) in enumerate(zip(FIRST_PHONES, SECOND_PHONES, strict=True)):
            await self._joins(first, self.codes[number])
            await self._asks(second, self.codes[number])
            if number == 0:
                await self._chooses(phone(SECRETARY), "reb.decide:", ":yes")
        await self._roles()
        await self._roster()
        await self._a_reason()
        await self._a_draft()

    @property
    def open_code(self) -> str:
        """The code of the third, who has not joined."""
        return self.codes[-1]

    @property
    def waiting(self) -> list[Shown]:
        """The buttons under the request that nobody has decided."""
        return [one for one in self.crawl.visible() if one[2].startswith("reb.decide:")]

    async def _says(self, user: int, text: str) -> None:
        await self.crawl.act("send", user=user, chat=0, text=text)

    async def _chooses(self, user: int, begins: str, ends: str = "") -> None:
        """Press the last button of that kind that is to be seen."""
        seen = [one for one in self.crawl.visible() if one[0] == user]
        fitting = [one for one in seen if one[2].startswith(begins) and one[2].endswith(ends)]
        assert fitting, begins
        self.crawl.pressed.append(fitting[-1])
        await self.crawl.press(user, *fitting[-1][1:])

    async def _invited(self, name: str) -> None:
        await self._says(phone(SECRETARY), f"/member {name}，东关社区党支部")
        await self._chooses(phone(SECRETARY), "mem.add:")
        chats = self.crawl.world.front.engine.private
        texts = [
            stored.message.get("text", "")
            for (_, user), chat in chats.items()
            if user == phone(SECRETARY)
            for stored in chat.messages.values()
        ]
        self.codes.append([found[1] for found in map(CODE.search, texts) if found][-1])

    async def _joins(self, user: int, code: str) -> None:
        await self._says(user, f"/start {code}")
        await self._chooses(user, "join.no")
        await self._says(user, f"/start {code}")
        await self._chooses(user, f"join:{code}")

    async def _asks(self, user: int, code: str) -> None:
        await self._says(user, f"/start {code}")
        await self._chooses(user, f"join.mine:{code}")
        await self._chooses(user, f"join.ask:{code}")

    async def _roles(self) -> None:
        """Not by way of the list: it has many pages."""
        user, sheet = phone(SECRETARY), self.crawl.sheet(phone(SECRETARY))
        await self.crawl.press(user, sheet, f"rol:{COMMITTEE_MEMBER}")
        await self._chooses(user, f"rol.give:{COMMITTEE_MEMBER}:{Role.COMMITTEE_MEMBER}")
        await self._chooses(user, f"rol.right:{COMMITTEE_MEMBER}:", ":on")

    async def _roster(self) -> None:
        user = phone(SECRETARY)
        for _ in range(DRAFTS):  # a notice that was begun by chance would take the file for its own
            await self._says(user, "/cancel")
        file = Upload("名册.csv", GOOD_ROSTER.encode(), "text/csv")
        await self.crawl.sends(user, "document", file, "")
        await self._chooses(user, "ros.import:")
        await self.crawl.sends(user, "document", file, "")  # this one stays undecided

    async def _a_reason(self) -> None:
        """A service with a photo is handed in, and its leader begins to write why not."""
        photo = Upload("photo.jpg", picture(), "image/jpeg")
        await self.crawl.sends(phone(MEMBER), "photo", photo, SERVICE)
        await self._chooses(phone(MEMBER), "log.submit:")
        self.record_id = await self.crawl.world.database.read(newest_record)
        await self.crawl.press(phone(MEMBER), self.crawl.sheet(phone(MEMBER)), f"rec.card:{self.record_id}:0")
        await self._chooses(phone(MEMBER), f"rec.pic:{self.record_id}")
        await self.crawl.press(phone(LEADER), self.crawl.sheet(phone(LEADER)), f"rev.card:{self.record_id}")
        for action in ("rev.no", "rev.type"):
            await self._chooses(phone(LEADER), f"{action}:{self.record_id}:1")

    async def _a_draft(self) -> None:
        """A service that the member has not handed in."""
        await self._says(phone(MEMBER), SERVICE.replace("10日", "11日"))
        seen = [data for user, _, data in self.crawl.visible() if user == phone(MEMBER)]
        self.draft_id = max(int(data.split(":")[1]) for data in seen if data.startswith("log.submit:"))


def newest_record(tx: Transaction) -> int:
    column = schema.service_record.c
    return int(tx.execute(sa.select(sa.func.max(column.id)).where(column.person_id == MEMBER)).scalar_one())


def forged(joining: Joining) -> list[Shown]:
    """Buttons that this story has no occasion to show, about a draft and a record of the member."""
    member, draft_id = phone(MEMBER), joining.draft_id
    given = [
        (member, f"log.nohelp:{draft_id}"),
        (member, f"log.nophoto:{draft_id}"),
        (member, f"log.nostart:{draft_id}"),
        (member, f"log.start:{draft_id}:600"),
        (member, f"log.sure:{draft_id}"),
        (member, f"log.offer:{draft_id}:{LEADER}:0"),
        (phone(LEADER), f"star.past:{MEMBER}"),
        (phone(SECRETARY), "ros.branches:0"),
    ]
    return [(owner, joining.crawl.sheet(owner), data) for owner, data in given]
