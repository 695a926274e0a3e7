"""Roster files of every kind, made in memory."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import xlsxwriter

HEADER = ("姓名", "支部", "领域", "党小组", "党员类别", "职务", "入党日期", "手机号", "特长")


def csv_file(
    *rows: Sequence[str], header: Sequence[str] = HEADER, encoding: str = "utf-8", delimiter: str = ","
) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([header, *rows])
    return text.getvalue().encode(encoding)


def xlsx_file(
    *rows: Sequence[Any],
    header: Sequence[Any] | None = HEADER,
    change: Callable[[Any, Any], None] | None = None,
) -> bytes:
    """``change`` gets the workbook and its first sheet before they are written."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("名单")
    for number, row in enumerate([header, *rows] if header else rows):
        sheet.write_row(number, 0, row)
    if change:
        change(book, sheet)
    book.close()
    return made.getvalue()


def rezipped(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The archive with every part passed through ``change(name, content)``."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return made.getvalue()


def zip_of(parts: Iterable[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return made.getvalue()
