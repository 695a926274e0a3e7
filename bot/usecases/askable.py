"""Who of a branch can be asked by the clock to do something."""

from __future__ import annotations

from collections.abc import Collection

from bot.domain.people import Branch
from bot.domain.rights import Right, Role, Target, may
from bot.usecases.powers import branch_target
from storage import members
from storage.actors import Caller, load_actor
from storage.database import Transaction


def still_may(
    tx: Transaction, branch: Branch, person_id: int | None, right: Right, group_id: int | None = None
) -> bool:
    """Whether somebody has the right in a branch today, or in one of its groups, and can be reached."""
    target = Target(branch.committee_id, branch.id, group_id)
    held = [one for one in members.reachable_holders(tx, target) if one.person_id == person_id]
    if not held:
        return False
    caller = Caller(held[0].telegram_id, held[0].locale, branch.timezone, is_operator=False)
    return may(load_actor(tx, caller), right, target)


def secretaries(tx: Transaction, branch: Branch) -> list[int]:
    """The secretaries of a branch who can be reached on Telegram."""
    holders = members.reachable_holders(tx, branch_target(branch))
    return sorted({one.person_id for one in holders if one.role is Role.SECRETARY})


def secretaries_of(tx: Transaction, branch_ids: Collection[int]) -> dict[int, list[int]]:
    """The same for several branches."""
    found = members.reachable_secretaries(tx, branch_ids) if branch_ids else {}
    return {one: sorted(found.get(one, ())) for one in branch_ids}
