"""What nobody may get out of a notice: old drafts, forged numbers, a second role, a chat handed on."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.domain.audience import Audience
from bot.domain.messages import Operation
from bot.domain.notices import Answer, NoticeContent, NoticeState
from bot.domain.people import MemberCategory
from bot.domain.rich_text import RichText
from bot.domain.rights import Actor, Role
from bot.errors import UserError
from bot.usecases import (
    members,
    notice_approval,
    notice_audience,
    notice_changes,
    notice_drafts,
    notice_progress,
    nudges,
    receipts,
    roles,
    sending,
    withdrawing,
)
from bot.usecases.notice_audience import Pick
from bot.usecases.notice_card import Terms
from storage.actors import Caller, load_actor
from storage.database import Database, Transaction
from storage.schema import group_chat, holding, push
from tests.usecases.noticing import (
    EAST_CHAT,
    TERMS,
    account_of,
    audited,
    ends,
    noticing,
    presses_send,
    row_of,
    sent,
    stopped_pushes,
    written,
)
from tests.usecases.village import (
    ADMINISTRATOR,
    CONTACT,
    EAST,
    MEMBER,
    NOW,
    OPERATOR,
    SECRETARY,
    WEST,
    WEST_LEADER,
    Village,
)

PERIOD = timedelta(hours=12)


def operating(tx: Transaction, who: int) -> Actor:
    """Somebody of the village who is an operator too."""
    return load_actor(tx, Caller(account_of(who), "zh-Hans", "Asia/Shanghai", is_operator=True))


async def becomes_secretary(village: Village, who: int, branch_id: int) -> None:
    """Somebody leads that branch, and no other any more."""
    await village.loses(who)
    row = {"person_id": who, "role": Role.SECRETARY, "branch_id": branch_id}
    await village.database.run(lambda tx: tx.execute(holding.insert(), row))


async def test_an_old_draft_shows_nobody_of_a_branch_that_is_anothers_now(database: Database) -> None:
    village = await noticing(database)
    chosen = Audience((EAST,), categories=(MemberCategory.IN_DIFFICULTY,))
    card = await written(village, SECRETARY, chosen)
    await becomes_secretary(village, SECRETARY, WEST)
    shown = await village.does(SECRETARY, notice_drafts.show, card.draft_id, TERMS, NOW)
    assert shown.needs_audience
    assert (shown.reach.people, shown.reach.unreachable) == (0, 0)
    page = await village.sees(SECRETARY, notice_audience.people_page, card.draft_id, 0)
    assert page.options == ()
    offered = await village.sees(SECRETARY, notice_audience.options, card.draft_id)
    assert offered.groups == offered.chats == offered.categories == ()
    with pytest.raises(UserError):
        await presses_send(village, card)
    await village.does(SECRETARY, notice_drafts.cancel, card.draft_id, NOW)


IDS = [Pick.BRANCH, Pick.COMMITTEE, Pick.GROUP, Pick.PERSON, Pick.CHAT]


@pytest.mark.parametrize("pick", IDS)
@pytest.mark.parametrize("value", ["99999999999999999999", "-99999999999999999999", "٣", "1_0", "x", ""])
async def test_a_button_with_a_number_that_is_none_is_refused(
    database: Database, pick: Pick, value: str
) -> None:
    village = await noticing(database)
    card = await written(village)
    with pytest.raises(UserError, match="button-broken"):
        await village.does(SECRETARY, notice_audience.toggle, card.draft_id, pick, value, TERMS, NOW)


@pytest.mark.parametrize("pick", IDS)
async def test_a_button_with_a_number_of_nothing_chooses_nothing(database: Database, pick: Pick) -> None:
    village = await noticing(database)
    card = await written(village)
    toggling = village.does(SECRETARY, notice_audience.toggle, card.draft_id, pick, "999999", TERMS, NOW)
    if pick in {Pick.BRANCH, Pick.COMMITTEE}:
        with pytest.raises(UserError, match="not-allowed"):
            await toggling
    else:
        assert (await toggling).audience == card.audience


async def test_what_an_operator_on_the_roster_sends_outlives_their_place_on_it(database: Database) -> None:
    village = await noticing(database)

    def begin(tx: Transaction) -> int:
        actor = operating(tx, CONTACT)
        card = notice_drafts.again(tx, actor, template.id, TERMS, NOW)
        notice_drafts.note_preview(tx, actor.telegram_id, card.draft_id, card.content_no, 77, NOW)
        return sending.send(tx, actor, card.draft_id, card.version, TERMS, NOW).id

    template = await sent(village)
    notice_id = await database.run(begin)
    await ends(village, template.id, "sent")
    reminded = await database.run(
        lambda tx: nudges.nudge(tx, operating(tx, CONTACT), template.id, PERIOD, NOW)
    )
    assert reminded.count
    await village.does(ADMINISTRATOR, members.remove_member, CONTACT, NOW)
    assert (await row_of(village, notice_id)).state is NoticeState.SENDING
    assert not any(await stopped_pushes(village, notice_id))
    assert not any(await stopped_pushes(village, template.id))


async def test_what_an_operator_agreed_to_stays_as_it_was(database: Database) -> None:
    village = await noticing(database)
    careful = Terms(29.5, approve_above=2)
    asked = await presses_send(village, await written(village), terms=careful)
    await village.does(OPERATOR, notice_approval.approve, asked.id, careful, NOW)
    with pytest.raises(UserError, match="fix-approved"):
        await village.does(
            SECRETARY, notice_changes.correct, asked.id, NoticeContent(RichText("别的话。")), NOW
        )


async def test_a_group_that_is_another_branchs_now_confirms_nothing(database: Database) -> None:
    village = await noticing(database)
    found = await sent(village, audience=Audience((EAST,), chats=(EAST_CHAT,)))
    await village.does(MEMBER, receipts.acknowledge, found.id, Answer.READ, EAST_CHAT, NOW)
    change = sa.update(group_chat).where(group_chat.c.chat_id == EAST_CHAT).values(branch_id=WEST)
    await database.run(lambda tx: tx.execute(change))
    with pytest.raises(UserError, match="receipt-not-yours"):
        await village.does(WEST_LEADER, receipts.acknowledge, found.id, Answer.READ, EAST_CHAT, NOW)


async def test_of_a_stopped_notice_nobody_gets_a_copy(database: Database) -> None:
    village = await noticing(database)
    found = await sent(village)
    await ends(village, found.id, "sent", chat=account_of(MEMBER))
    await village.does(SECRETARY, sending.stop, found.id, NOW)
    with pytest.raises(UserError, match="receipt-stopped"):
        await village.does(MEMBER, receipts.send_again, found.id, NOW)


async def test_who_reads_the_names_of_those_not_reached_is_written_down(database: Database) -> None:
    village = await noticing(database)
    found = await sent(village)
    await village.does(ADMINISTRATOR, notice_progress.note_unreached, found.id, NOW)
    assert (await audited(village))[-1] == "unreached-read"
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(WEST_LEADER, notice_progress.note_unreached, found.id, NOW)


async def test_a_withdrawal_goes_on_when_whoever_began_it_loses_the_right(database: Database) -> None:
    village = await noticing(database)
    found = await sent(village)
    await ends(village, found.id, "sent")
    await village.does(SECRETARY, withdrawing.withdraw, found.id, NOW)
    await village.does(ADMINISTRATOR, roles.take_role, SECRETARY, Role.SECRETARY, NOW, sure=True)
    query = sa.select(push.c.stopped_at).where(
        push.c.notice_id == found.id, push.c.operation == Operation.DELETE
    )
    assert await database.read(lambda tx: list(tx.execute(query).scalars())) == [None]


async def test_a_reminder_still_waiting_is_not_taken_for_a_withdrawal(database: Database) -> None:
    village = await noticing(database)
    found = await sent(village)
    await ends(village, found.id, "sent")
    await village.does(SECRETARY, nudges.nudge, found.id, PERIOD, NOW)
    await village.does(ADMINISTRATOR, roles.take_role, SECRETARY, Role.SECRETARY, NOW, sure=True)
    assert (await stopped_pushes(village, found.id))[-1]
