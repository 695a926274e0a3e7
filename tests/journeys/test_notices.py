"""Sending a notice, as the secretary and the members of a branch see it."""

from __future__ import annotations

import pytest

from tests.journeys.test_review import Chat
from tests.journeys.world import World
from tests.support.people import Person, Shown
from tests.usecases import village as who
from tests.usecases.village import Village

PICTURE = b"\xff\xd8\xff\xe0 a picture"
MEETING = "明天上午9点在村部开会"


@pytest.fixture
async def chat(world: World) -> Chat:
    return Chat(world, await Village.settled(world.database))


@pytest.fixture
async def secretary(chat: Chat) -> Person:
    return await chat.person(who.SECRETARY)


async def everybody(chat: Chat) -> list[Person]:
    """The members of the secretary's branch who have a phone, herself apart."""
    members = (who.LEADER, who.MEMBER, who.COMMITTEE, who.OTHER_LEADER, who.OTHER_MEMBER)
    return [await chat.person(number) for number in members]


async def previews(person: Person, text: str) -> None:
    """Writes a notice in one go, up to the card."""
    await person.sends(f"/notice {text}")
    await person.sees("发送吗")


async def test_written_in_one_go_previewed_sent_and_counted(chat: Chat, secretary: Person) -> None:
    members = await everybody(chat)
    await secretary.sends(f"/notice {MEETING}")
    card = await secretary.sees("发送吗")
    assert card.buttons[:3] == ["发送", "修改", "取消"]
    for piece in (
        "东关社区党支部全体党员",
        "私聊能收到：5人，不算您自己",
        "收不到：1人",
        "没有加入：1",
        "大约要1秒",
    ):
        assert piece in card.text
    shown = secretary.messages[-2]
    assert MEETING in shown.text
    assert shown.buttons == ["收到"]
    assert "预览" in await secretary.taps("收到", on=shown)
    assert await secretary.taps("发送", on=card) == "开始发送"
    for member in members:
        got = await member.sees(MEETING)
        assert got.text == shown.text  # exactly what was previewed
        assert got.buttons == ["收到"]
    await secretary.rest()
    await secretary.look()
    report = secretary.last
    assert report.id == card.id  # one message, edited
    for piece in ("发完了", "已送到：5", "没送到：1", "没有加入：老周", "收到”：0人，共6人"):
        assert piece in report.text
    assert report.buttons == ["收到情况", "提醒未确认", "更多"]


