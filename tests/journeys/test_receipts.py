"""收到, reminders, corrections and withdrawals, as the people of a branch see them."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.audience import Audience
from bot.domain.notices import NoticeKind
from storage.notices import NoticeRow
from storage.schema import account, group_chat
from tests.journeys.world import World
from tests.support.people import Group, Person, Shown
from tests.usecases import village as who
from tests.usecases.noticing import WHOLE_COMMITTEE, said, written
from tests.usecases.noticing import presses_send as sends
from tests.usecases.village import EAST, EAST_ONE, PEOPLE, Village

TEXT = "周六上午九点在村部打扫，请带扫把。"


class Chat:
    """The village with phones, and a secretary who has a notice to send."""

    def __init__(self, world: World, village: Village) -> None:
        self.world = world
        self.village = village

    @classmethod
    async def opened(cls, world: World) -> Chat:
        """Everybody of the eastern branch who has a phone has opened the bot."""
        chat = cls(world, await Village.settled(world.database))
        await chat.people(
            *(one for one, about in PEOPLE.items() if about[1] == EAST and one != who.PHONELESS)
        )
        return chat

    async def person(self, number: int) -> Person:
        """Somebody who has opened the bot."""
        person = await self.world.person(PEOPLE[number][0], id=1000 + number)
        await person.starts()
        await person.rest()
        return person

    async def people(self, *numbers: int) -> list[Person]:
        return [await self.person(number) for number in numbers]

    async def group(self, founder: Person, *members: Person) -> Group:
        """The branch's group chat, bound."""
        group = await self.world.group("东关党员群", founder, *members)
        row = {"chat_id": group.id, "branch_id": EAST, "title": group.title, "locale": "zh-Hans"}
        more = {"is_forum": False, "reach": "ok", "bound_at": self.world.clock()}
        await self.world.database.run(lambda tx: tx.execute(group_chat.insert(), {**row, **more}))
        return group

    async def sends(
        self, text: str = TEXT, sender: int = who.SECRETARY, audience: Audience | None = None, **more: Any
    ) -> NoticeRow:
        """A notice goes out and arrives."""
        now = self.world.clock()
        card = await written(self.village, sender, audience, said(text), now, **more)
        row = await sends(self.village, card, sender, now)
        await self.arrives()
        return row

    async def arrives(self) -> None:
        """Everything that is queued goes out."""
        self.world.app.dispatcher.wake()
        await self.world.settled()

    async def in_english(self, number: int) -> None:
        change = sa.update(account).where(account.c.person_id == number).values(locale="en")
        await self.world.database.run(lambda tx: tx.execute(change))


@pytest.fixture
async def chat(world: World) -> Chat:
    return await Chat.opened(world)


async def found(person: Person | Group, text: str) -> Shown:
    """The newest message that holds a text."""
    shown = [one for one in await person.look() if text in one.text]
    assert shown, person.transcript()
    return shown[-1]


async def presses(person: Person, data: str) -> Shown:
    """A button of the notice's own message, which another part of the chat shows; what comes of it."""
    await person.taps_data(data, on=(await person.look())[-1])
    await person.rest()
    await person.look()
    return person.last


async def test_a_member_confirms(chat: Chat) -> None:
    member, leader = await chat.people(who.MEMBER, who.LEADER)
    await chat.sends()
    notice = await found(member, "打扫")
    assert notice.buttons == ["收到"]
    assert await member.taps("收到") == "已确认"
    assert (await found(member, "打扫")).buttons == ["✓ 已收到"]
    assert (await found(leader, "打扫")).buttons == ["收到"]
    chat.world.clock.pass_(minutes=5)
    assert await member.taps("✓ 已收到") == "您11月20日 15:00已经确认过了"


async def test_a_member_confirms_in_english(chat: Chat) -> None:
    member = await chat.person(who.MEMBER)
    await chat.in_english(who.MEMBER)
    await chat.sends()
    assert await member.taps("Received") == "Confirmed"
    assert (await found(member, "打扫")).buttons == ["✓ Received"]
    chat.world.clock.pass_(minutes=5)
    assert await member.taps("✓ Received") == "You confirmed it before: 20 Nov 15:00"


