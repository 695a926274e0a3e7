"""Joining with a code, guessing at codes, moving to another phone."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.domain.consent import CONSENT_VERSION
from bot.domain.invites import (
    LIFETIME,
    REBIND_LIFETIME,
    REBIND_PAUSE,
    REFUSED_PAUSE,
    WRONG_LIMIT,
    WRONG_WINDOW,
    hash_code,
    new_code,
)
from bot.domain.people import MemberCategory, Office
from bot.domain.rights import Right, Role
from bot.errors import UserError
from bot.office.roster import RosterRow
from bot.usecases import service_drafts
from bot.usecases.inviting import make_invite, make_invites
from bot.usecases.joining import CodeState, greet, join, note_reach, open_code
from bot.usecases.members import open_card, remove_member, unbind_member
from bot.usecases.rebinding import Asked, ask_rebind, decide_rebind
from bot.usecases.roles import set_right
from storage import drafts
from storage.database import Database
from storage.schema import account, draft, invite, person, question, rebind
from tests.usecases.township import (
    EAST,
    NOW,
    OPERATOR,
    ROWS,
    WEST,
    acting,
    actions_about,
    bring_in,
    codes,
    person_id,
    pushes_to,
    rows_of,
    settle,
)

SECRETARY, LEADER, MEMBER, COMMITTEE, STRANGER = 11, 12, 13, 14, 99
PEOPLE = {"王桂兰": SECRETARY, "李秀英": LEADER, "张三": MEMBER, "赵六": COMMITTEE}


async def test_a_code_shows_who_is_invited_and_joining_binds_the_account(database: Database) -> None:
    await bring_in(database)
    code = (await codes(database))["张三"]
    opened = await database.run(open_code, await acting(database, MEMBER), code, NOW)
    assert (opened.state, opened.member and opened.member.name) == (CodeState.OPEN, "张三")
    assert opened.branch is not None
    assert opened.branch.name == EAST
    joined = await database.run(join, await acting(database, MEMBER), code, NOW)
    assert joined.state is CodeState.OPEN
    actor = await acting(database, MEMBER)
    assert (actor.name, actor.is_member) == ("张三", True)
    [row] = [row for row in await rows_of(database, account) if row.telegram_id == MEMBER]
    assert (row.consent_version, row.consented_at, row.reach) == (CONSENT_VERSION, NOW, "ok")
    assert "joined" in await actions_about(database, row.person_id)


async def test_of_fifty_who_try_one_code_at_once_one_joins(database: Database) -> None:
    await bring_in(database)
    code = (await codes(database))["张三"]
    actors = [await acting(database, 1000 + number) for number in range(50)]
    opened = await asyncio.gather(*(database.run(join, actor, code, NOW) for actor in actors))
    assert sorted(one.state for one in opened).count(CodeState.OPEN) == 1
    assert {one.member for one in opened if one.state is not CodeState.OPEN} == {None}
    bound = [row for row in await rows_of(database, account) if row.person_id is not None]
    assert len(bound) == 1


async def test_only_hashes_are_stored(database: Database) -> None:
    await bring_in(database)
    fresh = await codes(database)
    kept = {row.code_hash for row in await rows_of(database, invite)}
    assert kept == {hash_code(code) for code in fresh.values()}
    assert len(kept) == len(ROWS)


@pytest.mark.parametrize("typed", [lambda c: c.lower(), lambda c: f" {c[:4]}-{c[4:8]} {c[8:]} "])
async def test_a_code_may_be_typed_as_people_type(database: Database, typed) -> None:
    await bring_in(database)
    code = (await codes(database))["张三"]
    opened = await database.run(open_code, await acting(database, MEMBER), typed(code), NOW)
    assert opened.state is CodeState.OPEN


async def test_unknown_expired_and_voided_codes_get_one_answer_without_a_name(database: Database) -> None:
    await bring_in(database)
    voided = (await codes(database))["张三"]
    expired = (await codes(database))["张三"]
    stranger = await acting(database, STRANGER)
    answers = [
        await database.run(open_code, stranger, new_code(), NOW),
        await database.run(open_code, stranger, "随便写的", NOW),
        await database.run(open_code, stranger, voided, NOW + timedelta(seconds=1)),
        await database.run(open_code, stranger, expired, NOW + LIFETIME),
    ]
    assert {(one.state, one.code, one.member, one.branch) for one in answers} == {
        (CodeState.UNKNOWN, "", None, None)
    }


async def test_a_used_code_names_nobody_to_a_stranger(database: Database) -> None:
    await bring_in(database)
    code = (await codes(database))["张三"]
    await database.run(join, await acting(database, MEMBER), code, NOW)
    opened = await database.run(open_code, await acting(database, STRANGER), code, NOW)
    assert (opened.state, opened.member, opened.branch) == (CodeState.USED, None, None)
    again = await database.run(open_code, await acting(database, MEMBER), code, NOW)
    assert again.state is CodeState.ALREADY_IN


async def test_an_account_has_ten_wrong_codes_an_hour(database: Database) -> None:
    await bring_in(database)
    good = (await codes(database))["张三"]
    guesser = await acting(database, STRANGER)
    for _ in range(WRONG_LIMIT):
        await database.run(open_code, guesser, new_code(), NOW)
    for attempt in (new_code(), good):
        with pytest.raises(UserError, match="invite-too-many"):
            await database.run(open_code, guesser, attempt, NOW + WRONG_WINDOW - timedelta(seconds=1))
    with pytest.raises(UserError, match="invite-too-many"):
        await database.run(join, guesser, good, NOW)
    other = await database.run(open_code, await acting(database, MEMBER), good, NOW)
    assert other.state is CodeState.OPEN
    later = await database.run(open_code, guesser, good, NOW + WRONG_WINDOW)
    assert later.state is CodeState.OPEN


async def test_a_member_cannot_use_the_code_of_another(database: Database) -> None:
    await bring_in(database)
    await settle(database, {"张三": MEMBER})
    code = (await codes(database))["李秀英"]
    with pytest.raises(UserError, match="account-taken"):
        await database.run(join, await acting(database, MEMBER), code, NOW)


async def test_somebody_who_left_cannot_join(database: Database) -> None:
    await bring_in(database)
    code = (await codes(database))["张三"]
    await database.run(remove_member, OPERATOR, await person_id(database, "张三"), NOW)
    opened = await database.run(join, await acting(database, MEMBER), code, NOW)
    assert opened.state is CodeState.UNKNOWN


async def test_invites_reach_as_far_as_the_right(database: Database) -> None:
    await bring_in(database)
    people = await settle(database, {"王桂兰": SECRETARY, "赵六": COMMITTEE, "张三": MEMBER})
    made = await database.run(make_invites, people["王桂兰"], None, NOW)
    assert [one.name for one in made] == ["李秀英"]
    with pytest.raises(UserError, match="not-allowed"):
        await database.run(make_invites, people["王桂兰"], WEST, NOW)
    with pytest.raises(UserError, match="not-allowed"):
        await database.run(make_invites, people["张三"], None, NOW)
    with pytest.raises(UserError, match="branch-unknown"):
        await database.run(make_invites, OPERATOR, "没有的支部", NOW)
    assert [one.name for one in await database.run(make_invites, OPERATOR, WEST, NOW)] == ["孙宏伟"]


async def test_who_may_only_invite_cannot_become_a_leader_that_way(database: Database) -> None:
    await bring_in(database)
    people = await settle(database, {"王桂兰": SECRETARY, "赵六": COMMITTEE})
    own = await person_id(database, "赵六")
    await database.run(set_right, people["王桂兰"], own, Right.INVITE, True, NOW)
    inviter = await acting(database, COMMITTEE)
    assert [one.name for one in await database.run(make_invites, inviter, EAST, NOW)] == ["张三"]
    for name in ("李秀英", "王桂兰"):
        with pytest.raises(UserError, match="not-allowed"):
            await database.run(make_invite, inviter, await person_id(database, name), NOW)


async def _second_phone(database: Database, name: str, new: int) -> int:
    """Ask with a fresh invite from a new phone; returns the request's id."""
    made = await database.run(make_invite, OPERATOR, await person_id(database, name), NOW)
    opened = await database.run(join, await acting(database, new), made.code, NOW)
    assert opened.state is CodeState.OTHER_PHONE
    return (await _asks(database, new, made.code, NOW)).rebind_id


