"""Stars from real records: boundaries, years, schemes, and who may look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.domain.rights import Right
from bot.domain.scheme_files import load_schemes
from bot.domain.service import ServiceCategory
from bot.domain.stars import Scheme, Uncounted
from bot.errors import UserError
from bot.usecases import review, stars
from bot.usecases.stars import StarStatus, choose_scheme, my_stars, stars_of_member, team, why
from storage import audit, records, schemes
from storage.database import Database, Transaction
from storage.schema import audit as audit_table
from tests.usecases.plans import plans_of
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
    PHONELESS,
    SECRETARY,
    WEST_SECRETARY,
    Village,
    acting,
    facts,
)

KNOWN = load_schemes()
LAST_YEAR = datetime(2025, 11, 20, 9, 0, tzinfo=UTC)

# Only some records count: not over two hours, no policy talks, one a day.
STRICT = """
[title]
zh-Hans = "严格"
zh-Hant = "嚴格"
en = "Strict"
[description]
zh-Hans = "严格。"
zh-Hant = "嚴格。"
en = "Strict."
[[version]]
from_year = 2020
source = "a test"
basis = "services"
period = "{period}"
thresholds = [1, 2, 3]
categories = ["environment"]
minimum_minutes = 60
services_per_day = 1
"""


@pytest.fixture
async def village(database: Database) -> Village:
    return await Village.settled(database)


@pytest.fixture
def strict(tmp_path: Path) -> Mapping[str, Scheme]:
    for period in ("year", "lifetime"):
        (tmp_path / f"strict-{period}.toml").write_text(STRICT.format(period=period), "utf-8")
    return load_schemes(tmp_path)


async def look(village: Village, who: int = MEMBER, known: Mapping[str, Scheme] = KNOWN) -> StarStatus:
    return await village.sees(who, my_stars, known, NOW)


@pytest.mark.parametrize(
    ("services", "given", "missing"), [(0, 0, 5), (4, 0, 1), (5, 1, 5), (9, 1, 1), (10, 2, 5), (25, 5, None)]
)
async def test_stars_at_the_boundaries(
    village: Village, services: int, given: int, missing: int | None
) -> None:
    for n in range(services):
        await village.confirmed(facts(date(2026, 11, 1) + timedelta(days=n % 19)))
    await village.submits()
    status = await look(village)
    assert status.stars.scheme.key == "village-service-stars"
    assert (status.stars.rating.stars, status.stars.rating.missing) == (given, missing)
    assert status.stars.done == (services, services * 120)


async def test_a_star_comes_and_goes_with_the_record(village: Village) -> None:
    ids = [await village.confirmed() for _ in range(5)]
    assert (await look(village)).stars.rating.stars == 1

    def revoke(tx: Transaction) -> None:
        record = records.find(tx, ids[0])
        assert record is not None
        records.decide(tx, record, "revoked", "revoked", SECRETARY, "x", NOW)  # type: ignore[arg-type] # words

    await village.database.run(revoke)
    assert (await look(village)).stars.rating.stars == 0


async def test_earlier_years_keep_their_own_sums(village: Village) -> None:
    for _ in range(5):
        await village.confirmed(facts(date(2025, 11, 18)), at=LAST_YEAR)
    await village.confirmed()
    status = await look(village)
    assert (status.stars.year, status.stars.rating.value) == (2026, 1)
    assert [(one.year, one.rating.stars, one.done.services) for one in status.earlier] == [(2025, 1, 5)]


async def test_a_change_of_the_scheme_keeps_the_stars_of_earlier_years(village: Village) -> None:
    for _ in range(5):
        await village.confirmed(facts(date(2025, 11, 18), 60), at=LAST_YEAR)
        await village.confirmed(facts(minutes=240))
    choice = await village.does(SECRETARY, choose_scheme, "volunteer-hours", KNOWN, NOW)
    assert (choice.year, choice.current) == (2026, "volunteer-hours")
    status = await look(village)
    assert (status.stars.scheme.key, status.stars.rating.stars) == ("volunteer-hours", 4)
    [earlier] = status.earlier
    assert (earlier.scheme.key, earlier.rating.stars) == ("village-service-stars", 1)
    scheme, version = await village.sees(MEMBER, stars.rules_of_year, KNOWN, 2025)
    assert (scheme.key, version.scheme) == ("village-service-stars", "village-service-stars")
    assert await village.database.read(_noted) == ["scheme-chosen"]
    await village.does(SECRETARY, choose_scheme, "village-service-stars", KNOWN, NOW)
    assert await village.database.read(schemes.choices, EAST) == [(2026, "village-service-stars")]


def _noted(tx: Transaction) -> list[str]:
    return list(tx.execute(sa.select(audit_table.c.action)).scalars())


async def test_lifetime_hours_add_up_over_the_years(village: Village) -> None:
    for _ in range(5):
        await village.confirmed(facts(date(2025, 11, 18), 60), at=LAST_YEAR)
        await village.confirmed(facts(minutes=90))
    await village.does(SECRETARY, choose_scheme, "registered-volunteer", KNOWN, NOW)
    status = await look(village)
    assert status.stars.rating.value == 5 * 60 + 5 * 90
    assert status.stars.done == (5, 450)


async def test_stars_from_topics_wait_for_the_appraisal(village: Village) -> None:
    record_id = await village.confirmed()
    await village.does(SECRETARY, choose_scheme, "ten-star", KNOWN, NOW)
    assert (await look(village)).stars.rating.stars == 0
    page = await village.does(MEMBER, why, MEMBER, 2026, 0, KNOWN, NOW)
    assert [(one.record.id, one.reason) for one in page.lines] == [(record_id, Uncounted.FROM_APPRAISAL)]


async def test_a_scheme_that_filters_counts_the_records_themselves(
    village: Village, strict: Mapping[str, Scheme]
) -> None:
    day = date(2026, 11, 10)
    counts = await village.confirmed(facts(day, 120))
    second = await village.confirmed(facts(day, 60))
    short = await village.confirmed(facts(day + timedelta(days=1), 30))
    talk = await village.confirmed(facts(day + timedelta(days=2), category=ServiceCategory.POLICY_TALK))
    waiting = await village.submits(facts(day + timedelta(days=3)))
    await village.confirmed(facts(date(2025, 11, 18)), at=LAST_YEAR)
    await village.does(SECRETARY, choose_scheme, "strict-year", strict, NOW)
    status = await look(village, known=strict)
    assert (status.stars.rating.value, status.stars.done.services) == (1, 4)
    page = await village.does(MEMBER, why, MEMBER, 2026, 0, strict, NOW)
    assert {one.record.id: one.reason for one in page.lines} == {
        waiting: Uncounted.NOT_CONFIRMED,
        talk: Uncounted.CATEGORY,
        short: Uncounted.TOO_SHORT,
        second: Uncounted.DAY_CAP,
        counts: None,
    }
    await village.does(SECRETARY, choose_scheme, "strict-lifetime", strict, NOW)
    assert (await look(village, known=strict)).stars.rating.value == 2


async def test_why_goes_a_page_at_a_time_and_counts_over_all_pages(village: Village) -> None:
    ids = [await village.confirmed(facts(date(2026, 11, 1 + n))) for n in range(10)]
    first = await village.does(MEMBER, why, MEMBER, 2026, 0, KNOWN, NOW)
    assert [one.record.id for one in first.lines] == ids[:1:-1]
    last = await village.does(MEMBER, why, MEMBER, 2026, 9, KNOWN, NOW)
    assert ([one.record.id for one in last.lines], last.page, last.pages) == (ids[1::-1], 1, 2)
    assert last.stars.rating.value == 10


async def test_why_of_a_year_without_rules_or_records(village: Village) -> None:
    assert (await village.does(MEMBER, why, MEMBER, 2024, 0, KNOWN, NOW)).lines == ()
    with pytest.raises(UserError, match="scheme-not-yet"):
        await village.does(MEMBER, why, MEMBER, 1990, 0, KNOWN, NOW)


@pytest.mark.parametrize("who", [LEADER, SECRETARY, ADMINISTRATOR, CONTACT, OPERATOR])
async def test_who_may_see_somebodys_stars_and_is_written_down(village: Village, who: int) -> None:
    await village.confirmed()
    status = await village.does(who, stars_of_member, MEMBER, KNOWN, NOW)
    assert (status.own, status.stars.done.services) == (False, 1)
    assert len((await village.does(who, why, MEMBER, 2026, 0, KNOWN, NOW)).lines) == 1
    entries = await village.database.read(audit.about, MEMBER)
    assert [(entry.action, entry.detail) for entry in entries] == [
        ("stars-read", {}),
        ("stars-read", {"year": 2026}),
    ]


@pytest.mark.parametrize("who", [OTHER_MEMBER, PHONELESS, COMMITTEE, WEST_SECRETARY, 999])
async def test_who_may_not_see_somebodys_stars(village: Village, who: int) -> None:
    with pytest.raises(UserError, match=r"not-allowed|not-a-member"):
        await village.does(who, stars_of_member, MEMBER, KNOWN, NOW)
    with pytest.raises(UserError, match=r"not-allowed|not-a-member"):
        await village.does(who, why, MEMBER, 2026, 0, KNOWN, NOW)
    with pytest.raises(UserError, match=r"not-allowed|not-a-member"):
        await village.does(who, stars_of_member, 12345, KNOWN, NOW)


async def test_a_stranger_has_no_stars(village: Village) -> None:
    with pytest.raises(UserError, match="not-a-member"):
        await look(village, 999)


async def test_a_secretary_sees_the_branch_and_a_leader_the_group(village: Village) -> None:
    await village.confirmed()
    whole = await village.does(SECRETARY, team, 0, KNOWN, NOW)
    assert {person.id for person, _ in whole.people} == {1, 2, 3, 4, 5, 6, 7}
    assert {person.id: of.done.services for person, of in whole.people}[MEMBER] == 1
    group = await village.does(LEADER, team, 0, KNOWN, NOW)
    assert {person.id for person, _ in group.people} == {LEADER, MEMBER, PHONELESS}
    entries = [one for person in range(1, 8) for one in await village.database.read(audit.about, person)]
    read = {(one.person_id, one.subject_id) for one in entries if one.action == "stars-read"}
    by_secretary = {(SECRETARY, person) for person in range(2, 8)}
    assert read == by_secretary | {(LEADER, MEMBER), (LEADER, PHONELESS)}, "everybody shown but oneself"
    for who in (MEMBER, COMMITTEE):
        with pytest.raises(UserError, match=r"not-allowed|not-a-member"):
            await village.does(who, team, 0, KNOWN, NOW)


@pytest.mark.parametrize("who", [MEMBER, LEADER, COMMITTEE, CONTACT])
async def test_who_may_not_choose_the_scheme(village: Village, who: int) -> None:
    with pytest.raises(UserError, match=r"not-allowed|not-a-member"):
        await village.does(who, choose_scheme, "volunteer-hours", KNOWN, NOW)
    assert await village.database.read(schemes.choices, EAST) == []


async def test_a_right_that_was_given_lets_choose(village: Village) -> None:
    await village.is_given(COMMITTEE, Right.CHOOSE_SCHEME)
    await village.does(COMMITTEE, choose_scheme, "volunteer-hours", KNOWN, NOW)
    assert (await look(village)).stars.scheme.key == "volunteer-hours"


async def test_an_unknown_scheme_is_refused_and_a_lost_one_is_named(village: Village) -> None:
    with pytest.raises(UserError, match="scheme-unknown"):
        await village.does(SECRETARY, choose_scheme, "nothing", KNOWN, NOW)
    await village.database.run(schemes.choose, EAST, 2026, "lost")
    with pytest.raises(UserError, match="scheme-unknown") as caught:
        await look(village)
    assert caught.value.values == {"scheme": "lost"}


async def test_the_new_year_begins_in_the_branchs_time(village: Village) -> None:
    await village.confirmed()
    before = datetime(2026, 12, 31, 15, 59, tzinfo=UTC)
    after = before + timedelta(minutes=1)
    assert (await village.sees(MEMBER, my_stars, KNOWN, before)).stars.year == 2026
    status = await village.sees(MEMBER, my_stars, KNOWN, after)
    assert (status.stars.year, status.stars.done.services, status.earlier[0].year) == (2027, 0, 2026)


async def test_stars_are_found_by_indexes(sqlite_url: str, strict: Mapping[str, Scheme]) -> None:
    database = await Database.open(sqlite_url)
    try:
        village = await Village.settled(database)
        await village.does(SECRETARY, choose_scheme, "strict-year", strict, NOW)

        def work(tx: Transaction) -> list[str]:
            actor = acting(tx, MEMBER)
            return plans_of(
                tx,
                lambda: (my_stars(tx, actor, strict, NOW), why(tx, actor, MEMBER, 2026, 0, strict, NOW)),
            )

        plans = await database.read(work)
    finally:
        await database.close()
    assert any("ix_service_record_person_id_year_day" in plan for plan in plans)
    assert not [plan for plan in plans if "SCAN" in plan]


async def test_confirming_on_the_last_day_of_a_year_counts_for_the_day_served(village: Village) -> None:
    record_id = await village.submits(facts(date(2025, 12, 31)), at=datetime(2026, 1, 1, tzinfo=UTC))
    await village.does(LEADER, review.confirm_record, record_id, 1, datetime(2026, 1, 2, tzinfo=UTC))
    assert await village.sums() == {2025: (1, 120)}
