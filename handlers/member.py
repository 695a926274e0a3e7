"""Adding one member by a sentence, with the command /member or without it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.messages import Button, Message, Term
from bot.domain.rights import Right, may_anywhere
from bot.i18n import LOCALES
from bot.office.roster import RosterRow
from bot.parsing.member import member_sentence
from bot.usecases import adding
from bot.usecases.adding import AddingCard
from handlers.inviting import invite_message
from handlers.roster import person_lines
from handlers.roster_file import founding_for
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("member")

_DOUBTS: Mapping[str, str] = MappingProxyType(
    {
        "joined-day-assumed": "roster-doubt-day",
        "joined-unclear": "roster-doubt-joined",
        "date-impossible": "roster-doubt-date",
        "phone-unclear": "roster-doubt-phone",
    }
)


@journey.command("member")
async def member(talk: Talk) -> None:
    first, *_ = _opening_words(talk, talk.locale)
    if not talk.text or not (await _add(talk, talk.text) or await _add(talk, f"{first} {talk.text}")):
        await talk.reply(Message("roster-how-to-add"))


@journey.listener
async def hear_sentence(talk: Talk) -> bool:
    """Takes only what begins as the texts say, so that a service is never mistaken for a member."""
    text = talk.text.lower()
    words = [word for locale in LOCALES for word in _opening_words(talk, locale)]
    if not text or not talk.is_private or not text.startswith(tuple(words)):
        return False
    if not may_anywhere(await talk.who(), Right.EDIT_ROSTER):
        return False
    return await _add(talk, talk.text)


def _opening_words(talk: Talk, locale: str) -> list[str]:
    return talk.house.texts.format(locale, "roster-add-words", html=False).split("|")


async def _add(talk: Talk, text: str) -> bool:
    said = member_sentence(text)
    if said is None:
        return False
    await talk.reply(_card(await talk.run(adding.start_adding, said, talk.now)))
    return True


def _card(card: AddingCard) -> Message:
    lines = [*_facts(card.row)]
    lines += [Message(_DOUBTS[code], {"text": text}) for code, text in card.doubts if code in _DOUBTS]
    if card.namesake:
        lines.append(Message("roster-adding-namesake", {"name": card.row.name}))
    row = (
        Button("button-submit", tap_data("mem.add", card.draft_id)),
        Button("button-cancel", tap_data("mem.drop", card.draft_id)),
    )
    values = {"name": card.row.name, "branch": card.row.branch}
    return Message("roster-adding", values, (row,), tuple(lines))


def _facts(row: RosterRow) -> list[Message]:
    lines = [
        Message("roster-adding-group", {"group": row.group or Term("roster-no-group")}),
        Message("roster-adding-kind", {"kind": Term(f"member-kind-{row.kind}")}),
    ]
    if row.office is not None:
        lines.append(Message("roster-adding-office", {"office": Term(f"office-{row.office}")}))
    return lines + person_lines(row.category, row.joined_on, row.phone, row.skills)


@journey.tap("mem.add")
async def submit(talk: Talk) -> None:
    added = await talk.run(adding.submit_adding, talk.number(0), talk.now, founding_for(talk))
    row = (Button("button-card", tap_data("ros.card", added.person_id)),)
    await talk.show(Message("roster-added", {"name": added.name}, (row,)))
    if added.invite is not None:
        await talk.reply(invite_message(talk, added.invite))


@journey.tap("mem.drop")
async def cancel(talk: Talk) -> None:
    await talk.run(adding.cancel_adding, talk.number(0), talk.now)
    await talk.show(Message("roster-adding-dropped"))
