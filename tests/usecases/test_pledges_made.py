"""Making pledges: drafts, whose they are, the review, what is told to whom, and what groups see."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from bot.domain.group_chats import GroupChat
from bot.domain.pledges import Pledge, PledgeChange, PledgeKind, PledgeState
from bot.domain.rights import Right
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import pledge_drafts, pledge_groups, pledge_review, pledge_submitting
from bot.usecases.pledge_card import Ask
from bot.usecases.pledge_submitting import Submitted
from storage import group_chats, people, pledge_lists, pledge_pages, pledges
from storage.database import Database
from tests.usecases.village import (
    ADMINISTRATOR,
    COMMITTEE,
    EAST,
    LEADER,
    MEMBER,
    NOW,
    OTHER_MEMBER,
    PHONELESS,
    SECRETARY,
    TODAY,
    WEST_SECRETARY,
    Village,
)

DAYS = WorkingDays()
SENTENCE = "12月20日前帮扶2户困难家庭，月底前宣讲3次"


@pytest.fixture
async def village(sqlite_url: str) -> AsyncIterator[Village]:
    opened = await Database.open(sqlite_url)
    yield await Village.settled(opened)
    await opened.close()


async def submitted(village: Village, sentence: str = SENTENCE, who: int = MEMBER) -> Submitted:
    card = await village.does(who, pledge_drafts.start, sentence, NOW)
    done = await village.does(who, pledge_submitting.submit, card.draft_id, NOW)
    assert isinstance(done, Submitted)
    return done


async def refused(village: Village, who: int, usecase: object, *args: object) -> str:
    with pytest.raises(UserError) as error:
        await village.does(who, usecase, *args)  # type: ignore[arg-type]
    return error.value.key


async def found(village: Village, pledge_id: int) -> Pledge:
    return await village.database.read(pledges.get, pledge_id)


async def test_on_both_databases(database: Database) -> None:
    """Made, returned, changed, submitted again, published, ended; every step in the history."""
    village = await Village.settled(database)
    done = await submitted(village)
    pledge = done.pledge
    assert done.reviewers == ("王桂兰",)
    assert [(one.words, one.due_on) for one in pledge.items] == [
        ("帮扶2户困难家庭", date(2026, 12, 20)),
        ("宣讲3次", date(2026, 11, 30)),
    ]
    assert (pledge.year, pledge.kind, pledge.made_by, pledge.version) == (2026, PledgeKind.DEED, MEMBER, 1)
    assert await village.heard("pledge-review") == [SECRETARY]
    queue = await village.sees(SECRETARY, pledge_review.queue)
    assert [one.id for one in queue.pledges] == [pledge.id]

    back = await village.does(SECRETARY, pledge_review.give_back, pledge.id, 1, "too-vague", NOW)
    assert back.changed
    assert (await village.heard("pledge-returned"), back.pledge.reason) == ([MEMBER], "#too-vague")
    card = await village.does(MEMBER, pledge_submitting.change_returned, pledge.id, NOW)
    again = await village.does(MEMBER, pledge_submitting.change_returned, pledge.id, NOW)
    assert card.draft_id == again.draft_id
    await village.does(MEMBER, pledge_drafts.set_words, card.draft_id, 1, "到3个小组各宣讲1次", NOW)
    done = await village.does(MEMBER, pledge_submitting.submit, card.draft_id, NOW)
    assert isinstance(done, Submitted)
    assert (done.pledge.id, done.pledge.version, done.pledge.state) == (pledge.id, 3, PledgeState.SUBMITTED)

    late = NOW + timedelta(hours=1)
    seen = await village.does(SECRETARY, pledge_review.publish, pledge.id, 3, late, DAYS)
    assert (seen.changed, seen.by_name) == (True, "王桂兰")
    assert not (await village.does(SECRETARY, pledge_review.publish, pledge.id, 3, late, DAYS)).changed
    assert await village.heard("pledge-published") == [MEMBER]
    now = await found(village, pledge.id)
    assert (now.published_at, now.reviewed_by, now.reason) == (late, SECRETARY, None)
    events = await database.read(pledges.history, pledge.id)
    assert [one.change for one in events] == [
        PledgeChange.SUBMITTED,
        PledgeChange.RETURNED,
        PledgeChange.RESUBMITTED,
        PledgeChange.PUBLISHED,
    ]
    assert [one.words for one in events[2].before] == ["帮扶2户困难家庭", "宣讲3次"]
    old = await database.run(pledges.move, pledge, PledgeChange.WITHDRAWN, MEMBER, None, NOW)
    assert old is None  # it was another version
    with pytest.raises(UserError, match="pledge-moved-on"):
        await database.run(pledges.resubmit, now, now.kind, (), MEMBER, NOW)
    assert await database.read(pledges.of_person, MEMBER, 2026) == [now]
    listed = await database.read(
        lambda tx: pledge_pages.of_branch(tx, EAST, 2026, by_people=True, limit=9, offset=0)
    )
    assert listed == [now]
    ended = await database.run(pledges.move, now, PledgeChange.PARTLY, SECRETARY, "雪太大", late)
    assert ended is not None
    assert (ended.ended_at, ended.ended_by, ended.reason) == (late, SECRETARY, "雪太大")


async def test_a_draft_is_filled_in_step_by_step(village: Village) -> None:
    card = await village.does(MEMBER, pledge_drafts.start, "", NOW)
    assert card.asking
    assert card.asking.what is Ask.MORE
    assert card.topics[0].key == "household"
    assert (
        await refused(village, MEMBER, pledge_drafts.add, card.draft_id, "，。", NOW) == "pledge-nothing-said"
    )
    card = await village.does(MEMBER, pledge_drafts.add_topic, card.draft_id, "household", "帮扶2户", NOW)
    assert card.form.items[0].due_on == date(2026, 12, 31)
    twice = await village.does(MEMBER, pledge_drafts.add_topic, card.draft_id, "household", "帮扶2户", NOW)
    assert len(twice.form.items) == 1
    card = await village.does(MEMBER, pledge_drafts.add, card.draft_id, "10月1日前扫雪；种树", NOW)
    assert (card.asking and card.asking.place, card.form.items[1].remark) == (1, "error-pledge-due-past")
    assert not isinstance(await village.does(MEMBER, pledge_submitting.submit, card.draft_id, NOW), Submitted)
    yesterday = TODAY - timedelta(days=1)
    assert (
        await refused(village, MEMBER, pledge_drafts.set_due, card.draft_id, 1, yesterday, NOW)
        == "pledge-due-past"
    )
    card = await village.does(MEMBER, pledge_drafts.answer_due, card.draft_id, 1, "明年2月底", NOW)
    assert card.form.items[1].due_on == date(2027, 2, 28)
    assert await refused(village, MEMBER, pledge_drafts.answer_due, card.draft_id, 2, "以后", NOW) == (
        "pledge-due-unclear"
    )
    mark = card.form.items[2].mark
    for _ in range(2):  # pressed twice, one item goes
        card = await village.does(
            MEMBER, pledge_drafts.change, card.draft_id, lambda form: form.without(2, mark), NOW
        )
    assert [one.words for one in card.form.items] == ["帮扶2户", "扫雪"]
    again = await village.does(MEMBER, pledge_drafts.start, "", NOW)
    assert again.draft_id == card.draft_id
    assert await refused(village, OTHER_MEMBER, pledge_drafts.show, card.draft_id, NOW) == "button-broken"
    await village.does(MEMBER, pledge_submitting.cancel, card.draft_id, NOW)
    assert await refused(village, MEMBER, pledge_drafts.show, card.draft_id, NOW) == "pledge-draft-cancelled"
    assert await refused(village, MEMBER, pledge_drafts.start, "扫雪；" * 11, NOW) == "pledge-too-many"
    assert (
        await refused(village, MEMBER, pledge_drafts.start, "帮11010519491231002X", NOW) == "identity-number"
    )


async def test_for_somebody_else_and_for_the_branch(village: Village) -> None:
    done = await submitted(village, "替老周承诺月底前看望2位老人", LEADER)
    assert (done.pledge.person_id, done.pledge.made_by) == (PHONELESS, LEADER)
    assert (
        await refused(village, MEMBER, pledge_drafts.start, "支部承诺月底前修路", NOW)
        == "pledge-not-for-branch"
    )
    own = await village.does(MEMBER, pledge_drafts.start, "替老周承诺月底前看望老人", NOW)
    assert (own.form.person_id, own.form.unknown) == (MEMBER, "老周")
    assert await refused(village, MEMBER, pledge_drafts.pick_person, own.draft_id, NOW) == "not-allowed"
    assert (
        await refused(village, MEMBER, pledge_drafts.set_person, own.draft_id, PHONELESS, NOW)
        == "pledge-not-for"
    )
    card = await village.does(SECRETARY, pledge_drafts.start, "月底前修路", NOW)
    _, offered = await village.does(SECRETARY, pledge_drafts.pick_person, card.draft_id, NOW)
    assert {one.person_id for one in offered} >= {MEMBER, PHONELESS, SECRETARY}
    card = await village.does(SECRETARY, pledge_drafts.set_person, card.draft_id, None, NOW)
    assert card.name == "东关社区党支部"
    done = await village.does(SECRETARY, pledge_submitting.submit, card.draft_id, NOW)
    assert isinstance(done, Submitted)
    # The branch's word is its secretary's: the committee looks at it.
    assert (done.pledge.is_of_branch, done.reviewers) == (True, ("郑涛",))
    mine = await village.sees(SECRETARY, pledge_review.queue)
    assert [one.person_id for one in mine.pledges] == [PHONELESS]
    # Whoever has no phone hears it through whoever made it.
    first = mine.pledges[0]
    await village.does(SECRETARY, pledge_review.publish, first.id, first.version, NOW, DAYS)
    assert await village.heard("pledge-published") == [LEADER]


async def test_nobody_reviews_their_own_word_but_when_alone(village: Village) -> None:
    done = await submitted(village, who=SECRETARY)
    assert (done.reviewers, done.alone) == (("郑涛",), False)
    publish = (done.pledge.id, 1, NOW, DAYS)
    assert await refused(village, SECRETARY, pledge_review.publish, *publish) == "pledge-is-yours"
    await village.is_given(COMMITTEE, Right.REVIEW_PLEDGES)
    assert await refused(village, SECRETARY, pledge_review.publish, *publish) == "pledge-is-yours"
    for who in (MEMBER, WEST_SECRETARY, LEADER):
        assert await refused(village, who, pledge_review.publish, *publish) == "not-allowed"
    assert (await village.sees(COMMITTEE, pledge_review.queue)).left == 1
    for who in (COMMITTEE, ADMINISTRATOR):
        await village.loses(who)
    assert await village.sees(SECRETARY, pledge_review.count_waiting) == 1
    seen = await village.does(SECRETARY, pledge_review.publish, *publish)
    assert (seen.changed, seen.pledge.reason) == (True, "#alone")
    assert await village.heard("pledge-published") == []


async def test_taking_back_and_what_others_must_not(village: Village) -> None:
    done = await submitted(village)
    twice = await village.does(MEMBER, pledge_drafts.start, SENTENCE, NOW)
    assert await refused(village, MEMBER, pledge_submitting.submit, twice.draft_id, NOW) == "pledge-twice"
    take = (done.pledge.id, 1, NOW)
    assert await refused(village, SECRETARY, pledge_submitting.withdraw, *take) == "not-allowed"
    assert await refused(village, MEMBER, pledge_submitting.change_returned, done.pledge.id, NOW) == (
        "pledge-moved-on"
    )
    withdrawn = await village.does(MEMBER, pledge_submitting.withdraw, *take)
    assert withdrawn == await village.does(MEMBER, pledge_submitting.withdraw, *take)
    assert await refused(village, SECRETARY, pledge_review.publish, *take, DAYS) == "pledge-moved-on"
    assert isinstance(await village.does(MEMBER, pledge_submitting.submit, twice.draft_id, NOW), Submitted)
    # A pledge of somebody who has left waits for nobody.
    await village.database.run(people.leave, MEMBER)
    assert await village.sees(SECRETARY, pledge_review.count_waiting) == 0
    assert await village.database.read(pledge_lists.own_waiting, SECRETARY) == []


async def test_groups_see_what_is_public_and_once(village: Village) -> None:
    done = await submitted(village)
    show = (done.pledge.id, NOW)
    assert await refused(village, SECRETARY, pledge_groups.show_to_groups, *show) == "pledge-not-public"
    await village.does(SECRETARY, pledge_review.publish, done.pledge.id, 1, NOW, DAYS)
    assert await refused(village, SECRETARY, pledge_groups.show_to_groups, *show) == "pledge-no-groups"
    group = GroupChat(-100, EAST, "东关", "zh-Hans", is_forum=False)
    await village.database.run(group_chats.bind, group, SECRETARY, NOW)
    assert await refused(village, MEMBER, pledge_groups.show_to_groups, *show) == "not-allowed"
    assert await village.does(SECRETARY, pledge_groups.show_to_groups, *show) == 1
    assert await refused(village, SECRETARY, pledge_groups.show_to_groups, *show) == "pledge-shown"
    said = await village.said("pledge-group")
    assert (said[0]["key"], said[0]["values"]) == ("pledge-group", {"name": "张三"})
