"""The figures of pictures: how long a star card takes, and that nobody's tap waits while many are drawn."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from tests.bench.figures import Figure, percentile
from tests.bench.presses import PATIENCE, RATE, Arena, check
from tests.bench.processes import BOT_CORE, TELEGRAM_CORE, Child
from tests.bench.scale import Pictures
from tests.bench.town import FIRST_ACCOUNT, Town, build


def card_figures(scale: Pictures, folder: Path) -> list[Figure]:
    """First and next card, and taps while cards are made."""
    town = build(folder / "cards.db", 1_000, scale.taps * scale.rounds, records=1_000)
    with Child.of_module("tests.bench.telegram", core=TELEGRAM_CORE) as telegram:
        telegram.ask("settle", first=FIRST_ACCOUNT, count=town.members + 1)
        token = Arena(telegram).new_token()
        given = (telegram.ready, token, town.url)
        with Child.of_module("tests.bench.painter", *given, core=BOT_CORE) as bot:
            telegram.ask("first_poll", token=token, patience=30.0)
            first, *others = bot.ask("time", cards=scale.timed)
            late, drawn = _taps(scale, town, telegram, bot, token)
    check(town)
    return [
        _first_and_next(first, others),
        Figure(
            f"a tap while {scale.cards:,} cards are made",
            "p99 ≤ 50 ms",
            f"p99 {percentile(late, 0.99):.1f} ms, p50 {median(late):.1f} ms "
            f"({len(late):,} taps, {drawn:,} cards meanwhile)",
            percentile(late, 0.99) <= 50,
        ),
    ]


def _first_and_next(first: float, others: list[float]) -> Figure:
    return Figure(
        "a star card, first / next",
        "≤ 250 ms / ≤ 40 ms",
        f"{first:.0f} ms / {median(others):.1f} ms",
        first <= 250 and median(others) <= 40,
    )


def _taps(scale: Pictures, town: Town, telegram: Child, bot: Child, token: str) -> tuple[list[float], int]:
    """Milliseconds of every tap until all cards are made; ``RuntimeError`` when a call was refused."""
    late: list[float] = []
    bot.ask("draw", cards=scale.cards)
    for seed in range(scale.rounds):
        presses = town.presses(scale.taps)
        found = telegram.ask("pace", token=token, presses=presses, rate=RATE, seed=seed, patience=PATIENCE)
        if found["refused"] or found["strange"]:
            raise RuntimeError(f"{found['refused']} refused calls, unasked ones: {found['strange'][:5]}")
        late += [one * 1000 for one in found["latencies"]]
        if bot.ask("drawn") >= scale.cards:
            break
    return late, bot.ask("drawn")
