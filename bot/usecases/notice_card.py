"""The card of a notice that is being written: everything the chat shows, read from the draft alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.audience import Audience
from bot.domain.messages import Value
from bot.domain.notice_form import NoticeForm
from bot.domain.notices import NoticeContent, NoticeKind, messages_of, needs_file, seconds_to_send
from bot.domain.quiet import Hours
from bot.domain.rights import Actor
from bot.settings import Settings
from bot.usecases.notice_letters import place_of
from storage import audiences, branches, group_chats, people
from storage.audiences import Counted
from storage.database import Transaction
from storage.drafts import Draft

JOURNEY = "notice"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the operator has set: messages per second, above how many readers a second person must agree
    (None: never), the operators' Telegram ids, and how long nobody is reminded of a notice again."""

    per_second: float
    approve_above: int | None = None
    operators: frozenset[int] = frozenset()
    nudge_period: timedelta = timedelta(hours=12)

    @classmethod
    def of(cls, settings: Settings) -> Terms:
        """As they stand in the settings."""
        period = timedelta(hours=settings.nudge_hours)
        return cls(settings.send_rate, settings.approve_above, settings.operator_ids, period)


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
    def readers(self) -> int:
        """How many people can read it, in private or in a group chat."""
        return self.people + self.in_groups

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
    ``previewed``: the preview of this very content has been shown. ``place``: whose notice it is, for
    ``letters``. ``needs_file``: the text is too long for messages and its file is not there yet
    (``set_whole``). ``messages``: how many each recipient gets. ``seconds``: how long sending takes.
    ``send_at`` (UTC): chosen for later. ``quiet_until`` (UTC): it is quiet time now, and then that ends; None
    for a call-up. ``needs_audience``: first it must be said which branches. ``needs_approval``: a second
    person must agree. ``card``: the message with the card. ``shown``: the messages of the last preview.
    """

    draft_id: int
    version: int
    content_no: int
    content: NoticeContent
    kind: NoticeKind
    state: DraftState
    audience: Audience
    names: AudienceNames
    place: Value
    reach: Reach
    messages: int
    seconds: int
    hours: Hours
    send_at: datetime | None
    quiet_until: datetime | None
    needs_file: bool
    needs_audience: bool
    needs_approval: bool
    previewed: bool
    card: int | None
    shown: tuple[int, ...]

    @property
    def timezone(self) -> str:
        """What its times are meant in."""
        return self.hours.timezone


def draw(
    tx: Transaction, actor: Actor, draft: Draft, form: NoticeForm, terms: Terms, now: datetime
) -> NoticeCard:
    """The card of a draft."""
    reach = reach_of(tx, form.audience, actor.person_id)
    messages = messages_of(form.content)
    return NoticeCard(
        draft.id,
        form.version,
        form.content_no,
        form.content,
        form.kind,
        _state(form),
        form.audience,
        names_of(tx, form.audience),
        place_of(tx, form.audience),
        reach,
        messages,
        seconds_to_send(reach.people, reach.groups, messages, terms.per_second),
        actor.hours,
        form.send_at,
        quiet_until(form.kind, actor.hours, now),
        waits_for_file(form.content),
        not form.audience.has_scope,
        needs_approval(reach, terms),
        form.is_previewed,
        form.card,
        form.shown,
    )


def _state(form: NoticeForm) -> DraftState:
    if form.content.is_empty:
        return DraftState.EMPTY
    return DraftState.COLLECTING if form.collecting else DraftState.READY


def needs_approval(reach: Reach, terms: Terms) -> bool:
    """Whether so many readers are more than one person may write to alone."""
    return terms.approve_above is not None and reach.readers > terms.approve_above


def quiet_until(kind: NoticeKind, hours: Hours, now: datetime) -> datetime | None:
    """When (UTC) the quiet time of now ends; None outside it, and for a call-up, which does not wait."""
    return None if kind is NoticeKind.CALL_UP else hours.quiet_until(now)


def waits_for_file(content: NoticeContent) -> bool:
    """Whether the text is to go as a file that is not there yet."""
    return content.whole is None and needs_file(content)


def reach_of(tx: Transaction, audience: Audience, sender_id: int | None) -> Reach:
    """Exactly whom a notice of this sender to this audience would go to now."""
    counted = audiences.count(tx, audience, sender_id) if audience.has_scope else Counted()
    return Reach(
        counted.people,
        counted.groups,
        counted.missed,
        counted.in_groups,
        counted.groups_missed,
        counted.with_sender,
    )


def names_of(tx: Transaction, audience: Audience) -> AudienceNames:
    """The names of everything the audience names."""
    places = {one.id: one.name for one in branches.within(tx, (), audience.branches)}
    chats = [group_chats.find(tx, chat_id) for chat_id in audience.chats]
    return AudienceNames(
        tuple(places.values()),
        tuple(branches.committees_of(tx, audience.committees).values()) if audience.committees else (),
        _group_names(tx, audience),
        tuple(member.name for member in people.some(tx, audience.people)) if audience.people else (),
        tuple(chat.title for chat in chats if chat is not None),
    )


def _group_names(tx: Transaction, audience: Audience) -> tuple[str, ...]:
    found = [branches.find_group(tx, group_id) for group_id in audience.groups]
    alone = len(audience.branches) == 1 and not audience.committees and not audience.everywhere
    return tuple(
        group.name if alone else group_label(branches.get(tx, group.branch_id).name, group.name)
        for group in found
        if group is not None
    )


def group_label(branch: str, group: str) -> str:
    """A group's name among those of several branches."""
    return f"{branch} · {group}"
