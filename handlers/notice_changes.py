"""更正 and 撤回: what can still be done about a notice after it went out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.delivery.calls import Call, call_for
from bot.domain.messages import Button, Listing, Message, Term
from bot.domain.record_words import SHORT_NAME, shorten
from bot.errors import UserError
from bot.usecases import notice_changes, withdrawing
from bot.usecases.notice_changes import Corrected, Correction
from bot.usecases.withdrawing import Withdrawal
from handlers.incoming import piece_of
from handlers.routing import Journey, tap_data
from handlers.talk import Talk, insist
from storage.deliveries import CRASH, NO_MESSAGE, UNKNOWN

journey = Journey("notice_changes")

TEXT = "chg.text"
# Why a message could not be deleted, where that is another matter than why one could not be sent.
WHY_IT_STAYS: Mapping[str, str] = MappingProxyType(
    {
        "message-gone": "withdraw-too-old",
        NO_MESSAGE: "withdraw-never-known",
        UNKNOWN: "withdraw-unsure",
        CRASH: "withdraw-unsure",
    }
)


# -- correcting ----------------------------------------------------------------------------------------


@journey.tap("chg.fix")
async def ask_text(talk: Talk) -> None:
    started = await talk.run(notice_changes.start_correction, talk.number(0), TEXT, talk.now)
    await talk.toast()
    buttons = ((_drop(started.draft_id),),)
    await talk.reply(Message("fix-ask", {"about": started.about}, buttons))


@journey.answer(TEXT)
async def hear_text(talk: Talk) -> None:
    text = piece_of(talk).text
    await _show(talk, await talk.run(notice_changes.add_text, talk.subject_id, text, TEXT, talk.now))


@journey.other_answer(TEXT)
async def hear_other(talk: Talk) -> None:
    raise UserError("fix-text-only")


@journey.tap("chg.done")
async def all_sent(talk: Talk) -> None:
    correction = await talk.run(notice_changes.all_sent, talk.number(0), talk.now)
    await talk.toast()
    await _show(talk, correction)


@journey.tap("chg.do")
async def correct(talk: Talk) -> None:
    await talk.show(_corrected(await talk.run(notice_changes.correct_draft, talk.number(0), talk.now)))


@journey.tap("chg.drop")
async def drop_correction(talk: Talk) -> None:
    await talk.run(notice_changes.drop_correction, talk.number(0), talk.now)
    await talk.show(Message("fix-dropped"))


async def _show(talk: Talk, correction: Correction) -> None:
    """What everybody will see, and below it the button; or that more of it is waited for."""
    drop = _drop(correction.draft_id)
    if correction.is_cut:
        done = Button("button-fix-all-sent", tap_data("chg.done", correction.draft_id))
        buttons = ((done, drop),)
        await talk.reply(Message("fix-collecting", {"count": correction.characters}, buttons))
        return
    for push in correction.letters:
        await _perform(talk, call_for(talk.house.texts, talk.locale, push))
    sure = Button("button-correct", tap_data("chg.do", correction.draft_id))
    await talk.reply(Message("fix-preview", buttons=((sure, drop),)))


async def _perform(talk: Talk, call: Call) -> None:
    await insist(lambda: talk.house.bot.perform(call, talk.chat_id))


def _drop(draft_id: int) -> Button:
    return Button("button-cancel", tap_data("chg.drop", draft_id))


def _corrected(done: Corrected) -> Message:
    lines = (Message("fix-done-edits", {"count": done.edits}),) if done.edits else ()
    return Message("fix-done", {"about": done.about}, more=lines)


# -- taking back ---------------------------------------------------------------------------------------


@journey.tap("chg.take")
async def ask_withdraw(talk: Talk) -> None:
    found = await talk.read(withdrawing.ask_withdraw, talk.number(0), talk.now)
    notice_id = found.notice.id
    if found.is_withdrawn:
        await talk.show(_withdrawal(await talk.read(withdrawing.show_withdrawal, notice_id)))
        return
    row = (
        Button("button-withdraw", tap_data("chg.sure", notice_id)),
        Button("button-no", tap_data("chg.leave")),
    )
    lines = (Message("withdraw-ask-old"),) if found.is_old else ()
    await talk.show(Message("withdraw-ask", {"about": found.about}, (row,), lines))


@journey.tap("chg.sure")
async def withdraw(talk: Talk) -> None:
    await talk.show(_withdrawal(await talk.run(withdrawing.withdraw, talk.number(0), talk.now)))


@journey.tap("chg.leave")
async def leave(talk: Talk) -> None:
    await talk.show(Message("withdraw-left-alone"))


@journey.tap("chg.seen")
async def show_withdrawal(talk: Talk) -> None:
    await talk.show(_withdrawal(await talk.read(withdrawing.show_withdrawal, talk.number(0))))


def _withdrawal(found: Withdrawal) -> Message:
    again = Button("button-receipts-again", tap_data("chg.seen", found.notice.id))
    buttons = ((again,),) if found.progress.waiting else ()
    return Message("withdraw-title", {"about": found.about}, buttons, tuple(_lines(found)))


def _lines(found: Withdrawal) -> Iterator[Message]:
    progress = found.progress
    if progress.done:
        yield Message("withdraw-deleted", {"count": progress.done})
    if progress.waiting:
        yield Message("withdraw-waiting", {"count": progress.waiting})
    for why, count in sorted(progress.stays.items(), key=lambda one: -one[1]):
        reason = Term(WHY_IT_STAYS.get(why, f"why-{why}"))
        yield Message("withdraw-stays", {"count": count, "why": reason})
    if found.staying:
        names = Listing(tuple(shorten(one.name, SHORT_NAME) for one in found.staying))
        yield Message("withdraw-names", {"names": names})
    if not (progress.waiting or progress.stays):
        yield Message("withdraw-complete" if progress.done else "withdraw-nothing")
