"""Imports that take less time and memory."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# structlog (tracebacks with the values of variables, which we never print) and httpx (its command line) take
# them if they are there, as they are for typer's help: five megabytes of every idle process.
UNWANTED = ("rich", "pygments")


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Let imports inside the block find no modules of these names."""
    modules: dict[str, Any] = sys.modules
    had = {name: modules[name] for name in names if name in modules}
    modules.update(dict.fromkeys(names))
    try:
        yield
    finally:
        for name in names:
            del modules[name]
        modules.update(had)


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no cycles of garbage inside the block: imports make a million objects, and nearly none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
