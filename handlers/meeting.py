"""/meeting: a meeting is put together from a sentence or by buttons, and sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Concatenate, ParamSpec
from zoneinfo import ZoneInfo

from bot.domain.long_text import BETWEEN_PIECES, looks_cut
from bot.domain.meeting_form import MeetingField
from bot.domain.meetings import MeetingKind
from bot.domain.messages import Message
from bot.domain.rights import Actor, Right, may_anywhere
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import meeting_card, meeting_drafts, meeting_rights, meeting_sending
from bot.usecases.meeting_card import MeetingCard
from bot.usecases.meeting_sending import Announced
from handlers.meeting_card import (
    announced_message,
    ask_message,
    card_message,
    edit_message,
    unfinished_message,
)
from handlers.meetings import show_meetings
from handlers.routing import Handler, Journey
from handlers.talk import Talk
from storage import drafts
from storage.database import Transaction

P = ParamSpec("P")

journey = Journey("meeting")

ASKED = "mtg.field-"  # with the field's name: what the next plain text answers
REST = f"{ASKED}rest-"  # the same, when a phone may have cut what was said last, and its rest is on the way


@journey.command("meeting")
@journey.phrase("meeting")
async def write(talk: Talk) -> None:
    actor = await talk.who()
    if actor.is_member and not may_anywhere(actor, Right.RUN_MEETINGS):
        await show_meetings(talk)
    elif talk.text:
        await talk.reply(card_message(await talk.run(_starting, talk.text, talk.now), talk.now))
    else:
        await _begin(talk)


async def _begin(talk: Talk) -> None:
    left = await talk.read(_left, talk.now)
    if left is not None:
        await talk.reply(unfinished_message(left))
    else:
        await talk.reply(card_message(await _run(talk, meeting_drafts.start, "", talk.now), talk.now))


@journey.tap("mtg.fresh")
async def write_another(talk: Talk) -> None:
    await _show(talk, await _run(talk, meeting_drafts.start, "", talk.now))


@journey.tap("mtg.new")
async def write_owed(talk: Talk) -> None:
    """A draft of what a branch owes: its kind, branch and group (0: none) are in the button."""
    kind = _kind(talk.word(0))
    branch_id, group_id = talk.number(1), talk.number(2)
    card = await _run(talk, meeting_drafts.start, "", talk.now, kind, branch_id or None, group_id or None)
    await talk.toast()
    await talk.reply(card_message(card, talk.now))


@journey.tap("mtg.open")
@journey.tap("mtg.card")
async def show_card(talk: Talk) -> None:
    await _show(talk, await _run(talk, meeting_card.show, talk.number(0), talk.now))


@journey.tap("mtg.edit")
async def offer_changes(talk: Talk) -> None:
    await talk.show(edit_message(await _run(talk, meeting_card.show, talk.number(0), talk.now)))


@journey.tap("mtg.change")
async def change_announced(talk: Talk) -> None:
    """A draft with what was announced, to be changed; nobody hears of it before it is sent."""
    card = await _run(talk, meeting_drafts.edit_announced, talk.number(0), talk.now)
    await talk.toast()
    await talk.reply(edit_message(card))


# -- its parts -----------------------------------------------------------------------------------------


@journey.tap("mtg.ask")
async def ask_part(talk: Talk) -> None:
    try:
        field = MeetingField(talk.word(1))
    except ValueError:
        raise UserError("button-broken") from None
    card = await talk.run(_asking, talk.number(0), field, talk.now)
    await talk.show(ask_message(card, field, talk.now))


def _hearing(field: MeetingField) -> Handler:
    async def take(talk: Talk) -> None:
        heard = await talk.run(_saying, talk.subject_id, field, talk.text, talk.now)
        if isinstance(heard, UserError):
            raise heard
        if heard is not None:
            await talk.reply(card_message(heard, talk.now))

    return take


for _field in MeetingField:
    journey.answer(f"{ASKED}{_field}")(_hearing(_field))
    journey.answer(f"{REST}{_field}")(_hearing(_field))


@journey.tap("mtg.kind")
async def choose_kind(talk: Talk) -> None:
    kind = _kind(talk.word(1))
    await _show(talk, await _run(talk, meeting_drafts.set_kind, talk.number(0), kind, talk.now))


@journey.tap("mtg.branch")
async def choose_branch(talk: Talk) -> None:
    card = await _run(talk, meeting_drafts.set_branch, talk.number(0), talk.number(1), talk.now)
    await _show(talk, card)


@journey.tap("mtg.group")
async def choose_group(talk: Talk) -> None:
    card = await _run(talk, meeting_drafts.set_group, talk.number(0), talk.number(1), talk.now)
    await _show(talk, card)


@journey.tap("mtg.at")
async def choose_time(talk: Talk) -> None:
    draft_id, local = talk.number(0), talk.local_time(1)
    await _show(talk, await _run(talk, _set_local, draft_id, local, talk.now))


@journey.tap("mtg.tell")
async def choose_groups_told(talk: Talk) -> None:
    draft_id, told = talk.number(0), bool(talk.number(1))
    await _show(talk, await _run(talk, meeting_drafts.set_groups_told, draft_id, told, talk.now))


@journey.tap("mtg.last")
async def choose_last(talk: Talk) -> None:
    await _show(talk, await _run(talk, meeting_drafts.as_last, talk.number(0), talk.now))


# -- its end -------------------------------------------------------------------------------------------


@journey.tap("mtg.send")
async def send(talk: Talk) -> None:
    done = await talk.run(_send, talk.number(0), talk.number(1), talk.now, talk.house.working_days)
    await talk.show(announced_message(done, talk.now))


@journey.tap("mtg.drop")
async def cancel(talk: Talk) -> None:
    await talk.run(_cancel, talk.number(0), talk.now)
    await talk.show(Message("meeting-dropped"))


# -- one step ------------------------------------------------------------------------------------------


def _kind(word: str) -> MeetingKind:
    try:
        return MeetingKind(word)
    except ValueError:
        raise UserError("button-broken") from None


async def _show(talk: Talk, card: MeetingCard) -> None:
    await talk.show(card_message(card, talk.now))


async def _run(
    talk: Talk,
    step: Callable[Concatenate[Transaction, Actor, P], MeetingCard],
    *args: P.args,
    **kwargs: P.kwargs,
) -> MeetingCard:
    return await talk.run(listening, talk.now, step, *args, **kwargs)


def listening(
    tx: Transaction,
    actor: Actor,
    now: datetime,
    step: Callable[Concatenate[Transaction, Actor, P], MeetingCard],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> MeetingCard:
    """A step; afterwards a plain text answers the question that the card shows."""
    card = step(tx, actor, *args, **kwargs)
    if card.asks is None:
        _ask_no_more(tx, actor)
    else:
        drafts.ask(tx, actor.telegram_id, f"{ASKED}{card.asks}", card.draft_id, now)
    return card


def _asking(tx: Transaction, actor: Actor, draft_id: int, field: MeetingField, now: datetime) -> MeetingCard:
    card = meeting_card.show(tx, actor, draft_id, now)
    drafts.ask(tx, actor.telegram_id, f"{ASKED}{field}", draft_id, now)
    return card


def _starting(tx: Transaction, actor: Actor, text: str, now: datetime) -> MeetingCard:
    card = listening(tx, actor, now, meeting_drafts.start, text, now)
    if card.asks is not None and looks_cut(text):
        drafts.ask(tx, actor.telegram_id, f"{REST}{card.asks}", card.draft_id, now)
    return card


def _saying(
    tx: Transaction, actor: Actor, draft_id: int, field: MeetingField, text: str, now: datetime
) -> MeetingCard | UserError | None:
    """The card, or why not; None for the rest of a paste that was refused or read as a whole sentence.

    No part of such a paste is an answer by itself.
    """
    asked = drafts.open_question(tx, actor.telegram_id)
    if asked is not None and asked.field.startswith(REST) and now - asked.asked_at <= BETWEEN_PIECES:
        drafts.ask(tx, actor.telegram_id, asked.field, draft_id, now)
        return None
    try:
        return listening(tx, actor, now, meeting_drafts.say, draft_id, field, text, now)
    except UserError as error:
        if not looks_cut(text):
            raise
        drafts.ask(tx, actor.telegram_id, f"{REST}{field}", draft_id, now)
        return error


def _ask_no_more(tx: Transaction, actor: Actor) -> None:
    drafts.ask_no_more(tx, actor.telegram_id, ASKED)


def _left(tx: Transaction, actor: Actor, now: datetime) -> MeetingCard | None:
    """The meeting that was left unfinished, if anything was said of it."""
    meeting_rights.require_anywhere(actor)
    draft_id = meeting_drafts.open_draft(tx, actor, now)
    if draft_id is None:
        return None
    draft, form = meeting_card.own_form(tx, actor, draft_id)
    return meeting_card.draw(tx, actor, draft, form) if form.version else None


def _set_local(tx: Transaction, actor: Actor, draft_id: int, local: datetime, now: datetime) -> MeetingCard:
    draft, form = meeting_card.own_form(tx, actor, draft_id)
    timezone = meeting_card.draw(tx, actor, draft, form).timezone
    starts_at = local.replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC)
    return meeting_drafts.set_time(tx, actor, draft_id, starts_at, now)


def _send(
    tx: Transaction, actor: Actor, draft_id: int, version: int, now: datetime, working_days: WorkingDays
) -> Announced:
    done = meeting_sending.send(tx, actor, draft_id, version, now, working_days)
    _ask_no_more(tx, actor)
    return done


def _cancel(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    meeting_drafts.cancel(tx, actor, draft_id, now)
    _ask_no_more(tx, actor)
