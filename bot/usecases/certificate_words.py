"""What a certificate is for, in words."""

from __future__ import annotations

from bot.domain.certificates import Certificate, CertificateKind, reason_value
from bot.domain.messages import Gist, Message, Minutes, Term, Value
from bot.domain.record_words import shorten
from bot.usecases.certificates import Verified

SHORT_BRANCH = 60


def what(of: Certificate) -> Gist:
    """In one line: "2025年度志愿服务证书：46次，92小时"."""
    return Gist(f"honours-what-{of.kind}", values_of(of))


def values_of(of: Certificate) -> dict[str, Value]:
    """What the texts about a certificate say: ``year``, ``month``, ``stars``, ``services``, ``minutes``, and
    the ``state`` of a pledge."""
    state = {"state": Term(f"honours-pledge-{of.text('state')}")} if of.kind is CertificateKind.PLEDGE else {}
    return {
        **state,
        "year": str(of.year),
        "month": of.count("month"),
        "stars": of.count("stars"),
        "services": of.count("services"),
        "minutes": Minutes(of.count("minutes")),
    }


def verified_message(found: Verified | None) -> Message:
    """Whether a code is genuine, for anybody."""
    if found is None:
        return Message("honours-unknown")
    of = found.certificate
    about = Message(
        "honours-about",
        {
            "what": what(of),
            "name": found.name,
            "branch": shorten(of.text("branch"), SHORT_BRANCH),
            "number": of.number,
            "day": found.issued_on,
        },
    )
    if found.revoked_on is None:
        return Message("honours-genuine", more=(about,))
    if of.is_replaced:
        return Message("honours-replaced", {"day": found.revoked_on}, more=(about,))
    values: dict[str, Value] = {"day": found.revoked_on, "reason": reason_value(of.reason or "")}
    return Message("honours-revoked", values, more=(about,))
