"""表决 and 决定: what a meeting is asked, how the hands are counted, and what it decides without a count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.identity import refuse_identity_number
from bot.domain.meeting_form import units
from bot.domain.meetings import MeetingKind, MeetingState, Vote
from bot.domain.rights import Actor, not_allowed
from bot.errors import UserError
from bot.parsing.votes import read_count
from bot.usecases import meeting_roll
from bot.usecases.meeting_roll import Roll
from storage import audit, minutes
from storage.attendance import Attendee
from storage.database import Transaction
from storage.minutes import Motion

# The meetings that vote by a show of hands; an appraisal has ballots, and the others only listen or learn.
VOTING = frozenset({MeetingKind.ASSEMBLY, MeetingKind.COMMITTEE, MeetingKind.GROUP, MeetingKind.OTHER})
LONGEST_MOTION = 500  # in the units of ``units``
# So that everything that was decided fits into one message.
MOST_MOTIONS = 10
MOST_WORDS = 1_800


@dataclass(frozen=True, slots=True)
class Electorate:
    """How many full members should attend, and how many of them are there: probationary ones do not vote."""

    should: int
    present: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a meeting decides, as whoever runs it sees it."""

    roll: Roll
    motions: tuple[Motion, ...]
    electorate: Electorate

    @property
    def may_vote(self) -> bool:
        """Whether it is a meeting that votes by hand."""
        return self.roll.meeting.kind in VOTING


@dataclass(frozen=True, slots=True)
class Counting:
    """One motion in its meeting."""

    agenda: Agenda
    motion: Motion


def electorate_of(attendees: Sequence[Attendee]) -> Electorate:
    """Who can vote among those who should attend."""
    voting = [one for one in attendees if one.votes]
    return Electorate(len(voting), sum(one.came for one in voting))


def look(tx: Transaction, actor: Actor, meeting_id: int) -> Agenda:
    """Everything the meeting decides. Raises ``UserError("not-allowed")``."""
    return _agenda(tx, meeting_roll.open_roll(tx, actor, meeting_id))


def check_open(tx: Transaction, actor: Actor, meeting_id: int, by_vote: bool, now: datetime) -> Agenda:
    """The same, if a motion or a decision can be added now.

    Raises as ``meeting_roll.check_open``, and ``motion-no-votes-here``, ``motion-too-many-motions``.
    """
    agenda = _agenda(tx, meeting_roll.check_open(tx, actor, meeting_id, now))
    if by_vote and not agenda.may_vote:
        raise UserError("motion-no-votes-here")
    if sum(one.dropped_at is None for one in agenda.motions) >= MOST_MOTIONS:
        raise UserError("motion-too-many-motions", limit=MOST_MOTIONS)
    return agenda


def propose(
    tx: Transaction, actor: Actor, meeting_id: int, by_vote: bool, text: str, now: datetime
) -> Counting:
    """Put a motion in words, or, without ``by_vote``, write down a decision.

    Raises as ``check_open``, and ``motion-empty``, ``motion-too-long``, ``motion-no-room``,
    ``motion-said-before``, ``identity-number``.
    """
    agenda = check_open(tx, actor, meeting_id, by_vote, now)
    words = " ".join(text.split())
    if not words:
        raise UserError("motion-empty")
    if (count := units(words)) > LONGEST_MOTION:
        raise UserError("motion-too-long", limit=LONGEST_MOTION, count=count)
    standing = [one for one in agenda.motions if one.dropped_at is None]
    if any(one.words == words for one in standing):
        raise UserError("motion-said-before")
    if sum(units(one.words) for one in standing) + count > MOST_WORDS:
        raise UserError("motion-no-room", limit=MOST_WORDS)
    refuse_identity_number(words)
    motion_id = minutes.add_motion(tx, meeting_id, by_vote, words, actor.person_id, now)
    what = "motion-put" if by_vote else "decision-noted"
    audit.note(tx, actor, what, None, now, {"meeting": meeting_id, "motion": motion_id})
    return look_at(tx, actor, motion_id)


def look_at(tx: Transaction, actor: Actor, motion_id: int) -> Counting:
    """One motion. Raises ``UserError("not-allowed")``."""
    found = minutes.find_motion(tx, motion_id)
    if found is None:
        raise not_allowed(actor)
    return Counting(look(tx, actor, found.meeting_id), found)


