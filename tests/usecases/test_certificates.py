"""Certificates on both databases: issued once, replaced, revoked, verified, and in the ledger."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.domain.cards import Colour
from bot.domain.certificates import WRONG_LIMIT, Certificate, CertificateKind, new_code, shown
from bot.domain.pledges import NewItem, Pledge, PledgeKind, PledgeState
from bot.domain.rights import operator_actor
from bot.domain.scheme_files import load_schemes
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import (
    branch_settings,
    certificates,
    issued,
    keepsakes,
    pledge_endings,
    pledge_papers,
    pledge_review,
    pledge_showing,
    year_charts,
)
from bot.usecases.certificates import Keepsake, Verified
from storage import audit, ledger_check, pledges
from storage.database import Database, Transaction
from storage.schema import certificate, person, push
from tests.usecases.settled import Year
from tests.usecases.village import (
    ADMINISTRATOR,
    EAST,
    LEADER,
    MEMBER,
    NOW,
    OTHER_MEMBER,
    PHONELESS,
    SECRETARY,
    WEST,
    WEST_LEADER,
    WEST_SECRETARY,
    Village,
    facts,
)

KNOWN = load_schemes()
NEXT_YEAR = datetime(2027, 1, 10, 9, 0, tzinfo=UTC)


@pytest.fixture
async def village(database: Database) -> Village:
    return await Village.settled(database)


async def card(village: Village, who: int = MEMBER, of: int = MEMBER, at: datetime = NOW) -> Keepsake:
    return await village.does(who, keepsakes.star_card, of, KNOWN, at)


async def paper(village: Village, who: int = MEMBER, of: int = MEMBER, year: int = 2026) -> Keepsake:
    return await village.does(who, keepsakes.service_certificate, of, year, NEXT_YEAR)


async def verified(village: Village, code: str, who: int = WEST_SECRETARY) -> Verified | None:
    return await village.does(who, certificates.verify, code, NOW)


async def plaque(village: Village, stars: int, by: int | None = SECRETARY, at: datetime = NOW) -> Certificate:
    what = {"stars": stars, "top": 5, "services": 25, "minutes": 3000}

    def work(tx: Transaction) -> Certificate:
        return certificates.issue(tx, CertificateKind.PLAQUE, EAST, MEMBER, 2026, what, at, by)

    return await village.database.run(work)


async def refused(key: str, village: Village, who: int, usecase: object, *arguments: object) -> None:
    with pytest.raises(UserError) as error:
        await village.does(who, usecase, *arguments)  # type: ignore[arg-type]
    assert error.value.key == key


async def test_issued_once_and_replaced_by_what_is_newer(village: Village) -> None:
    first = await plaque(village, 4)
    assert first == await plaque(village, 4, at=NOW + timedelta(days=1))
    assert (first.number, first.issued_by, first.text("name")) == ("1-2026-0001", SECRETARY, "张三")
    second = await plaque(village, 5, by=None, at=NOW + timedelta(days=2))
    assert (second.number, second.issued_by) == ("1-2026-0002", None)
    old, new = await verified(village, first.code), await verified(village, shown(second.code).lower())
    assert old is not None
    assert new is not None
    assert (old.certificate.is_replaced, old.revoked_on) == (True, date(2026, 11, 22))
    assert (new.revoked_on, new.name, new.issued_on) == (None, "张*", date(2026, 11, 22))
    # What was true before can be true again.
    third = await plaque(village, 4)
    assert third.code not in {first.code, second.code}
    # Another branch counts for itself; so does another year.
    west = await village.database.run(
        certificates.issue, CertificateKind.HOUSEHOLD, WEST, WEST_SECRETARY, 2026, {}, NOW, None
    )
    assert west.number == "2-2026-0001"
    proof = await village.database.read(ledger_check.prove)
    assert (proof.count, proof.rows, proof.entries) == (0, 4, 6)


async def test_many_at_once_each_get_a_number_of_their_own(village: Village) -> None:
    async def one(number: int) -> Certificate:
        kind, what = CertificateKind.MONTH, {"month": number % 5 + 1, "reason": "扫雪"}
        subject = str(number % 5)
        return await village.database.run(
            certificates.issue, kind, EAST, MEMBER, 2026, what, NOW, SECRETARY, subject
        )

    made = await asyncio.gather(*(one(number) for number in range(15)))
    assert {of.serial for of in made} == {1, 2, 3, 4, 5}
    assert len({of.code for of in made}) == 5
    assert (await village.database.read(ledger_check.prove)).count == 0


async def test_what_was_revoked_stays_revoked(village: Village) -> None:
    of = await plaque(village, 4)
    for who in (MEMBER, LEADER, WEST_SECRETARY):
        for usecase in (issued.look, issued.leave_reason):
            more = ("cert.reason",) if usecase is issued.leave_reason else ()
            await refused("not-allowed", village, who, usecase, of.id, *more)
        await refused("not-allowed", village, who, issued.revoke_for_chosen, of.id, "twice", NOW)
        await refused("not-allowed", village, who, issued.revoke_for_typed, of.id, "不对", NOW)
    await refused("button-broken", village, SECRETARY, issued.revoke_for_chosen, of.id, "replaced", NOW)
    await refused("reason-missing", village, SECRETARY, issued.revoke_for_typed, of.id, "#replaced", NOW)
    await refused("reason-missing", village, SECRETARY, issued.revoke_for_typed, of.id, "  ", NOW)
    done = await village.does(SECRETARY, issued.revoke_for_typed, of.id, "次数 记错了", NOW)
    assert done.fresh
    assert not (await village.does(SECRETARY, issued.revoke_for_chosen, of.id, "twice", NOW)).fresh
    found = await verified(village, of.code)
    assert found is not None
    assert (found.revoked_on, found.certificate.reason) == (date(2026, 11, 20), "次数 记错了")
    # The member was told; issuing the same again changes nothing, something else can be issued.
    told = await village.database.read(lambda tx: tx.execute(sa.select(push.c.kind)).scalars().all())
    assert told == ["certificate-revoked"]
    assert (await plaque(village, 4)).reason == "次数 记错了"
    assert (await plaque(village, 3)).revoked_at is None
    noted = await village.database.read(audit.about, MEMBER)
    assert [one.action for one in noted] == ["certificate-revoked"]
    assert (await village.database.read(ledger_check.prove)).count == 0


async def test_the_ledger_finds_a_certificate_that_was_changed(village: Village) -> None:
    of = await plaque(village, 3)

    def forge(tx: Transaction) -> None:
        tx.execute(
            sa.update(certificate).where(certificate.c.id == of.id).values(facts={**of.facts, "stars": 5})
        )

    await village.database.run(forge)
    assert (await village.database.read(ledger_check.prove)).count == 1


async def test_the_star_card_follows_the_stars(village: Village) -> None:
    await refused("no-services-yet", village, MEMBER, keepsakes.star_card, MEMBER, KNOWN, NOW)
    for day in range(1, 6):
        await village.confirmed(facts(date(2026, 11, day)))
    first = await card(village)
    assert first == await card(village, at=NOW + timedelta(days=3))
    assert dict(first.certificate.facts) == {
        **{"stars": 1, "top": 5, "services": 5, "minutes": 600, "missing": 5, "unit": "services"},
        **{"settled": False, "name": "张三", "branch": "东关社区党支部"},
    }
    assert (first.own, first.may_revoke, first.colour) == (True, False, Colour.RED)
    await village.confirmed(facts(date(2026, 11, 6)))
    second = await card(village, SECRETARY)
    assert (second.certificate.count("services"), second.own, second.may_revoke) == (6, False, True)
    # One that was renamed is drawn with the new name.
    await village.database.run(
        lambda tx: tx.execute(sa.update(person).where(person.c.id == MEMBER).values(name="张三丰"))
    )
    assert (await card(village)).certificate.text("name") == "张三丰"
    mine = await village.sees(MEMBER, keepsakes.honours, 0, 0)
    assert [one.count("services") for one in mine.found] == [6]
    await village.does(SECRETARY, issued.revoke_for_chosen, mine.found[0].id, "not-earned", NOW)
    await refused("certificate-revoked", village, MEMBER, keepsakes.star_card, MEMBER, KNOWN, NOW)
    for who in (LEADER, WEST_SECRETARY):
        await refused("not-allowed", village, who, keepsakes.star_card, MEMBER, KNOWN, NOW)


async def test_the_certificate_of_a_year_that_is_over(village: Village) -> None:
    for minutes in (60, 90):
        await village.confirmed(facts(date(2026, 11, 3), minutes))
    await village.confirmed(facts(), PHONELESS)
    await refused("year-not-over", village, MEMBER, keepsakes.service_certificate, MEMBER, 2026, NOW)
    await refused("no-services-in-year", village, MEMBER, keepsakes.service_certificate, MEMBER, 2025, NOW)
    assert (await village.sees(MEMBER, keepsakes.service_years, MEMBER, NOW))[1] == []
    assert (await village.sees(MEMBER, keepsakes.service_years, MEMBER, NEXT_YEAR))[1] == [2026]
    kept = await paper(village)
    assert kept == await paper(village)
    assert (kept.certificate.count("services"), kept.certificate.count("minutes")) == (2, 150)
    assert kept.issued_on == date(2027, 1, 10)
    # For who has no phone, by the secretary.
    other = await paper(village, SECRETARY, PHONELESS)
    assert other.certificate.number == "1-2026-0002"
    for who in (MEMBER, OTHER_MEMBER, LEADER, WEST_SECRETARY):
        await refused("not-allowed", village, who, keepsakes.service_certificate, PHONELESS, 2026, NEXT_YEAR)
        await refused("not-allowed", village, who, keepsakes.honours, PHONELESS, 0)
        await refused("not-allowed", village, who, certificates.keepsake, other.certificate.id)
    assert (await village.sees(SECRETARY, certificates.keepsake, other.certificate.id)).may_revoke
    page = await village.sees(SECRETARY, issued.issued, EAST, 0)
    assert [one.text("name") for one in page.found] == ["老周", "张三"]
    for who in (MEMBER, WEST_SECRETARY):
        await refused("not-allowed", village, who, issued.issued, EAST, 0)
    noted = await village.database.read(audit.about, PHONELESS)
    assert "certificate-made" in {one.action for one in noted}


async def test_what_the_branch_makes_public_is_its_members_to_see(village: Village) -> None:
    star = await village.database.run(
        certificates.issue,
        *(CertificateKind.HOUSEHOLD, EAST, MEMBER, 2026, {}, NOW, SECRETARY),
    )
    assert not (await village.sees(OTHER_MEMBER, certificates.keepsake, star.id)).own
    await refused("not-allowed", village, WEST_SECRETARY, certificates.keepsake, star.id)
    await village.does(SECRETARY, issued.revoke_for_chosen, star.id, "asked", NOW)
    await refused("not-allowed", village, OTHER_MEMBER, certificates.keepsake, star.id)


async def test_a_pledge_on_the_wall_can_be_verified(village: Village) -> None:
    async def published(who: int | None) -> Pledge:
        items = (NewItem("帮扶两户", date(2026, 12, 20)), NewItem("扫雪十次", date(2026, 12, 30)))
        new = await village.database.run(
            pledges.insert, EAST, who, PledgeKind.DEED, items, who or SECRETARY, NOW
        )
        by = ADMINISTRATOR
        return (await village.does(by, pledge_review.publish, new.id, new.version, NOW, WorkingDays())).pledge

    own, whole = await published(MEMBER), await published(None)
    framed = await village.sees(OTHER_MEMBER, pledge_showing.framed, own.id, NOW)
    said = await verified(village, framed.code or "")
    assert said is not None
    assert (said.name, said.certificate.text("state")) == ("张*", "published")
    assert said.certificate.text("words") == "帮扶两户 / 扫雪十次"
    branch = await verified(village, (await village.database.read(pledge_papers.code_of, whole)) or "")
    assert branch is not None
    assert branch.name == "东关社区党支部"
    # It is no honour before it is kept.
    assert (await village.sees(MEMBER, keepsakes.honours, 0, 0)).found == ()
    kept = await village.database.run(
        pledge_endings.end, own, PledgeState.KEPT, SECRETARY, None, None, NOW, WorkingDays()
    )
    old, new = (
        await verified(village, framed.code or ""),
        await village.database.read(pledge_papers.code_of, kept),
    )
    assert old is not None
    assert (old.certificate.is_replaced, new == framed.code) == (True, False)
    mine = await village.sees(MEMBER, keepsakes.honours, 0, 0)
    assert [one.code for one in mine.found] == [new]
    assert (await village.database.read(ledger_check.prove)).count == 0


async def test_a_settled_year_stays_as_it_was_settled(database: Database) -> None:
    year = await Year.lived(database)
    row = await year.finishes(await year.publishes(await year.freezes()))
    assert row.is_settled
    await year.revokes(year.ids[0])
    [plaque_of] = (await year.village.sees(MEMBER, keepsakes.honours, 0, 0)).found
    assert (plaque_of.kind, plaque_of.count("stars"), plaque_of.count("services")) == ("plaque", 1, 6)
    kept = await paper(year.village)
    assert (kept.certificate.count("services"), kept.certificate.number) == (6, "1-2026-0002")
    found = await verified(year.village, plaque_of.code)
    assert found is not None
    assert (found.revoked_on, found.certificate.issued_by) == (None, SECRETARY)


async def test_guessing_codes_ends_soon(village: Village) -> None:
    of = await plaque(village, 4)
    for _ in range(3):
        assert await verified(village, "不是编码") is None  # no guess at all
    for _ in range(WRONG_LIMIT):
        assert await verified(village, new_code()) is None
    with pytest.raises(UserError, match="certificate-too-many"):
        await verified(village, of.code)
    assert await verified(village, of.code, MEMBER) is not None
    later = NOW + timedelta(minutes=61)
    assert await village.does(WEST_SECRETARY, certificates.verify, of.code, later) is not None
    operator = operator_actor("zh-Hans", "UTC")
    assert await village.database.run(certificates.verify, operator, of.code, NOW) is not None


async def test_years_as_charts(village: Village) -> None:
    for month, count in ((1, 2), (3, 1), (11, 5)):
        for day in range(1, count + 1):
            await village.confirmed(facts(date(2026, month, day), 90), at=NOW)
    await village.confirmed(facts(date(2025, 12, 5)))
    await village.confirmed(facts(), LEADER)
    await village.confirmed(facts(), WEST_LEADER)
    await village.submits()
    mine = await village.sees(MEMBER, year_charts.my_year, MEMBER, 0, NOW)
    assert mine.year.services == (2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 5, 0)
    assert (tuple(mine.year.done), mine.year.current, mine.others) == ((8, 720), 10, (2025,))
    past = await village.sees(MEMBER, year_charts.my_year, MEMBER, 2025, NOW)
    assert (past.year.services[11], past.year.current) == (1, None)
    whole = await village.sees(OTHER_MEMBER, year_charts.branch_year, EAST, 0, KNOWN, NOW)
    assert (whole.year.done.services, whole.members, whole.stars) == (9, 7, ((1, 1), (0, 6)))
    for year in (1999, 2027):
        await refused("button-broken", village, MEMBER, year_charts.my_year, MEMBER, year, NOW)
    await refused("not-allowed", village, LEADER, year_charts.my_year, MEMBER, 0, NOW)
    await refused("not-allowed", village, WEST_SECRETARY, year_charts.branch_year, EAST, 0, KNOWN, NOW)
    # In the branch's colour.
    await refused("not-allowed", village, MEMBER, branch_settings.set_colour, EAST, Colour.BLUE, NOW)
    await village.does(SECRETARY, branch_settings.set_colour, EAST, Colour.BLUE, NOW)
    assert (await village.sees(MEMBER, year_charts.my_year, MEMBER, 0, NOW)).year.colour is Colour.BLUE
