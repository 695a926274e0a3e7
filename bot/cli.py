"""The ``zhibu`` command."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.desk import (
    FAILED,
    WRONG_SETTING,
    fail,
    plain_failures,
    read_settings,
    refusals,
    run_async,
)
from bot.commands.rules_group import rules
from bot.errors import UserError
from bot.lean import UNWANTED, uncollected, without
from bot.logs import configure_logging
from bot.settings import Settings

TOKEN_NEEDED = "ZHIBU_BOT_TOKEN: the token from @BotFather is needed"
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


@main.command()
def run() -> None:
    """Run the bot until it is told to stop (SIGTERM or Ctrl-C)."""
    from storage.versions import is_newest

    with uncollected(), without(*UNWANTED):
        from bot.receiving.poller import TokenRefused

    settings = read_settings()
    if settings.bot_token is None:
        raise fail(TOKEN_NEEDED, WRONG_SETTING)
    with plain_failures():
        if not is_newest(settings.database):
            _migrate(settings)
        try:
            run_async(_run_bot(settings))
        except TokenRefused as error:
            raise fail(str(error), FAILED) from None


def _migrate(settings: Settings) -> None:
    from storage.migrate import migrate as bring_up

    bring_up(settings.database)


async def _run_bot(settings: Settings) -> None:
    with uncollected(), without(*UNWANTED):
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
    with plain_failures():
        run_async(_run_demo(port))


async def _run_demo(port: int) -> None:
    from bot.commands.demo import run_demo

    await run_demo(port, stop_on_signals())


@main.command()
def migrate() -> None:
    """Bring the database to the newest schema (``zhibu run`` does so by itself)."""
    settings = read_settings()
    with plain_failures():
        _migrate(settings)
    typer.echo("The database is up to date.")


@main.command()
def doctor(
    since: Annotated[str | None, typer.Option(help="A fingerprint that was printed before.")] = None,
) -> None:
    """Check settings, database and token, that the kept sums equal a recount and that the ledger is whole."""
    from bot.commands.doctor import examine, read_fingerprint

    settings = read_settings()
    with plain_failures():
        printed = read_fingerprint(since) if since is not None else None
    found = run_async(examine(settings, printed))
    for line in found:
        typer.echo(f"{'ok  ' if line.good else 'BAD '} {line.text}")
    if not all(line.good for line in found):
        raise typer.Exit(FAILED)


@main.command()
def verify(code: Annotated[str, typer.Argument(help="As it stands on the paper: XXXXX-XXXXX.")]) -> None:
    """Tell whether a certificate is genuine: exit code 0 if it is, 1 if it is not, or was revoked."""
    from bot.commands.verify import verify_code

    settings = read_settings()
    with plain_failures():
        answer = run_async(verify_code(settings, code))
    for line in answer.lines:
        typer.echo(line)
    if not answer.genuine:
        raise typer.Exit(FAILED)


@main.command()
def settle(
    year: Annotated[int, typer.Option(help="The year whose stars are settled.")],
    branch: Annotated[str | None, typer.Option(help="Only this branch.")] = None,
    status: Annotated[bool, typer.Option("--status", help="Only tell how it stands.")] = False,
) -> None:
    """Freeze the stars of a year in every branch where nobody has begun; broken off, it goes on next time."""
    from bot.commands.settle import settle as freeze

    settings = read_settings()
    with plain_failures(), refusals(settings):
        report = run_async(freeze(settings, year, branch, only_look=status))
    for line in report.lines:
        typer.echo(line)
    if not report.good:
        raise typer.Exit(FAILED)


@roster.command("import")
def roster_import(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="csv (UTF-8 or GBK) or xlsx")],
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Import the good rows all the same.")] = False,
) -> None:
    """Add and update branches and members; run it again with a newer file at any time."""
    from bot.commands.roster import import_file

    settings = read_settings()
    with plain_failures():
        report = run_async(import_file(settings, file, skip_bad=skip_bad))
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
        raise fail("--format: csv is the only format", WRONG_SETTING)
    settings = read_settings()
    if settings.bot_token is None:
        raise fail(TOKEN_NEEDED, WRONG_SETTING)
    with plain_failures():
        try:
            sys.stdout.buffer.write(run_async(print_invites(settings, branch)))
        except UserError as error:
            raise fail(refusal(load_texts(settings), settings, error), FAILED) from None
        except ConnectionError as error:
            raise fail(f"Telegram: {error}", FAILED) from None
