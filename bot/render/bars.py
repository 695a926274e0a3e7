"""What the charts have in common: their head, numbers in large type, and bars of months."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.cards import Tile
from bot.render.canvas import WIDTH, Canvas, joined
from bot.render.fitting import fitted
from bot.render.palette import FAINT, GREY, INK, Palette

SIDE = 76
INNER = WIDTH - 2 * SIDE


def head(canvas: Canvas, title: str, name: str, year: str, colours: Palette) -> None:
    """A band of the branch's colour at the left, title and year, and below them whose chart it is."""
    canvas.rect(SIDE, 78, 14, 118, colours.main, 7)
    words = fitted(joined(title, year), INNER - 44, 60, 38)
    canvas.block(words, SIDE + 44, 124, INK, bold=True)
    canvas.block(fitted(name, INNER - 44, 42, 30), SIDE + 44, 188, GREY)


def tiles(canvas: Canvas, shown: Sequence[Tile], top: float, colours: Palette) -> None:
    """Up to three numbers side by side, each with what it counts."""
    width = INNER / max(1, len(shown[:3]))
    for place, tile in enumerate(shown[:3]):
        x = SIDE + width * place + (28 if place else 0)
        if place:
            canvas.line(x - 28, top + 12, x - 28, top + 122, FAINT, 3)
        canvas.block(fitted(tile.number, width - 40, 92, 48), x, top + 74, colours.main, bold=True)
        canvas.block(fitted(tile.label, width - 40, 36, 24), x, top + 128, GREY)


def bars(
    canvas: Canvas,
    months: Sequence[str],
    amounts: Sequence[float],
    unit: str,
    top: float,
    foot: float,
    colours: Palette,
    current: int | None,
) -> None:
    """One bar for each month with its amount above it; the month that still runs is lighter."""
    canvas.text(unit, SIDE, top, 32, GREY)
    canvas.line(SIDE, foot, WIDTH - SIDE, foot, FAINT, 4)
    step = INNER / max(1, len(months))
    wide = step * 0.62
    room = foot - top - 70
    most = max([*amounts, 1e-9])
    size = fitted("888.5", step, 34, 22).size
    for place, (month, amount) in enumerate(zip(months, amounts, strict=True)):
        x = SIDE + step * (place + 0.5)
        canvas.block(fitted(month, step - 12, 30, 20), x, foot + 46, GREY, "middle")
        if amount <= 0:
            continue
        tall = max(8.0, room * amount / most)
        _bar(canvas, x - wide / 2, foot - tall, wide, tall, colours, place == current)
        canvas.text(plain(amount), x, foot - tall - 14, size, INK, "middle")


def _bar(
    canvas: Canvas, x: float, y: float, width: float, tall: float, colours: Palette, running: bool
) -> None:
    corner = min(10.0, tall / 2)
    shape = (
        f"M{x:.1f} {y + tall:.1f}v{-(tall - corner):.1f}q0 {-corner:.1f} {corner:.1f} {-corner:.1f}"
        f"h{width - 2 * corner:.1f}q{corner:.1f} 0 {corner:.1f} {corner:.1f}v{tall - corner:.1f}z"
    )
    look = f'fill="{colours.main}"'
    if running:
        look = f'fill="{colours.light}" stroke="{colours.main}" stroke-width="3"'
    canvas.add(f'<path d="{shape}" {look}/>')


def plain(amount: float) -> str:
    """``12`` or ``2.5``; thousands stay digits, for a bar is narrow."""
    return f"{amount:.1f}".removesuffix(".0")
