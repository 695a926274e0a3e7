"""A work calendar as it is pasted: months as headings with their items below, or a day in each line.

    三月：                               2027年工作安排
    1、组织关系排查 李明                   3月15日前 组织关系排查 李明
    2、15日前交党费名册（王芳）              4月底 评议党员，负责人：赵六，提前7天提醒

Nothing is lost: what is understood as no day, no owner and no number of days stays in the words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from bot.domain.identity import has_identity_number
from bot.domain.tasks import (
    LONGEST_OWNER,
    LONGEST_TITLE,
    MOST_REMIND_DAYS,
    USUAL_REMIND_DAYS,
)
from bot.parsing.numerals import HAN, read_int
from bot.parsing.scan import BLANK, Found, blank, shadow
from bot.parsing.task_dates import Due, match_due

LONGEST_ECHO = 30  # characters of a line that a problem shows

_N = rf"(?:\d{{1,2}}|[{HAN}]{{1,3}})"
_MONTH = rf"(?:(?P<year>\d{{4}})年(?:度)? ?)?(?:(?P<month>{_N})月(?:份)?|第?(?P<quarter>[一二三四1-4])季度)"
_ENGLISH = (
    r"(?P<name>january|february|march|april|may|june|july|august|september|october|november|december)"
    r"(?: (?P<year>\d{4}))?"
)
_WORK = r"(?:的?(?:主要|重点)?(?:工作|任务)?(?:安排|计划|要点)?)"
_ORDER = rf"(?:[(\[]?(?:[{HAN}]{{1,3}}|\d{{1,2}})[)\]、.] ?)?"
_HEADINGS = (
    re.compile(rf"[#*【\[ ]*{_ORDER}{_MONTH}{_WORK} ?[】\]*]*(?::|$) ?(?P<rest>.*)"),
    re.compile(rf"[#* ]*{_ENGLISH} ?(?::|$) ?(?P<rest>.*)"),
)
_TITLE = re.compile(
    r"(?:(?P<year>\d{4})年(?:度)?)?[^,;。]{0,30}"
    r"(?:工作安排|计划|一览|安排表|工作表|要点|工作历|日历|(?:calendar|plan)$)[^,;。]{0,8}"
    r"|(?P<year_>\d{4})年?(?:度)?"
)
BULLET = re.compile(
    rf"[ \t]*(?:[-*•·▪■□●◆☐✓]+ ?|[(]?\d{{1,3}}[)、:] ?|\d{{1,3}}\.(?!\d)|\d{{1,3}}\.(?=\d{{1,2}}月)|[①-⑳]"
    rf"|[(][{HAN}]{{1,3}}[)]|[{HAN}]{{1,3}}[、.])+ ?"
)
_REMIND = re.compile(
    rf"提前 ?(?P<days>{_N}) ?[天日](?:提醒)?|提前提醒 ?(?P<days_>{_N}) ?[天日]"
    r"|(?<![a-z])remind(?: me)? (?P<days__>\d{1,2}) days?(?: before| ahead)?"
)
_OWNER = (
    re.compile(
        r"(?:负责人|责任人|承办人?|牵头人?|负责|owner|by whom) ?: ?"
        r"(?P<owner>[^,;。\t\n()\x00]{1,40}?)(?=[,;。\t\n()\x00]|  | (?=提前|remind)|$)"
    ),
    re.compile(r"由(?P<owner>[^,;。\s\x00]{2,12}?)(?:同志)?(?:牵头|负责)"),
)
_EDGES = " \t,，;；:：、-—()（）[]【】。."
_GAP = re.compile(rf"[\s{BLANK}]+")
# Who is no name on a roster and yet often has something to do.
BODIES = frozenset(
    {"党支部", "支部", "支委会", "支部书记", "书记", "副书记", "组织委员", "宣传委员", "纪检委员", "青年委员"}
    | {"统战委员", "各党小组", "党小组", "各组", "全体党员", "secretary", "committee"}
)


@dataclass(frozen=True, slots=True)
class TaskSeen:
    """A task as a line says it. ``number`` is the line's; ``later``: by how many years after the first."""

    number: int
    title: str
    due: Due
    later: int = 0
    owner: str = ""
    remind_days: int = USUAL_REMIND_DAYS


