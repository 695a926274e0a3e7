"""What a rule does after any absence: nothing lost, nothing twice, nobody disturbed at night."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.firing import GRACE, Late, Turn, decide
from bot.domain.quiet import QuietHours
from bot.domain.recurrence import Every, Recurrence, days, moment, next_due

START = date(2026, 10, 1)  # a month in which clocks change
BEGIN = datetime(2026, 10, 1, tzinfo=UTC)
ZONES = st.sampled_from(
    [ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe")]
)
RULES = st.one_of(
    st.builds(Recurrence, st.just(Every.DAY), st.just(START), st.integers(0, 1439), st.integers(1, 3)),
    st.builds(
        lambda minute, day: Recurrence(Every.MONTH, START, minute, day=day),
        st.integers(0, 1439),
        st.integers(1, 31),
    ),
)
# When somebody looks: mostly close together, sometimes after days.
LOOKS = st.lists(
    st.one_of(st.integers(1, 10), st.integers(60, 1440), st.integers(1440, 8 * 1440)), min_size=1, max_size=60
)
QUIET = QuietHours()


def turns(rule: Recurrence, zone: ZoneInfo, late: Late, steps: list[int]) -> list[tuple[datetime, Turn]]:
    """What it does at each of these looks."""
    found: list[tuple[datetime, Turn]] = []
    now = BEGIN
    due_at = next_at = next_due(rule, zone, BEGIN)
    for step in steps:
        now += timedelta(minutes=step)
        if due_at is None or next_at is None or next_at > now:
            continue
        turn = decide(due_at, now, late, lambda after: next_due(rule, zone, after), zone, QUIET)
        found.append((now, turn))
        due_at, next_at = turn.due_at, turn.next_at
    return found


@given(RULES, ZONES, st.sampled_from(Late), LOOKS)
def test_each_time_has_one_end(rule: Recurrence, zone: ZoneInfo, late: Late, steps: list[int]) -> None:
    found = turns(rule, zone, late, steps)
    ends = [each for _, turn in found for each in (*turn.skipped, *([turn.fires] if turn.fires else []))]
    assert all(before < after for before, after in pairwise(ends))
    every = iter(moment(day, rule.minute, zone) for day in days(rule, START - timedelta(days=1)))
    expected = (each for each in every if each > BEGIN)
    assert ends == [next(expected) for _ in ends]
    if found:
        now, last = found[-1]
        assert last.due_at is None or last.next_at is None or last.next_at > now
        # Whatever has passed has its end, unless it waits for the morning.
        assert last.due_at == next(expected)


@given(RULES, ZONES, st.sampled_from(Late), LOOKS)
def test_what_is_late_is_told(rule: Recurrence, zone: ZoneInfo, late: Late, steps: list[int]) -> None:
    for now, turn in turns(rule, zone, late, steps):
        if turn.fires is not None:
            assert turn.fires <= now
            assert turn.is_late == (now - turn.fires > GRACE)
            assert not (turn.is_late and late is Late.SKIP)
            assert not (turn.is_late and QUIET.is_quiet(now.astimezone(zone)))
        if turn.next_at != turn.due_at:  # it waits for the morning
            assert turn.next_at is not None
            assert QUIET.is_quiet(now.astimezone(zone))
            assert now < turn.next_at <= now + timedelta(hours=12)


def test_an_end() -> None:
    due_at = datetime(2026, 10, 1, 1, tzinfo=UTC)
    zone = ZoneInfo("Asia/Shanghai")
    assert decide(due_at, due_at, Late.ONCE, lambda _: None, zone, QUIET) == Turn(
        due_at, False, (), None, None
    )
    night = datetime(2026, 10, 1, 14, tzinfo=UTC)
    morning = datetime(2026, 10, 1, 23, 30, tzinfo=UTC)
    waits = decide(due_at, night, Late.ONCE, lambda _: None, zone, QUIET)
    assert waits == Turn(None, False, (), due_at, morning)
    assert decide(due_at, night, Late.SKIP, lambda _: None, zone, QUIET) == Turn(
        None, False, (due_at,), None, None
    )
