"""签到 on site: the screen with its code for whoever runs the meeting, and coming in by it."""

from __future__ import annotations

from bot.domain.meetings import Presence
from bot.domain.messages import Button, Message, Value
from bot.domain.sign_in import LINK, Code, looks_like_digits
from bot.usecases import sign_in
from bot.usecases.meeting_words import brief, kind_term, row_lines
from bot.usecases.sign_in import SignedIn
from bot.usecases.sign_in_screens import ScreenView
from handlers.meeting_card import run_button
from handlers.meeting_roll import run_message
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("sign-in")


# -- the screen ----------------------------------------------------------------------------------------


@journey.tap("mtg.door")
async def open_door(talk: Talk) -> None:
    await talk.run(sign_in.open_sign_in, talk.number(0), talk.chat_id, talk.now)
    await talk.toast("sign-in-toast-coming")  # the screen itself comes within a second


@journey.tap("mtg.shut")
async def shut_door(talk: Talk) -> None:
    roll = await talk.run(sign_in.close_sign_in, talk.number(0), talk.now)
    await talk.toast("sign-in-toast-over")
    await talk.reply(run_message(roll, talk.now))


def screen_message(view: ScreenView, code: Code) -> Message:
    """What stands below the picture of a code."""
    meeting_id = view.meeting.id
    roll = Button("meeting-button-roll", tap_data("mtg.roll", meeting_id, 0, Presence.ON_TIME))
    shut = Button("sign-in-button-shut", tap_data("mtg.shut", meeting_id))
    return Message("sign-in-screen", {**_counts(view), "digits": code.digits}, ((roll,), (shut,)))


def over_message(view: ScreenView) -> Message:
    """What stands there when nobody can sign in by it any more."""
    return Message("sign-in-screen-over", _counts(view), ((run_button(view.meeting.id),),))


def _counts(view: ScreenView) -> dict[str, Value]:
    tally = view.tally
    brief_values = brief(view.meeting, view.branch.timezone)
    return {**brief_values, "present": tally.present, "should": tally.should}


# -- coming in -----------------------------------------------------------------------------------------


@journey.link(LINK)
async def come_in(talk: Talk) -> None:
    await talk.reply(done_message(await talk.run(sign_in.sign_in, talk.word(0), talk.now)))


@journey.password
async def hear_digits(talk: Talk) -> bool:
    """Six digits, while there is a meeting to sign in to: nothing else that is asked can be meant."""
    if not looks_like_digits(talk.text) or not await talk.read(sign_in.expects_digits, talk.now):
        return False
    done = await talk.run(sign_in.sign_in_by_digits, talk.text, talk.now)
    await talk.reply(done_message(done) if done is not None else Message("sign-in-wrong"))
    return True


def done_message(done: SignedIn) -> Message:
    """What somebody hears who has come in."""
    row, me = done.meeting, done.me
    values: dict[str, Value] = {"kind": kind_term(row.kind), "place": done.branch.name}
    if not done.fresh:
        return Message("sign-in-before", values)
    minute = me.minute or 0
    if me.presence is Presence.LATE:
        how = Message("sign-in-late", {"minutes": minute})
    elif minute < 0:
        how = Message("sign-in-early", {"minutes": -minute})
    else:
        how = Message("sign-in-in-time")
    return Message("sign-in-done", values, more=(how, *row_lines(row, done.branch.timezone)[:2]))
