"""Signing in by a code and by the list, on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.meeting_form import MeetingField
from bot.domain.meetings import MeetingState, Presence
from bot.domain.sign_in import WRONG_LIMIT, Codes
from bot.errors import UserError
from bot.usecases import (
    meeting_answers,
    meeting_card,
    meeting_drafts,
    meeting_roll,
    meeting_sending,
    meeting_terms,
    sign_in,
)
from bot.usecases.sign_in import SignedIn
from storage import sign_ins
from storage.database import Database
from storage.meetings import MeetingRow
from storage.schema import audit, meeting_person
from tests.usecases.meeting_village import DAYS, HOUR_BEFORE, START, announced, sends
from tests.usecases.village import (
    COMMITTEE,
    EAST,
    LEADER,
    MEMBER,
    OPERATOR,
    OTHER_MEMBER,
    PHONELESS,
    SECRETARY,
    WEST_LEADER,
    WEST_SECRETARY,
    Village,
)

SCREEN = 1000 + SECRETARY
MINUTE = timedelta(minutes=1)
EARLY, LATE = START - 10 * MINUTE, START + 12 * MINUTE


@pytest.fixture
async def village(database: Database) -> Village:
    return await Village.settled(database)


@pytest.fixture
async def meeting(village: Village) -> MeetingRow:
    """A meeting whose door the secretary has opened."""
    row = (await announced(village)).meeting
    await opens(village, row, EARLY)
    return row


async def opens(village: Village, row: MeetingRow, at: datetime, who: int = SECRETARY) -> None:
    await village.does(who, sign_in.open_sign_in, row.id, 1000 + who, at)


async def codes(village: Village, row: MeetingRow) -> Codes:
    found = await village.database.read(sign_ins.find, row.id)
    assert found is not None
    return Codes(row.id, found.secret)


async def scans(
    village: Village, row: MeetingRow, who: int, at: datetime, shown: datetime | None = None
) -> SignedIn:
    """Somebody opens the link that was shown at ``shown``."""
    link = (await codes(village, row)).shown(shown or at).link
    return await village.does(who, sign_in.sign_in, link, at)


async def types(village: Village, row: MeetingRow, who: int, at: datetime) -> SignedIn | None:
    digits = (await codes(village, row)).shown(at).digits
    return await village.does(who, sign_in.sign_in_by_digits, f"{digits[:3]} {digits[3:]}", at)


async def kept(village: Village, who: int) -> tuple[Any, ...]:
    """Presence, when, how long after the start and by whom it was marked."""
    columns = meeting_person.c
    query = sa.select(columns.presence, columns.present_at, columns.present_minute, columns.marked_by).where(
        columns.person_id == who
    )
    return tuple(await village.database.read(lambda tx: tx.execute(query).one()))


async def refused(village: Village, row: MeetingRow, who: int, at: datetime, key: str, **more: Any) -> None:
    with pytest.raises(UserError) as error:
        await scans(village, row, who, at, **more)
    assert error.value.key == key


async def test_early_late_twice_and_on_leave(village: Village, meeting: MeetingRow) -> None:
    await village.does(MEMBER, meeting_answers.ask_leave, meeting.id, meeting_answers.chosen("ill"), EARLY)
    await village.does(SECRETARY, meeting_answers.decide, meeting.id, MEMBER, True, EARLY)
    done = await scans(village, meeting, MEMBER, EARLY)
    assert (done.fresh, done.me.presence, done.me.minute) == (True, Presence.ON_TIME, -10)
    assert await kept(village, MEMBER) == ("on-time", EARLY, -10, MEMBER)
    late = await types(village, meeting, LEADER, LATE)
    assert late is not None
    assert (late.me.presence, late.me.minute) == (Presence.LATE, 12)
    # Twice, with a code that is old by now: nothing changes, and nobody is scolded.
    for again in (
        await scans(village, meeting, MEMBER, LATE, EARLY),
        await types(village, meeting, MEMBER, LATE),
    ):
        assert again is not None
        assert not again.fresh
    assert await kept(village, MEMBER) == ("on-time", EARLY, -10, MEMBER)
    roll = await village.does(SECRETARY, meeting_roll.hold, meeting.id, LATE, DAYS)
    there = roll.tally.attendance
    assert (there.present, there.leave, there.absent) == (2, 0, 5)


async def test_a_photo_is_worthless_after_a_minute(village: Village, meeting: MeetingRow) -> None:
    step = (await codes(village, meeting)).step(START)
    shown = datetime.fromtimestamp(step * 30 + meeting.id % 30, START.tzinfo)
    await refused(village, meeting, MEMBER, shown + timedelta(seconds=61), "sign-in-old", shown=shown)
    assert (await scans(village, meeting, MEMBER, shown + timedelta(seconds=59), shown)).fresh
    assert (await scans(village, meeting, LEADER, shown + timedelta(seconds=31), shown)).fresh


async def test_who_cannot_come_in(village: Village, meeting: MeetingRow) -> None:
    await refused(village, meeting, WEST_LEADER, START, "sign-in-guest")
    await refused(village, meeting, OPERATOR, START, "sign-in-stranger")
    over = START + 31 * MINUTE
    await refused(village, meeting, MEMBER, over, "sign-in-over")
    assert not await village.sees(MEMBER, sign_in.expects_digits, over)
    assert await village.sees(MEMBER, sign_in.expects_digits, START)
    assert not await village.sees(WEST_LEADER, sign_in.expects_digits, START)
    for text in ("", "x", "1_", "_x", f"{meeting.id}_AAAA", "99999_AAAA", "٣_x", "\ud800_x"):
        with pytest.raises(UserError, match=r"sign-in-(old|unknown)"):
            await village.does(MEMBER, sign_in.sign_in, text, START)
    await village.does(SECRETARY, sign_in.close_sign_in, meeting.id, START)
    await refused(village, meeting, MEMBER, START, "sign-in-over")
    # Opened again, it is another secret.
    before = (await codes(village, meeting)).shown(START).link
    await opens(village, meeting, START)
    with pytest.raises(UserError, match="sign-in-old"):
        await village.does(MEMBER, sign_in.sign_in, before, START)
    await scans(village, meeting, MEMBER, START)


async def test_guessing_digits_ends_soon(village: Village, meeting: MeetingRow) -> None:
    right = (await codes(village, meeting)).shown(START).digits
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for _ in range(WRONG_LIMIT):
        assert await village.does(MEMBER, sign_in.sign_in_by_digits, wrong, START) is None
    with pytest.raises(UserError, match="sign-in-too-many"):
        await village.does(MEMBER, sign_in.sign_in_by_digits, right, START)
    assert (await kept(village, MEMBER))[0] is None
    assert await types(village, meeting, LEADER, START) is not None
    assert (await scans(village, meeting, MEMBER, START)).fresh  # the picture cannot be guessed


async def test_one_meeting_after_another(village: Village, meeting: MeetingRow) -> None:
    other = (await announced(village, "11月25日19:10在活动室过主题党日")).meeting
    await opens(village, other, START)
    first, second = await types(village, meeting, MEMBER, START), await types(village, other, MEMBER, START)
    assert first is not None
    assert second is not None
    assert (first.meeting.id, first.fresh) == (meeting.id, True)
    assert (second.meeting.id, second.fresh) == (other.id, True)
    # Put off until tomorrow: nobody can come in now, and the screen has nothing to show.
    moved = await village.does(SECRETARY, meeting_drafts.edit_announced, other.id, START)
    await village.does(SECRETARY, meeting_drafts.say, moved.draft_id, MeetingField.TIME, "后天19点", START)
    card = await village.does(SECRETARY, meeting_card.show, moved.draft_id, START)
    await sends(village, card, at=START)
    screens = await village.database.read(sign_ins.screens)
    assert [one.is_open(START) for one in screens] == [True, False]
    await refused(village, other, LEADER, START, "sign-in-early")


async def test_who_may_open_the_door_and_when(village: Village) -> None:
    row = (await announced(village)).meeting
    for who in (MEMBER, LEADER, COMMITTEE, WEST_SECRETARY):
        with pytest.raises(UserError, match="not-allowed"):
            await opens(village, row, START, who)
    for at, key in ((HOUR_BEFORE, "sign-in-early"), (START + 31 * MINUTE, "sign-in-over")):
        with pytest.raises(UserError, match=key):
            await opens(village, row, at)
    await village.does(SECRETARY, meeting_terms.set_door, EAST, 60, 60, 10, HOUR_BEFORE)
    await opens(village, row, HOUR_BEFORE)
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(MEMBER, sign_in.close_sign_in, row.id, START)
    in_time = await scans(village, row, MEMBER, START + 10 * MINUTE)
    assert (in_time.me.presence, in_time.me.minute) == (Presence.ON_TIME, 10)
    late = await scans(village, row, LEADER, START + 60 * MINUTE)
    assert (late.me.presence, late.me.minute) == (Presence.LATE, 60)


async def test_a_meeting_that_is_off_or_over(village: Village, meeting: MeetingRow) -> None:
    other = (await announced(village, "11月25日19:10在活动室过主题党日")).meeting
    await opens(village, other, START)
    await village.does(SECRETARY, meeting_sending.call_off, other.id, START, DAYS)
    await refused(village, other, MEMBER, START, "meeting-cancelled")
    await scans(village, meeting, MEMBER, START)
    await village.does(SECRETARY, meeting_roll.hold, meeting.id, START, DAYS)
    await refused(village, meeting, LEADER, START, "sign-in-over")
    screens = await village.database.read(sign_ins.screens)
    assert [one.is_open(START) for one in screens] == [False, False]
    assert {one.state for one in screens} == {MeetingState.HELD, MeetingState.CANCELLED}


async def test_the_list_and_the_code_agree(village: Village, meeting: MeetingRow) -> None:
    async def marks(who: int, presence: Presence | None, at: datetime) -> None:
        await village.does(SECRETARY, meeting_roll.mark, meeting.id, who, presence, at)

    await scans(village, meeting, MEMBER, EARLY)
    # How they were there changes, when they came does not; who marked it last is known.
    await marks(MEMBER, Presence.LEFT_EARLY, LATE)
    assert await kept(village, MEMBER) == ("left-early", EARLY, -10, SECRETARY)
    await marks(PHONELESS, Presence.LATE, LATE)
    assert await kept(village, PHONELESS) == ("late", LATE, 12, SECRETARY)
    await marks(LEADER, Presence.ON_TIME, LATE)  # who was there before nobody looked: nobody knows since when
    assert await kept(village, LEADER) == ("on-time", LATE, None, SECRETARY)
    assert not (await scans(village, meeting, LEADER, LATE)).fresh
    # Who was taken for absent and comes after all is there.
    await marks(OTHER_MEMBER, Presence.ABSENT, EARLY)
    assert await kept(village, OTHER_MEMBER) == ("absent", None, None, SECRETARY)
    assert (await scans(village, meeting, OTHER_MEMBER, LATE)).me.presence is Presence.LATE
    await marks(OTHER_MEMBER, None, LATE)
    assert await kept(village, OTHER_MEMBER) == (None, None, None, SECRETARY)
    await marks(OTHER_MEMBER, Presence.LATE, LATE + timedelta(days=1))
    assert (await kept(village, OTHER_MEMBER))[2] is None


async def test_the_secret_is_nowhere_else(village: Village, meeting: MeetingRow) -> None:
    await opens(village, meeting, START)
    found = await village.database.read(sign_ins.find, meeting.id)
    screens = await village.database.read(sign_ins.screens)
    assert found is not None
    assert [one.replaced for one in screens] == [True, False]
    lines = await village.database.read(lambda tx: tx.execute(sa.select(audit)).all())
    assert "sign-in-opened" in str(lines)
    assert found.secret not in f"{found}{screens}{lines}"
