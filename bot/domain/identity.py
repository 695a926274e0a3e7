"""Identity-card numbers, which are kept nowhere: seeing one in what somebody wrote."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from bot.errors import UserError

SHORTEST = 15  # digits of the numbers given out until 1999; today's have eighteen

_GAP = r"[\s\-\u2010-\u2015\u2212]{0,3}"
_LONG = re.compile(rf"(?<!\d)(?=(\d(?:{_GAP}\d){{16}}{_GAP}(?:\d(?!\d)|[Xx])))", re.ASCII)
_SHORT = re.compile(rf"(?<!\d)(?=(\d(?:{_GAP}\d){{14}}(?!\d)))", re.ASCII)
# Taken out first: a phone number with a year behind it would be fifteen digits with a gap.
_PHONE = re.compile(rf"(?<!\d)1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)", re.ASCII)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# The first two digits say which province gave the number out (GB/T 2260).
_PROVINCES = frozenset(
    f"{number}"
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for number in range(first, last + 1)
)


def has_identity_number(text: str) -> bool:
    """Whether the text holds such a number, in whatever digits and with whatever gaps."""
    if len(text) < SHORTEST:
        return False
    return bool(identity_spans(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text))))


def refuse_identity_number(text: str) -> None:
    """Raise ``UserError("identity-number")`` for a text that holds one."""
    if has_identity_number(text):
        raise UserError("identity-number")


def identity_spans(plain: str) -> list[tuple[int, int]]:
    """Where such numbers begin and end in a text whose digits are plain ones.

    The province and the day of birth must be possible, so that orders and accounts are no such numbers.
    """
    rest = _PHONE.sub(lambda hit: "\0" * len(hit[0]), plain)
    return [
        hit.span(1)
        for pattern in (_LONG, _SHORT)
        for hit in pattern.finditer(rest)
        if _is_plausible("".join(one for one in hit[1] if one.isalnum()))
    ]


def _is_plausible(number: str) -> bool:
    born = number[6:14] if len(number) > SHORTEST else "19" + number[6:12]
    try:
        day = date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    return number[:2] in _PROVINCES and 1850 <= day.year < 2100
