"""Who may confirm, return or correct a record, and who is asked to."""

from __future__ import annotations

from bot.domain.rights import Actor, Right, Role, may
from bot.domain.service import ServiceRecord

# Whoever of the first of these can confirm is asked; the next only when nobody there can.
ASKED: tuple[frozenset[Role], ...] = (
    frozenset({Role.GROUP_LEADER}),
    frozenset({Role.SECRETARY, Role.COMMITTEE_MEMBER}),
    frozenset({Role.COMMITTEE_ADMINISTRATOR}),
)


def may_confirm(actor: Actor, record: ServiceRecord) -> bool:
    """Whether the actor may confirm or return the record.

    Never their own; nor one they entered, unless they are secretary of that branch and entered it for
    somebody else.
    """
    return _stands_apart(actor, record) and may(actor, Right.CONFIRM_RECORD, record.target)


def may_correct(actor: Actor, record: ServiceRecord) -> bool:
    """Whether the actor may correct or revoke the record.

    Whose word does not confirm it must not change what others have confirmed either.
    """
    return _stands_apart(actor, record) and may(actor, Right.CORRECT_RECORD, record.target)


def _stands_apart(actor: Actor, record: ServiceRecord) -> bool:
    if actor.person_id is None:
        return True
    if actor.person_id == record.person_id:
        return False
    return actor.person_id != record.entered_by or is_secretary(actor, record.branch_id)


def is_secretary(actor: Actor, branch_id: int) -> bool:
    """Whether the actor is secretary of that branch."""
    return any(one.role is Role.SECRETARY and one.branch_id == branch_id for one in actor.holdings)
