"""Joining with an invite code, and being greeted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.consent import CONSENT_VERSION
from bot.domain.invites import LIFETIME, WRONG_LIMIT, WRONG_WINDOW, clean_code, hash_code, looks_like_code
from bot.domain.people import Branch, Member
from bot.domain.rights import Actor
from bot.errors import UserError
from storage import accounts, audit, bindings, branches, invites, people
from storage.database import Transaction
from storage.invites import Invite

BLOCKED = "blocked"
REACHABLE = "ok"


class CodeState(StrEnum):
    """What a code means to the one who shows it."""

    OPEN = "open"
    OTHER_PHONE = "other-phone"  # it is theirs, but the person uses another Telegram account
    ALREADY_IN = "already-in"
    UNKNOWN = "unknown"  # also expired or used: a stranger is told nothing else
    USED = "used"  # told like UNKNOWN; whose it was may ask to move to this account


@dataclass(frozen=True, slots=True)
class Opened:
    """A code that somebody showed. ``member`` and ``branch`` only when it is theirs to see."""

    state: CodeState
    code: str = ""
    member: Member | None = None
    branch: Branch | None = None


def greet(tx: Transaction, actor: Actor, now: datetime) -> Actor:
    """Know the account, and that it can be reached again; returns the actor."""
    accounts.remember(tx, actor.telegram_id, actor.locale, now)
    accounts.set_reach(tx, actor.telegram_id, REACHABLE)
    return actor


def note_reach(tx: Transaction, actor: Actor, reachable: bool) -> None:
    """The person has blocked the bot, or let it in again."""
    accounts.set_reach(tx, actor.telegram_id, REACHABLE if reachable else BLOCKED)


def open_code(tx: Transaction, actor: Actor, text: str, now: datetime) -> Opened:
    """What a code shown with /start means; a wrong one is counted.

    Raises ``UserError("invite-too-many")`` after ten wrong codes of one account within an hour, and
    ``UserError("account-taken")`` when the account belongs to another member.
    """
    greet(tx, actor, now)
    _check_guesses(tx, actor, now)
    code = clean_code(text)
    invite = invites.find(tx, hash_code(code)) if looks_like_code(code) else None
    opened = _judge(tx, actor, code, invite, now)
    if opened.state is CodeState.UNKNOWN:
        invites.note_wrong(tx, actor.telegram_id, now, WRONG_WINDOW)
    return opened


def _check_guesses(tx: Transaction, actor: Actor, now: datetime) -> None:
    if invites.wrong_tries(tx, actor.telegram_id, now, WRONG_WINDOW) >= WRONG_LIMIT:
        raise UserError("invite-too-many")


def _judge(tx: Transaction, actor: Actor, code: str, invite: Invite | None, now: datetime) -> Opened:
    member = people.find(tx, invite.person_id) if invite else None
    if invite is None or member is None or not member.active:
        return Opened(CodeState.UNKNOWN)
    if member.telegram_id == actor.telegram_id:
        return Opened(CodeState.ALREADY_IN, code, member, branches.get(tx, member.branch_id))
    if invite.used_at is not None:
        # A used code of somebody who has no account any more helps nobody: a new one is needed.
        good = member.telegram_id is not None and not actor.is_member and now - invite.used_at < LIFETIME
        return Opened(CodeState.USED, code) if good else Opened(CodeState.UNKNOWN)
    if invite.expires_at <= now:
        return Opened(CodeState.UNKNOWN)
    if actor.is_member:
        raise UserError("account-taken")
    state = CodeState.OTHER_PHONE if member.telegram_id else CodeState.OPEN
    return Opened(state, code, member, branches.get(tx, member.branch_id))


def join(tx: Transaction, actor: Actor, text: str, now: datetime) -> Opened:
    """Agree and join: uses the code up and binds the account. ``OPEN`` says it was done just now.

    Of many who try at once exactly one joins; the others get what ``open_code`` would tell them.
    Raises what ``open_code`` raises.
    """
    opened = open_code(tx, actor, text, now)
    member = opened.member
    if opened.state is not CodeState.OPEN or member is None:
        return opened
    invite = invites.find(tx, hash_code(opened.code))
    if invite is None or not invites.use(tx, invite.id, actor.telegram_id, now):
        return Opened(CodeState.UNKNOWN)
    bindings.bind(tx, actor.telegram_id, member.id, CONSENT_VERSION, now)
    audit.note(tx, actor, "joined", member.id, now, {"consent": CONSENT_VERSION})
    return opened
