"""What the demonstration is set up with: a busy branch, of which nobody hears what is long past."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from bot.commands.demo_life import enliven
from bot.commands.demo_world import found
from bot.commands.doctor import examine
from bot.domain.pledges import PledgeState
from bot.settings import load_settings
from storage.database import Database, Transaction
from storage.schema import certificate, delivery, pledge, settlement


def _waiting(tx: Transaction) -> int:
    return tx.execute(sa.select(sa.func.count()).select_from(delivery)).scalar_one()


def _states(tx: Transaction, table: sa.Table, name: str) -> Counter[str]:
    return Counter(tx.execute(sa.select(table.c[name])).scalars())


# An ordinary day; one on which last year cannot be settled yet; a day that most years lack.
@pytest.mark.parametrize("day", ["2026-11-21", "2027-01-03", "2028-02-29"])
async def test_the_branch_of_the_demonstration(sqlite_url: str, day: str) -> None:
    now = datetime.fromisoformat(day).replace(hour=6, tzinfo=UTC)
    settings = load_settings(env_file=None, database_url=sqlite_url, quiet_hours="00:00-00:00")
    database = await Database.open(sqlite_url)
    await database.run(found, settings, now)
    assert await database.read(_waiting) == 0
    await database.run(enliven, settings, now)
    assert 0 < await database.read(_waiting) < 100  # whoever tries it waits until all have arrived
    assert await database.read(_states, settlement, "state") == {"final": 1}
    assert set(await database.read(_states, pledge, "state")) == set(PledgeState) - {
        PledgeState.NOT_KEPT,
        PledgeState.WITHDRAWN,
    }
    assert set(await database.read(_states, certificate, "kind")) == {"plaque", "pledge", "month"}
    await database.close()

    found_by_doctor = await examine(settings)
    assert [one.text for one in found_by_doctor if not one.good] == ["ZHIBU_BOT_TOKEN: not set"]
