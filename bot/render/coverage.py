"""How many have pledged: a ring, and rows for party groups or branches."""

from __future__ import annotations

import math

from bot.domain.cards import ROWS, Coverage, Share
from bot.render.bars import INNER, SIDE, head
from bot.render.canvas import WIDTH, Canvas
from bot.render.fitting import fitted
from bot.render.palette import FAINT, GREY, INK, PAPER, Palette, palette

RADIUS = 196
THICK = 56
MIDDLE = WIDTH / 2
RING = 500  # the ring's middle, from above
ROW = 104


def draw_coverage(card: Coverage) -> Canvas:
    """The share in large type inside the ring; below, the same in words, and who has how much."""
    colours = palette(card.colour)
    rows = card.shares[:ROWS]
    line = fitted(card.line, INNER, 46, 32, 2)
    foot = RING + RADIUS + 120 + (len(line.lines) - 1) * line.size * 1.35
    tall = foot + (40 + ROW * len(rows) if rows else 0) + (60 if card.more else 0) + 70
    canvas = Canvas(round(max(1080 if rows else 900, tall)), PAPER)
    head(canvas, card.title, card.name, card.year, colours)
    _ring(canvas, card.part, card.whole, colours)
    canvas.block(line, MIDDLE, RING + RADIUS + 120, INK, "middle", leading=1.35)
    for place, share in enumerate(rows):
        _row(canvas, share, foot + 90 + ROW * place, colours)
    if card.more:
        canvas.block(fitted(card.more, INNER, 36, 28), SIDE, canvas.height - 60, GREY)
    return canvas


def percent(part: int, whole: int) -> int:
    """Whole percent, and 100 only when nobody is missing."""
    return part * 100 // whole if whole else 100


def _ring(canvas: Canvas, part: int, whole: int, colours: Palette) -> None:
    line = f'fill="none" stroke-width="{THICK}"'
    canvas.add(f'<circle cx="{MIDDLE}" cy="{RING}" r="{RADIUS}" stroke="{FAINT}" {line}/>')
    turn = min(1.0, part / whole) if whole else 1.0
    if turn >= 1:
        canvas.add(f'<circle cx="{MIDDLE}" cy="{RING}" r="{RADIUS}" stroke="{colours.main}" {line}/>')
    elif turn > 0:
        angle = 2 * math.pi * turn
        x, y = MIDDLE + RADIUS * math.sin(angle), RING - RADIUS * math.cos(angle)
        canvas.add(
            f'<path d="M{MIDDLE} {RING - RADIUS}A{RADIUS} {RADIUS} 0 {int(turn > 0.5)} 1 {x:.1f} {y:.1f}" '
            f'stroke="{colours.main}" {line}/>'
        )
    canvas.text(f"{percent(part, whole)}%", MIDDLE, RING + 40, 112, colours.main, "middle", bold=True)


def _row(canvas: Canvas, share: Share, foot: float, colours: Palette) -> None:
    words = f"{share.part} / {share.whole}"
    canvas.text(words, WIDTH - SIDE, foot, 38, INK, "end")
    room = INNER - canvas.measure(words, 38) - 30
    canvas.block(fitted(share.label, room, 38, 28), SIDE, foot, INK)
    canvas.rect(SIDE, foot + 18, INNER, 22, FAINT, 11)
    if share.part and share.whole:
        wide = max(22.0, INNER * min(1.0, share.part / share.whole))
        canvas.rect(SIDE, foot + 18, wide, 22, colours.main, 11)
