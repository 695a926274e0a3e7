"""A sentence that adds one member: 添加党员 张三 第一党小组 手机13800000000 2010年7月入党."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bot.domain.identity import has_identity_number, identity_spans
from bot.domain.people import MemberCategory, MemberKind, Office
from bot.parsing.dates import make_date
from bot.parsing.draft import Doubt
from bot.parsing.numerals import HAN, read_int
from bot.parsing.scan import Found, blank, gaps, shadow

LONGEST = 500
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MemberSentence:
    """What was said about a new member. None: not said; `phone` is digits only (a leading + is kept).

    `doubts`: `name-unclear`, `joined-day-assumed` (only the month was said: the first is taken),
    `joined-unclear` (only the year was said), `date-impossible`, `phone-unclear`,
    and `identity-number` (never kept: its text is empty).
    """

    name: str | None = None
    group: str | None = None
    phone: str | None = None
    joined: date | None = None
    category: MemberCategory | None = None
    kind: MemberKind = MemberKind.FULL
    office: Office | None = None
    doubts: tuple[Doubt, ...] = ()


_COMMAND = re.compile(
    r"^ {0,4}(?:请)?(?:(?:添加|新增|增加|加入|登记|录入|加)(?:一名|一个|一位)?(?:新)?(?P<kind>预备党员"
    r"|党员|成员|同志)?"
    r"|add (?:a )?(?:new )?(?P<latin>probationary member|member|party member)?)[:,]? ?"
)
# What somebody may say once more before the name.
_AGAIN = re.compile(r"(?:新|正式)?(?:党员|成员|同志)[:, ] ?")
_PHONE = re.compile(
    r"(?:(?:手机号码|手机号|手机|联系电话|电话|phone|mobile|tel)[: ]{0,2})?"
    r"(?<!\d)(?P<number>(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-\d{7,8})(?!\d)"
)
_PHONE_LABEL = re.compile(
    r"(?:手机号码|手机号|手机|联系电话|电话|phone|mobile|tel)[: ]{0,2}(?P<number>[\d +\-]{3,24})?"
)
_N = rf"(?:\d{{1,2}}|[{HAN}]{{1,3}})"
_JOINED = re.compile(
    r"(?:(?:入党时间|入党日期|入党|joined)[: ]{0,2})?"
    rf"(?<!\d)(?P<year>\d{{4}}|[〇零一二三四五六七八九]{{4}})(?:年|[-/.])(?P<month>{_N})(?:月份?|[-/.]"
    rf"|(?=[ ,，\x00入]|$))"
    rf"(?:(?P<day>{_N})[日号]?)?(?:入党|加入)?"
)
_YEAR_ONLY = re.compile(r"(?<!\d)(?P<year>\d{4})年?入党|joined (?P<latin>\d{4})(?!\d|[-/.])")
_GROUP = re.compile(
    rf"(?:党小组|group)[: ]{{1,2}}(?P<named>[^ ,，;；。\x00]{{1,12}})"
    rf"|(?P<written>第?{_N}(?:党?小组|组)|[一-鿿]{{1,8}}?党小组(?!组?长))"
)
_OFFICES = {
    "副书记": Office.DEPUTY, "支部书记": Office.SECRETARY, "书记": Office.SECRETARY,
    "支委委员": Office.COMMITTEE_MEMBER,
    "支部委员": Office.COMMITTEE_MEMBER, "组织委员": Office.COMMITTEE_MEMBER,
    "宣传委员": Office.COMMITTEE_MEMBER,
    "纪检委员": Office.COMMITTEE_MEMBER, "支委": Office.COMMITTEE_MEMBER, "委员": Office.COMMITTEE_MEMBER,
    "党小组组长": Office.GROUP_LEADER, "党小组长": Office.GROUP_LEADER, "小组长": Office.GROUP_LEADER,
    "组长": Office.GROUP_LEADER, "deputy secretary": Office.DEPUTY, "secretary": Office.SECRETARY,
    "group leader": Office.GROUP_LEADER, "committee member": Office.COMMITTEE_MEMBER,
}  # fmt: skip
_CATEGORIES = {
    "无职党员": MemberCategory.NO_POST, "无职": MemberCategory.NO_POST, "流动党员": MemberCategory.MOBILE,
    "流动": MemberCategory.MOBILE, "困难党员": MemberCategory.IN_DIFFICULTY,
    "困难": MemberCategory.IN_DIFFICULTY,
    "能人党员": MemberCategory.ABLE, "能人": MemberCategory.ABLE, "老党员": MemberCategory.ELDERLY,
    "年老体弱": MemberCategory.ELDERLY, "no post": MemberCategory.NO_POST,
    "mobile member": MemberCategory.MOBILE,
    "in difficulty": MemberCategory.IN_DIFFICULTY, "able": MemberCategory.ABLE,
    "elderly": MemberCategory.ELDERLY,
}  # fmt: skip
_KINDS = {
    "预备党员": MemberKind.PROBATIONARY, "预备": MemberKind.PROBATIONARY,
    "probationary": MemberKind.PROBATIONARY,
    "正式党员": MemberKind.FULL,
}  # fmt: skip
_HAN_NAME = re.compile(
    r"[㐀-鿿\U00020000-\U000323af]{2,4}|[㐀-鿿\U00020000-\U000323af]{1,12}(?:·[㐀-鿿]{1,12}){1,3}"
)
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z'’\-]{0,20}(?: [A-Z][A-Za-z'’\-]{0,20}){0,3}")
_LABELS = re.compile(
    r"(?:姓名|名字|职务|类别|name|category|office)[: ]{0,2}|(?<![a-z])(?:joined|phone|mobile|in)(?![a-z])"
)


def member_sentence(text: str) -> MemberSentence | None:
    """The member that `text` adds, or None if the sentence does not begin with such a command."""
    written = text[:LONGEST]
    plain = shadow(written)
    command = _COMMAND.match(plain)
    if not command:
        return None
    doubts: list[Doubt] = []
    kind = _KINDS.get((command["kind"] or command["latin"] or "").removesuffix(" member"), MemberKind.FULL)
    again = _AGAIN.match(plain, command.end())
    left = blank(plain, [Found(0, (again or command).end(), None)])
    left = blank(left, [Found(start, end, None) for start, end in identity_spans(left)])
    identity = has_identity_number(written)
    doubts += [Doubt("identity-number", "")] * identity
    left, phone = _phone(left, written, doubts)
    left, joined = _joined(left, written, doubts)
    left, office = _word(left, _OFFICES)
    left, category = _word(left, _CATEGORIES)
    left, said = _word(left, _KINDS)
    left, group = _group(left, written)
    name = _name(left, written)
    if name is None:
        doubts.append(Doubt("name-unclear", written[command.end() :].strip()[:20] if not identity else ""))
    return MemberSentence(
        name, group, phone, joined, category, said or kind, office, tuple(dict.fromkeys(doubts))
    )


def _phone(text: str, written: str, doubts: list[Doubt]) -> tuple[str, str | None]:
    hit = _PHONE.search(text)
    if hit:
        digits = "".join(one for one in hit["number"] if one.isdigit() or one == "+")
        return blank(text, [Found(hit.start(), hit.end(), None)]), digits.removeprefix("+86")
    label = _PHONE_LABEL.search(text)
    if label:
        if label["number"]:
            doubts.append(Doubt("phone-unclear", written[label.start() : label.end()].strip()))
        return blank(text, [Found(label.start(), label.end(), None)]), None
    return text, None


def _joined(text: str, written: str, doubts: list[Doubt]) -> tuple[str, date | None]:
    hit = _JOINED.search(text)
    if hit:
        day = read_int(hit["day"]) if hit["day"] else 1
        made = make_date(read_int(hit["year"]), read_int(hit["month"]), day)
        piece = written[hit.start() : hit.end()].strip()
        if made is None:
            doubts.append(Doubt("date-impossible", piece))
        elif not hit["day"]:
            doubts.append(Doubt("joined-day-assumed", piece))
        return blank(text, [Found(hit.start(), hit.end(), None)]), made
    year = _YEAR_ONLY.search(text)
    if year:
        doubts.append(Doubt("joined-unclear", written[year.start() : year.end()]))
        return blank(text, [Found(year.start(), year.end(), None)]), None
    return text, None


def _word(text: str, table: Mapping[str, T]) -> tuple[str, T | None]:
    for word in sorted(table, key=len, reverse=True):
        at = text.find(word)
        if at >= 0:
            return blank(text, [Found(at, at + len(word), None)]), table[word]
    return text, None


def _group(text: str, written: str) -> tuple[str, str | None]:
    hit = _GROUP.search(text)
    if not hit:
        return text, None
    start, end = hit.span("named" if hit["named"] else "written")
    return blank(text, [Found(hit.start(), hit.end(), None)]), written[start:end]


def _name(text: str, written: str) -> str | None:
    text = blank(text, [Found(hit.start(), hit.end(), None) for hit in _LABELS.finditer(text)])
    for start, end in gaps(text):
        piece = written[start:end].strip(" ,，、。;；:：.")
        latin = _LATIN_NAME.match(piece)
        if latin:
            return latin[0]
        first = re.split(r"[ ,，、。;；:：]", piece, maxsplit=1)[0]
        if _HAN_NAME.fullmatch(first):
            return first
    return None
