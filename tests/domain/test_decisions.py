"""Reasons, and a record in few words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.decisions import RETURN_REASONS, chosen_reason, reason_value, typed_reason
from bot.domain.messages import Term
from bot.domain.record_words import shorten, state_key, who
from bot.domain.service import RecordState
from bot.errors import UserError
from tests.domain.records import record


@pytest.mark.parametrize("name", RETURN_REASONS)
def test_a_chosen_reason_becomes_a_term(name: str) -> None:
    assert reason_value(chosen_reason(name)) == Term(f"reason-{name}")


@pytest.mark.parametrize("text", ["wrong-day", "#other", "#", "日期不对", "##wrong-day"])
def test_anything_else_stays_as_it_was_typed(text: str) -> None:
    assert reason_value(text) == text


def test_a_reason_that_is_not_in_the_list_cannot_be_chosen() -> None:
    with pytest.raises(UserError, match="button-broken"):
        chosen_reason("because")


@given(st.text(max_size=300))
def test_a_typed_reason_is_one_line_or_refused(text: str) -> None:
    plain = " ".join(text.split())
    if 0 < len(plain) <= 200:
        assert typed_reason(text) == plain
        return
    with pytest.raises(UserError, match="reason-too-long" if plain else "reason-missing"):
        typed_reason(text)


@given(st.text(), st.integers(1, 50))
def test_a_short_text_stays_and_a_long_one_says_that_it_was_cut(text: str, longest: int) -> None:
    short, plain = shorten(text, longest), " ".join(text.split())
    assert len(short) <= longest
    assert short == plain or (short.endswith("…") and plain.startswith(short[:-1]))


def test_a_withdrawn_record_is_not_called_revoked() -> None:
    gone = record(state=RecordState.REVOKED)
    assert state_key(gone) == "state-withdrawn"
    assert state_key(replace(gone, reason="没有这回事")) == "state-revoked"
    assert state_key(record()) == "state-confirmed"


def test_the_operator_has_no_name() -> None:
    assert (who(None), who(""), who("王桂兰")) == (Term("role-operator"), Term("role-operator"), "王桂兰")
