"""The card of a member's stars: as wide as a phone, and as flat as a card is.

Stars and title stand side by side, as do the words at the foot: a PNG costs time by its rows with something
in them, and this is the picture that people ask for most. For the same reason nothing
is bold or shaded.
"""

from __future__ import annotations

from bot.domain.cards import StarCard
from bot.render.canvas import WIDTH, Canvas, joined
from bot.render.fitting import Block, fitted
from bot.render.palette import GOLD, GOLD_PALE, WHITE, palette

SIDE = 84  # free at both sides
INNER = WIDTH - 2 * SIDE
STARS = 110  # the middle of the stars, from above
NAME = 170  # where the name's room begins
CODE = 172


def draw_star_card(card: StarCard) -> Canvas:
    """Stars and title, the name, the branch, and how the stars were earned."""
    colours = palette(card.colour)
    name = fitted(card.name, INNER, 122, 70, 2)
    branch = fitted(card.branch, INNER, 46, 36, 2)
    room = INNER if card.proof is None else INNER - CODE - 44
    line = fitted(card.line, room, 48, 38, 2)
    note = fitted(card.note, room, 38, 32, 2)
    beside = card.proof is None and _width(line, note) <= INNER
    rule = round(NAME + name.height(1.12) + 16 + branch.height(1.26) + 24)
    tall = line.height(1.3) + (0 if beside or not card.note else note.height(1.4))
    if card.proof is not None:
        tall = max(tall + 60, CODE)
    canvas = Canvas(rule + round(tall) + 74, colours.main)
    for y in (18, canvas.height - 24):
        canvas.rect(0, y, WIDTH, 6, GOLD)
    _stars(canvas, card)
    canvas.block(name, SIDE, NAME + name.size * 0.98, WHITE, leading=1.12)
    canvas.block(branch, SIDE, NAME + name.height(1.12) + 16 + branch.size, GOLD_PALE, leading=1.26)
    canvas.rect(SIDE, rule, INNER, 2, GOLD)
    foot = canvas.block(line, SIDE, rule + 24 + line.size, WHITE, leading=1.3)
    if beside:
        canvas.block(note, WIDTH - SIDE, foot - 2, GOLD_PALE, "end")
    else:
        canvas.block(note, SIDE, foot + 18 + note.size, GOLD_PALE, leading=1.3)
    if card.proof is not None:
        canvas.code(card.proof.link, WIDTH - SIDE - CODE, rule + 18, CODE)
        proof = fitted(joined(card.proof.hint, card.proof.code), room, 32, 24)
        canvas.block(proof, SIDE, canvas.height - 60, GOLD_PALE)
    return canvas


def _width(line: Block, note: Block) -> float:
    """How much room two lines take side by side."""
    if len(line.lines) > 1 or len(note.lines) > 1:
        return float(WIDTH)
    return line.width + 50 + note.width


def _stars(canvas: Canvas, card: StarCard) -> None:
    """Those that were earned in gold, the others as outlines; more than five are smaller."""
    places = max(card.stars, card.top, 1)
    step = min(102.0, INNER * 0.66 / places)
    radius = step * 0.44
    for place in range(places):
        x = SIDE + radius + place * step
        if place < card.stars:
            canvas.star(x, STARS, radius, GOLD)
        else:
            canvas.star(x, STARS, radius, "none", f'stroke="{GOLD}" stroke-opacity=".65" stroke-width="3"')
    room = INNER - step * places - 10
    title = fitted(card.title, room, 46, 34)
    if title.lines[0] != card.title:
        title = fitted(card.title, room, 32, 26, 2)
    top = STARS - 8 if len(title.lines) == 1 else STARS - 32
    foot = canvas.block(title, WIDTH - SIDE, top, GOLD_PALE, "end", leading=1.2)
    year = fitted(card.year, room, 40 if len(title.lines) == 1 else 34, 26)
    canvas.block(year, WIDTH - SIDE, foot + 12 + year.size, GOLD_PALE, "end")
