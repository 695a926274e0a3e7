"""/bind and /unbind: a group chat and the branch whose messages it gets; in private, the list of them."""

from __future__ import annotations

from telegram import ChatMember
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.domain.group_chats import GroupChat, TopicKind
from bot.domain.messages import Button, Message, Term
from bot.domain.people import Branch
from bot.domain.rights import Right, may_anywhere
from bot.errors import UserError
from bot.usecases import group_chats
from bot.usecases.group_chats import GroupCard, GroupPage, Place
from handlers.paging import turning
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("groups")

ADMINISTRATORS = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR})
EVERY_KIND = "all"


# -- in a group ---------------------------------------------------------------------------------------


@journey.command("bind", in_groups=True)
async def bind(talk: Talk) -> None:
    if talk.is_private:
        await show_groups(talk)
        return
    place = await _place(talk)
    await _show(talk, place, await talk.run(group_chats.open_group, place, talk.text, talk.now))


@journey.command("unbind", in_groups=True)
async def unbind(talk: Talk) -> None:
    if talk.is_private:
        await show_groups(talk)
        return
    place = await _place(talk)
    await _ask_to_unbind(talk, await talk.read(group_chats.bound_here, place, talk.user_id))


@journey.tap("grp.pick", in_groups=True)
async def pick_branch(talk: Talk) -> None:
    place = await _place(talk)
    card = await talk.run(group_chats.choose_branch, place, talk.number(0), talk.number(1), talk.now)
    await _show(talk, place, card)


@journey.tap("grp.page", in_groups=True)
async def show_branches(talk: Talk) -> None:
    place = await _place(talk)
    await _show(
        talk, place, await talk.read(group_chats.branch_choices, place, talk.number(0), talk.number(1))
    )


@journey.tap("grp.topic", in_groups=True)
async def set_topic(talk: Talk) -> None:
    place = await _place(talk)
    tapped = talk.query.message if talk.query else None
    if tapped is None or not tapped.is_accessible:
        raise UserError("button-broken")  # too old for Telegram to say which topic it stands in
    card = await talk.run(group_chats.set_topic, place, talk.number(0), _kind(talk), talk.now)
    await _show(talk, place, card)


@journey.tap("grp.back", in_groups=True)
async def go_back(talk: Talk) -> None:
    place = await _place(talk)
    await _show(talk, place, await talk.read(group_chats.bound_here, place, talk.number(0)))


@journey.tap("grp.off", in_groups=True)
async def ask_to_unbind(talk: Talk) -> None:
    place = await _place(talk)
    await _ask_to_unbind(talk, await talk.read(group_chats.bound_here, place, talk.number(0)))


@journey.tap("grp.drop", in_groups=True)
async def unbind_here(talk: Talk) -> None:
    place = await _place(talk)
    card = await talk.run(group_chats.unbind_here, place, talk.number(0), talk.now)
    await talk.show(Message("groups-unbound-here", {"branch": _branch(card).name}))


async def _place(talk: Talk) -> Place:
    """The group and the standing of whoever speaks in it, asked of Telegram before any transaction.

    Raises ``UserError``: ``groups-not-yours``, and ``groups-cannot-ask`` while Telegram does not answer.
    """
    chat = talk.update.effective_chat
    if chat is None or talk.is_private:
        raise UserError("button-broken")
    if not may_anywhere(await talk.who(), Right.BIND_GROUP):
        raise UserError("groups-not-yours")
    try:
        member = await talk.house.bot.get_chat_member(talk.chat_id, talk.user_id)
    except (BadRequest, Forbidden):
        administers = False  # not among those whom Telegram knows there
    except TelegramError:
        raise UserError("groups-cannot-ask") from None
    else:
        administers = member.status in ADMINISTRATORS
    return Place(talk.chat_id, chat.title or "", bool(chat.is_forum), talk.thread, administers)


def _kind(talk: Talk) -> TopicKind | None:
    word = talk.word(1)
    if word == EVERY_KIND:
        return None
    try:
        return TopicKind(word)
    except ValueError:
        raise UserError("button-broken") from None


async def _show(talk: Talk, place: Place, card: GroupCard) -> None:
    if card.choices:
        await talk.show(_choice(talk, card))
    else:
        await talk.show(_settings(talk, place, card))


def _choice(talk: Talk, card: GroupCard) -> Message:
    rows = [
        (Button("groups-branch", tap_data("grp.pick", talk.user_id, one.id), values={"name": one.name}),)
        for one in card.choices
    ]
    row = turning(card.page, card.pages, lambda page: tap_data("grp.page", talk.user_id, page))
    if card.branch is None:
        return Message("groups-which-branch", buttons=(*rows, *row))
    back = (Button("button-back", tap_data("grp.back", talk.user_id)),)
    return Message("groups-which-branch-instead", {"branch": card.branch.name}, (*rows, *row, back))


