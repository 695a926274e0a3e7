"""A picture that a phone can read from across a room: a QR code, and below it the same in large digits."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from types import MappingProxyType

import segno

MODULE = 16  # pixels of a square of the code
DOT = 15  # pixels of a square of a digit
QUIET = 4  # white squares that readers want around a code
GROUP = 3  # digits that stand together

# As on a clock: for each digit its upper line, then whether the strokes left and right of the upper half are
# there, its middle line, the strokes of the lower half, and its lower line.
_STROKES: Mapping[str, str] = MappingProxyType(
    {
        "0": "1 11 0 11 1",
        "1": "0 01 0 01 0",
        "2": "1 01 1 10 1",
        "3": "1 01 1 01 1",
        "4": "0 11 1 01 0",
        "5": "1 10 1 01 1",
        "6": "1 10 1 11 1",
        "7": "1 01 0 01 0",
        "8": "1 11 1 11 1",
        "9": "1 11 1 01 1",
    }
)
_ACROSS, _ALONG = 4, 3  # squares: how wide a digit is, and how long a stroke of one half


def code_picture(link: str, digits: str) -> bytes:
    """A black and white PNG of the link as a QR code and of the digits below it."""
    squares = [
        "".join("1" if dark else "0" for dark in row)
        for row in segno.make_qr(link, error="m").matrix_iter(border=QUIET)
    ]
    width = len(squares[0]) * MODULE
    rows = [(_stretched(row, MODULE), MODULE) for row in squares]
    rows += [(_stretched(row, DOT).center(width, "0"), DOT) for row in _digit_rows(digits)]
    rows.append(("0" * width, QUIET * DOT))
    return _png(width, rows)


def _stretched(row: str, times: int) -> str:
    return "".join([square * times for square in row])


def _digit_rows(digits: str) -> Iterable[str]:
    """The digits, two squares apart, and more between groups."""
    for shapes in zip(*(_shape(digit) for digit in digits), strict=True):
        groups = ["00".join(shapes[at : at + GROUP]) for at in range(0, len(shapes), GROUP)]
        yield "00000".join(groups)


def _shape(digit: str) -> tuple[str, ...]:
    upper, above, middle, below, lower = _STROKES[digit].split()
    sides = [(f"{pair[0]}{'0' * (_ACROSS - 2)}{pair[1]}",) * _ALONG for pair in (above, below)]
    lines = [line * _ACROSS for line in (upper, middle, lower)]
    # Where lines and strokes meet, the stroke goes on: a 4 and a 7 have no gap.
    rows = (lines[0], *sides[0], lines[1], *sides[1], lines[2])
    return tuple(_joined(rows, at) for at in range(len(rows)))


def _joined(rows: tuple[str, ...], at: int) -> str:
    around = [rows[other] for other in (at - 1, at, at + 1) if 0 <= other < len(rows)]
    if "1" * _ACROSS in rows[at] or at % (_ALONG + 1):
        return rows[at]
    return "".join("1" if any(row[place] == "1" for row in around) else "0" for place in range(_ACROSS))


def _png(width: int, rows: Iterable[tuple[str, int]]) -> bytes:
    """Rows of pixels, each so many times; one bit a pixel, and a set bit is white."""
    octets = -(-width // 8)
    lines = []
    for row, times in rows:
        light = ~int(row.ljust(octets * 8, "0"), 2) & ((1 << octets * 8) - 1)
        lines += [b"\0" + light.to_bytes(octets, "big")] * times
    head = struct.pack(">IIBBBBB", width, len(lines), 1, 0, 0, 0, 0)
    pieces = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(b"".join(lines))), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(pieces)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
