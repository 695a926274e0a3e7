"""The table of pushes holds every kind there is, and none that is not."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import bot
from bot.domain.messages import Lane
from bot.domain.peace import AT_ONCE, KINDS, Night, handling

ROOT = Path(bot.__file__).parent


def test_every_kind_of_push_is_in_the_table():
    found = {kind for path in sorted(ROOT.rglob("*.py")) for kind in kinds_in(ast.parse(path.read_text()))}
    assert {"notice", "nudge", "record-revoked", "meeting-reminder"} <= found
    assert found - KINDS.keys() == set()


def test_every_kind_in_the_table_is_sent_somewhere():
    said = {
        node.value
        for folder in (ROOT, ROOT.parent / "storage")
        for path in folder.rglob("*.py")
        if path.name != "peace.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert KINDS.keys() - said == set()


def test_an_emergency_and_an_answer_never_wait():
    for kind in KINDS:
        assert handling(kind, Lane.ANSWER) == AT_ONCE
    assert handling("nudge", Lane.URGENT) == AT_ONCE
    assert handling("notice", Lane.URGENT) == AT_ONCE
    assert handling("of tomorrow", Lane.NOTICE) == AT_ONCE
    assert handling("meeting-change", Lane.URGENT).night is Night.WAITS_IF_TIME


def test_what_cannot_be_muted_does_not_count_and_what_counts_can_be_put_off():
    for kind, found in KINDS.items():
        assert not found.counts or (found.topic is not None and found.may_snooze), kind


def kinds_in(module: ast.Module) -> Iterator[str]:
    """The kinds of all pushes made in a module, also of one made from another by ``replace``."""
    constants = {**dict(imported(module)), **dict(assigned(module))}
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef) and "Push" in ast.dump(function):
            names = {**constants, **dict(assigned(function))}
            for call in ast.walk(function):
                if isinstance(call, ast.Call):
                    yield from kinds_of(call, names)


def kinds_of(call: ast.Call, names: dict[str, ast.expr]) -> Iterator[str]:
    called = call.func.id if isinstance(call.func, ast.Name) else ""
    given = {one.arg: one.value for one in call.keywords}
    if called == "Push":
        yield from strings(call.args[0] if call.args else given["kind"], names)
    elif called == "replace" and "operation" in given and "kind" in given:
        yield from strings(given["kind"], names)


def strings(value: ast.expr, names: dict[str, ast.expr]) -> Iterator[str]:
    while isinstance(value, ast.Name) and value.id in names:
        value = names[value.id]
    if isinstance(value, ast.IfExp):
        yield from strings(value.body, names)
        yield from strings(value.orelse, names)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value


def imported(module: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in module.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            path = ROOT.parent / f"{node.module.replace('.', '/')}.py"
            for one in node.names:
                if one.name in (found := constants_of(path)):
                    yield one.asname or one.name, found[one.name]


@cache
def constants_of(path: Path) -> dict[str, ast.expr]:
    return dict(assigned(ast.parse(path.read_text()))) if path.exists() else {}


def assigned(scope: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    yield target.id, node.value
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    for one, value in zip(target.elts, node.value.elts, strict=True):
                        if isinstance(one, ast.Name):
                            yield one.id, value
