"""The questions about the parts of a study plan, with the likeliest answers as buttons."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.messages import Button, Message, Term, Value
from bot.domain.service import local_now
from bot.domain.study import CLASS_HOUR, STEP, as_hours
from bot.domain.study_form import as_clock, at_once_choices
from bot.usecases.study_card import StudyCard
from handlers.log_choices import in_rows
from handlers.paging import turning
from handlers.routing import tap_data
from handlers.study_views import back, timing_lines

ITEMS_A_PAGE = 8
HOURS = (8, 9, 12, 18, 19, 20)
LENGTHS = (STEP, CLASS_HOUR, CLASS_HOUR + STEP, 2 * CLASS_HOUR, 3 * CLASS_HOUR, 4 * CLASS_HOUR)


def _choice(key: str, data: str, *, chosen: bool, **values: Value) -> Button:
    """A button of a choice; the chosen one has a dot before it."""
    return Button("study-chosen" if chosen else "study-choice", data, values={"what": Term(key), **values})


def when_message(card: StudyCard) -> Message:
    """On which day and at which hour items are sent."""
    form, number = card.form, card.draft_id

    def at(weekday: int, minute: int) -> str:
        return tap_data("st.at", number, weekday, minute, int(form.working_days))

    now = form.weekday or 0
    days = [
        _choice("study-every-day" if one == 0 else f"weekday-{one}", at(one, form.minute), chosen=one == now)
        for one in range(8)
    ]
    hours = [
        Button(
            "study-chosen" if hour * 60 == form.minute else "study-choice",
            at(now, hour * 60),
            values={"what": as_clock(hour * 60)},
        )
        for hour in HOURS
    ]
    working = _choice("study-working", tap_data("st.flip", number, "working"), chosen=form.working_days)
    rows = (*in_rows(days, 4), *in_rows(hours, 3), (working,), (back(number),))
    return Message("study-ask-when", buttons=rows, more=tuple(timing_lines(form, card.timezone)[:2]))


def start_message(card: StudyCard, now: datetime) -> Message:
    """From which day on items are sent."""
    today = local_now(now, card.timezone).date()
    monday = today + timedelta(days=8 - today.isoweekday())
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    offered = (("study-from-now", today), ("study-from-monday", monday), ("study-from-first", first))
    rows = [
        (Button(key, tap_data("st.since", card.draft_id, f"{day:%Y%m%d}"), values={"day": day}),)
        for key, day in offered
    ]
    return Message("study-ask-from", buttons=(*rows, (back(card.draft_id),)))


def groups_message(card: StudyCard) -> Message:
    """Which party groups it is for."""
    number = card.draft_id
    everybody = _choice("study-everybody", tap_data("st.grp", number, 0), chosen=not card.form.groups)
    rows = [
        (
            Button(
                "study-ticked" if one.id in card.form.groups else "study-not-ticked",
                tap_data("st.grp", number, one.id),
                values={"what": one.name},
            ),
        )
        for one in card.groups
    ]
    return Message("study-ask-who", {"count": card.reach.people}, ((everybody,), *rows, (back(number),)))


def many_message(card: StudyCard) -> Message:
    """How many items are sent each time."""
    buttons = [
        Button(
            "study-chosen" if count == card.form.at_once else "study-choice",
            tap_data("st.once", card.draft_id, count),
            values={"what": count},
        )
        for count in at_once_choices()
    ]
    return Message("study-ask-many", buttons=(tuple(buttons), (back(card.draft_id),)))


def reminder_message(card: StudyCard) -> Message:
    """On which day those are reminded who have not finished."""
    now = card.form.remind_on or 0
    buttons = [
        _choice(
            "study-no-reminder" if day == 0 else f"weekday-{day}",
            tap_data("st.day", card.draft_id, day),
            chosen=day == now,
        )
        for day in range(8)
    ]
    return Message("study-ask-reminder", buttons=(*in_rows(buttons, 4), (back(card.draft_id),)))


def chats_message(card: StudyCard) -> Message:
    """What the group chats hear of it."""
    number, form = card.draft_id, card.form
    rows: list[tuple[Button, ...]] = [
        (_choice("study-totals", tap_data("st.flip", number, "groups"), chosen=form.tells_groups),)
    ]
    if form.tells_groups:
        rows.append((_choice("study-ranking", tap_data("st.flip", number, "ranking"), chosen=form.ranking),))
    return Message("study-ask-chats", buttons=(*rows, (back(number),)))


def length_message(card: StudyCard) -> Message:
    """How many class-hours each item counts for."""
    buttons = [
        Button("study-button-length", tap_data("st.len", card.draft_id, one), values={"hours": as_hours(one)})
        for one in LENGTHS
    ]
    return Message("study-ask-length", buttons=(*in_rows(buttons, 3), (back(card.draft_id),)))


def items_message(card: StudyCard, page: int) -> Message:
    """The items, each of which can be taken out again."""
    form = card.form
    pages = max(1, -(-len(form.items) // ITEMS_A_PAGE))
    page = min(page, pages - 1)
    first = page * ITEMS_A_PAGE
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                "study-button-drop",
                tap_data("st.out", card.draft_id, at, form.version),
                values={"number": at + 1, "title": item.title},
            ),
        )
        for at, item in enumerate(form.items[first : first + ITEMS_A_PAGE], start=first)
    ]
    rows.extend(turning(page, pages, lambda other: tap_data("st.items", card.draft_id, other)))
    clear = Button("study-button-clear", tap_data("st.clear", card.draft_id))
    return Message("study-items", {"count": len(form.items)}, (*rows, (clear, back(card.draft_id))))
