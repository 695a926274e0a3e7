"""Which row of a roster file is which person we know: within one branch and one name."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from bot.office.roster import RosterRow
from storage.people import Entry


@dataclass(slots=True)
class Matches:
    """``pairs``: a row and the person it updates, None for a new one. ``unclear``: could be either."""

    pairs: list[tuple[RosterRow, Entry | None]] = field(default_factory=list)
    unclear: list[RosterRow] = field(default_factory=list)


def match(rows: Sequence[RosterRow], known: Sequence[Entry]) -> Matches:
    """Pair the rows of one name in one branch with the people of that name there.

    One row and one person are the same unless both phone and joining date differ. Namesakes are told apart
    by phone, then by joining date; a row that could be either of them is unclear and never guessed.
    """
    found = Matches()
    if len(rows) == 1 and len(known) == 1:
        if differences(rows[0], known[0]) == 2:
            found.unclear.append(rows[0])
        else:
            found.pairs.append((rows[0], known[0]))
        return found
    left, people = list(rows), list(known)
    for key in (_both, _phone, _joined):
        left, people = _pair_by(key, left, people, found)
    here = [person for person in people if person.active] or people
    if len(left) == len(here) == 1 and not differences(left[0], here[0]):
        found.pairs.append((left[0], here[0]))
        return found
    seen = set[Hashable]()
    for row in left:
        mark = (row.phone, row.joined_on)
        if mark in seen or any(not differences(row, person) for person in people):
            found.unclear.append(row)
        else:
            found.pairs.append((row, None))
        seen.add(mark)
    return found


_Key = Callable[[RosterRow | Entry], Hashable | None]


def _both(one: RosterRow | Entry) -> Hashable | None:
    return (one.phone, one.joined_on) if one.phone or one.joined_on else None


def _phone(one: RosterRow | Entry) -> Hashable | None:
    return one.phone


def _joined(one: RosterRow | Entry) -> Hashable | None:
    return one.joined_on


def _pair_by(
    key: _Key, rows: list[RosterRow], people: list[Entry], found: Matches
) -> tuple[list[RosterRow], list[Entry]]:
    """Pair what one row and one person alone have in common; returns what is left of both."""
    left = []
    for row in rows:
        mark = key(row)
        same_people = [person for person in people if mark is not None and key(person) == mark]
        same_rows = [other for other in rows if key(other) == mark]
        if len(same_people) == len(same_rows) == 1:
            found.pairs.append((row, same_people[0]))
            people = [person for person in people if person is not same_people[0]]
        else:
            left.append(row)
    return left, people


def differences(row: RosterRow, person: Entry) -> int:
    """In how many of phone and joining date both say something, and not the same."""
    phones = row.phone is not None and person.phone is not None and row.phone != person.phone
    days = row.joined_on is not None and person.joined_on is not None and row.joined_on != person.joined_on
    return phones + days
