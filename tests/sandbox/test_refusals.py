"""Every refusal has Telegram's own code and words."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.params import Params, Upload
from tests.sandbox.world import PNG, TOKEN, World, inline

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)


@pytest.mark.parametrize(
    ("values", "description"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "字" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"chat_id": "", "text": "a"}, "chat_id is empty"),
        ({"chat_id": 12345, "text": "a"}, "chat not found"),
        ({"chat_id": "@nobody", "text": "a"}, "chat not found"),
        ({"chat_id": "abc", "text": "a"}, "chat not found"),
        ({"text": "a", "parse_mode": "Markdown5"}, "unsupported parse_mode"),
        ({"text": "a", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "a", "reply_markup": "[]"}, "object expected as reply markup"),
        ({"text": "a", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        ({"text": "a", "message_thread_id": 77}, "message thread not found"),
        ({"text": "a", "reply_markup": inline("x", data="")}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "reply_markup": inline("x", data="字" * 22)}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "reply_markup": inline(*"123456789")}, "reply markup is too long"),
        (
            {"text": "a", "reply_markup": {"inline_keyboard": inline("1")["inline_keyboard"] * 101}},
            "reply markup is too long",
        ),
        (
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "x"}]]}},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "x", "url": "nonsense"}]]}},
            "inline keyboard button URL 'nonsense' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "a", "entities": [{"type": "wavy", "offset": 0, "length": 1}]},
            "can't parse MessageEntity: Unsupported type specified",
        ),
    ],
)
def test_a_message_that_cannot_be_sent(world: World, values: dict[str, Any], description: str) -> None:
    error = world.refused("sendMessage", **{"chat_id": world.li, **values})
    assert (error.code, error.description) == (400, f"Bad Request: {description}")


def test_what_is_just_allowed_is_allowed(world: World) -> None:
    world.send("😀" * 2048)
    world.send("<b>" + "字" * 4096 + "</b>", parse_mode="HTML")
    world.send("a", reply_markup=inline("x", data="字" * 21 + "a"))
    world.send("a", reply_markup={"inline_keyboard": [inline(*"12345678")["inline_keyboard"][0]] * 12})


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("字</b>", "Unexpected end tag at byte offset 3"),
        ("<table>", 'Unsupported start tag "table" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("1 <2> 3", 'Unsupported start tag "2" at byte offset 2'),
        ("<span class='x'>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a>", "Expected equal sign in declaration of an attribute of the tag"),
    ],
)
def test_html_that_cannot_be_parsed(world: World, html: str, complaint: str) -> None:
    error = world.refused("sendMessage", chat_id=world.li, text=html, parse_mode="HTML")
    assert error.description.startswith(f"Bad Request: can't parse entities: {complaint}")


@pytest.mark.parametrize(
    ("method", "values", "description"),
    [
        ("editMessageText", {"text": "b"}, "message identifier is not specified"),
        ("editMessageText", {"text": "b", "message_id": 999}, "message to edit not found"),
        ("editMessageText", {"text": "b", "message_id": 1}, "message can't be edited"),
        ("editMessageReplyMarkup", {"message_id": 999}, "message to edit not found"),
        ("deleteMessage", {"message_id": 999}, "message to delete not found"),
        ("deleteMessages", {"message_ids": []}, "message identifiers are not specified"),
        ("copyMessage", {"from_chat_id": 12, "message_id": 1}, "chat not found"),
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendPhoto", {"photo": "nonsense"}, "wrong file identifier/HTTP URL specified"),
        (
            "sendDocument",
            {"document": "https://example.org/a.pdf"},
            "wrong file identifier/HTTP URL specified",
        ),
        ("sendDocument", {"document": "attach://gone"}, "wrong file identifier/HTTP URL specified"),
        ("sendMediaGroup", {"media": []}, "media group must include 2-10 items"),
        ("sendChatAction", {"action": "dance"}, "wrong parameter action in request"),
        ("getFile", {"file_id": "nonsense"}, "wrong file_id or the file is temporarily unavailable"),
        ("setMyCommands", {"commands": [{"command": "Log", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        (
            "setMyCommands",
            {"commands": [{"command": "a" * 33, "description": "x"}]},
            "command length must not exceed 32",
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "a", "description": "x"}] * 101},
            "BOT_COMMANDS_TOO_MUCH",
        ),
        ("setMyCommands", {"commands": [], "language_code": "zh-hans"}, "invalid language code specified"),
        ("getChatAdministrators", {}, "there are no administrators in the private chat"),
        ("createForumTopic", {"name": "x"}, "method is available only for groups, supergroups and channels"),
    ],
)
def test_other_calls_that_fail(world: World, method: str, values: dict[str, Any], description: str) -> None:
    error = world.refused(method, **{"chat_id": world.li, **values})
    assert (error.code, error.description) == (400, f"Bad Request: {description}")


def test_an_edit_that_changes_nothing(world: World) -> None:
    number = world.send("<b>一</b>", parse_mode="HTML", reply_markup=inline("x"))
    same: dict[str, Any] = {
        "chat_id": world.li,
        "message_id": number,
        "text": "<strong>一</strong>",
        "parse_mode": "HTML",
    }
    assert world.refused("editMessageText", **same, reply_markup=inline("x")).description == NOT_MODIFIED
    assert "reply_markup" not in world.call("editMessageText", **same)
    assert world.refused("editMessageText", **same).description == NOT_MODIFIED


def test_a_caption_is_not_a_text(world: World) -> None:
    upload = {"photo": Upload("a.png", PNG, "image/png")}
    photo = world.call("sendPhoto", upload, chat_id=world.li, caption="一")["message_id"]
    where: dict[str, Any] = {"chat_id": world.li, "message_id": photo}
    assert "no text in the message" in world.refused("editMessageText", **where, text="二").description
    assert world.call("editMessageCaption", **where, caption="二")["caption"] == "二"
    text: dict[str, Any] = {"chat_id": world.li, "message_id": world.send()}
    assert (
        "no caption in the message" in world.refused("editMessageCaption", **text, caption="二").description
    )
    error = world.refused("sendPhoto", upload, chat_id=world.li, caption="字" * 1025)
    assert error.description == "Bad Request: message caption is too long"


def test_files_are_too_big_both_ways(world: World) -> None:
    big = {"document": Upload("a.bin", bytes(50 * 1024 * 1024 + 1), "")}
    assert world.refused("sendDocument", big, chat_id=world.li).code == 413
    middling = {"document": Upload("a.bin", bytes(20 * 1024 * 1024 + 1), "")}
    sent = world.call("sendDocument", middling, chat_id=world.li)
    error = world.refused("getFile", file_id=sent["document"]["file_id"])
    assert error.description == "Bad Request: file is too big"


def test_a_photo_must_be_a_picture(world: World) -> None:
    text = {"photo": Upload("a.png", b"not a picture", "image/png")}
    assert (
        world.refused("sendPhoto", text, chat_id=world.li).description == "Bad Request: IMAGE_PROCESS_FAILED"
    )
    empty = {"photo": Upload("a.png", b"", "image/png")}
    assert (
        world.refused("sendPhoto", empty, chat_id=world.li).description
        == "Bad Request: file must be non-empty"
    )


def test_people_who_cannot_be_reached(world: World) -> None:
    def sending() -> tuple[int, str]:
        error = world.refused("sendMessage", chat_id=world.li, text="a")
        return error.code, error.description

    world.do("block", user=world.li)
    assert sending() == (403, "Forbidden: bot was blocked by the user")
    world.do("unblock", user=world.li)
    world.do("deactivate", user=world.li)
    assert sending() == (403, "Forbidden: user is deactivated")
    error = world.refused("sendMessage", chat_id=world.wang, text="a")
    assert (error.code, error.description) == (403, "Forbidden: bot can't initiate conversation with a user")


def test_groups_that_cannot_be_reached(world: World) -> None:
    world.do("kick", chat=world.group)
    error = world.refused("sendMessage", chat_id=world.group, text="a")
    assert (error.code, error.description) == (403, "Forbidden: bot was kicked from the supergroup chat")
    small = world.do("group", title="小组", founder=world.li, kind="group")["id"]
    world.do("kick", chat=small)
    error = world.refused("sendMessage", chat_id=small, text="a")
    assert error.description == "Forbidden: bot was kicked from the group chat"
    gone = world.do("group", title="旧群", founder=world.li, kind="group")["id"]
    world.do("delete_group", chat=gone)
    error = world.refused("sendMessage", chat_id=gone, text="a")
    assert error.description == "Forbidden: the group chat was deleted"


def test_an_upgraded_group_tells_where_it_went(world: World) -> None:
    small = world.do("group", title="小组", founder=world.li, kind="group")["id"]
    new = world.do("upgrade", chat=small)["id"]
    error = world.refused("sendMessage", chat_id=small, text="a")
    assert error.description == "Bad Request: group chat was upgraded to a supergroup chat"
    assert error.parameters == {"migrate_to_chat_id": new}
    world.call("sendMessage", chat_id=new, text="a")
    kinds = [
        next(name for name in update["message"] if name.startswith("migrate_"))
        for update in world.updates()[-2:]
    ]
    assert kinds == ["migrate_to_chat_id", "migrate_from_chat_id"]


def test_presses_grow_old_and_are_answered_once(world: World) -> None:
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    number = world.send(reply_markup=inline("通过"))
    first = world.do("tap", user=world.li, message=number, data="x")["callback"]
    assert world.call("answerCallbackQuery", callback_query_id=first, text="好") is True
    assert world.refused("answerCallbackQuery", callback_query_id=first).description == too_old
    second = world.do("tap", user=world.li, message=number, data="x")["callback"]
    world.clock.pass_(61)
    assert world.refused("answerCallbackQuery", callback_query_id=second).description == too_old
    third = world.do("tap", user=world.li, message=number, data="x")["callback"]
    long = world.refused("answerCallbackQuery", callback_query_id=third, text="字" * 201)
    assert long.description == "Bad Request: MESSAGE_TOO_LONG"
    for elsewhere in ("https://example.org/", "https://t.me/somebody?start=x"):
        wrong = world.refused("answerCallbackQuery", callback_query_id=third, url=elsewhere)
        assert wrong.description == "Bad Request: URL_INVALID"
    link = f"https://t.me/{world.bot.username}?start=leave_1"
    assert world.call("answerCallbackQuery", callback_query_id=third, url=link) is True


def test_old_messages_stay(world: World) -> None:
    number = world.send()
    world.clock.pass_(49 * 3600)
    error = world.refused("deleteMessage", chat_id=world.li, message_id=number)
    assert error.description == "Bad Request: message can't be deleted for everyone"


@pytest.mark.parametrize(
    ("token", "method", "code", "description"),
    [
        ("42:wrong-token", "getMe", 401, "Unauthorized"),
        ("nonsense", "getMe", 404, "Not Found"),
        (TOKEN, "getNothing", 404, "Not Found"),
    ],
)
def test_wrong_doors(world: World, token: str, method: str, code: int, description: str) -> None:
    with pytest.raises(ApiError) as caught:
        world.engine.call(token, method, Params({}))
    assert caught.value.to_json() == {"ok": False, "error_code": code, "description": description}
