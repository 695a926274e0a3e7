"""Issuing certificates, taking them back, and telling anybody whether one is genuine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.cards import Colour
from bot.domain.certificates import (
    PUBLIC,
    REPLACED,
    WRONG_LIMIT,
    WRONG_WINDOW,
    Certificate,
    CertificateKind,
    Facts,
    clean_code,
    is_code,
    mask_name,
    new_code,
)
from bot.domain.people import Branch, Member
from bot.domain.rights import Actor, Right, Target, may, not_allowed
from bot.domain.service import local_now
from bot.errors import UserError
from bot.usecases.powers import branch_target
from storage import branch_looks, branches, certificates, invites, month_stars, people
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Verified:
    """What anybody is told of a certificate. ``name`` of a person is masked; the days are the branch's."""

    certificate: Certificate
    name: str
    issued_on: date
    revoked_on: date | None


@dataclass(frozen=True, slots=True)
class Keepsake:
    """A certificate as its picture shows it. ``own``: it is the actor's; ``may_revoke``: so may the actor."""

    certificate: Certificate
    branch: Branch
    colour: Colour
    issued_on: date
    own: bool
    may_revoke: bool


# -- issuing -------------------------------------------------------------------------------------------


def issue(
    tx: Transaction,
    kind: CertificateKind,
    branch_id: int,
    person_id: int | None,
    year: int,
    facts: Facts,
    now: datetime,
    by: int | None,
    subject: str = "",
) -> Certificate:
    """The certificate for just that: a new one only when there is none that says the same.

    ``by``: the person who issues it, None for the bot itself. ``facts`` as ``CertificateKind`` says; the
    names of person and branch are added. One that says something else is revoked as replaced. One that
    somebody has revoked comes back as it is, revoked, as long as there is nothing else to say. Rights are
    the caller's to check.
    """
    person = people.find(tx, person_id) if person_id is not None else None
    branch = branches.get(tx, branch_id)
    whole = {**facts, "name": person.name if person else branch.name, "branch": branch.name}
    last = certificates.newest(tx, kind, branch_id, person_id, year, subject)
    if last is not None and dict(last.facts) == whole and not last.is_replaced:
        return last
    if last is not None and last.revoked_at is None:
        revoke_as(tx, last, by, REPLACED, now)
    new = Certificate(
        id=0,
        code=new_code(),
        kind=kind,
        branch_id=branch_id,
        person_id=person_id,
        year=year,
        serial=0,
        subject=subject,
        facts=whole,
        issued_at=now,
        issued_by=by,
    )
    return certificates.insert(tx, new)


def revoke_as(tx: Transaction, of: Certificate, by: int | None, reason: str, now: datetime) -> bool:
    """Take one back for a stored reason; False when it was taken back before. Rights are the caller's."""
    return certificates.revoke(tx, of.id, by, reason, now)


# -- whose it is ---------------------------------------------------------------------------------------


def keepsake(tx: Transaction, actor: Actor, certificate_id: int) -> Keepsake:
    """One that the actor may look at: their own, one of a branch whose year they may settle, or one that
    their branch has made public.

    Raises ``UserError`` ``not-allowed``.
    """
    found = certificates.find(tx, certificate_id)
    if found is None:
        raise not_allowed(actor)
    kept = keepsake_of(tx, actor, found)
    is_public = found.revoked_at is None and actor.branch_id == found.branch_id and _is_shown(tx, found)
    if not (kept.own or kept.may_revoke or is_public):
        raise not_allowed(actor)
    return kept


def _is_shown(tx: Transaction, of: Certificate) -> bool:
    """Whether the branch shows it: a star of the month only for as long as its person wants that."""
    if of.kind is not CertificateKind.MONTH:
        return of.kind in PUBLIC
    stars = month_stars.shown(tx, of.branch_id, of.year)
    return any(one.person_id == of.person_id and str(one.month.month) == of.subject for one in stars)


def keepsake_of(tx: Transaction, actor: Actor, of: Certificate) -> Keepsake:
    """With what its picture needs; who may look at it must be checked by the caller."""
    branch = branches.get(tx, of.branch_id)
    return Keepsake(
        of,
        branch,
        branch_looks.colour_of(tx, branch.id),
        local_now(of.issued_at, branch.timezone).date(),
        of.person_id is not None and of.person_id == actor.person_id,
        may(actor, Right.SETTLE_YEAR, branch_target(branch)),
    )


def find_holder(tx: Transaction, actor: Actor, person_id: int) -> tuple[Member, Target]:
    """Who keeps something: the actor (0), or somebody for whom the actor may issue it.

    Raises ``UserError`` ``not-a-member``, ``not-on-roster``, ``not-allowed``.
    """
    if person_id == 0 and actor.person_id is None:
        raise UserError("not-on-roster" if actor.holdings else "not-a-member")
    person = people.find(tx, person_id or actor.person_id or 0)
    if person is None:
        raise not_allowed(actor)
    own = person.id == actor.person_id
    target = actor.own if own else people.target(tx, person)
    if not may(actor, Right.READ_OWN if own else Right.SETTLE_YEAR, target):
        raise not_allowed(actor)
    return person, target


# -- is it genuine? ------------------------------------------------------------------------------------


def verify(tx: Transaction, actor: Actor, text: str, now: datetime) -> Verified | None:
    """What a code says, for whoever asks; None when nothing was issued under it, which is counted.

    Raises ``UserError("certificate-too-many")`` after ten wrong codes of one account within an hour.
    """
    if invites.wrong_tries(tx, actor.telegram_id, now, WRONG_WINDOW) >= WRONG_LIMIT:
        raise UserError("certificate-too-many")
    found = look_up(tx, text)
    if found is None and is_code(clean_code(text)):
        invites.note_wrong(tx, actor.telegram_id, now, WRONG_WINDOW)
    return found


def look_up(tx: Transaction, text: str) -> Verified | None:
    """The same for whoever has the database anyway."""
    code = clean_code(text)
    found = certificates.find_by_code(tx, code) if is_code(code) else None
    if found is None:
        return None
    zone = branches.get(tx, found.branch_id).timezone
    revoked = local_now(found.revoked_at, zone).date() if found.revoked_at else None
    issued = local_now(found.issued_at, zone).date()
    name = found.text("name")
    return Verified(found, name if found.person_id is None else mask_name(name), issued, revoked)
