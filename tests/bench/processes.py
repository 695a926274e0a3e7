"""Processes of a benchmark: each on a core of its own, asked and answered in lines of JSON."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Self

TELEGRAM_CORE, BOT_CORE = 0, 1
LOG_SHOWN = 4_000  # bytes of a failed process's log
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def cores() -> list[int]:
    """The cores this process may use."""
    return sorted(os.sched_getaffinity(0))


class Child:
    """A process that says ``{"ready": …}`` in its first line and then answers each line with one."""

    # A rehearsal starts them at less cost.
    start: ClassVar[Callable[..., subprocess.Popen[bytes]]] = subprocess.Popen

    def __init__(self, *command: str, core: int, environment: dict[str, str] | None = None) -> None:
        usable = cores()
        wanted = usable[core % len(usable)]
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 -- it lives as long as the process
        self._process = self.start(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env={**os.environ, **(environment or {})},
            # Before the program begins, so that every thread it starts stays there too.
            preexec_fn=lambda: os.sched_setaffinity(0, {wanted}),
        )

    @classmethod
    def of_module(cls, module: str, *arguments: str, core: int) -> Self:
        """``python -m module``, once it is ready."""
        return cls.of_program(sys.executable, "-m", module, *arguments, core=core)

    @classmethod
    def of_program(cls, *command: str, core: int) -> Self:
        """A program that keeps to these rules, once it is ready."""
        child = cls(*command, core=core)
        child.ready = child._read()["ready"]
        return child

    ready: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.end()

    def ask(self, operation: str, **arguments: Any) -> Any:
        """The result of one operation; raises ``RuntimeError`` with what went wrong over there."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"operation": operation, **arguments}).encode() + b"\n")
        self._process.stdin.flush()
        answer = self._read()
        if "error" in answer:
            raise RuntimeError(f"{operation}: {answer['error']}")
        return answer["result"]

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            code = self._process.wait()
            self._log.seek(0)
            said = self._log.read()[-LOG_SHOWN:].decode(errors="replace")
            raise RuntimeError(f"a process of the benchmark ended with {code}:\n{said}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def cpu_seconds(self) -> float:
        """Processor time used so far, user and system, all threads."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def resident(self) -> int:
        """Resident memory in bytes."""
        return int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]) * _PAGE

    def peak(self) -> int:
        """The most resident memory it ever had, or had since ``forget_peak``, in bytes."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024

    def forget_peak(self) -> None:
        """Let ``peak`` begin from now."""
        Path(f"/proc/{self._process.pid}/clear_refs").write_text("5")

    def end(self) -> None:
        """Ask it to stop and wait until it has."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()
