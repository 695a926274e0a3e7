"""提醒未确认: reminding those who have not answered a notice, now or each day at an hour."""

from __future__ import annotations

from bot.domain.messages import Button, Message, Value
from bot.usecases import nudges
from bot.usecases.nudges import MOST_TIMES, OFFERED, Ask, Nudged, Planned
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("nudges")

TIME = "rcp.time"


@journey.tap("rcp.nudge")
async def ask_nudge(talk: Talk) -> None:
    """From the notice's own message, which goes on counting: a message of its own."""
    asked = await talk.read(nudges.ask_nudge, talk.number(0), talk.house.terms.nudge_period, talk.now)
    await talk.toast()
    await talk.reply(_ask_message(asked))


@journey.tap("rcp.sure")
async def nudge(talk: Talk) -> None:
    done = await talk.run(nudges.nudge, talk.number(0), talk.house.terms.nudge_period, talk.now)
    await talk.show(_sent_message(done))


@journey.tap("rcp.leave")
async def leave_alone(talk: Talk) -> None:
    await talk.show(Message("nudge-left-alone"))


@journey.tap("rcp.plan")
async def show_plan(talk: Talk) -> None:
    await talk.show(_plan_message(await talk.read(nudges.show_plan, talk.number(0))))


@journey.tap("rcp.at")
async def plan(talk: Talk) -> None:
    planned = await talk.run(nudges.schedule_nudges, talk.number(0), talk.number(1), talk.now)
    await talk.show(_plan_message(planned), "plan-toast-set")


@journey.tap("rcp.type")
async def ask_time(talk: Talk) -> None:
    planned = await talk.run(nudges.ask_time, talk.number(0), TIME, talk.now)
    await talk.show(Message("plan-type", buttons=((_back(planned.notice.id),),)))


@journey.answer(TIME)
async def plan_typed(talk: Talk) -> None:
    planned = await talk.run(nudges.schedule_typed, talk.subject_id, talk.text, talk.now)
    await talk.reply(_plan_message(planned))


@journey.tap("rcp.off")
async def stop_nudges(talk: Talk) -> None:
    planned = await talk.run(nudges.stop_nudges, talk.number(0), talk.now)
    await talk.show(Message("plan-off", buttons=((_back(planned.notice.id),),)))


def _ask_message(asked: Ask) -> Message:
    lines = []
    if asked.untold:
        lines.append(Message("nudge-ask-untold", {"count": asked.untold}))
    if asked.held is not None:
        lines.append(Message("nudge-ask-held", {"at": asked.held}))
    rows = (
        (
            Button("button-nudge-sure", tap_data("rcp.sure", asked.notice.id)),
            Button("button-no", tap_data("rcp.leave")),
        ),
        (Button("button-plan", tap_data("rcp.plan", asked.notice.id)),),
    )
    return Message("nudge-ask", {"about": asked.about, "count": asked.count}, rows, tuple(lines))


def _sent_message(done: Nudged) -> Message:
    values: dict[str, Value] = {"about": done.about, "count": done.count}
    if done.held is not None:
        return Message("nudge-sent-held", {**values, "at": done.held})
    return Message("nudge-sent", values)


def _plan_message(planned: Planned) -> Message:
    notice_id = planned.notice.id
    if planned.next is None or planned.minute is None:
        values: dict[str, Value] = {
            "about": planned.about,
            "times": MOST_TIMES,
            "waiting": planned.waiting,
        }
        return Message("plan-choose", values, _times(notice_id))
    stop = Button("button-plan-off", tap_data("rcp.off", notice_id))
    return Message(
        "plan-set",
        {
            "about": planned.about,
            "time": _clock(planned.minute),
            "left": planned.left,
            "next": planned.next,
        },
        (*_times(notice_id), (stop,)),
    )


def _times(notice_id: int) -> tuple[tuple[Button, ...], ...]:
    offered = tuple(
        Button("button-plan-at", tap_data("rcp.at", notice_id, minute), values={"time": _clock(minute)})
        for minute in OFFERED
    )
    return (offered, (Button("button-plan-type", tap_data("rcp.type", notice_id)),))


def _back(notice_id: int) -> Button:
    return Button("button-back", tap_data("rcp.plan", notice_id))


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
