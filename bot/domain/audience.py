"""Whom a notice is for, as the sender chose it: data, turned into a condition over the roster by storage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, TypeVar

from bot.domain.people import MemberCategory

T = TypeVar("T")


class AudienceRole(StrEnum):
    """Members by what they are: ``COMMITTEE`` is the secretary with the branch committee (支委)."""

    COMMITTEE = "committee"
    GROUP_LEADERS = "group-leaders"
    FULL = "full"
    PROBATIONARY = "probationary"
    SECRETARIES = "secretaries"


@dataclass(frozen=True, slots=True)
class Audience:
    """A scope, and who in it.

    The scope is ``branches``, ``committees`` (ids) or ``everywhere``. Within it whoever is in one of
    ``groups``, has one of ``roles`` or ``categories``, or is one of ``people`` (ids) is meant; with none of
    these named, everybody. ``chats`` are bound group chats (Telegram ids) beside them; ``nobody``: the group
    chats alone.
    """

    branches: tuple[int, ...] = ()
    committees: tuple[int, ...] = ()
    everywhere: bool = False
    groups: tuple[int, ...] = ()
    roles: tuple[AudienceRole, ...] = ()
    categories: tuple[MemberCategory, ...] = ()
    people: tuple[int, ...] = ()
    chats: tuple[int, ...] = ()
    nobody: bool = False

    @property
    def has_scope(self) -> bool:
        """Whether it is known where the members are looked for."""
        return self.everywhere or bool(self.branches or self.committees)

    @property
    def is_everybody(self) -> bool:
        """Whether every member in the scope is meant."""
        return not (self.nobody or self.groups or self.roles or self.categories or self.people)


def audience_to_json(audience: Audience) -> dict[str, Any]:
    """A JSON object that ``audience_from_json`` reads back; what is empty is left out."""
    found = {field.name: getattr(audience, field.name) for field in fields(audience)}
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in found.items() if value
    }


def audience_from_json(data: Mapping[str, Any]) -> Audience:
    """The inverse of ``audience_to_json``; raises ``ValueError`` for a role or category that is none."""
    return Audience(
        branches=tuple(data.get("branches", ())),
        committees=tuple(data.get("committees", ())),
        everywhere=bool(data.get("everywhere")),
        groups=tuple(data.get("groups", ())),
        roles=tuple(map(AudienceRole, data.get("roles", ()))),
        categories=tuple(map(MemberCategory, data.get("categories", ()))),
        people=tuple(data.get("people", ())),
        chats=tuple(data.get("chats", ())),
        nobody=bool(data.get("nobody")),
    )


def toggled(chosen: Iterable[T], one: T) -> tuple[T, ...]:
    """The choice with ``one`` taken out if it was in it, else added."""
    kept = tuple(chosen)
    return tuple(each for each in kept if each != one) if one in kept else (*kept, one)
