"""The card of a notice that is being written: everything the chat shows, read from the draft alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.audience import Audience
from bot.domain.notices import NoticeContent, NoticeKind

JOURNEY = "notice"


class DraftState(StrEnum):
    """``EMPTY``: nothing written yet; ``COLLECTING``: a phone may still be sending pieces; ``READY``."""

    EMPTY = "empty"
    COLLECTING = "collecting"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Reach:
    """Exactly whom a notice would go to now. The sender is never counted.

    ``people``: a private message each. ``groups``: group chats. ``missed``: how many are meant and cannot be
    reached, by why not (``no-account``, ``blocked``, ``deactivated`` …). ``in_groups``: members who hear it
    through a group chat only. ``groups_missed``: chosen group chats that cannot be reached.
    ``without_sender``: the sender is among those who are meant, and gets none.
    """

    people: int
    groups: int
    missed: Mapping[str, int]
    in_groups: int
    groups_missed: int
    without_sender: bool

    @property
    def recipients(self) -> int:
        """How many chats it goes to."""
        return self.people + self.groups

    @property
    def unreachable(self) -> int:
        """How many people it cannot reach."""
        return sum(self.missed.values())


@dataclass(frozen=True, slots=True)
class AudienceNames:
    """The chosen audience by name; roles and categories are terms, read from the audience itself."""

    branches: tuple[str, ...]
    committees: tuple[str, ...]
    groups: tuple[str, ...]
    people: tuple[str, ...]
    chats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """A draft as the chat shows it.

    ``version`` changes with everything that would be sent: a button of an older one sends nothing.
    ``content_no`` changes with the text, pictures, file or kind, which is what the preview shows.
    ``previewed``: the preview of this very content has been shown. ``needs_file``: the text is too long for
    messages and its file is not there yet (``set_whole``). ``seconds``: how long sending takes.
    ``send_at`` (UTC): chosen for later. ``quiet_until`` (UTC): it is quiet time now, and then that ends; None
    for a call-up. ``needs_audience``: first it must be said which branches. ``needs_approval``: a second
    person must agree. ``card``: the message with the card.
    """

    draft_id: int
    version: int
    content_no: int
    content: NoticeContent
    kind: NoticeKind
    state: DraftState
    audience: Audience
    names: AudienceNames
    reach: Reach
    seconds: int
    timezone: str
    send_at: datetime | None
    quiet_until: datetime | None
    needs_file: bool
    needs_audience: bool
    needs_approval: bool
    previewed: bool
    card: int | None
