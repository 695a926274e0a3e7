"""Group chats: binding, topics, unbinding, and everything that can happen to a group."""

from __future__ import annotations

from tests.journeys.world import World


async def test_bind(world: World) -> None:
    li = await world.person("李明")
    group = await world.group("东关社区", li)
    await group.sends(li, "/bind")
    await group.sees("支部书记")
