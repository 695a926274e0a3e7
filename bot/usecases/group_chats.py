"""Binding a group chat to a branch, and which of a forum's topics a kind of message goes to.

A group is bound by somebody who administers it on Telegram and holds the right over the branch. The first
cannot be known in here: the caller asks Telegram before and says so in the ``Place``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.group_chats import GroupChat, GroupReach, TopicKind
from bot.domain.people import Branch
from bot.domain.rights import Actor, Right, may, not_allowed, require
from bot.errors import UserError
from bot.usecases.powers import branch_target, branches_with
from storage import audit, branches, group_chats
from storage.database import Transaction

PAGE = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A group as Telegram describes it at this moment, and the topic in which somebody speaks or taps.

    ``is_administrator``: whether that somebody administers the group there.
    """

    chat_id: int
    title: str
    is_forum: bool
    thread_id: int | None
    is_administrator: bool


@dataclass(frozen=True, slots=True)
class GroupCard:
    """What a group's settings show. ``group`` and ``branch`` are None until it is bound.

    ``choices``: a page of the branches it can be bound to; ``others``: whether there are any. ``topics``: the
    topics of kinds that have one. ``bound``: this very act has bound it.
    """

    group: GroupChat | None
    branch: Branch | None
    choices: tuple[Branch, ...] = ()
    page: int = 0
    pages: int = 1
    others: bool = False
    topics: Mapping[TopicKind, int] = field(default_factory=dict)
    bound: bool = False


@dataclass(frozen=True, slots=True)
class GroupPage:
    """One page of the bound groups that the actor may unbind, each with its branch; pages count from 0."""

    groups: tuple[tuple[GroupChat, Branch], ...]
    page: int
    pages: int


def open_group(tx: Transaction, actor: Actor, place: Place, words: str, now: datetime) -> GroupCard:
    """What /bind does in a group: bind it when only one branch can be meant, else show what there is to do.

    ``words`` narrow the choice to branches whose name has them. Raises ``UserError``:
    ``groups-not-administrator``, ``groups-not-yours``, ``groups-taken``, ``groups-no-such-branch``.
    """
    group, found = _choices(tx, actor, place)
    if group is not None:
        # Whoever can speak there can be written to: this is also how a silenced group comes back.
        group_chats.describe(tx, place.chat_id, place.title, place.is_forum)
        group_chats.set_reach(tx, place.chat_id, GroupReach.OK)
        if not words:
            return _bound(tx, place.chat_id, others=bool(found))
    meant = [one for one in found if words in one.name]
    if not meant:
        raise UserError("groups-no-such-branch", words=words)
    if len(meant) == 1 and group is None:
        return _bind(tx, actor, place, meant[0], found, now)
    return _page(tx, group, meant, 0)


def choose_branch(
    tx: Transaction, actor: Actor, place: Place, asked_by: int, branch_id: int, now: datetime
) -> GroupCard:
    """Bind the group to that branch, whatever it was bound to. ``asked_by``: the account that was asked.

    Raises ``UserError`` like ``open_group``, and ``groups-not-asked``.
    """
    _require_asked(actor, asked_by)
    group, found = _choices(tx, actor, place)
    if group is not None and group.branch_id == branch_id:
        return _bound(tx, place.chat_id, others=bool(found))
    branch = next((one for one in found if one.id == branch_id), None)
    if branch is None:
        raise UserError("groups-not-yours")
    return _bind(tx, actor, place, branch, found, now)


def branch_choices(tx: Transaction, actor: Actor, place: Place, asked_by: int, page: int) -> GroupCard:
    """A page of the branches the group can be bound to. Raises like ``choose_branch``."""
    _require_asked(actor, asked_by)
    group, found = _choices(tx, actor, place)
    if not found:
        raise UserError("groups-not-yours")
    return _page(tx, group, found, page)


def set_topic(
    tx: Transaction, actor: Actor, place: Place, asked_by: int, kind: TopicKind | None, now: datetime
) -> GroupCard:
    """Let a kind of message (None: every kind) come to the topic of ``place``; if it does already, to the
    general one. Raises ``UserError`` like ``choose_branch``, and ``groups-not-bound``.
    """
    _require_asked(actor, asked_by)
    group, found = _bound_here(tx, actor, place)
    kinds = tuple(TopicKind) if kind is None else (kind,)
    here = group_chats.topics(tx, group.chat_id)
    there = place.thread_id is not None and all(here.get(one) == place.thread_id for one in kinds)
    group_chats.put_topic(tx, group.chat_id, kinds, None if there else place.thread_id)
    audit.note(tx, actor, "group-topic", None, now, {"chat": group.chat_id, "kinds": list(kinds)})
    return _bound(tx, group.chat_id, others=bool(found))


def bound_here(tx: Transaction, actor: Actor, place: Place, asked_by: int) -> GroupCard:
    """The settings of the group, once more. Raises like ``set_topic``."""
    _require_asked(actor, asked_by)
    group, found = _bound_here(tx, actor, place)
    return _bound(tx, group.chat_id, others=bool(found))


