"""The name under which this process holds a lease, and whether the process behind such a name still lives.

A lease whose holder crashed is free after its term. On the same machine nobody need wait for that: the kernel
knows at once. Elsewhere, and where there is no ``/proc``, the term decides.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

PROC = Path("/proc")
_DEAD = "ZX"  # the states of a process that has ended and of which only the exit code is left


def new_holder() -> str:
    """A name nobody else has: machine, process and a random word."""
    return f"{_machine()}/{_process(os.getpid())}/{secrets.token_hex(8)}"


def is_gone(holder: str) -> bool:
    """Whether the process with that name has surely ended; False when it cannot be told."""
    machine, _, rest = holder.partition("/")
    process = rest.partition("/")[0]
    if not machine or machine != _machine():
        return False
    pid = process.partition(".")[0]
    if not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False  # it is somebody else's, so it is there
    return _process(int(pid)) not in (process, "")


def _machine() -> str:
    """This start of this kernel, and the process numbers it counts here; "" where that cannot be told."""
    try:
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
        numbers = os.readlink(PROC / "self/ns/pid")  # noqa: PTH115 - what it names is no file
    except OSError:
        return ""
    return f"{boot}.{numbers}"


def _process(pid: int) -> str:
    """Number and start of a living process: numbers come again. "" when it cannot be told."""
    try:
        stat = (PROC / str(pid) / "stat").read_text()
    except OSError:
        return ""
    # The name of the program stands in brackets and may hold anything.
    fields = stat.rpartition(")")[2].split()
    state, started = fields[0], fields[19]
    return f"{pid}.{started}" if state not in _DEAD else f"{pid}.ended"
