"""The star of the month: from confirmed deeds, shown only to whom the person wants, one a month."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.domain.certificates import CertificateKind
from bot.domain.service import ServiceCategory
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import honour_roll, month_prompts, month_stars
from bot.usecases.certificates import keepsake
from storage import audit, certificates
from storage.database import Database
from tests.usecases.meeting_village import by_the_clock
from tests.usecases.village import (
    EAST,
    LEADER,
    MEMBER,
    NOW,
    OTHER_MEMBER,
    PHONELESS,
    SECRETARY,
    WEST_LEADER,
    WEST_SECRETARY,
    Village,
    facts,
)

NOVEMBER = date(2026, 11, 1)
DAYS = WorkingDays()


@pytest.fixture
async def village(database: Database) -> Village:
    return await Village.settled(database)


async def refused(village: Village, who: int, usecase: Any, *args: Any) -> str:
    with pytest.raises(UserError) as error:
        await village.does(who, usecase, *args)
    return error.value.key


async def proposed(village: Village, person_id: int, month: date = NOVEMBER) -> int:
    found = await village.does(SECRETARY, month_stars.think_of, person_id, month, NOW)
    seen = await village.does(SECRETARY, month_stars.propose, found.draft_id, "天天扫雪", NOW)
    assert seen.star is not None
    return seen.star.id


async def test_the_month_s_confirmed_deeds_by_name(village: Village) -> None:
    await village.confirmed(facts(date(2026, 11, 18), 120))
    await village.confirmed(facts(date(2026, 11, 1), 60, category=ServiceCategory.SAFETY))
    await village.confirmed(facts(date(2026, 11, 10), 30, category=ServiceCategory.SAFETY))
    await village.confirmed(facts(date(2026, 10, 31), 300))
    await village.confirmed(facts(date(2026, 11, 2), 90), OTHER_MEMBER)
    await village.confirmed(facts(date(2026, 11, 2), 90), WEST_LEADER)
    await village.submits(facts(date(2026, 11, 3), 90), LEADER)
    seen = await village.does(SECRETARY, month_stars.listed, EAST, None, NOW)
    assert [(one.name, one.services, one.minutes, one.categories[0]) for one in seen.deeds] == [
        ("刘敏", 1, 90, ServiceCategory.ENVIRONMENT),
        ("张三", 3, 210, ServiceCategory.SAFETY),
    ]
    assert (seen.month, seen.first, seen.last) == (NOVEMBER, date(2026, 9, 1), NOVEMBER)
    october = await village.does(SECRETARY, month_stars.listed, EAST, date(2026, 10, 1), NOW)
    assert [(one.name, one.minutes) for one in october.deeds] == [("张三", 300)]
    for far in (date(2026, 8, 1), date(2026, 12, 1)):
        assert await refused(village, SECRETARY, month_stars.listed, EAST, far, NOW) == "month-far"
    for who in (LEADER, WEST_SECRETARY):
        assert await refused(village, who, month_stars.listed, EAST, None, NOW) == "not-allowed"


async def test_shown_only_when_the_person_agrees(village: Village) -> None:
    star_id = await proposed(village, MEMBER)
    assert await village.heard("honour-ask") == [MEMBER]
    roll = await village.sees(OTHER_MEMBER, honour_roll.roll, None, NOW)
    assert roll.stars == ()
    assert await refused(village, SECRETARY, month_stars.think_of, LEADER, NOVEMBER, NOW) == "month-has-star"
    for who in (OTHER_MEMBER, SECRETARY, WEST_SECRETARY):
        assert await refused(village, who, month_stars.agree, star_id, NOW) == "not-allowed"
    assert await refused(village, SECRETARY, month_stars.agreed_in_person, star_id, NOW) == "month-has-phone"
    await village.does(MEMBER, month_stars.agree, star_id, NOW)
    assert await village.heard("honour-answer") == [SECRETARY]
    roll = await village.sees(OTHER_MEMBER, honour_roll.roll, None, NOW)
    assert [(one.name, one.reason) for one in roll.stars] == [("张三", "天天扫雪")]
    (issued,) = await village.database.read(certificates.of_person, MEMBER, 9, 0)
    assert (issued.kind, issued.facts["month"], issued.facts["reason"]) == (
        CertificateKind.MONTH,
        11,
        "天天扫雪",
    )
    for answer in (month_stars.agree, month_stars.decline):
        assert await refused(village, MEMBER, answer, star_id, NOW) == "month-answered"
    # Whoever has agreed can change their mind; then colleagues see the plaque no more, either.
    assert await refused(village, SECRETARY, month_stars.hide, star_id, NOW) == "not-allowed"
    await village.sees(OTHER_MEMBER, keepsake, issued.id)
    await village.does(MEMBER, month_stars.hide, star_id, NOW)
    assert (await village.sees(OTHER_MEMBER, honour_roll.roll, None, NOW)).stars == ()
    assert await refused(village, OTHER_MEMBER, keepsake, issued.id) == "not-allowed"
    assert (await village.sees(MEMBER, keepsake, issued.id)).own


async def test_no_thanks_is_fine(village: Village) -> None:
    star_id = await proposed(village, MEMBER)
    await village.does(MEMBER, month_stars.decline, star_id, NOW)
    (told,) = await village.said("honour-answer")
    assert told["key"] == "mstar-push-declined"
    assert set(told["values"]) == {"name", "month"}  # and no reason, which nobody has asked for
    assert [one.action for one in await village.database.read(audit.about, MEMBER)] == ["month-star-proposed"]
    second = await proposed(village, OTHER_MEMBER)
    await village.does(SECRETARY, month_stars.forget, second, NOW)
    assert await refused(village, OTHER_MEMBER, month_stars.agree, second, NOW) == "month-answered"
    # Whoever has no phone says it to the secretary.
    third = await proposed(village, PHONELESS)
    await village.does(SECRETARY, month_stars.agreed_in_person, third, NOW)
    roll = await village.sees(MEMBER, honour_roll.roll, 2026, NOW)
    assert [one.name for one in roll.stars] == ["老周"]


async def test_a_word_once_a_month_for_who_wants_it(village: Village) -> None:
    assert await refused(village, MEMBER, month_prompts.put, EAST, True, NOW, DAYS) == "not-allowed"
    for wanted in (True, False, True, True):
        await village.does(SECRETARY, month_prompts.put, EAST, wanted, NOW, DAYS)
    seen = await village.does(SECRETARY, month_stars.listed, EAST, None, NOW)
    assert seen.prompts
    await by_the_clock(village, datetime(2026, 11, 25, 1, 0, tzinfo=UTC))
    assert await village.heard("honour-prompt") == [SECRETARY]
    december = datetime(2026, 12, 20, 1, 0, tzinfo=UTC)
    found = await village.does(SECRETARY, month_stars.think_of, MEMBER, date(2026, 12, 1), december)
    await village.does(SECRETARY, month_stars.propose, found.draft_id, "巡逻", december)
    await by_the_clock(village, datetime(2026, 12, 25, 1, 0, tzinfo=UTC))
    assert await village.heard("honour-prompt") == [SECRETARY]
