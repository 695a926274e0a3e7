"""Quorum, majority and attendance against counting heads one by one."""

from __future__ import annotations

import random
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meetings import Attendance, Presence, Reply, Vote
from bot.usecases.motions import electorate_of
from storage import attendance
from storage.attendance import Attendee, Tally
from storage.database import Database, Transaction
from tests.usecases.meeting_village import announced
from tests.usecases.village import Village


@dataclass(frozen=True)
class Head:
    """Somebody who should attend: a full member or a probationary one, and what they did."""

    is_full: bool
    presence: Presence | None
    hand: str
    reply: Reply | None


heads = st.lists(
    st.builds(
        Head,
        st.booleans(),
        st.sampled_from([None, *Presence]),
        st.sampled_from(["for", "against", "abstained", "none"]),
        st.sampled_from([None, *Reply]),
    ),
    max_size=40,
)
CAME = {Presence.ON_TIME, Presence.LATE, Presence.LEFT_EARLY}


def as_attendee(number: int, head: Head) -> Attendee:
    return Attendee(
        person_id=number,
        name=str(number),
        group="",
        reachable=True,
        reply=head.reply,
        reason="",
        presence=head.presence,
        minute=None,
        votes=head.is_full,
    )


@given(heads)
def test_a_vote_is_what_counting_hands_gives(people: list[Head]) -> None:
    there = electorate_of([as_attendee(number, head) for number, head in enumerate(people)])
    # The oracle: everybody is looked at in turn, and nobody is divided by two.
    full = [head for head in people if head.is_full]
    voters = [head for head in full if head.presence in CAME]
    missing = [head for head in full if head.presence not in CAME]
    hands = {side: sum(head.hand == side for head in voters) for side in ("for", "against", "abstained")}
    others = len(full) - hands["for"]
    vote = Vote(there.should, there.present, hands["for"], hands["against"], hands["abstained"])
    assert (there.should, there.present) == (len(full), len(voters))
    assert vote.has_quorum == (bool(full) and len(voters) >= len(missing))
    assert vote.is_passed == (bool(full) and hands["for"] > others)


async def test_attendance_is_what_counting_heads_gives(database: Database) -> None:
    village = await Village.settled(database)
    meeting_id = (await announced(village)).meeting.id
    chance = random.Random(5)
    people = [one.person_id for one in await database.read(attendance.attendees, meeting_id)]
    for _ in range(25):
        answers = {one: chance.choice([None, *Reply]) for one in people}
        presences = {one: chance.choice([None, *Presence]) for one in people}

        def set_all(
            tx: Transaction,
            answers: dict[int, Reply | None] = answers,
            presences: dict[int, Presence | None] = presences,
        ) -> Tally:
            for one in people:
                attendance.set_attendee(tx, meeting_id, [one], reply=answers[one], presence=presences[one])
            return attendance.tallies(tx, [meeting_id])[meeting_id]

        found = (await database.run(set_all)).attendance
        here = {one for one in people if presences[one] in CAME}
        on_leave = {one for one in people if answers[one] is Reply.LEAVE_GRANTED} - here
        counted = Attendance(len(people), len(here), len(on_leave))
        assert found == counted
        assert found.absent == len(set(people) - here - on_leave)
        assert found.is_good == (10 * len(here) >= 9 * len(people))
