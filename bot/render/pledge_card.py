"""A pledge as a card: for the group, or printed for the wall. As tall as its items need."""

from __future__ import annotations

from bot.domain.cards import PledgeCard, PledgedItem
from bot.domain.pledges import MOST_ITEMS
from bot.render.canvas import WIDTH, Canvas, joined
from bot.render.fitting import Block, fitted
from bot.render.palette import FAINT, GOLD, GOLD_PALE, GREY, INK, PAPER, WHITE, Palette, palette

SIDE = 84
CODE = 190
HEAD = 368
DONE = "#2c7a4f"


def draw_pledge_card(card: PledgeCard) -> Canvas:
    """Who, in the branch's colour; below the items with their due dates, and the state."""
    colours = palette(card.colour)
    items = card.items[:MOST_ITEMS]
    largest = 50 if len(items) <= 3 else 44 if len(items) <= 5 else 38
    blocks = [fitted(item.words, WIDTH - 2 * SIDE - 86, largest, largest - 6, 4) for item in items]
    note = fitted(card.note, WIDTH - 2 * SIDE, 38, 32, 3)
    tall = sum(_height(block, item) for block, item in zip(blocks, items, strict=True))
    noted = note.height(1.4) + 30 if card.note else 0
    canvas = Canvas(round(max(1080, HEAD + 60 + tall + noted + 290)), PAPER)
    _head(canvas, card)
    top = HEAD + 66.0
    for place, (item, block) in enumerate(zip(items, blocks, strict=True), start=1):
        _item(canvas, place, item, block, top, colours)
        top += _height(block, item)
    if card.note:
        canvas.block(note, SIDE, top + 30, GREY)
    _foot(canvas, card, colours)
    return canvas


def _head(canvas: Canvas, card: PledgeCard) -> None:
    colours = palette(card.colour)
    canvas.shade(0, HEAD, colours.main, colours.deep, 18)
    canvas.rect(0, HEAD, WIDTH, 8, GOLD)
    title = fitted(joined(card.title, card.year), WIDTH - 2 * SIDE, 50, 34)
    canvas.block(title, SIDE, 100, GOLD_PALE)
    who = fitted(card.who, WIDTH - 2 * SIDE, 108, 44, 2)
    single = len(who.lines) == 1
    if not single:
        who = fitted(card.who, WIDTH - 2 * SIDE, 76, 44, 2)
    foot = canvas.block(who, SIDE, 230 if single else 188, WHITE, bold=True, leading=1.22)
    canvas.block(fitted(card.branch, WIDTH - 2 * SIDE, 44, 30), SIDE, foot + 78, GOLD_PALE)


def _height(block: Block, item: PledgedItem) -> float:
    return block.height(1.34) + (58 if item.due else 0) + 44


def _item(canvas: Canvas, place: int, item: PledgedItem, block: Block, top: float, colours: Palette) -> None:
    """A number in a circle, or a tick; the words; the due date below them."""
    middle = top + block.size * 0.52
    if item.done:
        canvas.tick(SIDE + 32, middle, 32, DONE)
    else:
        canvas.add(f'<circle cx="{SIDE + 32}" cy="{middle:.1f}" r="32" fill="{colours.main}"/>')
        canvas.text(str(place), SIDE + 32, middle + 14, 40, WHITE, "middle", bold=True)
    foot = canvas.block(block, SIDE + 86, top + block.size * 0.88, INK, leading=1.34)
    if item.due:
        canvas.block(fitted(item.due, WIDTH - 2 * SIDE - 86, 38, 28), SIDE + 86, foot + 60, GREY)


def _foot(canvas: Canvas, card: PledgeCard, colours: Palette) -> None:
    """The state as a stamp when the word was kept, else in words; the code at the right."""
    top = canvas.height - 250
    canvas.line(SIDE, top, WIDTH - SIDE, top, FAINT, 3)
    width = WIDTH - 2 * SIDE
    if card.proof is not None:
        width -= CODE + 40
        canvas.code(card.proof.link, WIDTH - SIDE - CODE, top + 24, CODE)
        words = fitted(joined(card.proof.hint, card.proof.code), width, 32, 24)
        canvas.block(words, SIDE, canvas.height - 56, GREY)
    state = fitted(card.state, width - 90 if card.kept else width, 60, 36)
    foot = top + 116 if card.proof is not None else top + 136
    x: float = SIDE
    if card.kept:
        canvas.tick(SIDE + 36, foot - 21, 36, DONE)
        x += 92
    canvas.block(state, x, foot, DONE if card.kept else colours.main, bold=True)
