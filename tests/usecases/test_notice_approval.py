"""The second person of a large notice, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.domain.audience import Audience
from bot.domain.notices import NoticeState
from bot.errors import UserError
from bot.usecases import (
    notice_approval,
    notice_drafts,
)
from bot.usecases.notice_card import Terms
from storage.database import Database
from tests.usecases.noticing import (
    EAST_CHAT,
    account_of,
    chats_of,
    deliveries_of,
    noticing,
    presses_send,
    row_of,
    written,
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
    OTHER_LEADER,
    OTHER_MEMBER,
    SECRETARY,
    WEST_SECRETARY,
    Village,
)

EAST_OTHERS = [account_of(who) for who in (LEADER, MEMBER, COMMITTEE, OTHER_LEADER, OTHER_MEMBER)]
NIGHT = NOW.replace(hour=14)  # 22:00 in Shanghai
MORNING = NOW.replace(hour=23, minute=30)  # 7:30 in Shanghai
CAREFUL = Terms(29.5, approve_above=4)


async def asks(village: Village, **more) -> int:
    """A notice to five, which is more than four."""
    found = await presses_send(village, await written(village, **more), terms=CAREFUL)
    assert found.state is NoticeState.AWAITING_APPROVAL
    assert await deliveries_of(village, found.id) == []
    return found.id


async def test_above_the_number_a_second_person_is_asked(database: Database) -> None:
    village = await noticing(database)
    assert (await written(village, terms=CAREFUL)).needs_approval
    notice_id = await asks(village)
    assert await village.heard("notice-approval") == [ADMINISTRATOR]
    shown = await village.sees(ADMINISTRATOR, notice_approval.show_approval, notice_id, CAREFUL)
    assert (shown.open, shown.sender, shown.reach.people, shown.messages) == (True, "王桂兰", 5, 1)
    for _ in range(2):
        found = await village.does(ADMINISTRATOR, notice_approval.approve, notice_id, CAREFUL, NOW)
        assert (found.state, found.approved_account) == (NoticeState.SENDING, account_of(ADMINISTRATOR))
    assert await chats_of(village, notice_id) == EAST_OTHERS
    assert await village.heard("notice-news") == [SECRETARY]
    assert not (await village.sees(ADMINISTRATOR, notice_approval.show_approval, notice_id, CAREFUL)).open


async def test_readers_in_group_chats_count(database: Database) -> None:
    village = await noticing(database)
    only_chat = Audience((EAST,), chats=(EAST_CHAT,), nobody=True)
    await asks(village, audience=only_chat)
    few = await written(village, audience=Audience((EAST,), groups=(EAST_ONE,)))
    assert (await presses_send(village, few, terms=CAREFUL)).state is NoticeState.SENDING


async def test_only_another_one_with_the_right_agrees(database: Database) -> None:
    village = await noticing(database)
    notice_id = await asks(village)
    refuse = notice_approval.refuse
    with pytest.raises(UserError, match="notice-own-approval"):
        await village.does(SECRETARY, notice_approval.approve, notice_id, CAREFUL, NOW)
    with pytest.raises(UserError, match="notice-own-approval"):
        await village.does(SECRETARY, refuse, notice_id, "不行", NOW)
    for who in (WEST_SECRETARY, LEADER, MEMBER, COMMITTEE, CONTACT):
        for act, values in (
            (notice_approval.show_approval, (CAREFUL,)),
            (notice_approval.approve, (CAREFUL, NOW)),
            (refuse, ("不行", NOW)),
            (notice_approval.ask_reason, ("apv.why", NOW)),
        ):
            with pytest.raises(UserError, match="not-allowed"):
                await village.does(who, act, notice_id, *values)
    assert (await row_of(village, notice_id)).state is NoticeState.AWAITING_APPROVAL


async def test_a_refusal_has_a_reason_and_gives_the_words_back(database: Database) -> None:
    village = await noticing(database)
    notice_id = await asks(village)
    with pytest.raises(UserError, match="reason-missing"):
        await village.does(ADMINISTRATOR, notice_approval.refuse, notice_id, "  ", NOW)
    await village.does(ADMINISTRATOR, notice_approval.ask_reason, notice_id, "apv.why", NOW)
    draft_id = await database.read(lambda tx: tx.execute(sa.text("SELECT max(id) FROM draft")).scalar())
    for who in (SECRETARY, MEMBER):
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(who, notice_approval.refuse_typed, draft_id, "时间不对", NOW)
    found = await village.does(ADMINISTRATOR, notice_approval.refuse_typed, draft_id, "时间不对", NOW)
    assert found.state is NoticeState.CANCELLED
    (content,) = await village.said("notice-news")
    assert (content["key"], content["values"]["reason"]) == ("sending-push-refused", "时间不对")
    for act, values in (
        (notice_approval.approve, (notice_id, CAREFUL, NOW)),
        (notice_approval.refuse, (notice_id, "不行", NOW)),
        (notice_approval.ask_reason, (notice_id, "apv.why", NOW)),
        (notice_approval.refuse_typed, (draft_id, "不行", NOW)),
    ):
        with pytest.raises(UserError, match="notice-moved-on"):
            await village.does(ADMINISTRATOR, act, *values)
    again = await village.does(SECRETARY, notice_drafts.again, notice_id, CAREFUL, NOW)
    assert again.content.text.text == "明天上午八点到村部开会。"


async def test_agreed_to_early_it_waits_for_its_time(database: Database) -> None:
    village = await noticing(database)
    later = NOW + timedelta(hours=1)
    notice_id = await asks(village, send_at=later)
    found = await village.does(ADMINISTRATOR, notice_approval.approve, notice_id, CAREFUL, NOW)
    assert (found.state, found.send_at) == (NoticeState.SCHEDULED, later)
    late = await asks(village, send_at=later)
    found = await village.does(ADMINISTRATOR, notice_approval.approve, late, CAREFUL, NIGHT)
    assert (found.state, found.send_at) == (NoticeState.SCHEDULED, MORNING)


async def test_with_nobody_to_ask_nothing_is_lost(database: Database) -> None:
    village = await noticing(database)
    await village.loses(ADMINISTRATOR)
    card = await written(village)
    with pytest.raises(UserError, match="notice-nobody-approves"):
        await presses_send(village, card, terms=CAREFUL)
    operators = replace(CAREFUL, operators=frozenset({account_of(CONTACT)}))
    assert (await presses_send(village, card, terms=operators)).state is NoticeState.AWAITING_APPROVAL
    assert len(await village.said("notice-approval")) == 1


async def test_what_a_sender_without_the_right_asked_for_is_not_agreed_to(database: Database) -> None:
    village = await noticing(database)
    notice_id = await asks(village)
    await village.loses(SECRETARY)
    with pytest.raises(UserError, match="notice-sender-may-not"):
        await village.does(ADMINISTRATOR, notice_approval.approve, notice_id, CAREFUL, NOW)
