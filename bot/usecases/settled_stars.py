"""A settled year as it stays: the figures that were settled, and what was corrected after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.scheme_files import LANGUAGES
from bot.domain.service import ServiceRecord
from bot.domain.settlement import Tally, rating_of
from bot.domain.stars import Counted, Explained, Rating, Scheme, SchemeVersion, Uncounted
from storage import record_lists, records, settlement_records, settlements
from storage.database import Transaction
from storage.settlements import Settlement


@dataclass(frozen=True, slots=True)
class Settled:
    """Somebody's settled year; ``later``: how many of its records have been changed since."""

    row: Settlement
    tally: Tally
    later: int

    @property
    def version(self) -> SchemeVersion:
        """The rules that it was settled by."""
        return self.row.version

    @property
    def rating(self) -> Rating:
        """The stars that were settled."""
        return rating_of(self.row.version, self.tally)

    @property
    def done(self) -> Counted:
        """All that was confirmed then."""
        return Counted(self.tally.services, self.tally.minutes)

    def scheme(self, known: Mapping[str, Scheme]) -> Scheme:
        """The scheme it was settled by; one whose file is gone is called by its key."""
        key = self.row.scheme
        names = dict.fromkeys(LANGUAGES, key)
        return known.get(key) or Scheme(key, names, names, (self.row.version,))


def settled_year(tx: Transaction, person_id: int, year: int) -> Settled | None:
    """What was settled for somebody's year; None when nothing is final. Rights are the caller's to check."""
    found = settlements.settled_line(tx, person_id, year)
    if found is None:
        return None
    row, tally = found
    return Settled(row, tally, len(_changed(tx, row, person_id)))


def _changed(tx: Transaction, row: Settlement, person_id: int) -> set[int]:
    """Records that were counted and are not the same any more."""
    return settlement_records.changed_of(tx, row.id, row.round, person_id)


def explain_settled(
    tx: Transaction, row: Settlement, person_id: int
) -> tuple[tuple[Explained, ...], frozenset[int]]:
    """Somebody's records of the year as they were counted, newest first, and which were changed after.

    Day and duration are those that were counted, the words today's; what came later does not count. Rights
    are the caller's to check.
    """
    kept = settlement_records.kept_of(tx, row.id, row.round, person_id)
    found = {one.id: one for one in record_lists.of_person(tx, person_id, year=row.year)}
    for record_id in kept.keys() - found.keys():  # it was corrected to another year
        moved = records.find(tx, record_id)
        if moved is not None:
            found[record_id] = moved
    lines = [_explained(one, kept.get(one.id)) for one in found.values()]
    lines.sort(key=lambda one: (one.record.facts.day, one.record.id), reverse=True)
    changed = {one.id for one in found.values() if one.id in kept and kept[one.id].version != one.version}
    return tuple(lines), frozenset(changed)


def _explained(record: ServiceRecord, kept: settlement_records.Kept | None) -> Explained:
    if kept is None:
        return Explained(record, False, Uncounted.AFTER_SETTLEMENT)
    facts = replace(record.facts, day=kept.day, minutes=kept.minutes)
    return Explained(replace(record, facts=facts), kept.reason is None, kept.reason)
