"""The card of a study plan that is being put together: everything the chat shows, read from the draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.messages import Message
from bot.domain.people import Branch, PartyGroup
from bot.domain.rights import Actor, Right, may_anywhere, not_allowed
from bot.domain.study_form import StudyForm, form_from_json, form_to_json, sending_times
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases.own_drafts import own_card
from bot.usecases.powers import branches_with, find_branch
from storage import audiences, branches, drafts, group_chats, study
from storage.audiences import Counted
from storage.database import Transaction
from storage.drafts import Draft
from storage.study import ItemRow, PlanRow

JOURNEY = "study"


@dataclass(frozen=True, slots=True)
class StudyCard:
    """A draft as the chat shows it.

    ``branches`` and ``groups`` are those to choose from. ``reach``: whom it would go to now. ``first`` and
    ``last`` (UTC): when the first and the last items are sent; ``provisional``: the last day is a guess,
    because its year's days off are not known yet. ``chats``: how many group chats hear the week's totals.
    ``remarks``: what could not be taken as it was sent. ``plan``: the running plan that is to be changed.
    """

    draft_id: int
    form: StudyForm
    branch: Branch | None
    branches: tuple[Branch, ...]
    groups: tuple[PartyGroup, ...]
    reach: Counted
    timezone: str
    first: datetime | None = None
    last: datetime | None = None
    provisional: bool = False
    chats: int = 0
    plan: PlanRow | None = None
    remarks: tuple[Message, ...] = ()


def require_anywhere(actor: Actor) -> None:
    """Raise ``UserError`` for whoever runs no branch's study."""
    if not may_anywhere(actor, Right.RUN_STUDY):
        raise not_allowed(actor)


def run_branch(tx: Transaction, actor: Actor, branch_id: int) -> Branch:
    """The branch, for whoever runs its study; ``UserError("not-allowed")`` for anybody else."""
    return find_branch(tx, actor, Right.RUN_STUDY, branch_id)


def find_run(tx: Transaction, actor: Actor, plan_id: int) -> PlanRow:
    """The plan, for whoever runs the study of its branch; ``UserError("not-allowed")`` for anybody else."""
    plan = study.find(tx, plan_id)
    if plan is None:
        raise not_allowed(actor)
    run_branch(tx, actor, plan.branch_id)
    return plan


def find_run_item(tx: Transaction, actor: Actor, item_id: int) -> tuple[ItemRow, PlanRow]:
    """An item and its plan, for whoever runs the study of its branch."""
    row = study.find_item(tx, item_id)
    if row is None:
        raise not_allowed(actor)
    return row, find_run(tx, actor, row.plan_id)


def own_form(tx: Transaction, actor: Actor, draft_id: int) -> tuple[Draft, StudyForm]:
    """The actor's open draft and its form; a calm ``UserError`` for anybody else's or a closed one."""
    draft = own_card(
        tx,
        actor,
        draft_id,
        JOURNEY,
        require_anywhere,
        others="study-draft-not-yours",
        cancelled="study-draft-cancelled",
    )
    if draft.state != drafts.OPEN:
        raise UserError("study-draft-sent")
    form = form_from_json(draft.data)
    if form.branch_id is not None:
        run_branch(tx, actor, form.branch_id)
    return draft, form


def change(
    tx: Transaction,
    actor: Actor,
    draft_id: int,
    edit: Callable[[StudyForm], StudyForm],
    working_days: WorkingDays,
    now: datetime,
) -> StudyCard:
    """Apply a change to the actor's draft, save it and show the card."""
    draft, form = own_form(tx, actor, draft_id)
    form = edit(form)
    drafts.save(tx, draft.id, form_to_json(form), now)
    return draw(tx, actor, draft, form, working_days, now)


def draw(
    tx: Transaction, actor: Actor, draft: Draft, form: StudyForm, working_days: WorkingDays, now: datetime
) -> StudyCard:
    """The card of a form."""
    branch = branches.get(tx, form.branch_id) if form.branch_id is not None else None
    timezone = branch.timezone if branch else actor.timezone
    zone = ZoneInfo(timezone)
    times = sending_times(form, now, zone, working_days.is_working) if form.items else None
    first, last = times if times is not None else (None, None)
    guessed = (
        form.working_days and last is not None and working_days.is_provisional(last.astimezone(zone).date())
    )
    return StudyCard(
        draft.id,
        form,
        branch,
        tuple(branches_with(tx, actor, Right.RUN_STUDY)) if branch is None else (),
        tuple(branches.groups_of(tx, [branch.id])) if branch else (),
        audiences.count(tx, form.audience, None),
        timezone,
        first,
        last,
        guessed,
        sum(chat.is_reachable for chat in group_chats.of_branches(tx, [branch.id])) if branch else 0,
        study.find(tx, form.plan_id) if form.plan_id else None,
    )


def show(tx: Transaction, actor: Actor, draft_id: int, working_days: WorkingDays, now: datetime) -> StudyCard:
    """The card again."""
    return change(tx, actor, draft_id, lambda form: form, working_days, now)
