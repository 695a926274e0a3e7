"""Keeping pledges: progress and evidence, the clock, ends that are heard of first, residents, coverage."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.group_chats import GroupChat
from bot.domain.pledge_keeping import Grade, KeepingTerms, days_to_come
from bot.domain.pledges import Coverage, NewItem, Pledge, PledgeChange, PledgeKind, PledgeState
from bot.domain.rights import Right
from bot.domain.service import RecordChange, RecordState
from bot.domain.voices import voice_of
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import (
    pledge_book,
    pledge_clock,
    pledge_cover,
    pledge_doing,
    pledge_ends,
    pledge_following,
    pledge_residents,
    pledge_settings,
    pledge_showing,
)
from bot.usecases.clock import Fired, fire_due
from bot.usecases.occasions import KINDS
from bot.usecases.pledge_book import Tab
from bot.usecases.pledge_showing import Act
from handlers.pledges_views import card_message
from storage import group_chats, people, pledge_progress, pledge_voices, pledges, records, schema
from storage.database import Database, Transaction
from tests.usecases.meeting_village import told
from tests.usecases.village import (
    ADMINISTRATOR,
    COMMITTEE,
    EAST,
    LEADER,
    MEMBER,
    NOW,
    OPERATOR,
    OTHER_MEMBER,
    PHONELESS,
    SECRETARY,
    WEST,
    WEST_SECRETARY,
    Village,
    facts,
)

DAYS = WorkingDays()
DAY = timedelta(days=1)
DUE, LATER = date(2026, 11, 30), date(2026, 12, 20)
ITEMS = (NewItem("帮扶2户困难家庭", LATER), NewItem("宣讲政策3次", DUE))


def nine(day: date) -> datetime:
    """Nine in the morning in Shanghai."""
    return datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)


@pytest.fixture
async def village(database: Database) -> Village:
    return await Village.settled(database)


async def published(
    village: Village,
    who: int | None = MEMBER,
    items: tuple[NewItem, ...] = ITEMS,
    made_by: int | None = None,
    at: datetime = NOW,
) -> Pledge:
    """A published pledge of somebody, or (None) of the branch."""

    def work(tx: Transaction) -> Pledge:
        enterer = made_by or who or SECRETARY
        new = pledges.insert(tx, EAST, who, PledgeKind.DEED, items, enterer, at)
        moved = pledges.move(tx, new, PledgeChange.PUBLISHED, SECRETARY, None, at)
        assert moved is not None
        pledge_clock.begin(tx, moved, at, DAYS)
        return moved

    return await village.database.run(work)


async def strikes(village: Village, at: datetime) -> Fired:
    return await village.database.run(fire_due, at, KINDS, DAYS)


async def refused(village: Village, who: int, why: str, usecase: Any, *given: Any) -> None:
    with pytest.raises(UserError, match=f"^{why}$"):
        await village.does(who, usecase, *given)


async def test_progress(village: Village) -> None:
    """Ticked, noted, shown by a service record; reported, kept; the colleague who follows it is told."""
    old = await village.confirmed(facts(date(2026, 11, 18)))
    pledge = await published(village)
    after = NOW + 5 * DAY
    record = await village.confirmed(facts(date(2026, 11, 22)), at=after)
    theirs = await village.confirmed(facts(date(2026, 11, 22)), OTHER_MEMBER, at=after)
    waiting = await village.submits(facts(date(2026, 11, 23)), at=after)
    first, second = pledge.items

    for who in (OTHER_MEMBER, LEADER, SECRETARY, WEST_SECRETARY):
        await refused(village, who, "not-allowed", pledge_doing.toggle_item, pledge.id, first.id, True, after)
    card = await village.does(MEMBER, pledge_doing.toggle_item, pledge.id, second.id, True, after)
    assert (card.pledge.done, len(card.steps), card.next_due) == (1, 1, LATER)
    again = await village.does(MEMBER, pledge_doing.toggle_item, pledge.id, second.id, True, after)
    assert len(again.steps) == 1
    noted = await village.does(MEMBER, pledge_doing.begin_note, pledge.id, after)
    said = await village.does(MEMBER, pledge_doing.add_note, noted.draft_id, " 上门 一次 ", None, None, after)
    assert said.card.steps[-1].words == "上门 一次"
    for photo in ("one", "two"):
        await village.does(MEMBER, pledge_doing.add_note, noted.draft_id, "", photo, "album", after)
    await refused(
        village, MEMBER, "pledges-note-empty", pledge_doing.add_note, noted.draft_id, " ", None, None, after
    )
    await refused(
        village,
        MEMBER,
        "pledges-note-long",
        pledge_doing.add_note,
        noted.draft_id,
        "长" * 301,
        None,
        None,
        after,
    )
    card = await village.does(MEMBER, pledge_doing.end_note, pledge.id, after)
    assert ([one.photos for one in card.steps], card.photos) == ([0, 0, 2], 2)

    offered = await village.sees(MEMBER, pledge_doing.records, pledge.id, 0, after)
    assert [one.id for one in offered.records] == [record]
    for other in (old, theirs, waiting):
        await refused(
            village,
            MEMBER,
            "pledges-record-other",
            pledge_doing.toggle_record,
            pledge.id,
            other,
            True,
            0,
            after,
        )
    used = await village.does(MEMBER, pledge_doing.toggle_record, pledge.id, record, True, 0, after)
    assert used.linked == {record}

    def revoke(tx: Transaction) -> None:
        found = records.find(tx, record)
        assert found is not None
        records.decide(tx, found, RecordChange.REVOKED, RecordState.REVOKED, SECRETARY, "错了", after)

    await village.database.run(revoke)
    card = await village.sees(OTHER_MEMBER, pledge_showing.show, pledge.id, after)
    assert [one.state for one in card.steps[-1].evidence] == [RecordState.REVOKED]
    assert card.acts == {Act.FOLLOW, Act.PICTURE}
    await village.does(OTHER_MEMBER, pledge_following.follow, pledge.id, after)
    await village.does(LEADER, pledge_following.follow, pledge.id, after)
    await village.does(LEADER, pledge_following.leave, pledge.id, after)

    done = await village.does(MEMBER, pledge_ends.report, pledge.id, after)
    assert (done.pledge.done, done.reported) == (2, True)
    assert Act.REPORT not in done.acts
    await village.does(MEMBER, pledge_ends.report, pledge.id, after)
    assert await village.heard("pledge-reported") == [SECRETARY]
    listed = await village.sees(SECRETARY, pledge_book.to_end, EAST, after)
    assert [one.pledge.id for one in listed.lines] == [pledge.id]
    await refused(village, MEMBER, "not-allowed", pledge_ends.keep, pledge.id, after, DAYS)
    kept = await village.does(SECRETARY, pledge_ends.keep, pledge.id, after, DAYS)
    assert kept.pledge.state is PledgeState.KEPT
    await village.does(SECRETARY, pledge_ends.keep, pledge.id, after, DAYS)
    assert await village.heard("pledge-ended") == [MEMBER]
    assert await village.heard("pledge-followed") == [OTHER_MEMBER]
    assert not (await strikes(village, nine(LATER) + 30 * DAY)).count  # the quarter has passed, too
    await refused(village, MEMBER, "pledges-over", pledge_doing.open_for_work, pledge.id, after)
    assert (await village.sees(MEMBER, pledge_book.mine, 0, after)).lines[0].next_due is None


async def test_the_end_is_heard_of_first(village: Village) -> None:
    pledge = await published(village)
    await refused(village, SECRETARY, "pledge-moved-on", pledge_ends.publish, pledge.id, NOW, DAYS)
    card = await village.does(
        SECRETARY, pledge_ends.propose_chosen, pledge.id, "partly", "weather", NOW, DAYS
    )
    assert card.pledge.state is PledgeState.PUBLISHED
    again = (
        pledge.id,
        "partly",
        "weather",
        NOW + DAY,
        DAYS,
    )  # pressed twice, it tells once and waits no longer
    assert (await village.does(SECRETARY, pledge_ends.propose_chosen, *again)).verdict == card.verdict
    assert await village.heard("pledge-verdict") == [MEMBER]
    assert (await village.sees(OTHER_MEMBER, pledge_showing.show, pledge.id, NOW)).verdict is None
    await refused(village, SECRETARY, "pledges-not-heard", pledge_ends.publish, pledge.id, NOW + DAY, DAYS)
    await refused(village, OTHER_MEMBER, "not-allowed", pledge_ends.answer, pledge.id, "不", NOW, DAYS)
    await village.does(MEMBER, pledge_ends.answer, pledge.id, "雪太大，路封了", NOW, DAYS)
    assert await village.heard("pledge-reported") == [SECRETARY]
    await refused(village, MEMBER, "pledge-moved-on", pledge_ends.answer, pledge.id, "再说", NOW, DAYS)
    ended = await village.does(SECRETARY, pledge_ends.publish, pledge.id, NOW, DAYS)
    assert (ended.pledge.state, ended.pledge.reason) == (PledgeState.PARTLY, "#weather")
    shown = await village.sees(OTHER_MEMBER, pledge_showing.show, pledge.id, NOW)
    assert shown.verdict is not None
    assert shown.verdict.explanation == "雪太大，路封了"
    assert await village.heard("pledge-followed") == []

    silent = await published(village)
    await refused(
        village, SECRETARY, "button-broken", pledge_ends.propose_chosen, silent.id, "kept", "time", NOW, DAYS
    )
    await refused(
        village, SECRETARY, "button-broken", pledge_ends.propose_chosen, silent.id, "partly", "x", NOW, DAYS
    )
    await village.does(SECRETARY, pledge_ends.propose, silent.id, PledgeState.NOT_KEPT, "人走了", NOW, DAYS)
    early = await strikes(village, nine(date(2026, 11, 23)))
    assert (await village.database.read(pledges.get, silent.id)).state is PledgeState.PUBLISHED, early
    await strikes(village, nine(date(2026, 11, 24)))
    assert (await village.database.read(pledges.get, silent.id)).state is PledgeState.NOT_KEPT
    agreed = await published(village)
    await village.does(SECRETARY, pledge_ends.propose, agreed.id, PledgeState.NOT_KEPT, "人走了", NOW, DAYS)
    await village.does(MEMBER, pledge_ends.answer, agreed.id, None, NOW, DAYS)
    assert (await village.database.read(pledges.get, agreed.id)).state is PledgeState.NOT_KEPT


async def test_ones_own_word_and_who_has_no_phone(village: Village) -> None:
    own = await published(village, SECRETARY)
    await refused(village, SECRETARY, "pledges-own-word", pledge_ends.keep, own.id, NOW, DAYS)
    await village.does(ADMINISTRATOR, pledge_ends.keep, own.id, NOW, DAYS)
    mine = await published(village, SECRETARY)
    await village.loses(ADMINISTRATOR)
    ended = await village.does(SECRETARY, pledge_ends.propose, mine.id, PledgeState.PARTLY, "客观", NOW, DAYS)
    assert ended.pledge.state is PledgeState.PARTLY  # there is nobody else, and she knows already

    theirs = await published(village, PHONELESS, made_by=LEADER)
    await refused(village, OTHER_MEMBER, "not-allowed", pledge_doing.open_for_work, theirs.id, NOW)
    card = await village.does(LEADER, pledge_doing.toggle_item, theirs.id, theirs.items[0].id, True, NOW)
    assert card.steps[0].by == "李秀英"
    told_by_hand = await village.does(
        SECRETARY, pledge_ends.propose, theirs.id, PledgeState.PARTLY, "客观", NOW, DAYS
    )
    assert (told_by_hand.is_told, Act.PUBLISH in told_by_hand.acts) == (False, True)
    await village.does(SECRETARY, pledge_ends.publish, theirs.id, NOW, DAYS)

    branch = await published(village, None)
    await village.does(SECRETARY, pledge_doing.toggle_item, branch.id, branch.items[0].id, True, NOW)
    await refused(village, SECRETARY, "pledges-no-records", pledge_doing.records, branch.id, 0, NOW)
    listed = await village.sees(MEMBER, pledge_book.of_branch, EAST, 0, NOW)
    assert (listed.tab, [one.pledge.id for one in listed.lines]) == (Tab.BRANCH, [branch.id])
    await refused(village, WEST_SECRETARY, "not-allowed", pledge_showing.show, branch.id, NOW)
    await refused(village, WEST_SECRETARY, "not-allowed", pledge_book.team, EAST, 0, NOW)


async def test_the_clock_with_a_moved_clock(village: Village) -> None:
    """Seven days and one before; the day after the person, three days later the secretary; all once."""
    pledge = await published(village, at=NOW)
    lines = []
    for day in range(1, 60):
        at = nine(date(2026, 11, 20)) + day * DAY
        before = {kind: len(await village.heard(kind)) for kind in ("pledge-due", "pledge-overdue")}
        await strikes(village, at)
        await strikes(village, at)
        for kind in before:
            new = (await village.heard(kind))[before[kind] :]
            lines += [(str(at.date()), kind, who) for who in new]
        if at.date() == date(2026, 12, 5):
            # The one that was due is done: nobody speaks of it any more.
            await village.does(MEMBER, pledge_doing.toggle_item, pledge.id, pledge.items[1].id, True, at)
    assert lines == [
        ("2026-11-23", "pledge-due", MEMBER),
        ("2026-11-29", "pledge-due", MEMBER),
        ("2026-12-01", "pledge-due", MEMBER),
        ("2026-12-04", "pledge-overdue", SECRETARY),
        ("2026-12-13", "pledge-due", MEMBER),
        ("2026-12-19", "pledge-due", MEMBER),
        ("2026-12-21", "pledge-due", MEMBER),
        ("2026-12-24", "pledge-overdue", SECRETARY),
    ]


async def test_the_clock_after_a_long_rest(village: Village) -> None:
    """One word in the place of those that were missed; who has left or reported hears nothing."""
    await published(village)
    reported = await published(village, LEADER)
    await village.does(LEADER, pledge_ends.report, reported.id, NOW)
    await published(village, OTHER_MEMBER)
    await village.database.run(people.leave, OTHER_MEMBER)
    await published(village, PHONELESS)
    await strikes(village, nine(date(2026, 12, 3)))
    assert sorted(await village.heard("pledge-due")) == [SECRETARY, MEMBER]
    assert await village.heard("pledge-overdue") == []

    other = KeepingTerms((30,), 14)
    await village.does(SECRETARY, pledge_settings.toggle_reminder, EAST, 7, NOW, DAYS)
    await village.does(SECRETARY, pledge_settings.toggle_reminder, EAST, 1, NOW, DAYS)
    await village.does(SECRETARY, pledge_settings.toggle_reminder, EAST, 30, NOW, DAYS)
    seen = await village.does(SECRETARY, pledge_settings.set_tell_after, EAST, 14, NOW, DAYS)
    assert seen.terms == other
    await refused(village, SECRETARY, "button-broken", pledge_settings.toggle_reminder, EAST, 2, NOW, DAYS)
    await refused(village, MEMBER, "not-allowed", pledge_settings.set_residents, EAST, True, NOW, DAYS)


async def test_the_quarterly_word(village: Village) -> None:
    """Only to who keeps a pledge and has written nothing about it this quarter."""
    far = (NewItem("帮扶", date(2027, 9, 30)),)
    await published(village, MEMBER, far)
    moved = await published(village, OTHER_MEMBER, far)
    await published(village, PHONELESS, far)
    await published(village, LEADER, far, at=NOW)
    december = nine(date(2026, 12, 10))
    await village.does(OTHER_MEMBER, pledge_doing.toggle_item, moved.id, moved.items[0].id, True, NOW)
    await strikes(village, december)
    assert sorted(await village.heard("pledge-quarter")) == [SECRETARY, LEADER, MEMBER]
    await strikes(village, december + DAY)
    assert len(await village.heard("pledge-quarter")) == 3
    await strikes(village, nine(date(2027, 4, 2)))  # March has passed unseen
    assert len(await village.heard("pledge-quarter")) == 3


@pytest.fixture
async def asked(village: Village) -> tuple[Village, int, str]:
    """A pledge that residents are asked about: its id and the code of its link."""
    pledge = await published(village)
    await refused(
        village, SECRETARY, "pledges-residents-off", pledge_residents.open_ask, pledge.id, NOW, DAYS
    )
    await village.does(SECRETARY, pledge_settings.set_residents, EAST, True, NOW, DAYS)
    poster = await village.does(SECRETARY, pledge_residents.open_ask, pledge.id, NOW, DAYS)
    again = await village.does(SECRETARY, pledge_residents.open_ask, pledge.id, NOW, DAYS)
    assert poster == again
    return village, pledge.id, poster.code


async def test_one_voice_for_each_resident(asked: tuple[Village, int, str]) -> None:
    """However often they speak, in whatever order: the last word of each counts, and only that."""
    village, pledge_id, code = asked
    speakers = (WEST_SECRETARY, OTHER_MEMBER, LEADER, COMMITTEE)
    words = [(who, grade) for grade in Grade for who in speakers][:11]
    for who, grade in words:
        assert (await village.does(who, pledge_residents.say, code, grade, NOW)).said is grade
    await refused(village, MEMBER, "pledges-link-own", pledge_residents.say, code, "satisfied", NOW)
    await refused(village, LEADER, "button-broken", pledge_residents.say, code, "best", NOW)
    await refused(village, LEADER, "pledges-link-unknown", pledge_residents.look, "x" * 12, NOW)
    seen = await village.sees(SECRETARY, pledge_showing.show, pledge_id, NOW)
    assert seen.voices == 4
    assert seen.ask is not None
    assert seen.ask.totals is None

    last = dict(words)
    expected = {grade: sum(one is grade for one in last.values()) for grade in Grade}
    await strikes(village, nine(date(2026, 12, 5)))
    closed = await village.sees(MEMBER, pledge_showing.show, pledge_id, NOW)
    assert closed.ask is not None
    assert dict(closed.ask.totals or {}) == expected
    await refused(village, LEADER, "pledges-link-over", pledge_residents.say, code, "not", NOW)
    await refused(village, SECRETARY, "pledges-ask-over", pledge_residents.poster, pledge_id, NOW)
    assert SECRETARY in await village.heard("pledge-reported")


async def test_nobody_can_find_out_who_said_what(asked: tuple[Village, int, str]) -> None:
    """Accounts stand nowhere beside a grade; afterwards there are totals only."""
    columns = {column.name for column in schema.pledge_voice.columns}
    assert columns == {"pledge_id", "voice", "grade"}
    village, pledge_id, code = asked
    await village.does(LEADER, pledge_residents.say, code, "not", NOW)

    def rows(tx: Transaction) -> str:
        tables = [one for one in schema.metadata.sorted_tables if one.name not in {"account", "delivery"}]
        found = [[tuple(map(str, row)) for row in tx.execute(sa.select(one))] for one in tables]
        return str([one for one in found if "not" in str(one)])

    assert f"'{1000 + LEADER}'" not in await village.database.read(rows)
    ask = await village.database.read(pledge_voices.find, pledge_id)
    assert ask is not None
    assert str(1000 + LEADER) not in voice_of(ask.secret, 1000 + LEADER)
    await village.does(SECRETARY, pledge_residents.shut, pledge_id, NOW)
    after = await village.database.read(pledge_voices.find, pledge_id)
    assert after is not None
    assert after.secret == ""
    assert await village.database.read(pledge_voices.count, pledge_id) == 0
    # What a single one has said is told to nobody: who has seen them do it would know.
    card = await village.sees(SECRETARY, pledge_showing.show, pledge_id, NOW)
    (line,) = [one for one in card_message(card).more if one.key.startswith("pledges-residents")]
    assert (line.key, line.values) == ("pledges-residents-few", {"voices": 1})


async def test_coverage_tells_who_and_never_why(village: Village) -> None:
    def grow_old(tx: Transaction) -> None:
        tx.execute(
            sa.update(schema.person).where(schema.person.c.id == OTHER_MEMBER).values(category="elderly")
        )

    await village.database.run(grow_old)
    await published(village, MEMBER)
    found = await village.sees(SECRETARY, pledge_cover.cover, EAST, 0, NOW)
    assert found.coverage == Coverage(6, 1)
    assert [name for _, name in found.voluntary] == ["刘敏"]
    # Marked either way in the same manner: that tells nobody whose category it is.
    found = await village.does(SECRETARY, pledge_cover.mark, PHONELESS, False, 0, NOW)
    assert (found.coverage, len(found.voluntary)) == (Coverage(5, 1), 2)
    found = await village.does(SECRETARY, pledge_cover.mark, OTHER_MEMBER, True, 0, NOW)
    assert (found.coverage, [name for _, name in found.voluntary]) == (Coverage(6, 1), ["老周"])
    await village.database.run(people.leave, COMMITTEE)
    # Whoever has handed one in has done their part, though it is not published yet.
    await village.database.run(pledges.insert, EAST, LEADER, PledgeKind.DEED, ITEMS, LEADER, NOW)
    found, count = await village.does(SECRETARY, pledge_cover.nudge, EAST, 0, NOW)
    assert found.coverage == Coverage(5, 1)
    assert count == 3
    assert sorted(await village.heard("pledge-nudge")) == [SECRETARY, 6, OTHER_MEMBER]
    await refused(village, SECRETARY, "pledges-asked-lately", pledge_cover.nudge, EAST, 0, NOW + DAY)
    await village.does(SECRETARY, pledge_cover.nudge, EAST, 0, NOW + 7 * DAY)
    await refused(village, SECRETARY, "button-broken", pledge_cover.cover, EAST, 2030, NOW)

    seen = await village.sees(ADMINISTRATOR, pledge_cover.overview, 0, NOW)
    assert [(branch.id, one) for branch, one in seen.rows] == [(WEST, Coverage(4, 0)), (EAST, Coverage(5, 1))]
    assert seen.total.percent == 11
    ring = await village.sees(SECRETARY, pledge_cover.ring, EAST, 0, NOW)
    assert ring.groups == (("一组", Coverage(2, 1)), ("二组", Coverage(2, 0)))
    for usecase, given_ in ((pledge_cover.cover, (EAST, 0, NOW)), (pledge_cover.overview, (0, NOW))):
        await refused(village, MEMBER, "not-allowed", usecase, *given_)
    await village.is_given(COMMITTEE, Right.REVIEW_PLEDGES)
    assert (await village.sees(OPERATOR, pledge_cover.overview, 0, NOW)).count == 2


async def test_following_from_a_group(village: Village) -> None:
    pledge = await published(village)
    chat = -100

    def bind(tx: Transaction) -> None:
        group_chats.bind(tx, GroupChat(chat, EAST, "东关群", "zh-Hans", False), SECRETARY, NOW)

    await village.database.run(bind)
    assert await village.does(LEADER, pledge_following.toggle_in_group, pledge.id, chat)
    assert not await village.does(LEADER, pledge_following.toggle_in_group, pledge.id, chat)
    await village.does(LEADER, pledge_following.toggle_in_group, pledge.id, chat)
    for who, why in ((WEST_SECRETARY, "pledges-group-other"), (OPERATOR, "pledges-group-stranger")):
        await refused(village, who, why, pledge_following.toggle_in_group, pledge.id, chat)
    await refused(village, LEADER, "pledges-group-other", pledge_following.toggle_in_group, pledge.id, -5)
    await refused(village, MEMBER, "pledges-follow-own", pledge_following.toggle_in_group, pledge.id, chat)
    await refused(village, WEST_SECRETARY, "not-allowed", pledge_following.follow, pledge.id, NOW)
    await village.does(SECRETARY, pledge_ends.keep, pledge.id, NOW, DAYS)
    assert await village.heard("pledge-followed") == [LEADER]
    assert await told(village, "pledges-told-follower") == [LEADER]
    assert await village.database.read(pledge_progress.counts, [pledge.id]) == {}


@given(
    dues=st.lists(st.dates(date(2026, 1, 1), date(2027, 12, 31)), min_size=1, max_size=5),
    today=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    remind=st.sets(st.sampled_from((30, 14, 7, 3, 1))),
    tell=st.sampled_from((1, 3, 7, 14)),
)
def test_the_person_always_hears_before_the_secretary(
    dues: list[date], today: date, remind: set[int], tell: int
) -> None:
    terms = KeepingTerms(tuple(sorted(remind, reverse=True)), tell)
    days = days_to_come(dues, terms, today)
    assert days == sorted(set(days))
    assert all(day > today for day in days)
    for due_on in dues:
        assert due_on < terms.overdue_on(due_on) < terms.told_on(due_on)
        if terms.told_on(due_on) > today:
            assert terms.told_on(due_on) in days
