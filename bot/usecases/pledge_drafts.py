"""Making a pledge: every step reads the draft row, changes the form and saves it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TypeAlias

from bot.domain.identity import refuse_identity_number
from bot.domain.messages import Value
from bot.domain.people import Member
from bot.domain.pledge_form import FormItem, PledgeForm, form_from_json, form_to_json
from bot.domain.pledge_topics import EVERY
from bot.domain.pledges import PledgeKind, check_due, usual_due
from bot.domain.rights import Actor, Right, may, not_allowed, require
from bot.domain.service import local_now
from bot.domain.service_draft import ServiceForm
from bot.errors import UserError
from bot.parsing.pledge import ItemSeen, PledgeSentence, read_pledge
from bot.parsing.pledge_days import read_due
from bot.usecases.pledge_card import JOURNEY, Ask, Asking, PledgeCard, draw
from bot.usecases.powers import branch_target
from bot.usecases.service_card import Choice, choices, loggable
from bot.usecases.service_drafts import FRESH
from bot.usecases.service_names import match_names
from storage import branches, drafts, people
from storage.database import Transaction
from storage.drafts import Draft

Edit: TypeAlias = Callable[[PledgeForm], PledgeForm]


def require_pledger(actor: Actor) -> tuple[int, int]:
    """The actor's branch and person; ``UserError`` for whoever is on no roster."""
    if actor.person_id is None or actor.branch_id is None:
        raise UserError("pledge-no-roster" if actor.holdings else "not-a-member")
    require(actor, Right.LOG_OWN, actor.own)
    return actor.branch_id, actor.person_id


def start(tx: Transaction, actor: Actor, sentence: str, now: datetime) -> PledgeCard:
    """Open a draft with what the sentence promises; an empty one goes on with what is being made.

    Raises ``UserError`` for whoever cannot pledge, ``identity-number``, ``pledge-too-many``,
    ``pledge-words-too-long``.
    """
    branch_id, person_id = require_pledger(actor)
    newest = drafts.newest_open(tx, actor.telegram_id, JOURNEY)
    if not sentence.strip() and newest is not None:
        return show(tx, actor, newest.id, now)
    form = PledgeForm(branch_id, person_id)
    if sentence.strip():
        today = _today(actor, now)
        read = _read(sentence, today)
        form = _with_sentence(_for_whom(tx, actor, form, read), read, today)
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, form_to_json(form), now)
    return draw(tx, actor, draft, form, now)


def _today(actor: Actor, now: datetime) -> date:
    return local_now(now, actor.timezone).date()


def _read(text: str, today: date) -> PledgeSentence:
    refuse_identity_number(text)
    return read_pledge(text, today)


def _for_whom(tx: Transaction, actor: Actor, form: PledgeForm, read: PledgeSentence) -> PledgeForm:
    if read.is_of_branch:
        if may(actor, Right.REVIEW_PLEDGES, branch_target(branches.get(tx, form.branch_id))):
            return replace(form, person_id=None)
        raise UserError("pledge-not-for-branch")
    if not read.name:
        return form
    named = match_names((read.name,), loggable(tx, actor))
    return replace(form, person_id=named.sure[0]) if named.sure else replace(form, unknown=read.name)


def _with_sentence(form: PledgeForm, read: PledgeSentence, today: date) -> PledgeForm:
    if read.kind is not None:
        form = replace(form, kind=read.kind)
    return form.with_items([_item(one, today) for one in read.items])


def _item(seen: ItemSeen, today: date) -> FormItem:
    """What was said; a day that cannot be promised is told, and asked for again."""
    if seen.doubt is not None:
        text: dict[str, Value] = {"text": seen.doubt.text}
        return FormItem(seen.words, None, f"pledge-remark-{seen.doubt.code}", text)
    if seen.due_on is None:
        return FormItem(seen.words)
    try:
        check_due(seen.due_on, today)
    except UserError as error:
        return FormItem(seen.words, None, f"error-{error.key}", error.values)
    return FormItem(seen.words, seen.due_on, "pledge-remark-lasting" if seen.is_lasting else "")


def own_draft(tx: Transaction, actor: Actor, draft_id: int) -> tuple[Draft, PledgeForm]:
    """The actor's open draft and its form; a calm ``UserError`` for anybody else's or a closed one."""
    draft = drafts.find_own(tx, draft_id, JOURNEY, actor.telegram_id)
    if draft is None:
        raise UserError("button-broken")
    require_pledger(actor)
    if draft.state == drafts.CANCELLED:
        raise UserError("pledge-draft-cancelled")
    if draft.state != drafts.OPEN:
        raise UserError("pledge-draft-submitted")
    form = form_from_json(draft.data)
    require_pledging_for(tx, actor, form)
    return draft, form


def require_pledging_for(tx: Transaction, actor: Actor, form: PledgeForm) -> Member | None:
    """Raise ``UserError`` unless the actor may make this person's pledge, or the branch's."""
    if form.person_id is None:
        require(actor, Right.REVIEW_PLEDGES, branch_target(branches.get(tx, form.branch_id)))
        return None
    member = people.find(tx, form.person_id)
    if member is None or not member.active:
        raise UserError("log-person-left", name=member.name if member else "")
    if member.id == actor.person_id:
        require(actor, Right.LOG_OWN, actor.own)
    elif not may(actor, Right.LOG_FOR_OTHERS, people.target(tx, member)):
        raise UserError("pledge-not-for", name=member.name)
    return member


