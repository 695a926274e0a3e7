"""Giving and taking roles in the chat."""

from __future__ import annotations

import pytest

from bot.domain.people import Office
from bot.domain.rights import GRANTABLE, Right, Role, Target, may
from bot.errors import UserError
from bot.office.roster import RosterRow
from bot.usecases.members import remove_member
from bot.usecases.roles import GIVEN, give_role, open_roles, set_right, take_role
from storage.actors import Caller, load_actor
from storage.database import Database
from storage.schema import granted_right, holding
from tests.usecases.township import (
    EAST,
    NOW,
    OPERATOR,
    ROWS,
    acting,
    actions_about,
    bring_in,
    pushes_to,
    rows_of,
    settle,
)

SECRETARY, LEADER, MEMBER, COMMITTEE, OTHER = 11, 12, 13, 14, 21
PEOPLE = {"王桂兰": SECRETARY, "李秀英": LEADER, "张三": MEMBER, "赵六": COMMITTEE, "孙宏伟": OTHER}


async def test_a_role_works_at_once_and_is_told_and_audited(database: Database) -> None:
    await bring_in(database)
    people = await settle(database, PEOPLE)
    who = people["张三"].person_id
    assert who is not None
    card = await database.run(give_role, people["王桂兰"], who, Role.GROUP_LEADER, NOW)
    assert (Role.GROUP_LEADER, True) in card.offered
    leader = await acting(database, MEMBER)
    assert may(leader, Right.CONFIRM_RECORD, Target(None, leader.branch_id, leader.group_id, 999))
    await database.run(give_role, people["王桂兰"], who, Role.GROUP_LEADER, NOW)
    held = [row for row in await rows_of(database, holding) if row.person_id == who]
    assert len(held) == 1
    await database.run(take_role, people["王桂兰"], who, Role.GROUP_LEADER, NOW)
    await database.run(take_role, people["王桂兰"], who, Role.GROUP_LEADER, NOW)
    assert Role.GROUP_LEADER not in (await acting(database, MEMBER)).roles
    assert await pushes_to(database, MEMBER) == ["roles-push-given", "roles-push-taken"]
    assert (await actions_about(database, who))[-2:] == ["role-given", "role-taken"]


async def test_rights_are_given_one_by_one_to_committee_members_only(database: Database) -> None:
    await bring_in(database)
    people = await settle(database, PEOPLE)
    secretary, committee = people["王桂兰"], people["赵六"].person_id
    assert committee is not None
    place = Target(None, secretary.branch_id)
    for right in GRANTABLE:
        assert not may(await acting(database, COMMITTEE), right, place)
        card = await database.run(set_right, secretary, committee, right, True, NOW)
        assert (right, True) in card.rights
        assert may(await acting(database, COMMITTEE), right, place)
    await database.run(set_right, secretary, committee, Right.INVITE, False, NOW)
    assert not may(await acting(database, COMMITTEE), Right.INVITE, place)
    with pytest.raises(UserError, match="not-committee-member"):
        await database.run(set_right, secretary, people["张三"].person_id, Right.INVITE, True, NOW)
    with pytest.raises(UserError, match="button-broken"):
        await database.run(set_right, secretary, committee, Right.GRANT_RIGHTS, True, NOW)
    await database.run(take_role, secretary, committee, Role.COMMITTEE_MEMBER, NOW)
    assert await rows_of(database, granted_right) == []


@pytest.mark.parametrize("name", ["李秀英", "张三", "赵六", "孙宏伟"])
async def test_who_is_not_the_secretary_changes_no_roles_here(database: Database, name: str) -> None:
    await bring_in(database)
    people = await settle(database, PEOPLE)
    actor, who = people[name], people["张三"].person_id
    assert who is not None
    before = await rows_of(database, holding)
    for role in GIVEN:
        with pytest.raises(UserError, match="not-allowed"):
            await database.run(give_role, actor, who, role, NOW)
        with pytest.raises(UserError, match="not-allowed"):
            await database.run(take_role, actor, who, role, NOW)
    with pytest.raises(UserError, match="not-allowed"):
        await database.run(set_right, actor, people["赵六"].person_id, Right.INVITE, True, NOW)
    with pytest.raises(UserError, match="not-allowed"):
        await database.read(open_roles, actor, who)
    assert await rows_of(database, holding) == before


async def test_every_granted_right_together_still_gives_no_role(database: Database) -> None:
    await bring_in(database)
    people = await settle(database, PEOPLE)
    own = people["赵六"].person_id
    assert own is not None
    for right in GRANTABLE:
        await database.run(set_right, people["王桂兰"], own, right, True, NOW)
    deputy = await acting(database, COMMITTEE)
    for role in GIVEN:
        with pytest.raises(UserError, match="not-allowed"):
            await database.run(give_role, deputy, own, role, NOW)


