"""What recipients get: a notice's content as pushes, the same for the preview and for everybody."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.answering import answer_buttons
from bot.domain.audience import Audience
from bot.domain.messages import Lane, Message, Push, Term, Value, WhenUnknown
from bot.domain.notices import NoticeContent, NoticeKind, Part, parts
from storage import branches
from storage.database import Transaction

PREVIEW = 0  # the notice id in the buttons of a preview
KIND = "notice"
LONGEST_HEADLINE = 40  # characters
SHORTEST_HEADLINE = 4
HEADLINE_AMONG = 3  # lines at the top
LONGEST_PLACE = 60  # characters

_HEADS = {NoticeKind.NOTICE: "sending-notice", NoticeKind.CALL_UP: "sending-call-up"}


def letters(
    content: NoticeContent, kind: NoticeKind, place: Value, notice_id: int = PREVIEW
) -> tuple[Push, ...]:
    """One push for each part; the last has the buttons ``rcp.ok:<notice>`` or ``rcp.go:<notice>:<answer>``.

    ``place``: whose notice it is, as ``place_of`` gives it. A call-up goes before everything else, and a
    duplicate of it is better than a loss.
    """
    urgent = kind is NoticeKind.CALL_UP
    lane = Lane.URGENT if urgent else Lane.NOTICE
    unknown = WhenUnknown.RESEND if urgent else WhenUnknown.KEEP
    return tuple(
        Push(
            KIND,
            lane,
            _message(part, kind, _short(place), notice_id),
            f"reason-{kind}" if part.is_last else "",
            unknown,
            attachments=part.attachments,
        )
        for part in parts(content)
    )


def _message(part: Part, kind: NoticeKind, place: Value, notice_id: int) -> Message:
    if part.text is None and not part.is_last:
        return Message("")  # pictures or a file, and the words follow
    buttons = answer_buttons(notice_id, kind) if part.is_last else ()
    values: dict[str, Value] = {"page": part.page, "pages": part.pages}
    if part.text and part.page > 1:
        return Message("sending-page", {**values, "text": part.text}, buttons)
    head = Message(_HEADS[kind], {**values, "place": place}, buttons)
    if not part.text:
        return head
    below = "sending-summary" if part.summary else "sending-text"
    return replace(head, more=(Message(below, {"text": part.text}),))


def _short(place: Value) -> Value:
    # The line above has its room: no name may take any of the text's.
    return place[:LONGEST_PLACE] if isinstance(place, str) else place


def place_of(tx: Transaction, audience: Audience) -> Value:
    """Whose notice it is: the one branch or the one committee it is for."""
    if len(audience.branches) == 1 and not audience.committees:
        return branches.get(tx, audience.branches[0]).name
    committee_id = committee_of(tx, audience)
    if committee_id is None:
        return Term("sending-place")
    return branches.committees_of(tx, [committee_id])[committee_id]


def branch_of(audience: Audience) -> int | None:
    """The one branch that a notice is for."""
    alone = len(audience.branches) == 1 and not audience.committees and not audience.everywhere
    return audience.branches[0] if alone else None


def committee_of(tx: Transaction, audience: Audience) -> int | None:
    """The one committee of everything that a notice is for."""
    if audience.everywhere:
        return None
    found = {branches.get(tx, branch_id).committee_id for branch_id in audience.branches}
    found |= set(audience.committees)
    return found.pop() if len(found) == 1 else None


def headline(content: NoticeContent) -> str:
    """The first line that says something, cut short; empty for a notice without words."""
    lines = [line for line in map(str.strip, content.text.text.splitlines()) if line]
    # Above a pasted title there may be a word of the page it was on, or only “通知”.
    telling = (line for line in lines[:HEADLINE_AMONG] if len(line) >= SHORTEST_HEADLINE)
    first = next(telling, lines[0] if lines else "")
    return first if len(first) <= LONGEST_HEADLINE else first[: LONGEST_HEADLINE - 1] + "…"