async def test_step_by_step_with_formatting(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    await secretary.sends("发通知")
    asked = await secretary.sees("要通知什么")
    assert "谁也收不到" in asked.text
    await secretary.sends("请带身份证 <原件>", entities=[{"type": "bold", "offset": 1, "length": 4}])
    await secretary.sees("发送吗")
    shown = secretary.messages[-2]
    assert "带身份证" in _bold(shown)
    await secretary.taps("发送")
    got = await member.sees("请带身份证 <原件>")
    assert got.raw["entities"] == shown.raw["entities"]


async def test_the_text_is_replaced_and_the_notice_dropped(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    await previews(secretary, MEETING)
    await secretary.taps("修改")
    await secretary.taps("换文字")
    await secretary.sees("换掉原来的文字")
    await secretary.sends("会议改到后天上午9点")
    card = await secretary.sees("发送吗")
    assert "后天" in secretary.messages[-2].text
    assert MEETING not in secretary.messages[-2].text
    await secretary.taps("取消")
    await secretary.sees("这条通知不发了")
    assert "已经取消" in await secretary.taps_data(_data(card, "发送"), on=card)
    await member.sees_not("会议")


async def test_a_card_that_is_old_sends_nothing(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    await previews(secretary, MEETING)
    card = secretary.last
    data = _data(card, "发送")
    await secretary.sends("请大家准时到")
    newer = await secretary.sees("发送吗")
    assert "准时到" in secretary.messages[-2].text
    assert "刚才改过" in await secretary.taps_data(data, on=newer)
    await member.sees_not("准时到")
    assert await secretary.taps("发送") == "开始发送"
    await member.sees("准时到")


async def test_sent_once_however_often_it_is_pressed(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    await previews(secretary, MEETING)
    card = secretary.last
    data = _data(card, "发送")
    for _ in range(3):
        await secretary.taps_data(data, on=card)
    await member.rest()
    await member.look()
    assert sum(MEETING in shown.text for shown in member.messages) == 1


async def test_pictures_and_a_file(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    await secretary.sends("/notice")
    await secretary.sees("要通知什么")
    await secretary.sends_photo(PICTURE, caption="新的宣传栏")
    await secretary.sees("发送吗")
    shown = secretary.messages[-2]
    assert "photo" in shown.raw
    assert shown.buttons == ["收到"]
    await secretary.sends_file("名单.xlsx", b"a table")
    card = await secretary.sees("发送吗")
    await secretary.taps("发送", on=card)
    await member.sees("新的宣传栏")
    await member.rest()
    await member.look()
    assert [one for one in member.messages if "photo" in one.raw]
    assert [one for one in member.messages if "名单.xlsx" in one.text]


async def test_an_album_is_collected_on_one_message(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    await secretary.sends("/notice")
    await secretary.sees("要通知什么")
    await secretary.sends_photos(PICTURE, PICTURE + b"2", PICTURE + b"3", caption="植树留影")
    await secretary.sees("已收到3张照片")
    assert sum("已收到" in one.text for one in secretary.messages) == 1
    await secretary.taps("发完了")
    await secretary.sees("发送吗")
    await secretary.taps("修改")
    await secretary.taps("去掉照片和文件")
    await secretary.sees("发送吗")
    await secretary.taps("发送")
    await member.sees("植树留影")
    assert [one for one in member.messages if "photo" in one.raw] == []


async def test_what_a_notice_cannot_hold(chat: Chat, secretary: Person) -> None:
    await secretary.sends("/notice")
    await secretary.sees("要通知什么")
    for number in range(11):
        await secretary.sends_photo(PICTURE + bytes([number]))
        await secretary.rest()
    await secretary.sees("最多放")
    await secretary.sends_file("一.docx", b"one")
    await secretary.sees("发送吗")
    await secretary.sends_file("二.docx", b"two")
    await secretary.sees("只能放一个文件")
    await secretary.sends("/notice")
    await secretary.sees("还没发")
    await secretary.taps("接着办")
    await secretary.sees("发送吗")


async def test_a_forwarded_text_is_content_only_when_asked_for(chat: Chat, secretary: Person) -> None:
    await secretary.sends("镇里的通知", forwarded=True)
    await secretary.sees("转发的消息不作数")
    await secretary.sends("/notice")
    await secretary.sees("要通知什么")
    await secretary.sends("镇里的通知", forwarded=True)
    await secretary.sees("发送吗")
    assert "镇里的通知" in secretary.messages[-2].text


async def test_who_gets_it(chat: Chat, secretary: Person) -> None:
    member, other = await chat.person(who.MEMBER), await chat.person(who.OTHER_MEMBER)
    await previews(secretary, MEETING)
    await secretary.taps("发给谁")
    await secretary.sees("发给谁？")
    assert "✓ 全体党员" in secretary.buttons
    await secretary.taps("党小组")
    await secretary.taps("一组")
    screen = await secretary.sees("的一组")
    assert "✓ 一组" in screen.buttons
    assert "私聊能收到：2人" in screen.text
    await secretary.taps("返回")
    await secretary.taps("挑人")
    await secretary.taps("刘敏")
    await secretary.sees("一组、刘敏")
    await secretary.taps("好了")
    card = await secretary.sees("发送吗")
    assert "私聊能收到：3人" in card.text
    # Only the card is redrawn: the preview says the same as before.
    assert sum(MEETING in one.text for one in secretary.messages if one.from_bot) == 1
    await secretary.taps("发送")
    await member.sees(MEETING)
    await other.sees(MEETING)
    stranger = await chat.person(who.COMMITTEE)
    await stranger.sees_not(MEETING)


async def test_nobody_chosen_can_be_sent_to(chat: Chat, secretary: Person) -> None:
    await previews(secretary, MEETING)
    await secretary.taps("发给谁")
    await secretary.taps("身份")
    await secretary.taps("预备党员")
    await secretary.sees("的预备党员")
    await secretary.taps("好了")
    card = await secretary.sees("还没有人能收到")
    assert "发送" not in card.buttons
    await secretary.taps("发给谁")
    await secretary.taps("全体党员")
    await secretary.taps("好了")
    await secretary.sees("能收到：5人")


async def test_later_by_a_button_and_in_words(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    await previews(secretary, MEETING)
    await secretary.taps("稍后发送")
    asked = await secretary.sees("什么时候发")
    assert asked.buttons == ["今晚7点", "明早8点", "明晚7点", "返回"]
    for text, answer in (("昨天8点", "已经过去"), ("说不好", "没看明白"), ("后天", "几点")):
        await secretary.sends(text)
        await secretary.sees(answer)
    await secretary.sends("后天上午10点")
    card = await secretary.sees("11月22日 周日 10:00")
    assert card.buttons[0] == "按时发送"
    assert "休息" not in card.text
    await secretary.taps("稍后发送")
    await secretary.sends("明晚11点")
    card = await secretary.sees("11月21日 周六 23:00")
    assert "在休息，照样会送到" in card.text
    await secretary.taps("稍后发送")
    await secretary.taps("明早8点")
    await secretary.sees("11月21日 周六 08:00")
    assert await secretary.taps("按时发送") == "安排好了"
    waiting = await secretary.sees("到时间自动发")
    assert waiting.buttons == ["取消发送"]
    await member.sees_not(MEETING)
    assert await secretary.taps("取消发送") == "已取消"
    await secretary.sees("谁也没有收到")
    chat.world.clock.pass_(hours=20)
    await member.sees_not(MEETING)


async def test_at_night_it_waits_for_the_morning_or_goes_at_once(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    chat.world.clock.pass_(hours=7)
    await previews(secretary, MEETING)
    card = secretary.last
    assert "11月21日 周六 07:30送到" in card.text
    assert "现在就发" in card.buttons
    assert await secretary.taps("发送", on=card) == "安排好了"
    await secretary.sees("11月21日 周六 07:30")
    await member.sees_not(MEETING)
    await previews(secretary, "今晚停水")
    await secretary.taps("现在就发")
    await member.sees("今晚停水")


async def test_a_call_up_counts_the_answers(chat: Chat, secretary: Person) -> None:
    member, leader = await chat.person(who.MEMBER), await chat.person(who.LEADER)
    chat.world.clock.pass_(hours=9)
    await previews(secretary, "河堤告急，请马上到村部集合")
    await secretary.taps("改为应急集结")
    card = await secretary.sees("应急集结：上面")
    assert "07:30" not in card.text
    assert secretary.messages[-2].buttons == ["能来", "在路上", "来不了"]
    await secretary.taps("发送", on=card)
    await member.sees("河堤告急")
    await leader.sees("河堤告急")
    await member.taps("在路上")
    await leader.taps("来不了")
    await secretary.rest()
    await secretary.look()
    for piece in ("能来：0人", "在路上：1人", "来不了：1人", "还没回答：4人"):
        assert piece in secretary.last.text


async def test_a_long_paste_is_put_together_and_numbered(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    text = _plan(9_000)
    await secretary.sends("/notice")
    await secretary.sees("要通知什么")
    await secretary.pastes(text)
    card = await secretary.sees("发送吗", within=10)
    assert "每人会收到" in card.text
    await secretary.taps("发送", on=card)
    await member.sees("（1/", within=10)
    await member.rest()
    await member.look()
    got = "".join(one.raw.get("text", "") for one in member.messages if one.from_bot)
    for paragraph in text.split("\n"):
        assert paragraph in got


async def test_a_very_long_text_goes_out_as_a_file(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    await secretary.sends("/notice")
    await secretary.sees("要通知什么")
    await secretary.pastes(_plan(30_000))
    card = await secretary.sees("发送吗", within=10)
    assert "全文放在文件里" in card.text
    shown = secretary.messages[-2]
    assert "[年度工作安排.docx]" in shown.text
    await secretary.taps("发送", on=card)
    got = await member.sees("年度工作安排.docx", within=10)
    assert got.text == shown.text
    assert (await member.downloads(got))[:2] == b"PK"


async def test_stopped_in_the_middle(chat: Chat, secretary: Person) -> None:
    members = await everybody(chat)
    await previews(secretary, MEETING)
    await chat.world.app.dispatcher.stop(grace=1.0)
    await secretary.taps("发送")
    sending = await secretary.sees("正在发送")
    assert sending.buttons == ["停止", "收到情况"]
    assert "还有5" in sending.text
    assert await secretary.taps("停止") == "已停止"
    stopped = await secretary.sees("已停止")
    assert "停下来没送的：5" in stopped.text
    for member in members:
        await member.look()
        assert not any(MEETING in one.text for one in member.messages)


async def test_who_was_not_reached_as_a_file_and_the_list_of_notices(chat: Chat, secretary: Person) -> None:
    await everybody(chat)
    await previews(secretary, MEETING)
    await secretary.taps("发送")
    await secretary.rest()
    await secretary.taps("更多")
    offered = await secretary.sees("还要做什么")
    assert offered.buttons == ["更正", "撤回", "定时提醒", "没收到的名单", "照这条再写"]
    await secretary.taps("没收到的名单")
    file = await secretary.sees("没收到的名单.csv")
    assert "老周,东关社区党支部,一组,没有加入" in (await secretary.downloads(file)).decode("utf-8-sig")
    await secretary.sends("/notice")
    await secretary.sees("要通知什么")
    await secretary.taps("我的通知")
    listed = await secretary.sees("我的通知")
    assert MEETING in listed.text
    await secretary.taps("1", on=listed)
    await secretary.sees("发完了")


async def test_who_may_not_is_told_so(chat: Chat) -> None:
    member = await chat.person(who.MEMBER)
    await member.sends(f"/notice {MEETING}")
    await member.sees("没有权限")
    stranger = await chat.world.person("路人")
    await stranger.sends("发通知")
    await stranger.sees("还没有加入支部")


async def test_a_log_in_between_is_a_log(chat: Chat, secretary: Person) -> None:
    await previews(secretary, MEETING)
    await secretary.sends("今天上午在东关社区扫雪2小时")
    await secretary.sees("记得对吗")
    await secretary.sends_photo(PICTURE)
    await secretary.sees("照片：1张")


async def test_a_committee_administrator_chooses_branches_first(chat: Chat) -> None:
    official = await chat.person(who.ADMINISTRATOR)
    west, east = await chat.person(who.WEST_LEADER), await chat.person(who.MEMBER)
    await previews(official, "全镇党员大会")
    await official.taps("发给谁")
    await official.taps("支部")
    await official.taps("东关社区党支部")
    await official.taps("好了")
    await official.sees("东关社区党支部")
    await official.taps("发送")
    await east.sees("全镇党员大会")
    await west.sees("全镇党员大会")


async def test_in_english(chat: Chat) -> None:
    chat.world.locale = "en"
    secretary, member = await chat.person(who.SECRETARY), await chat.person(who.MEMBER)
    for person in (secretary, member):
        await person.sends("/language")
        await person.rest()
        await person.taps("English")
    await secretary.sends("send a notice")
    await secretary.sees("What is the notice?")
    await secretary.sends("Meeting tomorrow at nine")
    card = await secretary.sees("Send it?")
    assert card.buttons[:3] == ["Send", "Change", "Cancel"]
    assert "Not reached: 1" in card.text
    assert await secretary.taps("Send", on=card) == "Sending"
    await member.sees("Meeting tomorrow at nine")
    await secretary.rest()
    await secretary.look()
    for piece in ("Sent", "Delivered: 1", "has not joined: 老周", "Received: 0 of 6"):
        assert piece in secretary.last.text


def _data(shown: Shown, label: str) -> str:
    button = shown.button(label)
    assert button is not None
    return str(button["callback_data"])


def _bold(shown: Shown) -> list[str]:
    units = shown.raw["text"].encode("utf-16-le")
    bold = [one for one in shown.raw["entities"] if one["type"] == "bold"]
    return [
        units[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le") for one in bold
    ]


def _plan(length: int) -> str:
    """A made-up plan of about so many characters, with a title and numbered headings."""
    lines = ["年度工作安排"]
    number = 0
    while sum(map(len, lines)) < length:
        number += 1
        lines.append(f"第{number}部分　第{number}项工作")
        lines += [
            f"{number}.{part} 各小组按分工办好这一项，月底前把进展报给支部。" * 3 for part in range(1, 6)
        ]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "data",
    [
        "ntc.at:{}:000101010000",
        "ntc.at:{}:999912312359",
        "ntc.at:{}:soon",
        "ntc.at:{}",
        "ntc.pick:{}:person:99999999999999999999999999:0",
        "ntc.pick:{}:person:x:0",
        "ntc.pick:{}:nonsense:1:0",
        "ntc.pick:{}:role:emperor:0",
        "ntc.pick:{}:branch:777:0",
        "ntc.by:{}:nonsense:0",
        "ntc.by:{}",
        "ntc.kind:{}:party",
        "ntc.send:{}",
        "ntc.card:999999999999999999",
        "ntc.see:999999999999999999",
        "apv.show:999999999999999999",
    ],
)
async def test_forged_buttons_are_refused_calmly(chat: Chat, secretary: Person, data: str) -> None:
    await previews(secretary, MEETING)
    card = secretary.last
    draft_id = _data(card, "修改").partition(":")[2]
    toast = await secretary.taps_data(data.format(draft_id), on=card)
    assert "不能用了" in toast or "没有权限" in toast
    assert await secretary.taps("发送", on=card) == "开始发送"


async def test_a_page_of_people_that_is_not_there_is_the_last(chat: Chat, secretary: Person) -> None:
    await previews(secretary, MEETING)
    draft_id = _data(secretary.last, "修改").partition(":")[2]
    for screen in ("people", "branches"):
        await secretary.taps_data(f"ntc.by:{draft_id}:{screen}:999999999999999999", on=secretary.last)
        await secretary.sees("发给哪些")
