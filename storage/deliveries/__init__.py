"""The way of a delivery: found, begun and ended.

Only the dispatcher that holds the lease works on these rows.
"""

from __future__ import annotations

from storage.deliveries.attempts import (
    again,
    begin_many,
    drop,
    drop_many,
    end_many,
    fail,
    put_back,
    readdress,
    recover,
)
from storage.deliveries.claiming import NOBODY, any_queued, claim, parcels, tried
from storage.deliveries.rows import (
    ATTEMPTING,
    BAD_CONTENT,
    CRASH,
    EXPIRED,
    FAILED,
    GAVE_UP,
    MOST_RESENT,
    NO_MESSAGE,
    NOT_THEIRS,
    SENT,
    STOPPED,
    UNBOUND,
    UNKNOWN,
    Begun,
    Delivery,
    Ending,
    Parcel,
)
from storage.deliveries.sweeping import sweep_stopped
from storage.queue_rows import DEAD, MERGED, MUTED, QUEUED

__all__ = [
    "ATTEMPTING",
    "BAD_CONTENT",
    "CRASH",
    "DEAD",
    "EXPIRED",
    "FAILED",
    "GAVE_UP",
    "MERGED",
    "MOST_RESENT",
    "MUTED",
    "NOBODY",
    "NOT_THEIRS",
    "NO_MESSAGE",
    "QUEUED",
    "SENT",
    "STOPPED",
    "UNBOUND",
    "UNKNOWN",
    "Begun",
    "Delivery",
    "Ending",
    "Parcel",
    "again",
    "any_queued",
    "begin_many",
    "claim",
    "drop",
    "drop_many",
    "end_many",
    "fail",
    "parcels",
    "put_back",
    "readdress",
    "recover",
    "sweep_stopped",
    "tried",
]
