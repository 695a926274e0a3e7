"""Importing a roster: all or nothing, again and again, and what it does to powers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.people import MemberCategory, MemberKind, Office, Sector
from bot.domain.rights import GRANTABLE, Actor, Right, Role, Target, may
from bot.errors import UserError
from bot.office.roster import RosterFile, RosterRow, RowProblem
from bot.parsing.member import member_sentence
from bot.usecases.adding import start_adding, submit_adding
from bot.usecases.members import first_page, open_card, remove_member, roster_page
from bot.usecases.roles import give_role, set_right, take_role
from bot.usecases.roster import import_roster, preview_import
from bot.usecases.roster_files import CHAT_ROWS, import_file, kept_file, preview_file
from storage.database import Database
from storage.schema import (
    audit,
    branch,
    branch_scheme,
    committee,
    granted_right,
    holding,
    party_group,
    person,
)
from tests.conftest import fresh_sqlite
from tests.usecases.township import (
    EAST,
    FOUNDING,
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

SECRETARY, LEADER, MEMBER, COMMITTEE = 11, 12, 13, 14
PEOPLE = {"王桂兰": SECRETARY, "李秀英": LEADER, "张三": MEMBER, "赵六": COMMITTEE}


async def snapshot(database: Database) -> list[object]:
    return [await rows_of(database, table) for table in (branch, party_group, person, holding, granted_right)]


def keys(problems: tuple[RowProblem, ...]) -> list[tuple[int, str]]:
    return [(problem.number, problem.key) for problem in problems]


async def test_a_first_import_makes_branches_groups_people_and_powers(database: Database) -> None:
    rows = (replace(ROWS[0], sector=Sector.COMMUNITY), *ROWS[1:])
    report = await bring_in(database, rows)
    assert (report.created, report.updated, report.unchanged, report.branches_created) == (5, 0, 0, 2)
    assert report.imported
    found = {row.name: row for row in await rows_of(database, branch)}
    assert (found[EAST].sector, found[WEST].sector) == ("community", "rural")
    assert (found[EAST].timezone, found[EAST].backdate_days) == ("Asia/Shanghai", 31)
    schemes = {(row.from_year, row.scheme) for row in await rows_of(database, branch_scheme)}
    assert schemes == {(2026, "village-service-stars")}
    assert [row.name for row in await rows_of(database, party_group)] == ["第一党小组"]
    assert sorted(row.role for row in await rows_of(database, holding)) == [
        "committee-member",
        "group-leader",
        "secretary",
        "secretary",
    ]


async def test_importing_again_changes_nothing(database: Database) -> None:
    await bring_in(database)
    before = await snapshot(database)
    report = await bring_in(database)
    assert (report.created, report.updated, report.unchanged) == (0, 0, 5)
    assert await snapshot(database) == before


async def test_a_changed_row_updates_and_a_blank_cell_keeps_what_is_known(database: Database) -> None:
    await bring_in(database)
    who = await person_id(database, "张三")
    changed = replace(
        ROWS[2],
        phone=None,
        group="第二党小组",
        kind=MemberKind.PROBATIONARY,
        category=MemberCategory.MOBILE,
        joined_on=date(2026, 7, 1),
    )
    report = await bring_in(database, (*ROWS[:2], changed, *ROWS[3:]))
    assert (report.created, report.updated, report.unchanged) == (0, 1, 4)
    [row] = [row for row in await rows_of(database, person) if row.id == who]
    assert (row.phone, row.kind, row.category) == ("13800000003", "probationary", "mobile")
    assert row.joined_on == date(2026, 7, 1)
    groups = {row.id: row.name for row in await rows_of(database, party_group)}
    assert groups[row.group_id] == "第二党小组"
    assert await actions_about(database, who) == ["person-created", "person-updated"]


async def test_one_bad_row_and_nothing_is_imported(database: Database) -> None:
    bad = RosterRow(9, "没有组的组长", EAST, office=Office.GROUP_LEADER)
    report = await bring_in(database, (*ROWS, bad))
    assert (report.imported, keys(report.problems)) == (False, [(9, "leader-without-group")])
    assert await snapshot(database) == [[], [], [], [], []]
    assert await rows_of(database, audit) == []
    skipped = await bring_in(database, (*ROWS, bad), skip_bad=True)
    assert (skipped.imported, skipped.created, skipped.bad_rows) == (True, 5, 1)


async def test_problems_of_reading_the_file_count_too(database: Database) -> None:
    problems = (RowProblem(4, "phone", "phone-wrong", "123"),)

    async def run(**options: bool):
        return await database.run(
            import_roster, OPERATOR, ROWS[:2], NOW, FOUNDING, problems=problems, **options
        )

    assert not (await run()).imported
    assert await rows_of(database, person) == []
    assert (await run(skip_bad=True)).created == 2


async def test_a_failure_in_the_middle_leaves_nothing(database: Database) -> None:
    def half(tx, actor):
        import_roster(tx, actor, ROWS, NOW, FOUNDING)
        raise RuntimeError("the power fails")

    with pytest.raises(RuntimeError):
        await database.run(half, OPERATOR)
    assert await snapshot(database) == [[], [], [], [], []]


async def test_namesakes_are_told_apart_by_phone_and_by_joining_date(database: Database) -> None:
    first = RosterRow(2, "张伟", EAST, phone="13900000001", joined_on=date(2001, 7, 1))
    second = RosterRow(3, "张伟", EAST, phone="13900000002", joined_on=date(2010, 7, 1))
    await bring_in(database, (first, second))
    moved = (
        replace(first, phone="13900000009", skills="电工"),  # the date says who
        replace(second, joined_on=None, skills="理发"),  # the phone says who
    )
    report = await bring_in(database, moved)
    assert (report.created, report.updated) == (0, 2)
    skills = {row.joined_on: row.skills for row in await rows_of(database, person)}
    assert skills == {date(2001, 7, 1): "电工", date(2010, 7, 1): "理发"}


async def test_an_unclear_namesake_is_a_problem_and_never_guessed(database: Database) -> None:
    pair = (
        RosterRow(2, "张伟", EAST, phone="13900000001"),
        RosterRow(3, "张伟", EAST, phone="13900000002"),
    )
    await bring_in(database, pair)
    report = await bring_in(database, (RosterRow(2, "张伟", EAST, skills="电工"),))
    assert (report.imported, keys(report.problems)) == (False, [(2, "same-name")])
    third = RosterRow(4, "张伟", EAST, phone="13900000003")
    assert (await bring_in(database, (*pair, third))).created == 1


async def test_the_same_name_in_another_branch_is_another_person(database: Database) -> None:
    await bring_in(database)
    report = await bring_in(database, (RosterRow(2, "张三", WEST),))
    assert (report.created, report.updated) == (1, 0)


PHONES = st.sampled_from([None, "13900000001", "13900000002", "13900000003"])
DAYS = st.sampled_from([None, date(2001, 7, 1), date(2010, 7, 1)])
ANY_ROWS = st.lists(
    st.builds(
        lambda name, place, group, phone, day, office, kind: RosterRow(
            1, name, place, None, group, None, kind, office, day, phone
        ),
        st.sampled_from(["张伟", "李秀英"]),
        st.sampled_from([EAST, WEST]),
        st.sampled_from([None, "第一党小组", "第二党小组"]),
        PHONES,
        DAYS,
        st.sampled_from([None, *Office]),
        st.sampled_from(MemberKind),
    ),
    max_size=6,
    # Two rows that nothing tells apart are refused by the reader already.
    unique_by=lambda row: (row.name, row.branch, row.phone, row.joined_on),
).map(lambda rows: tuple(replace(row, number=at) for at, row in enumerate(rows, 2)))


@settings(max_examples=40)
@given(ANY_ROWS)
async def test_importing_twice_is_importing_once(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, rows: tuple[RosterRow, ...]
) -> None:
    folder = tmp_path_factory.mktemp(uuid4().hex[:8])
    database = await Database.open(fresh_sqlite(sqlite_template, folder))
    try:
        first = await bring_in(database, rows, skip_bad=True)
        before = await snapshot(database)
        second = await bring_in(database, rows, skip_bad=True)
        assert first.created + len({problem.number for problem in first.problems}) == len(rows)
        assert (second.created, second.updated, second.branches_created) == (0, 0, 0)
        assert await snapshot(database) == before
        assert first.problems or not second.problems
    finally:
        await database.close()


async def test_a_secretary_removed_by_the_roster_has_no_power_at_the_next_tap(database: Database) -> None:
    await bring_in(database)
    secretary = (await settle(database, PEOPLE))["王桂兰"]
    place = Target(None, secretary.branch_id)
    assert may(secretary, Right.EDIT_ROSTER, place)
    rows = (replace(ROWS[0], office=None), replace(ROWS[2], office=Office.SECRETARY), ROWS[1], *ROWS[3:])
    report = await bring_in(database, rows)
    assert report.updated == 2
    assert not may(await acting(database, SECRETARY), Right.EDIT_ROSTER, place)
    assert may(await acting(database, MEMBER), Right.EDIT_ROSTER, place)
    with pytest.raises(UserError, match="not-allowed"):
        await database.run(roster_page, await acting(database, SECRETARY), secretary.branch_id, 0)
    assert await pushes_to(database, SECRETARY) == ["roster-push-office"]


async def test_roles_given_in_the_chat_survive_the_same_roster(database: Database) -> None:
    await bring_in(database)
    who = await person_id(database, "张三")
    await database.run(give_role, OPERATOR, who, Role.GROUP_LEADER, NOW)
    await database.run(take_role, OPERATOR, await person_id(database, "李秀英"), Role.GROUP_LEADER, NOW)
    before = await snapshot(database)
    await bring_in(database)
    assert await snapshot(database) == before


async def test_a_role_that_chat_and_roster_both_name_is_held_once(database: Database) -> None:
    await bring_in(database)
    who = await person_id(database, "张三")
    await database.run(give_role, OPERATOR, who, Role.GROUP_LEADER, NOW)
    await bring_in(database, (*ROWS[:2], replace(ROWS[2], office=Office.GROUP_LEADER), *ROWS[3:]))
    assert [row.role for row in await rows_of(database, holding) if row.person_id == who] == ["group-leader"]


async def test_a_file_without_offices_or_kinds_takes_none_away(database: Database) -> None:
    probationary = replace(ROWS[2], kind=MemberKind.PROBATIONARY)
    await bring_in(database, (*ROWS[:2], probationary, *ROWS[3:]))
    before = await rows_of(database, holding)
    plain = tuple(replace(row, office=None, kind=MemberKind.FULL) for row in ROWS)
    assert (await bring_in(database, plain)).unchanged == 5
    told = await database.run(import_roster, OPERATOR, plain, NOW, FOUNDING, columns=("name", "branch"))
    assert told.unchanged == 5
    assert await rows_of(database, holding) == before
    cleared = await database.run(import_roster, OPERATOR, plain, NOW, FOUNDING, columns=("office", "kind"))
    assert cleared.updated == 5
    assert await rows_of(database, holding) == []


async def test_a_group_leader_who_moves_leads_the_new_group_only(database: Database) -> None:
    await bring_in(database)
    await bring_in(database, (ROWS[0], replace(ROWS[1], group="第二党小组"), *ROWS[2:]))
    groups = {row.name: row.id for row in await rows_of(database, party_group)}
    led = [row.group_id for row in await rows_of(database, holding) if row.role == "group-leader"]
    assert led == [groups["第二党小组"]]


async def test_a_deputy_is_a_committee_member_with_every_right(database: Database) -> None:
    await bring_in(database, (*ROWS, RosterRow(7, "钱进", EAST, office=Office.DEPUTY)))
    deputy = (await settle(database, {"钱进": 31}))["钱进"]
    [held] = [one for one in deputy.holdings if one.role is Role.COMMITTEE_MEMBER]
    assert held.granted == GRANTABLE


async def test_an_administrator_gets_a_committee_over_the_branches_of_the_file(database: Database) -> None:
    await bring_in(database, ROWS[:1])
    rows = (*ROWS, RosterRow(7, "周敏", EAST, office=Office.COMMITTEE_ADMINISTRATOR))
    await bring_in(database, rows)
    [made] = await rows_of(database, committee)
    assert made.name == FOUNDING.committee_name
    assert {row.committee_id for row in await rows_of(database, branch)} == {made.id}
    administrator = (await settle(database, {"周敏": 41}))["周敏"]
    new = RosterRow(2, "吴芳", "北门党支部")
    assert (await bring_in(database, (new,), administrator)).branches_created == 1
    assert {row.committee_id for row in await rows_of(database, branch)} == {made.id}
    another = RosterRow(3, "郑重", EAST, office=Office.COMMITTEE_ADMINISTRATOR)
    report = await bring_in(database, (another,), administrator)
    assert keys(report.problems) == [(3, "office-not-yours")]


async def test_a_secretary_imports_the_own_branch_only(database: Database) -> None:
    await bring_in(database)
    secretary = (await settle(database, PEOPLE))["王桂兰"]
    rows = (
        RosterRow(2, "吴芳", EAST),
        RosterRow(3, "郑重", WEST),
        RosterRow(4, "冯刚", "新的党支部"),
        RosterRow(5, "陈晨", EAST, office=Office.COMMITTEE_ADMINISTRATOR),
        replace(ROWS[0], number=6, office=Office.COMMITTEE_MEMBER),
    )
    report = await bring_in(database, rows, secretary)
    assert keys(report.problems) == [
        (3, "other-branch"),
        (4, "other-branch"),
        (5, "office-not-yours"),
        (6, "own-office"),
    ]
    assert (await bring_in(database, rows, secretary, skip_bad=True)).created == 1
    with pytest.raises(UserError, match="not-allowed"):
        await bring_in(database, rows, await acting(database, MEMBER))


async def test_who_may_edit_the_roster_gives_no_office(database: Database) -> None:
    await bring_in(database)
    people = await settle(database, PEOPLE)
    await database.run(
        set_right, people["王桂兰"], await person_id(database, "赵六"), Right.EDIT_ROSTER, True, NOW
    )
    editor = await acting(database, COMMITTEE)
    new = RosterRow(8, "吴芳", EAST, office=Office.SECRETARY)
    demoted = replace(ROWS[0], office=None)
    report = await bring_in(database, (new, demoted, RosterRow(9, "郑重", EAST)), editor)
    assert keys(report.problems) == [(2, "office-not-yours"), (8, "office-not-yours")]
    with pytest.raises(UserError, match="not-allowed"):
        await database.run(remove_member, editor, await person_id(database, "王桂兰"), NOW)


async def editor_of_the_roster(database: Database) -> tuple[Actor, int]:
    """赵六, whose only right is to edit the roster, and the id of 张三, who leads his group by the chat."""
    people = await settle(database, PEOPLE)
    who = await person_id(database, "张三")
    await database.run(give_role, people["王桂兰"], who, Role.GROUP_LEADER, NOW)
    editor = await person_id(database, "赵六")
    await database.run(set_right, people["王桂兰"], editor, Right.EDIT_ROSTER, True, NOW)
    return await acting(database, COMMITTEE), who


async def test_who_may_edit_the_roster_moves_no_leader_of_the_chat(database: Database) -> None:
    await bring_in(database)
    editor, who = await editor_of_the_roster(database)
    moved = replace(ROWS[2], group="第二党小组")
    report = await bring_in(database, (moved,), editor)
    assert keys(report.problems) == [(4, "group-not-yours")]
    assert not report.imported
    secretary = await acting(database, SECRETARY)
    assert (await bring_in(database, (moved,), secretary)).imported
    assert Role.GROUP_LEADER not in (await acting(database, MEMBER)).roles
    assert await pushes_to(database, MEMBER) == ["roles-push-given", "roles-push-taken"]
    assert (await actions_about(database, who))[-2:] == ["role-taken", "person-updated"]
    again = replace(ROWS[2], group="第一党小组")
    assert (await bring_in(database, (again,), editor)).imported, "an ordinary member by now"


async def test_nobody_brings_people_under_their_own_lead(database: Database) -> None:
    await bring_in(database)
    await editor_of_the_roster(database)
    secretary, editor = await acting(database, SECRETARY), await person_id(database, "赵六")
    await bring_in(database, (replace(ROWS[3], group="第二党小组"), RosterRow(7, "吴芳", EAST)), secretary)
    await database.run(give_role, secretary, editor, Role.GROUP_LEADER, NOW)
    leading = await acting(database, COMMITTEE)
    for group, expected in (("第二党小组", [(7, "group-not-yours")]), ("第三党小组", [])):
        report = await bring_in(database, (RosterRow(7, "吴芳", EAST, group=group),), leading)
        assert keys(report.problems) == expected


async def test_a_move_leaves_the_other_powers_alone(database: Database) -> None:
    await bring_in(database)
    await editor_of_the_roster(database)
    secretary, who = await acting(database, SECRETARY), await person_id(database, "赵六")
    await database.run(give_role, secretary, who, Role.GROUP_LEADER, NOW)
    assert (await bring_in(database, (replace(ROWS[3], group="第二党小组"),), secretary)).imported
    assert may(await acting(database, COMMITTEE), Right.EDIT_ROSTER, secretary.own)
    assert Role.GROUP_LEADER not in (await acting(database, COMMITTEE)).roles


async def test_somebody_who_left_comes_back_with_the_file(database: Database) -> None:
    await bring_in(database)
    await settle(database, PEOPLE)
    who = await person_id(database, "张三")
    await database.run(remove_member, OPERATOR, who, NOW)
    assert not (await acting(database, MEMBER)).is_member
    report = await bring_in(database)
    assert (report.created, report.updated) == (0, 1)
    assert not (await acting(database, MEMBER)).is_member
    assert "张三" in await codes(database)


async def test_a_preview_writes_nothing_and_says_what_would_happen(database: Database) -> None:
    await bring_in(database, ROWS[:3])
    before = await snapshot(database)
    rows = (replace(ROWS[2], skills="电工"), *ROWS[3:])
    report = await database.read(preview_import, OPERATOR, rows)
    assert (report.created, report.updated, report.branches_created, report.imported) == (2, 1, 1, False)
    assert await snapshot(database) == before


async def test_a_file_in_the_chat_is_previewed_then_imported_once(database: Database) -> None:
    read = RosterFile(ROWS, (), frozenset({"name", "branch", "group", "office", "phone"}))
    preview = await database.run(preview_file, OPERATOR, "file-1", read, NOW)
    assert preview.report.created == 5
    assert await rows_of(database, person) == []
    assert await database.read(kept_file, OPERATOR, preview.draft_id) == "file-1"
    arguments = (preview.draft_id, read, False, NOW, FOUNDING)
    with pytest.raises(UserError, match="button-broken"):
        await database.run(import_file, replace(OPERATOR, telegram_id=5), *arguments)
    assert (await database.run(import_file, OPERATOR, *arguments)).imported
    with pytest.raises(UserError, match="roster-file-done"):
        await database.run(import_file, OPERATOR, *arguments)


async def test_a_long_file_belongs_on_the_command_line(database: Database) -> None:
    rows = tuple(RosterRow(number, f"党员{number}", EAST) for number in range(CHAT_ROWS + 1))
    with pytest.raises(UserError, match="roster-too-many-for-chat"):
        await database.run(preview_file, OPERATOR, "file-1", RosterFile(rows, ()), NOW)


async def test_a_township_comes_in_and_changes(sqlite_url: str) -> None:
    rows = tuple(
        RosterRow(
            number,
            f"党员{number}",
            f"第{number // 50}党支部",
            group=f"第{number % 3}党小组",
            office=Office.SECRETARY if number % 50 == 0 else None,
            phone=f"138{number:08}",
        )
        for number in range(3_000)
    )
    database = await Database.open(sqlite_url)
    assert (await bring_in(database, rows)).created == 3_000
    changed = tuple(replace(row, skills="电工") for row in rows)
    assert (await bring_in(database, changed)).updated == 3_000
    await database.close()


async def test_the_card_shows_each_reader_what_is_theirs(database: Database) -> None:
    rows = (*ROWS[:2], replace(ROWS[2], category=MemberCategory.IN_DIFFICULTY), *ROWS[3:])
    contact = RosterRow(7, "韩梅", EAST, office=Office.CONTACT_LEADER)
    await bring_in(database, (*rows, contact))
    people = await settle(database, {**PEOPLE, "韩梅": 51})
    who = await person_id(database, "张三")
    own = await database.run(open_card, people["王桂兰"], who, NOW)
    assert (own.member.phone, own.member.category) == ("13800000003", MemberCategory.IN_DIFFICULTY)
    assert {own.may_invite, own.may_grant, own.may_remove, own.may_unbind} == {True}
    seen = await database.run(open_card, people["韩梅"], who, NOW)
    assert (seen.member.phone, seen.member.category) == ("138******03", None)
    assert {seen.may_invite, seen.may_grant, seen.may_remove, seen.may_unbind} == {False}
    with pytest.raises(UserError, match="not-allowed"):
        await database.run(open_card, people["李秀英"], who, NOW)
    read = [row for row in await rows_of(database, audit) if row.action == "card-read"]
    assert [(row.person_id, row.subject_id, row.detail) for row in read] == [
        (people["王桂兰"].person_id, who, {"phone": True}),
        (people["韩梅"].person_id, who, {"phone": False}),
    ]


async def test_the_list_opens_at_the_own_branch_and_turns_pages(database: Database) -> None:
    more = tuple(RosterRow(20 + number, f"党员{number:02}", EAST) for number in range(10))
    await bring_in(database, (*ROWS, *more))
    secretary = (await settle(database, PEOPLE))["王桂兰"]
    first = await database.read(first_page, secretary)
    assert (first.branch.name, first.count, first.pages, first.others) == (EAST, 14, 2, False)
    last = await database.read(roster_page, secretary, first.branch.id, 99)
    assert last.page == 1
    assert len({one.id for one in (*first.members, *last.members)}) == 14
    everything = await database.read(first_page, OPERATOR)
    assert [one.name for one in everything.branches] == sorted([EAST, WEST])


async def test_adding_one_member_by_a_sentence(database: Database) -> None:
    await bring_in(database)
    secretary = (await settle(database, PEOPLE))["王桂兰"]
    said = member_sentence("添加党员 吴芳 第一党小组 手机13700000001 2010年7月1日入党")
    assert said is not None
    card = await database.run(start_adding, secretary, said, NOW)
    assert (card.row.name, card.row.group, card.row.phone) == ("吴芳", "第一党小组", "13700000001")
    assert len(await rows_of(database, person)) == 5
    added = await database.run(submit_adding, secretary, card.draft_id, NOW, FOUNDING)
    assert added.invite is not None
    assert (await settle(database, {"吴芳": 61}))["吴芳"].person_id == added.person_id
    with pytest.raises(UserError, match="member-card-done"):
        await database.run(submit_adding, secretary, card.draft_id, NOW, FOUNDING)
    again = await database.run(start_adding, secretary, said, NOW)
    assert again.namesake
    with pytest.raises(UserError, match="member-exists"):
        await database.run(submit_adding, secretary, again.draft_id, NOW, FOUNDING)
    with pytest.raises(UserError, match="not-allowed"):
        await database.run(start_adding, await acting(database, MEMBER), said, NOW)
