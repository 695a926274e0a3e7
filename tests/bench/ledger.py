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
    started = time.monotonic()
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        cwd=town.path.parent,
        env={**environment, "ZHIBU_DATABASE_URL": town.url},
    )
    assert process.stdout is not None
    printed = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - started
    whole = f"ok   ledger: 0 faults in {town.records + town.pressed:,} entries"
    if whole not in printed:
        raise RuntimeError(f"the doctor did not find the ledger whole:\n{printed}")
    return seconds, used.ru_maxrss * 1024
