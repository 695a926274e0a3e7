"""表决 and 决定: motions are worded, hands are counted by one tap or in words, and corrected in sight."""

from __future__ import annotations

from datetime import datetime

from bot.domain.messages import Button, Message, Value
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.usecases import motions
from bot.usecases.meeting_words import brief
from bot.usecases.motion_words import motion_line, trace_lines
from bot.usecases.motions import Agenda, Counting
from handlers.log_choices import in_rows
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from storage import drafts
from storage.database import Transaction

journey = Journey("motions")

MOTION, DECISION, COUNT = "mot.words", "mot.decision", "mot.count"
NUMBERS_IN_A_ROW = 5
MOST_TRACES = 5  # corrections that are shown


@journey.tap("mot.list")
async def see_motions(talk: Talk) -> None:
    await talk.show(list_message(await talk.run(_list, talk.number(0))))


@journey.tap("mot.new")
async def ask_motion(talk: Talk) -> None:
    await _ask_words(talk, MOTION, "motion-ask-words", by_vote=True)


@journey.tap("mot.note")
async def ask_decision(talk: Talk) -> None:
    await _ask_words(talk, DECISION, "motion-ask-decision", by_vote=False)


async def _ask_words(talk: Talk, field: str, key: str, *, by_vote: bool) -> None:
    agenda = await talk.run(_asking, talk.number(0), by_vote, field, talk.now)
    await talk.show(Message(key, buttons=((_back(agenda),),)))


@journey.answer(MOTION)
async def read_motion(talk: Talk) -> None:
    found, refusal = await talk.run(_propose, talk.subject_id, talk.text, talk.now)
    await talk.reply(motion_message(found, refusal))


@journey.answer(DECISION)
async def read_decision(talk: Talk) -> None:
    await talk.reply(list_message(await talk.run(_note, talk.subject_id, talk.text, talk.now)))


@journey.tap("mot.see")
async def see_motion(talk: Talk) -> None:
    found, refusal = await talk.run(_see, talk.number(0), talk.now)
    await talk.show(motion_message(found, refusal))


@journey.tap("mot.all")
async def count_by_tap(talk: Talk) -> None:
    counts, present, against, abstained = (talk.number(place) for place in range(1, 5))
    found = await talk.run(_count_rest, talk.number(0), counts, present, against, abstained, talk.now)
    await talk.show(motion_message(found, None), "motion-toast-counted")


@journey.answer(COUNT)
async def read_count(talk: Talk) -> None:
    found = await talk.run(_count_in_words, talk.subject_id, talk.text, talk.now)
    await talk.reply(motion_message(found, None))


@journey.tap("mot.drop")
async def ask_sure(talk: Talk) -> None:
    found = await talk.read(motions.look_at, talk.number(0))
    sure = Button("motion-button-sure", tap_data("mot.gone", found.motion.id))
    back = Button("button-back", tap_data("mot.see", found.motion.id))
    await talk.show(Message("motion-ask-sure", {"words": found.motion.words}, ((sure,), (back,))))


@journey.tap("mot.gone")
async def drop(talk: Talk) -> None:
    await talk.show(list_message(await talk.run(motions.drop, talk.number(0), talk.now)))


# -- what is seen ----------------------------------------------------------------------------------------


def list_message(agenda: Agenda) -> Message:
    """Everything the meeting decides, and the ways to add to it."""
    row = agenda.roll.meeting
    standing = [one for one in agenda.motions if one.dropped_at is None]
    lines = [motion_line(number, one) for number, one in enumerate(standing, 1)]
    if agenda.may_vote:
        there = agenda.electorate
        lines.append(Message("motion-line-voting", {"should": there.should, "present": there.present}))
    numbers = [
        Button("button-number", tap_data("mot.see", one.id), values={"number": number})
        for number, one in enumerate(standing, 1)
    ]
    rows = in_rows(numbers, NUMBERS_IN_A_ROW)
    note = Button("motion-button-note", tap_data("mot.note", row.id))
    rows.append(
        (Button("motion-button-new", tap_data("mot.new", row.id)), note) if agenda.may_vote else (note,)
    )
    rows.append((Button("button-back", tap_data("mtg.run", row.id)),))
    values = brief(row, agenda.roll.branch.timezone)
    return Message("motion-list" if standing else "motion-list-empty", values, tuple(rows), tuple(lines))


