"""Children of a rehearsal: forked from one process that has imported what each of them would import.

Only for tests: what a benchmark measures in such a child means nothing. ``python -m tests.bench.spawner FD``
is asked over the socket ``FD``: JSON with the module to run, its arguments and its environment, and with it
the three standard files. It answers with the process id.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import IO, Any, NoReturn

MOST = 65_536  # bytes of a request
STANDARD = 3  # files


class Forked:
    """As much of ``subprocess.Popen`` as a benchmark needs. Its exit status is not known: it is 0."""

    returncode = 0

    def __init__(self, pid: int, stdin: IO[bytes], stdout: IO[bytes]) -> None:
        self.pid, self.stdin, self.stdout = pid, stdin, stdout
        self._handle: int | None = None
        with contextlib.suppress(ProcessLookupError):  # it has ended already
            self._handle = os.pidfd_open(pid)

    def poll(self) -> int | None:
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        if self._ended(timeout) is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return 0

    def send_signal(self, number: int) -> None:
        if self._handle is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _ended(self, timeout: float | None) -> int | None:
        if self._handle is not None:
            if not select.select([self._handle], [], [], timeout)[0]:
                return None
            os.close(self._handle)
            self._handle = None
        return 0


@contextlib.contextmanager
def spawning() -> Iterator[Callable[..., Any]]:
    """What to start children with, in place of ``subprocess.Popen``; only modules are forked."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    number = theirs.fileno()
    with (
        ours,
        subprocess.Popen([sys.executable, "-m", __spec__.name, str(number)], pass_fds=[number]) as process,
    ):
        theirs.close()

        def start(command: tuple[str, ...], **more: Any) -> Any:
            return _fork(ours, command, **more) if command[1] == "-m" else subprocess.Popen(command, **more)

        yield start
        ours.shutdown(socket.SHUT_RDWR)
        process.wait(10)


def _fork(door: socket.socket, command: tuple[str, ...], *, stderr: Any, env: Any, **_: Any) -> Forked:
    (reads, stdin), (stdout, writes) = os.pipe(), os.pipe()
    asked = {"module": command[2], "arguments": command[3:], "environment": env}
    socket.send_fds(door, [json.dumps(asked).encode()], [reads, writes, stderr.fileno()])
    os.close(reads)
    os.close(writes)
    return Forked(int(door.recv(MOST)), os.fdopen(stdin, "wb"), os.fdopen(stdout, "rb"))


def _live(files: list[int], module: str, arguments: list[str], environment: dict[str, str]) -> NoReturn:
    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for place, file in enumerate(files):
            os.dup2(file, place)
            os.close(file)
        os.environ.clear()
        os.environ.update(environment)
        sys.argv = [module, *arguments]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        status = 0
    except BaseException:  # whatever it is, the rest of this process belongs to the parent
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def main(number: str) -> None:
    for name in ("broadcaster", "painter", "ticker"):  # they import what all others do
        __import__(f"tests.bench.{name}")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=int(number)) as door:
        while True:
            request, files, *_ = socket.recv_fds(door, MOST, STANDARD)
            if not request:
                return
            pid = os.fork()
            if pid == 0:
                door.close()
                _live(files, **json.loads(request))
            for file in files:
                os.close(file)
            door.send(str(pid).encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
