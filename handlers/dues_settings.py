"""What people's dues are reckoned by, and when the branch is reminded; for its secretary alone."""

from __future__ import annotations

from datetime import datetime

from bot.domain.dues import Payer
from bot.domain.messages import Button, Message, Term
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.usecases import dues_bases, dues_reminding
from bot.usecases.dues import find_kept, find_payer
from bot.usecases.dues_bases import Bases, PayerCard, Stated
from bot.usecases.dues_reminding import Reminder
from handlers.dues import forget_asked, payer_named
from handlers.dues_settings_views import (
    bases_message,
    hours_message,
    payer_message,
    reminder_message,
    stated_message,
)
from handlers.routing import Handler, Journey, tap_data
from handlers.talk import Talk
from storage import drafts
from storage.database import Transaction

journey = Journey("dues-settings")

RATES = "due.rates"  # the question about a list of rates; its subject is the branch
ASKED = "due.base-"  # with the kind of payer: what the next plain text answers


# -- what they are reckoned by -------------------------------------------------------------------------


@journey.tap("due.bases")
async def show_bases(talk: Talk) -> None:
    seen = await talk.run(_look_at_all, talk.number(0), talk.now)
    await talk.show(bases_message(seen, talk.number(1)))


@journey.tap("due.rates")
async def ask_rates(talk: Talk) -> None:
    branch_id = talk.number(0)
    await talk.run(_asking_rates, branch_id, talk.now)
    back = Button("button-back", tap_data("due.bases", branch_id, 0))
    await talk.show(Message("dues-ask-rates", buttons=((back,),)))


@journey.answer(RATES)
async def read_rates(talk: Talk) -> None:
    await talk.reply(stated_message(await talk.run(_answered_rates, talk.subject_id, talk.text, talk.now)))


@journey.tap("due.keep")
async def keep_old(talk: Talk) -> None:
    branch_id = talk.number(0)
    count = await talk.run(dues_bases.keep_old, branch_id, talk.now)
    seen = await talk.read(dues_bases.open_bases, branch_id, talk.now)
    await talk.show(bases_message(seen, 0), "dues-toast-kept", count=count)


@journey.tap("due.who")
async def show_payer(talk: Talk) -> None:
    await talk.show(payer_message(await talk.run(_look, talk.number(0), talk.now)))


@journey.tap("due.set")
async def set_payer(talk: Talk) -> None:
    person_id, payer = talk.number(0), payer_named(talk.word(1))
    if not payer.has_base:
        card = await talk.run(dues_bases.set_payer, person_id, payer, None, talk.now)
        await talk.show(payer_message(card), "dues-toast-set")
        return
    name = await talk.run(_asking, person_id, payer, talk.now)
    back = Button("button-back", tap_data("due.who", person_id))
    kind = Term(f"dues-kind-{payer}")
    await talk.show(Message("dues-ask-base-of", {"name": name, "kind": kind}, ((back,),)))


def _hearing(payer: Payer) -> Handler:
    async def take(talk: Talk) -> None:
        card = await talk.run(_answered, talk.subject_id, payer, talk.text, talk.now)
        await talk.reply(payer_message(card))

    return take


for _payer in Payer:
    if _payer.has_base:
        journey.answer(f"{ASKED}{_payer}", is_number=True)(_hearing(_payer))


def _look_at_all(tx: Transaction, actor: Actor, branch_id: int, now: datetime) -> Bases:
    forget_asked(tx, actor, RATES)
    return dues_bases.open_bases(tx, actor, branch_id, now)


def _asking_rates(tx: Transaction, actor: Actor, branch_id: int, now: datetime) -> None:
    find_kept(tx, actor, branch_id)
    drafts.ask(tx, actor.telegram_id, RATES, branch_id, now)


def _answered_rates(tx: Transaction, actor: Actor, branch_id: int, text: str, now: datetime) -> Stated:
    done = dues_bases.set_list(tx, actor, branch_id, text, now)
    drafts.forget_question(tx, actor.telegram_id)
    return done


def _look(tx: Transaction, actor: Actor, person_id: int, now: datetime) -> PayerCard:
    card = dues_bases.open_payer(tx, actor, person_id, now)
    forget_asked(tx, actor, ASKED)
    return card


def _asking(tx: Transaction, actor: Actor, person_id: int, payer: Payer, now: datetime) -> str:
    member, _ = find_payer(tx, actor, person_id)
    drafts.ask(tx, actor.telegram_id, f"{ASKED}{payer}", person_id, now)
    return member.name


def _answered(
    tx: Transaction, actor: Actor, person_id: int, payer: Payer, text: str, now: datetime
) -> PayerCard:
    card = dues_bases.set_typed(tx, actor, person_id, payer, text, now)
    drafts.forget_question(tx, actor.telegram_id)
    return card


# -- when the reminder comes ---------------------------------------------------------------------------


@journey.tap("due.when")
async def show_reminder(talk: Talk) -> None:
    await _show_reminder(talk, await talk.read(dues_reminding.reminder_of, talk.number(0)))


@journey.tap("due.day")
async def choose_day(talk: Talk) -> None:
    day = talk.number(1)
    if not 1 <= day <= dues_reminding.LAST_DAY:
        raise UserError("button-broken")
    await talk.show(hours_message(await talk.read(find_kept, talk.number(0)), day))


@journey.tap("due.at")
async def choose_hour(talk: Talk) -> None:
    branch_id, day, minute = talk.number(0), talk.number(1), talk.number(2)
    days = talk.house.working_days
    await _show_reminder(
        talk, await talk.run(dues_reminding.set_reminder, branch_id, day, minute, talk.now, days)
    )


@journey.tap("due.off")
async def stop(talk: Talk) -> None:
    days = talk.house.working_days
    await _show_reminder(talk, await talk.run(dues_reminding.stop_reminder, talk.number(0), talk.now, days))


async def _show_reminder(talk: Talk, seen: Reminder) -> None:
    await talk.show(reminder_message(seen, seen.branch.today(talk.now)))