def _settings(talk: Talk, place: Place, card: GroupCard) -> Message:
    key = "groups-bound-now" if card.bound else "groups-bound"
    lines = [Message("groups-what-comes")]
    rows: list[tuple[Button, ...]] = []
    if place.is_forum:
        lines.append(Message("groups-topics"))
        rows += _topic_rows(talk, place, card)
    last: tuple[Button, ...] = (Button("button-unbind-group", tap_data("grp.off", talk.user_id)),)
    if card.others:
        last = (Button("button-other-branch", tap_data("grp.page", talk.user_id, 0)), *last)
    return Message(key, {"branch": _branch(card).name}, (*rows, last), tuple(lines))


def _topic_rows(talk: Talk, place: Place, card: GroupCard) -> list[tuple[Button, ...]]:
    buttons = [
        Button(
            "groups-kind-here" if card.topics.get(kind) == place.thread_id else "groups-kind-elsewhere",
            tap_data("grp.topic", talk.user_id, kind),
            values={"kind": Term(f"groups-kind-{kind}")},
        )
        for kind in TopicKind
    ]
    every = (Button("button-every-kind", tap_data("grp.topic", talk.user_id, EVERY_KIND)),)
    return [tuple(buttons[:2]), tuple(buttons[2:]), every]


async def _ask_to_unbind(talk: Talk, card: GroupCard) -> None:
    row = (
        Button("button-unbind-group", tap_data("grp.drop", talk.user_id)),
        Button("button-back", tap_data("grp.back", talk.user_id)),
    )
    await talk.show(Message("groups-unbind-here-sure", {"branch": _branch(card).name}, (row,)))


# -- in private ---------------------------------------------------------------------------------------


@journey.tap("grp.list")
@journey.phrase("groups")
async def show_groups(talk: Talk) -> None:
    page = talk.number(0) if talk.arguments else 0
    await talk.show(_list(talk, await talk.read(group_chats.bound_groups, page)))


@journey.tap("grp.show")
async def show_group(talk: Talk) -> None:
    await talk.show(_card(await talk.read(group_chats.bound_group, -talk.number(0))))


@journey.tap("grp.remind")
async def set_reminder(talk: Talk) -> None:
    wanted = bool(talk.number(1))
    card = await talk.run(group_chats.set_meeting_reminder, -talk.number(0), wanted, talk.now)
    await talk.show(_card(card))


def _card(card: GroupCard) -> Message:
    group = _group(card)
    key = "groups-card" if group.is_reachable else "groups-card-lost"
    remind = "button-group-reminder-off" if group.meeting_reminder else "button-group-reminder-on"
    rows = (
        (Button(remind, tap_data("grp.remind", -group.chat_id, 0 if group.meeting_reminder else 1)),),
        (
            Button("button-unbind-group", tap_data("grp.cut", -group.chat_id)),
            Button("button-back", tap_data("grp.list", 0)),
        ),
    )
    return Message(key, {"title": group.title, "branch": _branch(card).name}, rows)


@journey.tap("grp.cut")
async def ask_to_unbind_afar(talk: Talk) -> None:
    card = await talk.read(group_chats.bound_group, -talk.number(0))
    group = _group(card)
    row = (
        Button("button-unbind-group", tap_data("grp.cut-yes", -group.chat_id)),
        Button("button-back", tap_data("grp.show", -group.chat_id)),
    )
    values = {"title": group.title, "branch": _branch(card).name}
    await talk.show(Message("groups-unbind-sure", values, (row,)))


@journey.tap("grp.cut-yes")
async def unbind_afar(talk: Talk) -> None:
    card = await talk.run(group_chats.unbind_group, -talk.number(0), talk.now)
    row = (Button("button-groups", tap_data("grp.list", 0)),)
    await talk.show(Message("groups-unbound", {"title": _group(card).title}, (row,)))


def _list(talk: Talk, found: GroupPage) -> Message:
    rows = [
        (
            Button(
                "groups-one" if group.is_reachable else "groups-one-lost",
                tap_data("grp.show", -group.chat_id),
                values={"title": group.title, "branch": branch.name},
            ),
        )
        for group, branch in found.groups
    ]
    link = f"https://t.me/{talk.house.bot.username}?startgroup=bind"
    add = (Button("button-add-to-group", url=link),)
    key = "groups-list" if rows else "groups-none"
    how = (Message("groups-how"),)
    turn = turning(found.page, found.pages, lambda page: tap_data("grp.list", page))
    return Message(key, buttons=(*rows, *turn, add), more=how)


def _branch(card: GroupCard) -> Branch:
    if card.branch is None:
        raise LookupError("this group is not bound")
    return card.branch


def _group(card: GroupCard) -> GroupChat:
    if card.group is None:
        raise LookupError("this group is not bound")
    return card.group