async def test_a_button_that_cannot_change_harms_nobody(chat: Chat) -> None:
    member = await chat.person(who.MEMBER)
    row = await chat.sends()
    await chat.world.front.control("fault", method="editMessageReplyMarkup", kind="internal-error", count=3)
    assert await member.taps("收到") == "已确认"
    secretary = await chat.person(who.SECRETARY)
    assert "已收到1人" in (await presses(secretary, f"rcp.who:{row.id}")).text


async def test_many_type_it(chat: Chat) -> None:
    member = await chat.person(who.MEMBER)
    await chat.sends()
    await member.sends("收到！")
    assert TEXT in (await member.sees("✓ 已确认")).text
    await member.sends("收到")
    await member.rest()
    await member.sees_not("已确认")


async def test_who_types_it_chooses_among_several(chat: Chat) -> None:
    member = await chat.person(who.MEMBER)
    await chat.sends()
    await chat.sends("周日下午两点上党课。")
    await member.sends("收到了")
    listed = await member.sees("您有2条通知还没有确认")
    assert listed.buttons == ["收到：周日下午两点上党课。", f"收到：{TEXT}"]
    assert await member.taps("收到：周日") == "已确认"
    assert (await member.sees("您有1条")).buttons == [f"收到：{TEXT}"]
    await member.taps("收到：周六")
    assert (await member.sees("都确认过了")).buttons == []


async def test_somebody_else_cannot_confirm(chat: Chat) -> None:
    stranger, other, secretary = await chat.people(who.WEST_LEADER, who.OTHER_MEMBER, who.SECRETARY)
    row = await chat.sends(audience=Audience((EAST,), groups=(EAST_ONE,)))
    for person in (stranger, other):
        toast = await person.taps_data(f"rcp.ok:{row.id}", on=(await person.look())[-1])
        assert "不是发给您的" in toast
    assert "是您发的" in await secretary.taps_data(f"rcp.ok:{row.id}", on=secretary.last)
    assert "这是预览" in await secretary.taps_data("rcp.ok:0", on=secretary.last)
    for data in ("rcp.ok:", "rcp.ok", "rcp.ok:x", "rcp.go:1", "rcp.go:1:maybe", f"rcp.go:{row.id}:coming"):
        assert "不能用了" in await stranger.taps_data(data, on=stranger.last) or data.endswith("coming")


async def test_a_group_counts_its_members_only(chat: Chat) -> None:
    secretary, member, guest = await chat.people(who.SECRETARY, who.MEMBER, who.WEST_LEADER)
    passer = await chat.world.person("路人")
    group = await chat.group(secretary, member, guest, passer)
    row = await chat.sends(audience=Audience((EAST,), chats=(group.id,), nobody=True))
    assert (await found(group, "打扫")).buttons == ["收到"]
    assert await group.taps_as(member, "收到") == "已确认"
    assert "您在别的支部" in await group.taps_as(guest, "收到")
    assert "只统计本支部的党员" in await group.taps_as(passer, "收到")
    assert "是您发的" in await group.taps_as(secretary, "收到")
    assert (await found(group, "打扫")).buttons == ["收到"], "the button is everybody's"
    shown = await presses(secretary, f"rcp.who:{row.id}")
    assert "共6人，已收到1人，还没有5人" in shown.text


