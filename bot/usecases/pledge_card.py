"""The card of a pledge that is being made: what is asked next, and what can be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.messages import Value
from bot.domain.people import Branch, Sector
from bot.domain.pledge_form import PledgeForm
from bot.domain.pledge_topics import TOPICS, Topic
from bot.domain.pledges import MOST_ITEMS, PledgeState, last_day, month_end, quarter_end
from bot.domain.rights import Actor, Right, may, may_anywhere
from bot.usecases.pledge_words import reason_value
from bot.usecases.powers import branch_target
from storage import branches, drafts, people, pledges
from storage.database import Transaction
from storage.drafts import Draft

JOURNEY = "pledge"
QUESTION = "pledge-"  # what our questions begin with
MORE = "pledge-more"
MONTH = timedelta(days=30)
SOON = timedelta(days=60)  # so near the end of the year the end of the next one is offered, too


class Ask(StrEnum):
    """What can be asked for."""

    MORE = "more"
    DUE = "due"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked for now; ``place`` is that of the item it is about."""

    what: Ask
    place: int = 0

    @property
    def field(self) -> str:
        """The question that a typed text answers."""
        return MORE if self.what is Ask.MORE else question_field(self.what, self.place)


def question_field(what: Ask, place: int) -> str:
    """The name of a question about one item."""
    return f"{QUESTION}{what}-{place}"


@dataclass(frozen=True, slots=True)
class PledgeCard:
    """A draft as the chat shows it.

    ``name``: of whom it is the pledge; ``enterer``: who makes it, when for somebody else. ``topics``: hints
    for the branch's sector; ``dues``: days that can be chosen, by the key of what each is. ``reason``: why
    the pledge came back.
    """

    draft_id: int
    form: PledgeForm
    asking: Asking | None
    today: date
    name: str
    enterer: str | None
    topics: tuple[Topic, ...]
    dues: tuple[tuple[str, date], ...]
    may_for_others: bool
    may_for_branch: bool
    reason: Value | None


def draw(
    tx: Transaction,
    actor: Actor,
    draft: Draft,
    form: PledgeForm,
    now: datetime,
    asking: Asking | None = None,
) -> PledgeCard:
    """The card, asking for ``asking`` or else for what is missing; typed text then answers that."""
    asking = asking or _missing(form)
    if asking is not None:
        drafts.ask(tx, actor.telegram_id, asking.field, draft.id, now)
    else:
        drafts.ask_no_more(tx, actor.telegram_id, QUESTION)
    branch = branches.get(tx, form.branch_id)
    today = branch.today(now)
    fresh = form.returned is None
    return PledgeCard(
        draft.id,
        form,
        asking,
        today,
        _name(tx, form, branch),
        actor.name if form.person_id != actor.person_id else None,
        TOPICS[Sector(branch.sector)],
        due_choices(today),
        fresh and may_anywhere(actor, Right.LOG_FOR_OTHERS),
        fresh and may(actor, Right.REVIEW_PLEDGES, branch_target(branch)),
        _reason(tx, form),
    )


def _missing(form: PledgeForm) -> Asking | None:
    if not form.items:
        return Asking(Ask.MORE)
    place = form.dateless()
    return None if place is None else Asking(Ask.DUE, place)


def _name(tx: Transaction, form: PledgeForm, branch: Branch) -> str:
    member = people.find(tx, form.person_id) if form.person_id is not None else None
    return branch.name if member is None else member.name


def _reason(tx: Transaction, form: PledgeForm) -> Value | None:
    found = pledges.find(tx, form.returned[0]) if form.returned else None
    if found is None or found.state is not PledgeState.RETURNED or not found.reason:
        return None
    return reason_value(found.reason)


def due_choices(today: date) -> tuple[tuple[str, date], ...]:
    """Days by which something can be promised, in order; each once, under its plainest name."""
    named = [
        ("year", date(today.year, 12, 31)),
        ("quarter", quarter_end(today)),
        ("month", month_end(today)),
        ("next-month", month_end(today, 1)),
        ("next-quarter", quarter_end(today, 1)),
        ("days", today + MONTH),
    ]
    if date(today.year, 12, 31) - today < SOON:
        named.append(("next-year", last_day(today)))
    found: dict[date, str] = {}
    for key, day in named:
        found.setdefault(day, key)
    return tuple((key, day) for day, key in sorted(found.items()))


def has_room(form: PledgeForm) -> bool:
    """Whether one more item can be promised."""
    return len(form.items) < MOST_ITEMS
