"""Texts of meetings that a branch keeps: saved from one that was sent, and begun with again."""

from __future__ import annotations

from datetime import datetime

from bot.domain.meeting_form import MeetingForm
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.usecases.meeting_card import MeetingCard, change, own_form
from bot.usecases.meeting_rights import find_run, run_branch
from storage import meeting_templates
from storage.database import Transaction
from storage.meeting_templates import Template

MOST = 20  # of a branch


def save(tx: Transaction, actor: Actor, meeting_id: int, now: datetime) -> Template:
    """存成样板: keep what a meeting says, beside its time. The same text is kept once.

    Raises ``UserError`` ``not-allowed``, ``template-too-many``.
    """
    row = find_run(tx, actor, meeting_id)
    run_branch(tx, actor, row.branch_id)
    kept = meeting_templates.of_branch(tx, row.branch_id)
    new = Template(0, row.branch_id, row.kind, row.group_id, row.place, row.agenda, row.host)
    for one in kept:
        if _said(one) == _said(new):
            return one
    if len(kept) >= MOST:
        raise UserError("template-too-many", limit=MOST)
    meeting_templates.create(tx, new, actor.person_id, now)
    return new


def _said(one: Template) -> tuple[object, ...]:
    return one.kind, one.group_id, one.place, one.agenda, one.host


def listed(tx: Transaction, actor: Actor, draft_id: int) -> list[Template]:
    """What the branch of the actor's draft has kept, the newest first. Raises as a draft does."""
    _, form = own_form(tx, actor, draft_id)
    if form.branch_id is None:
        return []
    return meeting_templates.of_branch(tx, run_branch(tx, actor, form.branch_id).id)


def use(tx: Transaction, actor: Actor, draft_id: int, template_id: int, now: datetime) -> MeetingCard:
    """Put a kept text into the actor's draft. Raises as a draft does, and ``template-gone``."""
    kept = _find(tx, actor, template_id)

    def edit(form: MeetingForm) -> MeetingForm:
        if form.meeting_id is not None or form.branch_id != kept.branch_id:
            raise UserError("button-broken")
        new = form.saying(kind=kept.kind, place=kept.place, agenda=kept.agenda, host=kept.host)
        return new.saying(group_id=kept.group_id)

    return change(tx, actor, draft_id, edit, now)


def drop(tx: Transaction, actor: Actor, template_id: int) -> None:
    """Forget a kept text. Raises ``UserError`` ``not-allowed``, ``template-gone``."""
    meeting_templates.drop(tx, _find(tx, actor, template_id).id)


def _find(tx: Transaction, actor: Actor, template_id: int) -> Template:
    kept = meeting_templates.find(tx, template_id)
    if kept is None:
        raise UserError("template-gone")
    run_branch(tx, actor, kept.branch_id)
    return kept
