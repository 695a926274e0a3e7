"""How a notice goes, on both databases: counts, who was missed, and the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.audience import Audience, AudienceRole
from bot.domain.notices import Answer, NoticeState
from bot.domain.people import MemberCategory
from bot.domain.rich_text import RichText
from bot.domain.rights import Right
from bot.errors import UserError
from bot.usecases import (
    notice_clock,
    notice_progress,
    sending,
)
from bot.usecases.notice_drafts import Piece
from storage import receipts
from storage.database import Database
from tests.usecases.noticing import (
    EAST_CHAT,
    WEST_CHAT,
    WHOLE_COMMITTEE,
    WHOLE_EAST,
    account_of,
    audited,
    chats_of,
    deliveries_of,
    ends,
    goes_out_of_reach,
    missed_of,
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
    Village,
)

EAST_OTHERS = [account_of(who) for who in (LEADER, MEMBER, COMMITTEE, OTHER_LEADER, OTHER_MEMBER)]


async def progress(village: Village, notice_id: int, who: int = SECRETARY):
    return await village.sees(who, notice_progress.progress, notice_id)


async def test_progress_counts_every_chat_once(database: Database) -> None:
    village = await noticing(database)
    found = await sent(
        village,
        piece=Piece(RichText("很长的通知。\n" * 1500)),
        audience=replace(WHOLE_EAST, chats=(EAST_CHAT,)),
    )
    before = await progress(village, found.id)
    assert (before.total, before.queued, before.sent, before.concerned) == (6, 6, 0, 6)
    assert dict(before.missed) == {"no-account": 1}
    await ends(village, found.id, "sent")
    await ends(village, found.id, "unknown", chat=account_of(LEADER))
    await ends(village, found.id, "dead", "blocked", chat=account_of(MEMBER))
    await ends(village, found.id, "dead", "kicked", chat=EAST_CHAT)
    await database.run(receipts.put, found.id, COMMITTEE, Answer.READ, NOW)
    after = await progress(village, found.id)
    assert (after.total, after.queued, after.sent, after.unknown) == (6, 0, 3, 1)
    assert (dict(after.dead), after.not_reached) == ({"blocked": 1, "kicked": 1}, 3)
    assert dict(after.answers) == {Answer.READ: 1}
    assert (after.sender, after.headline) == ("王桂兰", "很长的通知。")


async def test_who_was_not_reached_and_why(database: Database) -> None:
    village = await noticing(database)
    found = await sent(village, audience=replace(WHOLE_EAST, chats=(EAST_CHAT,)))
    await ends(village, found.id, "sent")
    await ends(village, found.id, "unknown", "read-timeout", chat=account_of(LEADER))
    await ends(village, found.id, "dead", "blocked", chat=account_of(OTHER_MEMBER))
    await ends(village, found.id, "dead", "kicked", chat=EAST_CHAT)
    lost = await village.sees(SECRETARY, notice_progress.unreached, found.id)
    assert {(one.name, one.group, one.chat, one.why, one.unknown) for one in lost} == {
        ("李秀英", "一组", False, "unknown", True),
        ("老周", "一组", False, "no-account", False),
        ("刘敏", "二组", False, "blocked", False),
        ("东关党员群", "", True, "kicked", False),
    }
    assert {one.branch for one in lost} == {"东关社区党支部"}
    assert len(await village.sees(SECRETARY, notice_progress.unreached, found.id, 2)) == 2


async def test_it_has_ended_when_nothing_is_left_to_send(database: Database) -> None:
    village = await noticing(database)
    found = await sent(village)
    later = NOW + timedelta(minutes=1)
    for chat in EAST_OTHERS:
        assert await database.read(notice_clock.gone_out) == []
        assert not await database.run(notice_clock.end, found.id, later)
        await ends(village, found.id, "attempting", chat=chat)
        assert await database.read(notice_clock.gone_out) == []
        await ends(village, found.id, "sent", chat=chat)
    assert await database.read(notice_clock.gone_out) == [found.id]
    assert await database.run(notice_clock.end, found.id, later)
    assert not await database.run(notice_clock.end, found.id, later)
    ended = await row_of(village, found.id)
    assert (ended.state, ended.ended_at) == (NoticeState.ENDED, later)


async def test_the_unknown_are_sent_again_by_choice(database: Database) -> None:
    village = await noticing(database)
    found = await sent(village)
    await ends(village, found.id, "sent")
    await ends(village, found.id, "unknown", "crash", chat=account_of(LEADER))
    await database.run(notice_clock.end, found.id, NOW)
    assert await village.does(SECRETARY, sending.resend_unknown, found.id, NOW) == 1
    assert await village.does(SECRETARY, sending.resend_unknown, found.id, NOW) == 0
    assert (await row_of(village, found.id)).state is NoticeState.SENDING
    states = {chat: state for _, chat, state in await deliveries_of(village, found.id)}
    assert states[account_of(LEADER)] == "queued"
    assert sorted(states.values()) == ["queued"] + ["sent"] * 4
    await village.does(SECRETARY, sending.stop, found.id, NOW)
    with pytest.raises(UserError, match="notice-stopped"):
        await village.does(SECRETARY, sending.resend_unknown, found.id, NOW)


async def test_stop_takes_effect_with_its_transaction(database: Database) -> None:
    village = await noticing(database)
    found = await sent(village, piece=Piece(RichText("很长的通知。\n" * 1500)))
    for _ in range(2):
        stopped = await village.does(SECRETARY, sending.stop, found.id, NOW)
        assert (stopped.state, stopped.stopped_at) == (NoticeState.STOPPED, NOW)
    assert all(await stopped_pushes(village, found.id))
    assert (await audited(village)).count("notice-stopped") == 1
    assert await village.heard("notice-news") == []  # she did it herself


async def test_my_notices_are_mine(database: Database) -> None:
    village = await noticing(database)
    first, second = await sent(village), await sent(village)
    await sent(village, ADMINISTRATOR, WHOLE_EAST)
    mine = await village.sees(SECRETARY, notice_progress.recent)
    assert [one.id for one in mine] == [second.id, first.id]
    with pytest.raises(UserError, match="not-allowed"):
        await village.sees(MEMBER, notice_progress.recent)


async def test_the_numbers_shown_are_those_that_are_sent(database: Database) -> None:
    village = await noticing(database)
    await village.is_given(COMMITTEE, Right.SEND_NOTICE)
    await goes_out_of_reach(village, OTHER_MEMBER)
    for audience in (
        WHOLE_EAST,
        Audience((EAST, WEST), roles=(AudienceRole.SECRETARIES, AudienceRole.GROUP_LEADERS)),
        Audience((EAST,), roles=(AudienceRole.FULL,), chats=(EAST_CHAT,)),
        Audience((EAST,), roles=(AudienceRole.PROBATIONARY,), people=(MEMBER,)),
        Audience((EAST, WEST), chats=(EAST_CHAT, WEST_CHAT), nobody=True),
        Audience((EAST,), categories=tuple(MemberCategory)),
        replace(WHOLE_COMMITTEE, chats=(WEST_CHAT,), people=(MEMBER, PHONELESS)),
        Audience(everywhere=True, groups=(EAST_ONE,)),
    ):
        card = await written(village, OPERATOR, audience)
        found = await presses_send(village, card, OPERATOR)
        chats = await chats_of(village, found.id)
        missed = await missed_of(village, found.id)
        assert (found.people, found.groups) == (card.reach.people, card.reach.groups)
        assert len([chat for chat in chats if chat > 0]) == card.reach.people
        assert len([chat for chat in chats if chat < 0]) == card.reach.groups
        assert len([why for why in missed.values() if why == "in-group"]) == card.reach.in_groups
        assert len([why for why in missed.values() if why != "in-group"]) == card.reach.unreachable
        assert not {account_of(who) for who in missed} & set(chats)
        shown = await progress(village, found.id, OPERATOR)
        assert shown.concerned == card.reach.people + len(missed)
