"""开过的会: the meetings that were held, each a way to its record."""

from __future__ import annotations

from bot.domain.messages import Button, Message, Value
from bot.usecases import meeting_past
from bot.usecases.meeting_past import Past
from bot.usecases.meeting_words import brief
from handlers.paging import turning
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("meeting-past")

MOST_PAGES = 1_000


@journey.tap("mtg.past")
async def see_past(talk: Talk) -> None:
    page = min(talk.number(1), MOST_PAGES)
    await talk.show(past_message(await talk.read(meeting_past.of_branch, talk.number(0), page)))


def past_message(found: Past) -> Message:
    """A page of them, newest first."""
    branch = found.branch
    rows: list[tuple[Button, ...]] = []
    for row, tally in found.meetings:
        values: dict[str, Value] = {
            **brief(row, branch.timezone),
            "present": tally.present,
            "should": tally.should,
        }
        key = "meeting-button-held-late" if row.recorded_late else "meeting-button-held-one"
        rows.append((Button(key, tap_data("mtg.run", row.id), values=values),))
    pages = found.page + 1 + found.more
    rows.extend(turning(found.page, pages, lambda page: tap_data("mtg.past", branch.id, page)))
    rows.append((Button("button-back", tap_data("mtg.br", branch.id)),))
    key = "meeting-past" if found.meetings else "meeting-past-none"
    return Message(key, {"branch": branch.name}, tuple(rows))
