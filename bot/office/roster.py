"""The roster file of the contract with the outside → members to import, and what is wrong with the rest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bot.domain.people import MemberCategory, MemberKind, Office, Sector
from bot.errors import UserError
from bot.office import cells
from bot.office.cells import CellProblem
from bot.office.sheets import Cell, Row, read_sheets
from bot.office.table import find_table, member_rows

_LONGEST_ECHO = 40
_MOST_NAMESAKES = 50

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One member as the roster has them. ``number`` is the row's number as a spreadsheet shows it."""

    number: int
    name: str
    branch: str
    sector: Sector | None = None
    group: str | None = None
    category: MemberCategory | None = None
    kind: MemberKind = MemberKind.FULL
    office: Office | None = None
    joined_on: date | None = None
    phone: str | None = None
    skills: str | None = None


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row cannot be imported.

    ``key`` names the message ``roster-problem-<key>``, ``column`` (None for the whole row) the message
    ``roster-column-<column>``; ``value`` is what the cell says, at most 40 characters and never an identity
    number.
    """

    number: int
    column: str | None
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class RosterFile:
    """What a file says; a row is either in ``rows`` or has at least one problem.

    ``columns`` are those that the file has (``kind`` also when another column says it): only there does a
    blank cell mean anything.
    """

    rows: tuple[RosterRow, ...]
    problems: tuple[RowProblem, ...]
    columns: frozenset[str] = frozenset()


def read_roster(data: bytes, filename: str = "", today: date | None = None) -> RosterFile:
    """Read a csv (UTF-8, UTF-16 or GBK; comma, semicolon or tab) or xlsx file of any origin.

    What the file is is seen from its bytes; ``filename`` is not trusted. With ``today`` a joining date after
    it is a problem. Raises nothing but UserError: the ``roster-…`` keys of ``archive``, ``sheets`` and
    ``table``, and ``roster-no-rows``.
    """
    table = find_table(read_sheets(data))
    rows: list[RosterRow] = []
    problems: list[RowProblem] = []
    columns = set(table.columns)
    namesakes = _Namesakes()
    for number, row in member_rows(table):
        reader = _Reader(number, row, table.columns)
        found = reader.member(today)
        if found and not reader.problems:
            namesake = namesakes.undistinguished(found)
            if namesake:
                reader.report_problem("name", "duplicate", str(namesake))
        if found and not reader.problems:
            rows.append(found)
        problems += reader.problems
        if reader.says_kind:
            columns.add("kind")
    if not rows and not problems:
        raise UserError("roster-no-rows")
    return RosterFile(tuple(rows), tuple(problems), frozenset(columns))


class _Reader:
    """Reads the cells of one row and remembers what is wrong with them."""

    def __init__(self, number: int, row: Row, columns: Mapping[str, int]) -> None:
        self.problems: list[RowProblem] = []
        self.says_kind = False
        self._number = number
        self._row = row
        self._columns = columns

    def member(self, today: date | None) -> RosterRow | None:
        if any(map(cells.has_identity_number, self._row)):
            # Nothing else of this row is looked at, so no echo can hold the number either.
            self.report_problem(None, "identity-number")
            return None
        name = self._read("name", cells.read_name)
        branch = self._read("branch", lambda cell: cells.read_label(cell, cells.LONGEST_BRANCH))
        if branch is None and not any(problem.column == "branch" for problem in self.problems):
            self.report_problem("branch", "branch-missing")
        kind, category = self._kind_and_category()
        member = RosterRow(
            number=self._number,
            name=name or "",
            branch=branch or "",
            sector=self._read("sector", cells.read_sector),
            group=self._read("group", lambda cell: cells.read_label(cell, cells.LONGEST_GROUP)),
            category=category,
            kind=kind or MemberKind.FULL,
            office=self._read("office", cells.read_office),
            joined_on=self._read("joined-on", lambda cell: cells.read_date(cell, today)),
            phone=self._read("phone", cells.read_phone),
            skills=self._read("skills", cells.read_skills),
        )
        return None if self.problems else member

    def _kind_and_category(self) -> tuple[MemberKind | None, MemberCategory | None]:
        found = [self._read(column, cells.read_kind_and_category) for column in ("kind", "category")]
        kinds = {one[0] for one in found if one} - {None}
        categories = {one[1] for one in found if one} - {None}
        if len(kinds) > 1 or len(categories) > 1:
            self.report_problem("category", "category-several")
            return None, None
        self.says_kind = bool(kinds)
        return (kinds.pop() if kinds else None), (categories.pop() if categories else None)

    def _read(self, column: str, read: Callable[[Cell], Read]) -> Read | None:
        at = self._columns.get(column, len(self._row))
        try:
            return read(self._row[at] if at < len(self._row) else "")
        except CellProblem as problem:
            self.report_problem(column, problem.key, problem.value)
            return None

    def report_problem(self, column: str | None, key: str, value: str = "") -> None:
        self.problems.append(RowProblem(self._number, column, key, value[:_LONGEST_ECHO]))


class _Namesakes:
    """Two people of one name in one branch need a phone or a joining date that tells them apart."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], list[RosterRow]] = {}

    def undistinguished(self, row: RosterRow) -> int | None:
        """The number of an earlier row that may be the same person; else the row is remembered."""
        earlier = self._seen.setdefault((row.branch, row.name), [])
        if len(earlier) >= _MOST_NAMESAKES:
            return earlier[0].number
        for other in earlier:
            if not _differ(row.phone, other.phone) and not _differ(row.joined_on, other.joined_on):
                return other.number
        earlier.append(row)
        return None


def _differ(one: object | None, other: object | None) -> bool:
    return one is not None and other is not None and one != other
