"""Five-star households on both databases: three sides, one voice each, a secret box, ties in the open."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.ballots import SECRET_TAPS, HouseholdState
from bot.domain.certificates import CertificateKind
from bot.domain.people import MemberKind
from bot.domain.scheme_files import load_schemes
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import (
    household_ballots,
    household_candidates,
    household_counts,
    household_opening,
    household_voices,
    households,
)
from bot.usecases.households import View
from handlers.journeys import JOURNEYS
from storage import audit, ballots, certificates, drafts
from storage import households as stored
from storage.actors import Caller, load_actor
from storage.database import Database, Transaction
from storage.schema import ballot_choice, ballot_voter, household, household_voice, metadata, person
from tests.usecases.meeting_village import by_the_clock
from tests.usecases.village import (
    ADMINISTRATOR,
    COMMITTEE,
    EAST,
    LEADER,
    MEMBER,
    NOW,
    OTHER_LEADER,
    OTHER_MEMBER,
    PHONELESS,
    SECRETARY,
    WEST_LEADER,
    WEST_SECRETARY,
    Village,
)

KNOWN, DAYS = load_schemes(), WorkingDays()
IN_EAST = (SECRETARY, LEADER, MEMBER, PHONELESS, COMMITTEE, OTHER_LEADER, OTHER_MEMBER)
# Seven days from a Friday afternoon: until the end of the Friday after.
OVER = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)


@pytest.fixture
async def village(database: Database) -> Village:
    return await Village.settled(database)


async def opened(village: Village, *standing: int, places: int = 2) -> int:
    """A choice with these candidates, put down by the secretary; returns its id."""
    row = await village.does(SECRETARY, household_opening.begin, EAST, 2026, 7, NOW, DAYS)
    await village.does(SECRETARY, household_opening.set_places, row.id, places, NOW)
    for one in standing:
        await village.does(SECRETARY, household_candidates.stand, row.id, one, None, NOW)
    return row.id


async def voting(village: Village, *standing: int, places: int = 2) -> int:
    found = await opened(village, *standing, places=places)
    await village.does(SECRETARY, household_counts.begin, found, OVER)
    return found


async def sees(village: Village, household_id: int, who: int = SECRETARY, now: datetime = OVER) -> View:
    return await village.sees(who, households.look_at, household_id, KNOWN, now)


async def votes(
    village: Village, household_id: int, who: int, *whom: int, round_: int = 1, for_: int = 0
) -> None:
    people = (await sees(village, household_id)).rounds[round_ - 1].people
    mask = sum(1 << people.index(one) for one in whom)
    await village.does(who, household_ballots.cast, household_id, round_, mask, for_, KNOWN, OVER)


async def refused(village: Village, who: int, usecase: Any, *args: Any) -> str:
    with pytest.raises(UserError) as error:
        await village.does(who, usecase, *args)
    return error.value.key


async def rows(village: Village, table: sa.Table) -> list[Any]:
    return await village.database.read(lambda tx: list(tx.execute(sa.select(table))))


async def resident(village: Village, telegram_id: int, usecase: Any, *args: Any) -> Any:
    """Somebody who is on no roster acts."""
    caller = Caller(telegram_id, "zh-Hans", "Asia/Shanghai", is_operator=False)
    return await village.database.run(lambda tx: usecase(tx, load_actor(tx, caller), *args))


# -- three sides ---------------------------------------------------------------------------------------


async def test_a_choice_is_opened_told_and_closed_by_the_clock(village: Village) -> None:
    assert await refused(village, LEADER, household_opening.begin, EAST, 2026, 7, NOW, DAYS) == "not-allowed"
    for year, places in ((2024, None), (2026, 0), (2026, 11)):
        begin = partial(household_opening.begin, places=places)
        assert await refused(village, SECRETARY, begin, EAST, year, 7, NOW, DAYS) == "button-broken"
    found = await opened(village)
    again = (EAST, 2026, 7, NOW, DAYS)
    assert await refused(village, ADMINISTRATOR, household_opening.begin, *again) == "household-exists"
    told = await village.heard("honour-open")
    assert sorted(told) == [LEADER, MEMBER, COMMITTEE, OTHER_LEADER, OTHER_MEMBER]
    assert await refused(village, SECRETARY, household_counts.begin, found, NOW) == "household-still-open"
    assert await refused(village, SECRETARY, household_counts.begin, found, OVER) == "household-nobody-stands"
    await by_the_clock(village, OVER + timedelta(hours=9))
    assert await village.heard("honour-due") == [SECRETARY]
    view = await sees(village, found, MEMBER, NOW)
    assert (view.is_open, view.runs, view.votes, str(view.closes_on)) == (True, False, True, "2026-11-27")
    assert (await sees(village, found, now=OVER)).is_open is False
    await village.does(SECRETARY, household_opening.drop, found, NOW)
    assert await refused(village, MEMBER, households.look_at, found, KNOWN, NOW) == "household-dropped"
    second = await opened(village)
    assert second != found
    # As many places as the last time that counted.
    assert (await village.sees(SECRETARY, households.look, EAST, 2025, KNOWN, NOW)).places == 2


async def test_who_stands_and_for_whom_others_put_the_name_down(village: Village) -> None:
    found = await opened(village)
    stand = household_candidates.stand
    await village.does(MEMBER, stand, found, MEMBER, "  巡逻 一年\n", NOW)
    await village.does(LEADER, stand, found, PHONELESS, None, NOW)
    await village.does(LEADER, stand, found, PHONELESS, "修路", NOW)
    assert await village.heard("honour-named") == []  # has no phone
    assert await refused(village, LEADER, stand, found, OTHER_MEMBER, None, NOW) == "not-allowed"
    assert await refused(village, MEMBER, stand, found, LEADER, None, NOW) == "not-allowed"
    assert await refused(village, WEST_LEADER, stand, found, WEST_LEADER, None, NOW) == "not-allowed"
    assert await refused(village, MEMBER, stand, found, MEMBER, "长" * 201, NOW) == "honour-words-long"
    assert (
        await refused(village, MEMBER, stand, found, MEMBER, "11010519491231002X", NOW) == "identity-number"
    )
    await village.does(SECRETARY, stand, found, OTHER_MEMBER, None, NOW)
    assert await village.heard("honour-named") == [OTHER_MEMBER]
    await village.does(OTHER_MEMBER, household_candidates.stand_down, found, OTHER_MEMBER, NOW)
    view = await sees(village, found)
    assert [(one.name, one.words) for one in view.candidates] == [("张三", "巡逻 一年"), ("老周", "修路")]
    # Time is over for members, not yet for the secretary.
    assert await refused(village, MEMBER, stand, found, MEMBER, None, OVER) == "household-closed"
    await village.does(SECRETARY, stand, found, OTHER_MEMBER, None, OVER)
    await village.does(SECRETARY, household_counts.begin, found, OVER)
    assert await refused(village, SECRETARY, stand, found, LEADER, None, OVER) == "household-closed"


async def test_one_voice_for_each_account(village: Village) -> None:
    """Whatever residents do and in whatever order: the last word of each counts, and no other."""
    found = await opened(village)
    (row,) = await rows(village, household)
    chance, last = random.Random(7), {}
    for _ in range(40):
        account, whom = chance.randrange(5_000_000_000, 5_000_000_006), chance.choice([*IN_EAST, None])
        if whom is None:
            await resident(village, account, household_voices.take_back, row.code, NOW)
            last.pop(account, None)
            continue
        seen = await resident(village, account, household_voices.recommend, row.code, whom, NOW)
        assert seen.mine.id == whom
        last[account] = whom
        if chance.random() < 0.3:
            await resident(village, account, household_voices.explain, found, f"好 {account}", NOW)
    kept = await rows(village, household_voice)
    assert sorted(one.person_id for one in kept) == sorted(last.values())
    assert len({one.voice for one in kept}) == len(last)
    # Neither an account nor a time is with it.
    assert {column.name for column in household_voice.columns} == {
        "household_id",
        "voice",
        "person_id",
        "reason",
    }
    assert not any(str(account) in one.voice for one in kept for account in last)
    _, heard = await village.sees(SECRETARY, household_candidates.recommended, found)
    assert {person_id: count for person_id, _, count, _ in heard} == {
        one: list(last.values()).count(one) for one in last.values()
    }
    assert await refused(village, MEMBER, household_candidates.recommended, found) == "not-allowed"
    recommend = household_voices.recommend
    assert await refused(village, MEMBER, recommend, row.code, LEADER, NOW) == "household-own-branch"
    assert await refused(village, WEST_SECRETARY, recommend, row.code, WEST_LEADER, NOW) == "person-gone"
    assert await refused(village, WEST_LEADER, recommend, "x", LEADER, NOW) == "household-link-unknown"
    assert await refused(village, WEST_LEADER, recommend, row.code, LEADER, OVER) == "household-voices-over"
    await village.does(SECRETARY, household_candidates.stand, found, LEADER, None, NOW)
    await village.does(SECRETARY, household_counts.begin, found, OVER)
    (row,) = await rows(village, household)
    assert row.secret == ""  # nobody can be asked for their voice again
    # What was said stays, and neither the voices nor the order in which they came.
    after = await rows(village, household_voice)
    assert sorted((one.person_id, one.reason) for one in after) == sorted(
        (one.person_id, one.reason) for one in kept
    )
    assert not {one.voice for one in after} & {one.voice for one in kept}
    place = "rowid" if await village.database.read(lambda tx: tx.is_sqlite) else "ctid"
    orders = set()
    said = sa.text(f"SELECT reason, person_id FROM household_voice ORDER BY {place}")
    for _ in range(9):
        await village.database.run(stored.shuffle_voices, found)
        orders.add(await village.database.read(lambda tx: str(tx.execute(said).all())))
    assert len(orders) > 1
    await village.does(SECRETARY, household_opening.drop, found, OVER)
    assert await rows(village, household_voice) == []


# -- the box -------------------------------------------------------------------------------------------


def test_no_query_joins_a_voter_and_a_slip() -> None:
    """What both tables know is the ballot alone; neither knows a time, and nothing names a row of either."""
    voter, slip = set(ballot_voter.columns.keys()), set(ballot_choice.columns.keys())
    assert voter & slip == {"household_id", "round"}
    assert voter == {"household_id", "round", "person_id"}
    assert slip == {"id", "household_id", "round", "choices"}
    for table in (ballot_voter, ballot_choice):
        assert table.dialect_options["sqlite"]["with_rowid"] is False
        assert not any(isinstance(column.type, sa.DateTime) for column in table.columns)
    # Nor is the update of a tap kept that says who votes for whom.
    assert {tap for journey in JOURNEYS for tap in journey.taps} >= set(SECRET_TAPS)
    named = {key.column.table.name for table in metadata.tables.values() for key in table.foreign_keys}
    assert not named & {"ballot_voter", "ballot_choice"}


async def test_the_order_in_the_box_tells_nothing(village: Village) -> None:
    found = await voting(village, MEMBER, LEADER, places=1)
    voters = [one for one in IN_EAST if one != PHONELESS]
    chance = random.Random(3)
    places, newest = [], []
    before: set[str] = set()
    for count, who in enumerate(voters, 1):
        await votes(village, found, who, chance.choice([MEMBER, LEADER]))
        slips = await rows(village, ballot_choice)
        assert len(slips) == count
        # Every slip has a new number: what was there before cannot be told from what has just come.
        now = {one.id for one in slips}
        assert not now & before
        before = now
        places.append([one.id for one in slips])
    if await village.database.read(lambda tx: tx.is_sqlite):
        with pytest.raises(sa.exc.OperationalError, match="rowid"):
            await village.database.read(
                lambda tx: tx.execute(sa.text("SELECT rowid FROM ballot_choice")).all()
            )
    else:
        # The transaction that wrote a row is known to PostgreSQL: all slips come from the last one.
        written = sa.text("SELECT DISTINCT xmin::text FROM ballot_choice")
        newest = await village.database.read(lambda tx: list(tx.execute(written).scalars()))
        assert len(newest) == 1
    assert sorted(await village.database.read(ballots.voters, found, 1)) == sorted(voters)
    log = "SELECT count(*) FROM audit WHERE action LIKE 'household%' AND person_id <> :secretary"
    assert (
        await village.database.read(
            lambda tx: tx.execute(sa.text(log), {"secretary": SECRETARY}).scalar_one()
        )
        == 0
    )


async def test_slips_are_shuffled_when_one_is_put_in(village: Village) -> None:
    """The last slip lies anywhere: over many ballots, about as often first as last."""
    found = await voting(village, MEMBER, LEADER, places=1)

    def place_of_the_last(tx: Transaction) -> int:
        tx.execute(sa.delete(ballot_voter))
        tx.execute(sa.delete(ballot_choice))
        for voter in (SECRETARY, LEADER, COMMITTEE):
            ballots.put_in(tx, found, 1, voter, [MEMBER])
        ballots.put_in(tx, found, 1, OTHER_MEMBER, [LEADER])
        as_stored = sa.text("SELECT choices FROM ballot_choice")
        return [str(LEADER) in str(one) for one in tx.execute(as_stored).scalars()].index(True)

    found_at = [await village.database.run(place_of_the_last) for _ in range(60)]
    assert {0, 1, 2, 3} == set(found_at)  # by chance it fails once in ten million


async def test_who_may_vote_once_and_for_whom(village: Village) -> None:
    await village.database.run(
        lambda tx: tx.execute(
            sa.update(person).where(person.c.id == OTHER_MEMBER).values(kind=MemberKind.PROBATIONARY)
        )
    )
    found = await voting(village, MEMBER, LEADER, COMMITTEE, places=2)
    assert sorted(await village.heard("honour-ballot")) == [LEADER, MEMBER, COMMITTEE, OTHER_LEADER]
    cast = household_ballots.cast
    ask = (found, 1, 1, 0, KNOWN, OVER)
    assert await refused(village, OTHER_MEMBER, cast, *ask) == "household-not-full"
    assert await refused(village, WEST_LEADER, cast, *ask) == "not-allowed"
    assert await refused(village, MEMBER, cast, found, 1, 0b111, 0, KNOWN, OVER) == "household-too-many-marks"
    assert await refused(village, MEMBER, cast, found, 1, 0b1000, 0, KNOWN, OVER) == "button-broken"
    assert await refused(village, MEMBER, cast, found, 2, 1, 0, KNOWN, OVER) == "household-vote-over"
    await votes(village, found, MEMBER, LEADER, COMMITTEE)
    assert await refused(village, MEMBER, cast, *ask) == "household-voted-before"
    # Somebody without a phone votes on the phone of their group's leader, and on no other.
    lent = (found, 1, 0, PHONELESS, KNOWN, OVER)
    assert await refused(village, OTHER_LEADER, cast, *lent) == "not-allowed"
    assert await refused(village, LEADER, cast, found, 1, 0, MEMBER, KNOWN, OVER) == "household-has-phone"
    assert [one.id for one in (await village.sees(LEADER, household_ballots.lendable, found, 1))[1]] == [
        PHONELESS
    ]
    await village.does(LEADER, cast, *lent)
    assert [(one.action, one.person_id) for one in await village.database.read(audit.about, PHONELESS)] == [
        ("household-phone-lent", LEADER)
    ]
    assert (await village.sees(LEADER, household_ballots.lendable, found, 1))[1] == []
    await village.database.run(
        lambda tx: tx.execute(sa.update(person).where(person.c.id == COMMITTEE).values(active=False))
    )
    view = await sees(village, found)
    assert (view.should, view.voted) == (5, 2)
    # Nobody sees a count before the box is closed, and it is not closed without half of them.
    assert [one.votes for one in view.rounds[0].candidates] == [None] * 3
    assert await refused(village, SECRETARY, household_counts.close, found, 1, OVER) == "household-no-quorum"
    assert await refused(village, LEADER, household_counts.close, found, 1, OVER) == "not-allowed"
    assert await refused(village, SECRETARY, household_counts.remind, found, 1, OVER) == "household-reminded"
    tomorrow = OVER + timedelta(days=1)
    assert await village.does(SECRETARY, household_counts.remind, found, 1, tomorrow) == 2
    assert (await village.heard("honour-ballot"))[-2:] == [LEADER, OTHER_LEADER]
    await votes(village, found, LEADER, LEADER)
    await village.does(SECRETARY, household_counts.close, found, 1, OVER)
    # Whoever has left the roster meanwhile is not counted.
    assert (await sees(village, found)).rounds[0].votes == {LEADER: 2, MEMBER: 0, COMMITTEE: 0}


async def test_without_a_tie_the_result_is_told_and_kept(village: Village) -> None:
    found = await voting(village, MEMBER, LEADER, COMMITTEE)
    for who, whom in (
        (MEMBER, (LEADER,)),
        (LEADER, (LEADER, MEMBER)),
        (COMMITTEE, (MEMBER,)),
        (SECRETARY, ()),
    ):
        await votes(village, found, who, *whom)
    row = await village.does(SECRETARY, household_counts.close, found, 1, OVER)
    assert row.state is HouseholdState.FINAL
    view = await sees(village, found, OTHER_MEMBER)
    assert [one.person_id for one in view.candidates if one.chosen] == [MEMBER, LEADER]
    assert view.rounds[0].votes == {MEMBER: 2, LEADER: 2, COMMITTEE: 0}
    assert len(await village.heard("honour-result")) == 5
    issued = await village.database.read(certificates.of_person, MEMBER, 9, 0)
    assert [(one.kind, one.year) for one in issued] == [(CertificateKind.HOUSEHOLD, 2026)]
    assert await village.database.read(stored.chosen, EAST) == {2026: ["张三", "李秀英"]}
    for again in (household_counts.close, household_counts.again):
        assert await refused(village, SECRETARY, again, found, 1, OVER) in {
            "household-vote-over",
            "household-not-tied",
        }
    assert await refused(village, SECRETARY, household_opening.drop, found, OVER) == "household-final"
    # A year later whoever leads it can begin anew; the others still see the last one.
    later = datetime(2027, 12, 1, tzinfo=UTC)
    for who, year, is_there in ((SECRETARY, 2027, False), (MEMBER, 2026, True)):
        seen = await village.sees(who, households.look, None, None, KNOWN, later)
        assert (seen.year, seen.row is not None) == (year, is_there)
    january = await village.sees(
        SECRETARY, households.look, EAST, None, KNOWN, datetime(2027, 1, 9, tzinfo=UTC)
    )
    assert january.row is not None


async def test_a_tie_is_voted_on_again_or_decided_in_the_open(village: Village) -> None:
    found = await voting(village, MEMBER, LEADER, COMMITTEE, places=2)
    ballot = (
        (MEMBER, (LEADER, MEMBER)),
        (LEADER, (LEADER, COMMITTEE)),
        (COMMITTEE, (LEADER,)),
        (SECRETARY, ()),
    )
    for who, whom in ballot:
        await votes(village, found, who, *whom)
    row = await village.does(SECRETARY, household_counts.close, found, 1, OVER)
    # One is in for sure; of the other two neither is, and nobody is told that it is over.
    assert row.state is HouseholdState.TIED
    view = await sees(village, found, MEMBER)
    assert [one.person_id for one in view.candidates if one.chosen] == [LEADER]
    assert view.tie is not None
    assert (set(view.tie.tied), view.tie.seats) == ({MEMBER, COMMITTEE}, 1)
    assert await village.heard("honour-result") == []
    await village.does(SECRETARY, household_counts.again, found, 1, OVER)
    second = (await sees(village, found)).rounds[1]
    assert (set(second.people), second.seats) == ({MEMBER, COMMITTEE}, 1)
    for who, whom in ((MEMBER, MEMBER), (LEADER, COMMITTEE), (COMMITTEE, COMMITTEE), (SECRETARY, MEMBER)):
        await votes(village, found, who, whom, round_=2)
    assert (
        await village.does(SECRETARY, household_counts.close, found, 2, OVER)
    ).state is HouseholdState.TIED
    ask, decide = household_counts.ask_reason, household_counts.decide
    assert await refused(village, SECRETARY, ask, found, 2, 0, OVER) == "household-marks-missing"
    assert await refused(village, SECRETARY, ask, found, 2, 0b11, OVER) == "household-too-many-marks"
    assert await refused(village, COMMITTEE, ask, found, 2, 1, OVER) == "not-allowed"
    who = second.people[0]
    await village.does(SECRETARY, ask, found, 2, 1, OVER)
    draft = await village.database.read(drafts.newest_open, 1000 + SECRETARY)
    assert draft is not None
    assert await refused(village, SECRETARY, decide, draft.id, " ", OVER) == "honour-words-missing"
    assert await refused(village, MEMBER, decide, draft.id, "因为", OVER) == "button-broken"
    row = await village.does(SECRETARY, decide, draft.id, "帮扶的户更多", OVER)
    assert (row.state, row.reason) == (HouseholdState.FINAL, "帮扶的户更多")
    chosen = {one.person_id for one in (await sees(village, found)).candidates if one.chosen}
    assert chosen == {LEADER, who}
    (told,) = await village.said("honour-result")
    assert "帮扶的户更多" in str(told)
    assert await refused(village, SECRETARY, decide, draft.id, "再来", OVER) == "button-broken"
