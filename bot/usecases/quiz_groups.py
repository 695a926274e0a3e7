"""A quiz in the branch's group chats: anonymous, open for a week, counted by Telegram."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.group_chats import GroupChat, TopicKind
from bot.domain.messages import Lane, Message, Operation, Push
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.usecases.quizzes import KIND_CLOSE, find_run, question_push
from storage import audit, group_chats, outbox, quizzes, sent_polls
from storage.database import Transaction
from storage.queue_rows import THE_BOT
from storage.quizzes import Asked, QuizRow

OPEN_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """What putting a quiz to the groups would do. ``is_open``: it is already there, and takes answers."""

    quiz: QuizRow
    questions: int
    chats: tuple[GroupChat, ...]
    is_open: bool


def plan(tx: Transaction, actor: Actor, quiz_id: int, now: datetime) -> GroupPlan:
    """Where a quiz would go.

    Raises ``UserError`` ``quiz-gone``, ``not-allowed``, ``quiz-no-groups``.
    """
    quiz, branch = find_run(tx, actor, quiz_id)
    chats = tuple(group_chats.reachable(tx, branch.id))
    posts = open_posts(tx, quiz_id, now)
    if not chats and not posts:
        raise UserError("quiz-no-groups")
    return GroupPlan(quiz, len(quizzes.questions_of(tx, quiz_id)), chats, bool(posts))


def open_posts(tx: Transaction, quiz_id: int, now: datetime) -> list[Asked]:
    """The questions that still take answers somewhere, as far as is known."""
    posts = quizzes.open_group_posts(tx, quiz_id, now - OPEN_FOR)
    counts = sent_polls.of_pushes(tx, [one.push_id for one in posts])
    closed = {push_id for push_id, found in counts.items() if found and all(one.is_closed for one in found)}
    return [one for one in posts if one.push_id not in closed]


def send(tx: Transaction, actor: Actor, quiz_id: int, now: datetime) -> GroupPlan:
    """Put every question to every group of the branch.

    Raises like ``plan``, and ``UserError("quiz-posted")`` while the last time is still open.
    """
    found = plan(tx, actor, quiz_id, now)
    if found.is_open:
        raise UserError("quiz-posted")
    rows = quizzes.questions_of(tx, quiz_id)
    ids = [chat.chat_id for chat in found.chats]
    seconds = int(OPEN_FOR.total_seconds())
    for row in rows:
        push = question_push(found.quiz, row, len(rows), in_group=True, seconds=seconds)
        quizzes.ask_groups(tx, push, row.id, ids, TopicKind.STUDY, actor.person_id, now)
    audit.note(tx, actor, "quiz-posted", None, now, {"quiz": quiz_id, "chats": ids})
    return found


def close(tx: Transaction, actor: Actor, quiz_id: int, now: datetime) -> int:
    """Take no more answers in the groups; returns how many questions are closed.

    Raises ``UserError`` ``quiz-gone``, ``not-allowed``, ``quiz-not-open``.
    """
    find_run(tx, actor, quiz_id)
    posts = open_posts(tx, quiz_id, now)
    if not posts:
        raise UserError("quiz-not-open")
    outbox.stop(tx, [one.push_id for one in posts], now)
    push = Push(KIND_CLOSE, Lane.NOTICE, Message(""), "", operation=Operation.CLOSE)
    for one in posts:
        push_id = outbox.keep(tx, push, now, actor.person_id, about_id=one.push_id)
        outbox.enqueue_change(tx, push_id, push, one.push_id, now, actor.person_id or THE_BOT)
    return len(posts)