@dataclass(frozen=True, slots=True)
class TaskProblem:
    """Why a line cannot be taken: ``key`` names the message ``task-problem-<key>``; ``text`` what it says."""

    number: int
    key: str
    text: str = ""


def read_tasks(
    text: str, today: date, names: Collection[str]
) -> tuple[tuple[TaskSeen, ...], tuple[TaskProblem, ...]]:
    """Every task of a pasted text, and the lines that are none; ``names`` are those of the branch."""
    reader = _Reader(today, names)
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip(_EDGES + "#*"):
            reader.line(number, line)
    return tuple(reader.seen), tuple(reader.problems)


MOST_BEFORE = 5  # 前 in a line that are looked at: nobody writes more, but by mistake or by malice


class _Reader:
    def __init__(self, today: date, names: Collection[str]) -> None:
        self.seen: list[TaskSeen] = []
        self.problems: list[TaskProblem] = []
        self._today = today
        self._names = names
        self._year: int | None = None
        self._month: int | None = None
        self._before = 0  # the month of the line before
        self._later = 0

    def line(self, number: int, line: str) -> None:
        if has_identity_number(line):
            self.problems.append(TaskProblem(number, "identity-number"))
            return
        plain = shadow(line)
        heading = next((hit for hit in (one.fullmatch(plain) for one in _HEADINGS) if hit), None)
        if heading:
            rest = heading.start("rest")
            self._open(heading)
            line, plain = line[rest:], plain[rest:]
        elif not self.seen and self._month is None and self._caption(plain.strip()):
            return
        if line.strip(_EDGES):
            self._item(number, line, plain)

    def _open(self, heading: re.Match[str]) -> None:
        given = heading.groupdict()
        if given.get("year"):
            self._year, self._later = int(given["year"]), 0
        name, quarter = given.get("name"), given.get("quarter")
        if name:
            found = match_due(name, 0, self._today, None)
            self._month = found.value.month if found else None
        else:
            self._month = 3 * (read_int(quarter) or 0) if quarter else read_int(given["month"])

    def _caption(self, plain: str) -> bool:
        """A title above everything: it may name the year."""
        hit = _TITLE.fullmatch(plain)
        year = (hit["year"] or hit["year_"]) if hit else None
        if year:
            self._year = int(year)
        return hit is not None and not match_due(plain, 0, self._today, None)

    def _item(self, number: int, line: str, plain: str) -> None:
        bullet = BULLET.match(plain)
        start = bullet.end() if bullet else 0
        line, plain = line[start:], plain[start:]
        if self.seen and line.strip(_EDGES) in self._names and not self.seen[-1].owner:
            self.seen[-1] = replace(self.seen[-1], owner=line.strip(_EDGES))
            return
        remind, plain = _remind(plain)
        owner, plain = _labelled(line, plain)
        due, plain = self._due(plain)
        if not owner:
            owner, plain = self._named(line, plain)
        title = _left_over(line, plain)
        self._take(number, line, TaskSeen(number, title, due, 0, owner, remind) if due else None)

    def _take(self, number: int, line: str, seen: TaskSeen | None) -> None:
        echo = line.strip()[:LONGEST_ECHO]
        if seen is None:
            self.problems.append(TaskProblem(number, "date-missing", echo))
            return
        if not 1 <= seen.due.month <= 12:
            self.problems.append(TaskProblem(number, "date-impossible", echo))
            return
        problem = check_words(seen.title, seen.owner, seen.remind_days)
        if problem:
            self.problems.append(TaskProblem(number, problem, echo))
            return
        due = seen.due
        if due.year is None and self._year is not None:
            due = replace(due, year=self._year + self._wrapped(due.month))
        later = self._wrapped(due.month) if due.year is None else self._later
        self._before = due.month
        self.seen.append(replace(seen, due=due, later=later))

    def _wrapped(self, month: int) -> int:
        """Past the end of a year: December, then January."""
        if self._before - month >= 6:
            self._later += 1
            self._before = month
        return self._later

    def _due(self, plain: str) -> tuple[Due | None, str]:
        found = next(self._days(plain), None)
        if found is not None:
            return found.value, blank(plain, [found])
        return (Due(self._month), plain) if self._month is not None else (None, plain)

    def _days(self, plain: str) -> Iterator[Found[Due]]:
        """The day at the beginning, or else in a place of its own, or else one with 前 behind it."""
        begin = len(plain) - len(plain.lstrip(_EDGES + BLANK))
        every = [begin, *(hit.end() for hit in re.finditer(rf"[\s,;(、{BLANK}]", plain))]
        for at in every:
            found = match_due(plain, at, self._today, self._month)
            if found and (at == begin or plain[found.end : found.end + 1] in {"", *" \t,;)。" + BLANK}):
                yield found
        if self._month is None:
            for hit in islice(re.finditer(r"前", plain), MOST_BEFORE):
                for at in range(max(0, hit.start() - 10), hit.start()):
                    found = match_due(plain, at, self._today, None)
                    if found and found.end == hit.end():
                        yield found

    def _named(self, line: str, plain: str) -> tuple[str, str]:
        """A name or body that stands alone behind the rest, or in the last column of a table."""
        found = re.finditer(rf"[^\s,;(){BLANK}]+", plain)
        pieces = [hit for hit in found if line[hit.start() : hit.end()].strip(_EDGES)]
        if not pieces:
            return "", plain
        last = pieces[-1]
        words = line[last.start() : last.end()].strip(_EDGES)
        parts = [one for one in re.split("[、/&和]", words) if one]
        is_known = bool(parts) and all(one in self._names or one in BODIES for one in parts)
        in_column = (
            len(pieces) > 1 and "\t" in plain[pieces[-2].end() : last.start()] and len(words) <= LONGEST_OWNER
        )
        if not (is_known or in_column):
            return "", plain
        return words, blank(plain, [Found(last.start(), last.end(), words)])


