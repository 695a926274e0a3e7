"""``python -m tests.bench``: measures the figures the project has promised and prints them in one table."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench.figures import Figure, table
from tests.bench.footprint import footprint_figures
from tests.bench.presses import Arena, press_figures, towns
from tests.bench.processes import TELEGRAM_CORE, Child, cores
from tests.bench.scale import FULL, QUICK, Scale
from tests.bench.stars import star_figures


def measure(scale: Scale, folder: Path) -> list[Figure]:
    """Every figure; raises ``RuntimeError`` when an effect is missing or doubled."""
    with (
        Child.of_module("tests.bench.telegram", core=TELEGRAM_CORE) as telegram,
        towns(scale, folder) as (small, large),
    ):
        arena = Arena(telegram)
        return [
            *press_figures(arena, telegram, scale, small, large),
            *star_figures(scale, large),
            *footprint_figures(arena, telegram, scale, folder),
        ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="tiny numbers: shows only that it runs")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory(prefix="zhibu-bench-") as folder:
        figures = measure(QUICK if quick else FULL, Path(folder))
    print(table(figures))
    if len(cores()) < 2:
        print("\nOne core only: bot and local Telegram shared it, so the figures say little.")
    if quick:
        print("\nA quick run shows that everything works; its numbers mean nothing.")
    return 0 if quick or all(one.reached is not False for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
