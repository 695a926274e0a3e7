"""The picture with a QR code: read square by square."""

from __future__ import annotations

import struct
import zlib

import pytest
import segno

from bot.render.code_picture import DOT, MODULE, QUIET, code_picture

LINK = "https://t.me/zhibu_bot?start=s_1_AAAAAAAAAAAAAAAA"
SHOWN = """\
#  #  ####     #     ####  #  #  ####
#  #  #  #     #        #  #  #  #  #
#  #  #  #     #        #  #  #  #  #
#  #  #  #     #        #  #  #  #  #
####  ####     #     ####  ####  ####
   #  #  #     #     #        #  #  #
   #  #  #     #     #        #  #  #
   #  #  #     #     #        #  #  #
   #  ####     #     ####     #  ####"""


def pixels(png: bytes) -> list[str]:
    """The rows of a one-bit PNG, "1" for black."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (1, 0)
    start = png.index(b"IDAT")
    (length,) = struct.unpack(">I", png[start - 4 : start])
    raw = zlib.decompress(png[start + 4 : start + 4 + length])
    octets = -(-width // 8)
    rows = [raw[at + 1 : at + 1 + octets] for at in range(0, len(raw), octets + 1)]
    assert len(rows) == height
    light = ["".join(f"{octet:08b}" for octet in row)[:width] for row in rows]
    return [row.translate(str.maketrans("01", "10")) for row in light]


def test_the_code_is_that_of_the_link() -> None:
    seen = pixels(code_picture(LINK, "048123"))
    wanted = ["".join(map(str, row)) for row in segno.make_qr(LINK, error="m").matrix_iter(border=QUIET)]
    assert [row[::MODULE] for row in seen[: len(wanted) * MODULE : MODULE]] == wanted
    assert {len(row) for row in seen} == {len(wanted) * MODULE}


@pytest.mark.parametrize("name", ["abcde", "a" * 32])
def test_the_digits_fit_below_it(name: str) -> None:
    link = f"https://t.me/{name}?start=s_1_AAAAAAAAAAAAAAAA"
    seen = pixels(code_picture(link, "888888"))
    assert all(row[0] == row[-1] == "0" for row in seen)
    below = [row for row in seen[len(seen[0]) :: DOT] if "1" in row]
    assert len(below) == 9


def test_the_digits_can_be_read() -> None:
    seen = pixels(code_picture(LINK, "481248"))
    rows = seen[len(seen[0]) :: DOT][:9]
    edge = min(row.index("1") for row in rows)
    shown = [row[edge::DOT].rstrip("0").translate(str.maketrans("01", " #")) for row in rows]
    assert "\n".join(shown) == SHOWN
