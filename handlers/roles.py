"""Giving and taking roles, and a committee member's rights one by one."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from bot.domain.messages import Button, Message, Term
from bot.domain.rights import Right, Role
from bot.errors import UserError
from bot.usecases import roles
from bot.usecases.roles import RolesCard
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("roles")

Word = TypeVar("Word", bound=StrEnum)


@journey.tap("rol")
async def show_roles(talk: Talk) -> None:
    await talk.show(_message(await talk.read(roles.open_roles, talk.number(0))))


@journey.tap("rol.give")
async def give(talk: Talk) -> None:
    card = await talk.run(roles.give_role, talk.number(0), _word(talk, Role), talk.now)
    await talk.show(_message(card), "roles-changed")


@journey.tap("rol.take")
async def take(talk: Talk) -> None:
    role = _word(talk, Role)
    sure = talk.arguments[2:] == ("sure",)
    card = await talk.run(roles.take_role, talk.number(0), role, talk.now, sure=sure)
    if card.warning:
        await talk.show(_warning(card, role))
    else:
        await talk.show(_message(card), "roles-changed")


@journey.tap("rol.right")
async def set_right(talk: Talk) -> None:
    given = talk.arguments[2:] == ("on",)
    card = await talk.run(roles.set_right, talk.number(0), _word(talk, Right), given, talk.now)
    await talk.show(_message(card), "roles-changed")


def _word(talk: Talk, kind: type[Word]) -> Word:
    try:
        return kind(talk.word(1))
    except ValueError:
        raise UserError("button-broken") from None


def _message(card: RolesCard) -> Message:
    person_id = card.member.id
    rows = [
        (
            Button(
                "roles-held" if held else "roles-not-held",
                tap_data("rol.take" if held else "rol.give", person_id, role),
                values={"role": Term(f"role-{role}")},
            ),
        )
        for role, held in card.offered
    ]
    rows += [
        (
            Button(
                "roles-right-given" if given else "roles-right-not-given",
                tap_data("rol.right", person_id, right, "off" if given else "on"),
                values={"right": Term(f"right-{right}")},
            ),
        )
        for right, given in card.rights
    ]
    back = (Button("button-back", tap_data("ros.card", person_id)),)
    more = (Message("roles-rights-below"),) if card.rights else ()
    values = {"name": card.member.name, "branch": card.branch.name}
    return Message("roles-card", values, (*rows, back), more)


def _warning(card: RolesCard, role: Role) -> Message:
    row = (
        Button("button-sure", tap_data("rol.take", card.member.id, role, "sure")),
        Button("button-back", tap_data("rol", card.member.id)),
    )
    return Message("roles-last-secretary", {"name": card.member.name, "branch": card.branch.name}, (row,))
