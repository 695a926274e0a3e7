"""Bots that are born fast: one process imports everything and forks a real bot process for each "run".

Lines on standard input: "run". Lines on standard output: "ready", "born PID", "ended PID STATUS". A bot works
until it is killed; SIGUSR1 asks it to end what is there and to stop, SIGTERM to stop at once.

``python -m tests.durability.nursery``, with the settings in the environment.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any

import uvloop

import locales
from bot.app import App, running
from bot.cli import stop_on_signals
from bot.i18n import Texts
from bot.logs import configure_logging
from bot.settings import Settings, load_settings
from tests.journeys.world import NO_LIMITS


async def _settled(app: App, wanted: asyncio.Event) -> None:
    await wanted.wait()
    await app.settled()


async def _live(settings: Settings) -> None:
    wanted = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, wanted.set)
    stop = stop_on_signals()
    async with running(settings, limits=NO_LIMITS) as app:
        done = asyncio.create_task(_settled(app, wanted))
        done.add_done_callback(lambda _: stop.set())
        await app.run_until(stop)
        done.cancel()


def _child(settings: Settings) -> None:
    status = 1
    try:
        uvloop.run(_live(settings))
        status = 0
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
    finally:
        os._exit(status)


def _say(line: str) -> None:
    print(line, flush=True)


def main() -> None:
    settings = load_settings(env_file=None)
    configure_logging(settings.log_level, "json")
    # Every bot would read the same texts again.
    ready = Texts.load(Path(locales.__path__[0]), settings.default_locale)

    def load(cls: type[Texts], *given: Any) -> Texts:
        return ready

    setattr(Texts, "load", classmethod(load))  # noqa: B010 -- a type checker refuses the plain assignment
    _say("ready")
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _child(settings)
        _say(f"born {pid}")
        _, status = os.waitpid(pid, 0)
        _say(f"ended {pid} {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
