"""群众评议: residents say by a link how satisfied they are with what became of a pledge.

Each account has one voice and can change it until the link is closed; then only the totals are left, and
nobody can find out any more who has said what (``storage.pledge_voices``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.keys import new_secret
from bot.domain.messages import Button, Lane, Message, Push
from bot.domain.pledge_keeping import ASK_DAYS, FEWEST_VOICES, Grade, code_of
from bot.domain.pledges import Pledge, PledgeState
from bot.domain.rights import Actor
from bot.domain.voices import voice_of
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import pledge_clock
from bot.usecases.pledge_asking import reviewers
from bot.usecases.pledge_ends import find_judged
from bot.usecases.pledge_showing import Card, card_of
from bot.usecases.pledge_words import brief
from storage import audit, branches, outbox, pledge_progress, pledge_terms, pledge_voices, pledges
from storage.database import Transaction
from storage.pledge_voices import Ask
from storage.rules import RuleRow

TOLD, TOLD_FEW = "pledges-told-residents", "pledges-told-residents-few"


@dataclass(frozen=True, slots=True)
class Poster:
    """A link that is to be shown to residents."""

    pledge: Pledge
    code: str
    closes_at: datetime
    timezone: str


@dataclass(frozen=True, slots=True)
class Booth:
    """What a resident sees: the pledge, how much was written down for it, and what they have said."""

    pledge: Pledge
    branch: str
    steps: int
    said: Grade | None


def open_ask(
    tx: Transaction, actor: Actor, pledge_id: int, now: datetime, working_days: WorkingDays
) -> Poster:
    """Ask residents; asked already, it is the same link.

    Raises as ``find_judged``, and ``pledges-residents-off``, ``pledges-ask-over``.
    """
    pledge = find_judged(tx, actor, pledge_id)
    if pledge_voices.find(tx, pledge.id) is None:
        if not pledge_terms.of_branch(tx, pledge.branch_id).residents:
            raise UserError("pledges-residents-off")
        secret, wait = new_secret(), timedelta(days=ASK_DAYS)
        pledge_voices.open_with(tx, pledge.id, code_of(secret), secret, now, now + wait)
        pledge_clock.plan_once(tx, pledge_clock.KIND_ASK, pledge, wait, now, working_days)
        audit.note(tx, actor, "pledge-residents-asked", pledge.person_id, now, {"pledge": pledge.id})
    return poster(tx, actor, pledge.id, now)


def poster(tx: Transaction, actor: Actor, pledge_id: int, now: datetime) -> Poster:
    """The link once more. Raises as ``open_ask``."""
    pledge = find_judged(tx, actor, pledge_id)
    found = pledge_voices.find(tx, pledge.id)
    if found is None or not found.is_open(now):
        raise UserError("pledges-ask-over")
    timezone = branches.get(tx, pledge.branch_id).timezone
    return Poster(pledge, code_of(found.secret), found.closes_at, timezone)


def shut(tx: Transaction, actor: Actor, pledge_id: int, now: datetime) -> Card:
    """结束评议: nobody says anything any more; shut before, nothing happens. Raises as ``find_judged``."""
    pledge = find_judged(tx, actor, pledge_id)
    found = pledge_voices.find(tx, pledge.id)
    if found is not None and found.totals is None:
        pledge_voices.close(tx, pledge.id, now)
        audit.note(tx, actor, "pledge-residents-shut", pledge.person_id, now, {"pledge": pledge.id})
    return card_of(tx, actor, pledge, now)


def close_due(
    tx: Transaction, rule: RuleRow, due_at: datetime, now: datetime, working_days: WorkingDays
) -> str | None:
    """The link's time is over: add up, and tell whoever decides."""
    pledge = pledges.find(tx, rule.subject_id or 0)
    found = pledge_voices.find(tx, rule.subject_id or 0)
    if pledge is None or found is None or found.totals is not None:
        return "done-before"
    told = totals_line(pledge_voices.close(tx, pledge.id, now), TOLD, TOLD_FEW)
    message = Message(
        told.key,
        {**brief(pledge), **told.values},
        ((Button("pledges-button-appraise", f"kp.judge:{pledge.id}"),),),
    )
    subject = pledge_clock.subject_of(pledge.id)
    push = Push("pledge-reported", Lane.NOTICE, message, "reason-pledge-appraise", subject=subject)
    outbox.enqueue_for_people(tx, push, [one.person_id for one in reviewers(tx, pledge)], now)
    return None


def totals_line(totals: Mapping[Grade, int], key: str, few: str) -> Message:
    """How many said something, and how often each grade was given unless that would tell who said what."""
    voices = sum(totals.values())
    if voices < FEWEST_VOICES:
        return Message(few, {"voices": voices})
    return Message(key, {**{grade.value: count for grade, count in totals.items()}, "voices": voices})


# -- who has the link ------------------------------------------------------------------------------------


def look(tx: Transaction, actor: Actor, code: str, now: datetime) -> Booth:
    """What somebody sees who has opened a link.

    Raises ``UserError`` ``pledges-link-unknown``, ``pledges-link-over``, ``pledges-link-own`` for whoever has
    given the word.
    """
    pledge, ask = _find(tx, actor, code, now)
    said = pledge_voices.said(tx, pledge.id, voice_of(ask.secret, actor.telegram_id))
    branch = branches.get(tx, pledge.branch_id).name
    return Booth(pledge, branch, len(pledge_progress.of_pledge(tx, pledge.id)), said)


def say(tx: Transaction, actor: Actor, code: str, grade: str, now: datetime) -> Booth:
    """One voice, in the place of what it said before. Raises as ``look``, and ``button-broken``."""
    pledge, ask = _find(tx, actor, code, now)
    try:
        chosen = Grade(grade)
    except ValueError:
        raise UserError("button-broken") from None
    pledge_voices.say(tx, pledge.id, voice_of(ask.secret, actor.telegram_id), chosen)
    return look(tx, actor, code, now)


def _find(tx: Transaction, actor: Actor, code: str, now: datetime) -> tuple[Pledge, Ask]:
    ask = pledge_voices.by_code(tx, code)
    if ask is None:
        raise UserError("pledges-link-unknown")
    pledge = pledges.get(tx, ask.pledge_id)
    if not ask.is_open(now) or pledge.state is not PledgeState.PUBLISHED:
        raise UserError("pledges-link-over")
    if pledge.is_own(actor.person_id):
        raise UserError("pledges-link-own")
    return pledge, ask