async def _asks(database: Database, new: int, code: str, now: datetime) -> Asked:
    asked = await database.run(ask_rebind, await acting(database, new), code, now)
    assert isinstance(asked, Asked)
    return asked


async def test_a_second_phone_waits_for_the_secretary(database: Database) -> None:
    await bring_in(database)
    people = await settle(database, PEOPLE)
    request = await _second_phone(database, "张三", STRANGER)
    assert not (await acting(database, STRANGER)).is_member
    assert await pushes_to(database, SECRETARY) == ["start-push-rebind"]
    assert await pushes_to(database, LEADER) == []
    decided = await database.run(decide_rebind, people["王桂兰"], request, True, NOW)
    assert (decided.approved, decided.fresh) == (True, True)
    assert (await acting(database, STRANGER)).name == "张三"
    assert not (await acting(database, MEMBER)).is_member
    assert await pushes_to(database, MEMBER) == ["start-push-moved-away"]
    assert await pushes_to(database, STRANGER) == ["start-push-rebind-approved"]
    again = await database.run(decide_rebind, people["王桂兰"], request, False, NOW)
    assert (again.approved, again.fresh) == (True, False)
    assert (await acting(database, STRANGER)).name == "张三"
    log = await actions_about(database, await person_id(database, "张三"))
    assert log[-2:] == ["rebind-asked", "rebind-approved"]


