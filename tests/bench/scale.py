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


@dataclass(frozen=True, slots=True)
class Broadcasts:
    """How much is sent. Times are in seconds.

    ``people``: of a broadcast at Telegram's own limit; ``pauses``: what a refusal tells there; ``ban``: how
    long the unexpected one lasts. ``peers_get``: how long each peer may go on; ``node``: whether to fetch the
    one that needs it. ``taps``: presses while a long broadcast goes out in a town of ``tap_members``, of whom
    three in five have Telegram.
    ``paid_people``: of a broadcast with the limit lifted, of which ``paid_seconds`` are looked at.
    ``queued``: in the outbox when its speed is measured.
    """

    people: int
    pauses: tuple[int, ...]
    ban: int
    peers_get: int
    node: bool
    taps: int
    tap_members: int
    paid_people: int
    paid_seconds: int
    queued: int


@dataclass(frozen=True, slots=True)
class Times:
    """How much comes by the clock. Times are in seconds.

    ``branches``: those whose people are all reminded at once; ``sent``: what is being sent while ``ticks``
    rules come in ``tick_seconds``; ``year_branches``: of the year by a moved clock;
    ``lived_branches``: of the one in which rules do all they do; ``past``: how much a short and a long memory
    hold; ``settled``: members whose year is settled.
    """

    branches: int
    sent: int
    ticks: int
    tick_seconds: float
    year_branches: int
    lived_branches: int
    past: tuple[int, int]
    settled: int


@dataclass(frozen=True, slots=True)
class Pictures:
    """``timed``: cards one after the other; ``cards``: those made during ``rounds`` of ``taps``."""

    timed: int
    cards: int
    taps: int
    rounds: int


FULL: Final = Scale((1_000, 100_000), 5, 2_000, 2_000, 1_000, 500, 3_000, (2, 4, 8, 32, 64), 3.0)
QUICK: Final = Scale((100, 1_000), 1, 60, 60, 20, 20, 50, (8,), 0.1)
FULL_BROADCASTS: Final = Broadcasts(3_000, (1, 5), 5, 30, True, 300, 85_000, 1_000_000, 25, 1_000_000)
QUICK_BROADCASTS: Final = Broadcasts(40, (1,), 1, 2, False, 5, 1_000, 2_000, 1, 4_000)
FULL_TIMES: Final = Times(500, 50_000, 500, 20.0, 1_000, 20, (1_000, 1_000_000), 100_000)
QUICK_TIMES: Final = Times(4, 200, 5, 0.2, 1, 1, (100, 1_000), 100)
FULL_PICTURES: Final = Pictures(40, 1_000, 500, 30)
QUICK_PICTURES: Final = Pictures(3, 4, 5, 3)
