"""Rules for tests: a kind that tells people what it was due for, and what became of everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

import sqlalchemy as sa

from bot.domain.messages import Lane, Message, Push
from bot.office.working_days import WorkingDays
from bot.usecases.clock import Firing, Post, Together
from storage.database import Transaction
from storage.mailing import Letter
from storage.rules import RuleRow
from storage.schema import delivery, occurrence, push

TELL, BREAK = "tell", "break"


@Together
def tell(
    tx: Transaction, firings: Sequence[Firing], post: Post, now: datetime, working_days: WorkingDays
) -> list[str | None]:
    """A push to the people that each rule names, which says the rule and the time it was due."""
    for one in firings:
        text = f"{one.rule.id} {one.due_at.isoformat()}"
        push_ = Push(TELL, Lane.REMINDER, Message("note", {"text": text}), "")
        post.append(Letter((push_,), one.rule.parameters["people"]))
    return [None] * len(firings)


def break_(
    tx: Transaction, rule: RuleRow, due_at: datetime, now: datetime, working_days: WorkingDays
) -> None:
    """Tell, and then fail."""
    tell(tx, rule, due_at, now, working_days)
    raise ValueError("on purpose")


KINDS = {TELL: tell, BREAK: break_}


def told(tx: Transaction) -> Counter[tuple[int, datetime]]:
    """How often something was told of each rule and time."""
    found: Counter[tuple[int, datetime]] = Counter()
    for content in tx.execute(sa.select(push.c.content).where(push.c.kind == TELL)).scalars():
        rule_id, _, due_at = content["values"]["text"].partition(" ")
        found[int(rule_id), datetime.fromisoformat(due_at).astimezone(UTC)] += 1
    return found


def happened(tx: Transaction) -> dict[tuple[int, datetime], tuple[str, datetime]]:
    """What became of each rule and time, and when."""
    rows = tx.execute(sa.select(occurrence).order_by(occurrence.c.rule_id, occurrence.c.due_at))
    return {(row.rule_id, row.due_at): (row.state, row.at) for row in rows}


def queued(tx: Transaction) -> int:
    """How many messages were queued."""
    return int(tx.execute(sa.select(sa.func.count()).select_from(delivery)).scalar_one())
