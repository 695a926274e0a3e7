"""Messages survive the outbox."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import (
    Button,
    Lane,
    Listing,
    Message,
    Minutes,
    Moment,
    Term,
    WhenUnknown,
    message_from_json,
    message_to_json,
    value_from_json,
    value_to_json,
    values_from_json,
    values_to_json,
)
from tests.domain.records import unhurried
from tests.domain.rich_texts import rich_texts

simple = (
    st.text()
    | st.integers()
    | st.dates()
    | st.builds(Minutes, st.integers(0))
    | st.builds(Term, st.text())
    | st.builds(Moment, st.dates(), st.integers(0, 1439))
    | rich_texts()
)
any_value = st.recursive(
    simple, lambda inner: st.builds(Listing, st.lists(inner, max_size=4).map(tuple)), max_leaves=8
)
any_values = st.dictionaries(st.text(), any_value, max_size=4)
any_button = st.builds(Button, st.text(), st.none() | st.text(), st.none() | st.text(), any_values)
any_buttons = st.lists(st.lists(any_button, max_size=2).map(tuple), max_size=2).map(tuple)
any_message = st.builds(Message, st.text(), any_values, any_buttons)


def through_json(data):
    return json.loads(json.dumps(data))


@unhurried
@given(any_value)
def test_a_value_comes_back_the_same_and_of_the_same_type(value) -> None:
    back = value_from_json(through_json(value_to_json(value)))
    assert back == value
    assert type(back) is type(value)


@unhurried
@given(any_values)
def test_named_values_come_back(values) -> None:
    assert values_from_json(through_json(values_to_json(values))) == values


@unhurried
@given(any_message)
def test_a_message_comes_back(message: Message) -> None:
    assert message_from_json(through_json(message_to_json(message))) == message


@unhurried
@given(any_value, any_value)
def test_different_values_stay_different(one, two) -> None:
    assert (value_to_json(one) == value_to_json(two)) == (one == two)


@pytest.mark.parametrize(
    "data",
    [
        None,
        1.5,
        [],
        {},
        {"day": 5},
        {"day": "tomorrow"},
        {"items": "ab"},
        {"items": [None]},
        {"term": 1},
        {"rich": 1},
    ],
)
def test_json_that_is_no_value(data) -> None:
    with pytest.raises(ValueError):
        value_from_json(data)


@pytest.mark.parametrize(
    "value", [datetime(2026, 11, 20, tzinfo=UTC), None, 1.5, b"x", ("a",), Listing((None,))]
)
def test_what_is_no_value_never_enters_the_outbox(value) -> None:
    with pytest.raises(TypeError):
        value_to_json(value)


def test_a_moment_is_what_the_clock_on_the_wall_shows() -> None:
    assert Moment.of(datetime(2026, 11, 20, 14, 30, 59, tzinfo=UTC)) == Moment(date(2026, 11, 20), 870)


def test_names_that_are_stored_stay() -> None:
    assert [*Lane] == ["answer", "urgent", "notice", "reminder"]
    assert [*WhenUnknown] == ["keep", "resend"]
