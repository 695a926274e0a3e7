"""What a branch has issued, and taking it back: for whoever settles its years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.certificates import Certificate, chosen_reason, reason_value
from bot.domain.decisions import typed_reason
from bot.domain.messages import Lane, Message, Push, Value
from bot.domain.people import Branch
from bot.domain.rights import Actor, Right, not_allowed, require
from bot.errors import UserError
from bot.usecases.certificate_words import what
from bot.usecases.certificates import Keepsake, keepsake_of
from bot.usecases.powers import branch_target, find_branch
from storage import audit, certificates, drafts, outbox
from storage.database import Transaction

PAGE = 8


@dataclass(frozen=True, slots=True)
class Issued:
    """A page of what a branch has issued, the latest first; ``page`` counts from 0."""

    branch: Branch
    found: tuple[Certificate, ...]
    page: int
    more: bool


@dataclass(frozen=True, slots=True)
class Revoked:
    """A certificate as it is now; ``fresh``: it was taken back just now, and not before."""

    kept: Keepsake
    fresh: bool


def issued(tx: Transaction, actor: Actor, branch_id: int, page: int) -> Issued:
    """Everything a branch has issued. Raises ``UserError`` ``not-allowed``."""
    branch = find_branch(tx, actor, Right.SETTLE_YEAR, branch_id)
    found = certificates.of_branch(tx, branch_id, PAGE + 1, page * PAGE)
    return Issued(branch, tuple(found[:PAGE]), page, len(found) > PAGE)


def look(tx: Transaction, actor: Actor, certificate_id: int) -> Keepsake:
    """One of them. Raises ``UserError`` ``not-allowed``."""
    found = certificates.find(tx, certificate_id)
    if found is None:
        raise not_allowed(actor)
    kept = keepsake_of(tx, actor, found)
    require(actor, Right.SETTLE_YEAR, branch_target(kept.branch))
    return kept


def ask_reason(tx: Transaction, actor: Actor, certificate_id: int, field: str, now: datetime) -> Keepsake:
    """Wait for a typed reason: the person's next text answers ``field``. Raises as ``look``."""
    kept = look(tx, actor, certificate_id)
    if kept.certificate.revoked_at is None:
        drafts.ask(tx, actor.telegram_id, field, certificate_id, now)
    return kept


def leave_reason(tx: Transaction, actor: Actor, certificate_id: int, field: str) -> Keepsake:
    """Not, after all. Raises as ``look``."""
    drafts.ask_no_more(tx, actor.telegram_id, field)
    return look(tx, actor, certificate_id)


def revoke_for_chosen(
    tx: Transaction, actor: Actor, certificate_id: int, reason: str, now: datetime
) -> Revoked:
    """Take one back for a reason of the list. Raises as ``look``, and ``UserError`` ``button-broken``."""
    return _revoke(tx, actor, certificate_id, chosen_reason(reason), now)


def revoke_for_typed(tx: Transaction, actor: Actor, certificate_id: int, text: str, now: datetime) -> Revoked:
    """The same for a reason that was typed. Raises as ``look``, and ``UserError`` as ``typed_reason``."""
    reason = typed_reason(text)
    if reason.startswith("#"):
        raise UserError("reason-missing")
    drafts.forget_question(tx, actor.telegram_id)
    return _revoke(tx, actor, certificate_id, reason, now)


def _revoke(tx: Transaction, actor: Actor, certificate_id: int, reason: str, now: datetime) -> Revoked:
    of = look(tx, actor, certificate_id).certificate
    fresh = certificates.revoke(tx, of.id, actor.person_id, reason, now)
    if fresh:
        audit.note(tx, actor, "certificate-revoked", of.person_id, now, {"certificate": of.id})
        if of.person_id is not None and of.person_id != actor.person_id:
            outbox.enqueue_for_people(tx, _push(of, reason), [of.person_id], now)
    return Revoked(look(tx, actor, certificate_id), fresh)


def _push(of: Certificate, reason: str) -> Push:
    values: dict[str, Value] = {"what": what(of), "number": of.number, "reason": reason_value(reason)}
    message = Message("honours-told-revoked", values)
    return Push("certificate-revoked", Lane.NOTICE, message, reason="reason-your-certificate")
