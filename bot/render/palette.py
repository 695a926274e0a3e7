"""The colours of the pictures: one family for each colour that a branch can have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.domain.cards import Colour

PAPER = "#fbf7ee"
INK = "#2b2320"
GREY = "#6b615a"  # still easy to read on paper
FAINT = "#e6dccb"  # lines and empty places on paper
GOLD = "#f3cf7a"
GOLD_DEEP = "#b98a2f"
GOLD_PALE = "#fbe9bd"
WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class Palette:
    """``main`` and ``deep`` carry white and gold text; ``light`` is a tint on paper, for what still runs."""

    main: str
    deep: str
    light: str


_PALETTES: Mapping[Colour, Palette] = MappingProxyType(
    {
        Colour.RED: Palette("#b3191f", "#7d0d14", "#f0cfc9"),
        Colour.AMBER: Palette("#97500c", "#693405", "#efd9bd"),
        Colour.GREEN: Palette("#1f6a4b", "#104430", "#cbe2d5"),
        Colour.BLUE: Palette("#1d5290", "#0f3462", "#cddcee"),
        Colour.PLUM: Palette("#74295f", "#4c163d", "#e9cfe1"),
    }
)


def palette(colour: Colour) -> Palette:
    """The family of a colour."""
    return _PALETTES[colour]
