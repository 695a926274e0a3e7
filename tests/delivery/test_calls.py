"""Every kind of push as the one call that says it, tried on the local Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden

from bot.delivery.bot import LeanBot
from bot.delivery.budgets import Limits
from bot.delivery.calls import Call, call_for, message_ids, poll_id
from bot.delivery.limiter import PacedLimiter
from bot.delivery.outcomes import Dead, DeadReason, Sent, classify
from bot.delivery.pacer import Pacer
from bot.delivery.rendering import CAPTION_LIMIT, visible_length
from bot.domain.messages import Attachment, Button, Lane, Message, Operation, Poll, Push
from bot.domain.rich_text import RichText, Span, Style
from tests.delivery.post import WHY, texts
from tests.sandbox.world import PNG
from tests.support.telegram import Front, open_front

TEXTS = texts()
BUTTONS = ((Button("button-ok", "ok:1"),),)


@dataclass
class Chat:
    """Somebody's chat with the bot, and files that Telegram has."""

    bot: LeanBot
    front: Front
    id: int
    photos: list[Attachment]
    file: Attachment

    async def shows(self, message_id: int) -> dict[str, Any] | None:
        shown: dict[str, Any] | None = await self.front.control("message", user=self.id, message=message_id)
        return shown

    async def perform(self, push: Push) -> list[dict[str, Any]]:
        ids = await self.bot.perform(call_for(TEXTS, "zh-Hans", push), self.id)
        found = [await self.shows(one) for one in ids]
        assert None not in found
        return [one for one in found if one is not None]


@pytest.fixture
async def chat() -> AsyncIterator[Chat]:
    async with open_front("in-process") as front:
        person = await front.control("person", name="张三")
        await front.control("start", user=person["id"])
        limiter = PacedLimiter(Pacer(Limits(None, None, 3, None)))
        bot = LeanBot(
            front.token,
            base_url=front.base_url,
            request=front.request(),
            get_updates_request=front.request(),
            rate_limiter=limiter,
        )
        async with bot:
            photos = []
            for number in range(3):
                sent = await bot.send_photo(person["id"], PNG + bytes([number]), filename="x.png")
                photos.append(Attachment("photo", sent.photo[-1].file_id))
            sent = await bot.send_document(person["id"], b"plan", filename="方案.docx")
            assert sent.document is not None
            yield Chat(
                bot, front, person["id"], photos, Attachment("document", sent.document.file_id, "方案.docx")
            )
        assert not front.engine.ignored


def push(text: str | RichText, *attachments: Attachment, **more: Any) -> Push:
    buttons = more.pop("buttons", BUTTONS)
    message = Message("note", {"text": text}, buttons) if text else Message("", {}, buttons)
    return Push("notice", Lane.NOTICE, message, more.pop("reason", WHY), attachments=attachments, **more)


async def test_a_text_keeps_its_formatting_its_reason_and_its_buttons(chat: Chat) -> None:
    rich = RichText("今晚 <七点> 扫雪", (Span(Style.BOLD, 3, 7),))
    (shown,) = await chat.perform(push(rich))
    assert shown["text"] == "今晚 <七点> 扫雪\n\nWhy"
    assert {entity["type"] for entity in shown["entities"]} == {"bold", "italic"}
    assert shown["reply_markup"]["inline_keyboard"] == [[{"text": "Fine", "callback_data": "ok:1"}]]


async def test_without_a_reason_nothing_is_added(chat: Chat) -> None:
    (shown,) = await chat.perform(push("扫雪", reason="", buttons=()))
    assert shown["text"] == "扫雪"
    assert "reply_markup" not in shown


@pytest.mark.parametrize("kind", ["photo", "document"])
async def test_one_picture_or_file_carries_the_words(chat: Chat, kind: str) -> None:
    attachment = chat.file if kind == "document" else chat.photos[0]
    (shown,) = await chat.perform(push("扫雪", attachment))
    assert kind in shown
    assert shown["caption"] == "扫雪\n\nWhy"
    assert "reply_markup" in shown
    (bare,) = await chat.perform(push("", attachment, reason=""))
    assert "caption" not in bare


async def test_pictures_are_an_album_and_count_as_many(chat: Chat) -> None:
    album = push("", *chat.photos, reason="", buttons=())
    assert call_for(TEXTS, "en", album).cost == 3
    shown = await chat.perform(album)
    assert len({one["media_group_id"] for one in shown}) == 1
    assert len(shown) == 3
    captioned = await chat.perform(push("扫雪", *chat.photos, reason="", buttons=()))
    assert [one.get("caption") for one in captioned] == ["扫雪", None, None]


async def test_what_no_call_can_say(chat: Chat) -> None:
    for wrong in (
        push("x", *chat.photos),
        push("x", *chat.photos * 4, buttons=()),
        push("x", Attachment("voice", "x")),
    ):
        with pytest.raises(ValueError, match=r"album|attachment"):
            call_for(TEXTS, "en", wrong)


