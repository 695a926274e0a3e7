"""稍后发送: the time a notice is sent at, by a button or in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.domain.messages import Button, Message
from bot.domain.rights import Actor
from bot.domain.service import local_now
from bot.errors import UserError
from bot.parsing.when import read_when
from bot.usecases import notice_drafts
from bot.usecases.notice_card import NoticeCard, Terms
from handlers.log_choices import in_rows
from handlers.notice_card import back_button
from handlers.notice_preview import redraw_card, show_draft
from handlers.routing import Journey, tap_data
from handlers.talk import TIME_FORM, Talk
from storage import drafts
from storage.database import Transaction

journey = Journey("notice-when")

WHEN = "ntc.when"
# The key of each button, days from today, and the hour.
OFFERED = (
    ("notice-button-tonight", 0, 19),
    ("notice-button-tomorrow", 1, 8),
    ("notice-button-tomorrow-night", 1, 19),
)
# What is said about a time that was understood, but cannot be; of any other, that it was not.
DOUBTS: Mapping[str, str] = MappingProxyType(
    {"past": "notice-time-past", "too-far": "notice-time-far", "time-missing": "notice-time-missing"}
)


@journey.tap("ntc.when")
async def ask_time(talk: Talk) -> None:
    card = await talk.run(_ask, talk.number(0), talk.house.terms, talk.now)
    await talk.show(Message("notice-ask-when", buttons=_choices(card, talk.now)))


@journey.tap("ntc.at")
async def choose_time(talk: Talk) -> None:
    draft_id, local = talk.number(0), talk.local_time(1)
    await redraw_card(talk, await talk.run(_set, draft_id, local, talk.house.terms, talk.now))


@journey.tap("ntc.anytime")
async def choose_no_time(talk: Talk) -> None:
    await redraw_card(talk, await talk.run(_set, talk.number(0), None, talk.house.terms, talk.now))


@journey.answer(WHEN)
async def read_time(talk: Talk) -> None:
    card = await talk.run(_read, talk.subject_id, talk.text, talk.house.terms, talk.now)
    await show_draft(talk, card)


def _ask(tx: Transaction, actor: Actor, draft_id: int, terms: Terms, now: datetime) -> NoticeCard:
    card = notice_drafts.show(tx, actor, draft_id, terms, now)
    drafts.ask(tx, actor.telegram_id, WHEN, draft_id, now)
    return card


def _set(
    tx: Transaction, actor: Actor, draft_id: int, local: datetime | None, terms: Terms, now: datetime
) -> NoticeCard:
    at = None if local is None else local.replace(tzinfo=ZoneInfo(actor.timezone)).astimezone(UTC)
    card = notice_drafts.set_time(tx, actor, draft_id, at, terms, now)
    drafts.ask_no_more(tx, actor.telegram_id, WHEN)
    return card


def _read(tx: Transaction, actor: Actor, draft_id: int, text: str, terms: Terms, now: datetime) -> NoticeCard:
    read = read_when(text, local_now(now, actor.timezone))
    if not isinstance(read, datetime):
        raise UserError(DOUBTS.get(read.code, "notice-time-unclear"))
    return _set(tx, actor, draft_id, read.replace(tzinfo=None), terms, now)


def _choices(card: NoticeCard, now: datetime) -> tuple[tuple[Button, ...], ...]:
    local = local_now(now, card.timezone)
    today = local.replace(minute=0, second=0, microsecond=0)
    offered = [
        Button(key, tap_data("ntc.at", card.draft_id, at.strftime(TIME_FORM)))
        for key, days, hour in OFFERED
        if (at := today.replace(hour=hour) + timedelta(days=days)) > local
    ]
    last = [back_button(card)]
    if card.send_at is not None:
        last.insert(0, Button("notice-button-no-time", tap_data("ntc.anytime", card.draft_id)))
    return (*in_rows(offered, 2), tuple(last))
