"""What a delivery is, and the words for its states and for how it may end.

``queued → attempting → sent, dead or unknown``, or back to ``queued`` with a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import orjson
import sqlalchemy as sa

from bot.domain.messages import (
    Lane,
    Operation,
    Push,
    WhenUnknown,
    attachment_from_json,
    message_from_json,
    poll_from_json,
)
from storage.queue_rows import LANE_ORDER, QUEUED, REACHABLE
from storage.schema import account, delivery, group_chat, person

ATTEMPTING = "attempting"
SENT = "sent"
UNKNOWN = "unknown"

EXPIRED = "expired"
BAD_CONTENT = "bad-content"
GAVE_UP = "gave-up"  # it never got through
FAILED = "failed"  # by a fault of our own
CRASH = "crash"
NOT_THEIRS = "not-theirs"  # the account belongs no more to the person it was for
UNBOUND = "unbound"  # the group chat belongs to no branch any more
STOPPED = "stopped"
NO_MESSAGE = "no-message"  # nothing is known to have arrived that could be changed or taken back

# A push that may be doubled is sent so often at most, counting every attempt.
MOST_RESENT = 8

LANES = {order: lane for lane, order in LANE_ORDER.items()}

# Literals, so that both databases see that the partial indexes serve.
IS_QUEUED = delivery.c.state == sa.literal_column(f"'{QUEUED}'")
IS_ATTEMPTING = delivery.c.state == sa.literal_column(f"'{ATTEMPTING}'")

# What was queued for a person goes to the account that is theirs now: not to whoever has left the roster, and
# not to a lost phone. What was queued for an account itself names no person.
NOT_THEIRS_NOW = sa.and_(
    delivery.c.person_id.is_not(None),
    ~sa.exists(
        sa.select(sa.literal_column("1"))
        .select_from(account.join(person, person.c.id == account.c.person_id))
        .where(
            account.c.telegram_id == delivery.c.chat_id,
            account.c.person_id == delivery.c.person_id,
            person.c.active,
        )
    ),
)
# A private chat has the id of its account; the ids of groups are negative. None: nobody has heard of it.
REACH = sa.func.coalesce(account.c.reach, group_chat.c.reach)
LOCALE = sa.func.coalesce(account.c.locale, group_chat.c.locale)
WITH_CHATS = delivery.outerjoin(account, account.c.telegram_id == delivery.c.chat_id).outerjoin(
    group_chat, group_chat.c.chat_id == delivery.c.chat_id
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A push on its way to one chat; what it says is its ``Parcel``.

    ``sender`` is whose turn it takes in its lane: a person id, or 0 for the bot itself. ``thread_id`` is a
    forum topic. ``not_before`` is when it may be tried. ``locale`` and ``reach`` are None for a chat that
    nobody has heard of. ``about_ids`` are the messages in that chat that it changes or takes back.
    """

    id: int
    push_id: int
    chat_id: int
    lane: Lane
    sender: int
    thread_id: int | None
    attempts: int
    not_before: datetime
    locale: str | None
    reach: str | None
    about_ids: tuple[int, ...] = ()

    @property
    def is_reachable(self) -> bool:
        """Whether nothing is known to be in the way of reaching the chat."""
        return self.reach in (None, REACHABLE)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a push says, as it is stored: one that cannot be read must not keep the others from being found.

    ``revision`` grows with every correction of what is still queued. ``about_id`` is the push that an edit or
    a deletion is about.
    """

    push_id: int
    kind: str
    lane: str
    content: str
    reason: str
    when_unknown: str
    expires_at: datetime | None
    operation: str
    about_id: int | None
    notice_id: int | None
    part: int | None
    revision: int
    is_stopped: bool

    @property
    def may_double(self) -> bool:
        """Whether a duplicate beats a loss."""
        return self.when_unknown == WhenUnknown.RESEND

    def is_expired(self, now: datetime) -> bool:
        """Whether its news is old."""
        return self.expires_at is not None and self.expires_at <= now

    def push(self) -> Push:
        """The push itself; raises ``KeyError``, ``TypeError`` or ``ValueError`` when it cannot be read."""
        content = orjson.loads(self.content)
        return Push(
            self.kind,
            Lane(self.lane),
            message_from_json(content),
            self.reason,
            WhenUnknown.RESEND if self.may_double else WhenUnknown.KEEP,
            self.expires_at,
            tuple(attachment_from_json(one) for one in content.get("attachments", ())),
            Operation(self.operation),
            poll_from_json(content["poll"]) if "poll" in content else None,
        )


@dataclass(frozen=True, slots=True)
class Begun:
    """Which of the deliveries may be sent now: ``ids``; the ``silent`` ones of these make no sound.

    Those in ``outdated`` say something that has been corrected since and are still queued; ``is_fenced`` when
    another dispatcher has taken over. The others have ended, or wait for another time.
    """

    ids: frozenset[int] = frozenset()
    outdated: frozenset[int] = frozenset()
    is_fenced: bool = False
    silent: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Ending:
    """How an attempt ended: ``SENT``, ``DEAD``, ``UNKNOWN``, or ``QUEUED`` again until ``not_before``.

    ``attempts`` counts this attempt, too; ``more_ids`` are the further messages of an album. ``poll_id`` is
    what Telegram calls the poll that was sent.
    """

    delivery_id: int
    attempts: int
    state: str
    message_id: int | None = None
    more_ids: tuple[int, ...] = ()
    error: str | None = None
    not_before: datetime | None = None
    poll_id: str | None = None
