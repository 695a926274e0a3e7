"""An import's outcome as messages, the same in the chat and on the command line."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.messages import Buttons, Message, Term, Value
from bot.office.roster import RowProblem
from bot.usecases.roster import ImportReport

SHOWN_PROBLEMS = 20


def report_message(
    report: ImportReport, buttons: Buttons = (), shown: int | None = SHOWN_PROBLEMS
) -> Message:
    """What an import did or would do, with its bad rows a line each; ``shown`` None shows them all."""
    values = {
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "branches": report.branches_created,
    }
    key = "roster-imported" if report.imported else "roster-preview"
    more: tuple[Message, ...] = ()
    if report.problems:
        skipped = "roster-skipped" if report.imported else "roster-bad-rows"
        more = (Message(skipped, {"bad": report.bad_rows}), *problem_lines(report.problems, shown))
    return Message(key, values, buttons, more)


def problem_lines(problems: Sequence[RowProblem], shown: int | None) -> list[Message]:
    """The first problems, a line each, and how many more there are."""
    lines = [problem_line(problem) for problem in problems[:shown]]
    if len(problems) > len(lines):
        lines.append(Message("roster-more-problems", {"count": len(problems) - len(lines)}))
    return lines


def problem_line(problem: RowProblem) -> Message:
    """One problem: the row, the column, and why."""
    column = Term(f"roster-column-{problem.column}" if problem.column else "roster-column-row")
    values: dict[str, Value] = {"number": problem.number, "column": column, "value": problem.value}
    return Message(f"roster-problem-{problem.key}", values)
