"""How a pledge that is being made looks: its card, the questions with their buttons, what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.domain.messages import Button, Buttons, Listing, Message, Term
from bot.domain.pledges import Pledge, PledgeKind
from bot.domain.record_words import SHORT_NAME, SHORT_WORDS, shorten
from bot.usecases.pledge_card import Ask, Asking, PledgeCard, has_room
from bot.usecases.pledge_submitting import Submitted
from bot.usecases.pledge_words import item_line, item_lines
from bot.usecases.service_card import Choice
from handlers.log_choices import in_rows
from handlers.paging import turning
from handlers.routing import tap_data

PEOPLE_PAGE = 8
SHOWN_ITEM = 16  # characters of an item on a button


def card_message(card: PledgeCard, problem: Message | None = None) -> Message:
    """The card: with the choices for what is asked, or ready to be submitted.

    ``problem`` is what was wrong with an answer.
    """
    asking = card.asking
    if asking is None:
        return _card(card, _ready_rows(card))
    told = () if problem is None else (problem,)
    match asking.what:
        case Ask.MORE:
            return _card(card, _topic_rows(card), *told, Message("pledge-ask-more"))
        case Ask.DUE:
            return _card(card, _due_rows(card, asking), *told, *_due_question(card, asking))
        case Ask.WORDS:
            question = Message("pledge-ask-words", {"number": asking.place + 1})
            return _card(card, ((_back(card),),), *told, question)


def change_message(card: PledgeCard) -> Message:
    """The card with a button for each thing that can be changed; nobody is asked which of one item."""
    if len(card.form.items) == 1:
        return item_message(card, 0)
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                "pledge-button-item",
                tap_data("plg.item", card.draft_id, place),
                values={"number": place + 1, "words": shorten(item.words, SHOWN_ITEM)},
            ),
        )
        for place, item in enumerate(card.form.items)
    ]
    rows.append(_more_row(card))
    rows.append((_back(card), _cancel(card)))
    return _card(card, rows, Message("pledge-ask-change"))


def item_message(card: PledgeCard, place: int) -> Message:
    """One item, and what can be changed about it."""
    item, alone = card.form.items[place], len(card.form.items) == 1
    rows = (
        (
            Button("pledge-button-words", tap_data("plg.words", card.draft_id, place)),
            Button("pledge-button-due", tap_data("plg.when", card.draft_id, place)),
        ),
        (
            Button("pledge-button-drop", tap_data("plg.drop", card.draft_id, place, item.mark)),
            _back(card) if alone else Button("button-back", tap_data("plg.change", card.draft_id)),
        ),
    )
    return Message("pledge-item-menu", {"number": place + 1}, rows, (item_line(place + 1, item, card.today),))


def kinds_message(card: PledgeCard) -> Message:
    """The three kinds, each explained."""
    rows = [
        (Button(f"pledge-kind-button-{kind}", tap_data("plg.kind", card.draft_id, kind)),)
        for kind in PledgeKind
    ]
    return _card(card, (*rows, (_back(card),)), Message("pledge-ask-kind"))


def people_message(card: PledgeCard, people: tuple[Choice, ...], page: int) -> Message:
    """Whose pledge it is to be."""
    pages = max(1, -(-len(people) // PEOPLE_PAGE))
    page = min(page, pages - 1)
    rows = in_rows([_person(card, one) for one in people[page * PEOPLE_PAGE : (page + 1) * PEOPLE_PAGE]], 2)
    rows.extend(turning(page, pages, lambda other: tap_data("plg.who", card.draft_id, other)))
    if card.may_for_branch:
        rows.append((Button("pledge-button-branch", tap_data("plg.for", card.draft_id, 0)),))
    rows.append((_back(card),))
    return _card(card, rows, Message("pledge-ask-who"))


def submitted_message(done: Submitted, today: date) -> Message:
    """What became of a draft, and honestly who will look at it."""
    pledge = done.pledge
    lines = list(item_lines(pledge.items, today))
    rows: list[tuple[Button, ...]] = []
    if done.reviewers:
        lines.append(Message("pledge-waits-for", {"names": Listing(done.reviewers)}))
    elif done.alone:
        lines.append(Message("pledge-waits-for-you"))
        rows.append((Button("pledge-button-publish", tap_data("plr.ok", pledge.id, pledge.version)),))
    else:
        lines.append(Message("pledge-waits-for-nobody"))
    rows.append((Button("button-withdraw", tap_data("plg.take", pledge.id, pledge.version)),))
    return Message("pledge-submitted", {"name": shorten(pledge.name, SHORT_NAME)}, tuple(rows), tuple(lines))


def withdrawn_message(pledge: Pledge, today: date) -> Message:
    """It is taken back, and a new one can be made."""
    rows = ((Button("button-pledge", tap_data("plg.new")),),)
    return Message("pledge-withdrawn", buttons=rows, more=item_lines(pledge.items, today))


def _card(card: PledgeCard, rows: Iterable[tuple[Button, ...]], *questions: Message) -> Message:
    form = card.form
    lines: list[Message] = []
    if card.enterer is not None:
        whose = "pledge-line-branch" if form.person_id is None else "pledge-line-person"
        lines.append(Message(whose, {"name": shorten(card.name, SHORT_NAME)}))
        lines.append(Message("pledge-line-made-by", {"name": shorten(card.enterer, SHORT_NAME)}))
    if form.items:
        lines.append(Message("pledge-line-kind", {"kind": Term(f"pledge-kind-{form.kind}")}))
    for number, item in enumerate(form.items, 1):
        lines.append(item_line(number, item, card.today))
        if item.remark:
            lines.append(Message(item.remark, item.values or {}))
    told = list(questions)
    if form.unknown:
        told.insert(0, Message("pledge-remark-unknown", {"name": shorten(form.unknown, SHORT_NAME)}))
    if card.reason is not None:
        told.insert(0, Message("pledge-remark-returned", {"reason": card.reason}))
    gap = [Message("log-gap")] if told and lines else []
    return Message(_title(card), buttons=tuple(rows), more=(*lines, *gap, *told))


def _title(card: PledgeCard) -> str:
    if card.form.returned:
        return "pledge-card-again"
    return "pledge-card-open" if card.asking is not None else "pledge-card"


def _due_question(card: PledgeCard, asking: Asking) -> tuple[Message, ...]:
    words = shorten(card.form.items[asking.place].words, SHORT_WORDS)
    return (Message("pledge-ask-due", {"number": asking.place + 1, "words": words}),)


def _ready_rows(card: PledgeCard) -> Buttons:
    submit = Button("button-submit", tap_data("plg.submit", card.draft_id))
    change = Button("button-change", tap_data("plg.change", card.draft_id))
    return ((submit, change, _cancel(card)), _more_row(card))


def _more_row(card: PledgeCard) -> tuple[Button, ...]:
    """More of it, of which kind, and whose it is."""
    row = [Button("pledge-button-more", tap_data("plg.more", card.draft_id))] if has_room(card.form) else []
    row.append(Button("pledge-button-kind", tap_data("plg.kinds", card.draft_id)))
    if card.may_for_others or card.may_for_branch:
        row.append(Button("pledge-button-who", tap_data("plg.who", card.draft_id, 0)))
    return tuple(row)


def _topic_rows(card: PledgeCard) -> Buttons:
    """Hints for the branch's sector: each is something to promise, with one tap."""
    topics = [
        Button(f"pledge-topic-{topic.key}", tap_data("plg.topic", card.draft_id, topic.key))
        for topic in card.topics
    ]
    row: tuple[Button, ...] = (_back(card),) if card.form.items else (_cancel(card),)
    if not card.form.items and (card.may_for_others or card.may_for_branch):
        row = (Button("pledge-button-who", tap_data("plg.who", card.draft_id, 0)), *row)
    return (*in_rows(topics, 2), row)


def _due_rows(card: PledgeCard, asking: Asking) -> Buttons:
    days = []
    for key, day in card.dues:
        data = tap_data("plg.due", card.draft_id, asking.place, f"{day:%Y%m%d}")
        days.append(Button(f"pledge-due-{key}", data, values={"due": day}))
    row = (Button("button-change", tap_data("plg.change", card.draft_id)), _cancel(card))
    return (*in_rows(days, 2), row)


def _person(card: PledgeCard, one: Choice) -> Button:
    name = f"{one.name} {one.hint}" if one.hint else one.name
    chosen = "log-button-chosen" if one.chosen else "log-button-not-chosen"
    return Button(chosen, tap_data("plg.for", card.draft_id, one.person_id), values={"name": name})


def _back(card: PledgeCard) -> Button:
    return Button("button-back", tap_data("plg.card", card.draft_id))


def _cancel(card: PledgeCard) -> Button:
    return Button("button-cancel", tap_data("plg.cancel", card.draft_id))