async def test_a_used_code_may_ask_to_move_too(database: Database) -> None:
    await bring_in(database)
    code = (await codes(database))["张三"]
    await database.run(join, await acting(database, MEMBER), code, NOW)
    asked = await _asks(database, STRANGER, code, NOW)
    assert asked.told == 0  # nobody of the branch has joined yet
    card = await database.run(open_card, OPERATOR, await person_id(database, "张三"), NOW)
    assert card.rebind_id == asked.rebind_id
    await database.run(decide_rebind, OPERATOR, asked.rebind_id, False, NOW)
    assert not (await acting(database, STRANGER)).is_member
    assert await pushes_to(database, STRANGER) == ["start-push-rebind-refused"]


async def test_asking_to_move_counts_a_wrong_code(database: Database) -> None:
    await bring_in(database)
    guesser = await acting(database, STRANGER)
    for _ in range(WRONG_LIMIT):
        told = await database.run(ask_rebind, guesser, new_code(), NOW)
        assert not isinstance(told, Asked)
        assert told.state is CodeState.UNKNOWN
    with pytest.raises(UserError, match="invite-too-many"):
        await database.run(ask_rebind, guesser, new_code(), NOW)
    with pytest.raises(UserError, match="invite-too-many"):
        await database.run(open_code, guesser, new_code(), NOW)


async def test_a_used_code_asks_to_move_for_as_long_as_an_invite_lives(database: Database) -> None:
    await bring_in(database)
    code = (await codes(database))["张三"]
    await database.run(join, await acting(database, MEMBER), code, NOW)
    stranger = await acting(database, STRANGER)
    late = NOW + LIFETIME
    assert (await database.run(open_code, stranger, code, late)).state is CodeState.UNKNOWN
    told = await database.run(ask_rebind, stranger, code, late)
    assert not isinstance(told, Asked)
    assert told.state is CodeState.UNKNOWN
    await _asks(database, STRANGER, code, late - timedelta(seconds=1))


