"""What recipients get: a notice's content as pushes, the same for the preview and for everybody."""

from __future__ import annotations

from bot.domain.messages import Push
from bot.domain.notices import NoticeContent, NoticeKind

PREVIEW = 0  # the notice id in the buttons of a preview


def letters(
    content: NoticeContent, kind: NoticeKind, place: str, notice_id: int = PREVIEW
) -> tuple[Push, ...]:
    """One push for each part; the last has the buttons ``rcp.ok:<notice>`` or ``rcp.go:<notice>:<answer>``.

    ``place``: whose notice it is, the name of a branch or committee, or empty.
    """
    raise NotImplementedError


def headline(content: NoticeContent) -> str:
    """The first line, cut short; empty for a notice without words."""
    raise NotImplementedError
