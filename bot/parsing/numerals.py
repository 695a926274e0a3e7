"""Numbers as people write them: 12, 2.5, 两, 十八, 廿三, 二〇二六, two."""

from __future__ import annotations

from fractions import Fraction

HAN_DIGITS = {
    "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "仨": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
HAN = "〇零一二两俩三仨四五六七八九十廿卅百"

ENGLISH_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip

ENGLISH = "|".join(sorted(ENGLISH_NUMBERS, key=len, reverse=True))


def read_number(text: str) -> Fraction | None:
    """The number that `text` (a shadow) is, or None if it is none."""
    if text in ENGLISH_NUMBERS:
        return Fraction(ENGLISH_NUMBERS[text])
    if text[:1].isascii():
        return _arabic(text)
    whole, dot, decimals = text.partition("点")
    number = _han(whole)
    if number is None or not dot:
        return None if number is None else Fraction(number)
    fraction = _positional(decimals)
    return None if fraction is None else number + Fraction(fraction, 10 ** len(decimals))


def read_int(text: str) -> int | None:
    """The whole number that `text` is, or None."""
    number = read_number(text)
    return int(number) if number is not None and number.denominator == 1 else None


def _arabic(text: str) -> Fraction | None:
    whole, dot, decimals = text.partition(".")
    if not (whole.isdecimal() and len(text) <= 12 and (decimals.isdecimal() or not dot)):
        return None
    return Fraction(f"{int(whole)}.{decimals}" if dot else int(whole))


def _positional(text: str) -> int | None:
    value = 0
    for character in text:
        if character not in HAN_DIGITS:
            return None
        value = value * 10 + HAN_DIGITS[character]
    return value if text else None


def _han(text: str) -> int | None:
    if not text or len(text) > 6:
        return None
    if all(character in HAN_DIGITS for character in text):
        # 两三 is "two or three", not 23; only years and the like are written digit by digit.
        return _positional(text) if len(text) in {1, 4} else None
    hundreds, has_hundreds, rest = text.partition("百")
    if not has_hundreds:
        return _below_hundred(text)
    head = _positional(hundreds) if len(hundreds) == 1 else None
    tail = _below_hundred(rest.lstrip("零〇")) if rest else 0
    return None if head is None or tail is None else head * 100 + tail


def _below_hundred(text: str) -> int | None:
    for sign, tens in (("廿", 2), ("卅", 3)):
        if text.startswith(sign):
            ones = text[1:].removeprefix("十")
            return tens * 10 + (HAN_DIGITS.get(ones, -100) if ones else 0) if len(ones) < 2 else None
    before, ten, after = text.partition("十")
    if not ten:
        return HAN_DIGITS.get(text)
    head = 1 if not before else HAN_DIGITS.get(before)
    tail = 0 if not after else HAN_DIGITS.get(after)
    return None if head is None or tail is None else head * 10 + tail
