"""Pledges: what was promised by when, what became of it, and what others say about it."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, partial_index, reference

pledge = sa.Table(
    "pledge",
    metadata,
    id_column(),
    reference("branch_id", "branch.id", nullable=False),
    # NULL: the branch itself pledges.
    reference("person_id", "person.id", nullable=True, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    # The year it counts for: that of the first day on which something is due.
    sa.Column("year", sa.Integer, nullable=False),
    reference("made_by", "person.id", nullable=True),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("submitted_at", UtcDateTime, nullable=False),
    reference("reviewed_by", "person.id", nullable=True),
    sa.Column("reviewed_at", UtcDateTime, nullable=True),
    sa.Column("published_at", UtcDateTime, nullable=True),
    sa.Column("ended_at", UtcDateTime, nullable=True),
    reference("ended_by", "person.id", nullable=True),
    # Why it was returned, or the objective reason for which it was not kept as promised.
    sa.Column("reason", sa.Text, nullable=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index(None, "branch_id", "year"),
    partial_index("ix_pledge_waiting", "branch_id", "id", where="state = 'submitted'"),
)

pledge_item = sa.Table(
    "pledge_item",
    metadata,
    id_column(),
    reference("pledge_id", "pledge.id", nullable=False),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("done_at", UtcDateTime, nullable=True),
    sa.UniqueConstraint("pledge_id", "place"),
    partial_index("ix_pledge_item_due", "due_on", where="done_at IS NULL"),
)

pledge_event = sa.Table(
    "pledge_event",
    metadata,
    id_column(),
    reference("pledge_id", "pledge.id", nullable=False, index=True),
    sa.Column("at", UtcDateTime, nullable=False),
    reference("by_person", "person.id", nullable=True),
    sa.Column("change", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=True),
    # What was promised before, when a resubmission replaced it.
    sa.Column("before", sa.JSON, nullable=True),
)

pledge_progress = sa.Table(
    "pledge_progress",
    metadata,
    id_column(),
    reference("pledge_id", "pledge.id", nullable=False, index=True),
    # NULL: about the pledge as a whole.
    reference("item_id", "pledge_item.id", nullable=True),
    reference("by_person", "person.id", nullable=True),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
)

pledge_photo = sa.Table(
    "pledge_photo",
    metadata,
    id_column(),
    reference("progress_id", "pledge_progress.id", nullable=False, index=True),
    sa.Column("file_id", sa.Text, nullable=False),
)

pledge_evidence = sa.Table(
    "pledge_evidence",
    metadata,
    reference("progress_id", "pledge_progress.id", primary_key=True),
    reference("record_id", "service_record.id", primary_key=True, index=True),
)

pledge_follower = sa.Table(
    "pledge_follower",
    metadata,
    reference("pledge_id", "pledge.id", primary_key=True),
    reference("person_id", "person.id", primary_key=True, index=True),
)

# The link by which residents appraise a pledge. ``secret`` makes its code and turns their accounts into
# voices. When it closes only ``totals`` stay: the voices are gone, and the secret is empty.
pledge_ask = sa.Table(
    "pledge_ask",
    metadata,
    reference("pledge_id", "pledge.id", primary_key=True),
    sa.Column("code_hash", sa.Text, nullable=False, unique=True),
    sa.Column("secret", sa.Text, nullable=False),
    sa.Column("opens_at", UtcDateTime, nullable=False),
    sa.Column("closes_at", UtcDateTime, nullable=False),
    sa.Column("totals", sa.JSON, nullable=True),
)

# Who said what is not kept: a voice is a keyed digest of an account. Nor is when it was said: the inbox knows
# who wrote when.
pledge_voice = sa.Table(
    "pledge_voice",
    metadata,
    reference("pledge_id", "pledge.id", primary_key=True),
    sa.Column("voice", sa.Text, primary_key=True),
    sa.Column("grade", sa.Text, nullable=False),
)

# Who need not pledge, or, with ``counts``, has to whatever their category says; why is not kept.
pledge_voluntary = sa.Table(
    "pledge_voluntary",
    metadata,
    reference("person_id", "person.id", primary_key=True),
    reference("marked_by", "person.id", nullable=True),
    sa.Column("marked_at", UtcDateTime, nullable=False),
    sa.Column("counts", sa.Boolean, nullable=False, server_default=sa.false()),
)

# How a branch wants it; without a row, as usual.
pledge_setting = sa.Table(
    "pledge_setting",
    metadata,
    reference("branch_id", "branch.id", primary_key=True),
    sa.Column("asks_residents", sa.Boolean, nullable=False),
    # How many days before something is due its person is reminded, and after how many the secretary hears.
    sa.Column("remind_days", sa.JSON, nullable=False, server_default=sa.text("'[7, 1]'")),
    sa.Column("tell_after", sa.Integer, nullable=False, server_default=sa.text("3")),
    # When those without a pledge were last asked for one.
    sa.Column("nudged_at", UtcDateTime, nullable=True),
)

# An end that is not "kept", before it is made public: the person can add a word to it first.
pledge_verdict = sa.Table(
    "pledge_verdict",
    metadata,
    reference("pledge_id", "pledge.id", primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    reference("by_person", "person.id", nullable=True),
    sa.Column("at", UtcDateTime, nullable=False),
    # What the person has added; "" when they have nothing to add, NULL before they have answered.
    sa.Column("explanation", sa.Text, nullable=True),
)
