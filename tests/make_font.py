"""Make bot/render/fonts/ZhibuSans.otf: what the pictures are written with.

Run ``python -m tests.make_font`` where Noto Sans CJK is installed (Debian: ``fonts-noto-cjk``). Its face for
simplified Chinese is kept with every Chinese character it has, so that no name lacks one; scripts and
features that the pictures have no use for are left out.
"""

from __future__ import annotations

from pathlib import Path

from fontTools import subset, ttLib

SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
FACE = "Noto Sans CJK SC"
FAMILY = "Zhibu Sans"
TARGET = Path(__file__).resolve().parent.parent / "bot" / "render" / "fonts" / "ZhibuSans.otf"
MOST_BYTES = 8_000_000

RANGES = (
    (0x0020, 0x02FF),  # Latin and its signs
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x045F),  # Cyrillic
    (0x2000, 0x27BF),  # punctuation, arrows, numbers in circles, ★, ✓
    (0x2E80, 0x312F),  # radicals, 〇, punctuation, kana, Bopomofo
    (0x3200, 0x33FF),
    (0x3400, 0x9FFF),  # Chinese
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),  # full width
    (0x20000, 0x3FFFF),  # the rarest
)
UNUSED = ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
KEPT_NAMES = (0, 13, 14)  # copyright and licence


def face() -> ttLib.TTFont:
    """The face of simplified Chinese."""
    for font in ttLib.TTCollection(SOURCE, lazy=True).fonts:
        if font["name"].getDebugName(4) == FACE:
            return font
    raise LookupError(f"{SOURCE} has no {FACE}")


def named(font: ttLib.TTFont) -> None:
    """Give it a name of its own, and say what it was made of."""
    names = font["name"]
    origin = names.getDebugName(5).split(";")[0]
    names.names = [one for one in names.names if one.nameID in KEPT_NAMES and one.langID == 0x409]
    given = {
        1: FAMILY,
        2: "Regular",
        3: f"{FAMILY} Regular",
        4: FAMILY,
        5: "Version 1.000",
        6: "ZhibuSans-Regular",
        10: f"Part of {FACE}, {origin}: without its layout features and other scripts.",
    }
    for number, text in given.items():
        names.setName(text, number, 3, 1, 0x409)
    whole = font["CFF "].cff
    whole.fontNames = ["ZhibuSans-Regular"]
    top = whole.topDictIndex[0]
    top.FullName, top.FamilyName = FAMILY, FAMILY


def main() -> None:
    font = face()
    font.recalcTimestamp = False  # the same source makes the same file
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += UNUSED
    options.name_IDs = ["*"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[one for first, last in RANGES for one in range(first, last + 1)])
    cutter.subset(font)
    named(font)
    font.save(TARGET)
    size = TARGET.stat().st_size
    print(f"{TARGET.name}: {size:,} bytes, {len(font.getBestCmap()):,} characters")
    if size > MOST_BYTES:
        raise SystemExit(f"more than {MOST_BYTES:,} bytes")


if __name__ == "__main__":
    main()