def check_countable(tx: Transaction, actor: Actor, motion_id: int, now: datetime) -> Counting:
    """One motion, if its votes can be counted now.

    Raises ``UserError`` ``not-allowed``, ``meeting-cancelled``, ``meeting-roll-early``, ``motion-dropped``,
    ``button-broken`` for a decision, ``motion-nobody-votes``, ``motion-roll-first``.
    """
    found = minutes.find_motion(tx, motion_id)
    if found is None:
        raise not_allowed(actor)
    agenda = _agenda(tx, meeting_roll.check_open(tx, actor, found.meeting_id, now))
    if not found.by_vote:
        raise UserError("button-broken")
    if found.dropped_at is not None:
        raise UserError("motion-dropped")
    if not agenda.electorate.should:
        raise UserError("motion-nobody-votes")
    if not agenda.electorate.present:
        raise UserError("motion-roll-first")
    return Counting(agenda, found)


def count_in_words(tx: Transaction, actor: Actor, motion_id: int, text: str, now: datetime) -> Counting:
    """赞成12 反对1 弃权0. Raises as ``count``, and ``motion-count-unclear``."""
    found = check_countable(tx, actor, motion_id, now)
    said = read_count(text)
    if said is None:
        raise UserError("motion-count-unclear")
    in_favour = found.agenda.electorate.present if said.everybody else said.in_favour
    return count(tx, actor, motion_id, in_favour, said.against, said.abstained, now)


def count_rest(
    tx: Transaction,
    actor: Actor,
    motion_id: int,
    counts: int,
    present: int,
    against: int,
    abstained: int,
    now: datetime,
) -> Counting:
    """All who are there are in favour but so many: by one tap.

    ``counts`` and ``present`` are what the button was made for. Raises as ``count``, and
    ``motion-card-old`` when the roll or the count has changed since.
    """
    found = check_countable(tx, actor, motion_id, now)
    if (len(found.motion.counts), found.agenda.electorate.present) != (counts, present):
        raise UserError("motion-card-old")
    return count(tx, actor, motion_id, present - against - abstained, against, abstained, now)


def count(
    tx: Transaction,
    actor: Actor,
    motion_id: int,
    in_favour: int,
    against: int,
    abstained: int,
    now: datetime,
) -> Counting:
    """Keep a count; one that stood before stays as a trace, with who corrected it and when.

    Raises as ``check_countable``, and ``motion-too-many-votes`` for more votes than there are full members.
    """
    found = check_countable(tx, actor, motion_id, now)
    there = found.agenda.electorate
    cast = in_favour + against + abstained
    if min(in_favour, against, abstained) < 0 or not cast:
        raise UserError("motion-count-unclear")
    if cast > there.present:
        raise UserError("motion-too-many-votes", cast=cast, present=there.present)
    vote = Vote(there.should, there.present, in_favour, against, abstained)
    before = found.motion.count
    if before is None or before.vote != vote:
        minutes.count_motion(tx, motion_id, vote, actor.person_id, now)
        what = "motion-counted" if before is None else "motion-corrected"
        detail = {"meeting": found.motion.meeting_id, "motion": motion_id, "passed": vote.is_passed}
        audit.note(tx, actor, what, None, now, detail)
    return look_at(tx, actor, motion_id)


def drop(tx: Transaction, actor: Actor, motion_id: int, now: datetime) -> Agenda:
    """Take back a motion or a decision that was entered wrongly; that it was there stays on record.

    Raises ``UserError`` ``not-allowed``, ``meeting-cancelled``.
    """
    found = look_at(tx, actor, motion_id)
    row = found.agenda.roll.meeting
    if row.state is MeetingState.CANCELLED:
        raise UserError("meeting-cancelled")
    if found.motion.dropped_at is None:
        minutes.drop_motion(tx, motion_id, actor.person_id, now)
        audit.note(tx, actor, "motion-dropped", None, now, {"meeting": row.id, "motion": motion_id})
    return look(tx, actor, row.id)


def _agenda(tx: Transaction, roll: Roll) -> Agenda:
    found = tuple(minutes.motions(tx, roll.meeting.id))
    return Agenda(roll, found, electorate_of(roll.attendees))
