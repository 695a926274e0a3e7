"""``python -m tests.bench``: measures the figures the project has promised and prints them in one table."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench.broadcast import broadcast_figures
from tests.bench.cards import card_figures
from tests.bench.clock import clock_figures
from tests.bench.figures import Figure, table
from tests.bench.footprint import footprint_figures
from tests.bench.ledger import ledger_figures
from tests.bench.outbox import outbox_figures
from tests.bench.paid import paid_figures
from tests.bench.presses import Arena, press_figures, towns
from tests.bench.processes import TELEGRAM_CORE, Child, cores
from tests.bench.scale import (
    FULL,
    FULL_BROADCASTS,
    FULL_PICTURES,
    FULL_TIMES,
    QUICK,
    QUICK_BROADCASTS,
    QUICK_PICTURES,
    QUICK_TIMES,
    Broadcasts,
    Pictures,
    Scale,
    Times,
)
from tests.bench.settlement import settlement_figures
from tests.bench.stars import star_figures
from tests.bench.taps import tap_figures

PARTS = ("presses", "taps", "broadcast", "paid", "outbox", "clock", "settlement", "cards")


def measure(
    scale: Scale,
    broadcasts: Broadcasts,
    times: Times,
    pictures: Pictures,
    folder: Path,
    only: str | None = None,
) -> list[Figure]:
    """Every figure, or those of one of ``PARTS``; ``RuntimeError`` when an effect is missing or doubled."""
    found: list[Figure] = []
    if only in (None, "presses"):
        found += _presses(scale, folder)
    if only in (None, "taps"):
        found += tap_figures(broadcasts, folder)
    if only in (None, "broadcast"):
        found += broadcast_figures(broadcasts, folder)
    if only in (None, "paid"):
        found += paid_figures(broadcasts, folder)
    if only in (None, "outbox"):
        found += outbox_figures(broadcasts.queued, folder)
    if only in (None, "clock"):
        found += clock_figures(times, folder)
    if only in (None, "settlement"):
        found += settlement_figures(times.settled, folder)
    if only in (None, "cards"):
        found += card_figures(pictures, folder)
    return found


def _presses(scale: Scale, folder: Path) -> list[Figure]:
    with (
        Child.of_module("tests.bench.telegram", core=TELEGRAM_CORE) as telegram,
        towns(scale, folder) as (small, large),
    ):
        arena = Arena(telegram)
        return [
            *press_figures(arena, telegram, scale, small, large),
            *star_figures(scale, large),
            *footprint_figures(arena, telegram, scale, folder),
            *ledger_figures(large),
        ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="tiny numbers: shows only that it runs")
    parser.add_argument("--only", choices=PARTS, help="measure one part")
    given = parser.parse_args()
    quick: bool = given.quick
    scales = (
        (QUICK, QUICK_BROADCASTS, QUICK_TIMES, QUICK_PICTURES)
        if quick
        else (FULL, FULL_BROADCASTS, FULL_TIMES, FULL_PICTURES)
    )
    with tempfile.TemporaryDirectory(prefix="zhibu-bench-") as folder:
        figures = measure(*scales, Path(folder), given.only)
    print(table(figures))
    if len(cores()) < 2:
        print("\nOne core only: bot and local Telegram shared it, so the figures say little.")
    if quick:
        print("\nA quick run shows that everything works; its numbers mean nothing.")
    return 0 if quick or all(one.reached is not False for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
