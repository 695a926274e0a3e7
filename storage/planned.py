"""What rules have proposed: one row for each meeting of a rule, decided once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from storage.database import Transaction
from storage.prepared import PreparedChange, PreparedSelect
from storage.schema import planned_meeting

OFFERED = "offered"
SENT = "sent"
SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting that a rule has proposed. ``form`` is the JSON of its form, ``meeting_id`` what it became."""

    id: int
    rule_id: int
    day: date
    form: dict[str, Any]
    state: str
    meeting_id: int | None


_PLANNED = sa.select(
    planned_meeting.c.id,
    planned_meeting.c.rule_id,
    planned_meeting.c.day,
    planned_meeting.c.form,
    planned_meeting.c.state,
    planned_meeting.c.meeting_id,
)
_IS_KNOWN = PreparedSelect(
    sa.select(planned_meeting.c.id).where(
        planned_meeting.c.rule_id == sa.bindparam("of_rule"), planned_meeting.c.day == sa.bindparam("on_day")
    ),
    "of_rule",
    "on_day",
)
_PROPOSE = PreparedChange(sa.insert(planned_meeting), "rule_id", "day", "form", "state", "created_at")
_DECIDE = PreparedChange(
    sa.update(planned_meeting).where(planned_meeting.c.id == sa.bindparam("this")),
    "this",
    "state",
    "decided_by",
    "decided_at",
    "meeting_id",
)


def propose(tx: Transaction, rule_id: int, day: date, form: dict[str, Any], now: datetime) -> Planned | None:
    """Keep the meeting of a rule on a day; None when it was proposed before."""
    if _IS_KNOWN.rows(tx, {"of_rule": rule_id, "on_day": day}):
        return None
    row = {"rule_id": rule_id, "day": day, "form": form, "state": OFFERED, "created_at": now}
    return Planned(_PROPOSE.insert(tx, row), rule_id, day, form, OFFERED, None)


def find(tx: Transaction, planned_id: int) -> Planned | None:
    """What was proposed, in whatever state; who may see it must be checked by the caller."""
    row = tx.execute(_PLANNED.where(planned_meeting.c.id == planned_id)).one_or_none()
    return Planned(*row) if row is not None else None


def decide(
    tx: Transaction,
    planned_id: int,
    state: str,
    decided_by: int | None,
    now: datetime,
    meeting_id: int | None = None,
) -> None:
    """Write down what became of it, and by whom."""
    values = {"state": state, "decided_by": decided_by, "decided_at": now, "meeting_id": meeting_id}
    _DECIDE.run(tx, {**values, "this": planned_id})
