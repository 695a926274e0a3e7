"""One pledge as somebody sees it: what was promised, what was done, how it ended, and what they can do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.cards import Colour
from bot.domain.messages import Moment
from bot.domain.people import Branch
from bot.domain.pledge_keeping import ANSWER_DAYS, KeepingTerms
from bot.domain.pledges import ENDED, Pledge, PledgeChange, PledgeState
from bot.domain.rights import Actor, Right, may, not_allowed
from bot.domain.service import local_now
from bot.usecases.pledge_asking import may_review
from bot.usecases.pledge_book import next_due
from bot.usecases.pledge_papers import code_of
from bot.usecases.pledge_rights import find_seen, may_appraise, may_work_on
from storage import (
    branch_looks,
    branches,
    drafts,
    group_chats,
    people,
    pledge_followers,
    pledge_pages,
    pledge_progress,
    pledge_terms,
    pledge_verdicts,
    pledge_voices,
    pledges,
)
from storage.database import Transaction
from storage.pledge_progress import Progress
from storage.pledge_verdicts import Verdict
from storage.pledge_voices import Ask

QUESTIONS = "kp."  # how the fields of all questions about a pledge that was made begin


class Act(StrEnum):
    """Something that the actor can do about a pledge."""

    UPDATE = "update"
    REPORT = "report"
    APPRAISE = "appraise"
    ANSWER = "answer"  # to an end that is not "kept", before it is made public
    PUBLISH = "publish"  # that end
    ASK = "ask"  # residents
    POSTER = "poster"
    SHUT = "shut"
    AGAIN = "again"  # change what was returned
    REVIEW = "review"  # what was submitted
    SHOW = "show"  # to the branch's group chats
    PICTURE = "picture"
    FOLLOW = "follow"
    LEAVE = "leave"  # follow it no more


@dataclass(frozen=True, slots=True)
class Card:
    """Everything a card shows. ``voices``: how many residents have said something by now.

    ``is_told``: the bot can tell the person whose word it is.
    """

    pledge: Pledge
    branch: Branch
    today: date
    steps: tuple[Progress, ...]
    photos: int
    verdict: Verdict | None
    ask: Ask | None
    voices: int
    reported: bool
    is_own: bool
    is_told: bool
    acts: frozenset[Act]

    @property
    def next_due(self) -> date | None:
        """As of a ``Line``."""
        return next_due(self.pledge)


@dataclass(frozen=True, slots=True)
class Framed:
    """A card that is to be drawn, the colour of its branch, and the code by which anybody can verify it."""

    card: Card
    colour: Colour
    code: str | None


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of the history, in the branch's time; ``by`` None is the operator."""

    moment: Moment
    by: str | None
    change: PledgeChange
    reason: str | None


def show_again(tx: Transaction, actor: Actor, pledge_id: int, now: datetime) -> Card:
    """``show`` on the way back from a question about a pledge, which is asked no more."""
    drafts.ask_no_more(tx, actor.telegram_id, QUESTIONS)
    return show(tx, actor, pledge_id, now)


def framed(tx: Transaction, actor: Actor, pledge_id: int, now: datetime) -> Framed:
    """A pledge that everybody may read, as a picture. Raises ``UserError("not-allowed")``."""
    card = show(tx, actor, pledge_id, now)
    if not card.pledge.is_public:
        raise not_allowed(actor)
    return Framed(card, branch_looks.colour_of(tx, card.branch.id), code_of(tx, card.pledge))


def show(tx: Transaction, actor: Actor, pledge_id: int, now: datetime) -> Card:
    """The card of a pledge. Raises ``UserError("not-allowed")``."""
    return card_of(tx, actor, find_seen(tx, actor, pledge_id), now)


def card_of(tx: Transaction, actor: Actor, pledge: Pledge, now: datetime) -> Card:
    """The same of one that the actor is known to be allowed to read."""
    branch = branches.get(tx, pledge.branch_id)
    steps = tuple(pledge_progress.of_pledge(tx, pledge.id))
    verdict = pledge_verdicts.find(tx, pledge.id)
    ask = pledge_voices.find(tx, pledge.id)
    reported = pledge_pages.is_reported(tx, pledge.id)
    appraises = may_appraise(tx, actor, pledge)
    concerned = appraises or pledge.is_own(actor.person_id) or pledge.state in ENDED
    acts = _acts_of_keeper(tx, actor, pledge, verdict)
    acts |= _acts_of_appraiser(tx, pledge, verdict, ask, now) if appraises else set()
    acts |= _acts_of_colleague(tx, actor, pledge) | _acts_around(tx, actor, pledge)
    return Card(
        pledge,
        branch,
        branch.today(now),
        steps,
        sum(one.photos for one in steps),
        verdict if concerned else None,  # before it is public it is nobody else's business
        ask,
        pledge_voices.count(tx, pledge.id) if ask is not None and ask.is_open(now) else 0,
        reported,
        pledge.is_own(actor.person_id) and not pledge.is_of_branch,
        is_reachable(tx, pledge),
        frozenset(acts),
    )


