"""Putting a study plan together: every step reads the draft row, changes the form and saves it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.identity import refuse_identity_number
from bot.domain.long_text import joined, looks_cut
from bot.domain.messages import Attachment, Message, Value
from bot.domain.rich_text import RichText
from bot.domain.rights import Actor, Right
from bot.domain.study import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_ITEMS,
    Item,
    ItemKind,
    in_steps,
)
from bot.domain.study_form import StudyForm, form_to_json
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.parsing.study import is_visible, read_items, read_plan, shortened
from bot.usecases.powers import branches_with
from bot.usecases.study_card import JOURNEY, StudyCard, change, draw, own_form, require_anywhere, run_branch
from storage import drafts
from storage.database import Transaction

UNNAMED = "📷"  # a picture without a word
FRESH = timedelta(days=1)  # an older draft is open still, but nobody thinks of it any more


def start(
    tx: Transaction,
    actor: Actor,
    rich: RichText | None,
    working_days: WorkingDays,
    now: datetime,
    attachment: Attachment | None = None,
    branch_id: int | None = None,
) -> StudyCard:
    """Open a draft, with what was sent along with the command.

    Raises ``UserError`` for whoever runs no branch's study.
    """
    require_anywhere(actor)
    branch_id = _usual_branch(tx, actor) if branch_id is None else run_branch(tx, actor, branch_id).id
    form = StudyForm(branch_id)
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, form_to_json(form), now)
    if rich or attachment:
        return add(tx, actor, draft.id, rich or RichText(""), attachment, working_days, now)
    return draw(tx, actor, draft, form, working_days, now)


def _usual_branch(tx: Transaction, actor: Actor) -> int | None:
    offered = [branch.id for branch in branches_with(tx, actor, Right.RUN_STUDY)]
    if actor.branch_id in offered:
        return actor.branch_id
    return offered[0] if len(offered) == 1 else None


def open_draft(tx: Transaction, actor: Actor, now: datetime) -> int | None:
    """The draft that was left unfinished: the one touched last, within ``FRESH``."""
    draft = drafts.newest_open(tx, actor.telegram_id, JOURNEY)
    return draft.id if draft is not None and now - draft.updated_at <= FRESH else None


def cancel(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    """Drop the draft; a plan that it was to change goes on as it was."""
    draft, _ = own_form(tx, actor, draft_id)
    drafts.close(tx, draft.id, drafts.CANCELLED, now)


# -- what is studied -----------------------------------------------------------------------------------


def add(
    tx: Transaction,
    actor: Actor,
    draft_id: int,
    rich: RichText,
    attachment: Attachment | None,
    working_days: WorkingDays,
    now: datetime,
) -> StudyCard:
    """Take a text, a picture or a file into the plan; what cannot be taken is remarked upon, the rest kept.

    The first text begins with the title. Raises ``UserError`` ``identity-number``, ``study-items-fixed``.
    """
    draft, form = own_form(tx, actor, draft_id)
    if form.plan_id is not None:
        raise UserError("study-items-fixed")
    refuse_identity_number(rich.text)
    if attachment is not None:
        form = _with_items(form, [_file(attachment, rich)])
        form = replace(form, tail=None, tail_items=0)
    else:
        form = _with_text(form, rich)
    form, remarks = _within_limits(form)
    drafts.save(tx, draft.id, form_to_json(form), now)
    return replace(draw(tx, actor, draft, form, working_days, now), remarks=remarks)


def _within_limits(form: StudyForm) -> tuple[StudyForm, tuple[Message, ...]]:
    """The form without what is too much, and what is said about that."""
    remarks = []
    too_long = [at for at, item in enumerate(form.items) if item.text.units > LONGEST_TEXT]
    if too_long:
        remarks.append(_remark("study-item-too-long", count=len(too_long)))
    kept = [item for at, item in enumerate(form.items) if at not in too_long]
    if len(kept) > MOST_ITEMS:
        remarks.append(_remark("study-too-many", limit=MOST_ITEMS, count=len(kept) - MOST_ITEMS))
    if remarks:
        # What goes on after it is still told from a new message.
        first = len(form.items) - form.tail_items
        begun = first - sum(at < first for at in too_long)
        kept = kept[:MOST_ITEMS]
        form = replace(form.saying(items=tuple(kept)), tail_items=max(0, len(kept) - begun))
    return form, tuple(remarks)


def _remark(key: str, **values: Value) -> Message:
    return Message(f"error-{key}", values)


def _with_items(form: StudyForm, items: list[Item]) -> StudyForm:
    return form.saying(items=(*form.items, *items))


def _with_text(form: StudyForm, rich: RichText) -> StudyForm:
    """The form with one more message; it is read together with one that a phone has cut before."""
    if form.tail is not None:
        rich = joined(form.tail, rich)
        form = form.saying(items=form.items[: len(form.items) - form.tail_items])
    before = len(form.items)
    if not form.title and not form.items:
        title, items = read_plan(rich)
        form = _with_items(form.saying(title=title), items)
    elif form.tail is not None and not form.items:
        form = _with_items(form, read_plan(rich)[1])
    else:
        form = _with_items(form, read_items(rich))
    is_cut = looks_cut(rich.text)
    return replace(form, tail=rich if is_cut else None, tail_items=len(form.items) - before if is_cut else 0)


def _file(attachment: Attachment, rich: RichText) -> Item:
    words = rich.stripped() if is_visible(rich.text) else RichText("")
    name = attachment.name if is_visible(attachment.name) else UNNAMED
    if words and len(words.text) <= LONGEST_TITLE and "\n" not in words.text:
        return Item(ItemKind.FILE, words.text, attachment=attachment)
    return Item(ItemKind.FILE, shortened(words.text or name), words, attachment=attachment)


def add_quiz(
    tx: Transaction,
    actor: Actor,
    draft_id: int,
    quiz_id: int,
    title: str,
    working_days: WorkingDays,
    now: datetime,
) -> StudyCard:
    """Take a quiz into the plan. Raises ``UserError`` ``study-items-fixed``, ``study-too-many``."""

    def edit(form: StudyForm) -> StudyForm:
        _check_open(form)
        if len(form.items) >= MOST_ITEMS:
            raise UserError("study-too-many", limit=MOST_ITEMS, count=1)
        quiz = Item(ItemKind.QUIZ, shortened(title), quiz_id=quiz_id)
        return replace(_with_items(form, [quiz]), tail=None, tail_items=0)

    return change(tx, actor, draft_id, edit, working_days, now)


def drop_item(
    tx: Transaction,
    actor: Actor,
    draft_id: int,
    position: int,
    version: int,
    working_days: WorkingDays,
    now: datetime,
) -> StudyCard:
    """Take the item at ``position`` (from 0) out again; ``version``: of the list that it was seen in."""

    def edit(form: StudyForm) -> StudyForm:
        _check_open(form)
        if form.version != version or position >= len(form.items):
            raise UserError("study-card-old")
        kept = (*form.items[:position], *form.items[position + 1 :])
        return replace(form.saying(items=kept), tail=None, tail_items=0)

    return change(tx, actor, draft_id, edit, working_days, now)


def clear(
    tx: Transaction, actor: Actor, draft_id: int, working_days: WorkingDays, now: datetime
) -> StudyCard:
    """Begin the content anew."""

    def edit(form: StudyForm) -> StudyForm:
        _check_open(form)
        return replace(form.saying(items=(), title=""), tail=None, tail_items=0)

    return change(tx, actor, draft_id, edit, working_days, now)


def _check_open(form: StudyForm) -> None:
    if form.plan_id is not None:
        raise UserError("study-items-fixed")


def set_minutes(
    tx: Transaction, actor: Actor, draft_id: int, minutes: int, working_days: WorkingDays, now: datetime
) -> StudyCard:
    """The class-hours of every item."""

    def edit(form: StudyForm) -> StudyForm:
        _check_open(form)
        if not in_steps(minutes):
            raise UserError("button-broken")
        return form.saying(items=tuple(replace(item, minutes=minutes) for item in form.items))

    return change(tx, actor, draft_id, edit, working_days, now)


def set_title(
    tx: Transaction, actor: Actor, draft_id: int, text: str, working_days: WorkingDays, now: datetime
) -> StudyCard:
    """What the plan is called. Raises ``UserError`` ``study-title-missing``, ``study-title-too-long``."""
    title = " ".join(text.split())
    refuse_identity_number(title)
    if not is_visible(title):
        raise UserError("study-title-missing")
    if len(title) > LONGEST_TITLE:
        raise UserError("study-title-too-long", limit=LONGEST_TITLE, count=len(title))
    return change(tx, actor, draft_id, lambda form: form.saying(title=title), working_days, now)
