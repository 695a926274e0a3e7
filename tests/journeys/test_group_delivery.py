"""What is sent to bound groups arrives where it belongs, or the branch hears why it does not."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.domain.group_chats import TopicKind
from bot.domain.messages import Lane, Message, Push
from storage import group_chats, outbox
from storage.database import Transaction
from storage.schema import delivery
from tests.journeys.groups import Town, settled
from tests.journeys.world import World
from tests.support.people import Group
from tests.support.seeing import Shown

WORDS = "不客气"
SAYING = Push("test", Lane.NOTICE, Message("unheard-thanks"), reason="")


@pytest.fixture
async def town(world: World) -> Town:
    return await settled(world)


async def forum(town: Town, kind: TopicKind = TopicKind.NOTICE) -> tuple[Group, int]:
    """A bound forum with a topic for that kind of message."""
    group = await town.bound("论坛", forum=True)
    topic = await group.makes_topic("专门话题")
    await town.world.database.run(group_chats.put_topic, group.id, [kind], topic)
    return group, topic


async def send(town: Town, group: Group, kind: TopicKind = TopicKind.NOTICE) -> None:
    """Queue something for the group as a notice would, and wait until the outbox is empty."""

    def work(tx: Transaction) -> None:
        now = town.world.clock()
        key = outbox.keep(tx, SAYING, now)
        outbox.enqueue_for_groups(tx, key, SAYING, [group.id], kind, now)

    await town.world.database.run(work)
    town.world.app.dispatcher.wake()
    await town.world.settled()


async def arrived(group: Group) -> list[Shown]:
    await group.look()
    return [shown for shown in group.messages if shown.from_bot and WORDS in shown.text]


async def outcomes(town: Town) -> list[tuple[str, str | None]]:
    query = (
        sa.select(delivery.c.state, delivery.c.error).where(delivery.c.chat_id < 0).order_by(delivery.c.id)
    )
    return await town.world.database.read(lambda tx: [tuple(row) for row in tx.execute(query)])


async def told(town: Town) -> list[str]:
    sent = town.world.front.engine.ledger
    return [line.text for line in sent if line.chat_id == town.wang.id and "管着这个支部的群" in line.text]


async def test_each_kind_goes_to_its_topic(town: Town) -> None:
    group, topic = await forum(town, TopicKind.STUDY)
    await send(town, group, TopicKind.STUDY)
    await send(town, group, TopicKind.NOTICE)
    threads = [shown.raw.get("message_thread_id") for shown in await arrived(group)]
    assert threads == [topic, None]


@pytest.mark.parametrize("more", [{}, {"deleted": True}])
async def test_without_its_topic_it_goes_to_the_general_one(town: Town, more: dict[str, bool]) -> None:
    group, topic = await forum(town)
    await group.closes_topic(topic, **more)
    await send(town, group)
    assert [shown.raw.get("message_thread_id") for shown in await arrived(group)] == [None]
    assert await town.topics(group) == {}
    [news] = await told(town)
    assert "原来发到那里的通知" in news
    await send(town, group)
    assert len(await arrived(group)) == 2
    assert len(await told(town)) == 1


async def test_a_closed_topic_is_open_to_a_bot_that_administers(town: Town) -> None:
    group, topic = await forum(town)
    await group.promotes_bot()
    await group.closes_topic(topic)
    await send(town, group)
    assert [shown.raw.get("message_thread_id") for shown in await arrived(group)] == [topic]
    assert await told(town) == []


async def test_an_upgrade_that_nobody_told_is_learned_from_the_refusal(town: Town) -> None:
    group = await town.bound("群", kind="group")
    town.world.front.engine.bots[town.world.front.token].updates.allowed = frozenset({"callback_query"})
    new = await group.upgrades()
    await send(town, group)
    assert len(await arrived(new)) == 1
    assert await town.find(group) is None
    found = await town.find(new)
    assert found is not None
    assert found.reach == "ok"
    assert await outcomes(town) == [("sent", None)]
    await send(town, new)
    assert len(await arrived(new)) == 2
    assert await told(town) == []


@pytest.mark.parametrize("how", ["kicks_bot", "deletes", "restricts_bot"])
async def test_a_group_that_is_out_of_reach_is_learned_from_the_refusal(town: Town, how: str) -> None:
    group = await town.bound("群")
    town.world.front.engine.bots[town.world.front.token].updates.allowed = frozenset({"callback_query"})
    await getattr(group, how)()
    await send(town, group)
    await send(town, group)
    assert await outcomes(town) == [("dead", (await outcomes(town))[0][1])]
    assert len(await told(town)) == 1
    found = await town.find(group)
    assert found is not None
    assert not found.is_reachable


async def test_an_unbound_group_gets_nothing_more(town: Town) -> None:
    group = await town.bound("群")
    await town.world.database.run(group_chats.unbind, group.id, town.world.clock())
    await send(town, group)
    assert await arrived(group) == []
