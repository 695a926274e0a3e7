"""Objecting to a published settlement, by a button or by its link, and answering with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.decisions import typed_reason
from bot.domain.invites import WRONG_LIMIT, WRONG_WINDOW
from bot.domain.people import Branch
from bot.domain.rights import Actor, not_allowed
from bot.domain.settlement import MOST_OPEN, WORDS_LENGTH, ObjectionState, SettlementState
from bot.domain.typed import typed_line
from bot.errors import UserError
from bot.usecases.own_drafts import own_open
from bot.usecases.settlement_words import tell_answer, tell_objection
from bot.usecases.settling import find_settlement
from storage import accounts, audit, branches, drafts, invites, objections, settlements
from storage.database import Transaction
from storage.objections import Objection
from storage.settlements import Named, Settlement

OBJECTING, ANSWERING = "objection", "objection-answer"  # journeys of drafts
WHOLE = 0  # stands for the list as a whole


@dataclass(frozen=True, slots=True)
class PublicList:
    """A published list as anybody with its link sees it: who has how many stars, and nothing else."""

    row: Settlement
    branch: Branch
    lines: tuple[Named, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What is about to be written: an objection, or the answer to one."""

    draft_id: int
    row: Settlement
    branch: Branch
    about: str | None
    objection: Objection | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An objection with what it is about."""

    objection: Objection
    row: Settlement
    branch: Branch
    own: bool


# -- objecting -----------------------------------------------------------------------------------------


def open_link(tx: Transaction, actor: Actor, code: str, now: datetime) -> PublicList:
    """The list behind a link, for anybody; wrong codes are counted.

    Raises ``UserError`` ``settle-link-unknown``, and ``invite-too-many`` after ten wrong ones in an hour.
    """
    accounts.remember(tx, actor.telegram_id, actor.locale, now)
    row = _with_code(tx, actor, code, now)
    if row is None:
        raise UserError("settle-link-unknown")
    lines = tuple(one for one in settlements.lines(tx, row) if one.tally.stars)
    return PublicList(row, branches.get(tx, row.branch_id), lines, _is_open(row, now))


def count_wrong(tx: Transaction, actor: Actor, now: datetime) -> None:
    """Somebody has tried a link that opens nothing."""
    invites.note_wrong(tx, actor.telegram_id, now, WRONG_WINDOW)


def _with_code(tx: Transaction, actor: Actor, code: str, now: datetime) -> Settlement | None:
    if invites.wrong_tries(tx, actor.telegram_id, now, WRONG_WINDOW) >= WRONG_LIMIT:
        raise UserError("invite-too-many")
    row = settlements.with_code(tx, code.upper())
    shown = row is not None and row.state in (SettlementState.PUBLISHED, SettlementState.FINAL)
    return row if shown else None


def _is_open(row: Settlement, now: datetime) -> bool:
    return row.state is SettlementState.PUBLISHED and row.closes_at is not None and now < row.closes_at


def begin_own(
    tx: Transaction, actor: Actor, settlement_id: int, person_id: int, question: str, now: datetime
) -> Asked:
    """A member is about to write what is wrong with their own line.

    Raises ``UserError`` ``not-allowed``, ``settle-objections-over``, ``settle-objections-many``.
    """
    row = settlements.find(tx, settlement_id)
    if row is None or actor.person_id != person_id or settlements.line(tx, row, person_id) is None:
        raise not_allowed(actor)
    return _begin(tx, actor, row, person_id, question, now)


def begin_by_link(
    tx: Transaction, actor: Actor, code: str, about: int, question: str, now: datetime
) -> Asked:
    """Somebody with the link is about to write what is wrong with a line of it, or with the list (``WHOLE``).

    Raises what ``open_link`` raises, ``button-broken`` (no such line), and what ``begin_own`` raises.
    """
    row = _with_code(tx, actor, code, now)
    if row is None:
        raise UserError("settle-link-unknown")
    accounts.remember(tx, actor.telegram_id, actor.locale, now)
    line = settlements.line(tx, row, about) if about != WHOLE else None
    # The list names nobody who has no stars, and no number that somebody tries out does so either.
    if about != WHOLE and (line is None or not line.stars):
        raise UserError("button-broken")
    return _begin(tx, actor, row, about or None, question, now)


def _begin(
    tx: Transaction, actor: Actor, row: Settlement, about: int | None, question: str, now: datetime
) -> Asked:
    _check_open(tx, actor, row, now)
    data = {"settlement": row.id, "about": about}
    draft = drafts.create(tx, actor.telegram_id, OBJECTING, data, now)
    drafts.ask(tx, actor.telegram_id, question, draft.id, now)
    return Asked(draft.id, row, branches.get(tx, row.branch_id), _name(tx, row, about))


def _check_open(tx: Transaction, actor: Actor, row: Settlement, now: datetime) -> None:
    if not _is_open(row, now):
        raise UserError("settle-objections-over")
    if objections.count_of(tx, row.id, actor.telegram_id) >= MOST_OPEN:
        raise UserError("settle-objections-many", count=MOST_OPEN)


def _name(tx: Transaction, row: Settlement, about: int | None) -> str | None:
    return next((one.name for one in settlements.lines(tx, row) if one.tally.person_id == about), None)


def object_(tx: Transaction, actor: Actor, draft_id: int, text: str, now: datetime) -> Found:
    """Hand an objection in; who settles the branch's year is told.

    Raises ``UserError`` ``settle-draft-over``, ``settle-objections-over``, ``settle-objections-many``,
    ``reason-missing``, ``service-text-too-long``, ``identity-number``.
    """
    data = _draft(tx, actor, draft_id, OBJECTING)
    words = typed_line(text, WORDS_LENGTH, "reason-missing", "service-text-too-long")
    row = settlements.get(tx, data["settlement"])
    _check_open(tx, actor, row, now)
    _close(tx, actor, draft_id, now)
    made = objections.create(tx, row.id, data["about"], actor.person_id, actor.telegram_id, words, now)
    found = _get(tx, made)
    branch = branches.get(tx, row.branch_id)
    tell_objection(tx, row, branch, found, now)
    return Found(found, row, branch, own=True)


# -- answering -----------------------------------------------------------------------------------------


def read(tx: Transaction, actor: Actor, objection_id: int) -> Found:
    """An objection, for who settles the branch's year. Raises ``UserError("not-allowed")``."""
    found = objections.find(tx, objection_id)
    if found is None:
        raise not_allowed(actor)
    row, branch = find_settlement(tx, actor, found.settlement_id)
    mine = actor.person_id is not None and actor.person_id in (found.about_person, found.by_person)
    return Found(found, row, branch, own=mine)


