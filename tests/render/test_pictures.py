"""Pictures look as they looked when somebody last looked at them; and colours can be read."""

from __future__ import annotations

import base64
import struct
import zlib
from dataclasses import replace
from itertools import pairwise

import pytest
import resvg_py

from bot.domain.cards import Colour, Plaque, StarCard
from bot.render import palette
from bot.render.drawing import picture
from tests.render.gallery import CARDS, KEPT, SMALL

MOST_SOMEWHERE, MOST_ON_AVERAGE = 40, 2.0  # of 255, by how much pixels may differ


def size(png: bytes) -> tuple[int, int]:
    found: tuple[int, int] = struct.unpack(">II", png[16:24])
    return found


def difference(one: bytes, other: bytes) -> bytes:
    """How much two pictures differ: a small one, black where they do not."""
    wide, tall = size(one)
    room = f'width="{wide}" height="{tall}"'
    shown = [f"data:image/png;base64,{base64.b64encode(png).decode()}" for png in (one, other)]
    return resvg_py.svg_to_bytes(
        svg_string=(
            f'<svg xmlns="http://www.w3.org/2000/svg" {room}><image href="{shown[0]}" {room}/>'
            f'<image href="{shown[1]}" {room} style="mix-blend-mode:difference"/></svg>'
        ),
        skip_system_fonts=True,
    )


def levels(png: bytes) -> list[int]:
    """The largest of red, green and blue of every pixel of our own small pictures (8 bits, no interlace)."""
    wide, tall = size(png)
    packed, at = b"", 8
    while at < len(png):
        length = struct.unpack(">I", png[at : at + 4])[0]
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw, before, found = zlib.decompress(packed), bytearray(wide * 4), []
    for row in range(tall):
        start = row * (wide * 4 + 1)
        before = _plain(raw[start], bytearray(raw[start + 1 : start + 1 + wide * 4]), before)
        found += [max(before[pixel : pixel + 3]) for pixel in range(0, wide * 4, 4)]
    return found


def _plain(kind: int, line: bytearray, above: bytearray) -> bytearray:
    """A row without its filter."""
    for place in range(len(line)):
        left = line[place - 4] if place >= 4 else 0
        corner = above[place - 4] if place >= 4 else 0
        up = above[place]
        guess = (0, left, up, (left + up) // 2, _nearest(left, up, corner))[kind]
        line[place] = (line[place] + guess) & 255
    return line


def _nearest(left: int, up: int, corner: int) -> int:
    return min((left, up, corner), key=lambda one: abs(left + up - corner - one))


def alike(one: bytes, other: bytes) -> bool:
    if one == other:
        return True
    if size(one) != size(other):
        return False
    found = levels(difference(one, other))
    return max(found) <= MOST_SOMEWHERE * 3 and sum(found) / len(found) <= MOST_ON_AVERAGE


@pytest.mark.parametrize("name", CARDS)
def test_a_picture_looks_as_it_did(name: str) -> None:
    made, kept = picture(CARDS[name], SMALL), (KEPT / f"{name}.png").read_bytes()
    assert alike(made, kept), f"{name} has changed: python -m tests.render.gallery --keep, and look at it"


def test_a_small_change_is_seen() -> None:
    one, other = (picture(CARDS[name], 120) for name in ("stars", "stars-proof"))
    card = CARDS["stars"]
    assert isinstance(card, StarCard)
    assert not alike(one, other)
    assert not alike(one, picture(replace(card, name="王淑玲"), 120))
    assert alike(one, picture(card, 120))


def test_a_picture_is_1080_wide() -> None:
    assert size(picture(CARDS["stars"]))[0] == 1080


def test_characters_that_no_font_has_do_not_stop_a_picture() -> None:
    card = CARDS["plaque"]
    assert isinstance(card, Plaque)
    odd = Plaque(card.title, "阿\U000f0000\u0f40😀", card.branch, card.year, card.issuer, card.day)
    assert size(picture(odd, SMALL))[0] == SMALL


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colour", Colour)
def test_everybody_can_read_every_colour(colour: Colour) -> None:
    found = palette.palette(colour)
    for ground in (found.main, found.deep):
        for ink in (palette.WHITE, palette.GOLD_PALE):
            assert contrast(ink, ground) >= 4.5
        assert contrast(palette.GOLD, ground) >= 3  # large type and stars
    assert contrast(found.main, palette.PAPER) >= 4.5
    assert contrast(palette.GREY, palette.PAPER) >= 4.5


def test_equal_cards_have_equal_keys() -> None:
    keys = [card.key() for card in CARDS.values()]
    assert len(set(keys)) == len(keys)
    assert all(len(one) == 64 and one != other for one, other in pairwise(keys))
    assert StarCard("a", "b", "c", "d", 1, 5, "e").key() == StarCard("a", "b", "c", "d", 1, 5, "e").key()
