"""Every right × every role × every kind of target, against a table written by hand from the rule book."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import MemberKind
from bot.domain.rights import Actor, Holding, Right, Role, Target, may, may_anywhere, require
from bot.errors import UserError
from tests.domain.records import unhurried

# Committee 1 has the branches 10 and 11, branch 10 the groups 100 and 101. The actor is person 7.
TARGETS = {
    "self": Target(1, 10, 100, 7),
    "own group": Target(1, 10, 100, 8),
    "own branch": Target(1, 10, 101, 9),
    "the branch itself": Target(1, 10, None, None),
    "sister branch": Target(1, 11, 110, 12),
    "other committee": Target(2, 20, 200, 13),
    "branch of no committee": Target(None, 30, 300, 14),
    "nothing": Target(),
}

REACH = {
    "-": set(),
    "self": {"self"},
    "group": {"self", "own group"},
    "branch": {"self", "own group", "own branch", "the branch itself"},
    "committee": {"self", "own group", "own branch", "the branch itself", "sister branch"},
    "all": set(TARGETS),
}

HOLDINGS = {
    "operator": Holding(Role.OPERATOR),
    "administrator": Holding(Role.COMMITTEE_ADMINISTRATOR, committee_id=1),
    "secretary": Holding(Role.SECRETARY, 1, 10),
    "committee-member": Holding(Role.COMMITTEE_MEMBER, 1, 10),
    "group-leader": Holding(Role.GROUP_LEADER, 1, 10, 100),
    "contact-leader": Holding(Role.CONTACT_LEADER, 1, 10),
    "member": Holding(Role.MEMBER, 1, 10, 100),
    "probationary": Holding(Role.PROBATIONARY, 1, 10, 100),
    "resident": Holding(Role.RESIDENT),
}

# A member who has no other role keeps to herself; phone numbers are for the secretary; personal rights reach
# oneself only, and only on a roster: an operator or an administrator has them through a second role.
TABLE = """
right           operator administrator secretary committee-member group-leader contact-leader member probationary resident
read-public     all      all           all       all              all          all            all    all          all
log-own         -        -             self      self             self         -              self   self         -
read-own        -        -             self      self             self         -              self   self         -
log-for-others  all      committee     branch    -                group        -              -      -            -
confirm-record  all      committee     branch    -                group        -              -      -            -
correct-record  all      committee     branch    -                -            -              -      -            -
read-records    all      committee     branch    -                group        branch         -      -            -
read-roster     all      committee     branch    -                -            branch         -      -            -
read-phones     all      -             branch    -                -            -              -      -            -
edit-roster     all      committee     branch    -                -            -              -      -            -
invite          all      committee     branch    -                -            -              -      -            -
confirm-rebind  all      committee     branch    -                -            -              -      -            -
choose-scheme   all      committee     branch    -                -            -              -      -            -
send-notice     all      committee     branch    -                -            -              -      -            -
bind-group      all      committee     branch    -                -            -              -      -            -
run-meetings    all      committee     branch    -                group        -              -      -            -
run-study       all      committee     branch    -                -            -              -      -            -
review-pledges  all      committee     branch    -                -            -              -      -            -
settle-year     all      committee     branch    -                -            -              -      -            -
read-categories all      -             branch    -                -            -              -      -            -
keep-dues       -        -             branch    -                -            -              -      -            -
grant-rights    all      committee     branch    -                -            -              -      -            -
"""  # noqa: E501 -- a table is read in columns

HEADER, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [(row[0], role, reach) for row in ROWS for role, reach in zip(HEADER[1:], row[1:], strict=True)]

GRANTED_ONE_BY_ONE = {
    "log-for-others",
    "confirm-record",
    "correct-record",
    "read-records",
    "read-roster",
    "read-phones",
    "edit-roster",
    "invite",
    "confirm-rebind",
    "choose-scheme",
    "send-notice",
    "bind-group",
    "run-meetings",
    "run-study",
    "review-pledges",
    "settle-year",
}


def actor(*holdings: Holding, person_id: int | None = 7) -> Actor:
    on_roster = person_id is not None
    return Actor(
        telegram_id=5_000_000_007,
        person_id=person_id,
        branch_id=10 if on_roster else None,
        group_id=100 if on_roster else None,
        committee_id=1 if on_roster else None,
        name="王建国",
        kind=MemberKind.FULL if on_roster else None,
        locale="zh-Hans",
        timezone="Asia/Shanghai",
        holdings=holdings,
    )


def reached(who: Actor, right: Right) -> set[str]:
    return {name for name, target in TARGETS.items() if may(who, right, target)}


def test_the_table_is_complete() -> None:
    assert {right for right, _, _ in CELLS} == set(Right)
    assert {HOLDINGS[role].role for _, role, _ in CELLS} == set(Role)
    assert len(CELLS) == len(Right) * len(Role)


@pytest.mark.parametrize(("right", "role", "reach"), CELLS)
def test_a_role_reaches_what_the_table_says(right: str, role: str, reach: str) -> None:
    assert reached(actor(HOLDINGS[role]), Right(right)) == REACH[reach]


@pytest.mark.parametrize(("right", "role", "reach"), CELLS)
def test_the_menu_offers_what_can_be_done_somewhere(right: str, role: str, reach: str) -> None:
    assert may_anywhere(actor(HOLDINGS[role]), Right(right)) == (reach != "-")


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("role", HOLDINGS)
def test_require_refuses_what_may_does_not_allow(right: Right, role: str) -> None:
    who = actor(HOLDINGS[role])
    for target in TARGETS.values():
        if may(who, right, target):
            require(who, right, target)
        else:
            with pytest.raises(UserError, match="not-allowed"):
                require(who, right, target)


@pytest.mark.parametrize("right", Right)
def test_a_grant_reaches_the_own_branch_and_nothing_else(right: Right) -> None:
    plain = HOLDINGS["committee-member"]
    without, with_grant = (
        reached(actor(each), right) for each in (plain, replace(plain, granted=frozenset({right})))
    )
    if right.value in GRANTED_ONE_BY_ONE:
        assert (without, with_grant) == (set(), REACH["branch"])
    else:
        assert with_grant == without


@pytest.mark.parametrize("granted", sorted(GRANTED_ONE_BY_ONE))
def test_a_grant_gives_only_the_right_it_names(granted: str) -> None:
    who = actor(replace(HOLDINGS["committee-member"], granted=frozenset({Right(granted)})))
    others = {right for right in Right if may(who, right, TARGETS["own branch"])}
    assert others == {"read-public", granted}
    assert may_anywhere(who, Right(granted))


@pytest.mark.parametrize("role", sorted(set(HOLDINGS) - {"committee-member"}))
def test_a_grant_on_any_other_role_gives_nothing(role: str) -> None:
    plain, granted = (
        actor(each) for each in (HOLDINGS[role], replace(HOLDINGS[role], granted=frozenset(Right)))
    )
    for right in Right:
        assert reached(granted, right) == reached(plain, right)
        assert may_anywhere(granted, right) == may_anywhere(plain, right)


@pytest.mark.parametrize("right", [Right.LOG_OWN, Right.READ_OWN])
def test_personal_rights_never_cover_others(right: Right) -> None:
    who = actor(*(replace(holding, granted=frozenset(Right)) for holding in HOLDINGS.values()))
    assert reached(who, right) == {"self"}


@pytest.mark.parametrize("person_id", [7, None])
def test_without_holdings_only_the_public_remains(person_id: int | None) -> None:
    nobody = actor(person_id=person_id)
    assert {right for right in Right if reached(nobody, right)} == {Right.READ_PUBLIC}
    assert {right for right in Right if may_anywhere(nobody, right)} == {Right.READ_PUBLIC}
    assert nobody.roles == {Role.RESIDENT}


def test_somebody_on_no_roster_has_no_personal_rights() -> None:
    stranger = actor(HOLDINGS["member"], person_id=None)
    assert not stranger.is_member
    for right in (Right.LOG_OWN, Right.READ_OWN):
        assert reached(stranger, right) == set()
        assert not may_anywhere(stranger, right)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OPERATOR}))
def test_a_role_without_a_scope_reaches_nobody_else(role: Role) -> None:
    who = actor(Holding(role, granted=frozenset(Right)))
    for right in set(Right) - {Right.READ_PUBLIC}:
        assert reached(who, right) <= {"self"}


def test_a_group_leader_does_not_lead_her_branch() -> None:
    leader = actor(Holding(Role.GROUP_LEADER, 1, 10, 101))
    assert reached(leader, Right.CONFIRM_RECORD) == {"own branch"}


def test_the_actor_as_a_target() -> None:
    who = actor(HOLDINGS["member"], HOLDINGS["secretary"])
    assert who.own == TARGETS["self"]
    assert who.roles == {Role.MEMBER, Role.SECRETARY}
    assert who.is_member


scopes = st.sampled_from([None, 1, 2, 10, 11, 100, 101])
any_holding = st.builds(
    Holding, st.sampled_from(Role), scopes, scopes, scopes, st.frozensets(st.sampled_from(Right))
)


@unhurried
@given(
    st.lists(any_holding, max_size=4),
    st.sampled_from(Right),
    st.builds(Target, scopes, scopes, scopes, scopes),
)
def test_several_roles_allow_what_one_of_them_allows(holdings, right, target) -> None:
    together = may(actor(*holdings), right, target)
    assert together == (
        right is Right.READ_PUBLIC or any(may(actor(each), right, target) for each in holdings)
    )
    if together:
        assert may_anywhere(actor(*holdings), right)
