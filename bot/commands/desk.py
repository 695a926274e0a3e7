"""What every command on the command line does: settings, a fresh loop, and plain words for what fails."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Coroutine, Iterator
from typing import Any, TypeVar

import typer

from bot.errors import SettingsError, UserError
from bot.logs import configure_logging
from bot.settings import Settings, load_settings

T = TypeVar("T")

WRONG_SETTING = 2
FAILED = 1


def fail(line: str, code: int) -> typer.Exit:
    """Say why on the error output; raise what this returns."""
    typer.echo(line, err=True)
    return typer.Exit(code)


def read_settings(**values: Any) -> Settings:
    """The settings of this process, whose log begins here; a wrong one is one line and exit code 2."""
    try:
        settings = load_settings(**values)
    except SettingsError as error:
        raise fail(str(error), WRONG_SETTING) from None
    configure_logging(settings.log_level, settings.log_format, _secrets(settings))
    return settings


def _secrets(settings: Settings) -> list[str]:
    given = (settings.bot_token, settings.webhook_secret)
    return [secret.get_secret_value() for secret in given if secret is not None]


def run_async(work: Coroutine[Any, Any, T]) -> T:
    """Run in a fresh event loop, the fast one where there is one."""
    if sys.platform == "win32":
        return asyncio.run(work)
    import uvloop

    return uvloop.run(work)


@contextlib.contextmanager
def plain_failures() -> Iterator[None]:
    """One line instead of a traceback for what the operator, not the programmer, can mend."""
    from storage.transaction import is_trouble

    try:
        yield
    except SettingsError as error:
        raise fail(str(error), WRONG_SETTING) from None
    except Exception as error:
        if not is_trouble(error):
            raise
        kind = type(error).__name__
        raise fail(f"ZHIBU_DATABASE_URL: the database cannot be used ({kind})", FAILED) from None


@contextlib.contextmanager
def refusals(settings: Settings) -> Iterator[None]:
    """A use case's refusal in words, and exit code 1."""
    from bot.commands.roster import load_texts, refusal

    try:
        yield
    except UserError as error:
        raise fail(refusal(load_texts(settings), settings, error), FAILED) from None
