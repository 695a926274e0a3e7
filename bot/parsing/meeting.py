"""A meeting in words: 11月25日19:00在党员活动室开支部党员大会，学习…, Nov 25 7pm theme day at the hall: read.

Lines with a label (时间, 地点, 议程, 主持) are taken at their word. In a sentence the first moment is the
meeting's, what stands after 在 is the place, and what is left over is what it is about: nothing is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.meetings import MeetingKind
from bot.parsing.clocks import Clock, find_clocks
from bot.parsing.days import find_days
from bot.parsing.draft import Doubt
from bot.parsing.parts import find_parts
from bot.parsing.scan import BLANK, Found, blank, pick, shadow
from bot.parsing.soon import find_coming_days, find_delays
from bot.parsing.when import read_when

LONGEST_PLACE = 60  # characters that a place is looked for in

_KINDS = (
    (
        MeetingKind.ASSEMBLY,
        r"支部党员大会|党员大会|支部大会|全体党员(?:大会|会议|会)"
        r"|(?:branch |members'? |general )?assembly|branch meeting|members'? meeting",
    ),
    (
        MeetingKind.COMMITTEE,
        r"支部委员会(?:会议|会)?|支委扩大会议?|支委会议?|(?:branch )?committee(?: meeting)?",
    ),
    (MeetingKind.GROUP, r"(?:党员?)?小组会议?|(?:party )?group meeting"),
    (MeetingKind.LESSON, r"专题党课|党课(?:学习)?|(?:party )?(?:lesson|lecture)"),
    (MeetingKind.THEME_DAY, r"主题党日(?:活动)?|党日活动|theme(?:d party)? day"),
    (MeetingKind.LIFE, r"组织生活会|organi[sz]ational life(?: meeting)?|life meeting"),
    (MeetingKind.APPRAISAL, r"民主评议(?:党员)?(?:大会|会议|会)?|(?:democratic )?appraisal(?: meeting)?"),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_LABEL = re.compile(
    r"(?:(?<=[\n,;。 ])|^)(?:会议|活动)?(?:(?P<when>时间|when|time)|(?P<place>地点|where|place)"
    r"|(?P<agenda>议程|议题|内容|主题|agenda|topic)|(?P<host>主持人?|host))(?:是|为)? ?: ?"
)
_ENDS = {"when": "\n;。", "place": "\n;。,", "host": "\n;。,", "agenda": ""}
_TO_GO = rf"召开|开展|举行|举办|进行|组织|参加|集合|准时|开(?=[会{BLANK}]|个|一)|[上过](?={BLANK})"
_PLACE = (
    re.compile(
        rf"[在到](?P<place>[^,，。;；\n{BLANK}]{{1,{LONGEST_PLACE}}}?)(?={_TO_GO}|[,，。;；\n{BLANK}]|$)"
    ),
    re.compile(
        rf"(?<![a-z])(?:in|at) (?P<place>[^,.;:\n{BLANK}]{{1,{LONGEST_PLACE}}}?)"
        rf"(?= (?:for|to|with|on)(?![a-z])|[,.;:\n{BLANK}]|$)"
    ),
)
_HOST = re.compile(rf"由(?P<host>[^,，。;；\n {BLANK}]{{1,12}}?)(?:同志|书记)?(?:来)?主持")
_FILLER = re.compile(
    rf"^(?:请|全体|党员|大家|同志们?|各位|我们|支部|通知|将|要|准备|拟|定[于在]|于|在|到|召开|开展|开会|开个?|举行"
    rf"|举办|进行|组织|参加|准时|一次|一场|一个|上|过|会议|的|[ ,，;；:：、.。{BLANK}]"
    r"|(?<![a-z])(?:(?:there is )?a|an|the|we (?:have|hold)|hold|have|on|in|at|for|to|of|is|about|meeting)"
    r"(?![a-z]))+"
)
_EDGES = " \t\r\n,，;；:：、-—"
_BETWEEN = re.compile(r"[ ,、()（）的]*")
_NO_TIME = "意要建希感体看思认心想经教"  # 两点意见, 三点要求: points, not hours


@dataclass(frozen=True, slots=True)
class MeetingSeen:
    """What a text says of a meeting. ``when``: the moment on the branch's clock, a doubt about what was said
    of it, or None when nothing was."""

    kind: MeetingKind | None = None
    when: datetime | Doubt | None = None
    place: str = ""
    agenda: str = ""
    host: str = ""


def read_kind(text: str) -> MeetingKind | None:
    """The first kind of meeting that a text names."""
    found = _find_kind(shadow(text))
    return found.value if found else None


def read_meeting(text: str, now: datetime) -> MeetingSeen:
    """Everything that a text says of a meeting; ``now`` is on the branch's clock."""
    plain = shadow(text)
    labelled, rest = _labelled(plain, text)
    kind = _find_kind(rest)
    if kind is not None:
        rest = blank(rest, [kind])
    when: datetime | Doubt | None
    if "when" in labelled:
        when = read_when(labelled["when"], now) if labelled["when"] else None
    else:
        when, rest = _when(rest, text, now)
    place, rest = _first(_PLACE, "place", rest, text) if "place" not in labelled else ("", rest)
    host, rest = _first((_HOST,), "host", rest, text) if "host" not in labelled else ("", rest)
    about = [piece for piece in (labelled.get("agenda", ""), _left_over(rest, text)) if piece]
    if kind is None and "agenda" in labelled:
        kind = _find_kind(shadow(labelled["agenda"]))
    return MeetingSeen(
        kind.value if kind else None,
        when,
        labelled.get("place", place),
        "\n".join(reversed(about)),
        labelled.get("host", host),
    )


