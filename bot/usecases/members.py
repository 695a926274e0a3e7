"""The roster in the chat: who is on it, one person's card, taking somebody off it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.invites import REBIND_LIFETIME
from bot.domain.messages import Lane, Message, Push
from bot.domain.people import Branch, Member, PartyGroup, mask_phone
from bot.domain.rights import Actor, Holding, Right, Role, Target, may, may_anywhere, not_allowed, require
from bot.errors import UserError
from bot.usecases.inviting import invitable
from bot.usecases.notice_revoking import stop_notices_of
from bot.usecases.powers import (
    branches_with,
    find_branch,
    find_member,
    may_act_for,
    may_change,
    require_for,
)
from storage import audit, bindings, branches, drafts, dues, holdings, invites, outbox, people, rebinds
from storage.database import Transaction

PAGE = 8


@dataclass(frozen=True, slots=True)
class BranchPage:
    """One page of the branches whose roster the actor may read; pages count from 0."""

    branches: tuple[Branch, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class RosterPage:
    """One page of a branch's people; ``groups`` by id; ``others``: are there more branches to read.

    ``to_invite``: how many the actor could invite all at once.
    """

    branch: Branch
    members: tuple[Member, ...]
    groups: Mapping[int, str]
    count: int
    page: int
    pages: int
    others: bool
    to_invite: int


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody found by name, with the places that tell people of one name apart."""

    person_id: int
    branch: str
    group: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """A person as the actor may see them: what is not theirs to see is None, the phone perhaps masked.

    ``may_*`` decide which buttons are shown; each press is judged again. ``rebind_id``: a request that waits.
    """

    member: Member
    branch: Branch
    group: PartyGroup | None
    holdings: tuple[Holding, ...]
    may_invite: bool
    may_remove: bool
    may_unbind: bool
    may_grant: bool
    rebind_id: int | None


