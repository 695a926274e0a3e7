"""The work calendar as a spreadsheet: where its columns are, and what its rows say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.errors import UserError
from bot.office.cells import CellProblem, as_text, has_identity_number
from bot.office.sheets import Cell, Row, Sheet, read_sheets
from bot.office.words import plain

HEADER_WITHIN = 10
MOST_ROWS = 500

# The best word first.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "month": ("月份", "月", "month"),
    "day": (
        *("日期", "完成日期", "完成时间", "时间", "时限", "完成时限", "截止日期"),
        *("date", "due", "due date", "when", "by"),
    ),
    "title": (
        "工作",
        "工作内容",
        "工作安排",
        "工作任务",
        "主要工作",
        "重点工作",
        "任务",
        "事项",
        "内容",
        "task",
        "work",
        "what",
    ),
    "owner": ("负责人", "责任人", "承办人", "牵头人", "责任单位", "owner", "who", "person"),
    "remind": ("提前提醒天数", "提前提醒", "提醒天数", "提前天数", "remind", "remind days", "days before"),
}


@dataclass(frozen=True, slots=True)
class TaskCells:
    """What one row says, as text; days are ISO dates. ``number`` is the row's, as a spreadsheet shows it.

    ``broken``: it holds what no row may hold, and nothing else of it is told.
    """

    number: int
    month: str = ""
    day: str = ""
    title: str = ""
    owner: str = ""
    remind: str = ""
    broken: str = ""


def read_task_rows(data: bytes) -> list[TaskCells]:
    """The rows of the first sheet that has a column for the work and one for the month or day.

    Raises UserError: the ``roster-file-…`` keys of ``archive`` and ``sheets``, ``task-header-missing``,
    ``task-too-many``, ``task-none``.
    """
    for sheet in read_sheets(data):
        header, columns = _header(sheet)
        if "title" in columns and ("month" in columns or "day" in columns):
            found = list(_rows(sheet, header, columns))
            if not found:
                raise UserError("task-none")
            return found
    raise UserError("task-header-missing", rows=HEADER_WITHIN)


def _header(sheet: Sheet) -> tuple[int, dict[str, int]]:
    best: tuple[int, dict[str, int]] = (0, {})
    for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        columns: dict[str, tuple[int, int]] = {}
        for at, cell in enumerate(row):
            word = plain(str(cell).replace("*", "")).partition("(")[0].rstrip(" :")
            for name, words in COLUMNS.items():
                if word in words and words.index(word) < columns.get(name, (len(words), 0))[0]:
                    columns[name] = (words.index(word), at)
        if len(columns) > len(best[1]):
            best = (index, {name: at for name, (_, at) in columns.items()})
    return best


def _rows(sheet: Sheet, header: int, columns: Mapping[str, int]) -> Iterable[TaskCells]:
    month = ""
    count = 0
    for index in range(header + 1, len(sheet.rows)):
        row = sheet.rows[index]
        if not any(_cell(row, at) != "" for at in columns.values()):
            continue
        count += 1
        if count > MOST_ROWS:
            raise UserError("task-too-many", limit=MOST_ROWS)
        found = _row(index + 1, row, columns)
        # A month stands once, in merged cells or not, above all that is done in it.
        month = found.month or month
        if found.broken or found.title or found.day or found.owner:
            yield TaskCells(
                found.number, month, found.day, found.title, found.owner, found.remind, found.broken
            )


def _row(number: int, row: Row, columns: Mapping[str, int]) -> TaskCells:
    if any(map(has_identity_number, row)):
        return TaskCells(number, broken="identity-number")
    try:
        said = {name: as_text(_cell(row, at)) for name, at in columns.items()}
    except CellProblem as problem:
        return TaskCells(number, broken=problem.key)
    return TaskCells(number, **said)


def _cell(row: Row, at: int) -> Cell:
    cell = row[at] if at < len(row) else ""
    return cell.strip() if isinstance(cell, str) else cell