async def test_a_call_up_is_answered_and_changed(chat: Chat) -> None:
    member, leader, secretary = await chat.people(who.MEMBER, who.LEADER, who.SECRETARY)
    row = await chat.sends("河水上涨，请到大坝集合。", kind=NoticeKind.CALL_UP)
    assert (await found(member, "大坝")).buttons == ["能来", "在路上", "来不了"]
    assert await member.taps("能来") == "已记下：能来"
    assert (await found(member, "大坝")).buttons == ["✓ 能来", "在路上", "来不了"]
    assert await member.taps("在路上") == "已改成：在路上"
    assert (await found(member, "大坝")).buttons == ["能来", "✓ 在路上", "来不了"]
    assert "记着呢" in await member.taps("✓ 在路上")
    await leader.taps("来不了")
    shown = await presses(secretary, f"rcp.who:{row.id}")
    assert "能来0，在路上1，来不了1，没回答4" in shown.text
    for line in ("一组　2/3", "在路上：张三", "来不了：李秀英", "要当面告诉：老周", "没回答：刘敏"):
        assert line in shown.text


async def test_received_is_no_answer_to_a_call_up(chat: Chat) -> None:
    member = await chat.person(who.MEMBER)
    await chat.sends("河水上涨，请到大坝集合。", kind=NoticeKind.CALL_UP)
    await chat.sends()
    await member.sends("收到")
    asked = await member.sees("能不能来，请点一下")
    assert "大坝" in asked.text
    assert asked.buttons == ["能来", "在路上", "来不了"]
    assert await member.taps("在路上", on=asked) == "已记下：在路上"
    await member.sends("收到")
    assert TEXT in (await member.sees("✓ 已确认")).text


async def test_the_secretary_sees_who_has_and_who_has_not(chat: Chat) -> None:
    member, secretary = await chat.people(who.MEMBER, who.SECRETARY)
    row = await chat.sends()
    await member.taps("收到")
    shown = await presses(secretary, f"rcp.who:{row.id}")
    assert "共6人，已收到1人，还没有5人" in shown.text
    assert "其中1人在 Telegram 上联系不到" in shown.text
    for line in (
        "一组　1/3",
        "还没有：李秀英",
        "要当面告诉：老周",
        "二组　0/3",
        "还没有：刘敏、赵六、陈建国",
    ):
        assert line in shown.text
    assert "张三" not in shown.text
    assert shown.buttons == ["看已收到的人", "提醒未确认", "名单文件", "刷新"]
    await secretary.taps("看已收到的人")
    done = await secretary.sees("已收到：张三")
    assert "李秀英" not in done.text
    await secretary.taps("看还没有收到的人")
    await secretary.sees("还没有：李秀英")
    await secretary.taps("名单文件")
    file = await secretary.sees("收到情况.csv")
    rows = (await secretary.downloads(file)).decode("utf-8-sig").splitlines()
    assert rows[0] == "支部,党小组,姓名,回答,时间,能否在 Telegram 上联系到"
    assert "东关社区党支部,一组,张三,收到,2026-11-20 15:00,能" in rows
    assert "东关社区党支部,一组,老周,还没有,,不能，要当面告诉" in rows
    assert len(rows) == 7


async def test_many_branches_are_listed_with_a_button_each(chat: Chat) -> None:
    administrator, member = await chat.people(who.ADMINISTRATOR, who.MEMBER)
    row = await chat.sends(sender=who.ADMINISTRATOR, audience=WHOLE_COMMITTEE)
    await member.taps("收到")
    shown = await presses(administrator, f"rcp.who:{row.id}")
    assert "共10人，已收到1人，还没有9人" in shown.text
    assert "1. 东关社区党支部　1/7" in shown.text
    await administrator.taps("1", on=shown)
    branch = await administrator.sees("还没有：李秀英")
    assert "东关社区党支部　1/7" in branch.text
    await administrator.taps("所有支部")
    await administrator.sees("2. 西街村党支部")


