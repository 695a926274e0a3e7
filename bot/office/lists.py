"""Lists of text as a file that people open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LINE_BREAKS = str.maketrans("\t\r\n\x00", "    ")


def write_list(header: Sequence[str], rows: Iterable[Sequence[str]], bom: bool = True) -> bytes:
    """A csv file in UTF-8; with ``bom`` Excel recognises it as such.

    A cell that a spreadsheet would run as a formula gets a ' in front.
    """
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(map(_harmless, row))
    return made.getvalue().encode("utf-8-sig" if bom else "utf-8")


def _harmless(text: str) -> str:
    """The text on one line, in a form that no spreadsheet takes for a formula."""
    marked = f"'{text}" if text.startswith(_FORMULA_STARTS) else text
    return marked.translate(_LINE_BREAKS)
