"""Logging for others, who is asked to confirm, and handing in a returned record again."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.domain.messages import Listing
from bot.domain.rights import Actor
from bot.domain.service import RecordChange, RecordState
from bot.errors import UserError
from bot.usecases import service_drafts, submitting
from bot.usecases.service_card import Card
from bot.usecases.submitting import Submitted
from storage import records, schema
from storage.database import Database, Transaction
from tests.usecases.logging_branch import NOW, World, add_person, fill

SENTENCE = "今天上午在东关社区扫雪2小时"
TOGETHER = "今天上午和张三、李四一起在东关社区扫雪2小时"


@pytest.fixture
async def world(database: Database) -> World:
    return World(database, await database.run(fill))


async def submitted(world: World, name: str, sentence: str) -> Submitted:
    card = await world.do(name, service_drafts.start, sentence, NOW)
    result = await world.do(name, submitting.submit, card.draft_id, NOW)
    assert isinstance(result, Submitted), result
    return result


def people(world: World, *names: str) -> list[int]:
    return [world.ids[name] for name in names]


# -- on behalf ---------------------------------------------------------------------------------------------


async def test_a_leader_logs_for_everybody_named(world: World) -> None:
    card = await world.do("王建国", service_drafts.start, TOGETHER, NOW)
    assert card.people == ("王建国", "张三", "李四")
    assert card.enterer == "王建国"
    assert {one.name for one in card.offered if one.chosen} == {"王建国", "张三", "李四"}
    assert card.form.words == "扫雪"
    await world.do("王建国", submitting.submit, card.draft_id, NOW)
    leader = world.ids["王建国"]
    rows = await world.records()
    assert sorted(row[0] for row in rows) == sorted(people(world, "王建国", "张三", "李四"))
    assert {row[4] for row in rows} == {leader}


async def test_an_ordinary_member_keeps_the_names_as_words(world: World) -> None:
    card = await world.do("李秀英", service_drafts.start, TOGETHER, NOW)
    assert card.form.people == (world.ids["李秀英"],)
    assert card.form.words is not None
    assert all(name in card.form.words for name in ("张三", "李四", "扫雪"))
    (note,) = card.form.notes
    assert (note.key, note.values) == ("log-note-words-only", {"names": Listing(("张三", "李四"))})
    assert not card.for_others
    with pytest.raises(UserError, match="not-allowed"):
        await world.do("李秀英", service_drafts.pick_people, card.draft_id, NOW)
    with pytest.raises(UserError, match="not-allowed"):
        await world.do("李秀英", service_drafts.toggle_person, card.draft_id, world.ids["张三"], NOW)


async def test_a_leader_cannot_log_for_another_group(world: World) -> None:
    card = await world.do("王建国", service_drafts.start, "今天上午和赵敏一起在东关社区扫雪2小时", NOW)
    assert card.people == ("王建国",)
    assert [note.key for note in card.form.notes] == ["log-note-not-found"]
    assert "赵敏" in (card.form.words or "")
    _, choices = await world.do("王建国", service_drafts.pick_people, card.draft_id, NOW)
    assert [one.name for one in choices] == ["王建国", *sorted(["李秀英", "张三", "李四"])]
    with pytest.raises(UserError, match="log-not-for"):
        await world.do("王建国", service_drafts.toggle_person, card.draft_id, world.ids["赵敏"], NOW)


async def test_a_right_taken_away_is_missed_at_submitting(world: World) -> None:
    card = await world.do("王建国", service_drafts.start, TOGETHER, NOW)
    await world.sql(sa.delete(schema.holding).where(schema.holding.c.person_id == world.ids["王建国"]))
    with pytest.raises(UserError, match="log-not-for") as caught:
        await world.do("王建国", submitting.submit, card.draft_id, NOW)
    assert caught.value.values == {"name": "张三"}
    assert await world.records() == []


async def test_if_one_person_cannot_nobodys_record_is_stored(world: World) -> None:
    card = await world.do("王建国", service_drafts.start, TOGETHER, NOW)
    await submitted(world, "张三", "今天在西街巡逻14小时")
    early = NOW + timedelta(hours=9)  # late enough for 14 hours of today to have passed
    with pytest.raises(UserError, match="service-day-full-for") as caught:
        await world.do("王建国", service_drafts.change, card.draft_id, lambda form: form.lasting(180), early)
    assert caught.value.values["name"] == "张三"
    assert len(await world.records()) == 1


async def test_somebody_who_left_is_named(world: World) -> None:
    card = await world.do("王建国", service_drafts.start, TOGETHER, NOW)
    table = schema.person
    await world.sql(sa.update(table).where(table.c.id == world.ids["李四"]).values(active=False))
    with pytest.raises(UserError, match="log-person-left") as caught:
        await world.do("王建国", submitting.submit, card.draft_id, NOW)
    assert caught.value.values == {"name": "李四"}
    assert await world.records() == []


async def test_what_is_alike_shows_no_more_than_its_reader_may_see(world: World) -> None:
    await submitted(world, "张三", "今天上午在东关社区扫雪1小时")
    seen = {}
    allowed = {"person_id": world.ids["吴委员"], "right": "log-for-others"}
    branch = (await world.sql(sa.select(schema.branch.c.id)))[0][0]
    await world.sql(sa.insert(schema.granted_right).values(branch_id=branch, **allowed))
    for name in ("吴委员", "王建国"):
        card = await world.do(name, service_drafts.start, SENTENCE, NOW)
        card, _ = await world.do(name, service_drafts.toggle_person, card.draft_id, world.ids["张三"], NOW)
        (one,) = card.alike
        assert (one.name, one.day, one.minutes) == ("张三", NOW.date(), 60)
        seen[name] = (one.place, one.state)
    assert seen == {"吴委员": (None, None), "王建国": ("东关社区", "state-submitted")}


async def test_oneself_can_be_taken_out(world: World) -> None:
    card = await world.do("王建国", service_drafts.start, TOGETHER, NOW)
    me = world.ids["王建国"]
    card, _ = await world.do("王建国", service_drafts.toggle_person, card.draft_id, me, NOW)
    await world.do("王建国", submitting.submit, card.draft_id, NOW)
    assert sorted(row[0] for row in await world.records()) == sorted(people(world, "张三", "李四"))


async def test_two_of_one_name_are_offered_and_told_apart(world: World) -> None:
    def double(tx: Transaction, actor: Actor) -> int:
        assert actor.branch_id is not None
        group = tx.execute(sa.select(schema.person.c.group_id).where(schema.person.c.name == "赵敏"))
        return add_person(tx, actor.branch_id, group.scalar_one(), "张三")

    second = await world.do("周书记", double)
    card = await world.do("周书记", service_drafts.start, "今天上午和张三一起在东关社区扫雪2小时", NOW)
    assert card.people == ("周书记",)
    offered = {one.person_id: one.hint for one in card.offered if one.name == "张三"}
    assert offered == {world.ids["张三"]: "第一党小组", second: "第二党小组"}


async def test_a_near_name_is_offered_and_not_chosen(world: World) -> None:
    card = await world.do("周书记", service_drafts.start, "今天上午和李秀瑛一起在东关社区扫雪2小时", NOW)
    assert card.people == ("周书记",)
    assert [one.name for one in card.offered] == ["周书记", "李秀英"]


# -- who is asked ------------------------------------------------------------------------------------------


async def test_the_group_leader_is_asked(world: World) -> None:
    done = await submitted(world, "李秀英", SENTENCE)
    assert done.confirmers == ("王建国",)
    ((who, content),) = await world.pushes()
    assert who == {world.ids["王建国"]}
    assert content["key"] == "push-review-request"
    (record_id,) = done.form.submitted
    buttons = [button["data"] for row in content["buttons"] for button in row]
    assert buttons == [f"rev.ok:{record_id}:1", f"rev.no:{record_id}:1"]


async def test_a_leaders_own_record_goes_to_the_secretary(world: World) -> None:
    assert (await submitted(world, "王建国", SENTENCE)).confirmers == ("周书记",)


async def test_a_leader_without_an_account_is_passed_over(world: World) -> None:
    assert (await submitted(world, "赵敏", SENTENCE)).confirmers == ("周书记",)


async def test_a_committee_member_is_asked_only_with_the_right(world: World) -> None:
    grant = {"person_id": world.ids["吴委员"], "right": "confirm-record"}
    branch = (await world.sql(sa.select(schema.branch.c.id)))[0][0]
    await world.sql(sa.insert(schema.granted_right).values(branch_id=branch, **grant))
    assert set((await submitted(world, "赵敏", SENTENCE)).confirmers) == {"周书记", "吴委员"}
    assert (await submitted(world, "吴委员", SENTENCE)).confirmers == ("周书记",)


async def test_the_secretarys_own_record_goes_to_the_administrators_or_honestly_to_nobody(
    world: World,
) -> None:
    assert (await submitted(world, "周书记", SENTENCE)).confirmers == ()
    assert await world.pushes() == []
    committee = (await world.sql(sa.select(schema.committee.c.id)))[0][0]
    values = {"person_id": world.ids["张三"], "role": "committee-administrator", "committee_id": committee}
    await world.sql(sa.insert(schema.holding).values(**values))
    assert (await submitted(world, "周书记", "昨天在西街巡逻2小时")).confirmers == ("张三",)


async def test_a_leader_who_logs_for_others_does_not_confirm_it(world: World) -> None:
    done = await submitted(world, "王建国", TOGETHER)
    assert done.confirmers == ("周书记",)
    ((who, content),) = await world.pushes()
    assert who == {world.ids["周书记"]}
    assert content["key"] == "push-review-several"
    assert [button["data"] for row in content["buttons"] for button in row] == ["rev.list"]


async def test_a_secretary_may_confirm_what_she_logged_for_somebody(world: World) -> None:
    card = await world.do("周书记", service_drafts.start, SENTENCE, NOW)
    for name in ("赵敏", "周书记"):
        await world.do("周书记", service_drafts.toggle_person, card.draft_id, world.ids[name], NOW)
    done = await world.do("周书记", submitting.submit, card.draft_id, NOW)
    assert isinstance(done, Submitted)
    assert done.confirmers == ("周书记",)


async def test_somebody_who_blocked_the_bot_is_not_asked(world: World) -> None:
    table = schema.account
    who = table.c.person_id == world.ids["王建国"]
    await world.sql(sa.update(table).where(who).values(reach="blocked"))
    assert (await submitted(world, "李秀英", SENTENCE)).confirmers == ("周书记",)


# -- handing in again --------------------------------------------------------------------------------------


async def returned(world: World, name: str = "李秀英", sentence: str = SENTENCE) -> int:
    """A record that was returned, by id."""
    record_id = (await submitted(world, name, sentence)).form.submitted[-1]

    def give_back(tx: Transaction, actor: Actor) -> None:
        record = records.find(tx, record_id)
        assert record is not None
        state = RecordState.RETURNED
        assert records.decide(tx, record, RecordChange.RETURNED, state, actor.person_id, "写得太简单", NOW)

    await world.do("周书记", give_back)
    return record_id


async def history(world: World, record_id: int) -> list[str]:
    table = schema.record_event
    query = sa.select(table.c.change).where(table.c.record_id == record_id).order_by(table.c.id)
    return [row[0] for row in await world.sql(query)]


async def test_a_returned_record_is_corrected_and_handed_in_again(world: World) -> None:
    record_id = await returned(world)
    card = await world.do("李秀英", submitting.correct_returned, record_id, NOW)
    assert card.reason == "写得太简单"
    assert card.alike == ()
    again = await world.do("李秀英", submitting.correct_returned, record_id, NOW)
    assert again.draft_id == card.draft_id
    await world.do(
        "李秀英", service_drafts.change, card.draft_id, lambda form: form.saying("扫三号楼前的雪"), NOW
    )
    await world.do("李秀英", service_drafts.add_photo, "photo", None, NOW)
    done = await world.do("李秀英", submitting.submit, card.draft_id, NOW)
    assert isinstance(done, Submitted)
    assert done.form.submitted == (record_id,)
    assert [row[3] for row in await world.records()] == ["submitted"]
    assert await history(world, record_id) == ["submitted", "returned", "resubmitted"]
    _, content = (await world.pushes())[-1]
    assert content["buttons"][0][0]["data"] == f"rev.ok:{record_id}:3"
    with pytest.raises(UserError, match="record-moved-on"):
        await world.do("李秀英", submitting.correct_returned, record_id, NOW)


async def test_whoever_entered_it_may_hand_it_in_again_and_nobody_else(world: World) -> None:
    record_id = await returned(world, "王建国", TOGETHER)
    for name in ("王建国",):
        assert isinstance(await world.do(name, submitting.correct_returned, record_id, NOW), Card)
    for name in ("李秀英", "赵敏", "周书记"):
        with pytest.raises(UserError, match="not-allowed"):
            await world.do(name, submitting.correct_returned, record_id, NOW)
    with pytest.raises(UserError, match="button-broken"):
        await world.do("李秀英", submitting.correct_returned, 999, NOW)


async def test_a_returned_record_stays_with_its_person(world: World) -> None:
    record_id = await returned(world, "王建国", TOGETHER)
    card = await world.do("王建国", submitting.correct_returned, record_id, NOW)
    with pytest.raises(UserError, match="log-people-fixed"):
        await world.do("王建国", service_drafts.toggle_person, card.draft_id, world.ids["张三"], NOW)


async def test_a_record_that_moved_on_meanwhile_is_left_alone(world: World) -> None:
    record_id = await returned(world)
    card = await world.do("李秀英", submitting.correct_returned, record_id, NOW)
    table = schema.service_record
    await world.sql(sa.update(table).where(table.c.id == record_id).values(version=9))
    with pytest.raises(UserError, match="record-moved-on"):
        await world.do("李秀英", submitting.submit, card.draft_id, NOW)
    assert await history(world, record_id) == ["submitted", "returned"]


async def test_a_returned_record_may_keep_its_day_but_not_move_further_back(world: World) -> None:
    record_id = await returned(world)
    later = NOW + timedelta(days=40)
    card = await world.do("李秀英", submitting.correct_returned, record_id, later)
    with pytest.raises(UserError, match="service-too-old"):
        await world.do(
            "李秀英",
            service_drafts.change,
            card.draft_id,
            lambda form: form.on_day(NOW.date() - timedelta(days=1)),
            later,
        )
    assert isinstance(await world.do("李秀英", submitting.submit, card.draft_id, later), Submitted)
