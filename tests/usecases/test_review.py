"""Confirming and returning: who may, what counts, who hears, and what two taps do."""

from __future__ import annotations

import asyncio

import pytest

from bot.domain.decisions import reason_value
from bot.domain.messages import Term
from bot.domain.rights import Right
from bot.domain.service import RecordChange, RecordState
from bot.errors import UserError
from bot.usecases import review
from bot.usecases.my_records import withdraw_record
from bot.usecases.review import confirm_page, confirm_record, queue, return_for_chosen, return_record
from storage import drafts, record_lists, records
from storage.database import Database, Transaction
from storage.record_lists import Scope, waiting
from tests.usecases.plans import plans_of
from tests.usecases.village import (
    ADMINISTRATOR,
    COMMITTEE,
    CONTACT,
    LEADER,
    MEMBER,
    NOW,
    OPERATOR,
    OTHER_LEADER,
    OTHER_MEMBER,
    PHONELESS,
    SECRETARY,
    WEST_LEADER,
    WEST_SECRETARY,
    Village,
    acting,
    facts,
)


@pytest.fixture
async def village(database: Database) -> Village:
    return await Village.settled(database)


async def test_a_confirmed_record_counts_and_the_volunteer_hears_once(village: Village) -> None:
    record_id = await village.submits(facts(minutes=150))
    assert await village.sums() == {}
    decision = await village.does(LEADER, confirm_record, record_id, 1, NOW)
    assert (decision.changed, decision.by_name) == (True, "李秀英")
    assert decision.record == await village.record(record_id)
    assert decision.record.state is RecordState.CONFIRMED
    assert await village.sums() == {2026: (1, 150)}
    assert await village.heard("record-confirmed") == [MEMBER]


@pytest.mark.parametrize("confirmers", [2, 50])
async def test_confirmers_at_once_have_one_effect(village: Village, confirmers: int) -> None:
    record_id = await village.submits()
    who = [LEADER if n % 2 else SECRETARY for n in range(confirmers)]
    decisions = await asyncio.gather(*(village.does(one, confirm_record, record_id, 1, NOW) for one in who))
    assert sum(decision.changed for decision in decisions) == 1
    assert len({decision.by_name for decision in decisions}) == 1
    assert await village.sums() == {2026: (1, 120)}
    assert await village.heard("record-confirmed") == [MEMBER]
    history = await village.database.read(records.history, record_id)
    assert [event.change for event in history] == [RecordChange.SUBMITTED, RecordChange.CONFIRMED]


async def test_confirming_and_returning_at_once_have_one_effect(village: Village) -> None:
    record_id = await village.submits()
    results = await asyncio.gather(
        village.does(LEADER, confirm_record, record_id, 1, NOW),
        village.does(SECRETARY, return_for_chosen, record_id, 1, "wrong-day", NOW),
        return_exceptions=True,
    )
    assert sum(isinstance(result, review.Decision) for result in results) == 1
    [error] = [result for result in results if isinstance(result, UserError)]
    assert error.key == "record-moved-on"
    heard = await village.heard("record-confirmed") + await village.heard("record-returned")
    assert heard == [MEMBER]
    await village.sums()


async def test_a_double_tap_says_who_decided(village: Village) -> None:
    record_id = await village.submits()
    await village.does(LEADER, confirm_record, record_id, 1, NOW)
    again = await village.does(SECRETARY, confirm_record, record_id, 1, NOW)
    assert (again.changed, again.by_name) == (False, "李秀英")
    assert await village.sums() == {2026: (1, 120)}


async def test_the_operator_decides_without_a_name(village: Village) -> None:
    record_id = await village.submits()
    first = await village.does(OPERATOR, confirm_record, record_id, 1, NOW)
    again = await village.does(LEADER, confirm_record, record_id, 1, NOW)
    assert (first.changed, first.by_name) == (True, None)
    assert (again.changed, again.by_name) == (False, None)


