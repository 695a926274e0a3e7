"""Who broadcasts in a benchmark: the real bot and its peers, each told to send to the same people."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.processes import BOT_CORE, Child
from tests.bench.recipients import FIRST

PEERS = {
    "PTB, one by one": "ptb-loop",
    "PTB gather + retry": "ptb-gather",
    "PTB AIORateLimiter": "ptb-limiter",
    "aiogram gather + retry": "aiogram-gather",
}
GRAMMY = "grammY auto-retry"
PACKAGES = ("grammy@1.46.0", "@grammyjs/auto-retry@2.0.2")
INSTALL_PATIENCE = 60  # seconds
TEXT = "星期六上午八点在东关社区门口集合扫雪，请带上铁锹和手套，路滑慢行。家里有事来不了的，跟组长说一声。"


class NotToBeHadError(Exception):
    """A peer that cannot be run here; the message says why."""


@dataclass(frozen=True)
class Result:
    """What arrived of one sender's broadcast; ``times`` are seconds of one clock."""

    people: int
    doubled: int
    refused: int
    times: list[float]

    @property
    def seconds(self) -> float:
        """From the first to the last."""
        return self.times[-1] - self.times[0] if self.times else 0.0

    def rate(self, without: float = 0.0) -> float:
        """Messages a second from the first to the last, ``without`` so many seconds of a pause."""
        return (len(self.times) - 1) / (self.seconds - without) if len(self.times) > 1 else 0.0


class Office:
    """The server they all send through: a local Telegram whose limits are each bot's own."""

    def __init__(self, crowd: Child) -> None:
        self.crowd = crowd
        self._bots = 0

    def new_token(self, **limits: Any) -> str:
        """The token of another bot, which is held to these limits (``bot.sandbox.limits``)."""
        self._bots += 1
        token = f"{2_000_000_000 + self._bots}:LOCAL-TELEGRAM-for-the-broadcasts-{self._bots:02}"
        self.crowd.ask("open_for", token=token, limits=limits)
        return token

    def result(self, token: str) -> Result:
        """What has arrived of that bot until now."""
        return Result(**self.crowd.ask("tally", token=token))


@contextmanager
def zhibu(office: Office, token: str, database: str, rate: float) -> Iterator[Child]:
    """The real bot at that rate."""
    given = (office.crowd.ready, token, database, str(rate))
    with Child.of_module("tests.bench.broadcaster", *given, core=BOT_CORE) as process:
        yield process


@contextmanager
def peers(office: Office) -> Iterator[Child]:
    """Whoever of ``PEERS`` is told to, one after the other."""
    with Child.of_module("tests.bench.peers", office.crowd.ready, core=BOT_CORE) as process:
        yield process


@contextmanager
def grammy(office: Office, folder: Path) -> Iterator[Child]:
    """grammY, installed in ``folder``. Raises ``NotToBeHadError``."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise NotToBeHadError("no Node here")
    try:
        subprocess.run(
            [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", *PACKAGES],
            cwd=folder,
            check=True,
            timeout=INSTALL_PATIENCE,
            capture_output=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise NotToBeHadError(f"npm could not fetch it ({type(error).__name__})") from None
    script = shutil.copy(Path(__file__).with_name("peer.cjs"), folder)
    with Child.of_program(node, script, office.crowd.ready, core=BOT_CORE) as process:
        yield process


def told(token: str, people: int, patience: float) -> dict[str, Any]:
    """What a peer is told."""
    return {"token": token, "first": FIRST, "count": people, "text": TEXT, "patience": patience}
