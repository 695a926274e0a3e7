"""What is kept of a meeting beside who came, in a few lines under it, and the way to all of it."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.messages import Button, Message
from bot.domain.record_words import shorten
from bot.usecases.meeting_roll import Roll
from bot.usecases.motion_words import motion_line
from handlers.routing import tap_data

SHOWN_WORDS = 60  # characters of a motion
SHOWN_MINUTES = 200


def kept_lines(roll: Roll) -> list[Message]:
    """What it decided so far, and how its minutes begin."""
    standing = [one for one in roll.motions if one.dropped_at is None]
    lines = [
        motion_line(number, replace(one, words=shorten(one.words, SHOWN_WORDS)))
        for number, one in enumerate(standing, 1)
    ]
    if roll.meeting.minutes:
        lines.append(
            Message("meeting-line-minutes", {"minutes": shorten(roll.meeting.minutes, SHOWN_MINUTES)})
        )
    if roll.files:
        lines.append(Message("minutes-line-files", {"count": roll.files}))
    return lines


def kept_buttons(roll: Roll) -> list[tuple[Button, ...]]:
    """To the motions, the minutes, and, once there is something, to all that is kept."""
    meeting_id = roll.meeting.id
    rows: list[tuple[Button, ...]] = [
        (Button("motion-button-list", tap_data("mot.list", meeting_id)),),
        (Button("meeting-button-minutes", tap_data("min.write", meeting_id)),),
    ]
    if roll.motions or roll.files or roll.meeting.minutes or roll.meeting.held_at:
        rows[-1] = (*rows[-1], Button("minutes-button-see", tap_data("min.see", meeting_id)))
    return rows
