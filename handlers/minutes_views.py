"""What the record of a meeting looks like: while it is written, as a message, and as a document."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from bot.domain.meetings import MeetingState, Presence, Reply
from bot.domain.messages import Attachment, Button, Listing, Message, Value
from bot.domain.notices import ALBUM
from bot.domain.rich_text import RichText, Span, Style
from bot.i18n import Texts
from bot.usecases.meeting_roll import Roll
from bot.usecases.meeting_words import brief, row_lines
from bot.usecases.minutes import Minutes
from bot.usecases.motion_words import came_line, motion_line, trace_lines
from bot.usecases.motions import Agenda, electorate_of
from handlers.meeting_card import run_button
from handlers.routing import tap_data
from storage.attendance import Attendee

_TAG = re.compile("<[^>]*>")
MOST_TRACES = 1  # corrections of one motion in a message; the document has all


def writing_message(found: Minutes, *, afresh: bool = False) -> Message:
    """What is there so far; everything that is sent now is added to it."""
    row = found.agenda.roll.meeting
    lines = [Message("meeting-line-minutes", {"minutes": row.minutes})] if row.minutes else []
    if found.files:
        lines.append(Message("minutes-line-files", {"count": len(found.files)}))
    rows: list[tuple[Button, ...]] = []
    if row.minutes and not afresh:
        rows.append((Button("minutes-button-again", tap_data("min.again", row.id)),))
    if found.files:
        rows.append((Button("minutes-button-bare", tap_data("min.bare", row.id)),))
    rows.append((Button("minutes-button-done", tap_data("min.done", row.id)),))
    key = "minutes-ask-again" if afresh else "minutes-ask-more" if lines else "minutes-ask"
    return Message(key, buttons=tuple(rows), more=tuple(lines))


def record_message(found: Minutes) -> Message:
    """What was decided, and what can be done with the record."""
    roll = found.agenda.roll
    row = roll.meeting
    lines = [*_decided(found.agenda, MOST_TRACES), *_late(roll)]
    rows: list[tuple[Button, ...]] = [(Button("minutes-button-report", tap_data("min.doc", row.id)),)]
    if row.state is MeetingState.HELD and any(one.is_settled for one in found.agenda.motions):
        rows.append((Button("minutes-button-publish", tap_data("min.pub", row.id)),))
    rows.append((run_button(row.id),))
    values: dict[str, Value] = {**brief(row, roll.branch.timezone), "place": roll.branch.name}
    return Message("minutes-record", values, tuple(rows), tuple(lines))


def sure_message(agenda: Agenda) -> Message:
    """Whether everybody who should have attended shall hear what was decided."""
    row = agenda.roll.meeting
    settled = [one for one in agenda.motions if one.is_settled]
    lines = tuple(motion_line(number, one) for number, one in enumerate(settled, 1))
    sure = Button("minutes-button-sure", tap_data("min.sure", row.id))
    values: dict[str, Value] = {"should": agenda.roll.tally.should}
    return Message("minutes-ask-sure", values, ((sure,), (run_button(row.id),)), lines)


def published_message(agenda: Agenda, people: int) -> Message:
    """To how many it was sent."""
    return Message("minutes-published", {"count": people}, ((run_button(agenda.roll.meeting.id),),))


def albums(files: Sequence[Attachment]) -> list[tuple[Attachment, ...]]:
    """Pictures together, as many as an album holds, and then each file alone."""
    photos = [one for one in files if one.kind == "photo"]
    found = [tuple(photos[at : at + ALBUM]) for at in range(0, len(photos), ALBUM)]
    return [*found, *((one,) for one in files if one.kind != "photo")]


# -- the document ----------------------------------------------------------------------------------------


def report_title(texts: Texts, locale: str, found: Minutes) -> str:
    """What the document is called, also as a file."""
    roll = found.agenda.roll
    values: dict[str, Value] = {**brief(roll.meeting, roll.branch.timezone), "place": roll.branch.name}
    return texts.format(locale, "minutes-report-title", values, html=False)


def report(texts: Texts, locale: str, found: Minutes) -> RichText:
    """Who was there, what was decided and how, with every correction, and the minutes.

    Why somebody was on leave is not in it: a document is passed on.
    """
    roll = found.agenda.roll
    sections: list[tuple[str, Iterable[Message]]] = [
        ("minutes-section-meeting", (*row_lines(roll.meeting, roll.branch.timezone), *_late(roll))),
        ("minutes-section-people", (came_line(roll), *_people(roll))),
        ("minutes-section-decisions", _decided_whole(found.agenda)),
        ("minutes-section-minutes", _written(found)),
    ]
    text, spans = report_title(texts, locale, found), []
    for heading, lines in sections:
        said = [_plain(texts.format(locale, line.key, line.values)) for line in lines]
        if said:
            title = texts.format(locale, heading, html=False)
            start = len(text) + 1
            spans.append(Span(Style.BOLD, start, start + len(title)))
            text = "\n".join((text, title, *said))
    return RichText(text, tuple(spans))


def _plain(text: str) -> str:
    """The words of a Telegram text; what people wrote is escaped in it, so every tag is ours."""
    return html.unescape(_TAG.sub("", text))


def _late(roll: Roll) -> list[Message]:
    return [Message("meeting-line-recorded-late")] if roll.meeting.recorded_late else []


def _people(roll: Roll) -> Iterable[Message]:
    if roll.meeting.state is not MeetingState.HELD:
        return ()
    away = Presence.ABSENT
    on_leave = [one for one in roll.attendees if not one.came and one.reply is Reply.LEAVE_GRANTED]
    groups = (
        ("minutes-line-present", [one for one in roll.attendees if one.presence is Presence.ON_TIME]),
        ("minutes-line-late", [one for one in roll.attendees if one.presence is Presence.LATE]),
        ("minutes-line-left-early", [one for one in roll.attendees if one.presence is Presence.LEFT_EARLY]),
        ("minutes-line-leave", on_leave),
        ("meeting-line-absent", [o for o in roll.attendees if o.presence is away and o not in on_leave]),
    )
    lines = [Message(key, {"names": _names(people)}) for key, people in groups if people]
    lines += [
        Message("minutes-line-minutes-late", {"name": one.name, "minutes": one.minute})
        for one in roll.attendees
        if one.presence is Presence.LATE and one.minute is not None and one.minute > 0
    ]
    return lines


def _names(people: list[Attendee]) -> Listing:
    return Listing(tuple(one.name for one in people))


def _decided(agenda: Agenda, traces: int | None = None) -> Iterable[Message]:
    """Each motion and decision that stands, with the last ``traces`` (None: all) of its corrections."""
    standing = [one for one in agenda.motions if one.dropped_at is None]
    for number, one in enumerate(standing, 1):
        yield motion_line(number, one)
        yield from trace_lines(one, agenda.roll, traces)


def _decided_whole(agenda: Agenda) -> Iterable[Message]:
    """With what was taken back, which the chat leaves out."""
    yield from _decided(agenda)
    if any(one.by_vote for one in agenda.motions):
        there = electorate_of(agenda.roll.attendees)
        yield Message("motion-line-voting", {"should": there.should, "present": there.present})
    for one in agenda.motions:
        if one.dropped_at is not None:
            yield Message("minutes-line-dropped", {"words": one.words})
            yield from trace_lines(one, agenda.roll)


def _written(found: Minutes) -> Iterable[Message]:
    row = found.agenda.roll.meeting
    if row.minutes:
        yield Message("minutes-line-text", {"minutes": row.minutes})
    if found.files:
        yield Message("minutes-line-files", {"count": len(found.files)})