async def test_those_who_have_not_are_reminded_once(chat: Chat) -> None:
    member, leader, secretary = await chat.people(who.MEMBER, who.LEADER, who.SECRETARY)
    row = await chat.sends()
    await member.taps("收到")
    asked = await presses(secretary, f"rcp.nudge:{row.id}")
    assert "还有4人没有确认" in asked.text
    assert "另外1人" in asked.text
    await secretary.taps("提醒他们")
    await secretary.sees("已经提醒4人")
    reminder = await leader.sees("王桂兰请您看一下这条通知")
    assert TEXT in reminder.text
    assert "您还没有点“收到”" in reminder.text
    assert reminder.buttons == ["收到", "看全文", "⏰ 稍后提醒"]
    await member.sees_not("请您看一下")
    assert await leader.taps("看全文") == "全文这就发给您"
    await leader.rest()
    assert len([one for one in await leader.look() if TEXT in one.text]) == 3
    assert "再发过一次" in await leader.taps("看全文")
    assert await leader.taps("收到", on=reminder) == "已确认"
    assert (await found(leader, "请您看一下")).buttons == ["✓ 已收到", "看全文"]
    assert "11月21日 03:00以后" in await secretary.taps_data(f"rcp.nudge:{row.id}", on=secretary.last)
    assert "11月21日 03:00以后" in await secretary.taps_data(f"rcp.sure:{row.id}", on=secretary.last)


async def test_nobody_is_reminded_at_night(chat: Chat) -> None:
    leader, secretary = await chat.people(who.LEADER, who.SECRETARY)
    row = await chat.sends()
    chat.world.clock.pass_(hours=8)
    asked = await presses(secretary, f"rcp.nudge:{row.id}")
    assert "现在是休息时间，会在11月21日 07:30送到" in asked.text
    await secretary.taps("提醒他们")
    await secretary.sees("会在11月21日 07:30提醒5人")
    await leader.sees_not("请您看一下")
    chat.world.clock.pass_(hours=8, minutes=30)
    await chat.arrives()
    assert "请您看一下" in (await leader.look())[-1].text


async def test_a_reminder_each_day(chat: Chat) -> None:
    leader, secretary = await chat.people(who.LEADER, who.SECRETARY)
    row = await chat.sends()
    chosen = await presses(secretary, f"rcp.plan:{row.id}")
    assert "最多3次" in chosen.text
    assert chosen.buttons == ["每天08:00", "每天12:00", "每天18:00", "自己写时间"]
    await secretary.taps("自己写时间")
    await secretary.sees("每天几点提醒")
    await secretary.sends("随便吧")
    await secretary.sees("没看懂这个时间")
    await secretary.sends("晚上十点")
    await secretary.sees("晚上9点到早上7点半不打扰大家")
    await secretary.sends("早上8点")
    planned = await secretary.sees("每天08:00提醒")
    assert "11月21日 08:00" in planned.text
    assert "还剩3次" in planned.text
    assert planned.buttons[-1] == "不再提醒"
    chat.world.clock.pass_(hours=17)
    await leader.sees("王桂兰请您看一下这条通知")
    await presses(secretary, f"rcp.plan:{row.id}")
    assert await secretary.taps("每天12:00") == "已定好"
    await secretary.taps("不再提醒")
    await secretary.sees("不再自动提醒")


async def test_a_slip_is_corrected_where_it_arrived(chat: Chat) -> None:
    member, secretary = await chat.people(who.MEMBER, who.SECRETARY)
    row = await chat.sends()
    await member.taps("收到")
    asked = await presses(secretary, f"chg.fix:{row.id}")
    assert "改好的全文" in asked.text
    await secretary.sends(TEXT)
    await secretary.sees("和原来的一样")
    await secretary.sends_photo(b"\xff\xd8picture")
    await secretary.sees("更正只能改文字")
    chat.world.clock.pass_(minutes=10)
    await secretary.sends(TEXT.replace("周六", "周日"))
    preview = await secretary.sees("大家看到的会变成上面这样")
    above = await found(secretary, "已更正 11月20日 15:10")
    assert "周日" in above.text
    assert above.buttons == ["收到"]
    assert "周六" in (await found(member, "打扫")).text
    assert preview.buttons == ["更正", "取消"]
    await secretary.taps("更正")
    await secretary.sees("✓ 已更正")
    await secretary.sees("已经送到的5条消息，马上")
    await member.rest()
    changed = await found(member, "打扫")
    assert changed.edited
    assert "周日" in changed.text
    assert "（已更正 11月20日 15:10）" in changed.text
    chat.world.clock.pass_(minutes=1)
    assert "已经确认过了" in await member.taps("收到")
    shown = await presses(secretary, f"rcp.who:{row.id}")
    assert "已收到1人" in shown.text
    assert "周日" in shown.text


