"""Names in a sentence → the people of the branch they may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.domain.people import Member
from bot.parsing.scan import shadow

T = TypeVar("T")

NEAR_LIMIT = 3  # people offered for one name that nobody has


@dataclass(frozen=True, slots=True)
class Named:
    """``sure``: the one person of exactly that name; ``offered``: everybody a name may mean, the sure ones
    too; ``unknown``: names that mean nobody, as written."""

    sure: tuple[int, ...]
    offered: tuple[int, ...]
    unknown: tuple[str, ...]


def match_names(names: Sequence[str], members: Sequence[Member]) -> Named:
    """Find these names among ``members``: exact ones first, near ones only for a name that nobody has."""
    sure: list[int] = []
    offered: list[int] = []
    unknown: list[str] = []
    plain = {member.id: _plain(member.name) for member in members}
    for name in names:
        wanted = _plain(name)
        found = [member.id for member in members if plain[member.id] == wanted]
        if len(found) == 1:
            sure += found
        found = found or _near(wanted, plain)
        offered += found
        if not found:
            unknown.append(name)
    return Named(_once(sure), _once(offered), _once(unknown))


def _once(items: Sequence[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


def _plain(name: str) -> str:
    return "".join(shadow(name).split())


def _near(wanted: str, plain: dict[int, str]) -> list[int]:
    """The closest names, one slip of the pen away (two in a long one) and with the same first character."""
    # Names are looked for rarely, and the library takes its megabytes from every idle process.
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA

    slips = 2 if len(wanted) >= 8 else 1
    close = [
        (OSA.distance(wanted, name), -fuzz.ratio(wanted, name), person_id)
        for person_id, name in plain.items()
        if name[:1] == wanted[:1] and OSA.distance(wanted, name, score_cutoff=slips) <= slips
    ]
    return [person_id for *_, person_id in sorted(close)[:NEAR_LIMIT]]
