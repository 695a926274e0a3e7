"""An audience as a condition over the roster: the numbers shown and the rows sent come from the same one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from bot.domain.audience import Audience, AudienceRole
from bot.domain.group_chats import GroupChat
from bot.domain.messages import Push
from bot.domain.people import Member, MemberKind, PartyGroup
from bot.domain.rights import Role
from storage import group_chats, outbox, people
from storage.database import Transaction
from storage.queue_rows import REACHABLE
from storage.schema import account, branch, group_chat, holding, notice_missed, party_group, person

NO_ACCOUNT = "no-account"
IN_GROUP = "in-group"  # concerned through a group chat, and in no other way

_HELD = {
    AudienceRole.COMMITTEE: (Role.SECRETARY, Role.COMMITTEE_MEMBER),
    AudienceRole.GROUP_LEADERS: (Role.GROUP_LEADER,),
    AudienceRole.SECRETARIES: (Role.SECRETARY,),
}
_KINDS = {AudienceRole.FULL: MemberKind.FULL, AudienceRole.PROBATIONARY: MemberKind.PROBATIONARY}

_CAN_BE_REACHED = account.c.reach == sa.literal_column(f"'{REACHABLE}'")
_ROSTER = person.outerjoin(account, account.c.person_id == person.c.id)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many an audience is: ``people`` can be reached in private, ``missed`` cannot, by why not.

    ``in_groups`` hear of it through a group chat only. ``groups`` chats can be reached, ``groups_missed``
    cannot. ``with_sender``: the sender is meant too, and is in none of these numbers.
    """

    people: int = 0
    missed: dict[str, int] = field(default_factory=dict)
    in_groups: int = 0
    groups: int = 0
    groups_missed: int = 0
    with_sender: bool = False


def scope(audience: Audience) -> sa.ColumnElement[bool]:
    """Of people: those on the roster now, within the branches that the audience is about."""
    return sa.and_(person.c.active, _is_in(person.c.branch_id, audience))


def _is_in(branch_id: sa.Column[int], audience: Audience) -> sa.ColumnElement[bool]:
    if audience.everywhere:
        return sa.true()
    places = []
    if audience.branches:
        places.append(branch_id.in_(audience.branches))
    if audience.committees:
        under = sa.select(branch.c.id).where(branch.c.committee_id.in_(audience.committees))
        places.append(branch_id.in_(under))
    return sa.or_(sa.false(), *places)


def meant(audience: Audience) -> sa.ColumnElement[bool]:
    """Of people: those the audience names, whether or not they can be reached."""
    if audience.nobody:
        return sa.false()
    if audience.is_everybody:
        return scope(audience)
    return sa.and_(scope(audience), sa.or_(*_named(audience)))


def _named(audience: Audience) -> list[sa.ColumnElement[bool]]:
    named: list[sa.ColumnElement[bool]] = [_has(role) for role in audience.roles]
    if audience.people:
        named.append(person.c.id.in_(audience.people))
    # Said twice for those in no group or category, so that the condition can be turned round.
    if audience.groups:
        named.append(sa.and_(person.c.group_id.is_not(None), person.c.group_id.in_(audience.groups)))
    if audience.categories:
        words = [category.value for category in audience.categories]
        named.append(sa.and_(person.c.category.is_not(None), person.c.category.in_(words)))
    return named


def _has(role: AudienceRole) -> sa.ColumnElement[bool]:
    if role in _KINDS:
        return person.c.kind == _KINDS[role].value
    words = [held.value for held in _HELD[role]]
    return person.c.id.in_(sa.select(holding.c.person_id).where(holding.c.role.in_(words)))


def but(persons: sa.ColumnElement[bool], sender_id: int | None) -> sa.ColumnElement[bool]:
    """The same people without the sender."""
    return persons if sender_id is None else sa.and_(persons, person.c.id != sender_id)


def reachable_chats(tx: Transaction, audience: Audience) -> list[int]:
    """The audience's group chats that can be written to, by id.

    Only those of branches in the scope: one that another branch has bound since hears nothing of this one's.
    """
    query = sa.select(group_chat.c.chat_id).where(
        group_chat.c.chat_id.in_(audience.chats),
        group_chat.c.reach == REACHABLE,
        _is_in(group_chat.c.branch_id, audience),
    )
    return list(tx.execute(query.order_by(group_chat.c.chat_id)).scalars())


def count(tx: Transaction, audience: Audience, sender_id: int | None) -> Counted:
    """Exactly whom a notice to this audience would go to now."""
    whom = meant(audience)
    missed = {why: number for why, number in tx.execute(_by_reach(but(whom, sender_id))) if number}
    reached = missed.pop(REACHABLE, 0)
    chats = reachable_chats(tx, audience)
    in_groups = 0
    if chats:
        for why, number in tx.execute(_by_account(_only_in_groups(audience, chats, sender_id))):
            if why == IN_GROUP:
                in_groups = number
            else:
                missed[why] = missed.get(why, 0) + number
    with_sender = sender_id is not None and bool(
        tx.execute(sa.select(person.c.id).where(person.c.id == sender_id, whom)).first()
    )
    return Counted(reached, missed, in_groups, len(chats), len(audience.chats) - len(chats), with_sender)


def is_anybody(tx: Transaction, audience: Audience) -> bool:
    """Whether the audience names anybody on the roster."""
    return tx.execute(sa.select(person.c.id).where(meant(audience)).limit(1)).first() is not None


