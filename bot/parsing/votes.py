"""How a vote was counted, in words: 赞成12 反对1 弃权0, 12票赞成, 全部赞成, 12 for 1 against."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bot.parsing.numerals import HAN, read_int

# 不同意 before 同意, which is in it.
_SIDES = {
    "against": ("不赞成", "不贊成", "不同意", "反对", "反對", "against"),
    "in_favour": ("赞成", "贊成", "同意", "支持", "in favour", "in favor", "for", "yes"),
    "abstained": ("弃权", "棄權", "abstentions", "abstention", "abstained", "abstaining", "abstain"),
}
_SIDE_OF = {word: side for side, words in _SIDES.items() for word in words}
_NONE = ("没有", "沒有", "无", "無", "none")
_SIDE = "|".join(sorted(_SIDE_OF, key=len, reverse=True))
_TOKEN = re.compile(
    rf"(?P<side>{_SIDE})|(?P<number>\d{{1,6}}|[{HAN}]{{1,6}})|(?P<none>{'|'.join(_NONE)})"
    r"|[\s,，、;；:：。.!！/]|票|人|名|位|votes?|people|and"
)
_ALL = re.compile(
    r"(全部|全体|全體|全票|一致|都|大家都)(赞成|贊成|同意|通过|通過)"
    r"|all in favou?r|unanimous(ly)?|everybody|all"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What was said of a vote; ``everybody``: all who could vote were in favour."""

    in_favour: int = 0
    against: int = 0
    abstained: int = 0
    everybody: bool = False


def read_count(text: str) -> Counted | None:
    """The numbers of a vote; None for anything that does not say them clearly.

    Those in favour must be named; another side that is not is zero. Three bare numbers are in favour,
    against and abstained.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if _ALL.fullmatch(plain.strip("。.!！ 了")):
        return Counted(everybody=True)
    tokens = _tokens(plain)
    if not tokens:
        return None
    if all(isinstance(one, int) for one in tokens):
        numbers = [one for one in tokens if isinstance(one, int)]
        return Counted(numbers[0], numbers[1], numbers[2]) if len(numbers) == len(_SIDES) else None
    return _paired(tokens)


def _paired(tokens: list[int | str]) -> Counted | None:
    """Each side with its number, all numbers on the same hand of their words."""
    if len(tokens) % 2:
        return None
    pairs = [(tokens[at], tokens[at + 1]) for at in range(0, len(tokens), 2)]
    if isinstance(tokens[0], int):
        pairs = [(side, number) for number, side in pairs]
    found: dict[str, int] = {}
    for side, number in pairs:
        if not isinstance(side, str) or not isinstance(number, int) or side in found:
            return None
        found[side] = number
    if "in_favour" not in found:
        return None
    return Counted(found["in_favour"], found.get("against", 0), found.get("abstained", 0))


def _tokens(text: str) -> list[int | str] | None:
    """Sides and numbers in order; None when something else is said, too."""
    tokens: list[int | str] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return None
        at = match.end()
        if match["side"]:
            tokens.append(_SIDE_OF[match["side"]])
        elif match["none"]:
            tokens.append(0)
        elif match["number"]:
            number = read_int(match["number"])
            if number is None:
                return None
            tokens.append(number)
    return tokens
