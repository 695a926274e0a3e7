"""What a branch can choose in its settings, and what each choice is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TypeAlias

from bot.domain.cards import Colour
from bot.domain.meeting_terms import CLOSES_AFTER, DAY, GRACE, HOUR, OPENS_BEFORE, REMINDERS
from bot.domain.messages import Term, Value
from bot.domain.quiet import QuietHours
from bot.domain.rights import Actor
from bot.office.working_days import WorkingDays
from bot.usecases import branch_settings, meeting_terms
from bot.usecases.branch_settings import CAP_CHOICES, QUIET_CHOICES
from bot.usecases.meeting_terms import BranchTerms
from storage.database import Transaction

# Where branches are; any other zone a branch is in is shown by its name.
ZONES: Mapping[str, str] = MappingProxyType(
    {
        "Asia/Shanghai": "settings-zone-shanghai",
        "Asia/Urumqi": "settings-zone-urumqi",
        "Asia/Tokyo": "settings-zone-tokyo",
        "Asia/Singapore": "settings-zone-singapore",
        "Europe/London": "settings-zone-london",
        "Europe/Berlin": "settings-zone-berlin",
        "America/New_York": "settings-zone-new-york",
        "America/Los_Angeles": "settings-zone-los-angeles",
        "Australia/Sydney": "settings-zone-sydney",
    }
)
TIMES: Mapping[int, str] = MappingProxyType(
    {
        3 * DAY: "settings-remind-three-days",
        DAY: "settings-remind-day",
        2 * HOUR: "settings-remind-two-hours",
        HOUR: "settings-remind-hour",
        30: "settings-remind-half-hour",
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """Where a change is made, and when."""

    branch_id: int
    now: datetime
    working_days: WorkingDays


Label: TypeAlias = tuple[str, dict[str, Value]]
_Put: TypeAlias = Callable[[Transaction, Actor, BranchTerms, str, Change], object]


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be chosen. Choices are words in the data of buttons.

    ``button`` and ``question``: the keys of what it is called and of what is asked. ``chosen``: which choices
    hold now. ``label``: key and values of what a choice is called. ``stays``: whether more than one can be
    chosen, one after the other.
    """

    button: str
    question: str
    choices: tuple[str, ...]
    chosen: Callable[[BranchTerms], tuple[str, ...]]
    label: Callable[[str], Label]
    put: _Put
    stays: bool = False


def is_quiet(quiet: QuietHours) -> bool:
    """Whether there are quiet hours at all."""
    return quiet.start_minute != quiet.end_minute


def hours(quiet: QuietHours) -> dict[str, Value]:
    """Quiet hours as the values ``from`` and ``to``."""
    return {"from": _clock(quiet.start_minute), "to": _clock(quiet.end_minute)}


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def zone_name(name: str) -> Value:
    """What people call a time zone; its own name where nobody has thought of it."""
    return Term(ZONES[name]) if name in ZONES else name


def _remind(tx: Transaction, actor: Actor, was: BranchTerms, choice: str, change: Change) -> None:
    meeting_terms.toggle_reminder(tx, actor, change.branch_id, int(choice), change.now, change.working_days)


def _opens(tx: Transaction, actor: Actor, was: BranchTerms, choice: str, change: Change) -> None:
    door = was.terms.door
    meeting_terms.set_door(tx, actor, change.branch_id, int(choice), door.after, door.grace, change.now)


def _shuts(tx: Transaction, actor: Actor, was: BranchTerms, choice: str, change: Change) -> None:
    door = was.terms.door
    meeting_terms.set_door(tx, actor, change.branch_id, door.before, int(choice), door.grace, change.now)


def _grace(tx: Transaction, actor: Actor, was: BranchTerms, choice: str, change: Change) -> None:
    door = was.terms.door
    meeting_terms.set_door(tx, actor, change.branch_id, door.before, door.after, int(choice), change.now)


