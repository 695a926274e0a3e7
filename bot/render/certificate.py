"""A certificate of service: an upright sheet of A4."""

from __future__ import annotations

from bot.domain.cards import Certificate, Tile
from bot.render.canvas import WIDTH, Canvas, joined
from bot.render.fitting import clean, fitted, wrapped
from bot.render.palette import GOLD_DEEP, GREY, INK, PAPER, Palette, palette

HEIGHT = 1527
MIDDLE = WIDTH / 2
SIDE = 136
CODE = 210
TILES = 936  # where the numbers begin
FOOT = 1150  # where issuer and code begin
INDENT = "\u3000\u3000"


def draw_certificate(card: Certificate) -> Canvas:
    """Title, for whom, what for, the hours in large type; below issuer and day, and the code at the right."""
    canvas, over = _drawn(card, 0)
    return canvas if over <= 0 else _drawn(card, over)[0]


def _drawn(card: Certificate, more: int) -> tuple[Canvas, int]:
    """A sheet so much longer than A4, and by how much its words are too long for it."""
    colours = palette(card.colour)
    canvas = Canvas(HEIGHT + more, PAPER)
    _frame(canvas, colours)
    width = WIDTH - 2 * SIDE
    title = fitted(card.title, width, 116, 64, 2)
    if len(title.lines) > 1:
        title = fitted(card.title, width, 78, 52, 2)
    canvas.star(MIDDLE, 160, 36, GOLD_DEEP)
    foot = canvas.block(title, MIDDLE, 228 + title.size * 0.8, colours.main, "middle", bold=True, leading=1.2)
    foot = canvas.block(fitted(card.number, width, 34, 26), MIDDLE, foot + 58, GREY, "middle")
    name = fitted(card.name, width, 100, 54, 2)
    if len(name.lines) > 1:
        name = fitted(card.name, width, 68, 50, 2)
    foot = canvas.block(name, MIDDLE, foot + 54 + name.size, INK, "middle", bold=True, leading=1.2)
    canvas.line(MIDDLE - 240, foot + 36, MIDDLE + 240, foot + 36, GOLD_DEEP, 3)
    foot = _body(canvas, card.body, foot + 108)
    if card.tiles:
        _tiles(canvas, card.tiles, TILES + more, colours)
    _foot(canvas, card, FOOT + more)
    return canvas, round(foot - TILES)


def _frame(canvas: Canvas, colours: Palette) -> None:
    canvas.frame(34, colours.main, 12, 6)
    canvas.frame(54, GOLD_DEEP, 2, 2)
    for x, turn in ((54, 1), (WIDTH - 54, -1)):
        for y, lean in ((54, 1), (HEIGHT - 54, -1)):
            inner = (
                f'<path d="M{x} {y + 74 * lean}L{x + 74 * turn} {y + 74 * lean}L{x + 74 * turn} {y}"'
                f' fill="none" stroke="{GOLD_DEEP}" stroke-width="2"/>'
            )
            canvas.add(inner)
            canvas.star(x + 37 * turn, y + 37 * lean, 17, colours.main)


def _body(canvas: Canvas, body: tuple[str, ...], top: float) -> float:
    """Paragraphs in one size, the largest that fits above the numbers; Chinese ones begin two squares in.

    Returns where a next line would stand.
    """
    width, room = WIDTH - 2 * SIDE, TILES - 40 - top
    paragraphs = [clean(paragraph) for paragraph in body]
    indents = [
        INDENT if paragraph[:1] >= "\u2e80" or paragraph[:1].isdigit() else "" for paragraph in paragraphs
    ]
    pairs = list(zip(indents, paragraphs, strict=True))
    for size in range(46, 31, -2):
        blocks = [wrapped(indent + paragraph, width, size) for indent, paragraph in pairs]
        if sum(len(block) for block in blocks) * size * 1.62 <= room:
            break
    foot = top
    for block in blocks:
        for line in block:
            canvas.text(
                line.lstrip(INDENT), SIDE + (2 * size if line.startswith(INDENT) else 0), foot, size, INK
            )
            foot += size * 1.62
    return foot


def _tiles(canvas: Canvas, tiles: tuple[Tile, ...], top: float, colours: Palette) -> None:
    """Numbers side by side, with a thin line between them."""
    shown = tiles[:3]
    width = (WIDTH - 2 * SIDE) / len(shown)
    for place, tile in enumerate(shown):
        x = SIDE + width * (place + 0.5)
        big = fitted(tile.number, width - 30, 110, 56)
        canvas.block(big, x, top + 88, colours.main, "middle", bold=True)
        canvas.block(fitted(tile.label, width - 24, 38, 26), x, top + 150, GREY, "middle")
        if place:
            canvas.line(x - width / 2, top + 16, x - width / 2, top + 140, GOLD_DEEP, 2)


def _foot(canvas: Canvas, card: Certificate, top: int) -> None:
    width = WIDTH - 2 * SIDE
    if card.proof is not None:
        width -= CODE + 40
        left = WIDTH - SIDE - CODE
        canvas.rect(left - 4, top - 4, CODE + 8, CODE + 8, "#e9dfcd", 16)
        canvas.code(card.proof.link, left, top, CODE)
        words = fitted(joined(card.proof.hint, card.proof.code), width, 32, 24)
        canvas.block(words, SIDE, top + CODE - 6, GREY)
    issuer = fitted(card.issuer, width, 46, 32, 2)
    if len(issuer.lines) > 1:
        issuer = fitted(card.issuer, width, 38, 28, 2)
    foot = canvas.block(issuer, SIDE, top + 42, INK, bold=True, leading=1.3)
    canvas.block(fitted(card.day, width, 38, 30), SIDE, foot + 56, INK)
