"""One cell of a roster → one value, or the reason why not."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from bot.domain import identity
from bot.domain.people import MemberCategory, MemberKind, Office, Sector
from bot.office.sheets import Cell
from bot.office.words import CATEGORIES, KINDS, NO_OFFICE, NOTHING, OFFICES, SECTORS, plain

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
SHORTEST_NAME, LONGEST_NAME = 2, 30
LONGEST_BRANCH, LONGEST_GROUP, LONGEST_SKILLS = 60, 30, 200
# The party was founded then; it also tells Excel's day numbers from other numbers.
FIRST_DAY = date(1921, 7, 1)
LAST_DAY = date(2099, 12, 31)

_EXCEL_DAY_ZERO = date(1899, 12, 30)
_HAN = "\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\U000e0100-\U000e01ef"
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
_HAN_CHARACTER = re.compile(f"[{_HAN}]")
_HAN_GAP = re.compile(f"(?<=[{_HAN}])\\s+(?=[{_HAN}])")
_DOTS = re.compile(f"(?<=[{_HAN}])\\s*[·•‧・･∙．.﹒●⋅]\\s*(?=[{_HAN}])")
_DAY = re.compile(
    r"([12][0-9]{3})\s*[-/.年]\s*([0-9]{1,2})\s*(?:[-/.月]\s*(?:([0-9]{1,2})\s*日?)?)?"
    r"(?:[T ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.0+)?)?)?"
)
_DIGIT_DAY = re.compile(r"([12][0-9]{3})([0-9]{2})([0-9]{2})?")
_SHORTENED = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?1[0-9]")
_PHONE = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")
_SEPARATORS = re.compile("[、,，;；/／|]+|\\s+和\\s+")

Word = TypeVar("Word", bound=StrEnum)


class CellProblem(Exception):  # noqa: N818 -- it is the reader's news about a cell, not a fault of ours
    """Why a cell cannot be used: ``key`` names the message ``roster-problem-<key>``."""

    def __init__(self, key: str, value: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.value = value


def as_text(cell: Cell) -> str:
    """What a person reads in the cell. Raises CellProblem for control characters."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    # Line breaks and tabs inside a cell are layout; other control characters are damage.
    text = str(cell)
    if _CONTROL.search(text):
        raise CellProblem("control-character")
    return " ".join(_INVISIBLE.sub("", text).split())


def has_identity_number(cell: Cell) -> bool:
    """Whether an identity-card number is in the cell, also as a number, even one cut short by Excel."""
    if isinstance(cell, int | float) and 10**14 <= cell < 10**18:
        return identity.has_identity_number(str(int(cell)))
    return isinstance(cell, str) and identity.has_identity_number(cell)


def read_name(cell: Cell) -> str:
    """A person's name as written, without layout spaces: 张 三 → 张三, one · in 买买提·吐尔逊.

    Never normalised to another form: that would replace rare characters. Raises CellProblem.
    """
    text = as_text(cell)
    if not text:
        raise CellProblem("name-missing")
    _refuse_formula(text)
    name = _DOTS.sub("·", _HAN_GAP.sub("", text))
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        raise CellProblem("name-length", text)
    if not all(map(_is_name_character, name)) or not _is_letter(name[0]):
        raise CellProblem("name-character", text)
    return name


def _is_name_character(character: str) -> bool:
    return character in "·.'’- " or _is_letter(character) or unicodedata.category(character)[0] == "M"


def _is_letter(character: str) -> bool:
    """The newest Chinese characters are younger than Python's tables, so the planes count as well."""
    return character.isalpha() or bool(_HAN_CHARACTER.match(character))


def read_label(cell: Cell, longest: int) -> str | None:
    """The name of a branch or group; None for an empty cell. Raises CellProblem."""
    text = _HAN_GAP.sub("", as_text(cell))
    if plain(text) in NOTHING:
        return None
    _refuse_formula(text)
    if len(text) > longest:
        raise CellProblem("too-long", text)
    return text


def read_skills(cell: Cell) -> str | None:
    """Free words, kept as they are: a leading = is text here. Raises CellProblem."""
    text = as_text(cell)
    if plain(text) in NOTHING:
        return None
    if len(text) > LONGEST_SKILLS:
        raise CellProblem("too-long", text)
    return text


