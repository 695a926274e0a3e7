"""The benchmarks still run; what they measure is for ``make bench``, on a quiet machine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench.__main__ import measure
from tests.bench.figures import percentile, table
from tests.bench.processes import Child
from tests.bench.scale import QUICK, QUICK_BROADCASTS, QUICK_PICTURES, QUICK_TIMES
from tests.bench.spawner import spawning


def test_a_tiny_benchmark_prints_every_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = replace(QUICK, flood=20, slow_flood=10, paced=5, warm=5, looks=5, members=(50, 100))
    few = replace(QUICK_BROADCASTS, people=12, paid_people=300)
    with spawning() as start:
        monkeypatch.setattr(Child, "start", staticmethod(start))
        printed = table(measure(tiny, few, QUICK_TIMES, QUICK_PICTURES, tmp_path))
    for words in (
        *("stored and answered", "added p99", "latency 50 ms", "cost per update", "/stars", "idle", "doctor"),
        *("a star card, first / next", "cards are made"),
        *("due in the same second", "lateness of a rule", "a year of", "past occurrences"),
        *("settlement of", "rules that look at each record"),
        *("share of the ceiling", "an unexpected 429", "a tap answered while", "limit lifted", "memory"),
        *(
            "queue for",
            "claim the next",
            "PTB, one by one",
            "PTB gather",
            "AIORateLimiter",
            "aiogram",
            "grammY",
        ),
    ):
        assert words in printed


def test_percentiles_are_values_that_were_measured() -> None:
    values = [float(one) for one in range(1, 101)]
    assert [percentile(values, share) for share in (0.5, 0.99, 1.0)] == [50, 99, 100]
    assert percentile([7.0], 0.99) == 7
