"""Naming an error without repeating what people wrote."""

from __future__ import annotations

import traceback
from pathlib import PurePath

FRAMES = 3


def place_of(error: BaseException) -> str:
    """The kind of an error and where it was raised, innermost frame first.

    Its text may quote a message, so it is left out.
    """
    frames = [(frame.f_code, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    places = [
        f"{'/'.join(PurePath(code.co_filename).parts[-2:])}:{line} in {code.co_name}"
        for code, line in frames[: -FRAMES - 1 : -1]
    ]
    return f"{type(error).__qualname__} at {' < '.join(places) or 'an unknown place'}"
