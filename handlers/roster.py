"""/roster: the list of a branch, one person's card, inviting and taking off."""

from __future__ import annotations

from datetime import date

from bot.domain.messages import Button, Buttons, Listing, Message, Term, Value
from bot.domain.people import Member, MemberCategory
from bot.domain.rights import Right, may_anywhere
from bot.usecases import members
from bot.usecases.members import BranchPage, Card, Named, RosterPage
from handlers.paging import turning
from handlers.roster_file import receive_file
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("roster")

LONGEST_NAME = 20  # characters
MOST_NAMESAKES = 10


@journey.command("roster")
async def open_roster(talk: Talk) -> None:
    if talk.message is not None and talk.message.document is not None:
        await receive_file(talk, talk.message.document)
        return
    await show_first(talk)


@journey.tap("ros.open")
@journey.phrase("roster")
async def show_first(talk: Talk) -> None:
    found = await talk.read(members.first_page)
    await talk.show(_branches(found) if isinstance(found, BranchPage) else _list(found))


@journey.tap("ros.branches")
async def show_branches(talk: Talk) -> None:
    await talk.show(_branches(await talk.read(members.branches_page, talk.number(0))))


@journey.tap("ros")
async def show_list(talk: Talk) -> None:
    await talk.show(_list(await talk.read(members.roster_page, talk.number(0), talk.number(1))))


@journey.tap("ros.card")
async def show_card(talk: Talk) -> None:
    await talk.show(card_message(await talk.run(members.open_card, talk.number(0), talk.now)))


@journey.listener
async def hear_name(talk: Talk) -> bool:
    """A bare name opens that person's card: a roster has five pages and the secretary ten minutes."""
    name = talk.text
    if not talk.is_private or not 2 <= len(name) <= LONGEST_NAME or "\n" in name:
        return False
    if not may_anywhere(await talk.who(), Right.READ_ROSTER):
        return False
    found = await talk.read(members.people_named, name)
    if not found:
        return False
    if len(found) == 1:
        await talk.reply(card_message(await talk.run(members.open_card, found[0].person_id, talk.now)))
        return True
    rows = tuple((_named(one),) for one in found[:MOST_NAMESAKES])
    await talk.reply(Message("roster-which-person", {"name": name}, rows))
    return True


def _named(one: Named) -> Button:
    values: dict[str, Value] = {"branch": one.branch, "group": one.group or Term("roster-no-group")}
    return Button("roster-namesake", tap_data("ros.card", one.person_id), values=values)


@journey.tap("ros.left")
async def ask_removal(talk: Talk) -> None:
    await _ask(talk, "roster-remove-sure", "button-remove", "ros.left-yes")


@journey.tap("ros.unbind")
async def ask_unbinding(talk: Talk) -> None:
    await _ask(talk, "roster-unbind-sure", "button-unbind", "ros.unbind-yes")


async def _ask(talk: Talk, key: str, label: str, action: str) -> None:
    person_id = talk.number(0)
    name = await talk.read(members.name_of, person_id)
    row = (Button(label, tap_data(action, person_id)), Button("button-back", tap_data("ros.card", person_id)))
    await talk.show(Message(key, {"name": name}, (row,)))


@journey.tap("ros.left-yes")
async def remove(talk: Talk) -> None:
    member = await talk.run(members.remove_member, talk.number(0), talk.now)
    await talk.show(Message("roster-removed", {"name": member.name}, (_to_list(member),)))


@journey.tap("ros.unbind-yes")
async def unbind(talk: Talk) -> None:
    member = await talk.run(members.unbind_member, talk.number(0), talk.now)
    row = (Button("button-back", tap_data("ros.card", member.id)),)
    await talk.show(Message("roster-unbound", {"name": member.name}, (row,)))


