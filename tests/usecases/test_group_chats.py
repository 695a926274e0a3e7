"""Binding groups: who may, what happens to what is under way, and what the branch hears."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from bot.domain.group_chats import GroupChat, GroupReach, TopicKind
from bot.domain.rights import Right
from bot.errors import UserError
from bot.usecases import group_chats as usecases
from bot.usecases import group_events
from bot.usecases.group_chats import Place
from storage import drafts, group_chats, group_news
from storage.database import Database, Transaction
from storage.schema import audit, delivery, draft, notice, push
from tests.usecases.village import (
    ADMINISTRATOR,
    COMMITTEE,
    CONTACT,
    EAST,
    LEADER,
    MEMBER,
    NOW,
    SECRETARY,
    WEST,
    WEST_SECRETARY,
    Village,
)

CHAT, SUPERGROUP, TOPIC = -4_000_001, -1_002_000_001, 77
HERE = Place(CHAT, "东关党员群", is_forum=False, thread_id=None, is_administrator=True)
NOTICE = {"kind": "test", "lane": "notice", "content": {}, "reason": "", "when_unknown": "keep"}


@pytest.fixture
async def village(database: Database) -> Village:
    return await Village.settled(database)


async def bind(village: Village, who: int = SECRETARY, place: Place = HERE) -> GroupChat:
    card = await village.does(who, usecases.open_group, place, "", NOW)
    assert card.group is not None
    return card.group


async def find(village: Village, chat_id: int = CHAT) -> GroupChat | None:
    return await village.database.read(group_chats.find, chat_id)


async def queue(village: Village, chat_id: int = CHAT, thread_id: int | None = None) -> int:
    """Something that waits for the group; returns its push."""

    def work(tx: Transaction) -> int:
        key = tx.insert_one(push, **NOTICE, created_at=NOW)
        row = {"push_id": key, "chat_id": chat_id, "lane": 2, "state": "queued", "not_before": NOW}
        tx.execute(delivery.insert(), {**row, "attempts": 0, "thread_id": thread_id})
        return key

    return await village.database.run(work)


async def deliveries(village: Village) -> list[tuple[int, int, str, str | None]]:
    """Push, chat, state and error of everything under way to groups."""
    columns = (delivery.c.push_id, delivery.c.chat_id, delivery.c.state, delivery.c.error)
    query = sa.select(*columns).where(delivery.c.chat_id < 0).order_by(delivery.c.id)
    return await village.database.read(lambda tx: [tuple(row) for row in tx.execute(query)])


async def test_who_may_bind(village: Village) -> None:
    for who in (LEADER, MEMBER, COMMITTEE, CONTACT):
        with pytest.raises(UserError, match="groups-not-yours"):
            await bind(village, who)
    await village.is_given(COMMITTEE, Right.BIND_GROUP)
    group = await bind(village, COMMITTEE)
    assert (group.branch_id, group.title, group.reach) == (EAST, "东关党员群", "ok")
    for who in (SECRETARY, ADMINISTRATOR):
        assert (await village.does(who, usecases.open_group, HERE, "", NOW)).group == group
    with pytest.raises(UserError, match="groups-taken"):
        await bind(village, WEST_SECRETARY)


@pytest.mark.parametrize(
    ("usecase", "arguments"),
    [
        (usecases.open_group, ("", NOW)),
        (usecases.choose_branch, (1000 + SECRETARY, EAST, NOW)),
        (usecases.branch_choices, (1000 + SECRETARY, 0)),
        (usecases.set_topic, (1000 + SECRETARY, TopicKind.NOTICE, NOW)),
        (usecases.bound_here, (1000 + SECRETARY,)),
        (usecases.unbind_here, (1000 + SECRETARY, NOW)),
    ],
)
async def test_only_administrators_of_the_group_and_only_who_was_asked(
    village: Village, usecase: object, arguments: tuple[object, ...]
) -> None:
    await bind(village)
    before = await find(village)
    with pytest.raises(UserError, match="groups-not-administrator"):
        await village.does(SECRETARY, usecase, replace(HERE, is_administrator=False), *arguments)  # type: ignore[arg-type]
    if arguments[0] != "":
        with pytest.raises(UserError, match="groups-not-asked"):
            await village.does(ADMINISTRATOR, usecase, HERE, *arguments)  # type: ignore[arg-type]
    await village.loses(SECRETARY)
    with pytest.raises(UserError, match="groups-not-yours"):
        await village.does(SECRETARY, usecase, HERE, *arguments)  # type: ignore[arg-type]
    assert await find(village) == before


async def test_a_branch_that_is_not_the_actors_cannot_be_chosen(village: Village) -> None:
    for branch_id in (WEST, 99):
        with pytest.raises(UserError, match="groups-not-yours"):
            await village.does(SECRETARY, usecases.choose_branch, HERE, 1000 + SECRETARY, branch_id, NOW)
    with pytest.raises(UserError, match="groups-not-bound"):
        await village.does(SECRETARY, usecases.set_topic, HERE, 1000 + SECRETARY, None, NOW)
    assert await find(village) is None


async def test_binding_twice_is_binding_once(village: Village) -> None:
    me = 1000 + ADMINISTRATOR
    for _ in range(2):
        card = await village.does(ADMINISTRATOR, usecases.choose_branch, HERE, me, EAST, NOW)
        assert card.branch is not None
        assert card.branch.id == EAST
    lines = sa.select(audit.c.action, audit.c.detail).order_by(audit.c.id)
    noted = await village.database.read(lambda tx: [tuple(row) for row in tx.execute(lines)])
    assert noted == [("group-bound", {"chat": CHAT, "branch": EAST})]


async def test_another_branch_does_not_get_what_waits_for_the_first(village: Village) -> None:
    await bind(village)
    key = await queue(village)
    me = 1000 + ADMINISTRATOR
    await village.does(ADMINISTRATOR, usecases.choose_branch, HERE, me, WEST, NOW)
    assert await deliveries(village) == [(key, CHAT, "dead", "unbound")]
    group = await find(village)
    assert group is not None
    assert group.branch_id == WEST


async def test_unbinding_ends_what_waits_and_forgets_topics(village: Village) -> None:
    await bind(village)
    place = replace(HERE, is_forum=True, thread_id=TOPIC)
    await village.does(SECRETARY, usecases.set_topic, place, 1000 + SECRETARY, None, NOW)
    key = await queue(village, thread_id=TOPIC)
    await village.does(SECRETARY, usecases.unbind_group, CHAT, NOW)
    assert await find(village) is None
    assert await village.database.read(group_chats.topics, CHAT) == {}
    assert await deliveries(village) == [(key, CHAT, "dead", "unbound")]
    with pytest.raises(UserError, match="groups-not-bound"):
        await village.does(SECRETARY, usecases.unbind_group, CHAT, NOW)


async def test_unbinding_from_afar_is_for_the_branch(village: Village) -> None:
    await bind(village)
    for who in (WEST_SECRETARY, MEMBER, COMMITTEE, CONTACT, LEADER):
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(who, usecases.unbind_group, CHAT, NOW)
        with pytest.raises(UserError, match="not-allowed"):
            await village.sees(who, usecases.bound_group, CHAT)
    assert [
        group.chat_id for group, _ in (await village.sees(SECRETARY, usecases.bound_groups, 5)).groups
    ] == [CHAT]
    assert (await village.sees(WEST_SECRETARY, usecases.bound_groups, 0)).groups == ()
    await village.does(ADMINISTRATOR, usecases.unbind_group, CHAT, NOW)
    assert await find(village) is None


async def test_an_upgraded_group_takes_everything_along(village: Village) -> None:
    await bind(village)
    await village.database.run(group_chats.put_topic, CHAT, [TopicKind.STUDY], TOPIC)
    sent, waiting, both = [await queue(village) for _ in range(3)]
    there = await queue(village, SUPERGROUP)
    await village.database.run(_set, delivery.c.push_id == sent, state="sent")
    await village.database.run(_set, delivery.c.push_id == there, push_id=both)
    for _ in range(2):  # Telegram says it in both groups
        await village.does(MEMBER, group_events.moved, CHAT, SUPERGROUP, NOW)
    assert await find(village) is None
    group = await find(village, SUPERGROUP)
    assert group is not None
    assert (group.title, group.reach) == ("东关党员群", "ok")
    assert await village.database.read(group_chats.topics, SUPERGROUP) == {TopicKind.STUDY: TOPIC}
    assert await deliveries(village) == [
        (sent, CHAT, "sent", None),
        (waiting, SUPERGROUP, "queued", None),
        (both, CHAT, "dead", "migrated"),
        (both, SUPERGROUP, "queued", None),
    ]


def _set(tx: Transaction, which: sa.ColumnElement[bool], **values: object) -> None:
    tx.execute(sa.update(delivery).where(which).values(**values))


async def test_notices_for_an_upgraded_group_go_to_the_supergroup(village: Village) -> None:
    """What is scheduled and what is being written; a group whose id only begins alike is another."""
    await bind(village)
    other = CHAT * 10 - 1
    audience = {"branches": [EAST], "chats": [other, CHAT]}

    def waiting(tx: Transaction) -> None:
        row = {"branch_id": EAST, "sender_account": 1001, "kind": "notice", "state": "scheduled"}
        tx.execute(notice.insert(), {**row, "content": {}, "audience": audience, "created_at": NOW})
        tx.execute(notice.insert(), {**row, "content": {}, "audience": {"chats": [other]}, "created_at": NOW})
        for data in ({"audience": audience}, {"words": str(CHAT)}):
            drafts.create(tx, 1001, "notice", data, NOW)

    await village.database.run(waiting)
    await village.does(MEMBER, group_events.moved, CHAT, SUPERGROUP, NOW)
    moved = {"branches": [EAST], "chats": [other, SUPERGROUP]}
    audiences = sa.select(notice.c.audience).order_by(notice.c.id)
    forms = sa.select(draft.c.data).order_by(draft.c.id)
    assert await village.database.read(lambda tx: list(tx.execute(audiences).scalars())) == [
        moved,
        {"chats": [other]},
    ]
    assert await village.database.read(lambda tx: list(tx.execute(forms).scalars())) == [
        {"audience": moved},
        {"words": str(CHAT)},
    ]


async def test_a_supergroup_that_is_bound_already_keeps_its_own_binding(village: Village) -> None:
    await bind(village)
    await bind(village, WEST_SECRETARY, replace(HERE, chat_id=SUPERGROUP, title="新群"))
    await village.does(MEMBER, group_events.moved, CHAT, SUPERGROUP, NOW)
    assert await find(village) is None
    group = await find(village, SUPERGROUP)
    assert group is not None
    assert (group.branch_id, group.title) == (WEST, "新群")


async def test_the_branch_hears_once_that_a_group_is_lost(village: Village) -> None:
    await bind(village)
    for reach in (GroupReach.KICKED, GroupReach.NO_RIGHTS, GroupReach.KICKED):
        await village.does(MEMBER, group_events.standing_changed, CHAT, reach, NOW)
    assert await village.heard("group-chat") == [SECRETARY]
    for _ in range(2):
        await village.does(MEMBER, group_events.standing_changed, CHAT, GroupReach.OK, NOW)
    assert (await find(village)).is_reachable  # type: ignore[union-attr]
    await village.does(MEMBER, group_events.standing_changed, CHAT, GroupReach.NO_RIGHTS, NOW)
    said = await village.said("group-chat")
    assert [content["key"] for content in said] == ["groups-push-lost", "groups-push-silenced"]
    # /bind in the group proves that it can be spoken in again.
    assert (await bind(village)).is_reachable


async def test_without_a_secretary_whoever_bound_it_hears(village: Village) -> None:
    me = 1000 + ADMINISTRATOR
    await village.does(ADMINISTRATOR, usecases.choose_branch, HERE, me, EAST, NOW)
    await village.loses(SECRETARY)
    await village.database.run(group_news.cannot_reach, CHAT, "not-found", NOW)
    assert await village.heard("group-chat") == [ADMINISTRATOR]


async def test_nothing_is_said_of_a_group_that_is_not_bound(village: Village) -> None:
    await village.database.run(group_news.cannot_reach, CHAT, "kicked", NOW)
    await village.database.run(group_news.topic_gone, CHAT, TOPIC, NOW)
    await village.does(MEMBER, group_events.renamed, CHAT, "新名字")
    await village.does(MEMBER, group_events.moved, CHAT, SUPERGROUP, NOW)
    assert await village.heard("group-chat") == []
    assert await village.database.read(lambda tx: tx.execute(sa.select(push)).all()) == []


async def test_a_topic_that_is_gone_sends_its_kinds_to_the_general_one(village: Village) -> None:
    await bind(village)
    await village.database.run(group_chats.put_topic, CHAT, [TopicKind.NOTICE, TopicKind.REMINDER], TOPIC)
    await village.database.run(group_chats.put_topic, CHAT, [TopicKind.STUDY], TOPIC + 1)
    await queue(village, thread_id=TOPIC)
    await queue(village, thread_id=TOPIC + 1)
    for _ in range(2):
        await village.database.run(group_news.topic_gone, CHAT, TOPIC, NOW)
    assert await village.database.read(group_chats.topics, CHAT) == {TopicKind.STUDY: TOPIC + 1}
    threads = sa.select(delivery.c.thread_id).where(delivery.c.chat_id == CHAT).order_by(delivery.c.id)
    assert await village.database.read(lambda tx: list(tx.execute(threads).scalars())) == [None, TOPIC + 1]
    [content] = await village.said("group-chat")
    assert content["key"] == "groups-push-topic-lost"
    terms = {item["term"] for item in content["values"]["kinds"]["items"]}
    assert terms == {"groups-kind-notice", "groups-kind-reminder"}


async def test_a_new_title_is_kept_for_the_list(village: Village) -> None:
    await bind(village)
    await village.does(MEMBER, group_events.renamed, CHAT, "东关先锋")
    [(group, branch)] = (await village.sees(SECRETARY, usecases.bound_groups, 0)).groups
    assert (group.title, branch.id) == ("东关先锋", EAST)
