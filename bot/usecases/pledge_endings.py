"""The end of a pledge made public: the clock rests, residents are counted, and who is concerned is told."""

from __future__ import annotations

from datetime import datetime

from bot.domain.messages import Button, Lane, Message, Push, Term, Value
from bot.domain.pledge_keeping import ANSWER_DAYS
from bot.domain.pledges import Pledge, PledgeChange, PledgeState
from bot.domain.record_words import who
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import pledge_clock, pledge_papers
from bot.usecases.pledge_phrases import end_reason
from bot.usecases.pledge_words import brief
from storage import outbox, pledge_followers, pledge_voices, pledges
from storage.database import Transaction

_CHANGES = {
    PledgeState.KEPT: PledgeChange.KEPT,
    PledgeState.PARTLY: PledgeChange.PARTLY,
    PledgeState.NOT_KEPT: PledgeChange.NOT_KEPT,
}


def end(
    tx: Transaction,
    pledge: Pledge,
    state: PledgeState,
    by: int | None,
    reason: str | None,
    explanation: str | None,
    now: datetime,
    working_days: WorkingDays,
) -> Pledge:
    """End a pledge; that the end is decided and may be public must be known by the caller.

    Raises ``UserError("pledge-moved-on")`` when it has ended meanwhile.
    """
    ended = pledges.move(tx, pledge, _CHANGES[state], by, reason, now)
    if ended is None:
        raise UserError("pledge-moved-on")
    pledge_clock.rest(tx, pledge.id, now, working_days)
    pledge_papers.certify(tx, ended, now)
    ask = pledge_voices.find(tx, pledge.id)
    if ask is not None and ask.totals is None:
        pledge_voices.close(tx, pledge.id, now)
    _tell_person(tx, ended, explanation, now)
    if state is PledgeState.KEPT:
        _tell_followers(tx, ended, now)
    return ended


def _tell_person(tx: Transaction, pledge: Pledge, explanation: str | None, now: datetime) -> None:
    values: dict[str, Value] = {**brief(pledge), "state": Term(f"pledges-state-{pledge.state}")}
    lines = []
    if pledge.reason is not None:
        lines.append(Message("pledges-line-reason", {"reason": end_reason(pledge.reason)}))
    if explanation:
        lines.append(Message("pledges-line-explanation", {"explanation": explanation}))
    key = "pledges-told-kept" if pledge.state is PledgeState.KEPT else "pledges-told-end"
    button = Button("pledges-button-open", f"kp.see:{pledge.id}")
    push = Push(
        "pledge-ended", Lane.NOTICE, Message(key, values, ((button,),), tuple(lines)), "reason-your-pledge"
    )
    whose = pledge.made_by if pledge.person_id is None else pledge.person_id
    # Who has decided it knows.
    told = [] if whose is None or whose == pledge.ended_by else [whose]
    outbox.enqueue_for_people(tx, push, told, now)


def _tell_followers(tx: Transaction, pledge: Pledge, now: datetime) -> None:
    found = [
        one for one in pledge_followers.of_pledge(tx, pledge.id, pledge.branch_id) if one != pledge.person_id
    ]
    message = Message(
        "pledges-told-follower", brief(pledge), ((Button("pledges-button-open", f"kp.see:{pledge.id}"),),)
    )
    outbox.enqueue_for_people(
        tx, Push("pledge-followed", Lane.NOTICE, message, "reason-pledge-followed"), found, now
    )


def tell_first(
    tx: Transaction, actor: Actor, pledge: Pledge, state: PledgeState, reason: str, now: datetime
) -> None:
    """Tell the person what is to be made public, and ask for a word about it."""
    values: dict[str, Value] = {
        **brief(pledge),
        "by": who(actor.name),
        "state": Term(f"pledges-state-{state}"),
        "reason": end_reason(reason),
        "days": ANSWER_DAYS,
    }
    buttons = (
        (Button("pledges-button-explain", f"kp.word:{pledge.id}"),),
        (Button("pledges-button-fine", f"kp.fine:{pledge.id}"),),
    )
    subject = pledge_clock.subject_of(pledge.id)
    push = Push(
        "pledge-verdict",
        Lane.NOTICE,
        Message("pledges-told-first", values, buttons),
        "reason-your-pledge",
        subject=subject,
    )
    whose = pledge.made_by if pledge.person_id is None else pledge.person_id
    outbox.enqueue_for_people(tx, push, [whose] if whose is not None else [], now)