def _refuse_formula(text: str) -> None:
    if text.startswith(FORMULA_STARTS):
        raise CellProblem("formula", text)


def read_sector(cell: Cell) -> Sector | None:
    """Raises CellProblem for a word that is no sector."""
    return _word(as_text(cell), SECTORS, "sector-unknown")


def read_office(cell: Cell) -> Office | None:
    """One post; an ordinary member has none. Raises CellProblem."""
    text = as_text(cell)
    words = [word for word in re.split("兼|" + _SEPARATORS.pattern, text) if plain(word) not in NO_OFFICE]
    found = {_word(word, OFFICES, "office-unknown") for word in words} - {None}
    if len(found) > 1:
        raise CellProblem("office-several", text)
    return found.pop() if found else None


def read_kind_and_category(cell: Cell) -> tuple[MemberKind | None, MemberCategory | None]:
    """Rosters say both in one column (预备党员、流动党员), so either column may hold either.

    Raises CellProblem for unknown words and for two that exclude each other.
    """
    text = as_text(cell)
    kinds: set[MemberKind] = set()
    categories: set[MemberCategory] = set()
    for word in map(plain, _SEPARATORS.split(text)):
        if word in KINDS:
            kinds.add(KINDS[word])
        elif word in CATEGORIES:
            categories.add(CATEGORIES[word])
        elif word not in NOTHING and word not in NO_OFFICE:
            raise CellProblem("category-unknown", text)
    if len(kinds) > 1 or len(categories) > 1:
        raise CellProblem("category-several", text)
    return (kinds.pop() if kinds else None), (categories.pop() if categories else None)


def _word(text: str, words: Mapping[str, Word], problem: str) -> Word | None:
    word = plain(text)
    if word in NOTHING:
        return None
    try:
        return words[word]
    except KeyError:
        raise CellProblem(problem, text) from None


def read_date(cell: Cell, today: date | None = None) -> date | None:
    """A day in any of the usual ways; a month alone means its first day. None for an empty cell.

    Raises CellProblem: ``date-unclear`` (also 2010.1: spreadsheets write 2010.10 so), ``date-impossible``
    (no such day, or before the party was founded), ``date-future``.
    """
    found = cell if isinstance(cell, date) else _date_of(cell)
    if found is None:
        return None
    if not FIRST_DAY <= found <= LAST_DAY:
        raise CellProblem("date-impossible", found.isoformat())
    if today and found > today:
        raise CellProblem("date-future", found.isoformat())
    return found


def _date_of(cell: Cell) -> date | None:
    text = unicodedata.normalize("NFKC", as_text(cell))
    if plain(text) in NOTHING:
        return None
    if re.fullmatch(r"[0-9]{4}\.1", text):
        raise CellProblem("date-unclear", text)
    match = _DAY.fullmatch(text) or _DIGIT_DAY.fullmatch(text)
    if match:
        return _day(text, int(match[1]), int(match[2]), int(match[3] or 1))
    if re.fullmatch("[0-9]{4,5}", text):
        return _excel_day(text)
    raise CellProblem("date-unclear", text)


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise CellProblem("date-impossible", text) from None


def _excel_day(text: str) -> date:
    """Excel counts days from 1900; a number too small for that is more likely a year alone."""
    found = _EXCEL_DAY_ZERO + timedelta(days=int(text))
    if found < FIRST_DAY:
        raise CellProblem("date-unclear", text)
    return found


def read_phone(cell: Cell) -> str | None:
    """An eleven-digit mobile number; None for an empty cell. Raises CellProblem."""
    text = unicodedata.normalize("NFKC", as_text(cell))
    if plain(text) in NOTHING:
        return None
    if isinstance(cell, str) and _SHORTENED.fullmatch(text):
        raise CellProblem("phone-shortened", text)
    digits = re.sub(r"[ \-\u2010-\u2015()]|\.0+$", "", text)
    match = _PHONE.fullmatch(digits)
    if not match:
        raise CellProblem("phone-wrong", text)
    return match[1]
