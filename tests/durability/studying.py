"""The part of the story in which plans of study are put together, sent, finished, and lessons are entered."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.audience import Audience
from bot.domain.meetings import MeetingKind, MeetingState, Presence
from bot.domain.study import Item, ItemKind
from storage import attendance, meetings, study
from storage.database import Transaction
from storage.meetings import NewMeeting
from storage.study import NewPlan
from tests.durability.crawling import MEMBER, OTHER, Crawl
from tests.durability.township import BRANCH, LEADER, SECRETARY, phone
from tests.journeys.world import OPERATOR

LEADS = phone(SECRETARY)
PLAN = "冬季学习\n党章\n公报 12371.cn/a\n讲话\n读书\n读报\n电影"


class Studying:
    """Plans that were dropped, changed, stopped, and one that goes on; a lesson that was taken back."""

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl

    async def happens(self) -> None:
        """With every button there is."""
        await self._says("/cancel")
        await self._is_put_together()
        await self._is_changed()
        await self._is_finished()
        await self._is_looked_at()
        await self._is_entered()

    async def _is_put_together(self) -> None:
        await self._says("/study")
        await self._presses("st.new")
        await self._says(PLAN)
        await self._presses("st.peek:", "st.edit:", "st.when:", "st.at:", "st.flip:", "st.card:", "st.edit:")
        await self._presses("st.from:", "st.since:", "st.edit:", "st.who:", "st.grp:", "st.card:", "st.edit:")
        await self._presses("st.many:", "st.once:", "st.edit:", "st.rem:", "st.day:", "st.edit:", "st.min:")
        await self._presses(
            "st.len:", "st.edit:", "st.chat:", "st.flip:", "st.card:", "st.edit:", "st.title:"
        )
        await self._says("冬训学习")
        await self._presses("st.edit:", "st.add:")
        await self._says("戏曲\n歌曲\n诗词")
        await self._presses("st.edit:", "st.items:", "st.items:", "st.out:", "st.clear:")
        await self._says("/study")
        await self._presses("st.new", "st.fresh", "st.off:")
        await self._says("/study")
        await self._presses("st.new", "st.card:", "st.off:")
        await self._says("/study", OPERATOR)
        await self._presses("st.new", "st.br:", "st.off:", user=OPERATOR)

    async def _is_changed(self) -> None:
        """Its first item is sent on the same afternoon: more would be too much for one day."""
        await self._says(f"/study {PLAN}")
        await self._presses("st.edit:", "st.when:")
        await self._says("每天15:40")
        await self._presses("st.send:", "st.plan:", "st.change:", "st.edit:", "st.rem:")
        await self._says("每周日18点")
        await self._presses("st.send:", "st.plan:", "st.turn:", "st.turn:")

    async def _is_finished(self) -> None:
        afternoon = self.crawl.world.clock.now
        await self.crawl.world.database.run(self._more)
        self.crawl.world.clock.pass_(minutes=45)
        await self.crawl.world.settled()
        for person_id in (MEMBER, OTHER):
            await self._says("/study", phone(person_id))
        await self._presses("st.done:", "st.mine", "st.list:", "st.open:", "st.done:", user=phone(MEMBER))
        await self._presses("st.tick:", "st.tick:", user=phone(OTHER))
        self.crawl.world.clock.now = afternoon

    async def _is_looked_at(self) -> None:
        await self._says("/study")
        await self._presses(
            "st.plans", "st.plan:", "st.names:", "st.all:", "st.item:", "st.mark:", "st.item:"
        )
        await self._says(f"/study {PLAN}")
        await self._presses("st.send:", "st.plan:", "st.stop:", "st.turn:", "st.plans")

    def _more(self, tx: Transaction) -> None:
        """More than a page of what was sent some time ago."""
        now = self.crawl.world.clock.now
        items = [Item(ItemKind.TEXT, f"第{number}课") for number in range(6)]
        plan = study.create(
            tx, NewPlan(BRANCH, "秋季学习", Audience((BRANCH,)), 1, False, SECRETARY), items, now
        )
        study.mark_sent(tx, [one.id for one in study.items_of(tx, plan.id)], now)

    def _lesson(self, tx: Transaction) -> None:
        """A party lesson was held an hour ago, and one member came."""
        now = self.crawl.world.clock.now
        new = NewMeeting(
            BRANCH, None, MeetingKind.LESSON, now - timedelta(hours=1), "活动室", "", "", SECRETARY
        )
        row = meetings.create(tx, new, now)
        attendance.invite(tx, row.id, Audience((BRANCH,)))
        attendance.set_attendee(tx, row.id, [MEMBER], presence=Presence.ON_TIME.value)
        meetings.change(tx, row, state=MeetingState.HELD.value)

    async def _is_entered(self) -> None:
        await self.crawl.world.database.run(self._lesson)
        await self._says("/study")
        await self._presses("st.book", "st.hrs:", "st.file:", "st.less:", "st.pick:", "st.pg:", "st.next:")
        await self._presses("st.long:", "st.why:", "st.enter:", "st.hrs:", "st.log:", "st.entry:", "st.undo:")
        await self._says("/study")
        await self._presses("st.book", "st.less:", "st.came:", "st.next:")
        await self._says("1.5")
        await self._presses("st.quit:")
        await self._says("/study")
        await self._presses("st.book", "st.less:", "st.pick:", "st.next:", "st.long:")
        await self._says("读书会")
        await self._presses("st.quit:")
        await self._says("/study", OPERATOR)
        await self._presses("st.book", f"st.hrs:{BRANCH}:", user=OPERATOR)
        await self._says("/study", phone(LEADER))

    async def _says(self, text: str, user: int = LEADS) -> None:
        await self.crawl.act("send", user=user, chat=0, text=text)

    async def _presses(self, *actions: str, user: int = LEADS) -> None:
        """The last button of each kind that is to be seen, one after the other."""
        for begins in actions:
            seen = [one for one in self.crawl.visible() if one[0] == user and one[2].startswith(begins)]
            assert seen, begins
            self.crawl.pressed.append(seen[-1])
            await self.crawl.press(user, *seen[-1][1:])
