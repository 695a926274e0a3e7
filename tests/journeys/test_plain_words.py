"""Few words, wrong kinds of message, and answers beside the question: nobody is left alone with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import locales
from bot.i18n import Texts
from handlers.journeys import JOURNEYS
from handlers.spoken import phrases, plain_form
from tests.journeys.test_logging import PICTURE, Branch
from tests.journeys.world import World
from tests.support.people import Person
from tests.usecases.logging_branch import World as Rows
from tests.usecases.logging_branch import fill

JOBS = ["记一次服务", "我的星级", "我的记录", "会议", "学习", "党费", "工作安排", "承诺"]
SENTENCE = "昨天下午在敬老院打扫2小时"


@pytest.fixture
async def chat(world: World) -> Branch:
    return Branch(world, Rows(world.database, await world.database.run(fill)))


async def shows(chat: Branch, person: Person, **content: Any) -> None:
    """Send something that the local Telegram's people cannot type: a sticker, a voice message."""
    before = await person.sends("。。。")
    await chat.town.settled()
    person._mark = await person._now()
    kept = {name: before.raw[name] for name in ("date", "chat", "from") if name in before.raw}
    message = {"chat": {"id": person.id, "type": "private", "first_name": person.name}, **kept}
    for bot in chat.town.front.engine.bots.values():
        bot.updates.push("message", {**message, "message_id": 90_000, **content})
    await chat.town.settled()


async def test_a_few_words_are_enough(chat: Branch) -> None:
    member = await chat.person("李秀英")
    for said, answer in (
        ("？", "说一句话"),
        ("怎么用？", "说一句话"),
        ("帮助", "说一句话"),
        ("谢谢您！", "不客气"),
        ("🙏", "不客气"),
        ("你好", "我在呢"),
        ("我的星级", "我的星级"),
        ("查记录", "您还没有服务记录"),
        ("換語言", "哪种文字"),
        ("我的资料", "第一党小组"),
        ("取消", "没有要放下"),
        ("提交", "没有正在记的服务"),
        ("好的", "我在呢"),
        ("我要记服务", "是哪一天"),
    ):
        await member.sends(said)
        await member.sees(answer)


async def test_help_has_a_button_for_each_everyday_job(chat: Branch) -> None:
    member, secretary = await chat.person("李秀英"), await chat.person("周书记")
    await secretary.sends("通过")
    await secretary.sees("现在没有等您确认的记录")
    await member.sends("帮助")
    shown = await member.sees("说一句话")
    assert shown.buttons == JOBS
    assert "/log" not in shown.text
    await member.taps("记一次服务")
    await member.sees("是哪一天")
    await secretary.sends("/help")
    assert (await secretary.sees("待确认的记录")).buttons == [
        *JOBS, "待确认的记录", "名册", "发通知", "通知开会",
    ]  # fmt: skip


async def test_what_is_not_understood_comes_with_a_way_on(chat: Branch) -> None:
    member, stranger = await chat.person("李秀英"), await chat.person("路人")
    for said in ("13800000000", "啊" * 3000, "@@"):
        await member.sends(said)
        assert (await member.sees("没看懂")).buttons == JOBS
    await stranger.sends("嗯嗯啊啊")
    shown = await stranger.sees("没看懂")
    assert "邀请链接" in shown.text
    assert shown.buttons == []


async def test_words_beside_a_question_do_not_answer_it(chat: Branch) -> None:
    member = await chat.person("李秀英")
    await member.sends("昨天打扫卫生2小时")
    await member.sees("在哪里")
    await member.sends("谢谢")
    await member.sees("不客气")
    await member.sends("取消")
    await member.sees("已经放下")
    await member.sends("/log")
    await member.sees("是哪一天")
    await member.sends("算了吧")
    await member.sees("已经放下")
    assert await chat.world.records() == []


async def test_a_card_is_agreed_with_changed_and_submitted_in_words(chat: Branch) -> None:
    member = await chat.person("李秀英")
    await member.sends(SENTENCE)
    await member.sees("记得对吗")
    await member.sends("对的")
    assert (await member.sees("记得对吗")).buttons[:3] == ["提交", "修改", "取消"]
    await member.sends("不对")
    await member.sees("要改哪一项")
    await member.sends("提交")
    await member.sees("已提交")
    assert len(await chat.world.records()) == 1


async def test_an_open_card_does_not_ask_whether_it_is_right(chat: Branch) -> None:
    member = await chat.person("李秀英")
    await member.sends("/log")
    shown = await member.sees("记一次服务")
    assert "记得对吗" not in shown.text


