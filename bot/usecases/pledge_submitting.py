"""Submitting a pledge, changing a returned one, and taking one back before it is published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.pledge_form import PledgeForm, form_from_json, form_of, form_to_json
from bot.domain.pledges import NewItem, Pledge, PledgeChange, PledgeState, check_items
from bot.domain.rights import Actor, not_allowed
from bot.errors import UserError
from bot.usecases.pledge_asking import ask_to_review, may_publish_alone
from bot.usecases.pledge_card import JOURNEY, QUESTION, PledgeCard, draw
from bot.usecases.pledge_drafts import own_draft, require_pledger, require_pledging_for
from storage import branches, drafts, pledges
from storage.database import Transaction

_OPEN = frozenset({PledgeState.SUBMITTED, PledgeState.RETURNED, PledgeState.PUBLISHED})


@dataclass(frozen=True, slots=True)
class Submitted:
    """What a draft became. ``reviewers``: who was asked; ``alone``: nobody else can review it, and the actor
    may publish it."""

    pledge: Pledge
    reviewers: tuple[str, ...]
    alone: bool


def submit(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> Submitted | PledgeCard:
    """Turn the draft into a submitted pledge and ask for its review.

    Gives back the card instead while something has to be asked. Raises ``UserError`` for whatever no pledge
    may promise, ``pledge-twice`` and ``pledge-moved-on``.
    """
    draft, form = own_draft(tx, actor, draft_id)
    if not form.items or form.dateless() is not None:
        return draw(tx, actor, draft, form, now)
    items = form.new_items()
    branch = branches.get(tx, form.branch_id)
    check_items(items, branch.today(now))
    _check_new(tx, form, items)
    pledge = _resubmit(tx, actor, form, items, now) if form.returned else _insert(tx, actor, form, items, now)
    drafts.save(tx, draft.id, form_to_json(replace(form, became=pledge.id)), now)
    drafts.close(tx, draft.id, drafts.DONE, now)
    drafts.ask_no_more(tx, actor.telegram_id, QUESTION)
    reviewers = ask_to_review(tx, pledge, now)
    return Submitted(pledge, reviewers, may_publish_alone(tx, actor, pledge))


def _insert(
    tx: Transaction, actor: Actor, form: PledgeForm, items: tuple[NewItem, ...], now: datetime
) -> Pledge:
    return pledges.insert(tx, form.branch_id, form.person_id, form.kind, items, actor.person_id, now)


def _resubmit(
    tx: Transaction, actor: Actor, form: PledgeForm, items: tuple[NewItem, ...], now: datetime
) -> Pledge:
    pledge_id, version = form.returned or (0, 0)
    found = _own_pledge(tx, actor, pledge_id)
    if found.version != version:
        raise UserError("pledge-moved-on")
    again = pledges.resubmit(tx, found, form.kind, items, actor.person_id, now)
    if again is None:
        raise UserError("pledge-moved-on")
    return again


def _check_new(tx: Transaction, form: PledgeForm, items: tuple[NewItem, ...]) -> None:
    """The same promise is not made twice, be it by two drafts or by two people for one."""
    if form.person_id is None:
        return
    wanted = {(item.words, item.due_on) for item in items}
    for other in pledges.of_person(tx, form.person_id):
        if form.returned and other.id == form.returned[0]:
            continue
        if other.state in _OPEN and {(item.words, item.due_on) for item in other.items} == wanted:
            raise UserError("pledge-twice")


def _own_pledge(tx: Transaction, actor: Actor, pledge_id: int) -> Pledge:
    """A pledge that the actor made, for themselves or for somebody, and still may."""
    require_pledger(actor)
    found = pledges.find(tx, pledge_id)
    if found is None or actor.person_id not in {found.person_id, found.made_by}:
        raise not_allowed(actor)
    require_pledging_for(tx, actor, PledgeForm(found.branch_id, found.person_id))
    return found


def change_returned(tx: Transaction, actor: Actor, pledge_id: int, now: datetime) -> PledgeCard:
    """修改: open a draft filled with a returned pledge; a second tap opens the same one again.

    Raises ``UserError`` ``not-allowed``, ``pledge-moved-on``.
    """
    found = _own_pledge(tx, actor, pledge_id)
    if found.state is not PledgeState.RETURNED:
        raise UserError("pledge-moved-on")
    newest = drafts.newest_open(tx, actor.telegram_id, JOURNEY)
    if newest is not None:
        form = form_from_json(newest.data)
        if form.returned == (found.id, found.version):
            return draw(tx, actor, newest, form, now)
    form = form_of(found)
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, form_to_json(form), now)
    return draw(tx, actor, draft, form, now)


def withdraw(tx: Transaction, actor: Actor, pledge_id: int, version: int, now: datetime) -> Pledge:
    """撤回 before it is published. Raises ``UserError`` ``not-allowed``, ``pledge-moved-on``."""
    found = _own_pledge(tx, actor, pledge_id)
    if found.state is PledgeState.WITHDRAWN:
        return found
    if found.version != version:
        raise UserError("pledge-moved-on")
    moved = pledges.move(tx, found, PledgeChange.WITHDRAWN, actor.person_id, None, now)
    if moved is None:
        raise UserError("pledge-moved-on")
    return moved


def cancel(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    """Put a draft away; ``UserError`` when it is closed already."""
    draft, _ = own_draft(tx, actor, draft_id)
    drafts.close(tx, draft.id, drafts.CANCELLED, now)
    drafts.ask_no_more(tx, actor.telegram_id, QUESTION)
