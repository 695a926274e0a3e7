"""What a meeting looks like while it is put together: its card, and the questions about its parts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.domain.meeting_form import MeetingField
from bot.domain.meetings import MeetingKind
from bot.domain.messages import Button, Message, Value
from bot.domain.recurrence import Every
from bot.domain.service import local_now
from bot.usecases.meeting_card import MeetingCard
from bot.usecases.meeting_sending import Announced
from bot.usecases.meeting_words import fact_lines, kind_term, row_lines, when_values
from handlers.log_choices import in_rows
from handlers.routing import tap_data
from handlers.talk import TIME_FORM

MOST_BRANCHES = 30
# The key of each button, days from today, and the hour.
OFFERED = (
    ("meeting-button-tomorrow-morning", 1, 9),
    ("meeting-button-tomorrow-afternoon", 1, 15),
    ("meeting-button-tomorrow-night", 1, 19),
    ("meeting-button-after-tomorrow", 2, 19),
)
_QUESTIONS: Mapping[MeetingField, str] = MappingProxyType(
    {
        MeetingField.BRANCH: "meeting-ask-branch",
        MeetingField.KIND: "meeting-ask-kind",
        MeetingField.GROUP: "meeting-ask-group",
        MeetingField.TIME: "meeting-ask-time",
        MeetingField.PLACE: "meeting-ask-place",
        MeetingField.AGENDA: "meeting-ask-agenda",
        MeetingField.HOST: "meeting-ask-host",
    }
)
_FIELDS: Mapping[MeetingField, str] = MappingProxyType(
    {
        MeetingField.KIND: "meeting-button-kind",
        MeetingField.TIME: "meeting-button-time",
        MeetingField.PLACE: "meeting-button-place",
        MeetingField.AGENDA: "meeting-button-agenda",
        MeetingField.HOST: "meeting-button-host",
    }
)


def card_message(card: MeetingCard, now: datetime) -> Message:
    """The next question, or the whole meeting with the button that sends it."""
    if card.asks is not None:
        return ask_message(card, card.asks, now)
    send = "meeting-button-tell" if card.before else "button-send"
    first = [
        Button(send, tap_data("mtg.send", card.draft_id, card.form.version)),
        Button("button-change", tap_data("mtg.edit", card.draft_id)),
    ]
    rows = [tuple(first)]
    if card.last is not None and not card.form.agenda:
        rows.append((Button("meeting-button-last", tap_data("mtg.last", card.draft_id)),))
    if card.chats and card.before is None:
        key = "meeting-button-chats-off" if card.form.is_for_groups else "meeting-button-chats-on"
        told = 0 if card.form.is_for_groups else 1
        rows.append((Button(key, tap_data("mtg.tell", card.draft_id, told)),))
    if card.before is None and not card.only_group and card.form.planned_id is None:
        rows.append(
            (
                Button("repeat-button-month", tap_data("rep.new", card.draft_id, Every.MONTH)),
                Button("repeat-button-week", tap_data("rep.new", card.draft_id, Every.WEEK)),
            )
        )
    rows.append((_drop(card),))
    return Message(
        "meeting-card-change" if card.before else "meeting-card",
        {
            "kind": kind_term(card.form.kind or MeetingKind.OTHER),
            "place": card.branch.name if card.branch else "",
        },
        tuple(rows),
        (*_lines(card), *_reach(card), *card.remarks),
    )


def ask_message(card: MeetingCard, field: MeetingField, now: datetime) -> Message:
    """The question for one part, with what is known already and the likeliest answers as buttons."""
    rows = [*_choices(card, field, now)]
    if card.asks is None:
        rows.append((Button("button-back", tap_data("mtg.card", card.draft_id)),))
    else:
        if card.last is not None and field in {MeetingField.TIME, MeetingField.PLACE}:
            rows.append((Button("meeting-button-last", tap_data("mtg.last", card.draft_id)),))
        if card.templates and field is MeetingField.KIND:
            rows.append((Button("template-button-list", tap_data("tpl.list", card.draft_id)),))
        rows.append((_drop(card),))
    known = () if card.asks is None else _lines(card)
    if card.asks is not None and card.form.kind is not None:
        known = (Message("meeting-line-kind", {"kind": kind_term(card.form.kind)}), *known)
    return Message(_QUESTIONS[field], buttons=tuple(rows), more=(*known, *card.remarks))


def edit_message(card: MeetingCard) -> Message:
    """What can be changed; the kind of an announced meeting stays, and that of a group leader's."""
    is_fixed = card.before is not None or card.only_group
    fields = [field for field in _FIELDS if field is not MeetingField.KIND or not is_fixed]
    buttons = [Button(_FIELDS[field], tap_data("mtg.ask", card.draft_id, field)) for field in fields]
    back = Button("button-back", tap_data("mtg.card", card.draft_id))
    return Message("meeting-ask-change", buttons=(*in_rows(buttons, 2), (back,)))


