"""Tables that people get: what is written is what is read, and nothing of it is run."""

from __future__ import annotations

import io
from decimal import Decimal

from python_calamine import CalamineWorkbook

from bot.office.workbook import write_sheet


def test_a_table_is_read_as_it_was_written() -> None:
    rows = [
        ["张三", 3, Decimal("42.50"), "✓"],
        ["=1+1", 0, Decimal(0), "https://example.org"],
        ["两\n行", -1, Decimal("0.20"), ""],
    ]
    data = write_sheet(["姓名", "=次数", "金额", ""], rows, (12, 8, 10, 4))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    assert sheet.to_python() == [
        ["姓名", "=次数", "金额", ""],
        ["张三", 3, 42.5, "✓"],
        ["=1+1", 0, 0, "https://example.org"],
        ["两\n行", -1, 0.2, ""],
    ]
