"""Texts of meetings that a branch keeps to use again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.meetings import MeetingKind
from storage.database import Transaction
from storage.schema import meeting_template


@dataclass(frozen=True, slots=True)
class Template:
    """What a branch keeps of a meeting: everything but its time."""

    id: int
    branch_id: int
    kind: MeetingKind
    group_id: int | None
    place: str
    agenda: str
    host: str


_TEMPLATES = sa.select(
    meeting_template.c.id,
    meeting_template.c.branch_id,
    meeting_template.c.kind,
    meeting_template.c.group_id,
    meeting_template.c.place,
    meeting_template.c.agenda,
    meeting_template.c.host,
)


def _template(row: Any) -> Template:
    return Template(row[0], row[1], MeetingKind(row[2]), *row[3:])


def of_branch(tx: Transaction, branch_id: int) -> list[Template]:
    """The templates of a branch, the newest first."""
    query = _TEMPLATES.where(meeting_template.c.branch_id == branch_id)
    return [_template(row) for row in tx.execute(query.order_by(meeting_template.c.id.desc()))]


def find(tx: Transaction, template_id: int) -> Template | None:
    """The template; who may see it must be checked by the caller."""
    row = tx.execute(_TEMPLATES.where(meeting_template.c.id == template_id)).one_or_none()
    return _template(row) if row is not None else None


def create(tx: Transaction, new: Template, created_by: int | None, now: datetime) -> int:
    """Keep a template, whose own id does not matter yet."""
    return tx.insert_one(
        meeting_template,
        branch_id=new.branch_id,
        kind=new.kind.value,
        group_id=new.group_id,
        place=new.place,
        agenda=new.agenda,
        host=new.host,
        created_by=created_by,
        created_at=now,
    )


def drop(tx: Transaction, template_id: int) -> None:
    """Forget a template."""
    tx.execute(sa.delete(meeting_template).where(meeting_template.c.id == template_id))
