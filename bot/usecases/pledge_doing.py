"""更新进展: items that are done, notes, pictures, and service records as evidence (one entry, many uses)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.identity import refuse_identity_number
from bot.domain.pledges import Pledge, PledgeState
from bot.domain.rights import Actor, not_allowed
from bot.domain.service import ServiceRecord, local_now
from bot.errors import UserError
from bot.usecases.own_drafts import own_open
from bot.usecases.pledge_rights import find_seen, may_work_on
from bot.usecases.pledge_showing import QUESTIONS, Card, card_of
from storage import audit, branches, drafts, pledge_progress
from storage.database import Transaction

JOURNEY = "pledge-note"
FIELD = f"{QUESTIONS}note"  # of the question that notes and pictures answer
LONGEST_NOTE = 300  # characters
MOST_STEPS = 100
MOST_PHOTOS = 30
PAGE = 6


@dataclass(frozen=True, slots=True)
class Records:
    """A page of the service records that can show what was done; ``linked`` are those that do."""

    pledge: Pledge
    records: tuple[ServiceRecord, ...]
    linked: frozenset[int]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Noted:
    """A note that is being written. ``card``: the message to redraw, for one more picture of an album."""

    draft_id: int
    card: Card
    message_id: int | None = None


def open_for_work(tx: Transaction, actor: Actor, pledge_id: int, now: datetime) -> Card:
    """A pledge that the actor can work on.

    Raises ``UserError`` ``not-allowed``, ``pledges-over`` when its end has been decided.
    """
    return card_of(tx, actor, find_worked(tx, actor, pledge_id), now)


def open_again(tx: Transaction, actor: Actor, pledge_id: int, now: datetime) -> Card:
    """The same on the way back from a question, which is asked no more."""
    drafts.ask_no_more(tx, actor.telegram_id, QUESTIONS)
    return open_for_work(tx, actor, pledge_id, now)


def find_worked(tx: Transaction, actor: Actor, pledge_id: int) -> Pledge:
    """The same without its card."""
    pledge = find_seen(tx, actor, pledge_id)
    if may_work_on(tx, actor, pledge):
        return pledge
    if pledge.state is not PledgeState.PUBLISHED and pledge.is_own(actor.person_id):
        raise UserError("pledges-over")
    raise not_allowed(actor)


def toggle_item(
    tx: Transaction, actor: Actor, pledge_id: int, item_id: int, done: bool, now: datetime
) -> Card:
    """An item is done, or is not after all; it was so before, and nothing happens.

    Raises as ``open_for_work``, and ``button-broken``.
    """
    pledge = find_worked(tx, actor, pledge_id)
    if item_id not in {item.id for item in pledge.items}:
        raise UserError("button-broken")
    if pledge_progress.set_done(tx, item_id, now if done else None):
        if done:
            _add(tx, actor, pledge, "", now, item_id)
        else:
            pledge_progress.drop_tick(tx, item_id)
    return card_of(tx, actor, find_worked(tx, actor, pledge_id), now)


def finish_items(tx: Transaction, actor: Actor, pledge: Pledge, now: datetime) -> None:
    """Everything that was pledged is done; the actor is known to be allowed to say so."""
    for item in pledge.items:
        if pledge_progress.set_done(tx, item.id, now):
            _add(tx, actor, pledge, "", now, item.id)


# -- notes and pictures ----------------------------------------------------------------------------------


def begin_note(tx: Transaction, actor: Actor, pledge_id: int, now: datetime) -> Noted:
    """Wait for words and pictures. Raises as ``open_for_work``."""
    card = open_for_work(tx, actor, pledge_id, now)
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, {"pledge": pledge_id}, now)
    drafts.ask(tx, actor.telegram_id, FIELD, draft.id, now)
    return Noted(draft.id, card)


def add_note(
    tx: Transaction,
    actor: Actor,
    draft_id: int,
    text: str,
    photo: str | None,
    album: str | None,
    now: datetime,
) -> Noted:
    """A note, or a picture with a word or two; the pictures of one album are one step.

    The question stays: more can follow. Raises as ``open_for_work``, and ``pledges-note-empty``,
    ``pledges-note-long``, ``pledges-photos-many``, ``identity-number``.
    """
    draft = own_open(tx, actor, draft_id, JOURNEY)
    pledge = find_worked(tx, actor, draft.data["pledge"])
    words = _checked(text)
    if not words and photo is None:
        raise UserError("pledges-note-empty")
    data = dict(draft.data)
    goes_on = photo is not None and album is not None and data.get("album") == album
    if not goes_on:
        data = {"pledge": pledge.id, "album": album, "step": _add(tx, actor, pledge, words, now)}
    if photo is not None:
        if len(pledge_progress.photos(tx, pledge.id)) >= MOST_PHOTOS:
            raise UserError("pledges-photos-many", limit=MOST_PHOTOS)
        pledge_progress.add_photo(tx, data["step"], photo)
    drafts.save(tx, draft.id, data, now)
    drafts.ask(tx, actor.telegram_id, FIELD, draft.id, now)
    return Noted(draft.id, card_of(tx, actor, pledge, now), data.get("message") if goes_on else None)


def note_message(tx: Transaction, telegram_id: int, draft_id: int, message_id: int, now: datetime) -> None:
    """Which message answers the pictures of an album."""
    draft = drafts.find_own(tx, draft_id, JOURNEY, telegram_id)
    if draft is not None:
        drafts.save(tx, draft_id, {**draft.data, "message": message_id}, now)


def end_note(tx: Transaction, actor: Actor, pledge_id: int, now: datetime) -> Card:
    """好了: nothing more follows. Raises ``UserError("not-allowed")``."""
    asked = drafts.open_question(tx, actor.telegram_id)
    if asked is not None and asked.field == FIELD:
        drafts.forget_question(tx, actor.telegram_id)
        draft = drafts.find_own(tx, asked.subject_id, JOURNEY, actor.telegram_id)
        if draft is not None:
            drafts.close(tx, draft.id, drafts.DONE, now)
    return card_of(tx, actor, find_seen(tx, actor, pledge_id), now)


def _checked(text: str) -> str:
    words = " ".join(text.split())
    if len(words) > LONGEST_NOTE:
        raise UserError("pledges-note-long", limit=LONGEST_NOTE, count=len(words))
    refuse_identity_number(words)
    return words


def _add(
    tx: Transaction, actor: Actor, pledge: Pledge, words: str, now: datetime, item_id: int | None = None
) -> int:
    if len(pledge_progress.of_pledge(tx, pledge.id)) >= MOST_STEPS:
        raise UserError("pledges-steps-many", limit=MOST_STEPS)
    if not pledge.is_own(actor.person_id):
        audit.note(tx, actor, "pledge-progress", pledge.person_id, now, {"pledge": pledge.id})
    return pledge_progress.add(tx, pledge.id, words, actor.person_id, now, item_id)


# -- service records as evidence -------------------------------------------------------------------------


def records(tx: Transaction, actor: Actor, pledge_id: int, page: int, now: datetime) -> Records:
    """Confirmed records of the person since the pledge was published, newest first.

    A branch has none of its own. Raises as ``open_for_work``, and ``pledges-no-records``.
    """
    pledge = find_worked(tx, actor, pledge_id)
    if pledge.person_id is None:
        raise UserError("pledges-no-records")
    since = _since(tx, pledge)
    count = pledge_progress.count_usable(tx, pledge.person_id, since)
    if not count:
        raise UserError("pledges-no-records")
    pages = -(-count // PAGE)
    page = min(page, pages - 1)
    found = pledge_progress.usable(tx, pledge.person_id, since, PAGE, page * PAGE)
    return Records(pledge, tuple(found), frozenset(pledge_progress.linked(tx, pledge.id)), page, pages)


def toggle_record(
    tx: Transaction, actor: Actor, pledge_id: int, record_id: int, linked: bool, page: int, now: datetime
) -> Records:
    """Let a record show what was done, or not any more. Raises as ``records``, and ``pledges-record-other``
    for one that is not the person's own, not confirmed, or older than the pledge."""
    pledge = find_worked(tx, actor, pledge_id)
    known = pledge_progress.linked(tx, pledge.id)
    if linked and record_id not in known:
        since = _since(tx, pledge)
        if pledge.person_id is None or not pledge_progress.is_usable(tx, record_id, pledge.person_id, since):
            raise UserError("pledges-record-other")
        pledge_progress.link(tx, _add(tx, actor, pledge, "", now), record_id)
    elif not linked and record_id in known:
        pledge_progress.unlink(tx, pledge.id, record_id)
    return records(tx, actor, pledge_id, page, now)


def _since(tx: Transaction, pledge: Pledge) -> date:
    published = pledge.published_at or pledge.submitted_at
    return local_now(published, branches.get(tx, pledge.branch_id).timezone).date()
