"""What a person sees of themselves, and the language they are spoken to in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Branch, PartyGroup
from bot.domain.rights import Actor, Right, require
from bot.errors import UserError
from bot.i18n import LOCALES
from bot.usecases.muting import Received, received
from storage import accounts, branches, drafts
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Profile:
    """The actor's place in the party's structure, and what the bot has sent them."""

    branch: Branch
    group: PartyGroup | None
    received: Received


def describe_me(tx: Transaction, actor: Actor, now: datetime) -> Profile:
    """The actor's branch and group. Raises ``UserError("not-a-member")`` for a stranger."""
    if actor.branch_id is None:
        raise UserError("not-on-roster" if actor.holdings else "not-a-member")
    require(actor, Right.READ_OWN, actor.own)
    group = branches.find_group(tx, actor.group_id) if actor.group_id is not None else None
    return Profile(branches.get(tx, actor.branch_id), group, received(tx, actor, now))


def choose_language(tx: Transaction, actor: Actor, locale: str, now: datetime) -> str:
    """Keep the language of the actor's account; returns it. Raises ``UserError("button-broken")``."""
    if locale not in LOCALES:
        raise UserError("button-broken")
    accounts.set_locale(tx, actor.telegram_id, locale, now)
    return locale


def turn_back(tx: Transaction, actor: Actor, field: str, now: datetime) -> None:
    """Let go of the question ``field`` and of the draft it is about: what is typed next answers nothing.

    Another question that has been asked since stays.
    """
    asked = drafts.open_question(tx, actor.telegram_id)
    if asked is None or asked.field != field:
        return
    drafts.forget_question(tx, actor.telegram_id)
    draft = drafts.find(tx, asked.subject_id)
    if draft is not None and draft.telegram_id == actor.telegram_id:
        drafts.close(tx, draft.id, drafts.CANCELLED, now)


def cancel(tx: Transaction, actor: Actor, now: datetime) -> bool:
    """Drop the open question and the newest open draft; False when there was nothing to drop."""
    asked = drafts.forget_question(tx, actor.telegram_id)
    newest = drafts.newest_open(tx, actor.telegram_id)
    closed = newest is not None and drafts.close(tx, newest.id, drafts.CANCELLED, now)
    return asked or closed
