"""The ``zhibu`` command."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import sys
from collections.abc import Coroutine, Iterator
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from bot.errors import SettingsError, UserError
from bot.logs import configure_logging
from bot.settings import Settings, load_settings

T = TypeVar("T")

TOKEN_NEEDED = "ZHIBU_BOT_TOKEN: the token from @BotFather is needed"
WRONG_SETTING = 2
FAILED = 1
COLLECT_AFTER = 5_000  # new objects that outnumber those that went; Python's own is 700

main = typer.Typer(
    name="zhibu",
    help="支部通: a Telegram bot for party branches.",
    no_args_is_help=True,
    add_completion=False,
    # Typer's own tracebacks print local variables, among them the token.
    pretty_exceptions_enable=False,
)
roster = typer.Typer(help="The roster: who belongs to which branch.", no_args_is_help=True)
main.add_typer(roster, name="roster")
rules = typer.Typer(help="What comes by the clock in each branch.", no_args_is_help=True)
main.add_typer(rules, name="rules")


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"zhibu {installed_version('zhibu')}")
        raise typer.Exit


@main.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """支部通: a Telegram bot for party branches."""
    # The database and all that is made beside it hold what only the bot's own account may read.
    os.umask(0o077)


def _fail(line: str, code: int) -> typer.Exit:
    typer.echo(line, err=True)
    return typer.Exit(code)


def _settings(**values: Any) -> Settings:
    try:
        settings = load_settings(**values)
    except SettingsError as error:
        raise _fail(str(error), WRONG_SETTING) from None
    configure_logging(settings.log_level, settings.log_format, _secrets(settings))
    return settings


def _secrets(settings: Settings) -> list[str]:
    given = (settings.bot_token, settings.webhook_secret)
    return [secret.get_secret_value() for secret in given if secret is not None]


def _run_async(work: Coroutine[Any, Any, T]) -> T:
    """Run in a fresh event loop, the fast one where there is one."""
    if sys.platform == "win32":
        return asyncio.run(work)
    import uvloop

    return uvloop.run(work)


@main.command()
def run() -> None:
    """Run the bot until it is told to stop (SIGTERM or Ctrl-C)."""
    from bot.receiving.poller import TokenRefused
    from storage.versions import is_newest

    settings = _settings()
    if settings.bot_token is None:
        raise _fail(TOKEN_NEEDED, WRONG_SETTING)
    with _plain_failures():
        if not is_newest(settings.database):
            _migrate(settings)
        try:
            _run_async(_run_bot(settings))
        except TokenRefused as error:
            raise _fail(str(error), FAILED) from None


def _migrate(settings: Settings) -> None:
    from storage.migrate import migrate as bring_up

    bring_up(settings.database)


@contextlib.contextmanager
def _plain_failures() -> Iterator[None]:
    """One line instead of a traceback for what the operator, not the programmer, can mend."""
    from storage.transaction import is_trouble

    try:
        yield
    except SettingsError as error:
        raise _fail(str(error), WRONG_SETTING) from None
    except Exception as error:
        if not is_trouble(error):
            raise
        kind = type(error).__name__
        raise _fail(f"ZHIBU_DATABASE_URL: the database cannot be used ({kind})", FAILED) from None


async def _run_bot(settings: Settings) -> None:
    from bot.app import running

    stop = stop_on_signals()
    async with running(settings, stop=stop) as app:
        spare_collections()
        await app.run_until(stop)


def spare_collections() -> None:
    """Look for cycles of garbage less often, and never again among what the start has made.

    A tap makes some hundred objects and no cycles; with Python's own thresholds looking for them took a
    sixth of its time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 10, 10)


