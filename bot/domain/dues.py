"""Party dues (党费): what a member owes a month. The bot only reckons and reminds; it never handles money.

Amounts are in fen (分, hundredths of a yuan), whole numbers; a month is its first day. The rates are those
of the party's rules on collecting, using and managing dues of 2008: the whole of what somebody earns counts
at the rate of its bracket. Everybody's income is set anew each January.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.errors import UserError

YUAN = 100  # fen
MOST_BASE = 1_000_000 * YUAN  # a month; whoever types more has mistyped
MOST_PAID = 1_000_000 * YUAN  # for one month
MONTHS_BACK, MONTHS_AHEAD = 24, 12  # which months can be marked
ARREARS = 3  # so many months without a mark are worth a word in private


class Payer(StrEnum):
    """What somebody's dues are reckoned by."""

    WAGE = "wage"
    RETIRED = "retired"
    FARMER = "farmer"
    STUDENT = "student"  # and whoever lives on benefits

    @property
    def has_base(self) -> bool:
        """Whether it takes an income to reckon them."""
        return self in {Payer.WAGE, Payer.RETIRED}


@dataclass(frozen=True, slots=True)
class Bracket:
    """Up to and including this monthly base after tax (fen; None: without an end) so many tenths of a per
    cent of the whole base."""

    up_to: int | None
    per_mille: int


@dataclass(frozen=True, slots=True)
class Rates:
    """Brackets for those who have an income, fixed amounts (fen) for those who have none."""

    wage: tuple[Bracket, ...]
    retired: tuple[Bracket, ...]
    farmer: tuple[int, int]
    student: int


RATES = Rates(
    wage=(
        Bracket(3_000 * YUAN, 5),
        Bracket(5_000 * YUAN, 10),
        Bracket(10_000 * YUAN, 15),
        Bracket(None, 20),
    ),
    retired=(Bracket(5_000 * YUAN, 5), Bracket(None, 10)),
    farmer=(20, 1 * YUAN),
    student=20,
)


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed a month, from ``least`` to ``most`` fen; farmers choose within, for others both are one.

    Where there is a rate it is ``per_mille``, for a base of more than ``above`` (0 in the lowest bracket) up
    to and including ``up_to`` (None in the highest).
    """

    least: int
    most: int
    per_mille: int | None = None
    above: int = 0
    up_to: int | None = None


def owed(payer: Payer, base: int | None = None, rates: Rates = RATES) -> Owed:
    """What somebody owes a month; ``base`` is the monthly income after tax in fen, for wages and pensions.

    Half a fen and more counts as a whole one. Raises ``ValueError`` for a base that is missing or below zero.
    """
    if payer is Payer.FARMER:
        return Owed(*rates.farmer)
    if payer is Payer.STUDENT:
        return Owed(rates.student, rates.student)
    if base is None or base < 0:
        raise ValueError("a base of zero or more is needed")
    above = 0
    for bracket in rates.wage if payer is Payer.WAGE else rates.retired:
        if bracket.up_to is None or base <= bracket.up_to:
            amount = (base * bracket.per_mille + 500) // 1000
            return Owed(amount, amount, bracket.per_mille, above, bracket.up_to)
        above = bracket.up_to
    raise ValueError("the last bracket has no end")


def check_base(base: int) -> int:
    """The base, when anybody can earn that much. Raises ``UserError("dues-base-large")``."""
    if base > MOST_BASE:
        raise UserError("dues-base-large", limit=yuan(MOST_BASE))
    return base


def yuan(fen: int) -> str:
    """An amount in yuan, without cents when there are none: 42.50, 3000."""
    whole, cents = divmod(fen, YUAN)
    return f"{whole}.{cents:02}" if cents else str(whole)


def percent(per_mille: int) -> str:
    """A rate as people say it: 0.5, 1, 1.5."""
    whole, tenth = divmod(per_mille, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)


# -- months --------------------------------------------------------------------------------------------


def month_of(day: date) -> date:
    """The month that a day lies in."""
    return date(day.year, day.month, 1)


def later(month: date, months: int) -> date:
    """So many months later; earlier for a negative number. Raises ``ValueError`` beyond the calendar."""
    count = month.year * 12 + month.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def may_mark(month: date, today: date) -> bool:
    """Whether anybody pays for that month today: not for one long past, nor for years in advance."""
    present = month_of(today)
    return later(present, -MONTHS_BACK) <= month <= later(present, MONTHS_AHEAD)


def in_arrears(marked: Iterable[date], since: date, month: date) -> bool:
    """Whether that month and those before it are all without a mark, ``ARREARS`` of them.

    ``since``: the first month that counts; whoever has not been asked for so long is not in arrears.
    """
    wanted = [later(month, -back) for back in range(ARREARS)]
    return wanted[-1] >= since and not set(wanted) & set(marked)