def unbind_here(tx: Transaction, actor: Actor, place: Place, asked_by: int, now: datetime) -> GroupCard:
    """Unbind the group; returns what it was. Raises like ``set_topic``."""
    card = bound_here(tx, actor, place, asked_by)
    _unbind(tx, actor, place.chat_id, now)
    return card


def bound_groups(tx: Transaction, actor: Actor, page: int) -> GroupPage:
    """The bound groups of every branch the actor may bind for. Raises ``UserError("not-allowed")``."""
    own = {one.id: one for one in branches_with(tx, actor, Right.BIND_GROUP)}
    if not own:
        raise not_allowed(actor)
    found = group_chats.of_branches(tx, own.keys())
    pages = max(1, -(-len(found) // PAGE))
    page = min(page, pages - 1)
    shown = found[page * PAGE : (page + 1) * PAGE]
    return GroupPage(tuple((group, own[group.branch_id]) for group in shown), page, pages)


def bound_group(tx: Transaction, actor: Actor, chat_id: int) -> GroupCard:
    """One bound group, for who may unbind it. Raises ``UserError``: ``groups-not-bound``, ``not-allowed``."""
    group = group_chats.find(tx, chat_id)
    if group is None:
        raise UserError("groups-not-bound")
    require(actor, Right.BIND_GROUP, branch_target(branches.get(tx, group.branch_id)))
    return _bound(tx, chat_id)


def set_meeting_reminder(
    tx: Transaction, actor: Actor, chat_id: int, wanted: bool, now: datetime
) -> GroupCard:
    """Whether a group is reminded of meetings shortly before they begin. Raises like ``bound_group``."""
    card = bound_group(tx, actor, chat_id)
    if card.group is not None and card.group.meeting_reminder is wanted:
        return card
    group_chats.set_meeting_reminder(tx, chat_id, wanted)
    audit.note(tx, actor, "group-reminder", None, now, {"chat": chat_id, "wanted": wanted})
    return bound_group(tx, actor, chat_id)


def unbind_group(tx: Transaction, actor: Actor, chat_id: int, now: datetime) -> GroupCard:
    """Unbind a group from afar: the branch decides what it says where. Raises like ``bound_group``."""
    card = bound_group(tx, actor, chat_id)
    _unbind(tx, actor, chat_id, now)
    return card


def _unbind(tx: Transaction, actor: Actor, chat_id: int, now: datetime) -> None:
    group_chats.unbind(tx, chat_id, now)
    audit.note(tx, actor, "group-unbound", None, now, {"chat": chat_id})


def _bind(
    tx: Transaction, actor: Actor, place: Place, branch: Branch, found: Sequence[Branch], now: datetime
) -> GroupCard:
    was = group_chats.find(tx, place.chat_id)
    group = GroupChat(place.chat_id, branch.id, place.title, actor.locale, place.is_forum)
    group_chats.bind(tx, group, actor.person_id, now)
    audit.note(tx, actor, "group-bound", None, now, {"chat": place.chat_id, "branch": branch.id})
    return _bound(tx, place.chat_id, others=was is not None or len(found) > 1, bound=True)


def _choices(tx: Transaction, actor: Actor, place: Place) -> tuple[GroupChat | None, list[Branch]]:
    """The group as it is bound, and the branches the actor could bind it to instead."""
    own = branches_with(tx, actor, Right.BIND_GROUP)
    if not own:
        raise UserError("groups-not-yours")
    if not place.is_administrator:
        raise UserError("groups-not-administrator")
    group = group_chats.find(tx, place.chat_id)
    if group is not None:
        branch = branches.get(tx, group.branch_id)
        if not may(actor, Right.BIND_GROUP, branch_target(branch)):
            raise UserError("groups-taken", branch=branch.name)
    return group, [one for one in own if group is None or one.id != group.branch_id]


def _bound_here(tx: Transaction, actor: Actor, place: Place) -> tuple[GroupChat, list[Branch]]:
    group, found = _choices(tx, actor, place)
    if group is None:
        raise UserError("groups-not-bound")
    return group, found


def _require_asked(actor: Actor, asked_by: int) -> None:
    if actor.telegram_id != asked_by:
        raise UserError("groups-not-asked")


def _bound(tx: Transaction, chat_id: int, *, others: bool = False, bound: bool = False) -> GroupCard:
    group = group_chats.find(tx, chat_id)
    if group is None:
        raise LookupError(f"no group {chat_id}")
    branch = branches.get(tx, group.branch_id)
    topics = group_chats.topics(tx, chat_id)
    return GroupCard(group, branch, others=others, topics=topics, bound=bound)


def _page(tx: Transaction, group: GroupChat | None, found: Sequence[Branch], page: int) -> GroupCard:
    pages = max(1, -(-len(found) // PAGE))
    page = min(page, pages - 1)
    shown = tuple(found[page * PAGE : (page + 1) * PAGE])
    branch = branches.get(tx, group.branch_id) if group is not None else None
    return GroupCard(group, branch, shown, page, pages, others=True)
