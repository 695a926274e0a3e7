"""An audience as data."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.audience import Audience, AudienceRole, audience_from_json, audience_to_json, toggled
from bot.domain.people import MemberCategory
from tests.domain.records import unhurried

ids = st.lists(st.integers(-(2**52), 2**52), max_size=3).map(tuple)
audiences = st.builds(
    Audience,
    branches=ids,
    committees=ids,
    everywhere=st.booleans(),
    groups=ids,
    roles=st.lists(st.sampled_from(AudienceRole), max_size=3).map(tuple),
    categories=st.lists(st.sampled_from(MemberCategory), max_size=3).map(tuple),
    people=ids,
    chats=ids,
    nobody=st.booleans(),
)


@unhurried
@given(audiences)
def test_json(audience: Audience) -> None:
    assert audience_from_json(json.loads(json.dumps(audience_to_json(audience)))) == audience


def test_what_is_empty_is_not_stored() -> None:
    assert audience_to_json(Audience()) == {}
    assert audience_to_json(Audience(branches=(3,), nobody=True)) == {"branches": [3], "nobody": True}


def test_an_unknown_role_is_an_error() -> None:
    with pytest.raises(ValueError):
        audience_from_json({"roles": ["king"]})


@pytest.mark.parametrize(
    ("audience", "everybody"),
    [
        (Audience(branches=(1,)), True),
        (Audience(branches=(1,), chats=(-100,)), True),
        (Audience(branches=(1,), nobody=True), False),
        (Audience(branches=(1,), groups=(1,)), False),
        (Audience(branches=(1,), roles=(AudienceRole.FULL,)), False),
        (Audience(branches=(1,), categories=(MemberCategory.ELDERLY,)), False),
        (Audience(branches=(1,), people=(1,)), False),
    ],
)
def test_everybody_is_meant_when_nobody_is_named(audience: Audience, everybody: bool) -> None:
    assert audience.is_everybody is everybody


def test_scope() -> None:
    assert not Audience().has_scope
    assert Audience(branches=(1,)).has_scope
    assert Audience(committees=(1,)).has_scope
    assert Audience(everywhere=True).has_scope


def test_toggled() -> None:
    assert toggled((1, 2), 3) == (1, 2, 3)
    assert toggled((1, 2, 3), 2) == (1, 3)
    assert toggled((), "a") == ("a",)


def test_names_that_are_stored_stay() -> None:
    assert [*AudienceRole] == ["committee", "group-leaders", "full", "probationary", "secretaries"]
