"""A study plan pasted as one text, and when it is sent, in words: 每周一9点, 工作日晚上7点半, daily 9am.

The first line is the title. If blank lines divide the rest, each paragraph is an item, else each line is one,
unless it is a heading with a long text below; numbers in front are dropped, for the items are counted anyway.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.rich_text import EMPTY, RichText
from bot.domain.study import CLASS_HOUR, LONGEST_TITLE, USUAL_MINUTES, Item, ItemKind, in_steps
from bot.parsing.draft import Doubt
from bot.parsing.scan import shadow
from bot.parsing.when import read_when

LONG_LINE = 80  # characters: no item of a list is so long

_HOST = r"(?:[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.){1,6}(?:[a-z]{2,12}|xn--[a-z0-9-]{2,40})"
_TAIL = r"(?::\d{2,5})?(?:[/?#][^\s<>，。；、）】》\"]{0,1000})?"
_LINK = re.compile(
    rf"(?:https?://(?:{_HOST}|\d{{1,3}}(?:\.\d{{1,3}}){{3}}){_TAIL}|{_HOST}{_TAIL})", re.IGNORECASE
)
_HAS_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_NUMBER = re.compile(
    r"^\s{0,9}(?:[（(]?\d{1,3}[）)]|\d{1,3}\s?[.、．:：](?!\d)|第?[一二三四五六七八九十]{1,3}[、.．：:]|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|[-*•·●○▪])\s{0,9}"
)
_HOURS = re.compile(
    r"\s{0,9}[（(]\s{0,9}(?P<hours>\d(?:\.5|\.0)?)\s{0,9}个?(?:学时|class[- ]?hours?)\s{0,9}[）)]$",
    re.IGNORECASE,
)
_BLANK_LINE = re.compile(r"\n[ \t\u3000]{0,99}\n")
_LINE_END = re.compile("\n")
_EDGES = " \t\u3000:：-—，,。；;"

_WEEKDAYS = {name: at % 7 + 1 for at, name in enumerate("一二三四五六")} | {"日": 7, "天": 7}
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKLY = re.compile(
    r"(?:每个?|逢)?(?:周|星期|礼拜)(?:的)?(?P<name>[一二三四五六日天]|[1-7](?!\d))"
    r"|(?:every |each |on )?(?P<english>mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}(?![a-z])"
)
_WORKING = re.compile(
    r"(?:每个?|逢)?(?:工作日|上班的?日子?|上班天)"
    r"|(?:every |on |each )?(?:working day|workday|weekday)s?(?![a-z])"
)
_DAILY = re.compile(r"每一?[天日]|天天|(?:every ?day|daily|each day)(?![a-z])")


@dataclass(frozen=True, slots=True)
class Timing:
    """When items are sent: on ``weekday`` (Monday is 1), or every day, at a minute of the branch's day."""

    weekday: int | None
    minute: int
    working_days: bool = False


def read_timing(text: str, now: datetime) -> Timing | Doubt:
    """When something comes again and again; ``now`` is on the branch's clock."""
    plain = shadow(text).strip()
    for pattern in (_WORKING, _DAILY, _WEEKLY):
        hit = pattern.search(plain)
        if hit is None:
            continue
        rest = (plain[: hit.start()] + " " + plain[hit.end() :]).replace("都", "").strip(_EDGES + "的at ")
        at = read_when(f"明天{rest}", now - timedelta(days=1)) if rest else Doubt("time-missing", text)
        if not isinstance(at, datetime):
            return at
        minute = at.hour * 60 + at.minute
        if pattern is not _WEEKLY:
            return Timing(None, minute, working_days=pattern is _WORKING)
        return Timing(_weekday(hit), minute)
    return Doubt("timing-unclear", text)


def _weekday(hit: re.Match[str]) -> int:
    if hit["english"]:
        return next(at for at, name in enumerate(_ENGLISH, start=1) if name.startswith(hit["english"]))
    name = hit["name"]
    return int(name) if name.isdecimal() else _WEEKDAYS[name]


# -- a plan --------------------------------------------------------------------------------------------


def read_plan(rich: RichText) -> tuple[str, list[Item]]:
    """The title and the items of a pasted plan; the title is "" when the first line is an item itself."""
    rich = _from_visible(rich)
    end = rich.text.find("\n")
    first = rich if end < 0 else rich.slice(0, end).stripped()
    if is_link(first.text) or len(first.text) > LONGEST_TITLE:
        return "", read_items(rich)
    return first.text, read_items(rich.slice(end).stripped()) if end >= 0 else []


def read_items(rich: RichText) -> list[Item]:
    """What each paragraph says, or, where no blank lines divide them, each line."""
    rich = _from_visible(rich)
    if not rich:
        return []
    blocks = _pieces(rich, _BLANK_LINE)
    if len(blocks) == 1 and not _is_one(lines := _pieces(rich, _LINE_END)):
        blocks = lines
    return [item for block in blocks for item in _read_block(block)]


