"""Processes that are born fast: one imports everything, and forks a real one for each that is asked for.

A line of JSON on standard input asks for one: ``{"kind": "run", "tick" or "zhibu", "log": …, …}``; what else
it holds is what ``_run``, ``_tick`` and ``_zhibu`` take. Lines on standard output: "ready", "born PID",
"ended PID STATUS". When standard input ends, all of them are killed.

A bot works until it is killed; SIGUSR1 asks it to end what is there and to stop, SIGTERM to stop at once.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import json
import os
import pkgutil
import selectors
import signal
import sys
import tempfile
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import uvloop

import bot.commands
import locales
from bot.app import App, running
from bot.cli import main as command_line
from bot.cli import stop_on_signals
from bot.delivery import budgets, holder, lease
from bot.delivery.budgets import Limits
from bot.i18n import Texts
from bot.logs import configure_logging
from bot.settings import Settings, load_settings
from tests.durability import ticking
from tests.durability.rehearsal import rehearse
from tests.journeys.world import NO_LIMITS
from tests.support.telegram import TOKEN


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


def _run(settings: dict[str, Any], rate: float, term: float) -> Coroutine[Any, Any, None]:
    """A bot.

    ``rate`` is how many messages go in a second; 0 for as many as they like. ``term`` is how many seconds a
    lease holds, and then nobody looks whether its holder's process lives, as if that ran on another machine;
    0 for the way it is.
    """
    if term:
        _be_elsewhere(term)
    if rate:
        # A bot that starts catches up at once: with nearly all that a short life has time for.
        budgets.CATCH_UP = 0.0
    return _live(load_settings(env_file=None, **settings), replace(NO_LIMITS, per_second=rate or None))


def _tick(url: str, origin: float, speed: float, term: float) -> Coroutine[Any, Any, None]:
    """A process that only looks at the clock."""
    if term:
        _be_elsewhere(term)
    return ticking.tick(url, origin, speed, needs_lease=bool(term))


def _zhibu(arguments: list[str], folder: str, environment: dict[str, str], out: str) -> None:
    """The ``zhibu`` command, as somebody types it in a folder."""
    os.chdir(folder)
    os.umask(0o022)
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
    sys.argv = ["zhibu", *arguments]
    command_line(prog_name="zhibu")


def _be_elsewhere(term: float) -> None:
    share = term / lease.TERM
    lease.TERM, lease.RENEW, lease.ASK = term, lease.RENEW * share, lease.ASK * share
    lease.HURRY *= share
    holder.PROC = Path("/nowhere")


_LIVES: dict[str, Callable[..., Coroutine[Any, Any, None] | None]] = {
    "run": _run,
    "tick": _tick,
    "zhibu": _zhibu,
}


def _child(kind: str, log: str, given: dict[str, Any]) -> None:
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(nothing, 1)
        os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
        life = _LIVES[kind](**given)
        if life is not None:
            uvloop.run(life)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _say(line: str) -> None:
    print(line, flush=True)


def _learn() -> None:
    """What every child would have to read, to look up or to compile."""
    for _, name, _ in pkgutil.iter_modules(bot.commands.__path__, "bot.commands."):
        importlib.import_module(name)
    configure_logging("WARNING", "json")
    settings = load_settings(env_file=None, bot_token=TOKEN, web_port=0)
    ready = Texts.load(Path(locales.__path__[0]), settings.default_locale)

    def load(cls: type[Texts], *given: Any) -> Texts:
        return ready

    setattr(Texts, "load", classmethod(load))  # noqa: B010 -- a type checker refuses the plain assignment
    with tempfile.TemporaryDirectory() as folder:
        uvloop.run(rehearse(settings, NO_LIMITS, Path(folder)))
    # What all share stays shared: collecting garbage would write to every page.
    gc.collect()
    gc.freeze()


class _Parent:
    """Bears children, and says when each has ended."""

    def __init__(self) -> None:
        self._alive: set[int] = set()
        self._asked = b""
        woken, wakes = os.pipe()
        os.set_blocking(woken, False)
        os.set_blocking(wakes, False)
        self._woken = woken
        signal.set_wakeup_fd(wakes)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def work(self) -> None:
        with selectors.DefaultSelector() as ready:
            ready.register(sys.stdin.fileno(), selectors.EVENT_READ, self._hear)
            ready.register(self._woken, selectors.EVENT_READ, self._reap)
            asked = True
            while asked:
                for key, _ in ready.select():
                    asked = key.data() and asked
        for pid in self._alive:
            os.kill(pid, signal.SIGKILL)

    def _hear(self) -> bool:
        heard = os.read(sys.stdin.fileno(), 65_536)
        *lines, self._asked = (self._asked + heard).split(b"\n")
        for line in lines:
            self._bear(**json.loads(line))
        return bool(heard)

    def _bear(self, kind: str, log: str, **given: Any) -> None:
        pid = os.fork()
        if pid == 0:
            _child(kind, log, given)
        self._alive.add(pid)
        _say(f"born {pid}")

    def _reap(self) -> bool:
        os.read(self._woken, 4096)
        for pid in tuple(self._alive):
            found, status = os.waitpid(pid, os.WNOHANG)
            if found:
                self._alive.discard(pid)
                _say(f"ended {pid} {os.waitstatus_to_exitcode(status)}")
        return True


def main() -> None:
    _learn()
    parent = _Parent()
    _say("ready")
    parent.work()


if __name__ == "__main__":
    main()
