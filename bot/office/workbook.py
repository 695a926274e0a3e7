"""Tables that people get as a spreadsheet (.xlsx), in large type."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

TYPE_SIZE = 14


def write_sheet(
    header: Sequence[str], rows: Iterable[Sequence[str | int | Decimal]], widths: Sequence[int]
) -> bytes:
    """A file with one sheet, whose first row stays in sight; ``widths`` of its columns are in characters.

    Numbers are numbers, sums with two decimals; no text is ever taken for a formula or a link.
    """
    # Only when a file is made: every idle process would carry it.
    import xlsxwriter  # type: ignore[import-untyped] # has no types

    made = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(made, plain)
    sheet = book.add_worksheet()
    cell = {"font_size": TYPE_SIZE, "border": 1}
    bold = book.add_format({**cell, "bold": True})
    words = book.add_format({**cell, "text_wrap": True, "valign": "top"})
    money = book.add_format({**cell, "num_format": "0.00"})
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.write_row(0, 0, header, bold)
    for number, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, at, value, words)
            else:
                sheet.write_number(number, at, value, money if isinstance(value, Decimal) else words)
    sheet.freeze_panes(1, 0)
    book.close()
    return made.getvalue()