def _acts_of_keeper(tx: Transaction, actor: Actor, pledge: Pledge, verdict: Verdict | None) -> set[Act]:
    if not may_work_on(tx, actor, pledge):
        return set()
    acts = {Act.UPDATE}
    if not pledge_pages.is_reported(tx, pledge.id):
        acts.add(Act.REPORT)
    if verdict is not None and verdict.explanation is None:
        acts.add(Act.ANSWER)
    return acts


def _acts_of_appraiser(
    tx: Transaction, pledge: Pledge, verdict: Verdict | None, ask: Ask | None, now: datetime
) -> set[Act]:
    acts = {Act.APPRAISE}
    if verdict is not None and can_be_published(tx, pledge, verdict, now):
        acts.add(Act.PUBLISH)
    if ask is not None and ask.is_open(now):
        acts |= {Act.POSTER, Act.SHUT}
    elif ask is None and _terms(tx, pledge).residents:
        acts.add(Act.ASK)
    return acts


def _terms(tx: Transaction, pledge: Pledge) -> KeepingTerms:
    return pledge_terms.of_branch(tx, pledge.branch_id)


def _acts_of_colleague(tx: Transaction, actor: Actor, pledge: Pledge) -> set[Act]:
    is_colleague = actor.person_id is not None and actor.branch_id == pledge.branch_id
    if not is_colleague or pledge.person_id == actor.person_id or pledge.state is not PledgeState.PUBLISHED:
        return set()
    return {Act.LEAVE if pledge_followers.follows(tx, pledge.id, actor.person_id or 0) else Act.FOLLOW}


def _acts_around(tx: Transaction, actor: Actor, pledge: Pledge) -> set[Act]:
    acts = {Act.PICTURE} if pledge.is_public else set()
    made = actor.person_id is not None and actor.person_id in {pledge.person_id, pledge.made_by}
    if pledge.state is PledgeState.RETURNED and made:
        acts.add(Act.AGAIN)
    if pledge.state is PledgeState.SUBMITTED and may_review(tx, actor, pledge):
        acts.add(Act.REVIEW)
    if pledge.is_public and may(actor, Right.REVIEW_PLEDGES, pledge.target):
        shown = any(one.change is PledgeChange.SHOWN for one in pledges.history(tx, pledge.id))
        if not shown and group_chats.reachable(tx, pledge.branch_id):
            acts.add(Act.SHOW)
    return acts


def can_be_published(tx: Transaction, pledge: Pledge, verdict: Verdict, now: datetime) -> bool:
    """Whether its person has been heard, had the time to say something, or cannot be told by the bot."""
    if verdict.explanation is not None or (now - verdict.at).days >= ANSWER_DAYS:
        return True
    return not is_reachable(tx, pledge)


def is_reachable(tx: Transaction, pledge: Pledge) -> bool:
    """Whether the person whose word it is has an account."""
    whose = pledge.made_by if pledge.person_id is None else pledge.person_id
    member = people.find(tx, whose) if whose is not None else None
    return member is not None and member.active and member.telegram_id is not None


def history(tx: Transaction, actor: Actor, pledge_id: int) -> tuple[Pledge, list[Happened]]:
    """What happened to a pledge, oldest first. Raises ``UserError("not-allowed")``."""
    pledge = find_seen(tx, actor, pledge_id)
    timezone = branches.get(tx, pledge.branch_id).timezone
    hidden = set() if pledge.is_own(actor.person_id) or pledge.state in ENDED else _NOT_YET
    if may(actor, Right.REVIEW_PLEDGES, pledge.target):
        hidden = set()
    return pledge, [
        Happened(Moment.of(local_now(one.at, timezone)), one.by_name, one.change, one.reason)
        for one in pledges.history(tx, pledge_id)
        if one.change not in hidden
    ]


# Between the person and whoever decides, until the end is public.
_NOT_YET = {PledgeChange.PROPOSED, PledgeChange.EXPLAINED}


def photos(tx: Transaction, actor: Actor, pledge_id: int) -> list[str]:
    """Telegram file ids of the pictures of a pledge. Raises ``UserError("not-allowed")``."""
    return pledge_progress.photos(tx, find_seen(tx, actor, pledge_id).id)