def _is_one(lines: list[RichText]) -> bool:
    """Whether lines that nothing divides are a heading with its text, and not a list."""
    first, *rest = lines
    is_heading = len(first.text) <= LONGEST_TITLE and not _NUMBER.match(first.text)
    return is_heading and any(len(line.text) > LONG_LINE for line in rest)


def _pieces(rich: RichText, border: re.Pattern[str]) -> list[RichText]:
    found = []
    at = 0
    for hit in (*border.finditer(rich.text), None):
        piece = rich.slice(at, hit.start() if hit else len(rich.text)).stripped()
        if piece:
            found.append(piece)
        at = hit.end() if hit else at
    return found


def _read_block(block: RichText) -> list[Item]:
    lines = _pieces(block, _LINE_END)
    if len(lines) > 1 and all(is_link(line.text) for line in lines):
        return [item for line in lines for item in _read_block(line)]
    block = _from_visible(block)
    block = _from_visible(_without(block, _NUMBER.match(block.text)))
    head_end = block.text.find("\n")
    head = block if head_end < 0 else block.slice(0, head_end).stripped()
    rest = EMPTY if head_end < 0 else _from_visible(block.slice(head_end))
    minutes, told = _minutes(head)
    if not is_visible(head.text):
        return []
    # Class-hours alone are what somebody calls it.
    return [_item(told, rest, minutes) if is_visible(told.text) else _item(head, rest, minutes)]


def is_visible(text: str) -> bool:
    """Whether there is anything to see: a button cannot be without it."""
    return any(one.isprintable() and not one.isspace() for one in text)


def _from_visible(rich: RichText) -> RichText:
    """The text from the first character that can be seen."""
    places = (at for at, one in enumerate(rich.text) if one.isprintable() and not one.isspace())
    first = next(places, None)
    return EMPTY if first is None else rich.slice(first).stripped()


def _without(rich: RichText, hit: re.Match[str] | None) -> RichText:
    return rich if hit is None else rich.slice(hit.end()).stripped()


def _minutes(head: RichText) -> tuple[int, RichText]:
    """The class-hours at the end of a line, 党章（2学时）, and the line without them."""
    hit = _HOURS.search(head.text)
    if hit is None:
        return USUAL_MINUTES, head
    minutes = round(float(hit["hours"]) * CLASS_HOUR)
    return (minutes, head.slice(0, hit.start()).stripped()) if in_steps(minutes) else (USUAL_MINUTES, head)


def _item(head: RichText, rest: RichText, minutes: int) -> Item:
    if not rest:
        hit = _LINK.search(head.text)
        if hit is not None and _stands_apart(head.text, hit):
            around = f"{head.text[: hit.start()]} {head.text[hit.end() :]}".strip(_EDGES)
            if len(around) <= LONGEST_TITLE:
                return Item(ItemKind.LINK, around or _shown(hit[0]), url=with_scheme(hit[0]), minutes=minutes)
        if len(head.text) <= LONGEST_TITLE:
            return Item(ItemKind.TEXT, head.text, minutes=minutes)
        return Item(ItemKind.TEXT, shortened(head.text), head, minutes=minutes)
    if is_link(rest.text):
        return Item(ItemKind.LINK, shortened(head.text), _long(head), with_scheme(rest.text), minutes=minutes)
    if len(head.text) <= LONGEST_TITLE:
        return Item(ItemKind.TEXT, head.text, rest, minutes=minutes)
    return Item(ItemKind.TEXT, shortened(head.text), head.joined(rest, "\n"), minutes=minutes)


def _long(head: RichText) -> RichText:
    return head if len(head.text) > LONGEST_TITLE else EMPTY


def _stands_apart(text: str, hit: re.Match[str]) -> bool:
    """Whether an address is one, and not a piece of a word or a number such as 3.5."""
    before = text[: hit.start()][-1:]
    after = text[hit.end() :][:1]
    is_glued = bool(before) and before.isascii() and (before.isalnum() or before in "@.")
    return not is_glued and after != "@" and (bool(_HAS_SCHEME.match(hit[0])) or _looks_like_address(hit[0]))


def _looks_like_address(text: str) -> bool:
    host = re.split("[/?#:]", text, maxsplit=1)[0].lower()
    ending = host.rpartition(".")[2]
    return host.startswith("www.") or ending in _ENDINGS


_ENDINGS = frozenset({"cn", "com", "net", "org", "gov", "edu", "tv", "cc", "top", "me", "io", "info", "hk"})


def is_link(text: str) -> bool:
    """Whether a text is an address and nothing else, with or without https:// in front."""
    text = text.strip()
    hit = _LINK.fullmatch(text)
    return hit is not None and (bool(_HAS_SCHEME.match(text)) or _looks_like_address(text))


def with_scheme(text: str) -> str:
    """An address as a phone can open it."""
    text = text.strip()
    return text if _HAS_SCHEME.match(text) else f"https://{text}"


def _shown(url: str) -> str:
    """An address as a title: without what every address has."""
    return shortened(re.sub(r"^(?:https?://)?(?:www\.)?", "", url, flags=re.IGNORECASE).rstrip("/"))


def shortened(text: str) -> str:
    """The first line of a text as a title."""
    first = text.partition("\n")[0].strip()
    return first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1] + "…"
