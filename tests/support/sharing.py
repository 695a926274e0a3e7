"""Which worker of xdist gets which tests: what takes long one by one and first, all else file by file.

The marks of ``--dist loadgroup`` do nothing under pytest 9: a test has another kind of id there.
"""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# One story for all tests of the file, or one Chromium.
_STORY = "tests/durability/test_buttons.py"
_BROWSER = ("tests/sandbox/test_web_chat.py", "tests/journeys/test_browser")
# Processes that are killed or waited for.
_LONG = ("tests/durability/", "tests/test_bench.py", "tests/test_cli.py")


def rank(nodeid: str) -> int:
    """The lower, the earlier: whoever ends last should end with something short."""
    order = (_STORY, *_BROWSER, *_LONG)
    return next((place for place, begins in enumerate(order) if nodeid.startswith(begins)), len(order))


class Sharing(LoadScopeScheduling):
    """In the order of collection."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if file.startswith(_BROWSER):
            return "browser"
        return nodeid if file != _STORY and file.startswith(_LONG) else file
