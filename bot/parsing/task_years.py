"""Which year a list of tasks is about, and what its days are then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.tasks import NewTask, last_of_month
from bot.parsing.tasks import LONGEST_ECHO, TaskProblem, TaskSeen


def settle(
    seen: Sequence[TaskSeen], today: date, year: int | None = None
) -> tuple[int, list[tuple[int, NewTask]], list[TaskProblem]]:
    """The tasks with their days in the calendar; those whose day there is not are problems.

    ``year`` is that of the list's first line where none was said; None: this year, if at least half of it is
    still to come, else the next one. Gives the year that was taken, too.
    """
    if year is None:
        open_ = [one for one in seen if one.due.year is None]
        dues = [_day(one, today.year) for one in open_]
        to_come = sum(1 for day in dues if day is not None and day >= today)
        year = today.year if 2 * to_come >= len(open_) else today.year + 1
    rows: list[tuple[int, NewTask]] = []
    problems: list[TaskProblem] = []
    for one in seen:
        day = _day(one, year)
        if day is None:
            problems.append(TaskProblem(one.number, "date-impossible", one.title[:LONGEST_ECHO]))
        else:
            new = NewTask(one.title, day, one.due.day is None, one.owner, one.remind_days)
            rows.append((one.number, new))
    return year, rows, problems


def _day(seen: TaskSeen, first: int) -> date | None:
    year = first + seen.later if seen.due.year is None else seen.due.year
    try:
        if seen.due.day is None:
            return last_of_month(year, seen.due.month)
        return date(year, seen.due.month, seen.due.day)
    except ValueError:
        return None
