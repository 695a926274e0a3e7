"""收到: who may answer a notice, where, what counts, and what its sender sees."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.audience import Audience
from bot.domain.messages import Moment
from bot.domain.notices import Answer, NoticeKind
from bot.domain.service import local_now
from bot.errors import UserError
from bot.usecases import receipts, sending, withdrawing
from bot.usecases.receipts import Acknowledged, Overview, Roll
from storage import receipts as stored
from storage.database import Database, Transaction
from storage.schema import account, group_chat, person
from tests.usecases.noticing import (
    EAST_CHAT,
    WEST_CHAT,
    WHOLE_COMMITTEE,
    WHOLE_EAST,
    account_of,
    audited,
    ends,
    goes_out_of_reach,
    noticing,
    said,
    sent,
)
from tests.usecases.village import (
    ADMINISTRATOR,
    COMMITTEE,
    CONTACT,
    EAST,
    EAST_ONE,
    LEADER,
    MEMBER,
    NOW,
    OPERATOR,
    OTHER_LEADER,
    OTHER_MEMBER,
    PHONELESS,
    SECRETARY,
    WEST,
    WEST_LEADER,
    WEST_SECRETARY,
    Village,
)

LATER = NOW + timedelta(hours=2)
NOBODY = 500  # whose account nobody knows


@pytest.fixture
async def village(database: Database) -> Village:
    return await noticing(database)


async def answers(
    village: Village,
    who: int,
    notice_id: int,
    answer: Answer = Answer.READ,
    chat: int | None = None,
    at: datetime = NOW,
) -> Acknowledged:
    chat_id = account_of(who) if chat is None else chat
    return await village.does(who, receipts.acknowledge, notice_id, answer, chat_id, at)


async def refused(village: Village, who: int, notice_id: int, **how: Any) -> str:
    with pytest.raises(UserError) as error:
        await answers(village, who, notice_id, **how)
    return error.value.key


async def rolled(village: Village, notice_id: int, who: int = SECRETARY) -> Roll:
    seen = await village.does(who, receipts.look, notice_id, None)
    assert isinstance(seen, Roll)
    return seen


async def test_the_first_press_counts(village: Village) -> None:
    notice = await sent(village)
    first = await answers(village, MEMBER, notice.id)
    assert (first.answer, first.before) == (Answer.READ, None)
    again = await answers(village, MEMBER, notice.id, at=LATER)
    assert again.before is Answer.READ
    assert again.at == Moment.of(local_now(NOW, "Asia/Shanghai"))
    assert await village.database.read(stored.counts, notice.id) == {Answer.READ: 1}


async def test_only_those_whom_it_concerns(village: Village) -> None:
    notice = await sent(village, audience=Audience((EAST,), groups=(EAST_ONE,)))
    assert (await answers(village, LEADER, notice.id)).before is None
    assert await refused(village, OTHER_MEMBER, notice.id) == "receipt-not-yours"
    assert await refused(village, WEST_LEADER, notice.id) == "receipt-not-yours"
    assert await refused(village, SECRETARY, notice.id) == "receipt-own"
    assert await refused(village, NOBODY, notice.id) == "not-a-member"
    assert await refused(village, OPERATOR, notice.id, chat=0) == "not-allowed"
    assert await refused(village, MEMBER, notice.id + 1) == "receipt-not-yours"
    assert await refused(village, MEMBER, 0) == "receipt-preview"
    assert await refused(village, MEMBER, notice.id, answer=Answer.COMING) == "button-broken"


async def test_whoever_joins_later_can_answer(village: Village) -> None:
    notice = await sent(village)

    def joins(tx: Transaction) -> None:
        given = {"telegram_id": account_of(PHONELESS), "person_id": PHONELESS, "locale": "zh-Hans"}
        tx.execute(account.insert(), {**given, "reach": "ok", "created_at": NOW})

    await village.database.run(joins)
    assert (await answers(village, PHONELESS, notice.id)).before is None


async def test_another_phone_is_the_same_person(village: Village) -> None:
    notice = await sent(village)

    def moves(tx: Transaction) -> None:
        tx.execute(sa.update(account).where(account.c.person_id == MEMBER).values(telegram_id=99_000))

    await village.database.run(moves)
    assert await village.database.read(stored.concerns, notice.id, MEMBER, 99_000)
    assert not await village.database.read(stored.concerns, notice.id, WEST_LEADER, account_of(MEMBER))


async def test_a_group_counts_the_members_of_its_branch(village: Village) -> None:
    notice = await sent(village, audience=Audience((EAST,), chats=(EAST_CHAT,), groups=(EAST_ONE,)))
    assert (await answers(village, MEMBER, notice.id, chat=EAST_CHAT)).before is None
    # Not in the chosen party group, but of the branch, and it stands in the branch's own chat.
    assert (await answers(village, OTHER_MEMBER, notice.id, chat=EAST_CHAT)).before is None
    assert await refused(village, WEST_LEADER, notice.id, chat=EAST_CHAT) == "receipt-other-branch"
    assert await refused(village, NOBODY, notice.id, chat=EAST_CHAT) == "receipt-stranger"
    assert await refused(village, OPERATOR, notice.id, chat=EAST_CHAT) == "receipt-stranger"
    assert await refused(village, SECRETARY, notice.id, chat=EAST_CHAT) == "receipt-own"
    assert await refused(village, MEMBER, notice.id, chat=WEST_CHAT) == "receipt-not-yours"
    names = {line.name for line in (await rolled(village, notice.id)).lines if line.answer}
    assert names == {"张三", "刘敏"}


async def test_a_group_that_is_bound_no_more_counts_nobody(village: Village) -> None:
    notice = await sent(village, audience=Audience((EAST,), chats=(EAST_CHAT,)))
    await village.database.run(
        lambda tx: tx.execute(sa.delete(group_chat).where(group_chat.c.chat_id == EAST_CHAT))
    )
    assert await refused(village, MEMBER, notice.id, chat=EAST_CHAT) == "receipt-not-yours"


async def test_who_has_left_is_nobody(village: Village) -> None:
    notice = await sent(village, audience=Audience((EAST,), chats=(EAST_CHAT,)))
    await village.database.run(
        lambda tx: tx.execute(sa.update(person).where(person.c.id == MEMBER).values(active=False))
    )
    assert await refused(village, MEMBER, notice.id) == "not-a-member"
    assert await refused(village, MEMBER, notice.id, chat=EAST_CHAT) == "receipt-stranger"
    assert "张三" not in [line.name for line in (await rolled(village, notice.id)).lines]


async def test_a_call_up_keeps_the_latest_answer(village: Village) -> None:
    notice = await sent(village, kind=NoticeKind.CALL_UP)
    assert await refused(village, MEMBER, notice.id) == "button-broken"
    await answers(village, MEMBER, notice.id, Answer.AVAILABLE)
    changed = await answers(village, MEMBER, notice.id, Answer.COMING, at=LATER)
    assert (changed.answer, changed.before) == (Answer.COMING, Answer.AVAILABLE)
    assert changed.at == Moment.of(local_now(LATER, "Asia/Shanghai"))
    await answers(village, LEADER, notice.id, Answer.CANNOT)
    assert await village.database.read(stored.counts, notice.id) == {Answer.COMING: 1, Answer.CANNOT: 1}


async def test_stopped_can_still_be_confirmed_withdrawn_need_not(village: Village) -> None:
    notice = await sent(village)
    await ends(village, notice.id, "sent", chat=account_of(MEMBER))
    await village.does(SECRETARY, sending.stop, notice.id, NOW)
    assert (await answers(village, MEMBER, notice.id)).before is None
    await village.does(SECRETARY, withdrawing.withdraw, notice.id, NOW)
    assert await refused(village, LEADER, notice.id) == "receipt-withdrawn"


async def test_before_it_is_sent_there_is_nothing_to_confirm(village: Village) -> None:
    notice = await sent(village, send_at=LATER)
    assert await refused(village, MEMBER, notice.id) == "receipt-not-yours"
    with pytest.raises(UserError, match="receipt-not-sent"):
        await village.does(SECRETARY, receipts.look, notice.id, None)


async def test_what_the_sender_sees_of_a_branch(village: Village) -> None:
    notice = await sent(village)
    await answers(village, MEMBER, notice.id)
    await goes_out_of_reach(village, OTHER_MEMBER)
    seen = await rolled(village, notice.id)
    assert seen.only_branch
    assert seen.about == "明天上午八点到村部开会。"
    tally = seen.branch.tally
    assert (tally.concerned, tally.answered, tally.left, tally.untold) == (6, 1, 5, 2)
    told = [(line.group, line.name, line.answer is not None, line.reachable) for line in seen.lines]
    assert told == [
        ("一组", "张三", True, True),
        ("一组", "李秀英", False, True),
        ("一组", "老周", False, False),
        ("二组", "刘敏", False, False),
        ("二组", "赵六", False, True),
        ("二组", "陈建国", False, True),
    ]
    await village.does(SECRETARY, receipts.note_look, notice.id, NOW)
    assert "receipts-read" in await audited(village)


async def test_what_an_administrator_sees_of_many_branches(village: Village) -> None:
    notice = await sent(village, ADMINISTRATOR, WHOLE_COMMITTEE)
    await answers(village, MEMBER, notice.id)
    seen = await village.does(ADMINISTRATOR, receipts.look, notice.id, None)
    assert isinstance(seen, Overview)
    found = [(one.branch_id, one.tally.answered, one.tally.concerned) for one in seen.branches]
    assert found == [(EAST, 1, 7), (WEST, 0, 3)]
    assert (seen.total.concerned, seen.total.answered, seen.total.untold) == (10, 1, 1)
    west = await village.does(ADMINISTRATOR, receipts.look, notice.id, WEST)
    assert isinstance(west, Roll)
    assert not west.only_branch
    assert {line.name for line in west.lines} == {"孙宏伟", "何静", "高远"}
    with pytest.raises(UserError, match="button-broken"):
        await village.does(ADMINISTRATOR, receipts.look, notice.id, 77)
    lines = await village.does(ADMINISTRATOR, receipts.everybody, notice.id)
    assert len(lines) == 10


@pytest.mark.parametrize(
    "who",
    [LEADER, MEMBER, COMMITTEE, OTHER_LEADER, WEST_SECRETARY, WEST_LEADER, CONTACT, NOBODY],
)
async def test_nobody_else_sees_it(village: Village, who: int) -> None:
    notice = await sent(village)
    with pytest.raises(UserError, match=r"not-allowed|not-a-member"):
        await village.does(who, receipts.everybody, notice.id)
    with pytest.raises(UserError, match=r"not-allowed|not-a-member"):
        await village.does(who, receipts.look, notice.id, EAST)


async def test_a_sender_without_the_right_sees_nothing_more(village: Village) -> None:
    notice = await sent(village)
    assert (await rolled(village, notice.id, ADMINISTRATOR)).lines
    assert (await rolled(village, notice.id, OPERATOR)).lines
    await village.loses(SECRETARY)
    with pytest.raises(UserError, match="not-allowed"):
        await rolled(village, notice.id)


async def test_what_is_open_for_somebody(village: Village) -> None:
    first = await sent(village)
    second = await sent(village, piece=said("捐款捐物"), audience=WHOLE_EAST)
    call_up = await sent(village, kind=NoticeKind.CALL_UP)
    for notice in (first, second, call_up):
        await ends(village, notice.id, "sent", chat=account_of(MEMBER))

    async def open_of(who: int, at: datetime = NOW) -> list[int]:
        return [one.notice_id for one in await village.sees(who, receipts.unanswered, at)]

    assert await open_of(MEMBER) == [second.id, first.id]
    assert await open_of(LEADER) == []  # it has not reached her yet
    assert await open_of(WEST_LEADER) == []
    assert await open_of(NOBODY) == []
    await answers(village, MEMBER, second.id)
    assert await open_of(MEMBER) == [first.id]
    assert await open_of(MEMBER, NOW + timedelta(days=8)) == []


async def test_the_whole_notice_comes_once_more(village: Village) -> None:
    notice = await sent(village, piece=said("防汛安排\n" + "请大家做好准备。" * 900))
    assert await village.does(MEMBER, receipts.send_again, notice.id, NOW)
    assert not await village.does(MEMBER, receipts.send_again, notice.id, NOW)
    assert await village.does(LEADER, receipts.send_again, notice.id, NOW)
    heard = await village.heard("notice-again")
    assert sorted(set(heard)) == [LEADER, MEMBER]
    assert len(heard) == 2 * len(await village.said("notice"))
    assert await village.said("notice-again") == await village.said("notice")
    with pytest.raises(UserError, match="receipt-not-yours"):
        await village.does(WEST_LEADER, receipts.send_again, notice.id, NOW)
    await village.does(SECRETARY, withdrawing.withdraw, notice.id, NOW)
    with pytest.raises(UserError, match="receipt-withdrawn"):
        await village.does(MEMBER, receipts.send_again, notice.id, NOW)
