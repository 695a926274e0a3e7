"""A meeting in the branch's group chats: when and where it is, and answering from there.

Nothing personal goes there: kind, time and place only, and no numbers of who comes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from bot.domain.group_chats import TopicKind
from bot.domain.messages import Button, Buttons, Lane, Message, Push, Value
from bot.domain.people import Branch
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.usecases import meeting_answers
from bot.usecases.meeting_answers import Answered
from bot.usecases.meeting_words import fact_lines, kind_term
from storage import group_chats, meetings, outbox
from storage.database import Transaction
from storage.meetings import MeetingRow

KIND = "meeting-group"
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
    meetings.change(tx, row, group_push_id=push_id)
    ids = [one.chat_id for one in chats]
    return outbox.enqueue_for_groups(tx, push_id, push, ids, TopicKind.MEETING, at, actor.person_id or 0)


def remind(tx: Transaction, row: MeetingRow, branch: Branch, now: datetime) -> int:
    """Remind those of the branch's group chats that want it, if the meeting was told in groups at all."""
    if not row.tells_groups:
        return 0
    ids = [one.chat_id for one in group_chats.reachable(tx, branch.id) if one.meeting_reminder]
    if not ids:
        return 0
    push = _push(row, branch, "meeting-group-reminder", Lane.REMINDER, answer_buttons(row.id))
    push_id = outbox.keep(tx, push, now)
    return outbox.enqueue_for_groups(tx, push_id, push, ids, TopicKind.REMINDER, now)


def _push(row: MeetingRow, branch: Branch, key: str, lane: Lane, buttons: Buttons) -> Push:
    values: dict[str, Value] = {"place": branch.name, "kind": kind_term(row.kind)}
    lines = fact_lines(row.starts_at, row.place, "", "", branch.timezone)
    return Push(KIND, lane, Message(key, values, buttons, lines), REASON, expires_at=row.starts_at)


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
