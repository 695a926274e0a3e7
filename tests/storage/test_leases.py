"""One holder at a time, each with a higher epoch, by the clock of the database."""

from __future__ import annotations

from storage import leases
from storage.database import Database, Transaction


def take(tx: Transaction, holder: str, seconds: float = 60.0, instead_of: int | None = None) -> int | None:
    return leases.take(tx, "work", holder, seconds, instead_of)


async def test_one_at_a_time(database: Database) -> None:
    def work(tx: Transaction) -> None:
        assert leases.current(tx, "work") is None
        assert take(tx, "one") == 1
        assert take(tx, "two") is None
        assert leases.current(tx, "work") == ("one", 1)
        assert leases.is_held(tx, "work", 1)
        assert leases.take(tx, "other work", "two", 60.0) == 1

    await database.run(work)


async def test_one_that_has_run_out_is_free(database: Database) -> None:
    def work(tx: Transaction) -> None:
        assert take(tx, "one", -1.0) == 1
        assert leases.current(tx, "work") is None
        assert leases.renew(tx, "work", 1, -1.0), "nobody has taken it: it is still ours"
        assert take(tx, "two") == 2
        assert not leases.is_held(tx, "work", 1)
        assert not leases.renew(tx, "work", 1, 60.0)
        leases.release(tx, "work", 1)
        assert leases.current(tx, "work") == ("two", 2), "who has lost it releases nothing"

    await database.run(work)


async def test_renewing_holds_it_longer(database: Database) -> None:
    def work(tx: Transaction) -> None:
        take(tx, "one", -1.0)
        assert leases.renew(tx, "work", 1, 60.0)
        assert take(tx, "two") is None

    await database.run(work)


async def test_what_is_released_is_free_at_once_and_its_epoch_is_over(database: Database) -> None:
    def work(tx: Transaction) -> None:
        take(tx, "one")
        leases.release(tx, "work", 1)
        assert leases.current(tx, "work") is None
        assert not leases.is_held(tx, "work", 1)
        assert not leases.renew(tx, "work", 1, 60.0)
        epoch = take(tx, "two")
        assert epoch is not None
        assert epoch > 1

    await database.run(work)


async def test_of_one_that_is_gone_it_is_taken_before_its_time(database: Database) -> None:
    def work(tx: Transaction) -> None:
        take(tx, "one")
        assert take(tx, "two", instead_of=7) is None
        assert take(tx, "two", instead_of=1) == 2
        assert take(tx, "one", instead_of=1) is None

    await database.run(work)


async def test_the_holder_itself_gets_a_new_epoch(database: Database) -> None:
    def work(tx: Transaction) -> None:
        assert (take(tx, "one"), take(tx, "one")) == (1, 2)

    await database.run(work)
