"""Choosing whom a notice is for: toggles over the draft, and what can be toggled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from bot.domain.audience import Audience, AudienceRole, toggled
from bot.domain.notice_form import form_to_json
from bot.domain.people import Branch, Member, MemberCategory, mask_phone
from bot.domain.rights import Actor, Right, Target, may, not_allowed
from bot.errors import UserError
from bot.usecases.notice_card import NoticeCard, Terms, draw, group_label
from bot.usecases.notice_drafts import own_form
from bot.usecases.notice_rights import may_read_categories, may_send, sendable
from storage import audiences, branches, drafts
from storage.database import Transaction

MOST_CHOSEN = 200  # people or branches one by one; more are better told by group, role or committee
PAGE = 12
MOST_SHOWN = 40  # groups or group chats: with more, members are told by role or one by one


class Pick(StrEnum):
    """What a toggle is about. ``WHOLE``, ``NOBODY`` (only the group chats) and ``EVERYWHERE`` need no value;
    ``ROLE`` and ``CATEGORY`` take the name, the others an id."""

    WHOLE = "whole"
    NOBODY = "nobody"
    BRANCH = "branch"
    COMMITTEE = "committee"
    EVERYWHERE = "everywhere"
    GROUP = "group"
    ROLE = "role"
    CATEGORY = "category"
    PERSON = "person"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be toggled: the value to give back, its name (None: a term of the value), and a hint
    that tells people of one name apart."""

    pick: Pick
    value: str
    name: str | None
    chosen: bool
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """What the actor can choose from now.

    ``categories`` is empty without the right to read them, ``branches`` and ``committees`` for whoever has
    only one branch; of the branches these are the first, ``branches_page`` has all. ``groups`` and ``chats``
    are empty when there are too many to choose from.
    """

    branches: tuple[Option, ...]
    committees: tuple[Option, ...]
    everywhere: Option | None
    groups: tuple[Option, ...]
    roles: tuple[Option, ...]
    categories: tuple[Option, ...]
    chats: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of options; ``number`` from 0 of ``pages``."""

    options: tuple[Option, ...]
    number: int
    pages: int


_ID = re.compile("-?[0-9]{1,18}")
# Whoever names some members does not mean the group chats alone.
_NAMING = frozenset({"groups", "roles", "categories", "people"})


def toggle(
    tx: Transaction, actor: Actor, draft_id: int, pick: Pick, value: str, terms: Terms, now: datetime
) -> NoticeCard:
    """Choose one thing more or less; choosing nothing is choosing everybody in the scope.

    Raises ``UserError`` ``not-allowed``, ``button-broken``, ``notice-too-many-chosen``.
    """
    draft, form = own_form(tx, actor, draft_id)
    audience = _within(tx, _TOGGLES[pick](form.audience, value))
    if len(audience.people) > MOST_CHOSEN or len(audience.branches) > MOST_CHOSEN:
        raise UserError("notice-too-many-chosen", limit=MOST_CHOSEN)
    # Nothing chosen yet is no audience that anybody could be forbidden.
    if audience.has_scope and not may_send(tx, actor, audience):
        raise not_allowed(actor)
    form = form.for_whom(audience)
    drafts.save(tx, draft.id, form_to_json(form), now)
    return draw(tx, actor, draft, form, terms, now)


def _whole(audience: Audience, value: str) -> Audience:
    return replace(audience, nobody=False, groups=(), roles=(), categories=(), people=())


def _nobody(audience: Audience, value: str) -> Audience:
    return replace(_whole(audience, value), nobody=not audience.nobody)


def _branch(audience: Audience, value: str) -> Audience:
    chosen = toggled(audience.branches, _number(value))
    return replace(audience, everywhere=False, committees=(), branches=chosen)


def _committee(audience: Audience, value: str) -> Audience:
    chosen = toggled(audience.committees, _number(value))
    return replace(audience, everywhere=False, branches=(), committees=chosen)


def _everywhere(audience: Audience, value: str) -> Audience:
    return replace(audience, everywhere=not audience.everywhere, branches=(), committees=())


def _listed(name: str, read: Callable[[str], object]) -> Callable[[Audience, str], Audience]:
    def change(audience: Audience, value: str) -> Audience:
        try:
            one = read(value)
        except ValueError:
            raise UserError("button-broken") from None
        changes: dict[str, Any] = {name: toggled(getattr(audience, name), one)}
        return replace(audience, nobody=audience.nobody and name not in _NAMING, **changes)

    return change


def _number(value: str) -> int:
    try:
        return _id(value)
    except ValueError:
        raise UserError("button-broken") from None


def _id(value: str) -> int:
    """An id as buttons hold it, no longer than the database's; ``ValueError`` for anything else."""
    if not _ID.fullmatch(value):
        raise ValueError(value)
    return int(value)


