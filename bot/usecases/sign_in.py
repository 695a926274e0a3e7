"""签到 on site: whoever runs a meeting opens it, and those who should attend come in by a code.

The code is on a screen in the room and changes every half minute (``bot.domain.sign_in``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.keys import new_secret
from bot.domain.meeting_terms import CLOSES_AFTER, OPENS_BEFORE
from bot.domain.meetings import MeetingState, minutes_after
from bot.domain.people import Branch
from bot.domain.rights import Actor
from bot.domain.sign_in import WRONG_LIMIT, WRONG_WINDOW, Codes, clean_digits, meeting_of
from bot.errors import UserError
from bot.usecases.meeting_rights import find_run
from bot.usecases.meeting_roll import Roll, open_roll
from bot.usecases.meeting_words import when_values
from storage import attendance, audit, branches, invites, meeting_terms, meetings, sign_ins
from storage.attendance import Attendee
from storage.database import Transaction
from storage.meetings import MeetingRow
from storage.sign_ins import SignIn

# No door is open longer than this, seen from the start of the meeting.
_OPENS, _SHUTS = timedelta(minutes=max(OPENS_BEFORE)), timedelta(minutes=max(CLOSES_AFTER))


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody is there: ``me``. ``fresh``: since now; otherwise they were marked before."""

    meeting: MeetingRow
    branch: Branch
    me: Attendee
    fresh: bool


# -- opening and closing -------------------------------------------------------------------------------


def open_sign_in(tx: Transaction, actor: Actor, meeting_id: int, chat_id: int, now: datetime) -> None:
    """Show the code of a meeting in this chat, which is the actor's own; it may be shown elsewhere, too.

    Raises ``UserError`` ``not-allowed``, ``meeting-cancelled``, ``sign-in-early``, ``sign-in-over``.
    """
    row = find_run(tx, actor, meeting_id)
    _check_door(tx, row, now)
    found = sign_ins.find(tx, row.id)
    if found is None or found.closed_at is not None:
        sign_ins.open_with(tx, row.id, new_secret(), now)
        audit.note(tx, actor, "sign-in-opened", None, now, {"meeting": row.id})
    sign_ins.add_screen(tx, row.id, chat_id)


def close_sign_in(tx: Transaction, actor: Actor, meeting_id: int, now: datetime) -> Roll:
    """结束签到; who comes later is put on the list by hand. Closed before, nothing happens.

    Raises ``UserError`` ``not-allowed``.
    """
    row = find_run(tx, actor, meeting_id)
    if sign_ins.close(tx, row.id, now):
        audit.note(tx, actor, "sign-in-closed", None, now, {"meeting": row.id})
    return open_roll(tx, actor, meeting_id)


def _check_door(tx: Transaction, row: MeetingRow, now: datetime) -> None:
    if row.state is MeetingState.CANCELLED:
        raise UserError("meeting-cancelled")
    door = meeting_terms.of_branch(tx, row.branch_id).door
    opens = door.opens(row.starts_at)
    if now < opens:
        raise UserError("sign-in-early", **when_values(opens, branches.get(tx, row.branch_id).timezone))
    if row.state is MeetingState.HELD or now > door.shuts(row.starts_at):
        raise UserError("sign-in-over")


# -- coming in -----------------------------------------------------------------------------------------


def sign_in(tx: Transaction, actor: Actor, argument: str, now: datetime) -> SignedIn:
    """Be there, by the link of a code: its argument. Who is there already stays as they are.

    Raises ``UserError`` ``sign-in-stranger``, ``sign-in-unknown``, ``sign-in-old`` for a code that was shown
    a minute ago, ``sign-in-guest`` for who is not called to the meeting, ``sign-in-early``,
    ``sign-in-over``, ``meeting-cancelled``.
    """
    if actor.person_id is None:
        raise UserError("sign-in-stranger")
    meeting_id = meeting_of(argument)
    row = meetings.find(tx, meeting_id) if meeting_id is not None else None
    found = sign_ins.find(tx, row.id) if row is not None else None
    if row is None or found is None:
        raise UserError("sign-in-unknown")
    return _enter(tx, actor.person_id, row, _codes(found).is_link(argument, now), now)


def expects_digits(tx: Transaction, actor: Actor, now: datetime) -> bool:
    """Whether six digits from the actor can only be meant for signing in now."""
    return bool(_at_the_door(tx, actor, now))


def sign_in_by_digits(tx: Transaction, actor: Actor, text: str, now: datetime) -> SignedIn | None:
    """The same by the digits of a code; None for wrong ones, which are counted.

    Raises as ``sign_in``, and ``UserError("sign-in-too-many")`` after ten wrong ones within an hour.
    """
    if actor.person_id is None:
        raise UserError("sign-in-stranger")
    open_ones = _at_the_door(tx, actor, now)
    is_guessing = invites.wrong_tries(tx, actor.telegram_id, now, WRONG_WINDOW) >= WRONG_LIMIT
    digits = clean_digits(text)
    for row, found in open_ones:
        if not is_guessing and _codes(found).is_digits(digits, now):
            return _enter(tx, actor.person_id, row, True, now)
    known = [(row, attendance.attendee(tx, row.id, actor.person_id)) for row, _ in open_ones]
    theirs = [(row, me) for row, me in known if me is not None]
    if theirs and all(me.came for _, me in theirs):
        row, me = theirs[-1]
        return SignedIn(row, branches.get(tx, row.branch_id), me, fresh=False)
    if is_guessing:
        raise UserError("sign-in-too-many")
    invites.note_wrong(tx, actor.telegram_id, now, WRONG_WINDOW)
    return None


def _at_the_door(tx: Transaction, actor: Actor, now: datetime) -> list[tuple[MeetingRow, SignIn]]:
    """The meetings of the actor's branch that can be signed in to now."""
    if actor.person_id is None or actor.branch_id is None:
        return []
    door = meeting_terms.of_branch(tx, actor.branch_id).door
    found = sign_ins.of_branch(tx, actor.branch_id, now - _SHUTS, now + _OPENS)
    rows = [(meetings.get(tx, one.meeting_id), one) for one in found]
    return [(row, one) for row, one in rows if door.presence(row.starts_at, now) is not None]


def _codes(found: SignIn) -> Codes:
    return Codes(found.meeting_id, found.secret)


def _enter(tx: Transaction, person_id: int, row: MeetingRow, is_good: bool, now: datetime) -> SignedIn:
    me = attendance.attendee(tx, row.id, person_id)
    branch = branches.get(tx, row.branch_id)
    if me is not None and me.came:
        return SignedIn(row, branch, me, fresh=False)
    if not is_good:
        raise UserError("sign-in-old")
    if me is None:
        raise UserError("sign-in-guest", place=branch.name)
    _check_door(tx, row, now)
    found = sign_ins.find(tx, row.id)
    if found is None or found.closed_at is not None:
        raise UserError("sign-in-over")
    presence = meeting_terms.of_branch(tx, row.branch_id).door.presence(row.starts_at, now)
    if presence is None:
        raise UserError("sign-in-over")
    attendance.set_attendee(
        tx,
        row.id,
        [person_id],
        presence=presence.value,
        present_at=now,
        present_minute=minutes_after(row.starts_at, now),
        marked_by=person_id,
    )
    done = attendance.attendee(tx, row.id, person_id)
    return SignedIn(row, branch, done or me, fresh=True)
