"""The card of a meeting that is being put together: everything the chat shows, read from the draft alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.meeting_form import MeetingField, MeetingForm, form_from_json, form_to_json
from bot.domain.meetings import MeetingKind, MeetingState
from bot.domain.messages import Message
from bot.domain.people import Branch, PartyGroup
from bot.domain.rights import Actor, Right
from bot.errors import UserError
from bot.usecases.meeting_rights import check_form, led_groups, require_anywhere, runs_branch
from bot.usecases.own_drafts import own_card
from bot.usecases.powers import branches_with
from storage import audiences, branches, drafts, group_chats, meeting_templates, meetings
from storage.audiences import Counted
from storage.database import Transaction
from storage.drafts import Draft
from storage.meetings import MeetingRow

JOURNEY = "meeting"


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """A draft as the chat shows it.

    ``asks``: what must be told next. ``branches`` and ``groups`` are those to choose from. ``reach``: whom it
    would go to now. ``before``: the announced meeting that is to be changed. ``last``: the one before of this
    kind, whose place and agenda could be taken over. ``remarks``: what could not be taken as it was said.
    ``only_group``: the actor calls the own party group and nobody else. ``chats``: how many group chats of
    the branch could be told, none where the actor does not speak for the branch. ``templates``: whether the
    branch has texts to begin with.
    """

    draft_id: int
    form: MeetingForm
    asks: MeetingField | None
    branch: Branch | None
    branches: tuple[Branch, ...]
    groups: tuple[PartyGroup, ...]
    reach: Counted
    timezone: str
    before: MeetingRow | None
    last: MeetingRow | None
    remarks: tuple[Message, ...] = ()
    only_group: bool = False
    chats: int = 0
    templates: bool = False


def own_form(tx: Transaction, actor: Actor, draft_id: int) -> tuple[Draft, MeetingForm]:
    """The actor's open draft and its form; a calm ``UserError`` for anybody else's or a closed one."""
    draft = own_card(
        tx,
        actor,
        draft_id,
        JOURNEY,
        require_anywhere,
        others="meeting-draft-not-yours",
        cancelled="meeting-draft-cancelled",
    )
    if draft.state != drafts.OPEN:
        raise UserError("meeting-draft-sent")
    form = form_from_json(draft.data)
    check_form(tx, actor, form)
    return draft, form


def change(
    tx: Transaction,
    actor: Actor,
    draft_id: int,
    edit: Callable[[MeetingForm], MeetingForm],
    now: datetime,
) -> MeetingCard:
    """Apply a change to the actor's draft, save it and show the card. Raises as ``check_form``."""
    draft, form = own_form(tx, actor, draft_id)
    form = edit(form)
    check_form(tx, actor, form)
    drafts.save(tx, draft.id, form_to_json(form), now)
    return draw(tx, actor, draft, form)


def draw(tx: Transaction, actor: Actor, draft: Draft, form: MeetingForm) -> MeetingCard:
    """The card of a form."""
    branch = branches.get(tx, form.branch_id) if form.branch_id is not None else None
    missing = form.missing()
    last = None
    if branch is not None and form.kind is not None and form.meeting_id is None:
        last = meetings.last_of_kind(tx, branch.id, form.kind, form.group_id)
    whole = branch is None or runs_branch(actor, branch)
    kept = meeting_templates.of_branch(tx, branch.id) if branch is not None and whole else []
    return MeetingCard(
        draft.id,
        form,
        missing[0] if missing else None,
        branch,
        tuple(branches_with(tx, actor, Right.RUN_MEETINGS) if branch is None else ()),
        tuple(_groups(tx, actor, form, branch)),
        audiences.count(tx, form.audience, actor.person_id),
        branch.timezone if branch else actor.timezone,
        meetings.find(tx, form.meeting_id) if form.meeting_id else None,
        last,
        only_group=not whole,
        chats=len(group_chats.reachable(tx, form.branch_id)) if whole and form.branch_id else 0,
        templates=bool(kept),
    )


def _groups(tx: Transaction, actor: Actor, form: MeetingForm, branch: Branch | None) -> list[PartyGroup]:
    if branch is None or form.kind is not MeetingKind.GROUP:
        return []
    if runs_branch(actor, branch):
        return branches.groups_of(tx, [branch.id])
    return [group for group in led_groups(tx, actor) if group.branch_id == branch.id]


def show(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> MeetingCard:
    """The card again."""
    return change(tx, actor, draft_id, lambda form: form, now)


def check_to_come(row: MeetingRow, now: datetime) -> None:
    """Raise ``UserError`` for a meeting that is off, or has begun."""
    if row.state is MeetingState.CANCELLED:
        raise UserError("meeting-cancelled")
    if row.state is MeetingState.HELD or row.starts_at <= now:
        raise UserError("meeting-begun")
