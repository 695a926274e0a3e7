"""What a sender does once a notice is on its way: looks at it, stops it, finds out who was missed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from bot.domain.messages import Button, Message, Value
from bot.domain.notices import NoticeState
from bot.domain.rights import Actor
from bot.domain.service import local_now
from bot.errors import UserError
from bot.office.lists import write_list
from bot.usecases import notice_drafts, notice_progress, sending
from bot.usecases.notice_card import Terms
from bot.usecases.notice_letters import headline
from handlers.log_choices import in_rows
from handlers.notice_card import head, why_term
from handlers.notice_preview import preview
from handlers.notice_progress import STATES, Report, more_message, progress_message, report
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from storage import drafts, notices
from storage.database import Transaction
from storage.notices import NoticeRow

journey = Journey("notice-report")

NUMBERS_IN_A_ROW = 5
TOASTS: Mapping[NoticeState, str] = MappingProxyType(
    {
        NoticeState.SENDING: "notice-toast-sent",
        NoticeState.SCHEDULED: "notice-toast-scheduled",
        NoticeState.AWAITING_APPROVAL: "notice-toast-awaiting",
    }
)


@journey.tap("ntc.send")
async def send(talk: Talk) -> None:
    await _send(talk, at_once=False)


@journey.tap("ntc.now")
async def send_now(talk: Talk) -> None:
    await _send(talk, at_once=True)


async def _send(talk: Talk, *, at_once: bool) -> None:
    draft_id, version, terms = talk.number(0), talk.number(1), talk.house.terms
    try:
        found = await talk.run(_sent, draft_id, version, terms, talk.now, at_once)
    except UserError as error:
        if error.key != "notice-not-previewed":
            raise
        # The preview was lost on its way: nobody sends what they have not seen.
        await talk.toast()
        await preview(talk, await talk.run(notice_drafts.show, draft_id, terms, talk.now))
    else:
        await talk.show(_shown(talk, found), TOASTS.get(found.progress.notice.state))


@journey.tap("ntc.see")
async def look(talk: Talk) -> None:
    found = await talk.read(report, talk.number(0))
    sent = await talk.reply(_shown(talk, found))
    notice = found.progress.notice
    if notice.sender_account == talk.user_id:
        # From now on this is the message that counts: the older one is far up.
        await talk.house.database.run(notices.note_card, notice.id, talk.chat_id, sent.message_id)


@journey.tap("ntc.stop")
async def stop(talk: Talk) -> None:
    # Counted apart from the stop: who counts while it is being sent is in the way of those who send, and
    # PostgreSQL would have the stop begin again and again.
    row = await talk.run(sending.stop, talk.number(0), talk.now)
    await talk.show(_shown(talk, await talk.read(report, row.id)), "notice-toast-stopped")


@journey.tap("ntc.off")
async def call_off(talk: Talk) -> None:
    row = await talk.run(sending.cancel_scheduled, talk.number(0), talk.now)
    await talk.show(_shown(talk, await talk.read(report, row.id)), "notice-toast-off")


@journey.tap("ntc.more")
async def offer_more(talk: Talk) -> None:
    await talk.reply(more_message((await talk.read(report, talk.number(0))).progress))


@journey.tap("ntc.copy")
async def write_again(talk: Talk) -> None:
    card = await talk.run(notice_drafts.again, talk.number(0), talk.house.terms, talk.now)
    await talk.toast()
    await preview(talk, card)


@journey.tap("ntc.file")
async def send_names(talk: Talk) -> None:
    missed = await talk.read(notice_progress.unreached, talk.number(0))
    await talk.run(notice_progress.note_unreached, talk.number(0), talk.now)
    await talk.toast()
    texts, locale = talk.house.texts, talk.locale

    def word(key: str) -> str:
        return texts.format(locale, key, html=False)

    header = ("notice-missed-name", "notice-missed-branch", "notice-missed-group", "notice-missed-why")
    rows = [(one.name, one.branch, one.group, word(why_term(one.why).key)) for one in missed]
    data = write_list([word(key) for key in header], rows)
    caption = Message("notice-missed-file", {"count": len(rows)})
    await talk.send_file(f"{word('notice-missed-title')}.csv", data, caption)


@journey.tap("ntc.again")
async def ask_again(talk: Talk) -> None:
    progress = (await talk.read(report, talk.number(0))).progress
    sure = Button("notice-button-sure-again", tap_data("ntc.resend", progress.notice.id))
    no = Button("button-no", tap_data("ntc.drop"))
    await talk.show(Message("notice-sure-again", {"count": progress.unknown}, ((sure, no),)))


@journey.tap("ntc.resend")
async def send_unknown_again(talk: Talk) -> None:
    count = await talk.run(sending.resend_unknown, talk.number(0), talk.now)
    await talk.show(Message("notice-sent-again", {"count": count}))


@journey.tap("ntc.drop")
async def let_be(talk: Talk) -> None:
    await talk.who()
    await talk.show(Message("notice-let-be"))


@journey.tap("ntc.list")
async def show_list(talk: Talk) -> None:
    found = await talk.read(notice_progress.recent)
    await talk.show(_list_message(found, (await talk.who()).timezone))


# -- in one transaction --------------------------------------------------------------------------------


def _sent(
    tx: Transaction, actor: Actor, draft_id: int, version: int, terms: Terms, now: datetime, at_once: bool
) -> Report:
    row = sending.send(tx, actor, draft_id, version, terms, now, at_once=at_once)
    drafts.ask_no_more(tx, actor.telegram_id, "ntc.")
    return report(tx, actor, row.id)


# -- what is shown -------------------------------------------------------------------------------------


def _shown(talk: Talk, found: Report) -> Message:
    timezone = talk.actor.timezone if talk.actor is not None else talk.house.timezone
    return progress_message(found, talk.house.terms.per_second, timezone)


def _list_message(found: tuple[NoticeRow, ...], timezone: str) -> Message:
    new = (Button("button-notice", tap_data("ntc.new")),)
    if not found:
        return Message("notice-list-empty", buttons=(new,))
    lines = []
    numbers = []
    for number, row in enumerate(found, 1):
        values: dict[str, Value] = {
            "number": number,
            "day": local_now(row.sent_at or row.created_at, timezone).date(),
            "headline": head(headline(row.content)),
        }
        lines.append(Message(STATES[row.state], values))
        numbers.append(Button("button-number", tap_data("ntc.see", row.id), values={"number": number}))
    rows = (*in_rows(numbers, NUMBERS_IN_A_ROW), new)
    return Message("notice-list", buttons=rows, more=tuple(lines))
