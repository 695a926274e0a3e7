"""``zhibu verify``: is a certificate genuine?"""

from __future__ import annotations

from dataclasses import dataclass

from bot.commands.roster import in_database, load_texts
from bot.settings import Settings
from bot.usecases.certificate_words import verified_message
from bot.usecases.certificates import look_up


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a code, in words."""

    genuine: bool
    lines: tuple[str, ...]


async def verify_code(settings: Settings, code: str) -> Answer:
    """What anybody is told who scans it. ``genuine``: issued here, and not taken back for a fault."""
    found = await in_database(settings, look_up, code)
    texts, message = load_texts(settings), verified_message(found)
    lines = [
        texts.format(settings.default_locale, one.key, one.values, html=False)
        for one in (message, *message.more)
    ]
    # Without the marks of Telegram's HTML, which are in the texts themselves.
    plain = [line.replace("<b>", "").replace("</b>", "") for line in lines]
    genuine = found is not None and (found.revoked_on is None or found.certificate.is_replaced)
    return Answer(genuine, tuple(plain))
