"""Reviewing pledges: published, or returned with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.messages import Button, Lane, Message, Push, Value
from bot.domain.pledges import Pledge, PledgeChange, PledgeState
from bot.domain.record_words import who
from bot.domain.rights import Actor, Right, Target, may, may_anywhere, not_allowed
from bot.domain.service import local_now
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import pledge_clock, pledge_papers
from bot.usecases.own_drafts import take_reason
from bot.usecases.pledge_asking import enterer_lines, may_publish_alone, may_review
from bot.usecases.pledge_words import ALONE, RETURN_REASONS, brief, chosen_reason, pledge_lines, reason_value
from bot.usecases.profile import turn_back
from storage import audit, branches, drafts, group_chats, outbox, pledge_lists, pledges
from storage.database import Transaction
from storage.pledge_lists import PledgeScope

PAGE = 5
RETURN = "pledge-return"  # the journey of the drafts that wait for a typed reason


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A pledge as a reviewer sees it. ``changed``: this act changed it; ``may_show``: it can go to groups."""

    pledge: Pledge
    today: date
    lines: tuple[Message, ...]
    changed: bool = False
    may_decide: bool = False
    may_show: bool = False
    by_name: str | None = None


@dataclass(frozen=True, slots=True)
class PledgeQueue:
    """A page of what waits for the actor; ``left``: how many wait in all; ``more``: a page follows."""

    pledges: tuple[Pledge, ...]
    after_id: int
    left: int
    more: bool


# -- the list ------------------------------------------------------------------------------------------


def queue(tx: Transaction, actor: Actor, after_id: int = 0, size: int = PAGE) -> PledgeQueue:
    """A page of what waits for the actor, oldest first; ``UserError("not-allowed")`` without the right."""
    if not may_anywhere(actor, Right.REVIEW_PLEDGES):
        raise not_allowed(actor)
    scope = _scope(tx, actor)
    found = pledge_lists.waiting(tx, scope, size + 1, after_id)
    if not found and after_id:
        return queue(tx, actor)
    left = pledge_lists.count_waiting(tx, scope)
    return PledgeQueue(tuple(found[:size]), after_id, left, len(found) > size)


def count_waiting(tx: Transaction, actor: Actor) -> int:
    """How many pledges wait for the actor; 0 without the right."""
    if not may_anywhere(actor, Right.REVIEW_PLEDGES):
        return 0
    return pledge_lists.count_waiting(tx, _scope(tx, actor))


def _scope(tx: Transaction, actor: Actor) -> PledgeScope:
    def over(target: Target) -> bool:
        return may(actor, Right.REVIEW_PLEDGES, target)

    held = actor.holdings
    own_in: tuple[int, ...] = ()
    if actor.person_id is not None:
        own = pledge_lists.own_waiting(tx, actor.person_id)
        own_in = tuple(one.branch_id for one in own if may_publish_alone(tx, actor, one))
    return PledgeScope(
        over(Target()),
        _ids(one.committee_id for one in held if over(Target(committee_id=one.committee_id))),
        _ids(one.branch_id for one in held if over(Target(branch_id=one.branch_id))),
        actor.person_id or 0,
        own_in,
    )


def _ids(ids: Iterable[int | None]) -> tuple[int, ...]:
    return tuple(sorted({one for one in ids if one is not None}))


# -- deciding ------------------------------------------------------------------------------------------


def show(tx: Transaction, actor: Actor, pledge_id: int, now: datetime) -> Reviewed:
    """The pledge for somebody who may review it; ``UserError`` for anybody else."""
    return _seen(tx, actor, _find(tx, actor, pledge_id), now)


def publish(
    tx: Transaction, actor: Actor, pledge_id: int, version: int, now: datetime, working_days: WorkingDays
) -> Reviewed:
    """通过: publish a submitted pledge as it was shown in ``version``, and tell whose word it is.

    From now on the clock reminds of it.

    One that is published already comes back unchanged. Raises ``UserError``: ``not-allowed``,
    ``pledge-is-yours``, or ``pledge-moved-on`` when it is not what was shown.
    """
    found = _find(tx, actor, pledge_id)
    if found.is_public:
        return _seen(tx, actor, found, now)
    reason = ALONE if found.is_own(actor.person_id) else None
    moved = _move(tx, actor, found, version, PledgeChange.PUBLISHED, reason, now)
    pledge_clock.begin(tx, moved, now, working_days)
    pledge_papers.certify(tx, moved, now)
    _tell(tx, actor, moved, now)
    return _seen(tx, actor, moved, now, changed=True)


def give_back(
    tx: Transaction, actor: Actor, pledge_id: int, version: int, reason: str, now: datetime
) -> Reviewed:
    """退回 with a reason of the list, by its name. As ``publish``."""
    if reason not in RETURN_REASONS:
        raise UserError("button-broken")
    return _give_back(tx, actor, pledge_id, version, chosen_reason(reason), now)


