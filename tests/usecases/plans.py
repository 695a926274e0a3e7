"""How SQLite goes about the statements of a query."""

from __future__ import annotations

from collections.abc import Callable

from storage.database import Transaction


def plans_of(tx: Transaction, work: Callable[[], object]) -> list[str]:
    """A line for each SELECT that ``work`` runs."""
    raw = tx._connection.connection.driver_connection
    assert raw is not None
    seen: list[str] = []
    raw.set_trace_callback(seen.append)
    work()
    raw.set_trace_callback(None)
    selects = [statement for statement in seen if statement.startswith("SELECT")]
    return [
        "; ".join(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}")) for statement in selects
    ]