async def test_a_used_code_asks_once_an_hour_and_not_the_day_after_a_refusal(database: Database) -> None:
    await bring_in(database)
    fresh = await codes(database)
    for name, telegram_id in (("王桂兰", SECRETARY), ("张三", MEMBER)):
        await database.run(join, await acting(database, telegram_id), fresh[name], NOW)
    first = await _asks(database, STRANGER, fresh["张三"], NOW)
    soon = NOW + REBIND_PAUSE - timedelta(seconds=1)
    assert (await _asks(database, STRANGER, fresh["张三"], soon)).rebind_id == first.rebind_id
    with pytest.raises(UserError, match="rebind-waiting"):
        await database.run(ask_rebind, await acting(database, 98), fresh["张三"], soon)
    assert await pushes_to(database, SECRETARY) == ["start-push-rebind"]
    await database.run(decide_rebind, await acting(database, SECRETARY), first.rebind_id, False, soon)
    for later in (REBIND_PAUSE, REFUSED_PAUSE - timedelta(seconds=1)):
        with pytest.raises(UserError, match="rebind-refused-lately"):
            await database.run(ask_rebind, await acting(database, STRANGER), fresh["张三"], NOW + later)
    again = await _asks(database, STRANGER, fresh["张三"], soon + REFUSED_PAUSE)
    assert again.rebind_id != first.rebind_id


async def test_a_request_to_move_is_not_decided_after_a_week(database: Database) -> None:
    await bring_in(database)
    people = await settle(database, PEOPLE)
    request = await _second_phone(database, "张三", STRANGER)
    late, who = NOW + REBIND_LIFETIME, await person_id(database, "张三")
    for approve in (True, False):
        with pytest.raises(UserError, match="rebind-gone"):
            await database.run(decide_rebind, people["王桂兰"], request, approve, late)
    assert (await database.run(open_card, people["王桂兰"], who, late)).rebind_id is None
    just = late - timedelta(seconds=1)
    assert (await database.run(open_card, people["王桂兰"], who, just)).rebind_id == request
    assert (await database.run(decide_rebind, people["王桂兰"], request, True, just)).approved


async def test_only_the_newest_request_of_a_person_waits(database: Database) -> None:
    await bring_in(database)
    people = await settle(database, PEOPLE)
    first = await _second_phone(database, "张三", 201)
    second = await _second_phone(database, "张三", 202)
    with pytest.raises(UserError, match="rebind-gone"):
        await database.run(decide_rebind, people["王桂兰"], first, True, NOW)
    await database.run(decide_rebind, people["王桂兰"], second, True, NOW)
    assert (await acting(database, 202)).name == "张三"
    assert [row.state for row in await rows_of(database, rebind)] == ["replaced", "approved"]


async def test_nobody_decides_their_own_request_or_one_beyond_their_right(database: Database) -> None:
    await bring_in(database)
    people = await settle(database, {**PEOPLE, "孙宏伟": 21})
    request = await _second_phone(database, "张三", STRANGER)
    for who, why in (
        (people["张三"], "own-rebind"),
        (await acting(database, STRANGER), "own-rebind"),
        (people["李秀英"], "not-allowed"),
        (people["孙宏伟"], "not-allowed"),
    ):
        with pytest.raises(UserError, match=why):
            await database.run(decide_rebind, who, request, True, NOW)


async def test_a_secretary_is_moved_by_more_than_a_committee_member(database: Database) -> None:
    await bring_in(database)
    people = await settle(database, PEOPLE)
    committee = await person_id(database, "赵六")
    await database.run(set_right, people["王桂兰"], committee, Right.CONFIRM_REBIND, True, NOW)
    helper = await acting(database, COMMITTEE)
    ordinary = await _second_phone(database, "张三", 301)
    assert "start-push-rebind" in await pushes_to(database, COMMITTEE)
    before = len(await pushes_to(database, COMMITTEE))
    request = await _second_phone(database, "王桂兰", STRANGER)
    assert len(await pushes_to(database, COMMITTEE)) == before
    with pytest.raises(UserError, match="not-allowed"):
        await database.run(decide_rebind, helper, request, True, NOW)
    await database.run(decide_rebind, helper, ordinary, True, NOW)
    await database.run(decide_rebind, OPERATOR, request, True, NOW)
    assert Role.SECRETARY in (await acting(database, STRANGER)).roles
    assert Role.SECRETARY not in (await acting(database, SECRETARY)).roles


