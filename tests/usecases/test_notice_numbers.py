"""Whatever the roster and the audience: whom a notice goes to is what a plain reading of the choice says,
and the numbers on the card are the rows that are sent."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.audience import Audience, AudienceRole
from bot.domain.people import MemberCategory, MemberKind
from bot.domain.rights import Role
from bot.errors import UserError
from storage.database import Database, Transaction
from storage.schema import account, group_chat, person
from tests.conftest import fresh_sqlite
from tests.usecases.noticing import (
    EAST_CHAT,
    WEST_CHAT,
    account_of,
    chats_of,
    missed_of,
    noticing,
    presses_send,
    written,
)
from tests.usecases.village import (
    ADMINISTERS,
    EAST,
    EAST_ONE,
    EAST_TWO,
    OPERATOR,
    PEOPLE,
    PHONELESS,
    WEST,
    WEST_ONE,
    Village,
)

CHATS = {EAST_CHAT: EAST, WEST_CHAT: WEST}
REACHES = ("ok", "blocked", "deactivated")


def some(values: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)


audiences = st.builds(
    Audience,
    branches=some((EAST, WEST)),
    committees=some((ADMINISTERS,)),
    everywhere=st.booleans(),
    groups=some((EAST_ONE, EAST_TWO, WEST_ONE)),
    roles=some(tuple(AudienceRole)),
    categories=some(tuple(MemberCategory)),
    people=some(tuple(PEOPLE)),
    chats=some((EAST_CHAT, WEST_CHAT)),
    nobody=st.booleans(),
)
changes = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([kind.value for kind in MemberKind]),
        "category": st.none() | st.sampled_from([one.value for one in MemberCategory]),
        "active": st.sampled_from([True, True, True, False]),
        "reach": st.sampled_from(REACHES),
    }
)
rosters = st.fixed_dictionaries({}, optional=dict.fromkeys(PEOPLE, changes))


@given(rosters, audiences, st.sampled_from(("ok", "kicked")))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_the_numbers_are_the_rows(
    sqlite_template: Path, tmp_path: Path, roster: dict[int, dict[str, Any]], audience: Audience, chat: str
) -> None:
    asyncio.run(_sent(fresh_sqlite(sqlite_template, tmp_path), roster, audience, chat))


async def _sent(url: str, roster: dict[int, dict[str, Any]], audience: Audience, chat: str) -> None:
    database = await Database.open(url)
    try:
        village = await noticing(database)
        await database.run(_change, roster, chat)
        facts = await database.read(_facts)
        await _check(village, audience, facts, {EAST_CHAT} if chat == "ok" else set())
    finally:
        await database.close()


def _change(tx: Transaction, roster: dict[int, dict[str, Any]], chat: str) -> None:
    for who, new in roster.items():
        new = dict(new)
        reach = new.pop("reach")
        tx.execute(sa.update(person).where(person.c.id == who).values(**new))
        tx.execute(sa.update(account).where(account.c.person_id == who).values(reach=reach))
    tx.execute(sa.update(group_chat).where(group_chat.c.chat_id == WEST_CHAT).values(reach="kicked"))
    tx.execute(sa.update(group_chat).where(group_chat.c.chat_id == EAST_CHAT).values(reach=chat))


def _facts(tx: Transaction) -> list[Any]:
    query = sa.select(person, account.c.reach).outerjoin(account, account.c.person_id == person.c.id)
    return list(tx.execute(query.order_by(person.c.id)))


def _in_scope(audience: Audience, one: Any) -> bool:
    # Every branch of the village is under the one committee.
    return audience.everywhere or bool(audience.committees) or one.branch_id in audience.branches


def _is_meant(audience: Audience, one: Any) -> bool:
    if not one.active or not _in_scope(audience, one) or audience.nobody:
        return False
    role = PEOPLE[one.id][3]
    holds = {
        AudienceRole.SECRETARIES: role is Role.SECRETARY,
        AudienceRole.COMMITTEE: role in (Role.SECRETARY, Role.COMMITTEE_MEMBER),
        AudienceRole.GROUP_LEADERS: role is Role.GROUP_LEADER,
        AudienceRole.FULL: one.kind == "full",
        AudienceRole.PROBATIONARY: one.kind == "probationary",
    }
    return audience.is_everybody or (
        one.group_id in audience.groups
        or any(holds[each] for each in audience.roles)
        or one.category in audience.categories
        or one.id in audience.people
    )


async def _check(village: Village, audience: Audience, facts: list[Any], open_chats: set[int]) -> None:
    card = await written(village, OPERATOR, audience)
    meant = [one for one in facts if _is_meant(audience, one)]
    reached = {account_of(one.id) for one in meant if one.reach == "ok"}
    everywhere = audience.everywhere or audience.committees
    chats = {
        chat
        for chat in open_chats
        if chat in audience.chats and (everywhere or CHATS[chat] in audience.branches)
    }
    here = {CHATS[chat] for chat in chats}
    beside = [one for one in facts if one.active and one.branch_id in here and not _is_meant(audience, one)]
    missed = {one.id: one.reach or "no-account" for one in meant if one.reach != "ok"}
    missed |= {one.id: "no-account" if one.id == PHONELESS else "in-group" for one in beside}
    assert (card.reach.people, card.reach.groups) == (len(reached), len(chats))
    assert card.reach.in_groups == list(missed.values()).count("in-group")
    assert card.reach.unreachable == len(missed) - card.reach.in_groups
    if not card.reach.recipients:
        with pytest.raises(UserError, match=r"notice-nobody|notice-no-audience|not-allowed"):
            await presses_send(village, card, OPERATOR)
        return
    found = await presses_send(village, card, OPERATOR)
    assert set(await chats_of(village, found.id)) == reached | chats
    assert (found.people, found.groups, found.missed) == (len(reached), len(chats), card.reach.unreachable)
    assert await missed_of(village, found.id) == missed
