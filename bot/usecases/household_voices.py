"""群众推荐: a resident recommends one member by a link; one voice for each account, changed at will.

What is kept cannot be led back to who said it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Branch, Member
from bot.domain.rights import Actor, not_allowed
from bot.domain.voices import voice_of
from bot.errors import UserError
from bot.usecases.honour_words import EVERYBODY, said
from bot.usecases.households import find_run, is_open
from storage import branches, group_chats, households, people
from storage.database import Transaction
from storage.households import HouseholdRow

LINK = "h"  # how the start of a link begins; the rest is the code of the choice


@dataclass(frozen=True, slots=True)
class Recommending:
    """What a resident sees: the members by name, and whom they recommend now, with their reason."""

    row: HouseholdRow
    branch: Branch
    members: tuple[Member, ...]
    mine: Member | None
    reason: str


def look(tx: Transaction, actor: Actor, code: str, now: datetime) -> Recommending:
    """The choice that a link is about.

    Raises ``UserError`` ``household-link-unknown``, ``household-voices-over``, ``household-own-branch`` for
    the branch's members, who stand and vote instead.
    """
    return _recommending(tx, actor, _open(tx, actor, households.by_code(tx, code), now))


def recommend(tx: Transaction, actor: Actor, code: str, person_id: int, now: datetime) -> Recommending:
    """Recommend a member, in the place of whoever it was before. Raises as ``look``, ``person-gone``."""
    row = _open(tx, actor, households.by_code(tx, code), now)
    member = people.find(tx, person_id)
    if member is None or not member.active or member.branch_id != row.branch_id:
        raise UserError("person-gone")
    voice = voice_of(row.secret, actor.telegram_id)
    before = households.said(tx, row.id, voice)
    reason = before[1] if before is not None and before[0] == person_id else ""
    households.put_voice(tx, row.id, voice, person_id, reason)
    return _recommending(tx, actor, row)


def explain(tx: Transaction, actor: Actor, household_id: int, text: str, now: datetime) -> Recommending:
    """Say why. Raises as ``look`` and ``honour_words.said``, ``button-broken`` when nobody is recommended."""
    row = _open(tx, actor, households.find(tx, household_id), now)
    voice = voice_of(row.secret, actor.telegram_id)
    before = households.said(tx, row.id, voice)
    if before is None:
        raise UserError("button-broken")
    households.put_voice(tx, row.id, voice, before[0], said(text))
    return _recommending(tx, actor, row)


def take_back(tx: Transaction, actor: Actor, code: str, now: datetime) -> Recommending:
    """Recommend nobody any more. Raises as ``look``."""
    row = _open(tx, actor, households.by_code(tx, code), now)
    households.take_voice(tx, row.id, voice_of(row.secret, actor.telegram_id))
    return _recommending(tx, actor, row)


def link_of(tx: Transaction, actor: Actor, household_id: int, now: datetime) -> tuple[HouseholdRow, Branch]:
    """The choice whose link the secretary hands out. As ``households.find``, ``household-voices-over``."""
    row, branch = find_run(tx, actor, household_id)
    if not is_open(row, now):
        raise UserError("household-voices-over")
    return row, branch


def code_in_group(tx: Transaction, actor: Actor, household_id: int, chat_id: int, now: datetime) -> str:
    """The argument of the link that a group chat of the branch opens; anybody in it may.

    Raises ``UserError`` ``not-allowed``, ``household-voices-over``.
    """
    row = households.find(tx, household_id)
    chat = group_chats.find(tx, chat_id)
    if row is None or chat is None or chat.branch_id != row.branch_id:
        raise not_allowed(actor)
    if not is_open(row, now):
        raise UserError("household-voices-over")
    return f"{LINK}_{row.code}"


def _open(tx: Transaction, actor: Actor, row: HouseholdRow | None, now: datetime) -> HouseholdRow:
    if row is None:
        raise UserError("household-link-unknown")
    if actor.person_id is not None and actor.branch_id == row.branch_id:
        raise UserError("household-own-branch")
    if not is_open(row, now):
        raise UserError("household-voices-over")
    return row


def _recommending(tx: Transaction, actor: Actor, row: HouseholdRow) -> Recommending:
    members = people.page(tx, row.branch_id, EVERYBODY, 0)
    before = households.said(tx, row.id, voice_of(row.secret, actor.telegram_id))
    mine = next((one for one in members if before is not None and one.id == before[0]), None)
    by_name = tuple(sorted(members, key=lambda one: (one.name, one.id)))
    reason = before[1] if before is not None and mine is not None else ""
    return Recommending(row, branches.get(tx, row.branch_id), by_name, mine, reason)
