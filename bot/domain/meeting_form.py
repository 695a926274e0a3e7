"""A meeting while it is put together: what has been said of it so far, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.audience import Audience, AudienceRole
from bot.domain.meetings import MeetingKind

LONGEST_PLACE = 100  # in the units of ``units``, as are the others
LONGEST_HOST = 40
LONGEST_AGENDA = 3_000  # what fits into one message with the rest
FARTHEST = timedelta(days=366)


class MeetingField(StrEnum):
    """A part of a meeting, in the order in which it is asked for."""

    BRANCH = "branch"
    KIND = "kind"
    GROUP = "group"
    TIME = "time"
    PLACE = "place"
    AGENDA = "agenda"
    HOST = "host"


@dataclass(frozen=True, slots=True)
class MeetingForm:
    """The draft of a meeting.

    ``starts_at`` is UTC. ``version`` counts every change of what would be sent. ``meeting_id``: the meeting
    that has been announced and is to be changed; ``sent_id``: the one that this has become. ``card`` is the
    message that shows it. ``tells_groups``: whether the branch's group chats hear of it; None: as is usual
    for its kind. ``rule_id``: the rule that came of it, or that it came of; ``planned_id``: what that
    proposed.
    """

    branch_id: int | None = None
    kind: MeetingKind | None = None
    group_id: int | None = None
    starts_at: datetime | None = None
    place: str = ""
    agenda: str = ""
    host: str = ""
    version: int = 0
    meeting_id: int | None = None
    sent_id: int | None = None
    tells_groups: bool | None = None
    rule_id: int | None = None
    planned_id: int | None = None

    def missing(self) -> tuple[MeetingField, ...]:
        """What must be known before it can be sent, in the order it is asked for."""
        lacks = {
            MeetingField.BRANCH: self.branch_id is None,
            MeetingField.KIND: self.kind is None,
            MeetingField.GROUP: self.kind is MeetingKind.GROUP and self.group_id is None,
            MeetingField.TIME: self.starts_at is None,
            MeetingField.PLACE: not self.place,
        }
        return tuple(field for field, is_missing in lacks.items() if is_missing)

    def saying(self, **values: Any) -> MeetingForm:
        """With other values; a group stays only with the meetings of a group, and in its own branch."""
        new = replace(self, **values)
        if new.kind is not MeetingKind.GROUP or new.branch_id != self.branch_id:
            new = replace(new, group_id=None)
        return replace(new, version=self.version + 1) if new != self else self

    @property
    def is_for_groups(self) -> bool:
        """Whether group chats are to hear of it: by itself of what concerns the whole branch."""
        if self.tells_groups is not None:
            return self.tells_groups
        return self.kind not in {None, MeetingKind.COMMITTEE, MeetingKind.GROUP}

    @property
    def audience(self) -> Audience:
        """Whom the meeting is for, by its kind; nobody while its branch or group is not known."""
        if self.branch_id is None or self.kind is None:
            return Audience(nobody=True)
        return audience_of(self.kind, self.branch_id, self.group_id)


def audience_of(kind: MeetingKind, branch_id: int, group_id: int | None) -> Audience:
    """Whom a meeting of this kind is for (domain.md, Meetings)."""
    if kind is MeetingKind.COMMITTEE:
        return Audience((branch_id,), roles=(AudienceRole.COMMITTEE,))
    if kind is MeetingKind.GROUP:
        return Audience((branch_id,), groups=(group_id,)) if group_id else Audience((branch_id,), nobody=True)
    return Audience((branch_id,))


def units(text: str) -> int:
    """How long Telegram counts a text."""
    return len(text.encode("utf-16-le")) // 2


# What older drafts do not say.
_LATER = ("tells_groups", "rule_id", "planned_id")
_PLAIN = ("branch_id", "group_id", "place", "agenda", "host", "version", "meeting_id", "sent_id")


def form_to_json(form: MeetingForm) -> dict[str, Any]:
    """The draft row's data."""
    return {
        "kind": form.kind,
        "starts_at": form.starts_at.isoformat() if form.starts_at else None,
        **{name: getattr(form, name) for name in _LATER},
        **{name: getattr(form, name) for name in _PLAIN},
    }


def form_from_json(data: Mapping[str, Any]) -> MeetingForm:
    """The inverse of ``form_to_json``."""
    return MeetingForm(
        kind=MeetingKind(data["kind"]) if data["kind"] else None,
        starts_at=datetime.fromisoformat(data["starts_at"]) if data["starts_at"] else None,
        **{name: data[name] for name in _PLAIN},
        tells_groups=data.get("tells_groups"),
        rule_id=data.get("rule_id"),
        planned_id=data.get("planned_id"),
    )
