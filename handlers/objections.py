"""提出异议: objecting to a published list, by a button or by its link, and answering with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.domain.messages import Button, Message, Term, Value
from bot.domain.record_words import SHORT_NAME, SHORT_WORDS, shorten
from bot.domain.rights import Actor
from bot.domain.settlement import LINK, ObjectionState, SettlementState
from bot.errors import UserError
from bot.usecases import objections, settlement_views
from bot.usecases.objections import WHOLE, Asked, Found, PublicList
from bot.usecases.profile import turn_back
from bot.usecases.settlement_words import brief, star_lines
from handlers.log_choices import in_rows
from handlers.paging import turning
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from storage.database import Transaction
from storage.objections import Objection
from storage.settlements import Settlement

journey = Journey("objections")

WORDS, ANSWER = "stl.words", "stl.answer"
NAMES_ON_A_PAGE = 12
PAGE = 6
STATES: Mapping[ObjectionState, str] = MappingProxyType(
    {
        ObjectionState.OPEN: "objection-open",
        ObjectionState.UPHELD: "objection-upheld",
        ObjectionState.REJECTED: "objection-rejected",
    }
)


# -- objecting -----------------------------------------------------------------------------------------


@journey.link(LINK)
async def open_link(talk: Talk) -> None:
    try:
        seen = await talk.run(objections.open_link, talk.word(0), talk.now)
    except UserError as error:
        if error.key != "settle-link-unknown":
            raise
        await talk.run(objections.count_wrong, talk.now)
        await talk.reply(Message(f"error-{error.key}"))
    else:
        await talk.reply(_public_message(seen, 0))


@journey.tap("stl.names")
async def turn_names(talk: Talk) -> None:
    page = talk.number(1)
    await talk.show(_public_message(await talk.run(objections.open_link, talk.word(0), talk.now), page))


@journey.tap("stl.about")
async def begin_by_link(talk: Talk) -> None:
    code, about = talk.word(0), talk.number(1)
    await talk.show(_ask_message(await talk.run(objections.begin_by_link, code, about, WORDS, talk.now)))


@journey.tap("stl.obj")
async def begin_own(talk: Talk) -> None:
    asked = await talk.run(objections.begin_own, talk.number(0), talk.number(1), WORDS, talk.now)
    await talk.toast()
    await talk.reply(_ask_message(asked, own=True))  # what was counted stays to be read


@journey.tap("stl.quit")
async def quit_(talk: Talk) -> None:
    await talk.run(_quit, WORDS, talk)
    await talk.show(Message("objection-not-sent"))


@journey.answer(WORDS)
async def object_(talk: Talk) -> None:
    await talk.run(objections.object_, talk.subject_id, talk.text, talk.now)
    await talk.reply(Message("objection-sent"))


def _quit(tx: Transaction, actor: Actor, question: str, talk: Talk) -> None:
    turn_back(tx, actor, question, talk.now)


def _public_message(seen: PublicList, page: int) -> Message:
    lines = list(star_lines(seen.row, seen.lines)) or [Message("objection-nobody")]
    values = {**brief(seen.row, seen.branch), "day": seen.row.last_day or seen.row.until}
    if not seen.is_open:
        return Message("objection-list-over", values, more=tuple(lines))
    pages = max(1, -(-len(seen.lines) // NAMES_ON_A_PAGE))
    page = min(page, pages - 1)
    code = seen.row.code
    names = [
        Button(
            "objection-button-name",
            tap_data("stl.about", code, one.tally.person_id),
            values={"name": shorten(one.name, SHORT_NAME)},
        )
        for one in seen.lines[page * NAMES_ON_A_PAGE : (page + 1) * NAMES_ON_A_PAGE]
    ]
    rows = (
        *in_rows(names, 3),
        *turning(page, pages, lambda other: tap_data("stl.names", code, other)),
        (Button("objection-button-whole", tap_data("stl.about", code, WHOLE)),),
    )
    return Message("objection-list", values, rows, tuple(lines))


def _ask_message(asked: Asked, *, own: bool = False) -> Message:
    no = ((Button("button-no", tap_data("stl.quit")),),)
    values = brief(asked.row, asked.branch)
    if own:
        return Message("objection-ask-own", values, no)
    if asked.about is None:
        return Message("objection-ask-whole", values, no)
    return Message("objection-ask", {**values, "name": shorten(asked.about, SHORT_NAME)}, no)


# -- answering -----------------------------------------------------------------------------------------


@journey.tap("stl.objs")
async def show_all(talk: Talk) -> None:
    row, _, found = await talk.read(settlement_views.objections_of, talk.number(0))
    await talk.show(_list_message(row, found, talk.number(1)))


@journey.tap("stl.ob")
async def show_one(talk: Talk) -> None:
    await talk.show(_card_message(await talk.read(objections.read, talk.number(0))))


@journey.tap("stl.ans")
async def begin_answer(talk: Talk) -> None:
    objection_id, verdict = talk.number(0), talk.word(1)
    if verdict not in (ObjectionState.UPHELD.value, ObjectionState.REJECTED.value):
        raise UserError("button-broken")
    state = ObjectionState(verdict)
    asked = await talk.run(objections.begin_answer, objection_id, state, ANSWER, talk.now)
    key = "objection-ask-upheld" if state is ObjectionState.UPHELD else "objection-ask-rejected"
    back = Button("button-back", tap_data("stl.unask", objection_id))
    words = asked.objection.words if asked.objection else ""
    await talk.show(Message(key, {"words": shorten(words, SHORT_WORDS)}, ((back,),)))


@journey.tap("stl.unask")
async def leave_answer(talk: Talk) -> None:
    await talk.run(_quit, ANSWER, talk)
    await talk.show(_card_message(await talk.read(objections.read, talk.number(0))))


@journey.answer(ANSWER)
async def answer(talk: Talk) -> None:
    await talk.reply(
        _card_message(await talk.run(objections.answer, talk.subject_id, talk.text, talk.now), answered=True)
    )


def _list_message(row: Settlement, found: Sequence[Objection], page: int) -> Message:
    back = (Button("button-back", tap_data("stl.see", row.id)),)
    if not found:
        return Message("objection-none", buttons=(back,))
    pages = -(-len(found) // PAGE)
    page = min(page, pages - 1)
    shown = found[page * PAGE : (page + 1) * PAGE]
    lines = tuple(
        Message(
            "objection-line", {**_values(one), "number": number, "words": shorten(one.words, SHORT_WORDS)}
        )
        for number, one in enumerate(shown, 1)
    )
    numbers = tuple(
        Button("button-number", tap_data("stl.ob", one.id), values={"number": number})
        for number, one in enumerate(shown, 1)
    )
    rows = (numbers, *turning(page, pages, lambda other: tap_data("stl.objs", row.id, other)), back)
    return Message("objections", {"count": len(found)}, rows, lines)


def _values(one: Objection) -> dict[str, Value]:
    by: Value = shorten(one.by_name, SHORT_NAME) if one.by_name else Term("objection-by-resident")
    about: Value = shorten(one.about_name, SHORT_NAME) if one.about_name else Term("objection-about-whole")
    return {"state": Term(STATES[one.state]), "by": by, "about": about, "words": one.words}


def _card_message(found: Found, *, answered: bool = False) -> Message:
    one, row = found.objection, found.row
    lines = [Message("objection-line-answer", {"answer": one.answer})] if one.answer else []
    rows: list[tuple[Button, ...]] = []
    is_open = one.state is ObjectionState.OPEN and row.state is SettlementState.PUBLISHED
    if is_open and not found.own:
        rows.append(
            (
                Button("objection-button-uphold", tap_data("stl.ans", one.id, ObjectionState.UPHELD.value)),
                Button("objection-button-reject", tap_data("stl.ans", one.id, ObjectionState.REJECTED.value)),
            )
        )
    elif is_open:
        lines.append(Message("objection-line-own"))
    if one.about_person is not None:
        why = tap_data("stl.why", row.id, one.about_person, 0)
        rows.append((Button("settle-button-records", why),))
    if one.state is ObjectionState.UPHELD and row.state is SettlementState.PUBLISHED:
        lines.append(Message("objection-line-correct"))
        rows.append((Button("settle-button-again", tap_data("stl.again", row.id)),))
    rows.append((Button("objection-button-all", tap_data("stl.objs", row.id, 0)),))
    return Message(
        "objection-answered" if answered else "objection-card", _values(one), tuple(rows), tuple(lines)
    )
