"""每月一星: the secretary proposes one member a month, with a reason; the person decides whether it is shown.

Who did what in a month is listed by name for the secretary only: it is no ranking (减负).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.certificates import CertificateKind
from bot.domain.messages import Button, Lane, Message, Push, Term, Value
from bot.domain.people import Branch, Member
from bot.domain.rights import Actor, Right, not_allowed, require
from bot.errors import UserError
from bot.usecases import certificates, month_prompts
from bot.usecases.honour_words import said, tell_groups
from bot.usecases.own_drafts import own_open
from bot.usecases.powers import find_branch, find_member
from storage import audit, branches, drafts, holdings, month_stars, outbox, people
from storage.database import Transaction
from storage.month_stars import AGREED, ASKED, DECLINED, DROPPED, HIDDEN, Deeds, MonthStar

MONTHS_BACK = 2  # how long a month can still be settled
WHY = "mst.why"  # the question that the reason answers, and the journey of its draft
WORTH_SAYING = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class MonthList:
    """Who did something in a month, for the secretary. ``first`` and ``last``: which months can be settled.

    ``star``: who was asked or has agreed; ``has_phone``: they can be asked by us. ``prompts``: whether the
    secretaries are reminded each month.
    """

    branch: Branch
    month: date
    first: date
    last: date
    deeds: tuple[Deeds, ...]
    star: MonthStar | None
    has_phone: bool
    prompts: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody whom the secretary thinks of; the reason is asked for."""

    branch: Branch
    month: date
    member: Member
    deeds: Deeds | None
    draft_id: int


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def shift(month: date, by: int) -> date:
    """The month so many months later."""
    index = month.year * 12 + month.month - 1 + by
    return date(index // 12, index % 12 + 1, 1)


def listed(tx: Transaction, actor: Actor, branch_id: int, month: date | None, now: datetime) -> MonthList:
    """A month (None: this one) as the secretary sees it; that it was read goes to the audit log.

    Raises ``UserError`` ``not-allowed``, ``month-far``.
    """
    branch = find_branch(tx, actor, Right.SETTLE_YEAR, branch_id)
    month = _checked(branch, month, now)
    last = month_of(branch.today(now))
    star = month_stars.of_month(tx, branch.id, month)
    found = month_stars.deeds(tx, branch.id, month, shift(month, 1) - timedelta(days=1))
    audit.note(tx, actor, "month-deeds-read", None, now, {"branch": branch.id, "month": month.isoformat()})
    member = people.find(tx, star.person_id) if star else None
    has_phone = member is not None and member.telegram_id is not None
    prompts = month_prompts.is_on(tx, branch.id)
    return MonthList(branch, month, shift(last, -MONTHS_BACK), last, tuple(found), star, has_phone, prompts)


def _checked(branch: Branch, month: date | None, now: datetime) -> date:
    last = month_of(branch.today(now))
    month = month or last
    if not shift(last, -MONTHS_BACK) <= month <= last:
        raise UserError("month-far")
    return month


def think_of(tx: Transaction, actor: Actor, person_id: int, month: date, now: datetime) -> Proposal:
    """Ask why it should be this one. Raises as ``listed``, ``person-gone``, ``month-has-star``."""
    member, target = find_member(tx, person_id)
    require(actor, Right.SETTLE_YEAR, target)
    branch = branches.get(tx, member.branch_id)
    _checked(branch, month, now)
    _check_free(tx, branch, month)
    data = {"person": member.id, "month": month.isoformat()}
    draft = drafts.create(tx, actor.telegram_id, WHY, data, now)
    drafts.ask(tx, actor.telegram_id, WHY, draft.id, now)
    return Proposal(branch, month, member, _deeds_of(tx, branch, member, month), draft.id)


def thought(tx: Transaction, actor: Actor, draft_id: int) -> Proposal:
    """Whom the draft is about. Raises ``UserError`` ``button-broken``, ``person-gone``, ``not-allowed``."""
    draft = own_open(tx, actor, draft_id, WHY)
    member, target = find_member(tx, draft.data["person"])
    require(actor, Right.SETTLE_YEAR, target)
    branch = branches.get(tx, member.branch_id)
    month = date.fromisoformat(draft.data["month"])
    return Proposal(branch, month, member, _deeds_of(tx, branch, member, month), draft_id)


def _deeds_of(tx: Transaction, branch: Branch, member: Member, month: date) -> Deeds | None:
    found = month_stars.deeds(tx, branch.id, month, shift(month, 1) - timedelta(days=1))
    return next((one for one in found if one.person_id == member.id), None)


def _check_free(tx: Transaction, branch: Branch, month: date) -> None:
    star = month_stars.of_month(tx, branch.id, month)
    if star is not None:
        raise UserError("month-has-star", name=star.name)


def propose(tx: Transaction, actor: Actor, draft_id: int, text: str, now: datetime) -> MonthList:
    """Ask the person whether it may be shown, with the reason. As ``thought``, ``honour_words.said``."""
    found = thought(tx, actor, draft_id)
    branch, month = found.branch, found.month
    _checked(branch, month, now)
    _check_free(tx, branch, month)
    reason = said(text)
    star_id = month_stars.propose(tx, branch.id, month, found.member.id, reason, actor.person_id, now)
    drafts.close(tx, draft_id, drafts.DONE, now)
    drafts.ask_no_more(tx, actor.telegram_id, WHY)
    values: dict[str, Value] = {
        "branch": branch.name,
        "month": Term(f"month-{month.month}"),
        "reason": reason,
    }
    row = (Button("mstar-button-yes", f"mst.yes:{star_id}"), Button("button-no", f"mst.no:{star_id}"))
    message = Message("mstar-push-ask", values, (row,))
    push = Push("honour-ask", Lane.NOTICE, message, "reason-honour", expires_at=now + WORTH_SAYING)
    outbox.enqueue_for_people(tx, push, [found.member.id], now, actor.person_id)
    audit.note(tx, actor, "month-star-proposed", found.member.id, now, {"month": month.isoformat()})
    return listed(tx, actor, branch.id, month, now)


def forget(tx: Transaction, actor: Actor, star_id: int, now: datetime) -> MonthList:
    """Take back a proposal that is not answered yet. Raises ``not-allowed``, ``month-answered``."""
    star = month_stars.find(tx, star_id)
    if star is None:
        raise not_allowed(actor)
    find_branch(tx, actor, Right.SETTLE_YEAR, star.branch_id)
    if not month_stars.move(tx, star.id, ASKED, DROPPED, now):
        raise UserError("month-answered")
    audit.note(tx, actor, "month-star-dropped", star.person_id, now, {"month": star.month.isoformat()})
    return listed(tx, actor, star.branch_id, star.month, now)


# -- the person's word ---------------------------------------------------------------------------------


def _own(tx: Transaction, actor: Actor, star_id: int) -> tuple[MonthStar, Branch]:
    star = month_stars.find(tx, star_id)
    if star is None or actor.person_id is None or star.person_id != actor.person_id:
        raise not_allowed(actor)
    return star, branches.get(tx, star.branch_id)


def agree(tx: Transaction, actor: Actor, star_id: int, now: datetime) -> MonthStar:
    """愿意: show it to the branch. Raises ``UserError`` ``not-allowed``, ``month-answered``."""
    star, branch = _own(tx, actor, star_id)
    return _show(tx, actor, star, branch, now, None)


def agreed_in_person(tx: Transaction, actor: Actor, star_id: int, now: datetime) -> MonthList:
    """Somebody without a phone has said yes to the secretary, who answers for that.

    Raises ``UserError`` ``not-allowed``, ``month-answered``, ``month-has-phone``.
    """
    star = month_stars.find(tx, star_id)
    if star is None:
        raise not_allowed(actor)
    branch = find_branch(tx, actor, Right.SETTLE_YEAR, star.branch_id)
    member, _ = find_member(tx, star.person_id)
    if member.telegram_id is not None:
        raise UserError("month-has-phone")
    _show(tx, actor, star, branch, now, actor.person_id)
    audit.note(tx, actor, "month-star-agreed", star.person_id, now, {"month": star.month.isoformat()})
    return listed(tx, actor, branch.id, star.month, now)


def _show(
    tx: Transaction, actor: Actor, star: MonthStar, branch: Branch, now: datetime, spoken_by: int | None
) -> MonthStar:
    if not month_stars.move(tx, star.id, ASKED, AGREED, now, spoken_by):
        raise UserError("month-answered")
    year, month = star.month.year, star.month.month
    certificates.issue(
        tx,
        CertificateKind.MONTH,
        branch.id,
        star.person_id,
        year,
        {"month": month, "reason": star.reason},
        now,
        spoken_by,
        str(month),
    )
    values: dict[str, Value] = {
        "branch": branch.name,
        "month": Term(f"month-{month}"),
        "name": star.name,
        "reason": star.reason,
    }
    tell_groups(tx, branch, Message("mstar-group", values), (), actor, now)
    _answer(tx, actor, branch, star, "mstar-push-agreed", now)
    return star


def decline(tx: Transaction, actor: Actor, star_id: int, now: datetime) -> MonthStar:
    """不用了: nothing is shown, and nobody asks why. Raises as ``agree``."""
    star, branch = _own(tx, actor, star_id)
    if not month_stars.move(tx, star.id, ASKED, DECLINED, now):
        raise UserError("month-answered")
    _answer(tx, actor, branch, star, "mstar-push-declined", now)
    return star


def hide(tx: Transaction, actor: Actor, star_id: int, now: datetime) -> MonthStar:
    """Show it no more. The group chats keep what they were told. Raises as ``agree``."""
    star, _ = _own(tx, actor, star_id)
    if not month_stars.move(tx, star.id, AGREED, HIDDEN, now):
        raise UserError("month-answered")
    return star


def _answer(tx: Transaction, actor: Actor, branch: Branch, star: MonthStar, key: str, now: datetime) -> None:
    values: dict[str, Value] = {"name": star.name, "month": Term(f"month-{star.month.month}")}
    see = Button("mstar-button-see", f"mst.list:{branch.id}:{star.month:%Y%m}:0")
    push = Push("honour-answer", Lane.NOTICE, Message(key, values, ((see,),)), "reason-honour-secretary")
    whom = holdings.secretaries(tx, branch.id) - {actor.person_id}
    if whom:
        outbox.enqueue_for_people(tx, push, sorted(one for one in whom if one is not None), now)