def _why() -> sa.ColumnElement[str]:
    return sa.func.coalesce(account.c.reach, sa.literal_column(f"'{NO_ACCOUNT}'"))


def _by_reach(whom: sa.ColumnElement[bool]) -> sa.Select[str, int]:
    return sa.select(_why(), sa.func.count()).select_from(_ROSTER).where(whom).group_by(_why())


def _in_group_why() -> sa.ColumnElement[str]:
    # Somebody without an account cannot answer in a group chat either.
    return sa.case(
        (account.c.telegram_id.is_(None), sa.literal_column(f"'{NO_ACCOUNT}'")),
        else_=sa.literal_column(f"'{IN_GROUP}'"),
    )


def _by_account(whom: sa.ColumnElement[bool]) -> sa.Select[str, int]:
    return (
        sa.select(_in_group_why(), sa.func.count()).select_from(_ROSTER).where(whom).group_by(_in_group_why())
    )


def _only_in_groups(
    audience: Audience, chats: Collection[int], sender_id: int | None
) -> sa.ColumnElement[bool]:
    bound = sa.select(group_chat.c.branch_id).where(group_chat.c.chat_id.in_(chats))
    whom = sa.and_(person.c.active, person.c.branch_id.in_(bound), sa.not_(meant(audience)))
    return but(whom, sender_id)


def enqueue(
    tx: Transaction,
    push_ids: Sequence[int],
    push: Push,
    audience: Audience,
    sender_id: int | None,
    now: datetime,
    turn: int,
) -> int:
    """Queue the parts of a notice for everybody the audience means but the sender; returns how many people.

    ``turn``: the sender in whose turn they are sent, see ``delivery.sender``.
    """
    return outbox.enqueue_where(tx, push_ids, push, but(meant(audience), sender_id), now, turn)


def keep_missed(
    tx: Transaction, notice_id: int, audience: Audience, chats: Collection[int], sender_id: int | None
) -> None:
    """Write down whom the notice concerns without a private message to them, and why there is none.

    ``chats``: the group chats that it goes to.
    """
    unreachable = sa.or_(account.c.telegram_id.is_(None), sa.not_(_CAN_BE_REACHED))
    _keep(tx, notice_id, _why(), sa.and_(but(meant(audience), sender_id), unreachable))
    if chats:
        _keep(tx, notice_id, _in_group_why(), _only_in_groups(audience, chats, sender_id))


def _keep(tx: Transaction, notice_id: int, why: sa.ColumnElement[str], whom: sa.ColumnElement[bool]) -> None:
    found = sa.select(sa.literal(notice_id, sa.BigInteger), person.c.id, why).select_from(_ROSTER).where(whom)
    tx.execute(sa.insert(notice_missed).from_select(["notice_id", "person_id", "why"], found))


def members(tx: Transaction, audience: Audience, limit: int, offset: int) -> list[Member]:
    """Everybody in the scope, meant or not, by branch, group and name."""
    return people.pick(tx, scope(audience), limit, offset)


def count_scope(tx: Transaction, audience: Audience) -> int:
    """How many people are in the scope."""
    return tx.execute(sa.select(sa.func.count()).select_from(person).where(scope(audience))).scalar_one()


def namesakes(tx: Transaction, audience: Audience, names: Collection[str]) -> set[str]:
    """Those of these names that several people in the scope have."""
    query = sa.select(person.c.name).where(scope(audience), person.c.name.in_(names))
    return set(tx.execute(query.group_by(person.c.name).having(sa.func.count() > 1)).scalars())


def people_within(tx: Transaction, audience: Audience) -> set[int]:
    """The ids of the chosen people who are in the scope."""
    query = sa.select(person.c.id).where(scope(audience), person.c.id.in_(audience.people))
    return set(tx.execute(query).scalars()) if audience.people else set()


def groups_in(tx: Transaction, audience: Audience, most: int) -> list[PartyGroup]:
    """The groups of the branches in the scope, by branch and name; none when there are more than ``most``."""
    query = (
        sa.select(party_group)
        .join(branch, branch.c.id == party_group.c.branch_id)
        .where(_is_in(party_group.c.branch_id, audience))
        .order_by(branch.c.name, party_group.c.name, party_group.c.id)
    )
    found = [PartyGroup(*row) for row in tx.execute(query.limit(most + 1))]
    return found if len(found) <= most else []


def groups_within(tx: Transaction, audience: Audience) -> set[int]:
    """The ids of the chosen groups that are in the scope."""
    query = sa.select(party_group.c.id).where(
        _is_in(party_group.c.branch_id, audience), party_group.c.id.in_(audience.groups)
    )
    return set(tx.execute(query).scalars()) if audience.groups else set()


def chats_in(tx: Transaction, audience: Audience, most: int) -> list[GroupChat]:
    """The group chats of the branches in the scope, by title; none when there are more than ``most``."""
    query = sa.select(group_chat.c.branch_id).where(_is_in(group_chat.c.branch_id, audience))
    found = list(tx.execute(query.limit(most + 1)).scalars())
    return group_chats.of_branches(tx, set(found)) if len(found) <= most else []


def chats_within(tx: Transaction, audience: Audience) -> set[int]:
    """The chosen group chats that are in the scope."""
    query = sa.select(group_chat.c.chat_id).where(
        _is_in(group_chat.c.branch_id, audience), group_chat.c.chat_id.in_(audience.chats)
    )
    return set(tx.execute(query).scalars()) if audience.chats else set()
