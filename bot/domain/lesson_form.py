"""Class-hours of a lesson that took place away from the bot, while they are entered for several people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.audience import toggled


@dataclass(frozen=True, slots=True)
class LessonForm:
    """The draft: for whom (ids of people of one branch), how many minutes, and what it was."""

    branch_id: int
    people: tuple[int, ...] = ()
    minutes: int = 0
    reason: str = ""
    version: int = 0

    def saying(self, **values: Any) -> LessonForm:
        """With other values; ``version`` counts every change."""
        new = replace(self, **values)
        return replace(new, version=self.version + 1) if new != self else self

    def toggling(self, person_id: int) -> LessonForm:
        """With somebody added, or taken out again."""
        return self.saying(people=toggled(self.people, person_id))

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return bool(self.people and self.minutes and self.reason)


def form_to_json(form: LessonForm) -> dict[str, Any]:
    """The draft row's data."""
    return {
        "branch_id": form.branch_id,
        "people": list(form.people),
        "minutes": form.minutes,
        "reason": form.reason,
        "version": form.version,
    }


def form_from_json(data: Mapping[str, Any]) -> LessonForm:
    """The inverse of ``form_to_json``."""
    return LessonForm(
        data["branch_id"], tuple(data["people"]), data["minutes"], data["reason"], data["version"]
    )
