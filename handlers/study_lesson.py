"""Entering the class-hours of a lesson that took place elsewhere: for whom, how long, and what it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

from bot.domain.messages import Button, Message, Term, Value
from bot.domain.rights import Actor
from bot.domain.service import local_now
from bot.domain.study import as_hours
from bot.usecases import study_hours
from bot.usecases.study_hours import REASONS, LessonCard
from handlers.log_choices import in_rows
from handlers.paging import turning
from handlers.routing import Journey, tap_data
from handlers.study_hours import PAGE, reason_value
from handlers.study_questions import LENGTHS
from handlers.talk import Talk
from storage import drafts
from storage.database import Transaction
from storage.meetings import MeetingRow

T = TypeVar("T")

journey = Journey("study-lesson")

LENGTH, REASON = "st.length", "st.reason"  # what the next plain text answers


@journey.tap("st.less")
async def begin(talk: Talk) -> None:
    card = await talk.run(study_hours.begin, talk.number(0), talk.now)
    await talk.show(_people_message(card, 0))


@journey.tap("st.pick")
async def pick(talk: Talk) -> None:
    card = await talk.run(study_hours.toggle, talk.number(0), talk.number(1), talk.now)
    await talk.show(_people_message(card, talk.number(2)))


@journey.tap("st.pg")
async def turn_page(talk: Talk) -> None:
    card = await talk.run(study_hours.show, talk.number(0), talk.now)
    await talk.show(_people_message(card, talk.number(1)))


def _people_message(card: LessonCard, page: int) -> Message:
    number = card.draft_id
    pages = max(1, -(-len(card.people) // PAGE))
    page = min(page, pages - 1)
    rows: list[tuple[Button, ...]] = []
    if not card.form.people:
        rows += [(_lesson_button(card, row),) for row in card.lessons]
    rows.append((Button("study-hours-all", tap_data("st.pick", number, 0, page)),))
    rows += [
        (
            Button(
                "study-ticked" if one.person_id in card.form.people else "study-not-ticked",
                tap_data("st.pick", number, one.person_id, page),
                values={"what": one.name},
            ),
        )
        for one in card.people[page * PAGE : (page + 1) * PAGE]
    ]
    rows.extend(turning(page, pages, lambda other: tap_data("st.pg", number, other)))
    last = [Button("button-cancel", tap_data("st.quit", number))]
    if card.form.people:
        last.insert(0, Button("study-hours-next", tap_data("st.next", number)))
    return Message("study-hours-who", {"count": len(card.form.people)}, (*rows, tuple(last)))


def _lesson_button(card: LessonCard, row: MeetingRow) -> Button:
    values: dict[str, Value] = {
        "kind": Term(f"meeting-kind-{row.kind}"),
        "day": local_now(row.starts_at, card.branch.timezone).date(),
    }
    return Button("study-hours-came", tap_data("st.came", card.draft_id, row.id), values=values)


@journey.tap("st.came")
async def take_lesson(talk: Talk) -> None:
    """Whoever came to a lesson that was held lately; more can be added."""
    card = await talk.run(study_hours.take_lesson, talk.number(0), talk.number(1), talk.now)
    await talk.show(_people_message(card, 0))


@journey.tap("st.next")
async def ask_length(talk: Talk) -> None:
    card = await talk.run(_asking, talk.number(0), LENGTH, talk.now)
    buttons = [
        Button(
            "study-button-length", tap_data("st.long", card.draft_id, one), values={"hours": as_hours(one)}
        )
        for one in LENGTHS
    ]
    back = Button("button-back", tap_data("st.pg", card.draft_id, 0))
    await talk.show(
        Message("study-hours-how-long", {"count": len(card.form.people)}, (*in_rows(buttons, 3), (back,)))
    )


@journey.tap("st.long")
async def choose_length(talk: Talk) -> None:
    card = await talk.run(_then, REASON, study_hours.set_minutes, talk.number(0), talk.number(1), talk.now)
    await talk.show(_next_message(card))


@journey.answer(LENGTH)
async def hear_length(talk: Talk) -> None:
    card = await talk.run(_then, REASON, study_hours.say_minutes, talk.subject_id, talk.text, talk.now)
    await talk.reply(_next_message(card))


def _next_message(card: LessonCard) -> Message:
    return _sure_message(card) if card.form.reason else _reason_message(card)


def _reason_message(card: LessonCard) -> Message:
    buttons = [Button(f"study-why-{name}", tap_data("st.why", card.draft_id, name)) for name in REASONS]
    back = Button("button-back", tap_data("st.next", card.draft_id))
    return Message("study-hours-why", buttons=(*in_rows(buttons, 2), (back,)))


@journey.tap("st.why")
async def choose_reason(talk: Talk) -> None:
    card = await talk.run(_then, "", study_hours.choose_reason, talk.number(0), talk.word(1), talk.now)
    await talk.show(_sure_message(card))


@journey.answer(REASON)
async def hear_reason(talk: Talk) -> None:
    card = await talk.run(_then, "", study_hours.set_reason, talk.subject_id, talk.text, talk.now)
    await talk.reply(_sure_message(card))


def _facts(card: LessonCard) -> Mapping[str, Value]:
    names = [one.name for one in card.people if one.person_id in card.form.people]
    return {
        "names": "、".join(names),
        "count": len(names),
        "hours": as_hours(card.form.minutes),
        "reason": reason_value(card.form.reason),
    }


def _sure_message(card: LessonCard) -> Message:
    rows = (
        (
            Button("button-submit", tap_data("st.enter", card.draft_id, card.form.version)),
            Button("button-cancel", tap_data("st.quit", card.draft_id)),
        ),
        (Button("button-back", tap_data("st.pg", card.draft_id, 0)),),
    )
    return Message("study-hours-sure", _facts(card), rows)


@journey.tap("st.enter")
async def enter(talk: Talk) -> None:
    card = await talk.run(_then, "", study_hours.enter, talk.number(0), talk.number(1), talk.now)
    back = Button("study-button-hours", tap_data("st.hrs", card.branch.id, 0))
    await talk.show(Message("study-hours-done", _facts(card), ((back,),)))


@journey.tap("st.quit")
async def cancel(talk: Talk) -> None:
    await talk.run(_quit, talk.number(0), talk.now)
    await talk.show(Message("study-hours-dropped"))


# -- one step ------------------------------------------------------------------------------------------


def _asking(tx: Transaction, actor: Actor, draft_id: int, field: str, now: datetime) -> LessonCard:
    card = study_hours.show(tx, actor, draft_id, now)
    drafts.ask(tx, actor.telegram_id, field, draft_id, now)
    return card


def _then(
    tx: Transaction,
    actor: Actor,
    field: str,
    step: Callable[[Transaction, Actor, int, T, datetime], LessonCard],
    draft_id: int,
    value: T,
    now: datetime,
) -> LessonCard:
    """A step; afterwards a plain text answers ``field``, if there is one."""
    card = step(tx, actor, draft_id, value, now)
    if field == REASON and card.form.reason:
        field = ""  # a lesson has told it
    if field:
        drafts.ask(tx, actor.telegram_id, field, draft_id, now)
    else:
        _ask_no_more(tx, actor)
    return card


def _quit(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    study_hours.cancel(tx, actor, draft_id, now)
    _ask_no_more(tx, actor)


def _ask_no_more(tx: Transaction, actor: Actor) -> None:
    drafts.ask_no_more(tx, actor.telegram_id, LENGTH, REASON)
