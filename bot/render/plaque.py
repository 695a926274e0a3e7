"""The plaque (挂牌): as wide as a sheet of A4 lies, to be kept on a phone or printed and hung up."""

from __future__ import annotations

from bot.domain.cards import Plaque
from bot.render.canvas import WIDTH, Canvas, joined
from bot.render.fitting import fitted
from bot.render.palette import GOLD, GOLD_PALE, WHITE, palette

HEIGHT = 764
MIDDLE = WIDTH / 2
SIDE = 96
INNER = WIDTH - 2 * SIDE
CODE = 174
FOOT = 546  # where the words at the foot begin


def draw_plaque(card: Plaque) -> Canvas:
    """Stars, the honour in gold, the name in white; below who gave it, when, and how it is proved."""
    colours = palette(card.colour)
    canvas = Canvas(HEIGHT)
    canvas.shade(0, HEIGHT, colours.main, colours.deep)
    _frame(canvas)
    if card.stars:
        _stars(canvas, card.stars)
    _honour(canvas, card, 176 if card.stars else 92)
    _foot(canvas, card)
    return canvas


def _frame(canvas: Canvas) -> None:
    """Two lines of gold, and a small square in each corner."""
    canvas.frame(26, GOLD, 6, 10)
    canvas.frame(44, GOLD, 2, 4)
    for x in (44, WIDTH - 44):
        for y in (44, HEIGHT - 44):
            canvas.add(f'<path d="M{x - 15} {y}L{x} {y - 15}L{x + 15} {y}L{x} {y + 15}Z" fill="{GOLD}"/>')


def _stars(canvas: Canvas, stars: int) -> None:
    step = min(84.0, INNER / stars)
    for place in range(stars):
        x = MIDDLE + step * (place - (stars - 1) / 2)
        canvas.star(x, 124, step * 0.4, GOLD, f'stroke="{GOLD}" stroke-width="4"')


def _honour(canvas: Canvas, card: Plaque, top: float) -> None:
    """Title, name, branch and year, and the reason, in the middle of their room."""
    title = fitted(card.title, INNER, 112, 62, 2)
    name = fitted(card.name, INNER, 88, 46)
    rows = [
        (title, 1.16, 0.0, GOLD, True),
        (name, 1.2, 22.0, WHITE, True),
        (fitted(joined(card.branch, card.year), INNER, 38, 26, 2), 1.3, 16.0, GOLD_PALE, False),
        (fitted(card.line, INNER, 38, 28), 1.3, 8.0, WHITE, False),
    ]
    rows = [row for row in rows if row[0].lines[0]]
    tall = sum(block.height(leading) + gap for block, leading, gap, _, _ in rows)
    foot = top + max(0.0, (FOOT - 18 - top - tall) / 2)
    for block, leading, gap, fill, bold in rows:
        foot += gap
        canvas.block(block, MIDDLE, foot + block.size * 0.98, fill, "middle", bold, leading)
        foot += block.height(leading)


def _foot(canvas: Canvas, card: Plaque) -> None:
    """Who gave it, the day and the number at the left; the code at the right."""
    width, left = INNER - 12.0, SIDE + 12
    proof = ""
    if card.proof is not None:
        width -= CODE + 40
        canvas.code(card.proof.link, WIDTH - SIDE - 8 - CODE, FOOT - 44, CODE)
        proof = joined(card.proof.hint, card.proof.code)
    rows = [
        (fitted(card.issuer, width, 40, 28), GOLD_PALE),
        (fitted(card.day, width, 34, 26), GOLD_PALE),
        (fitted(joined(card.number, proof), width, 28, 22), GOLD_PALE),
    ]
    foot = HEIGHT - 88.0
    for block, fill in reversed([row for row in rows if row[0].lines[0]]):
        canvas.block(block, left, foot, fill)
        foot -= block.size + 20
