"""Writing down who has paid their dues: one, all others, a pasted list; and taking a mark back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.dues import MOST_PAID, month_of, yuan
from bot.domain.identity import refuse_identity_number
from bot.domain.people import Branch, Member
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.parsing.dues import Paid, read_list
from bot.usecases.dues import (
    EVERYBODY,
    MonthList,
    bare,
    by_name,
    check_list,
    check_month,
    find_kept,
    find_payer,
    month_list,
    subject_of,
)
from storage import audit, dues, people, subjects
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Choice:
    """People of one name, of whom the list does not say which it means; ``amount`` is what it says of it."""

    name: str
    amount: int | None
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Pasted:
    """What became of a list: whom it marked, who had been marked before, who has namesakes, and what is the
    name of nobody in the branch."""

    seen: MonthList
    marked: tuple[str, ...]
    before: tuple[str, ...]
    choices: tuple[Choice, ...]
    unknown: tuple[str, ...]


def mark(
    tx: Transaction, actor: Actor, person_id: int, month: date, amount: int | None, now: datetime
) -> MonthList:
    """Somebody has paid for a month; marked before, nothing happens.

    ``amount``: fen, None when nobody says how much. Raises ``UserError`` ``person-gone``, ``not-allowed``,
    ``dues-month-far``, ``button-broken`` (no such amount).
    """
    member, branch = find_payer(tx, actor, person_id)
    check_month(branch, month, now)
    if amount is not None and not 0 <= amount <= MOST_PAID:
        raise UserError("button-broken")
    _mark(tx, actor, branch, {member.id: amount}, month, now)
    return month_list(tx, actor, branch.id, month, now)


def unmark(tx: Transaction, actor: Actor, person_id: int, month: date, now: datetime) -> MonthList:
    """Take a mark back. The mark stays in the books, with who took it back. Raises as ``mark``."""
    member, branch = find_payer(tx, actor, person_id)
    check_month(branch, month, now)
    if dues.unmark(tx, member.id, month, actor.person_id, now):
        audit.note(tx, actor, "dues-unmarked", member.id, now, {"month": month.isoformat()})
    return month_list(tx, actor, branch.id, month, now)


def mark_rest(tx: Transaction, actor: Actor, branch_id: int, month: date, now: datetime) -> MonthList:
    """Everybody of the branch has paid for a month. Raises ``not-allowed``, ``dues-month-far``."""
    seen = month_list(tx, actor, branch_id, month, now)
    rest: dict[int, int | None] = {one.member.id: None for one in seen.lines if not one.paid}
    _mark(tx, actor, seen.branch, rest, month, now)
    return month_list(tx, actor, branch_id, month, now)


def mark_list(tx: Transaction, actor: Actor, branch_id: int, month: date, text: str, now: datetime) -> Pasted:
    """Mark everybody whom a list names without a doubt.

    Raises ``UserError`` ``not-allowed``, ``dues-month-far``, ``dues-list-empty``, ``dues-list-long``,
    ``identity-number``.
    """
    branch = find_kept(tx, actor, branch_id)
    check_month(branch, month, now)
    refuse_identity_number(text)
    lines = read_list(text)
    check_list(lines)
    known = by_name(people.page(tx, branch.id, EVERYBODY, 0))
    sure, choices = _told_apart(lines, known)
    new = set(_mark(tx, actor, branch, {one.id: amount for one, amount in sure}, month, now))
    names = {one.id: one.name for one, _ in sure}
    return Pasted(
        month_list(tx, actor, branch_id, month, now),
        tuple(name for person_id, name in names.items() if person_id in new),
        tuple(name for person_id, name in names.items() if person_id not in new),
        tuple(choices),
        tuple(dict.fromkeys(_said(one) for one in lines if bare(one.name) not in known)),
    )


def _told_apart(
    lines: list[Paid], known: dict[str, list[Member]]
) -> tuple[list[tuple[Member, int | None]], list[Choice]]:
    """Whom the list surely means, and whom it may mean.

    A list that names everybody of one name means them all, unless it says that they paid unlike sums.
    """
    sure: list[tuple[Member, int | None]] = []
    choices: list[Choice] = []
    sums: dict[str, list[int | None]] = {}
    for one in lines:
        sums.setdefault(bare(one.name), []).append(one.fen)
    for name, amounts in sums.items():
        members, unlike = known.get(name, []), tuple(dict.fromkeys(amounts))
        if members and len(unlike) == 1 and len(amounts) >= len(members):
            sure += [(one, unlike[0]) for one in members]
        elif members:
            choices += [Choice(members[0].name, amount, tuple(members)) for amount in unlike]
    return sure, choices


def _mark(
    tx: Transaction, actor: Actor, branch: Branch, paid: dict[int, int | None], month: date, now: datetime
) -> list[int]:
    dues.begin(tx, branch.id, month_of(branch.today(now)))
    new = dues.mark(tx, paid, month, actor.person_id, now)
    detail = {"month": month.isoformat()}
    subjects.settle(tx, subject_of(branch.id, month), new, now)
    audit.note_many(tx, actor, "dues-marked", ((person_id, detail) for person_id in new), now)
    return new


def _said(line: Paid) -> str:
    return line.name if line.fen is None else f"{line.name} {yuan(line.fen)}"
