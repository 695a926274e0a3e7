"""Where the roster stands in a sheet: its header row, its columns and the rows of members below."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.messages import Listing, Term
from bot.errors import UserError
from bot.office.archive import MAX_ROWS
from bot.office.sheets import Cell, Row, Sheet
from bot.office.words import HEADERS, plain

HEADER_WITHIN = 10
REQUIRED = ("name", "branch")
_LONGEST_HEADER = 30


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose header row is found: ``columns`` tells where each known column stands."""

    sheet: Sheet
    header: int
    columns: Mapping[str, int]


def find_table(sheets: Iterator[Sheet]) -> Table:
    """The one sheet with a roster in it.

    Raises UserError: ``roster-header-missing``, ``roster-column-missing``, ``roster-column-twice``,
    ``roster-several-sheets``.
    """
    tables: list[Table] = []
    nearest: Mapping[str, int] = {}
    for sheet in sheets:
        header, columns = _find_header(sheet)
        if all(column in columns for column in REQUIRED):
            tables.append(Table(sheet, header, columns))
        elif len(columns) > len(nearest):
            nearest = columns
        if tables and not sheet.name:
            break
    if len(tables) > 1:
        raise UserError("roster-several-sheets", sheets=Listing(tuple(one.sheet.name for one in tables)))
    if not tables:
        missing = [column for column in REQUIRED if column not in nearest]
        if len(missing) == 1:
            raise UserError("roster-column-missing", column=Term(f"roster-column-{missing[0]}"))
        raise UserError("roster-header-missing", rows=HEADER_WITHIN)
    return tables[0]


def _find_header(sheet: Sheet) -> tuple[int, Mapping[str, int]]:
    """The row among the first ten that names most columns; titles and notes often stand above it."""
    best: tuple[int, Mapping[str, int]] = (0, {})
    for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        columns = _columns(row)
        if len(columns) > len(best[1]):
            best = (index, columns)
    return best


def _columns(row: Row) -> Mapping[str, int]:
    """Of two headers for one column the better word wins (手机号 before 联系电话).

    Raises UserError when one word stands twice: nobody can tell which column is meant.
    """
    found: dict[str, tuple[int, int]] = {}
    for index, cell in enumerate(row):
        column, rank = _column(cell)
        if column in found and rank == found[column][0]:
            raise UserError("roster-column-twice", column=Term(f"roster-column-{column}"))
        if column and rank < found.get(column, (rank + 1, 0))[0]:
            found[column] = (rank, index)
    return {column: index for column, (_, index) in found.items()}


def _column(cell: Cell) -> tuple[str, int]:
    """The column that a header cell names, and the word's place among its names; "" for any other cell."""
    if isinstance(cell, str) and len(cell) <= _LONGEST_HEADER:
        word = plain(cell.replace("*", "")).partition("(")[0].rstrip(" :")
        for column, names in HEADERS.items():
            if word in names:
                return column, names.index(word)
    return "", 0


def member_rows(table: Table) -> Iterator[tuple[int, Row]]:
    """Rows with something in a known column, merged cells filled in, numbered as a person sees them.

    Rows that are blank but for merged cells, or numbered in advance and never filled, are passed over, and so
    is a header repeated for printing. Raises UserError ``roster-too-many-rows``.
    """
    carried = _merged_values(table)
    count = 0
    rows = table.sheet.rows
    for index in range(table.header + 1, len(rows)):
        row = rows[index]
        if not any(_is_filled(row, at) for at in table.columns.values()) or _is_header(row, table.columns):
            continue
        count += 1
        if count > MAX_ROWS:
            raise UserError("roster-too-many-rows", limit=MAX_ROWS)
        yield index + 1, _with_merged(row, carried.get(index, {}))


def _is_filled(row: Row, at: int) -> bool:
    return at < len(row) and str(row[at]).strip() != ""


def _is_header(row: Row, columns: Mapping[str, int]) -> bool:
    return all(columns[one] < len(row) and _column(row[columns[one]])[0] == one for one in REQUIRED)


def _merged_values(table: Table) -> dict[int, dict[int, Cell]]:
    """By row and column, what the first cell of a merged block says about the cells below it.

    Only a block in a single known column carries its value down, and never a name or a phone.
    """
    carrying = {at for column, at in table.columns.items() if column not in ("name", "phone", "joined-on")}
    values: dict[int, dict[int, Cell]] = {}
    rows = table.sheet.rows
    for merge in table.sheet.merges:
        if merge.left != merge.right or merge.left not in carrying or merge.top <= table.header:
            continue
        if merge.top < len(rows) and _is_filled(rows[merge.top], merge.left):
            for index in range(merge.top + 1, min(merge.bottom + 1, len(rows))):
                values.setdefault(index, {})[merge.left] = rows[merge.top][merge.left]
    return values


def _with_merged(row: Row, values: Mapping[int, Cell]) -> Row:
    if not values:
        return row
    filled = row + [""] * (max(values) + 1 - len(row))
    for at, value in values.items():
        filled[at] = value
    return filled
