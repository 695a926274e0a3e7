"""/dues: what I owe, the calculator, and a branch's month for its secretary."""

from __future__ import annotations

from datetime import datetime

from bot.domain.dues import Payer, owed
from bot.domain.messages import Button, Message, Term
from bot.domain.people import Branch
from bot.domain.rights import Actor, Right, may_anywhere
from bot.errors import UserError
from bot.parsing.dues import Asked, read_asked
from bot.usecases import dues
from bot.usecases.dues import MonthList, Own
from bot.usecases.dues_bases import sum_error, typed_sum
from handlers.dues_views import branches_message, kinds_message, month_message, own_message, result_message
from handlers.routing import Handler, Journey, tap_data
from handlers.talk import Talk
from storage import drafts
from storage.database import Transaction

journey = Journey("dues")

ASKED = "due.calc-"  # with the kind of payer: what the next plain text answers


@journey.command("dues")
@journey.phrase("dues")
async def show_dues(talk: Talk) -> None:
    asked = read_asked(talk.text, surely=True) if talk.text else None
    if talk.text and asked is None:
        raise UserError("dues-sum-unclear")
    if asked is not None:
        await _reckon(talk, asked)
        return
    await _open(talk)


@journey.tap("due.all")
async def show_all(talk: Talk) -> None:
    await _open(talk)


async def _open(talk: Talk) -> None:
    """A branch's month for its secretary, one's own dues for a member, the calculator for everybody else."""
    actor = await talk.who()
    if may_anywhere(actor, Right.KEEP_DUES):
        found = await talk.run(_month_or_branches, talk.now)
        message = month_message(found) if isinstance(found, MonthList) else branches_message(found)
        await talk.show(message)
    elif may_anywhere(actor, Right.READ_OWN):
        await _show_own(talk)
    else:
        await talk.show(kinds_message())


@journey.tap("due.me")
async def show_own(talk: Talk) -> None:
    await _show_own(talk)


async def _show_own(talk: Talk) -> None:
    seen: Own = await talk.read(dues.own, talk.now)
    keeps = may_anywhere(await talk.who(), Right.KEEP_DUES)
    await talk.show(own_message(seen, keeps=keeps))


@journey.tap("due.br")
async def show_branch(talk: Talk) -> None:
    await talk.show(month_message(await talk.run(dues.read_month, talk.number(0), None, talk.now)))


def _month_or_branches(tx: Transaction, actor: Actor, now: datetime) -> MonthList | list[Branch]:
    found = dues.kept(tx, actor)
    return dues.read_month(tx, actor, found[0].id, None, now) if len(found) == 1 else found


# -- the calculator ------------------------------------------------------------------------------------


@journey.listener
async def hear_sentence(talk: Talk) -> bool:
    asked = read_asked(talk.text) if talk.is_private and talk.message is not None else None
    if asked is None:
        return False
    await _reckon(talk, asked)
    return True


async def _reckon(talk: Talk, asked: Asked) -> None:
    payer, found = asked.payer, asked.sum
    if payer is not None and not payer.has_base:
        await _show_result(talk, payer, None)
    elif found is not None:
        if found.fen is None:
            raise sum_error(found.problem)
        await _show_result(talk, payer or Payer.WAGE, found.fen)
    elif payer is not None:
        await _ask_base(talk, payer)
    else:
        await talk.who()
        await talk.show(kinds_message())


@journey.tap("due.calc")
async def begin(talk: Talk) -> None:
    await talk.run(forget_asked, ASKED)
    await talk.show(kinds_message())


@journey.tap("due.kind")
async def choose_kind(talk: Talk) -> None:
    payer = payer_named(talk.word(0))
    if payer.has_base:
        await _ask_base(talk, payer)
    else:
        await _show_result(talk, payer, None)


async def _ask_base(talk: Talk, payer: Payer) -> None:
    await talk.run(_asking, payer, talk.now)
    back = Button("button-back", tap_data("due.calc"))
    await talk.show(Message("dues-ask-base", {"kind": Term(f"dues-kind-{payer}")}, ((back,),)))


def _hearing(payer: Payer) -> Handler:
    async def take(talk: Talk) -> None:
        base = await talk.run(_answered, talk.text)
        await _show_result(talk, payer, base)

    return take


for _payer in Payer:
    if _payer.has_base:
        journey.answer(f"{ASKED}{_payer}", is_number=True)(_hearing(_payer))


async def _show_result(talk: Talk, payer: Payer, base: int | None) -> None:
    await talk.who()
    await talk.show(result_message(payer, base, owed(payer, base)))


def payer_named(word: str) -> Payer:
    """The kind of payer that a button names; ``UserError("button-broken")`` for any other word."""
    try:
        return Payer(word)
    except ValueError:
        raise UserError("button-broken") from None


def forget_asked(tx: Transaction, actor: Actor, field: str) -> None:
    """Let go of an open question whose field begins so: its asker has turned back."""
    drafts.ask_no_more(tx, actor.telegram_id, field)


def _asking(tx: Transaction, actor: Actor, payer: Payer, now: datetime) -> None:
    drafts.ask(tx, actor.telegram_id, f"{ASKED}{payer}", 0, now)


def _answered(tx: Transaction, actor: Actor, text: str) -> int:
    base = typed_sum(text)
    drafts.forget_question(tx, actor.telegram_id)
    return base
