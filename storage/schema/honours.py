"""Honours of a branch: five-star households (示范户) with their secret ballots, stars of the month."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, reference

_STANDS = "state <> 'dropped'"
_SHOWN = "state IN ('asked', 'agreed')"

# ``code`` is what the residents' link says; ``secret`` hides who recommended whom, and is forgotten with the
# last recommendation.
household = sa.Table(
    "household",
    metadata,
    id_column(),
    reference("branch_id", "branch.id", nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("places", sa.Integer, nullable=False),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("code", sa.Text, nullable=False, unique=True),
    sa.Column("secret", sa.Text, nullable=False),
    reference("opened_by", "person.id", nullable=True),
    sa.Column("opened_at", UtcDateTime, nullable=False),
    sa.Column("closes_at", UtcDateTime, nullable=False),
    reference("ended_by", "person.id", nullable=True),
    sa.Column("ended_at", UtcDateTime, nullable=True),
    sa.Column("reason", sa.Text, nullable=True),
    sa.Index(
        "ix_household_standing",
        "branch_id",
        "year",
        unique=True,
        sqlite_where=sa.text(_STANDS),
        postgresql_where=sa.text(_STANDS),
    ),
)

household_candidate = sa.Table(
    "household_candidate",
    metadata,
    reference("household_id", "household.id", primary_key=True),
    reference("person_id", "person.id", primary_key=True),
    sa.Column("words", sa.Text, nullable=False),
    reference("named_by", "person.id", nullable=True),
    sa.Column("chosen", sa.Boolean, nullable=False),
)

# ``voice`` is made of a resident's account and the secret: it tells one voice from another, and no more.
household_voice = sa.Table(
    "household_voice",
    metadata,
    reference("household_id", "household.id", primary_key=True),
    sa.Column("voice", sa.Text, primary_key=True),
    reference("person_id", "person.id", nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
)

# ``should`` and ``voted`` are known when the round is closed.
ballot_round = sa.Table(
    "ballot_round",
    metadata,
    reference("household_id", "household.id", primary_key=True),
    sa.Column("round", sa.Integer, primary_key=True),
    sa.Column("seats", sa.Integer, nullable=False),
    sa.Column("should", sa.Integer, nullable=True),
    sa.Column("voted", sa.Integer, nullable=True),
    sa.Column("opened_at", UtcDateTime, nullable=False),
    sa.Column("closed_at", UtcDateTime, nullable=True),
)

ballot_candidate = sa.Table(
    "ballot_candidate",
    metadata,
    reference("household_id", "household.id", primary_key=True),
    sa.Column("round", sa.Integer, primary_key=True),
    reference("person_id", "person.id", primary_key=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("votes", sa.Integer, nullable=True),
)

# Who has voted. Nothing here says for whom, when, or as which one.
ballot_voter = sa.Table(
    "ballot_voter",
    metadata,
    reference("household_id", "household.id", primary_key=True),
    sa.Column("round", sa.Integer, primary_key=True),
    reference("person_id", "person.id", primary_key=True),
    sqlite_with_rowid=False,
)

# What was voted: the slips in the box, each under a random number that changes with every slip that is put
# in (``storage.ballots``). Nothing here says by whom, when, or in what order.
ballot_choice = sa.Table(
    "ballot_choice",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    reference("household_id", "household.id", nullable=False, index=True),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("choices", sa.JSON, nullable=False),
    sqlite_with_rowid=False,
)

# ``month`` is its first day. Shown only while the person wants it: asked → agreed | declined, → hidden.
month_star = sa.Table(
    "month_star",
    metadata,
    id_column(),
    reference("branch_id", "branch.id", nullable=False),
    sa.Column("month", sa.Date, nullable=False),
    reference("person_id", "person.id", nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    reference("proposed_by", "person.id", nullable=True),
    sa.Column("proposed_at", UtcDateTime, nullable=False),
    sa.Column("answered_at", UtcDateTime, nullable=True),
    reference("spoken_by", "person.id", nullable=True),
    sa.Index(
        "ix_month_star_shown",
        "branch_id",
        "month",
        unique=True,
        sqlite_where=sa.text(_SHOWN),
        postgresql_where=sa.text(_SHOWN),
    ),
)