async def test_formatting_typed_into_a_correction_arrives(chat: Chat) -> None:
    member, secretary = await chat.people(who.MEMBER, who.SECRETARY)
    row = await chat.sends()
    await presses(secretary, f"chg.fix:{row.id}")
    await secretary.sends("周日打扫，别忘了", entities=[{"type": "bold", "offset": 0, "length": 2}])
    await secretary.sees("大家看到的会变成")
    await secretary.taps("更正")
    await secretary.rest()
    entities = (await found(member, "周日打扫")).raw["entities"]
    assert [one["type"] for one in entities if one["type"] == "bold"]


async def test_a_correction_is_dropped(chat: Chat) -> None:
    member, secretary = await chat.people(who.MEMBER, who.SECRETARY)
    row = await chat.sends()
    await presses(secretary, f"chg.fix:{row.id}")
    await secretary.sends("写错了")
    card = await secretary.sees("大家看到的会变成")
    await secretary.taps("取消")
    await secretary.sees("没有改动")
    assert "已经办完了" in await secretary.taps_data(card.keyboard[0][0]["callback_data"], on=secretary.last)
    assert not (await found(member, "打扫")).edited


async def test_a_notice_is_taken_back(chat: Chat) -> None:
    member, leader, secretary = await chat.people(who.MEMBER, who.LEADER, who.SECRETARY)
    group = await chat.group(secretary, member)
    row = await chat.sends(audience=Audience((EAST,), chats=(group.id,)))
    assert TEXT in (await found(leader, "打扫")).text
    asked = await presses(secretary, f"chg.take:{row.id}")
    assert "会从大家的聊天里删掉" in asked.text
    assert asked.buttons == ["撤回", "不用了"]
    await secretary.taps("不用了")
    await secretary.sees("没有撤回")
    await presses(secretary, f"chg.take:{row.id}")
    await secretary.taps("撤回")
    await secretary.sees("已撤回")
    await secretary.rest()
    await secretary.look()
    if "刷新" in secretary.last.buttons:
        await secretary.taps("刷新")
        await secretary.rest()
    shown = await presses(secretary, f"chg.take:{row.id}")
    assert "已删掉：6处" in shown.text
    assert "全部删掉了" in shown.text
    for place in (member, leader, group):
        assert not [one for one in await place.look() if TEXT in one.text]
    toast = await member.taps_data(f"rcp.ok:{row.id}", on=member.last)
    assert "已经撤回" in toast


async def test_where_it_stays_is_said(chat: Chat) -> None:
    secretary, member = await chat.people(who.SECRETARY, who.MEMBER)
    row = await chat.sends()
    for (_, user), private in chat.world.front.engine.private.items():
        if user == member.id:
            for stored in private.messages.values():
                stored.message["date"] -= 50 * 3600  # nobody can delete it any more
    chat.world.clock.pass_(hours=50)
    asked = await presses(secretary, f"chg.take:{row.id}")
    assert "48小时以前送到的" in asked.text
    await secretary.taps("撤回")
    await secretary.rest()
    shown = await presses(secretary, f"chg.take:{row.id}")
    assert "已删掉：4处" in shown.text
    assert "没能删掉：1处（超过48小时" in shown.text
    assert "其中有：张三" in shown.text
    await found(member, "打扫")