async def test_the_new_phone_may_have_become_somebody_else(database: Database) -> None:
    await bring_in(database)
    people = await settle(database, {"王桂兰": SECRETARY, "张三": MEMBER})
    request = await _second_phone(database, "张三", LEADER)
    await settle(database, {"李秀英": LEADER})
    with pytest.raises(UserError, match="rebind-taken"):
        await database.run(decide_rebind, people["王桂兰"], request, True, NOW)
    assert (await acting(database, MEMBER)).name == "张三"


async def test_unbinding_lets_the_person_join_anew(database: Database) -> None:
    await bring_in(database)
    people = await settle(database, PEOPLE)
    who = await person_id(database, "张三")
    await database.run(unbind_member, people["王桂兰"], who, NOW)
    assert not (await acting(database, MEMBER)).is_member
    assert await pushes_to(database, MEMBER) == ["roster-push-unbound"]
    assert (await settle(database, {"张三": 55}))["张三"].person_id == who


@pytest.mark.parametrize("how", ["removed", "unbound", "moved"])
async def test_an_account_that_is_nobodys_any_more_keeps_no_draft(database: Database, how: str) -> None:
    await bring_in(database)
    people = await settle(database, PEOPLE)
    card = await database.run(service_drafts.start, people["张三"], "今天在东关社区陪王奶奶看病", NOW)
    await database.run(drafts.ask, MEMBER, "log.words", card.draft_id, NOW)
    other = await database.run(service_drafts.start, people["赵六"], "今天在东关社区扫雪", NOW)
    who = await person_id(database, "张三")
    if how == "moved":
        request = await _second_phone(database, "张三", STRANGER)
        await database.run(decide_rebind, people["王桂兰"], request, True, NOW)
    else:
        usecase = remove_member if how == "removed" else unbind_member
        await database.run(usecase, people["王桂兰"], who, NOW)
    found = {row.id: row for row in await rows_of(database, draft)}
    assert (found[card.draft_id].state, found[card.draft_id].data) == ("cancelled", {})
    assert found[other.draft_id].state == "open"
    assert "扫雪" in str(found[other.draft_id].data)
    assert [row.telegram_id for row in await rows_of(database, question)] == [COMMITTEE]
    another = (await codes(database))["孙宏伟"]
    assert (await database.run(join, await acting(database, MEMBER), another, NOW)).state is CodeState.OPEN
    with pytest.raises(UserError, match="log-draft-cancelled"):
        await database.run(service_drafts.show, await acting(database, MEMBER), card.draft_id, NOW)


async def test_who_leaves_takes_phone_category_and_skills_along(database: Database) -> None:
    plain = RosterRow(7, "周敏", EAST, phone="13800000007", category=MemberCategory.ABLE, skills="电工")
    await bring_in(database, (*ROWS, plain))
    who = await person_id(database, "周敏")
    await database.run(remove_member, OPERATOR, who, NOW)
    [row] = [row for row in await rows_of(database, person) if row.id == who]
    assert (row.active, row.name, row.phone, row.category, row.skills) == (False, "周敏", None, None, None)


async def test_blocking_and_coming_back(database: Database) -> None:
    async def reach() -> str:
        [row] = [row for row in await rows_of(database, account) if row.telegram_id == STRANGER]
        return row.reach

    stranger = await acting(database, STRANGER)
    await database.run(greet, stranger, NOW)
    await database.run(note_reach, stranger, False)
    assert await reach() == "blocked"
    await database.run(greet, stranger, NOW)
    assert await reach() == "ok"


async def test_a_committee_administrator_in_a_branch_is_out_of_its_secretarys_reach(
    database: Database,
) -> None:
    administrator = RosterRow(7, "周敏", EAST, office=Office.COMMITTEE_ADMINISTRATOR)
    await bring_in(database, (*ROWS, administrator))
    people = await settle(database, PEOPLE)
    assert await database.run(make_invites, people["王桂兰"], EAST, NOW) == []
    with pytest.raises(UserError, match="not-allowed"):
        await database.run(remove_member, people["王桂兰"], await person_id(database, "周敏"), NOW)
