"""What goes out: a push is stored once, and has one delivery for each chat."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, partial_index, reference, telegram_id

push = sa.Table(
    "push",
    metadata,
    id_column(),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("lane", sa.Text, nullable=False),
    sa.Column("content", sa.JSON, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("when_unknown", sa.Text, nullable=False),
    sa.Column("sender_id", sa.BigInteger, nullable=True),
    sa.Column("expires_at", UtcDateTime, nullable=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
    # What is done with the message; an edit or a deletion says to which earlier push it is done.
    sa.Column("operation", sa.Text, nullable=False, server_default="send"),
    reference("about_id", "push.id", nullable=True),
    reference("notice_id", "notice.id", nullable=True),
    sa.Column("part", sa.Integer, nullable=True),
    sa.Column("revision", sa.Integer, nullable=False, server_default=sa.text("0")),
    # What it reminds of (``meeting:12``): with that it is taken back.
    sa.Column("subject", sa.Text, nullable=True),
    # From ``stopped_at`` on nothing of it is sent; ``swept_at`` says that no delivery waits in vain any more.
    sa.Column("stopped_at", UtcDateTime, nullable=True),
    sa.Column("swept_at", UtcDateTime, nullable=True),
    partial_index("ix_push_about_id", "about_id", where="about_id IS NOT NULL"),
    partial_index("ix_push_notice_id", "notice_id", where="notice_id IS NOT NULL"),
    partial_index("ix_push_subject", "subject", where="subject IS NOT NULL"),
    partial_index("ix_push_unswept", "id", where="stopped_at IS NOT NULL AND swept_at IS NULL"),
)

delivery = sa.Table(
    "delivery",
    metadata,
    id_column(),
    # Push and person without a reference: a million rows come from one INSERT … SELECT over the tables that
    # they name, and to check each of them would take longer than all the rest.
    sa.Column("push_id", sa.BigInteger, nullable=False),
    telegram_id("chat_id", nullable=False),
    sa.Column("person_id", sa.BigInteger, nullable=True),
    sa.Column("lane", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("not_before", UtcDateTime, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("message_id", sa.BigInteger, nullable=True),
    sa.Column("error", sa.Text, nullable=True),
    sa.Column("attempted_at", UtcDateTime, nullable=True),
    sa.Column("done_at", UtcDateTime, nullable=True),
    # Whose turn it is within a lane: the person who sends a notice, 0 for what the bot says by itself.
    sa.Column("sender", sa.BigInteger, nullable=False, server_default=sa.text("0")),
    sa.Column("thread_id", sa.BigInteger, nullable=True),
    # The further messages of an album; the first is ``message_id``.
    sa.Column("more_ids", sa.JSON(none_as_null=True), nullable=True),
    sa.UniqueConstraint("push_id", "chat_id"),
    partial_index("ix_delivery_waiting", "lane", "sender", "not_before", "id", where="state = 'queued'"),
    # What has been tried and waits for its next try: little, and asked for at every start.
    partial_index("ix_delivery_tried", "id", where="state = 'queued' AND attempts > 0"),
    # What a person has had of late; it is not touched again when the attempt ends.
    partial_index("ix_delivery_had", "chat_id", "attempted_at", where="attempted_at IS NOT NULL"),
    partial_index("ix_delivery_attempting", "id", where="state = 'attempting'"),
    # What waits for a group: little, and looked for when the group is moved or unbound in mid-broadcast.
    partial_index("ix_delivery_to_groups", "chat_id", where="state = 'queued' AND chat_id < 0"),
)

# Who may do what only one process at a time may do. ``expires_at`` is seconds since 1970 by the database's
# own clock; ``epoch`` grows with every holder, so that one who lost the lease can be told from the next.
lease = sa.Table(
    "lease",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("holder", sa.Text, nullable=False),
    sa.Column("epoch", sa.BigInteger, nullable=False),
    sa.Column("expires_at", sa.Float, nullable=False),
)