def ask_reason(
    tx: Transaction, actor: Actor, pledge_id: int, version: int, field: str, now: datetime
) -> Reviewed:
    """Wait for a typed reason: the person's next text answers ``field``, with the draft as its subject."""
    found = _submitted(tx, actor, pledge_id, version)
    draft = drafts.create(tx, actor.telegram_id, RETURN, {"pledge": found.id, "version": version}, now)
    drafts.ask(tx, actor.telegram_id, field, draft.id, now)
    return _seen(tx, actor, found, now)


def find_submitted(tx: Transaction, actor: Actor, pledge_id: int, version: int, now: datetime) -> Reviewed:
    """The pledge that waits; ``UserError("pledge-moved-on")`` when it is not as shown."""
    return _seen(tx, actor, _submitted(tx, actor, pledge_id, version), now)


def give_back_for_typed(tx: Transaction, actor: Actor, draft_id: int, text: str, now: datetime) -> Reviewed:
    """退回 for the reason that was typed in answer to ``ask_reason``."""
    about, reason = take_reason(tx, actor, draft_id, RETURN, text, "pledge-moved-on", now)
    return _give_back(tx, actor, about["pledge"], about["version"], reason, now)


def leave_reason(tx: Transaction, actor: Actor, pledge_id: int, field: str, now: datetime) -> Reviewed:
    """The pledge again: no reason is asked for any more."""
    turn_back(tx, actor, field, now)
    return show(tx, actor, pledge_id, now)


def _give_back(
    tx: Transaction, actor: Actor, pledge_id: int, version: int, reason: str, now: datetime
) -> Reviewed:
    found = _find(tx, actor, pledge_id)
    if found.state is PledgeState.RETURNED:
        return _seen(tx, actor, found, now)
    moved = _move(tx, actor, found, version, PledgeChange.RETURNED, reason, now)
    _tell(tx, actor, moved, now)
    return _seen(tx, actor, moved, now, changed=True)


def _find(tx: Transaction, actor: Actor, pledge_id: int) -> Pledge:
    found = pledges.find(tx, pledge_id)
    # Whether a number is taken is nobody's business.
    if found is None or not may(actor, Right.REVIEW_PLEDGES, found.target):
        raise not_allowed(actor)
    return found


def _submitted(tx: Transaction, actor: Actor, pledge_id: int, version: int) -> Pledge:
    found = _find(tx, actor, pledge_id)
    if found.state is not PledgeState.SUBMITTED or found.version != version:
        raise UserError("pledge-moved-on")
    if not may_review(tx, actor, found):
        raise UserError("pledge-is-yours")
    return found


def _move(
    tx: Transaction,
    actor: Actor,
    found: Pledge,
    version: int,
    change: PledgeChange,
    reason: str | None,
    now: datetime,
) -> Pledge:
    _submitted(tx, actor, found.id, version)
    moved = pledges.move(tx, found, change, actor.person_id, reason, now)
    if moved is None:
        raise UserError("pledge-moved-on")
    if actor.person_id is None:
        # The pledge's history names everybody else; of the operator it would know nothing.
        audit.note(tx, actor, f"pledge-{change}", found.person_id, now, {"pledge": found.id})
    return moved


def _seen(tx: Transaction, actor: Actor, found: Pledge, now: datetime, *, changed: bool = False) -> Reviewed:
    today = local_now(now, branches.get(tx, found.branch_id).timezone).date()
    lines = (*pledge_lines(found, today), *enterer_lines(tx, found))
    may_decide = found.state is PledgeState.SUBMITTED and may_review(tx, actor, found)
    events = pledges.history(tx, found.id)
    decided = [event for event in events if event.change is not PledgeChange.SHOWN]
    by_name = decided[-1].by_name if decided else None
    was_shown = len(decided) < len(events)
    may_show = found.is_public and not was_shown and bool(group_chats.reachable(tx, found.branch_id))
    return Reviewed(found, today, lines, changed, may_decide, may_show, by_name)


# The kind of push, and what is said to whoever gave somebody's word for them, and to the person.
_TOLD = {
    PledgeState.PUBLISHED: ("pledge-published", "pledge-told-published", "pledge-told-yours-published"),
    PledgeState.RETURNED: ("pledge-returned", "pledge-told-returned", "pledge-told-yours-returned"),
}


def _tell(tx: Transaction, actor: Actor, pledge: Pledge, now: datetime) -> None:
    """Whose word it is, and whoever gave it for them; each with the way on."""
    today = local_now(now, branches.get(tx, pledge.branch_id).timezone).date()
    values: dict[str, Value] = {"name": brief(pledge)["name"], "by": who(actor.name)}
    way = Button("pledges-button-open", f"kp.see:{pledge.id}")
    if pledge.state is PledgeState.RETURNED:
        values["reason"] = reason_value(pledge.reason or "")
        way = Button("pledge-button-again", f"plg.again:{pledge.id}")
    kind, key_of_others, key_of_own = _TOLD[pledge.state]
    told = {pledge.made_by: key_of_others, pledge.person_id: key_of_own}
    for person_id, key in told.items():
        if person_id is None or person_id == actor.person_id:
            continue
        message = Message(key, values, ((way,),), pledge_lines(pledge, today))
        push = Push(kind, Lane.NOTICE, message, reason="reason-your-pledge")
        outbox.enqueue_for_people(tx, push, [person_id], now)
