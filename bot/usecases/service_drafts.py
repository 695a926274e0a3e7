"""Filling in a service: every step reads the draft row, changes the form and saves it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.domain.identity import refuse_identity_number
from bot.domain.messages import Listing, Term
from bot.domain.record_words import state_key
from bot.domain.rights import Actor, Right, may_anywhere, not_allowed, require
from bot.domain.service import local_now
from bot.domain.service_draft import Field, Remark, ServiceForm
from bot.domain.service_draft_json import form_from_json, form_to_json
from bot.errors import UserError
from bot.parsing.sentence import read_service
from bot.usecases.own_drafts import own_card
from bot.usecases.service_card import JOURNEY, Card, Choice, choices, draw, loggable
from bot.usecases.service_limits import check_known, drop_what_breaks, find_person, require_logging_for
from bot.usecases.service_names import match_names
from bot.usecases.service_sentence import read_into, with_names_in_words
from storage import drafts, records
from storage.database import Transaction
from storage.drafts import Draft

FRESH = timedelta(days=1)  # an older draft is open still, but nobody thinks of it any more

Edit: TypeAlias = Callable[[ServiceForm], ServiceForm]


def require_member(actor: Actor) -> int:
    """The actor's person id; ``UserError`` for whoever cannot log a service."""
    if actor.person_id is None:
        raise UserError("log-no-roster" if actor.holdings else "not-a-member")
    require(actor, Right.LOG_OWN, actor.own)
    return actor.person_id


def start(
    tx: Transaction,
    actor: Actor,
    sentence: str,
    now: datetime,
    photo: str | None = None,
    album: str | None = None,
) -> Card:
    """Open a draft with what the sentence (which may be empty) says, and a first photo if there is one.

    Raises ``UserError`` for whoever cannot log, and ``identity-number``.
    """
    form = ServiceForm((require_member(actor),))
    if sentence.strip():
        form = _from_sentence(tx, actor, form, sentence, now)
    if photo is not None:
        form = form.with_photo(photo, album)
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, form_to_json(form), now)
    return draw(tx, actor, draft, form, now)


def _from_sentence(
    tx: Transaction, actor: Actor, form: ServiceForm, sentence: str, now: datetime
) -> ServiceForm:
    # Whole, before it is taken apart: a doubt repeats pieces of it.
    refuse_identity_number(sentence)
    today = local_now(now, actor.timezone).date()
    read = read_service(sentence, today)
    form = read_into(form, read, sentence)
    if read.people:
        form = _with_people(tx, actor, form, read.people, now)
    return drop_what_breaks(tx, form, now)


def _with_people(
    tx: Transaction, actor: Actor, form: ServiceForm, names: tuple[str, ...], now: datetime
) -> ServiceForm:
    today = local_now(now, actor.timezone).date()
    if not may_anywhere(actor, Right.LOG_FOR_OTHERS):
        note = Remark(None, "log-note-words-only", {"names": Listing(names)})
        return with_names_in_words(form, names, today).noting(note)
    named = match_names(names, [one for one in loggable(tx, actor) if one.id != actor.person_id])
    form = replace(form, people=(*form.people, *named.sure), offered=named.offered)
    if named.unknown:
        note = Remark(None, "log-note-not-found", {"names": Listing(named.unknown)})
        form = with_names_in_words(form, named.unknown, today).noting(note)
    return form


def own_draft(tx: Transaction, actor: Actor, draft_id: int) -> tuple[Draft, ServiceForm]:
    """The actor's open draft and its form; a calm ``UserError`` for anybody else's or a closed one."""
    draft = own_card(
        tx,
        actor,
        draft_id,
        JOURNEY,
        require_member,
        others="log-draft-not-yours",
        cancelled="log-draft-cancelled",
    )
    form = form_from_json(draft.data)
    if draft.state != drafts.OPEN:
        record = records.find(tx, form.submitted[0]) if form.submitted else None
        state = state_key(record) if record is not None else "state-submitted"
        raise UserError("log-draft-submitted", state=Term(state))
    return draft, form