async def test_a_stale_button_changes_nothing(village: Village) -> None:
    record_id = await village.submits()
    await village.does(LEADER, return_for_chosen, record_id, 1, "wrong-day", NOW)
    with pytest.raises(UserError, match="record-moved-on"):
        await village.does(LEADER, confirm_record, record_id, 1, NOW)
    record = await village.record(record_id)
    await village.database.run(
        records.rewrite,
        record,
        facts(minutes=60),
        RecordChange.RESUBMITTED,
        RecordState.SUBMITTED,
        MEMBER,
        None,
        NOW,
    )
    with pytest.raises(UserError, match="record-moved-on"):
        await village.does(LEADER, confirm_record, record_id, 1, NOW)
    assert await village.sums() == {}
    await village.does(LEADER, confirm_record, record_id, 3, NOW)
    assert await village.sums() == {2026: (1, 60)}


async def test_a_withdrawn_record_is_not_confirmed(village: Village) -> None:
    record_id = await village.submits()
    await village.does(MEMBER, withdraw_record, record_id, 1, NOW)
    with pytest.raises(UserError, match="record-moved-on"):
        await village.does(LEADER, confirm_record, record_id, 1, NOW)
    with pytest.raises(UserError, match="record-moved-on"):
        await village.does(LEADER, confirm_record, record_id, 2, NOW)


@pytest.mark.parametrize(
    "who", [MEMBER, OTHER_MEMBER, OTHER_LEADER, COMMITTEE, CONTACT, WEST_SECRETARY, WEST_LEADER]
)
async def test_who_may_not_decide(village: Village, who: int) -> None:
    record_id = await village.submits()
    for usecase, more in ((confirm_record, ()), (return_record, ("x",))):
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(who, usecase, record_id, 1, *more, NOW)  # type: ignore[operator] # two shapes
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(who, confirm_record, 999, 1, NOW)
    assert (await village.record(record_id)).state is RecordState.SUBMITTED


@pytest.mark.parametrize("who", [LEADER, SECRETARY, ADMINISTRATOR, OPERATOR])
async def test_who_may_decide(village: Village, who: int) -> None:
    record_id = await village.submits()
    assert (await village.does(who, confirm_record, record_id, 1, NOW)).changed


async def test_a_right_that_was_given_is_enough_and_one_that_was_taken_is_not(village: Village) -> None:
    await village.is_given(COMMITTEE, Right.CONFIRM_RECORD)
    assert (await village.does(COMMITTEE, confirm_record, await village.submits(), 1, NOW)).changed
    await village.loses(SECRETARY)
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(SECRETARY, confirm_record, await village.submits(), 1, NOW)


@pytest.mark.parametrize("who", [SECRETARY, LEADER])
async def test_nobody_decides_about_their_own(village: Village, who: int) -> None:
    record_id = await village.submits(who=who)
    with pytest.raises(UserError, match="record-is-yours"):
        await village.does(who, confirm_record, record_id, 1, NOW)
    with pytest.raises(UserError, match="record-is-yours"):
        await village.does(who, return_record, record_id, 1, "x", NOW)


async def test_only_a_secretary_confirms_what_she_entered_for_others(village: Village) -> None:
    by_leader = await village.submits(by=LEADER)
    with pytest.raises(UserError, match="record-entered-by-you"):
        await village.does(LEADER, confirm_record, by_leader, 1, NOW)
    assert (await village.does(SECRETARY, confirm_record, by_leader, 1, NOW)).changed
    by_secretary = await village.submits(by=SECRETARY)
    assert (await village.does(SECRETARY, confirm_record, by_secretary, 1, NOW)).changed
    assert await village.heard("record-confirmed") == [MEMBER, MEMBER]


async def test_somebody_without_telegram_is_confirmed_in_silence(village: Village) -> None:
    record_id = await village.submits(who=PHONELESS, by=LEADER)
    assert (await village.does(SECRETARY, confirm_record, record_id, 1, NOW)).changed
    assert await village.heard("record-confirmed") == []


# -- returning ------------------------------------------------------------------------------------------


async def test_a_return_tells_the_volunteer_and_whoever_entered_it(village: Village) -> None:
    record_id = await village.submits(by=LEADER)
    decision = await village.does(SECRETARY, return_for_chosen, record_id, 1, "wrong-day", NOW)
    assert decision.record == await village.record(record_id)
    assert reason_value(decision.record.reason or "") == Term("reason-wrong-day")
    assert sorted(await village.heard("record-returned")) == [LEADER, MEMBER]
    [content] = await village.said("record-returned")
    assert content["values"]["reason"] == {"term": "reason-wrong-day"}
    assert content["buttons"][0][0]["data"] == f"log.again:{record_id}"
    assert await village.sums() == {}


