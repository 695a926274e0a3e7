"""The plaque (挂牌): as wide as a sheet of A4 lies, to be kept on a phone or printed and hung up."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.cards import Plaque
from bot.render.canvas import WIDTH, Canvas, joined
from bot.render.fitting import Block, fitted
from bot.render.palette import GOLD, GOLD_PALE, WHITE, palette

HEIGHT = 764  # at least
MIDDLE = WIDTH / 2
SIDE = 96
INNER = WIDTH - 2 * SIDE
CODE = 174
FOOT = 236  # the room at the foot, where who gave it takes one line


@dataclass(frozen=True, slots=True)
class _Row:
    block: Block
    leading: float
    gap: float  # above it
    fill: str
    bold: bool = False

    @property
    def height(self) -> float:
        return self.gap + self.block.height(self.leading) if self.block.lines[0] else 0.0


def draw_plaque(card: Plaque) -> Canvas:
    """Stars, the honour in gold, the name in white; below who gave it, when, and how it is proved."""
    colours = palette(card.colour)
    rows = _rows(card)
    tall = sum(row.height for row in rows)
    top = 176 if card.stars else 92
    foot_rows = _foot_rows(card)
    below = FOOT + 16 + sum((len(row.lines) - 1) * row.size * 1.2 for row in foot_rows)
    canvas = Canvas(max(HEIGHT, round(top + tall + below)))
    canvas.shade(0, canvas.height, colours.main, colours.deep)
    _frame(canvas)
    if card.stars:
        _stars(canvas, card.stars)
    foot = top + (canvas.height - below - top - tall) / 2
    for row in rows:
        if row.block.lines[0]:
            foot += row.gap
            middle = foot + row.block.size * 0.98
            canvas.block(row.block, MIDDLE, middle, row.fill, "middle", row.bold, row.leading)
            foot += row.block.height(row.leading)
    _foot(canvas, card, foot_rows)
    return canvas


def _rows(card: Plaque) -> tuple[_Row, ...]:
    """Title, name, branch and year, and the reason."""
    return (
        _Row(fitted(card.title, INNER, 112, 62, 2), 1.16, 0, GOLD, bold=True),
        _Row(fitted(card.name, INNER, 88, 46, 2), 1.2, 22, WHITE, bold=True),
        _Row(fitted(joined(card.branch, card.year), INNER, 38, 28, 2), 1.3, 16, GOLD_PALE),
        _Row(fitted(card.line, INNER, 38, 30, 2), 1.3, 8, WHITE),
    )


def _frame(canvas: Canvas) -> None:
    """Two lines of gold, and a small square in each corner."""
    canvas.frame(26, GOLD, 6, 10)
    canvas.frame(44, GOLD, 2, 4)
    for x in (44, WIDTH - 44):
        for y in (44, canvas.height - 44):
            canvas.add(f'<path d="M{x - 15} {y}L{x} {y - 15}L{x + 15} {y}L{x} {y + 15}Z" fill="{GOLD}"/>')


def _stars(canvas: Canvas, stars: int) -> None:
    step = min(84.0, INNER / stars)
    for place in range(stars):
        x = MIDDLE + step * (place - (stars - 1) / 2)
        canvas.star(x, 124, step * 0.4, GOLD, f'stroke="{GOLD}" stroke-width="4"')


def _foot_rows(card: Plaque) -> tuple[Block, ...]:
    """Who gave it, the day and the number."""
    width = INNER - 12.0 - (CODE + 40 if card.proof is not None else 0)
    proof = joined(card.proof.hint, card.proof.code) if card.proof is not None else ""
    rows = (
        fitted(card.issuer, width, 40, 28, 2),
        fitted(card.day, width, 34, 26),
        fitted(joined(card.number, proof), width, 28, 22),
    )
    return tuple(row for row in rows if row.lines[0])


def _foot(canvas: Canvas, card: Plaque, rows: tuple[Block, ...]) -> None:
    """Words at the left, the code at the right."""
    if card.proof is not None:
        canvas.code(card.proof.link, WIDTH - SIDE - 8 - CODE, canvas.height - 84 - CODE, CODE)
    foot = canvas.height - 88.0
    for block in reversed(rows):
        top = foot - (len(block.lines) - 1) * block.size * 1.2
        canvas.block(block, SIDE + 12, top, GOLD_PALE, leading=1.2)
        foot -= block.height(1.2) + 10
