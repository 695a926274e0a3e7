"""Notices in the village: a group chat, people of every category, and short ways to write and send."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.audience import Audience
from bot.domain.messages import Attachment
from bot.domain.notice_form import form_to_json
from bot.domain.notices import NoticeState
from bot.domain.rich_text import RichText
from bot.usecases import notice_clock, notice_drafts, sending
from bot.usecases.notice_card import NoticeCard, Terms
from bot.usecases.notice_drafts import Piece
from storage import drafts, notices
from storage.database import Database, Transaction
from storage.notices import NoticeRow
from storage.schema import account, audit, delivery, draft, group_chat, notice_missed, person, push
from tests.usecases.village import (
    ADMINISTERS,
    EAST,
    MEMBER,
    NOW,
    OTHER_MEMBER,
    SECRETARY,
    WEST,
    Village,
    acting,
)

EAST_CHAT, WEST_CHAT = -1001, -1002
TERMS = Terms(29.5)
PHOTO = Attachment("photo", "photo-1")
FILE = Attachment("document", "file-1", "安排.docx")
WHOLE_EAST = Audience((EAST,))
WHOLE_COMMITTEE = Audience(committees=(ADMINISTERS,))


def said(text: str, **more: Any) -> Piece:
    """A text as a piece."""
    return Piece(RichText(text), **more)


def _set_up(tx: Transaction) -> None:
    for chat_id, branch_id, title in ((EAST_CHAT, EAST, "东关党员群"), (WEST_CHAT, WEST, "西街党员群")):
        tx.execute(
            group_chat.insert(),
            {
                "chat_id": chat_id,
                "branch_id": branch_id,
                "title": title,
                "locale": "zh-Hans",
                "is_forum": False,
                "reach": "ok",
                "bound_at": NOW,
            },
        )
    for who, category in ((MEMBER, "elderly"), (OTHER_MEMBER, "in-difficulty")):
        tx.execute(sa.update(person).where(person.c.id == who).values(category=category))


async def noticing(database: Database) -> Village:
    """The village, with the group chats bound."""
    village = await Village.settled(database)
    await database.run(_set_up)
    return village


async def written(
    village: Village,
    who: int = SECRETARY,
    audience: Audience | None = None,
    piece: Piece | None = None,
    at: datetime = NOW,
    terms: Terms = TERMS,
    **form: Any,
) -> NoticeCard:
    """A draft that has been previewed: its text, and for whom (None: as the bot proposes)."""
    piece = piece or said("明天上午八点到村部开会。")

    def work(tx: Transaction) -> NoticeCard:
        actor = acting(tx, who)
        card = notice_drafts.start(tx, actor, terms, at, piece)
        draft, begun = notice_drafts.own_form(tx, actor, card.draft_id)
        begun = replace(begun, collecting=False, **form)
        if audience is not None:
            begun = begun.for_whom(audience)
        drafts.save(tx, draft.id, form_to_json(begun), at)
        notice_drafts.note_preview(tx, actor.telegram_id, draft.id, begun.content_no, 77, at)
        return notice_drafts.show(tx, actor, draft.id, terms, at)

    return await village.database.run(work)


async def presses_send(
    village: Village,
    card: NoticeCard,
    who: int = SECRETARY,
    at: datetime = NOW,
    terms: Terms = TERMS,
    **how: bool,
) -> NoticeRow:
    """发送 on that card."""
    return await village.does(who, sending.send, card.draft_id, card.version, terms, at, **how)


async def sent(
    village: Village, who: int = SECRETARY, audience: Audience | None = None, **more: Any
) -> NoticeRow:
    """Written and sent."""
    return await presses_send(village, await written(village, who, audience, **more), who)


async def deliveries_of(village: Village, notice_id: int) -> list[tuple[int, int, str]]:
    """Part, chat and state of everything that carries a notice."""
    query = (
        sa.select(push.c.part, delivery.c.chat_id, delivery.c.state)
        .join(delivery, delivery.c.push_id == push.c.id)
        .where(push.c.notice_id == notice_id, push.c.part.is_not(None))
        .order_by(push.c.part, delivery.c.chat_id)
    )
    return await village.database.read(lambda tx: [tuple(row) for row in tx.execute(query)])


async def chats_of(village: Village, notice_id: int) -> list[int]:
    """The chats that a notice was queued for, in order."""
    return [chat for part, chat, _ in await deliveries_of(village, notice_id) if part == 1]


async def missed_of(village: Village, notice_id: int) -> dict[int, str]:
    """Whom a notice concerns without a private message, and why."""
    query = sa.select(notice_missed.c.person_id, notice_missed.c.why).where(
        notice_missed.c.notice_id == notice_id
    )
    return await village.database.read(lambda tx: {row[0]: row[1] for row in tx.execute(query)})


async def ends(
    village: Village, notice_id: int, state: str, error: str | None = None, chat: int | None = None
) -> None:
    """What the engine would note about the notice's deliveries, or about one chat's."""
    pushes = sa.select(push.c.id).where(push.c.notice_id == notice_id)
    change = (
        sa.update(delivery)
        .where(delivery.c.push_id.in_(pushes))
        .values(state=state, error=error, done_at=NOW)
    )
    if chat is not None:
        change = change.where(delivery.c.chat_id == chat)
    await village.database.run(lambda tx: tx.execute(change))


async def goes_out_of_reach(village: Village, who: int, reach: str = "blocked") -> None:
    """Somebody blocks the bot."""
    change = sa.update(account).where(account.c.person_id == who).values(reach=reach)
    await village.database.run(lambda tx: tx.execute(change))


async def stopped_pushes(village: Village, notice_id: int) -> list[bool]:
    """Of each push about a notice, whether it was stopped."""
    query = sa.select(push.c.stopped_at).where(push.c.notice_id == notice_id).order_by(push.c.id)
    return await village.database.read(lambda tx: [at is not None for at in tx.execute(query).scalars()])


async def audited(village: Village) -> list[str]:
    """The actions in the audit log, oldest first."""
    query = sa.select(audit.c.action).order_by(audit.c.id)
    return await village.database.read(lambda tx: list(tx.execute(query).scalars()))


def account_of(who: int) -> int:
    """The Telegram id of somebody of the village."""
    return 1000 + who


async def hand_over(village: Village, draft_id: int, who: int) -> None:
    """A draft becomes somebody else's, as if they had written it with rights that are gone."""
    change = sa.update(draft).where(draft.c.id == draft_id)
    change = change.values(telegram_id=account_of(who) if who else 0)
    await village.database.run(lambda tx: tx.execute(change))


async def row_of(village: Village, notice_id: int) -> NoticeRow:
    """The notice as it is now."""
    return await village.database.read(notices.get, notice_id)


async def due(village: Village, at: datetime, operators: frozenset[int] = frozenset()) -> list[NoticeState]:
    """What the clock sends or gives up at that moment."""
    found = []
    for notice_id in await village.database.read(notices.due, at):
        done = await village.database.run(notice_clock.send_due, notice_id, operators, at)
        found += [done.state] if done is not None else []
    return found
