"""Bytes of a csv or xlsx file → rows of cells, as a person sees them in a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeAlias

from bot.errors import UserError
from bot.office.archive import MAX_COLUMNS, MAX_ROWS, MAX_SHEET_ROWS, safe_xlsx

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MAX_BYTES = 10_000_000
DELIMITERS = (",", ";", "\t")

Cell: TypeAlias = str | int | float | bool | date | time | timedelta
Row: TypeAlias = list[Cell]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_FIRST_LINES = 64_000


@dataclass(frozen=True, slots=True)
class Merge:
    """A block of merged cells; rows and columns count from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``rows`` starts at the sheet's first row, and each row at its first column."""

    name: str
    rows: list[Row]
    merges: tuple[Merge, ...] = ()


def read_sheets(data: bytes) -> Iterator[Sheet]:
    """The visible sheets of an xlsx file, or a csv file once for each delimiter it may have.

    What the file is is seen from its bytes, never from its name. Raises UserError for bytes that are neither,
    too large or damaged.
    """
    if len(data) > MAX_BYTES:
        raise UserError("roster-file-too-large", megabytes=MAX_BYTES // 1_000_000)
    if not data.strip():
        raise UserError("roster-file-empty")
    if data.startswith(_OLE):
        raise UserError("roster-file-old-excel")
    return _xlsx_sheets(data) if data.startswith(_ZIP) else _csv_sheets(data)


def _xlsx_sheets(data: bytes) -> Iterator[Sheet]:
    # Only when a file comes: an idle process need not carry it.
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    safe = safe_xlsx(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(safe)) as book:
            for about in book.sheets_metadata:
                if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
                    yield _xlsx_sheet(book.get_sheet_by_name(about.name))
    # A panic of the native parser arrives as a BaseException of its own; everything else passes.
    except BaseException as error:
        if isinstance(error, UserError) or not _is_parser_failure(error):
            raise
        raise UserError("roster-file-unreadable") from error


def _is_parser_failure(error: BaseException) -> bool:
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def _xlsx_sheet(sheet: "CalamineSheet") -> Sheet:
    top_left = sheet.start or (0, 0)
    margin: Row = [""] * top_left[1]
    # iter_rows gives the empty rows above the data but not the empty columns beside it.
    rows = [margin + [_plain(cell) for cell in row] for row in sheet.iter_rows()]
    merges = (Merge(*start, *end) for start, end in sheet.merged_cell_ranges or ())
    return Sheet(sheet.name, rows, tuple(merges))


def _plain(cell: Cell) -> Cell:
    return cell.date() if isinstance(cell, datetime) else cell


def _csv_sheets(data: bytes) -> Iterator[Sheet]:
    text = _decode(data)
    first = text[:_FIRST_LINES]
    for delimiter in sorted(DELIMITERS, key=first.count, reverse=True):
        if delimiter in first:
            yield Sheet("", list(_csv_rows(text, delimiter)))


def _csv_rows(text: str, delimiter: str) -> Iterator[Row]:
    """Blank cells and rows beyond the caps are dropped: exports often have them to the end of the sheet."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for index, row in enumerate(reader):
            if any(row[MAX_COLUMNS:]):
                raise UserError("roster-too-many-columns", limit=MAX_COLUMNS)
            if index < MAX_SHEET_ROWS:
                yield list(row[:MAX_COLUMNS])
            elif any(row):
                raise UserError("roster-too-many-rows", limit=MAX_ROWS)
    except csv.Error as error:
        raise UserError("roster-csv-broken", row=reader.line_num) from error


def _decode(data: bytes) -> str:
    """UTF-8 first: a Chinese text in GBK is practically never valid UTF-8, while the reverse is common."""
    encodings = ("utf-16",) if data.startswith(_UTF16) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UserError("roster-file-unreadable")
