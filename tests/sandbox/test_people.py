"""The people of the tests, over both fronts, with a small real bot on the other side."""

from __future__ import annotations

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from tests.support.people import Town
from tests.support.telegram import Front


async def test_a_conversation(town: Town, running: None) -> None:
    li = await town.person("李四")
    await li.starts("abc")
    assert (await li.sees("你说 /start abc")).buttons == ["✅ 通过"]
    assert await li.taps("通过") == "收到了"
    assert li.toast == "收到了"
    assert li.last.text == "按了 ok:1"
    assert li.last.edited
    assert li.buttons == []


async def test_files_and_photos_go_both_ways(town: Town, running: None) -> None:
    li = await town.person("李四")
    await li.sends_file("名册.csv", b"12345")
    seen = await li.sees("名册.csv 5")
    assert await li.downloads(seen) == b"12345"
    await li.sends_photo(b"any bytes", "扫雪")
    await li.sees("照片")


async def test_a_reply_keyboard_is_typed_by_tapping(town: Town, running: None) -> None:
    li = await town.person("李四")
    await li.sends("键盘")
    await li.sees("选吧")
    assert li.buttons == ["甲", "乙"]
    await li.taps("乙")
    await li.sees("你说 乙")


async def test_stale_and_forged_presses_can_be_made(town: Town, running: None) -> None:
    li = await town.person("李四")
    await li.sends("好")
    shown = await li.sees("你说")
    await li.taps_data("forged:9", on=shown)
    assert li.last.text == "按了 forged:9"


async def test_what_is_not_seen_is_reported_with_the_conversation(town: Town, running: None) -> None:
    li = await town.person("李四")
    await li.sends("好")
    await li.sees("你说 好")
    with pytest.raises(AssertionError, match=r"(?s)does not see '三星'.*李四: 好.*你说 好.*\[✅ 通过\]"):
        await li.sees("三星", within=0.05)
    with pytest.raises(AssertionError, match="finds no button"):
        await li.taps("没有")
    with pytest.raises(AssertionError, match="sees '你说'"):
        await li.sees_not("你说")
    await li.sees_not("三星")


async def test_only_what_came_since_the_last_action_counts(town: Town, running: None) -> None:
    li = await town.person("李四")
    await li.sends("一")
    await li.sees("你说 一")
    await li.sends("二")
    with pytest.raises(AssertionError):
        await li.sees("你说 一", within=0.05)


async def test_people_do_not_see_each_others_messages(town: Town, running: None) -> None:
    li, wang = await town.person("李四"), await town.person("王五")
    await wang.sends("在吗")
    await wang.sees("你说 在吗")
    await li.sees_not("你说 在吗")
    assert li.messages == []


async def test_a_group_hears_commands_and_everybody_sees_the_answer(town: Town, running: None) -> None:
    li, wang = await town.person("李四"), await town.person("王五")
    group = await town.group("东关支部", li, [wang])
    await group.sends(wang, "大家好")
    await group.sees_not("你说")
    await group.sends(wang, "/stars")
    await group.sees("你说 /stars")
    assert await group.taps_as(li, "通过") == "收到了"
    assert group.last.text == "按了 ok:1"


async def test_an_unanswered_press_fails(town: Town, front: Front, bot: Bot) -> None:
    li = await town.person("李四")
    await li.starts()
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("提交", callback_data="x")]])
    await bot.send_message(li.id, "卡片", reply_markup=markup)
    with pytest.raises(AssertionError, match="is not answered"):
        await li.taps("提交", within=0.05)


async def test_the_harness_says_when_the_bot_is_idle(front: Front, bot: Bot) -> None:
    settled = []

    async def settle() -> None:
        settled.append(await bot.send_message(li.id, "迟到的消息"))

    li = await Town(front, settle).person("李四")
    await li.starts()
    with pytest.raises(AssertionError, match="sees '迟到'"):
        await li.sees_not("迟到")
    assert len(settled) == 1
