"""Everything that is logged, at DEBUG, in one text."""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Iterator

import structlog

from bot.logs import CAPS, configure_logging
from tests.support.telegram import TOKEN


@contextlib.contextmanager
def logged() -> Iterator[io.StringIO]:
    """Logging as an operator sets it up to see the most; as it was before, afterwards."""
    stream = io.StringIO()
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in CAPS}
    before = structlog.get_config()
    configure_logging("DEBUG", "json", (TOKEN,), stream)
    try:
        yield stream
    finally:
        structlog.configure(**before)
        root.handlers[:] = handlers
        root.setLevel(level)
        for name, was in levels.items():
            logging.getLogger(name).setLevel(was)
        logging.captureWarnings(False)
