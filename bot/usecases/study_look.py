"""What whoever runs the study of a branch sees of it: its plans, and how far everybody is with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Branch
from bot.domain.rights import Actor, Right
from bot.domain.study import PlanState
from bot.domain.study_form import StudyForm
from bot.errors import UserError
from bot.usecases.powers import branches_with
from bot.usecases.study_card import find_run, find_run_item, require_anywhere
from bot.usecases.study_doing import complete
from bot.usecases.study_sending import KIND, form_of
from storage import audit, branches, rules, study, study_credits
from storage.database import Transaction
from storage.study import ItemRow, Learner, PlanRow

SHOWN = frozenset(PlanState)


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan with how far it is. ``next_at`` (UTC): when its next items are sent, None while it rests.

    ``people``: everybody it is for; ``form``: when it is sent.
    """

    plan: PlanRow
    branch: Branch
    items: tuple[ItemRow, ...]
    people: tuple[Learner, ...]
    form: StudyForm
    next_at: datetime | None

    @property
    def sent(self) -> tuple[ItemRow, ...]:
        """The items that were sent."""
        return tuple(row for row in self.items if row.pushed_at is not None)

    @property
    def finished(self) -> int:
        """How many people have finished everything that was sent."""
        return sum(not self.open_of(one) for one in self.people)

    @property
    def by_item(self) -> Mapping[int, int]:
        """How many people have finished each item."""
        return {row.id: sum(row.id in one.done for one in self.people) for row in self.items}

    def open_of(self, learner: Learner) -> int:
        """How many of the items that were sent somebody has not finished."""
        return sum(row.id not in learner.done for row in self.sent)


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans of everything the actor runs, newest first."""

    plans: tuple[PlanRow, ...]
    branches: Mapping[int, Branch]


def overview(tx: Transaction, actor: Actor) -> Plans:
    """Every plan the actor runs. Raises ``UserError("not-allowed")`` for whoever runs none."""
    require_anywhere(actor)
    offered = branches_with(tx, actor, Right.RUN_STUDY)
    found = study.of_branches(tx, [branch.id for branch in offered], SHOWN)
    return Plans(tuple(found), {branch.id: branch for branch in offered})


def look(tx: Transaction, actor: Actor, plan_id: int) -> PlanView:
    """One plan. Raises ``UserError("not-allowed")``."""
    return _view(tx, find_run(tx, actor, plan_id))


def _view(tx: Transaction, plan: PlanRow) -> PlanView:
    sends = rules.of_subject(tx, KIND, plan.id)
    return PlanView(
        plan,
        branches.get(tx, plan.branch_id),
        tuple(study.items_of(tx, plan.id)),
        tuple(study.learners(tx, plan)),
        form_of(tx, plan),
        sends[0].due_at if sends else None,
    )


def note_look(tx: Transaction, actor: Actor, plan_id: int, now: datetime) -> None:
    """Write down that the actor read who has finished and who has not."""
    audit.note(tx, actor, "study-read", None, now, {"plan": find_run(tx, actor, plan_id).id})


def look_at_item(tx: Transaction, actor: Actor, item_id: int) -> tuple[ItemRow, PlanView]:
    """One item with everybody it is for. Raises ``UserError("not-allowed")``."""
    row, plan = find_run_item(tx, actor, item_id)
    return row, _view(tx, plan)


def mark(
    tx: Transaction, actor: Actor, item_id: int, person_id: int, now: datetime
) -> tuple[ItemRow, PlanView]:
    """代记: write down for somebody that they have finished an item, or take back what was so written.

    Raises ``UserError`` ``not-allowed``, ``study-not-theirs``, ``study-not-sent``, ``study-stopped``, and
    ``study-done-themselves`` for what a person finished without help.
    """
    row, plan = find_run_item(tx, actor, item_id)
    if row.pushed_at is None:
        raise UserError("study-not-sent")
    if plan.state is PlanState.STOPPED:
        raise UserError("study-stopped")
    if not study.concerns(tx, plan, person_id):
        raise UserError("study-not-theirs")
    if complete(tx, row, person_id, now, entered_by=actor.person_id):
        audit.note(tx, actor, "study-entered", person_id, now, {"item": row.id})
    elif study.entered_by(tx, row.id, person_id) is not None:
        study.unfinish(tx, row.id, person_id)
        study_credits.drop_for_item(tx, row.id, person_id)
        audit.note(tx, actor, "study-taken-back", person_id, now, {"item": row.id})
    else:
        raise UserError("study-done-themselves")
    return row, _view(tx, plan)
