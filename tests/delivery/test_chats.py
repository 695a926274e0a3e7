"""What the dispatcher does with groups, topics, albums and changes, seen at the local Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
import sqlalchemy as sa

from bot.delivery.limiter import PacedLimiter
from bot.domain.messages import Attachment, Button, Message, Operation, Push
from storage import group_chats, outbox
from storage.database import Database, Transaction
from storage.schema import group_chat, group_topic
from tests.delivery.post import NO_LIMITS, NOW, RESEND, Post, Row, note, people
from tests.sandbox.world import PNG
from tests.support.telegram import Front, open_front

CROWD = 5
EVERYBODY = range(1, CROWD + 1)


@dataclass
class Place:
    """A dispatcher and the local Telegram it sends to."""

    post: Post
    front: Front
    founder: int

    async def group(self, **more: Any) -> int:
        """A group that the branch has bound."""
        made = await self.front.control("group", title="支部群", founder=self.founder, **more)
        await self.post.database.run(_bind, made["id"])
        return int(made["id"])

    async def topic(self, group: int, name: str) -> int:
        made = await self.front.control("topic", chat=group, name=name, user=self.founder)
        await self.post.database.run(_choose_topic, group, made["id"])
        return int(made["id"])

    async def to_groups(self, push: Push, *groups: int) -> int:
        """Queue for groups and wait until it is settled; returns the push."""
        key: int = await self.post.database.run(_to_groups, push, groups)
        await self.post.settled()
        return key

    async def change(self, push: Push, about: int) -> int:
        """Queue a change and wait until it is settled; returns for how many chats it was."""
        count: int = await self.post.database.run(_change, push, about)
        await self.post.settled()
        return count

    async def pushed(self, push: Push, *persons: int) -> int:
        """Queue for people and wait until it is settled; returns the push."""
        await self.post.enqueue(push, *persons)
        await self.post.settled()
        return (await self.post.rows())[-1].push_id

    async def rows_of(self, push_id: int) -> list[Row]:
        return [row for row in await self.post.rows() if row.push_id == push_id]

    def texts(self, chat: int) -> list[str]:
        """What is to be seen in a chat now, oldest first, without the line that says why."""
        engine = self.front.engine
        found = engine.groups.get(chat) or engine.private[next(iter(engine.bots.values())).id, chat]
        return [
            str(one.message.get("text") or one.message.get("caption") or "").partition("\n")[0]
            for one in found.messages.values()
            if one.bot_id
        ]


def _bind(tx: Transaction, chat_id: int) -> None:
    branch_id = tx.execute(sa.text("SELECT id FROM branch")).scalar_one()
    values = {
        "branch_id": branch_id,
        "title": "支部群",
        "locale": "zh-Hans",
        "is_forum": False,
        "reach": "ok",
    }
    tx.execute(group_chat.insert().values(chat_id=chat_id, bound_at=NOW, **values))


def _choose_topic(tx: Transaction, chat_id: int, thread_id: int) -> None:
    tx.execute(group_topic.insert().values(chat_id=chat_id, kind="notice", thread_id=thread_id))


def _to_groups(tx: Transaction, push: Push, chat_ids: tuple[int, ...]) -> int:
    key = outbox.keep(tx, push, NOW)
    outbox.enqueue_for_groups(tx, key, push, chat_ids, "notice", NOW)
    return key


def _change(tx: Transaction, push: Push, about: int) -> int:
    key = outbox.keep(tx, push, NOW, about_id=about)
    return outbox.enqueue_change(tx, key, push, about, NOW)


def _empty(tx: Transaction) -> None:
    for table in (group_topic, group_chat):
        tx.execute(sa.delete(table))
    people(tx, CROWD)


@pytest.fixture
async def place(database: Database) -> AsyncIterator[Place]:
    async with open_front("in-process") as front:
        await front.control("crowd", first=101, count=CROWD)
        founder = await front.control("person", name="书记")
        await database.run(_empty)
        request = front.request()
        post = Post(database, request, NO_LIMITS, front.base_url)
        post.dispatcher.start()
        yield Place(post, front, founder["id"])
        await post.dispatcher.stop(1.0)
        await database.run(_empty)


async def _photos(place: Place, count: int) -> tuple[Attachment, ...]:
    found = []
    for number in range(count):
        sent = await place.post.bot.send_photo(101, PNG + bytes([number]), filename="x.png")
        await place.post.bot.delete_message(101, sent.message_id)
        found.append(Attachment("photo", sent.photo[-1].file_id))
    return tuple(found)


async def test_a_group_gets_it_in_its_own_topic(place: Place) -> None:
    plain, forum = await place.group(), await place.group(forum=True)
    topic = await place.topic(forum, "通知")
    await place.to_groups(note("扫雪"), plain, forum)
    assert place.texts(plain) == ["扫雪"]
    (sent,) = (one.message for one in place.front.engine.groups[forum].messages.values() if one.bot_id)
    assert sent["message_thread_id"] == topic


@pytest.mark.parametrize("deleted", [True, False])
async def test_a_topic_that_is_gone_or_closed_gives_way_to_the_general_one(
    place: Place, deleted: bool
) -> None:
    forum = await place.group(forum=True)
    topic = await place.topic(forum, "通知")
    await place.front.control("close_topic", chat=forum, topic=topic, deleted=deleted, user=place.founder)
    first = await place.to_groups(note("a"), forum)
    await place.to_groups(note("b"), forum)
    assert place.texts(forum) == ["a", "b"]
    assert await place.post.database.read(group_chats.topics, forum) == {}
    (row,) = await place.rows_of(first)
    assert (row.state, row.attempts) == ("sent", 2)


@pytest.mark.parametrize("told_before", [True, False])
async def test_a_group_that_became_a_supergroup_gets_everything_under_its_new_id(
    place: Place, told_before: bool
) -> None:
    old = await place.group(kind="group")
    await place.to_groups(note("before"), old)
    await place.post.dispatcher.stop(1.0)
    upgraded = await place.front.control("upgrade", chat=old, user=place.founder)
    keys = [await place.post.database.run(_to_groups, note(text), (old,)) for text in "abc"]
    if told_before:  # by the update, while these were queued
        await place.post.database.run(group_chats.migrate, old, upgraded["id"], NOW)
    place.post.hire().start()
    await place.post.settled()
    assert place.texts(upgraded["id"])[-3:] == ["a", "b", "c"]
    for key in keys:
        assert [row.state for row in await place.rows_of(key)] == ["sent"]
    assert await place.post.database.read(group_chats.find, old) is None


async def test_a_group_that_threw_the_bot_out_is_left_alone(place: Place) -> None:
    out, fine = await place.group(), await place.group()
    await place.front.control("kick", chat=out, user=0, by=place.founder)
    first = await place.to_groups(note("a"), out, fine)
    assert [(row.chat, row.state, row.error) for row in await place.rows_of(first)] == sorted(
        [(out, "dead", "kicked"), (fine, "sent", None)]
    )
    found = await place.post.database.read(group_chats.find, out)
    assert found is not None
    assert found.reach == "kicked"
    assert len(await place.rows_of(await place.to_groups(note("b"), out, fine))) == 1


async def test_an_album_is_kept_whole_and_taken_back_whole(place: Place) -> None:
    album = replace(note(""), message=Message(""), reason="", attachments=await _photos(place, 3))
    key = await place.pushed(album, 1, 2)
    assert [len(place.texts(chat)) for chat in (101, 102)] == [3, 3]
    assert await place.change(replace(note(""), operation=Operation.DELETE), key) == 2
    assert [len(place.texts(chat)) for chat in (101, 102)] == [0, 0]


@pytest.mark.parametrize("pictures", [0, 1])
async def test_a_correction_reaches_whoever_got_it(place: Place, pictures: int) -> None:
    attachments = await _photos(place, pictures)
    buttons = ((Button("button-ok", "ok:1"),),)
    wrong = replace(
        note("wrong"), attachments=attachments, message=Message("note", {"text": "wrong"}, buttons)
    )
    key = await place.pushed(wrong, *EVERYBODY)
    right = replace(wrong, operation=Operation.EDIT, when_unknown=RESEND)
    right = replace(right, message=Message("note", {"text": "right"}, buttons))
    assert await place.change(right, key) == CROWD
    for chat in range(101, 101 + CROWD):
        assert place.texts(chat) == ["right"]
    assert await place.change(right, key) == CROWD, "an edit that changes nothing is no failure"
    assert set(await place.post.states()) == {"sent"}


async def test_what_cannot_be_taken_back_says_so_and_the_rest_is(place: Place) -> None:
    album = replace(note(""), message=Message(""), reason="", attachments=await _photos(place, 2))
    key = await place.pushed(album, *EVERYBODY)
    engine = place.front.engine
    chats = {chat: engine.private[next(iter(engine.bots.values())).id, chat] for chat in (101, 102, 103)}
    for stored in chats[101].messages.values():
        stored.message["date"] -= 49 * 3600  # both too old
    next(iter(chats[102].messages.values())).message["date"] -= 49 * 3600  # one of two
    chats[103].messages.clear()  # deleted by the reader
    change = replace(note(""), operation=Operation.DELETE)
    await place.change(change, key)
    ends = {row.chat: (row.state, row.error) for row in await place.post.rows() if row.push_id != key}
    assert ends == {
        101: ("dead", "message-gone"),
        102: ("dead", "message-gone"),
        103: ("sent", None),
        104: ("sent", None),
        105: ("sent", None),
    }
    assert [len(place.texts(chat)) for chat in range(101, 106)] == [2, 1, 0, 0, 0]


async def test_a_change_of_what_never_arrived_ends(place: Place) -> None:
    await place.front.control("fault", kind="bad-gateway", method="sendMessage", chat_id=101)
    key = await place.pushed(note("x"), 1, 2)
    assert [row.state for row in await place.rows_of(key)] == ["unknown", "sent"]
    await place.change(replace(note("y"), operation=Operation.EDIT), key)
    ends = [(row.chat, row.state, row.error) for row in await place.post.rows() if row.push_id != key]
    assert ends == [(101, "dead", "no-message"), (102, "sent", None)]


async def test_a_correction_of_what_is_still_queued(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    await place.post.dispatcher.stop(1.0)
    await place.post.enqueue(note("wrong"), *EVERYBODY)
    (key,) = {row.push_id for row in await place.post.rows()}
    # The new words come when the old ones have been read and put into words already.
    real = PacedLimiter.turn
    correcting: asyncio.Task[None] | None = None

    async def turn(limiter: PacedLimiter, *args: Any) -> Any:
        nonlocal correcting
        if correcting is None:
            work = place.post.database.run(outbox.replace, key, note("right"))
            correcting = asyncio.create_task(work)
        await asyncio.wait({correcting})
        return await real(limiter, *args)

    monkeypatch.setattr(PacedLimiter, "turn", turn)
    place.post.hire().start()
    await place.post.settled()
    assert {text for chat in range(101, 101 + CROWD) for text in place.texts(chat)} == {"right"}
    assert {(row.state, row.attempts) for row in await place.post.rows()} == {("sent", 1)}
