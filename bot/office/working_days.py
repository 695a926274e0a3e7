"""On which days people in China work: the government's calendar, and what a place knows better.

The calendar is announced for one year at a time. Of a year that it does not have yet, Monday to Friday are
taken for working days, and every answer about it is provisional.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import chinese_calendar  # type: ignore[import-untyped] # has no types

from bot.errors import SettingsError

WORK, REST = "work", "rest"
_VARIABLE = "ZHIBU_WORKING_DAYS_FILE"


class WorkingDays:
    """The calendar; ``exceptions`` are days that are worked (True) or not, whatever it says."""

    def __init__(self, exceptions: Mapping[date, bool] | None = None) -> None:
        self._exceptions = dict(exceptions or {})
        # A look at the calendar itself goes through all its days.
        self._known: dict[date, tuple[bool, bool]] = {}

    @classmethod
    def load(cls, path: Path | None) -> WorkingDays:
        """With the exceptions of a file, if there is one.

        Each of its lines is a day and ``work`` or ``rest``: ``2027-02-06,work``. Raises ``SettingsError``
        that names the line.
        """
        if path is None:
            return cls()
        try:
            text = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"{_VARIABLE}: cannot be read ({type(error).__name__})") from None
        return cls(_exceptions(text))

    def is_working(self, day: date) -> bool:
        """Whether people work on that day."""
        return self._look(day)[0]

    def is_provisional(self, day: date) -> bool:
        """Whether that is only a guess, because the calendar of its year is not known yet."""
        return self._look(day)[1]

    def _look(self, day: date) -> tuple[bool, bool]:
        found = self._known.get(day)
        if found is None:
            found = self._known[day] = self._find(day)
        return found

    def _find(self, day: date) -> tuple[bool, bool]:
        if day in self._exceptions:
            return self._exceptions[day], False
        try:
            return bool(chinese_calendar.is_workday(day)), False
        except NotImplementedError:
            return day.isoweekday() <= 5, True


def _exceptions(text: str) -> dict[date, bool]:
    found: dict[date, bool] = {}
    for number, row in enumerate(csv.reader(text.splitlines()), start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0].startswith("#") or (number == 1 and cells == ["day", "work|rest"]):
            continue
        try:
            day, what = cells
            found[date.fromisoformat(day)] = {WORK: True, REST: False}[what.lower()]
        except (ValueError, KeyError):
            raise SettingsError(
                f"{_VARIABLE}: line {number} is not a day and work or rest, like 2027-02-06,work"
            ) from None
    return found
