"""Meetings that come again: 每月重复 on the card, what the clock proposes, and texts kept to begin with."""

from __future__ import annotations

from datetime import datetime

from bot.domain.messages import Button, Message, Value
from bot.domain.recurrence import Every
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import branch_rules, meeting_templates, repeats
from bot.usecases.branch_rules import RuleCard
from bot.usecases.meeting_words import fact_lines, kind_term
from handlers.meeting import listening
from handlers.meeting_card import announced_message, card_message
from handlers.routing import Journey, tap_data
from handlers.rule_views import rule_message
from handlers.talk import Talk
from storage.database import Transaction
from storage.meeting_templates import Template

journey = Journey("repeats")

SHOWN_WORDS = 24  # characters of a template on its button


@journey.tap("rep.new")
async def repeat(talk: Talk) -> None:
    """每月重复 or 每周重复 on the card of a meeting."""
    draft_id = talk.number(0)
    try:
        every = Every(talk.word(1))
    except ValueError:
        raise UserError("button-broken") from None
    if every not in {Every.MONTH, Every.WEEK}:
        raise UserError("button-broken")
    card = await talk.run(_repeat, draft_id, every, talk.now, talk.house.working_days)
    await talk.toast()
    await talk.reply(rule_message(card, is_new=True))


@journey.tap("rep.send")
async def send(talk: Talk) -> None:
    done = await talk.run(repeats.send, talk.number(0), talk.now, talk.house.working_days)
    await talk.show(announced_message(done, talk.now))


@journey.tap("rep.edit")
async def edit(talk: Talk) -> None:
    card = await talk.run(listening, talk.now, repeats.edit, talk.number(0), talk.now)
    await talk.toast()
    await talk.reply(card_message(card, talk.now))


@journey.tap("rep.skip")
async def skip(talk: Talk) -> None:
    found = await talk.run(repeats.skip, talk.number(0), talk.now)
    form = found.form
    lines = fact_lines(form.starts_at, "", "", "", found.branch.timezone)
    again = Button("repeat-button-again", tap_data("rep.edit", found.planned.id))
    values: dict[str, Value] = {"place": found.branch.name}
    if form.kind is not None:
        values["kind"] = kind_term(form.kind)
    await talk.show(Message("repeat-skipped", values, ((again,),), lines))


def _repeat(
    tx: Transaction, actor: Actor, draft_id: int, every: Every, now: datetime, working_days: WorkingDays
) -> RuleCard:
    made = repeats.repeat(tx, actor, draft_id, every, now, working_days)
    return branch_rules.show(tx, actor, made.id, now, working_days)


# -- kept texts ----------------------------------------------------------------------------------------


@journey.tap("tpl.save")
async def save_template(talk: Talk) -> None:
    await talk.run(meeting_templates.save, talk.number(0), talk.now)
    await talk.toast("template-toast-saved")


@journey.tap("tpl.list")
async def list_templates(talk: Talk) -> None:
    draft_id = talk.number(0)
    kept = await talk.read(meeting_templates.listed, draft_id)
    await talk.show(_list(kept, draft_id))


@journey.tap("tpl.use")
async def use_template(talk: Talk) -> None:
    draft_id, template_id = talk.number(0), talk.number(1)
    card = await talk.run(listening, talk.now, meeting_templates.use, draft_id, template_id, talk.now)
    await talk.show(card_message(card, talk.now))


@journey.tap("tpl.drop")
async def drop_template(talk: Talk) -> None:
    draft_id = talk.number(0)
    kept = await talk.run(_drop, draft_id, talk.number(1))
    await talk.show(_list(kept, draft_id))


def _drop(tx: Transaction, actor: Actor, draft_id: int, template_id: int) -> list[Template]:
    meeting_templates.drop(tx, actor, template_id)
    return meeting_templates.listed(tx, actor, draft_id)


def _list(kept: list[Template], draft_id: int) -> Message:
    rows = [
        (
            Button("template-button-use", tap_data("tpl.use", draft_id, one.id), values=_what(one)),
            Button("template-button-drop", tap_data("tpl.drop", draft_id, one.id)),
        )
        for one in kept
    ]
    back = Button("button-back", tap_data("mtg.card", draft_id))
    return Message("template-list" if kept else "template-none", buttons=(*rows, (back,)))


def _what(one: Template) -> dict[str, Value]:
    words = " ".join((one.agenda or one.place).split())
    short = words if len(words) <= SHOWN_WORDS else words[:SHOWN_WORDS] + "…"
    return {"kind": kind_term(one.kind), "words": short}
