"""Sending notices, on both databases: exactly once, later, with a second person, stopped and revoked."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.domain.audience import Audience
from bot.domain.notices import Answer, NoticeKind, NoticeState
from bot.domain.people import MemberCategory
from bot.domain.rich_text import RichText
from bot.errors import UserError
from bot.usecases import (
    notice_audience,
    notice_drafts,
    notice_progress,
    sending,
)
from bot.usecases.notice_audience import Pick
from bot.usecases.notice_card import Terms
from bot.usecases.notice_drafts import Piece
from storage.database import Database
from storage.schema import group_chat, notice, push
from tests.usecases.noticing import (
    EAST_CHAT,
    PHOTO,
    TERMS,
    WEST_CHAT,
    WHOLE_COMMITTEE,
    WHOLE_EAST,
    account_of,
    audited,
    chats_of,
    deliveries_of,
    due,
    hand_over,
    missed_of,
    noticing,
    presses_send,
    row_of,
    said,
    sent,
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
    OPERATOR,
    OTHER_LEADER,
    OTHER_MEMBER,
    PHONELESS,
    SECRETARY,
    WEST,
    WEST_SECRETARY,
    Village,
)

EAST_OTHERS = [account_of(who) for who in (LEADER, MEMBER, COMMITTEE, OTHER_LEADER, OTHER_MEMBER)]
NIGHT = NOW.replace(hour=14)  # 22:00 in Shanghai
MORNING = NOW.replace(hour=23, minute=30)  # 7:30 in Shanghai
CAREFUL = Terms(29.5, approve_above=4)


async def test_the_whole_branch_gets_it_and_the_sender_does_not(database: Database) -> None:
    village = await noticing(database)
    found = await sent(village)
    assert (found.state, found.people, found.groups, found.missed) == (NoticeState.SENDING, 5, 0, 1)
    assert (found.branch_id, found.committee_id, found.sender_id) == (EAST, 1, SECRETARY)
    assert (found.card_chat_id, found.card_message_id) == (account_of(SECRETARY), 77)
    assert await chats_of(village, found.id) == EAST_OTHERS
    assert await missed_of(village, found.id) == {PHONELESS: "no-account"}
    assert "notice-sent" in await audited(village)


async def test_pressed_again_it_is_not_sent_again(database: Database) -> None:
    village = await noticing(database)
    card = await written(village)
    first = await presses_send(village, card)
    for _ in range(3):
        assert (await presses_send(village, card)).id == first.id
    assert await chats_of(village, first.id) == EAST_OTHERS
    assert (
        await database.read(lambda tx: tx.execute(sa.select(sa.func.count()).select_from(notice)).scalar())
        == 1
    )


async def test_group_chats_get_it_and_their_members_are_concerned(database: Database) -> None:
    village = await noticing(database)
    found = await sent(village, audience=Audience((EAST,), chats=(EAST_CHAT,), groups=(EAST_ONE,)))
    assert (found.people, found.groups, found.missed) == (2, 1, 1)
    assert await chats_of(village, found.id) == [EAST_CHAT, account_of(LEADER), account_of(MEMBER)]
    assert await missed_of(village, found.id) == {
        PHONELESS: "no-account",
        COMMITTEE: "in-group",
        OTHER_LEADER: "in-group",
        OTHER_MEMBER: "in-group",
    }
    alone = await sent(village, audience=Audience((EAST,), chats=(EAST_CHAT,), nobody=True))
    assert await chats_of(village, alone.id) == [EAST_CHAT]
    assert (await missed_of(village, alone.id))[MEMBER] == "in-group"


async def test_every_part_goes_to_everybody_and_the_last_has_the_buttons(database: Database) -> None:
    village = await noticing(database)
    found = await sent(village, piece=Piece(RichText("很长的通知。\n" * 1500), PHOTO))
    parts: dict[int, list[int]] = {}
    for part, chat, _ in await deliveries_of(village, found.id):
        parts.setdefault(part, []).append(chat)
    assert len(parts) > 2
    assert all(chats == EAST_OTHERS for chats in parts.values())
    contents = await village.said("notice")
    assert [bool(content["buttons"]) for content in contents] == [False] * (len(parts) - 1) + [True]
    assert contents[-1]["buttons"][0][0]["data"] == f"rcp.ok:{found.id}"


async def test_a_call_up_goes_first_and_rather_twice_than_never(database: Database) -> None:
    village = await noticing(database)
    card = await written(village, kind=NoticeKind.CALL_UP, at=NIGHT)
    found = await presses_send(village, card, at=NIGHT)
    assert found.state is NoticeState.SENDING
    query = sa.select(push.c.lane, push.c.when_unknown).where(push.c.notice_id == found.id)
    assert [tuple(one) for one in await database.read(lambda tx: tx.execute(query).all())] == [
        ("urgent", "resend")
    ]
    (content,) = await village.said("notice")
    assert [one["data"] for one in content["buttons"][0]] == [
        f"rcp.go:{found.id}:{answer}" for answer in (Answer.AVAILABLE, Answer.COMING, Answer.CANNOT)
    ]


async def test_a_card_that_is_not_the_newest_sends_nothing(database: Database) -> None:
    village = await noticing(database)
    old = await written(village)
    new = await village.does(
        SECRETARY, notice_audience.toggle, old.draft_id, Pick.GROUP, str(EAST_ONE), TERMS, NOW
    )
    with pytest.raises(UserError, match="notice-changed"):
        await presses_send(village, old)
    assert await chats_of(village, (await presses_send(village, new)).id) == [account_of(2), account_of(3)]


async def test_what_is_not_ready_is_not_sent(database: Database) -> None:
    village = await noticing(database)
    start = await village.does(SECRETARY, notice_drafts.start, TERMS, NOW)
    with pytest.raises(UserError, match="notice-empty"):
        await presses_send(village, start)
    card = await village.does(
        SECRETARY, notice_drafts.add_piece, start.draft_id, said("字" * 4000), TERMS, NOW
    )
    with pytest.raises(UserError, match="notice-unfinished"):
        await presses_send(village, card)
    card = await village.does(SECRETARY, notice_drafts.all_sent, start.draft_id, TERMS, NOW)
    with pytest.raises(UserError, match="notice-not-previewed"):
        await presses_send(village, card)
    card = await written(village, OPERATOR)
    with pytest.raises(UserError, match="notice-no-audience"):
        await presses_send(village, card, OPERATOR)
    card = await written(village, audience=Audience((EAST,), people=(PHONELESS, SECRETARY)))
    with pytest.raises(UserError, match="notice-nobody"):
        await presses_send(village, card)
    await village.does(SECRETARY, notice_drafts.cancel, card.draft_id, NOW)
    with pytest.raises(UserError, match="notice-draft-cancelled"):
        await presses_send(village, card)
    card = await written(village, send_at=NOW + timedelta(minutes=5))
    with pytest.raises(UserError, match="notice-time-past"):
        await presses_send(village, card, at=NOW + timedelta(minutes=6))


# Whom each may send to: the own branch, both branches, the committee, everybody; with and without categories.
EAST_ELDERLY = Audience((EAST,), categories=(MemberCategory.ELDERLY,))
BOTH = Audience((EAST, WEST))
EVERYWHERE = Audience(everywhere=True)
WEST_CHAT_TOO = Audience((EAST,), chats=(WEST_CHAT,))
ALLOWED = {
    SECRETARY: (WHOLE_EAST, EAST_ELDERLY, WEST_CHAT_TOO),
    WEST_SECRETARY: (),
    ADMINISTRATOR: (WHOLE_EAST, BOTH, WHOLE_COMMITTEE, WEST_CHAT_TOO),
    OPERATOR: (WHOLE_EAST, EAST_ELDERLY, BOTH, WHOLE_COMMITTEE, EVERYWHERE, WEST_CHAT_TOO),
    LEADER: (),
    MEMBER: (),
    COMMITTEE: (),
    CONTACT: (),
}
EVERY = (WHOLE_EAST, EAST_ELDERLY, BOTH, WHOLE_COMMITTEE, EVERYWHERE, WEST_CHAT_TOO)


@pytest.mark.parametrize("who", ALLOWED)
async def test_the_right_is_asked_of_every_branch_at_sending(database: Database, who: int) -> None:
    """A draft that was written while the right was there is not sent when it is gone."""
    village = await noticing(database)
    for audience in EVERY:
        card = await written(village, OPERATOR, audience)
        await hand_over(village, card.draft_id, who)
        if audience in ALLOWED[who]:
            assert (await presses_send(village, card, who)).state is NoticeState.SENDING
        else:
            with pytest.raises(UserError, match="not-allowed"):
                await presses_send(village, card, who)


@pytest.mark.parametrize("audience", EVERY)
@pytest.mark.parametrize("who", ALLOWED)
async def test_who_may_send_there_sees_and_steers_it_and_nobody_else(
    sqlite_village: Village, who: int, audience: Audience
) -> None:
    village = sqlite_village
    found = await sent(village, OPERATOR, audience)
    acts = (
        (notice_progress.progress, (found.id,)),
        (notice_progress.unreached, (found.id,)),
        (sending.resend_unknown, (found.id, NOW)),
        (notice_drafts.again, (found.id, TERMS, NOW)),
        (sending.stop, (found.id, NOW)),
    )
    for act, values in acts:
        if audience in ALLOWED[who]:
            await village.does(who, act, *values)
        else:
            with pytest.raises(UserError, match="not-allowed"):
                await village.does(who, act, *values)
    state = (await row_of(village, found.id)).state
    assert state is (NoticeState.STOPPED if audience in ALLOWED[who] else NoticeState.SENDING)


@pytest.fixture
async def sqlite_village(sqlite_url: str):
    database = await Database.open(sqlite_url)
    yield await noticing(database)
    await database.close()


async def test_a_number_that_is_no_notices_is_not_told_from_a_foreign_one(database: Database) -> None:
    village = await noticing(database)
    for act in (notice_progress.progress, sending.resend_unknown, sending.stop):
        values = (999,) if act is notice_progress.progress else (999, NOW)
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(SECRETARY, act, *values)


async def test_a_group_chat_that_another_branch_has_bound_hears_nothing(database: Database) -> None:
    village = await noticing(database)
    found = await sent(village, audience=WEST_CHAT_TOO)
    assert (found.groups, await chats_of(village, found.id)) == (0, EAST_OTHERS)
    later = NOW + timedelta(hours=1)
    with_chat = Audience((EAST,), chats=(EAST_CHAT,))
    found = await presses_send(village, await written(village, audience=with_chat, send_at=later))
    change = sa.update(group_chat).where(group_chat.c.chat_id == EAST_CHAT).values(branch_id=WEST)
    await database.run(lambda tx: tx.execute(change))
    assert await due(village, later) == [NoticeState.SENDING]
    assert await chats_of(village, found.id) == EAST_OTHERS
    assert (await village.sees(SECRETARY, notice_progress.progress, found.id)).total == 5
