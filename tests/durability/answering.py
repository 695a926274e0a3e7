"""The part of the story after a notice has gone out: confirmed, reminded of, corrected and taken back."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.audience import Audience
from bot.domain.notices import NoticeContent, NoticeKind, NoticeState
from bot.domain.rich_text import RichText
from bot.usecases.notice_clock import end
from bot.usecases.notice_launch import launch
from storage import notices, receipts, schema
from storage.actors import Caller, load_actor
from storage.database import Transaction
from storage.notices import NewNotice
from tests.durability.crawling import MEMBER, OTHER, Crawl
from tests.durability.township import BRANCH, LEADER, SECRETARY, phone

# Nobody else of the branch may confirm it.
READERS = (MEMBER, OTHER, LEADER)
LONG = "关于打扫卫生的通知\n" + "请大家带好工具，准时参加。" * 300


def theirs(tx: Transaction, person_id: int) -> tuple[str, ...]:
    """How the data of the buttons begin by which somebody answers the notices they have got and the meetings
    they are called to, wherever the button stands."""
    newest = tx.execute(sa.select(sa.func.max(schema.notice.c.id))).scalar_one()
    got = [one for one in range(1, newest + 1) if receipts.concerns(tx, one, person_id, phone(person_id))]
    actions = ("rcp.ok", "rcp.one", "rcp.text", "rcp.go")
    of_person = schema.meeting_person.c.person_id == person_id
    called = tx.execute(sa.select(schema.meeting_person.c.meeting_id).where(of_person)).scalars().all()
    answers = ("mtg.come", "mtg.leave", "mtg.why")
    return (
        *(f"{action}:{one}" for action in actions for one in got),
        *(f"{answer}:{one}" for answer in answers for one in called),
    )


class Answering:
    """Notices to three people, and what can be pressed about them."""

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl

    async def happens(self) -> None:
        """The members answer, the secretary looks, reminds, corrects one notice and takes another back."""
        cleaning = await self._sent("周六打扫卫生")
        flood = await self._sent("河水上涨，请到大坝集合", NoticeKind.CALL_UP)
        lesson = await self._sent("周日上党课")
        await self._chooses(MEMBER, f"rcp.ok:{cleaning}")
        await self._chooses(MEMBER, f"rcp.go:{flood}:coming")
        await self._says(OTHER, "收到")  # to a call-up that is no answer: it is asked again
        await self._chooses(OTHER, f"rcp.go:{flood}:cannot")
        await self._says(OTHER, "收到")
        await self._chooses(OTHER, f"rcp.one:{cleaning}")
        await self._looks(cleaning)
        await self._reminds(cleaning)
        await self._corrects(cleaning)
        await self._takes_back(lesson)
        await self._ended(cleaning, flood)

    async def _sent(self, text: str, kind: NoticeKind = NoticeKind.NOTICE) -> int:
        world = self.crawl.world

        def send(tx: Transaction) -> int:
            actor = load_actor(tx, Caller(phone(SECRETARY), "zh-Hans", "Asia/Shanghai", is_operator=False))
            audience = Audience((BRANCH,), people=READERS)
            content = NoticeContent(RichText(text))
            new = NewNotice(
                BRANCH,
                None,
                SECRETARY,
                phone(SECRETARY),
                kind,
                NoticeState.SCHEDULED,
                content,
                audience,
                world.clock(),
                None,
            )
            return launch(tx, actor, notices.create(tx, new, world.clock()), world.clock()).id

        notice_id = await world.database.run(send)
        world.app.dispatcher.wake()
        await self._says(SECRETARY, "/help")
        return notice_id

    async def _looks(self, notice_id: int) -> None:
        await self._presses(SECRETARY, f"rcp.who:{notice_id}")
        for begins in ("rcp.br:", "rcp.file:"):
            await self._chooses(SECRETARY, begins)

    async def _reminds(self, notice_id: int) -> None:
        for begins in ("rcp.nudge:", "rcp.leave", "rcp.nudge:", "rcp.plan:", "rcp.at:", "rcp.off:"):
            await self._chooses(SECRETARY, begins)
        await self._chooses(SECRETARY, "rcp.plan:")
        await self._chooses(SECRETARY, "rcp.type:")
        await self._says(SECRETARY, "晚上7点")
        await self._chooses(SECRETARY, "rcp.nudge:")
        await self._chooses(SECRETARY, "rcp.sure:")
        await self._chooses(LEADER, f"rcp.text:{notice_id}")

    async def _corrects(self, notice_id: int) -> None:
        await self._presses(SECRETARY, f"chg.fix:{notice_id}")
        await self._says(SECRETARY, LONG)
        await self._says(SECRETARY, "完")
        await self._presses(SECRETARY, f"chg.fix:{notice_id}")
        await self._says(SECRETARY, "周日打扫卫生")
        await self._chooses(SECRETARY, "chg.do:")
        await self._presses(SECRETARY, f"chg.fix:{notice_id}")  # this one stays open

    async def _takes_back(self, notice_id: int) -> None:
        await self._presses(SECRETARY, f"chg.take:{notice_id}")
        await self._chooses(SECRETARY, "chg.leave")
        await self._presses(SECRETARY, f"chg.take:{notice_id}")
        await self._chooses(SECRETARY, "chg.sure:")
        await self._chooses(SECRETARY, "chg.seen:")

    async def _ended(self, *notice_ids: int) -> None:
        """The clock has ended them: from now on nothing changes by itself."""
        world = self.crawl.world
        await world.settled()
        for notice_id in notice_ids:
            await world.database.run(end, notice_id, world.clock())

    async def _says(self, who: int, text: str) -> None:
        await self.crawl.act("send", user=phone(who), chat=0, text=text)

    async def _presses(self, who: int, data: str) -> None:
        """A button that stands on a message which another part of the chat has put there."""
        place = (phone(who), self.crawl.sheet(phone(who)), data)
        self.crawl.shown[place] = None
        self.crawl.pressed.append(place)
        await self.crawl.press(*place)

    async def _chooses(self, who: int, begins: str) -> None:
        """Press the last button of that kind that is to be seen."""
        seen = [one for one in self.crawl.visible() if one[0] == phone(who)]
        fitting = [one for one in seen if one[2].startswith(begins)]
        assert fitting, begins
        self.crawl.pressed.append(fitting[-1])
        await self.crawl.press(phone(who), *fitting[-1][1:])
