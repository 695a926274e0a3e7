"""Dues: every bracket at its border as the rule book gives it, and against a table of decimals in between."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dues import (
    ARREARS,
    MOST_BASE,
    YUAN,
    Owed,
    Payer,
    check_base,
    in_arrears,
    later,
    may_mark,
    month_of,
    owed,
    percent,
    yuan,
)
from bot.errors import UserError

# Up to and including so many yuan, so many per cent; the last has no end.
TABLES = {
    Payer.WAGE: (("3000", "0.5"), ("5000", "1"), ("10000", "1.5"), ("Infinity", "2")),
    Payer.RETIRED: (("5000", "0.5"), ("Infinity", "1")),
}
MONTHS = st.dates(date(2001, 1, 1), date(8000, 12, 31)).map(month_of)


def by_the_table(payer: Payer, base: int) -> int:
    earned = Decimal(base) / 100
    rate = next(Decimal(rate) for up_to, rate in TABLES[payer] if earned <= Decimal(up_to))
    return int((earned * rate / 100).quantize(Decimal("0.01"), ROUND_HALF_UP) * 100)


@pytest.mark.parametrize(
    ("payer", "base", "fen"),
    [
        (Payer.WAGE, 0, 0),
        (Payer.WAGE, 3_000 * YUAN, 15_00),
        (Payer.WAGE, 3_000 * YUAN + 1, 30_00),
        (Payer.WAGE, 4_200 * YUAN, 42_00),
        (Payer.WAGE, 5_000 * YUAN, 50_00),
        (Payer.WAGE, 5_001 * YUAN, 75_02),
        (Payer.WAGE, 10_000 * YUAN, 150_00),
        (Payer.WAGE, 10_001 * YUAN, 200_02),
        (Payer.RETIRED, 5_000 * YUAN, 25_00),
        (Payer.RETIRED, 5_001 * YUAN, 50_01),
        (Payer.STUDENT, None, 20),
    ],
)
def test_what_is_owed_at_the_borders(payer: Payer, base: int | None, fen: int) -> None:
    found = owed(payer, base)
    assert (found.least, found.most) == (fen, fen)


def test_farmers_choose_within_a_range() -> None:
    assert owed(Payer.FARMER) == Owed(20, 100)


@given(st.integers(0, 2_000_000), st.sampled_from(sorted(TABLES)))
def test_every_base_is_reckoned_as_in_the_table(base: int, payer: Payer) -> None:
    found = owed(payer, base)
    assert found.least == found.most == by_the_table(payer, base)
    assert found.above < base or found.above == 0
    assert found.up_to is None or base <= found.up_to


@given(st.integers(0, MOST_BASE), st.integers(0, MOST_BASE), st.sampled_from(sorted(TABLES)))
def test_who_has_more_never_owes_less(one: int, other: int, payer: Payer) -> None:
    less, more = sorted((one, other))
    assert owed(payer, less).least <= owed(payer, more).least


@pytest.mark.parametrize("base", [None, -1])
def test_an_income_is_needed(base: int | None) -> None:
    with pytest.raises(ValueError, match="base"):
        owed(Payer.WAGE, base)


def test_an_income_that_nobody_has() -> None:
    assert check_base(MOST_BASE) == MOST_BASE
    with pytest.raises(UserError, match="dues-base-large"):
        check_base(MOST_BASE + 1)


def test_sums_and_rates_in_words() -> None:
    assert [yuan(one) for one in (0, 20, 4_200, 420_050)] == ["0", "0.20", "42", "4200.50"]
    assert [percent(one) for one in (5, 10, 15, 20)] == ["0.5", "1", "1.5", "2"]


@given(MONTHS, st.integers(-500, 500))
def test_months_are_counted_there_and_back(month: date, months: int) -> None:
    there = later(month, months)
    assert later(there, -months) == month
    assert (there.year - month.year) * 12 + there.month - month.month == months


def test_which_months_can_be_marked() -> None:
    today = date(2026, 11, 21)
    assert [may_mark(one, today) for one in (date(2024, 11, 1), date(2027, 11, 1))] == [True, True]
    assert [may_mark(one, today) for one in (date(2024, 10, 1), date(2027, 12, 1))] == [False, False]


@given(MONTHS, st.sets(st.integers(0, 6)), st.integers(0, 6))
def test_three_months_in_a_row_are_arrears(month: date, paid: set[int], known: int) -> None:
    marked = [later(month, -back) for back in paid]
    found = in_arrears(marked, later(month, -known), month)
    assert found == (known >= ARREARS - 1 and not paid & {0, 1, 2})
