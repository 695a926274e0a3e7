"""Whoever loses the right to send has nothing of theirs go out any more, however it is lost."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.domain.audience import Audience
from bot.domain.messages import Lane, Message, Operation, Push
from bot.domain.notices import NoticeState
from bot.domain.people import Office
from bot.domain.rights import Right, Role
from bot.office.roster import RosterRow
from bot.usecases import members, rebinding, roles
from bot.usecases.notice_card import Terms
from bot.usecases.notice_revoking import stop_notices_of
from bot.usecases.roster import Founding, import_roster
from storage import accounts, notices, nudges, outbox, rebinds
from storage.database import Database, Transaction
from storage.schema import holding, person, push
from tests.usecases.noticing import (
    EAST_CHAT,
    WHOLE_EAST,
    audited,
    due,
    noticing,
    presses_send,
    row_of,
    sent,
    stopped_pushes,
    written,
)
from tests.usecases.village import (
    ADMINISTRATOR,
    COMMITTEE,
    EAST,
    LEADER,
    NOW,
    OPERATOR,
    SECRETARY,
    Village,
)

LATER = NOW + timedelta(hours=1)
NEW_PHONE = 5000


async def everything(village: Village, who: int) -> tuple[int, int, int]:
    """Of one sender: a notice on its way, one that is scheduled, one that waits for a second person."""
    on_its_way = (await sent(village, who, WHOLE_EAST)).id
    scheduled = (await presses_send(village, await written(village, who, WHOLE_EAST, send_at=LATER), who)).id
    card = await written(village, who, WHOLE_EAST)
    asked = (await presses_send(village, card, who, terms=Terms(29.5, approve_above=2))).id
    return on_its_way, scheduled, asked


async def states(village: Village, ids: tuple[int, ...]) -> list[NoticeState]:
    return [(await row_of(village, notice_id)).state for notice_id in ids]


async def take_role(village: Village) -> None:
    await village.does(ADMINISTRATOR, roles.take_role, SECRETARY, Role.SECRETARY, NOW, sure=True)


async def remove(village: Village) -> None:
    await village.does(ADMINISTRATOR, members.remove_member, SECRETARY, NOW)


async def unbind(village: Village) -> None:
    await village.does(ADMINISTRATOR, members.unbind_member, SECRETARY, NOW)


async def move_phone(village: Village) -> None:
    def ask(tx: Transaction) -> int:
        accounts.remember(tx, NEW_PHONE, "zh-Hans", NOW)
        return rebinds.create(tx, SECRETARY, NEW_PHONE, NOW)

    rebind_id = await village.database.run(ask)
    await village.does(ADMINISTRATOR, rebinding.decide_rebind, rebind_id, True, NOW)


async def import_without_office(village: Village) -> None:
    change = sa.update(person).where(person.c.id == SECRETARY).values(office=Office.SECRETARY)
    await village.database.run(lambda tx: tx.execute(change))
    rows = [RosterRow(2, "王桂兰", "东关社区党支部", office=None)]
    founding = Founding("Asia/Shanghai", "城关镇党委")
    report = await village.does(
        OPERATOR, import_roster, rows, NOW, founding, columns=("name", "branch", "office")
    )
    assert report.updated == 1


LOSSES = [take_role, remove, unbind, move_phone, import_without_office]


@pytest.mark.parametrize("lose", LOSSES)
async def test_however_the_right_is_lost(
    database: Database, lose: Callable[[Village], Awaitable[None]]
) -> None:
    village = await noticing(database)
    ids = await everything(village, SECRETARY)
    others = await everything(village, ADMINISTRATOR)
    await lose(village)
    assert await states(village, ids) == [NoticeState.STOPPED, NoticeState.CANCELLED, NoticeState.CANCELLED]
    assert all(await stopped_pushes(village, ids[0]))
    assert await states(village, others) == [
        NoticeState.SENDING,
        NoticeState.SCHEDULED,
        NoticeState.AWAITING_APPROVAL,
    ]
    assert not any(await stopped_pushes(village, others[0]))
    assert await due(village, LATER) == [NoticeState.SENDING]
    assert (await audited(village)).count("notice-revoked") == 3
    news = [content["key"] for content in await village.said("notice-news")]
    assert news == ["sending-push-revoked"] * (0 if lose in (remove, unbind) else 3)


async def test_a_granted_right_that_is_taken_back(database: Database) -> None:
    village = await noticing(database)
    await village.is_given(COMMITTEE, Right.SEND_NOTICE)
    await village.is_given(COMMITTEE, Right.INVITE)
    ids = await everything(village, COMMITTEE)
    await village.does(SECRETARY, roles.set_right, COMMITTEE, Right.INVITE, False, NOW)
    assert (await states(village, ids))[0] is NoticeState.SENDING
    await village.does(SECRETARY, roles.set_right, COMMITTEE, Right.SEND_NOTICE, False, NOW)
    assert await states(village, ids) == [NoticeState.STOPPED, NoticeState.CANCELLED, NoticeState.CANCELLED]
    assert await village.heard("notice-news") == [COMMITTEE] * 3


async def test_whoever_keeps_the_right_keeps_sending(database: Database) -> None:
    village = await noticing(database)
    leads = {"person_id": SECRETARY, "role": Role.GROUP_LEADER, "group_id": 1}
    await database.run(lambda tx: tx.execute(holding.insert(), leads))
    ids = await everything(village, SECRETARY)
    await village.does(ADMINISTRATOR, roles.take_role, SECRETARY, Role.GROUP_LEADER, NOW)
    await village.does(ADMINISTRATOR, roles.take_role, LEADER, Role.GROUP_LEADER, NOW)
    assert (await states(village, ids))[:2] == [NoticeState.SENDING, NoticeState.SCHEDULED]


async def test_what_an_operator_sends_is_nothing_of_the_rosters(database: Database) -> None:
    """An operator on the roster: the right is in the settings, and taking a role leaves it there."""
    village = await noticing(database)
    found = await sent(village, OPERATOR, WHOLE_EAST)
    assert await village.does(OPERATOR, stop_notices_of, [SECRETARY, ADMINISTRATOR], NOW) == 0
    assert (await row_of(village, found.id)).state is NoticeState.SENDING


async def test_reminders_and_corrections_end_but_not_what_takes_a_notice_back(database: Database) -> None:
    village = await noticing(database)
    found = await sent(village, audience=Audience((EAST,), chats=(EAST_CHAT,)))

    def more(tx: Transaction) -> list[int]:
        ids = []
        for operation in (Operation.EDIT, Operation.DELETE):
            change = Push("notice", Lane.NOTICE, Message("sending-place"), "", operation=operation)
            ids.append(outbox.keep(tx, change, NOW, SECRETARY, found.id))
        nudge = Push("nudge", Lane.REMINDER, Message("sending-place"), "")
        ids.append(outbox.keep(tx, nudge, NOW, SECRETARY, found.id))
        nudges.plan(tx, found.id, LATER, 480, 3)
        return ids

    edit, delete, nudge = await database.run(more)
    await take_role(village)
    query = sa.select(push.c.id, push.c.stopped_at).where(push.c.notice_id == found.id)
    stopped = await database.read(lambda tx: {row[0]: row[1] is not None for row in tx.execute(query)})
    assert (stopped[edit], stopped[delete], stopped[nudge]) == (True, False, True)
    assert (await row_of(village, found.id)).nudge_at is None


async def test_a_reminder_of_somebody_elses_notice_ends_with_its_own_sender(database: Database) -> None:
    village = await noticing(database)
    found = await sent(village, ADMINISTRATOR, WHOLE_EAST)

    def remind(tx: Transaction) -> int:
        nudge = Push("nudge", Lane.REMINDER, Message("sending-place"), "")
        push_id = outbox.keep(tx, nudge, NOW, SECRETARY, found.id)
        outbox.enqueue_where(tx, push_id, nudge, person.c.id == LEADER, NOW, SECRETARY)
        return push_id

    nudge = await database.run(remind)
    await take_role(village)
    query = sa.select(push.c.id).where(push.c.stopped_at.is_not(None))
    assert await database.read(lambda tx: list(tx.execute(query).scalars())) == [nudge]
    assert (await row_of(village, found.id)).state is NoticeState.SENDING


async def test_an_old_notice_of_which_nothing_is_left_is_let_be(database: Database) -> None:
    village = await noticing(database)
    found = await sent(village)
    row = await row_of(village, found.id)
    await database.run(notices.move, row, NoticeState.ENDED, ended_at=NOW)
    await take_role(village)
    assert (await row_of(village, found.id)).state is NoticeState.ENDED
    assert await village.heard("notice-news") == []
