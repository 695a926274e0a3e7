"""A person's own records, corrections and revocations: with the right, with a reason, and the sums follow."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.messages import Minutes, Moment
from bot.domain.rights import Right
from bot.domain.service import RecordChange, RecordState, ServiceCategory
from bot.errors import UserError
from bot.usecases import corrections, my_records, record_cards, review
from bot.usecases.corrections import correct_record, open_correction, pick_value, type_value
from bot.usecases.record_cards import Act, Difference, show_record
from storage import audit, drafts, records
from storage.database import Database
from tests.conftest import fresh_sqlite
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
    WEST_SECRETARY,
    Village,
    facts,
)


@pytest.fixture
async def village(database: Database) -> Village:
    return await Village.settled(database)


async def corrects(
    village: Village, record_id: int, *changes: tuple[str, str], who: int = SECRETARY, now: datetime = NOW
) -> corrections.Corrected:
    """Open a correction, pick these values and give a reason."""
    version = (await village.record(record_id)).version
    card = await village.does(who, open_correction, record_id, version, now)
    for name, word in changes:
        await village.does(who, pick_value, card.draft_id, name, word, now)
    return await village.does(who, correct_record, card.draft_id, "照片上的日期", now)


# -- /mine ------------------------------------------------------------------------------------------------


async def test_my_records_come_newest_first_a_page_at_a_time(village: Village) -> None:
    ids = [await village.submits(facts(date(2026, 11, day))) for day in range(1, 9)]
    await village.submits(who=OTHER_MEMBER)
    first = await village.sees(MEMBER, my_records.my_records)
    assert [one.id for one in first.records] == ids[:1:-1]
    assert (first.page, first.pages, first.count) == (0, 2, 8)
    last = await village.sees(MEMBER, my_records.my_records, 99)
    assert [one.id for one in last.records] == ids[1::-1]
    assert last.page == 1


async def test_a_stranger_has_no_records(village: Village) -> None:
    with pytest.raises(UserError, match="not-a-member"):
        await village.sees(999, my_records.my_records)


async def test_a_submitted_record_can_be_withdrawn_once(village: Village) -> None:
    record_id = await village.submits()
    gone = await asyncio.gather(
        *(village.does(MEMBER, my_records.withdraw_record, record_id, 1, NOW) for _ in range(2))
    )
    assert gone[0].state is RecordState.REVOKED
    history = await village.database.read(records.history, record_id)
    assert [event.change for event in history] == [RecordChange.SUBMITTED, RecordChange.WITHDRAWN]
    assert await village.sums() == {}


async def test_a_returned_record_can_be_withdrawn_and_a_confirmed_one_not(village: Village) -> None:
    returned, confirmed = await village.submits(), await village.confirmed()
    await village.does(LEADER, review.return_record, returned, 1, "x", NOW)
    with pytest.raises(UserError, match="record-moved-on"):
        await village.does(MEMBER, my_records.withdraw_record, returned, 1, NOW)
    assert (await village.does(MEMBER, my_records.withdraw_record, returned, 2, NOW)).version == 3
    for version in (1, 2):
        with pytest.raises(UserError, match="record-moved-on"):
            await village.does(MEMBER, my_records.withdraw_record, confirmed, version, NOW)
    assert await village.sums() == {2026: (1, 120)}


@pytest.mark.parametrize("who", [OTHER_MEMBER, LEADER, SECRETARY, OPERATOR])
async def test_nobody_else_withdraws_a_record(village: Village, who: int) -> None:
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(who, my_records.withdraw_record, await village.submits(), 1, NOW)


async def test_whoever_entered_a_record_can_withdraw_it_and_the_volunteer_hears(village: Village) -> None:
    for_phoneless = await village.submits(who=PHONELESS, by=LEADER)
    for_member = await village.submits(by=LEADER)
    for record_id in (for_phoneless, for_member):
        await village.does(LEADER, my_records.withdraw_record, record_id, 1, NOW)
    assert await village.heard("record-withdrawn") == [MEMBER]
    await village.loses(LEADER)
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(LEADER, my_records.withdraw_record, await village.submits(by=LEADER), 1, NOW)


# -- the card ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "submitted", "confirmed"),
    [
        (MEMBER, {Act.WITHDRAW}, {Act.ASK_CORRECTION}),
        (LEADER, {Act.DECIDE}, set()),
        (SECRETARY, {Act.DECIDE}, {Act.CORRECT}),
        (ADMINISTRATOR, {Act.DECIDE}, {Act.CORRECT}),
        (OPERATOR, {Act.DECIDE}, {Act.CORRECT}),
        (CONTACT, set(), set()),
    ],
)
async def test_a_card_offers_what_somebody_may_do(
    village: Village, who: int, submitted: set[Act], confirmed: set[Act]
) -> None:
    waiting, counted = await village.submits(), await village.confirmed()
    assert (await village.does(who, show_record, waiting, NOW)).acts == submitted
    assert (await village.does(who, show_record, counted, NOW)).acts == confirmed


@pytest.mark.parametrize("who", [OTHER_MEMBER, OTHER_LEADER, COMMITTEE, WEST_SECRETARY])
async def test_a_card_is_not_for_everybody(village: Village, who: int) -> None:
    record_id = await village.confirmed()
    for query in (show_record, record_cards.photos_of):
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(who, query, record_id, NOW)
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(who, query, 999, NOW)


async def test_a_card_tells_the_whole_story_in_the_branchs_time(village: Village) -> None:
    record_id = await village.confirmed(at=datetime(2026, 11, 19, 17, 30, tzinfo=UTC))
    await corrects(village, record_id, ("day", "2026-11-17"), ("minutes", "90"))
    for who in (MEMBER, SECRETARY):
        card = await village.does(who, show_record, record_id, NOW)
        assert [line.change for line in card.history] == ["submitted", "confirmed", "corrected"]
        assert card.history[0].moment == Moment(date(2026, 11, 20), 90)
        assert [line.by for line in card.history] == ["张三", "王桂兰", "王桂兰"]
        assert card.history[-1].reason == "照片上的日期"
        assert card.history[-1].differences == (
            Difference("field-day", date(2026, 11, 18), date(2026, 11, 17)),
            Difference("field-minutes", Minutes(120), Minutes(90)),
        )


async def test_a_long_history_shows_its_newest_lines(village: Village) -> None:
    record_id = await village.confirmed()
    for turn in range(30):
        await corrects(village, record_id, ("category", "safety" if turn % 2 == 0 else "other"))
    card = await village.does(MEMBER, show_record, record_id, NOW)
    assert card.earlier > 0
    assert card.earlier + len(card.history) == 32
    assert card.history[-1].change is RecordChange.CORRECTED


# -- asking for a correction ------------------------------------------------------------------------------


async def test_a_wish_reaches_those_who_may_correct_in_the_branch(village: Village) -> None:
    record_id = await village.confirmed()
    await village.is_given(COMMITTEE, Right.CORRECT_RECORD)
    await village.does(MEMBER, my_records.start_wish, record_id, "rec.wish", NOW)
    question = await village.database.read(drafts.open_question, 1000 + MEMBER)
    assert question is not None
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(OTHER_MEMBER, my_records.send_wish, question.subject_id, "不是我", NOW)
    told = "身份证110101199003071234"
    with pytest.raises(UserError, match="identity-number"):
        await village.does(MEMBER, my_records.send_wish, question.subject_id, told, NOW)
    asked = await village.does(MEMBER, my_records.send_wish, question.subject_id, "是3小时", NOW)
    assert set(asked) == {"王桂兰", "赵六"}
    assert sorted(await village.heard("correction-wish")) == [SECRETARY, COMMITTEE]
    with pytest.raises(UserError, match="record-moved-on"):
        await village.does(MEMBER, my_records.send_wish, question.subject_id, "是3小时", NOW)


async def test_the_secretarys_own_wish_goes_to_the_committee_and_may_reach_nobody(village: Village) -> None:
    def confirm(tx, actor, record_id):  # type: ignore[no-untyped-def] # a local helper
        return review.confirm_record(tx, actor, record_id, 1, NOW)

    record_id = await village.submits(who=SECRETARY)
    await village.does(ADMINISTRATOR, confirm, record_id)
    for names in (("郑涛",), None):
        await village.does(SECRETARY, my_records.start_wish, record_id, "rec.wish", NOW)
        question = await village.database.read(drafts.open_question, 1000 + SECRETARY)
        assert question is not None
        if names:
            asked = await village.does(SECRETARY, my_records.send_wish, question.subject_id, "x", NOW)
            assert asked == names
            await village.loses(ADMINISTRATOR)
        else:
            with pytest.raises(UserError, match="nobody-can-correct"):
                await village.does(SECRETARY, my_records.send_wish, question.subject_id, "x", NOW)


async def test_only_ones_own_confirmed_record_can_be_wished_about(village: Village) -> None:
    with pytest.raises(UserError, match="record-moved-on"):
        await village.does(MEMBER, my_records.start_wish, await village.submits(), "rec.wish", NOW)
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(SECRETARY, my_records.start_wish, await village.confirmed(), "rec.wish", NOW)


# -- correcting -------------------------------------------------------------------------------------------


async def test_a_correction_moves_the_sums_also_across_years(village: Village) -> None:
    january = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
    record_id = await village.confirmed(facts(date(2026, 1, 2), 120), at=january)
    assert await village.sums() == {2026: (1, 120)}
    done = await corrects(village, record_id, ("day", "2025-12-30"), ("minutes", "60"))
    assert done.record == await village.record(record_id)
    assert await village.sums() == {2025: (1, 60)}
    await corrects(village, record_id, ("day", "2026-01-01"))
    assert await village.sums() == {2026: (1, 60)}


async def test_both_sides_hear_of_a_correction_and_it_is_in_the_audit_log(village: Village) -> None:
    record_id = await village.submits(by=LEADER)
    await village.does(ADMINISTRATOR, review.confirm_record, record_id, 1, NOW)
    await corrects(village, record_id, ("category", "safety"))
    assert sorted(await village.heard("record-corrected")) == [LEADER, MEMBER, ADMINISTRATOR]
    [content] = await village.said("record-corrected")
    assert content["values"]["reason"] == "照片上的日期"
    assert content["more"][0]["values"]["after"] == {"term": "category-safety"}
    entries = await village.database.read(audit.about, MEMBER)
    assert [(entry.action, entry.person_id) for entry in entries] == [
        ("record-read", SECRETARY),
        ("record-corrected", SECRETARY),
    ]


async def test_typed_values_are_understood_and_limits_are_kept(village: Village) -> None:
    record_id = await village.confirmed()
    await village.confirmed(facts(minutes=14 * 60))
    card = await village.does(SECRETARY, open_correction, record_id, 2, NOW)

    async def types(name: str, text: str) -> corrections.CorrectionCard:
        return await village.does(SECRETARY, type_value, card.draft_id, name, text, NOW)

    assert (await types("day", "11月17日")).facts.day == date(2026, 11, 17)
    assert (await types("minutes", "两个半小时")).facts.minutes == 150
    timed = (await types("start", "下午2点到4点")).facts
    assert (timed.start, timed.minutes) == (14 * 60, 120)
    assert (await types("place", " 西街 ")).facts.place == "西街"
    assert (await types("words", "清扫积雪")).facts.words == "清扫积雪"
    assert (await village.sees(SECRETARY, corrections.show_correction, card.draft_id, NOW)).facts == (
        await types("place", "西街")
    ).facts
    for name, text, key in (
        ("day", "好的", "correction-not-understood"),
        ("day", "11月25日", "service-in-future"),
        ("minutes", "50分钟", "service-half-hours"),
        ("minutes", "不知道", "correction-not-understood"),
        ("start", "不记得", "correction-not-understood"),
        ("place", "长" * 61, "service-text-too-long"),
        ("category", "扫雪", "button-broken"),
        ("helped-words", "李奶奶", "button-broken"),
        ("colour", "red", "button-broken"),
    ):
        with pytest.raises(UserError, match=key):
            await types(name, text)
    with pytest.raises(UserError, match="correction-too-old"):
        await types("day", "2026年9月1日")
    await types("minutes", "三小时")
    with pytest.raises(UserError, match="service-day-full"):
        await types("day", "11月18日")


@pytest.mark.parametrize(
    ("name", "word"),
    [("day", "18"), ("minutes", "x"), ("category", "x"), ("helped", "x"), ("start", "60"), ("words", "x")],
)
async def test_what_no_button_says_is_refused(village: Village, name: str, word: str) -> None:
    card = await village.does(SECRETARY, open_correction, await village.confirmed(), 2, NOW)
    with pytest.raises(UserError, match="button-broken"):
        await village.does(SECRETARY, pick_value, card.draft_id, name, word, NOW)


async def test_whom_it_helped_can_be_set_and_emptied(village: Village) -> None:
    record_id = await village.confirmed()
    card = await village.does(SECRETARY, open_correction, record_id, 2, NOW)
    await village.does(SECRETARY, pick_value, card.draft_id, "helped", "household", NOW)
    card = await village.does(SECRETARY, type_value, card.draft_id, "helped-words", "李奶奶", NOW)
    assert card.facts.helped_words == "李奶奶"
    card = await village.does(SECRETARY, pick_value, card.draft_id, "helped", "none", NOW)
    assert card.differences == ()


async def test_a_correction_needs_a_change_and_a_reason(village: Village) -> None:
    record_id = await village.confirmed()
    card = await village.does(SECRETARY, open_correction, record_id, 2, NOW)
    for usecase in (corrections.ask_reason, correct_record):
        with pytest.raises(UserError, match="correction-nothing"):
            await village.does(SECRETARY, usecase, card.draft_id, "原因", NOW)
    await village.does(SECRETARY, pick_value, card.draft_id, "minutes", "60", NOW)
    with pytest.raises(UserError, match="reason-missing"):
        await village.does(SECRETARY, correct_record, card.draft_id, " ", NOW)
    assert await village.sums() == {2026: (1, 120)}


async def test_a_correction_is_applied_once_and_never_over_another_one(village: Village) -> None:
    record_id = await village.confirmed()
    one = await village.does(SECRETARY, open_correction, record_id, 2, NOW)
    two = await village.does(ADMINISTRATOR, open_correction, record_id, 2, NOW)
    for who, card in ((SECRETARY, one), (ADMINISTRATOR, two)):
        await village.does(who, pick_value, card.draft_id, "minutes", "60", NOW)
    results = await asyncio.gather(
        village.does(SECRETARY, correct_record, one.draft_id, "一", NOW),
        village.does(ADMINISTRATOR, correct_record, two.draft_id, "二", NOW),
        village.does(SECRETARY, correct_record, one.draft_id, "一", NOW),
        return_exceptions=True,
    )
    assert sum(isinstance(result, corrections.Corrected) for result in results) == 1
    assert {result.key for result in results if isinstance(result, UserError)} <= {
        "record-moved-on",
        "correction-over",
    }
    assert await village.sums() == {2026: (1, 60)}


async def test_a_dropped_correction_is_over(village: Village) -> None:
    record_id = await village.confirmed()
    card = await village.does(SECRETARY, open_correction, record_id, 2, NOW)
    dropped = await village.does(SECRETARY, corrections.drop_correction, card.draft_id, NOW)
    assert dropped == await village.record(record_id)
    assert await village.does(SECRETARY, corrections.drop_correction, card.draft_id, NOW) is None
    with pytest.raises(UserError, match="correction-over"):
        await village.does(SECRETARY, pick_value, card.draft_id, "minutes", "60", NOW)


@pytest.mark.parametrize("who", [MEMBER, LEADER, COMMITTEE, CONTACT, WEST_SECRETARY])
async def test_who_may_not_correct_or_revoke(village: Village, who: int) -> None:
    record_id = await village.confirmed()
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(who, open_correction, record_id, 2, NOW)
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(who, corrections.ask_revoke_reason, record_id, 2, "cor.revoke", NOW)


async def test_nobody_corrects_their_own_or_through_anothers_draft(village: Village) -> None:
    own = await village.submits(who=SECRETARY)
    await village.does(ADMINISTRATOR, review.confirm_record, own, 1, NOW)
    with pytest.raises(UserError, match="record-is-yours"):
        await village.does(SECRETARY, open_correction, own, 2, NOW)
    card = await village.does(SECRETARY, open_correction, await village.confirmed(), 2, NOW)
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(ADMINISTRATOR, pick_value, card.draft_id, "minutes", "60", NOW)


async def test_a_removed_secretary_cannot_end_a_correction(village: Village) -> None:
    card = await village.does(SECRETARY, open_correction, await village.confirmed(), 2, NOW)
    await village.does(SECRETARY, pick_value, card.draft_id, "minutes", "60", NOW)
    await village.loses(SECRETARY)
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(SECRETARY, correct_record, card.draft_id, "原因", NOW)


async def test_a_revoked_record_counts_no_more_and_both_sides_hear(village: Village) -> None:
    record_id = await village.submits()
    await village.does(LEADER, review.confirm_record, record_id, 1, NOW)
    await village.does(SECRETARY, corrections.ask_revoke_reason, record_id, 2, "cor.revoke", NOW)
    question = await village.database.read(drafts.open_question, 1000 + SECRETARY)
    assert question is not None
    done = await village.does(SECRETARY, corrections.revoke_record, question.subject_id, "没有这回事", NOW)
    assert done.record == await village.record(record_id)
    assert await village.sums() == {}
    assert sorted(await village.heard("record-revoked")) == [LEADER, MEMBER]
    with pytest.raises(UserError, match="correction-over"):
        await village.does(SECRETARY, corrections.revoke_record, question.subject_id, "再来", NOW)
    with pytest.raises(UserError, match="record-moved-on"):
        await village.does(SECRETARY, open_correction, record_id, 3, NOW)


# -- whatever happens, the sums are those of a recount ------------------------------------------------------

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["submit", "confirm", "return", "resubmit", "correct", "revoke", "withdraw"]),
        st.integers(0, 3),
        st.sampled_from([date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 3)]),
        st.sampled_from([30, 60, 240]),
    ),
    max_size=25,
)
JANUARY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@given(steps=STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_keeps_the_sums(
    sqlite_template: Path, tmp_path: Path, steps: list[tuple[str, int, date, int]]
) -> None:
    asyncio.run(_live(fresh_sqlite(sqlite_template, tmp_path), steps))


async def _live(url: str, steps: list[tuple[str, int, date, int]]) -> None:
    database = await Database.open(url)
    try:
        village = await Village.settled(database)
        ids: list[int] = []
        now = JANUARY
        for name, which, day, minutes in steps:
            now += timedelta(minutes=1)
            if name == "submit":
                ids.append(await village.submits(facts(day, minutes), at=now))
            elif ids:
                await _step(village, name, ids[which % len(ids)], day, minutes, now)
            await village.sums()
    finally:
        await database.close()


async def _step(village: Village, name: str, record_id: int, day: date, minutes: int, now: datetime) -> None:
    record = await village.record(record_id)
    version = record.version
    try:
        match name:
            case "confirm":
                await village.does(SECRETARY, review.confirm_record, record_id, version, now)
            case "return":
                await village.does(LEADER, review.return_record, record_id, version, "x", now)
            case "withdraw":
                await village.does(MEMBER, my_records.withdraw_record, record_id, version, now)
            case "correct":
                values = (("day", day.isoformat()), ("minutes", str(minutes)))
                await corrects(village, record_id, *values, now=now)
            case "revoke":
                await village.does(SECRETARY, corrections.ask_revoke_reason, record_id, version, "q", now)
                question = await village.database.read(drafts.open_question, 1000 + SECRETARY)
                assert question is not None
                await village.does(SECRETARY, corrections.revoke_record, question.subject_id, "x", now)
            case "resubmit" if record.state is RecordState.RETURNED:
                new = facts(day, minutes, category=ServiceCategory.SAFETY)
                change, state = RecordChange.RESUBMITTED, RecordState.SUBMITTED
                await village.database.run(records.rewrite, record, new, change, state, MEMBER, None, now)
    except UserError:
        assert await village.record(record_id) == record


# -- who entered it for somebody else -----------------------------------------------------------------------


async def entered_and_confirmed(village: Village, by: int) -> int:
    record_id = await village.submits(facts(minutes=30), by=by)
    await village.does(ADMINISTRATOR, review.confirm_record, record_id, 1, NOW)
    return record_id


async def test_who_may_not_confirm_a_record_they_entered_may_not_change_it_either(village: Village) -> None:
    for right in (Right.LOG_FOR_OTHERS, Right.CONFIRM_RECORD, Right.CORRECT_RECORD):
        await village.is_given(COMMITTEE, right)
    record_id = await entered_and_confirmed(village, COMMITTEE)
    with pytest.raises(UserError, match="record-entered-by-you"):
        await village.does(COMMITTEE, open_correction, record_id, 2, NOW)
    with pytest.raises(UserError, match="record-entered-by-you"):
        await village.does(COMMITTEE, corrections.ask_revoke_reason, record_id, 2, "cor.revoke", NOW)
    assert (await village.does(COMMITTEE, show_record, record_id, NOW)).acts == set()
    assert (await village.does(SECRETARY, show_record, record_id, NOW)).acts == {Act.CORRECT}
    of_another = await entered_and_confirmed(village, LEADER)
    assert (await village.does(COMMITTEE, show_record, of_another, NOW)).acts == {Act.CORRECT}


async def test_a_secretary_corrects_what_she_entered_for_somebody(village: Village) -> None:
    record_id = await entered_and_confirmed(village, SECRETARY)
    await corrects(village, record_id, ("minutes", "60"))
    assert await village.sums() == {2026: (1, 60)}


async def test_a_wish_does_not_go_to_who_may_not_fulfil_it(village: Village) -> None:
    for right in (Right.LOG_FOR_OTHERS, Right.CORRECT_RECORD):
        await village.is_given(COMMITTEE, right)
    record_id = await entered_and_confirmed(village, COMMITTEE)
    await village.does(MEMBER, my_records.start_wish, record_id, "rec.wish", NOW)
    question = await village.database.read(drafts.open_question, 1000 + MEMBER)
    assert question is not None
    asked = await village.does(MEMBER, my_records.send_wish, question.subject_id, "是一个半小时", NOW)
    assert asked == ("王桂兰",)


async def test_who_entered_a_record_and_lost_the_right_reads_and_hears_no_more(village: Village) -> None:
    corrected, returned = await entered_and_confirmed(village, LEADER), await village.submits(by=LEADER)
    assert (await village.does(LEADER, show_record, corrected, NOW)).enterer == "李秀英"
    await village.loses(LEADER)
    for query in (show_record, record_cards.photos_of):
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(LEADER, query, corrected, NOW)
    await corrects(village, corrected, ("minutes", "60"))
    assert set(await village.heard("record-corrected")) == {MEMBER, ADMINISTRATOR}
    await village.does(SECRETARY, review.return_for_chosen, returned, 1, "wrong-day", NOW)
    assert await village.heard("record-returned") == [MEMBER]


# -- the audit log ---------------------------------------------------------------------------------------


async def actions(village: Village) -> list[tuple[int | None, str]]:
    """Who did what, of all that the log has about the member."""
    return [(one.person_id, one.action) for one in await village.database.read(audit.about, MEMBER)]


async def test_reading_somebody_elses_record_is_in_the_audit_log(village: Village) -> None:
    record_id = await village.confirmed()
    await village.does(MEMBER, show_record, record_id, NOW)
    await village.does(MEMBER, record_cards.photos_of, record_id, NOW)
    assert await actions(village) == [], "their own is nobody's business"
    await village.does(CONTACT, show_record, record_id, NOW)
    await village.does(OPERATOR, record_cards.photos_of, record_id, NOW)
    await village.does(LEADER, record_cards.return_to_record, record_id, "rev.reason", NOW)
    await village.does(SECRETARY, open_correction, record_id, 2, NOW)
    expected = [(CONTACT, "record-read"), (None, "photos-read")]
    assert await actions(village) == [*expected, (LEADER, "record-read"), (SECRETARY, "record-read")]
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(OTHER_MEMBER, show_record, record_id, NOW)
    assert len(await actions(village)) == 4


async def test_what_the_operator_decides_is_in_the_audit_log(village: Village) -> None:
    confirmed, returned, by_leader = [await village.submits() for _ in range(3)]
    await village.does(LEADER, review.confirm_record, by_leader, 1, NOW)
    assert await actions(village) == [], "the history of the record names the leader"
    for _ in range(2):
        await village.does(OPERATOR, review.confirm_record, confirmed, 1, NOW)
    await village.does(OPERATOR, review.return_for_chosen, returned, 1, "wrong-day", NOW)
    assert await actions(village) == [(None, "record-confirmed"), (None, "record-returned")]
    (first, _) = await village.database.read(audit.about, MEMBER)
    assert first.detail == {"record": confirmed}
