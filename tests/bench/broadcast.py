"""Figures of a broadcast at Telegram's limit: how much of what is allowed is used, and what peers make of it.

The ceiling is 30 messages a second, counted in a sliding second. After one refusal the server refuses
everything until the told time has passed, which is the strict reading of what Telegram does.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.processes import TELEGRAM_CORE, Child
from tests.bench.recipients import FIRST, fill
from tests.bench.scale import Broadcasts
from tests.bench.senders import (
    GRAMMY,
    PEERS,
    NotToBeHadError,
    Office,
    Result,
    grammy,
    peers,
    told,
    zhibu,
)

CEILING = 30.0  # messages a second
RATE = 29.5  # what we are set to, as everybody who sets nothing
LATENCY = "50"  # milliseconds
STRICT = {
    "per_second": CEILING,
    "chat_per_second": 1,
    "chat_burst": 3,
    "group_per_minute": 20,
    "refuse_all": True,
}
SLACK = 40.0  # seconds that a broadcast may take longer than it should before it counts as lost


def broadcast_figures(scale: Broadcasts, folder: Path) -> list[Figure]:
    """Ours with every told pause and with an unexpected one, side by side; then one peer after the other."""
    filled = folder / "recipients.db"
    fill(filled, scale.people)
    with Child.of_module("tests.bench.crowd", LATENCY, core=TELEGRAM_CORE) as crowd:
        crowd.ask("settle", first=FIRST, count=scale.people)
        office = Office(crowd)
        return [*_ours(office, scale, filled), *_peers(office, scale)]


def _ours(office: Office, scale: Broadcasts, filled: Path) -> Iterator[Figure]:
    cases = [*scale.pauses, scale.ban]  # the last is the one with the unexpected refusal
    tokens = [office.new_token(**STRICT, retry_after=pause) for pause in cases]
    patience = scale.people / CEILING + SLACK
    with contextlib.ExitStack() as running:
        bots = [running.enter_context(_bot(office, token, filled)) for token in tokens]
        for bot in bots:
            bot.ask("broadcast", rate=RATE)
        office.crowd.ask("arrived", token=tokens[-1], count=scale.people // 2, patience=patience)
        office.crowd.ask("ban", token=tokens[-1], seconds=scale.ban)
        for token in tokens:
            office.crowd.ask("arrived", token=token, count=scale.people, patience=patience)
    found = [office.result(token) for token in tokens]
    for pause, result in zip(scale.pauses, found, strict=False):
        yield _undisturbed(result, scale, pause)
    yield _disturbed(found[-1], scale)


@contextlib.contextmanager
def _bot(office: Office, token: str, filled: Path) -> Iterator[Child]:
    copy = filled.with_name(f"{token.partition(':')[0]}.db")
    shutil.copy(filled, copy)
    with zhibu(office, token, f"sqlite:///{copy}", RATE) as process:
        yield process


def _undisturbed(result: Result, scale: Broadcasts, pause: int) -> Figure:
    share = result.rate() / CEILING
    return Figure(
        f"share of the ceiling, {scale.people:,} recipients, a refusal would last {pause} s",
        "≥ 98 %, no 429",
        f"{share:.1%}, {_account(result, scale.people)}",
        share >= 0.98 and not result.refused and _whole(result, scale.people),
    )


def _disturbed(result: Result, scale: Broadcasts) -> Figure:
    share = result.rate(without=scale.ban) / CEILING
    return Figure(
        f"  with an unexpected 429 for {scale.ban} s in the middle",
        "nothing lost or doubled, ≥ 97 % of the rest",
        f"{share:.1%}, {_account(result, scale.people)}",
        share >= 0.97 and _whole(result, scale.people),
    )


def _whole(result: Result, people: int) -> bool:
    return result.people == people and not result.doubled


def _account(result: Result, people: int) -> str:
    lost = people - result.people
    return f"{result.refused:,} × 429, {lost:,} lost, {result.doubled:,} doubled"


def _peers(office: Office, scale: Broadcasts) -> Iterator[Figure]:
    with peers(office) as process:
        for name, kind in PEERS.items():
            yield _beside(office, scale, name, process, kind=kind)
    yield _from_npm(office, scale)


def _from_npm(office: Office, scale: Broadcasts) -> Figure:
    why = "it is fetched for a full run only"
    if scale.node:
        try:
            with tempfile.TemporaryDirectory() as folder, grammy(office, Path(folder)) as process:
                return _beside(office, scale, GRAMMY, process)
        except NotToBeHadError as error:
            why = str(error)
    return Figure(f"  beside it: {GRAMMY}", "", f"not run: {why}")


def _beside(office: Office, scale: Broadcasts, name: str, process: Child, **more: str) -> Figure:
    token = office.new_token(**STRICT, retry_after=scale.pauses[-1])
    said = process.ask("send", **told(token, scale.people, scale.peers_get), **more)
    result = office.result(token)
    to_go = scale.people - result.people
    rest = f"{to_go:,} lost" if said["finished"] else f"{to_go:,} to go after {said['seconds']:.0f} s"
    if said["errors"]:
        rest += f" ({len(said['errors']):,} given up)"
    rate = result.rate()
    return Figure(
        f"  beside it: {name}",
        "",
        f"{rate / CEILING:.0%} ({rate:.1f}/s), {result.refused:,} × 429, {rest}, {result.doubled:,} doubled",
    )