def begin_answer(
    tx: Transaction, actor: Actor, objection_id: int, verdict: ObjectionState, question: str, now: datetime
) -> Asked:
    """Wait for the typed reason of an answer.

    Raises ``UserError`` ``not-allowed``, ``settle-own-objection`` (somebody else must answer), and
    ``settle-answered`` (somebody has).
    """
    found = _answerable(tx, actor, objection_id, verdict)
    data = {"objection": objection_id, "verdict": verdict.value}
    draft = drafts.create(tx, actor.telegram_id, ANSWERING, data, now)
    drafts.ask(tx, actor.telegram_id, question, draft.id, now)
    return Asked(draft.id, found.row, found.branch, found.objection.about_name, found.objection)


def answer(tx: Transaction, actor: Actor, draft_id: int, text: str, now: datetime) -> Found:
    """Uphold or reject an objection with a reason; who objected is told.

    Raises what ``begin_answer`` raises, ``settle-draft-over``, and what ``typed_reason`` raises.
    """
    data = _draft(tx, actor, draft_id, ANSWERING)
    verdict = ObjectionState(data["verdict"])
    found = _answerable(tx, actor, data["objection"], verdict)
    reason = typed_reason(text)
    _close(tx, actor, draft_id, now)
    if not objections.answer(tx, found.objection.id, verdict, reason, actor.person_id, now):
        raise UserError("settle-answered")
    answered = _get(tx, found.objection.id)
    tell_answer(tx, found.row, found.branch, answered, now)
    detail = {"settlement": found.row.id, "objection": answered.id, "verdict": verdict.value}
    audit.note(tx, actor, "objection-answered", answered.about_person, now, detail)
    return Found(answered, found.row, found.branch, own=False)


def _answerable(tx: Transaction, actor: Actor, objection_id: int, verdict: ObjectionState) -> Found:
    found = read(tx, actor, objection_id)
    if verdict is ObjectionState.OPEN:
        raise UserError("button-broken")
    if found.own:
        raise UserError("settle-own-objection")
    if found.objection.state is not ObjectionState.OPEN or found.row.state is not SettlementState.PUBLISHED:
        raise UserError("settle-answered")
    return found


def _get(tx: Transaction, objection_id: int) -> Objection:
    found = objections.find(tx, objection_id)
    if found is None:
        raise LookupError(f"no objection {objection_id}")
    return found


def _draft(tx: Transaction, actor: Actor, draft_id: int, journey: str) -> dict[str, Any]:
    return own_open(tx, actor, draft_id, journey, "settle-draft-over").data


def _close(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    drafts.forget_question(tx, actor.telegram_id)
    drafts.close(tx, draft_id, drafts.DONE, now)
