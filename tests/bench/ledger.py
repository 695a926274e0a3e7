"""The figure of ``zhibu doctor``: how long it takes to prove everything in a full database."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.town import Town

REACH = 20.0  # seconds
MEGABYTE = 1_000_000
LOOK = 0.05  # seconds between two looks at its memory


def ledger_figures(town: Town) -> list[Figure]:
    """The command as an operator starts it. ``RuntimeError`` when it does not find the ledger whole."""
    seconds, most = _examined(town)
    return [
        Figure(
            f"zhibu doctor with {town.records:,} records",
            f"≤ {REACH:.0f} s",
            f"{seconds:.1f} s, memory {most / MEGABYTE:.0f} MB",
            seconds <= REACH,
        )
    ]


def _examined(town: Town) -> tuple[float, int]:
    """Seconds, and the most memory it had."""
    command = (str(Path(sys.executable).with_name("zhibu")), "doctor")
    # It has no token, and says so; the database is looked at all the same.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ZHIBU_")}
    out = town.path.with_suffix(".doctor")
    started = time.monotonic()
    with out.open("w") as printed:
        process = subprocess.Popen(
            command,
            stdout=printed,
            cwd=town.path.parent,
            env={**environment, "ZHIBU_DATABASE_URL": town.url},
        )
    most = 0
    while process.poll() is None:
        most = max(most, _peak(process.pid))
        time.sleep(LOOK)
    seconds = time.monotonic() - started
    whole = f"ok   ledger: 0 faults in {town.records + town.pressed:,} entries"
    if whole not in out.read_text():
        raise RuntimeError(f"the doctor did not find the ledger whole:\n{out.read_text()}")
    return seconds, most


def _peak(pid: int) -> int:
    """The most memory that a process has had since it began its program, in bytes; 0 once it has ended."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)
