"""Who may decide about a service record, and the reasons that are given for it."""

from __future__ import annotations

from bot.domain.confirming import may_confirm
from bot.domain.messages import Term, Value
from bot.domain.rights import Actor, Right, require
from bot.domain.service import ServiceRecord
from bot.domain.typed import typed_line
from bot.errors import UserError

REASON_LENGTH = 200  # characters

# Reasons that can be chosen instead of typed; stored as "#wrong-day", worded as reason-wrong-day.
RETURN_REASONS = ("wrong-day", "wrong-duration", "wrong-place", "too-brief", "logged-twice", "not-found")
_MARK = "#"


def check_may_decide(actor: Actor, record: ServiceRecord) -> None:
    """Raise ``UserError`` that says why unless the actor ``may_confirm`` the record."""
    require(actor, Right.CONFIRM_RECORD, record.target)
    check_not_own(actor, record)
    if not may_confirm(actor, record):
        raise UserError("record-entered-by-you")


def check_not_own(actor: Actor, record: ServiceRecord) -> None:
    """Raise ``UserError("record-is-yours")`` for the volunteer's own record."""
    if actor.person_id is not None and actor.person_id == record.person_id:
        raise UserError("record-is-yours")


def chosen_reason(name: str) -> str:
    """How a reason of the list is stored; ``UserError("button-broken")`` for one that is not in it."""
    if name not in RETURN_REASONS:
        raise UserError("button-broken")
    return _MARK + name


def typed_reason(text: str) -> str:
    """A typed reason on one line; ``UserError`` for none, one too long, one with an identity number."""
    return typed_line(text, REASON_LENGTH, "reason-missing", "reason-too-long")


def reason_value(reason: str) -> Value:
    """A stored reason as a message value: a term for one of the list, else the words as typed."""
    name = reason.removeprefix(_MARK)
    return Term(f"reason-{name}") if name != reason and name in RETURN_REASONS else reason
