"""评诺: a pledge was kept, partly kept or not kept.

What is not "kept" needs an objective reason, which everybody can read; the person hears of it first, and can
add a word that stands beside it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.decisions import typed_reason
from bot.domain.messages import Button, Lane, Message, Push, Term, Value
from bot.domain.pledge_keeping import ANSWER_DAYS
from bot.domain.pledges import Pledge, PledgeChange, PledgeState
from bot.domain.rights import Actor, Right, not_allowed, require
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import pledge_clock
from bot.usecases.own_drafts import take_reason
from bot.usecases.pledge_asking import reviewers
from bot.usecases.pledge_doing import find_worked, finish_items
from bot.usecases.pledge_endings import end, tell_first
from bot.usecases.pledge_phrases import stored_reason
from bot.usecases.pledge_rights import find_seen, may_appraise
from bot.usecases.pledge_showing import QUESTIONS, Act, Card, can_be_published, card_of, is_reachable
from bot.usecases.pledge_words import brief
from storage import (
    audit,
    drafts,
    outbox,
    pledge_pages,
    pledge_verdicts,
    pledges,
)
from storage.database import Transaction
from storage.pledge_verdicts import Verdict
from storage.rules import RuleRow

JOURNEY = "pledge-end"  # of the drafts that wait for a typed reason


# -- its person says that it is done ---------------------------------------------------------------------


def report(tx: Transaction, actor: Actor, pledge_id: int, now: datetime) -> Card:
    """完成: everything that was pledged is done; said before, nothing happens.

    Raises ``UserError`` ``not-allowed``, ``pledges-over``.
    """
    pledge = find_worked(tx, actor, pledge_id)
    if not pledge_pages.is_reported(tx, pledge.id):
        finish_items(tx, actor, pledge, now)
        pledges.note(tx, pledge.id, PledgeChange.REPORTED, actor.person_id, None, now)
        message = Message(
            "pledges-told-reported",
            brief(pledge),
            ((Button("pledges-button-appraise", f"kp.judge:{pledge.id}"),),),
        )
        push = Push(
            "pledge-reported",
            Lane.NOTICE,
            message,
            "reason-pledge-appraise",
            subject=pledge_clock.subject_of(pledge.id),
        )
        outbox.enqueue_for_people(tx, push, [one.person_id for one in reviewers(tx, pledge)], now)
    return card_of(tx, actor, find_seen(tx, actor, pledge.id), now)


# -- deciding ----------------------------------------------------------------------------------------------


def find_judged(tx: Transaction, actor: Actor, pledge_id: int) -> Pledge:
    """A pledge whose end the actor can decide.

    Raises ``UserError`` ``not-allowed``, ``pledges-own-word``, ``pledge-moved-on`` when it has been decided.
    """
    pledge = find_seen(tx, actor, pledge_id)
    require(actor, Right.REVIEW_PLEDGES, pledge.target)
    if pledge.state is not PledgeState.PUBLISHED:
        raise UserError("pledge-moved-on")
    if not may_appraise(tx, actor, pledge):
        raise UserError("pledges-own-word")
    return pledge


def judge(tx: Transaction, actor: Actor, pledge_id: int, now: datetime) -> Card:
    """What is known of a pledge whose end is to be decided; a reason is asked for no more.

    Raises as ``find_judged``.
    """
    drafts.ask_no_more(tx, actor.telegram_id, QUESTIONS)
    return card_of(tx, actor, find_judged(tx, actor, pledge_id), now)


def keep(tx: Transaction, actor: Actor, pledge_id: int, now: datetime, working_days: WorkingDays) -> Card:
    """兑现; kept before, it stays so. Raises as ``find_judged``."""
    pledge = find_seen(tx, actor, pledge_id)
    if pledge.state is not PledgeState.KEPT:
        pledge = find_judged(tx, actor, pledge_id)
        pledge_verdicts.drop(tx, pledge.id)
        pledge = end(tx, pledge, PledgeState.KEPT, actor.person_id, None, None, now, working_days)
        _note_operator(tx, actor, pledge, now)
    return card_of(tx, actor, pledge, now)


def propose(
    tx: Transaction,
    actor: Actor,
    pledge_id: int,
    state: PledgeState,
    reason: str,
    now: datetime,
    working_days: WorkingDays,
) -> Card:
    """部分兑现 or 没有兑现, for a stored reason: the person hears of it, and everybody some days later.

    Who decides about their own word, because nobody else can, knows it already. Raises as ``find_judged``.
    """
    if state not in {PledgeState.PARTLY, PledgeState.NOT_KEPT}:
        raise UserError("button-broken")
    pledge = find_judged(tx, actor, pledge_id)
    before = pledge_verdicts.find(tx, pledge.id)
    if before is not None and (before.state, before.reason) == (state, reason):
        return card_of(tx, actor, pledge, now)  # pressed twice: the person has been told, and has their time
    pledge_verdicts.put(tx, pledge.id, state, reason, actor.person_id, now)
    if pledge.is_own(actor.person_id):
        pledge = end(tx, pledge, state, actor.person_id, reason, None, now, working_days)
        return card_of(tx, actor, pledge, now)
    pledges.note(tx, pledge.id, PledgeChange.PROPOSED, actor.person_id, reason, now)
    verdict = pledge_verdicts.find(tx, pledge.id)
    if is_reachable(tx, pledge):
        if verdict is not None and verdict.explanation is None:
            tell_first(tx, actor, pledge, state, reason, now)
        wait = timedelta(days=ANSWER_DAYS)
        pledge_clock.plan_once(tx, pledge_clock.KIND_VERDICT, pledge, wait, now, working_days)
    _note_operator(tx, actor, pledge, now)
    return card_of(tx, actor, pledge, now)


def propose_chosen(
    tx: Transaction,
    actor: Actor,
    pledge_id: int,
    state: str,
    reason: str,
    now: datetime,
    working_days: WorkingDays,
) -> Card:
    """``propose`` for a reason of the list. Raises as that, and ``button-broken``."""
    try:
        return propose(tx, actor, pledge_id, PledgeState(state), stored_reason(reason), now, working_days)
    except (KeyError, ValueError):
        raise UserError("button-broken") from None


def ask_reason(
    tx: Transaction, actor: Actor, pledge_id: int, state: str, field: str, now: datetime
) -> Pledge:
    """Wait for a typed reason. Raises as ``propose_chosen``."""
    pledge = find_judged(tx, actor, pledge_id)
    if state not in {PledgeState.PARTLY, PledgeState.NOT_KEPT}:
        raise UserError("button-broken")
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, {"pledge": pledge.id, "state": state}, now)
    drafts.ask(tx, actor.telegram_id, field, draft.id, now)
    return pledge


def propose_typed(
    tx: Transaction, actor: Actor, draft_id: int, text: str, now: datetime, working_days: WorkingDays
) -> Card:
    """``propose`` for the reason that was typed in answer to ``ask_reason``."""
    about, reason = take_reason(tx, actor, draft_id, JOURNEY, text, "pledge-moved-on", now)
    state = PledgeState(about["state"])
    return propose(tx, actor, about["pledge"], state, reason, now, working_days)


# -- the person's word -----------------------------------------------------------------------------------


def find_answered(tx: Transaction, actor: Actor, pledge_id: int, now: datetime) -> tuple[Pledge, Verdict]:
    """A pledge of the actor's own whose end they have been told, and the verdict.

    Raises ``UserError`` ``not-allowed``, ``pledge-moved-on`` when they have answered or it is public.
    """
    pledge = find_seen(tx, actor, pledge_id)
    verdict = pledge_verdicts.find(tx, pledge.id)
    if not pledge.is_own(actor.person_id):
        raise not_allowed(actor)
    if Act.ANSWER not in card_of(tx, actor, pledge, now).acts or verdict is None:
        raise UserError("pledge-moved-on")
    return pledge, verdict


def ask_word(tx: Transaction, actor: Actor, pledge_id: int, field: str, now: datetime) -> Card:
    """Wait for what the person wants to add. Raises as ``find_answered``."""
    pledge, _ = find_answered(tx, actor, pledge_id, now)
    drafts.ask(tx, actor.telegram_id, field, pledge.id, now)
    return card_of(tx, actor, pledge, now)


def answer(
    tx: Transaction, actor: Actor, pledge_id: int, text: str | None, now: datetime, working_days: WorkingDays
) -> Card:
    """What the person adds, which whoever decides is told; with None, nothing: it is made public at once.

    Raises as ``find_answered``, and what ``typed_reason`` raises.
    """
    pledge, verdict = find_answered(tx, actor, pledge_id, now)
    words = "" if text is None else typed_reason(text)
    drafts.ask_no_more(tx, actor.telegram_id, QUESTIONS)
    pledge_verdicts.explain(tx, pledge.id, words)
    if not words:
        ended = end(tx, pledge, verdict.state, verdict.by, verdict.reason, None, now, working_days)
        return card_of(tx, actor, ended, now)
    pledges.note(tx, pledge.id, PledgeChange.EXPLAINED, actor.person_id, words, now)
    buttons = (
        (
            Button("pledges-button-publish", f"kp.pub:{pledge.id}"),
            Button("pledges-button-again", f"kp.judge:{pledge.id}"),
        ),
    )
    values: dict[str, Value] = {
        **brief(pledge),
        "explanation": words,
        "state": Term(f"pledges-state-{verdict.state}"),
    }
    push = Push(
        "pledge-reported",
        Lane.NOTICE,
        Message("pledges-told-explained", values, buttons),
        "reason-pledge-appraise",
        subject=pledge_clock.subject_of(pledge.id),
    )
    outbox.enqueue_for_people(tx, push, [one.person_id for one in reviewers(tx, pledge)], now)
    return card_of(tx, actor, pledge, now)


# -- making it public ------------------------------------------------------------------------------------


def publish(tx: Transaction, actor: Actor, pledge_id: int, now: datetime, working_days: WorkingDays) -> Card:
    """公布 what was decided, once the person was heard or had the time to say something.

    Raises as ``find_judged``, and ``pledges-not-heard``.
    """
    pledge = find_judged(tx, actor, pledge_id)
    verdict = pledge_verdicts.find(tx, pledge.id)
    if verdict is None:
        raise UserError("pledge-moved-on")
    if not can_be_published(tx, pledge, verdict, now):
        raise UserError("pledges-not-heard", days=ANSWER_DAYS)
    words = verdict.explanation
    ended = end(tx, pledge, verdict.state, actor.person_id, verdict.reason, words, now, working_days)
    return card_of(tx, actor, ended, now)


def publish_due(
    tx: Transaction, rule: RuleRow, due_at: datetime, now: datetime, working_days: WorkingDays
) -> str | None:
    """The same by the clock, as the person was told: they have had their time."""
    pledge = pledges.find(tx, rule.subject_id or 0)
    verdict = pledge_verdicts.find(tx, rule.subject_id or 0)
    if pledge is None or verdict is None or pledge.state is not PledgeState.PUBLISHED:
        return "done-before"
    words = verdict.explanation
    end(tx, pledge, verdict.state, verdict.by, verdict.reason, words, now, working_days)
    return None


def _note_operator(tx: Transaction, actor: Actor, pledge: Pledge, now: datetime) -> None:
    # The history names everybody else; of the operator it would know nothing.
    if actor.person_id is None:
        audit.note(tx, actor, "pledge-judged", pledge.person_id, now, {"pledge": pledge.id})