async def test_a_secretary_who_returns_her_own_entry_is_not_told(village: Village) -> None:
    record_id = await village.submits(by=SECRETARY)
    await village.does(SECRETARY, return_record, record_id, 1, "日期写错了", NOW)
    assert await village.heard("record-returned") == [MEMBER]
    again = await village.does(LEADER, return_record, record_id, 1, "别的", NOW)
    assert (again.changed, again.by_name, again.record.reason) == (False, "王桂兰", "日期写错了")


async def test_a_typed_reason_is_asked_for_and_kept(village: Village) -> None:
    record_id = await village.submits()
    await village.does(LEADER, review.ask_return_reason, record_id, 1, "rev.reason", NOW)
    question = await village.database.read(drafts.open_question, 1000 + LEADER)
    assert question is not None
    for text, key in (
        ("  ", "reason-missing"),
        ("长" * 201, "reason-too-long"),
        ("110101199003071234", "identity-number"),
    ):
        with pytest.raises(UserError, match=key):
            await village.does(LEADER, review.return_for_typed, question.subject_id, text, NOW)
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(SECRETARY, review.return_for_typed, question.subject_id, "不对", NOW)
    decision = await village.does(LEADER, review.return_for_typed, question.subject_id, " 请写\n清楚 ", NOW)
    assert decision.record.reason == "请写 清楚"
    assert await village.database.read(drafts.open_question, 1000 + LEADER) is None
    with pytest.raises(UserError, match="record-moved-on"):
        await village.does(LEADER, review.return_for_typed, question.subject_id, "再来", NOW)


async def test_a_reason_that_is_not_in_the_list_is_refused(village: Village) -> None:
    record_id = await village.submits()
    with pytest.raises(UserError, match="button-broken"):
        await village.does(LEADER, return_for_chosen, record_id, 1, "because", NOW)


# -- the queue ------------------------------------------------------------------------------------------


async def ids_seen(village: Village, who: int) -> list[int]:
    return [record.id for record in (await village.sees(who, queue, 0, 50)).records]


async def test_everybody_sees_just_what_they_may_decide(village: Village) -> None:
    one = await village.submits()
    two = await village.submits(who=OTHER_MEMBER)
    of_leader = await village.submits(who=LEADER)
    by_leader = await village.submits(by=LEADER)
    by_secretary = await village.submits(by=SECRETARY)
    of_secretary = await village.submits(who=SECRETARY)
    west = await village.submits(who=WEST_LEADER)
    await village.confirmed()
    assert await ids_seen(village, LEADER) == [one, by_secretary]
    assert await ids_seen(village, OTHER_LEADER) == [two]
    assert await ids_seen(village, SECRETARY) == [one, two, of_leader, by_leader, by_secretary]
    assert await ids_seen(village, WEST_SECRETARY) == [west]
    everything = [one, two, of_leader, by_leader, by_secretary, of_secretary, west]
    assert await ids_seen(village, ADMINISTRATOR) == everything
    assert await ids_seen(village, OPERATOR) == everything
    for who in (MEMBER, COMMITTEE, CONTACT):
        with pytest.raises(UserError, match="not-allowed"):
            await village.sees(who, queue)


async def test_what_the_queue_shows_can_be_decided(village: Village) -> None:
    for who in (MEMBER, LEADER, SECRETARY, OTHER_MEMBER, WEST_LEADER):
        for by in (who, LEADER, SECRETARY):
            await village.submits(who=who, by=by)
    for who in (LEADER, SECRETARY, OTHER_LEADER, ADMINISTRATOR, OPERATOR):

        def allowed(tx: Transaction, who: int = who) -> list[int]:
            actor, found = acting(tx, who), []
            for record in waiting(tx, Scope(everywhere=True), 100):
                try:
                    review.find_for_decision(tx, actor, record.id)
                except UserError:
                    continue
                found.append(record.id)
            return found

        assert await ids_seen(village, who) == await village.database.read(allowed)


