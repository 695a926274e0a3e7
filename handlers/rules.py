"""每月安排: the rules of a branch in words, when each comes next, how it went; and changing it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.firing import Late, OccurrenceState
from bot.domain.messages import Button, Buttons, Message, Term, Value
from bot.domain.people import Branch
from bot.domain.recurrence import Every
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.usecases import branch_rules
from bot.usecases.branch_rules import Past, RuleCard
from bot.usecases.meeting_words import fact_lines, when_values
from bot.usecases.rule_words import rule_title
from handlers.log_choices import in_rows
from handlers.meetings import show_meetings
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from storage import drafts
from storage.database import Transaction

journey = Journey("rules")

HOUR = "rule-hour"
OFFERED_HOURS = (9 * 60, 14 * 60 + 30, 15 * 60, 19 * 60, 19 * 60 + 30, 20 * 60)
OFFERED_AHEAD = (1, 2, 3, 5, 7, 10)
DAYS_IN_A_ROW = 6


@journey.phrase("rules")
async def open_rules(talk: Talk) -> None:
    offered = await talk.read(branch_rules.places)
    if len(offered) == 1:
        await _list(talk, offered[0].id)
    else:
        await show_meetings(talk)


@journey.tap("rul.list")
async def show_list(talk: Talk) -> None:
    await _list(talk, talk.number(0))


async def _list(talk: Talk, branch_id: int) -> None:
    branch, cards = await talk.read(branch_rules.listed, branch_id, talk.now, talk.house.working_days)
    await talk.show(list_message(branch, cards))


@journey.tap("rul.open")
async def show_rule(talk: Talk) -> None:
    card = await talk.read(branch_rules.show, talk.number(0), talk.now, talk.house.working_days)
    await talk.show(rule_message(card))


@journey.tap("rul.pause")
async def pause(talk: Talk) -> None:
    await _show(talk, await talk.run(branch_rules.pause, talk.number(0), talk.now, talk.house.working_days))


@journey.tap("rul.resume")
async def resume(talk: Talk) -> None:
    await _show(talk, await talk.run(branch_rules.resume, talk.number(0), talk.now, talk.house.working_days))


@journey.tap("rul.late")
async def set_late(talk: Talk) -> None:
    try:
        late = Late(talk.word(1))
    except ValueError:
        raise UserError("button-broken") from None
    days = talk.house.working_days
    await _show(talk, await talk.run(branch_rules.set_late, talk.number(0), late, talk.now, days))


@journey.tap("rul.auto")
async def set_automatic(talk: Talk) -> None:
    wanted, days = talk.number(1) > 0, talk.house.working_days
    await _show(talk, await talk.run(branch_rules.set_automatic, talk.number(0), wanted, talk.now, days))


@journey.tap("rul.work")
async def set_on_working_day(talk: Talk) -> None:
    wanted, days = talk.number(1) > 0, talk.house.working_days
    await _show(talk, await talk.run(branch_rules.set_on_working_day, talk.number(0), wanted, talk.now, days))


@journey.tap("rul.day")
async def ask_day(talk: Talk) -> None:
    card = await talk.read(branch_rules.show, talk.number(0), talk.now, talk.house.working_days)
    if card.recurrence is None:
        raise UserError("rule-broken")
    weekly = card.recurrence.every is Every.WEEK
    buttons = [
        Button("rule-button-weekday", _data(card, "rul.on", day), values={"day": Term(f"weekday-{day}")})
        if weekly
        else Button("rule-button-monthday", _data(card, "rul.on", day), values={"day": day})
        for day in range(1, 8 if weekly else 32)
    ]
    rows = in_rows(buttons, 4 if weekly else DAYS_IN_A_ROW)
    key = "rule-ask-weekday" if weekly else "rule-ask-day"
    await talk.show(Message(key, buttons=(*rows, (_back(card),))))


@journey.tap("rul.on")
async def set_day(talk: Talk) -> None:
    day, days = talk.number(1), talk.house.working_days
    await _show(talk, await talk.run(branch_rules.set_day, talk.number(0), day, talk.now, days))


@journey.tap("rul.ahead")
async def ask_ahead(talk: Talk) -> None:
    card = await talk.read(branch_rules.show, talk.number(0), talk.now, talk.house.working_days)
    buttons = [
        Button("rule-button-days", _data(card, "rul.by", days), values={"days": days})
        for days in OFFERED_AHEAD
    ]
    await talk.show(Message("rule-ask-ahead", buttons=(*in_rows(buttons, 3), (_back(card),))))


@journey.tap("rul.by")
async def set_ahead(talk: Talk) -> None:
    ahead, days = talk.number(1), talk.house.working_days
    await _show(talk, await talk.run(branch_rules.set_ahead, talk.number(0), ahead, talk.now, days))


@journey.tap("rul.hour")
async def ask_hour(talk: Talk) -> None:
    card = await talk.run(_asking, talk, talk.number(0))
    buttons = [
        Button("rule-button-hour", _data(card, "rul.at", minute), values={"time": _clock(minute)})
        for minute in OFFERED_HOURS
    ]
    await talk.show(Message("rule-ask-hour", buttons=(*in_rows(buttons, 3), (_back(card),))))


@journey.tap("rul.at")
async def set_minute(talk: Talk) -> None:
    minute, days = talk.number(1), talk.house.working_days
    await _show(talk, await talk.run(branch_rules.set_minute, talk.number(0), minute, talk.now, days))


@journey.answer(HOUR)
async def hear_hour(talk: Talk) -> None:
    await talk.reply(rule_message(await talk.run(_hear, talk, talk.subject_id)))


@journey.tap("rul.off")
async def ask_end(talk: Talk) -> None:
    card = await talk.read(branch_rules.show, talk.number(0), talk.now, talk.house.working_days)
    sure = Button("rule-button-end", tap_data("rul.off-yes", card.rule.id))
    await talk.show(Message("rule-end-sure", buttons=((sure, _back(card)),), more=(_title(card),)))


@journey.tap("rul.off-yes")
async def end(talk: Talk) -> None:
    branch = await talk.run(branch_rules.end, talk.number(0), talk.now, talk.house.working_days)
    back = Button("rule-button-list", tap_data("rul.list", branch.id))
    await talk.show(Message("rule-ended", buttons=((back,),)))


async def _show(talk: Talk, card: RuleCard) -> None:
    await talk.show(rule_message(card))


def _asking(tx: Transaction, actor: Actor, talk: Talk, rule_id: int) -> RuleCard:
    card = branch_rules.show(tx, actor, rule_id, talk.now, talk.house.working_days)
    drafts.ask(tx, actor.telegram_id, HOUR, rule_id, talk.now)
    return card


def _hear(tx: Transaction, actor: Actor, talk: Talk, rule_id: int) -> RuleCard:
    card = branch_rules.set_hour(tx, actor, rule_id, talk.text, talk.now, talk.house.working_days)
    drafts.forget_question(tx, actor.telegram_id)
    return card


# -- how it looks --------------------------------------------------------------------------------------


def list_message(branch: Branch, cards: list[RuleCard]) -> Message:
    """Every rule of a branch, each a button that opens it."""
    titles = [rule_title(one.recurrence, one.repeat, rests=one.rule.next_at is None) for one in cards]
    rows = [
        (Button(title.key, tap_data("rul.open", card.rule.id), values=title.values),)
        for card, title in zip(cards, titles, strict=True)
    ]
    back = Button("button-back", tap_data("mtg.br", branch.id))
    key = "rule-list" if cards else "rule-none"
    return Message(key, {"branch": branch.name}, (*rows, (back,)))


def rule_message(card: RuleCard, *, is_new: bool = False) -> Message:
    """One rule with what may be changed; ``is_new``: the meeting that it was made from is not sent yet."""
    lines = [*_facts(card), *_next(card), *_went(card)]
    if is_new:
        lines.append(Message("rule-line-draft"))
    rows = (*_ways(card), (Button("rule-button-list", tap_data("rul.list", card.branch.id)),))
    title = _title(card)
    return Message(title.key, title.values, rows, tuple(lines))


def _title(card: RuleCard) -> Message:
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
                Button("rule-button-time", _data(card, "rul.hour")),
                Button("rule-button-day", _data(card, "rul.day")),
            ),
            (
                Button("rule-button-ahead", _data(card, "rul.ahead")),
                Button(automatic, _data(card, "rul.auto", 0 if repeat.automatic else 1)),
            ),
            (
                Button(working, _data(card, "rul.work", 0 if repeat.on_working_day else 1)),
                _late_button(card),
            ),
        ]
    rests = card.rule.next_at is None
    go = ("rule-button-resume", "rul.resume") if rests else ("rule-button-pause", "rul.pause")
    end = Button("rule-button-end", _data(card, "rul.off"))
    rows.append((Button(go[0], _data(card, go[1])), end))
    return tuple(rows)


def _late_button(card: RuleCard) -> Button:
    if card.rule.late_name == Late.ONCE:
        return Button("rule-button-late-skip", _data(card, "rul.late", Late.SKIP))
    return Button("rule-button-late-once", _data(card, "rul.late", Late.ONCE))


def _data(card: RuleCard, action: str, *more: object) -> str:
    return tap_data(action, card.rule.id, *more)


def _back(card: RuleCard) -> Button:
    return Button("button-back", tap_data("rul.open", card.rule.id))


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
