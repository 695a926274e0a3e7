"""A meeting in the branch's group chats: when and where it is, and answering from there.

Nothing personal goes there: kind, time and place only, and no numbers of who comes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.domain.firing import Late
from bot.domain.group_chats import TopicKind
from bot.domain.meetings import MeetingState
from bot.domain.messages import Button, Buttons, Lane, Message, Push, Value
from bot.domain.people import Branch
from bot.domain.recurrence import Every, Recurrence
from bot.domain.rights import Actor
from bot.domain.service import local_now
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import meeting_answers
from bot.usecases.clock import Firing, Post, Together
from bot.usecases.meeting_answers import Answered
from bot.usecases.meeting_words import fact_lines, kind_term
from bot.usecases.rules import make_rule
from storage import branches, group_chats, meetings, outbox
from storage.database import Transaction
from storage.mailing import Letter
from storage.meetings import MeetingRow
from storage.rules import NewRule

KIND = "meeting-group"
KIND_REMINDER = "meeting-group-reminder"
BEFORE = timedelta(hours=1)  # when groups that want it are reminded
REASON = "reason-meeting-group"
# What a group is told when people are told this.
_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "meeting-invitation": "meeting-group-invitation",
        "meeting-changed": "meeting-group-changed",
        "meeting-called-off": "meeting-group-called-off",
    }
)


def tell(
    tx: Transaction,
    actor: Actor,
    row: MeetingRow,
    branch: Branch,
    key: str,
    lane: Lane,
    at: datetime,
    now: datetime,
) -> int:
    """Queue for the branch's group chats, to go at ``at``, what everybody is told in private; how many chats.

    ``key`` is that of the private message. What still waits of an earlier one is stopped.
    """
    if row.group_push_id is not None:
        outbox.stop(tx, [row.group_push_id], now)
    chats = group_chats.reachable(tx, branch.id) if row.tells_groups else []
    if not chats:
        return 0
    buttons = () if key == "meeting-called-off" else answer_buttons(row.id)
    push = _push(row, branch, _KEYS[key], lane, buttons)
    push_id = outbox.keep(tx, push, now, actor.person_id)
    meetings.keep_group_push(tx, row, push_id)
    ids = [one.chat_id for one in chats]
    return outbox.enqueue_for_groups(tx, push_id, push, ids, TopicKind.MEETING, at, actor.person_id or 0)


def plan_reminder(
    tx: Transaction, row: MeetingRow, branch: Branch, now: datetime, working_days: WorkingDays
) -> None:
    """Let the clock remind the group chats shortly before a meeting that they were told of.

    Which of them want it is asked when the time has come.
    """
    at = local_now(row.starts_at, branch.timezone) - BEFORE
    is_over = at <= local_now(now, branch.timezone)
    if is_over or not row.tells_groups or not group_chats.reachable(tx, branch.id):
        return
    once = Recurrence(Every.DAY, at.date(), at.hour * 60 + at.minute, until=at.date())
    new = NewRule(
        KIND_REMINDER, once, branch.timezone, Late.ONCE, branch.id, row.id, created_by=row.created_by
    )
    make_rule(tx, new, working_days, now)


@Together
def remind(
    tx: Transaction, firings: Sequence[Firing], post: Post, now: datetime, working_days: WorkingDays
) -> list[str | None]:
    """Remind those of a branch's group chats that want it; of a meeting that has begun nobody."""
    rows = meetings.some(tx, {one.rule.subject_id or 0 for one in firings})
    found = [rows[one.rule.subject_id or 0] for one in firings if one.rule.subject_id in rows]
    coming = [row for row in found if row.state is MeetingState.ANNOUNCED and row.starts_at > now]
    wanted: dict[int, list[int]] = {}
    for chat in group_chats.of_branches(tx, {row.branch_id for row in coming}):
        if chat.is_reachable and chat.meeting_reminder:
            wanted.setdefault(chat.branch_id, []).append(chat.chat_id)
    places = branches.some(tx, wanted)
    for row in coming:
        if row.branch_id in wanted:
            branch, buttons = places[row.branch_id], answer_buttons(row.id)
            push = _push(row, branch, "meeting-group-reminder", Lane.REMINDER, buttons, KIND_REMINDER)
            post.append(Letter((push,), chats=wanted[row.branch_id], topic=TopicKind.REMINDER))
    return [None] * len(firings)


def _push(row: MeetingRow, branch: Branch, key: str, lane: Lane, buttons: Buttons, kind: str = KIND) -> Push:
    values: dict[str, Value] = {"place": branch.name, "kind": kind_term(row.kind)}
    lines = fact_lines(row.starts_at, row.place, "", "", branch.timezone)
    return Push(kind, lane, Message(key, values, buttons, lines), REASON, expires_at=row.starts_at)


def answer_buttons(meeting_id: int) -> Buttons:
    """参加 and 请假 in a group, where everybody can press them."""
    come = Button("meeting-button-come", f"mtg.gcome:{meeting_id}")
    return ((come, Button("meeting-button-leave", f"mtg.gleave:{meeting_id}")),)


def attend(tx: Transaction, actor: Actor, meeting_id: int, chat_id: int, now: datetime) -> Answered:
    """参加, pressed in a group chat.

    Raises as ``meeting_answers.attend``, and ``meeting-group-stranger``, ``meeting-group-other``.
    """
    _check_here(tx, actor, meeting_id, chat_id)
    return meeting_answers.attend(tx, actor, meeting_id, now)


def check_leave(tx: Transaction, actor: Actor, meeting_id: int, chat_id: int, now: datetime) -> Answered:
    """请假, pressed in a group chat: whether it can be asked for; the reason is asked in private alone.

    Raises as ``attend``, and ``meeting-leave-granted-before``.
    """
    _check_here(tx, actor, meeting_id, chat_id)
    return meeting_answers.may_ask_leave(tx, actor, meeting_id, now)


def _check_here(tx: Transaction, actor: Actor, meeting_id: int, chat_id: int) -> None:
    if actor.person_id is None:
        raise UserError("meeting-group-stranger")
    row, here = meetings.find(tx, meeting_id), group_chats.find(tx, chat_id)
    # A group may have been bound to another branch since.
    if row is None or here is None or here.branch_id != row.branch_id:
        raise UserError("meeting-group-other")