async def test_the_queue_goes_a_page_at_a_time_and_starts_again_after_the_end(village: Village) -> None:
    ids = [await village.submits() for _ in range(7)]
    first = await village.sees(LEADER, queue)
    assert [record.id for record in first.records] == ids[:5]
    assert (first.left, first.more) == (7, True)
    second = await village.sees(LEADER, queue, ids[4])
    assert [record.id for record in second.records] == ids[5:]
    assert (second.left, second.more) == (7, False)
    assert (await village.sees(LEADER, queue, ids[6])).records == first.records


async def test_a_page_is_confirmed_with_one_push_for_each_volunteer(village: Village) -> None:
    for who in (MEMBER, MEMBER, PHONELESS, OTHER_MEMBER):
        await village.submits(who=who)
    page = await village.sees(SECRETARY, queue)
    done = await village.does(SECRETARY, confirm_page, 0, 4, page.mark, NOW)
    assert len(done.confirmed) == 4
    assert done.queue.records == ()
    assert await village.heard("record-confirmed") == [MEMBER, OTHER_MEMBER]
    several = (await village.said("record-confirmed"))[0]
    assert several["values"]["count"] == 2
    assert several["values"]["minutes"] == {"minutes": 240}
    assert await village.sums() == {2026: (2, 240)}


async def test_a_page_that_changed_is_shown_afresh(village: Village) -> None:
    ids = [await village.submits() for _ in range(3)]
    page = await village.sees(SECRETARY, queue)
    await village.does(LEADER, return_record, ids[1], 1, "x", NOW)
    done = await village.does(SECRETARY, confirm_page, 0, 3, page.mark, NOW)
    assert done.confirmed == ()
    assert [record.id for record in done.queue.records] == [ids[0], ids[2]]
    assert await village.sums() == {}


async def test_what_came_after_a_page_was_shown_is_not_confirmed_with_it(village: Village) -> None:
    first = await village.submits()
    page = await village.sees(SECRETARY, queue)
    late = await village.submits()
    done = await village.does(SECRETARY, confirm_page, 0, 1, page.mark, NOW)
    assert [record.id for record in done.confirmed] == [first]
    assert (await village.record(late)).state is RecordState.SUBMITTED


async def test_a_page_tapped_twice_or_by_two_at_once_is_confirmed_once(village: Village) -> None:
    for _ in range(5):
        await village.submits()
    page = await village.sees(SECRETARY, queue)
    done = await asyncio.gather(
        *(village.does(who, confirm_page, 0, 5, page.mark, NOW) for who in (SECRETARY, LEADER, SECRETARY))
    )
    assert sorted(len(one.confirmed) for one in done) == [0, 0, 5]
    assert await village.heard("record-confirmed") == [MEMBER]
    assert await village.sums() == {2026: (5, 600)}


@pytest.mark.parametrize("count", [0, 6])
async def test_a_forged_page_is_refused(village: Village, count: int) -> None:
    with pytest.raises(UserError, match="button-broken"):
        await village.does(SECRETARY, confirm_page, 0, count, 1, NOW)


async def test_a_removed_secretary_confirms_no_page(village: Village) -> None:
    await village.submits()
    page = await village.sees(SECRETARY, queue)
    await village.loses(SECRETARY)
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(SECRETARY, confirm_page, 0, 1, page.mark, NOW)


SCOPES = [
    Scope(branches=(1,), except_person=1, except_enterer=1),
    Scope(branches=(1, 2)),
    Scope(committees=(1,)),
    Scope(everywhere=True),
    Scope(groups=(1,)),
    Scope(branches=(1,), groups=(3,)),
]


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("after_id", [0, 500])
async def test_the_queue_never_reads_all_records(sqlite_url: str, scope: Scope, after_id: int) -> None:
    database = await Database.open(sqlite_url)
    try:
        page, count = await database.read(
            lambda tx: plans_of(
                tx, lambda: (waiting(tx, scope, 6, after_id), record_lists.count_waiting(tx, scope))
            )
        )
    finally:
        await database.close()
    for plan in (page, count):
        assert "USING INTEGER PRIMARY KEY (rowid>?)" not in plan
        assert "SCAN service_record;" not in f"{plan};"
        if scope != Scope(groups=(1,)):
            assert "ix_service_record_waiting" in plan
