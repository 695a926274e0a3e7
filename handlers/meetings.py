"""/meetings: what a branch still owes and what comes next; for everybody the meetings they should attend."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.cadence import Due, Span
from bot.domain.meetings import GOOD_RATE
from bot.domain.messages import Button, Message, Value
from bot.domain.rights import Right, may_anywhere
from bot.domain.service import local_now
from bot.usecases import meeting_radar
from bot.usecases.meeting_answers import Answered
from bot.usecases.meeting_radar import BranchMeetings, BranchRadar
from bot.usecases.meeting_words import brief, kind_term
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from storage.meetings import MeetingRow

journey = Journey("meetings")

MOST_BRANCHES = 40  # in one message, worst first
MOST_DRAFTS = 8  # buttons for what is owed
MOST_COMING = 10

_DUES: Mapping[Span, str] = MappingProxyType(
    {Span.MONTH: "meeting-due-month", Span.QUARTER: "meeting-due-quarter", Span.YEAR: "meeting-due-year"}
)


@journey.command("meetings")
@journey.phrase("meetings")
@journey.tap("mtg.list")
async def show_meetings(talk: Talk) -> None:
    actor = await talk.who()
    if may_anywhere(actor, Right.RUN_MEETINGS):
        await _overview(talk)
    else:
        await _own(talk)


@journey.tap("mtg.mine")
async def show_own(talk: Talk) -> None:
    await _own(talk)


@journey.tap("mtg.br")
async def show_branch(talk: Talk) -> None:
    await talk.show(branch_message(await talk.read(meeting_radar.of_branch, talk.number(0), talk.now)))


async def _overview(talk: Talk) -> None:
    found = await talk.read(meeting_radar.overview, talk.now)
    if len(found) == 1:
        branch_id = found[0].branch.id
        await talk.show(branch_message(await talk.read(meeting_radar.of_branch, branch_id, talk.now)))
    else:
        await talk.show(overview_message(found))


async def _own(talk: Talk) -> None:
    await talk.show(own_list(await talk.read(meeting_radar.own, talk.now)))


def overview_message(found: list[BranchRadar]) -> Message:
    """Every branch with what it owes, worst first."""
    few = found[:MOST_BRANCHES]
    rows = [
        (
            Button(
                "meeting-button-branch" if one.owed else "meeting-button-branch-paid",
                tap_data("mtg.br", one.branch.id),
                values={"branch": one.branch.name, "owed": one.owed}
                if one.owed
                else {"branch": one.branch.name},
            ),
        )
        for one in few
    ]
    rows.append((Button("meeting-button-mine", tap_data("mtg.mine")),))
    owing = sum(1 for one in found if one.owed)
    return Message("meeting-overview", {"count": len(found), "owing": owing}, tuple(rows))


def branch_message(seen: BranchMeetings) -> Message:
    """One branch: what it owes, how well its meetings are attended, what comes next."""
    found = seen.radar
    lines = [_due_line(due, seen) for due in found.dues]
    if found.percent is not None:
        good = found.attendance is not None and found.attendance.is_good
        key = "meeting-line-rate-good" if good else "meeting-line-rate"
        lines.append(Message(key, {"percent": found.percent, "wanted": GOOD_RATE}))
    if found.late:
        lines.append(Message("meeting-line-late", {"count": found.late}))
    rows: list[tuple[Button, ...]] = []
    for row in seen.open:
        values = brief(row, found.branch.timezone)
        rows.append((Button("meeting-button-close", tap_data("mtg.run", row.id), values=values),))
    for row, tally in seen.coming[:MOST_COMING]:
        counts: dict[str, Value] = {
            **brief(row, found.branch.timezone),
            "attending": tally.attending,
            "should": tally.should,
        }
        rows.append((Button("meeting-button-coming", tap_data("mtg.run", row.id), values=counts),))
    wanting = [due for due in found.dues if due.owed and _fixed(due, seen) is None]
    rows += [(_draft_button(due, seen),) for due in wanting][:MOST_DRAFTS]
    if seen.is_whole:
        rows.append((Button("rule-button-list", tap_data("rul.list", found.branch.id)),))
    past = Button("meeting-button-past", tap_data("mtg.past", found.branch.id, 0))
    last = [past, Button("meeting-button-mine", tap_data("mtg.mine"))]
    if seen.others:
        last.insert(0, Button("button-back", tap_data("mtg.list")))
    return Message("meeting-branch", {"branch": found.branch.name}, (*rows, tuple(last)), tuple(lines))


def _due_line(due: Due, seen: BranchMeetings) -> Message:
    what = _what(due, seen)
    if not due.owed:
        return Message("meeting-due-paid", what)
    fixed = _fixed(due, seen)
    if fixed is not None:
        return Message("meeting-due-fixed", {**what, "day": brief(fixed, seen.radar.branch.timezone)["day"]})
    return Message(_DUES[due.span], {**what, "owed": due.owed, "days": due.days_left})


def _fixed(due: Due, seen: BranchMeetings) -> MeetingRow | None:
    """The meeting to come that will make up for what is owed, when people have been called to it already."""
    timezone = seen.radar.branch.timezone
    coming = [
        row
        for row, _ in seen.coming
        if row.kind is due.kind
        and row.group_id == due.group_id
        and local_now(row.starts_at, timezone).date() <= due.until
    ]
    return coming[0] if len(coming) >= due.owed else None


def _what(due: Due, seen: BranchMeetings) -> dict[str, Value]:
    group = seen.groups.get(due.group_id or 0)
    return {"kind": kind_term(due.kind), "group": f"{group.name} " if group else ""}


def _draft_button(due: Due, seen: BranchMeetings) -> Button:
    data = tap_data("mtg.new", due.kind, seen.radar.branch.id, due.group_id or 0)
    return Button("meeting-button-draft", data, values=_what(due, seen))


def own_list(found: tuple[Answered, ...]) -> Message:
    """The meetings somebody should attend, each a button that opens it."""
    if not found:
        return Message("meeting-own-none")
    rows = tuple(
        (
            Button(
                "meeting-button-own-silent" if one.me.reply is None else "meeting-button-own",
                tap_data("mtg.see", one.meeting.id),
                values=brief(one.meeting, one.branch.timezone),
            ),
        )
        for one in found
    )
    return Message("meeting-own", {"count": len(found)}, rows)