async def test_the_last_secretary_stays_until_there_is_another(database: Database) -> None:
    await bring_in(database)
    people = await settle(database, PEOPLE)
    own, other = people["王桂兰"].person_id, people["张三"].person_id
    assert own is not None
    assert other is not None
    with pytest.raises(UserError, match="last-secretary"):
        await database.run(take_role, people["王桂兰"], own, Role.SECRETARY, NOW, sure=True)
    warned = await database.run(take_role, OPERATOR, own, Role.SECRETARY, NOW)
    assert warned.warning
    assert Role.SECRETARY in (await acting(database, SECRETARY)).roles
    await database.run(give_role, people["王桂兰"], other, Role.SECRETARY, NOW)
    await database.run(take_role, await acting(database, SECRETARY), own, Role.SECRETARY, NOW)
    assert Role.SECRETARY not in (await acting(database, SECRETARY)).roles
    with pytest.raises(UserError, match="not-allowed"):
        await database.run(give_role, await acting(database, SECRETARY), own, Role.SECRETARY, NOW)
    await database.run(take_role, OPERATOR, other, Role.SECRETARY, NOW, sure=True)
    assert Role.SECRETARY not in (await acting(database, MEMBER)).roles


async def test_only_the_operator_makes_committee_administrators(database: Database) -> None:
    administrator = RosterRow(7, "周敏", EAST, office=Office.COMMITTEE_ADMINISTRATOR)
    await bring_in(database, (*ROWS, administrator))
    people = await settle(database, {**PEOPLE, "周敏": 41})
    who = people["张三"].person_id
    assert who is not None
    for actor in (people["王桂兰"], people["周敏"]):
        with pytest.raises(UserError, match="not-allowed"):
            await database.run(give_role, actor, who, Role.COMMITTEE_ADMINISTRATOR, NOW)
        card = await database.read(open_roles, actor, who)
        assert Role.COMMITTEE_ADMINISTRATOR not in dict(card.offered)
    await database.run(give_role, OPERATOR, who, Role.COMMITTEE_ADMINISTRATOR, NOW)
    made = await acting(database, MEMBER)
    assert may(made, Right.EDIT_ROSTER, people["孙宏伟"].own)


async def test_a_role_needs_its_place(database: Database) -> None:
    await bring_in(database)
    people = await settle(database, PEOPLE)
    secretary = people["王桂兰"]  # of no group, and the branch is of no committee
    for role in (Role.GROUP_LEADER, Role.COMMITTEE_ADMINISTRATOR):
        with pytest.raises(UserError, match="role-without-place"):
            await database.run(give_role, OPERATOR, secretary.person_id, role, NOW)
    with pytest.raises(UserError, match="button-broken"):
        await database.run(give_role, secretary, secretary.person_id, Role.OPERATOR, NOW)


async def test_who_leaves_loses_every_power(database: Database) -> None:
    await bring_in(database)
    people = await settle(database, PEOPLE)
    who = people["李秀英"].person_id
    assert who is not None
    await database.run(remove_member, people["王桂兰"], who, NOW)
    assert (await acting(database, LEADER)).roles == {Role.RESIDENT}
    assert [row for row in await rows_of(database, holding) if row.person_id == who] == []
    with pytest.raises(UserError, match="person-gone"):
        await database.run(give_role, people["王桂兰"], who, Role.GROUP_LEADER, NOW)
    with pytest.raises(UserError, match="own-removal"):
        await database.run(remove_member, people["王桂兰"], people["王桂兰"].person_id, NOW)


async def test_nobody_but_the_operator_gives_themselves_anything(database: Database) -> None:
    administrator = RosterRow(7, "郑涛", EAST, office=Office.COMMITTEE_ADMINISTRATOR)
    await bring_in(database, (*ROWS, administrator))
    people = await settle(database, {**PEOPLE, "郑涛": 31})
    for name, role in (
        ("郑涛", Role.SECRETARY),
        ("郑涛", Role.COMMITTEE_MEMBER),
        ("王桂兰", Role.COMMITTEE_MEMBER),
    ):
        own = people[name].person_id
        assert own is not None
        with pytest.raises(UserError, match="own-powers"):
            await database.run(give_role, people[name], own, role, NOW)
        card = await database.read(open_roles, people[name], own)
        assert all(held for _, held in card.offered), "nothing is offered that would be refused"
    own = people["郑涛"].person_id
    assert own is not None
    await database.run(give_role, people["王桂兰"], own, Role.COMMITTEE_MEMBER, NOW)
    with pytest.raises(UserError, match="own-powers"):
        await database.run(set_right, people["郑涛"], own, Right.READ_PHONES, True, NOW)
    assert not may(await acting(database, 31), Right.READ_PHONES, people["郑涛"].own)
    await database.run(set_right, people["王桂兰"], own, Right.READ_PHONES, True, NOW)
    given_up = await database.run(set_right, people["郑涛"], own, Right.READ_PHONES, False, NOW)
    assert given_up.rights == ()
    operating = Caller(31, "zh-Hans", "Asia/Shanghai", is_operator=True)
    await database.run(give_role, await database.read(load_actor, operating), own, Role.SECRETARY, NOW)