async def test_an_unclear_answer_is_asked_again_with_its_buttons(chat: Branch) -> None:
    member = await chat.person("李秀英")
    await member.sends("昨天在东关社区扫雪")
    await member.sees("多长时间")
    await member.sends("好久")
    shown = await member.sees("没看明白是多长时间")
    assert "2小时" in shown.buttons
    assert "地点：东关社区" in shown.text
    await member.taps("2小时", on=shown)
    await member.sees("记得对吗")


async def test_another_service_is_no_answer_even_with_a_wrong_day(chat: Branch) -> None:
    member = await chat.person("李秀英")
    await member.sends("今天上午在东关社区扫雪")
    await member.sees("多长时间")
    await member.sends("2月30日在敬老院打扫2小时")
    shown = await member.sees("没有这一天")
    assert "敬老院" in shown.text
    assert "东关社区" not in shown.text


async def test_a_sentence_beside_a_question_about_the_kind_is_a_record_of_its_own(chat: Branch) -> None:
    member = await chat.person("李秀英")
    await member.sends("昨天下午三点到五点半在社区图书馆整理图书")
    await member.sees("属于哪一类")
    await member.sends("我昨天下午帮邻居王奶奶买菜")
    shown = await member.sees("多长时间")
    assert "买菜" in shown.text
    assert "图书馆" not in shown.text


async def test_a_photo_alone_begins_a_record(chat: Branch) -> None:
    member = await chat.person("李秀英")
    await member.sends_photos(PICTURE, PICTURE + b"2")
    await member.sees("照片：2张")
    assert "是哪一天" in member.last.text
    await member.sends("昨天")
    await member.sees("多长时间")
    await member.taps("取消")
    await member.sends(SENTENCE)
    await member.sees("记得对吗")
    chat.town.clock.pass_(days=2)
    await member.sends_photo(PICTURE)
    shown = await member.sees("是哪一天")
    assert "敬老院" not in shown.text


async def test_an_edited_message_is_explained(chat: Branch) -> None:
    member = await chat.person("李秀英")
    sent = await member.sends(SENTENCE)
    await member.sees("2小时")
    await member.edits(sent, SENTENCE.replace("2", "3"))
    await member.sees("请点它下面的“修改”")


async def test_files_and_voices_are_answered_by_their_kind(chat: Branch) -> None:
    member = await chat.person("李秀英")
    await member.sends_file("总结.docx", b"PK")
    await member.sees("这个文件我用不上")
    document = {"file_id": "f", "file_unique_id": "u", "mime_type": "image/jpeg", "file_name": "a.jpg"}
    await shows(chat, member, document=document)
    await member.sees("请当照片再发一次")
    await shows(chat, member, voice={"file_id": "f", "file_unique_id": "u", "duration": 3})
    await member.sees("语音我还听不了")
    size = {"width": 9, "height": 9, "is_animated": False, "is_video": False, "type": "regular"}
    await shows(chat, member, sticker={"file_id": "f", "file_unique_id": "u", **size})
    await member.sees("我在呢")


async def test_spoken_sentences_leave_no_fillers_in_the_record(chat: Branch) -> None:
    member = await chat.person("李秀英")
    await member.sends("嗯我今天上午啊去了东关社区那个扫雪扫了两个小时")
    shown = await member.sees("记得对吗")
    assert "地点：东关社区\n" in shown.text
    assert "内容：扫雪\n" in shown.text + "\n"
    await member.sends("昨天下午再东关社区打扫卫生2小时")
    assert "地点：东关社区\n" in (await member.sees("打扫卫生")).text


async def test_in_a_group_plain_words_are_the_groups_own(chat: Branch, world: World) -> None:
    member = await chat.person("李秀英")
    group = await world.group("东关社区", member)
    await group.promotes_bot()
    await group.sends(member, "谢谢")
    await group.sees_not("不客气")
    await group.sends(member, "取消")
    await group.sees_not("放下")


def test_no_word_means_two_things() -> None:
    names = {name for journey in JOURNEYS for name in journey.phrases}
    found = phrases(Texts.load(Path(locales.__path__[0])), names)
    assert found[plain_form("谢谢啊！")] == "thanks"
    assert found[plain_form("Ｈｅｌｐ？")] == "help"
    assert plain_form("？？") == "?"
    assert plain_form("昨天下午在敬老院打扫卫生两个半小时，和大家一起") not in found
