"""What a picture is drawn on: an SVG that grows shape by shape, all text escaped and measured."""

from __future__ import annotations

import math
from dataclasses import dataclass
from xml.sax.saxutils import escape

import segno

from bot.render.fitting import Block, clean
from bot.render.typeface import FAMILY, shipped

WIDTH = 1080
QUIET = 4  # white squares that readers want around a code
BOLD = 0.034  # how much heavier titles are, in parts of their size: the font has one weight
DOT = "·"
ABOVE = 0.86  # how much of a character stands above the foot of its line, in parts of its size

Anchor = str  # "start", "middle" or "end"


def number(value: float) -> str:
    """Without needless digits: an SVG is read faster when it is short."""
    return f"{value:.1f}".removesuffix(".0")


def joined(*words: str) -> str:
    """Those that are not empty, side by side; the dot between them is as wide as a character."""
    return DOT.join(filter(None, words))


def between(above: str, below: str, part: float) -> str:
    """A colour on the way from one to another."""
    pairs = zip(bytes.fromhex(above[1:]), bytes.fromhex(below[1:]), strict=True)
    return "#" + bytes(round(start + (end - start) * part) for start, end in pairs).hex()


@dataclass(frozen=True, slots=True)
class Box:
    """Where a line of text stands, or without text a code."""

    text: str
    left: float
    top: float
    width: float
    height: float


class Canvas:
    """A picture 1,080 pixels wide."""

    def __init__(self, height: int, ground: str = "") -> None:
        self.height = height
        self._shapes: list[str] = []
        self.boxes: list[Box] = []
        if ground:
            self.rect(0, 0, WIDTH, height, ground)

    def add(self, shape: str) -> None:
        """A shape in SVG's own words."""
        self._shapes.append(shape)

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, corner: float = 0, more: str = ""
    ) -> None:
        rounded = f' rx="{number(corner)}"' if corner else ""
        self.add(
            f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
            f'{rounded} fill="{fill}" {more}/>'
        )

    def frame(self, inset: float, stroke: str, thick: float, corner: float = 0) -> None:
        """A line all around, so far from the edge."""
        look = f'stroke="{stroke}" stroke-width="{number(thick)}"'
        self.rect(inset, inset, WIDTH - 2 * inset, self.height - 2 * inset, "none", corner, look)

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str, thick: float = 2) -> None:
        self.add(
            f'<path d="M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}" stroke="{stroke}" '
            f'stroke-width="{number(thick)}" stroke-linecap="round"/>'
        )

    def shade(self, top: int, height: int, above: str, below: str, steps: int = 36) -> None:
        """From one colour to another in steps too small to see: a gradient of SVG takes far longer."""
        band = math.ceil(height / steps)
        for place in range(math.ceil(height / band)):
            y = top + place * band
            fill = between(above, below, place * band / height)
            self.rect(0, y, WIDTH, min(band, top + height - y), fill, more='shape-rendering="crispEdges"')

    def text(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        fill: str,
        anchor: Anchor = "start",
        bold: bool = False,
    ) -> None:
        """A line whose foot is at ``y``."""
        shown = clean(text)
        if not shown:
            return
        start = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * self.measure(shown, size)
        self.boxes.append(Box(shown, start, y - size * ABOVE, self.measure(shown, size), size))
        heavy = f' stroke="{fill}" stroke-width="{number(size * BOLD)}"' if bold else ""
        self.add(
            f'<text x="{number(start)}" y="{number(y)}" font-size="{number(size)}" fill="{fill}"'
            f"{heavy}>{escape(shown)}</text>"
        )

    @staticmethod
    def measure(text: str, size: float) -> float:
        """Pixels from the first letter to the last."""
        return shipped().width(text, size)

    def block(
        self,
        block: Block,
        x: float,
        y: float,
        fill: str,
        anchor: Anchor = "start",
        bold: bool = False,
        leading: float = 1.4,
    ) -> float:
        """Lines below each other, the foot of the first at ``y``; returns the foot of the last."""
        foot = y
        for place, line in enumerate(block.lines):
            foot = y + place * block.size * leading
            self.text(line, x, foot, block.size, fill, anchor, bold)
        return foot

    def tick(self, x: float, y: float, radius: float, fill: str) -> None:
        """What is done: a white tick on a disc."""
        self.add(
            f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}"/>'
            f'<path d="M{number(x - radius * 0.47)} {number(y + radius * 0.03)}l{number(radius * 0.35)} '
            f'{number(radius * 0.37)} {number(radius * 0.62)} {number(-radius * 0.72)}" fill="none" '
            f'stroke="#ffffff" stroke-width="{number(radius * 0.22)}" stroke-linecap="round"/>'
        )

    def star(self, x: float, y: float, radius: float, fill: str, more: str = "") -> None:
        """Five points around a middle."""
        points = []
        for place in range(10):
            reach = radius if place % 2 == 0 else radius * 0.4
            angle = math.pi * (place / 5 - 0.5)
            points.append(f"{number(x + reach * math.cos(angle))} {number(y + reach * math.sin(angle))}")
        self.add(f'<path d="M{"L".join(points)}Z" fill="{fill}" stroke-linejoin="round" {more}/>')

    def code(self, link: str, x: float, y: float, side: int, dark: str = "#000000") -> None:
        """A QR code on white, in whole pixels so that every edge is sharp; ``side`` is the most it takes."""
        rows = [bytes(row) for row in segno.make_qr(link, error="m").matrix]
        module = side // (len(rows) + 2 * QUIET)
        self.rect(x, y, side, side, "#ffffff", 14)
        self.boxes.append(Box("", x, y, side, side))
        left = x + (side - module * len(rows)) // 2
        top = y + (side - module * len(rows)) // 2
        strokes = [
            f"M{number(left + start * module)} {number(top + place * module)}"
            f"h{length * module}v{module}h-{length * module}z"
            for place, row in enumerate(rows)
            for start, length in _runs(row)
        ]
        self.add(f'<path d="{"".join(strokes)}" fill="{dark}" shape-rendering="crispEdges"/>')

    def missing(self) -> set[str]:
        """Characters on it that the shipped font does not have."""
        return shipped().missing(box.text for box in self.boxes)

    def svg(self) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{self.height}" '
            f'viewBox="0 0 {WIDTH} {self.height}"><g font-family="{FAMILY}" stroke-linejoin="round">'
            f"{''.join(self._shapes)}</g></svg>"
        )


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Where dark squares stand together: start and length."""
    found, start = [], None
    for place, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            found.append((start, place - start))
            start = None
    return found
