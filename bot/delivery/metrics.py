"""The figures of what is sent, for Prometheus: counted as it happens, and looked up when asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from bot.domain.messages import Lane
from storage.queues import Queue

_SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600)


class Metrics:
    """One registry for one bot. Nothing in it says who wrote what to whom."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._ends = Counter(
            "zhibu_attempts",
            "Tries to deliver a push, by how they ended",
            ["lane", "outcome"],
            registry=self._registry,
        )
        self._floods = Counter(
            "zhibu_floods", "Answers that calls came too fast (429)", registry=self._registry
        )
        self._turns = self._seconds(
            "zhibu_turn_wait_seconds", "How long calls waited for their turn within the limits"
        )
        self._waits = self._seconds(
            "zhibu_delivery_wait_seconds", "From when a delivery was due until it was tried"
        )
        self._outcomes: dict[tuple[Lane, str], Counter] = {}
        self._lease = Gauge(
            "zhibu_lease_held", "1 when this process is the one that sends", registry=self._registry
        )
        self._queued = Gauge(
            "zhibu_queued", "Deliveries that wait to be sent", ["lane"], registry=self._registry
        )
        self._oldest = Gauge(
            "zhibu_oldest_queued_seconds",
            "For how long the oldest waiting delivery has been due",
            ["lane"],
            registry=self._registry,
        )

    def _seconds(self, name: str, meaning: str) -> dict[Lane, Histogram]:
        """By lane: looking a child up by its labels takes longer than to count in it."""
        found = Histogram(name, meaning, ["lane"], buckets=_SECONDS, registry=self._registry)
        return {lane: found.labels(lane.value) for lane in Lane}

    def turn(self, lane: Lane, seconds: float) -> None:
        """A call had its turn after so many seconds."""
        self._turns[lane].observe(seconds)

    def tried(self, lane: Lane, seconds: float) -> None:
        """A delivery was tried so many seconds after it was due."""
        self._waits[lane].observe(max(0.0, seconds))

    def ended(self, lane: Lane, outcome: str) -> None:
        """A try ended: ``sent``, ``not-sent``, ``unknown``, ``dead``."""
        counter = self._outcomes.get((lane, outcome))
        if counter is None:
            counter = self._outcomes[lane, outcome] = self._ends.labels(lane.value, outcome)
        counter.inc()

    def flood(self) -> None:
        """Telegram refused a call because they came too fast."""
        self._floods.inc()

    def holds_lease(self, held: bool) -> None:
        """Whether this process is the one that sends."""
        self._lease.set(held)

    def text(self, queues: Iterable[Queue], now: datetime) -> bytes:
        """All figures as Prometheus reads them; ``queues`` are what waits in the outbox."""
        found = {queue.lane: queue for queue in queues}
        for lane in Lane:
            queue = found.get(lane)
            late = (now - queue.oldest).total_seconds() if queue is not None else 0.0
            self._queued.labels(lane.value).set(queue.count if queue is not None else 0)
            self._oldest.labels(lane.value).set(max(0.0, late))
        return generate_latest(self._registry)
