"""A year as a picture: a member's own, and the branch's."""

from __future__ import annotations

from bot.domain.cards import BranchYear, MonthBars
from bot.render.bars import INNER, SIDE, bars, head, tiles
from bot.render.canvas import WIDTH, Canvas
from bot.render.fitting import fitted
from bot.render.palette import FAINT, GOLD_DEEP, GREY, INK, PAPER, Palette, palette

ROW = 66


def draw_month_bars(card: MonthBars) -> Canvas:
    """Numbers, twelve bars, and a line below them."""
    colours = palette(card.colour)
    line = fitted(card.line, INNER, 40, 30, 2)
    canvas = Canvas(1080, PAPER)
    head(canvas, card.title, card.name, card.year, colours)
    top = 270
    if card.tiles:
        tiles(canvas, card.tiles, top, colours)
        top = 480
    foot = 960 if not card.line else 944 - round(line.height(1.35))
    bars(canvas, card.months, card.amounts, card.unit, top, foot, colours, card.current)
    if card.line:
        canvas.block(line, SIDE, foot + 122, INK, leading=1.35)
    return canvas


def draw_branch_year(card: BranchYear) -> Canvas:
    """Numbers, twelve bars, and how many members have how many stars."""
    colours = palette(card.colour)
    below = 110 + ROW * len(card.stars) if card.stars else 0
    top = 480 if card.tiles else 270
    foot = top + 400
    canvas = Canvas(foot + 100 + below, PAPER)
    head(canvas, card.title, card.branch, card.year, colours)
    if card.tiles:
        tiles(canvas, card.tiles, 270, colours)
    bars(canvas, card.months, card.amounts, card.unit, top, foot, colours, card.current)
    if card.stars:
        _stars(canvas, card, foot + 140, colours)
    return canvas


def _stars(canvas: Canvas, card: BranchYear, top: float, colours: Palette) -> None:
    """A row for each number of stars: its name, a bar, and how many members."""
    canvas.star(SIDE + 20, top - 14, 22, GOLD_DEEP)
    canvas.block(fitted(card.stars_title, INNER - 60, 42, 30), SIDE + 56, top, INK, bold=True)
    wide = max(fitted(label, 240, 38, 26).width for label, _ in card.stars)
    left = SIDE + wide + 28
    room = WIDTH - SIDE - 90 - left
    most = max(1, *(count for _, count in card.stars))
    for place, (label, count) in enumerate(card.stars):
        foot = top + 78 + ROW * place
        canvas.block(fitted(label, 240, 38, 26), SIDE, foot, GREY)
        canvas.rect(left, foot - 32, room, 38, FAINT, 8)
        if count:
            canvas.rect(left, foot - 32, max(16.0, room * count / most), 38, colours.main, 8)
        canvas.text(str(count), WIDTH - SIDE, foot, 40, INK, "end", bold=True)
