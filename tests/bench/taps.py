"""The figure of a tap while a broadcast goes out: a long one, to everybody in a large town.

Nobody waits for it to end. The bot is held to Telegram's limits and keeps them: an answer takes the next
turn, before all that is queued.
"""

from __future__ import annotations

from pathlib import Path

from tests.bench.broadcast import LATENCY, RATE, STRICT
from tests.bench.figures import Figure, percentile
from tests.bench.presses import PATIENCE, Arena, check
from tests.bench.processes import BOT_CORE, TELEGRAM_CORE, Child
from tests.bench.scale import Broadcasts
from tests.bench.town import FIRST_ACCOUNT, build

TAPS = 5.0  # a second; with the edits they leave five sixths of the limit to the broadcast
TOLD = 5  # seconds of a refusal


def tap_figures(scale: Broadcasts, folder: Path) -> list[Figure]:
    """From a press to the second of its two calls."""
    town = build(folder / "taps.db", scale.tap_members, scale.taps, records=scale.tap_members)
    with Child.of_module("tests.bench.telegram", core=TELEGRAM_CORE) as telegram:
        telegram.ask("latency", milliseconds=float(LATENCY))
        telegram.ask("limits", **STRICT, retry_after=TOLD)
        telegram.ask("settle", first=FIRST_ACCOUNT, count=town.members + 1)
        token = Arena(telegram).new_token()
        given = (telegram.ready, token, town.url, str(RATE))
        with Child.of_module("tests.bench.broadcaster", *given, core=BOT_CORE) as bot:
            queued = bot.ask("broadcast", rate=RATE)["people"]
            found = telegram.ask(
                "pace", token=token, presses=town.presses(scale.taps), rate=TAPS, seed=1, patience=PATIENCE
            )
            arrived = telegram.ask("delivered")
    check(town)
    late = percentile(found["latencies"], 0.95)
    middle = percentile(found["latencies"], 0.5)
    return [
        Figure(
            f"a tap answered while {queued:,} are being sent",
            "p95 ≤ 1 s",
            f"p95 {late:.2f} s, p50 {middle:.2f} s ({scale.taps} taps, {arrived:,} sent meanwhile, "
            f"{found['refused']} × 429)",
            late <= 1,
        )
    ]
