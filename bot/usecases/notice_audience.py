"""Choosing whom a notice is for: toggles over the draft, and what can be toggled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.rights import Actor
from bot.usecases.notice_card import NoticeCard
from bot.usecases.notice_drafts import Terms
from storage.database import Transaction


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
    only one branch.
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


def toggle(
    tx: Transaction, actor: Actor, draft_id: int, pick: Pick, value: str, terms: Terms, now: datetime
) -> NoticeCard:
    """Choose one thing more or less; choosing nothing is choosing everybody in the scope.

    Raises ``UserError`` ``not-allowed``, ``button-broken``, ``notice-too-many-chosen``.
    """
    raise NotImplementedError


def options(tx: Transaction, actor: Actor, draft_id: int) -> Options:
    """Everything but people."""
    raise NotImplementedError


def people_page(tx: Transaction, actor: Actor, draft_id: int, number: int, size: int = 12) -> Page:
    """A page of the people in the scope, by branch, group and name."""
    raise NotImplementedError


def branches_page(tx: Transaction, actor: Actor, draft_id: int, number: int, size: int = 12) -> Page:
    """A page of the branches the actor may send to, by name."""
    raise NotImplementedError
