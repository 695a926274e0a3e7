"""A branch's vote on its households, as who leads it sees it: opened, counted, and a tie that people decide.

The count is hidden until the box is closed. A tie over the last place is shown, and never broken in silence:
either those who are tied are voted on again, or the secretary decides with a reason that everybody reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ballots import MOVES, HouseholdState, counted, has_quorum, marked, outcome, quorum
from bot.domain.certificates import CertificateKind
from bot.domain.messages import Button, Lane, Listing, Message, Push, Value
from bot.domain.peace import day_began
from bot.domain.people import Branch
from bot.domain.rights import Actor
from bot.domain.service import local_now
from bot.errors import UserError
from bot.usecases import certificates
from bot.usecases.honour_words import said, tell_groups, tell_members
from bot.usecases.household_ballots import subject_of, voting
from bot.usecases.households import find_run, is_open, tie_of
from bot.usecases.own_drafts import own_open
from storage import audit, ballots, drafts, households, outbox, subjects
from storage.ballots import Round
from storage.database import Transaction
from storage.households import HouseholdRow

TIE = "hh.tie"  # the question that the reason for a tie's end answers, and the journey of its draft
WORTH_SAYING = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie that is being decided in the open: who is marked of those between whom ``seats`` are."""

    row: HouseholdRow
    branch: Branch
    people: tuple[tuple[int, str], ...]
    seats: int
    mask: int
    marks: tuple[int, ...]


# -- opening the box -----------------------------------------------------------------------------------


def begin(tx: Transaction, actor: Actor, household_id: int, now: datetime) -> HouseholdRow:
    """Close the list and open the box, and ask the full members to vote.

    Raises ``UserError`` as ``households.find``, ``household-voting``, ``household-still-open`` while
    residents still have time, ``household-nobody-stands``.
    """
    row, branch = find_run(tx, actor, household_id)
    if row.state is not HouseholdState.OPEN:
        raise UserError("household-voting")
    if is_open(row, now):
        last = local_now(row.closes_at - timedelta(minutes=1), branch.timezone).date()
        raise UserError("household-still-open", day=last)
    standing = [one.person_id for one in households.candidates(tx, row.id)]
    if not standing:
        raise UserError("household-nobody-stands")
    # Nobody recommends any more: from now on nobody can find out, either, whose voice is whose.
    households.shuffle_voices(tx, row.id)
    return _open_box(tx, actor, row, branch, standing, row.places, now, secret="")


def again(tx: Transaction, actor: Actor, household_id: int, round_: int, now: datetime) -> HouseholdRow:
    """再投一轮 between those who are tied. Raises as ``households.find``, ``household-not-tied``."""
    row, branch = find_run(tx, actor, household_id)
    last = _tied(tx, row, round_)
    tie = tie_of(last)
    people_ = [one for one in last.people if one in tie.tied]
    return _open_box(tx, actor, row, branch, people_, tie.seats, now)


def _open_box(
    tx: Transaction,
    actor: Actor,
    row: HouseholdRow,
    branch: Branch,
    standing: Sequence[int],
    seats: int,
    now: datetime,
    **more: str,
) -> HouseholdRow:
    number = row.round + 1
    _move(tx, row, HouseholdState.VOTING, round=number, **more)
    ballots.open_round(tx, row.id, number, seats, standing, now)
    _ask(tx, actor, row, branch, number, ballots.electorate(tx, branch.id), now)
    audit.note(tx, actor, "household-vote-opened", None, now, {"household": row.id, "round": number})
    return find_run(tx, actor, row.id)[0]


def _ask(
    tx: Transaction,
    actor: Actor,
    row: HouseholdRow,
    branch: Branch,
    number: int,
    whom: set[int],
    now: datetime,
) -> int:
    values: dict[str, Value] = {"branch": branch.name, "year": str(row.year), "round": number}
    vote = Button("household-button-vote", f"hh.mark:{row.id}:{number}:0:0")
    key = "household-push-vote" if number == 1 else "household-push-vote-again"
    push = Push(
        "honour-ballot",
        Lane.NOTICE,
        Message(key, values, ((vote,),)),
        "reason-honour-ballot",
        expires_at=now + WORTH_SAYING,
        subject=subject_of(row.id, number),
    )
    # Whoever opens the box has the button before them.
    return outbox.enqueue_for_people(tx, push, sorted(whom - {actor.person_id or 0}), now, actor.person_id)


def remind(tx: Transaction, actor: Actor, household_id: int, round_: int, now: datetime) -> int:
    """Ask those who have not voted once more, once a day; how many. Who they are is told to nobody.

    Raises as ``households.find``, ``household-vote-over``, ``household-reminded``.
    """
    row, branch = find_run(tx, actor, household_id)
    voting(tx, row, round_)
    if ballots.was_asked_since(tx, subject_of(row.id, round_), day_began(branch.hours, now)):
        raise UserError("household-reminded")
    missing = ballots.electorate(tx, branch.id) - ballots.voters(tx, row.id, round_)
    return _ask(tx, actor, row, branch, round_, missing, now)


# -- counting ------------------------------------------------------------------------------------------


