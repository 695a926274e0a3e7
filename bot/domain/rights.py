"""Who may do what to whom: one table, asked by every use case on the object it is about to touch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.domain.people import MemberKind
from bot.domain.quiet import USUAL, Hours, QuietHours
from bot.errors import UserError


class Role(StrEnum):
    """A role held in a scope: the operator everywhere, an administrator in a committee, and so on down."""

    OPERATOR = "operator"
    COMMITTEE_ADMINISTRATOR = "committee-administrator"
    SECRETARY = "secretary"
    COMMITTEE_MEMBER = "committee-member"
    GROUP_LEADER = "group-leader"
    CONTACT_LEADER = "contact-leader"
    MEMBER = "member"
    PROBATIONARY = "probationary"
    RESIDENT = "resident"


class Right(StrEnum):
    """One thing that can be allowed."""

    READ_PUBLIC = "read-public"
    LOG_OWN = "log-own"
    READ_OWN = "read-own"
    LOG_FOR_OTHERS = "log-for-others"
    CONFIRM_RECORD = "confirm-record"
    CORRECT_RECORD = "correct-record"
    READ_RECORDS = "read-records"
    READ_ROSTER = "read-roster"
    READ_PHONES = "read-phones"
    EDIT_ROSTER = "edit-roster"
    INVITE = "invite"
    CONFIRM_REBIND = "confirm-rebind"
    CHOOSE_SCHEME = "choose-scheme"
    SEND_NOTICE = "send-notice"
    BIND_GROUP = "bind-group"
    RUN_MEETINGS = "run-meetings"
    RUN_STUDY = "run-study"
    REVIEW_PLEDGES = "review-pledges"
    SETTLE_YEAR = "settle-year"  # and certificates, five-star households, the star of the month
    READ_CATEGORIES = "read-categories"
    KEEP_DUES = "keep-dues"
    GRANT_RIGHTS = "grant-rights"


# What a secretary may give a branch committee member (委员), one by one.
GRANTABLE: frozenset[Right] = frozenset(
    {
        Right.LOG_FOR_OTHERS,
        Right.CONFIRM_RECORD,
        Right.CORRECT_RECORD,
        Right.READ_RECORDS,
        Right.READ_ROSTER,
        Right.READ_PHONES,
        Right.EDIT_ROSTER,
        Right.INVITE,
        Right.CONFIRM_REBIND,
        Right.CHOOSE_SCHEME,
        Right.SEND_NOTICE,
        Right.BIND_GROUP,
        Right.RUN_MEETINGS,
        Right.RUN_STUDY,
        Right.REVIEW_PLEDGES,
        Right.SETTLE_YEAR,
    }
)

_RESIDENT = frozenset({Right.READ_PUBLIC})
_MEMBER = _RESIDENT | {Right.LOG_OWN, Right.READ_OWN}
# A group leader calls the group's own meetings (党小组会) and no others.
_GROUP_LEADER = _MEMBER | {
    Right.LOG_FOR_OTHERS,
    Right.CONFIRM_RECORD,
    Right.READ_RECORDS,
    Right.RUN_MEETINGS,
}
# Categories and incomes are sensitive: nobody but the secretary reads them, and she cannot hand that on.
_SECRETARY = _MEMBER | GRANTABLE | {Right.READ_CATEGORIES, Right.KEEP_DUES, Right.GRANT_RIGHTS}
_PERSONAL = frozenset({Right.LOG_OWN, Right.READ_OWN})  # these follow the person, not the scope of the role

RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        # What people earn is no business of whoever runs the machine, nor of the committee.
        Role.OPERATOR: frozenset(Right) - _PERSONAL - {Right.KEEP_DUES},
        # Phone numbers are for the secretary, and for a committee member the secretary gives the right to.
        Role.COMMITTEE_ADMINISTRATOR: frozenset(Right)
        - _PERSONAL
        - {Right.READ_PHONES, Right.READ_CATEGORIES, Right.KEEP_DUES},
        Role.SECRETARY: _SECRETARY,
        # A committee member starts as an ordinary member; the rest is granted one by one.
        Role.COMMITTEE_MEMBER: _MEMBER,
        Role.GROUP_LEADER: _GROUP_LEADER,
        Role.CONTACT_LEADER: _RESIDENT | {Right.READ_RECORDS, Right.READ_ROSTER},
        Role.MEMBER: _MEMBER,
        Role.PROBATIONARY: _MEMBER,
        Role.RESIDENT: _RESIDENT,
    }
)


@dataclass(frozen=True, slots=True)
class Holding:
    """A role and the one scope it is held in: a committee, a branch or a group, by id.

    ``granted`` are the rights given one by one to a committee member of that branch.
    """

    role: Role
    committee_id: int | None = None
    branch_id: int | None = None
    group_id: int | None = None
    granted: frozenset[Right] = frozenset()


@dataclass(frozen=True, slots=True)
class Target:
    """The object of an act: where it belongs and whose it is. None means it has no such place."""

    committee_id: int | None = None
    branch_id: int | None = None
    group_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting, as the database knows them at the moment of the act."""

    telegram_id: int
    person_id: int | None
    branch_id: int | None
    group_id: int | None
    committee_id: int | None
    name: str
    kind: MemberKind | None
    locale: str
    timezone: str
    holdings: tuple[Holding, ...] = ()
    quiet: QuietHours = USUAL

    @property
    def hours(self) -> Hours:
        """When the people of the actor's branch are not disturbed."""
        return Hours(self.timezone, self.quiet)

    @property
    def roles(self) -> frozenset[Role]:
        """Every role the actor has anywhere."""
        return frozenset(holding.role for holding in self.holdings) or frozenset({Role.RESIDENT})

    @property
    def is_member(self) -> bool:
        """Whether the actor is on a roster."""
        return self.person_id is not None

    @property
    def own(self) -> Target:
        """The actor as a target."""
        return Target(self.committee_id, self.branch_id, self.group_id, self.person_id)


