"""The codes of signing in, and the door: a photo is worthless after a minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.keys import new_secret
from bot.domain.meetings import Door, Presence, minutes_after
from bot.domain.sign_in import (
    DIGITS,
    LINK,
    STEP,
    Codes,
    clean_digits,
    looks_like_digits,
    meeting_of,
)

SECRET = "5e" * 32
START = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
MEETING = 30 * 7  # its steps begin with the minute and the half minute
moments = st.integers(1_600_000_000_000, 4_000_000_000_000).map(
    lambda millis: datetime.fromtimestamp(millis / 1000, UTC)
)
meetings = st.integers(1, 10**12)


@pytest.mark.parametrize(("seconds", "good"), [(0, True), (29, True), (31, True), (59, True), (61, False)])
def test_a_photo_is_worthless_after_a_minute(seconds: int, good: bool) -> None:
    codes = Codes(MEETING, SECRET)
    photo = codes.shown(START)
    later = START + timedelta(seconds=seconds)
    assert codes.is_link(photo.link, later) is good
    assert codes.is_digits(photo.digits, later) is good


@given(meetings, moments, st.integers(-600, 600))
def test_a_code_counts_in_its_step_and_the_next(meeting_id: int, at: datetime, seconds: int) -> None:
    codes = Codes(meeting_id, SECRET)
    code, later = codes.shown(at), at + timedelta(seconds=seconds)
    good = codes.step(later) - codes.step(at) in {0, 1}
    assert codes.is_link(code.link, later) is good
    # Digits may be the same twice; one that should count always does.
    assert not good or codes.is_digits(code.digits, later)
    assert not (0 <= seconds <= STEP) or good
    assert not (seconds < -STEP or seconds >= 2 * STEP) or not good


@given(meetings, meetings, moments)
def test_a_code_is_of_one_meeting_and_one_secret(one: int, other: int, at: datetime) -> None:
    code = Codes(one, SECRET).shown(at)
    assert meeting_of(code.link) == one
    assert Codes(other, SECRET).is_link(code.link, at) is (one == other)
    assert not Codes(one, new_secret()).is_link(code.link, at)
    assert looks_like_digits(code.digits)
    assert len(code.digits) == DIGITS
    start = f"{LINK}_{code.link}"
    assert len(start) <= 64
    assert all(sign.isalnum() or sign in "_-" for sign in start)


@given(st.text())
def test_anything_can_be_typed(text: str) -> None:
    codes = Codes(1, SECRET)
    meeting_id = meeting_of(text)
    if meeting_id is not None:
        assert not codes.is_link(text, START)
    if looks_like_digits(text):
        codes.is_digits(clean_digits(text), START)


def test_what_looks_like_digits() -> None:
    for text in ("012345", " 012 345\n"):
        assert looks_like_digits(text)
    for text in ("", "12345", "1234567", "12345a", "１２３４５６", "-12345"):
        assert not looks_like_digits(text)


def test_the_secret_is_in_no_log() -> None:
    assert SECRET not in repr(Codes(1, SECRET))


@pytest.mark.parametrize(
    ("seconds", "presence"),
    [
        (-1801, None),
        (-1800, Presence.ON_TIME),
        (0, Presence.ON_TIME),
        (600, Presence.ON_TIME),
        (601, Presence.LATE),
        (1800, Presence.LATE),
        (1801, None),
    ],
)
def test_the_door_with_ten_minutes_of_grace(seconds: int, presence: Presence | None) -> None:
    assert Door(grace=10).presence(START, START + timedelta(seconds=seconds)) is presence


@given(st.builds(Door, st.integers(0, 90), st.integers(0, 90), st.integers(0, 90)), st.integers(-9000, 9000))
def test_who_comes_is_either_late_or_not(door: Door, seconds: int) -> None:
    at = START + timedelta(seconds=seconds)
    presence = door.presence(START, at)
    assert (presence is None) is not (door.opens(START) <= at <= door.shuts(START))
    if presence is Presence.LATE:
        assert minutes_after(START, at) > door.grace
    elif presence is not None:
        assert minutes_after(START, at) <= door.grace


@pytest.mark.parametrize(("seconds", "minutes"), [(-90, -1), (-30, 0), (0, 0), (1, 1), (60, 1), (61, 2)])
def test_minutes(seconds: int, minutes: int) -> None:
    assert minutes_after(START, START + timedelta(seconds=seconds)) == minutes
