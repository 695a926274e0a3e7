"""Counting a frozen year again, by the records as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.rights import Actor
from bot.domain.settlement import Tally
from bot.errors import UserError
from bot.usecases.settling import LEDGER, differs, write_count
from storage import audit, ledger, settlement_counts, settlement_records, settlements
from storage.database import Transaction
from storage.settlement_counts import Count
from storage.settlements import Named, Settlement


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody's line before and after a new count; None: there was or is none."""

    name: str
    person_id: int
    before: Tally | None
    after: Tally | None


def compare(tx: Transaction, actor: Actor, row: Settlement) -> tuple[Changed, ...]:
    """Whose line would be another if it were counted now; nothing is kept.

    Raises ``UserError("settle-differs")``.
    """
    count = _count_again(tx, actor, row)
    changed = _changes(tx, row, count.round)
    settlement_counts.forget(tx, count, count.ids)
    return changed


def recount(
    tx: Transaction, actor: Actor, row: Settlement, now: datetime
) -> tuple[Settlement, tuple[Changed, ...]]:
    """Put a new count in the place of the one that holds, which stays as history; who has another line now.

    When nothing has changed, neither a line nor a record, there is no new count. Rights, and whether it may
    still be counted again, are the caller's to check. Raises ``UserError`` ``settle-differs``,
    ``settle-moved-on``.
    """
    count = _count_again(tx, actor, row)
    changed = _changes(tx, row, count.round)
    if not changed and settlement_records.is_same(tx, row.id, row.round, count.round):
        settlement_counts.forget(tx, count, count.ids)
        return row, ()
    after = settlements.change(tx, row, round=count.round)
    if after is None:
        raise UserError("settle-moved-on")
    settlements.note_round(tx, [row.id], count.round, actor.person_id, now)
    ledger.write(tx, LEDGER, row.id, now)
    detail = {"settlement": row.id, "round": count.round}
    audit.note_many(
        tx, actor, "year-recounted", [(one.person_id, detail) for one in changed] or [(None, detail)], now
    )
    return after, changed


def _count_again(tx: Transaction, actor: Actor, row: Settlement) -> Count:
    count = Count([row.id], row.round + 1, row.year, row.version)
    write_count(tx, count)
    wrong = settlement_counts.differing(tx, count)
    if wrong:
        raise differs(tx, actor, [person_id for _, person_id in wrong])
    return count


def _changes(tx: Transaction, row: Settlement, round_: int) -> tuple[Changed, ...]:
    before = _by_person(settlements.lines(tx, row))
    after = _by_person(settlements.lines(tx, row, round_))
    found = []
    for person_id in sorted(before.keys() | after.keys()):
        was, now = before.get(person_id), after.get(person_id)
        if was is None or now is None or was.tally != now.tally:
            name = (was or now or Named("", None, Tally(person_id, 0, 0, 0, 0))).name
            found.append(Changed(name, person_id, was.tally if was else None, now.tally if now else None))
    return tuple(found)


def _by_person(lines: Sequence[Named]) -> dict[int, Named]:
    return {one.tally.person_id: one for one in lines}
