"""Whatever happens in whatever order: nothing is sent twice by itself, nothing is lost, every row ends."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bot.delivery import gate
from bot.domain.messages import Lane, Push, WhenUnknown
from storage.database import Database
from storage.deliveries import MOST_RESENT
from tests.delivery.post import (
    HANGING,
    HANGING_BEFORE,
    LOST,
    NONSENSE,
    OK,
    REFUSALS,
    REFUSED,
    VANISHED,
    Post,
    note,
    people,
    texts_of,
    until,
)

PEOPLE = (1, 2, 3)
ENDS = frozenset({"sent", "unknown", "dead"})
WIRE = st.lists(st.sampled_from((OK, LOST, VANISHED, REFUSED, NONSENSE, *REFUSALS)), min_size=1, max_size=6)


class Machine(RuleBasedStateMachine):
    """The dispatcher against a model: what was queued, what ended, and what had been called by then."""

    url = ""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.queued = 0
        self.texts: dict[int, str] = {}
        self.may_double: set[str] = set()
        self.ended: dict[int, tuple[str, int]] = {}

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(work)

    @initialize()
    def open(self) -> None:
        self.run(self._open())

    async def _open(self) -> None:
        self.post = Post(await Database.open(self.url))
        self.wire = self.post.wire
        await self.post.database.run(people, len(PEOPLE))
        self.post.dispatcher.start()

    @rule(
        who=st.sets(st.sampled_from(PEOPLE), min_size=1),
        lane=st.sampled_from([Lane.NOTICE, Lane.URGENT]),
        double=st.booleans(),
        lasts=st.sampled_from([None, None, 1, 30]),
        what=WIRE,
    )
    def enqueue(self, who: set[int], lane: Lane, double: bool, lasts: int | None, what: list[str]) -> None:
        self.wire.script.extend(what)
        self.queued += 1
        text = f"n{self.queued}"
        if double:
            self.may_double.add(text)
        expires = None
        if lasts is not None:
            clock = type(self.post.clock)()
            clock.now = self.post.clock.now
            clock.pass_(minutes=lasts)
            expires = clock.now
        policy = WhenUnknown.RESEND if double else WhenUnknown.KEEP
        self.run(self._enqueue(note(text, lane, when_unknown=policy, expires_at=expires), sorted(who)))

    async def _enqueue(self, push: Push, who: list[int]) -> None:
        await self.post.enqueue(push, *who)
        self.texts = await self.post.database.read(texts_of)

    @rule(what=WIRE, minutes=st.sampled_from([0, 0.05, 6, 40]))
    def deliver(self, what: list[str], minutes: float) -> None:
        self.wire.script.extend(what)
        self.run(self.post.settled())
        self.post.clock.pass_(minutes=minutes)

    @rule(who=st.sampled_from(PEOPLE))
    def come_back(self, who: int) -> None:
        self.run(self.post.come_back(100 + who))

    @rule()
    def restart(self) -> None:
        self.run(self._stop(grace=5.0))

    @rule()
    def crash_at_rest(self) -> None:
        self.run(self._crash())

    @rule(when=st.sampled_from([HANGING, HANGING_BEFORE]))
    def crash_on_the_wire(self, when: str) -> None:
        self.run(self._with_something_on_the_wire(when, self._crash))

    @rule(when=st.sampled_from([HANGING, HANGING_BEFORE]))
    def stop_without_grace(self, when: str) -> None:
        self.run(self._with_something_on_the_wire(when, lambda: self._stop(grace=0.0)))

    async def _with_something_on_the_wire(self, when: str, then: Any) -> None:
        self.wire.script.clear()
        self.wire.by_chat = {100 + who: when for who in PEOPLE}
        quiet = asyncio.ensure_future(self.post.settled())
        await until(lambda: self.wire.hanging or quiet.done())
        await then()
        quiet.cancel()
        await asyncio.wait({quiet})
        self.wire.by_chat = {}

    async def _stop(self, grace: float) -> None:
        await self.post.dispatcher.stop(grace)
        await self._start()

    async def _crash(self) -> None:
        await self.post.kill()
        await self._start()

    async def _start(self) -> None:
        await self.post.database.close()
        self.post.database = await Database.open(self.url)
        self.post.hire().start()

    @invariant()
    def nothing_twice_and_ends_are_for_good(self) -> None:
        if not hasattr(self, "post"):
            return
        before = list(self.wire.arrived)  # while the table is read, more may arrive
        table = self.run(self.post.rows())
        assert len({(row.push_id, row.chat) for row in table}) == len(table)
        for row in table:
            mail = (row.chat, self.texts[row.push_id])
            calls, arrived = self.wire.calls[mail], self.wire.arrived.count(mail)
            if row.id in self.ended:
                assert (row.state, calls) == self.ended[row.id], "an end is for good"
            elif row.state in ENDS:
                self.ended[row.id] = (row.state, calls)
            if mail[1] in self.may_double:
                assert arrived <= MOST_RESENT
            else:
                assert arrived <= 1
                assert mail not in before or row.state in ("attempting", "sent", "unknown")
            if row.state == "sent":
                assert arrived >= 1
            elif row.state == "dead":
                assert arrived == 0 or mail[1] in self.may_double
        self._in_order(table)

    def _in_order(self, table: list[Any]) -> None:
        ids = {(row.chat, self.texts[row.push_id]): (row.lane, row.id) for row in table}
        last: dict[tuple[int, int], int] = {}
        for mail in dict.fromkeys(self.wire.arrived):
            lane, row_id = ids[mail]
            assert last.get((mail[0], lane), 0) < row_id, "a later message overtook an earlier one"
            last[mail[0], lane] = row_id

    def teardown(self) -> None:
        if hasattr(self, "post"):
            self.run(self._end())
        self.runner.close()

    async def _end(self) -> None:
        self.wire.script.clear()
        for _ in range(8):
            await self.post.settled()
            self.post.clock.pass_(minutes=6)
        await self.post.settled()
        left = [row for row in await self.post.rows() if row.state not in ENDS]
        await self.post.dispatcher.stop(1.0)
        await self.post.database.close()
        assert left == [], "every row ends"
        assert self.post.limiter.pacer.waiting == 0


def test_any_order_of_events(
    database_url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("CRITICAL")
    monkeypatch.setattr(gate, "LONGEST", 0.0)
    monkeypatch.setattr(gate, "TOKEN_REFUSED", 0.0)
    machine = type("MachineHere", (Machine,), {"url": database_url})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=30, stateful_step_count=20, deadline=None)
    )