def motion_message(found: Counting, refusal: UserError | None) -> Message:
    """One motion: what became of it, and how to count it, unless ``refusal`` says why not now."""
    agenda, motion = found.agenda, found.motion
    number = 1 + sum(one.id < motion.id for one in agenda.motions if one.dropped_at is None)
    lines = [motion_line(number, motion), *trace_lines(motion, agenda.roll, MOST_TRACES)]
    rows: list[tuple[Button, ...]] = []
    if motion.by_vote and motion.dropped_at is None:
        if refusal is not None:
            lines.append(Message(f"error-{refusal.key}", refusal.values))
        else:
            rows = _count_buttons(found)
            key = "motion-ask-count" if motion.count is None else "motion-ask-recount"
            lines.append(Message(key, {"present": agenda.electorate.present}))
    last = [Button("button-back", tap_data("mot.list", motion.meeting_id))]
    if motion.dropped_at is None:
        last.insert(0, Button("motion-button-drop", tap_data("mot.drop", motion.id)))
    rows.append(tuple(last))
    values = brief(agenda.roll.meeting, agenda.roll.branch.timezone)
    return Message("motion-one", values, tuple(rows), tuple(lines))


def _count_buttons(found: Counting) -> list[tuple[Button, ...]]:
    """The likeliest counts, each of which knows for which roll and after which count it was made."""
    motion, present = found.motion, found.agenda.electorate.present
    if motion.count is not None:
        return []  # a correction is written, so that it is no slip of the finger

    def button(key: str, against: int, abstained: int) -> tuple[Button, ...]:
        data = tap_data("mot.all", motion.id, len(motion.counts), present, against, abstained)
        values: dict[str, Value] = {"count": present - against - abstained}
        return (Button(key, data, values=values),)

    rows = [button("motion-button-all", 0, 0)]
    if present > 1:
        rows += [button("motion-button-one-against", 1, 0), button("motion-button-one-abstains", 0, 1)]
    return rows


def _back(agenda: Agenda) -> Button:
    return Button("button-back", tap_data("mot.list", agenda.roll.meeting.id))


# -- one step --------------------------------------------------------------------------------------------


def _list(tx: Transaction, actor: Actor, meeting_id: int) -> Agenda:
    _ask_no_more(tx, actor)
    return motions.look(tx, actor, meeting_id)


def _asking(
    tx: Transaction, actor: Actor, meeting_id: int, by_vote: bool, field: str, now: datetime
) -> Agenda:
    agenda = motions.check_open(tx, actor, meeting_id, by_vote, now)
    drafts.ask(tx, actor.telegram_id, field, meeting_id, now)
    return agenda


def _propose(
    tx: Transaction, actor: Actor, meeting_id: int, text: str, now: datetime
) -> tuple[Counting, UserError | None]:
    found = motions.propose(tx, actor, meeting_id, True, text, now)
    _ask_no_more(tx, actor)
    return _see(tx, actor, found.motion.id, now)


def _note(tx: Transaction, actor: Actor, meeting_id: int, text: str, now: datetime) -> Agenda:
    found = motions.propose(tx, actor, meeting_id, False, text, now)
    _ask_no_more(tx, actor)
    return found.agenda


def _see(tx: Transaction, actor: Actor, motion_id: int, now: datetime) -> tuple[Counting, UserError | None]:
    """A motion; a plain text answers how it was counted, if that can be told now."""
    found = motions.look_at(tx, actor, motion_id)
    if not found.motion.by_vote or found.motion.dropped_at is not None:
        return found, None
    try:
        motions.check_countable(tx, actor, motion_id, now)
    except UserError as refusal:
        return found, refusal
    drafts.ask(tx, actor.telegram_id, COUNT, motion_id, now)
    return found, None


def _count_rest(
    tx: Transaction,
    actor: Actor,
    motion_id: int,
    counts: int,
    present: int,
    against: int,
    abstained: int,
    now: datetime,
) -> Counting:
    found = motions.count_rest(tx, actor, motion_id, counts, present, against, abstained, now)
    _ask_no_more(tx, actor)
    return found


def _count_in_words(tx: Transaction, actor: Actor, motion_id: int, text: str, now: datetime) -> Counting:
    found = motions.count_in_words(tx, actor, motion_id, text, now)
    _ask_no_more(tx, actor)
    return found


def _ask_no_more(tx: Transaction, actor: Actor) -> None:
    drafts.ask_no_more(tx, actor.telegram_id, MOTION, DECISION, COUNT)
