"""A stranger's xlsx file, made safe before the parser sees it.

The parser is native code: a lying count or a cell in the last corner of the sheet makes it ask for terabytes,
which ends the whole process. So the archive is unpacked here within caps, every part is read once by expat,
and the parser gets a fresh archive of exactly the bytes that were measured.
"""

import io
import re
import zipfile
from xml.parsers import expat

from bot.errors import UserError

MAX_UNPACKED_BYTES = 40_000_000
MAX_RATIO = 200
MAX_ENTRIES = 1000
MAX_COLUMNS = 64
MAX_ROWS = 50_000
# Titles, blank lines and notes stand between and around the rows that count.
MAX_SHEET_ROWS = 60_000
_MAX_COUNT = 2_000_000
_CHUNK = 1 << 16
_CELL = re.compile(r"([A-Za-z]{1,4})([0-9]{1,9})")


def safe_xlsx(data: bytes) -> bytes:
    """The same workbook in a fresh archive, without pictures and macros.

    Raises UserError: ``roster-file-unreadable``, ``roster-file-unsupported`` (a zip that is no xlsx),
    ``roster-file-unpacks-too-large``, ``roster-too-many-rows``, ``roster-too-many-columns``.
    """
    try:
        return _rebuilt(data)
    except UserError:
        raise
    # zipfile, zlib and expat raise a dozen kinds of error for damaged bytes, and any bytes may come in.
    except Exception as error:
        raise UserError("roster-file-unreadable") from error


def _rebuilt(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        _check_directory(entries, len(data))
        wanted = {entry.filename: entry for entry in entries if entry.filename.endswith((".xml", ".rels"))}
        if "xl/workbook.xml" not in wanted:
            raise UserError("roster-file-unsupported")
        left = MAX_UNPACKED_BYTES
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as fresh:
            for name, entry in wanted.items():
                part = _unpack(archive, entry, left)
                left -= len(part)
                _Inspection().read(part)
                fresh.writestr(name, part)
    return made.getvalue()


def _check_directory(entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED_BYTES or unpacked > packed * MAX_RATIO or len(entries) > MAX_ENTRIES:
        raise UserError("roster-file-unpacks-too-large", megabytes=MAX_UNPACKED_BYTES // 1_000_000)


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """The directory may lie about sizes, so what really comes out is counted as well."""
    parts = []
    with archive.open(entry) as stream:
        while part := stream.read(_CHUNK):
            left -= len(part)
            if left < 0:
                raise UserError("roster-file-unpacks-too-large", megabytes=MAX_UNPACKED_BYTES // 1_000_000)
            parts.append(part)
    return b"".join(parts)


class _Inspection:
    """One pass over a part: no document type, no wild counts, no cell outside the caps.

    Rows and columns count from 0, and a cell without a reference follows the one before it, as the parser
    has it.
    """

    def __init__(self) -> None:
        self._row = -1
        self._column = -1
        self._cell = (-1, -1)

    def read(self, part: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.Parse(part, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._start_cell(attributes.get("r"))
        elif tag in ("v", "is", "f"):
            self._check_cell()
        elif tag == "row":
            given = attributes.get("r")
            self._row = int(given) - 1 if given else self._row + 1
            self._column = -1
        else:
            for key, value in attributes.items():
                if key.lower().endswith("count") and value.isdecimal() and int(value) > _MAX_COUNT:
                    raise UserError("roster-file-unreadable")

    def _start_cell(self, reference: str | None) -> None:
        row, column = self._row, self._column + 1
        if reference is not None:
            match = _CELL.fullmatch(reference)
            if not match:
                raise UserError("roster-file-unreadable")
            row, column = int(match[2]) - 1, column_index(match[1])
        self._column = column
        self._cell = (row, column)

    def _check_cell(self) -> None:
        """Only cells with something in them count: whole columns are often formatted to the last row."""
        row, column = self._cell
        if column >= MAX_COLUMNS:
            raise UserError("roster-too-many-columns", limit=MAX_COLUMNS)
        if row >= MAX_SHEET_ROWS:
            raise UserError("roster-too-many-rows", limit=MAX_ROWS)


def column_index(letters: str) -> int:
    """0 for A, 26 for AA."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _refuse_doctype(*_: object) -> None:
    raise UserError("roster-file-unreadable")