def show(tx: Transaction, actor: Actor, draft_id: int, now: datetime, asking: Field | None = None) -> Card:
    """The card again, asking for ``asking`` when given. The draft becomes the one that photos go to."""
    draft, form = own_draft(tx, actor, draft_id)
    drafts.save(tx, draft.id, draft.data, now)
    return draw(tx, actor, draft, form, now, asking)


def change(
    tx: Transaction, actor: Actor, draft_id: int, edit: Edit, now: datetime, asking: Field | None = None
) -> Card:
    """Apply a correction, check it against the limits, save it and show the card."""
    draft, form = own_draft(tx, actor, draft_id)
    return keep(tx, actor, draft, edit(form), now, asking)


def keep(
    tx: Transaction,
    actor: Actor,
    draft: Draft,
    form: ServiceForm,
    now: datetime,
    asking: Field | None = None,
) -> Card:
    """Save a changed form within the limits and show the card; ``UserError`` when it breaks one."""
    check_known(tx, form, now)
    drafts.save(tx, draft.id, form_to_json(form), now)
    return draw(tx, actor, draft, form, now, asking)


# -- people ------------------------------------------------------------------------------------------


def pick_people(
    tx: Transaction, actor: Actor, draft_id: int, now: datetime
) -> tuple[Card, tuple[Choice, ...]]:
    """The card and everybody it can be logged for; ``UserError`` for an ordinary member."""
    draft, form = own_draft(tx, actor, draft_id)
    _require_picking(actor, form)
    return draw(tx, actor, draft, form, now), choices(tx, actor, form)


def toggle_person(
    tx: Transaction, actor: Actor, draft_id: int, person_id: int, now: datetime
) -> tuple[Card, tuple[Choice, ...]]:
    """Log for one person more or less."""
    draft, form = own_draft(tx, actor, draft_id)
    _require_picking(actor, form)
    if person_id not in form.people:
        require_logging_for(tx, actor, find_person(tx, person_id))
    form = form.toggled(person_id)
    return keep(tx, actor, draft, form, now), choices(tx, actor, form)


def _require_picking(actor: Actor, form: ServiceForm) -> None:
    if form.returned is not None:
        raise UserError("log-people-fixed")
    if not may_anywhere(actor, Right.LOG_FOR_OTHERS):
        raise not_allowed(actor)


# -- photos ------------------------------------------------------------------------------------------


def open_draft(tx: Transaction, actor: Actor, now: datetime) -> int | None:
    """The draft that a photo or a plain 提交 is about: the one touched last, within ``FRESH``."""
    draft = drafts.newest_open(tx, actor.telegram_id, JOURNEY)
    return draft.id if draft is not None and now - draft.updated_at <= FRESH else None


def add_photo(
    tx: Transaction, actor: Actor, file_id: str, album: str | None, now: datetime
) -> tuple[Card, bool]:
    """Add a photo to the draft touched last; True when it continues an album whose card is there already."""
    draft = drafts.newest_open(tx, actor.telegram_id, JOURNEY)
    if draft is None:
        raise UserError("log-draft-cancelled")
    draft, form = own_draft(tx, actor, draft.id)
    continues = album is not None and album == form.album and form.card is not None
    return keep(tx, actor, draft, form.with_photo(file_id, album), now), continues


def note_card(tx: Transaction, draft_id: int, telegram_id: int, message_id: int, now: datetime) -> None:
    """Remember the message that counts the photos of an album while they come in one by one."""
    draft = drafts.find(tx, draft_id)
    if draft is not None and draft.telegram_id == telegram_id and draft.state == drafts.OPEN:
        form = replace(form_from_json(draft.data), card=message_id)
        drafts.save(tx, draft_id, form_to_json(form), now)
