"""Sums of money, the sentence of the dues calculator, and pasted lists of who has paid."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bot.domain.dues import MOST_BASE, YUAN, Payer
from bot.parsing.numerals import HAN, read_int
from bot.parsing.scan import shadow

LONGEST = 80  # characters of a sentence that is about nothing but dues
MOST_LINES = 200
MOST_NAME = 40  # characters

_PLAIN = r"(?:\d{1,3}(?:[,，]\d{3}){1,3}|\d{1,12})(?:\.\d{1,2})?"
_HAN_SUM = rf"(?=[\d.]{{0,8}}[{HAN}千万])[{HAN}千万\d.]{{1,12}}"
_UNIT = r" ?(?:元整|块钱|元|块|圆|yuan|rmb|cny)"
_BEFORE = r"(?:(?:¥|rmb|cny) ?)?"
_SUM = re.compile(rf"^{_BEFORE}(?P<sum>{_PLAIN}|{_HAN_SUM})(?:{_UNIT})?$")
# Behind a name. In 王三千 the number is part of it: one in words needs a gap in front and its unit.
_LAST_SUM = re.compile(
    rf"(?<![\d.\-−+e])(?<!\d,)(?P<plain>{_PLAIN})(?:{_UNIT})?$|[\s:,](?P<han>{_HAN_SUM}){_UNIT}$"
)
_HAS_PAID = re.compile(r"(?:\s{1,4}|已经?)(?:交|缴)(?:了|清|过)?$|\s{1,4}paid$")
_SIGNED = re.compile(r"^[-−+]\s*\d")

_KINDS = (
    (Payer.RETIRED, re.compile(r"退休金|离退休|退休|养老金|retired|pension(?:er)?")),
    (Payer.FARMER, re.compile(r"农民党员|农民|务农|种地|农村党员|farmers?")),
    (Payer.STUDENT, re.compile(r"学生党员|学生|低保|失业|救济|students?|benefits?|unemployed")),
    (Payer.WAGE, re.compile(r"工资|月薪|收入|在职|上班|wages?|salary|income")),
)
_ASKS = re.compile(
    r"^(?:请|帮我|给我){0,2}(?:算一下|算一算|算算|计算|算)(?:一下)?(?:我的|每月的?|一个月的?|这个月的?)?党费"
    r"|^党费(?:计算器?|怎么算|要?交多少钱?|是?多少钱?)"
    r"|(?:算|计算|多少(?:钱的?)?)党费[?。!]?$"
    r"|党费(?:怎么算|要?交多少钱?|是?多少钱?)[?。!]?$"
    r"|^(?:calculate|compute|reckon|work out) (?:my |the )?(?:party )?dues(?: (?:for|of|on))?"
    r"|^how much (?:are|is) (?:my |the )?(?:party )?dues(?: (?:for|of|on))?"
)
_NAMED = re.compile(r"^(?:党费|(?:party )?dues)[ :,]{0,2}")
_FILLERS = re.compile(r"税后|我的|我|每个月|每月|一个月|这个月|月|是|拿|要|交|的|a month|per month|after tax")
_AFTER_TAX = re.compile(r"税后|每个?月|稅後|[:：]")
_MARK = re.compile(r"^\s{0,8}(?:[(（]?\d{1,3}(?:[)）.、:：]|\t)\s{0,8}|[·•*○✓-]\s{0,8})")
_BETWEEN = re.compile(r"[、;；]|[,，](?! ?[¥￥]?[\d０-９])")
_EDGES = " ,.:;!?、，。：；！？\t的"


@dataclass(frozen=True, slots=True)
class Sum:
    """``fen``, or why there is none: ``"negative"``, ``"large"``, ``"unclear"``."""

    fen: int | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants reckoned. ``sum`` is None when no sum was written at all."""

    payer: Payer | None
    sum: Sum | None


@dataclass(frozen=True, slots=True)
class Paid:
    """One line of a list: a name, and what was paid in fen, when that was written."""

    name: str
    fen: int | None


@dataclass(frozen=True, slots=True)
class Rate:
    """One line of a list of rates: as it was written, whose it is, and what it says of them."""

    line: str
    name: str
    payer: Payer | None
    base: int | None


def read_sum(text: str) -> Sum:
    """A sum of money, in yuan as people write it: 4200, 4,200.50元, 三千五, 1.2万."""
    plain = _plain(text).strip()
    if _SIGNED.match(plain):
        return Sum(None, "negative")
    hit = _SUM.match(plain)
    return _fen(hit["sum"]) if hit else Sum(None, "unclear")


