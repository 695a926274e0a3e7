"""How often the sender's message changes while a notice goes out."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from handlers.notice_reporter import LONGEST, Reporter
from storage.schema import delivery
from tests.journeys.test_notices import MEETING, previews
from tests.journeys.test_review import Chat
from tests.journeys.world import World
from tests.support.people import Person
from tests.usecases import village as who
from tests.usecases.village import Village


class Watch:
    """A reporter with a clock of its own, over a notice that does not move by itself."""

    def __init__(self, chat: Chat, secretary: Person) -> None:
        self.world = chat.world
        self.secretary = secretary
        self.now = 0.0
        self.reporter = Reporter(chat.world.app.house, lambda: self.now)

    async def edits(self, after: float, *, arrived: int = 0, state: str = "sent") -> int:
        """So many more have arrived, and that many seconds have passed: how often it was edited."""
        waiting = sa.select(delivery.c.id).where(delivery.c.state == "queued").limit(arrived)
        change = sa.update(delivery).where(delivery.c.id.in_(waiting)).values(state=state)
        await self.world.database.run(lambda tx: tx.execute(change))
        self.now += after
        calls = self.world.front.engine.calls
        before = calls["editMessageText"]
        await self.reporter.look()
        await self.secretary.look()
        return int(calls["editMessageText"] - before)


@pytest.fixture
async def watch(world: World) -> Watch:
    chat = Chat(world, await Village.settled(world.database))
    secretary = await chat.person(who.SECRETARY)
    await previews(secretary, MEETING)
    await world.app.dispatcher.stop(grace=1.0)
    await world.app._alarm.stop()
    await world.app._reporter.stop()
    await secretary.taps("发送")
    await secretary.sees("还有5")
    watch = Watch(chat, secretary)
    await watch.edits(0.0)
    return watch


async def test_soon_at_first_and_only_when_something_changed(watch: Watch) -> None:
    assert await watch.edits(1.0, arrived=1) == 0
    assert await watch.edits(2.0) == 1
    assert "已送到：1，还有4" in watch.secretary.last.text
    assert await watch.edits(3.0) == 0
    assert await watch.edits(5.0, arrived=1) == 0
    assert await watch.edits(1.0) == 1
    assert await watch.edits(0.5, arrived=1) == 0


async def test_more_seldom_when_it_takes_long(watch: Watch) -> None:
    assert await watch.edits(1000.0, arrived=1) == 1
    assert await watch.edits(LONGEST - 1, arrived=1) == 0
    assert await watch.edits(1.0) == 1


async def test_a_message_that_is_gone_harms_nobody(watch: Watch) -> None:
    await watch.world.app.house.bot.delete_message(watch.secretary.id, watch.secretary.last.id)
    assert await watch.edits(3.0, arrived=1) == 1
    assert await watch.edits(3.0) == 0
