"""Notices, group chats, and who sends"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_ZERO = sa.text("0")


def upgrade() -> None:
    _notice()
    _answers()
    _groups()
    op.create_table(
        "lease",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    _push()
    _delivery()


def _notice() -> None:
    op.create_table(
        "notice",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("branch_id", sa.BigInteger(), nullable=True),
        sa.Column("committee_id", sa.BigInteger(), nullable=True),
        sa.Column("sender_id", sa.BigInteger(), nullable=True),
        sa.Column("sender_account", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=_ZERO, nullable=False),
        sa.Column("send_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("people", sa.Integer(), server_default=_ZERO, nullable=False),
        sa.Column("groups", sa.Integer(), server_default=_ZERO, nullable=False),
        sa.Column("missed", sa.Integer(), server_default=_ZERO, nullable=False),
        sa.Column("approved_account", sa.BigInteger(), nullable=True),
        sa.Column("card_chat_id", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("card_message_id", sa.BigInteger(), nullable=True),
        sa.Column("nudged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("nudge_minute", sa.Integer(), nullable=True),
        sa.Column("nudges_left", sa.Integer(), server_default=_ZERO, nullable=False),
        sa.Column("nudge_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_notice_branch_id")),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("fk_notice_committee_id")),
        sa.ForeignKeyConstraint(["sender_id"], ["person.id"], name=op.f("fk_notice_sender_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_branch_id"), "notice", ["branch_id"])
    op.create_index(op.f("ix_notice_committee_id"), "notice", ["committee_id"])
    op.create_index("ix_notice_of_sender", "notice", ["sender_account", "id"])
    _partial("ix_notice_scheduled", "notice", ["send_at"], "state = 'scheduled'")
    _partial("ix_notice_nudging", "notice", ["nudge_at"], "nudge_at IS NOT NULL")
    _partial("ix_notice_sending", "notice", ["id"], "state = 'sending'")


def _answers() -> None:
    _about_people("notice_missed", sa.Column("why", sa.Text(), nullable=False))
    _about_people(
        "receipt",
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def _about_people(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("notice_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f(f"fk_{name}_notice_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f(f"fk_{name}_person_id")),
        sa.PrimaryKeyConstraint("notice_id", "person_id", name=op.f(f"pk_{name}")),
    )


def _groups() -> None:
    op.create_table(
        "group_chat",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("branch_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("is_forum", sa.Boolean(), nullable=False),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("bound_by", sa.BigInteger(), nullable=True),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_group_chat_branch_id")),
        sa.ForeignKeyConstraint(["bound_by"], ["person.id"], name=op.f("fk_group_chat_bound_by")),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_group_chat")),
    )
    op.create_index(op.f("ix_group_chat_branch_id"), "group_chat", ["branch_id"])
    op.create_table(
        "group_topic",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"],
            ["group_chat.chat_id"],
            name=op.f("fk_group_topic_chat_id"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("chat_id", "kind", name=op.f("pk_group_topic")),
    )


def _push() -> None:
    op.add_column("push", sa.Column("operation", sa.Text(), server_default="send", nullable=False))
    # Written out: both databases add such a column at once, while Alembic would copy the table on SQLite.
    for column, target in (("about_id", "push"), ("notice_id", "notice")):
        op.execute(
            f"ALTER TABLE push ADD COLUMN {column} BIGINT"
            f" CONSTRAINT fk_push_{column} REFERENCES {target} (id)"
        )
    op.add_column("push", sa.Column("part", sa.Integer(), nullable=True))
    op.add_column("push", sa.Column("revision", sa.Integer(), server_default=_ZERO, nullable=False))
    op.add_column("push", sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("push", sa.Column("swept_at", sa.DateTime(timezone=True), nullable=True))
    _partial("ix_push_about_id", "push", ["about_id"], "about_id IS NOT NULL")
    _partial("ix_push_notice_id", "push", ["notice_id"], "notice_id IS NOT NULL")
    _partial("ix_push_unswept", "push", ["id"], "stopped_at IS NOT NULL AND swept_at IS NULL")


def _delivery() -> None:
    op.drop_index("ix_delivery_waiting", table_name="delivery")
    with op.batch_alter_table("delivery") as batch_op:
        batch_op.add_column(sa.Column("sender", sa.BigInteger(), server_default=_ZERO, nullable=False))
        batch_op.add_column(sa.Column("thread_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("more_ids", sa.JSON(), nullable=True))
        # Checking them for a million rows took longer than all the rest of queueing these.
        batch_op.drop_constraint("fk_delivery_person_id", type_="foreignkey")
        batch_op.drop_constraint("fk_delivery_push_id", type_="foreignkey")
    _partial("ix_delivery_waiting", "delivery", ["lane", "sender", "not_before", "id"], "state = 'queued'")
    _partial("ix_delivery_to_groups", "delivery", ["chat_id"], "state = 'queued' AND chat_id < 0")


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
