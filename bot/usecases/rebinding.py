"""Moving a person to another Telegram account: asked for with a code, decided by somebody of the branch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.consent import CONSENT_VERSION
from bot.domain.invites import REBIND_LIFETIME, REBIND_PAUSE, REFUSED_PAUSE, hash_code
from bot.domain.messages import Button, Lane, Message, Push
from bot.domain.people import Member
from bot.domain.rights import Actor, Right, Role
from bot.errors import UserError
from bot.usecases.joining import CodeState, Opened, open_code
from bot.usecases.notice_revoking import stop_notices_of
from bot.usecases.powers import find_member, require_for
from storage import accounts, audit, bindings, branches, drafts, holdings, invites, outbox, people, rebinds
from storage.database import Transaction
from storage.rebinds import Rebind

KIND = "rebind"


@dataclass(frozen=True, slots=True)
class Asked:
    """A waiting request; ``told``: how many people were asked to decide it."""

    rebind_id: int
    told: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision; ``approved`` says which, ``fresh`` whether it was made just now."""

    name: str
    approved: bool
    fresh: bool


def ask_rebind(tx: Transaction, actor: Actor, text: str, now: datetime) -> Asked | Opened:
    """Ask for the person behind a code to be moved to this account; a code is used up by asking.

    A code that is not good for it is told as ``open_code`` tells it: nothing is raised, so that a wrong one
    stays counted. Only the newest request of a person waits. Raises ``UserError`` ``rebind-waiting``
    (somebody has just asked for that person), ``rebind-refused-lately``, and what ``open_code`` raises.
    """
    opened = open_code(tx, actor, text, now)
    invite = invites.find(tx, hash_code(opened.code)) if opened.code else None
    member = people.find(tx, invite.person_id) if invite else None
    if opened.state not in (CodeState.OTHER_PHONE, CodeState.USED) or invite is None or member is None:
        return opened
    waiting = rebinds.waiting_for(tx, member.id, now - REBIND_LIFETIME)
    if waiting and waiting.telegram_id == actor.telegram_id:
        return Asked(waiting.id, len(_deciders(tx, member)))
    if opened.state is CodeState.USED:
        _check_pauses(tx, actor, member, now)
    invites.use(tx, invite.id, actor.telegram_id, now)
    rebind_id = rebinds.create(tx, member.id, actor.telegram_id, now)
    audit.note(tx, actor, "rebind-asked", member.id, now)
    return Asked(
        rebind_id, outbox.enqueue_for_people(tx, _question(tx, member, rebind_id), _deciders(tx, member), now)
    )


def _check_pauses(tx: Transaction, actor: Actor, member: Member, now: datetime) -> None:
    if rebinds.was_refused(tx, actor.telegram_id, now - REFUSED_PAUSE):
        raise UserError("rebind-refused-lately")
    if rebinds.was_asked(tx, member.id, now - REBIND_PAUSE):
        raise UserError("rebind-waiting")


def _question(tx: Transaction, member: Member, rebind_id: int) -> Push:
    branch = branches.get(tx, member.branch_id)
    buttons = (
        (
            Button("button-confirm", f"reb.decide:{rebind_id}:yes"),
            Button("button-return", f"reb.decide:{rebind_id}:no"),
        ),
    )
    message = Message("start-push-rebind", {"name": member.name, "branch": branch.name}, buttons)
    return Push(KIND, Lane.NOTICE, message, "reason-rebind")


def _deciders(tx: Transaction, member: Member) -> set[int]:
    """Who may decide and can be told: people of the branch, or the committee's administrators."""
    roles = {held.role for held in holdings.of_person(tx, member.id)}
    if Role.COMMITTEE_ADMINISTRATOR in roles:
        return set()  # the operator decides, who is no person of the roster
    near = holdings.secretaries(tx, member.branch_id)
    if not roles:
        near |= holdings.allowed(tx, member, Right.CONFIRM_REBIND)
    committee_id = people.target(tx, member).committee_id
    return near - {member.id} or holdings.administrators(tx, committee_id) - {member.id}


def decide_rebind(tx: Transaction, actor: Actor, rebind_id: int, approve: bool, now: datetime) -> Decided:
    """Approve or refuse a request; one that was decided before stays as it is.

    Raises ``UserError`` ``rebind-gone`` (no such request, too old, or a newer one took its place),
    ``own-rebind``,
    ``not-allowed``, ``person-gone``, ``rebind-taken`` (the new account has become another member's).
    """
    rebind = rebinds.find(tx, rebind_id)
    if rebind is None or rebind.state == rebinds.REPLACED or _is_stale(rebind, now):
        raise UserError("rebind-gone")
    member, target = find_member(tx, rebind.person_id)
    if actor.telegram_id == rebind.telegram_id or actor.person_id == member.id:
        raise UserError("own-rebind")
    require_for(tx, actor, Right.CONFIRM_REBIND, target)
    state = rebinds.APPROVED if approve else rebinds.REFUSED
    if not rebinds.decide(tx, rebind.id, state, actor.person_id, now):
        return Decided(member.name, rebind.state == rebinds.APPROVED, fresh=False)
    if approve:
        _move(tx, actor, member, rebind, now)
    else:
        _tell(tx, rebind.telegram_id, Message("start-push-rebind-refused"), now)
    audit.note(tx, actor, f"rebind-{state}", member.id, now)
    return Decided(member.name, approve, fresh=True)


def _is_stale(rebind: Rebind, now: datetime) -> bool:
    return rebind.state == rebinds.WAITING and now - rebind.asked_at >= REBIND_LIFETIME


def _move(tx: Transaction, actor: Actor, member: Member, rebind: Rebind, now: datetime) -> None:
    if bindings.person_of(tx, rebind.telegram_id) is not None:
        raise UserError("rebind-taken")
    old = bindings.unbind(tx, member.id)
    accounts.remember(tx, rebind.telegram_id, actor.locale, now)
    # Asking was agreeing: the text beside the button said so.
    bindings.bind(tx, rebind.telegram_id, member.id, CONSENT_VERSION, rebind.asked_at)
    # What the old phone was sending ends: it may have been somebody else who sent it.
    stop_notices_of(tx, actor, [member.id], now)
    if old is not None:
        drafts.drop_all(tx, old, now)
        _tell(tx, old, Message("start-push-moved-away"), now)
    _tell(tx, rebind.telegram_id, Message("start-push-rebind-approved", {"name": member.name}), now)


def _tell(tx: Transaction, telegram_id: int, message: Message, now: datetime) -> None:
    outbox.enqueue_for_account(tx, Push(KIND, Lane.NOTICE, message, "reason-rebind"), telegram_id, now)
