"""Who may confirm or return a record, and who is asked to."""

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
    if actor.person_id is not None:
        if actor.person_id == record.person_id:
            return False
        if actor.person_id == record.entered_by and not is_secretary(actor, record.branch_id):
            return False
    return may(actor, Right.CONFIRM_RECORD, record.target)


def is_secretary(actor: Actor, branch_id: int) -> bool:
    """Whether the actor is secretary of that branch."""
    return any(one.role is Role.SECRETARY and one.branch_id == branch_id for one in actor.holdings)