def _find_kind(plain: str) -> Found[MeetingKind] | None:
    hits = [
        Found(hit.start(), hit.end(), kind)
        for kind, pattern in _COMPILED
        for hit in [pattern.search(plain)]
        if hit is not None
    ]
    return min(hits, key=lambda one: (one.start, -one.end), default=None)


def _labelled(plain: str, text: str) -> tuple[dict[str, str], str]:
    """What labels say, by their name, and the shadow without it."""
    hits = list(_LABEL.finditer(plain))
    found: dict[str, str] = {}
    taken: list[Found[str]] = []
    ends = [*(hit.start() for hit in hits[1:]), len(plain)]
    for hit, end in zip(hits, ends, strict=False):
        name = str(hit.lastgroup)
        stops = [at for mark in _ENDS[name] if (at := plain.find(mark, hit.end(), end)) >= 0]
        until = min(stops, default=end)
        if name not in found:
            found[name] = text[hit.end() : until].strip(_EDGES)
            taken.append(Found(hit.start(), until, name))
    return found, blank(plain, taken)


def _when(rest: str, text: str, now: datetime) -> tuple[datetime | Doubt | None, str]:
    """The first moment, and the shadow without it; a day and an hour may stand apart."""
    today = now.date()
    delays = pick(find_delays(rest))
    days = pick([*find_days(rest, today, ahead=True), *find_coming_days(rest, today)])
    without = blank(rest, days)
    parts = find_parts(without)
    clocks = [one for one in find_clocks(blank(without, parts)) if _is_hour(one, rest)]
    runs = _runs(sorted([*delays, *days, *parts, *clocks], key=lambda one: one.start), rest)
    if not runs:
        return None, rest
    chosen = [runs[0]]
    if all(one in days for one in runs[0]):
        # 11月25日在活动室，晚上七点半: the hour may come after the place.
        chosen += [run for run in runs[1:] if not any(one in days for one in run)][:1]
    spans = [Found(run[0].start, run[-1].end, "") for run in chosen]
    return read_when(" ".join(text[one.start : one.end] for one in spans), now), blank(rest, spans)


def _is_hour(one: Found[Clock], plain: str) -> bool:
    is_points = one.value.weak and plain[one.end : one.end + 1] in set(_NO_TIME)
    return not one.value.bare and not is_points


def _runs(found: list[Found[object]], plain: str) -> list[list[Found[object]]]:
    """What stands side by side, together."""
    runs: list[list[Found[object]]] = []
    for one in found:
        if runs and _BETWEEN.fullmatch(plain[runs[-1][-1].end : one.start]):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _first(patterns: tuple[re.Pattern[str], ...], name: str, rest: str, text: str) -> tuple[str, str]:
    hits = [hit for pattern in patterns for hit in [pattern.search(rest)] if hit is not None]
    if not hits:
        return "", rest
    hit = min(hits, key=lambda one: one.start())
    found = text[hit.start(name) : hit.end(name)].strip(_EDGES)
    return (found, blank(rest, [Found(hit.start(), hit.end(), name)])) if found else ("", rest)


def _left_over(rest: str, text: str) -> str:
    """What no other part took, as it was written."""
    pieces = []
    at = 0
    for blanks in (*re.finditer(f"{BLANK}+", rest), None):
        end = blanks.start() if blanks else len(rest)
        begin = at
        filler = _FILLER.match(rest[at:end])
        if filler:
            begin += filler.end()
        piece = text[begin:end].strip(_EDGES)
        if piece.strip("。.！!()（）"):
            pieces.append(piece)
        at = blanks.end() if blanks else end
    return "，".join(pieces) if any(ord(one) > 0x2E7F for one in text) else ", ".join(pieces)


def read_start(text: str, now: datetime, day: date | None) -> datetime | Doubt:
    """The moment that a text names; an hour alone is one of ``day``, when there is one."""
    plain = shadow(text)
    today = now.date()
    names_day = any(
        (find_days(plain, today, ahead=True), *find_coming_days(plain, today), *find_delays(plain))
    )
    if day is None or names_day or len(text) > LONGEST_PLACE:
        return read_when(text, now)
    return read_when(f"{day.year}年{day.month}月{day.day}日 {text}", now)