def close(tx: Transaction, actor: Actor, household_id: int, round_: int, now: datetime) -> HouseholdRow:
    """Close the box and count. Without a tie over the last place the result is told at once.

    Raises ``UserError`` as ``households.find``, ``household-vote-over``, ``household-no-quorum``.
    """
    row, branch = find_run(tx, actor, household_id)
    ballot = voting(tx, row, round_)
    voters = ballots.electorate(tx, branch.id)
    have = ballots.voters(tx, row.id, round_)
    should, voted = len(voters | have), len(have)
    if not has_quorum(should, voted):
        raise UserError("household-no-quorum", voted=voted, should=should, need=quorum(should))
    # Whoever has left the roster meanwhile does not come in.
    standing = {one.person_id for one in households.candidates(tx, row.id)}
    votes = counted(ballots.slips(tx, row.id, round_), ballot.people)
    votes = {one: count if one in standing else 0 for one, count in votes.items()}
    ballots.close_round(tx, row.id, round_, votes, should, voted, now)
    subjects.take_back(tx, subject_of(row.id, round_), now)
    found = outcome(votes, ballot.seats)
    households.choose(tx, row.id, found.won)
    audit.note(tx, actor, "household-counted", None, now, {"household": row.id, "round": round_})
    if found.tied:
        _move(tx, row, HouseholdState.TIED)
    else:
        _finish(tx, actor, row, branch, None, now)
    return find_run(tx, actor, row.id)[0]


def choosing(tx: Transaction, actor: Actor, household_id: int, round_: int, mask: int) -> Tie:
    """A tie that the secretary decides in the open, with these marks.

    Raises ``UserError`` as ``households.find``, ``household-not-tied``, ``household-too-many-marks``,
    ``button-broken``.
    """
    row, branch = find_run(tx, actor, household_id)
    last = _tied(tx, row, round_)
    tie = tie_of(last)
    tied = tuple((one.person_id, one.name) for one in last.candidates if one.person_id in tie.tied)
    try:
        marks = marked(mask, [one for one, _ in tied])
    except ValueError:
        raise UserError("button-broken") from None
    if len(marks) > tie.seats:
        raise UserError("household-too-many-marks", limit=tie.seats)
    return Tie(row, branch, tied, tie.seats, mask, marks)


def ask_reason(
    tx: Transaction, actor: Actor, household_id: int, round_: int, mask: int, now: datetime
) -> Tie:
    """Ask why just these come in. Raises as ``choosing``, ``household-marks-missing``."""
    tie = choosing(tx, actor, household_id, round_, mask)
    if len(tie.marks) != tie.seats:
        raise UserError("household-marks-missing", limit=tie.seats)
    data = {"household": household_id, "round": round_, "mask": mask}
    draft = drafts.create(tx, actor.telegram_id, TIE, data, now)
    drafts.ask(tx, actor.telegram_id, TIE, draft.id, now)
    return tie


def decide(tx: Transaction, actor: Actor, draft_id: int, text: str, now: datetime) -> HouseholdRow:
    """Decide a tie with a reason, which everybody reads. Raises as ``choosing``, ``honour_words.said``."""
    draft = own_open(tx, actor, draft_id, TIE)
    data = draft.data
    tie = choosing(tx, actor, data["household"], data["round"], data["mask"])
    reason = said(text)
    drafts.close(tx, draft.id, drafts.DONE, now)
    drafts.forget_question(tx, actor.telegram_id)
    households.choose(tx, tie.row.id, tie.marks)
    audit.note(tx, actor, "household-tie-decided", None, now, {"household": tie.row.id})
    _finish(tx, actor, tie.row, tie.branch, reason, now)
    return find_run(tx, actor, tie.row.id)[0]


def _finish(
    tx: Transaction, actor: Actor, row: HouseholdRow, branch: Branch, reason: str | None, now: datetime
) -> None:
    """The result stands: certificates for who has come in, and everybody hears of it."""
    _move(tx, row, HouseholdState.FINAL, ended_by=actor.person_id, ended_at=now, reason=reason)
    won = [one for one in households.candidates(tx, row.id) if one.chosen]
    for one in won:
        kind = CertificateKind.HOUSEHOLD
        certificates.issue(tx, kind, branch.id, one.person_id, row.year, {}, now, actor.person_id)
    last = ballots.rounds(tx, row.id)[-1]
    values: dict[str, Value] = {
        "branch": branch.name,
        "year": str(row.year),
        "names": Listing(tuple(one.name for one in won)),
        "voted": last.voted or 0,
        "should": last.should or 0,
    }
    more = (Message("household-line-decided", {"reason": reason}),) if reason else ()
    message = Message("household-result" if won else "household-result-nobody", values, more=more)
    tell_groups(tx, branch, message, (), actor, now)
    see = Button("household-button-see", f"hh.see:{row.id}")
    words = Message(message.key, values, ((see,),), more)
    push = Push("honour-result", Lane.NOTICE, words, "reason-honour", expires_at=now + WORTH_SAYING)
    tell_members(tx, branch, push, actor, now)


def _tied(tx: Transaction, row: HouseholdRow, round_: int) -> Round:
    if row.state is not HouseholdState.TIED or row.round != round_:
        raise UserError("household-not-tied")
    return ballots.rounds(tx, row.id)[-1]


def _move(tx: Transaction, row: HouseholdRow, state: HouseholdState, **values: object) -> None:
    if state not in MOVES[row.state]:
        raise ValueError(f"no way from {row.state} to {state}")
    if not households.change(tx, row, state=state.value, **values):
        raise UserError("household-vote-over")
