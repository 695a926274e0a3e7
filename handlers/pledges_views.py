"""How pledges look that were made: the lists, one card, its history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.domain.messages import Button, Buttons, Gist, Message, Minutes, Moment, Term, Value
from bot.domain.pledges import ENDED, Pledge, PledgeChange, PledgeItem, PledgeState
from bot.domain.record_words import SHORT_NAME, shorten, who
from bot.domain.service import RecordState, local_now
from bot.usecases.pledge_book import Line, Page, Tab
from bot.usecases.pledge_phrases import end_reason
from bot.usecases.pledge_residents import totals_line
from bot.usecases.pledge_showing import Act, Card, Happened
from bot.usecases.pledge_words import brief, day_value, reason_value
from handlers.log_choices import in_rows
from handlers.paging import turning
from handlers.routing import tap_data
from storage.pledge_progress import Progress

STEPS_SHOWN = 5
IN_A_ROW = 5
HISTORY_SHOWN = 20


def state_of(pledge: Pledge, steps: int) -> Term:
    """The word for how a pledge stands; being kept (践诺) begins with the first progress."""
    if pledge.state is PledgeState.PUBLISHED and (steps or pledge.done):
        return Term("pledges-state-keeping")
    return Term(f"pledges-state-{pledge.state}")


# -- lists -----------------------------------------------------------------------------------------------


def page_message(page: Page) -> Message:
    """One of the lists, with the ways to the others."""
    shown = list(enumerate(page.lines, 1))
    lines = tuple(_line(number, one, page.tab) for number, one in shown)
    numbers = [
        Button("button-number", tap_data("kp.see", one.pledge.id), values={"number": number})
        for number, one in shown
    ]
    values: dict[str, Value] = {"branch": page.branch.name}
    key = f"pledges-list-{page.tab}" if lines else f"pledges-list-{page.tab}-none"
    turn = turning(page.page, page.pages, lambda other: _to(page, other))
    rows = (*in_rows(numbers, IN_A_ROW), *turn, *_tabs(page), *_ways(page))
    return Message(key, values, rows, lines)


def _to(page: Page, number: int) -> str:
    if page.tab is Tab.MINE:
        return tap_data("kp.mine", number)
    return tap_data("kp.team" if page.tab is Tab.TEAM else "kp.own", page.branch.id, number)


def _tabs(page: Page) -> Buttons:
    every = {
        Tab.MINE: Button("pledges-button-mine", tap_data("kp.mine", 0)),
        Tab.TEAM: Button("pledges-button-team", tap_data("kp.team", page.branch.id, 0)),
        Tab.BRANCH: Button("pledges-button-branch", tap_data("kp.own", page.branch.id, 0)),
    }
    if not page.is_own_branch:
        del every[Tab.MINE]
    return (tuple(button for tab, button in every.items() if tab is not page.tab),)


def _ways(page: Page) -> Buttons:
    rows: list[tuple[Button, ...]] = []
    if page.tab is Tab.MINE:
        rows.append((Button("pledges-button-new", tap_data("plg.new")),))
    if page.may_review:
        cover = Button("pledges-button-cover", tap_data("kp.cover", page.branch.id, 0))
        waiting = Button(
            "pledges-button-to-end", tap_data("kp.todo", page.branch.id), values={"count": page.to_end}
        )
        rows.append((waiting, cover) if page.to_end and page.tab is not Tab.TO_END else (cover,))
    if page.others:
        rows.append((Button("pledges-button-all", tap_data("kp.all", 0)),))
    return tuple(rows)


def _line(number: int, line: Line, tab: Tab) -> Message:
    pledge = line.pledge
    values: dict[str, Value] = {
        **brief(pledge),
        "number": number,
        "state": state_of(pledge, line.steps),
        "done": pledge.done,
    }
    key = "pledges-line-own" if tab is Tab.MINE else "pledges-line"
    values["left"] = "" if line.next_due is None else _left(line.next_due, line.today)
    return Message(key, values)


def _left(due_on: date, today: date) -> Gist:
    days = (due_on - today).days
    if days < 0:
        return Gist("pledges-left-late", {"days": -days})
    return Gist("pledges-left" if days else "pledges-left-today", {"days": days})


# -- one pledge ------------------------------------------------------------------------------------------


def card_message(card: Card) -> Message:
    """Everything about a pledge, and a button for each thing that can be done."""
    pledge = card.pledge
    values: dict[str, Value] = {
        "name": shorten(pledge.name, SHORT_NAME),
        "kind": Term(f"pledge-kind-{pledge.kind}"),
        "state": state_of(pledge, len(card.steps)),
        "done": pledge.done,
        "count": len(pledge.items),
    }
    key = "pledges-card-branch" if pledge.is_of_branch else "pledges-card"
    lines = [*_item_lines(card), *_step_lines(card), *_resident_lines(card), *_end_lines(card)]
    return Message(key, values, (*_act_rows(card), *_look_rows(card)), tuple(lines))


def _item_lines(card: Card) -> Iterable[Message]:
    for number, item in enumerate(card.pledge.items, 1):
        yield item_line(number, item, card.today, is_open=card.pledge.state is PledgeState.PUBLISHED)


def item_line(number: int, item: PledgeItem, today: date, *, is_open: bool) -> Message:
    """An item with its day, and while it is open with the days that are left."""
    left = (item.due_on - today).days
    values: dict[str, Value] = {
        "number": number,
        "words": item.words,
        "due": day_value(item.due_on, today.year),
        "days": abs(left),
    }
    if item.done_at is not None:
        return Message("pledges-item-done", values)
    if not is_open:
        return Message("pledges-item", values)
    if left < 0:
        return Message("pledges-item-late", values)
    return Message("pledges-item-open" if left else "pledges-item-today", values)


def _step_lines(card: Card) -> Iterable[Message]:
    if not card.steps:
        return
    yield Message("pledges-steps", {"count": len(card.steps)})
    if len(card.steps) > STEPS_SHOWN:
        yield Message("pledges-steps-earlier", {"count": len(card.steps) - STEPS_SHOWN})
    for step in card.steps[-STEPS_SHOWN:]:
        yield _step_line(step, card)


def _step_line(step: Progress, card: Card) -> Message:
    at = Moment.of(local_now(step.at, card.branch.timezone)).day
    values: dict[str, Value] = {"at": at, "by": who(step.by)}
    if step.evidence:
        shown = step.evidence[0]
        revoked = shown.state is not RecordState.CONFIRMED
        values |= {
            "on": shown.day,
            "minutes": Minutes(shown.minutes),
            "category": Term(f"category-{shown.category}"),
        }
        return Message("pledges-step-record-revoked" if revoked else "pledges-step-record", values)
    if step.place is not None:
        return Message("pledges-step-done", {**values, "number": step.place + 1})
    if not step.words:
        return Message("pledges-step-photos", {**values, "photos": step.photos})
    return Message("pledges-step-note", {**values, "words": step.words, "photos": step.photos})


def _resident_lines(card: Card) -> Iterable[Message]:
    if card.ask is None:
        return
    if card.ask.totals is not None:
        yield totals_line(card.ask.totals, "pledges-residents", "pledges-residents-few")
    else:
        yield Message("pledges-residents-open", {"voices": card.voices})


def _end_lines(card: Card) -> Iterable[Message]:
    pledge, verdict = card.pledge, card.verdict
    if pledge.state is PledgeState.PUBLISHED:
        if card.reported:
            yield Message("pledges-line-reported")
        if verdict is not None:
            yield Message("pledges-line-verdict", {"state": Term(f"pledges-state-{verdict.state}")})
            yield Message("pledges-line-reason", {"reason": end_reason(verdict.reason)})
    elif pledge.reason is not None and pledge.state in ENDED:
        yield Message("pledges-line-reason", {"reason": end_reason(pledge.reason)})
    elif pledge.reason is not None and pledge.state is PledgeState.RETURNED:
        yield Message("pledges-line-returned", {"reason": reason_value(pledge.reason)})
    if verdict is not None and verdict.explanation:
        yield Message("pledges-line-explanation", {"explanation": verdict.explanation})


_BUTTONS: Sequence[tuple[tuple[Act, str, str], ...]] = (
    ((Act.UPDATE, "pledges-button-update", "kp.go"), (Act.REPORT, "pledges-button-report", "kp.end")),
    ((Act.ANSWER, "pledges-button-explain", "kp.word"),),
    (
        (Act.APPRAISE, "pledges-button-appraise", "kp.judge"),
        (Act.PUBLISH, "pledges-button-publish", "kp.pub"),
    ),
    (
        (Act.ASK, "pledges-button-ask", "kp.ask"),
        (Act.POSTER, "pledges-button-poster", "kp.ask"),
        (Act.SHUT, "pledges-button-shut", "kp.shut"),
    ),
    ((Act.AGAIN, "pledge-button-again", "plg.again"), (Act.REVIEW, "pledges-button-review", "plr.card")),
    (
        (Act.FOLLOW, "pledges-button-follow", "kp.follow"),
        (Act.LEAVE, "pledges-button-leave", "kp.leave"),
    ),
    ((Act.SHOW, "pledges-button-show", "plr.show"),),
)


def _act_rows(card: Card) -> Buttons:
    rows = (
        tuple(Button(key, tap_data(tap, card.pledge.id)) for act, key, tap in row if act in card.acts)
        for row in _BUTTONS
    )
    return tuple(row for row in rows if row)


def _look_rows(card: Card) -> Buttons:
    pledge = card.pledge
    looks = [Button("pledges-button-story", tap_data("kp.story", pledge.id))]
    if Act.PICTURE in card.acts:
        looks.insert(0, Button("pledges-button-picture", tap_data("kp.pic", pledge.id)))
    if card.photos:
        looks.append(Button("button-photos", tap_data("kp.pics", pledge.id), values={"count": card.photos}))
    return (tuple(looks), (back_to_list(card),))


def back_to_list(card: Card) -> Button:
    """The way to the list that a pledge stands in."""
    if card.is_own:
        return Button("pledges-button-mine", tap_data("kp.mine", 0))
    if card.pledge.is_of_branch:
        return Button("pledges-button-branch", tap_data("kp.own", card.branch.id, 0))
    return Button("pledges-button-team", tap_data("kp.team", card.branch.id, 0))


def back_to_card(pledge_id: int) -> Button:
    """The way to a pledge's card."""
    return Button("button-back", tap_data("kp.see", pledge_id))


# -- what happened ---------------------------------------------------------------------------------------


def story_message(pledge: Pledge, happened: Sequence[Happened]) -> Message:
    """The history of a pledge, oldest first."""
    lines = []
    for one in happened[-HISTORY_SHOWN:]:
        lines.append(Message(f"pledges-was-{one.change}", {"moment": one.moment, "by": who(one.by)}))
        if one.reason:
            told = end_reason if one.change in _ENDINGS else reason_value
            lines.append(Message("pledges-was-reason", {"reason": told(one.reason)}))
    return Message("pledges-story", brief(pledge), ((back_to_card(pledge.id),),), tuple(lines))


_ENDINGS = {PledgeChange.PROPOSED, PledgeChange.PARTLY, PledgeChange.NOT_KEPT}
