"""What every press under a notice asks goes by an index, however many notices and deliveries there are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.domain.notices import NoticeKind
from storage import notice_changes, notices, nudges, receipts
from storage.database import Database, Transaction
from tests.usecases.plans import plans_of

KIND = NoticeKind.NOTICE
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

Asked = Callable[[Transaction], object]


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(lambda tx: receipts.find(tx, 1, 2), id="what somebody has answered"),
        pytest.param(lambda tx: receipts.concerns(tx, 1, 2, 3), id="whom it concerns"),
        pytest.param(lambda tx: receipts.branch_of_group(tx, 1, -3), id="the group it stands in"),
        pytest.param(lambda tx: receipts.counts(tx, 1), id="how many have answered"),
        pytest.param(lambda tx: receipts.unanswered(tx, KIND, 2, 3, NOW, 5), id="what is open for somebody"),
        pytest.param(lambda tx: nudges.due(tx, NOW), id="the reminders that are due"),
        pytest.param(lambda tx: nudges.count(tx, 1, 1), id="whom a reminder would go to"),
        pytest.param(lambda tx: notices.pushes(tx, 1), id="the messages of a notice"),
        pytest.param(lambda tx: notice_changes.copies(tx, 1), id="its copies"),
        pytest.param(lambda tx: notice_changes.taken_back(tx, 1), id="how far it was taken back"),
    ],
)
async def test_nothing_is_read_from_end_to_end(sqlite_url: str, asked: Asked) -> None:
    database = await Database.open(sqlite_url)
    try:
        plans = await database.run(lambda tx: plans_of(tx, lambda: asked(tx)))
    finally:
        await database.close()
    assert plans
    for table in ("delivery", "push", "receipt", "notice_missed", "person", "account"):
        assert not [plan for plan in plans if f"SCAN {table}" in plan], plans