async def test_not_for_others(chat: Chat) -> None:
    member, secretary = await chat.people(who.MEMBER, who.SECRETARY)
    row = await chat.sends()
    await secretary.look()
    for data in (
        *(f"rcp.who:{row.id}", f"rcp.br:{row.id}:0:0:0", f"rcp.br:{row.id}:{EAST}:0:0", f"rcp.file:{row.id}"),
        *(f"rcp.nudge:{row.id}", f"rcp.sure:{row.id}", f"rcp.plan:{row.id}", f"rcp.at:{row.id}:480"),
        *(f"rcp.type:{row.id}", f"rcp.off:{row.id}", f"chg.fix:{row.id}", f"chg.take:{row.id}"),
        *(f"chg.sure:{row.id}", f"chg.seen:{row.id}"),
    ):
        assert "没有权限" in await member.taps_data(data, on=(await member.look())[-1]), data


async def test_the_secretarys_side_in_english(chat: Chat) -> None:
    member, leader, secretary = await chat.people(who.MEMBER, who.LEADER, who.SECRETARY)
    for number in (who.MEMBER, who.LEADER, who.SECRETARY):
        await chat.in_english(number)
    row = await chat.sends("Cleaning on Saturday at 9")
    await member.sends("Received")
    await member.sees("✓ Confirmed: Cleaning on Saturday at 9")
    shown = await presses(secretary, f"rcp.who:{row.id}")
    assert "Of 6 people 1 have confirmed, 5 not yet" in shown.text
    assert "One of them cannot be reached on Telegram" in shown.text
    assert shown.buttons == ["Who has confirmed", "Remind", "List as a file", "Refresh"]
    await secretary.taps("Remind")
    assert "4 people have not confirmed" in (await secretary.sees("Remind them once now?")).text
    await secretary.taps("Remind daily")
    await secretary.sees("3 times at most")
    await secretary.taps("Write a time")
    await secretary.sees("At what time each day?")
    await secretary.sends("every day at 8am")
    planned = await secretary.sees("Each day at 08:00")
    assert "Next: 21 Nov 08:00" in planned.text
    await secretary.taps("No more reminders")
    await secretary.sees("no more reminders by themselves")
    await presses(secretary, f"rcp.nudge:{row.id}")
    await secretary.taps("Remind them")
    await secretary.sees("✓ 4 people reminded")
    reminder = await leader.sees("asks you to look at this notice")
    assert reminder.buttons == ["Received", "Show the whole notice", "⏰ Later"]
    assert "You can do it again after 21 Nov 03:00" in await secretary.taps_data(
        f"rcp.nudge:{row.id}", on=secretary.last
    )
    await presses(secretary, f"chg.fix:{row.id}")
    await secretary.sends("Cleaning on Sunday at 9")
    await secretary.sees("This is what people will see")
    await secretary.taps("Correct")
    await secretary.sees("5 messages that had arrived are being changed")
    await member.rest()
    assert "(corrected 20 Nov 15:00)" in (await found(member, "Cleaning on Sunday")).text
    await presses(secretary, f"chg.take:{row.id}")
    await secretary.taps("Withdraw")
    await secretary.sees("Withdrawn")
    await member.rest()
    assert not [one for one in await member.look() if "Cleaning on Sunday" in one.text and one.buttons]


@pytest.mark.parametrize("locale", ["zh-Hant"])
async def test_a_call_up_over_every_way(any_world: World) -> None:
    """In this process and over HTTP, on SQLite and PostgreSQL."""
    chat = await Chat.opened(any_world)
    member, secretary = await chat.people(who.MEMBER, who.SECRETARY)
    row = await chat.sends("河水上涨，请到大坝集合。", kind=NoticeKind.CALL_UP)
    await member.taps("能来")
    await member.taps("来不了")
    shown = await presses(secretary, f"rcp.who:{row.id}")
    assert "来不了：张三" in shown.text
    await presses(secretary, f"rcp.nudge:{row.id}")
    await secretary.taps("提醒他们")
    await secretary.sees("已经提醒4人")
    await secretary.rest()
    await presses(secretary, f"chg.take:{row.id}")
    await secretary.taps("撤回")
    await secretary.sees("已撤回")
    await member.rest()
    assert not [one for one in await member.look() if "大坝" in one.text]
