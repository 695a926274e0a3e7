"""How a rule looks: in the list of a branch, and on a card of its own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.firing import Late, OccurrenceState
from bot.domain.messages import Button, Buttons, Message, Term, Value
from bot.usecases.branch_rules import Past, RuleCard, RuleList
from bot.usecases.meeting_words import fact_lines, when_values
from bot.usecases.rule_words import rule_title
from handlers.routing import tap_data
from storage.rules import RuleRow


def list_message(found: RuleList) -> Message:
    """The rules of a branch, each a button that opens it, and a line for whatever else comes by the clock."""
    cards = found.cards
    titles = [rule_title(one.recurrence, one.repeat, rests=one.rule.next_at is None) for one in cards]
    rows = [
        (Button(title.key, tap_data("rul.open", card.rule.id), values=title.values),)
        for card, title in zip(cards, titles, strict=True)
    ]
    back = Button("button-back", tap_data("mtg.br", found.branch.id))
    lines = [
        Message("rule-line-other", {"what": Term(f"rule-kind-{rule.kind}"), **_when(rule)})
        for rule in found.others
    ]
    key = "rule-list" if cards else "rule-none"
    return Message(key, {"branch": found.branch.name}, (*rows, (back,)), tuple(lines))


def _when(rule: RuleRow) -> dict[str, Value]:
    return when_values(rule.next_at, rule.timezone) if rule.next_at is not None else {}


def rule_message(card: RuleCard, *, is_new: bool = False) -> Message:
    """One rule with what may be changed; ``is_new``: the meeting that it was made from is not sent yet."""
    lines = [*_facts(card), *_next(card), *_went(card)]
    if is_new:
        lines.append(Message("rule-line-draft"))
    rows = (*_ways(card), (Button("rule-button-list", tap_data("rul.list", card.branch.id)),))
    title = title_of(card)
    return Message(title.key, title.values, rows, tuple(lines))


def title_of(card: RuleCard) -> Message:
    """The rule in one line."""
    return rule_title(card.recurrence, card.repeat)


def _facts(card: RuleCard) -> list[Message]:
    repeat, recurrence = card.repeat, card.recurrence
    if repeat is None or recurrence is None:
        return [Message("rule-line-broken")]
    lines = [*fact_lines(None, repeat.place, repeat.agenda, repeat.host, card.rule.timezone)]
    how = "rule-line-automatic" if repeat.automatic else "rule-line-asks"
    lines.append(Message(how, {"days": recurrence.ahead}))
    if repeat.on_working_day:
        lines.append(Message("rule-line-working-day"))
    return lines


def _next(card: RuleCard) -> list[Message]:
    if card.held_at is None or card.rule.due_at is None:
        return [Message("rule-line-paused")]
    acts = when_values(card.rule.due_at, card.rule.timezone)
    values: dict[str, Value] = {**when_values(card.held_at, card.rule.timezone), "ahead": acts["day"]}
    lines = [Message("rule-line-next", values)]
    if card.is_provisional:
        lines.append(Message("rule-line-provisional"))
    return lines


def _went(card: RuleCard) -> list[Message]:
    went = card.went
    if not (went.fired or went.late or went.skipped or went.failed):
        return []
    counts: dict[str, Value] = {
        "fired": went.fired,
        "late": went.late,
        "skipped": went.skipped,
        "failed": went.failed,
    }
    return [Message("rule-line-went", counts), *(_past(one) for one in card.past)]


_STATES: Mapping[OccurrenceState, str] = MappingProxyType(
    {
        OccurrenceState.FIRED: "rule-past-fired",
        OccurrenceState.LATE: "rule-past-late",
        OccurrenceState.SKIPPED: "rule-past-skipped",
        OccurrenceState.FAILED: "rule-past-failed",
    }
)


def _past(one: Past) -> Message:
    values: dict[str, Value] = {"day": one.day.date()}
    if one.state is OccurrenceState.SKIPPED and one.reason is not None:
        return Message("rule-past-reason", {**values, "why": Term(f"rule-why-{one.reason}")})
    return Message(_STATES[one.state], values)


def _ways(card: RuleCard) -> Buttons:
    rows: list[tuple[Button, ...]] = []
    repeat = card.repeat
    if repeat is not None:
        automatic = "rule-button-ask" if repeat.automatic else "rule-button-automatic"
        working = "rule-button-any-day" if repeat.on_working_day else "rule-button-working-day"
        rows += [
            (
                Button("rule-button-time", data_of(card, "rul.hour")),
                Button("rule-button-day", data_of(card, "rul.day")),
            ),
            (
                Button("rule-button-ahead", data_of(card, "rul.ahead")),
                Button(automatic, data_of(card, "rul.auto", 0 if repeat.automatic else 1)),
            ),
            (
                Button(working, data_of(card, "rul.work", 0 if repeat.on_working_day else 1)),
                _late_button(card),
            ),
        ]
    rests = card.rule.next_at is None
    go = ("rule-button-resume", "rul.resume") if rests else ("rule-button-pause", "rul.pause")
    end = Button("rule-button-end", data_of(card, "rul.off"))
    rows.append((Button(go[0], data_of(card, go[1])), end))
    return tuple(rows)


def _late_button(card: RuleCard) -> Button:
    if card.rule.late_name == Late.ONCE:
        return Button("rule-button-late-skip", data_of(card, "rul.late", Late.SKIP))
    return Button("rule-button-late-once", data_of(card, "rul.late", Late.ONCE))


def data_of(card: RuleCard, action: str, *more: object) -> str:
    """Callback data of a button about the rule."""
    return tap_data(action, card.rule.id, *more)


def back_to(card: RuleCard) -> Button:
    """The way to the rule's card."""
    return Button("button-back", tap_data("rul.open", card.rule.id))


def clock(minute: int) -> str:
    """A minute of the day as people write it."""
    return f"{minute // 60:02}:{minute % 60:02}"