def stop_on_signals() -> asyncio.Event:
    """An event that SIGTERM and Ctrl-C set."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


@main.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the web chat listens; 0 takes a free port.")] = 8090,
) -> None:
    """Run everything on this machine: a local Telegram, a made-up branch and the real bot."""
    configure_logging("WARNING", "console")
    with _plain_failures():
        _run_async(_run_demo(port))


async def _run_demo(port: int) -> None:
    from bot.commands.demo import run_demo

    await run_demo(port, stop_on_signals())


@main.command()
def migrate() -> None:
    """Bring the database to the newest schema (``zhibu run`` does so by itself)."""
    settings = _settings()
    with _plain_failures():
        _migrate(settings)
    typer.echo("The database is up to date.")


@main.command()
def doctor() -> None:
    """Check settings, database and token, and that the kept sums equal a recount."""
    from bot.commands.doctor import examine

    found = _run_async(examine(_settings()))
    for line in found:
        typer.echo(f"{'ok  ' if line.good else 'BAD '} {line.text}")
    if not all(line.good for line in found):
        raise typer.Exit(FAILED)


@roster.command("import")
def roster_import(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="csv (UTF-8 or GBK) or xlsx")],
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Import the good rows all the same.")] = False,
) -> None:
    """Add and update branches and members; run it again with a newer file at any time."""
    from bot.commands.roster import import_file

    settings = _settings()
    with _plain_failures():
        report = _run_async(import_file(settings, file, skip_bad=skip_bad))
    for line in report.lines:
        typer.echo(line, err=not report.done)
    if not report.done:
        raise typer.Exit(FAILED)


@roster.command("invites")
def roster_invites(
    branch: Annotated[str | None, typer.Option(help="Only this branch.")] = None,
    form: Annotated[str, typer.Option("--format", help="csv")] = "csv",
) -> None:
    """Print a fresh invitation link for everybody who has not joined; links printed before stop working."""
    from bot.commands.roster import load_texts, print_invites, refusal

    if form != "csv":
        raise _fail("--format: csv is the only format", WRONG_SETTING)
    settings = _settings()
    if settings.bot_token is None:
        raise _fail(TOKEN_NEEDED, WRONG_SETTING)
    with _plain_failures():
        try:
            sys.stdout.buffer.write(_run_async(print_invites(settings, branch)))
        except UserError as error:
            raise _fail(refusal(load_texts(settings), settings, error), FAILED) from None
        except ConnectionError as error:
            raise _fail(f"Telegram: {error}", FAILED) from None


@rules.command("list")
def rules_list(branch: Annotated[str | None, typer.Option(help="Only this branch.")] = None) -> None:
    """Print each rule: its number, branch, what it does, and when it comes next."""
    _print_rules(branch, by_time=False)


@rules.command("next")
def rules_next(branch: Annotated[str | None, typer.Option(help="Only this branch.")] = None) -> None:
    """Print what comes next, the earliest first."""
    _print_rules(branch, by_time=True)


@rules.command("pause")
def rules_pause(
    number: Annotated[int, typer.Argument(help="The rule's number, as the list has it.")],
) -> None:
    """Let a rule rest until somebody lets it go on."""
    _set_resting(number, rests=True)


@rules.command("resume")
def rules_resume(
    number: Annotated[int, typer.Argument(help="The rule's number, as the list has it.")],
) -> None:
    """Let a rule that rests go on, from now on."""
    _set_resting(number, rests=False)


def _print_rules(branch: str | None, *, by_time: bool) -> None:
    from bot.commands.rules import list_rules

    settings = _settings()
    with _plain_failures(), _refusals(settings):
        for line in _run_async(list_rules(settings, branch, by_time=by_time)):
            typer.echo(line)


def _set_resting(number: int, *, rests: bool) -> None:
    from bot.commands.rules import set_resting

    settings = _settings()
    with _plain_failures(), _refusals(settings):
        typer.echo(_run_async(set_resting(settings, number, rests=rests)))


@contextlib.contextmanager
def _refusals(settings: Settings) -> Iterator[None]:
    """A use case's refusal in words, and exit code 1."""
    from bot.commands.roster import load_texts, refusal

    try:
        yield
    except UserError as error:
        raise _fail(refusal(load_texts(settings), settings, error), FAILED) from None