def read_asked(text: str, *, surely: bool = False) -> Asked | None:
    """A sentence that wants dues reckoned (算党费 4200, 退休金3500交多少党费); None for any other.

    ``surely``: it is known to be one, such as what follows /dues.
    """
    if len(text) > LONGEST:
        return None
    plain = _plain(text).strip()
    asks = _ASKS.search(plain)
    if asks is not None:
        surely, plain = True, f"{plain[: asks.start()]} {plain[asks.end() :]}"
    elif (named := _NAMED.match(plain)) is not None:
        plain = plain[named.end() :]
    elif not surely:
        return None
    payer = None
    for kind, words in _KINDS:
        if words.search(plain):
            payer, plain = kind, words.sub(" ", plain)
            break
    rest = _FILLERS.sub(" ", plain).strip(_EDGES)
    found = read_sum(rest) if rest else None
    if found is not None and found.problem == "unclear" and not surely:
        return None
    return Asked(payer, found)


def read_list(text: str) -> list[Paid]:
    """Who has paid, one on a line or several between 、 and commas, in the order written.

    张三 42元 is a name and a sum. Numbers and dots in front of a name are left out. What is no name stays as
    it is written: nobody of that name will be found, and whoever wrote it is told.
    """
    parts = (part for line in text.splitlines() for part in _parts(_MARK.sub("", line)))
    return [_paid(part) for part in parts]


def read_rates(text: str) -> list[Rate]:
    """By what people's dues are to be reckoned, one person on a line: 张三 退休 3500, 李四 农民."""
    found = []
    for line in text.splitlines():
        piece = _MARK.sub("", line).strip(_EDGES)
        if piece:
            found.append(_rate(piece))
    return found


def _rate(line: str) -> Rate:
    payer, rest = None, line
    for kind, words in _KINDS:
        hit = words.search(_plain(line))
        if hit is not None:
            payer, rest = kind, f"{line[: hit.start()]} {line[hit.end() :]}"
            break
    paid = _paid(_AFTER_TAX.sub(" ", rest).strip(_EDGES))
    return Rate(line[:MOST_NAME], paid.name, payer, paid.fen)


def _parts(line: str) -> list[str]:
    """The people of a line; a comma in front of a sum parts nobody."""
    return [part for one in _BETWEEN.split(line) if (part := one.strip(_EDGES))]


def _paid(text: str) -> Paid:
    plain = _plain(text)
    hit = _LAST_SUM.search(plain)
    found = _fen(hit["plain"] or hit["han"]) if hit is not None else Sum(None)
    if hit is None or found.fen is None:
        return Paid(_name(text) or text[:MOST_NAME], None)
    name = _name(text[: hit.start(hit.lastgroup or 0)])
    return Paid(name, found.fen) if name else Paid(text[:MOST_NAME], None)


def _name(text: str) -> str:
    return _HAS_PAID.sub("", text.rstrip(_EDGES + "=¥￥-—")).strip(_EDGES)[:MOST_NAME]


def _plain(text: str) -> str:
    # The shadow is as long as the text, so that a span is the same in both; NFKC would change that.
    return "".join(_folded(one) for one in shadow(text))


def _folded(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


def _fen(words: str) -> Sum:
    if set(words) <= set("0123456789.,"):
        whole, _, cents = words.replace(",", "").partition(".")
        fen: int | None = int(whole) * YUAN + int(cents.ljust(2, "0"))
    else:
        fen = _han(words)
    if fen is None:
        return Sum(None, "unclear")
    return Sum(fen) if fen <= MOST_BASE else Sum(None, "large")


def _han(words: str) -> int | None:
    """三千五, 一万二, 四千二百, 1.2万, 3千5百, in fen."""
    total, rest, last = 0, words, 1
    for sign, worth in (("万", 10_000), ("千", 1_000), ("百", 100)):
        head, found, after = rest.partition(sign)
        if not found:
            continue
        part = _times(head.lstrip("零〇"), worth)
        if part is None:
            return None
        total, rest, last = total + part, after, worth
    if not rest:
        return total
    if last > 1 and len(rest) == 1:  # 三千五 leaves the 百 out
        last //= 10
    else:
        last = 1
    tail = _times(rest.lstrip("零〇"), last)
    return None if tail is None else total + tail


def _times(number: str, worth: int) -> int | None:
    """So many times ``worth`` yuan, in fen; decimals only as far as a fen goes."""
    if not number.isascii():
        read = read_int(number)
        return None if read is None else read * worth * YUAN
    hit = re.fullmatch(r"(\d{1,4})(?:\.(\d{1,4}))?", number)
    if hit is None:
        return None
    decimals = hit[2] or ""
    return int(hit[1]) * worth * YUAN + int(decimals or 0) * worth * YUAN // int(10 ** len(decimals))
