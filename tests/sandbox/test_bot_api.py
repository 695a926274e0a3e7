"""The local Telegram against the published Bot API and against PTB's reading of its answers."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    MenuButtonCommands,
    ReplyParameters,
)
from telegram.constants import ChatMemberStatus, ParseMode

from bot.sandbox.methods import METHODS
from tests.sandbox.world import PNG, World
from tests.support.people import Town

# Not in the Bot API, or required there although Telegram itself does without.
_LENIENT = {("setWebhook", "url")}


@pytest.fixture(scope="module")
def bot_api() -> dict[str, Any]:
    beside = Path(__file__).parents[2].parent / "shared" / "bot-api" / "api.min.json"
    path = Path(os.environ.get("ZHIBU_BOT_API_JSON") or beside)
    if not path.is_file():
        pytest.skip("the published Bot API: set ZHIBU_BOT_API_JSON to its api.min.json")
    methods: dict[str, Any] = json.loads(path.read_text())["methods"]
    return methods


@pytest.mark.parametrize("name", [method.name for method in METHODS.values()])
def test_methods_and_parameters_are_those_of_the_bot_api(bot_api: dict[str, Any], name: str) -> None:
    method = METHODS[name.lower()]
    fields = {field["name"]: field["required"] for field in bot_api[name].get("fields", [])}
    assert method.parameters <= fields.keys()
    required = {field for field, needed in fields.items() if needed}
    # The text of an edit became optional with rich messages, which are not spoken here.
    assert required | ({"text"} if name == "editMessageText" else set()) == set(method.required)


def _values(world: World, name: str) -> dict[str, Any]:
    """Something sensible for every parameter, so that leaving one out is the only mistake."""
    number = world.send("一")
    values = {
        "chat_id": world.group,
        "from_chat_id": world.li,
        "user_id": world.wang,
        "text": "二",
        "action": "typing",
        "question": "去吗",
        "options": ["去", "不去"],
        "photo": "attach://gone",
        "document": "attach://gone",
        "media": [{"type": "photo", "media": "attach://gone"}],
        "commands": [{"command": "a", "description": "b"}],
        "message_id": number,
        "message_ids": [number],
        "message_thread_id": 5,
        "name": "话题",
        "file_id": "x",
        "callback_query_id": "x",
        "url": "https://example.org/",
    }
    return {field: values[field] for field in METHODS[name.lower()].required}


@pytest.mark.parametrize(
    ("name", "left_out"),
    [(method.name, field) for method in METHODS.values() for field in method.required],
)
def test_required_parameters_are_required(world: World, name: str, left_out: str) -> None:
    values = {field: value for field, value in _values(world, name).items() if field != left_out}
    if (name, left_out) in _LENIENT:
        assert world.call(name, **values) is True
    else:
        assert world.refused(name, **values).code == 400


def test_unknown_parameters_are_ignored_and_counted(world: World) -> None:
    world.send("一", message_efect_id="5")
    assert world.do("state")["ignored"] == ["sendMessage.message_efect_id"]


async def test_messages_as_ptb_reads_them(town: Town, bot: Bot) -> None:
    li = await town.person("李四")
    await li.starts()
    keys = InlineKeyboardMarkup(
        [
            [InlineKeyboardButton("通过", callback_data="a")],
            [InlineKeyboardButton("看", url="https://t.me/x")],
        ]
    )
    sent = await bot.send_message(
        li.id,
        "<b>粗</b> /stars",
        ParseMode.HTML,
        reply_markup=keys,
        reply_parameters=ReplyParameters(1),
        protect_content=True,
    )
    assert sent.reply_markup == keys
    assert [entity.type for entity in sent.entities] == ["bold", "bot_command"]
    assert sent.reply_to_message is not None
    edited = await bot.edit_message_text("新", li.id, sent.message_id)
    assert edited.edit_date if not isinstance(edited, bool) else False
    assert (await bot.copy_message(li.id, li.id, sent.message_id)).message_id == sent.message_id + 1
    forwarded = await bot.forward_message(li.id, li.id, 1)
    assert forwarded.forward_origin is not None
    assert await bot.send_chat_action(li.id, "typing")
    assert await bot.pin_chat_message(li.id, sent.message_id)
    assert (await bot.get_chat(li.id)).pinned_message
    assert await bot.unpin_chat_message(li.id)
    assert await bot.delete_messages(li.id, [1, sent.message_id, 999])
    poll = await bot.send_poll(li.id, "去吗", ["去", "不去"], is_anonymous=False)
    assert poll.poll is not None
    await town.front.control("vote", user=li.id, message=poll.message_id, options=[1])
    kinds = [update.poll_answer or update.poll for update in await bot.get_updates(timeout=1)]
    assert kinds[-1] is not None


async def test_files_as_ptb_reads_them(town: Town, bot: Bot) -> None:
    li = await town.person("李四")
    await li.starts()
    photo = await bot.send_photo(li.id, PNG, caption="图")
    assert photo.photo[0].width == 16
    document = await bot.send_document(li.id, b"data", filename="名册.xlsx")
    assert document.document is not None
    assert document.document.file_name == "名册.xlsx"
    album = await bot.send_media_group(
        li.id, [InputMediaPhoto(PNG), InputMediaPhoto(photo.photo[0].file_id, caption="旧")]
    )
    assert len({message.media_group_id for message in album}) == 1
    media = InputMediaDocument(b"new data", filename="新.csv")
    changed = await bot.edit_message_media(media, li.id, document.message_id)
    assert not isinstance(changed, bool)
    assert changed.document is not None
    file = await changed.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"new data"
    assert await li.downloads((await li.look())[-1]) == PNG


async def test_groups_as_ptb_reads_them(town: Town, bot: Bot) -> None:
    li, wang = await town.person("李四"), await town.person("王五")
    group = await town.group("东关支部", li, [wang], bot_admin=True, forum=True)
    assert (await bot.get_chat(group.id)).title == "东关支部"
    assert await bot.get_chat_member_count(group.id) == 3
    assert (await bot.get_chat_member(group.id, li.id)).status == ChatMemberStatus.OWNER
    assert (await bot.get_chat_member(group.id, bot.id)).status == ChatMemberStatus.ADMINISTRATOR
    assert [member.user.id for member in await bot.get_chat_administrators(group.id)] == [li.id]
    topic = await bot.create_forum_topic(group.id, "会议")
    thread = topic.message_thread_id
    assert (await bot.send_message(group.id, "一", message_thread_id=thread)).is_topic_message
    assert await bot.edit_forum_topic(group.id, thread, "三会一课")
    assert await bot.close_forum_topic(group.id, thread)
    assert await bot.reopen_forum_topic(group.id, thread)
    assert await bot.delete_forum_topic(group.id, thread)
    assert await bot.leave_chat(group.id)


async def test_the_account_as_ptb_reads_it(town: Town, bot: Bot) -> None:
    li, emma = await town.person("李四"), await town.person("Emma", language_code="en-GB")
    await li.starts()
    await bot.set_my_commands([BotCommand("help", "帮助")])
    await bot.set_my_commands([BotCommand("log", "记录")], BotCommandScopeAllPrivateChats())
    await bot.set_my_commands([BotCommand("log", "Log")], BotCommandScopeAllPrivateChats(), "en")
    await bot.set_my_commands([BotCommand("review", "待确认")], BotCommandScopeChat(li.id))
    assert [command.command for command in await bot.get_my_commands(BotCommandScopeChat(li.id))] == [
        "review"
    ]
    assert await li.commands() == ["review"]
    assert (await town.front.control("commands", user=emma.id))[0]["description"] == "Log"
    await bot.delete_my_commands(BotCommandScopeChat(li.id))
    assert await li.commands() == ["log"]
    group = await town.group("东关支部", li, [emma])
    await bot.set_my_commands([BotCommand("bind", "绑定")], BotCommandScopeChatAdministrators(group.id))
    seen = [await town.front.control("commands", user=who.id, chat=group.id) for who in (li, emma)]
    assert [view[0]["command"] for view in seen] == ["bind", "help"]
    assert await bot.set_my_name("支部通")
    assert (await bot.get_my_name("en")).name == "支部通"
    assert await bot.set_my_description("说明", "zh")
    assert (await bot.get_my_description("zh")).description == "说明"
    assert await bot.set_my_short_description("短")
    assert (await bot.get_my_short_description()).short_description == "短"
    assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands"
    assert not (await bot.get_webhook_info()).url
    assert await bot.log_out()
