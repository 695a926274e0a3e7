"""What proves that a pledge on a wall is as it was made: its certificate, issued when it is published."""

from __future__ import annotations

from datetime import datetime

from bot.domain.certificates import Certificate, CertificateKind
from bot.domain.pledges import Pledge
from bot.usecases.certificates import issue
from storage import certificates
from storage.database import Transaction

KIND = CertificateKind.PLEDGE


def certify(tx: Transaction, pledge: Pledge, now: datetime) -> Certificate:
    """Issue one for a pledge that is public, as it stands now; it takes the place of the one before."""
    words = " / ".join(item.words for item in pledge.items)
    facts = {"words": words, "state": pledge.state.value}
    subject = str(pledge.id)
    return issue(tx, KIND, pledge.branch_id, pledge.person_id, pledge.year, facts, now, None, subject)


def code_of(tx: Transaction, pledge: Pledge) -> str | None:
    """The code under which anybody can verify it; None when it was revoked or never issued."""
    where = (pledge.branch_id, pledge.person_id, pledge.year, str(pledge.id))
    found = certificates.newest(tx, KIND, *where)
    return found.code if found is not None and found.revoked_at is None else None
