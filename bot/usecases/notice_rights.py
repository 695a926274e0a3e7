"""Who may send to an audience, and see and steer what was sent to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.audience import Audience
from bot.domain.people import Branch
from bot.domain.quiet import Hours
from bot.domain.rights import Actor, Right, Role, Target, may, may_anywhere, not_allowed
from bot.usecases.powers import branch_target
from storage import branches, notices, people
from storage.actors import Caller, load_actor
from storage.database import Transaction
from storage.notices import NoticeRow


def require_anywhere(actor: Actor) -> None:
    """Raise ``UserError`` for whoever may send no notice to anybody."""
    if not may_anywhere(actor, Right.SEND_NOTICE):
        raise not_allowed(actor)


def sendable(tx: Transaction, actor: Actor) -> list[Branch]:
    """The branches that the actor may send to, by name."""
    if Role.OPERATOR in actor.roles:
        return branches.every(tx)
    committees = {held.committee_id for held in actor.holdings if held.committee_id is not None}
    own = {held.branch_id for held in actor.holdings if held.branch_id is not None}
    near = branches.within(tx, committees, own)
    return [branch for branch in near if may(actor, Right.SEND_NOTICE, branch_target(branch))]


def may_send(tx: Transaction, actor: Actor, audience: Audience) -> bool:
    """Whether the actor may send to each branch of the audience, and read its categories if it names any.

    Its group chats are those of these branches: no other is ever written to.
    """
    scope = list(scope_targets(tx, audience))
    if not scope or not all(target is not None and may(actor, Right.SEND_NOTICE, target) for target in scope):
        return False
    return not audience.categories or may_read_categories(tx, actor, audience)


def may_read_categories(tx: Transaction, actor: Actor, audience: Audience) -> bool:
    """Whether the actor may read the categories of everybody in the scope."""
    targets = list(scope_targets(tx, audience))
    return bool(targets) and all(
        target is not None and may(actor, Right.READ_CATEGORIES, target) for target in targets
    )


def scope_targets(tx: Transaction, audience: Audience) -> Iterable[Target | None]:
    """The audience's scope as objects of rights; None for a branch that there is not."""
    if audience.everywhere:
        yield Target()
    for committee_id in audience.committees:
        yield Target(committee_id)
    for branch_id in audience.branches:
        branch = branches.find(tx, branch_id)
        yield branch_target(branch) if branch is not None else None


def require_sending(tx: Transaction, actor: Actor, audience: Audience) -> None:
    """Raise ``UserError("not-allowed")`` unless ``may_send``."""
    if not may_send(tx, actor, audience):
        raise not_allowed(actor)


def find_notice(tx: Transaction, actor: Actor, notice_id: int) -> NoticeRow:
    """The notice, for whoever may send to its audience; ``UserError("not-allowed")`` for anybody else, and
    for a number that is no notice's."""
    require_anywhere(actor)
    found = notices.find(tx, notice_id)
    if found is None:
        raise not_allowed(actor)
    require_sending(tx, actor, found.audience)
    return found


def sender_by_roster(tx: Transaction, actor: Actor, audience: Audience) -> int | None:
    """The actor's person id if the roster gives the right to send there; None for an operator without it,
    whose right is in the settings."""
    plain = replace(actor, holdings=tuple(held for held in actor.holdings if held.role is not Role.OPERATOR))
    return actor.person_id if may_send(tx, plain, audience) else None


def turn_of(tx: Transaction, actor: Actor, audience: Audience) -> int:
    """In whose turn among the senders the actor's messages to the audience go out, see ``delivery.sender``.

    A person's end with that person's right; an operator's are of the account, whatever the roster says.
    """
    return sender_by_roster(tx, actor, audience) or -actor.telegram_id


def sender_of(tx: Transaction, row: NoticeRow, operators: frozenset[int] = frozenset()) -> Actor:
    """Who sent a notice, with the rights they have now."""
    is_operator = row.sender_account in operators
    return load_actor(tx, Caller(row.sender_account, "", "UTC", is_operator=is_operator))


def still_may_send(tx: Transaction, row: NoticeRow, operators: frozenset[int] = frozenset()) -> bool:
    """Whether the account that sent it could do so now, as the person it was."""
    sender = sender_of(tx, row, operators)
    if row.sender_id is not None and sender.person_id != row.sender_id:
        return False
    return may_send(tx, sender, row.audience)


def timezone_of(tx: Transaction, row: NoticeRow) -> str:
    """The time zone that a notice's times of day are meant in."""
    return hours_of(tx, row).timezone


def hours_of(tx: Transaction, row: NoticeRow) -> Hours:
    """When nobody is disturbed by a notice: its branch's quiet hours, or else its sender's."""
    branch_id = row.branch_id
    if branch_id is None and row.sender_id is not None:
        sender = people.find(tx, row.sender_id)
        branch_id = sender.branch_id if sender is not None else None
    if branch_id is None:
        branch_id = next(iter(row.audience.branches), None)
    branch = branches.find(tx, branch_id) if branch_id is not None else None
    return branch.hours if branch is not None else Hours("UTC")
