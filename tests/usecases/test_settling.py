"""A year settled: frozen by the records themselves, published, objected to, counted again, final for ever."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.domain.scheme_files import load_schemes
from bot.domain.settlement import ObjectionState, Publication, SettlementState
from bot.domain.stars import Uncounted
from bot.errors import UserError
from bot.usecases import (
    objections,
    occasions,
    settlement_publishing,
    settlement_views,
    settling,
    stars,
)
from bot.usecases.clock import fire_due
from storage import settlements
from storage.database import Database
from storage.schema import (
    certificate,
    person,
    settlement,
    settlement_line,
    settlement_record,
    settlement_round,
    year_total,
)
from tests.usecases.settled import DAYS, JANUARY, KNOWN, OVER, Year, rows
from tests.usecases.test_stars import STRICT
from tests.usecases.village import (
    ADMINISTRATOR,
    COMMITTEE,
    CONTACT,
    EAST,
    LEADER,
    MEMBER,
    NOW,
    OPERATOR,
    OTHER_MEMBER,
    SECRETARY,
    WEST,
    WEST_SECRETARY,
    Village,
    facts,
)

STRANGER = 99  # nobody on the roster has this account


@pytest.fixture
async def year(database: Database) -> Year:
    return await Year.lived(database)


async def test_the_whole_way(year: Year) -> None:
    village = year.village
    ready = await village.sees(SECRETARY, settling.prepare, EAST, None, KNOWN, JANUARY)
    assert (ready.year, ready.years, ready.people, ready.waiting, ready.is_early) == (
        2026,
        (2026,),
        7,
        0,
        False,
    )
    row = await year.freezes()
    assert await year.freezes() == row  # pressed twice
    assert (row.state, row.round, row.until) == (SettlementState.FROZEN, 1, date(2026, 12, 31))
    found = await year.stars(row)
    assert {who: (one.value, one.stars) for who, one in found.items()} == {
        MEMBER: (6, 1),
        OTHER_MEMBER: (4, 0),
    }
    row = await year.publishes(row)
    assert await year.publishes(row) == row
    assert (row.last_day, row.closes_at) == (date(2027, 1, 12), datetime(2027, 1, 12, 16, 0, tzinfo=UTC))
    assert len(await village.heard("settlement")) == 6  # everybody with a phone, once
    assert await village.heard("settlement-group") == [None]
    with pytest.raises(UserError, match="settle-not-over"):
        await year.finishes(row, JANUARY)
    first = await year.objects(row, "少算了一次", OTHER_MEMBER)
    second = await year.objects(row, "多算了一次")
    assert await village.heard("settlement-objection") == [SECRETARY, SECRETARY]
    with pytest.raises(UserError, match="settle-objections-open"):
        await year.finishes(row)
    await year.answers(first, ObjectionState.REJECTED)
    await year.answers(second, ObjectionState.UPHELD)
    with pytest.raises(UserError, match="settle-answered"):
        await year.answers(second, ObjectionState.REJECTED)
    assert await village.heard("settlement-answer") == [OTHER_MEMBER, MEMBER]
    await year.revokes(year.ids[0])
    await year.revokes(year.ids[1])
    with pytest.raises(UserError, match="settle-upheld-not-counted"):
        await year.finishes(row, as_published=True)
    again = await year.counts_again(row)
    assert again.round == 2
    assert await year.counts_again(again) == again  # nothing is new
    assert len(await village.heard("settlement")) == 7
    assert (await year.stars(again))[MEMBER].stars == 0
    with pytest.raises(UserError, match="settle-moved-on"):
        await year.finishes(row)
    final = await year.finishes(again)
    assert await year.finishes(final) == final
    rounds = sa.select(settlement_round.c.round, settlement_round.c.at).order_by(settlement_round.c.round)
    assert (await village.database.read(lambda tx: tx.execute(rounds).all())) == [(1, JANUARY), (2, JANUARY)]
    assert len(await village.heard("settlement-final")) == 6
    for step in (year.publishes, year.counts_again):
        with pytest.raises(UserError, match="settle-"):
            await step(final)
    with pytest.raises(UserError, match="settle-is-final"):
        await village.does(SECRETARY, settlement_publishing.drop, row.id, "x", OVER, DAYS)
    await year.is_whole()


async def test_a_settled_year_never_changes(year: Year) -> None:
    village = year.village
    final = await year.finishes(await year.publishes(await year.freezes()))
    issued = await village.database.read(rows, certificate)
    assert len(issued) == 1
    before = await village.database.read(rows, settlement_line)
    await year.revokes(year.ids[0])
    await year.revokes(year.ids[1])
    late = await village.confirmed(facts(date(2026, 12, 30)), at=JANUARY)
    await village.does(SECRETARY, stars.choose_scheme, "volunteer-hours", KNOWN, NOW)
    status = await village.sees(MEMBER, stars.my_stars, KNOWN, OVER)
    assert status.stars.year == 2027
    [past] = status.earlier
    assert past.settled is not None
    assert (past.rating.stars, past.done.services, past.settled.later) == (1, 6, 2)
    assert past.scheme.key == "village-service-stars"
    page = await village.does(MEMBER, stars.why, MEMBER, 2026, 0, KNOWN, OVER)
    assert page.changed == set(year.ids[:2])
    assert {one.record.id: one.reason for one in page.lines} == {
        late: Uncounted.AFTER_SETTLEMENT,
        **dict.fromkeys(year.ids),
    }
    assert await village.database.read(rows, settlement_line) == before
    assert await village.database.read(rows, certificate) == issued
    assert (await village.does(MEMBER, settlement_views.why, final.id, MEMBER, 0, OVER)).tally.stars == 1
    await year.is_whole()


async def test_a_difference_from_the_kept_sums_stops_it(year: Year) -> None:
    village = year.village
    spoil = sa.update(year_total).where(year_total.c.person_id == MEMBER).values(services=7)
    await village.database.run(lambda tx: tx.execute(spoil))
    with pytest.raises(UserError, match="settle-differs") as refused:
        await year.freezes()
    assert refused.value.values["names"].items == ("张三",)  # type: ignore[union-attr]
    everywhere = await village.does(OPERATOR, settling.freeze_some, [EAST, WEST], 2026, KNOWN, JANUARY)
    assert (len(everywhere.settlements), everywhere.differing) == (1, ((EAST, MEMBER),))
    assert await village.database.read(settlements.standing, EAST, 2026) is None
    assert {row[0] for row in await village.database.read(rows, settlement_line)} == set(
        everywhere.settlements
    )
    mend = sa.update(year_total).where(year_total.c.person_id == MEMBER).values(services=6)
    await village.database.run(lambda tx: tx.execute(mend))
    row = await year.freezes()
    await village.database.run(lambda tx: tx.execute(spoil))
    with pytest.raises(UserError, match="settle-differs"):
        await year.counts_again(row)
    # Somebody without any record, too, and the years before when a scheme counts them.
    await village.database.run(lambda tx: tx.execute(mend))
    await village.does(
        WEST_SECRETARY, settlement_publishing.drop, everywhere.settlements[0], None, OVER, DAYS
    )
    odd = {"person_id": CONTACT, "year": 2025, "services": 1, "minutes": 60}
    await village.database.run(lambda tx: tx.execute(year_total.insert(), odd))
    await village.does(WEST_SECRETARY, stars.choose_scheme, "registered-volunteer", KNOWN, NOW)
    with pytest.raises(UserError, match="settle-differs"):
        await village.does(WEST_SECRETARY, settling.freeze, WEST, 2026, KNOWN, JANUARY)


async def test_who_may_do_what(year: Year) -> None:
    village = year.village
    for who in (MEMBER, LEADER, COMMITTEE, CONTACT, WEST_SECRETARY):
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(who, settling.freeze, EAST, 2026, KNOWN, JANUARY)
    row = await year.publishes(await year.freezes())
    for who in (MEMBER, COMMITTEE, WEST_SECRETARY):
        for usecase, given in (
            (settlement_views.standing, (row.id, JANUARY)),
            (settlement_views.list_page, (row.id, 0)),
            (settlement_views.paper, (row.id, JANUARY)),
            (settlement_publishing.finish, (row.id, 1, True, OVER)),
            (settlement_publishing.drop, (row.id, "x", OVER, DAYS)),
            (settlement_views.why, (row.id, OTHER_MEMBER, 0, OVER)),
        ):
            with pytest.raises(UserError, match="not-allowed"):
                await village.does(who, usecase, *given)  # type: ignore[arg-type] # of different kinds
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(WEST_SECRETARY, objections.begin_own, row.id, MEMBER, "q", JANUARY)
    # Nobody answers an objection that is about themselves, so somebody who can hears of it.
    own = await year.objects(row, "我的不对", SECRETARY)
    assert await village.heard("settlement-objection") == [ADMINISTRATOR]
    with pytest.raises(UserError, match="settle-own-objection"):
        await year.answers(own, ObjectionState.UPHELD)
    await year.answers(own, ObjectionState.UPHELD, who=ADMINISTRATOR)
    seen = await village.sees(ADMINISTRATOR, settlement_views.overview, None, 0, OVER)
    assert [(one.branch.id, one.is_over) for one in seen.branches] == [(WEST, False), (EAST, True)]


async def test_objecting_by_the_link(year: Year) -> None:
    village = year.village
    row = await year.publishes(await year.freezes())
    with pytest.raises(UserError, match="settle-link-unknown"):
        await village.does(STRANGER, objections.open_link, "NOSUCHCODE22", JANUARY)
    seen = await village.does(STRANGER, objections.open_link, row.code.lower(), JANUARY)
    assert [one.name for one in seen.lines] == ["张三"]  # nobody is named for having none
    for hidden in (OTHER_MEMBER, LEADER, 10**6):  # nor by numbers that somebody tries out
        with pytest.raises(UserError, match="button-broken"):
            await village.does(STRANGER, objections.begin_by_link, row.code, hidden, "q", JANUARY)
    for _ in range(3):
        asked = await village.does(STRANGER, objections.begin_by_link, row.code, MEMBER, "q", JANUARY)
        assert asked.about == "张三"
        await village.does(STRANGER, objections.object_, asked.draft_id, "那天没看到他", JANUARY)
    with pytest.raises(UserError, match="settle-objections-many"):
        await village.does(STRANGER, objections.begin_by_link, row.code, 0, "q", JANUARY)
    with pytest.raises(UserError, match="identity-number"):
        await year.objects(row, "我是110101199003072316")
    _, _, found = await village.sees(SECRETARY, settlement_views.objections_of, row.id)
    assert {(one.by_name, one.about_name) for one in found} == {(None, "张三")}
    await year.answers(found[0].id, ObjectionState.REJECTED)
    assert len(await village.said("settlement-answer")) == 1
    with pytest.raises(UserError, match="settle-objections-over"):
        await village.does(MEMBER, objections.begin_own, row.id, MEMBER, "q", OVER)


async def test_the_clock_tells_once_that_it_is_over(year: Year) -> None:
    village = year.village
    await village.does(SECRETARY, settlement_publishing.choose_terms, EAST, Publication(5, True), JANUARY)
    with pytest.raises(UserError, match="button-broken"):
        await village.does(SECRETARY, settlement_publishing.choose_terms, EAST, Publication(400), JANUARY)
    row = await year.publishes(await year.freezes())
    assert row.last_day == date(2027, 1, 12)  # a weekend lies between
    for at in (OVER - timedelta(hours=2), OVER, OVER + timedelta(hours=9), OVER + timedelta(days=3)):
        await village.database.run(fire_due, at, occasions.KINDS, DAYS)
    assert await village.heard("settlement-over") == [SECRETARY]
    # Whoever gets another result has at least a whole day to object.
    await year.revokes(year.ids[0])
    await year.revokes(year.ids[1])
    late = await year.counts_again(row, OVER)
    assert late.last_day == date(2027, 1, 14)
    with pytest.raises(UserError, match="settle-not-over"):
        await year.finishes(late, OVER)


async def test_called_off_and_begun_anew(year: Year) -> None:
    village = year.village
    row = await year.publishes(await year.freezes())
    with pytest.raises(UserError, match="reason-missing"):
        await village.does(SECRETARY, settlement_publishing.drop, row.id, None, JANUARY, DAYS)
    for _ in range(2):
        asked = await village.does(STRANGER, objections.begin_by_link, row.code, 0, "q", JANUARY)
        await village.does(STRANGER, objections.object_, asked.draft_id, "漏了老周", JANUARY)
    off = await village.does(SECRETARY, settlement_publishing.drop, row.id, "名单漏了人", JANUARY, DAYS)
    (told,) = await village.said("settlement-answer")  # once, whoever still waits for an answer
    assert "名单漏了人" in str(told)
    assert (off.state, off.reason) == (SettlementState.ABANDONED, "名单漏了人")
    assert len(await village.heard("settlement")) == 12
    await village.database.run(fire_due, OVER + timedelta(days=1), occasions.KINDS, DAYS)
    assert await village.heard("settlement-over") == []
    anew = await year.freezes()
    assert anew.id != row.id
    await year.is_whole()


async def test_a_year_that_still_runs(year: Year) -> None:
    village = year.village
    with pytest.raises(UserError, match="settle-year-not-now"):
        await year.freezes(NOW)
    december = datetime(2026, 12, 20, 2, 0, tzinfo=UTC)
    ready = await village.sees(SECRETARY, settling.prepare, EAST, 2026, KNOWN, december)
    assert (ready.years, ready.is_early) == ((2026, 2025), True)
    row = await year.freezes(december)
    assert row.until == date(2026, 12, 20)
    later = await village.confirmed(facts(date(2026, 12, 24)), at=datetime(2026, 12, 25, tzinfo=UTC))
    assert await year.counts_again(row, JANUARY) != row
    page = await village.does(SECRETARY, settlement_views.why, row.id, MEMBER, 0, JANUARY)
    assert (page.tally.value, page.lines[0].record.id, page.lines[0].reason) == (
        6,
        later,
        Uncounted.AFTER_SETTLEMENT,
    )
    await village.does(SECRETARY, stars.choose_scheme, "ten-star", KNOWN, NOW)
    await village.does(SECRETARY, settlement_publishing.drop, row.id, None, JANUARY, DAYS)
    with pytest.raises(UserError, match="settle-from-appraisal"):
        await year.freezes()


async def test_records_that_wait_and_what_changed_without_objection(year: Year) -> None:
    village = year.village
    await village.submits(facts(date(2026, 11, 9)))
    assert (await village.sees(SECRETARY, settling.prepare, EAST, 2026, KNOWN, JANUARY)).waiting == 1
    row = await year.publishes(await year.freezes())
    await year.revokes(year.ids[0])
    await year.revokes(year.ids[1])
    seen = await village.sees(SECRETARY, settlement_views.standing, row.id, OVER)
    assert (seen.people, seen.stars, seen.waiting, seen.changed, seen.is_over) == (
        7,
        {0: 6, 1: 1},
        1,
        1,
        True,
    )
    with pytest.raises(UserError, match="settle-stale"):
        await year.finishes(row)
    final = await year.finishes(row, as_published=True)
    assert (await year.stars(final))[MEMBER].stars == 1


async def test_rules_that_look_at_each_record(year: Year, tmp_path: Path) -> None:
    village = year.village
    (tmp_path / "strict.toml").write_text(STRICT.format(period="year"), "utf-8")
    known = load_schemes(tmp_path)
    day = date(2026, 11, 15)
    short = await village.confirmed(facts(day, 30))
    twice = [await village.confirmed(facts(day + timedelta(days=1), minutes)) for minutes in (60, 90)]
    await village.does(SECRETARY, stars.choose_scheme, "strict", known, NOW)
    row = await village.does(SECRETARY, settling.freeze, EAST, 2026, known, JANUARY)
    one = (await year.stars(row))[MEMBER]
    assert (one.services, one.value, one.stars) == (9, 7, 3)
    page = await village.does(SECRETARY, settlement_views.why, row.id, MEMBER, 0, JANUARY)
    reasons = {one.record.id: one.reason for one in page.lines}
    assert (reasons[short], reasons[twice[0]], reasons[twice[1]]) == (
        Uncounted.TOO_SHORT,
        Uncounted.DAY_CAP,
        None,
    )
    # The scheme's file goes away: what was frozen by it goes on.
    await year.revokes(twice[1])
    again = await year.counts_again(row)
    assert (await year.stars(again))[MEMBER].value == 7
    final = await year.finishes(await year.publishes(again), OVER)
    status = await village.sees(MEMBER, stars.my_stars, known, OVER)
    assert final.is_settled
    assert status.earlier[0].rating.stars == 3
    await year.is_whole()


async def test_a_scheme_for_life_counts_the_years_before(year: Year) -> None:
    village = year.village
    await village.does(SECRETARY, stars.choose_scheme, "registered-volunteer", KNOWN, NOW)
    earlier = datetime(2025, 11, 20, 9, 0, tzinfo=UTC)
    for n in range(13):
        await village.confirmed(facts(date(2025, 11, 1) + timedelta(days=n), 480), at=earlier)
    one = (await year.stars(await year.freezes()))[MEMBER]
    assert (one.services, one.minutes, one.value, one.stars) == (6, 720, 13 * 480 + 720, 1)
    live = await village.sees(MEMBER, stars.my_stars, KNOWN, NOW)
    assert (live.stars.rating.value, live.stars.rating.stars) == (one.value, one.stars)


async def test_somebody_who_has_left_is_not_settled_anew(year: Year) -> None:
    village = year.village
    row = await year.freezes()
    leave = sa.update(person).where(person.c.id == OTHER_MEMBER).values(active=False)
    await village.database.run(lambda tx: tx.execute(leave))
    again = await year.counts_again(row)
    assert set(await year.stars(again)) == {MEMBER}
    assert set(await year.stars(row)) == {MEMBER, OTHER_MEMBER}


async def test_whoever_has_moved_is_settled_once(year: Year) -> None:
    """What was final first stays, wherever its person goes and whatever is settled there."""
    village = year.village
    row = await year.freezes()
    west = await village.does(WEST_SECRETARY, settling.freeze, WEST, 2026, KNOWN, JANUARY)
    final = await year.finishes(await year.publishes(row))
    move = sa.update(person).where(person.c.id == MEMBER).values(branch_id=WEST, group_id=None)
    await village.database.run(lambda tx: tx.execute(move))
    done = await village.does(WEST_SECRETARY, settlement_publishing.count_again, west.id, OVER, DAYS)
    assert await year.stars(done.row) == {}
    end = sa.update(settlement).where(settlement.c.id == west.id)
    end = end.values(state="final", ended_at=OVER + timedelta(days=1))
    await village.database.run(lambda tx: tx.execute(end))
    twice = sa.insert(settlement_line).values(
        settlement_id=west.id, round=done.row.round, person_id=MEMBER, services=0, minutes=0, value=0, stars=0
    )
    await village.database.run(lambda tx: tx.execute(twice))
    found = await village.database.read(settlements.settled_line, MEMBER, 2026)
    assert found is not None
    assert (found[0].id, found[1].services) == (final.id, 6)


async def test_nobody_to_settle(database: Database) -> None:
    village = await Village.settled(database)
    leave = sa.update(person).where(person.c.branch_id == EAST).values(active=False)
    await database.run(lambda tx: tx.execute(leave))
    with pytest.raises(UserError, match="settle-nobody"):
        await village.does(OPERATOR, settling.freeze, EAST, 2026, KNOWN, JANUARY)
    assert await database.read(rows, settlement_record) == []
