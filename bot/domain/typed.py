"""What people type as words of their own."""

from __future__ import annotations

from bot.domain.identity import refuse_identity_number
from bot.errors import UserError


def typed_line(text: str, longest: int, missing: str, too_long: str) -> str:
    """The text on one line, of at most ``longest`` characters.

    Raises ``UserError`` with the key ``missing`` or ``too_long`` (``limit``, ``count``), or
    ``identity-number``.
    """
    plain = " ".join(text.split())
    if not plain:
        raise UserError(missing)
    if len(plain) > longest:
        raise UserError(too_long, limit=longest, count=len(plain))
    refuse_identity_number(plain)
    return plain