def _remind(plain: str) -> tuple[int, str]:
    hit = _REMIND.search(plain)
    if not hit:
        return USUAL_REMIND_DAYS, plain
    days = read_int(hit["days"] or hit["days_"] or hit["days__"])
    return (USUAL_REMIND_DAYS if days is None else days), blank(plain, [Found(hit.start(), hit.end(), 0)])


def _labelled(line: str, plain: str) -> tuple[str, str]:
    for pattern in _OWNER:
        hit = pattern.search(plain)
        if hit:
            owner = line[hit.start("owner") : hit.end("owner")].strip(_EDGES)
            return owner, blank(plain, [Found(hit.start(), hit.end(), "")])
    return "", plain


def _left_over(line: str, plain: str) -> str:
    """The words that are left, as they were written."""
    pieces = []
    at = 0
    for blanks in (*re.finditer(f"{BLANK}+", plain), None):
        end = blanks.start() if blanks else len(plain)
        piece = line[at:end].strip(_EDGES)
        if piece:
            pieces.append(piece)
        at = blanks.end() if blanks else end
    return _GAP.sub(" ", " ".join(pieces))


def check_words(title: str, owner: str, remind_days: int) -> str | None:
    """The key of what is wrong with a task beside its day; None when nothing is."""
    if not title:
        return "title-missing"
    if len(title) > LONGEST_TITLE:
        return "title-long"
    if len(owner) > LONGEST_OWNER:
        return "owner-long"
    return None if 0 <= remind_days <= MOST_REMIND_DAYS else "remind-far"
