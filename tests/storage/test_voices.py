"""One voice for each resident: whatever they say, and how often, the last word of each counts once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pledge_keeping import Grade
from bot.domain.voices import voice_of
from storage import households, pledge_voices
from storage.database import Transaction
from storage.schema import branch, household, metadata, person, pledge
from tests.delivery.post import NOW

ACCOUNTS = st.integers(1, 5)
PEOPLE = (1, 2, 3)
SECRET = "5f" * 32


@pytest.fixture(scope="module")
def connection() -> Iterator[sa.Connection]:
    """A branch with three people in memory; each example is rolled back."""
    engine = sa.create_engine("sqlite://")
    with engine.connect() as opened:
        metadata.create_all(opened)
        place = {"id": 1, "name": "东关", "sector": "rural", "timezone": "Asia/Shanghai", "backdate_days": 31}
        opened.execute(sa.insert(branch).values(place))
        for number in PEOPLE:
            plain = {"branch_id": 1, "name": f"张{number}", "kind": "full", "active": True, "created_at": NOW}
            opened.execute(sa.insert(person).values(id=number, **plain))
        opened.commit()
        yield opened
    engine.dispose()


@given(st.lists(st.tuples(ACCOUNTS, st.sampled_from(PEOPLE) | st.none()), max_size=30))
def test_recommending(connection: sa.Connection, said: list[tuple[int, int | None]]) -> None:
    tx = Transaction(connection)
    try:
        key = households.create(tx, 1, 2026, 5, "code", SECRET, NOW, None, NOW)
        last: dict[int, int] = {}
        for account, whom in said:
            voice = voice_of(SECRET, account)
            if whom is None:
                assert households.take_voice(tx, key, voice) == (last.pop(account, None) is not None)
            else:
                households.put_voice(tx, key, voice, whom, "")
                last[account] = whom
            found = {row[0]: row[2] for row in households.recommended(tx, key)}
            assert found == Counter(last.values())
        assert tx.execute(sa.select(household.c.id)).scalar_one() == key
    finally:
        connection.rollback()


@given(st.lists(st.tuples(ACCOUNTS, st.sampled_from(Grade)), max_size=30))
def test_appraising(connection: sa.Connection, said: list[tuple[int, Grade]]) -> None:
    tx = Transaction(connection)
    try:
        kept = {"branch_id": 1, "kind": "deed", "state": "published", "year": 2026, "version": 1}
        key = tx.insert_one(pledge, **kept, made_by=1, made_at=NOW, submitted_at=NOW)
        pledge_voices.open_with(tx, key, "code", SECRET, NOW, NOW)
        for account, grade in said:
            pledge_voices.say(tx, key, voice_of(SECRET, account), grade)
        assert pledge_voices.count(tx, key) == len(dict(said))
        counts = Counter(dict(said).values())
        assert dict(pledge_voices.close(tx, key, NOW)) == {grade: counts[grade] for grade in Grade}
        assert pledge_voices.count(tx, key) == 0
    finally:
        connection.rollback()
