"""Bots that are born fast: one process imports everything and forks a real bot process for each "run".

Lines on standard input: "run", "wait PID". Lines on standard output: "ready", "born PID", "ended PID STATUS".
A bot works until it is killed; SIGUSR1 asks it to end what is there and to stop, SIGTERM to stop at once.

``python -m tests.durability.nursery RATE TERM``, with the settings in the environment. RATE is how many
messages go in a second; 0 for as many as they like. TERM is how many seconds a lease holds, and then nobody
looks whether its holder's process lives, as if that ran on another machine; 0 for the way it is.
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import uvloop

import locales
from bot.app import App, running
from bot.cli import stop_on_signals
from bot.delivery import budgets, holder, lease
from bot.delivery.budgets import Limits
from bot.i18n import Texts
from bot.logs import configure_logging
from bot.settings import Settings, load_settings
from tests.durability.rehearsal import rehearse
from tests.journeys.world import NO_LIMITS


async def _settled(app: App, wanted: asyncio.Event) -> None:
    await wanted.wait()
    await app.settled()


async def _live(settings: Settings, limits: Limits) -> None:
    wanted = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, wanted.set)
    stop = stop_on_signals()
    async with running(settings, limits=limits) as app:
        done = asyncio.create_task(_settled(app, wanted))
        done.add_done_callback(lambda _: stop.set())
        await app.run_until(stop)
        done.cancel()


def _child(settings: Settings, limits: Limits) -> None:
    status = 1
    try:
        uvloop.run(_live(settings, limits))
        status = 0
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
    finally:
        os._exit(status)


def _be_elsewhere(term: float) -> None:
    share = term / lease.TERM
    lease.TERM, lease.RENEW, lease.ASK = term, lease.RENEW * share, lease.ASK * share
    lease.HURRY *= share
    holder.PROC = Path("/nowhere")


def _say(line: str) -> None:
    print(line, flush=True)


def main() -> None:
    settings = load_settings(env_file=None)
    limits = replace(NO_LIMITS, per_second=float(sys.argv[1]) or None)
    if term := float(sys.argv[2]):
        _be_elsewhere(term)
    configure_logging(settings.log_level, "json")
    # Every bot would read the same texts again.
    ready = Texts.load(Path(locales.__path__[0]), settings.default_locale)

    def load(cls: type[Texts], *given: Any) -> Texts:
        return ready

    setattr(Texts, "load", classmethod(load))  # noqa: B010 -- a type checker refuses the plain assignment
    with tempfile.TemporaryDirectory() as folder:
        uvloop.run(rehearse(settings, limits, Path(folder)))
    if limits.per_second is not None:
        # A bot that starts catches up at once: with nearly all that a short life has time for.
        budgets.CATCH_UP = 0.0
    # What all share stays shared: collecting garbage would write to every page.
    gc.collect()
    gc.freeze()
    _say("ready")
    for line in sys.stdin:
        match line.split():
            case ["run"]:
                pid = os.fork()
                if pid == 0:
                    _child(settings, limits)
                _say(f"born {pid}")
            case ["wait", pid]:
                _, status = os.waitpid(int(pid), 0)
                _say(f"ended {pid} {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
