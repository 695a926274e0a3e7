"""What the clock of notices asks every second goes by an index, however many notices there are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.audience import Audience, audience_to_json
from bot.domain.notices import NoticeContent, content_to_json
from bot.domain.rich_text import RichText
from storage import notices
from storage.database import Database, Transaction
from storage.schema import account, branch, delivery, notice, person, push
from tests.storage.test_plans import plans

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
NOTICES, PEOPLE, MINE, THEIRS = 1_000, 3_000, 7, 8
SENDING, SCHEDULED = 990, 991


def _fill(tx: Transaction) -> None:
    tx.execute(
        branch.insert(),
        {"id": 1, "name": "b", "sector": "rural", "timezone": "Asia/Shanghai", "backdate_days": 31},
    )
    people = range(1, PEOPLE + 1)
    one = {"branch_id": 1, "kind": "full", "active": True, "created_at": NOW}
    tx.execute(person.insert(), [{"id": i, "name": f"p{i}", **one} for i in people])
    has = {"locale": "zh-Hans", "reach": "ok", "created_at": NOW}
    tx.execute(account.insert(), [{"telegram_id": 1000 + i, "person_id": i, **has} for i in people])
    tx.execute(notice.insert(), [_notice(i) for i in range(1, NOTICES + 1)])
    kept = {"kind": "notice", "lane": "notice", "content": {}, "reason": "", "when_unknown": "keep"}
    tx.execute(
        push.insert(),
        [{"id": i, "notice_id": i, "part": 1, "created_at": NOW, **kept} for i in range(1, NOTICES + 1)],
    )
    for push_id, sender, state in ((5, MINE, "sent"), (SENDING, MINE, "sent"), (6, THEIRS, "queued")):
        tx.execute(delivery.insert(), [_delivery(push_id, i, sender, state) for i in people])
    some = sa.and_(delivery.c.push_id == SENDING, delivery.c.chat_id == 1500)
    tx.execute(sa.update(delivery).where(some).values(state="queued"))
    if not tx.is_sqlite:
        tx.execute(sa.text("ANALYZE"))


def _notice(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "branch_id": 1,
        "sender_id": MINE if number % 2 else THEIRS,
        "sender_account": 1000 + (MINE if number % 2 else THEIRS),
        "kind": "notice",
        "state": {SENDING: "sending", SCHEDULED: "scheduled"}.get(number, "ended"),
        "send_at": NOW - timedelta(days=NOTICES - number),
        "content": content_to_json(NoticeContent(RichText("通知"))),
        "audience": audience_to_json(Audience((1,))),
        "created_at": NOW,
    }


def _delivery(push_id: int, who: int, sender: int, state: str) -> dict[str, Any]:
    return {
        "push_id": push_id,
        "chat_id": 1000 + who,
        "person_id": who,
        "lane": 2,
        "state": state,
        "not_before": NOW,
        "attempts": 0,
        "sender": sender,
    }


QUESTIONS: dict[str, tuple[Callable[[Transaction], Any], Any, tuple[str, ...]]] = {
    "due": (lambda tx: notices.due(tx, NOW), [SCHEDULED], ("ix_notice_scheduled",)),
    "on their way": (lambda tx: notices.on_their_way(tx), [SENDING], ("ix_notice_sending",)),
    "pushes": (lambda tx: notices.pushes(tx, SENDING), (SENDING,), ("ix_push_notice_id",)),
    "under way": (
        lambda tx: notices.is_under_way(tx, [SENDING]),
        True,
        ("uq_delivery_push_id", "ix_delivery_waiting", "ix_delivery_attempting"),
    ),
    "not under way": (
        lambda tx: notices.is_under_way(tx, [5]),
        False,
        ("uq_delivery_push_id", "ix_delivery_waiting", "ix_delivery_attempting"),
    ),
    "queued of a sender": (lambda tx: notices.queued_of(tx, [MINE]), [(SENDING, SENDING, MINE)], ()),
    "mine": (lambda tx: len(notices.of_account(tx, 1000 + MINE, 10)), 10, ("ix_notice_of_sender",)),
}


@pytest.mark.fresh_database
async def test_what_is_asked_all_the_time_goes_by_an_index(database: Database) -> None:
    await database.run(_fill)

    def look(tx: Transaction) -> None:
        for name, (ask, answer, indexes) in QUESTIONS.items():
            assert ask(tx) == answer, name
            plan = plans(tx, ask)
            for table in ("delivery", "notice"):
                whole = f"SCAN {table}\n" if tx.is_sqlite else f"Seq Scan on {table} "
                assert whole not in plan + "\n", f"{name}:\n{plan}"
            if tx.is_sqlite:
                found = plan.replace("sqlite_autoindex_delivery_1", "uq_delivery_push_id")
                assert all(index in found for index in indexes), f"{name}:\n{plan}"

    await database.read(look)
