"""The card of a member's stars: square, so that it is as large as a phone can show it."""

from __future__ import annotations

from bot.domain.cards import StarCard
from bot.render.canvas import WIDTH, Anchor, Canvas, joined
from bot.render.fitting import fitted
from bot.render.palette import GOLD, GOLD_PALE, SHADOW, WHITE, palette

HEIGHT = 1080
MIDDLE = WIDTH / 2
SIDE = 110  # free at both sides
INNER = WIDTH - 2 * SIDE
CODE = 216
RULE = 756  # the line between who and what for


def draw_star_card(card: StarCard) -> Canvas:
    """Title and year, the stars, the name, the branch, and how the stars were earned."""
    colours = palette(card.colour)
    canvas = Canvas(HEIGHT, colours.main)
    canvas.shade(0, HEIGHT, SHADOW, 0.42)
    canvas.frame(36, GOLD, 3, 30)
    canvas.block(fitted(joined(card.title, card.year), INNER, 52, 34), MIDDLE, 134, GOLD_PALE, "middle")
    canvas.line(MIDDLE - 60, 168, MIDDLE + 60, 168, GOLD, 3)
    _stars(canvas, card.stars, card.top)
    _person(canvas, card)
    canvas.line(SIDE, RULE, WIDTH - SIDE, RULE, GOLD, 2)
    if card.proof is None:
        _words(canvas, card, MIDDLE, INNER, "middle", 850)
        return canvas
    room = INNER - CODE - 40
    canvas.code(card.proof.link, WIDTH - SIDE - CODE, RULE + 36, CODE)
    _words(canvas, card, SIDE, room, "start", RULE + 72)
    proof = fitted(joined(card.proof.hint, card.proof.code), room, 34, 24)
    canvas.block(proof, SIDE, RULE + 36 + CODE - 6, GOLD_PALE)
    return canvas


def _stars(canvas: Canvas, stars: int, top: int) -> None:
    """Those that were earned in gold, the others as outlines; more than five are smaller."""
    places = max(stars, top, 1)
    step = min(156.0, INNER / places)
    radius = step * 0.43
    left = MIDDLE - step * (places - 1) / 2
    for place in range(places):
        x = left + place * step
        if place < stars:
            canvas.star(x, 290, radius, GOLD, f'stroke="{GOLD}" stroke-width="6"')
        else:
            canvas.star(x, 290, radius, "none", f'stroke="{GOLD}" stroke-opacity=".55" stroke-width="4"')


def _person(canvas: Canvas, card: StarCard) -> None:
    """Name and branch, in the middle between the stars and the line."""
    name = fitted(card.name, INNER, 156, 68, 2)
    branch = fitted(card.branch, INNER, 52, 36, 2)
    gap = 34.0
    tall = name.height(1.2) + gap + branch.height(1.32)
    top = 380 + (RULE - 24 - 380 - tall) / 2
    canvas.block(name, MIDDLE, top + name.size, WHITE, "middle", bold=True, leading=1.2)
    canvas.block(
        branch, MIDDLE, top + name.height(1.2) + gap + branch.size, GOLD_PALE, "middle", leading=1.32
    )


def _words(canvas: Canvas, card: StarCard, x: float, width: float, anchor: Anchor, top: float) -> None:
    """How the stars were earned, and a note below it."""
    line = fitted(card.line, width, 54, 38, 2)
    if len(line.lines) > 1:
        line = fitted(card.line, width, 46, 36, 2)
    foot = canvas.block(line, x, top + 4, WHITE, anchor, leading=1.28)
    room = 1 if card.proof is not None and len(line.lines) > 1 else 2
    canvas.block(fitted(card.note, width, 40, 30, room), x, foot + 58, GOLD_PALE, anchor, leading=1.3)
