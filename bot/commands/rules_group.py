"""The commands ``zhibu rules …``."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.desk import plain_failures, read_settings, refusals, run_async

rules = typer.Typer(help="What comes by the clock in each branch.", no_args_is_help=True)


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

    settings = read_settings()
    with plain_failures(), refusals(settings):
        for line in run_async(list_rules(settings, branch, by_time=by_time)):
            typer.echo(line)


def _set_resting(number: int, *, rests: bool) -> None:
    from bot.commands.rules import set_resting

    settings = read_settings()
    with plain_failures(), refusals(settings):
        typer.echo(run_async(set_resting(settings, number, rests=rests)))
