"""Invitations as a file that a secretary can open in a spreadsheet and hand out."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

HEADER = ("姓名", "支部", "邀请链接", "邀请码")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LINE_BREAKS = str.maketrans("\t\r\n\x00", "    ")


@dataclass(frozen=True, slots=True)
class InviteRow:
    """One member's one-time invitation. A ``code`` must not begin like a formula: it is typed from here."""

    name: str
    branch: str
    link: str
    code: str


def write_invites(rows: Iterable[InviteRow], format: Literal["csv"] = "csv", bom: bool = False) -> bytes:
    """The contract's ``姓名,支部,邀请链接,邀请码`` in UTF-8; with ``bom`` Excel recognises it as UTF-8.

    A cell that a spreadsheet would run as a formula gets a ' in front. Raises ValueError for another format.
    """
    if format != "csv":
        raise ValueError(f"no such format: {format}")
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(HEADER)
    for row in rows:
        writer.writerow(map(harmless, (row.name, row.branch, row.link, row.code)))
    return made.getvalue().encode("utf-8-sig" if bom else "utf-8")


def harmless(text: str) -> str:
    """The text on one line, in a form that no spreadsheet takes for a formula."""
    marked = f"'{text}" if text.startswith(_FORMULA_STARTS) else text
    return marked.translate(_LINE_BREAKS)