def _quiet(tx: Transaction, actor: Actor, was: BranchTerms, choice: str, change: Change) -> None:
    start, _, end = choice.partition("-")
    branch_settings.set_quiet_hours(tx, actor, change.branch_id, int(start), int(end), change.now)
    meeting_terms.plan_again(tx, change.branch_id, change.now, change.working_days)


def _cap(tx: Transaction, actor: Actor, was: BranchTerms, choice: str, change: Change) -> None:
    branch_settings.set_daily_cap(tx, actor, change.branch_id, int(choice), change.now)


def _colour(tx: Transaction, actor: Actor, was: BranchTerms, choice: str, change: Change) -> None:
    branch_settings.set_colour(tx, actor, change.branch_id, Colour(choice), change.now)


def _timezone(tx: Transaction, actor: Actor, was: BranchTerms, choice: str, change: Change) -> None:
    branch_settings.set_timezone(tx, actor, change.branch_id, choice, change.working_days, change.now)
    meeting_terms.plan_again(tx, change.branch_id, change.now, change.working_days)


def _minutes_label(choice: str) -> Label:
    return "settings-choice-minutes", {"minutes": int(choice)}


def _remind_label(choice: str) -> Label:
    return "settings-choice", {"what": Term(TIMES[int(choice)])}


def _quiet_label(choice: str) -> Label:
    start, _, end = choice.partition("-")
    quiet = QuietHours(int(start), int(end))
    return ("settings-choice-quiet", hours(quiet)) if is_quiet(quiet) else ("settings-choice-none", {})


def _cap_label(choice: str) -> Label:
    return ("settings-choice-cap", {"count": int(choice)}) if int(choice) else ("settings-choice-none", {})


def _zone_label(choice: str) -> Label:
    return "settings-choice", {"what": zone_name(choice)}


def _colour_label(choice: str) -> Label:
    return "settings-choice", {"what": Term(f"settings-colour-{choice}")}


def _words(numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(str(number) for number in numbers)


def _quiet_word(quiet: QuietHours) -> str:
    return f"{quiet.start_minute}-{quiet.end_minute}"


SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "remind": Setting(
            "settings-button-remind",
            "settings-ask-remind",
            _words(REMINDERS),
            lambda seen: _words(seen.terms.reminders),
            _remind_label,
            _remind,
            stays=True,
        ),
        "opens": Setting(
            "settings-button-opens",
            "settings-ask-opens",
            _words(OPENS_BEFORE),
            lambda seen: _words([seen.terms.door.before]),
            _minutes_label,
            _opens,
        ),
        "shuts": Setting(
            "settings-button-shuts",
            "settings-ask-shuts",
            _words(CLOSES_AFTER),
            lambda seen: _words([seen.terms.door.after]),
            _minutes_label,
            _shuts,
        ),
        "grace": Setting(
            "settings-button-grace",
            "settings-ask-grace",
            _words(GRACE),
            lambda seen: _words([seen.terms.door.grace]),
            _minutes_label,
            _grace,
        ),
        "quiet": Setting(
            "settings-button-quiet",
            "settings-ask-quiet",
            tuple(_quiet_word(quiet) for quiet in QUIET_CHOICES),
            lambda seen: (_quiet_word(seen.branch.quiet),),
            _quiet_label,
            _quiet,
        ),
        "cap": Setting(
            "settings-button-cap",
            "settings-ask-cap",
            _words(CAP_CHOICES),
            lambda seen: _words([seen.branch.daily_cap]),
            _cap_label,
            _cap,
        ),
        "zone": Setting(
            "settings-button-zone",
            "settings-ask-zone",
            tuple(ZONES),
            lambda seen: (seen.branch.timezone,),
            _zone_label,
            _timezone,
        ),
        "colour": Setting(
            "settings-button-colour",
            "settings-ask-colour",
            tuple(colour.value for colour in Colour),
            lambda seen: (seen.colour.value,),
            _colour_label,
            _colour,
        ),
    }
)
