"""What people's dues are reckoned by: seen and set by the secretary, person by person, each January anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.dues import Owed, Payer, check_base, month_of, owed
from bot.domain.identity import refuse_identity_number
from bot.domain.people import Branch, Member
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.parsing.dues import read_rates, read_sum
from bot.usecases.dues import EVERYBODY, bare, by_name, check_list, find_kept, find_payer, is_old
from storage import audit, dues, people
from storage.database import Transaction
from storage.dues import Basis, Mark


@dataclass(frozen=True, slots=True)
class PayerCard:
    """One person's dues as the secretary sees them; ``marks`` are this year's, by month.

    ``basis`` and ``owed`` are None until somebody has said what they are reckoned by; ``is_old``: that was
    in another year. ``place`` counts the branch's people from 0; ``following`` is the next of them for whom
    nothing has been said this year.
    """

    member: Member
    branch: Branch
    month: date
    basis: Basis | None
    owed: Owed | None
    is_old: bool
    marks: tuple[Mark, ...]
    place: int
    following: Member | None


@dataclass(frozen=True, slots=True)
class Bases:
    """Everybody of a branch, by group and name, with what their dues are reckoned by, None when unknown.

    ``old``: so many are of another year, and could be kept for this one.
    """

    branch: Branch
    month: date
    people: tuple[tuple[Member, Basis | None], ...]
    old: int


@dataclass(frozen=True, slots=True)
class Stated:
    """What became of a list of rates: the names it was clear about; of the rest the lines as they were
    written, which say too little, name nobody of the branch, or may mean several people."""

    branch: Branch
    done: tuple[str, ...]
    unclear: tuple[str, ...]
    unknown: tuple[str, ...]
    namesakes: tuple[str, ...]


def open_bases(tx: Transaction, actor: Actor, branch_id: int, now: datetime) -> Bases:
    """What the dues of a branch's people are reckoned by. Raises ``UserError("not-allowed")``."""
    branch = find_kept(tx, actor, branch_id)
    month = month_of(branch.today(now))
    members = people.page(tx, branch_id, EVERYBODY, 0)
    found = dues.bases(tx, [one.id for one in members], month)
    old = sum(is_old(one, month) for one in found.values())
    return Bases(branch, month, tuple((one, found.get(one.id)) for one in members), old)


def open_payer(tx: Transaction, actor: Actor, person_id: int, now: datetime) -> PayerCard:
    """One person's dues; the look is written down. Raises ``UserError`` ``person-gone``, ``not-allowed``."""
    card = _card(tx, actor, person_id, now)
    if person_id != actor.person_id:
        audit.note(tx, actor, "dues-read", person_id, now)
    return card


def set_payer(
    tx: Transaction, actor: Actor, person_id: int, payer: Payer, base: int | None, now: datetime
) -> PayerCard:
    """Reckon somebody's dues by this, from this month on; ``base`` in fen for those who have one.

    Raises ``UserError`` ``person-gone``, ``not-allowed``, ``dues-base-large``, ``button-broken`` (no base).
    """
    member, branch = find_payer(tx, actor, person_id)
    if payer.has_base != (base is not None):
        raise UserError("button-broken")
    month = month_of(branch.today(now))
    dues.set_bases(tx, {member.id: (payer, None if base is None else check_base(base))}, month)
    audit.note(tx, actor, "dues-set", member.id, now, {"kind": payer})
    return _card(tx, actor, person_id, now)


def set_typed(
    tx: Transaction, actor: Actor, person_id: int, payer: Payer, text: str, now: datetime
) -> PayerCard:
    """The same with an income as it was typed; raises also as ``typed_sum``."""
    return set_payer(tx, actor, person_id, payer, typed_sum(text), now)


def set_list(tx: Transaction, actor: Actor, branch_id: int, text: str, now: datetime) -> Stated:
    """Set what a list says without a doubt, of people whose name nobody else in the branch has.

    Raises ``UserError`` ``not-allowed``, ``dues-list-empty``, ``dues-list-long``, ``identity-number``.
    """
    branch = find_kept(tx, actor, branch_id)
    refuse_identity_number(text)
    lines = read_rates(text)
    check_list(lines)
    known = by_name(people.page(tx, branch_id, EVERYBODY, 0))
    new: dict[int, tuple[Payer, int | None]] = {}
    done, unclear, unknown, namesakes = [], [], [], []
    for one in lines:
        members = known.get(bare(one.name), [])
        if not members:
            unknown.append(one.line)
        elif len(members) > 1:
            namesakes.append(one.line)
        elif one.payer is None or (one.payer.has_base and one.base is None):
            unclear.append(one.line)
        else:
            new[members[0].id] = (one.payer, one.base if one.payer.has_base else None)
            done.append(members[0].name)
    dues.set_bases(tx, new, month_of(branch.today(now)))
    audit.note_many(tx, actor, "dues-set", ((key, {"kind": payer}) for key, (payer, _) in new.items()), now)
    return Stated(branch, *(tuple(dict.fromkeys(one)) for one in (done, unclear, unknown, namesakes)))


def keep_old(tx: Transaction, actor: Actor, branch_id: int, now: datetime) -> int:
    """沿用去年的: what was said in another year holds this year, too; of how many people.

    Raises ``UserError("not-allowed")``.
    """
    found = open_bases(tx, actor, branch_id, now)
    old = {
        member.id: (basis.payer, basis.base)
        for member, basis in found.people
        if basis is not None and is_old(basis, found.month)
    }
    dues.set_bases(tx, old, found.month)
    audit.note_many(tx, actor, "dues-set", ((one, {"kept": True}) for one in old), now)
    return len(old)


def typed_sum(text: str) -> int:
    """An income in fen, as somebody typed it.

    Raises ``UserError`` ``dues-sum-unclear``, ``dues-sum-negative``, ``dues-base-large``.
    """
    found = read_sum(text)
    if found.fen is not None:
        return check_base(found.fen)
    raise sum_error(found.problem)


def sum_error(problem: str) -> UserError:
    """What is said about a sum that cannot be read; see ``bot.parsing.dues.Sum``."""
    if problem == "negative":
        return UserError("dues-sum-negative")
    return UserError("dues-sum-large") if problem == "large" else UserError("dues-sum-unclear")


def _card(tx: Transaction, actor: Actor, person_id: int, now: datetime) -> PayerCard:
    member, branch = find_payer(tx, actor, person_id)
    month = month_of(branch.today(now))
    members = people.page(tx, branch.id, EVERYBODY, 0)
    found = dues.bases(tx, [one.id for one in members], month)
    basis = found.get(member.id)
    place = [one.id for one in members].index(member.id)
    others = (one for one in (*members[place + 1 :], *members[:place]))
    marks = dues.marks(tx, [member.id], month.replace(month=1), month.replace(month=12))
    return PayerCard(
        member,
        branch,
        month,
        basis,
        owed(basis.payer, basis.base) if basis else None,
        is_old(basis, month),
        tuple(marks),
        place,
        next((one for one in others if one.id not in found or is_old(found[one.id], month)), None),
    )
