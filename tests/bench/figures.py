"""Figures and the one table they are printed in."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table; ``reached`` None is for information only."""

    name: str
    reach: str
    measured: str
    reached: bool | None = None

    @property
    def verdict(self) -> str:
        return {True: "reached", False: "MISSED", None: ""}[self.reached]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]


def table(figures: Sequence[Figure]) -> str:
    """The figures in columns."""
    head = ("figure", "reach", "measured", "verdict")
    rows = [head, *((one.name, one.reach, one.measured, one.verdict) for one in figures)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(head))]
    lines = [
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(lines)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
