"""Only one dispatcher sends: who holds the lease, how it changes hands, what the old holder may still do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.delivery import lease as leasing
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.holder import new_holder
from bot.delivery.keeper import Keeper
from bot.delivery.lease import Lease
from storage import leases
from storage.database import Database, Transaction
from tests.delivery.post import HANGING, HANGING_BEFORE, RESEND, Post, note, people, texts, until
from tests.delivery.test_holder import somebody


class Time:
    """Seconds that pass only when told; the database's own clock is not asked."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def _nothing(tx: Transaction, epoch: int) -> int:
    return epoch


async def _seize(database: Database) -> int:
    """Another process takes over, whether the term is over or not."""
    rival = await database.run(leases.current, leases.DISPATCHER)
    assert rival is not None
    epoch = await database.run(leases.take, leases.DISPATCHER, "rival", 60.0, instead_of=rival.epoch)
    assert epoch is not None
    return epoch


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leasing, "ASK", 0.01)
    monkeypatch.setattr(leasing, "RENEW", 0.01)
    monkeypatch.setattr(leasing, "HURRY", 0.01)


async def test_it_is_taken_at_once_and_the_next_one_waits_for_the_release(
    database: Database, quick: None
) -> None:
    first, second = Lease(Keeper(database)), Lease(Keeper(database))
    epoch = await first.take(_nothing)
    waiting = asyncio.create_task(second.take(_nothing))
    await asyncio.wait({waiting}, timeout=0.1)
    assert not waiting.done()
    assert (first.is_held, second.is_held) == (True, False)
    await first.release()
    assert await asyncio.wait_for(waiting, 5) > epoch
    assert (first.is_held, second.is_held) == (False, True)


async def test_it_is_kept_while_it_is_renewed_and_lost_when_another_takes_it(
    database: Database, quick: None
) -> None:
    time = Time()
    lease = Lease(Keeper(database), clock=time)
    await lease.take(_nothing)
    keeping = asyncio.create_task(lease.keep())
    time.now = leasing.TERM - 0.5
    await until(lambda: lease._good_until > leasing.TERM)
    time.now = leasing.TERM + 1
    assert lease.is_held
    await _seize(database)
    await asyncio.wait_for(keeping, 5)
    assert not lease.is_held


async def test_a_release_of_a_lost_lease_changes_nothing(database: Database, quick: None) -> None:
    lease = Lease(Keeper(database))
    await lease.take(_nothing)
    epoch = await _seize(database)
    await lease.release()
    assert await database.read(leases.is_held, leases.DISPATCHER, epoch)


async def test_without_renewal_it_is_not_surely_ours(database: Database) -> None:
    time = Time()
    lease = Lease(Keeper(database), clock=time)
    assert not lease.is_held
    await lease.take(_nothing)
    time.now = leasing.TERM - 0.1
    assert lease.is_held
    time.now = leasing.TERM
    assert not lease.is_held


async def test_a_term_that_is_over_frees_it(
    database: Database, monkeypatch: pytest.MonkeyPatch, quick: None
) -> None:
    monkeypatch.setattr(leasing, "TERM", 0.05)
    first, second = Lease(Keeper(database)), Lease(Keeper(database))
    epoch = await first.take(_nothing)
    assert await asyncio.wait_for(second.take(_nothing), 5) == epoch + 1


async def test_whoever_died_on_this_machine_is_not_waited_for(database: Database) -> None:
    with somebody() as (process, name):
        await database.run(leases.take, leases.DISPATCHER, name, 3600.0)
        process.kill()
        process.wait()
    lease = Lease(Keeper(database), new_holder())
    async with asyncio.timeout(1):
        await lease.take(_nothing)


