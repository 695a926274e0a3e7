"""Certificates: issued with a number of their own, revoked, never changed otherwise and never deleted.

Both go into the ledger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.certificates import REPLACED, Certificate, CertificateKind
from storage import ledger
from storage.database import Transaction
from storage.ledger_facts import CERTIFICATE
from storage.schema import certificate

_ALL = sa.select(
    certificate.c.id,
    certificate.c.code,
    certificate.c.kind,
    certificate.c.branch_id,
    certificate.c.person_id,
    certificate.c.year,
    certificate.c.serial,
    certificate.c.subject,
    certificate.c.facts,
    certificate.c.issued_at,
    certificate.c.issued_by,
    certificate.c.revoked_at,
    certificate.c.revoked_by,
    certificate.c.reason,
)


def _certificate(row: Sequence[Any]) -> Certificate:
    return Certificate(row[0], row[1], CertificateKind(row[2]), *row[3:])


def insert(tx: Transaction, new: Certificate) -> Certificate:
    """Keep a new one, whose id and serial are given here: the serial is the next of its branch and year."""
    last = sa.select(sa.func.max(certificate.c.serial)).where(
        certificate.c.branch_id == new.branch_id, certificate.c.year == new.year
    )
    serial = (tx.execute(last).scalar_one() or 0) + 1
    number = tx.insert_one(
        certificate,
        code=new.code,
        kind=new.kind.value,
        branch_id=new.branch_id,
        person_id=new.person_id,
        year=new.year,
        serial=serial,
        subject=new.subject,
        facts=dict(new.facts),
        issued_at=new.issued_at,
        issued_by=new.issued_by,
    )
    ledger.write(tx, CERTIFICATE.name, number, new.issued_at)
    return replace(new, id=number, serial=serial)


def revoke(tx: Transaction, certificate_id: int, by: int | None, reason: str, now: datetime) -> bool:
    """Take one back; False when it was taken back before."""
    done = tx.execute(
        sa.update(certificate)
        .where(certificate.c.id == certificate_id, certificate.c.revoked_at.is_(None))
        .values(revoked_at=now, revoked_by=by, reason=reason)
    )
    if done.rowcount:
        ledger.write(tx, CERTIFICATE.name, certificate_id, now)
    return bool(done.rowcount)


def find(tx: Transaction, certificate_id: int) -> Certificate | None:
    """The one with that id, revoked or not."""
    row = tx.execute(_ALL.where(certificate.c.id == certificate_id)).one_or_none()
    return _certificate(row) if row else None


def find_by_code(tx: Transaction, code: str) -> Certificate | None:
    """The one with that code in its one form, revoked or not."""
    row = tx.execute(_ALL.where(certificate.c.code == code)).one_or_none()
    return _certificate(row) if row else None


def newest(
    tx: Transaction, kind: CertificateKind, branch_id: int, person_id: int | None, year: int, subject: str
) -> Certificate | None:
    """The last one that was issued for just that, revoked or not."""
    query = _ALL.where(
        certificate.c.branch_id == branch_id,
        certificate.c.kind == kind.value,
        certificate.c.year == year,
        certificate.c.person_id == person_id,
        certificate.c.subject == subject,
    )
    row = tx.execute(query.order_by(certificate.c.id.desc()).limit(1)).one_or_none()
    return _certificate(row) if row else None


def of_person(tx: Transaction, person_id: int, limit: int, offset: int = 0) -> list[Certificate]:
    """What somebody has, the latest year first; without what a newer one has replaced."""
    query = _shown().where(certificate.c.person_id == person_id)
    order = (certificate.c.year.desc(), certificate.c.id.desc())
    return [_certificate(row) for row in tx.execute(query.order_by(*order).limit(limit).offset(offset))]


def of_branch(tx: Transaction, branch_id: int, limit: int, offset: int = 0) -> list[Certificate]:
    """What a branch has issued, the latest first; without what a newer one has replaced."""
    query = _shown().where(certificate.c.branch_id == branch_id)
    order = (certificate.c.year.desc(), certificate.c.serial.desc())
    return [_certificate(row) for row in tx.execute(query.order_by(*order).limit(limit).offset(offset))]


def _shown() -> sa.Select[Any]:
    """Without pledges whose word is still to be kept, too: they are no honour yet."""
    reason, kind = certificate.c.reason, certificate.c.kind
    is_kept = certificate.c.facts["state"].as_string() == "kept"
    return _ALL.where(
        sa.or_(reason.is_(None), reason != REPLACED),
        sa.or_(kind != CertificateKind.PLEDGE.value, is_kept),
    )
