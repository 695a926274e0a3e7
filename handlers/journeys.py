"""Every journey, in the order in which they are offered a message."""

from __future__ import annotations

from handlers import (
    corrections,
    general,
    group_events,
    groups,
    inviting,
    log,
    log_fields,
    member,
    mine,
    notice_changes,
    nudges,
    receipts,
    review,
    roles,
    roster,
    roster_file,
    stars,
    start,
    unheard,
)
from handlers.routing import Journey

JOURNEYS: tuple[Journey, ...] = (
    start.journey,
    member.journey,
    roster.journey,
    inviting.journey,
    roster_file.journey,
    roles.journey,
    review.journey,
    corrections.journey,
    mine.journey,
    stars.journey,
    log.journey,
    log_fields.journey,
    receipts.journey,
    nudges.journey,
    notice_changes.journey,
    groups.journey,
    group_events.journey,
    general.journey,
    unheard.journey,
)
