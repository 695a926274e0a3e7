"""Figures with the limit lifted, as for paid broadcasts: how fast one core sends, and the memory it takes."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from pathlib import Path

from tests.bench.broadcast import LATENCY, STRICT
from tests.bench.figures import Figure
from tests.bench.footprint import MEGABYTE
from tests.bench.processes import TELEGRAM_CORE, Child
from tests.bench.recipients import FIRST, fill
from tests.bench.scale import Broadcasts
from tests.bench.senders import Office, Result, zhibu

LIMIT, RATE = 1_000, 940.0  # messages a second: what is allowed, and what we are set to: a little less
COUNT_EVERY = 2.0  # seconds between two looks at how it goes, as for the sender's message
WARMING = 0.1  # the share of the time that is waited from the first message before the measuring begins
TOLD = 5  # seconds of a refusal


def paid_figures(scale: Broadcasts, folder: Path) -> list[Figure]:
    """One long broadcast, looked at while it goes."""
    database = fill(folder / "paid.db", scale.paid_people)
    with Child.of_module("tests.bench.crowd", LATENCY, core=TELEGRAM_CORE) as crowd:
        crowd.ask("settle", first=FIRST, count=scale.paid_people)
        office = Office(crowd)
        token = office.new_token(**{**STRICT, "per_second": LIMIT}, retry_after=TOLD)
        with zhibu(office, token, database, RATE) as bot:
            idle = bot.resident()
            bot.forget_peak()
            notice = bot.ask("broadcast", rate=RATE)["notice"]
            _watch(office, token, bot, notice, scale)
            above = (bot.peak() - idle) / MEGABYTE
            result = office.result(token)
    rate = _rate(result, scale.paid_seconds)
    return [
        Figure(
            f"with the limit lifted to {LIMIT:,}/s, bot on one core",
            "≥ 900/s",
            f"{rate:,.0f}/s, {result.refused:,} × 429, {result.doubled:,} doubled",
            rate >= 900 and not result.doubled,
        ),
        Figure(
            f"memory while sending to {scale.paid_people:,}",
            "≤ 60 MB above idle",
            f"{above:+.0f} MB at the highest (idle {idle / MEGABYTE:.0f} MB)",
            above <= 60,
        ),
    ]


def _watch(office: Office, token: str, bot: Child, notice: int, scale: Broadcasts) -> None:
    office.crowd.ask("arrived", token=token, count=1, patience=30.0)
    end = time.monotonic() + (1 + WARMING) * scale.paid_seconds
    while (left := end - time.monotonic()) > 0:
        bot.ask("progress", notice=notice)
        time.sleep(min(COUNT_EVERY, left))


def _rate(result: Result, seconds: float) -> float:
    """Messages a second while it was warm."""
    begin = result.times[0] + WARMING * seconds
    end = min(begin + seconds, result.times[-1])
    return (bisect_right(result.times, end) - bisect_left(result.times, begin)) / (end - begin)