async def test_an_edit_and_a_deletion_of_each_kind(chat: Chat) -> None:
    for attachments in ((), (chat.file,), tuple(chat.photos)):
        buttons = BUTTONS if len(attachments) < 2 else ()
        given = call_for(TEXTS, "en", push("old", *attachments, buttons=buttons))
        ids = await chat.bot.perform(given, chat.id)
        edit = call_for(TEXTS, "en", push("new", *attachments, operation=Operation.EDIT, buttons=buttons))
        assert message_ids(await chat.bot.post(edit.method, edit.about(chat.id, ids[0]))) == ids[:1]
        shown = await chat.shows(ids[0])
        assert shown is not None
        assert (shown.get("text") or shown.get("caption")) == "new\n\nWhy"
        gone = call_for(TEXTS, "en", push("", operation=Operation.DELETE))
        for one in ids:
            assert message_ids(await chat.bot.post(gone.method, gone.about(chat.id, one))) == ()
            assert await chat.shows(one) is None


async def test_a_caption_is_shortened_to_what_a_caption_holds(chat: Chat) -> None:
    rich = RichText("🌟长" * 900, (Span(Style.BOLD, 0, 1800),))
    call = call_for(TEXTS, "en", push(rich, chat.file))
    assert CAPTION_LIMIT - 1 <= visible_length(call.data["caption"]) <= CAPTION_LIMIT
    (shown,) = await chat.perform(push(rich, chat.file))
    assert shown["caption"].endswith("…\n\nWhy")


async def test_a_topic_is_named_and_a_refusal_is_ptbs(chat: Chat) -> None:
    call = call_for(TEXTS, "en", push("x"))
    assert call.to(-5, 7) == {"chat_id": -5, "message_thread_id": 7, **call.data}
    with pytest.raises(BadRequest, match="Chat not found"):
        await chat.bot.post(call.method, call.to(987654))
    await chat.front.control("block", user=chat.id)
    with pytest.raises(Forbidden):
        await chat.bot.perform(call, chat.id)


@pytest.mark.parametrize("result", [None, {}, [], {"message_id": "?"}, [{"message_id": 1}, 5], "x"])
def test_an_answer_that_cannot_be_telegrams(result: Any) -> None:
    with pytest.raises(ValueError, match="answer"):
        message_ids(result)


def test_a_call_is_never_changed_by_its_place() -> None:
    call = Call("sendMessage", {"text": "x"})
    call.to(1)["text"] = "y"
    assert call.data["text"] == "x"


QUIZ = Poll("多久一次", ("每月", "每季度", "每年"), (1,), "三会一课", is_anonymous=False)


async def test_a_quiz_is_asked_below_its_words(chat: Chat) -> None:
    ids = await chat.bot.perform(call_for(TEXTS, "zh-Hans", push("第 <1> 题", poll=QUIZ)), chat.id)
    shown = await chat.shows(ids[0])
    assert shown is not None
    poll = shown["poll"]
    assert poll["description"] == "第 <1> 题\n\nWhy"
    assert (poll["type"], poll["question"], poll["explanation"]) == ("quiz", "多久一次", "三会一课")
    assert [option["text"] for option in poll["options"]] == ["每月", "每季度", "每年"]
    assert (poll["correct_option_ids"], poll["is_anonymous"]) == ([1], False)
    assert shown["reply_markup"]["inline_keyboard"]
    assert (poll_id(shown), message_ids(shown)) == (poll["id"], tuple(ids))


async def test_a_question_with_several_right_answers_is_closed(chat: Chat) -> None:
    several = replace(QUIZ, correct=(0, 2), explanation="", is_anonymous=True, seconds=3600)
    (number,) = await chat.bot.perform(call_for(TEXTS, "en", push("", poll=several, reason="")), chat.id)
    shown = await chat.shows(number)
    assert shown is not None
    poll = shown["poll"]
    assert (poll["correct_option_ids"], poll["allows_multiple_answers"]) == ([0, 2], True)
    assert (poll["is_anonymous"], poll["open_period"]) == (True, 3600)
    assert not {"explanation", "description"} & poll.keys()
    close = call_for(TEXTS, "en", push("", operation=Operation.CLOSE, reason="", buttons=()))
    closed = await chat.bot.post(close.method, close.about(chat.id, number))
    assert closed["is_closed"]
    assert (message_ids(closed), poll_id(closed)) == ((), None)
    with pytest.raises(BadRequest) as again:
        await chat.bot.post(close.method, close.about(chat.id, number))
    assert classify(again.value) == Sent()


async def test_a_poll_that_cannot_be_asked_is_dead(chat: Chat) -> None:
    many = replace(QUIZ, options=tuple(f"第{n}个" for n in range(15)))
    with pytest.raises(BadRequest) as refused:
        await chat.bot.perform(call_for(TEXTS, "en", push("", poll=many)), chat.id)
    assert classify(refused.value) == Dead(DeadReason.BAD_CONTENT)
