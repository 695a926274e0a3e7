"""Study (学习): plans of items that are sent one after the other, who owes which, and class-hours.

Class-hours are kept in minutes, half a class-hour is the smallest step; 32 a year are asked of a member, 56
of secretaries and committee members (domain.md, Study).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

from bot.domain.messages import Attachment, attachment_from_json, attachment_to_json
from bot.domain.notices import MOST_PARTS, TEXT_LIMIT
from bot.domain.rich_text import EMPTY, RichText
from bot.domain.rights import Role

T = TypeVar("T")

CLASS_HOUR = 60  # minutes
STEP = CLASS_HOUR // 2
USUAL_MINUTES = STEP  # of an item of which nothing else is said
MEMBER_TARGET = 32 * CLASS_HOUR
LEADER_TARGET = 56 * CLASS_HOUR
LEADERS = frozenset({Role.SECRETARY, Role.COMMITTEE_MEMBER})
MOST_MINUTES = 8 * CLASS_HOUR  # of one item, or one lesson

MOST_ITEMS = 200
MOST_AT_ONCE = 5
LONGEST_TITLE = 40  # characters
LONGEST_TEXT = MOST_PARTS * TEXT_LIMIT // 2  # UTF-16 units; a longer one is better sent as a file
LONGEST_REASON = 60

# How long after its last item a plan goes on waiting for those who have not finished.
LAST_WAIT = timedelta(days=6, hours=12)
# An item is not asked for so soon after it was sent.
NOT_YET = timedelta(hours=12)


class ItemKind(StrEnum):
    """What an item is; a quiz is finished by its answers, everything else by 完成学习."""

    TEXT = "text"
    LINK = "link"
    FILE = "file"
    QUIZ = "quiz"


class PlanState(StrEnum):
    """Where a plan is after 发送; before that it is a draft. What has ended can still be finished by people
    who are late, what was stopped cannot."""

    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"
    STOPPED = "stopped"


_NEXT: Mapping[PlanState, frozenset[PlanState]] = MappingProxyType(
    {
        PlanState.RUNNING: frozenset({PlanState.PAUSED, PlanState.ENDED, PlanState.STOPPED}),
        PlanState.PAUSED: frozenset({PlanState.RUNNING, PlanState.STOPPED}),
        PlanState.ENDED: frozenset(),
        PlanState.STOPPED: frozenset(),
    }
)


def may_become(now: PlanState, then: PlanState) -> bool:
    """Whether a plan in the one state may go over to the other."""
    return then in _NEXT[now]


@dataclass(frozen=True, slots=True)
class Item:
    """Something to study. ``minutes`` is what it adds to the class-hours of whoever finishes it.

    ``url`` belongs to a link, ``attachment`` to a file, ``quiz_id`` to a quiz; each may have a text as well.
    """

    kind: ItemKind
    title: str
    text: RichText = EMPTY
    url: str = ""
    attachment: Attachment | None = None
    quiz_id: int | None = None
    minutes: int = USUAL_MINUTES


def item_to_json(item: Item) -> dict[str, Any]:
    """A JSON object that ``item_from_json`` reads back."""
    return {
        "kind": item.kind.value,
        "title": item.title,
        "text": item.text.to_json(),
        "url": item.url,
        "attachment": attachment_to_json(item.attachment) if item.attachment else None,
        "quiz_id": item.quiz_id,
        "minutes": item.minutes,
    }


def item_from_json(data: Mapping[str, Any]) -> Item:
    """The inverse of ``item_to_json``."""
    return Item(
        ItemKind(data["kind"]),
        data["title"],
        RichText.from_json(data["text"]),
        data["url"],
        attachment_from_json(data["attachment"]) if data["attachment"] else None,
        data["quiz_id"],
        data["minutes"],
    )


def target_of(roles: Collection[Role]) -> int:
    """The minutes that are asked of somebody with these roles in a year."""
    return LEADER_TARGET if LEADERS & set(roles) else MEMBER_TARGET


def missing(done: int, target: int) -> int:
    """The minutes that are still to be studied; never below zero."""
    return max(0, target - done)


def as_hours(minutes: int) -> str:
    """Minutes as class-hours: "3", "3.5"."""
    return f"{minutes / CLASS_HOUR:.2f}".rstrip("0").rstrip(".")


def in_steps(minutes: int) -> bool:
    """Whether an item or a lesson can count for so many minutes."""
    return 0 < minutes <= MOST_MINUTES and minutes % STEP == 0


def next_items(unsent: Sequence[T], at_once: int) -> tuple[T, ...]:
    """Of the items that were not sent yet, in order, those that come next."""
    return tuple(unsent[: max(1, min(at_once, MOST_AT_ONCE))])


def by_how_many(sent: int, people: Iterable[int], finished: Mapping[int, int]) -> dict[int, list[int]]:
    """The people who have as many items left, together; whoever has none left is in none of these.

    ``sent``: how many there are; ``finished``: how many of them each person has finished.
    """
    found: dict[int, list[int]] = {}
    for person in people:
        left = sent - finished.get(person, 0)
        if left > 0:
            found.setdefault(left, []).append(person)
    return found


def is_over(unsent: int, last_sent: datetime | None, now: datetime) -> bool:
    """Whether a plan has sent everything, and waited long enough for the last of it."""
    return not unsent and (last_sent is None or now - last_sent >= LAST_WAIT)


def share(done: int, of: int) -> int:
    """How much of something is done, in whole percent; nothing to do is all of it."""
    return done * 100 // of if of else 100
