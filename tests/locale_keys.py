"""Which message keys the code names, found in its syntax trees and data files."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

# A call of this name takes a message key, without this prefix, at this place (or as ``key=``).
KEYED_CALLS = {
    "Message": ("", 0),
    "Button": ("", 0),
    "Term": ("", 0),
    "toast": ("", 0),
    "UserError": ("error-", 0),
    "CellProblem": ("roster-problem-", 0),
    "report_problem": ("roster-problem-", 1),
    "RowProblem": ("roster-problem-", 2),
    "QuestionProblem": ("quiz-problem-", 1),
}
_VALUES_POSITION = {"Message": 1}
_QUOTED = re.compile(r"[\"']([a-z][a-z0-9-]*)[\"']")


@dataclass(frozen=True)
class Use:
    """A key named in a call; ``variables`` is None when they cannot be told from the source."""

    key: str
    where: str
    variables: frozenset[str] | None


@dataclass
class Uses:
    """``literals``: every text literal, as any of them may be a key on its way to a message; ``expected``:
    keys that must exist although no call names them."""

    keys: list[Use] = field(default_factory=list)
    literals: set[str] = field(default_factory=set)
    expected: set[str] = field(default_factory=set)


def collect(folders: Iterable[Path]) -> Uses:
    """The uses in all Python modules and data files below the folders."""
    uses = Uses()
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        if path.suffix == ".py":
            _collect_module(path, uses)
        elif path.suffix in {".json", ".toml"}:
            uses.literals.update(_QUOTED.findall(path.read_text("utf-8")))
    return uses


def _collect_module(path: Path, uses: Uses) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            uses.literals.add(node.value)
        elif isinstance(node, ast.Call):
            where = f"{path.parent.name}/{path.name}:{node.lineno}"
            uses.keys.extend(_keys_of(node, where))


def _keys_of(call: ast.Call, where: str) -> Iterator[Use]:
    name = _name(call.func)
    if name in KEYED_CALLS:
        prefix, place = KEYED_CALLS[name]
        argument = call.args[place] if len(call.args) > place else _keyword(call, "key")
        variables = _variables(call, name)
        # A message without a key has no words of its own.
        yield from (Use(prefix + key, where, variables) for key in _texts(argument) if key)
    elif name == "format" and isinstance(call.func, ast.Attribute) and _is_texts(call.func.value):
        argument = call.args[1] if len(call.args) > 1 else _keyword(call, "key")
        for key in _texts(argument):
            yield Use(key, where, None)
    if name == "Push":
        yield from (Use(key, where, None) for key in _texts(_keyword(call, "reason")) if key)


def _is_texts(receiver: ast.expr) -> bool:
    return _name(receiver).lstrip("_") == "texts"


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


def _texts(node: ast.expr | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def _variables(call: ast.Call, name: str) -> frozenset[str] | None:
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    if any(isinstance(argument, ast.Starred) for argument in call.args):
        return None
    if name == "UserError":
        return frozenset(keyword.arg for keyword in call.keywords if keyword.arg and keyword.arg != "key")
    if name not in ("Message", "Button"):
        return None
    position = _VALUES_POSITION.get(name)
    given = call.args[position] if position and len(call.args) > position else _keyword(call, "values")
    if given is None:
        return frozenset()
    if not isinstance(given, ast.Dict):
        return None
    names = [key.value if isinstance(key, ast.Constant) else None for key in given.keys]
    return frozenset(map(str, names)) if all(isinstance(one, str) for one in names) else None
