"""Figures of the confirm press: throughput, added latency, slow networks, cost as the town grows."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.figures import Figure, percentile
from tests.bench.processes import BOT_CORE, Child
from tests.bench.scale import Scale
from tests.bench.town import Town, build

PATIENCE = 120.0  # seconds for one round
RATE = 100.0  # presses a second
LATENCY = 50.0  # milliseconds
QUICK_CONCURRENCY = 32  # of the bare bot with our transport, which stands beside for information


@dataclass
class Contestant:
    """A bot at work on the local Telegram; ``town`` is None for one that stores nothing."""

    name: str
    token: str
    process: Child
    telegram: Child
    town: Town | None = None

    def flood(self, count: int) -> float:
        """Presses handled a second when all come at once."""
        return count / float(self._round("flood", count)["seconds"])

    def cost(self, count: int) -> float:
        """Processor milliseconds a press when all come at once."""
        before = self.process.cpu_seconds()
        self._round("flood", count)
        return (self.process.cpu_seconds() - before) * 1000 / count

    def latencies(self, count: int, seed: int) -> list[float]:
        """Milliseconds from press to second call, at ``RATE``."""
        found = self._round("pace", count, rate=RATE, seed=seed)
        return [one * 1000 for one in found["latencies"]]

    def _round(self, operation: str, count: int, **more: Any) -> dict[str, Any]:
        presses = self.town.presses(count) if self.town else _anybody(count)
        found: dict[str, Any] = self.telegram.ask(
            operation, token=self.token, presses=presses, patience=PATIENCE, **more
        )
        if found["refused"] or found["strange"]:
            raise RuntimeError(
                f"{self.name}: {found['refused']} refused calls, unasked ones: {found['strange'][:5]}"
            )
        return found


def _anybody(count: int) -> list[tuple[int, str]]:
    return [(5_000_000_001 + number % 200, f"rev.ok:{number}:1") for number in range(count)]


class Arena:
    """Starts contestants, each with a token of its own."""

    def __init__(self, telegram: Child) -> None:
        self._telegram = telegram
        self._tokens = 0

    @contextlib.contextmanager
    def zhibu(self, town: Town) -> Iterator[Contestant]:
        with self._bot("zhibu", town, "real_bot", town.url) as bot:
            yield bot

    @contextlib.contextmanager
    def ptb(self, transport: str, concurrency: int) -> Iterator[Contestant]:
        with self._bot(
            f"PTB {transport} {concurrency}", None, "bare_bot", transport, str(concurrency)
        ) as bot:
            yield bot

    @contextlib.contextmanager
    def _bot(self, name: str, town: Town | None, module: str, *arguments: str) -> Iterator[Contestant]:
        token = self.new_token()
        base = self._telegram.ready
        with Child.of_module(f"tests.bench.{module}", base, token, *arguments, core=BOT_CORE) as process:
            self._telegram.ask("first_poll", token=token, patience=30.0)
            yield Contestant(name, token, process, self._telegram, town)

    def new_token(self) -> str:
        """The token of another bot of the local Telegram."""
        self._tokens += 1
        token = f"{1_000_000_000 + self._tokens}:LOCAL-TELEGRAM-for-the-benchmarks-{self._tokens:02}"
        self._telegram.ask("add_bot", token=token)
        return token


def _needed(scale: Scale) -> int:
    """Presses on one town, all figures together."""
    return scale.warm + scale.rounds * (scale.flood + scale.slow_flood + scale.paced)


@contextlib.contextmanager
def towns(scale: Scale, folder: Path) -> Iterator[tuple[Town, Town]]:
    """A small and a large town; afterwards every press must have had its one effect."""
    small, large = (build(folder / f"{members}.db", members, 2 * _needed(scale)) for members in scale.members)
    yield small, large
    check(small, large)


def check(*pressed: Town) -> None:
    """Raises ``RuntimeError`` unless every press had its one effect."""
    wrong = [line for town in pressed for line in town.wrong()]
    if wrong:
        raise RuntimeError("the presses left the database wrong: " + "; ".join(wrong))


def press_figures(arena: Arena, telegram: Child, scale: Scale, small: Town, large: Town) -> list[Figure]:
    """All figures of the confirm press."""
    best = _best_settings(arena, telegram, scale)
    with contextlib.ExitStack() as running:
        ours = running.enter_context(arena.zhibu(small))
        ours_large = running.enter_context(arena.zhibu(large))
        quick = running.enter_context(arena.ptb("aiohttp", QUICK_CONCURRENCY))
        peers = {one: running.enter_context(arena.ptb("httpx", one)) for one in {*best.values()}}
        for bot in (ours, ours_large, quick, *peers.values()):
            bot.flood(scale.warm)
        return [
            *_throughput(scale, ours, peers[best["flood"]], quick),
            _added_latency(scale, ours_large, peers[best["pace"]]),
            _slow_network(scale, telegram, ours, peers[best["slow"]]),
            _cost(scale, ours, ours_large),
        ]


def _best_settings(arena: Arena, telegram: Child, scale: Scale) -> dict[str, int]:
    """For each figure the number of updates at a time with which the bare bot does best."""
    scores: dict[str, dict[int, float]] = {"flood": {}, "pace": {}, "slow": {}}
    for concurrency in scale.concurrency:
        with arena.ptb("httpx", concurrency) as peer:
            peer.flood(scale.warm)
            scores["flood"][concurrency] = peer.flood(scale.warm)
            scores["pace"][concurrency] = -percentile(peer.latencies(scale.warm // 2, seed=0), 0.99)
            with _slow(telegram):
                scores["slow"][concurrency] = peer.flood(scale.warm // 2)
    return {figure: max(found, key=lambda one: found[one]) for figure, found in scores.items()}


@contextlib.contextmanager
def _slow(telegram: Child) -> Iterator[None]:
    """Every call takes ``LATENCY``."""
    telegram.ask("latency", milliseconds=LATENCY)
    try:
        yield
    finally:
        telegram.ask("latency", milliseconds=0.0)


def _throughput(scale: Scale, ours: Contestant, peer: Contestant, quick: Contestant) -> Iterator[Figure]:
    rates: dict[str, list[float]] = {bot.name: [] for bot in (ours, peer, quick)}
    for _ in range(scale.rounds):
        for bot in (ours, peer, quick):
            rates[bot.name].append(bot.flood(scale.flood))
    mid = {name: median(found) for name, found in rates.items()}
    times = median(a / b for a, b in zip(rates[ours.name], rates[peer.name], strict=True))
    yield Figure(
        "confirm presses stored and answered",
        "≥ 2 × bare PTB (dream: 3 ×)",
        f"{mid[ours.name]:,.0f}/s, {times:.2f} ×",
        times >= 2,
    )
    yield Figure(f"  beside it: {peer.name}, nothing stored", "", f"{mid[peer.name]:,.0f}/s")
    yield Figure(f"  beside it: {quick.name}, nothing stored", "", f"{mid[quick.name]:,.0f}/s")


def _added_latency(scale: Scale, ours: Contestant, peer: Contestant) -> Figure:
    late = []
    for seed in range(scale.rounds):
        mine, theirs = ours.latencies(scale.paced, seed), peer.latencies(scale.paced, seed)
        late.append((percentile(mine, 0.99), percentile(theirs, 0.99)))
    added = median(mine - theirs for mine, theirs in late)
    our_p99, their_p99 = (median(one[place] for one in late) for place in (0, 1))
    town = ours.town
    assert town is not None
    return Figure(
        f"added p99 at {RATE:.0f}/s, {town.members:,} members, {town.records:,} records",
        "≤ 10 ms",
        f"{added:+.1f} ms (p99 {our_p99:.1f} ms; {peer.name}: {their_p99:.1f} ms)",
        added <= 10,
    )


def _slow_network(scale: Scale, telegram: Child, ours: Contestant, peer: Contestant) -> Figure:
    with _slow(telegram):
        mine = [ours.flood(scale.slow_flood) for _ in range(scale.rounds)]
        theirs = peer.flood(scale.slow_flood)
    return Figure(
        f"confirm presses with API latency {LATENCY:.0f} ms",
        "≥ 500/s",
        f"{median(mine):,.0f}/s ({peer.name}: {theirs:,.0f}/s)",
        median(mine) >= 500,
    )


def _cost(scale: Scale, small: Contestant, large: Contestant) -> Figure:
    costs = [(small.cost(scale.flood), large.cost(scale.flood)) for _ in range(scale.rounds)]
    times = median(b / a for a, b in costs)
    before, after = (median(one[place] for one in costs) for place in (0, 1))
    assert small.town is not None
    assert large.town is not None
    return Figure(
        f"cost per update, {small.town.members:,} → {large.town.members:,} members",
        "≤ 1.2 ×",
        f"{times:.2f} × ({before:.2f} → {after:.2f} ms of CPU)",
        times <= 1.2,
    )
