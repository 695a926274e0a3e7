"""A study plan while it is put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.audience import Audience
from bot.domain.recurrence import Every, Recurrence, next_due
from bot.domain.rich_text import RichText
from bot.domain.study import MOST_AT_ONCE, Item, item_from_json, item_to_json

USUAL_HOUR = 9 * 60
EVENING = 18 * 60
SUNDAY = 7
THURSDAY = 4
FRIDAY = 5


@dataclass(frozen=True, slots=True)
class StudyForm:
    """The draft of a plan.

    Sent on ``weekday`` (Monday is 1; None: every day) at ``minute`` of the branch's day, from ``start`` on
    (None: as soon as it can be). ``groups``: the party groups it is for, none: the whole branch.
    ``remind_on``: the weekday on which those who have not finished are reminded, None: never.
    ``tells_groups``: whether the group chats hear the week's totals; ``ranking``: by party group, too.
    ``version`` counts every change. ``plan_id``: the running plan that is to be changed; ``sent_id``: the
    plan that this has become. ``tail``: the last text that was taken, if a phone may have cut it, and of how
    many items it is.
    """

    branch_id: int | None = None
    title: str = ""
    items: tuple[Item, ...] = ()
    weekday: int | None = 1
    minute: int = USUAL_HOUR
    working_days: bool = False
    start: date | None = None
    at_once: int = 1
    groups: tuple[int, ...] = ()
    remind_on: int | None = THURSDAY
    remind_minute: int = EVENING
    tells_groups: bool = True
    ranking: bool = False
    version: int = 0
    plan_id: int | None = None
    sent_id: int | None = None
    tail: RichText | None = None
    tail_items: int = 0

    def saying(self, **values: Any) -> StudyForm:
        """With other values; party groups stay only with their branch."""
        new = replace(self, **values)
        if new.branch_id != self.branch_id:
            new = replace(new, groups=())
        return replace(new, version=self.version + 1) if new != self else self

    @property
    def audience(self) -> Audience:
        """Whom the plan is for; nobody while its branch is not known."""
        if self.branch_id is None:
            return Audience(nobody=True)
        return Audience((self.branch_id,), groups=self.groups)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return bool(self.branch_id is not None and self.title and (self.items or self.plan_id))

    def recurrence(self, today: date) -> Recurrence:
        """When items are sent, from today or the chosen day on."""
        return weekly_or_daily(self.weekday, self.minute, max(today, self.start or today))

    @property
    def times(self) -> int:
        """How many times something is sent."""
        return -(-len(self.items) // max(1, self.at_once))


def weekly_or_daily(weekday: int | None, minute: int, start: date) -> Recurrence:
    """Every week on one weekday, or every day."""
    if weekday is None:
        return Recurrence(Every.DAY, start, minute)
    return Recurrence(Every.WEEK, start, minute, weekdays=(weekday,))


def sending_times(
    form: StudyForm, now: datetime, zone: ZoneInfo, is_working: Callable[[date], bool]
) -> tuple[datetime, datetime] | None:
    """When (UTC) the first and the last items are sent; None when there is no such time."""
    recurrence = form.recurrence(now.astimezone(zone).date())
    meant = is_working if form.working_days else None
    first = last = next_due(recurrence, zone, now, meant)
    for _ in range(form.times - 1):
        if last is None:
            return None
        last = next_due(recurrence, zone, last, meant)
    return (first, last) if first is not None and last is not None else None


_PLAIN = (
    "branch_id",
    "title",
    "weekday",
    "minute",
    "working_days",
    "at_once",
    "remind_on",
    "remind_minute",
    "tells_groups",
    "ranking",
    "version",
    "plan_id",
    "sent_id",
    "tail_items",
)


def form_to_json(form: StudyForm) -> dict[str, Any]:
    """The draft row's data."""
    return {
        "items": [item_to_json(item) for item in form.items],
        "start": form.start.isoformat() if form.start else None,
        "groups": list(form.groups),
        "tail": form.tail.to_json() if form.tail else None,
        **{name: getattr(form, name) for name in _PLAIN},
    }


def form_from_json(data: Mapping[str, Any]) -> StudyForm:
    """The inverse of ``form_to_json``."""
    return StudyForm(
        items=tuple(map(item_from_json, data["items"])),
        start=date.fromisoformat(data["start"]) if data["start"] else None,
        groups=tuple(data["groups"]),
        tail=RichText.from_json(data["tail"]) if data["tail"] else None,
        **{name: data[name] for name in _PLAIN},
    )


def as_clock(minute: int) -> str:
    """A minute of the day as people write it."""
    return f"{minute // 60:02}:{minute % 60:02}"


def at_once_choices() -> tuple[int, ...]:
    """How many items can be sent each time."""
    return tuple(range(1, MOST_AT_ONCE + 1))
