"""The name of a holder tells whether its process still lives, and never says so of a living one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.delivery import holder
from bot.delivery.holder import is_gone, new_holder

NAME_AND_WAIT = "from bot.delivery.holder import new_holder; print(new_holder(), flush=True); input()"


@contextmanager
def somebody() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Another process, and the name it gives itself."""
    command = [sys.executable, "-c", NAME_AND_WAIT]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def test_two_names_of_one_process_differ() -> None:
    assert new_holder() != new_holder()


def test_a_living_process_is_not_gone_and_a_dead_one_is() -> None:
    assert not is_gone(new_holder())
    with somebody() as (process, name):
        assert not is_gone(name)
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert is_gone(name), "dead, though nobody has asked for its exit code"
        process.wait()
        assert is_gone(name)


def test_a_number_that_was_given_again_is_another_process() -> None:
    machine, process, word = new_holder().split("/")
    pid, _, started = process.partition(".")
    assert is_gone(f"{machine}/{pid}.{int(started) - 1}/{word}")


@pytest.mark.parametrize("name", ["", "/", "//", "elsewhere/1.1/x", "nonsense", "/1.1/x"])
def test_what_cannot_be_told_is_not_gone(name: str) -> None:
    assert not is_gone(name)
    machine = new_holder().partition("/")[0]
    assert not is_gone(f"{machine}/{name}")


def test_without_proc_nobody_is_gone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with somebody() as (process, name):
        process.kill()
        process.wait()
        monkeypatch.setattr(holder, "PROC", tmp_path)
        assert not is_gone(name)
        assert not is_gone(new_holder())
