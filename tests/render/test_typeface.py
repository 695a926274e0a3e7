"""The font that is shipped has every character that a name or a text of the bot can need."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from bot.render.typeface import FONT, Typeface, shipped

# Standing in names, and not in the usual small fonts; the last five have no place in the basic plane or its
# first extension.
RARE = "喆堃淼犇焱翀昇珺珏璟玥彧翊頔祎旻劼甯镕龑㛃䶮赟鑫煊垚槑嫚淏菡翯祐祾璠琎晞玢珩瑀𬱖𫘧𬬻𬭎𫖯"
SIGNS = "★☆·✓①㎡№—…“”‘’《》〇×÷%‰°￥+-/0123456789"


def gb2312() -> str:
    """All its 6,763 Chinese characters and its signs."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", "ignore") for pair in pairs)


def big5() -> str:
    """The 5,401 characters of everyday traditional Chinese."""
    cells = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    pairs = (bytes((row, cell)) for row in range(0xA4, 0xC7) for cell in cells)
    return "".join(pair.decode("big5", "ignore") for pair in pairs)[:5401]


def test_every_character_of_gb2312_has_a_glyph() -> None:
    characters = gb2312()
    assert len(characters) == 6_763 + 682
    assert shipped().missing([characters]) == set()


@pytest.mark.parametrize("characters", [RARE, SIGNS, big5()], ids=["rare", "signs", "traditional"])
def test_rare_and_traditional_characters_have_glyphs_too(characters: str) -> None:
    assert shipped().missing([characters]) == set()


def test_every_chinese_character_of_the_basic_plane_has_one() -> None:
    lacking = shipped().missing(chr(code) for code in range(0x4E00, 0x9FD6))
    assert lacking == set()


def test_widths_are_those_of_the_font() -> None:
    with TTFont(FONT, lazy=True) as font:
        cmap, metrics = font.getBestCmap(), font["hmtx"].metrics
        for character in "王a1,.·★…—“W":
            advance = metrics[cmap[ord(character)]][0] / font["head"].unitsPerEm
            assert shipped().width(character, 100) == pytest.approx(advance * 100)
        assert shipped().characters() == len(cmap)
        assert font["name"].getDebugName(1) == "Zhibu Sans"


def test_what_it_lacks_counts_as_a_square() -> None:
    assert not shipped().has("\U0001f600")
    assert shipped().width("\U0001f600", 40) == 40
    assert shipped().width("\u200d", 40) == 0


def test_it_is_small_and_says_whose_it_is() -> None:
    assert FONT.stat().st_size <= 8_000_000
    licence = (FONT.parent / "OFL.txt").read_text("utf-8")
    assert "Copyright 2014-2021 Adobe" in licence
    assert "SIL OPEN FONT LICENSE" in licence


def test_another_file_is_no_font(tmp_path: Path) -> None:
    path = tmp_path / "no.otf"
    path.write_bytes(os.urandom(64).replace(b"OTTO", b"none"))
    with pytest.raises(ValueError, match="not a font"):
        Typeface(path)