def _branches(found: BranchPage) -> Message:
    rows = [
        (Button("roster-branch", tap_data("ros", branch.id, 0), values={"name": branch.name}),)
        for branch in found.branches
    ]
    key = "roster-which-branch" if rows else "roster-no-branch"
    turn = turning(found.page, found.pages, lambda page: tap_data("ros.branches", page))
    return Message(key, buttons=(*rows, *turn))


def _list(found: RosterPage) -> Message:
    rows = [(_person(member, found),) for member in found.members]
    up: Buttons = ((Button("button-branches", tap_data("ros.branches", 0)),),) if found.others else ()
    if found.to_invite:
        data = tap_data("inv.all", found.branch.id)
        up = ((Button("button-invite-all", data, values={"count": found.to_invite}),), *up)
    values: dict[str, Value] = {
        "branch": found.branch.name,
        "count": found.count,
        "page": found.page + 1,
        "pages": found.pages,
    }
    pages = turning(found.page, found.pages, lambda page: tap_data("ros", found.branch.id, page))
    return Message("roster-list", values, (*rows, *pages, *up))


def _person(member: Member, found: RosterPage) -> Button:
    group = found.groups[member.group_id] if member.group_id is not None else Term("roster-no-group")
    key = "roster-person-joined" if member.telegram_id else "roster-person"
    return Button(key, tap_data("ros.card", member.id), values={"name": member.name, "group": group})


def _to_list(member: Member) -> tuple[Button, ...]:
    return (Button("button-back", tap_data("ros", member.branch_id, 0)),)


def card_message(card: Card) -> Message:
    """A person's card with the buttons the actor may press."""
    member = card.member
    values = {
        "name": member.name,
        "branch": card.branch.name,
        "group": card.group.name if card.group else Term("roster-no-group"),
        "kind": Term(f"member-kind-{member.kind}"),
    }
    return Message("roster-card", values, _card_buttons(card), tuple(_card_lines(card)))


def person_lines(
    category: MemberCategory | None, joined_on: date | None, phone: str | None, skills: str | None
) -> list[Message]:
    """What is known of a person, a line each."""
    lines = []
    if category is not None:
        lines.append(Message("roster-card-category", {"category": Term(f"member-category-{category}")}))
    if joined_on is not None:
        lines.append(Message("roster-card-party", {"day": joined_on}))
    if phone is not None:
        lines.append(Message("roster-card-phone", {"phone": phone}))
    if skills is not None:
        lines.append(Message("roster-card-skills", {"skills": skills}))
    return lines


def _card_lines(card: Card) -> list[Message]:
    member = card.member
    lines = person_lines(member.category, member.joined_on, member.phone, member.skills)
    if card.holdings:
        roles = Listing(tuple(Term(f"role-{held.role}") for held in card.holdings))
        lines.append(Message("roster-card-roles", {"roles": roles}))
    lines.append(Message("roster-card-joined" if member.telegram_id else "roster-card-not-joined"))
    if card.rebind_id is not None:
        lines.append(Message("roster-card-rebind"))
    return lines


def _card_buttons(card: Card) -> tuple[tuple[Button, ...], ...]:
    person_id = card.member.id
    rows: list[tuple[Button, ...]] = []
    if card.rebind_id is not None:
        rows.append(
            (
                Button("button-confirm", tap_data("reb.decide", card.rebind_id, "yes")),
                Button("button-return", tap_data("reb.decide", card.rebind_id, "no")),
            )
        )
    offered = (
        (card.may_invite, Button("button-invite", tap_data("ros.invite", person_id))),
        (card.may_grant, Button("button-roles", tap_data("rol", person_id))),
        (card.may_unbind, Button("button-unbind", tap_data("ros.unbind", person_id))),
        (card.may_remove, Button("button-remove", tap_data("ros.left", person_id))),
    )
    shown = [button for allowed, button in offered if allowed]
    rows += [tuple(shown[start : start + 2]) for start in range(0, len(shown), 2)]
    return (*rows, _to_list(card.member))
