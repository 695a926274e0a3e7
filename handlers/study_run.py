"""What whoever runs the study of a branch sees: its plans, who has finished, pausing and stopping."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.messages import Button, Listing, Message, Value
from bot.domain.service import local_now
from bot.domain.study import PlanState, share
from bot.errors import UserError
from bot.usecases import study_card, study_look, study_sending
from bot.usecases.study_look import Plans, PlanView
from bot.usecases.study_words import PREVIEW
from handlers.paging import turning
from handlers.routing import Journey, tap_data
from handlers.study import show_item
from handlers.study_views import timing_lines
from handlers.talk import Talk
from storage.study import ItemRow

journey = Journey("study-run")

MOST_PLANS = 20
PAGE = 8
NAMES_SHOWN = 60

_STATES: Mapping[PlanState, str] = MappingProxyType(
    {
        PlanState.RUNNING: "study-state-running",
        PlanState.PAUSED: "study-state-paused",
        PlanState.ENDED: "study-state-ended",
        PlanState.STOPPED: "study-state-stopped",
    }
)
_LISTED: Mapping[PlanState, str] = MappingProxyType(
    {
        PlanState.RUNNING: "study-button-running",
        PlanState.PAUSED: "study-button-paused",
        PlanState.ENDED: "study-button-ended",
        PlanState.STOPPED: "study-button-stopped",
    }
)


# -- plans ---------------------------------------------------------------------------------------------


@journey.tap("st.plans")
async def list_plans(talk: Talk) -> None:
    await talk.show(_plans_message(await talk.read(study_look.overview)))


def _plans_message(found: Plans) -> Message:
    rows: list[tuple[Button, ...]] = []
    for plan in found.plans[:MOST_PLANS]:
        title = (
            plan.title if len(found.branches) < 2 else f"{found.branches[plan.branch_id].name} {plan.title}"
        )
        key = _LISTED[plan.state]
        rows.append((Button(key, tap_data("st.plan", plan.id), values={"title": title}),))
    rows.append(
        (Button("study-button-new", tap_data("st.new")), Button("button-back", tap_data("st.list", 0)))
    )
    key = "study-plans" if found.plans else "study-plans-none"
    return Message(key, {"count": len(found.plans)}, tuple(rows))


@journey.tap("st.plan")
async def see_plan(talk: Talk) -> None:
    await talk.show(_plan_message(await talk.read(study_look.look, talk.number(0))))


def _plan_message(view: PlanView) -> Message:
    plan, sent = view.plan, view.sent
    lines = [Message(_STATES[plan.state])]
    counts: dict[str, Value] = {
        "sent": len(sent),
        "items": len(view.items),
        "people": len(view.people),
        "finished": view.finished,
    }
    lines.append(Message("study-line-sent", counts))
    if sent:
        lines.append(Message("study-line-finished", counts))
    if plan.state in {PlanState.RUNNING, PlanState.PAUSED}:
        lines += timing_lines(view.form, view.branch.timezone)
    if view.next_at is not None and len(sent) < len(view.items):
        local = local_now(view.next_at, view.branch.timezone)
        lines.append(Message("study-line-next", {"day": local.date(), "time": f"{local:%H:%M}"}))
    values: dict[str, Value] = {"title": plan.title, "branch": view.branch.name}
    return Message("study-plan", values, _plan_buttons(view), tuple(lines))


def _plan_buttons(view: PlanView) -> tuple[tuple[Button, ...], ...]:
    plan = view.plan
    rows: list[tuple[Button, ...]] = []
    if view.sent:
        rows.append(
            (
                Button("study-button-who", tap_data("st.names", plan.id)),
                Button("study-button-items", tap_data("st.all", plan.id, 0)),
            )
        )
    if plan.state is PlanState.RUNNING:
        rows.append((Button("study-button-pause", tap_data("st.turn", plan.id, PlanState.PAUSED)),))
    elif plan.state is PlanState.PAUSED:
        rows.append((Button("study-button-resume", tap_data("st.turn", plan.id, PlanState.RUNNING)),))
    if plan.state in {PlanState.RUNNING, PlanState.PAUSED}:
        change = Button("button-change", tap_data("st.change", plan.id))
        rows[-1] = (*rows[-1], change, Button("study-button-stop", tap_data("st.stop", plan.id)))
    rows.append((Button("button-back", tap_data("st.plans")),))
    return tuple(rows)


@journey.tap("st.turn")
async def turn(talk: Talk) -> None:
    try:
        state = PlanState(talk.word(1))
    except ValueError:
        raise UserError("button-broken") from None
    plan = await talk.run(study_sending.turn, talk.number(0), state, talk.house.working_days, talk.now)
    await talk.show(_plan_message(await talk.read(study_look.look, plan.id)))


@journey.tap("st.stop")
async def ask_sure(talk: Talk) -> None:
    view = await talk.read(study_look.look, talk.number(0))
    sure = Button("study-button-sure", tap_data("st.turn", view.plan.id, PlanState.STOPPED))
    back = Button("button-back", tap_data("st.plan", view.plan.id))
    left = len(view.items) - len(view.sent)
    await talk.show(Message("study-ask-stop", {"title": view.plan.title, "count": left}, ((sure,), (back,))))


@journey.tap("st.peek")
async def preview(talk: Talk) -> None:
    """The first item, as everybody will get it."""
    draft = await talk.run(study_card.show, talk.number(0), talk.house.working_days, talk.now)
    if not draft.form.items:
        raise UserError("study-empty")
    await talk.toast()
    await show_item(talk, draft.form.items[0], PREVIEW, draft.form.title)


# -- who has finished ----------------------------------------------------------------------------------


@journey.tap("st.names")
async def see_names(talk: Talk) -> None:
    """By party group: who has finished everything that was sent, and who has how much open."""
    view = await talk.read(study_look.look, talk.number(0))
    await talk.run(study_look.note_look, view.plan.id, talk.now)
    lines: list[Message] = []
    for name in sorted({one.group for one in view.people}, key=lambda name: (not name, name)):
        group = [one for one in view.people if one.group == name]
        done = [one.name for one in group if not view.open_of(one)]
        left = [f"{one.name} {view.open_of(one)}" for one in group if view.open_of(one)]
        values: dict[str, Value] = {"group": name, "done": len(done), "of": len(group)}
        lines.append(Message("study-names-group" if name else "study-names-no-group", values))
        if done:
            lines.append(Message("study-names-done", {"names": Listing(tuple(done[:NAMES_SHOWN]))}))
        if left:
            lines.append(Message("study-names-open", {"names": Listing(tuple(left[:NAMES_SHOWN]))}))
    back = Button("button-back", tap_data("st.plan", view.plan.id))
    by_item = Button("study-button-items", tap_data("st.all", view.plan.id, 0))
    await talk.show(Message("study-names", {"title": view.plan.title}, ((by_item,), (back,)), tuple(lines)))


@journey.tap("st.all")
async def list_sent(talk: Talk) -> None:
    """The items that were sent, newest first, and how many have finished each."""
    view = await talk.read(study_look.look, talk.number(0))
    sent = list(reversed(view.sent))
    pages = max(1, -(-len(sent) // PAGE))
    page = min(talk.number(1), pages - 1)
    rows: list[tuple[Button, ...]] = []
    for row in sent[page * PAGE : (page + 1) * PAGE]:
        values: dict[str, Value] = {
            "title": row.item.title,
            "percent": share(view.by_item[row.id], len(view.people)),
        }
        rows.append((Button("study-button-item", tap_data("st.item", row.id, 0), values=values),))
    rows.extend(turning(page, pages, lambda other: tap_data("st.all", view.plan.id, other)))
    rows.append((Button("button-back", tap_data("st.plan", view.plan.id)),))
    await talk.show(Message("study-sent", {"title": view.plan.title, "count": len(sent)}, tuple(rows)))


@journey.tap("st.item")
async def see_item(talk: Talk) -> None:
    row, view = await talk.read(study_look.look_at_item, talk.number(0))
    page = talk.number(1)
    await talk.run(study_look.note_look, view.plan.id, talk.now)
    await talk.show(_item_message(row, view, page))


@journey.tap("st.mark")
async def mark(talk: Talk) -> None:
    """代记: for somebody without a phone, a press on the name writes it down, another takes it back."""
    row, view = await talk.run(study_look.mark, talk.number(0), talk.number(1), talk.now)
    await talk.show(_item_message(row, view, talk.number(2)))


def _item_message(row: ItemRow, view: PlanView, page: int) -> Message:
    pages = max(1, -(-len(view.people) // PAGE))
    page = min(page, pages - 1)
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                "study-ticked" if row.id in one.done else "study-not-ticked",
                tap_data("st.mark", row.id, one.person_id, page),
                values={"what": one.name},
            ),
        )
        for one in view.people[page * PAGE : (page + 1) * PAGE]
    ]
    rows.extend(turning(page, pages, lambda other: tap_data("st.item", row.id, other)))
    rows.append((Button("button-back", tap_data("st.all", view.plan.id, 0)),))
    values: dict[str, Value] = {
        "title": row.item.title,
        "done": view.by_item[row.id],
        "of": len(view.people),
    }
    return Message("study-item-who", values, tuple(rows))
