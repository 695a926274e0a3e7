"""Who of a branch can be asked by the clock to do something."""

from __future__ import annotations

from bot.domain.people import Branch
from bot.domain.rights import Right, Role, Target, may
from bot.usecases.powers import branch_target
from storage import members
from storage.actors import Caller, load_actor
from storage.database import Transaction
from storage.members import Holder


def still_may(tx: Transaction, branch: Branch, person_id: int | None, right: Right) -> bool:
    """Whether somebody who once made a rule has the right in its branch today, and can be reached."""
    held = [one for one in _holders(tx, branch) if one.person_id == person_id]
    if not held:
        return False
    caller = Caller(held[0].telegram_id, held[0].locale, branch.timezone, is_operator=False)
    return may(load_actor(tx, caller), right, branch_target(branch))


def secretaries(tx: Transaction, branch: Branch) -> list[int]:
    """The secretaries of a branch who can be reached on Telegram."""
    found = {one.person_id for one in _holders(tx, branch) if one.role is Role.SECRETARY}
    return sorted(found)


def _holders(tx: Transaction, branch: Branch) -> list[Holder]:
    return members.reachable_holders(tx, Target(branch.committee_id, branch.id))
