"""What study looks like: one's own list, the card of a plan, and the questions about its parts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from bot.domain.messages import Button, Buttons, Message, Term, Value
from bot.domain.service import local_now
from bot.domain.study import CLASS_HOUR, STEP, ItemKind, as_hours, missing
from bot.domain.study_form import StudyForm, as_clock
from bot.usecases.study_card import StudyCard
from bot.usecases.study_doing import Mine
from bot.usecases.study_sending import Started
from bot.usecases.study_words import item_button
from handlers.log_choices import in_rows
from handlers.paging import turning
from handlers.routing import tap_data

OPEN_A_PAGE = 5
ITEMS_SHOWN = 8
ITEMS_A_PAGE = 8
MOST_BRANCHES = 30
HOURS = (8, 9, 12, 18, 19, 20)
LENGTHS = (STEP, CLASS_HOUR, CLASS_HOUR + STEP, 2 * CLASS_HOUR, 3 * CLASS_HOUR, 4 * CLASS_HOUR)
KINDS: Mapping[ItemKind, str] = MappingProxyType(
    {
        ItemKind.TEXT: "study-kind-text",
        ItemKind.LINK: "study-kind-link",
        ItemKind.FILE: "study-kind-file",
        ItemKind.QUIZ: "study-kind-quiz",
    }
)


# -- one's own -----------------------------------------------------------------------------------------


def own_message(found: Mine, page: int, runs: bool) -> Message:
    """What is open for somebody, with 完成学习 beside each, and their class-hours."""
    pages = max(1, -(-len(found.open) // OPEN_A_PAGE))
    page = min(page, pages - 1)
    rows: list[tuple[Button, ...]] = []
    for one in found.open[page * OPEN_A_PAGE : (page + 1) * OPEN_A_PAGE]:
        title = Button(
            "study-button-title", tap_data("st.open", one.item.id), values={"title": one.item.item.title}
        )
        is_quiz = one.item.item.kind is ItemKind.QUIZ
        done = Button("study-button-done", tap_data("st.tick", one.item.id, page))
        is_begun = one.item.item.quiz_id in found.begun
        rows.append((title, item_button(one.item.id, ItemKind.QUIZ, is_begun=is_begun) if is_quiz else done))
    rows.extend(turning(page, pages, lambda other: tap_data("st.list", other)))
    lines = [hours_line(found)]
    lines.append(
        Message("study-line-open", {"count": len(found.open)})
        if found.open
        else Message("study-line-all-done")
    )
    if found.entered:
        minutes = sum(one.minutes for one in found.entered)
        lines.insert(1, Message("study-line-entered", {"hours": as_hours(minutes)}))
    return Message("study-own", buttons=(*rows, *(_running() if runs else ())), more=tuple(lines))


def hours_line(found: Mine) -> Message:
    """Class-hours of the year, and what is missing."""
    lacks = missing(found.minutes, found.target)
    values: dict[str, Value] = {
        "year": str(found.year),
        "hours": as_hours(found.minutes),
        "target": as_hours(found.target),
        "missing": as_hours(lacks),
    }
    return Message("study-line-hours" if lacks else "study-line-hours-reached", values)


def _running() -> Buttons:
    plans = Button("study-button-plans", tap_data("st.plans"))
    hours = Button("study-button-hours", tap_data("st.book"))
    quizzes = Button("study-button-quizzes", tap_data("qz.list"))
    return ((Button("study-button-new", tap_data("st.new")), quizzes), (plans, hours))


def running_message() -> Message:
    """The same for somebody on no roster who runs the study of branches."""
    return Message("study-run", buttons=_running())


# -- the card ------------------------------------------------------------------------------------------


def card_message(card: StudyCard) -> Message:
    """The next question, or the whole plan with the button that starts it."""
    form = card.form
    if card.branch is None:
        return _branches(card)
    if not (form.items or card.plan):
        return Message("study-ask-content", buttons=((_drop(card),),), more=card.remarks)
    if not form.title:
        return Message("study-ask-title", buttons=((_drop(card),),), more=(*_items(form), *card.remarks))
    send = "study-button-save" if card.plan else "button-send"
    rows: list[tuple[Button, ...]] = [
        (
            Button(send, tap_data("st.send", card.draft_id, form.version)),
            Button("button-change", tap_data("st.edit", card.draft_id)),
        )
    ]
    if form.items:
        rows.append((Button("study-button-peek", tap_data("st.peek", card.draft_id)),))
    rows.append((_drop(card),))
    key = "study-card-change" if card.plan else "study-card"
    lines = (*_items(form), *timing_lines(form, card.timezone, card.first, card.last), *_about(card))
    return Message(
        key, {"title": form.title, "branch": card.branch.name}, tuple(rows), (*lines, *card.remarks)
    )


def _drop(card: StudyCard) -> Button:
    return Button("button-cancel", tap_data("st.off", card.draft_id))


def _branches(card: StudyCard) -> Message:
    rows = [
        (Button("study-button-title", tap_data("st.br", card.draft_id, one.id), values={"title": one.name}),)
        for one in card.branches[:MOST_BRANCHES]
    ]
    return Message("study-ask-branch", buttons=(*rows, (_drop(card),)))


def _items(form: StudyForm) -> list[Message]:
    lines = [
        Message(
            "study-line-item",
            {
                "number": at,
                "title": item.title,
                "kind": Term(KINDS[item.kind]),
                "hours": as_hours(item.minutes),
            },
        )
        for at, item in enumerate(form.items[:ITEMS_SHOWN], start=1)
    ]
    if len(form.items) > ITEMS_SHOWN:
        lines.append(Message("study-line-items-more", {"count": len(form.items)}))
    return lines


def timing_lines(
    form: StudyForm, timezone: str, first: datetime | None = None, last: datetime | None = None
) -> list[Message]:
    """When items are sent and people reminded, as far as it is known."""
    values: dict[str, Value] = {"time": as_clock(form.minute), "count": form.at_once}
    if form.weekday is not None:
        values["weekday"] = Term(f"weekday-{form.weekday}")
    lines = [Message("study-line-daily" if form.weekday is None else "study-line-weekly", values)]
    if form.working_days:
        lines.append(Message("study-line-working"))
    if first is not None and last is not None:
        days = local_now(first, timezone).date(), local_now(last, timezone).date()
        key = "study-line-once" if first == last else "study-line-days"
        lines.append(Message(key, {"first": days[0], "last": days[1]}))
    if form.remind_on is not None:
        weekday = Term(f"weekday-{form.remind_on}")
        lines.append(
            Message("study-line-reminder", {"weekday": weekday, "time": as_clock(form.remind_minute)})
        )
    return lines


def _about(card: StudyCard) -> list[Message]:
    """Whom it is for, and what the groups hear."""
    lines = []
    if card.provisional:
        lines.append(Message("study-line-provisional"))
    names = [group.name for group in card.groups if group.id in card.form.groups]
    reach: dict[str, Value] = {"count": card.reach.people, "groups": "、".join(names)}
    lines.append(Message("study-line-groups" if names else "study-line-people", reach))
    missed = sum(card.reach.missed.values())
    if missed:
        lines.append(Message("study-line-missed", {"count": missed}))
    if card.chats and card.form.tells_groups:
        lines.append(Message("study-line-chats-ranking" if card.form.ranking else "study-line-chats"))
    return lines


def edit_message(card: StudyCard) -> Message:
    """What can be changed; the items of a plan that has begun stay."""
    names = ["when", "from", "who", "many", "rem", "title"]
    if card.plan is None:
        names += ["items", "min"]
    if card.chats:
        names.append("chat")
    buttons = [Button(f"study-edit-{name}", tap_data(f"st.{name}", card.draft_id)) for name in names]
    if card.plan is None:
        buttons.append(Button("study-edit-add", tap_data("st.add", card.draft_id)))
    return Message("study-ask-change", buttons=(*in_rows(buttons, 2), (back(card.draft_id),)))


def back(draft_id: int) -> Button:
    """The way back to the card."""
    return Button("button-back", tap_data("st.card", draft_id))


def started_message(done: Started, timezone: str) -> Message:
    """What was started, and when its first items come."""
    key = "study-changed" if done.is_change else "study-started"
    lines = []
    if done.first_at is not None:
        local = local_now(done.first_at, timezone)
        lines.append(Message("study-line-first", {"day": local.date(), "time": f"{local:%H:%M}"}))
    plan = Button("study-button-plan", tap_data("st.plan", done.plan.id))
    return Message(key, {"title": done.plan.title, "count": done.people}, ((plan,),), tuple(lines))


def unfinished_message(card: StudyCard) -> Message:
    """A plan that was left unfinished: it can be gone on with, or put aside for another."""
    go_on = Button("notice-button-go-on", tap_data("st.card", card.draft_id))
    new = Button("study-button-another", tap_data("st.fresh"))
    return Message("study-unfinished", buttons=((go_on, new),), more=tuple(_items(card.form)[:3]))
