"""Figures of the process itself: how soon it asks for updates, and the memory it takes while idle."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median

from storage.migrate import migrate
from tests.bench.figures import Figure
from tests.bench.presses import Arena
from tests.bench.processes import BOT_CORE, Child
from tests.bench.scale import Scale

MEGABYTE = 1_000_000


def footprint_figures(arena: Arena, telegram: Child, scale: Scale, folder: Path) -> list[Figure]:
    """``zhibu run`` as an operator starts it."""
    path = folder / "idle.db"
    migrate(f"sqlite:///{path}")
    found = [_started(arena, telegram, path, scale.settling) for _ in range(scale.rounds)]
    seconds, resident = (median(one[place] for one in found) for place in (0, 1))
    megabytes = resident / MEGABYTE
    return [
        Figure("resident memory idle", "≤ 120 MB", f"{megabytes:.0f} MB", megabytes <= 120),
        Figure("start to first getUpdates", "≤ 2 s", f"{seconds:.2f} s", seconds <= 2),
    ]


def _started(arena: Arena, telegram: Child, path: Path, settling: float) -> tuple[float, int]:
    token = arena.new_token()
    environment = {
        "ZHIBU_BOT_TOKEN": token,
        "ZHIBU_API_BASE_URL": telegram.ready,
        "ZHIBU_DATABASE_URL": f"sqlite:///{path}",
        "ZHIBU_WEB_PORT": "0",
    }
    command = str(Path(sys.executable).with_name("zhibu"))
    spawned = time.monotonic()
    with Child(command, "run", core=BOT_CORE, environment=environment) as process:
        polled = telegram.ask("first_poll", token=token, patience=30.0)
        time.sleep(settling)
        return polled - spawned, process.resident()
