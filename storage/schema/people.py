"""Who there is: committees, branches and their people, their roles and their accounts."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, reference, telegram_id

committee = sa.Table(
    "committee",
    metadata,
    id_column(),
    sa.Column("name", sa.Text, nullable=False, unique=True),
)

branch = sa.Table(
    "branch",
    metadata,
    id_column(),
    reference("committee_id", "committee.id", nullable=True, index=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("sector", sa.Text, nullable=False),
    sa.Column("timezone", sa.Text, nullable=False),
    sa.Column("backdate_days", sa.Integer, nullable=False),
    # Minutes of the branch's day in which nobody is disturbed, and how many reminders come on one.
    sa.Column("quiet_start", sa.Integer, nullable=False, server_default=sa.text("1260")),
    sa.Column("quiet_end", sa.Integer, nullable=False, server_default=sa.text("450")),
    sa.Column("daily_cap", sa.Integer, nullable=False, server_default=sa.text("6")),
    # Which different hours there are is asked before every push.
    sa.Index("ix_branch_hours", "timezone", "quiet_start", "quiet_end"),
)

branch_scheme = sa.Table(
    "branch_scheme",
    metadata,
    reference("branch_id", "branch.id", primary_key=True),
    sa.Column("from_year", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("scheme", sa.Text, nullable=False),
)

party_group = sa.Table(
    "party_group",
    metadata,
    id_column(),
    reference("branch_id", "branch.id", nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.UniqueConstraint("branch_id", "name"),
)

person = sa.Table(
    "person",
    metadata,
    id_column(),
    reference("branch_id", "branch.id", nullable=False),
    reference("group_id", "party_group.id", nullable=True, index=True),
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
    id_column(),
    reference("person_id", "person.id", nullable=False, index=True),
    sa.Column("role", sa.Text, nullable=False),
    reference("committee_id", "committee.id", nullable=True, index=True),
    reference("branch_id", "branch.id", nullable=True, index=True),
    reference("group_id", "party_group.id", nullable=True, index=True),
)

granted_right = sa.Table(
    "granted_right",
    metadata,
    reference("person_id", "person.id", primary_key=True),
    reference("branch_id", "branch.id", primary_key=True),
    sa.Column("right", sa.Text, primary_key=True),
)

account = sa.Table(
    "account",
    metadata,
    telegram_id("telegram_id", primary_key=True),
    reference("person_id", "person.id", nullable=True, unique=True),
    sa.Column("locale", sa.Text, nullable=False),
    sa.Column("reach", sa.Text, nullable=False),
    sa.Column("consent_version", sa.Integer, nullable=True),
    sa.Column("consented_at", UtcDateTime, nullable=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

invite = sa.Table(
    "invite",
    metadata,
    id_column(),
    reference("person_id", "person.id", nullable=False, index=True),
    sa.Column("code_hash", sa.Text, nullable=False, unique=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("expires_at", UtcDateTime, nullable=False),
    sa.Column("used_at", UtcDateTime, nullable=True),
    telegram_id("used_by", nullable=True),
)

# Wrong codes of an account since a moment, to join or to sign in: one row, however often it tries.
wrong_code = sa.Table(
    "wrong_code",
    metadata,
    telegram_id("telegram_id", primary_key=True),
    sa.Column("since", UtcDateTime, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
)

rebind = sa.Table(
    "rebind",
    metadata,
    id_column(),
    reference("person_id", "person.id", nullable=False, index=True),
    telegram_id("telegram_id", nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("asked_at", UtcDateTime, nullable=False),
    reference("decided_by", "person.id", nullable=True),
    sa.Column("decided_at", UtcDateTime, nullable=True),
)

audit = sa.Table(
    "audit",
    metadata,
    id_column(),
    sa.Column("at", UtcDateTime, nullable=False),
    telegram_id("telegram_id", nullable=True),
    reference("person_id", "person.id", nullable=True),
    sa.Column("action", sa.Text, nullable=False),
    reference("subject_id", "person.id", nullable=True, index=True),
    sa.Column("detail", sa.JSON, nullable=False),
)