def operator_actor(locale: str, timezone: str) -> Actor:
    """Whoever types on the command line: may do everything, and is no Telegram account (id 0)."""
    operator = (Holding(Role.OPERATOR),)
    return Actor(0, None, None, None, None, "", None, locale, timezone, operator)


def _held(holding: Holding) -> frozenset[Right]:
    # Only a committee member is given rights one by one: a grant left on any other holding gives nothing.
    granted = holding.granted & GRANTABLE if holding.role is Role.COMMITTEE_MEMBER else frozenset()
    return RIGHTS[holding.role] | granted


def _covers(holding: Holding, target: Target) -> bool:
    match holding.role:
        case Role.OPERATOR:
            return True
        case Role.COMMITTEE_ADMINISTRATOR:
            return holding.committee_id is not None and holding.committee_id == target.committee_id
        case Role.GROUP_LEADER:
            return holding.group_id is not None and holding.group_id == target.group_id
        case _:
            return holding.branch_id is not None and holding.branch_id == target.branch_id


def may(actor: Actor, right: Right, target: Target) -> bool:
    """Whether the actor holds the right over the target."""
    if right is Right.READ_PUBLIC:
        return True
    if right in _PERSONAL:
        return (
            actor.person_id is not None
            and actor.person_id == target.person_id
            and any(right in RIGHTS[holding.role] for holding in actor.holdings)
        )
    return any(right in _held(holding) and _covers(holding, target) for holding in actor.holdings)


def require(actor: Actor, right: Right, target: Target) -> None:
    """Raise ``not_allowed`` unless the actor holds the right over the target."""
    if not may(actor, right, target):
        raise not_allowed(actor)


def not_allowed(actor: Actor) -> UserError:
    """``UserError("not-allowed")``; ``not-a-member`` for who has no role and may only need an invitation."""
    return UserError("not-allowed" if actor.holdings else "not-a-member")


def may_anywhere(actor: Actor, right: Right) -> bool:
    """Whether the actor holds the right over anything at all: decides menus and help, never an act."""
    if right in _PERSONAL or right is Right.READ_PUBLIC:
        return may(actor, right, actor.own)
    return any(right in _held(holding) for holding in actor.holdings)