_TOGGLES: Mapping[Pick, Callable[[Audience, str], Audience]] = MappingProxyType(
    {
        Pick.WHOLE: _whole,
        Pick.NOBODY: _nobody,
        Pick.BRANCH: _branch,
        Pick.COMMITTEE: _committee,
        Pick.EVERYWHERE: _everywhere,
        Pick.GROUP: _listed("groups", _id),
        Pick.ROLE: _listed("roles", AudienceRole),
        Pick.CATEGORY: _listed("categories", MemberCategory),
        Pick.PERSON: _listed("people", _id),
        Pick.CHAT: _listed("chats", _id),
    }
)


def _within(tx: Transaction, audience: Audience) -> Audience:
    """Without what lies outside the scope: a button may be older than it, or nobody's."""
    return replace(
        audience,
        groups=tuple(one for one in audience.groups if one in audiences.groups_within(tx, audience)),
        people=tuple(one for one in audience.people if one in audiences.people_within(tx, audience)),
        chats=tuple(one for one in audience.chats if one in audiences.chats_within(tx, audience)),
    )


def options(tx: Transaction, actor: Actor, draft_id: int) -> Options:
    """Everything but people."""
    _, form = own_form(tx, actor, draft_id)
    audience = form.audience
    offered = sendable(tx, actor)
    several = len(offered) > 1
    return Options(
        _branch_options(offered[:PAGE], audience) if several else (),
        _committee_options(tx, actor, offered, audience) if several else (),
        _everywhere_option(actor, audience) if several else None,
        _group_options(tx, audience),
        tuple(Option(Pick.ROLE, role.value, None, role in audience.roles) for role in AudienceRole),
        _category_options(tx, actor, audience),
        tuple(
            Option(Pick.CHAT, str(chat.chat_id), chat.title, chat.chat_id in audience.chats)
            for chat in audiences.chats_in(tx, audience, MOST_SHOWN)
        ),
    )


def _branch_options(some: Sequence[Branch], audience: Audience) -> tuple[Option, ...]:
    return tuple(Option(Pick.BRANCH, str(one.id), one.name, one.id in audience.branches) for one in some)


def _committee_options(
    tx: Transaction, actor: Actor, offered: Sequence[Branch], audience: Audience
) -> tuple[Option, ...]:
    ids = {one.committee_id for one in offered if one.committee_id is not None}
    allowed = [one for one in ids if may(actor, Right.SEND_NOTICE, Target(one))]
    return tuple(
        Option(Pick.COMMITTEE, str(one), name, one in audience.committees)
        for one, name in branches.committees_of(tx, allowed).items()
    )


def _everywhere_option(actor: Actor, audience: Audience) -> Option | None:
    if not may(actor, Right.SEND_NOTICE, Target()):
        return None
    return Option(Pick.EVERYWHERE, "", None, audience.everywhere)


def _group_options(tx: Transaction, audience: Audience) -> tuple[Option, ...]:
    alone = len(audience.branches) == 1
    return tuple(
        Option(
            Pick.GROUP,
            str(group.id),
            group.name if alone else group_label(branches.get(tx, group.branch_id).name, group.name),
            group.id in audience.groups,
        )
        for group in audiences.groups_in(tx, audience, MOST_SHOWN)
    )


def _category_options(tx: Transaction, actor: Actor, audience: Audience) -> tuple[Option, ...]:
    if not may_read_categories(tx, actor, audience):
        return ()
    return tuple(Option(Pick.CATEGORY, one.value, None, one in audience.categories) for one in MemberCategory)


def people_page(tx: Transaction, actor: Actor, draft_id: int, number: int, size: int = PAGE) -> Page:
    """A page of the people in the scope, by branch, group and name; beyond the last page comes the last."""
    _, form = own_form(tx, actor, draft_id)
    audience = form.audience
    pages = max(1, -(-audiences.count_scope(tx, audience) // size))
    number = max(0, min(number, pages - 1))
    members = audiences.members(tx, audience, size, number * size)
    doubled = audiences.namesakes(tx, audience, {member.name for member in members})
    shown = tuple(
        Option(
            Pick.PERSON,
            str(member.id),
            member.name,
            member.id in audience.people,
            _hint(tx, member, audience) if member.name in doubled else None,
        )
        for member in members
    )
    return Page(shown, number, pages)


def _hint(tx: Transaction, member: Member, audience: Audience) -> str | None:
    """What tells somebody from others of the same name: where they are, and the end of the phone number."""
    group = branches.find_group(tx, member.group_id) if member.group_id is not None else None
    places = [] if len(audience.branches) == 1 else [branches.get(tx, member.branch_id).name]
    places += [group.name] if group is not None else []
    places += [mask_phone(member.phone)] if member.phone else []
    return " · ".join(places) or None


def branches_page(tx: Transaction, actor: Actor, draft_id: int, number: int, size: int = PAGE) -> Page:
    """A page of the branches the actor may send to, by name; beyond the last page comes the last."""
    _, form = own_form(tx, actor, draft_id)
    offered = sendable(tx, actor)
    pages = max(1, -(-len(offered) // size))
    number = max(0, min(number, pages - 1))
    shown = offered[number * size : (number + 1) * size]
    return Page(_branch_options(shown, form.audience), number, pages)
