"""每月安排: the rules of a branch in words, when each comes next, how it went; and changing it."""

from __future__ import annotations

from bot.domain.firing import Late
from bot.domain.messages import Button, Message, Term
from bot.domain.recurrence import Every
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.usecases import branch_rules, rule_changes
from bot.usecases.branch_rules import RuleCard
from handlers.log_choices import in_rows
from handlers.meetings import show_meetings
from handlers.routing import Journey, tap_data
from handlers.rule_views import back_to, clock, data_of, list_message, rule_message, title_of
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
    found = await talk.read(branch_rules.listed, branch_id, talk.now, talk.house.working_days)
    await talk.show(list_message(found))


@journey.tap("rul.open")
async def show_rule(talk: Talk) -> None:
    card = await talk.read(branch_rules.show, talk.number(0), talk.now, talk.house.working_days)
    await talk.show(rule_message(card))


@journey.tap("rul.pause")
async def pause(talk: Talk) -> None:
    await _show(talk, await talk.run(rule_changes.pause, talk.number(0), talk.now, talk.house.working_days))


@journey.tap("rul.resume")
async def resume(talk: Talk) -> None:
    await _show(talk, await talk.run(rule_changes.resume, talk.number(0), talk.now, talk.house.working_days))


@journey.tap("rul.late")
async def set_late(talk: Talk) -> None:
    try:
        late = Late(talk.word(1))
    except ValueError:
        raise UserError("button-broken") from None
    days = talk.house.working_days
    await _show(talk, await talk.run(rule_changes.set_late, talk.number(0), late, talk.now, days))


@journey.tap("rul.auto")
async def set_automatic(talk: Talk) -> None:
    wanted, days = talk.number(1) > 0, talk.house.working_days
    await _show(talk, await talk.run(rule_changes.set_automatic, talk.number(0), wanted, talk.now, days))


@journey.tap("rul.work")
async def set_on_working_day(talk: Talk) -> None:
    wanted, days = talk.number(1) > 0, talk.house.working_days
    await _show(talk, await talk.run(rule_changes.set_on_working_day, talk.number(0), wanted, talk.now, days))


@journey.tap("rul.day")
async def ask_day(talk: Talk) -> None:
    card = await talk.read(branch_rules.show, talk.number(0), talk.now, talk.house.working_days)
    if card.recurrence is None:
        raise UserError("rule-broken")
    weekly = card.recurrence.every is Every.WEEK
    buttons = [
        Button("rule-button-weekday", data_of(card, "rul.on", day), values={"day": Term(f"weekday-{day}")})
        if weekly
        else Button("rule-button-monthday", data_of(card, "rul.on", day), values={"day": day})
        for day in range(1, 8 if weekly else 32)
    ]
    rows = in_rows(buttons, 4 if weekly else DAYS_IN_A_ROW)
    key = "rule-ask-weekday" if weekly else "rule-ask-day"
    await talk.show(Message(key, buttons=(*rows, (back_to(card),))))


@journey.tap("rul.on")
async def set_day(talk: Talk) -> None:
    day, days = talk.number(1), talk.house.working_days
    await _show(talk, await talk.run(rule_changes.set_day, talk.number(0), day, talk.now, days))


@journey.tap("rul.ahead")
async def ask_ahead(talk: Talk) -> None:
    card = await talk.read(branch_rules.show, talk.number(0), talk.now, talk.house.working_days)
    buttons = [
        Button("rule-button-days", data_of(card, "rul.by", days), values={"days": days})
        for days in OFFERED_AHEAD
    ]
    await talk.show(Message("rule-ask-ahead", buttons=(*in_rows(buttons, 3), (back_to(card),))))


@journey.tap("rul.by")
async def set_ahead(talk: Talk) -> None:
    ahead, days = talk.number(1), talk.house.working_days
    await _show(talk, await talk.run(rule_changes.set_ahead, talk.number(0), ahead, talk.now, days))


@journey.tap("rul.hour")
async def ask_hour(talk: Talk) -> None:
    card = await talk.run(_asking, talk, talk.number(0))
    buttons = [
        Button("rule-button-hour", data_of(card, "rul.at", minute), values={"time": clock(minute)})
        for minute in OFFERED_HOURS
    ]
    await talk.show(Message("rule-ask-hour", buttons=(*in_rows(buttons, 3), (back_to(card),))))


@journey.tap("rul.at")
async def set_minute(talk: Talk) -> None:
    minute, days = talk.number(1), talk.house.working_days
    await _show(talk, await talk.run(rule_changes.set_minute, talk.number(0), minute, talk.now, days))


@journey.answer(HOUR)
async def hear_hour(talk: Talk) -> None:
    await talk.reply(rule_message(await talk.run(_hear, talk, talk.subject_id)))


@journey.tap("rul.off")
async def ask_end(talk: Talk) -> None:
    card = await talk.read(branch_rules.show, talk.number(0), talk.now, talk.house.working_days)
    sure = Button("rule-button-end", tap_data("rul.off-yes", card.rule.id))
    await talk.show(Message("rule-end-sure", buttons=((sure, back_to(card)),), more=(title_of(card),)))


@journey.tap("rul.off-yes")
async def end(talk: Talk) -> None:
    branch = await talk.run(rule_changes.end, talk.number(0), talk.now, talk.house.working_days)
    back = Button("rule-button-list", tap_data("rul.list", branch.id))
    await talk.show(Message("rule-ended", buttons=((back,),)))


async def _show(talk: Talk, card: RuleCard) -> None:
    await talk.show(rule_message(card))


def _asking(tx: Transaction, actor: Actor, talk: Talk, rule_id: int) -> RuleCard:
    card = branch_rules.show(tx, actor, rule_id, talk.now, talk.house.working_days)
    drafts.ask(tx, actor.telegram_id, HOUR, rule_id, talk.now)
    return card


def _hear(tx: Transaction, actor: Actor, talk: Talk, rule_id: int) -> RuleCard:
    card = rule_changes.set_hour(tx, actor, rule_id, talk.text, talk.now, talk.house.working_days)
    drafts.forget_question(tx, actor.telegram_id)
    return card
