"""A card becomes a PNG."""

from __future__ import annotations

import resvg_py

from bot.domain.cards import (
    BranchYear,
    Card,
    Certificate,
    Coverage,
    MonthBars,
    Plaque,
    PledgeCard,
    StarCard,
)
from bot.render.canvas import Canvas
from bot.render.certificate import draw_certificate
from bot.render.coverage import draw_coverage
from bot.render.plaque import draw_plaque
from bot.render.pledge_card import draw_pledge_card
from bot.render.star_card import draw_star_card
from bot.render.typeface import FAMILY, FONT
from bot.render.year_charts import draw_branch_year, draw_month_bars


def drawn(card: Card) -> Canvas:
    """The shapes of a card; ``TypeError`` for one that nobody draws."""
    match card:
        case StarCard():
            return draw_star_card(card)
        case Plaque():
            return draw_plaque(card)
        case Certificate():
            return draw_certificate(card)
        case PledgeCard():
            return draw_pledge_card(card)
        case MonthBars():
            return draw_month_bars(card)
        case BranchYear():
            return draw_branch_year(card)
        case Coverage():
            return draw_coverage(card)
        case _:
            raise TypeError(f"no picture of {type(card).__name__}")


def picture(card: Card, width: int | None = None) -> bytes:
    """The PNG, 1,080 pixels wide if not said otherwise; ``ValueError`` when it cannot be drawn.

    The fonts of the machine are looked for only if the shipped one lacks a character, for that takes longer
    than everything else.
    """
    canvas = drawn(card)
    return resvg_py.svg_to_bytes(
        svg_string=canvas.svg(),
        width=width,
        font_family=FAMILY,
        font_files=[str(FONT)],
        skip_system_fonts=not canvas.missing(),
    )