def unfinished_message(card: MeetingCard) -> Message:
    """A meeting that was left unfinished: it can be gone on with, or put aside for another."""
    go_on = Button("notice-button-go-on", tap_data("mtg.open", card.draft_id))
    new = Button("meeting-button-new", tap_data("mtg.fresh"))
    return Message("meeting-unfinished", buttons=((go_on, new),), more=_lines(card))


def announced_message(done: Announced, now: datetime) -> Message:
    """What was sent, and the way to what becomes of it."""
    values: dict[str, Value] = {"count": done.people, "should": done.should}
    lines = [*row_lines(done.meeting, done.branch.timezone)]
    if done.told_at > now:
        lines.append(Message("meeting-line-told-at", when_values(done.told_at, done.branch.timezone)))
    if done.chats:
        lines.append(Message("meeting-line-chats-told", {"count": done.chats}))
    key = "meeting-told-change" if done.is_change else "meeting-told"
    rows = [(run_button(done.meeting.id),)]
    if not done.is_change and not done.meeting.group_id:
        rows.append((Button("template-button-save", tap_data("tpl.save", done.meeting.id)),))
    return Message(key, values, tuple(rows), tuple(lines))


def run_button(meeting_id: int) -> Button:
    """The way to who comes, and to everything else about a meeting."""
    return Button("meeting-button-run", tap_data("mtg.run", meeting_id))


def _lines(card: MeetingCard) -> tuple[Message, ...]:
    form = card.form
    return fact_lines(form.starts_at, form.place, form.agenda, form.host, card.timezone)


def _reach(card: MeetingCard) -> tuple[Message, ...]:
    lines = [Message("meeting-line-people", {"count": card.reach.people})]
    missed = sum(card.reach.missed.values())
    if missed:
        lines.append(Message("meeting-line-missed", {"count": missed}))
    if card.chats and card.form.is_for_groups:
        lines.append(Message("meeting-line-chats", {"count": card.chats}))
    return tuple(lines)


def _drop(card: MeetingCard) -> Button:
    return Button("button-cancel", tap_data("mtg.drop", card.draft_id))


def _choices(card: MeetingCard, field: MeetingField, now: datetime) -> list[tuple[Button, ...]]:
    match field:
        case MeetingField.BRANCH:
            few = card.branches[:MOST_BRANCHES]
            return [(_named("mtg.branch", card, one.id, one.name),) for one in few]
        case MeetingField.GROUP:
            return [(_named("mtg.group", card, one.id, one.name),) for one in card.groups]
        case MeetingField.KIND:
            kinds = [
                Button(f"meeting-kind-{kind}", tap_data("mtg.kind", card.draft_id, kind))
                for kind in MeetingKind
            ]
            return in_rows(kinds, 2)
        case MeetingField.TIME:
            return in_rows(_times(card, now), 2)
    return []


def _named(action: str, card: MeetingCard, number: int, name: str) -> Button:
    return Button("meeting-button-name", tap_data(action, card.draft_id, number), values={"name": name})


def _times(card: MeetingCard, now: datetime) -> list[Button]:
    today = local_now(now, card.timezone).replace(minute=0, second=0, microsecond=0)
    return [
        Button(
            key,
            tap_data(
                "mtg.at", card.draft_id, (today.replace(hour=hour) + timedelta(days=days)).strftime(TIME_FORM)
            ),
        )
        for key, days, hour in OFFERED
    ]
