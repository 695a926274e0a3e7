"""Class-hours of a branch: the list, the spreadsheet, and entering lessons that took place elsewhere."""

from __future__ import annotations

import asyncio
from decimal import Decimal

from bot.domain.messages import Button, Message, Term, Value
from bot.domain.service import local_now
from bot.domain.study import CLASS_HOUR, as_hours
from bot.office.workbook import write_sheet
from bot.usecases import study_hours
from bot.usecases.study_hours import Hours, lacking, target
from handlers.paging import turning
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from storage.study_credits import Entry

journey = Journey("study-hours")

PAGE = 8
MOST_BRANCHES = 30
COLUMNS = ("name", "group", "hours", "target", "missing")
WIDTHS = (14, 14, 10, 10, 10)


# -- the list ------------------------------------------------------------------------------------------


@journey.tap("st.book")
async def open_hours(talk: Talk) -> None:
    found = await talk.read(study_hours.choose_branch)
    if len(found) == 1:
        await _show(talk, found[0].id, 0)
        return
    rows = tuple(
        (Button("study-button-title", tap_data("st.hrs", one.id, 0), values={"title": one.name}),)
        for one in found[:MOST_BRANCHES]
    )
    await talk.show(Message("study-hours-which", buttons=rows))


@journey.tap("st.hrs")
async def see_hours(talk: Talk) -> None:
    await _show(talk, talk.number(0), talk.number(1))


async def _show(talk: Talk, branch_id: int, page: int) -> None:
    found = await talk.read(study_hours.of_branch, branch_id, talk.now)
    await talk.run(study_hours.note_look, branch_id, talk.now)
    await talk.show(_hours_message(found, page))


def _hours_message(found: Hours, page: int) -> Message:
    size = 2 * PAGE
    pages = max(1, -(-len(found.people) // size))
    page = min(page, pages - 1)
    lines = [
        Message(
            "study-hours-line" if lacking(one) else "study-hours-line-reached",
            {"name": one.name, "hours": as_hours(one.minutes), "missing": as_hours(lacking(one))},
        )
        for one in found.people[page * size : (page + 1) * size]
    ]
    number = found.branch.id
    rows = [
        (Button("study-hours-enter", tap_data("st.less", number)),),
        (
            Button("study-hours-file", tap_data("st.file", number)),
            Button("study-hours-entered", tap_data("st.log", number, 0)),
        ),
        *turning(page, pages, lambda other: tap_data("st.hrs", number, other)),
    ]
    back = tap_data("st.book") if found.others else tap_data("st.list", 0)
    rows.append((Button("button-back", back),))
    values: dict[str, Value] = {
        "branch": found.branch.name,
        "year": str(found.year),
        "reached": found.reached,
        "of": len(found.people),
    }
    return Message("study-hours", values, tuple(rows), tuple(lines))


@journey.tap("st.file")
async def send_file(talk: Talk) -> None:
    found = await talk.read(study_hours.of_branch, talk.number(0), talk.now)
    await talk.run(study_hours.note_look, found.branch.id, talk.now)
    await talk.toast()
    texts = talk.house.texts
    header = [texts.format(talk.locale, f"study-column-{name}", html=False) for name in COLUMNS]
    rows: list[tuple[str | Decimal, ...]] = [
        (one.name, one.group, *map(_hours, (one.minutes, target(one), lacking(one)))) for one in found.people
    ]
    data = await asyncio.to_thread(write_sheet, header, rows, WIDTHS)
    values: dict[str, Value] = {"branch": found.branch.name, "year": str(found.year)}
    name = texts.format(talk.locale, "study-file", values, html=False)
    await talk.send_file(f"{name}.xlsx", data, Message("study-file-caption", values))


def _hours(minutes: int) -> Decimal:
    return Decimal(minutes) / CLASS_HOUR


def reason_value(reason: str) -> Value:
    """A reason as everybody reads it in their own language, if it was one on a button."""
    return Term(f"study-why-{reason[1:].partition(':')[0]}") if reason.startswith("#") else reason


# -- what was entered ----------------------------------------------------------------------------------


@journey.tap("st.log")
async def list_entries(talk: Talk) -> None:
    branch_id, page = talk.number(0), talk.number(1)
    branch, found = await talk.read(study_hours.entered, branch_id, PAGE + 1, page * PAGE, talk.now)
    rows: list[tuple[Button, ...]] = []
    for one in found[:PAGE]:
        key = "study-entry" if one.revoked_at is None else "study-entry-gone"
        values: dict[str, Value] = {"name": one.name, "hours": as_hours(one.minutes)}
        rows.append((Button(key, tap_data("st.entry", one.id), values=values),))
    pages = page + 1 + (len(found) > PAGE)
    rows.extend(turning(page, pages, lambda other: tap_data("st.log", branch_id, other)))
    rows.append((Button("button-back", tap_data("st.hrs", branch_id, 0)),))
    key = "study-entries" if found else "study-entries-none"
    await talk.show(Message(key, {"branch": branch.name}, tuple(rows)))


@journey.tap("st.entry")
async def see_entry(talk: Talk) -> None:
    found = await talk.read(study_hours.find_entry, talk.number(0))
    actor = await talk.who()
    await talk.show(_entry_message(found, actor.timezone))


def _entry_message(one: Entry, timezone: str) -> Message:
    values: dict[str, Value] = {
        "name": one.name,
        "hours": as_hours(one.minutes),
        "reason": reason_value(one.reason),
        "day": local_now(one.at, timezone).date(),
    }
    back = (Button("button-back", tap_data("st.log", one.branch_id, 0)),)
    if one.revoked_at is not None:
        return Message("study-entry-was", values, (back,))
    return Message(
        "study-entry-whole", values, ((Button("study-entry-undo", tap_data("st.undo", one.id)),), back)
    )


@journey.tap("st.undo")
async def take_back(talk: Talk) -> None:
    found = await talk.run(study_hours.take_back, talk.number(0), talk.now)
    back = Button("button-back", tap_data("st.log", found.branch_id, 0))
    values: dict[str, Value] = {"name": found.name, "hours": as_hours(found.minutes)}
    await talk.show(Message("study-entry-undone", values, ((back,),)))