async def test_what_runs_with_the_taking_is_undone_with_it(database: Database) -> None:
    def broken(tx: Transaction, epoch: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await Lease(Keeper(database)).take(broken)
    assert await database.read(leases.current, leases.DISPATCHER) is None


@pytest.fixture
async def post(database: Database, quick: None) -> AsyncIterator[Post]:
    post = Post(database)
    await database.run(people, 200)
    post.dispatcher.start()
    yield post
    post.wire.release.set()
    await post.dispatcher.stop(1.0)


def _standby(post: Post) -> Dispatcher:
    """A second process on the same database, as far as a database can tell."""
    return Dispatcher(post.database, post.bot, post.limiter, texts(), post.clock)


async def test_one_works_and_one_stands_by_and_a_stop_hands_over_at_once(post: Post) -> None:
    await post.settled()
    standby = _standby(post)
    standby.start()
    await post.enqueue(note("a"), *range(1, 101))
    await post.settled()
    assert not standby._tasks
    await post.enqueue(note("b"), *range(1, 101))
    await post.dispatcher.stop(1.0)
    async with asyncio.timeout(10):
        await standby.idle()
    assert sorted(post.wire.arrived) == sorted(
        (100 + one, text) for one in range(1, 101) for text in ("a", "b")
    )
    await standby.stop(1.0)


async def test_two_that_race_send_nothing_twice(post: Post) -> None:
    racer = _standby(post)
    racer.start()
    for number in range(20):
        await post.enqueue(note(f"n{number}"), *range(1, 101))
    for number in range(40):
        goal = len(post.wire.arrived) + 40
        if goal > 1900:
            break
        await _seize_for(post.database, post.dispatcher if number % 2 else racer)
        await until(lambda: len(post.wire.arrived) >= goal)  # noqa: B023 - waited for here
    assert number > 5, "it has changed hands in the middle"
    async with asyncio.timeout(30):
        await until_all_ended(post)
    arrived = post.wire.arrived
    assert len(set(arrived)) == len(arrived), "nothing twice"
    states = await post.states()
    assert set(states) <= {"sent", "unknown"}
    assert len(arrived) >= states.count("sent")
    assert states.count("sent") + states.count("unknown") == 2000
    await racer.stop(1.0)


async def _seize_for(database: Database, dispatcher: Dispatcher) -> None:
    """Take the lease away from whoever has it, in the other's name."""
    now = await database.run(leases.current, leases.DISPATCHER)
    if now is not None:
        holder = dispatcher._lease._holder
        await database.run(leases.take, leases.DISPATCHER, holder, 0.0, instead_of=now.epoch)


async def until_all_ended(post: Post) -> None:
    while not {"queued", "attempting"}.isdisjoint(await post.states()):
        post.clock.pass_(seconds=30)
        await asyncio.sleep(0.02)


@pytest.mark.parametrize("when", [HANGING, HANGING_BEFORE])
async def test_a_call_that_was_on_its_way_is_known_in_the_end(post: Post, when: str) -> None:
    post.wire.by_chat = {101: when}
    await post.enqueue(note("x"), 1)
    await until(lambda: post.wire.hanging == 1)
    other = _standby(post)
    await _seize_for(post.database, other)
    other.start()
    await other.idle()
    (row,) = await post.rows()
    assert (row.state, row.error) == ("unknown", "crash"), "as far as the new holder can know"
    post.wire.release.set()
    await until(lambda: not post.dispatcher._tasks)
    (row,) = await post.rows()
    assert (row.state, row.error, row.attempts) == ("sent", None, 1)
    assert post.wire.calls.total() == 1
    await other.stop(1.0)


async def test_who_has_lost_it_marks_nothing(post: Post) -> None:
    await post.settled()
    keep = post.dispatcher._lease
    await _seize(post.database)
    keep._good_until = float("inf")  # it does not know
    await post.enqueue(note("x", when_unknown=RESEND), *range(1, 51))
    await until(lambda: not post.dispatcher._on_duty)
    assert post.wire.calls.total() == 0
    assert set(await post.states()) == {"queued"}


async def test_a_mark_that_took_longer_than_the_lease_is_taken_back(post: Post) -> None:
    held = iter([False])
    real = type(post.dispatcher._lease).is_held
    post.dispatcher._lease.__class__ = type(
        "Doubtful", (Lease,), {"is_held": property(lambda self: next(held, True) and real.__get__(self))}
    )
    await post.enqueue(note("x"), 1)
    await post.settled()
    (row,) = await post.rows()
    assert (row.state, row.attempts, post.wire.calls.total()) == ("sent", 1, 1)


async def test_a_stop_while_waiting_for_the_lease_is_quick(database: Database, tmp_path: Path) -> None:
    await database.run(leases.take, leases.DISPATCHER, "another machine", 3600.0)
    post = Post(database)
    post.dispatcher._lease._holder = "me"
    post.dispatcher.start()
    async with asyncio.timeout(2):
        await asyncio.sleep(0)
        await post.dispatcher.stop(10.0)
    assert await database.read(leases.current, leases.DISPATCHER) is not None