def branches_page(tx: Transaction, actor: Actor, page: int) -> BranchPage:
    """The branches the actor may read. Raises ``UserError("not-allowed")`` when there are none."""
    if not may_anywhere(actor, Right.READ_ROSTER):
        raise not_allowed(actor)
    found = branches_with(tx, actor, Right.READ_ROSTER)
    pages = max(1, -(-len(found) // PAGE))
    page = min(page, pages - 1)
    return BranchPage(tuple(found[page * PAGE : (page + 1) * PAGE]), page, pages)


def first_page(tx: Transaction, actor: Actor) -> BranchPage | RosterPage:
    """What /roster opens: the only roster the actor may read, or the choice of a branch."""
    found = branches_page(tx, actor, 0)
    if len(found.branches) == 1 and found.pages == 1:
        return roster_page(tx, actor, found.branches[0].id, 0)
    return found


def roster_page(tx: Transaction, actor: Actor, branch_id: int, page: int) -> RosterPage:
    """One page of a branch's roster. Raises ``UserError("not-allowed")``."""
    branch = find_branch(tx, actor, Right.READ_ROSTER, branch_id)
    count = people.count(tx, branch_id)
    pages = max(1, -(-count // PAGE))
    page = min(page, pages - 1)
    members = tuple(people.page(tx, branch_id, PAGE, page * PAGE))
    others = len(branches_with(tx, actor, Right.READ_ROSTER)) > 1
    to_invite = len(invitable(tx, actor, branch))
    groups = people.group_names(tx, branch_id)
    return RosterPage(branch, members, groups, count, page, pages, others, to_invite)


def people_named(tx: Transaction, actor: Actor, name: str) -> list[Named]:
    """The people of exactly that name on the rosters the actor may read."""
    found = []
    for branch in branches_with(tx, actor, Right.READ_ROSTER):
        for member in people.named(tx, branch.id, name):
            groups = people.group_names(tx, branch.id)
            group = groups.get(member.group_id) if member.group_id is not None else None
            found.append(Named(member.id, branch.name, group))
    return found


def open_card(tx: Transaction, actor: Actor, person_id: int, now: datetime) -> Card:
    """A person's card; that it was read, and whether with the phone, goes to the audit log.

    Raises ``UserError`` ``person-gone``, ``not-allowed``.
    """
    member, target = find_member(tx, person_id)
    require(actor, Right.READ_ROSTER, target)
    with_phone = member.phone is not None and may(actor, Right.READ_PHONES, target)
    if actor.person_id != member.id:
        audit.note(tx, actor, "card-read", member.id, now, {"phone": with_phone})
    return card_of(tx, actor, member, target, now)


def name_of(tx: Transaction, actor: Actor, person_id: int) -> str:
    """A person's name, for a question about them. Raises ``UserError`` ``person-gone``, ``not-allowed``."""
    member, target = find_member(tx, person_id)
    require(actor, Right.READ_ROSTER, target)
    return member.name


def card_of(tx: Transaction, actor: Actor, member: Member, target: Target, now: datetime) -> Card:
    """The card of a person the actor may read."""
    waiting = rebinds.waiting_for(tx, member.id, now - REBIND_LIFETIME)
    decides = waiting is not None and may_act_for(tx, actor, Right.CONFIRM_REBIND, target)
    own = actor.person_id == member.id
    removes = not own and may_act_for(tx, actor, Right.EDIT_ROSTER, target)
    return Card(
        _as_seen(actor, member, target),
        branches.get(tx, member.branch_id),
        branches.find_group(tx, member.group_id) if member.group_id is not None else None,
        holdings.of_person(tx, member.id),
        may_invite=may_act_for(tx, actor, Right.INVITE, target),
        may_remove=removes,
        may_unbind=removes and member.telegram_id is not None,
        may_grant=may_change(actor, Role.SECRETARY, target),
        rebind_id=waiting.id if waiting and decides and not own else None,
    )


def _as_seen(actor: Actor, member: Member, target: Target) -> Member:
    """The person without what the actor may not see."""
    own = actor.person_id == member.id
    if member.phone is not None and not own and not may(actor, Right.READ_PHONES, target):
        member = replace(member, phone=mask_phone(member.phone))
    # Sensitive: for the secretary and the person only, whatever else was granted.
    secretary = any(
        held.role is Role.SECRETARY and held.branch_id == member.branch_id for held in actor.holdings
    )
    return member if own or secretary else replace(member, category=None)


def remove_member(tx: Transaction, actor: Actor, person_id: int, now: datetime) -> Member:
    """Mark somebody as having left: no account, no powers, no open codes, no phone, category or skills.

    Their records stay, and what they earned is forgotten.
    Raises ``UserError`` ``person-gone``, ``not-allowed``, ``own-removal``.
    """
    member, target = find_member(tx, person_id)
    if actor.person_id == member.id:
        raise UserError("own-removal")
    require_for(tx, actor, Right.EDIT_ROSTER, target)
    people.leave(tx, member.id)
    dues.forget(tx, member.id)
    holdings.take_all(tx, member.id)
    _cut_off(
        tx, member, Message("roster-push-removed", {"branch": branches.get(tx, member.branch_id).name}), now
    )
    stop_notices_of(tx, actor, [member.id], now)
    audit.note(tx, actor, "person-removed", member.id, now)
    return member


def unbind_member(tx: Transaction, actor: Actor, person_id: int, now: datetime) -> Member:
    """Take the Telegram account from a person, who can join again with a new invite.

    Raises ``UserError`` ``person-gone``, ``not-allowed``, ``own-removal``.
    """
    member, target = find_member(tx, person_id)
    if actor.person_id == member.id:
        raise UserError("own-removal")
    require_for(tx, actor, Right.EDIT_ROSTER, target)
    _cut_off(tx, member, Message("roster-push-unbound"), now)
    stop_notices_of(tx, actor, [member.id], now)
    audit.note(tx, actor, "account-unbound", member.id, now)
    return member


def _cut_off(tx: Transaction, member: Member, message: Message, now: datetime) -> None:
    invites.void(tx, [member.id], now)
    rebinds.replace(tx, member.id, now)
    telegram_id = bindings.unbind(tx, member.id)
    if telegram_id is not None:
        drafts.drop_all(tx, telegram_id, now)
        push = Push("account", Lane.NOTICE, message, "reason-roster")
        outbox.enqueue_for_account(tx, push, telegram_id, now)
