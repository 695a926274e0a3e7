"""The font that is shipped: which characters it has and how wide they are.

Only two of its tables are read, so that words can be fitted to their places before they are drawn.
"""

from __future__ import annotations

import mmap
import struct
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FONT = Path(__file__).resolve().parent / "fonts" / "ZhibuSans.otf"
FAMILY = "Zhibu Sans"


class Typeface:
    """Advance widths in parts of the size of the type; ``ValueError`` when the file is no such font."""

    def __init__(self, path: Path = FONT) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        tables = self._tables()
        self._em: int = struct.unpack_from(">H", self._data, tables["head"] + 18)[0]
        self._metrics = tables["hmtx"]
        self._long: int = struct.unpack_from(">H", self._data, tables["hhea"] + 34)[0]
        self._groups = self._group_list(tables["cmap"])
        self._known: dict[str, float | None] = {}

    def has(self, character: str) -> bool:
        """Whether the font draws it, rather than an empty box."""
        return self._advance(character) is not None

    def width(self, text: str, size: float) -> float:
        """Pixels of a text in type of so many pixels; what the font lacks counts as a full square."""
        return sum(1.0 if (one := self._advance(each)) is None else one for each in text) * size

    def missing(self, texts: Iterable[str]) -> set[str]:
        """The characters that only another font can draw."""
        return {each for text in texts for each in text if not self.has(each)}

    def characters(self) -> int:
        """How many there are."""
        return sum(last - first + 1 for first, last, _ in self._groups)

    def _advance(self, character: str) -> float | None:
        if character not in self._known:
            self._known[character] = self._read_advance(character)
        return self._known[character]

    def _read_advance(self, character: str) -> float | None:
        glyph = self._glyph(ord(character))
        if glyph == 0:
            return 0.0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else None
        at = self._metrics + 4 * min(glyph, self._long - 1)
        advance: int = struct.unpack_from(">H", self._data, at)[0]
        return advance / self._em

    def _glyph(self, code: int) -> int:
        low, high = 0, len(self._groups)
        while low < high:
            middle = (low + high) // 2
            first, last, glyph = self._groups[middle]
            if code < first:
                high = middle
            elif code > last:
                low = middle + 1
            else:
                return glyph + code - first
        return 0

    def _tables(self) -> dict[str, int]:
        if self._data[:4] not in (b"OTTO", b"\0\1\0\0"):
            raise ValueError("not a font")
        count: int = struct.unpack_from(">H", self._data, 4)[0]
        records = (struct.unpack_from(">4sIII", self._data, 12 + 16 * place) for place in range(count))
        return {name.decode("ascii"): offset for name, _, offset, _ in records}

    def _group_list(self, cmap: int) -> list[tuple[int, int, int]]:
        count: int = struct.unpack_from(">H", self._data, cmap + 2)[0]
        for place in range(count):
            offset: int = struct.unpack_from(">I", self._data, cmap + 4 + 8 * place + 4)[0]
            start = cmap + offset
            if struct.unpack_from(">H", self._data, start)[0] == 12:
                groups: int = struct.unpack_from(">I", self._data, start + 12)[0]
                return list(struct.iter_unpack(">III", self._data[start + 16 : start + 16 + 12 * groups]))
        raise ValueError("the font has no list of all its characters")


@cache
def shipped() -> Typeface:
    """The one that the pictures are written with."""
    return Typeface()
