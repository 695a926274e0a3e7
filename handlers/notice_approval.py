"""A large notice is looked at by a second person, who lets it go out or sends it back with a reason."""

from __future__ import annotations

from datetime import datetime

from bot.domain.messages import Button, Message, Value
from bot.domain.notices import NoticeState
from bot.domain.rights import Actor
from bot.usecases import notice_approval, profile
from bot.usecases.notice_approval import Approval
from bot.usecases.notice_card import Terms
from bot.usecases.notice_letters import headline
from handlers.notice_card import duration_line, head, moment, reach_lines, whom_lines
from handlers.notice_preview import show_letters
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from storage.database import Transaction

journey = Journey("notice-approval")

REASON = "apv.why"


@journey.tap("apv.show")
async def look(talk: Talk) -> None:
    """The notice as everybody will get it, and below it the question whether it may go out."""
    found = await talk.read(notice_approval.show_approval, talk.number(0), talk.house.terms)
    await talk.toast()
    await show_letters(talk, found.notice.content, found.notice.kind, found.place)
    await talk.reply(_approval_message(found))


@journey.tap("apv.card")
async def show_card(talk: Talk) -> None:
    found = await talk.run(_back, talk.number(0), talk.house.terms, talk.now)
    await talk.show(_approval_message(found))


@journey.tap("apv.ok")
async def approve(talk: Talk) -> None:
    notice_id = talk.number(0)
    await talk.run(notice_approval.approve, notice_id, talk.house.terms, talk.now)
    found = await talk.read(notice_approval.show_approval, notice_id, talk.house.terms)
    values = {"sender": found.sender, "headline": head(headline(found.notice.content))}
    await talk.show(Message("notice-approved", values), "notice-toast-approved")


@journey.tap("apv.no")
async def ask_reason(talk: Talk) -> None:
    notice = await talk.run(notice_approval.ask_reason, talk.number(0), REASON, talk.now)
    back = Button("button-back", tap_data("apv.card", notice.id))
    values = {"headline": head(headline(notice.content))}
    await talk.show(Message("notice-why-refused", values, ((back,),)))


@journey.answer(REASON)
async def refuse(talk: Talk) -> None:
    notice = await talk.run(notice_approval.refuse_typed, talk.subject_id, talk.text, talk.now)
    values = {"reason": talk.text, "headline": head(headline(notice.content))}
    await talk.reply(Message("notice-refused", values))


def _back(tx: Transaction, actor: Actor, notice_id: int, terms: Terms, now: datetime) -> Approval:
    profile.turn_back(tx, actor, REASON, now)
    return notice_approval.show_approval(tx, actor, notice_id, terms)


def _approval_message(found: Approval) -> Message:
    notice = found.notice
    values: dict[str, Value] = {"sender": found.sender, "headline": head(headline(notice.content))}
    if not found.open:
        return Message(_outcome(notice.state), values)
    lines = [
        *whom_lines(notice.audience, found.names),
        *reach_lines(found.reach),
        duration_line(found.seconds),
    ]
    if notice.send_at is not None:
        lines.append(Message("notice-line-when", moment(notice.send_at, found.timezone)))
    buttons = (
        Button("button-confirm", tap_data("apv.ok", notice.id)),
        Button("button-return", tap_data("apv.no", notice.id)),
    )
    return Message("notice-approval", values, (buttons,), tuple(lines))


def _outcome(state: NoticeState) -> str:
    return "notice-approval-cancelled" if state is NoticeState.CANCELLED else "notice-approval-done"
