"""Who has answered a notice, in words: by branch, by group, page by page, and as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.domain.messages import Button, Listing, Message, Term, Value
from bot.domain.notices import Answer, NoticeKind, answers
from bot.domain.record_words import SHORT_NAME, shorten
from bot.domain.service import local_now
from bot.i18n import Texts
from bot.office.lists import write_list
from bot.usecases.nudges import REMINDED
from bot.usecases.receipts import Overview, Roll
from handlers.paging import turning
from handlers.routing import tap_data
from storage.receipts import Line, Tally

BRANCHES = 8  # on a page
NAMES = 60
EVERY_BRANCH = 0  # in the place of a branch's id

_Row = tuple[Button, ...]


def look_message(seen: Overview | Roll, page: int = 0, done: bool = False) -> Message:
    """What the sender sees; ``done``: the names of those who have confirmed, not of those who have not."""
    return _overview_message(seen, page) if isinstance(seen, Overview) else _roll_message(seen, page, done)


def _overview_message(seen: Overview, page: int) -> Message:
    notice_id = seen.notice.id
    pages = max(1, -(-len(seen.branches) // BRANCHES))
    page = min(page, pages - 1)
    shown = seen.branches[page * BRANCHES : (page + 1) * BRANCHES]
    lines = [
        Message("receipts-branch", {"number": number, "branch": one.name, **_of(one.tally)})
        for number, one in enumerate(shown, 1)
    ]
    numbers = tuple(
        Button("button-number", tap_data("rcp.br", notice_id, one.branch_id, 0, 0), values={"number": number})
        for number, one in enumerate(shown, 1)
    )
    rows = [
        numbers[: BRANCHES // 2],
        numbers[BRANCHES // 2 :],
        *turning(page, pages, lambda other: tap_data("rcp.br", notice_id, EVERY_BRANCH, other, 0)),
        *_acts(seen, seen.total, tap_data("rcp.br", notice_id, EVERY_BRANCH, page, 0)),
    ]
    more = (*_summary(seen, seen.total), *lines, *_page_line(page, pages))
    return _message(more, rows)


def _roll_message(seen: Roll, page: int, done: bool) -> Message:
    notice_id, branch_id = seen.notice.id, seen.branch.branch_id
    items = list(_items(seen, done))
    pages = max(1, -(-len(items) // NAMES))
    page = min(page, pages - 1)
    lines: list[Message] = []
    if not seen.only_branch:
        lines.append(Message("receipts-of-branch", {"branch": seen.branch.name, **_of(seen.branch.tally)}))
    for group, found in groupby(items[page * NAMES : (page + 1) * NAMES], key=lambda item: item[0]):
        lines += _group_lines(seen, group, [line for _, line in found if line is not None], done)
    rows: list[_Row] = []
    if seen.notice.kind is NoticeKind.NOTICE and seen.branch.tally.answered:
        label = "button-receipts-left" if done else "button-receipts-done"
        rows.append((Button(label, tap_data("rcp.br", notice_id, branch_id, 0, 0 if done else 1)),))
    rows += turning(page, pages, lambda other: tap_data("rcp.br", notice_id, branch_id, other, int(done)))
    rows += _acts(seen, seen.branch.tally, tap_data("rcp.br", notice_id, branch_id, page, int(done)))
    if not seen.only_branch:
        rows.append((Button("button-receipts-branches", tap_data("rcp.br", notice_id, EVERY_BRANCH, 0, 0)),))
    more = (*_summary(seen, seen.branch.tally), *lines, *_page_line(page, pages))
    return _message(more, rows)


def _message(lines: Sequence[Message], rows: Sequence[_Row]) -> Message:
    first = lines[0]
    return Message(first.key, first.values, tuple(row for row in rows if row), tuple(lines[1:]))


def _of(tally: Tally) -> dict[str, Value]:
    return {"done": tally.answered, "concerned": tally.concerned}


def _summary(seen: Overview | Roll, tally: Tally) -> Iterator[Message]:
    values: dict[str, Value] = {"about": seen.about, "concerned": tally.concerned, "left": tally.left}
    if seen.notice.kind is NoticeKind.NOTICE:
        yield Message("receipts-counts", {**values, "done": tally.answered})
    else:
        counts = {str(answer): tally.answers.get(answer, 0) for answer in answers(seen.notice.kind)}
        yield Message("receipts-counts-call-up", {**values, **counts})
    if tally.untold:
        yield Message("receipts-untold", {"count": tally.untold})
    if not tally.left:
        yield Message("receipts-everybody")


def _items(seen: Roll, done: bool) -> Iterator[tuple[str | None, Line | None]]:
    """Each group with each of its people who are to be named; a group with none of them once, alone."""
    for group, found in groupby(seen.lines, key=lambda line: line.group):
        lines = list(found)
        named = (
            lines
            if seen.notice.kind is NoticeKind.CALL_UP
            else [line for line in lines if (line.answer is not None) is done]
        )
        yield from ((group, line) for line in named) if named else iter([(group, None)])


def _group_lines(seen: Roll, group: str | None, named: Sequence[Line], done: bool) -> Iterator[Message]:
    everybody = [line for line in seen.lines if line.group == group]
    answered = sum(1 for line in everybody if line.answer is not None)
    name: Value = group or Term("receipts-no-group")
    yield Message("receipts-group", {"group": name, "done": answered, "concerned": len(everybody)})
    if seen.notice.kind is NoticeKind.CALL_UP:
        for answer in answers(seen.notice.kind):
            values: dict[str, Value] = {"answer": Term(f"answer-{answer}")}
            yield from _names("receipts-names-answer", [one for one in named if one.answer is answer], values)
    silent = [line for line in named if line.answer is None]
    if done:
        yield from _names("receipts-names-read", named)
        return
    waiting = "receipts-names-left" if seen.notice.kind is NoticeKind.NOTICE else "receipts-names-silent"
    yield from _names(waiting, [line for line in silent if line.reachable])
    yield from _names("receipts-names-untold", [line for line in silent if not line.reachable])


def _names(key: str, lines: Sequence[Line], values: dict[str, Value] | None = None) -> Iterator[Message]:
    if lines:
        names = Listing(tuple(shorten(line.name, SHORT_NAME) for line in lines))
        yield Message(key, {**(values or {}), "names": names})


def _page_line(page: int, pages: int) -> Iterator[Message]:
    if pages > 1:
        yield Message("receipts-page", {"page": page + 1, "pages": pages})


def _acts(seen: Overview | Roll, tally: Tally, again: str) -> Iterator[_Row]:
    notice = seen.notice
    if tally.left > tally.untold and notice.state in REMINDED:
        yield (Button("button-nudge", tap_data("rcp.nudge", notice.id)),)
    yield (
        Button("button-receipts-file", tap_data("rcp.file", notice.id)),
        Button("button-receipts-again", again),
    )


_COLUMNS = (
    *("receipts-column-branch", "receipts-column-group", "receipts-column-name"),
    *("receipts-column-answer", "receipts-column-at", "receipts-column-reach"),
)


def file_of(texts: Texts, locale: str, timezone: str, lines: Sequence[Line]) -> bytes:
    """Everybody on a line of their own, as a csv file; times are those of ``timezone``."""

    def said(key: str) -> str:
        return texts.format(locale, key, html=False)

    given = {answer: said(f"answer-{answer}") for answer in Answer}
    silent, yes, no = map(said, ("receipts-cell-silent", "receipts-cell-yes", "receipts-cell-no"))
    rows = (
        (
            line.branch,
            line.group or "",
            line.name,
            given[line.answer] if line.answer else silent,
            f"{local_now(line.at, timezone):%Y-%m-%d %H:%M}" if line.at else "",
            yes if line.reachable else no,
        )
        for line in lines
    )
    return write_list([said(column) for column in _COLUMNS], rows)
