"""Imports without what libraries bring in only because it happens to be installed."""

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
