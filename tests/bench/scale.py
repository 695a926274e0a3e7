"""How much is measured: the real thing, or a short version that only shows that everything runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Scale:
    """``flood``, ``slow_flood``, ``paced``: presses of one round; ``rounds``: of each kind, interleaved.

    ``warm``: presses before the first round; ``looks``: at stars; ``concurrency``: how many updates at a time
    the bare bot is tried with; ``settling``: seconds until idle memory is read.
    """

    members: tuple[int, int]
    rounds: int
    flood: int
    slow_flood: int
    paced: int
    warm: int
    looks: int
    concurrency: tuple[int, ...]
    settling: float


FULL: Final = Scale((1_000, 100_000), 5, 2_000, 2_000, 1_000, 500, 3_000, (2, 4, 8, 32, 64), 3.0)
QUICK: Final = Scale((100, 1_000), 1, 60, 60, 20, 20, 50, (8,), 0.1)
