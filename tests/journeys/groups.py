"""Two branches, their secretaries, and groups that are bound: for the stories about group chats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.group_chats import GroupChat, TopicKind
from bot.domain.rights import Holding, Role
from storage import branches, group_chats, holdings
from storage.database import Transaction
from tests.journeys.world import World
from tests.support.people import Group, Person
from tests.usecases.township import EAST, WEST, bring_in, person_id, settle

__all__ = ["EAST", "WEST", "Town", "settled"]


@dataclass
class Town:
    """The secretaries of two branches, and what the bot knows of their groups."""

    world: World
    wang: Person
    sun: Person

    async def group(self, title: str, founder: Person, *members: Person, **more: object) -> Group:
        """A group with the bot in it, which has said what it says on arrival."""
        group = await self.world.town.group(title, founder, members, **more)
        await self.world.settled()
        return group

    async def bound(self, title: str, *members: Person, **more: object) -> Group:
        """A group that Wang has made and bound to her branch."""
        group = await self.group(title, self.wang, *members, **more)
        await group.sends(self.wang, "/bind")
        await group.sees("绑好了")
        return group

    async def find(self, group: Group) -> GroupChat | None:
        return await self.world.database.read(group_chats.find, group.id)

    async def topics(self, group: Group) -> Mapping[TopicKind, int]:
        return await self.world.database.read(group_chats.topics, group.id)

    async def refused(self, group: Group, person: Person, text: str, words: str = "/bind") -> None:
        """Somebody tries, and hears why not; nothing has changed."""
        before = await self.find(group), await self.topics(group)
        await group.sends(person, words)
        await group.sees(text)
        assert (await self.find(group), await self.topics(group)) == before

    async def wang_gets_west(self) -> None:
        """Wang becomes the secretary of the other branch, too."""
        who = await person_id(self.world.database, "王桂兰")

        def give(tx: Transaction) -> None:
            west = branches.find_by_name(tx, WEST)
            assert west is not None
            holdings.give(tx, [(who, Holding(Role.SECRETARY, branch_id=west.id))])

        await self.world.database.run(give)

    async def wang_steps_down(self) -> None:
        who = await person_id(self.world.database, "王桂兰")
        await self.world.database.run(holdings.take_all, who)


async def settled(world: World) -> Town:
    """Both have joined and opened the private chat."""
    wang, sun = await world.person("王桂兰"), await world.person("孙宏伟")
    await bring_in(world.database)
    await settle(world.database, {"王桂兰": wang.id, "孙宏伟": sun.id})
    for person in (wang, sun):
        await person.starts()
        await person.sees("您好")
    return Town(world, wang, sun)
