"""Counting slips: against a slow count, ties never broken in silence, and an end that is an end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ballots import (
    MOVES,
    HouseholdState,
    counted,
    has_quorum,
    marked,
    outcome,
)
from bot.domain.keys import new_secret
from bot.domain.voices import voice_of

PEOPLE = list(range(11, 19))
slips = st.lists(st.sets(st.sampled_from(PEOPLE), max_size=4), max_size=30)


@given(slips, st.integers(1, 8))
def test_who_comes_in_is_what_a_slow_count_gives(box: list[set[int]], seats: int) -> None:
    votes = counted(box, PEOPLE)
    assert votes == {one: sum(one in slip for slip in box) for one in PEOPLE}
    found = outcome(votes, seats)
    # The oracle asks of each one alone: how many have more, and how many as many.
    for one in PEOPLE:
        more = sum(votes[other] > votes[one] for other in PEOPLE)
        as_many = sum(votes[other] == votes[one] for other in PEOPLE)
        surely = votes[one] > 0 and more + as_many <= seats
        at_stake = votes[one] > 0 and more < seats < more + as_many
        assert (one in found.won, one in found.tied) == (surely, at_stake)
    assert len(found.won) + found.seats <= seats
    # A tie is between more than there are places left, or it is none.
    assert len(found.tied) > found.seats > 0 or (found.tied, found.seats) == ((), 0)


@given(slips, st.integers(1, 8), st.randoms())
def test_names_and_order_decide_nothing(box: list[set[int]], seats: int, chance: st.DataObject) -> None:
    shuffled = list(PEOPLE)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    other = dict(zip(PEOPLE, shuffled, strict=True))
    found = outcome(counted(box, PEOPLE), seats)
    renamed = outcome(counted([{other[one] for one in slip} for slip in reversed(box)], PEOPLE), seats)
    assert {other[one] for one in found.won} == set(renamed.won)
    assert ({other[one] for one in found.tied}, found.seats) == (set(renamed.tied), renamed.seats)


@given(st.integers(0, 100), st.integers(0, 100))
def test_half_of_those_who_may_is_enough_if_it_keeps_the_secret(should: int, voted: int) -> None:
    is_half = should > 0 and voted >= should - voted
    assert has_quorum(should, voted) == (is_half and voted >= min(should, 3))


@given(st.sets(st.integers(0, 7)))
def test_marks_are_what_was_marked(places: set[int]) -> None:
    mask = sum(1 << place for place in places)
    assert marked(mask, PEOPLE) == tuple(PEOPLE[place] for place in sorted(places))
    for beside in (-1, mask | 1 << len(PEOPLE)):
        with pytest.raises(ValueError, match="beside"):
            marked(beside, PEOPLE)


def test_a_voice_is_one_account_s_and_nobody_s_without_the_secret() -> None:
    one, other = new_secret(), new_secret()
    assert voice_of(one, 5) == voice_of(one, 5)
    assert len({voice_of(secret, account) for secret in (one, other) for account in (5, 6)}) == 4


def test_an_end_is_an_end() -> None:
    ends = {state for state in HouseholdState if not MOVES[state]}
    assert ends == {HouseholdState.FINAL, HouseholdState.DROPPED}
    assert all(HouseholdState.DROPPED in MOVES[state] for state in set(HouseholdState) - ends)
    assert all(HouseholdState.OPEN not in after for after in MOVES.values())
