"""Every table. A change here needs a migration beside it; a test proves that the two agree.

Times are UTC (``UtcDateTime``), days are the branch's calendar days, durations are minutes.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """A UTC datetime. SQLite keeps no time zone, so UTC is written and put back here."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime has no place in the database")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _id() -> sa.Column[int]:
    # SQLite gives only INTEGER keys the automatic row id.
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)


def _ref(name: str, target: str, **options: Any) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, sa.ForeignKey(target), **options)


def _telegram_id(name: str, **options: Any) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, autoincrement=False, **options)


committee = sa.Table(
    "committee",
    metadata,
    _id(),
    sa.Column("name", sa.Text, nullable=False, unique=True),
)

branch = sa.Table(
    "branch",
    metadata,
    _id(),
    _ref("committee_id", "committee.id", nullable=True, index=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("sector", sa.Text, nullable=False),
    sa.Column("timezone", sa.Text, nullable=False),
    sa.Column("backdate_days", sa.Integer, nullable=False),
)

branch_scheme = sa.Table(
    "branch_scheme",
    metadata,
    _ref("branch_id", "branch.id", primary_key=True),
    sa.Column("from_year", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("scheme", sa.Text, nullable=False),
)

party_group = sa.Table(
    "party_group",
    metadata,
    _id(),
    _ref("branch_id", "branch.id", nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.UniqueConstraint("branch_id", "name"),
)

person = sa.Table(
    "person",
    metadata,
    _id(),
    _ref("branch_id", "branch.id", nullable=False),
    _ref("group_id", "party_group.id", nullable=True, index=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("category", sa.Text, nullable=True),
    sa.Column("joined_on", sa.Date, nullable=True),
    sa.Column("phone", sa.Text, nullable=True),
    sa.Column("skills", sa.Text, nullable=True),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    # What the roster said last. Powers are in ``holding``; an import changes them when this changes.
    sa.Column("office", sa.Text, nullable=True),
    sa.Index(None, "branch_id", "name"),
)

holding = sa.Table(
    "holding",
    metadata,
    _id(),
    _ref("person_id", "person.id", nullable=False, index=True),
    sa.Column("role", sa.Text, nullable=False),
    _ref("committee_id", "committee.id", nullable=True, index=True),
    _ref("branch_id", "branch.id", nullable=True, index=True),
    _ref("group_id", "party_group.id", nullable=True, index=True),
)

granted_right = sa.Table(
    "granted_right",
    metadata,
    _ref("person_id", "person.id", primary_key=True),
    _ref("branch_id", "branch.id", primary_key=True),
    sa.Column("right", sa.Text, primary_key=True),
)

account = sa.Table(
    "account",
    metadata,
    _telegram_id("telegram_id", primary_key=True),
    _ref("person_id", "person.id", nullable=True, unique=True),
    sa.Column("locale", sa.Text, nullable=False),
    sa.Column("reach", sa.Text, nullable=False),
    sa.Column("consent_version", sa.Integer, nullable=True),
    sa.Column("consented_at", UtcDateTime, nullable=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

invite = sa.Table(
    "invite",
    metadata,
    _id(),
    _ref("person_id", "person.id", nullable=False, index=True),
    sa.Column("code_hash", sa.Text, nullable=False, unique=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False),
    sa.Column("used_at", UtcDateTime, nullable=True),
    _telegram_id("used_by", nullable=True),
)

# Wrong invite codes of an account since a moment: one row per account, however often it tries.
wrong_code = sa.Table(
    "wrong_code",
    metadata,
    _telegram_id("telegram_id", primary_key=True),
    sa.Column("since", UtcDateTime, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
)

rebind = sa.Table(
    "rebind",
    metadata,
    _id(),
    _ref("person_id", "person.id", nullable=False, index=True),
    _telegram_id("telegram_id", nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("asked_at", UtcDateTime, nullable=False),
    _ref("decided_by", "person.id", nullable=True),
    sa.Column("decided_at", UtcDateTime, nullable=True),
)

service_record = sa.Table(
    "service_record",
    metadata,
    _id(),
    _ref("branch_id", "branch.id", nullable=False),
    _ref("person_id", "person.id", nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("start", sa.Integer, nullable=True),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("category", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("helped", sa.Text, nullable=True),
    sa.Column("helped_words", sa.Text, nullable=True),
    sa.Column("state", sa.Text, nullable=False),
    _ref("entered_by", "person.id", nullable=False),
    sa.Column("submitted_at", UtcDateTime, nullable=False),
    _ref("decided_by", "person.id", nullable=True),
    sa.Column("decided_at", UtcDateTime, nullable=True),
    sa.Column("reason", sa.Text, nullable=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index(None, "person_id", "year", "day"),
    # Where a branch went lately. Not over every row: SQLite would take it for the review queue too, and read
    # all records of a branch in search of those that wait.
    sa.Index(
        "ix_service_record_places",
        "branch_id",
        "id",
        sqlite_where=sa.text("place != ''"),
        postgresql_where=sa.text("place != ''"),
    ),
    # The review queue: only what waits, so that it stays small beside a million confirmed records.
    sa.Index(
        "ix_service_record_waiting",
        "branch_id",
        "id",
        sqlite_where=sa.text("state = 'submitted'"),
        postgresql_where=sa.text("state = 'submitted'"),
    ),
)

record_photo = sa.Table(
    "record_photo",
    metadata,
    _id(),
    _ref("record_id", "service_record.id", nullable=False, index=True),
    sa.Column("file_id", sa.Text, nullable=False),
)

record_event = sa.Table(
    "record_event",
    metadata,
    _id(),
    _ref("record_id", "service_record.id", nullable=False, index=True),
    sa.Column("at", UtcDateTime, nullable=False),
    _ref("by_person", "person.id", nullable=True),
    sa.Column("change", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=True),
    # The facts before a correction; what they became stands in the next event or in the record.
    sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
)

year_total = sa.Table(
    "year_total",
    metadata,
    _ref("person_id", "person.id", primary_key=True),
    sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("services", sa.Integer, nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
)

draft = sa.Table(
    "draft",
    metadata,
    _id(),
    _telegram_id("telegram_id", nullable=False, index=True),
    sa.Column("journey", sa.Text, nullable=False),
    sa.Column("data", sa.JSON, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("updated_at", UtcDateTime, nullable=False),
)

# What a person's next plain text answers: one question at a time.
question = sa.Table(
    "question",
    metadata,
    _telegram_id("telegram_id", primary_key=True),
    sa.Column("field", sa.Text, nullable=False),
    sa.Column("subject_id", sa.BigInteger, nullable=False),
    sa.Column("asked_at", UtcDateTime, nullable=False),
)

inbox = sa.Table(
    "inbox",
    metadata,
    _telegram_id("update_id", primary_key=True),
    sa.Column("chat_key", sa.BigInteger, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("error", sa.Text, nullable=True),
    sa.Column("received_at", UtcDateTime, nullable=False),
    sa.Column("done_at", UtcDateTime, nullable=True),
    sa.Index(
        "ix_inbox_waiting",
        "update_id",
        sqlite_where=sa.text("state = 'new'"),
        postgresql_where=sa.text("state = 'new'"),
    ),
)

push = sa.Table(
    "push",
    metadata,
    _id(),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("lane", sa.Text, nullable=False),
    sa.Column("content", sa.JSON, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("when_unknown", sa.Text, nullable=False),
    sa.Column("sender_id", sa.BigInteger, nullable=True),
    sa.Column("expires_at", UtcDateTime, nullable=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

delivery = sa.Table(
    "delivery",
    metadata,
    _id(),
    _ref("push_id", "push.id", nullable=False),
    _telegram_id("chat_id", nullable=False),
    _ref("person_id", "person.id", nullable=True),
    sa.Column("lane", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("not_before", UtcDateTime, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("message_id", sa.BigInteger, nullable=True),
    sa.Column("error", sa.Text, nullable=True),
    sa.Column("attempted_at", UtcDateTime, nullable=True),
    sa.Column("done_at", UtcDateTime, nullable=True),
    sa.UniqueConstraint("push_id", "chat_id"),
    sa.Index(
        "ix_delivery_waiting",
        "lane",
        "not_before",
        "id",
        sqlite_where=sa.text("state = 'queued'"),
        postgresql_where=sa.text("state = 'queued'"),
    ),
    # What has been tried and waits for its next try: little, and asked for at every start.
    sa.Index(
        "ix_delivery_tried",
        "id",
        sqlite_where=sa.text("state = 'queued' AND attempts > 0"),
        postgresql_where=sa.text("state = 'queued' AND attempts > 0"),
    ),
    sa.Index(
        "ix_delivery_attempting",
        "id",
        sqlite_where=sa.text("state = 'attempting'"),
        postgresql_where=sa.text("state = 'attempting'"),
    ),
)

audit = sa.Table(
    "audit",
    metadata,
    _id(),
    sa.Column("at", UtcDateTime, nullable=False),
    _telegram_id("telegram_id", nullable=True),
    _ref("person_id", "person.id", nullable=True),
    sa.Column("action", sa.Text, nullable=False),
    _ref("subject_id", "person.id", nullable=True, index=True),
    sa.Column("detail", sa.JSON, nullable=False),
)
