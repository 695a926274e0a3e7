"""Buttons that turn the pages of a list."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.messages import Button


def turning(page: int, pages: int, data: Callable[[int], str]) -> tuple[tuple[Button, ...], ...]:
    """A row with the buttons to the page before and the one after; no row when there is neither.

    Pages count from 0; ``data`` gives the callback data that opens a page.
    """
    before = (Button("button-previous", data(page - 1)),) if page > 0 else ()
    after = (Button("button-next", data(page + 1)),) if page + 1 < pages else ()
    return ((*before, *after),) if before or after else ()
