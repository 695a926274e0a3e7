"""What waits for a group is found at once, however much waits for everybody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.group_chats import GroupChat
from storage import group_chats
from storage.database import Database, Transaction
from storage.schema import branch, delivery, push
from tests.storage.test_plans import plans

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
CHAT, ELSEWHERE, TOPIC = -1_002_000_001, -1_002_000_002, 7
QUEUED = 20_000


def fill(tx: Transaction) -> None:
    """One bound group with one row, among many for people."""
    one = {"sector": "rural", "timezone": "Asia/Shanghai", "backdate_days": 31}
    tx.execute(branch.insert(), {"id": 1, "name": "东关", **one})
    group_chats.bind(tx, GroupChat(CHAT, 1, "群", "zh-Hans", is_forum=True), None, NOW)
    says = {"kind": "notice", "lane": "notice", "content": {}, "reason": "", "when_unknown": "keep"}
    key = tx.insert_one(push, **says, created_at=NOW)
    row = {"push_id": key, "lane": 2, "state": "queued", "not_before": NOW, "attempts": 0}
    chats = [CHAT, *range(1, QUEUED)]
    tx.execute(delivery.insert(), [{**row, "chat_id": chat_id, "thread_id": TOPIC} for chat_id in chats])
    if not tx.is_sqlite:
        tx.execute(sa.text("ANALYZE"))


@pytest.mark.fresh_database
@pytest.mark.parametrize(
    "ask",
    [
        lambda tx: group_chats.unbind(tx, CHAT, NOW),
        lambda tx: group_chats.forget_topic(tx, CHAT, TOPIC),
        lambda tx: group_chats.migrate(tx, CHAT, ELSEWHERE, NOW),
    ],
    ids=["unbind", "forget-topic", "migrate"],
)
async def test_a_groups_own_row_is_found_by_its_index(
    database: Database, ask: Callable[[Transaction], Any]
) -> None:
    await database.run(fill)

    def look(tx: Transaction) -> None:
        plan = plans(tx, ask)
        assert "ix_delivery_to_groups" in plan, plan
        whole = "SCAN delivery" if tx.is_sqlite else "Seq Scan on delivery"
        assert whole not in plan, plan

    await database.run(look)
    left = sa.select(sa.func.count()).where(delivery.c.state == "queued", delivery.c.chat_id > 0)
    assert await database.read(lambda tx: tx.execute(left).scalar_one()) == QUEUED - 1
