"""A secret ballot for some places: marks on a slip, how many must vote, and who has come in.

A tie over the last place is told, and never broken here: that is for people to do, in the open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

PLACES = 5  # five-star households of a branch in a year (reference 003, seven measures)
MOST_PLACES = 10
LEAST_SLIPS = 3  # in a box that is counted, if so many may vote
MOST_CANDIDATES = 50  # their marks fit into the data of a button
FINAL_WORDS = 200  # characters of a reason
# Buttons that say what somebody votes or thinks of a person, beside who presses them.
SECRET_TAPS = ("hh.mark", "hh.cast", "hh.rec", "kp.say")


class HouseholdState(StrEnum):
    """Where the choice of a year's households has come to."""

    OPEN = "open"  # residents recommend, members nominate themselves
    VOTING = "voting"
    TIED = "tied"  # the last place is between several
    FINAL = "final"
    DROPPED = "dropped"


MOVES: Mapping[HouseholdState, frozenset[HouseholdState]] = {
    HouseholdState.OPEN: frozenset({HouseholdState.VOTING, HouseholdState.DROPPED}),
    HouseholdState.VOTING: frozenset({HouseholdState.TIED, HouseholdState.FINAL, HouseholdState.DROPPED}),
    HouseholdState.TIED: frozenset({HouseholdState.VOTING, HouseholdState.FINAL, HouseholdState.DROPPED}),
    HouseholdState.FINAL: frozenset(),
    HouseholdState.DROPPED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a count says: who has come in, and between whom ``seats`` more places are tied (none: ())."""

    won: tuple[int, ...]
    tied: tuple[int, ...]
    seats: int


def outcome(votes: Mapping[int, int], seats: int) -> Outcome:
    """Who comes in with these votes (by person). Whoever nobody has marked does not."""
    marked = sorted((one for one in votes if votes[one] > 0), key=lambda one: (-votes[one], one))
    if len(marked) <= seats:
        return Outcome(tuple(marked), (), 0)
    last = votes[marked[seats - 1]]
    if votes[marked[seats]] < last:
        return Outcome(tuple(marked[:seats]), (), 0)
    won = tuple(one for one in marked if votes[one] > last)
    return Outcome(won, tuple(one for one in marked if votes[one] == last), seats - len(won))


def quorum(should: int) -> int:
    """How many must have voted: half of those who may, as in a meeting, and so many that the count does not
    tell who has put what into the box."""
    return max(-(-should // 2), min(should, LEAST_SLIPS))


def has_quorum(should: int, voted: int) -> bool:
    """Whether enough have voted."""
    return should > 0 and voted >= quorum(should)


def counted(slips: Iterable[Collection[int]], candidates: Collection[int]) -> dict[int, int]:
    """How many slips mark each candidate."""
    votes = dict.fromkeys(candidates, 0)
    for slip in slips:
        for one in set(slip):
            votes[one] += 1
    return votes


def marked(mask: int, candidates: Sequence[int]) -> tuple[int, ...]:
    """The candidates whose bits are set; ``ValueError`` when one is set that is nobody's."""
    if not 0 <= mask < 1 << len(candidates):
        raise ValueError("a mark beside the list")
    return tuple(one for place, one in enumerate(candidates) if mask >> place & 1)