def open_draft(tx: Transaction, actor: Actor, now: datetime) -> int | None:
    """The draft that a plain 提交 is about: the one touched last of all, if it is a pledge and fresh."""
    newest = drafts.newest_open(tx, actor.telegram_id)
    if newest is None or newest.journey != JOURNEY or now - newest.updated_at > FRESH:
        return None
    return newest.id


def show(
    tx: Transaction,
    actor: Actor,
    draft_id: int,
    now: datetime,
    asking: Asking | None = None,
    place: int | None = None,
) -> PledgeCard:
    """The card again, asking for ``asking`` when given. The draft becomes the one that words go to.

    Raises ``UserError("pledge-item-gone")`` when there is no item at ``place``.
    """
    draft, form = own_draft(tx, actor, draft_id)
    if asking is not None and asking.what is not Ask.MORE:
        place = asking.place
    if place is not None:
        form.item(place)
    drafts.save(tx, draft.id, draft.data, now)
    return draw(tx, actor, draft, form, now, asking)


def change(tx: Transaction, actor: Actor, draft_id: int, edit: Edit, now: datetime) -> PledgeCard:
    """Apply a correction, save it and show the card."""
    draft, form = own_draft(tx, actor, draft_id)
    return _keep(tx, actor, draft, edit(form), now)


def _keep(tx: Transaction, actor: Actor, draft: Draft, form: PledgeForm, now: datetime) -> PledgeCard:
    drafts.save(tx, draft.id, form_to_json(form), now)
    return draw(tx, actor, draft, form, now)


# -- what is promised ----------------------------------------------------------------------------------


def add(tx: Transaction, actor: Actor, draft_id: int, text: str, now: datetime) -> PledgeCard:
    """Promise what a text says, too. Raises ``UserError`` ``pledge-nothing-said`` and as ``start``."""
    draft, form = own_draft(tx, actor, draft_id)
    today = _today(actor, now)
    read = _read(text, today)
    if not read.items:
        raise UserError("pledge-nothing-said")
    return _keep(tx, actor, draft, _with_sentence(form, read, today), now)


def add_topic(
    tx: Transaction, actor: Actor, draft_id: int, key: str, words: str, now: datetime
) -> PledgeCard:
    """Promise what a hint says (``words``: its example in the reader's language), by a usual day."""
    draft, form = own_draft(tx, actor, draft_id)
    if key not in EVERY:
        raise UserError("button-broken")
    if not form.items:
        form = replace(form, kind=EVERY[key].kind)
    if any(item.words == words for item in form.items):
        return draw(tx, actor, draft, form, now)
    item = FormItem(words, usual_due(_today(actor, now)))
    return _keep(tx, actor, draft, form.with_items([item]), now)


def set_words(
    tx: Transaction, actor: Actor, draft_id: int, place: int, text: str, now: datetime
) -> PledgeCard:
    """Other words of an item. Raises ``UserError`` for what cannot be promised."""
    return change(tx, actor, draft_id, lambda form: form.saying(place, text), now)


def set_due(
    tx: Transaction, actor: Actor, draft_id: int, place: int, due_on: date, now: datetime
) -> PledgeCard:
    """Another day of an item. Raises ``UserError`` ``pledge-due-past``, ``pledge-due-far``."""
    today = _today(actor, now)
    return change(tx, actor, draft_id, lambda form: form.due(place, due_on, today), now)


def answer_due(
    tx: Transaction, actor: Actor, draft_id: int, place: int, text: str, now: datetime
) -> PledgeCard:
    """The same in words. Raises ``UserError`` ``pledge-due-unclear``, too."""
    refuse_identity_number(text)
    said = read_due(text, _today(actor, now))
    if said is None or said.day is None:
        raise UserError("pledge-due-unclear")
    return set_due(tx, actor, draft_id, place, said.day, now)


def set_kind(tx: Transaction, actor: Actor, draft_id: int, kind: PledgeKind, now: datetime) -> PledgeCard:
    """Of which kind it is."""
    return change(tx, actor, draft_id, lambda form: replace(form, kind=kind), now)


# -- whose it is ---------------------------------------------------------------------------------------


def pick_person(
    tx: Transaction, actor: Actor, draft_id: int, now: datetime
) -> tuple[PledgeCard, tuple[Choice, ...]]:
    """The card and everybody whose pledge it can be; ``UserError("not-allowed")`` for an ordinary member."""
    draft, form = own_draft(tx, actor, draft_id)
    card = draw(tx, actor, draft, form, now)
    if not (card.may_for_others or card.may_for_branch):
        raise not_allowed(actor)
    people_ = choices(tx, actor, ServiceForm((form.person_id or 0,))) if card.may_for_others else ()
    return card, people_


def set_person(
    tx: Transaction, actor: Actor, draft_id: int, person_id: int | None, now: datetime
) -> PledgeCard:
    """Whose pledge it is; None: the branch's own. Raises ``UserError`` when the actor may not make it."""
    draft, form = own_draft(tx, actor, draft_id)
    if form.returned is not None:
        raise UserError("log-people-fixed")
    form = replace(form, person_id=person_id, unknown="")
    require_pledging_for(tx, actor, form)
    return _keep(tx, actor, draft, form, now)
