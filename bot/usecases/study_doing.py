"""Studying: what is open for somebody, finishing an item, and the class-hours that it adds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.rights import Actor, Right, not_allowed, require
from bot.domain.service import local_now
from bot.domain.study import ItemKind, PlanState, target_of
from bot.errors import UserError
from bot.usecases.study_words import subject_of
from storage import branches, quizzes, study, study_credits, subjects
from storage.database import Transaction
from storage.study import ItemRow, PlanRow
from storage.study_credits import Entry

GOING_ON = frozenset({PlanState.RUNNING, PlanState.PAUSED})


@dataclass(frozen=True, slots=True)
class Open:
    """An item that somebody has not finished yet."""

    item: ItemRow
    plan: PlanRow


@dataclass(frozen=True, slots=True)
class Mine:
    """What one person sees of their study. ``minutes`` of ``target`` in ``year``; ``entered``: what others
    entered for them; ``begun``: the quizzes that were begun and not finished."""

    open: tuple[Open, ...]
    year: int
    minutes: int
    target: int
    entered: tuple[Entry, ...] = ()
    begun: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Finished:
    """An item after 完成学习. ``is_new``: it was not finished before; ``left``: how many are still open."""

    item: ItemRow
    plan: PlanRow
    is_new: bool
    mine: Mine

    @property
    def left(self) -> int:
        """How many items are still open."""
        return len(self.mine.open)


def mine(tx: Transaction, actor: Actor, now: datetime) -> Mine:
    """What is open for the actor, oldest first, and their class-hours this year.

    Raises ``UserError`` ``not-on-roster`` for whoever is on no roster.
    """
    person_id = _person(actor)
    year = _year(tx, actor.branch_id or 0, now)
    return Mine(
        tuple(_open(tx, actor.branch_id or 0, person_id)),
        year,
        study_credits.minutes_of(tx, person_id, year),
        target_of(actor.roles),
        tuple(study_credits.entered_for(tx, person_id, year)),
        quizzes.begun(tx, person_id),
    )


def _person(actor: Actor) -> int:
    require(actor, Right.READ_OWN, actor.own)
    if actor.person_id is None:
        raise not_allowed(actor)
    return actor.person_id


def _year(tx: Transaction, branch_id: int, now: datetime) -> int:
    return local_now(now, branches.get(tx, branch_id).timezone).year


def _open(tx: Transaction, branch_id: int, person_id: int) -> list[Open]:
    found = []
    for plan in reversed(study.of_branches(tx, [branch_id], GOING_ON)):
        if not study.concerns(tx, plan, person_id):
            continue
        sent = study.sent_items(tx, plan.id)
        done = study.done_by(tx, person_id, [row.id for row in sent])
        found += [Open(row, plan) for row in sent if row.id not in done]
    return found


def look(tx: Transaction, actor: Actor, item_id: int) -> tuple[Open, bool]:
    """An item, and whether the actor has finished it. Raises ``UserError`` ``study-not-yours``."""
    row, plan = _concerned(tx, actor, item_id)
    return Open(row, plan), bool(study.done_by(tx, _person(actor), [row.id]))


def _concerned(tx: Transaction, actor: Actor, item_id: int) -> tuple[ItemRow, PlanRow]:
    person_id = _person(actor)
    row = study.find_item(tx, item_id)
    if row is None or row.pushed_at is None:
        raise UserError("study-not-yours")
    plan = study.get(tx, row.plan_id)
    # Somebody who has changed the branch since keeps what they have done, and owes no more of it.
    if not study.concerns(tx, plan, person_id) and not study.done_by(tx, person_id, [row.id]):
        raise UserError("study-not-yours")
    return row, plan


def finish(tx: Transaction, actor: Actor, item_id: int, now: datetime) -> Finished:
    """完成学习: the actor has studied an item.

    Raises ``UserError`` ``study-not-yours``, ``study-stopped``, and ``study-quiz-first`` for a quiz, which is
    finished by its answers.
    """
    row, plan = _concerned(tx, actor, item_id)
    if row.item.kind is ItemKind.QUIZ and not study.done_by(tx, _person(actor), [row.id]):
        raise UserError("study-quiz-first")
    if plan.state is PlanState.STOPPED:
        raise UserError("study-stopped")
    is_new = complete(tx, row, _person(actor), now)
    return Finished(row, plan, is_new, mine(tx, actor, now))


def complete(
    tx: Transaction, row: ItemRow, person_id: int, now: datetime, entered_by: int | None = None
) -> bool:
    """Write down that somebody has finished an item, with its class-hours; False when they had before.

    Whether they may must have been checked.
    """
    if not study.finish(tx, row.id, person_id, now, entered_by):
        return False
    subjects.settle(tx, subject_of(row.id), [person_id], now)
    plan = study.get(tx, row.plan_id)
    year = _year(tx, plan.branch_id, now)
    study_credits.add_for_item(tx, row.id, person_id, year, row.item.minutes, entered_by, now)
    return True
