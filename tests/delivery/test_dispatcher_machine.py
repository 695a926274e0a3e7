"""Whatever happens in whatever order: nothing is sent twice by itself, nothing is lost, every row ends."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bot.delivery import gate, limiter
from bot.domain.messages import Lane, Push, WhenUnknown
from storage import leases, outbox
from storage.database import Database, Transaction
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

PEOPLE = (1, 2)
ENDS = frozenset({"sent", "unknown", "dead"})
USUAL = (OK, OK, OK, REFUSED, REFUSED, "flood")  # or chats would be dead before much has happened
WIRE = st.lists(st.sampled_from((*USUAL, LOST, VANISHED, NONSENSE, *REFUSALS)), min_size=1, max_size=6)


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
        self.stopped: dict[tuple[int, str], int] = {}

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
        lanes=st.lists(st.sampled_from([Lane.NOTICE, Lane.NOTICE, Lane.URGENT]), min_size=1, max_size=4),
        double=st.booleans(),
        lasts=st.sampled_from([None, None, None, 1, 30]),
        back=st.sampled_from([True, True, False]),
        what=WIRE,
    )
    def enqueue(
        self, who: set[int], lanes: list[Lane], double: bool, lasts: int | None, back: bool, what: list[str]
    ) -> None:
        for one in PEOPLE if back else ():
            self.run(self.post.come_back(100 + one))
        self.wire.script.extend(what)
        expires = None if lasts is None else self.post.clock() + timedelta(minutes=lasts)
        policy = WhenUnknown.RESEND if double else WhenUnknown.KEEP
        for lane in lanes:
            self.queued += 1
            text = f"n{self.queued}"
            if double:
                self.may_double.add(text)
            push = note(text, lane, when_unknown=policy, expires_at=expires)
            self.run(self._enqueue(push, sorted(who)))

    async def _enqueue(self, push: Push, who: list[int]) -> None:
        await self.post.enqueue(push, *who)
        self.texts = await self.post.database.read(texts_of)

    @rule(what=WIRE, minutes=st.sampled_from([0, 0.05, 6, 40]))
    def deliver(self, what: list[str], minutes: float) -> None:
        self.wire.script.extend(what)
        self.run(self.post.settled())
        self.post.clock.pass_(minutes=minutes)

    @rule(crash=st.booleans(), when=st.sampled_from([None, HANGING, HANGING_BEFORE]))
    def interrupt(self, crash: bool, when: str | None) -> None:
        """A crash or a stop, at rest or with something on the wire that does not end in time."""
        if when is None:
            self.run(self._crash() if crash else self._stop(grace=5.0))
        else:
            then = self._crash if crash else partial(self._stop, grace=0.0)
            self.run(self._with_something_on_the_wire(when, then))

    async def _with_something_on_the_wire(self, when: str, then: Any) -> None:
        self.wire.script.clear()
        self.wire.by_chat = {100 + who: when for who in PEOPLE}
        quiet = asyncio.ensure_future(self.post.settled())
        await until(lambda: self.wire.hanging or quiet.done())
        await then()
        quiet.cancel()
        await asyncio.wait({quiet})
        self.wire.by_chat = {}

    @rule(which=st.integers(0, 9), what=WIRE)
    def stop_a_push(self, which: int, what: list[str]) -> None:
        """Whoever sent one of the last pushes thinks again; some of it may be on the wire."""
        self.wire.script.extend(what)
        pushes = list(self.texts)
        if which < len(pushes):
            self.run(self._stop_push(pushes[-1 - which]))

    async def _stop_push(self, push_id: int) -> None:
        self.post.dispatcher.wake()
        await asyncio.sleep(0)
        await self.post.database.run(outbox.stop, [push_id], self.post.clock())
        # What is marked now may go out once more, and nothing else ever.
        for row in await self.post.rows():
            mail = (row.chat, self.texts[row.push_id])
            if row.push_id == push_id and mail not in self.stopped:
                self.stopped[mail] = self.wire.calls[mail] + (row.state == "attempting")

    @rule(when=st.sampled_from([None, HANGING, HANGING_BEFORE]), heard=st.booleans())
    def lose_the_lease(self, when: str | None, heard: bool) -> None:
        """Another process takes over; the old one still hears how its calls end, or does not."""
        if when is None:
            self.run(self._overtake(heard))
        else:
            self.run(self._with_something_on_the_wire(when, partial(self._overtake, heard)))

    async def _overtake(self, heard: bool) -> None:
        old = self.post.dispatcher
        await self.post.database.run(_seize)
        self.wire.by_chat = {}  # what hangs goes on hanging, and nothing more does
        new = self.post.hire()
        new.start()
        await until(lambda: new._on_duty)
        if heard:
            self.wire.release.set()
            await until(lambda: not self.wire.hanging)
            self.wire.release = asyncio.Event()
        await old.stop(grace=5.0 if heard else 0.0)

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
            self._check_end(row.id, row.state, calls)
            assert calls <= self.stopped.get(mail, calls), "nothing of a stopped push goes out"
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

    def _check_end(self, row_id: int, state: str, calls: int) -> None:
        was = self.ended.get(row_id)
        if was is not None:
            # What a new holder could not know, the old one may still have learned.
            learned = was[0] == "unknown" and state in ENDS
            assert (state, calls) == was or (learned and calls == was[1]), "an end is for good"
        if state in ENDS:
            self.ended[row_id] = (state, calls)

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


def _seize(tx: Transaction) -> None:
    """Take the lease from its holder and let it run out at once, so that whoever asks next gets it."""
    holder = leases.current(tx, leases.DISPATCHER)
    leases.take(tx, leases.DISPATCHER, "rival", 0.0, instead_of=holder.epoch if holder else None)


def test_any_order_of_events(
    database_url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("CRITICAL")
    monkeypatch.setattr(gate, "LONGEST", 0.0)
    monkeypatch.setattr(gate, "TOKEN_REFUSED", 0.0)
    monkeypatch.setattr(limiter, "seconds", lambda _: 0.001)  # real ones; the delivery's own time stays
    machine = type("MachineHere", (Machine,), {"url": database_url})
    # The order of events is what is tried; on PostgreSQL, where each costs three times as much, a few.
    tries = 20 if database_url.startswith("sqlite") else 8
    run_state_machine_as_test(
        machine, settings=settings(max_examples=tries, stateful_step_count=20, deadline=None)
    )
